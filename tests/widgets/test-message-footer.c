/* test-message-footer.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-message-footer.h"

#include "sy-message-actions.h"
#include "sy-fact-group.h"
#include "sy-message-details.h"
#include "sy-message-name.h"
#include "sy-thought-line.h"
#include "support-spin.h"
#include "widget-support.h"

#include <string.h>

#define PATIENCE_MS 5000

static SyMessage *
create_reply (const char *text)
{
  SyMessage *message = sy_message_new ("reply-1", NULL, SY_ROLE_ASSISTANT, 0);

  sy_message_append (message, text, -1);

  return message;
}

typedef struct
{
  char     *text;
  gboolean  done;
} Clip;

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Clip *clip = user_data;

  clip->text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);
  clip->done = TRUE;
}

static gboolean
is_done (gpointer data)
{
  return ((Clip *) data)->done;
}

/* "Copy" comes first, then "Details". */
static void
press (GtkWidget *footer,
       gboolean   first)
{
  GtkWidget *actions;

  sy_message_footer_approach (SY_MESSAGE_FOOTER (footer));
  actions = adw_bin_get_child (ADW_BIN (widget_find (footer, SY_TYPE_MESSAGE_ACTIONS)));
  g_signal_emit_by_name (first ? gtk_widget_get_first_child (actions)
                               : gtk_widget_get_last_child (actions), "clicked");
}

/* All of the source, as the model wrote it. */
static void
test_footer_copy (void)
{
  SyMessage *message = create_reply ("**All** of " WIDGET_MARKUP);
  GtkWidget *footer = g_object_ref_sink (sy_message_footer_new ());
  Clip clip = { 0, };

  sy_message_finish (message, SY_MESSAGE_COMPLETE, G_USEC_PER_SEC, NULL);
  sy_message_footer_set_message (SY_MESSAGE_FOOTER (footer), message);
  press (footer, TRUE);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (footer), NULL, read_cb, &clip);
  g_assert_true (support_spin_until (is_done, &clip, PATIENCE_MS));
  g_assert_cmpstr (clip.text, ==, "**All** of " WIDGET_MARKUP);
  g_free (clip.text);
  g_assert_finalize_object (footer);
  g_assert_finalize_object (message);
}

static void
show_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  char **id = user_data;

  g_free (*id);
  *id = g_variant_dup_string (parameter, NULL);
}

static void
test_footer_details (void)
{
  g_autoptr(GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr(GSimpleAction) action = g_simple_action_new ("show-details", G_VARIANT_TYPE_STRING);
  g_autofree char *id = NULL;
  SyMessage *message = create_reply ("Text");
  GtkWidget *footer = g_object_ref_sink (sy_message_footer_new ());

  g_signal_connect (action, "activate", G_CALLBACK (show_cb), &id);
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (action));
  gtk_widget_insert_action_group (footer, "chat", G_ACTION_GROUP (actions));
  sy_message_footer_set_message (SY_MESSAGE_FOOTER (footer), message);
  press (footer, FALSE);
  g_assert_cmpstr (id, ==, "reply-1");
  g_assert_finalize_object (footer);
  g_assert_finalize_object (message);
}

/* On the last reply the actions are always to be seen; on others there are none before somebody
 * comes near, and then they take no place that was not theirs.
 */
static void
test_footer_last (void)
{
  SyMessage *message = create_reply ("Text");
  GtkWidget *footer = g_object_ref_sink (sy_message_footer_new ());
  GtkWidget *actions;
  int width = widget_get_min_width (footer);

  sy_message_footer_set_message (SY_MESSAGE_FOOTER (footer), message);
  sy_message_footer_set_last (SY_MESSAGE_FOOTER (footer), FALSE);
  g_assert_null (widget_find (footer, SY_TYPE_MESSAGE_ACTIONS));
  sy_message_footer_set_last (SY_MESSAGE_FOOTER (footer), TRUE);
  actions = widget_find (footer, SY_TYPE_MESSAGE_ACTIONS);
  g_assert_true (gtk_widget_has_css_class (actions, "sy-shown"));
  sy_message_footer_set_last (SY_MESSAGE_FOOTER (footer), FALSE);
  g_assert_false (gtk_widget_has_css_class (actions, "sy-shown"));
  g_assert_cmpint (widget_get_min_width (footer), ==, width);
  g_assert_finalize_object (footer);
  g_assert_finalize_object (message);
}

static const char *
get_thought (GtkWidget *line)
{
  return gtk_label_get_text (GTK_LABEL (widget_get_child (line, "label")));
}

static void
test_thought_line (void)
{
  SyMessage *message = sy_message_new ("r", NULL, SY_ROLE_ASSISTANT, 0);
  GtkWidget *line = g_object_ref_sink (sy_thought_line_new ());
  GtkWidget *button = widget_get_child (line, "button");
  guint n_notified;

  sy_thought_line_set_message (SY_THOUGHT_LINE (line), message);
  g_assert_cmpstr (get_thought (line), ==, "Thoughts");
  sy_message_begin_reasoning (message, g_get_monotonic_time ());
  sy_thought_line_set_message (SY_THOUGHT_LINE (line), message);
  g_assert_cmpstr (get_thought (line), ==, "Thinking \xe2\x80\xa6");
  sy_message_end_reasoning (message, sy_message_get_reasoning_since (message) + 1000);
  sy_thought_line_set_message (SY_THOUGHT_LINE (line), message);
  g_assert_cmpstr (get_thought (line), ==, "Thought for a moment");
  sy_message_begin_reasoning (message, g_get_monotonic_time () - 7 * G_USEC_PER_SEC / 2);
  sy_thought_line_set_message (SY_THOUGHT_LINE (line), message);
  g_assert_cmpstr (get_thought (line), ==, "Thinking \xe2\x80\xa6 3 s");
  sy_message_end_reasoning (message, g_get_monotonic_time ());
  sy_thought_line_set_message (SY_THOUGHT_LINE (line), message);
  g_assert_cmpstr (get_thought (line), ==, "Thought for 3 s");

  widget_watch (line, "open", &n_notified);
  gtk_test_accessible_assert_state (button, GTK_ACCESSIBLE_STATE_EXPANDED, FALSE);
  sy_thought_line_set_open (SY_THOUGHT_LINE (line), TRUE);
  gtk_test_accessible_assert_state (button, GTK_ACCESSIBLE_STATE_EXPANDED, TRUE);
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_finalize_object (line);
  g_assert_finalize_object (message);
}

static void
assert_name (SyMessage  *message,
             const char *expected)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr(GDateTime) now = g_date_time_new (zone, 2026, 11, 23, 23, 0, 0);
  g_autofree char *name = sy_message_name_dup (message, now);

  g_assert_cmpstr (name, ==, expected);
}

static void
assert_finished_name (SyMessageState  state,
                      const char     *expected)
{
  SyMessage *message = sy_message_new ("r", NULL, SY_ROLE_ASSISTANT,
                                       G_GINT64_CONSTANT (1795435500) * G_USEC_PER_SEC);

  assert_name (message, "Reply, 12:05, being written");
  sy_message_finish (message, state, 0, NULL);
  assert_name (message, expected);
  g_assert_finalize_object (message);
}

/* Who, when, and what became of it. */
static void
test_name (void)
{
  static const gint64 times[] = { 0, -1, G_MAXINT64, G_MININT64, 1 };

  assert_finished_name (SY_MESSAGE_COMPLETE, "Reply, 12:05");
  assert_finished_name (SY_MESSAGE_CANCELLED, "Reply, 12:05, stopped");
  assert_finished_name (SY_MESSAGE_INTERRUPTED, "Reply, 12:05, incomplete");
  assert_finished_name (SY_MESSAGE_FAILED, "Reply, 12:05, incomplete");

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      SyMessage *message = sy_message_new ("u", NULL, SY_ROLE_USER, times[i]);
      g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
      g_autofree char *name = sy_message_name_dup (message, now);

      g_assert_true (g_str_has_prefix (name, "Your message, "));
      g_assert_finalize_object (message);
    }
}

static guint
count_facts (SyMessage *message)
{
  AdwDialog *dialog = g_object_ref_sink (sy_message_details_new (message, WIDGET_MARKUP));
  GtkWidget *list = widget_find (adw_dialog_get_child (dialog), GTK_TYPE_LIST_BOX);
  guint n_facts = widget_count_children (list);

  g_assert_cmpstr (adw_dialog_get_title (dialog), ==, "Details");
  g_object_unref (dialog);

  return n_facts;
}

/* What nobody knows is left out. */
static void
test_details (void)
{
  SyMessage *message = create_reply ("Text");

  g_assert_cmpuint (count_facts (message), ==, 1);
  sy_message_set_model_id (message, "a/b");
  sy_message_set_served_model (message, "a/b");
  g_assert_cmpuint (count_facts (message), ==, 2);
  sy_message_set_served_model (message, "a/c");
  sy_message_set_first_delta (message, 700000);
  sy_message_set_finish_reason (message, "stop");
  sy_message_set_skipped (message, 2);
  sy_message_set_generation_id (message, "gen-1");
  sy_message_finish (message, SY_MESSAGE_COMPLETE, 2 * G_USEC_PER_SEC, NULL);
  g_assert_cmpuint (count_facts (message), ==, 8);
  g_assert_finalize_object (message);
}

/* The facts of one group, as lines. */
static void
assert_values (const char *values,
               const char *expected)
{
  SyMessage *message = create_reply ("Text");
  AdwDialog *dialog;
  g_autoptr(GString) lines = g_string_new (NULL);
  GtkWidget *group;
  GtkWidget *list;

  sy_message_set_values (message, values);
  dialog = g_object_ref_sink (sy_message_details_new (message, NULL));
  group = widget_find (adw_dialog_get_child (dialog), SY_TYPE_FACT_GROUP);
  while (g_strcmp0 (adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (group)),
                    "Values Sent") != 0)
    group = gtk_widget_get_next_sibling (group);
  g_assert_cmpint (gtk_widget_get_visible (group), ==, *expected != '\0');

  list = widget_find (group, GTK_TYPE_LIST_BOX);
  for (GtkWidget *row = gtk_widget_get_first_child (list);
       row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *box = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row));

      g_string_append_printf (lines, "%s: %s\n",
                              gtk_label_get_text (GTK_LABEL (gtk_widget_get_first_child (box))),
                              gtk_label_get_text (GTK_LABEL (gtk_widget_get_last_child (box))));
    }

  g_assert_cmpstr (lines->str, ==, expected);
  g_object_unref (dialog);
  g_assert_finalize_object (message);
}

static void
test_values (void)
{
  assert_values (NULL, "");
  assert_values ("{}", "");
  assert_values ("no JSON", "");
  assert_values ("[7]", "");
  assert_values ("{\"temperature\":-1,\"max-tokens\":\"a\",\"system-prompt\":false}", "");
  assert_values ("{\"temperature\":0.69999999999999996,\"top-p\":1.0,\"max-tokens\":100,"
                 "\"effort\":\"xhigh\",\"system-prompt\":true}",
                 "System Prompt: Sent\nTemperature: 0.7\nMaximum Tokens: 100\nTop P: 1\n"
                 "Reasoning Effort: Very High\n");
}

int
main (int   argc,
      char *argv[])
{
  widget_test_init (&argc, &argv);

  g_test_add_func ("/message-footer/copy", test_footer_copy);
  g_test_add_func ("/message-footer/details", test_footer_details);
  g_test_add_func ("/message-footer/last", test_footer_last);
  g_test_add_func ("/message-footer/thoughts", test_thought_line);
  g_test_add_func ("/message-footer/name", test_name);
  g_test_add_func ("/message-footer/facts", test_details);
  g_test_add_func ("/message-footer/values", test_values);

  return g_test_run ();
}
