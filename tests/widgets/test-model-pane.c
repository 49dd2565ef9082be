/* test-model-pane.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sy-model-blank.h"
#include "sy-model-pane.h"

#include "announcements.h"
#include "setup-fixture.h"
#include "support-spin.h"
#include "sy-model-filters.h"
#include "sy-model-row.h"
#include "widget-support.h"

#define PATIENCE_MS 5000
#define MINUTE_MS   (60 * 1000)

/* What a person does not notice. */
#define MAX_MS 100

#define ENTRY(id, price) \
  "{\"id\":\"" id "\",\"pricing\":{\"prompt\":\"" price "\",\"completion\":\"0.000002\"}}"
#define LIST(entries) "{\"data\":[" entries "]}"
#define THREE         LIST (ENTRY ("v/a", "0.1") "," ENTRY ("v/b", "0.2") "," ENTRY ("v/c", "0.3"))
#define TROUBLE       "{\"error\":{\"message\":\"a<b>&\\\"' & <i>\"}}"

typedef struct
{
  SetupFixture  setup;
  SyProvider   *provider;
  SyCatalog    *catalog;
  SyModelMarks *marks;
  GtkWidget    *window;
  GtkWidget    *pane;
  guint         n_selected;
  guint         n_taken;
  guint         n_closed;
} Fixture;

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  setup_fixture_set_up (&fixture->setup, NULL);
  fixture->provider = setup_fixture_add (&fixture->setup, "openrouter");
  fixture->catalog = sy_catalog_list_find (fixture->setup.catalogs, fixture->provider);
  fixture->marks = sy_provider_get_marks (fixture->provider);
  fixture->window = announcements_new_window ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->pane);
  sy_fake_clock_advance (fixture->setup.clock, MINUTE_MS);
  setup_fixture_tear_down (&fixture->setup, NULL);
}

static void
serve (Fixture    *fixture,
       const char *json)
{
  setup_fixture_serve (&fixture->setup, fixture->provider, json);
}

static gboolean
is_answered (gpointer data)
{
  SyCatalogState state = sy_catalog_get_state (data);

  return state == SY_CATALOG_READY || state == SY_CATALOG_FAILED;
}

static void
refresh (Fixture *fixture)
{
  sy_catalog_refresh (fixture->catalog);
  g_assert_false (is_answered (fixture->catalog));
  g_assert_true (support_spin_until (is_answered, fixture->catalog, PATIENCE_MS));
}

static void
open_pane (Fixture    *fixture,
           int         width,
           const char *model_id)
{
  SyHealth *health = setup_fixture_show (&fixture->setup, fixture->provider,
                                         SY_HEALTH_CONNECTED);

  fixture->pane = g_object_ref_sink (sy_model_pane_new (fixture->catalog, health,
                                                        SY_CLOCK (fixture->setup.clock),
                                                        model_id));
  g_signal_connect_swapped (fixture->pane, "selected", G_CALLBACK (count_cb),
                            &fixture->n_selected);
  g_signal_connect_swapped (fixture->pane, "taken", G_CALLBACK (count_cb), &fixture->n_taken);
  g_signal_connect_swapped (fixture->pane, "close", G_CALLBACK (count_cb), &fixture->n_closed);
  sy_model_pane_complete (SY_MODEL_PANE (fixture->pane));
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->pane);
  widget_present (GTK_WINDOW (fixture->window), width, 600);
}

static void
open_listed (Fixture *fixture)
{
  serve (fixture, THREE);
  refresh (fixture);
  open_pane (fixture, 700, "v/b");
}

static GtkWidget *
get_child (Fixture    *fixture,
           const char *name)
{
  return widget_get_child (fixture->pane, name);
}

static GListModel *
get_rows (Fixture *fixture)
{
  return G_LIST_MODEL (gtk_grid_view_get_model (GTK_GRID_VIEW (get_child (fixture, "list"))));
}

static const char *
get_selected (Fixture *fixture)
{
  SyModel *model = sy_model_pane_get_selected (SY_MODEL_PANE (fixture->pane));

  return model != NULL ? sy_model_get_id (model) : NULL;
}

static GtkWidget *
get_refresh (Fixture *fixture)
{
  return gtk_widget_get_next_sibling (get_child (fixture, "status"));
}

/* What is in place of the list; none while there is one, nor before it is missed. */
static GtkStack *
find_blank (Fixture *fixture)
{
  GtkWidget *page = gtk_stack_get_visible_child (GTK_STACK (get_child (fixture, "stack")));

  return SY_IS_MODEL_BLANK (page) ? GTK_STACK (widget_get_child (page, "stack")) : NULL;
}

static AdwStatusPage *
get_not_loaded (Fixture *fixture)
{
  return ADW_STATUS_PAGE (gtk_stack_get_child_by_name (find_blank (fixture), "not-loaded"));
}

static const char *
get_page (Fixture *fixture)
{
  GtkStack *blank = find_blank (fixture);

  return blank != NULL ? gtk_stack_get_visible_child_name (blank) : "list";
}

static void
assert_status (Fixture    *fixture,
               const char *text)
{
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (get_child (fixture, "status"))), ==, text);
}

static void
type (Fixture    *fixture,
      const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (get_child (fixture, "search")), text);
  g_signal_emit_by_name (get_child (fixture, "search"), "search-changed");
}

/* The button of the page that is shown. */
static void
click_page (Fixture *fixture)
{
  GtkWidget *page = gtk_stack_get_visible_child (find_blank (fixture));
  GtkWidget *button = widget_find (page, GTK_TYPE_BUTTON);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

/* A list that came in the meantime is told as it is, with its age. */
static void
test_age (Fixture       *fixture,
          gconstpointer  data)
{
  open_listed (fixture);
  assert_status (fixture, "OpenRouter · 3 models · updated just now");
  sy_fake_clock_advance (fixture->setup.clock, MINUTE_MS);
  assert_status (fixture, "OpenRouter · 3 models · updated 1 minute ago");
  for (guint i = 0; i < 2 * 60; i++)
    sy_fake_clock_advance (fixture->setup.clock, MINUTE_MS);
  assert_status (fixture, "OpenRouter · 3 models · updated 2 hours ago");
}

static void
test_no_newer (Fixture       *fixture,
               gconstpointer  data)
{
  open_listed (fixture);
  serve (fixture, TROUBLE);
  g_assert_null (gtk_widget_get_tooltip_text (get_child (fixture, "status")));

  g_signal_emit_by_name (get_refresh (fixture), "clicked");
  g_assert_true (support_spin_until (is_answered, fixture->catalog, PATIENCE_MS));
  assert_status (fixture, "OpenRouter · 3 models · updated just now, no newer ones came");
  g_assert_nonnull (gtk_widget_get_tooltip_text (get_child (fixture, "status")));
  g_assert_cmpstr (get_page (fixture), ==, "list");
  g_assert_null (widget_find (fixture->pane, SY_TYPE_MODEL_BLANK));
  g_assert_cmpstr (get_selected (fixture), ==, "v/b");
}

/* What is looked at stays so when the list changes, and that model itself. */
static void
test_refreshed (Fixture       *fixture,
                gconstpointer  data)
{
  SyModel *model;

  open_listed (fixture);
  g_assert_cmpstr (get_selected (fixture), ==, "v/b");

  serve (fixture, LIST (ENTRY ("v/new", "0.1") "," ENTRY ("v/a", "0.1") ","
                        ENTRY ("v/b", "0.25") "," ENTRY ("v/c", "0.3")));
  refresh (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (get_rows (fixture)), ==, 4);
  g_assert_cmpstr (get_selected (fixture), ==, "v/b");
  model = sy_model_pane_get_selected (SY_MODEL_PANE (fixture->pane));
  g_assert_true (model == sy_catalog_find (fixture->catalog, "v/b"));

  /* Another one, when it is gone. */
  serve (fixture, LIST (ENTRY ("v/new", "0.1") "," ENTRY ("v/c", "0.3")));
  refresh (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (get_rows (fixture)), ==, 2);
  g_assert_nonnull (get_selected (fixture));
}

/* The model in use is shown, also when the list comes late. */
static void
test_arrives (Fixture       *fixture,
              gconstpointer  data)
{
  serve (fixture, THREE);
  open_pane (fixture, 700, "v/c");
  g_assert_cmpstr (get_page (fixture), ==, "not-loaded");
  g_assert_null (get_selected (fixture));

  sy_catalog_refresh (fixture->catalog);
  g_assert_cmpstr (get_page (fixture), ==, "loading");
  g_assert_true (support_spin_until (is_answered, fixture->catalog, PATIENCE_MS));
  g_assert_cmpstr (get_page (fixture), ==, "list");
  g_assert_cmpstr (get_selected (fixture), ==, "v/c");
}

static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  serve (fixture, LIST (""));
  refresh (fixture);
  open_pane (fixture, 700, "v/b");
  g_assert_cmpstr (get_page (fixture), ==, "not-loaded");
  g_assert_cmpstr (adw_status_page_get_description (get_not_loaded (fixture)),
                   ==, "The provider has no models");
  g_signal_emit_by_name (get_child (fixture, "search"), "activate");
  g_assert_cmpuint (fixture->n_taken, ==, 0);

  serve (fixture, THREE);
  click_page (fixture);
  g_assert_true (support_spin_until (is_answered, fixture->catalog, PATIENCE_MS));
  g_assert_cmpstr (get_page (fixture), ==, "list");
}

/* A reason is a server's: it is no markup. */
static void
test_failed (Fixture       *fixture,
             gconstpointer  data)
{
  const char *reason;

  serve (fixture, TROUBLE);
  refresh (fixture);
  open_pane (fixture, 700, NULL);
  g_assert_cmpstr (get_page (fixture), ==, "not-loaded");
  reason = adw_status_page_get_description (get_not_loaded (fixture));
  g_assert_true (pango_parse_markup (reason, -1, 0, NULL, NULL, NULL, NULL));
  g_assert_false (gtk_widget_get_visible (get_child (fixture, "heads")));
  assert_status (fixture, "OpenRouter");
}

static void
test_clear (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *filters;
  GtkWidget *search;

  open_listed (fixture);
  filters = widget_find (fixture->pane, SY_TYPE_MODEL_FILTERS);
  search = get_child (fixture, "search");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (widget_get_child (filters, "free")), TRUE);
  type (fixture, "nothing");
  g_assert_cmpstr (get_page (fixture), ==, "none-found");
  assert_status (fixture, "OpenRouter · 0 of 3 models · updated just now");

  click_page (fixture);
  g_assert_cmpstr (get_page (fixture), ==, "list");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (search)), ==, "");
  g_assert_false (sy_model_filters_get_free (SY_MODEL_FILTERS (filters)));
  g_assert_cmpuint (g_list_model_get_n_items (get_rows (fixture)), ==, 3);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)),
                                         search));
}

static void
test_signals (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *search;

  open_listed (fixture);
  search = get_child (fixture, "search");
  fixture->n_selected = 0;
  type (fixture, "v/c");
  g_assert_cmpuint (fixture->n_selected, >, 0);
  g_assert_cmpstr (get_selected (fixture), ==, "v/c");
  g_assert_cmpuint (fixture->n_taken, ==, 0);

  g_signal_emit_by_name (get_child (fixture, "list"), "activate", 0);
  g_assert_cmpuint (fixture->n_taken, ==, 1);
  g_signal_emit_by_name (search, "stop-search");
  g_assert_cmpuint (fixture->n_closed, ==, 0);
  g_signal_emit_by_name (search, "stop-search");
  g_assert_cmpuint (fixture->n_closed, ==, 1);
}

static guint
count_rows (GtkWidget *widget)
{
  guint n_rows = SY_IS_MODEL_LINE (widget) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n_rows += count_rows (child);

  return n_rows;
}

static void
measure (const char *what,
         gint64      start)
{
  gint64 passed = g_get_monotonic_time () - start;

  g_test_message ("%s: %" G_GINT64_FORMAT " us", what, passed);
  if (g_test_perf ())
    g_assert_cmpint (passed, <, MAX_MS * 1000);
}

static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  gint64 start;

  setup_fixture_list_many (&fixture->setup, fixture->provider, 5000);
  open_pane (fixture, 700, "vendor-9/model-4999");
  g_assert_cmpstr (get_selected (fixture), ==, "vendor-9/model-4999");
  g_assert_cmpuint (count_rows (get_child (fixture, "list")), <, 250);

  start = g_get_monotonic_time ();
  type (fixture, "model-49");
  measure ("searched", start);
  g_assert_cmpuint (g_list_model_get_n_items (get_rows (fixture)), ==, 100);
  start = g_get_monotonic_time ();
  type (fixture, "");
  measure ("all again", start);
  g_assert_cmpuint (g_list_model_get_n_items (get_rows (fixture)), ==, 5000);
  assert_status (fixture, "OpenRouter · 5000 models · updated just now");
}

/* All of it has room in the narrowest window, in large text too. */
static void
test_narrow (Fixture       *fixture,
             gconstpointer  data)
{
  open_listed (fixture);
  sy_model_pane_set_narrow (SY_MODEL_PANE (fixture->pane), TRUE);
  g_assert_false (gtk_widget_get_visible (get_child (fixture, "heads")));
  g_assert_cmpint (widget_get_min_width (fixture->pane), <=, 300);
  widget_set_text_scale (2);
  g_assert_cmpint (widget_get_min_width (fixture->pane), <=, 360);
  widget_set_text_scale (1);

  type (fixture, "nothing");
  sy_model_pane_set_narrow (SY_MODEL_PANE (fixture->pane), FALSE);
  g_assert_false (gtk_widget_get_visible (get_child (fixture, "heads")));
  type (fixture, "");
  g_assert_true (gtk_widget_get_visible (get_child (fixture, "heads")));
}

static void
test_right_to_left (Fixture       *fixture,
                    gconstpointer  data)
{
  graphene_rect_t bounds;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  open_listed (fixture);
  g_assert_true (gtk_widget_compute_bounds (get_refresh (fixture), fixture->pane,
                                            &bounds));
  g_assert_cmpfloat (bounds.origin.x, <, 100);
  g_assert_true (gtk_widget_compute_bounds (get_child (fixture, "sort_button"), fixture->pane,
                                            &bounds));
  g_assert_cmpfloat (bounds.origin.x, <, 100);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static void
test_accessible (Fixture       *fixture,
                 gconstpointer  data)
{
  GtkWidget *list;
  GtkWidget *row;

  serve (fixture, LIST (ENTRY ("v/a", "0.000001")));
  refresh (fixture);
  sy_model_marks_set_favourite (fixture->marks, "v/a", TRUE);
  open_pane (fixture, 700, NULL);
  list = get_child (fixture, "list");
  row = gtk_widget_get_parent (widget_find (list, SY_TYPE_MODEL_ROW));
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "v/a, v/a, a favourite: $1.00 in and $2.00 out per "
                                       "million tokens.");
  gtk_test_accessible_assert_property (get_refresh (fixture),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Refresh");
}

int
main (int   argc,
      char *argv[])
{
  widget_test_init (&argc, &argv);

#define ADD(name, func) \
  g_test_add ("/model-pane/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("age", test_age);
  ADD ("no-newer", test_no_newer);
  ADD ("refreshed", test_refreshed);
  ADD ("arrives", test_arrives);
  ADD ("empty", test_empty);
  ADD ("failed", test_failed);
  ADD ("clear", test_clear);
  ADD ("signals", test_signals);
  ADD ("many", test_many);
  ADD ("narrow", test_narrow);
  ADD ("right-to-left", test_right_to_left);
  ADD ("accessible", test_accessible);
#undef ADD

  return g_test_run ();
}
