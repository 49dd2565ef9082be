/* test-chat-session.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "chat-fixture.h"

static void
test_reply (Fixture       *fixture,
            gconstpointer  data)
{
  static const RawStep steps[] = {
    { RAW_HOLD },
    { RAW_SEND, RAW_OK_STREAM },
    { RAW_HOLD },
    { RAW_SEND, TEXT ("Hel") },
    { RAW_HOLD },
    { RAW_SEND, TEXT ("lo") FINISH DONE },
  };
  SyConversation *conversation = chat_get_conversation (fixture);
  gint64 now = sy_clock_get_now (SY_CLOCK (fixture->clock));
  SyMessage *reply;

  raw_server_add_script (fixture->server, steps, G_N_ELEMENTS (steps));
  chat_send (fixture, "# Who are  you?\n \t");

  g_assert_cmpint (sy_chat_session_get_state (fixture->session), ==, SY_CHAT_CONNECTING);
  g_assert_true (sy_conversation_get_busy (conversation));
  g_assert_cmpstr (sy_conversation_get_title (conversation), ==, "Who are you?");
  g_assert_cmpstr (sy_conversation_get_provider_id (conversation), ==, "none");
  g_assert_cmpstr (sy_conversation_get_model_id (conversation), ==, "none/model");
  g_assert_cmpint (sy_conversation_get_updated_at (conversation), ==, now);
  g_assert_cmpuint (chat_get_n_messages (fixture), ==, 2);

  reply = chat_get_reply (fixture);
  g_assert_cmpstr (sy_message_get_text (chat_get_message (fixture, 0)), ==, "# Who are  you?");
  g_assert_cmpint (sy_message_get_role (chat_get_message (fixture, 0)), ==, SY_ROLE_USER);
  g_assert_null (sy_message_get_parent_id (chat_get_message (fixture, 0)));
  g_assert_cmpstr (sy_message_get_parent_id (reply), ==,
                   sy_message_get_id (chat_get_message (fixture, 0)));
  g_assert_true (g_uuid_string_is_valid (sy_message_get_id (reply)));
  g_assert_cmpint (sy_message_get_created_at (reply), ==, now);
  g_assert_cmpstr (sy_message_get_model_id (reply), ==, "none/model");

  raw_server_release (fixture->server);
  assert_happens (chat_is_waiting, fixture);
  g_assert_cmpuint (sy_message_get_length (reply), ==, 0);

  /* The text is there before the reply has ended. */
  raw_server_release (fixture->server);
  assert_happens (chat_has_text, fixture);
  g_assert_cmpstr (sy_message_get_text (reply), ==, "Hel");
  g_assert_cmpint (sy_message_get_state (reply), ==, SY_MESSAGE_STREAMING);
  g_assert_cmpint (sy_chat_session_get_state (fixture->session), ==, SY_CHAT_STREAMING);

  sy_fake_clock_advance (fixture->clock, 1500);
  raw_server_release (fixture->server);
  assert_happens (chat_is_idle, fixture);
  chat_assert_reply (fixture, SY_MESSAGE_COMPLETE, "Hello");
  g_assert_cmpstr (sy_message_get_finish_reason (reply), ==, "stop");
  g_assert_cmpint (sy_message_get_duration (reply), ==, 1500 * 1000);
  g_assert_cmpstr (fixture->states->str, ==, "cwsi");
  g_assert_cmpuint (fixture->n_failed, ==, 0);
  g_assert_false (chat_request_contains (fixture->server, 0, "Authorization"));
}

static void
test_two_turns (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  chat_script (fixture, WHOLE ("One."));
  chat_script (fixture, WHOLE ("Two."));

  chat_send (fixture, "First?");
  assert_happens (chat_is_idle, fixture);
  chat_send (fixture, "Second?");
  assert_happens (chat_is_idle, fixture);

  first = chat_dup_turns (fixture, 0);
  second = chat_dup_turns (fixture, 1);
  g_assert_cmpstr (first, ==, "user: First?\n");
  g_assert_cmpstr (second, ==, "user: First?\nassistant: One.\nuser: Second?\n");
  g_assert_cmpstr (sy_conversation_get_title (chat_get_conversation (fixture)), ==, "First?");
  g_assert_cmpstr (sy_message_get_parent_id (chat_get_message (fixture, 2)), ==,
                   sy_message_get_id (chat_get_message (fixture, 1)));
  g_assert_true (chat_request_contains (fixture->server, 1, "\"none/model\""));
}

static void
test_facts (Fixture       *fixture,
            gconstpointer  data)
{
  SyMessage *reply;
  g_autofree char *replay = NULL;

  chat_script (fixture, RAW_OK_STREAM
          "data: {\"model\":\"served\",\"choices\":[{\"delta\":{\"reasoning\":\"Hm.\","
          "\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\"Hm.\"}]}}]}\n\n"
          TEXT ("Cut sh")
          "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"length\"}]}\n\n"
          "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,"
          "\"cost\":0.000002}}\n\n" DONE);
  chat_send (fixture, "Think");
  assert_happens (chat_is_idle, fixture);
  chat_assert_reply (fixture, SY_MESSAGE_COMPLETE, "Cut sh");

  reply = chat_get_reply (fixture);
  g_assert_cmpstr (sy_message_get_served_model (reply), ==, "served");
  g_assert_cmpstr (sy_message_get_reasoning (reply), ==, "Hm.");
  g_assert_cmpint (sy_message_get_reasoning_since (reply), ==, 0);
  g_assert_cmpstr (sy_message_get_finish_reason (reply), ==, "length");
  g_assert_cmpint (sy_message_get_usage (reply)->prompt_tokens, ==, 3);
  g_assert_cmpint (sy_message_get_cost (reply), ==, 2000000);
  g_assert_cmpint (sy_conversation_get_total_cost (chat_get_conversation (fixture)), ==, 2000000);

  replay = json_to_string (sy_message_get_replay (reply), FALSE);
  g_assert_cmpstr (replay, ==,
                   "{\"family\":\"none/model\","
                   "\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\"Hm.\"}]}");
}

typedef struct
{
  const char      *name;
  const char      *sent;
  SupportSpinFunc  phase;
  const char      *kept;
} StopCase;

static const StopCase stop_cases[] = {
  { "before-headers", "", chat_has_request, "" },
  { "before-text", RAW_OK_STREAM, chat_is_waiting, "" },
  { "streaming", RAW_OK_STREAM TEXT ("Half"), chat_has_text, "Half" },
  { "mid-event", RAW_OK_STREAM TEXT ("Half") "data: {\"choices\":[{\"del", chat_has_text, "Half" },
};

typedef struct
{
  RawServer *server;
  guint      index;
} ClosedWait;

static gboolean
is_closed (gpointer data)
{
  ClosedWait *wait = data;

  return raw_server_get_closed_at (wait->server, wait->index) != 0;
}

static void
test_stop (Fixture       *fixture,
           gconstpointer  data)
{
  const StopCase *stop_case = data;
  RawStep steps[] = {
    { RAW_SEND, stop_case->sent },
    { RAW_WAIT_CLOSE },
  };
  ClosedWait wait = { fixture->server, 0 };
  gint64 stopped_at;

  raw_server_add_script (fixture->server, steps, G_N_ELEMENTS (steps));
  chat_script (fixture, WHOLE ("Next."));
  chat_send (fixture, "Go");
  assert_happens (stop_case->phase, fixture);

  stopped_at = g_get_monotonic_time ();
  sy_chat_session_stop (fixture->session);
  chat_assert_reply (fixture, SY_MESSAGE_CANCELLED, stop_case->kept);

  assert_happens (is_closed, &wait);
  g_assert_cmpint (raw_server_get_closed_at (fixture->server, 0) - stopped_at, <,
                   G_USEC_PER_SEC);
  sy_chat_session_stop (fixture->session);
  support_spin_for (50);
  chat_assert_reply (fixture, SY_MESSAGE_CANCELLED, stop_case->kept);
  g_assert_cmpuint (fixture->n_failed, ==, 0);

  chat_send (fixture, "Again");
  assert_happens (chat_is_idle, fixture);
  chat_assert_reply (fixture, SY_MESSAGE_COMPLETE, "Next.");
}

static void
stop_cb (SyMessage     *message,
         GParamSpec    *pspec,
         SyChatSession *session)
{
  sy_chat_session_stop (session);
}

static void
test_stop_inside (Fixture       *fixture,
                  gconstpointer  data)
{
  chat_script (fixture, RAW_OK_STREAM TEXT ("One") REASON (" two") TEXT (" three") FINISH DONE);
  chat_send (fixture, "Go");
  g_signal_connect (chat_get_reply (fixture), "notify::length",
                    G_CALLBACK (stop_cb), fixture->session);
  assert_happens (chat_is_idle, fixture);
  support_spin_for (50);

  chat_assert_reply (fixture, SY_MESSAGE_CANCELLED, "One");
  g_assert_null (sy_message_get_reasoning (chat_get_reply (fixture)));
  g_assert_null (sy_message_get_finish_reason (chat_get_reply (fixture)));
}

static void
stop_on_append_cb (GListModel    *messages,
                   guint          position,
                   guint          removed,
                   guint          added,
                   SyChatSession *session)
{
  if (position == 1)
    sy_chat_session_stop (session);
}

static void
test_stop_while_sending (Fixture       *fixture,
                         gconstpointer  data)
{
  g_signal_connect (sy_chat_session_get_messages (fixture->session), "items-changed",
                    G_CALLBACK (stop_on_append_cb), fixture->session);
  chat_send (fixture, "Go");
  chat_assert_reply (fixture, SY_MESSAGE_CANCELLED, "");

  support_spin_for (50);
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, 0);
}

static void
test_failing_server (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *turns = NULL;

  chat_script (fixture, "HTTP/1.1 400 Oops\r\nContent-Type: application/json\r\n"
                        "Connection: close\r\n\r\n{\"error\":{\"message\":\"On fire\"}}");
  chat_script (fixture, RAW_OK_STREAM TEXT ("Half")
               "data: {\"error\":{\"code\":502,\"message\":\"Gone\"}}\n\n");
  chat_script (fixture, WHOLE ("Fine."));

  chat_send (fixture, "One");
  assert_happens (chat_is_idle, fixture);
  chat_assert_reply (fixture, SY_MESSAGE_FAILED, "");
  g_assert_error (sy_message_get_error (chat_get_reply (fixture)), SY_ERROR, SY_ERROR_BAD_REQUEST);
  g_assert_cmpuint (fixture->n_failed, ==, 1);
  g_assert_error (fixture->failed, SY_ERROR, SY_ERROR_BAD_REQUEST);

  chat_send (fixture, "Two");
  assert_happens (chat_is_idle, fixture);
  chat_assert_reply (fixture, SY_MESSAGE_FAILED, "Half");
  g_assert_error (fixture->failed, SY_ERROR, SY_ERROR_SERVER);
  g_assert_cmpuint (fixture->n_failed, ==, 2);

  /* No error is ever said to a model. */
  chat_send (fixture, "Three");
  assert_happens (chat_is_idle, fixture);
  chat_assert_reply (fixture, SY_MESSAGE_COMPLETE, "Fine.");
  turns = chat_dup_turns (fixture, 2);
  g_assert_cmpstr (turns, ==, "user: One\n\nTwo\nassistant: Half\nuser: Three\n");
}

static void
test_interrupted (Fixture       *fixture,
                  gconstpointer  data)
{
  chat_script (fixture, RAW_OK_STREAM TEXT ("Half"));
  chat_send (fixture, "Go");
  assert_happens (chat_is_idle, fixture);

  chat_assert_reply (fixture, SY_MESSAGE_INTERRUPTED, "Half");
  g_assert_cmpuint (fixture->n_failed, ==, 0);
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  chat_send_fails (fixture, "", "There is nothing to send");
  chat_send_fails (fixture, " \n\t\xe3\x80\x80", "There is nothing to send");

  sy_provider_set_model_id (fixture->provider, "");
  chat_send_fails (fixture, "Hello", "Choose a model ID in Settings");
  g_assert_null (sy_conversation_get_title (chat_get_conversation (fixture)));
  g_assert_null (sy_conversation_get_provider_id (chat_get_conversation (fixture)));
  g_assert_cmpstr (fixture->states->str, ==, "");

  sy_provider_set_model_id (fixture->provider, "m");
  chat_send (fixture, "Hello");
  chat_send_fails (fixture, "Hello", "A reply is still being written");
  sy_chat_session_stop (fixture->session);

  sy_conversation_set_provider_id (chat_get_conversation (fixture), "no such provider");
  g_assert_null (sy_chat_session_get_provider (fixture->session));
  chat_send_fails (fixture, "Hello", "Provider removed");
  g_assert_cmpuint (fixture->n_failed, ==, 0);
}

static void
test_follows_default (Fixture       *fixture,
                      gconstpointer  data)
{
  SyProvider *first = fixture->provider;

  chat_script (fixture, WHOLE ("One."));
  sy_provider_set_model_id (first, "changed");
  g_assert_true (sy_chat_session_get_provider (fixture->session) == first);
  g_assert_cmpstr (sy_chat_session_get_model_id (fixture->session), ==, "changed");

  chat_use_preset (fixture, "optional");
  g_assert_true (sy_chat_session_get_provider (fixture->session) == fixture->provider);
  g_assert_cmpstr (sy_chat_session_get_model_id (fixture->session), ==, "optional/model");

  sy_provider_list_set_default (fixture->providers, first);
  chat_send (fixture, "Hello");
  assert_happens (chat_is_idle, fixture);

  /* From the first message on it goes its own way. */
  sy_provider_list_set_default (fixture->providers, fixture->provider);
  sy_provider_set_model_id (first, "changed again");
  g_assert_true (sy_chat_session_get_provider (fixture->session) == first);
  g_assert_cmpstr (sy_chat_session_get_model_id (fixture->session), ==, "changed");
}

/* What Settings say holds from the next request on, and a conversation may say otherwise. */
static void
test_values (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(SySampling) sampling = sy_sampling_new ();
  g_autofree char *turns = NULL;

  for (guint i = 0; i < 3; i++)
    chat_script (fixture, WHOLE ("Yes."));

  chat_send (fixture, "one");
  g_assert_null (sy_message_get_values (chat_get_reply (fixture)));
  sampling->temperature = 0.5;
  sy_chat_defaults_set_sampling (fixture->defaults, sampling);
  sy_chat_defaults_set_system_prompt (fixture->defaults, "Be brief.");
  assert_happens (chat_is_idle, fixture);
  chat_send (fixture, "two");
  g_assert_cmpstr (sy_message_get_values (chat_get_reply (fixture)), ==,
                   "{\"temperature\":0.5,\"system-prompt\":true}");
  assert_happens (chat_is_idle, fixture);

  sampling->temperature = 0.25;
  sy_conversation_set_sampling (chat_get_conversation (fixture), sampling);
  sy_conversation_set_system_prompt (chat_get_conversation (fixture), "Be kind.");
  chat_send (fixture, "three");
  assert_happens (chat_is_idle, fixture);

  g_assert_false (chat_request_contains (fixture->server, 0, "temperature"));
  g_assert_false (chat_request_contains (fixture->server, 0, "system"));
  g_assert_true (chat_request_contains (fixture->server, 1, "\"temperature\":0.5"));
  g_assert_true (chat_request_contains (fixture->server, 2, "\"temperature\":0.25"));
  turns = chat_dup_turns (fixture, 2);
  g_assert_cmpstr (turns, ==, "system: Be kind.\nuser: one\nassistant: Yes.\n"
                              "user: two\nassistant: Yes.\nuser: three\n");
}

static void
test_key (Fixture       *fixture,
          gconstpointer  data)
{
  chat_use_preset (fixture, "required");
  chat_store_key (fixture, SECRET);
  chat_script (fixture, WHOLE ("Yes."));
  chat_send (fixture, "Hello");
  assert_happens (chat_is_idle, fixture);

  chat_assert_reply (fixture, SY_MESSAGE_COMPLETE, "Yes.");
  g_assert_true (chat_request_contains (fixture->server, 0, "Authorization: Bearer " SECRET "\r\n"));
}

static void
test_no_key (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *message = NULL;

  message = g_strdup_printf ("No key for 127.0.0.1:%u yet", raw_server_get_port (fixture->server));
  chat_script (fixture, WHOLE ("Yes."));

  chat_use_preset (fixture, "required");
  chat_send (fixture, "Hello");
  assert_happens (chat_is_idle, fixture);
  chat_assert_reply (fixture, SY_MESSAGE_FAILED, "");
  g_assert_error (fixture->failed, SY_ERROR, SY_ERROR_SETUP);
  g_assert_cmpstr (fixture->failed->message, ==, message);
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, 0);

  /* Where a key is not needed, none is sent. */
  chat_use_preset (fixture, "optional");
  sy_conversation_set_provider_id (chat_get_conversation (fixture), "optional");
  chat_send (fixture, "Hello");
  assert_happens (chat_is_idle, fixture);
  chat_assert_reply (fixture, SY_MESSAGE_COMPLETE, "Yes.");
  g_assert_false (chat_request_contains (fixture->server, 0, "Authorization"));
}

static void
test_key_of_other_origin (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr(RawServer) other = raw_server_new ();
  g_autofree char *base = raw_server_dup_url (other, "/v1");
  static const RawStep steps[] = { { RAW_SEND, WHOLE ("Give me your key.") } };

  raw_server_add_script (other, steps, G_N_ELEMENTS (steps));
  chat_use_preset (fixture, "optional");
  chat_store_key (fixture, SECRET);
  g_assert_true (sy_provider_set_api_base (fixture->provider, base, NULL));
  chat_send (fixture, "Hello");
  assert_happens (chat_is_idle, fixture);

  chat_assert_reply (fixture, SY_MESSAGE_COMPLETE, "Give me your key.");
  g_assert_cmpuint (raw_server_get_n_requests (other), ==, 1);
  g_assert_false (chat_request_contains (other, 0, SECRET));
  g_assert_false (chat_request_contains (other, 0, "Authorization"));
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, 0);
}

static void
test_kept (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *replay = NULL;
  g_autofree char *extras = NULL;

  chat_script (fixture, RAW_OK_STREAM
               "data: {\"choices\":[{\"delta\":{\"content\":\"See.\",\"annotations\":"
               "[{\"type\":\"url_citation\"}],\"images\":[{\"type\":\"image_url\"}],"
               "\"tool_calls\":[{\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"{\"}}]"
               "}}]}\n\n"
               "data: {\"choices\":[{\"delta\":{\"tool_calls\":["
               "{\"index\":0,\"function\":{\"arguments\":\"}\"}}]}}]}\n\n" FINISH DONE);
  chat_script (fixture, WHOLE ("Yes."));
  chat_send (fixture, "Show me");
  assert_happens (chat_is_idle, fixture);
  chat_assert_reply (fixture, SY_MESSAGE_COMPLETE, "See.");

  replay = json_to_string (sy_message_get_replay (chat_get_reply (fixture)), FALSE);
  extras = json_to_string (sy_message_get_extras (chat_get_reply (fixture)), FALSE);
  g_assert_cmpstr (replay, ==,
                   "{\"family\":\"none/model\",\"annotations\":[{\"type\":\"url_citation\"}]}");
  g_assert_cmpstr (extras, ==,
                   "{\"images\":[{\"type\":\"image_url\"}],\"tool_calls\":[{\"id\":\"a\","
                   "\"function\":{\"name\":\"f\",\"arguments\":\"{}\"},\"index\":0}]}");

  chat_send (fixture, "And?");
  assert_happens (chat_is_idle, fixture);
  g_assert_false (chat_request_contains (fixture->server, 1, "image_url"));
  g_assert_false (chat_request_contains (fixture->server, 1, "tool_calls"));
  g_assert_false (chat_request_contains (fixture->server, 1, "url_citation"));
}

static void
test_skipped (Fixture       *fixture,
              gconstpointer  data)
{
  SyMessage *reply;

  chat_script (fixture, RAW_OK_STREAM
               "data: {\"id\":\"gen-7\",\"choices\":[{\"delta\":{\"content\":\"One \"}}]}\n\n"
               "data: {\"broken\n\n" TEXT ("two.") FINISH DONE);
  chat_send (fixture, "Count");
  assert_happens (chat_is_idle, fixture);
  chat_assert_reply (fixture, SY_MESSAGE_COMPLETE, "One two.");

  reply = chat_get_reply (fixture);
  g_assert_cmpuint (sy_message_get_skipped (reply), ==, 1);
  g_assert_cmpstr (sy_message_get_generation_id (reply), ==, "gen-7");
}

static gboolean
chat_thinks (gpointer data)
{
  return sy_message_get_reasoning (chat_get_reply (data)) != NULL;
}

/* How long it took until the model began, and for how long it thought. */
static void
test_times (Fixture       *fixture,
            gconstpointer  data)
{
  static const RawStep steps[] = {
    { RAW_HOLD },
    { RAW_SEND, RAW_OK_STREAM "data: {\"choices\":[{\"delta\":{\"reasoning\":\"Hm.\"}}]}\n\n" },
    { RAW_HOLD },
    { RAW_SEND, TEXT ("Yes.") },
    { RAW_HOLD },
    { RAW_SEND, FINISH DONE },
  };
  SyMessage *reply;
  gint64 now;

  raw_server_add_script (fixture->server, steps, G_N_ELEMENTS (steps));
  chat_send (fixture, "Well?");
  sy_fake_clock_advance (fixture->clock, 700);
  raw_server_release (fixture->server);
  assert_happens (chat_thinks, fixture);
  reply = chat_get_reply (fixture);
  now = sy_clock_get_monotonic (SY_CLOCK (fixture->clock));
  g_assert_cmpint (sy_message_get_first_delta (reply), ==, 700 * 1000);
  g_assert_cmpint (sy_message_get_reasoning_since (reply), ==, MAX (now, 1));

  sy_fake_clock_advance (fixture->clock, 2000);
  raw_server_release (fixture->server);
  assert_happens (chat_has_text, fixture);
  g_assert_cmpint (sy_message_get_reasoning_since (reply), ==, 0);
  g_assert_cmpint (sy_message_get_reasoning_duration (reply), ==, 2000 * 1000);

  sy_fake_clock_advance (fixture->clock, 300);
  raw_server_release (fixture->server);
  assert_happens (chat_is_idle, fixture);
  g_assert_cmpint (sy_message_get_first_delta (reply), ==, 700 * 1000);
  g_assert_cmpint (sy_message_get_reasoning_duration (reply), ==, 2000 * 1000);
  g_assert_cmpint (sy_message_get_duration (reply), ==, 3000 * 1000);
}

/* The opening tag was missing: what looked like text was none. */
static void
test_rethink (Fixture       *fixture,
              gconstpointer  data)
{
  chat_script (fixture, RAW_OK_STREAM TEXT ("Let me ") TEXT ("see.</th") TEXT ("ink>Yes.")
               FINISH DONE);
  chat_send (fixture, "Well?");
  assert_happens (chat_is_idle, fixture);
  chat_assert_reply (fixture, SY_MESSAGE_COMPLETE, "Yes.");
  g_assert_cmpstr (sy_message_get_reasoning (chat_get_reply (fixture)), ==, "Let me see.");
}

static void
test_empty_details (Fixture       *fixture,
                    gconstpointer  data)
{
  chat_script (fixture, RAW_OK_STREAM
               "data: {\"choices\":[{\"delta\":{\"content\":\"Yes.\",\"reasoning_details\":[]}}]}\n\n"
               FINISH DONE);
  chat_send (fixture, "Well?");
  assert_happens (chat_is_idle, fixture);
  chat_send (fixture, "And?");
  assert_happens (chat_is_idle, fixture);
  g_assert_true (chat_request_contains (fixture->server, 1,
                                        "\"content\":\"Yes.\",\"reasoning_details\":[]}"));
}

static void
test_set_model (Fixture       *fixture,
                gconstpointer  data)
{
  SyConversation *conversation = chat_get_conversation (fixture);
  SyProvider *first = fixture->provider;
  g_autoptr(GError) error = NULL;
  g_autoptr(SyProvider) stranger = NULL;
  g_autofree char *turns = NULL;

  chat_script (fixture, WHOLE ("One."));
  chat_send (fixture, "First?");
  assert_happens (chat_is_idle, fixture);

  chat_use_preset (fixture, "optional");
  g_assert_false (sy_chat_session_set_model (fixture->session, fixture->provider, "", &error));
  g_assert_error (error, SY_ERROR, SY_ERROR_SETUP);
  g_clear_error (&error);

  stranger = sy_provider_new ("stranger", sy_provider_get_preset (first));
  g_assert_false (sy_chat_session_set_model (fixture->session, stranger, "m", &error));
  g_assert_error (error, SY_ERROR, SY_ERROR_SETUP);
  g_clear_error (&error);
  g_assert_cmpstr (sy_conversation_get_provider_id (conversation), ==, "none");
  g_assert_cmpstr (sy_conversation_get_model_id (conversation), ==, "none/model");

  g_assert_true (sy_chat_session_set_model (fixture->session, fixture->provider, "new", &error));
  g_assert_no_error (error);
  g_assert_true (sy_chat_session_get_provider (fixture->session) == fixture->provider);
  chat_send (fixture, "Second?");
  assert_happens (chat_is_idle, fixture);
  g_assert_true (chat_request_contains (fixture->server, 1, "\"model\":\"new\""));
  turns = chat_dup_turns (fixture, 1);
  g_assert_cmpstr (turns, ==, "user: First?\nassistant: One.\nuser: Second?\n");
  g_assert_cmpstr (sy_message_get_provider_id (chat_get_reply (fixture)), ==, "optional");
  g_assert_cmpstr (sy_message_get_model_id (chat_get_reply (fixture)), ==, "new");
}

static void
test_dispose (Fixture       *fixture,
              gconstpointer  data)
{
  static const RawStep steps[] = {
    { RAW_SEND, RAW_OK_STREAM TEXT ("Half") },
    { RAW_WAIT_CLOSE },
  };
  ClosedWait wait = { fixture->server, 0 };
  g_autoptr(SyConversation) conversation = NULL;
  g_autoptr(SyMessage) reply = NULL;

  raw_server_add_script (fixture->server, steps, G_N_ELEMENTS (steps));
  chat_send (fixture, "Go");
  assert_happens (chat_has_text, fixture);

  conversation = g_object_ref (chat_get_conversation (fixture));
  reply = g_object_ref (chat_get_reply (fixture));
  g_assert_finalize_object (g_steal_pointer (&fixture->session));
  g_assert_cmpint (sy_message_get_state (reply), ==, SY_MESSAGE_INTERRUPTED);
  g_assert_cmpstr (sy_message_get_text (reply), ==, "Half");
  g_assert_false (sy_conversation_get_busy (conversation));
  g_assert_cmpuint (fixture->n_failed, ==, 0);
  assert_happens (is_closed, &wait);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  /* The system's resolver looks for settings, which the folders of a test do not have. */
  g_setenv ("GIO_USE_PROXY_RESOLVER", "dummy", FALSE);

#define ADD(path, data, func) \
  g_test_add ("/chat-session/" path, Fixture, data, chat_set_up, func, chat_tear_down)
  ADD ("reply", NULL, test_reply);
  ADD ("two-turns", NULL, test_two_turns);
  ADD ("facts", NULL, test_facts);
  ADD ("stop/inside", NULL, test_stop_inside);
  ADD ("stop/while-sending", NULL, test_stop_while_sending);
  ADD ("failing-server", NULL, test_failing_server);
  ADD ("interrupted", NULL, test_interrupted);
  ADD ("refused", NULL, test_refused);
  ADD ("follows-default", NULL, test_follows_default);
  ADD ("values", NULL, test_values);
  ADD ("key", NULL, test_key);
  ADD ("no-key", NULL, test_no_key);
  ADD ("key-of-other-origin", NULL, test_key_of_other_origin);
  ADD ("kept", NULL, test_kept);
  ADD ("skipped", NULL, test_skipped);
  ADD ("times", NULL, test_times);
  ADD ("rethink", NULL, test_rethink);
  ADD ("empty-details", NULL, test_empty_details);
  ADD ("set-model", NULL, test_set_model);
  ADD ("dispose", NULL, test_dispose);
#undef ADD

  for (gsize i = 0; i < G_N_ELEMENTS (stop_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/chat-session/stop/", stop_cases[i].name, NULL);

      g_test_add (path, Fixture, &stop_cases[i], chat_set_up, test_stop, chat_tear_down);
    }

  return g_test_run ();
}
