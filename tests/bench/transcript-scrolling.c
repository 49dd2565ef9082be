/* transcript-scrolling.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What it costs to scroll up, whether rows move as far as they shall, and whether nothing
 * happens when nothing happens. */

#include "config.h"

#include "transcript-bench.h"

#include "source-count.h"

#include <math.h>

#define STEP       40
#define MAX_JUMP   2
#define N_FRAMES   500
#define MIN_SEEN   0.8

/* Wider than this it is what holds the rows. */
#define MAX_ROW_HEIGHT 1500
#define MAX_SEARCH     120

/* A scrollbar needs three seconds to go. */
#define REST_S  5
#define IDLE_S  10

static const TableFigure scroll_median =
  { "scrolling up: median", TABLE_UNIT_Y, TABLE_NOTE, 0, "0.88" };
static const TableFigure scroll_p95 =
  { "scrolling up: p95", TABLE_UNIT_Y, TABLE_AT_MOST, 2.5, "1.59" };
static const TableFigure scroll_worst =
  { "scrolling up: worst frame", "ms", TABLE_NOTE, 0, "9.9" };
static const TableFigure scroll_jumps =
  { "scrolling up: jumps over 2 px", "", TABLE_AT_MOST, 0, "0" };
static const TableFigure scroll_seen =
  { "scrolling up: frames a row was followed in", "", TABLE_AT_LEAST, MIN_SEEN, NULL };
static const TableFigure scroll_range =
  { "scrolling up: greatest step of the range", "px", TABLE_AT_MOST, 200, "82" };
static const TableFigure scroll_between =
  { "scrolling up: most between two frames", "ms", TABLE_NOTE, 0, NULL };

static const TableFigure idle_active =
  { "idle: window active, focus in the transcript", "", TABLE_AT_LEAST, 1, NULL };
static const TableFigure idle_frames =
  { "idle for 10 s: frames", "", TABLE_AT_MOST, 0, NULL };
static const TableFigure idle_sources =
  { "idle for 10 s: dispatches of our sources", "", TABLE_AT_MOST, 0, NULL };
static const TableFigure idle_wakeups =
  { "idle for 10 s: times the loop woke up", "", TABLE_NOTE, 0, NULL };

typedef struct
{
  Stage     *stage;
  GtkWidget *row;
  double     place;
  double     upper;
  double     range_step;
  guint      n_seen;
  guint      n_jumps;
} Scroll;

static gboolean
is_row (GtkWidget *widget,
        GtkWidget *transcript)
{
  return widget != NULL && widget != transcript &&
         !GTK_IS_SCROLLABLE (widget) && !GTK_IS_SCROLLED_WINDOW (widget) &&
         !GTK_IS_SCROLLBAR (widget) &&
         gtk_widget_get_height (widget) < MAX_ROW_HEIGHT;
}

/* What text is drawn by, or holds the text; where the centre is a gap, what is next to it. */
static GtkWidget *
find_row (GtkWidget *transcript)
{
  double x = gtk_widget_get_width (transcript) / 2.0;
  double y = gtk_widget_get_height (transcript) / 2.0;

  for (int away = 0; away < MAX_SEARCH; away += 6)
    for (int side = -1; side <= 1; side += 2)
      {
        GtkWidget *found = gtk_widget_pick (transcript, x, y + side * away,
                                            GTK_PICK_INSENSITIVE | GTK_PICK_NON_TARGETABLE);

        if (is_row (found, transcript))
          return found;
      }

  return NULL;
}

static gboolean
get_place (GtkWidget *row,
           GtkWidget *transcript,
           double    *place)
{
  graphene_point_t origin = GRAPHENE_POINT_INIT (0, 0);
  graphene_point_t point;

  if (!gtk_widget_is_ancestor (row, transcript) || !gtk_widget_get_child_visible (row) ||
      !gtk_widget_compute_point (row, transcript, &origin, &point))
    return FALSE;

  *place = point.y;

  return TRUE;
}

static void
scroll_cb (guint    frame,
           gpointer data)
{
  GtkAdjustment *adjustment = ((Scroll *) data)->stage->adjustment;

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) - STEP);
}

/* A row that was followed and is gone now does not count as seen. */
static void
check_row (Scroll *self)
{
  GtkWidget *transcript = GTK_WIDGET (self->stage->transcript);
  double place;

  if (self->row != NULL && get_place (self->row, transcript, &place))
    {
      self->n_seen++;
      self->n_jumps += fabs (place - self->place - STEP) > MAX_JUMP;
    }

  g_clear_weak_pointer (&self->row);
  g_set_weak_pointer (&self->row, find_row (transcript));
  if (self->row != NULL && !get_place (self->row, transcript, &self->place))
    g_clear_weak_pointer (&self->row);
}

static void
look_cb (guint    frame,
         gpointer data)
{
  Scroll *self = data;
  double upper = gtk_adjustment_get_upper (self->stage->adjustment);

  self->range_step = MAX (self->range_step, fabs (upper - self->upper));
  self->upper = upper;
  check_row (self);
}

static void
add_scroll (TranscriptBench *bench,
            Scroll          *scroll,
            GArray          *costs)
{
  table_add (bench->table, &scroll_median, frame_costs_get_quantile (costs, 0.5));
  table_add (bench->table, &scroll_p95, frame_costs_get_quantile (costs, 0.95));
  table_add (bench->table, &scroll_worst, frame_costs_get_quantile (costs, 1));
  table_add (bench->table, &scroll_between, frame_costs_get_between (costs));
  table_add (bench->table, &scroll_jumps, scroll->n_jumps);
  table_add (bench->table, &scroll_seen, (double) scroll->n_seen / costs->len);
  table_add (bench->table, &scroll_range, scroll->range_step);
  transcript_bench_note_worst (bench, costs);
}

void
transcript_bench_scroll (TranscriptBench *bench)
{
  g_autoptr(SyMessageWindow) messages = stage_messages_new (bench->n_messages, NULL);
  g_autoptr(Stage) stage = stage_new (G_LIST_MODEL (messages));
  g_autoptr(GArray) costs = g_array_new (FALSE, FALSE, sizeof (FrameCost));
  Scroll scroll = { .stage = stage };
  double began;

  frame_probe_wait_drawn (stage->probe);
  stage_settle (stage);
  g_assert_true (sy_transcript_get_at_bottom (stage->transcript));
  began = gtk_adjustment_get_value (stage->adjustment);
  g_assert_cmpfloat (began, >, N_FRAMES * STEP);

  scroll.upper = gtk_adjustment_get_upper (stage->adjustment);
  check_row (&scroll);
  frame_probe_run (stage->probe, N_FRAMES, scroll_cb, look_cb, &scroll, costs);
  g_clear_weak_pointer (&scroll.row);
  g_assert_false (sy_transcript_get_at_bottom (stage->transcript));

  add_scroll (bench, &scroll, costs);
}

static void
count_cb (guint *n_frames)
{
  (*n_frames)++;
}

static gboolean
has_focus (Stage *stage)
{
  GtkWidget *focus = gtk_window_get_focus (stage->window);

  return gtk_window_is_active (stage->window) && focus != NULL &&
         gtk_widget_is_ancestor (focus, GTK_WIDGET (stage->transcript));
}

void
transcript_bench_idle (TranscriptBench *bench)
{
  g_autoptr(SyMessageWindow) messages = stage_messages_new (bench->n_messages, NULL);
  g_autoptr(Stage) stage = stage_new (G_LIST_MODEL (messages));
  GdkFrameClock *clock;
  guint n_dispatches;
  guint n_wakeups;
  guint n_frames = 0;

  frame_probe_wait_drawn (stage->probe);
  gtk_widget_child_focus (GTK_WIDGET (stage->transcript), GTK_DIR_TAB_FORWARD);
  stage_settle (stage);
  source_count_wait (REST_S);

  clock = gtk_widget_get_frame_clock (GTK_WIDGET (stage->window));
  g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (count_cb), &n_frames);
  n_dispatches = source_count_get_n_dispatches ();
  n_wakeups = source_count_get_n_wakeups ();
  source_count_wait (IDLE_S);
  g_signal_handlers_disconnect_by_data (clock, &n_frames);

  table_add (bench->table, &idle_active, has_focus (stage));
  table_add (bench->table, &idle_frames, n_frames);
  table_add (bench->table, &idle_sources, source_count_get_n_dispatches () - n_dispatches);
  table_add (bench->table, &idle_wakeups, source_count_get_n_wakeups () - n_wakeups);
}
