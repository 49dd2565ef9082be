/* test-chat-retry.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "chat-fixture.h"

#include "sy-keyring.h"

#include <string.h>

#define NEW_SECRET "sk-test-9876543210fedcba"

#define ANSWER(status, headers, message) \
  "HTTP/1.1 " status " No\r\nContent-Type: application/json\r\n" headers \
  "Connection: close\r\n\r\n{\"error\":{\"message\":\"" message "\"}}"
#define BUSY    ANSWER ("503", "", "Try later")
#define LIMITED ANSWER ("429", "Retry-After: 7\r\n", "Slow down")

static gboolean
is_retrying (gpointer data)
{
  Fixture *fixture = data;

  return sy_chat_session_get_state (fixture->session) == SY_CHAT_RETRYING;
}

static guint
get_wait_ms (Fixture *fixture)
{
  gint64 now = sy_clock_get_monotonic (SY_CLOCK (fixture->clock));
  gint64 wait = sy_chat_session_get_retry_at (fixture->session) - now;

  g_assert_cmpint (wait, >, 0);

  return (guint) (wait / 1000);
}

/* Waits for the plan, checks it and lets its time pass. */
static void
pass_retry (Fixture *fixture,
            SyError  code)
{
  guint n_requests;

  assert_happens (is_retrying, fixture);
  n_requests = raw_server_get_n_requests (fixture->server);
  g_assert_error (sy_chat_session_get_retry_error (fixture->session), SY_ERROR, (int) code);
  g_assert_cmpint (sy_message_get_state (chat_get_reply (fixture)), ==, SY_MESSAGE_STREAMING);
  g_assert_true (sy_conversation_get_busy (chat_get_conversation (fixture)));

  sy_fake_clock_advance (fixture->clock, get_wait_ms (fixture) - 1);
  g_assert_true (is_retrying (fixture));
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, n_requests);
  sy_fake_clock_advance (fixture->clock, 1);
  g_assert_cmpint (sy_chat_session_get_state (fixture->session), ==, SY_CHAT_CONNECTING);
}

static void
test_succeeds (Fixture       *fixture,
               gconstpointer  data)
{
  chat_script (fixture, BUSY);
  chat_script (fixture, ANSWER ("502", "", "Bad gateway"));
  chat_script (fixture, WHOLE ("At last."));
  chat_send (fixture, "Go");
  pass_retry (fixture, SY_ERROR_SERVER);
  pass_retry (fixture, SY_ERROR_SERVER);
  assert_happens (chat_is_idle, fixture);

  chat_assert_reply (fixture, SY_MESSAGE_COMPLETE, "At last.");
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, 3);
  g_assert_cmpuint (chat_get_n_messages (fixture), ==, 2);
  g_assert_cmpuint (fixture->n_failed, ==, 0);
  g_assert_cmpstr (fixture->states->str, ==, "crcrcwsi");
}

static void
test_gives_up (Fixture       *fixture,
               gconstpointer  data)
{
  chat_script (fixture, BUSY);
  chat_send (fixture, "Go");
  for (guint i = 0; i < 3; i++)
    pass_retry (fixture, SY_ERROR_SERVER);
  assert_happens (chat_is_idle, fixture);

  chat_assert_reply (fixture, SY_MESSAGE_FAILED, "");
  g_assert_error (fixture->failed, SY_ERROR, SY_ERROR_SERVER);
  g_assert_cmpuint (fixture->n_failed, ==, 1);
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, 4);

  /* The next message has its own attempts. */
  chat_send (fixture, "Again");
  pass_retry (fixture, SY_ERROR_SERVER);
  sy_chat_session_stop (fixture->session);
}

static void
test_limit (Fixture       *fixture,
            gconstpointer  data)
{
  chat_script (fixture, LIMITED);
  chat_send (fixture, "Go");
  assert_happens (is_retrying, fixture);
  g_assert_cmpuint (get_wait_ms (fixture), ==, 7000);
  pass_retry (fixture, SY_ERROR_RATE_LIMITED);
  assert_happens (chat_is_idle, fixture);

  chat_assert_reply (fixture, SY_MESSAGE_FAILED, "");
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, 2);
  g_assert_cmpuint (sy_fake_clock_get_n_timeouts (fixture->clock), ==, 0);
}

typedef struct
{
  const char     *name;
  const char     *sent;
  SyMessageState  state;
  const char     *text;
} OnceCase;

/* What is asked once and no more by itself. */
static const OnceCase once_cases[] = {
  { "daily-limit",
    ANSWER ("429", "", "Rate limit exceeded: free-models-per-day. Add 10 credits to unlock"),
    SY_MESSAGE_FAILED, "" },
  { "too-long-a-wait", ANSWER ("503", "Retry-After: 3600\r\n", "Later"), SY_MESSAGE_FAILED, "" },
  { "key", ANSWER ("401", "", "No"), SY_MESSAGE_FAILED, "" },
  { "credits", ANSWER ("402", "", "Pay"), SY_MESSAGE_FAILED, "" },
  { "after-text",
    RAW_OK_STREAM TEXT ("Half") "data: {\"error\":{\"code\":503,\"message\":\"Gone\"}}\n\n",
    SY_MESSAGE_FAILED, "Half" },
  { "after-reasoning",
    RAW_OK_STREAM "data: {\"choices\":[{\"delta\":{\"reasoning\":\"Hm\"}}]}\n\n"
    "data: {\"error\":{\"code\":503,\"message\":\"Gone\"}}\n\n",
    SY_MESSAGE_FAILED, "" },
  { "cut-head", "HTTP/1.1 200 O", SY_MESSAGE_FAILED, "" },
  { "empty", RAW_OK_STREAM FINISH DONE, SY_MESSAGE_COMPLETE, "" },
};

static void
test_once (Fixture       *fixture,
           gconstpointer  data)
{
  const OnceCase *once_case = data;

  chat_script (fixture, once_case->sent);
  chat_send (fixture, "Go");
  assert_happens (chat_is_idle, fixture);

  chat_assert_reply (fixture, once_case->state, once_case->text);
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, 1);
  g_assert_null (strchr (fixture->states->str, 'r'));
}

static void
test_error_in_stream (Fixture       *fixture,
                      gconstpointer  data)
{
  chat_script (fixture, RAW_OK_STREAM
               "data: {\"model\":\"first\",\"choices\":[{\"delta\":{\"content\":\"\"}}]}\n\n"
               "data: {\"error\":{\"code\":503,\"message\":\"Gone\"},\"choices\":"
               "[{\"delta\":{\"content\":\"\"},\"finish_reason\":\"error\"}]}\n\n");
  chat_script (fixture, WHOLE ("Fine."));
  chat_send (fixture, "Go");
  pass_retry (fixture, SY_ERROR_SERVER);
  assert_happens (chat_is_idle, fixture);

  chat_assert_reply (fixture, SY_MESSAGE_COMPLETE, "Fine.");
  g_assert_null (sy_message_get_served_model (chat_get_reply (fixture)));
  g_assert_cmpstr (sy_message_get_finish_reason (chat_get_reply (fixture)), ==, "stop");
}

/* What the attempt that failed used is not what the reply used. */
static void
test_usage (Fixture       *fixture,
            gconstpointer  data)
{
  chat_script (fixture, RAW_OK_STREAM
               "data: {\"choices\":[{\"delta\":{\"content\":\"\"}}],"
               "\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":0,\"cost\":0.5}}\n\n"
               "data: {\"error\":{\"code\":503,\"message\":\"Gone\"}}\n\n");
  chat_script (fixture, WHOLE ("Fine."));
  chat_send (fixture, "Go");
  assert_happens (is_retrying, fixture);
  g_assert_nonnull (sy_message_get_usage (chat_get_reply (fixture)));
  pass_retry (fixture, SY_ERROR_SERVER);
  g_assert_null (sy_message_get_usage (chat_get_reply (fixture)));
  assert_happens (chat_is_idle, fixture);

  chat_assert_reply (fixture, SY_MESSAGE_COMPLETE, "Fine.");
  g_assert_null (sy_message_get_usage (chat_get_reply (fixture)));
  g_assert_cmpint (sy_message_get_cost (chat_get_reply (fixture)), ==, SY_MONEY_UNKNOWN);
}

static void
test_stop (Fixture       *fixture,
           gconstpointer  data)
{
  chat_script (fixture, BUSY);
  chat_send (fixture, "Go");
  assert_happens (is_retrying, fixture);
  sy_chat_session_stop (fixture->session);

  chat_assert_reply (fixture, SY_MESSAGE_FAILED, "");
  g_assert_error (sy_message_get_error (chat_get_reply (fixture)), SY_ERROR, SY_ERROR_SERVER);
  g_assert_null (sy_chat_session_get_retry_error (fixture->session));
  g_assert_cmpint (sy_chat_session_get_retry_at (fixture->session), ==, 0);
  g_assert_cmpuint (sy_fake_clock_get_n_timeouts (fixture->clock), ==, 0);

  sy_fake_clock_advance (fixture->clock, 60000);
  support_spin_for (50);
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, 1);
  g_assert_cmpuint (fixture->n_failed, ==, 1);
}

static void
test_dispose (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(SyMessage) reply = NULL;

  chat_script (fixture, BUSY);
  chat_send (fixture, "Go");
  assert_happens (is_retrying, fixture);
  reply = g_object_ref (chat_get_reply (fixture));
  g_assert_finalize_object (g_steal_pointer (&fixture->session));

  g_assert_cmpint (sy_message_get_state (reply), ==, SY_MESSAGE_FAILED);
  g_assert_error (sy_message_get_error (reply), SY_ERROR, SY_ERROR_SERVER);
  g_assert_cmpuint (sy_fake_clock_get_n_timeouts (fixture->clock), ==, 0);
}

static void
stop_cb (SyChatSession *session)
{
  if (sy_chat_session_get_state (session) == SY_CHAT_RETRYING)
    sy_chat_session_stop (session);
}

static void
test_stop_when_told (Fixture       *fixture,
                     gconstpointer  data)
{
  g_signal_connect (fixture->session, "notify::retry-at", G_CALLBACK (stop_cb), NULL);
  chat_script (fixture, BUSY);
  chat_send (fixture, "Go");
  assert_happens (chat_is_idle, fixture);
  chat_assert_reply (fixture, SY_MESSAGE_FAILED, "");
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, 1);
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

static void
test_new_key (Fixture       *fixture,
              gconstpointer  data)
{
  chat_use_preset (fixture, "required");
  chat_store_key (fixture, SECRET);
  chat_script (fixture, BUSY);
  chat_script (fixture, WHOLE ("Yes."));
  chat_send (fixture, "Go");
  assert_happens (is_retrying, fixture);
  chat_store_key (fixture, NEW_SECRET);
  pass_retry (fixture, SY_ERROR_SERVER);
  assert_happens (chat_is_idle, fixture);

  chat_assert_reply (fixture, SY_MESSAGE_COMPLETE, "Yes.");
  g_assert_true (chat_request_contains (fixture->server, 0, "Bearer " SECRET "\r\n"));
  g_assert_true (chat_request_contains (fixture->server, 1, "Bearer " NEW_SECRET "\r\n"));
}

static void
test_key_removed (Fixture       *fixture,
                  gconstpointer  data)
{
  chat_use_preset (fixture, "required");
  chat_store_key (fixture, SECRET);
  chat_script (fixture, BUSY);
  chat_send (fixture, "Go");
  assert_happens (is_retrying, fixture);
  forget_key (fixture);
  pass_retry (fixture, SY_ERROR_SERVER);
  assert_happens (chat_is_idle, fixture);

  chat_assert_reply (fixture, SY_MESSAGE_FAILED, "");
  g_assert_error (fixture->failed, SY_ERROR, SY_ERROR_SETUP);
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, 1);
}

static void
test_moved (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(RawServer) other = raw_server_new ();
  g_autofree char *base = raw_server_dup_url (other, "/v1");
  static const RawStep steps[] = { { RAW_SEND, WHOLE ("Give me your key.") } };

  raw_server_add_script (other, steps, G_N_ELEMENTS (steps));
  chat_use_preset (fixture, "required");
  chat_store_key (fixture, SECRET);
  chat_script (fixture, BUSY);
  chat_send (fixture, "Go");
  assert_happens (is_retrying, fixture);
  g_assert_true (sy_provider_set_api_base (fixture->provider, base, NULL));
  sy_fake_clock_advance (fixture->clock, get_wait_ms (fixture));

  chat_assert_reply (fixture, SY_MESSAGE_FAILED, "");
  g_assert_error (fixture->failed, SY_ERROR, SY_ERROR_SERVER);
  support_spin_for (50);
  g_assert_cmpuint (raw_server_get_n_requests (other), ==, 0);
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, 1);
}

static void
test_refused_parameter (Fixture       *fixture,
                        gconstpointer  data)
{
  static const char refusal[] =
    "HTTP/1.1 400 No\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"
    "{\"error\":{\"message\":\"Unsupported\",\"type\":\"invalid_request_error\","
    "\"param\":\"temperature\",\"code\":\"unsupported_value\"}}";
  g_autoptr(SySampling) sampling = sy_sampling_new ();

  sampling->temperature = 0.5;
  sampling->max_tokens = 9;
  sy_provider_set_sampling (fixture->provider, sampling);
  chat_script (fixture, refusal);
  chat_script (fixture, BUSY);
  chat_script (fixture, WHOLE ("Yes."));
  chat_script (fixture, WHOLE ("Again."));
  chat_send (fixture, "Go");
  g_assert_cmpstr (sy_message_get_values (chat_get_reply (fixture)), ==,
                   "{\"temperature\":0.5,\"max-tokens\":9}");

  /* It is asked again at once, which is none of the three attempts, and stays learnt. */
  pass_retry (fixture, SY_ERROR_SERVER);
  assert_happens (chat_is_idle, fixture);
  chat_assert_reply (fixture, SY_MESSAGE_COMPLETE, "Yes.");
  chat_send (fixture, "Again");
  assert_happens (chat_is_idle, fixture);

  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, 4);
  g_assert_true (chat_request_contains (fixture->server, 0, "\"temperature\""));
  for (guint i = 1; i < 4; i++)
    g_assert_false (chat_request_contains (fixture->server, i, "\"temperature\""));

  /* What was really sent is noted. */
  g_assert_cmpstr (sy_message_get_values (chat_get_reply (fixture)), ==, "{\"max-tokens\":9}");
}

static void
test_refused_for_ever (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(SySampling) sampling = sy_sampling_new ();

  sampling->temperature = 0.5;
  sy_provider_set_sampling (fixture->provider, sampling);
  chat_script (fixture,
               "HTTP/1.1 400 No\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"
               "{\"error\":{\"message\":\"Unsupported\",\"param\":\"temperature\","
               "\"code\":\"unsupported_parameter\"}}");
  chat_send (fixture, "Go");
  assert_happens (chat_is_idle, fixture);

  chat_assert_reply (fixture, SY_MESSAGE_FAILED, "");
  g_assert_error (fixture->failed, SY_ERROR, SY_ERROR_PARAMETER);
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, 2);
}

/* Who is asked differently is who was asked before. */
static void
test_refused_and_moved (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr(SySampling) sampling = sy_sampling_new ();
  g_autoptr(RawServer) other = raw_server_new ();
  g_autofree char *base = raw_server_dup_url (other, "/v1");
  static const RawStep steps[] = { { RAW_SEND, WHOLE ("Tell me all.") } };

  raw_server_add_script (other, steps, G_N_ELEMENTS (steps));
  sampling->temperature = 0.5;
  sy_provider_set_sampling (fixture->provider, sampling);
  chat_script (fixture,
               "HTTP/1.1 400 No\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"
               "{\"error\":{\"message\":\"Unsupported\",\"param\":\"temperature\","
               "\"code\":\"unsupported_parameter\"}}");
  chat_send (fixture, "Go");
  g_assert_true (sy_provider_set_api_base (fixture->provider, base, NULL));
  assert_happens (chat_is_idle, fixture);

  chat_assert_reply (fixture, SY_MESSAGE_FAILED, "");
  g_assert_error (fixture->failed, SY_ERROR, SY_ERROR_PARAMETER);
  support_spin_for (50);
  g_assert_cmpuint (raw_server_get_n_requests (other), ==, 0);
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, 1);
}

/* Asks for the reply again, by hand. */
static void
test_by_hand (Fixture       *fixture,
              gconstpointer  data)
{
  SyMessageWindow *window = sy_chat_session_get_messages (fixture->session);
  g_autoptr(GPtrArray) variants = NULL;
  g_autofree char *turns = NULL;
  SyMessage *old;

  g_assert_false (sy_chat_session_get_can_retry (fixture->session));
  sy_chat_session_retry (fixture->session, 0);
  g_assert_cmpuint (chat_get_n_messages (fixture), ==, 0);

  chat_script (fixture, WHOLE ("First."));
  chat_script (fixture, WHOLE ("Second."));
  chat_send (fixture, "Go");
  g_assert_false (sy_chat_session_get_can_retry (fixture->session));
  sy_chat_session_retry (fixture->session, 0);
  assert_happens (chat_is_idle, fixture);
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, 1);

  old = chat_get_reply (fixture);
  g_assert_true (sy_chat_session_get_can_retry (fixture->session));
  sy_chat_session_retry (fixture->session, 1234);
  g_assert_cmpint (sy_chat_session_get_state (fixture->session), ==, SY_CHAT_CONNECTING);
  g_assert_true (chat_get_reply (fixture) != old);
  assert_happens (chat_is_idle, fixture);

  chat_assert_reply (fixture, SY_MESSAGE_COMPLETE, "Second.");
  g_assert_cmpuint (chat_get_n_messages (fixture), ==, 2);
  g_assert_cmpstr (sy_message_get_parent_id (chat_get_reply (fixture)), ==,
                   sy_message_get_id (chat_get_message (fixture, 0)));
  turns = chat_dup_turns (fixture, 1);
  g_assert_cmpstr (turns, ==, "user: Go\n");
  g_assert_true (chat_request_contains (fixture->server, 1, "\"max_tokens\":1234"));

  variants = sy_message_window_dup_variants (window, sy_message_get_parent_id (old));
  g_assert_cmpuint (variants->len, ==, 1);
  g_assert_true (g_ptr_array_index (variants, 0) == old);
  g_assert_cmpstr (sy_message_get_text (old), ==, "First.");
}

static void
test_by_hand_elsewhere (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  chat_script (fixture, ANSWER ("401", "", "No"));
  chat_script (fixture, WHOLE ("Yes."));
  chat_send (fixture, "Go");
  assert_happens (chat_is_idle, fixture);
  chat_assert_reply (fixture, SY_MESSAGE_FAILED, "");

  chat_use_preset (fixture, "optional");
  g_assert_true (sy_chat_session_set_model (fixture->session, fixture->provider, "other", &error));
  g_assert_no_error (error);
  sy_chat_session_retry (fixture->session, 0);
  assert_happens (chat_is_idle, fixture);

  chat_assert_reply (fixture, SY_MESSAGE_COMPLETE, "Yes.");
  g_assert_true (chat_request_contains (fixture->server, 1, "\"model\":\"other\""));
  g_assert_false (chat_request_contains (fixture->server, 1, "max_tokens"));
  g_assert_cmpstr (sy_message_get_provider_id (chat_get_reply (fixture)), ==, "optional");
}

static void
test_by_hand_without_provider (Fixture       *fixture,
                               gconstpointer  data)
{
  chat_script (fixture, WHOLE ("Yes."));
  chat_send (fixture, "Go");
  assert_happens (chat_is_idle, fixture);
  sy_conversation_set_provider_id (chat_get_conversation (fixture), "no such provider");
  sy_chat_session_retry (fixture->session, 0);

  chat_assert_reply (fixture, SY_MESSAGE_FAILED, "");
  g_assert_error (fixture->failed, SY_ERROR, SY_ERROR_SETUP);
  g_assert_cmpstr (sy_conversation_get_provider_id (chat_get_conversation (fixture)), ==,
                   "no such provider");
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, 1);
}

/* A resolver that knows no name: so far a host beyond loopback can be reached in a test. */
#define TEST_TYPE_RESOLVER (test_resolver_get_type ())
G_DECLARE_FINAL_TYPE (TestResolver, test_resolver, TEST, RESOLVER, GResolver)

struct _TestResolver
{
  GResolver parent_instance;

  guint     n_lookups;
};

G_DEFINE_FINAL_TYPE (TestResolver, test_resolver, G_TYPE_RESOLVER)

static void
test_resolver_lookup_async (GResolver                *resolver,
                            const char               *name,
                            GResolverNameLookupFlags  flags,
                            GCancellable             *cancellable,
                            GAsyncReadyCallback       callback,
                            gpointer                  user_data)
{
  g_autoptr(GTask) task = g_task_new (resolver, cancellable, callback, user_data);

  if (flags != G_RESOLVER_NAME_LOOKUP_FLAGS_IPV6_ONLY)
    TEST_RESOLVER (resolver)->n_lookups++;
  g_task_return_new_error_literal (task, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "Unknown");
}

static GList *
test_resolver_lookup_finish (GResolver     *resolver,
                             GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
test_resolver_class_init (TestResolverClass *klass)
{
  GResolverClass *resolver_class = G_RESOLVER_CLASS (klass);

  resolver_class->lookup_by_name_with_flags_async = test_resolver_lookup_async;
  resolver_class->lookup_by_name_with_flags_finish = test_resolver_lookup_finish;
}

static void
test_resolver_init (TestResolver *self)
{
}

static void
test_offline (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GResolver) old = g_resolver_get_default ();
  TestResolver *resolver = g_object_new (TEST_TYPE_RESOLVER, NULL);

  g_resolver_set_default (G_RESOLVER (resolver));
  g_assert_true (sy_provider_set_api_base (fixture->provider, "https://far.example/v1", NULL));
  fake_network_set_available (fixture->network, FALSE);
  chat_send (fixture, "Go");
  assert_happens (is_retrying, fixture);
  g_assert_cmpint (sy_chat_session_get_retry_at (fixture->session), ==, -1);
  g_assert_cmpuint (resolver->n_lookups, ==, 1);
  sy_fake_clock_advance (fixture->clock, 3600000);
  g_assert_true (is_retrying (fixture));

  fake_network_set_available (fixture->network, TRUE);
  g_assert_cmpint (sy_chat_session_get_state (fixture->session), ==, SY_CHAT_CONNECTING);

  /* With a network it is no longer the network that is missing. */
  assert_happens (chat_is_idle, fixture);
  chat_assert_reply (fixture, SY_MESSAGE_FAILED, "");
  g_assert_cmpuint (resolver->n_lookups, ==, 2);

  fake_network_set_available (fixture->network, FALSE);
  chat_send (fixture, "Again");
  assert_happens (is_retrying, fixture);
  sy_chat_session_stop (fixture->session);
  chat_assert_reply (fixture, SY_MESSAGE_FAILED, "");
  fake_network_set_available (fixture->network, TRUE);
  support_spin_for (20);
  g_assert_cmpuint (resolver->n_lookups, ==, 3);

  g_resolver_set_default (old);
  support_spin_for (20);
  g_assert_finalize_object (resolver);
}

static void
test_offline_loopback (Fixture       *fixture,
                       gconstpointer  data)
{
  fake_network_set_available (fixture->network, FALSE);
  chat_script (fixture, "");
  chat_send (fixture, "Go");
  assert_happens (chat_is_idle, fixture);
  chat_assert_reply (fixture, SY_MESSAGE_FAILED, "");
  g_assert_null (strchr (fixture->states->str, 'r'));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  /* The system's resolver looks for settings, which the folders of a test do not have. */
  g_setenv ("GIO_USE_PROXY_RESOLVER", "dummy", FALSE);

#define ADD(path, data, func) \
  g_test_add ("/chat-retry/" path, Fixture, data, chat_set_up, func, chat_tear_down)
  ADD ("succeeds", NULL, test_succeeds);
  ADD ("gives-up", NULL, test_gives_up);
  ADD ("limit", NULL, test_limit);
  ADD ("error-in-stream", NULL, test_error_in_stream);
  ADD ("usage", NULL, test_usage);
  ADD ("stop", NULL, test_stop);
  ADD ("stop-when-told", NULL, test_stop_when_told);
  ADD ("dispose", NULL, test_dispose);
  ADD ("new-key", NULL, test_new_key);
  ADD ("key-removed", NULL, test_key_removed);
  ADD ("moved", NULL, test_moved);
  ADD ("refused-parameter", NULL, test_refused_parameter);
  ADD ("refused-for-ever", NULL, test_refused_for_ever);
  ADD ("refused-and-moved", NULL, test_refused_and_moved);
  ADD ("by-hand", NULL, test_by_hand);
  ADD ("by-hand-elsewhere", NULL, test_by_hand_elsewhere);
  ADD ("by-hand-without-provider", NULL, test_by_hand_without_provider);
  ADD ("offline", NULL, test_offline);
  ADD ("offline-loopback", NULL, test_offline_loopback);
#undef ADD

  for (gsize i = 0; i < G_N_ELEMENTS (once_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/chat-retry/once/", once_cases[i].name, NULL);

      g_test_add (path, Fixture, &once_cases[i], chat_set_up, test_once, chat_tear_down);
    }

  return g_test_run ();
}
