/* test-model-details.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sy-model-details.h"

#include "announcements.h"
#include "setup-fixture.h"
#include "support-spin.h"
#include "widget-support.h"

#define PATIENCE_MS 5000

/* What the dialog leaves for it beside the list, and in a narrow window. */
#define SIDE_WIDTH 300

/* One entry for each kind of price and fact.  Of "-1" nobody knows the price before. */
#define LIST \
  "{\"data\":[" \
  "{\"id\":\"v/all\",\"name\":\"V: All\",\"description\":\"First\\n\\n**Second** a<b>&\\\"' & <i>\"," \
  "\"context_length\":1000000,\"top_provider\":{\"max_completion_tokens\":64000," \
  "\"is_moderated\":true},\"knowledge_cutoff\":\"June 2025\",\"expiration_date\":\"2031-03-09\"," \
  "\"supported_parameters\":[\"tools\",\"top_p\"]," \
  "\"reasoning\":{\"supported_efforts\":[\"high\",\"low\"],\"default_effort\":\"low\"}," \
  "\"pricing\":{\"prompt\":\"0.000003\",\"completion\":\"0.000015\"," \
  "\"internal_reasoning\":\"0\",\"input_cache_read\":\"0.0000003\"," \
  "\"input_cache_write\":\"0.00000375\",\"request\":\"0.01\",\"web_search\":\"0.005\"," \
  "\"image\":\"0.0048\",\"discount\":0.25}}," \
  "{\"id\":\"v/tiers\",\"pricing\":{\"prompt\":\"0.00000125\",\"completion\":\"0.00001\"," \
  "\"overrides\":[{\"min_prompt_tokens\":200000,\"prompt\":\"0.0000025\"}," \
  "{\"utc_start\":\"1630\",\"utc_end\":\"0030\",\"completion\":\"0.000005\"}," \
  "{\"utc_days\":[1],\"utc_start\":\"0905\",\"utc_end\":\"1200\",\"prompt\":\"0\"}," \
  "{\"utc_days\":[6,7],\"request\":\"0.02\"}]}}," \
  "{\"id\":\"v/varies\",\"pricing\":{\"prompt\":\"-1\",\"completion\":\"-1\"}}," \
  "{\"id\":\"v/free:free\",\"name\":\"V: Gift (free)\"," \
  "\"pricing\":{\"prompt\":\"0\",\"completion\":\"0\"}}," \
  "{\"id\":\"v/unknown\",\"reasoning\":{\"mandatory\":true}}," \
  "{\"id\":\"~v/latest\",\"alias_target\":{\"name\":\"V: a<b>&\\\"' & <i>\",\"slug\":\"v/all\"}}," \
  "{\"id\":\"v/moved\",\"alias_target\":{\"slug\":\"v/all\"}}," \
  "{\"id\":\"v/markup\",\"name\":\"a<b>&\\\"' & <i>\"}]}"

typedef struct
{
  SetupFixture  setup;
  SyProvider   *provider;
  SyCatalog    *catalog;
  SyModelMarks *marks;
  GtkWidget    *window;
  GtkWidget    *details;
  guint         n_used;
  guint         n_copied;
} Fixture;

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
set_up_list (Fixture    *fixture,
             const char *json)
{
  setup_fixture_set_up (&fixture->setup, NULL);
  fixture->provider = setup_fixture_add (&fixture->setup, "openrouter");
  fixture->marks = sy_provider_get_marks (fixture->provider);
  fixture->catalog = setup_fixture_list_json (&fixture->setup, fixture->provider, json);

  fixture->details = g_object_ref_sink (sy_model_details_new ());
  sy_model_details_set_catalog (SY_MODEL_DETAILS (fixture->details), fixture->catalog,
                                SY_CLOCK (fixture->setup.clock));
  g_signal_connect_swapped (fixture->details, "use", G_CALLBACK (count_cb), &fixture->n_used);
  g_signal_connect_swapped (fixture->details, "copied", G_CALLBACK (count_cb),
                            &fixture->n_copied);
  fixture->window = announcements_new_window ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->details);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  set_up_list (fixture, LIST);
}

/* Texts that are as long as they may be, and cannot be broken. */
static void
set_up_long (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *name = g_strnfill (250, 'x');
  g_autofree char *json =
    g_strdup_printf ("{\"data\":[{\"id\":\"v/%s\",\"name\":\"%s\",\"description\":\"%s\","
                     "\"knowledge_cutoff\":\"%.60s\",\"supported_parameters\":[\"%.60s\"],"
                     "\"alias_target\":{\"name\":\"%s\",\"slug\":\"v/all\"},"
                     "\"pricing\":{\"prompt\":\"0.000000000001\",\"completion\":\"1\"}}]}",
                     name, name, name, name, name, name);

  set_up_list (fixture, json);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->details);
  setup_fixture_tear_down (&fixture->setup, NULL);
}

static void
show (Fixture    *fixture,
      const char *id)
{
  SyModel *model = id != NULL ? sy_catalog_find (fixture->catalog, id) : NULL;

  g_assert_true (id == NULL || model != NULL);
  sy_model_details_set_model (SY_MODEL_DETAILS (fixture->details), model);
}

static GtkWidget *
get_child (Fixture    *fixture,
           const char *name)
{
  return widget_get_child (fixture->details, name);
}

static void
assert_text (Fixture    *fixture,
             const char *name,
             const char *text)
{
  GtkWidget *label = get_child (fixture, name);

  g_assert_cmpint (gtk_widget_get_visible (label), ==, text != NULL);
  if (text != NULL)
    g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), ==, text);
}

static void
collect_rows (GtkWidget *widget,
              GString   *rows)
{
  if (GTK_IS_LIST_BOX_ROW (widget))
    {
      GtkWidget *box = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (widget));
      GtkWidget *name = gtk_widget_get_first_child (box);

      g_string_append_printf (rows, "%s: %s\n", gtk_label_get_text (GTK_LABEL (name)),
                              gtk_label_get_text (GTK_LABEL (gtk_widget_get_last_child (box))));
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_rows (child, rows);
}

/* A group with nothing in it is not shown. */
static void
assert_facts (Fixture    *fixture,
              const char *group,
              const char *expected)
{
  g_autoptr(GString) rows = g_string_new (NULL);

  collect_rows (get_child (fixture, group), rows);
  g_assert_cmpstr (rows->str, ==, expected);
  g_assert_cmpint (gtk_widget_get_visible (get_child (fixture, group)), ==, *expected != '\0');
}

static void
test_texts (Fixture       *fixture,
            gconstpointer  data)
{
  show (fixture, "v/all");
  assert_text (fixture, "title", "All");
  assert_text (fixture, "id_label", "v/all");
  assert_text (fixture, "alias", NULL);
  assert_text (fixture, "description", "First\n\n**Second** " WIDGET_MARKUP);

  show (fixture, "v/markup");
  assert_text (fixture, "title", WIDGET_MARKUP);
  assert_text (fixture, "description", NULL);

  show (fixture, "v/free:free");
  assert_text (fixture, "title", "Gift");
  assert_text (fixture, "id_label", "v/free:free");
}

static void
test_alias (Fixture       *fixture,
            gconstpointer  data)
{
  show (fixture, "~v/latest");
  assert_text (fixture, "alias", "Stands for V: " WIDGET_MARKUP);
  show (fixture, "v/moved");
  assert_text (fixture, "alias", "Stands for v/all");
  show (fixture, "v/all");
  assert_text (fixture, "alias", NULL);
}

static void
test_prices (Fixture       *fixture,
             gconstpointer  data)
{
  show (fixture, "v/all");
  assert_facts (fixture, "prices",
                "In: $3.00\nOut: $15.00\nCache read: $0.30\nCache write: $3.75\n");
  assert_facts (fixture, "other_prices",
                "Each request: $0.01\nEach web search: $0.005\nEach image: $0.0048\n"
                "Discount: 25 %\n");

  show (fixture, "v/varies");
  assert_facts (fixture, "prices", "In: Varies\nOut: Varies\n");
  assert_facts (fixture, "other_prices", "");
  show (fixture, "v/free:free");
  assert_facts (fixture, "prices", "In: Free\nOut: Free\n");
  show (fixture, "v/unknown");
  assert_facts (fixture, "prices", "");
  assert_facts (fixture, "other_prices", "");
}

static void
test_tiers (Fixture       *fixture,
            gconstpointer  data)
{
  show (fixture, "v/tiers");
  assert_facts (fixture, "prices",
                "In: $1.25\nOut: $10.00\nIn, from 200000 tokens: $2.50\n"
                "Out, 16:30 to 00:30 UTC: $5.00\n"
                "In, on some days 09:05 to 12:00 UTC: Free\nEach request, on some days: $0.02\n");
  assert_facts (fixture, "other_prices", "");
}

static void
test_limits (Fixture       *fixture,
             gconstpointer  data)
{
  show (fixture, "v/all");
  assert_facts (fixture, "limits",
                "Context: 1000000\nLongest answer: 64000\nReasoning: high, low (low unless told)\n"
                "Retires: 9 March 2031\nKnows the world until: June 2025\n"
                "Moderation: Before each request\n");
  show (fixture, "v/unknown");
  assert_facts (fixture, "limits",
                "Context: Not given\nLongest answer: Not given\nReasoning: Always\n"
                "Retires: No date given\n");
  show (fixture, "v/free:free");
  assert_facts (fixture, "limits",
                "Context: Not given\nLongest answer: Not given\nRetires: No date given\n");
}

static void
test_parameters (Fixture       *fixture,
                 gconstpointer  data)
{
  GtkWidget *tags = get_child (fixture, "tags");

  show (fixture, "v/all");
  g_assert_true (gtk_widget_get_visible (get_child (fixture, "parameters")));
  g_assert_cmpuint (widget_count_children (tags), ==, 2);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (gtk_widget_get_first_child (tags))), ==,
                   "tools");

  show (fixture, "v/free:free");
  g_assert_false (gtk_widget_get_visible (get_child (fixture, "parameters")));
  g_assert_cmpuint (widget_count_children (tags), ==, 0);
}

/* There is nothing to do with no model. */
static void
test_nothing (Fixture       *fixture,
              gconstpointer  data)
{
  AdwToolbarView *view = ADW_TOOLBAR_VIEW (get_child (fixture, "view"));

  show (fixture, "v/all");
  g_assert_true (gtk_widget_get_visible (get_child (fixture, "content")));
  g_assert_true (adw_toolbar_view_get_reveal_bottom_bars (view));

  show (fixture, NULL);
  g_assert_false (gtk_widget_get_visible (get_child (fixture, "content")));
  g_assert_false (gtk_widget_get_visible (get_child (fixture, "star")));
  g_assert_false (adw_toolbar_view_get_reveal_bottom_bars (view));

  show (fixture, "v/all");
  g_assert_true (gtk_widget_get_visible (get_child (fixture, "star")));
  g_assert_true (adw_toolbar_view_get_reveal_bottom_bars (view));
}

/* What is looked at does not change the marks of another model. */
static void
test_star (Fixture       *fixture,
           gconstpointer  data)
{
  GtkToggleButton *star = GTK_TOGGLE_BUTTON (get_child (fixture, "star"));

  sy_model_marks_set_favourite (fixture->marks, "v/all", TRUE);
  show (fixture, "v/all");
  g_assert_true (gtk_toggle_button_get_active (star));
  g_assert_cmpstr (gtk_button_get_icon_name (GTK_BUTTON (star)), ==, "starred-symbolic");
  gtk_test_accessible_assert_state (star, GTK_ACCESSIBLE_STATE_PRESSED,
                                    GTK_ACCESSIBLE_TRISTATE_TRUE);

  show (fixture, "v/tiers");
  g_assert_false (gtk_toggle_button_get_active (star));
  g_assert_cmpstr (gtk_button_get_icon_name (GTK_BUTTON (star)), ==, "non-starred-symbolic");
  g_assert_true (sy_model_marks_is_favourite (fixture->marks, "v/all"));

  gtk_toggle_button_set_active (star, TRUE);
  g_assert_true (sy_model_marks_is_favourite (fixture->marks, "v/tiers"));
  show (fixture, NULL);
  g_assert_true (sy_model_marks_is_favourite (fixture->marks, "v/tiers"));

  show (fixture, "v/tiers");
  sy_model_marks_set_favourite (fixture->marks, "v/tiers", FALSE);
  g_assert_false (gtk_toggle_button_get_active (star));
}

typedef struct
{
  char     *text;
  gboolean  done;
} Clipboard;

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Clipboard *clipboard = user_data;
  g_autoptr(GError) error = NULL;

  clipboard->text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, &error);
  g_assert_no_error (error);
  clipboard->done = TRUE;
}

static gboolean
is_done (gpointer data)
{
  return *(gboolean *) data;
}

static void
test_copy (Fixture       *fixture,
           gconstpointer  data)
{
  Clipboard clipboard = { NULL };

  show (fixture, "v/free:free");
  gtk_window_present (GTK_WINDOW (fixture->window));
  g_signal_emit_by_name (gtk_widget_get_next_sibling (get_child (fixture, "id_label")),
                         "clicked");
  g_assert_cmpuint (fixture->n_copied, ==, 1);
  g_assert_cmpuint (fixture->n_used, ==, 0);

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (fixture->details), NULL, read_cb,
                                 &clipboard);
  g_assert_true (support_spin_until (is_done, &clipboard.done, PATIENCE_MS));
  g_assert_cmpstr (clipboard.text, ==, "v/free:free");
  g_free (clipboard.text);
}

static void
test_use (Fixture       *fixture,
          gconstpointer  data)
{
  show (fixture, "v/all");
  widget_present (GTK_WINDOW (fixture->window), SIDE_WIDTH, 600);
  g_assert_true (gtk_widget_grab_focus (fixture->details));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) ==
                 get_child (fixture, "use"));
  g_signal_emit_by_name (get_child (fixture, "use"), "clicked");
  g_assert_cmpuint (fixture->n_used, ==, 1);
}

/* A model is read from its beginning, whatever was read of another one. */
static void
test_scrolled (Fixture       *fixture,
               gconstpointer  data)
{
  GtkScrolledWindow *scroller = GTK_SCROLLED_WINDOW (get_child (fixture, "scroller"));
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (scroller);

  show (fixture, "v/all");
  widget_present (GTK_WINDOW (fixture->window), SIDE_WIDTH, 400);
  gtk_adjustment_set_value (adjustment, 100);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 100);
  show (fixture, "v/tiers");
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 0);
}

static GtkWidget *
find_heading (GtkWidget  *widget,
              const char *text)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_heading (child, text);

  return found;
}

static void
test_accessible (Fixture       *fixture,
                 gconstpointer  data)
{
  GtkWidget *row;

  show (fixture, "v/all");
  gtk_test_accessible_assert_property (get_child (fixture, "star"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Favourite");
  gtk_test_accessible_assert_property (
    gtk_widget_get_next_sibling (get_child (fixture, "id_label")),
    GTK_ACCESSIBLE_PROPERTY_LABEL, "Copy Model ID");
  gtk_test_accessible_assert_role (get_child (fixture, "title"), GTK_ACCESSIBLE_ROLE_HEADING);

  row = gtk_widget_get_ancestor (find_heading (get_child (fixture, "prices"), "Cache read"),
                                 GTK_TYPE_LIST_BOX_ROW);
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, "Cache read");
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "$0.30");
}

/* Whatever a server says, it needs no more width than there is. */
static void
test_narrow (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(SyModel) model = g_list_model_get_item (G_LIST_MODEL (fixture->catalog), 0);

  sy_model_details_set_model (SY_MODEL_DETAILS (fixture->details), model);
  g_assert_cmpint (widget_get_min_width (fixture->details), <=, SIDE_WIDTH);
  widget_set_text_scale (2);
  g_assert_cmpint (widget_get_min_width (fixture->details), <=, SIDE_WIDTH);
  widget_set_text_scale (1);
}

static void
test_directions (Fixture       *fixture,
                 gconstpointer  data)
{
  graphene_rect_t bounds;

  for (int direction = GTK_TEXT_DIR_LTR; direction <= GTK_TEXT_DIR_RTL; direction++)
    {
      gtk_widget_set_default_direction ((GtkTextDirection) direction);
      show (fixture, "v/all");
      widget_present (GTK_WINDOW (fixture->window), SIDE_WIDTH, 600);
      g_assert_true (gtk_widget_compute_bounds (get_child (fixture, "title"), fixture->details,
                                                &bounds));
      g_assert_true (gtk_widget_compute_bounds (get_child (fixture, "star"), fixture->details,
                                                &bounds));
      g_assert_cmpint (bounds.origin.x < (float) SIDE_WIDTH / 2, ==,
                       direction == GTK_TEXT_DIR_LTR);
    }

  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

int
main (int   argc,
      char *argv[])
{
  widget_test_init (&argc, &argv);

#define ADD(name, func) \
  g_test_add ("/model-details/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("texts", test_texts);
  ADD ("alias", test_alias);
  ADD ("prices", test_prices);
  ADD ("tiers", test_tiers);
  ADD ("limits", test_limits);
  ADD ("parameters", test_parameters);
  ADD ("nothing", test_nothing);
  ADD ("star", test_star);
  ADD ("copy", test_copy);
  ADD ("use", test_use);
  ADD ("scrolled", test_scrolled);
  ADD ("accessible", test_accessible);
  ADD ("directions", test_directions);
  g_test_add ("/model-details/narrow", Fixture, NULL, set_up_long, test_narrow, tear_down);
#undef ADD

  return g_test_run ();
}
