/* test-model-dialog.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sy-model-browser.h"

#include "announcements.h"
#include "setup-fixture.h"
#include "support-spin.h"
#include "sy-model-details.h"
#include "sy-model-pane.h"
#include "widget-support.h"

#define PATIENCE_MS 5000

/* How long a model is looked at before it is asked who serves it. */
#define DELAY_MS 300

#define WIDE   1100
#define NARROW 360

#define LIST \
  "{\"data\":[{\"id\":\"v/first\",\"name\":\"a<b>&\\\"' & <i>\",\"created\":2}," \
  "{\"id\":\"v/second\",\"created\":1}]}"

typedef struct
{
  SetupFixture  setup;
  SyProvider   *provider;
  GtkWidget    *window;
  GtkWidget    *dialog;
  GtkWidget    *pane;
  char         *picked;
} Fixture;

static void
picked_cb (Fixture    *fixture,
           const char *model_id)
{
  g_assert_null (fixture->picked);
  fixture->picked = g_strdup (model_id);
}

/* A window of libadwaita, for the dialog, and of a program, for the announcements. */
static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GtkWidget *other = announcements_new_window ();

  setup_fixture_set_up (&fixture->setup, NULL);
  fixture->provider = setup_fixture_add (&fixture->setup, "openrouter");
  setup_fixture_show (&fixture->setup, fixture->provider, SY_HEALTH_CONNECTED);
  setup_fixture_list_json (&fixture->setup, fixture->provider, LIST);

  fixture->window = adw_window_new ();
  gtk_window_set_application (GTK_WINDOW (fixture->window),
                              gtk_window_get_application (GTK_WINDOW (other)));
  gtk_window_destroy (GTK_WINDOW (other));
  adw_window_set_content (ADW_WINDOW (fixture->window), gtk_button_new_with_label ("Window"));
}

static gboolean
is_left (gpointer data)
{
  return G_OBJECT (data)->ref_count == 1;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  adw_dialog_force_close (ADW_DIALOG (fixture->dialog));
  g_assert_true (support_spin_until (is_left, fixture->dialog, PATIENCE_MS));
  g_assert_finalize_object (fixture->dialog);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  sy_fake_clock_advance (fixture->setup.clock, DELAY_MS);
  support_spin_for (20);
  setup_fixture_tear_down (&fixture->setup, NULL);
  g_free (fixture->picked);
}

static gboolean
has_details (gpointer data)
{
  return widget_find (data, SY_TYPE_MODEL_DETAILS) != NULL;
}

static void
open_dialog (Fixture *fixture,
             int      width)
{
  SyCatalog *catalog = sy_catalog_list_find (fixture->setup.catalogs, fixture->provider);
  SyHealth *health = setup_fixture_get_health (&fixture->setup, fixture->provider);

  widget_present (GTK_WINDOW (fixture->window), width, 640);
  fixture->dialog = g_object_ref_sink (GTK_WIDGET (
    sy_model_browser_new (catalog, health, SY_CLOCK (fixture->setup.clock), "v/second")));
  g_signal_connect_swapped (fixture->dialog, "picked", G_CALLBACK (picked_cb), fixture);
  adw_dialog_present (ADW_DIALOG (fixture->dialog), fixture->window);
  g_assert_true (support_spin_until (has_details, fixture->dialog, PATIENCE_MS));
  widget_wait_frames (fixture->window, 3);
  fixture->pane = widget_find (fixture->dialog, SY_TYPE_MODEL_PANE);
}

static GtkWidget *
get_detail (Fixture    *fixture,
            const char *name)
{
  return widget_get_child (widget_find (fixture->dialog, SY_TYPE_MODEL_DETAILS), name);
}

static GtkWidget *
get_search (Fixture *fixture)
{
  return widget_get_child (fixture->pane, "search");
}

static gboolean
is_gone (gpointer data)
{
  return !gtk_widget_get_mapped (data);
}

static GtkWidget *
find_label (GtkWidget  *widget,
            const char *text)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_label (child, text);

  return found;
}

static void
test_copied (Fixture       *fixture,
             gconstpointer  data)
{
  open_dialog (fixture, WIDE);
  g_assert_null (find_label (fixture->dialog, "Model ID copied"));
  g_signal_emit_by_name (gtk_widget_get_next_sibling (get_detail (fixture, "id_label")),
                         "clicked");
  g_assert_nonnull (find_label (fixture->dialog, "Model ID copied"));
  g_assert_null (fixture->picked);
}

/* Nothing is chosen by it, and the focus is where it was. */
static void
test_escape (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *content = adw_window_get_content (ADW_WINDOW (fixture->window));

  gtk_window_set_focus (GTK_WINDOW (fixture->window), content);
  open_dialog (fixture, WIDE);
  g_signal_emit_by_name (get_search (fixture), "stop-search");
  g_assert_true (support_spin_until (is_gone, fixture->dialog, PATIENCE_MS));
  g_assert_null (fixture->picked);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == content);
}

/* One click looks where there is room for both, and takes what is looked at otherwise. */
static void
test_activated (Fixture       *fixture,
                gconstpointer  data)
{
  GtkWidget *list;

  open_dialog (fixture, WIDE);
  list = widget_get_child (fixture->pane, "list");
  g_assert_false (gtk_grid_view_get_single_click_activate (GTK_GRID_VIEW (list)));
  g_signal_emit_by_name (list, "activate", 1);
  g_assert_cmpstr (fixture->picked, ==, "v/second");
  g_assert_true (support_spin_until (is_gone, fixture->dialog, PATIENCE_MS));
}

static void
test_back (Fixture       *fixture,
           gconstpointer  data)
{
  AdwNavigationSplitView *split_view;
  GtkWidget *list;

  open_dialog (fixture, NARROW);
  split_view = ADW_NAVIGATION_SPLIT_VIEW (widget_get_child (fixture->dialog, "split_view"));
  list = widget_get_child (fixture->pane, "list");
  g_assert_true (gtk_grid_view_get_single_click_activate (GTK_GRID_VIEW (list)));

  g_signal_emit_by_name (list, "activate", 1);
  widget_wait_frames (fixture->window, 3);
  g_assert_true (adw_navigation_split_view_get_show_content (split_view));
  g_assert_true (gtk_widget_get_mapped (get_detail (fixture, "use")));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (get_detail (fixture, "id_label"))), ==,
                   "v/second");

  g_assert_true (gtk_widget_activate_action (get_detail (fixture, "use"), "navigation.pop",
                                             NULL));
  widget_wait_frames (fixture->window, 3);
  g_assert_false (adw_navigation_split_view_get_show_content (split_view));
  g_assert_true (gtk_widget_get_mapped (get_search (fixture)));
  g_assert_null (fixture->picked);
}

static gboolean
has_asked (gpointer data)
{
  Fixture *fixture = data;

  return raw_server_get_n_requests (fixture->setup.server) > 1;
}

/* Nobody waits for an answer that nobody will read. */
static void
test_closed_while_loading (Fixture       *fixture,
                           gconstpointer  data)
{
  const RawStep steps[] = { { RAW_HOLD }, { RAW_CLOSE } };

  raw_server_clear_scripts (fixture->setup.server);
  raw_server_add_script (fixture->setup.server, steps, G_N_ELEMENTS (steps));
  open_dialog (fixture, WIDE);
  sy_fake_clock_advance (fixture->setup.clock, DELAY_MS);
  g_assert_true (support_spin_until (has_asked, fixture, PATIENCE_MS));
}

static void
assert_inside (Fixture   *fixture,
               GtkWidget *widget)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_get_mapped (widget));
  g_assert_true (gtk_widget_compute_bounds (widget, fixture->window, &bounds));
  g_assert_cmpfloat (bounds.origin.x, >=, 0);
  g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=, NARROW);
}

/* Both pages are whole in the narrowest window with the largest text, in both directions. */
static void
test_inside (Fixture       *fixture,
             gconstpointer  data)
{
  gtk_widget_set_default_direction (GPOINTER_TO_INT (data));
  widget_set_text_scale (2);
  open_dialog (fixture, NARROW);
  assert_inside (fixture, fixture->pane);
  assert_inside (fixture, get_search (fixture));
  assert_inside (fixture, widget_get_child (fixture->pane, "sort_button"));
  assert_inside (fixture, gtk_widget_get_next_sibling (widget_get_child (fixture->pane,
                                                                         "status")));

  g_signal_emit_by_name (get_search (fixture), "activate");
  widget_wait_frames (fixture->window, 3);
  assert_inside (fixture, get_detail (fixture, "use"));
  assert_inside (fixture, get_detail (fixture, "star"));
  assert_inside (fixture, get_detail (fixture, "title"));
  widget_set_text_scale (1);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static gboolean
is_collapsed (gpointer data)
{
  return adw_navigation_split_view_get_collapsed (data);
}

/* The list comes along to where there is room for one side, with its rows. */
static void
test_resized (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *split_view;

  open_dialog (fixture, WIDE);
  split_view = widget_get_child (fixture->dialog, "split_view");
  g_assert_false (is_collapsed (split_view));
  g_assert_true (gtk_widget_get_mapped (get_detail (fixture, "use")));
  g_assert_true (gtk_widget_get_mapped (get_search (fixture)));

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), NARROW, 640);
  g_assert_true (support_spin_until (is_collapsed, split_view, PATIENCE_MS));
  widget_wait_frames (fixture->window, 6);
  assert_inside (fixture, fixture->pane);
  g_assert_cmpuint (widget_count_children (widget_get_child (fixture->pane, "list")), ==, 2);
  g_assert_cmpstr (sy_model_get_id (sy_model_pane_get_selected (SY_MODEL_PANE (fixture->pane))),
                   ==, "v/second");
}

int
main (int   argc,
      char *argv[])
{
  widget_test_init (&argc, &argv);

#define ADD(name, data, func) \
  g_test_add ("/model-dialog/" name, Fixture, data, set_up, func, tear_down)
  ADD ("copied", NULL, test_copied);
  ADD ("escape", NULL, test_escape);
  ADD ("activated", NULL, test_activated);
  ADD ("back", NULL, test_back);
  ADD ("closed-while-loading", NULL, test_closed_while_loading);
  ADD ("inside", GINT_TO_POINTER (GTK_TEXT_DIR_LTR), test_inside);
  ADD ("inside/right-to-left", GINT_TO_POINTER (GTK_TEXT_DIR_RTL), test_inside);
  ADD ("resized", NULL, test_resized);
#undef ADD

  return g_test_run ();
}
