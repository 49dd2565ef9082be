/* browse.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What "Browse Models" costs: to open it, compared with a dialog that has an empty list in
 * it on the floor's window, and to type, filter and sort in it.  Work is the time that the
 * main thread had a processor, from the call to the end of the first frame.
 */

#include "config.h"

#include "bench-support.h"
#include "model-list.h"
#include "setup-fixture.h"
#include "support-spin.h"
#include "sy-model-browser.h"
#include "sy-model-pane.h"
#include "sy-model-query.h"
#include "widget-support.h"

#include <time.h>

/* As SyWindow's and the floor's. */
#define WIDTH  1100
#define HEIGHT 820

#define RUNS          41
#define N_MODELS      450

/* The dialog, the list, what is told of one model, and one more. */
#define N_FRAMES 4
#define PATIENCE_MS   10000
#define SETTLE_MS     400

#define MAX_OPEN_RATIO 1.5
#define MAX_KEY_MS     4.0
#define MAX_MANY_MS    16.0

typedef struct
{
  GtkWidget    *window;
  SetupFixture *setup;
  SyProvider   *provider;
  SyHealth     *health;
  SyClock      *clock;
  SyCatalog    *catalog;
  gboolean      painted;
} Bench;

typedef AdwDialog *(*CreateFunc) (Bench *bench);

static double
get_work_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static void
painted_cb (Bench *bench)
{
  bench->painted = TRUE;
}

static gboolean
is_painted (gpointer data)
{
  return ((Bench *) data)->painted;
}

/* The frame that shows what was changed just now. */
static void
wait_for_frame (Bench *bench)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (bench->window);
  gulong handler = g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (painted_cb), bench);

  bench->painted = FALSE;
  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
  g_assert_true (support_spin_until (is_painted, bench, PATIENCE_MS));
  g_signal_handler_disconnect (clock, handler);
}

static AdwDialog *
create_floor (Bench *bench)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GListStore *store = g_list_store_new (SY_TYPE_MODEL);
  GtkWidget *list;

  list = gtk_list_view_new (GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (store))),
                            gtk_signal_list_item_factory_new ());
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  gtk_widget_set_vexpand (scroller, TRUE);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), scroller);
  adw_dialog_set_child (dialog, view);
  adw_dialog_set_title (dialog, "Floor");
  adw_dialog_set_content_width (dialog, 1010);
  adw_dialog_set_content_height (dialog, 700);

  return dialog;
}

static AdwDialog *
create_browser (Bench *bench)
{
  return sy_model_browser_new (bench->catalog, bench->health, bench->clock,
                               "vendor-3/family3-3-instruct");
}

/* Each of the first frames, as the dialog comes up. */
static void
open_dialog (Bench      *bench,
             CreateFunc  create,
             GArray    **times)
{
  double began = get_work_ms ();
  AdwDialog *dialog = create (bench);

  adw_dialog_present (dialog, bench->window);
  for (guint i = 0; i < N_FRAMES; i++)
    {
      double took;

      wait_for_frame (bench);
      took = get_work_ms () - began;
      if (times != NULL)
        g_array_append_val (times[i], took);
      began = get_work_ms ();
    }

  support_spin_for (SETTLE_MS);
  adw_dialog_force_close (dialog);
  support_spin_for (SETTLE_MS);
}

/* In turns; the first of each warms up. */
static gboolean
bench_open (Bench *bench)
{
  GArray *floor_ms[N_FRAMES];
  GArray *ours_ms[N_FRAMES];
  double first_ratio;
  double list_ratio;

  for (guint i = 0; i < N_FRAMES; i++)
    {
      floor_ms[i] = g_array_new (FALSE, FALSE, sizeof (double));
      ours_ms[i] = g_array_new (FALSE, FALSE, sizeof (double));
    }

  for (guint i = 0; i < RUNS; i++)
    {
      open_dialog (bench, create_floor, i > 0 ? floor_ms : NULL);
      open_dialog (bench, create_browser, i > 0 ? ours_ms : NULL);
    }

  first_ratio = bench_median (ours_ms[0]) / bench_median (floor_ms[0]);
  list_ratio = (bench_median (ours_ms[0]) + bench_median (ours_ms[1])) /
               (bench_median (floor_ms[0]) + bench_median (floor_ms[1]));
  for (guint i = 0; i < N_FRAMES; i++)
    {
      g_autofree char *floor_name = g_strdup_printf ("empty list, frame %u, ms", i + 1);
      g_autofree char *ours_name = g_strdup_printf ("Browse Models, frame %u, ms", i + 1);

      bench_print_row (floor_name, floor_ms[i], 2);
      bench_print_row (ours_name, ours_ms[i], 2);
      g_array_unref (floor_ms[i]);
      g_array_unref (ours_ms[i]);
    }

  /* Nobody has opened anything before there is a list in it. */
  bench_print_verdict ("the dialog alone", first_ratio, MAX_OPEN_RATIO, " times the floor");

  return bench_print_verdict ("opening, with the list", list_ratio, MAX_OPEN_RATIO,
                              " times the floor");
}

typedef void (*ChangeFunc) (GtkWidget *browser,
                            guint      run);

static void
type_key (GtkWidget *browser,
          guint      run)
{
  static const char *const texts[] = { "v", "vendor-1", "family3", "", "5", "zzz" };

  GtkWidget *pane = widget_find (browser, SY_TYPE_MODEL_PANE);

  gtk_editable_set_text (GTK_EDITABLE (widget_get_child (pane, "search")),
                         texts[run % G_N_ELEMENTS (texts)]);
}

static void
choose_sort (GtkWidget *browser,
             guint      run)
{
  g_object_set (widget_find (browser, SY_TYPE_MODEL_PANE), "sort", (SyModelSort) (run % 4), NULL);
}

/* With the frame that shows it. */
static gboolean
bench_change (Bench      *bench,
              GtkWidget  *browser,
              const char *name,
              ChangeFunc  change,
              double      limit)
{
  g_autoptr(GArray) alone_ms = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GArray) framed_ms = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree char *alone_name = g_strdup_printf ("%s, ms", name);
  g_autofree char *framed_name = g_strdup_printf ("%s, with the frame, ms", name);

  for (guint i = 0; i < RUNS; i++)
    {
      double began = get_work_ms ();
      double took;

      change (browser, i);
      took = get_work_ms () - began;
      g_array_append_val (alone_ms, took);
      wait_for_frame (bench);
      took = get_work_ms () - began;
      g_array_append_val (framed_ms, took);
      support_spin_for (20);
    }

  bench_print_row (alone_name, alone_ms, 2);
  bench_print_row (framed_name, framed_ms, 2);

  return bench_print_verdict (name, bench_median (alone_ms), limit, "ms");
}

static void
fill_catalog (Bench *bench,
              guint  n_models)
{
  g_autoptr(GBytes) json = model_list_generate (n_models);
  g_autofree char *text = g_strndup (g_bytes_get_data (json, NULL), g_bytes_get_size (json));

  /* Each list has a server of its own; they end with the program. */
  bench->setup = g_new0 (SetupFixture, 1);
  setup_fixture_set_up (bench->setup, NULL);
  bench->provider = setup_fixture_add (bench->setup, "openrouter");
  bench->health = setup_fixture_show (bench->setup, bench->provider, SY_HEALTH_CONNECTED);
  bench->clock = SY_CLOCK (bench->setup->clock);
  bench->catalog = setup_fixture_list_json (bench->setup, bench->provider, text);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (bench->catalog)), ==, n_models);
}

static gboolean
bench_typing (Bench  *bench,
              guint   n_models,
              double  limit)
{
  g_autofree char *filter_name = g_strdup_printf ("a key, %u models", n_models);
  g_autofree char *sort_name = g_strdup_printf ("another order, %u models", n_models);
  AdwDialog *browser;
  gboolean good;

  fill_catalog (bench, n_models);
  browser = create_browser (bench);
  adw_dialog_present (browser, bench->window);
  support_spin_for (SETTLE_MS);
  good = bench_change (bench, GTK_WIDGET (browser), filter_name, type_key, limit);
  type_key (GTK_WIDGET (browser), 3);
  support_spin_for (100);
  good = bench_change (bench, GTK_WIDGET (browser), sort_name, choose_sort, limit) && good;
  adw_dialog_force_close (browser);
  support_spin_for (SETTLE_MS);

  return good;
}

int
main (int   argc,
      char *argv[])
{
  Bench bench = { NULL };
  gboolean good;

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  bench.window = adw_window_new ();
  adw_window_set_content (ADW_WINDOW (bench.window), gtk_label_new ("Floor"));
  widget_present (GTK_WINDOW (bench.window), WIDTH, HEIGHT);

  fill_catalog (&bench, N_MODELS);
  good = bench_open (&bench);
  good = bench_typing (&bench, 500, MAX_KEY_MS) && good;
  good = bench_typing (&bench, 5000, MAX_MANY_MS) && good;

  gtk_window_destroy (GTK_WINDOW (bench.window));

  return good ? 0 : 1;
}
