/* test-message-window.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-message-window.h"

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  guint      *n_items)
{
  g_assert_cmpuint (position, ==, *n_items);
  g_assert_cmpuint (removed, ==, 0);
  g_assert_cmpuint (added, ==, 1);

  *n_items += added;
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, *n_items);
}

static void
test_window_append (void)
{
  SyConversation *conversation = sy_conversation_new ("conversation");
  SyMessageWindow *window = sy_message_window_new (conversation);
  GListModel *model = G_LIST_MODEL (window);
  SyMessage *messages[3];
  guint n_items = 0;

  g_assert_true (g_list_model_get_item_type (model) == SY_TYPE_MESSAGE);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 0);
  g_assert_null (g_list_model_get_item (model, 0));
  g_signal_connect (window, "items-changed", G_CALLBACK (items_changed_cb), &n_items);

  for (guint i = 0; i < G_N_ELEMENTS (messages); i++)
    {
      messages[i] = sy_message_new ("message", NULL, SY_ROLE_USER, i);
      sy_message_window_append (window, messages[i]);
    }

  g_assert_cmpuint (n_items, ==, 3);
  for (guint i = 0; i < G_N_ELEMENTS (messages); i++)
    {
      g_autoptr(SyMessage) message = g_list_model_get_item (model, i);

      g_assert_true (message == messages[i]);
    }

  g_assert_finalize_object (window);
  for (guint i = 0; i < G_N_ELEMENTS (messages); i++)
    g_assert_finalize_object (messages[i]);
  g_assert_finalize_object (conversation);
}

static void
replaced_cb (GListModel *model,
             guint       position,
             guint       removed,
             guint       added,
             guint      *n_changes)
{
  g_assert_cmpuint (position, ==, 1);
  g_assert_cmpuint (removed, ==, 1);
  g_assert_cmpuint (added, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 2);
  (*n_changes)++;
}

static void
test_window_replace (void)
{
  SyConversation *conversation = sy_conversation_new ("conversation");
  SyMessageWindow *window = sy_message_window_new (conversation);
  g_autoptr(SyMessage) question = sy_message_new ("q", NULL, SY_ROLE_USER, 0);
  SyMessage *replies[3];
  guint n_changes = 0;

  sy_message_window_append (window, question);
  for (guint i = 0; i < G_N_ELEMENTS (replies); i++)
    {
      replies[i] = sy_message_new ("r", "q", SY_ROLE_ASSISTANT, i);
      sy_message_append (replies[i], "Text", -1);
    }

  sy_message_window_append (window, replies[0]);
  g_signal_connect (window, "items-changed", G_CALLBACK (replaced_cb), &n_changes);
  for (guint i = 1; i < G_N_ELEMENTS (replies); i++)
    {
      g_autoptr(SyDocument) document = g_object_ref (sy_message_get_document (replies[i - 1]));
      g_autoptr(SyMessage) last = NULL;
      g_autoptr(GPtrArray) variants = NULL;

      sy_message_window_replace_last (window, replies[i]);
      last = g_list_model_get_item (G_LIST_MODEL (window), 1);
      g_assert_true (last == replies[i]);
      g_assert_cmpuint (n_changes, ==, i);

      variants = sy_message_window_dup_variants (window, "q");
      g_assert_cmpuint (variants->len, ==, i);
      g_assert_true (g_ptr_array_index (variants, i - 1) == replies[i - 1]);

      /* Its text is kept, its blocks are not. */
      g_assert_cmpstr (sy_message_get_text (replies[i - 1]), ==, "Text");
      g_assert_true (sy_message_get_document (replies[i - 1]) != document);
    }

  g_assert_finalize_object (window);
  for (guint i = 0; i < G_N_ELEMENTS (replies); i++)
    g_assert_finalize_object (replies[i]);
  g_assert_finalize_object (conversation);
}

static void
test_window_replace_wrongly (void)
{
  SyConversation *conversation = sy_conversation_new ("conversation");
  SyMessageWindow *window = sy_message_window_new (conversation);
  g_autoptr(SyMessage) question = sy_message_new ("q", NULL, SY_ROLE_USER, 0);
  g_autoptr(SyMessage) other = sy_message_new ("r", "elsewhere", SY_ROLE_ASSISTANT, 0);
  g_autoptr(GPtrArray) variants = NULL;

  g_test_expect_message ("sy-message-window", G_LOG_LEVEL_CRITICAL, "*len > 0*");
  sy_message_window_replace_last (window, question);
  g_test_assert_expected_messages ();

  sy_message_window_append (window, question);
  g_test_expect_message ("sy-message-window", G_LOG_LEVEL_CRITICAL, "*parent_id*");
  sy_message_window_replace_last (window, other);
  g_test_assert_expected_messages ();
  variants = sy_message_window_dup_variants (window, NULL);
  g_assert_cmpuint (variants->len, ==, 0);

  g_assert_finalize_object (window);
  g_assert_finalize_object (conversation);
}

static void
test_window_properties (void)
{
  SyConversation *conversation = sy_conversation_new ("conversation");
  SyMessageWindow *window = sy_message_window_new (conversation);
  g_autoptr(SyConversation) value = NULL;
  gboolean loading = TRUE;

  g_object_get (window, "conversation", &value, "loading", &loading, NULL);
  g_assert_true (value == conversation);
  g_assert_true (sy_message_window_get_conversation (window) == conversation);
  g_assert_false (loading);
  g_clear_object (&value);

  g_assert_finalize_object (window);
  g_assert_finalize_object (conversation);
}

static void
test_window_ensure (void)
{
  SyConversation *conversation = sy_conversation_new ("conversation");
  SyMessageWindow *window = sy_message_window_new (conversation);
  g_autoptr(SyMessage) message = sy_message_new ("message", NULL, SY_ROLE_USER, 0);

  sy_message_window_append (window, message);
  sy_message_window_ensure (window, 0, 1);
  sy_message_window_ensure (window, 1, 0);
  g_assert_true (sy_message_get_loaded (message));

  g_test_expect_message ("sy-message-window", G_LOG_LEVEL_CRITICAL, "*n_messages <=*");
  sy_message_window_ensure (window, 1, G_MAXUINT);
  g_test_assert_expected_messages ();

  g_test_expect_message ("sy-message-window", G_LOG_LEVEL_CRITICAL, "*first <=*");
  sy_message_window_ensure (window, 2, 0);
  g_test_assert_expected_messages ();

  g_assert_finalize_object (window);
  g_assert_finalize_object (conversation);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/message-window/append", test_window_append);
  g_test_add_func ("/message-window/replace", test_window_replace);
  g_test_add_func ("/message-window/replace-wrongly", test_window_replace_wrongly);
  g_test_add_func ("/message-window/properties", test_window_properties);
  g_test_add_func ("/message-window/ensure", test_window_ensure);

  return g_test_run ();
}
