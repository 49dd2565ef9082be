/* test-model-browser.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sy-model-blank.h"
#include "sy-model-browser.h"

#include "announcements.h"
#include "setup-fixture.h"
#include "support-spin.h"
#include "sy-model-details.h"
#include "sy-model-filters.h"
#include "sy-model-pane.h"
#include "sy-model-query.h"
#include "sy-model-row.h"
#include "sy-model-text.h"
#include "widget-support.h"

#include <string.h>

#define PATIENCE_MS 5000

#define LIST \
  "{\"data\":[" \
  "{\"id\":\"anthropic/claude-sonnet-4.5\",\"name\":\"Anthropic: Claude Sonnet 4.5\"," \
  "\"created\":300,\"context_length\":1000000,\"description\":\"a<b>&\\\"' & <i>\"," \
  "\"architecture\":{\"input_modalities\":[\"text\",\"image\",\"file\"]," \
  "\"output_modalities\":[\"text\"]}," \
  "\"pricing\":{\"prompt\":\"0.000003\",\"completion\":\"0.000015\"}," \
  "\"supported_parameters\":[\"tools\",\"reasoning\"]}," \
  "{\"id\":\"deepseek/deepseek-v3.2\",\"name\":\"DeepSeek: DeepSeek V3.2\",\"created\":400," \
  "\"context_length\":163840,\"pricing\":{\"prompt\":\"2.5e-07\",\"completion\":\"3.8e-07\"}," \
  "\"supported_parameters\":[\"tools\"]}," \
  "{\"id\":\"meta/llama:free\",\"name\":\"Meta: Llama (free)\",\"created\":100," \
  "\"context_length\":131072,\"pricing\":{\"prompt\":\"0\",\"completion\":\"0\"}}," \
  "{\"id\":\"hostile/markup\",\"name\":\"a<b>&\\\"' & <i>\",\"created\":50," \
  "\"pricing\":{\"prompt\":\"-1\",\"completion\":\"-1\"}}]}"

typedef struct
{
  SetupFixture  setup;
  SyProvider   *provider;
  SyModelMarks *marks;
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

/* Only a window of libadwaita has dialogs in it. */
static GtkWidget *
create_window (void)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *other = announcements_new_window ();

  gtk_window_set_application (GTK_WINDOW (window),
                              gtk_window_get_application (GTK_WINDOW (other)));
  gtk_window_destroy (GTK_WINDOW (other));
  adw_window_set_content (ADW_WINDOW (window), gtk_label_new ("Window"));

  return window;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  setup_fixture_set_up (&fixture->setup, NULL);
  fixture->provider = setup_fixture_add (&fixture->setup, "openrouter");
  fixture->marks = sy_provider_get_marks (fixture->provider);
  setup_fixture_show (&fixture->setup, fixture->provider, SY_HEALTH_CONNECTED);
  fixture->window = create_window ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *dialog = fixture->dialog;

  if (dialog != NULL)
    adw_dialog_force_close (ADW_DIALOG (dialog));
  support_spin_for (500);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  if (dialog != NULL)
    g_assert_finalize_object (dialog);
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
    sy_model_browser_new (catalog, health, SY_CLOCK (fixture->setup.clock),
                          "deepseek/deepseek-v3.2")));
  g_signal_connect_swapped (fixture->dialog, "picked", G_CALLBACK (picked_cb), fixture);
  adw_dialog_present (ADW_DIALOG (fixture->dialog), fixture->window);
  g_assert_true (support_spin_until (has_details, fixture->dialog, PATIENCE_MS));
  widget_wait_frames (fixture->window, 3);
  fixture->pane = widget_find (fixture->dialog, SY_TYPE_MODEL_PANE);
  g_assert_nonnull (fixture->pane);
}

static void
open_listed (Fixture *fixture)
{
  setup_fixture_list_json (&fixture->setup, fixture->provider, LIST);
  open_dialog (fixture, 1100);
}

static GListModel *
get_rows (Fixture *fixture)
{
  GtkWidget *list = widget_get_child (fixture->pane, "list");

  return G_LIST_MODEL (gtk_grid_view_get_model (GTK_GRID_VIEW (list)));
}

/* The names behind the slash, or all of an id without one. */
static void
assert_rows (Fixture    *fixture,
             const char *expected)
{
  GListModel *rows = get_rows (fixture);
  g_autoptr(GString) found = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr(SyModel) model = g_list_model_get_item (rows, i);

      g_string_append_printf (found, "%s%s", i > 0 ? " " : "",
                              strchr (sy_model_get_id (model), '/') + 1);
    }

  g_assert_cmpstr (found->str, ==, expected);
}

static void
assert_selected (Fixture    *fixture,
                 const char *id)
{
  SyModel *model = sy_model_pane_get_selected (SY_MODEL_PANE (fixture->pane));

  g_assert_nonnull (model);
  g_assert_cmpstr (sy_model_get_id (model), ==, id);
}

static void
type (Fixture    *fixture,
      const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (widget_get_child (fixture->pane, "search")), text);
  g_signal_emit_by_name (widget_get_child (fixture->pane, "search"), "search-changed");
}

static void
toggle (Fixture    *fixture,
        const char *name)
{
  GtkToggleButton *button =
    GTK_TOGGLE_BUTTON (widget_get_child (widget_find (fixture->pane, SY_TYPE_MODEL_FILTERS), name));

  gtk_toggle_button_set_active (button, !gtk_toggle_button_get_active (button));
}

static const char *
get_page (Fixture *fixture)
{
  GtkStack *stack = GTK_STACK (widget_get_child (fixture->pane, "stack"));
  GtkWidget *page = gtk_stack_get_visible_child (stack);

  if (SY_IS_MODEL_BLANK (page))
    stack = GTK_STACK (widget_get_child (page, "stack"));

  return gtk_stack_get_visible_child_name (stack);
}

static const char *
get_status (Fixture *fixture)
{
  return gtk_label_get_text (GTK_LABEL (widget_get_child (fixture->pane, "status")));
}

static GtkWidget *
get_detail (Fixture    *fixture,
            const char *name)
{
  return widget_get_child (widget_find (fixture->dialog, SY_TYPE_MODEL_DETAILS), name);
}

static gboolean
press (Fixture *fixture,
       guint    keyval)
{
  g_autoptr(GListModel) controllers =
    gtk_widget_observe_controllers (widget_get_child (fixture->pane, "search"));
  gboolean stopped = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !stopped; i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller) &&
          gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, (GdkModifierType) 0,
                               &stopped);
    }

  return stopped;
}

static void
test_opened (Fixture       *fixture,
             gconstpointer  data)
{
  open_listed (fixture);
  g_assert_cmpstr (get_page (fixture), ==, "list");
  assert_rows (fixture, "deepseek-v3.2 claude-sonnet-4.5 llama:free markup");
  assert_selected (fixture, "deepseek/deepseek-v3.2");
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (get_detail (fixture, "title"))), ==,
                   "DeepSeek V3.2");
  g_assert_cmpstr (get_status (fixture), ==, "OpenRouter · 4 models · updated just now");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)),
                                         widget_get_child (fixture->pane, "search")));
}

static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  open_listed (fixture);
  type (fixture, "CLAUDE anthropic");
  assert_rows (fixture, "claude-sonnet-4.5");
  assert_selected (fixture, "anthropic/claude-sonnet-4.5");
  g_assert_cmpstr (get_status (fixture), ==, "OpenRouter · 1 of 4 models · updated just now");
  type (fixture, WIDGET_MARKUP);
  assert_rows (fixture, "markup");
  type (fixture, "nobody has it");
  g_assert_cmpstr (get_page (fixture), ==, "none-found");
  g_assert_null (sy_model_pane_get_selected (SY_MODEL_PANE (fixture->pane)));
  g_assert_false (gtk_widget_get_visible (get_detail (fixture, "content")));
  type (fixture, "");
  assert_rows (fixture, "deepseek-v3.2 claude-sonnet-4.5 llama:free markup");
  g_assert_true (gtk_widget_get_visible (get_detail (fixture, "content")));
}

static void
test_filters (Fixture       *fixture,
              gconstpointer  data)
{
  open_listed (fixture);
  toggle (fixture, "free");
  assert_rows (fixture, "llama:free");
  toggle (fixture, "free");
  toggle (fixture, "tools");
  assert_rows (fixture, "deepseek-v3.2 claude-sonnet-4.5");
  toggle (fixture, "reasoning");
  assert_rows (fixture, "claude-sonnet-4.5");
  toggle (fixture, "reasoning");
  toggle (fixture, "tools");
  toggle (fixture, "vision");
  assert_rows (fixture, "claude-sonnet-4.5");
  toggle (fixture, "vision");
  toggle (fixture, "files");
  toggle (fixture, "free");
  g_assert_cmpstr (get_page (fixture), ==, "none-found");
  sy_model_filters_clear (SY_MODEL_FILTERS (widget_find (fixture->pane, SY_TYPE_MODEL_FILTERS)));
  assert_rows (fixture, "deepseek-v3.2 claude-sonnet-4.5 llama:free markup");
}

static void
test_sort (Fixture       *fixture,
           gconstpointer  data)
{
  open_listed (fixture);
  g_assert_true (gtk_widget_activate_action (fixture->pane, "pane.sort", "s", "price"));
  assert_rows (fixture, "llama:free deepseek-v3.2 claude-sonnet-4.5 markup");
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (widget_get_child (fixture->pane, "sort_label"))),
                   ==, "Price");
  gtk_widget_activate_action (fixture->pane, "pane.sort", "s", "context");
  assert_rows (fixture, "claude-sonnet-4.5 deepseek-v3.2 llama:free markup");
  gtk_widget_activate_action (fixture->pane, "pane.sort", "s", "name");
  assert_rows (fixture, "claude-sonnet-4.5 deepseek-v3.2 llama:free markup");
}

/* The menu is made when the button is pressed, every time the same one. */
static void
test_sort_menu (Fixture       *fixture,
                gconstpointer  data)
{
  GtkMenuButton *button;
  GtkWidget *popover;

  open_listed (fixture);
  button = GTK_MENU_BUTTON (widget_get_child (fixture->pane, "sort_button"));
  g_assert_null (gtk_menu_button_get_popover (button));
  gtk_test_accessible_assert_property (gtk_widget_get_first_child (GTK_WIDGET (button)),
                                       GTK_ACCESSIBLE_PROPERTY_HAS_POPUP, TRUE);
  gtk_menu_button_popup (button);
  popover = GTK_WIDGET (gtk_menu_button_get_popover (button));
  g_assert_nonnull (popover);
  g_assert_true (gtk_widget_get_visible (popover));
  g_assert_cmpuint (g_menu_model_get_n_items (gtk_menu_button_get_menu_model (button)), ==, 1);
  gtk_menu_button_popdown (button);
  gtk_menu_button_popup (button);
  g_assert_true (GTK_WIDGET (gtk_menu_button_get_popover (button)) == popover);
}

static void
test_keys (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *search;
  g_autofree char *announced = NULL;

  open_listed (fixture);
  search = widget_get_child (fixture->pane, "search");
  g_free (announcements_take ());
  g_assert_true (press (fixture, GDK_KEY_Down));
  assert_selected (fixture, "anthropic/claude-sonnet-4.5");
  announced = announcements_take ();
  g_assert_cmpstr (announced, ==,
                   "Claude Sonnet 4.5, anthropic/claude-sonnet-4.5: $3.00 in and $15.00 out per "
                   "million tokens, context of 1000000 tokens, supports vision, tools, reasoning, "
                   "files.\n");
  g_assert_true (press (fixture, GDK_KEY_Up));
  g_assert_true (press (fixture, GDK_KEY_Up));
  assert_selected (fixture, "deepseek/deepseek-v3.2");
  g_assert_false (press (fixture, GDK_KEY_a));

  /* The first Esc takes back what was typed. */
  type (fixture, "llama");
  g_signal_emit_by_name (search, "stop-search");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (search)), ==, "");
  g_assert_true (gtk_widget_get_mapped (fixture->dialog));

  type (fixture, "llama");
  g_signal_emit_by_name (search, "activate");
  g_assert_cmpstr (fixture->picked, ==, "meta/llama:free");
}

static void
test_use (Fixture       *fixture,
          gconstpointer  data)
{
  open_listed (fixture);
  type (fixture, "claude");
  g_signal_emit_by_name (get_detail (fixture, "use"), "clicked");
  g_assert_cmpstr (fixture->picked, ==, "anthropic/claude-sonnet-4.5");
}

/* The star moves a model to the favourites, and the row stays selected. */
static void
test_star (Fixture       *fixture,
           gconstpointer  data)
{
  GtkToggleButton *star;

  sy_model_marks_add_recent (fixture->marks, "meta/llama:free");
  open_listed (fixture);
  assert_rows (fixture, "llama:free deepseek-v3.2 claude-sonnet-4.5 markup");
  assert_selected (fixture, "deepseek/deepseek-v3.2");
  star = GTK_TOGGLE_BUTTON (get_detail (fixture, "star"));
  g_assert_false (gtk_toggle_button_get_active (star));
  gtk_toggle_button_set_active (star, TRUE);
  g_assert_true (sy_model_marks_is_favourite (fixture->marks, "deepseek/deepseek-v3.2"));
  assert_rows (fixture, "deepseek-v3.2 llama:free claude-sonnet-4.5 markup");
  assert_selected (fixture, "deepseek/deepseek-v3.2");

  press (fixture, GDK_KEY_Down);
  g_assert_false (gtk_toggle_button_get_active (star));
  press (fixture, GDK_KEY_Up);
  g_assert_true (gtk_toggle_button_get_active (star));
  gtk_toggle_button_set_active (star, FALSE);
  g_assert_false (sy_model_marks_is_favourite (fixture->marks, "deepseek/deepseek-v3.2"));
}

static guint
count_headings (GtkWidget *list)
{
  guint n_headings = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (list);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (SY_IS_MODEL_ROW (gtk_widget_get_first_child (child)))
        n_headings++;
    }

  return n_headings;
}

static void
test_headings (Fixture       *fixture,
               gconstpointer  data)
{
  GtkWidget *list;

  sy_model_marks_set_favourite (fixture->marks, "meta/llama:free", TRUE);
  sy_model_marks_add_recent (fixture->marks, "hostile/markup");
  open_listed (fixture);
  list = widget_get_child (fixture->pane, "list");
  g_assert_cmpuint (count_headings (list), ==, 3);
  toggle (fixture, "free");
  widget_wait_frames (fixture->window, 2);
  g_assert_cmpuint (count_headings (list), ==, 1);
}

static void
assert_first_row (Fixture    *fixture,
                  const char *heading,
                  const char *beginning)
{
  GtkWidget *child;
  g_autofree char *sentence = NULL;
  GListModel *rows = get_rows (fixture);
  g_autoptr(SyModel) model = g_list_model_get_item (rows, 0);

  widget_wait_frames (fixture->window, 2);
  child = gtk_widget_get_first_child (widget_get_child (fixture->pane, "list"));
  g_assert_cmpstr (sy_model_row_get_heading (SY_MODEL_ROW (gtk_widget_get_first_child (child))),
                   ==, heading);
  sentence = sy_model_text_dup_sentence (model, g_str_equal (heading, "Favourites"));
  g_assert_true (g_str_has_prefix (sentence, beginning));
  gtk_test_accessible_assert_property (child, GTK_ACCESSIBLE_PROPERTY_LABEL, sentence);
}

/* A row that stays with its model has other things to show when the model moves. */
static void
test_moved_rows (Fixture       *fixture,
                 gconstpointer  data)
{
  open_listed (fixture);
  assert_first_row (fixture, "All Models", "DeepSeek V3.2, ");
  type (fixture, "llama");
  assert_first_row (fixture, "All Models", "Llama, ");
  type (fixture, "");
  assert_first_row (fixture, "All Models", "DeepSeek V3.2, ");
  g_assert_cmpuint (count_headings (widget_get_child (fixture->pane, "list")), ==, 1);
  sy_model_marks_set_favourite (fixture->marks, "deepseek/deepseek-v3.2", TRUE);
  assert_first_row (fixture, "Favourites", "DeepSeek V3.2, deepseek/deepseek-v3.2, a favourite");
  g_assert_cmpuint (count_headings (widget_get_child (fixture->pane, "list")), ==, 2);
}

static void
test_not_loaded (Fixture       *fixture,
                 gconstpointer  data)
{
  setup_fixture_serve (&fixture->setup, fixture->provider, "{\"error\":{\"message\":\"a<b>&\"}}");
  open_dialog (fixture, 1100);
  support_spin_for (200);
  g_assert_cmpstr (get_page (fixture), ==, "not-loaded");
  g_assert_nonnull (adw_status_page_get_description (
    ADW_STATUS_PAGE (widget_get_child (widget_find (fixture->pane, SY_TYPE_MODEL_BLANK), "not_loaded"))));
  g_assert_cmpstr (get_status (fixture), ==, "OpenRouter");
}

static gboolean
has_list (gpointer data)
{
  Fixture *fixture = data;

  return g_strcmp0 (get_page (fixture), "list") == 0;
}

/* What comes while the dialog is open is shown. */
static void
test_arrives (Fixture       *fixture,
              gconstpointer  data)
{
  setup_fixture_serve (&fixture->setup, fixture->provider, LIST);
  open_dialog (fixture, 1100);
  g_assert_true (support_spin_until (has_list, fixture, PATIENCE_MS));
  g_assert_cmpuint (g_list_model_get_n_items (get_rows (fixture)), ==, 4);
}

static void
test_narrow (Fixture       *fixture,
             gconstpointer  data)
{
  AdwNavigationSplitView *split_view;

  setup_fixture_list_json (&fixture->setup, fixture->provider, LIST);
  open_dialog (fixture, 360);
  split_view = ADW_NAVIGATION_SPLIT_VIEW (widget_get_child (fixture->dialog, "split_view"));
  g_assert_true (adw_navigation_split_view_get_collapsed (split_view));
  g_assert_false (gtk_widget_get_visible (widget_get_child (fixture->pane, "heads")));
  g_assert_cmpint (gtk_widget_get_width (fixture->pane), <=, 360);

  /* Every row in view is there: see sy_model_pane_reveal(). */
  widget_wait_frames (fixture->window, 3);
  g_assert_cmpuint (widget_count_children (widget_get_child (fixture->pane, "list")), ==, 4);

  /* Enter looks at a model first, and takes it then. */
  g_signal_emit_by_name (widget_get_child (fixture->pane, "search"), "activate");
  g_assert_true (adw_navigation_split_view_get_show_content (split_view));
  g_assert_null (fixture->picked);
  g_signal_emit_by_name (get_detail (fixture, "use"), "clicked");
  g_assert_cmpstr (fixture->picked, ==, "deepseek/deepseek-v3.2");
}

static void
test_large_text (Fixture       *fixture,
                 gconstpointer  data)
{
  setup_fixture_list_json (&fixture->setup, fixture->provider, LIST);
  widget_set_text_scale (2);
  open_dialog (fixture, 360);
  g_assert_cmpint (gtk_widget_get_width (fixture->pane), <=, 360);
  widget_set_text_scale (1);
}

static void
test_names (Fixture       *fixture,
            gconstpointer  data)
{
  open_listed (fixture);
  gtk_test_accessible_assert_property (widget_get_child (fixture->pane, "search"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Search Models");
  gtk_test_accessible_assert_property (widget_get_child (fixture->pane, "sort_button"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Sort");
  gtk_test_accessible_assert_property (widget_get_child (fixture->pane, "sort_button"),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Newest");
  gtk_test_accessible_assert_property (widget_get_child (fixture->pane, "list"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Models");
  gtk_test_accessible_assert_property (get_detail (fixture, "star"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Favourite");
}

/* Closed before its list is made. */
static void
test_closed_at_once (Fixture       *fixture,
                     gconstpointer  data)
{
  SyCatalog *catalog = setup_fixture_list_json (&fixture->setup, fixture->provider, LIST);
  SyHealth *health = setup_fixture_get_health (&fixture->setup, fixture->provider);

  widget_present (GTK_WINDOW (fixture->window), 1100, 640);
  fixture->dialog = g_object_ref_sink (GTK_WIDGET (
    sy_model_browser_new (catalog, health, SY_CLOCK (fixture->setup.clock), NULL)));
  adw_dialog_present (ADW_DIALOG (fixture->dialog), fixture->window);
}

int
main (int   argc,
      char *argv[])
{
  widget_test_init (&argc, &argv);

#define ADD(name, func) \
  g_test_add ("/model-browser/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("opened", test_opened);
  ADD ("search", test_search);
  ADD ("filters", test_filters);
  ADD ("sort", test_sort);
  ADD ("sort-menu", test_sort_menu);
  ADD ("keys", test_keys);
  ADD ("use", test_use);
  ADD ("star", test_star);
  ADD ("headings", test_headings);
  ADD ("moved-rows", test_moved_rows);
  ADD ("not-loaded", test_not_loaded);
  ADD ("arrives", test_arrives);
  ADD ("narrow", test_narrow);
  ADD ("large-text", test_large_text);
  ADD ("names", test_names);
  ADD ("closed-at-once", test_closed_at_once);
#undef ADD

  return g_test_run ();
}
