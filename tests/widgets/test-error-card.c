/* test-error-card.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sy-error-card.h"

#include "support-spin.h"
#include "sy-advice.h"
#include "sy-error.h"
#include "widget-support.h"

#include <string.h>

#define PATIENCE_MS 5000

/* What a narrow column leaves for a card: the window without the margins. */
#define NARROW 336

typedef struct
{
  SyPreset    *preset;
  SyErrorCard *card;
  GtkWidget   *actions;
  GtkWidget   *details_button;
  GtkRevealer *revealer;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GtkWidget *widget = g_object_ref_sink (sy_error_card_new ());
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) json = g_resources_lookup_data (RESOURCE_PATH "/presets.json", 0, &error);
  g_autoptr(GListModel) presets = NULL;

  g_assert_no_error (error);
  presets = sy_preset_parse_list (json, &error);
  g_assert_no_error (error);

  fixture->preset = g_object_ref (sy_preset_list_find (presets, "openrouter"));
  fixture->card = SY_ERROR_CARD (widget);
  fixture->actions = widget_get_child (widget, "actions");
  fixture->details_button = widget_get_child (widget, "details_button");
  fixture->revealer = GTK_REVEALER (widget_get_child (widget, "revealer"));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->card);
  g_object_unref (fixture->preset);
}

static GError *
new_payment_error (const char *body)
{
  SyErrorFacts facts = SY_ERROR_FACTS_INIT;

  facts.status = 402;
  facts.tokens = 617;
  facts.provider = WIDGET_MARKUP;
  facts.words = WIDGET_MARKUP;
  facts.body = body;

  return sy_error_new_facts (SY_ERROR_PAYMENT, "Out of credits", &facts);
}

static void
show (Fixture    *fixture,
      GError     *error,
      const char *text)
{
  g_autoptr(SyMessage) message = sy_message_new ("reply", NULL, SY_ROLE_ASSISTANT, 0);

  sy_message_set_model_id (message, "some/model");
  sy_message_append (message, text, -1);
  sy_message_finish (message, SY_MESSAGE_FAILED, 0, error);
  sy_error_card_set_message (fixture->card, message, fixture->preset);
  g_error_free (error);
}

static const char *
get_text (Fixture    *fixture,
          const char *name)
{
  return gtk_label_get_text (GTK_LABEL (widget_get_child (GTK_WIDGET (fixture->card), name)));
}

static GtkWidget *
find_action (Fixture    *fixture,
             const char *name)
{
  return widget_find_action (fixture->actions, name);
}

static void
test_error_card_words (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(GError) error = new_payment_error (NULL);
  g_autoptr(SyAdvice) advice = sy_advice_new (error, fixture->preset, "some/model", TRUE);
  g_autofree char *label = g_strdup_printf ("%s. %s", advice->title, advice->text);

  show (fixture, g_error_copy (error), "Half");
  g_assert_cmpstr (get_text (fixture, "title"), ==, advice->title);
  g_assert_cmpstr (get_text (fixture, "text"), ==, advice->text);
  gtk_test_accessible_assert_role (fixture->card, GTK_ACCESSIBLE_ROLE_ALERT);
  gtk_test_accessible_assert_property (fixture->card, GTK_ACCESSIBLE_PROPERTY_LABEL, label);
}

/* Every advised action has a button with its words, which can be found by name. */
static void
test_error_card_actions (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr(GError) error = new_payment_error (NULL);
  g_autoptr(SyAdvice) advice = sy_advice_new (error, fixture->preset, "some/model", FALSE);
  GtkWidget *button;

  sy_error_card_set_last (fixture->card, TRUE);
  show (fixture, g_error_copy (error), "");
  g_assert_cmpuint (advice->n_actions, >, 1);
  g_assert_cmpuint (widget_count_children (fixture->actions), ==, advice->n_actions);

  button = gtk_widget_get_first_child (fixture->actions);
  for (guint i = 0; i < advice->n_actions; i++)
    {
      g_autofree char *label = sy_advice_dup_label (advice, i);

      g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, label);
      g_assert_true (g_str_has_prefix (gtk_actionable_get_action_name (GTK_ACTIONABLE (button)),
                                       "chat."));
      button = gtk_widget_get_next_sibling (button);
    }
}

static void
test_error_card_tokens (Fixture       *fixture,
                        gconstpointer  data)
{
  GtkWidget *button;

  sy_error_card_set_last (fixture->card, TRUE);
  show (fixture, new_payment_error (NULL), "");
  button = find_action (fixture, "chat.retry-with-tokens");
  g_assert_nonnull (button);
  g_assert_cmpint (g_variant_get_int64 (gtk_actionable_get_action_target_value (
                     GTK_ACTIONABLE (button))), ==, 617);
}

/* Who has written on since cannot ask for this reply again. */
static void
test_error_card_last (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(GError) server = g_error_new_literal (SY_ERROR, SY_ERROR_SERVER, "Trouble");

  show (fixture, new_payment_error (NULL), "");
  g_assert_nonnull (find_action (fixture, "chat.add-credits"));
  g_assert_null (find_action (fixture, "chat.retry-with-tokens"));

  sy_error_card_set_last (fixture->card, TRUE);
  g_assert_nonnull (find_action (fixture, "chat.add-credits"));
  g_assert_nonnull (find_action (fixture, "chat.retry-with-tokens"));

  sy_error_card_set_last (fixture->card, FALSE);
  g_assert_null (find_action (fixture, "chat.retry-with-tokens"));

  /* With nothing left to do only "Details" stays. */
  show (fixture, g_steal_pointer (&server), "");
  g_assert_false (gtk_widget_get_visible (fixture->actions));
  sy_error_card_set_last (fixture->card, TRUE);
  g_assert_nonnull (find_action (fixture, "chat.retry"));
  g_assert_true (gtk_widget_get_visible (fixture->actions));
}

/* All errors there are can be shown, and no words of a server are markup. */
static void
test_error_card_all (Fixture       *fixture,
                     gconstpointer  data)
{
  for (int code = SY_ERROR_SETUP; code <= SY_ERROR_STORE; code++)
    {
      SyErrorFacts facts = SY_ERROR_FACTS_INIT;
      g_autofree char *details = NULL;

      facts.words = WIDGET_MARKUP;
      facts.host = WIDGET_MARKUP;
      facts.body = WIDGET_MARKUP;
      show (fixture, sy_error_new_facts (code, WIDGET_MARKUP, &facts), WIDGET_MARKUP);

      g_assert_cmpstr (get_text (fixture, "title"), !=, "");
      g_assert_cmpstr (get_text (fixture, "text"), !=, "");
      g_assert_nonnull (strstr (get_text (fixture, "details"), "\n\n" WIDGET_MARKUP));
    }
}

static void
test_error_card_details (Fixture       *fixture,
                         gconstpointer  data)
{
  show (fixture, new_payment_error ("{\"error\": {}}"), "");
  g_assert_cmpstr (get_text (fixture, "details"), ==,
                   "Status: 402\n"
                   "Provider: " WIDGET_MARKUP "\n"
                   "\n"
                   "{\"error\": {}}");
}

static gboolean
is_revealed (gpointer data)
{
  return gtk_revealer_get_child_revealed (data);
}

static gboolean
is_hidden (gpointer data)
{
  return !gtk_revealer_get_child_revealed (data);
}

static void
test_error_card_expands (Fixture       *fixture,
                         gconstpointer  data)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *details = widget_get_child (GTK_WIDGET (fixture->card), "details");

  show (fixture, new_payment_error ("{}"), "");
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (fixture->card));
  widget_present (GTK_WINDOW (window), 500, 400);
  g_assert_false (gtk_widget_get_mapped (details));
  gtk_test_accessible_assert_state (fixture->details_button, GTK_ACCESSIBLE_STATE_EXPANDED, FALSE);

  gtk_widget_activate (fixture->details_button);
  g_assert_true (support_spin_until (is_revealed, fixture->revealer, PATIENCE_MS));
  g_assert_true (gtk_widget_get_mapped (details));
  gtk_test_accessible_assert_state (fixture->details_button, GTK_ACCESSIBLE_STATE_EXPANDED, TRUE);

  g_signal_emit_by_name (fixture->details_button, "clicked");
  g_assert_true (support_spin_until (is_hidden, fixture->revealer, PATIENCE_MS));
  gtk_test_accessible_assert_state (fixture->details_button, GTK_ACCESSIBLE_STATE_EXPANDED, FALSE);

  gtk_window_destroy (GTK_WINDOW (window));
}

/* A button whose action nobody has cannot be pressed. */
static void
add_actions (GtkWidget *window)
{
  static const GActionEntry entries[] = {
    { .name = "add-credits", .parameter_type = "s" },
    { .name = "retry-with-tokens", .parameter_type = "x" },
  };
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), NULL);
  gtk_widget_insert_action_group (window, "chat", G_ACTION_GROUP (group));
}

/* Words first, then what can be done, then what was said. */
static void
test_error_card_tab (Fixture       *fixture,
                     gconstpointer  data)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *text = widget_get_child (GTK_WIDGET (fixture->card), "text");
  GtkWidget *details = widget_get_child (GTK_WIDGET (fixture->card), "details");
  GtkWidget *first;
  GtkWidget *expected[5];

  sy_error_card_set_last (fixture->card, TRUE);
  show (fixture, new_payment_error ("{}"), "");
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (fixture->card));
  widget_present (GTK_WINDOW (window), 500, 400);
  gtk_widget_activate (fixture->details_button);
  g_assert_true (support_spin_until (is_revealed, fixture->revealer, PATIENCE_MS));

  add_actions (window);
  first = gtk_widget_get_first_child (fixture->actions);
  expected[0] = text;
  expected[1] = first;
  expected[2] = gtk_widget_get_next_sibling (first);
  expected[3] = fixture->details_button;
  expected[4] = details;

  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      gtk_widget_child_focus (window, GTK_DIR_TAB_FORWARD);
      g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == expected[i]);
    }

  gtk_window_destroy (GTK_WINDOW (window));
}

/* The longest button is wider than a narrow window when text has twice its size. */
static void
test_error_card_narrow (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autofree char *body = g_strnfill (20000, 'x');

  sy_error_card_set_last (fixture->card, TRUE);
  show (fixture, new_payment_error (body), "");
  widget_set_text_scale (2);
  gtk_widget_activate (fixture->details_button);
  g_assert_cmpint (widget_get_min_width (GTK_WIDGET (fixture->card)), <=, NARROW);
  widget_set_text_scale (1);
}

#define ADD(name, func) \
  g_test_add ("/error-card/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  widget_test_init (&argc, &argv);

  ADD ("words", test_error_card_words);
  ADD ("actions", test_error_card_actions);
  ADD ("tokens", test_error_card_tokens);
  ADD ("last", test_error_card_last);
  ADD ("all", test_error_card_all);
  ADD ("details", test_error_card_details);
  ADD ("expands", test_error_card_expands);
  ADD ("tab", test_error_card_tab);
  ADD ("narrow", test_error_card_narrow);

  return g_test_run ();
}
