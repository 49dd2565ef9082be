/* test-conversation.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-conversation.h"

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          guint      *count)
{
  (*count)++;
}

static void
watch (SyConversation *conversation,
       const char     *property,
       guint          *count)
{
  g_autofree char *signal = g_strconcat ("notify::", property, NULL);

  *count = 0;
  g_signal_connect (conversation, signal, G_CALLBACK (count_cb), count);
}

static void
test_conversation_new (void)
{
  SyConversation *conversation = sy_conversation_new ("one");

  g_assert_cmpstr (sy_conversation_get_id (conversation), ==, "one");
  g_assert_null (sy_conversation_get_title (conversation));
  g_assert_null (sy_conversation_get_provider_id (conversation));
  g_assert_null (sy_conversation_get_model_id (conversation));
  g_assert_false (sy_conversation_get_pinned (conversation));
  g_assert_false (sy_conversation_get_busy (conversation));
  g_assert_cmpint (sy_conversation_get_updated_at (conversation), ==, 0);
  g_assert_cmpint (sy_conversation_get_total_cost (conversation), ==, 0);
  g_assert_null (sy_conversation_get_system_prompt (conversation));
  g_assert_null (sy_conversation_get_sampling (conversation));
  g_assert_false (sy_conversation_get_temporary (conversation));

  g_assert_finalize_object (conversation);
}

static void
test_conversation_temporary (void)
{
  SyConversation *conversation = sy_conversation_new_temporary ("one");
  gboolean temporary;

  g_object_get (conversation, "temporary", &temporary, NULL);
  g_assert_true (temporary);
  g_assert_cmpstr (sy_conversation_get_id (conversation), ==, "one");

  g_assert_finalize_object (conversation);
}

/* To follow Settings and to want nothing are two things. */
static void
test_conversation_system_prompt (void)
{
  SyConversation *conversation = sy_conversation_new ("one");
  guint count;

  watch (conversation, "system-prompt", &count);
  sy_conversation_set_system_prompt (conversation, "");
  g_assert_cmpstr (sy_conversation_get_system_prompt (conversation), ==, "");
  g_assert_cmpuint (count, ==, 1);
  sy_conversation_set_system_prompt (conversation, NULL);
  g_assert_null (sy_conversation_get_system_prompt (conversation));
  g_assert_cmpuint (count, ==, 2);

  g_assert_finalize_object (conversation);
}

static void
test_conversation_sampling (void)
{
  SyConversation *conversation = sy_conversation_new ("one");
  g_autoptr(SySampling) none = sy_sampling_new ();
  g_autoptr(SySampling) sampling = sy_sampling_new ();
  g_autoptr(SySampling) held = NULL;
  guint count;

  watch (conversation, "sampling", &count);
  sy_conversation_set_sampling (conversation, none);
  g_assert_null (sy_conversation_get_sampling (conversation));
  g_assert_cmpuint (count, ==, 0);

  sampling->max_tokens = 5;
  g_object_set (conversation, "sampling", sampling, NULL);
  g_object_set (conversation, "sampling", sampling, NULL);
  g_object_get (conversation, "sampling", &held, NULL);
  g_assert_true (sy_sampling_equal (held, sampling));
  g_assert_cmpuint (count, ==, 1);

  sy_conversation_set_sampling (conversation, none);
  g_assert_null (sy_conversation_get_sampling (conversation));
  g_assert_cmpuint (count, ==, 2);

  g_assert_finalize_object (conversation);
}

static void
test_conversation_strings (void)
{
  static const char *names[] = { "title", "provider-id", "model-id", "system-prompt" };
  SyConversation *conversation = sy_conversation_new ("one");

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *value = NULL;
      guint count;

      watch (conversation, names[i], &count);
      g_object_set (conversation, names[i], "first", NULL);
      g_object_set (conversation, names[i], "first", NULL);
      g_assert_cmpuint (count, ==, 1);

      g_object_get (conversation, names[i], &value, NULL);
      g_assert_cmpstr (value, ==, "first");

      g_object_set (conversation, names[i], NULL, NULL);
      g_assert_cmpuint (count, ==, 2);
      g_signal_handlers_disconnect_by_data (conversation, &count);
    }

  g_assert_null (sy_conversation_get_title (conversation));
  g_assert_finalize_object (conversation);
}

static void
test_conversation_flags (void)
{
  SyConversation *conversation = sy_conversation_new ("one");
  guint pinned;
  guint busy;

  watch (conversation, "pinned", &pinned);
  watch (conversation, "busy", &busy);

  sy_conversation_set_pinned (conversation, TRUE);
  sy_conversation_set_pinned (conversation, 2);
  g_assert_cmpuint (pinned, ==, 1);
  g_assert_cmpint (sy_conversation_get_pinned (conversation), ==, TRUE);

  sy_conversation_set_busy (conversation, TRUE);
  sy_conversation_set_busy (conversation, TRUE);
  sy_conversation_set_busy (conversation, FALSE);
  g_assert_cmpuint (busy, ==, 2);
  g_assert_false (sy_conversation_get_busy (conversation));

  g_assert_finalize_object (conversation);
}

static void
test_conversation_touch (void)
{
  SyConversation *conversation = sy_conversation_new ("one");
  guint count;

  watch (conversation, "updated-at", &count);
  sy_conversation_touch (conversation, 5);
  sy_conversation_touch (conversation, 5);
  sy_conversation_touch (conversation, 7);

  g_assert_cmpuint (count, ==, 2);
  g_assert_cmpint (sy_conversation_get_updated_at (conversation), ==, 7);

  g_assert_finalize_object (conversation);
}

static void
test_conversation_cost (void)
{
  SyConversation *conversation = sy_conversation_new ("one");
  guint count;

  watch (conversation, "total-cost", &count);
  sy_conversation_add_cost (conversation, SY_MONEY_UNKNOWN);
  sy_conversation_add_cost (conversation, -5);
  sy_conversation_add_cost (conversation, 0);
  g_assert_cmpuint (count, ==, 0);

  sy_conversation_add_cost (conversation, 1000);
  sy_conversation_add_cost (conversation, 23);
  sy_conversation_add_cost (conversation, SY_MONEY_UNKNOWN);
  g_assert_cmpuint (count, ==, 2);
  g_assert_cmpint (sy_conversation_get_total_cost (conversation), ==, 1023);

  sy_conversation_add_cost (conversation, G_MAXINT64);
  g_assert_cmpint (sy_conversation_get_total_cost (conversation), ==, G_MAXINT64);

  g_assert_finalize_object (conversation);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/conversation/new", test_conversation_new);
  g_test_add_func ("/conversation/temporary", test_conversation_temporary);
  g_test_add_func ("/conversation/strings", test_conversation_strings);
  g_test_add_func ("/conversation/system-prompt", test_conversation_system_prompt);
  g_test_add_func ("/conversation/sampling", test_conversation_sampling);
  g_test_add_func ("/conversation/flags", test_conversation_flags);
  g_test_add_func ("/conversation/touch", test_conversation_touch);
  g_test_add_func ("/conversation/cost", test_conversation_cost);

  return g_test_run ();
}
