/* frame-probe.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Holds the content of a window and measures what each frame takes of the main thread:
 * from "before-paint" to the end of "update", "layout", and the snapshot of the content.
 */

#include "config.h"

#include "frame-probe.h"

#include <math.h>
#include <time.h>

#define PATIENCE_S 300

struct _FrameProbe
{
  AdwBin     parent_instance;

  FrameFunc  begin;
  FrameFunc  end;
  gpointer   data;
  GArray    *costs;
  guint      frame;
  guint      n_snapshots;

  /* In milliseconds of work: when the frame began, when it was laid out, when it was over,
   * and how long the snapshot took. */
  double     began;
  double     ready;
  double     over;
  double     snapshot;
  double     between;
  guint      n_snapshots_before;
};

G_DEFINE_FINAL_TYPE (FrameProbe, frame_probe, ADW_TYPE_BIN)

/* The time that the thread that calls had a processor. */
double
frame_get_work_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

/* What the scenario does at the beginning is part of the frame. */
static void
before_paint_cb (FrameProbe *self)
{
  self->began = frame_get_work_ms ();
  self->between = self->frame > 0 ? self->began - self->over : 0;
  self->snapshot = 0;
  self->n_snapshots_before = self->n_snapshots;

  if (self->begin != NULL)
    self->begin (self->frame, self->data);

  self->ready = frame_get_work_ms ();
}

static void
phase_cb (FrameProbe *self)
{
  self->ready = frame_get_work_ms ();
}

static void
after_paint_cb (FrameProbe *self)
{
  double now = frame_get_work_ms ();
  FrameCost cost;

  cost.work = self->ready - self->began + self->snapshot;
  cost.paint = now - self->ready - self->snapshot;
  cost.between = self->between;
  cost.drawn = self->n_snapshots > self->n_snapshots_before;
  if (self->costs != NULL)
    g_array_append_val (self->costs, cost);

  if (self->end != NULL)
    self->end (self->frame, self->data);

  self->frame++;
  self->over = frame_get_work_ms ();
}

static void
frame_probe_snapshot (GtkWidget   *widget,
                      GtkSnapshot *snapshot)
{
  FrameProbe *self = FRAME_PROBE (widget);
  double began = frame_get_work_ms ();

  GTK_WIDGET_CLASS (frame_probe_parent_class)->snapshot (widget, snapshot);

  self->snapshot += frame_get_work_ms () - began;
  self->n_snapshots++;
}

static void
frame_probe_class_init (FrameProbeClass *klass)
{
  GTK_WIDGET_CLASS (klass)->snapshot = frame_probe_snapshot;
}

static void
frame_probe_init (FrameProbe *self)
{
}

GtkWidget *
frame_probe_new (GtkWidget *child)
{
  return g_object_new (FRAME_TYPE_PROBE, "child", child, NULL);
}

static void
wait_for_frames (FrameProbe *self,
                 guint       n_frames)
{
  gint64 until = g_get_monotonic_time () + PATIENCE_S * G_USEC_PER_SEC;

  while (self->frame < n_frames)
    {
      if (g_get_monotonic_time () > until)
        g_error ("%u of %u frames came in %u s", self->frame, n_frames, PATIENCE_S);
      g_main_context_iteration (NULL, TRUE);
    }
}

/**
 * frame_probe_run:
 * @begin: (nullable): called at the beginning of each frame; belongs to its work
 * @end: (nullable): called when it is painted; belongs to nothing
 * @costs: (nullable) (element-type FrameCost): where the frames are added
 *
 * Lets a window that is shown have so many frames, one after the other.
 */
void
frame_probe_run (FrameProbe *self,
                 guint       n_frames,
                 FrameFunc   begin,
                 FrameFunc   end,
                 gpointer    data,
                 GArray     *costs)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));

  self->frame = 0;
  self->begin = begin;
  self->end = end;
  self->data = data;
  self->costs = costs;

  /* Anew each time, to be behind the handlers of all that is measured. */
  g_signal_connect_swapped (clock, "before-paint", G_CALLBACK (before_paint_cb), self);
  g_signal_connect_data (clock, "update", G_CALLBACK (phase_cb), self, NULL,
                         G_CONNECT_AFTER | G_CONNECT_SWAPPED);
  g_signal_connect_data (clock, "layout", G_CALLBACK (phase_cb), self, NULL,
                         G_CONNECT_AFTER | G_CONNECT_SWAPPED);
  g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (after_paint_cb), self);

  gdk_frame_clock_begin_updating (clock);
  wait_for_frames (self, n_frames);
  gdk_frame_clock_end_updating (clock);

  g_signal_handlers_disconnect_by_data (clock, self);
  self->costs = NULL;
}

/* The first frame of a window that was presented just now. */
void
frame_probe_wait_drawn (FrameProbe *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));
  gulong handler = g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (after_paint_cb),
                                             self);

  self->begin = NULL;
  self->end = NULL;
  self->frame = 0;
  while (self->n_snapshots == 0 || self->frame == 0)
    {
      self->frame = 0;
      wait_for_frames (self, 1);
    }
  g_signal_handler_disconnect (clock, handler);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double x = ((const FrameCost *) a)->work;
  double y = ((const FrameCost *) b)->work;

  return (x > y) - (x < y);
}

/* Of the work of all frames; 0.5 is the median and 1 the worst. */
double
frame_costs_get_quantile (GArray *costs,
                          double  quantile)
{
  g_autoptr(GArray) sorted = g_array_copy (costs);
  guint position = (guint) ceil (quantile * costs->len);

  g_assert (costs->len > 0);
  g_array_sort (sorted, compare);

  return g_array_index (sorted, FrameCost, MAX (position, 1) - 1).work;
}

/* On average. */
double
frame_costs_get_paint (GArray *costs)
{
  double sum = 0;

  for (guint i = 0; i < costs->len; i++)
    sum += g_array_index (costs, FrameCost, i).paint;

  return sum / costs->len;
}

/* The most. */
double
frame_costs_get_between (GArray *costs)
{
  double most = 0;

  for (guint i = 0; i < costs->len; i++)
    most = MAX (most, g_array_index (costs, FrameCost, i).between);

  return most;
}

guint
frame_costs_get_n_drawn (GArray *costs)
{
  guint n_drawn = 0;

  for (guint i = 0; i < costs->len; i++)
    n_drawn += g_array_index (costs, FrameCost, i).drawn;

  return n_drawn;
}
