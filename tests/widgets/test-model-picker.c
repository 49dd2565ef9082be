/* test-model-picker.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sy-model-picker.h"

#include "announcements.h"
#include "setup-fixture.h"
#include "support-spin.h"
#include "sy-indicator.h"
#include "sy-model-text.h"
#include "widget-support.h"

#include <string.h>

#define PATIENCE_MS 5000

/* What a person does not notice. */
#define MAX_MS 100

#define CURRENT "anthropic/claude-sonnet-4.5"

static const char *const ids[] = {
  "anthropic/claude-opus-4.1", CURRENT, "google/gemini-2.5-pro", "openai/gpt-5", NULL
};

typedef struct
{
  SetupFixture  setup;
  SyProvider   *provider;
  SyProvider   *other;
  GtkWidget    *window;
  GtkWidget    *button;
  GtkWidget    *picker;
  GtkWidget    *search;
  SyProvider   *picked_provider;
  char         *picked_id;
  guint         n_picked;
} Fixture;

static void
picked_cb (SyModelPicker *picker,
           SyProvider    *provider,
           const char    *model_id,
           Fixture       *fixture)
{
  fixture->n_picked++;
  fixture->picked_provider = provider;
  g_set_str (&fixture->picked_id, model_id);
}

/* One provider with a list, one without, and one that is not set up. */
static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  SetupFixture *setup = &fixture->setup;

  setup_fixture_set_up (setup, NULL);
  fixture->provider = setup_fixture_add (setup, "openrouter");
  fixture->other = setup_fixture_add (setup, "openai");
  setup_fixture_show (setup, fixture->provider, SY_HEALTH_CONNECTED);
  setup_fixture_show (setup, fixture->other, SY_HEALTH_LOCKED);
  setup_fixture_show (setup, setup_fixture_add (setup, "mistral"), SY_HEALTH_NOT_SET_UP);

  fixture->picker = sy_model_picker_new ();
  fixture->search = widget_get_child (fixture->picker, "search");
  sy_model_picker_set_sources (SY_MODEL_PICKER (fixture->picker), setup->healths,
                               setup->catalogs);
  g_signal_connect (fixture->picker, "picked", G_CALLBACK (picked_cb), fixture);

  fixture->button = gtk_menu_button_new ();
  gtk_widget_set_valign (fixture->button, GTK_ALIGN_END);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (fixture->button), fixture->picker);
  fixture->window = announcements_new_window ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->button);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *picker = g_object_ref (fixture->picker);

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (picker);
  setup_fixture_tear_down (&fixture->setup, NULL);
  g_free (fixture->picked_id);
}

static void
open_picker (Fixture *fixture,
             int      width)
{
  widget_present (GTK_WINDOW (fixture->window), width, 500);
  sy_model_picker_set_current (SY_MODEL_PICKER (fixture->picker), fixture->provider, CURRENT);
  gtk_menu_button_popup (GTK_MENU_BUTTON (fixture->button));
  widget_wait_frames (fixture->window, 4);
  g_assert_true (gtk_widget_get_mapped (fixture->picker));
}

static void
open_listed (Fixture *fixture)
{
  setup_fixture_list (&fixture->setup, fixture->provider, ids);
  open_picker (fixture, 600);
}

static GListModel *
get_choices (Fixture *fixture)
{
  GtkWidget *list = widget_get_child (fixture->picker, "list");

  return G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)));
}

static void
assert_choices (Fixture    *fixture,
                const char *expected)
{
  GListModel *choices = get_choices (fixture);
  g_autoptr(GString) found = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr(SyModel) model = g_list_model_get_item (choices, i);

      g_string_append_printf (found, "%s%s", i > 0 ? " " : "", sy_model_get_id (model));
    }

  g_assert_cmpstr (found->str, ==, expected);
}

static const char *
get_selected (Fixture *fixture)
{
  GtkSingleSelection *selection = GTK_SINGLE_SELECTION (get_choices (fixture));
  SyModel *model = gtk_single_selection_get_selected_item (selection);

  return model != NULL ? sy_model_get_id (model) : NULL;
}

static const char *
get_page (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (widget_get_child (fixture->picker,
                                                                        "stack")));
}

typedef struct
{
  Fixture *fixture;
  guint    n_choices;
} Wanted;

static gboolean
has_choices (gpointer data)
{
  Wanted *wanted = data;

  return g_list_model_get_n_items (get_choices (wanted->fixture)) == wanted->n_choices;
}

static void
type (Fixture    *fixture,
      const char *text,
      guint       n_choices)
{
  Wanted wanted = { fixture, n_choices };

  gtk_editable_set_text (GTK_EDITABLE (fixture->search), text);
  g_assert_true (support_spin_until (has_choices, &wanted, PATIENCE_MS));
}

static gboolean
press (Fixture *fixture,
       guint    keyval)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (fixture->search);
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
assert_picked (Fixture    *fixture,
               SyProvider *provider,
               const char *model_id)
{
  g_assert_cmpuint (fixture->n_picked, ==, 1);
  g_assert_true (fixture->picked_provider == provider);
  g_assert_cmpstr (fixture->picked_id, ==, model_id);
}

static void
assert_announced (const char *text)
{
  g_autofree char *announced = announcements_take ();

  g_assert_cmpstr (announced, ==, text);
}

/* Who is set up, the one in use first, each with what is known of its models. */
static void
test_model_picker_choices (Fixture       *fixture,
                           gconstpointer  data)
{
  GtkWidget *indicator;

  open_listed (fixture);
  assert_choices (fixture, CURRENT " anthropic/claude-opus-4.1 google/gemini-2.5-pro "
                           "openai/gpt-5 gpt-4o");
  g_assert_cmpstr (get_selected (fixture), ==, CURRENT);
  g_assert_cmpstr (get_page (fixture), ==, "list");
  g_assert_false (gtk_widget_get_visible (widget_get_child (fixture->picker, "other")));

  /* The header of the first section. */
  indicator = widget_find (widget_get_child (fixture->picker, "list"), SY_TYPE_INDICATOR);
  g_assert_nonnull (indicator);
  g_assert_true (sy_indicator_get_health (SY_INDICATOR (indicator)) ==
                 setup_fixture_get_health (&fixture->setup, fixture->provider));
}

static void
test_model_picker_other_first (Fixture       *fixture,
                               gconstpointer  data)
{
  setup_fixture_list (&fixture->setup, fixture->provider, ids);
  sy_model_picker_set_current (SY_MODEL_PICKER (fixture->picker), fixture->other, "gpt-4o");
  assert_choices (fixture, "gpt-4o anthropic/claude-opus-4.1 " CURRENT " google/gemini-2.5-pro "
                           "openai/gpt-5");
  g_assert_cmpstr (get_selected (fixture), ==, "gpt-4o");
}

/* A provider that was removed is none to choose from. */
static void
test_model_picker_nobody (Fixture       *fixture,
                          gconstpointer  data)
{
  setup_fixture_list (&fixture->setup, fixture->provider, ids);
  sy_model_picker_set_current (SY_MODEL_PICKER (fixture->picker), NULL, NULL);
  assert_choices (fixture, "anthropic/claude-opus-4.1 " CURRENT " google/gemini-2.5-pro "
                           "openai/gpt-5 gpt-4o");
  g_assert_cmpstr (get_selected (fixture), ==, "anthropic/claude-opus-4.1");

  /* Nobody could be asked for what is in no list. */
  type (fixture, "unheard/of", 0);
  g_assert_false (gtk_widget_get_visible (widget_get_child (fixture->picker, "other")));
  g_signal_emit_by_name (fixture->search, "activate");
  g_assert_cmpuint (fixture->n_picked, ==, 0);
}

static void
test_model_picker_search (Fixture       *fixture,
                          gconstpointer  data)
{
  GtkWidget *other = widget_get_child (fixture->picker, "other");

  open_listed (fixture);
  type (fixture, "GPT", 2);
  assert_choices (fixture, "openai/gpt-5 gpt-4o");
  g_assert_cmpstr (get_selected (fixture), ==, "openai/gpt-5");
  g_assert_false (gtk_widget_get_visible (other));

  type (fixture, " unheard/of:<b> ", 0);
  g_assert_cmpstr (get_page (fixture), ==, "empty");
  g_assert_true (gtk_widget_get_visible (other));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (other)))), ==,
                   "Use “unheard/of:<b>”");
  g_signal_emit_by_name (other, "clicked");
  assert_picked (fixture, fixture->provider, "unheard/of:<b>");

  type (fixture, "gpt", 2);
  type (fixture, "", 5);
  assert_choices (fixture, CURRENT " anthropic/claude-opus-4.1 google/gemini-2.5-pro "
                           "openai/gpt-5 gpt-4o");
  g_assert_cmpstr (get_page (fixture), ==, "list");
  g_assert_false (gtk_widget_get_visible (other));
}

/* Enter does not wait for the list. */
static void
test_model_picker_enter (Fixture       *fixture,
                         gconstpointer  data)
{
  open_listed (fixture);
  gtk_editable_set_text (GTK_EDITABLE (fixture->search), "gemini");
  g_signal_emit_by_name (fixture->search, "activate");
  assert_picked (fixture, fixture->provider, "google/gemini-2.5-pro");
}

static void
test_model_picker_enter_other (Fixture       *fixture,
                               gconstpointer  data)
{
  open_listed (fixture);
  gtk_editable_set_text (GTK_EDITABLE (fixture->search), "unheard/of");
  g_signal_emit_by_name (fixture->search, "activate");
  assert_picked (fixture, fixture->provider, "unheard/of");
}

static void
test_model_picker_keys (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autofree char *announced = NULL;

  open_listed (fixture);
  assert_announced ("");
  g_assert_true (press (fixture, GDK_KEY_Down));
  g_assert_cmpstr (get_selected (fixture), ==, "anthropic/claude-opus-4.1");
  assert_announced ("anthropic/claude-opus-4.1, anthropic/claude-opus-4.1: price unknown.\n");

  for (guint i = 0; i < 10; i++)
    g_assert_true (press (fixture, GDK_KEY_Down));
  g_assert_cmpstr (get_selected (fixture), ==, "gpt-4o");

  for (guint i = 0; i < 10; i++)
    g_assert_true (press (fixture, GDK_KEY_Up));
  g_assert_cmpstr (get_selected (fixture), ==, CURRENT);
  g_assert_false (press (fixture, GDK_KEY_a));
  announced = announcements_take ();
  g_assert_true (g_str_has_suffix (announced, "\n" CURRENT ", " CURRENT ": price unknown.\n"));

  press (fixture, GDK_KEY_Down);
  g_signal_emit_by_name (fixture->search, "activate");
  assert_picked (fixture, fixture->provider, "anthropic/claude-opus-4.1");

  g_signal_emit_by_name (fixture->search, "stop-search");
  g_assert_false (gtk_widget_get_visible (fixture->picker));
}

static void
test_model_picker_click (Fixture       *fixture,
                         gconstpointer  data)
{
  open_listed (fixture);
  g_signal_emit_by_name (widget_get_child (fixture->picker, "list"), "activate", 4);
  assert_picked (fixture, fixture->other, "gpt-4o");
}

/* The words of all rows that are marked as in use. */
static char *
dup_checked (GtkWidget *widget)
{
  GString *checked = g_string_new (NULL);

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      g_autofree char *below = dup_checked (child);
      GtkWidget *price = gtk_widget_get_prev_sibling (child);
      GtkWidget *label = price != NULL ? gtk_widget_get_prev_sibling (price) : NULL;

      g_string_append (checked, below);
      if (GTK_IS_IMAGE (child) && GTK_IS_LABEL (label) && gtk_widget_get_opacity (child) > 0)
        g_string_append (checked, gtk_label_get_text (GTK_LABEL (label)));
    }

  return g_string_free (checked, FALSE);
}

static void
assert_checked (Fixture    *fixture,
                const char *expected)
{
  g_autofree char *checked = NULL;

  widget_wait_frames (fixture->window, 3);
  checked = dup_checked (widget_get_child (fixture->picker, "list"));
  g_assert_cmpstr (checked, ==, expected);
}

/* One row is marked, also when another model was taken meanwhile. */
static void
test_model_picker_check (Fixture       *fixture,
                         gconstpointer  data)
{
  SyModelPicker *picker = SY_MODEL_PICKER (fixture->picker);

  open_listed (fixture);
  assert_checked (fixture, CURRENT);
  sy_model_picker_set_current (picker, fixture->provider, "openai/gpt-5");
  assert_checked (fixture, "openai/gpt-5");
  sy_model_picker_set_current (picker, fixture->other, "gpt-4o");
  assert_checked (fixture, "gpt-4o");
  sy_model_picker_set_refused (picker, fixture->provider, CURRENT);
  assert_checked (fixture, "");
}

static void
browse_cb (guint *n_browsed)
{
  (*n_browsed)++;
}

static void
test_model_picker_browse (Fixture       *fixture,
                          gconstpointer  data)
{
  GtkWidget *browse = widget_get_child (fixture->picker, "browse");
  guint n_browsed = 0;

  g_signal_connect_swapped (fixture->picker, "browse", G_CALLBACK (browse_cb), &n_browsed);
  open_listed (fixture);
  g_assert_true (gtk_widget_get_visible (browse));
  g_signal_emit_by_name (browse, "clicked");
  g_assert_cmpuint (n_browsed, ==, 1);
  g_assert_cmpuint (fixture->n_picked, ==, 0);

  /* Of whom, when there is nobody? */
  sy_model_picker_set_current (SY_MODEL_PICKER (fixture->picker), NULL, NULL);
  g_assert_false (gtk_widget_get_visible (browse));
}

/* All labels of a widget, one after the other. */
static void
collect_labels (GtkWidget *widget,
                GString   *text)
{
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (text, "%s|", gtk_label_get_text (GTK_LABEL (widget)));

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_labels (child, text);
}

/* Names and prices; a favourite and one asked lately stand before the newest. */
static void
test_model_picker_rows (Fixture       *fixture,
                        gconstpointer  data)
{
  SyModelMarks *marks = sy_provider_get_marks (fixture->provider);
  g_autoptr(GString) json = g_string_new ("{\"data\":[");
  g_autoptr(GString) labels = g_string_new (NULL);

  for (guint i = 0; i < 12; i++)
    g_string_append_printf (json, "{\"id\":\"v/m%u\",\"name\":\"V: Model %u\",\"created\":%u,"
                            "\"pricing\":{\"prompt\":\"0.00000%u\",\"completion\":\"0.000015\"}},",
                            i, i, 1000 + i, i % 2);
  g_string_append (json, "{\"id\":\"v/f:free\",\"name\":\"V: Gift (free)\",\"created\":5000,"
                         "\"pricing\":{\"prompt\":\"0\",\"completion\":\"0\"}}]}");
  setup_fixture_list_json (&fixture->setup, fixture->provider, json->str);
  sy_model_marks_set_favourite (marks, "v/m3", TRUE);
  sy_model_marks_add_recent (marks, "v/m1");

  widget_present (GTK_WINDOW (fixture->window), 600, 500);
  sy_model_picker_set_current (SY_MODEL_PICKER (fixture->picker), fixture->provider, "v/m5");
  gtk_menu_button_popup (GTK_MENU_BUTTON (fixture->button));
  widget_wait_frames (fixture->window, 4);
  assert_choices (fixture, "v/m3 v/m1 v/m5 v/f:free v/m11 gpt-4o");
  g_assert_cmpstr (get_selected (fixture), ==, "v/m5");

  collect_labels (widget_get_child (fixture->picker, "list"), labels);
  g_assert_nonnull (strstr (labels->str, "Model 3|$1.00 / $15.00|"));
  g_assert_nonnull (strstr (labels->str, "Gift|Free|"));

  type (fixture, "model v: 1", 3);
  assert_choices (fixture, "v/m1 v/m10 v/m11");
  type (fixture, "GIFT", 1);
  assert_choices (fixture, "v/f:free");
}

/* What one row of the list shows. */
static void
assert_row (Fixture    *fixture,
            const char *expected)
{
  g_autoptr(GString) labels = g_string_new ("|");
  g_autofree char *row = g_strconcat ("|", expected, "|", NULL);

  widget_wait_frames (fixture->window, 3);
  collect_labels (widget_get_child (fixture->picker, "list"), labels);
  g_test_message ("%s in %s", row, labels->str);
  g_assert_nonnull (strstr (labels->str, row));
}

/* One word where a pair of prices says nothing, and none where nobody knows. */
static void
test_model_picker_prices (Fixture       *fixture,
                          gconstpointer  data)
{
  SyProvider *ollama = setup_fixture_add (&fixture->setup, "ollama");

  setup_fixture_show (&fixture->setup, ollama, SY_HEALTH_CONNECTED);
  setup_fixture_list_json (&fixture->setup, ollama,
                           "{\"data\":[{\"id\":\"llama3.2:latest\"},"
                           "{\"id\":\"demo/play\",\"name\":\"Demo: Play\",\"pricing\":"
                           "{\"prompt\":\"0.0000002\",\"completion\":\"0.0000008\"}}]}");
  setup_fixture_list_json (&fixture->setup, fixture->provider,
                           "{\"data\":["
                           "{\"id\":\"v/pair\",\"name\":\"V: Pair\",\"pricing\":"
                           "{\"prompt\":\"7.5e-08\",\"completion\":\"0.0000003\"}},"
                           "{\"id\":\"v/free\",\"name\":\"V: Given (free)\",\"pricing\":"
                           "{\"prompt\":\"0\",\"completion\":\"0\"}},"
                           "{\"id\":\"v/auto\",\"name\":\"Auto\",\"pricing\":"
                           "{\"prompt\":\"-1\",\"completion\":\"-1\"}},"
                           "{\"id\":\"v/none\",\"name\":\"Unpriced\"},"
                           "{\"id\":\"v/markup\",\"name\":\"a<b>&\\\"' & <i>\"}]}");
  open_picker (fixture, 600);

  assert_row (fixture, "Pair|$0.075 / $0.30");
  assert_row (fixture, "Given (free)|Free");
  assert_row (fixture, "Auto|Varies");
  assert_row (fixture, "Unpriced|");
  assert_row (fixture, WIDGET_MARKUP "|");
  assert_row (fixture, "llama3.2:latest|Local");
  assert_row (fixture, "Play|$0.20 / $0.80");
}

/* A row is read as one sentence, with its star, its abilities and its prices. */
static void
test_model_picker_sentence (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autofree char *before = announcements_take ();
  g_autoptr(SyModel) model = NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *line = NULL;

  setup_fixture_list_json (&fixture->setup, fixture->provider,
                           "{\"data\":[{\"id\":\"v/one\"},"
                           "{\"id\":\"v/two\",\"name\":\"V: Two\",\"context_length\":8000,"
                           "\"architecture\":{\"input_modalities\":[\"text\",\"image\"],"
                           "\"output_modalities\":[\"text\"]},"
                           "\"pricing\":{\"prompt\":\"0.000003\","
                           "\"completion\":\"0.000015\"},"
                           "\"supported_parameters\":[\"tools\"]}]}");
  sy_model_marks_set_favourite (sy_provider_get_marks (fixture->provider), "v/two", TRUE);
  widget_present (GTK_WINDOW (fixture->window), 600, 500);
  sy_model_picker_set_current (SY_MODEL_PICKER (fixture->picker), fixture->provider, "v/one");
  gtk_menu_button_popup (GTK_MENU_BUTTON (fixture->button));
  widget_wait_frames (fixture->window, 4);
  assert_choices (fixture, "v/two v/one gpt-4o");
  g_assert_cmpstr (get_selected (fixture), ==, "v/one");

  assert_announced ("");
  g_assert_true (press (fixture, GDK_KEY_Up));
  model = g_list_model_get_item (get_choices (fixture), 0);
  sentence = sy_model_text_dup_sentence (model, TRUE);
  line = g_strconcat (sentence, "\n", NULL);
  g_assert_nonnull (strstr (sentence, "Two, v/two, a favourite: $3.00 in and $15.00 out"));
  g_assert_nonnull (strstr (sentence, "vision, tools"));
  assert_announced (line);
}

/* In place of a refused one: what comes nearest to it. */
static void
test_model_picker_refused (Fixture       *fixture,
                           gconstpointer  data)
{
  open_listed (fixture);
  sy_model_picker_set_refused (SY_MODEL_PICKER (fixture->picker), fixture->provider,
                               "google/gemini-2.0-pro");
  g_assert_cmpstr (get_selected (fixture), ==, "google/gemini-2.5-pro");
  g_assert_cmpuint (g_list_model_get_n_items (get_choices (fixture)), ==, 4);

  g_signal_emit_by_name (fixture->search, "activate");
  assert_picked (fixture, fixture->provider, "google/gemini-2.5-pro");

  sy_model_picker_set_current (SY_MODEL_PICKER (fixture->picker), fixture->provider, CURRENT);
  g_assert_cmpuint (g_list_model_get_n_items (get_choices (fixture)), ==, 5);
}

/* What becomes known while the list is open comes into it. */
static void
test_model_picker_follows (Fixture       *fixture,
                           gconstpointer  data)
{
  SyProvider *mistral = setup_fixture_add (&fixture->setup, "mistral");
  SyProvider *custom;

  open_picker (fixture, 600);
  assert_choices (fixture, CURRENT " gpt-4o");

  setup_fixture_list (&fixture->setup, fixture->provider, ids);
  assert_choices (fixture, CURRENT " anthropic/claude-opus-4.1 google/gemini-2.5-pro "
                           "openai/gpt-5 gpt-4o");

  setup_fixture_show (&fixture->setup, mistral, SY_HEALTH_CONNECTED);
  assert_choices (fixture, CURRENT " anthropic/claude-opus-4.1 google/gemini-2.5-pro "
                           "openai/gpt-5 gpt-4o mistral-large-latest");

  setup_fixture_show (&fixture->setup, mistral, SY_HEALTH_NOT_SET_UP);
  setup_fixture_show (&fixture->setup, fixture->other, SY_HEALTH_NOT_SET_UP);
  assert_choices (fixture, CURRENT " anthropic/claude-opus-4.1 google/gemini-2.5-pro "
                           "openai/gpt-5");

  /* Providers may come and go. */
  custom = sy_provider_list_add_custom (fixture->setup.providers);
  sy_provider_set_model_id (custom, "own/model");
  setup_fixture_show (&fixture->setup, custom, SY_HEALTH_CONNECTED);
  g_assert_cmpuint (g_list_model_get_n_items (get_choices (fixture)), ==, 5);
  sy_provider_list_remove (fixture->setup.providers, custom);
  g_assert_cmpuint (g_list_model_get_n_items (get_choices (fixture)), ==, 4);
}

/* A closed list is empty, follows nothing and can be opened again. */
static void
test_model_picker_closes (Fixture       *fixture,
                          gconstpointer  data)
{
  open_listed (fixture);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (fixture->button));
  widget_wait_frames (fixture->window, 3);
  assert_choices (fixture, "");
  setup_fixture_show (&fixture->setup, fixture->other, SY_HEALTH_NOT_SET_UP);
  assert_choices (fixture, "");

  open_picker (fixture, 600);
  g_assert_cmpuint (g_list_model_get_n_items (get_choices (fixture)), ==, 4);
  g_assert_cmpstr (get_selected (fixture), ==, CURRENT);
}

static void
test_model_picker_accessible (Fixture       *fixture,
                              gconstpointer  data)
{
  GtkWidget *list = widget_get_child (fixture->picker, "list");

  open_listed (fixture);
  gtk_test_accessible_assert_property (fixture->search, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Search Models");
  gtk_test_accessible_assert_role (list, GTK_ACCESSIBLE_ROLE_LIST);
  gtk_test_accessible_assert_property (list, GTK_ACCESSIBLE_PROPERTY_LABEL, "Models");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)),
                                         fixture->search));
}

/* It stays in the window, however long the ids are. */
static void
test_model_picker_narrow (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autofree char *id = g_strnfill (250, 'x');
  const char *const long_ids[] = { id, NULL };
  GtkWidget *content = widget_get_child (fixture->picker, "content");

  setup_fixture_list (&fixture->setup, fixture->provider, long_ids);
  widget_set_text_scale (2);
  open_picker (fixture, 360);
  g_assert_cmpint (gtk_widget_get_width (content) + 16, <=, 360);
  type (fixture, id + 10, 1);
  type (fixture, WIDGET_MARKUP, 0);
  widget_wait_frames (fixture->window, 3);
  g_assert_cmpint (gtk_widget_get_width (content) + 16, <=, 360);
  widget_set_text_scale (1);
}

static void
test_model_picker_directions (Fixture       *fixture,
                              gconstpointer  data)
{
  GtkWidget *indicator;
  graphene_rect_t bounds;

  for (int direction = GTK_TEXT_DIR_LTR; direction <= GTK_TEXT_DIR_RTL; direction++)
    {
      gtk_widget_set_default_direction ((GtkTextDirection) direction);
      open_listed (fixture);
      indicator = widget_find (widget_get_child (fixture->picker, "list"), SY_TYPE_INDICATOR);
      g_assert_true (gtk_widget_compute_bounds (indicator, fixture->picker, &bounds));
      g_assert_cmpint (bounds.origin.x > (float) gtk_widget_get_width (fixture->picker) / 2, ==,
                       direction == GTK_TEXT_DIR_LTR);
      gtk_menu_button_popdown (GTK_MENU_BUTTON (fixture->button));
      widget_wait_frames (fixture->window, 3);
    }

  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
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
test_model_picker_many (Fixture       *fixture,
                        gconstpointer  data)
{
  SyModelPicker *picker = SY_MODEL_PICKER (fixture->picker);
  gint64 start;

  setup_fixture_list_many (&fixture->setup, fixture->provider, 5000);
  open_picker (fixture, 600);

  /* The one in use, which is not listed, five of the list, and the other provider's. */
  g_assert_cmpuint (g_list_model_get_n_items (get_choices (fixture)), ==, 7);

  start = g_get_monotonic_time ();
  sy_model_picker_set_current (picker, fixture->provider, "vendor-9/model-4999");
  measure ("opened", start);
  g_assert_cmpstr (get_selected (fixture), ==, "vendor-9/model-4999");

  start = g_get_monotonic_time ();
  type (fixture, "model-49", 100);
  measure ("searched", start);

  start = g_get_monotonic_time ();
  sy_model_picker_set_refused (picker, fixture->provider, "vendor-3/model-x");
  measure ("refused", start);
  g_assert_cmpuint (g_list_model_get_n_items (get_choices (fixture)), ==, 5000);
}

#define ADD(name, func) \
  g_test_add ("/model-picker/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  widget_test_init (&argc, &argv);

  ADD ("choices", test_model_picker_choices);
  ADD ("other-first", test_model_picker_other_first);
  ADD ("nobody", test_model_picker_nobody);
  ADD ("search", test_model_picker_search);
  ADD ("enter", test_model_picker_enter);
  ADD ("enter-other", test_model_picker_enter_other);
  ADD ("keys", test_model_picker_keys);
  ADD ("click", test_model_picker_click);
  ADD ("check", test_model_picker_check);
  ADD ("browse", test_model_picker_browse);
  ADD ("rows", test_model_picker_rows);
  ADD ("prices", test_model_picker_prices);
  ADD ("sentence", test_model_picker_sentence);
  ADD ("refused", test_model_picker_refused);
  ADD ("follows", test_model_picker_follows);
  ADD ("closes", test_model_picker_closes);
  ADD ("accessible", test_model_picker_accessible);
  ADD ("narrow", test_model_picker_narrow);
  ADD ("directions", test_model_picker_directions);
  ADD ("many", test_model_picker_many);

  return g_test_run ();
}
