/* test-sampling-group.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-conversation-dialog.h"
#include "sy-effort.h"
#include "sy-number-row.h"
#include "sy-prompt-row.h"
#include "sy-sampling-group.h"
#include "widget-support.h"

#include <math.h>

typedef struct
{
  SySamplingGroup *group;
  GtkWidget       *prompt;
  GtkWidget       *numbers[3];
  AdwComboRow     *effort;
  AdwSwitchRow    *follow;
  guint            n_prompts;
  guint            n_samplings;
} Fixture;

/* The row with a title. */
static GtkWidget *
find_row (GtkWidget  *widget,
          const char *title)
{
  GtkWidget *found = NULL;

  if (ADW_IS_PREFERENCES_ROW (widget) &&
      g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child, title);

  return found;
}

static void
find_rows (Fixture   *fixture,
           GtkWidget *widget)
{
  static const char *const numbers[] = { "Temperature", "Maximum Tokens", "Top P" };

  fixture->group = SY_SAMPLING_GROUP (widget);
  fixture->prompt = find_row (widget, "System Prompt");
  fixture->effort = ADW_COMBO_ROW (find_row (widget, "Reasoning Effort"));
  fixture->follow = ADW_SWITCH_ROW (find_row (widget, "System Prompt from Settings"));
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    fixture->numbers[i] = find_row (widget, numbers[i]);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  find_rows (fixture, g_object_ref_sink (sy_sampling_group_new ()));
  widget_watch (fixture->group, "system-prompt", &fixture->n_prompts);
  widget_watch (fixture->group, "sampling", &fixture->n_samplings);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->group);
}

static void
assert_sampling (const SySampling *sampling,
                 const char       *expected)
{
  g_autoptr(JsonNode) node = sy_sampling_to_json (sampling);
  g_autofree char *json = json_to_string (node, FALSE);

  g_assert_cmpstr (json, ==, expected);
}

static void
assert_prompt (Fixture    *fixture,
               const char *expected)
{
  g_autofree char *prompt = sy_sampling_group_dup_system_prompt (fixture->group);

  g_assert_cmpstr (prompt, ==, expected);
}

/* What a person changes, and only that, is set. */
static void
test_group_changes (Fixture       *fixture,
                    gconstpointer  data)
{
  assert_sampling (sy_sampling_group_get_sampling (fixture->group), "{}");
  assert_prompt (fixture, "");

  sy_number_row_set_value (SY_NUMBER_ROW (fixture->numbers[0]), 0.5);
  assert_sampling (sy_sampling_group_get_sampling (fixture->group), "{\"temperature\":0.5}");
  sy_number_row_set_value (SY_NUMBER_ROW (fixture->numbers[1]), 2000);
  sy_number_row_set_value (SY_NUMBER_ROW (fixture->numbers[0]), NAN);
  assert_sampling (sy_sampling_group_get_sampling (fixture->group), "{\"max-tokens\":2000}");
  sy_number_row_set_value (SY_NUMBER_ROW (fixture->numbers[2]), 0.25);
  sy_number_row_set_value (SY_NUMBER_ROW (fixture->numbers[1]), NAN);
  adw_combo_row_set_selected (fixture->effort, 5);
  assert_sampling (sy_sampling_group_get_sampling (fixture->group),
                   "{\"top-p\":0.25,\"effort\":\"high\"}");
  adw_combo_row_set_selected (fixture->effort, 0);
  assert_sampling (sy_sampling_group_get_sampling (fixture->group), "{\"top-p\":0.25}");
  g_assert_cmpuint (fixture->n_samplings, ==, 7);

  sy_prompt_row_set_text (SY_PROMPT_ROW (fixture->prompt), "Be brief.");
  assert_prompt (fixture, "Be brief.");
  g_assert_cmpuint (fixture->n_prompts, ==, 1);
}

static void
test_group_set (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(SySampling) sampling = sy_sampling_new ();

  sampling->temperature = 0.123;
  sampling->max_tokens = SY_SAMPLING_MAX_TOKENS;
  sampling->effort = g_strdup ("max");
  for (guint i = 0; i < 2; i++)
    {
      sy_sampling_group_set_sampling (fixture->group, sampling);
      sy_sampling_group_set_system_prompt (fixture->group, "Be brief.");
    }
  g_assert_cmpuint (fixture->n_samplings, ==, 1);
  g_assert_cmpuint (fixture->n_prompts, ==, 1);
  g_assert_cmpuint (adw_combo_row_get_selected (fixture->effort), ==, 7);
  g_assert_cmpfloat (sy_number_row_get_value (SY_NUMBER_ROW (fixture->numbers[1])), ==, 1e8);

  /* What a row cannot show is not lost by showing it. */
  g_assert_true (sy_sampling_equal (sy_sampling_group_get_sampling (fixture->group), sampling));
  g_set_str (&sampling->effort, "novel");
  sy_sampling_group_set_sampling (fixture->group, sampling);
  g_assert_cmpuint (adw_combo_row_get_selected (fixture->effort), ==, 8);
  sy_number_row_set_value (SY_NUMBER_ROW (fixture->numbers[2]), 0.5);
  assert_sampling (sy_sampling_group_get_sampling (fixture->group),
                   "{\"temperature\":0.12,\"top-p\":0.5,\"max-tokens\":100000000,"
                   "\"effort\":\"novel\"}");

  adw_combo_row_set_selected (fixture->effort, 3);
  adw_combo_row_set_selected (fixture->effort, 8);
  g_assert_cmpstr (sy_sampling_group_get_sampling (fixture->group)->effort, ==, "novel");

  sy_sampling_group_set_sampling (fixture->group, NULL);
  sy_sampling_group_set_system_prompt (fixture->group, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (fixture->effort)), ==, 8);
  assert_sampling (sy_sampling_group_get_sampling (fixture->group), "{}");
  assert_prompt (fixture, "");
}

/* Without anything to follow there is nothing to choose. */
static void
test_group_alone (Fixture       *fixture,
                  gconstpointer  data)
{
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->follow)));
  g_assert_true (gtk_widget_get_visible (fixture->prompt));
  gtk_test_accessible_assert_property (widget_get_child (fixture->prompt, "view"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "System Prompt");
  g_assert_true (gtk_widget_get_visible (widget_get_child (fixture->prompt,
                                                           "placeholder_label")));
  sy_sampling_group_set_system_prompt (fixture->group, "x");
  g_assert_false (gtk_widget_get_visible (widget_get_child (fixture->prompt,
                                                            "placeholder_label")));
}

static SyChatValues *
new_fallback (void)
{
  g_autoptr(SyChatDefaults) defaults = sy_chat_defaults_new ();
  g_autoptr(SySampling) sampling = sy_sampling_new ();

  sampling->temperature = 0.5;
  sampling->effort = g_strdup ("high");
  sy_chat_defaults_set_sampling (defaults, sampling);
  sy_chat_defaults_set_system_prompt (defaults, WIDGET_MARKUP "\nSecond line");

  return sy_chat_values_new (NULL, defaults, NULL);
}

static void
assert_subtitle (GtkWidget  *row,
                 const char *expected)
{
  if (ADW_IS_ACTION_ROW (row))
    g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, expected);
  else
    g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (widget_get_child (row, "subtitle_label"))),
                     ==, expected);
}

static void
test_group_fallback (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(SyChatValues) fallback = new_fallback ();

  sy_sampling_group_set_fallback (fixture->group, fallback);
  assert_sampling (sy_sampling_group_get_sampling (fixture->group), "{}");
  assert_prompt (fixture, NULL);
  assert_subtitle (fixture->numbers[0], "Settings: 0.50");
  assert_subtitle (fixture->numbers[1], "How long a reply may get");
  assert_subtitle (GTK_WIDGET (fixture->effort), "Settings: High");
  assert_subtitle (GTK_WIDGET (fixture->follow), WIDGET_MARKUP " Second line");
  g_assert_cmpuint (fixture->n_samplings, ==, 0);
}

/* To follow Settings, to say something else, and to say nothing are three things. */
static void
test_group_follow (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(SyChatValues) fallback = new_fallback ();

  sy_sampling_group_set_fallback (fixture->group, fallback);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->follow)));
  g_assert_true (adw_switch_row_get_active (fixture->follow));
  g_assert_false (gtk_widget_get_visible (fixture->prompt));

  fixture->n_prompts = 0;
  adw_switch_row_set_active (fixture->follow, FALSE);
  g_assert_true (gtk_widget_get_visible (fixture->prompt));
  assert_prompt (fixture, WIDGET_MARKUP "\nSecond line");
  g_assert_cmpuint (fixture->n_prompts, ==, 1);
  sy_prompt_row_set_text (SY_PROMPT_ROW (fixture->prompt), "");
  assert_prompt (fixture, "");
  adw_switch_row_set_active (fixture->follow, TRUE);
  assert_prompt (fixture, NULL);
  g_assert_false (gtk_widget_get_visible (fixture->prompt));
  g_assert_cmpuint (fixture->n_prompts, ==, 3);

  sy_sampling_group_set_system_prompt (fixture->group, "");
  assert_prompt (fixture, "");
  g_assert_false (adw_switch_row_get_active (fixture->follow));
  g_assert_true (gtk_widget_get_visible (fixture->prompt));
}

/* What is changed in the dialog is the conversation's at once. */
static void
test_group_dialog (void)
{
  SyConversation *conversation = sy_conversation_new ("c");
  g_autoptr(SyChatValues) fallback = new_fallback ();
  AdwDialog *dialog;
  Fixture rows = { 0 };

  sy_conversation_set_system_prompt (conversation, "Own");
  dialog = g_object_ref_sink (sy_conversation_dialog_new (conversation, fallback));
  g_assert_cmpstr (adw_dialog_get_title (dialog), ==, "Conversation Settings");
  find_rows (&rows, widget_get_child (GTK_WIDGET (dialog), "group"));
  assert_prompt (&rows, "Own");
  g_assert_null (sy_conversation_get_sampling (conversation));

  sy_number_row_set_value (SY_NUMBER_ROW (rows.numbers[1]), 100);
  assert_sampling (sy_conversation_get_sampling (conversation), "{\"max-tokens\":100}");
  sy_number_row_set_value (SY_NUMBER_ROW (rows.numbers[1]), NAN);
  g_assert_null (sy_conversation_get_sampling (conversation));
  adw_switch_row_set_active (rows.follow, TRUE);
  g_assert_null (sy_conversation_get_system_prompt (conversation));
  sy_conversation_set_system_prompt (conversation, "");
  assert_prompt (&rows, "");

  widget_set_text_scale (2);
  g_assert_cmpint (widget_get_min_width (adw_dialog_get_child (dialog)), <=, 360);
  widget_set_text_scale (1);

  g_assert_finalize_object (dialog);
  g_assert_finalize_object (conversation);
}

static void
test_group_effort (void)
{
  const char *word;

  for (guint i = 0; (word = sy_effort_get_word (i)) != NULL; i++)
    g_assert_cmpstr (sy_effort_get_name (word), !=, word);

  g_assert_cmpstr (sy_effort_get_name ("xhigh"), ==, "Very High");
  g_assert_cmpstr (sy_effort_get_name ("novel"), ==, "novel");
}

#define ADD(name, func) \
  g_test_add ("/sampling-group/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  widget_test_init (&argc, &argv);

  ADD ("changes", test_group_changes);
  ADD ("set", test_group_set);
  ADD ("alone", test_group_alone);
  ADD ("fallback", test_group_fallback);
  ADD ("follow", test_group_follow);
  g_test_add_func ("/sampling-group/dialog", test_group_dialog);
  g_test_add_func ("/sampling-group/effort", test_group_effort);

  return g_test_run ();
}
