/* test-chat-attempts.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "chat-fixture.h"

#include "sy-keyring.h"

/* An attempt that names everything and fails before the model said a word, so that another one
 * follows by itself. */
#define NAMED_HEAD \
  "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n" \
  "X-Generation-Id: gen-first\r\n\r\n"
#define NAMED \
  "data: {\"model\":\"first/model\",\"choices\":[{\"delta\":{\"content\":\"\"}}]}\n\n" \
  "data: {\"model\":\"first/model\",\"choices\":[{\"del\n\n" \
  "data: {\"model\":\"first/model\",\"choices\":[],\"usage\":{\"prompt_tokens\":7," \
  "\"completion_tokens\":5,\"total_tokens\":12,\"cost\":0.25}}\n\n"
#define FAILURE \
  "data: {\"error\":{\"code\":503,\"message\":\"Gone\"},\"choices\":" \
  "[{\"delta\":{\"content\":\"\"},\"finish_reason\":\"error\"}]}\n\n"
#define FIRST NAMED_HEAD NAMED FAILURE

#define SECOND \
  "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n" \
  "X-Generation-Id: gen-second\r\n\r\n" \
  "data: {\"model\":\"second/model\",\"choices\":[{\"delta\":{\"content\":\"Fine.\"}}]}\n\n" \
  FINISH DONE

static gboolean
is_retrying (gpointer data)
{
  Fixture *fixture = data;

  return sy_chat_session_get_state (fixture->session) == SY_CHAT_RETRYING;
}

static void
pass_retry (Fixture *fixture)
{
  gint64 now = sy_clock_get_monotonic (SY_CLOCK (fixture->clock));

  assert_happens (is_retrying, fixture);
  sy_fake_clock_advance (fixture->clock,
                         (guint) ((sy_chat_session_get_retry_at (fixture->session) - now) / 1000));
}

static void
assert_nameless (SyMessage *reply)
{
  g_assert_null (sy_message_get_generation_id (reply));
  g_assert_null (sy_message_get_served_model (reply));
  g_assert_null (sy_message_get_usage (reply));
  g_assert_null (sy_message_get_extras (reply));
  g_assert_cmpuint (sy_message_get_skipped (reply), ==, 0);
}

/* Lets the first attempt fail, which the message knows everything of, and begins the second. */
static void
fail_once (Fixture *fixture)
{
  SyMessage *reply;

  chat_send (fixture, "Go");
  assert_happens (is_retrying, fixture);
  reply = chat_get_reply (fixture);
  g_assert_cmpstr (sy_message_get_generation_id (reply), ==, "gen-first");
  g_assert_cmpstr (sy_message_get_served_model (reply), ==, "first/model");
  g_assert_nonnull (sy_message_get_usage (reply));
  g_assert_cmpuint (sy_message_get_skipped (reply), ==, 1);

  pass_retry (fixture);
}

static void
test_nothing_said (Fixture       *fixture,
                   gconstpointer  data)
{
  chat_script (fixture, FIRST);
  chat_script (fixture, WHOLE ("Fine."));
  fail_once (fixture);

  /* Not even as long as the second one is under way. */
  assert_nameless (chat_get_reply (fixture));
  g_assert_null (sy_message_get_finish_reason (chat_get_reply (fixture)));
  assert_happens (chat_is_idle, fixture);

  chat_assert_reply (fixture, SY_MESSAGE_COMPLETE, "Fine.");
  assert_nameless (chat_get_reply (fixture));
  g_assert_cmpstr (sy_message_get_finish_reason (chat_get_reply (fixture)), ==, "stop");
  g_assert_cmpint (sy_conversation_get_total_cost (chat_get_conversation (fixture)), ==, 0);
}

static void
test_names_of_its_own (Fixture       *fixture,
                       gconstpointer  data)
{
  SyMessage *reply;

  chat_script (fixture, FIRST);
  chat_script (fixture, SECOND);
  fail_once (fixture);
  assert_happens (chat_is_idle, fixture);

  reply = chat_get_reply (fixture);
  chat_assert_reply (fixture, SY_MESSAGE_COMPLETE, "Fine.");
  g_assert_cmpstr (sy_message_get_generation_id (reply), ==, "gen-second");
  g_assert_cmpstr (sy_message_get_served_model (reply), ==, "second/model");
  g_assert_null (sy_message_get_usage (reply));
  g_assert_cmpuint (sy_message_get_skipped (reply), ==, 0);
}

/* What fails without an answer has nobody's name. */
static void
test_second_unanswered (Fixture       *fixture,
                        gconstpointer  data)
{
  chat_script (fixture, FIRST);
  chat_script (fixture, "");
  fail_once (fixture);
  assert_happens (chat_is_idle, fixture);

  chat_assert_reply (fixture, SY_MESSAGE_FAILED, "");
  g_assert_error (fixture->failed, SY_ERROR, SY_ERROR_NETWORK);
  assert_nameless (chat_get_reply (fixture));
  g_assert_null (sy_message_get_finish_reason (chat_get_reply (fixture)));
}

static void
forgotten_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  sy_keyring_clear_finish (SY_KEYRING (object), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
forget_key (Fixture *fixture)
{
  gboolean done = FALSE;

  sy_keyring_clear_async (fixture->keyring,
                          sy_provider_get_id (fixture->provider),
                          sy_provider_get_origin (fixture->provider),
                          NULL, forgotten_cb, &done);
  assert_happens (chat_is_set, &done);
}

/* The second attempt ends before anything is sent. */
static void
test_second_without_key (Fixture       *fixture,
                         gconstpointer  data)
{
  chat_use_preset (fixture, "required");
  chat_store_key (fixture, SECRET);
  chat_script (fixture, FIRST);
  chat_send (fixture, "Go");
  assert_happens (is_retrying, fixture);
  forget_key (fixture);
  pass_retry (fixture);
  assert_happens (chat_is_idle, fixture);

  chat_assert_reply (fixture, SY_MESSAGE_FAILED, "");
  g_assert_error (fixture->failed, SY_ERROR, SY_ERROR_SETUP);
  assert_nameless (chat_get_reply (fixture));
}

static void
test_second_stopped (Fixture       *fixture,
                     gconstpointer  data)
{
  chat_use_preset (fixture, "required");
  chat_store_key (fixture, SECRET);
  chat_script (fixture, FIRST);
  fail_once (fixture);
  g_assert_cmpint (sy_chat_session_get_state (fixture->session), ==, SY_CHAT_CONNECTING);
  sy_chat_session_stop (fixture->session);

  chat_assert_reply (fixture, SY_MESSAGE_CANCELLED, "");
  assert_nameless (chat_get_reply (fixture));
}

/* The error that stays is that of the attempt whose names stay. */
static void
test_stopped_between (Fixture       *fixture,
                      gconstpointer  data)
{
  chat_script (fixture, FIRST);
  chat_send (fixture, "Go");
  assert_happens (is_retrying, fixture);
  sy_chat_session_stop (fixture->session);

  chat_assert_reply (fixture, SY_MESSAGE_FAILED, "");
  g_assert_cmpstr (sy_message_get_generation_id (chat_get_reply (fixture)), ==, "gen-first");
  g_assert_cmpstr (sy_message_get_served_model (chat_get_reply (fixture)), ==, "first/model");
}

/* Retrying by hand makes another message, which begins with nothing. */
static void
test_by_hand (Fixture       *fixture,
              gconstpointer  data)
{
  chat_script (fixture,
               NAMED_HEAD NAMED TEXT ("Half")
               "data: {\"error\":{\"code\":503,\"message\":\"Gone\"}}\n\n");
  chat_script (fixture, WHOLE ("Whole."));
  chat_send (fixture, "Go");
  assert_happens (chat_is_idle, fixture);
  chat_assert_reply (fixture, SY_MESSAGE_FAILED, "Half");
  g_assert_cmpstr (sy_message_get_generation_id (chat_get_reply (fixture)), ==, "gen-first");

  sy_chat_session_retry (fixture->session, 0);
  assert_nameless (chat_get_reply (fixture));
  assert_happens (chat_is_idle, fixture);
  chat_assert_reply (fixture, SY_MESSAGE_COMPLETE, "Whole.");
  assert_nameless (chat_get_reply (fixture));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) \
  g_test_add ("/chat-attempts/" path, Fixture, NULL, chat_set_up, func, chat_tear_down)
  ADD ("nothing-said", test_nothing_said);
  ADD ("names-of-its-own", test_names_of_its_own);
  ADD ("second-unanswered", test_second_unanswered);
  ADD ("second-without-key", test_second_without_key);
  ADD ("second-stopped", test_second_stopped);
  ADD ("stopped-between", test_stopped_between);
  ADD ("by-hand", test_by_hand);
#undef ADD

  return g_test_run ();
}
