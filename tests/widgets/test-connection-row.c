/* test-connection-row.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sy-connection-row.h"

#include "announcements.h"
#include "setup-fixture.h"
#include "support-spin.h"
#include "sy-health-private.h"
#include "sy-indicator.h"
#include "widget-support.h"

#include <string.h>

#define PATIENCE_MS 5000

/* What a narrow window leaves for a row. */
#define NARROW 336

typedef struct
{
  SetupFixture  setup;
  SyProvider   *provider;
  SyHealth     *health;
  GtkWidget    *row;
  GtkWidget    *list;
  guint         n_refreshed;
  guint         n_unlocked;
  int           action;
} Fixture;

static void
count_cb (guint *n_signals)
{
  (*n_signals)++;
}

static void
action_cb (GtkWidget *row,
           int        action,
           Fixture   *fixture)
{
  fixture->action = action;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  setup_fixture_set_up (&fixture->setup, NULL);
  fixture->provider = setup_fixture_add (&fixture->setup, "openrouter");
  fixture->health = setup_fixture_show (&fixture->setup, fixture->provider,
                                        SY_HEALTH_CONNECTED);

  fixture->row = sy_connection_row_new ();
  fixture->list = g_object_ref_sink (gtk_list_box_new ());
  fixture->action = -1;
  gtk_list_box_append (GTK_LIST_BOX (fixture->list), fixture->row);
  sy_connection_row_set_health (SY_CONNECTION_ROW (fixture->row), fixture->health);

  g_signal_connect_swapped (fixture->row, "refresh", G_CALLBACK (count_cb),
                            &fixture->n_refreshed);
  g_signal_connect_swapped (fixture->row, "unlock", G_CALLBACK (count_cb), &fixture->n_unlocked);
  g_signal_connect (fixture->row, "action", G_CALLBACK (action_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->list);
  setup_fixture_tear_down (&fixture->setup, NULL);
}

static GtkWidget *
get_child (Fixture    *fixture,
           const char *name)
{
  return widget_get_child (fixture->row, name);
}

static const char *
get_text (Fixture    *fixture,
          const char *name)
{
  return gtk_label_get_text (GTK_LABEL (get_child (fixture, name)));
}

static gboolean
is_open (Fixture *fixture)
{
  return gtk_revealer_get_reveal_child (GTK_REVEALER (get_child (fixture, "revealer")));
}

static void
refuse_key (Fixture *fixture)
{
  SyErrorFacts facts = SY_ERROR_FACTS_INIT;

  facts.status = 401;
  facts.words = WIDGET_MARKUP;
  facts.body = "{\"error\": {}}";
  setup_fixture_fail (&fixture->setup, fixture->provider, SY_ERROR_AUTH, &facts);
}

static void
assert_word (Fixture    *fixture,
             const char *word)
{
  g_assert_cmpstr (get_text (fixture, "word"), ==, word);
  gtk_test_accessible_assert_property (fixture->row, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, word);
}

static void
test_connection_row_words (Fixture       *fixture,
                           gconstpointer  data)
{
  static const SyHealthState states[] = {
    SY_HEALTH_CONNECTED, SY_HEALTH_CHECKING, SY_HEALTH_NOT_SET_UP, SY_HEALTH_LOCKED,
    SY_HEALTH_OFFLINE,
  };

  gtk_test_accessible_assert_role (fixture->row, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_property (fixture->row, GTK_ACCESSIBLE_PROPERTY_LABEL, "Connection");

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autofree char *word = NULL;

      setup_fixture_show (&fixture->setup, fixture->provider, states[i]);
      word = sy_health_dup_word (fixture->health);
      assert_word (fixture, word);
      g_assert_false (is_open (fixture));
      g_assert_cmpint (gtk_widget_get_visible (get_child (fixture, "unlock")), ==,
                       states[i] == SY_HEALTH_LOCKED);
    }
}

static void
test_connection_row_key_unchecked (Fixture       *fixture,
                                   gconstpointer  data)
{
  sy_health_set_key_checked (fixture->health, FALSE);
  assert_word (fixture, "Connected, key not checked");
}

/* It opens up to what it means and what helps, and closes when all is well. */
static void
test_connection_row_error (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr(SyAdvice) advice = NULL;
  GtkWidget *button;

  refuse_key (fixture);
  advice = sy_health_dup_advice (fixture->health);
  g_assert_cmpuint (advice->n_actions, >, 0);
  assert_word (fixture, advice->title);
  g_assert_true (gtk_widget_has_css_class (get_child (fixture, "word"), "heading"));
  g_assert_cmpstr (get_text (fixture, "text"), ==, advice->text);
  g_assert_nonnull (strstr (advice->text, WIDGET_MARKUP));
  g_assert_true (is_open (fixture));

  button = gtk_widget_get_first_child (get_child (fixture, "actions"));
  g_assert_cmpuint (widget_count_children (get_child (fixture, "actions")), ==,
                    advice->n_actions);
  for (guint i = 0; i < advice->n_actions; i++)
    {
      g_autofree char *label = sy_advice_dup_label (advice, i);

      g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, label);
      g_signal_emit_by_name (button, "clicked");
      g_assert_cmpint (fixture->action, ==, (int) advice->actions[i]);
      button = gtk_widget_get_next_sibling (button);
    }

  setup_fixture_show (&fixture->setup, fixture->provider, SY_HEALTH_CONNECTED);
  assert_word (fixture, "Connected");
  g_assert_false (gtk_widget_has_css_class (get_child (fixture, "word"), "heading"));
  g_assert_false (is_open (fixture));
}

/* Whatever goes wrong can be shown. */
static void
test_connection_row_all (Fixture       *fixture,
                         gconstpointer  data)
{
  for (int code = SY_ERROR_SETUP; code <= SY_ERROR_STORE; code++)
    {
      SyErrorFacts facts = SY_ERROR_FACTS_INIT;

      facts.words = WIDGET_MARKUP;
      facts.host = WIDGET_MARKUP;
      facts.body = WIDGET_MARKUP;
      setup_fixture_fail (&fixture->setup, fixture->provider, (SyError) code, &facts);

      g_assert_true (is_open (fixture));
      g_assert_cmpstr (get_text (fixture, "word"), !=, "");
      g_assert_cmpstr (get_text (fixture, "text"), !=, "");
      g_assert_nonnull (strstr (get_text (fixture, "details"), "\n\n" WIDGET_MARKUP));
    }
}

/* A button stays what it is as long as the advice is the same: it may have the focus. */
static void
test_connection_row_keeps_buttons (Fixture       *fixture,
                                   gconstpointer  data)
{
  GtkWidget *button;

  refuse_key (fixture);
  button = gtk_widget_get_first_child (get_child (fixture, "actions"));
  g_object_add_weak_pointer (G_OBJECT (button), (gpointer *) &button);

  sy_health_set_checked_at (fixture->health, g_get_real_time ());
  refuse_key (fixture);
  g_assert_nonnull (button);
  g_assert_true (button == gtk_widget_get_first_child (get_child (fixture, "actions")));

  setup_fixture_show (&fixture->setup, fixture->provider, SY_HEALTH_CONNECTED);
  g_assert_null (button);
}

static void
test_connection_row_details (Fixture       *fixture,
                             gconstpointer  data)
{
  GtkWidget *button = get_child (fixture, "details_button");
  GtkRevealer *revealer = GTK_REVEALER (get_child (fixture, "details_revealer"));

  refuse_key (fixture);
  g_assert_cmpstr (get_text (fixture, "details"), ==,
                   "Status: 401\n"
                   "Provider: OpenRouter\n"
                   "\n"
                   "{\"error\": {}}");
  g_assert_true (gtk_label_get_selectable (GTK_LABEL (get_child (fixture, "details"))));
  g_assert_false (gtk_revealer_get_reveal_child (revealer));
  gtk_test_accessible_assert_state (button, GTK_ACCESSIBLE_STATE_EXPANDED, FALSE);

  g_signal_emit_by_name (button, "clicked");
  g_assert_true (gtk_revealer_get_reveal_child (revealer));
  gtk_test_accessible_assert_state (button, GTK_ACCESSIBLE_STATE_EXPANDED, TRUE);

  g_signal_emit_by_name (button, "clicked");
  g_assert_false (gtk_revealer_get_reveal_child (revealer));

  /* The next error begins closed. */
  g_signal_emit_by_name (button, "clicked");
  setup_fixture_show (&fixture->setup, fixture->provider, SY_HEALTH_CONNECTED);
  refuse_key (fixture);
  g_assert_false (gtk_revealer_get_reveal_child (revealer));
  gtk_test_accessible_assert_state (button, GTK_ACCESSIBLE_STATE_EXPANDED, FALSE);
}

static GtkWidget *
find_button (GtkWidget  *root,
             const char *label)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (root))
    {
      GtkWidget *child = gtk_button_get_child (GTK_BUTTON (root));
      const char *text = ADW_IS_BUTTON_CONTENT (child)
                         ? adw_button_content_get_label (ADW_BUTTON_CONTENT (child))
                         : gtk_button_get_label (GTK_BUTTON (root));

      if (g_strcmp0 (text, label) == 0)
        return root;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (root);
       child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);

  return found;
}

static void
test_connection_row_buttons (Fixture       *fixture,
                             gconstpointer  data)
{
  GtkWidget *refresh = find_button (fixture->row, "Refresh");

  g_assert_nonnull (refresh);
  gtk_test_accessible_assert_property (refresh, GTK_ACCESSIBLE_PROPERTY_LABEL, "Refresh");

  /* At any time, as often as one likes. */
  for (int state = SY_HEALTH_NOT_SET_UP; state <= SY_HEALTH_CONNECTED; state++)
    {
      setup_fixture_show (&fixture->setup, fixture->provider, (SyHealthState) state);
      g_assert_true (gtk_widget_is_sensitive (refresh));
      g_signal_emit_by_name (refresh, "clicked");
    }

  g_assert_cmpuint (fixture->n_refreshed, ==, SY_HEALTH_CONNECTED + 1);

  setup_fixture_show (&fixture->setup, fixture->provider, SY_HEALTH_LOCKED);
  g_signal_emit_by_name (find_button (fixture->row, "Unlock"), "clicked");
  g_assert_cmpuint (fixture->n_unlocked, ==, 1);
}

static void
assert_announced (const char *text)
{
  g_autofree char *announced = announcements_take ();

  g_assert_cmpstr (announced, ==, text);
}

/* Who asks gets an answer, also when nothing has changed.  What has is told elsewhere. */
static void
test_connection_row_answers (Fixture       *fixture,
                             gconstpointer  data)
{
  GtkWidget *window = announcements_new_window ();
  GtkWidget *refresh = find_button (fixture->row, "Refresh");

  gtk_window_set_child (GTK_WINDOW (window), fixture->list);

  g_signal_emit_by_name (refresh, "clicked");
  setup_fixture_show (&fixture->setup, fixture->provider, SY_HEALTH_CHECKING);
  assert_announced ("");
  setup_fixture_show (&fixture->setup, fixture->provider, SY_HEALTH_CONNECTED);
  assert_announced ("Connected\n");

  /* Nobody has asked. */
  setup_fixture_show (&fixture->setup, fixture->provider, SY_HEALTH_CHECKING);
  setup_fixture_show (&fixture->setup, fixture->provider, SY_HEALTH_CONNECTED);
  assert_announced ("");

  g_signal_emit_by_name (refresh, "clicked");
  setup_fixture_show (&fixture->setup, fixture->provider, SY_HEALTH_CHECKING);
  setup_fixture_show (&fixture->setup, fixture->provider, SY_HEALTH_OFFLINE);
  assert_announced ("");

  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_connection_row_checked (Fixture       *fixture,
                             gconstpointer  data)
{
  GtkWidget *checked = get_child (fixture, "checked");
  gint64 now = g_get_real_time ();

  /* Nothing was asked yet. */
  g_assert_false (gtk_widget_get_visible (checked));

  sy_health_set_checked_at (fixture->health, now);
  g_assert_true (gtk_widget_get_visible (checked));
  g_assert_cmpstr (get_text (fixture, "checked"), ==, "Checked just now");

  sy_health_set_checked_at (fixture->health, now - 2 * G_TIME_SPAN_DAY);
  g_assert_true (g_str_has_prefix (get_text (fixture, "checked"), "Checked on "));

  /* A clock that was set back. */
  sy_health_set_checked_at (fixture->health, now + 2 * G_TIME_SPAN_DAY);
  g_assert_true (g_str_has_prefix (get_text (fixture, "checked"), "Checked on "));

  sy_health_set_checked_at (fixture->health, now);
  setup_fixture_show (&fixture->setup, fixture->provider, SY_HEALTH_CHECKING);
  g_assert_false (gtk_widget_get_visible (checked));
  setup_fixture_show (&fixture->setup, fixture->provider, SY_HEALTH_CONNECTED);
  g_assert_true (gtk_widget_get_visible (checked));

  sy_connection_row_set_narrow (SY_CONNECTION_ROW (fixture->row), TRUE);
  g_assert_false (gtk_widget_get_visible (checked));
  sy_connection_row_set_narrow (SY_CONNECTION_ROW (fixture->row), FALSE);
  g_assert_true (gtk_widget_get_visible (checked));
}

static gboolean
is_not_now (gpointer data)
{
  Fixture *fixture = data;

  return !g_str_equal (get_text (fixture, "checked"), "Checked just now");
}

/* "Just now" does not stay. */
static void
test_connection_row_minute (Fixture       *fixture,
                            gconstpointer  data)
{
  sy_health_set_checked_at (fixture->health,
                            g_get_real_time () - G_TIME_SPAN_MINUTE + G_TIME_SPAN_SECOND / 2);
  g_assert_cmpstr (get_text (fixture, "checked"), ==, "Checked just now");
  g_assert_true (support_spin_until (is_not_now, fixture, PATIENCE_MS));
  g_assert_true (g_str_has_prefix (get_text (fixture, "checked"), "Checked "));
}

static void
test_connection_row_other (Fixture       *fixture,
                           gconstpointer  data)
{
  SyConnectionRow *row = SY_CONNECTION_ROW (fixture->row);
  SyProvider *other = setup_fixture_add (&fixture->setup, "ollama");
  SyHealth *health = setup_fixture_show (&fixture->setup, other, SY_HEALTH_CONNECTED);

  refuse_key (fixture);
  g_signal_emit_by_name (get_child (fixture, "details_button"), "clicked");

  sy_connection_row_set_health (row, health);
  assert_word (fixture, "Connected");
  g_assert_false (is_open (fixture));
  g_assert_true (sy_indicator_get_health (SY_INDICATOR (get_child (fixture, "indicator"))) ==
                 health);

  /* The first one is not looked at any more. */
  setup_fixture_show (&fixture->setup, fixture->provider, SY_HEALTH_OFFLINE);
  assert_word (fixture, "Connected");

  sy_connection_row_set_health (row, NULL);
  sy_connection_row_set_narrow (row, TRUE);
  setup_fixture_show (&fixture->setup, other, SY_HEALTH_OFFLINE);
}

/* Head first, then words, then what can be done, then what was said. */
static void
test_connection_row_tab (Fixture       *fixture,
                         gconstpointer  data)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *expected[5];

  refuse_key (fixture);
  g_signal_emit_by_name (get_child (fixture, "details_button"), "clicked");
  gtk_window_set_child (GTK_WINDOW (window), fixture->list);
  widget_present (GTK_WINDOW (window), 600, 500);

  expected[0] = find_button (fixture->row, "Refresh");
  expected[1] = get_child (fixture, "text");
  expected[2] = gtk_widget_get_first_child (get_child (fixture, "actions"));
  expected[3] = get_child (fixture, "details_button");
  expected[4] = get_child (fixture, "details");

  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      gtk_widget_child_focus (window, GTK_DIR_TAB_FORWARD);
      g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == expected[i]);
    }

  gtk_window_destroy (GTK_WINDOW (window));
}

/* All of it, whatever is the widest, in words of twice the size. */
static void
test_connection_row_narrow (Fixture       *fixture,
                            gconstpointer  data)
{
  SyErrorFacts facts = SY_ERROR_FACTS_INIT;
  g_autofree char *body = g_strnfill (5000, 'x');

  facts.body = body;
  facts.words = body;
  sy_connection_row_set_narrow (SY_CONNECTION_ROW (fixture->row), TRUE);
  sy_health_set_checked_at (fixture->health, g_get_real_time ());
  g_signal_emit_by_name (get_child (fixture, "details_button"), "clicked");
  widget_set_text_scale (2);

  for (int state = SY_HEALTH_NOT_SET_UP; state <= SY_HEALTH_OFFLINE; state++)
    {
      if (state == SY_HEALTH_ERROR)
        setup_fixture_fail (&fixture->setup, fixture->provider, SY_ERROR_PAYMENT, &facts);
      else
        setup_fixture_show (&fixture->setup, fixture->provider, (SyHealthState) state);

      g_assert_cmpint (widget_get_min_width (fixture->list), <=, NARROW);
    }

  widget_set_text_scale (1);
}

static void
test_connection_row_directions (Fixture       *fixture,
                                gconstpointer  data)
{
  GtkWidget *window = gtk_window_new ();

  refuse_key (fixture);
  gtk_window_set_child (GTK_WINDOW (window), fixture->list);
  widget_present (GTK_WINDOW (window), 500, 400);

  for (int direction = GTK_TEXT_DIR_LTR; direction <= GTK_TEXT_DIR_RTL; direction++)
    {
      graphene_rect_t icon;
      graphene_rect_t words;

      gtk_widget_set_default_direction ((GtkTextDirection) direction);
      widget_wait_frames (window, 3);
      g_assert_true (gtk_widget_compute_bounds (get_child (fixture, "indicator"), window, &icon));
      g_assert_true (gtk_widget_compute_bounds (get_child (fixture, "text"), window, &words));
      g_assert_cmpint (icon.origin.x < words.origin.x, ==, direction == GTK_TEXT_DIR_LTR);

      /* The words stand beside the icon, not below it. */
      if (direction == GTK_TEXT_DIR_LTR)
        g_assert_cmpfloat (icon.origin.x + icon.size.width, <=, words.origin.x);
      else
        g_assert_cmpfloat (words.origin.x + words.size.width, <=, icon.origin.x);
    }

  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
  gtk_window_destroy (GTK_WINDOW (window));
}

#define ADD(name, func) \
  g_test_add ("/connection-row/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  widget_test_init (&argc, &argv);

  ADD ("words", test_connection_row_words);
  ADD ("key-unchecked", test_connection_row_key_unchecked);
  ADD ("error", test_connection_row_error);
  ADD ("all", test_connection_row_all);
  ADD ("keeps-buttons", test_connection_row_keeps_buttons);
  ADD ("details", test_connection_row_details);
  ADD ("buttons", test_connection_row_buttons);
  ADD ("answers", test_connection_row_answers);
  ADD ("checked", test_connection_row_checked);
  ADD ("minute", test_connection_row_minute);
  ADD ("other", test_connection_row_other);
  ADD ("tab", test_connection_row_tab);
  ADD ("narrow", test_connection_row_narrow);
  ADD ("directions", test_connection_row_directions);

  return g_test_run ();
}
