/* test-chat-session.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-chat-session.h"

#include "raw-server.h"
#include "support-spin.h"
#include "sy-error.h"
#include "sy-fake-clock.h"
#include "sy-http.h"
#include "sy-json.h"
#include "sy-keyring-memory.h"

#include <string.h>

#define PATIENCE 5000
#define SECRET   "sk-test-0123456789abcdef"

#define TEXT(text)    "data: {\"choices\":[{\"delta\":{\"content\":\"" text "\"}}]}\n\n"
#define FINISH        "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
#define DONE          "data: [DONE]\n\n"
#define WHOLE(text)   RAW_OK_STREAM TEXT (text) FINISH DONE

#define PRESET(id, need) \
  "{\"id\":\"" id "\",\"name\":\"" id "\",\"api-base\":\"https://" id ".example/v1\"," \
  "\"model\":\"" id "/model\",\"format\":\"openai-chat\",\"dialect\":\"generic\"," \
  "\"auth-header\":\"Authorization\",\"key\":\"" need "\",\"local\":false," \
  "\"silence-seconds\":120}"

static const char presets_json[] =
  "{\"version\":1,\"presets\":["
  PRESET ("required", "required") "," PRESET ("optional", "optional") "," PRESET ("none", "none")
  "]}";

typedef struct
{
  RawServer      *server;
  GFile          *file;
  SyProviderList *providers;
  SyProvider     *provider;
  SyKeyring      *keyring;
  SyHttp         *http;
  SyRedact       *redact;
  SyFakeClock    *clock;
  SyChatSession  *session;
  GString        *states;
  guint           n_failed;
  GError         *failed;
} Fixture;

static void
state_cb (SyChatSession *session,
          GParamSpec    *pspec,
          Fixture       *fixture)
{
  static const char letters[] = "icws";
  gboolean can_send;

  g_object_get (session, "can-send", &can_send, NULL);
  g_assert_cmpint (can_send, ==, sy_chat_session_get_state (session) == SY_CHAT_IDLE);
  g_string_append_c (fixture->states, letters[sy_chat_session_get_state (session)]);
}

static void
failed_cb (SyChatSession *session,
           const GError  *error,
           Fixture       *fixture)
{
  g_assert_cmpint (sy_chat_session_get_state (session), ==, SY_CHAT_IDLE);
  g_assert_nonnull (error);

  fixture->n_failed++;
  g_clear_error (&fixture->failed);
  fixture->failed = g_error_copy (error);
}

static SyChatSession *
new_session (Fixture *fixture)
{
  g_autoptr(SyConversation) conversation = sy_conversation_new ("conversation");
  g_autoptr(SyMessageWindow) messages = sy_message_window_new (conversation);
  SyChatServices services = {
    .providers = fixture->providers,
    .keyring = fixture->keyring,
    .http = fixture->http,
    .redact = fixture->redact,
    .clock = SY_CLOCK (fixture->clock),
  };

  return sy_chat_session_new (messages, &services);
}

/* Points the provider of a preset at the test's server and makes it the default. */
static void
use_preset (Fixture    *fixture,
            const char *id)
{
  g_autofree char *base = raw_server_dup_url (fixture->server, "/v1");
  g_autoptr(GError) error = NULL;
  SyPreset *preset;

  preset = sy_preset_list_find (sy_provider_list_get_presets (fixture->providers), id);
  fixture->provider = sy_provider_list_ensure (fixture->providers, preset);
  sy_provider_set_api_base (fixture->provider, base, &error);
  g_assert_no_error (error);
  sy_provider_list_set_default (fixture->providers, fixture->provider);
}

static void
make_session (Fixture *fixture)
{
  fixture->session = new_session (fixture);
  g_signal_connect (fixture->session, "notify::state", G_CALLBACK (state_cb), fixture);
  g_signal_connect (fixture->session, "failed", G_CALLBACK (failed_cb), fixture);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GBytes) json = g_bytes_new_static (presets_json, sizeof presets_json - 1);
  g_autofree char *path = g_build_filename (g_get_user_config_dir (), "providers.json", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GListModel) presets = sy_preset_parse_list (json, &error);

  g_assert_no_error (error);
  fixture->server = raw_server_new ();
  fixture->file = g_file_new_for_path (path);
  fixture->providers = sy_provider_list_new (fixture->file, presets);
  fixture->keyring = sy_keyring_memory_new ();
  fixture->clock = sy_fake_clock_new ();
  fixture->http = sy_http_new (SY_CLOCK (fixture->clock));
  fixture->redact = sy_redact_new ();
  fixture->states = g_string_new (NULL);
  use_preset (fixture, "none");
  make_session (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->session != NULL)
    g_assert_finalize_object (fixture->session);

  /* What was under way lets go of its things when the loop runs. */
  support_spin_for (20);
  raw_server_free (fixture->server);
  g_assert_finalize_object (fixture->providers);
  g_assert_finalize_object (fixture->keyring);
  g_assert_finalize_object (fixture->http);
  g_assert_finalize_object (fixture->redact);
  g_assert_finalize_object (fixture->clock);
  g_object_unref (fixture->file);
  g_string_free (fixture->states, TRUE);
  g_clear_error (&fixture->failed);
}

static SyConversation *
get_conversation (Fixture *fixture)
{
  return sy_chat_session_get_conversation (fixture->session);
}

static guint
get_n_messages (Fixture *fixture)
{
  return g_list_model_get_n_items (
    G_LIST_MODEL (sy_chat_session_get_messages (fixture->session)));
}

/* Borrowed: the window keeps its messages. */
static SyMessage *
get_message (Fixture *fixture,
             guint    position)
{
  GListModel *messages = G_LIST_MODEL (sy_chat_session_get_messages (fixture->session));
  g_autoptr(SyMessage) message = g_list_model_get_item (messages, position);

  g_assert_nonnull (message);

  return message;
}

static SyMessage *
get_reply (Fixture *fixture)
{
  return get_message (fixture, get_n_messages (fixture) - 1);
}

static void
send (Fixture    *fixture,
      const char *text)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (sy_chat_session_send (fixture->session, text, &error));
  g_assert_no_error (error);
}

static void
send_fails (Fixture    *fixture,
            const char *text,
            const char *message)
{
  guint n_messages = get_n_messages (fixture);
  g_autoptr(GError) error = NULL;

  g_assert_false (sy_chat_session_send (fixture->session, text, &error));
  g_assert_error (error, SY_ERROR, SY_ERROR_SETUP);
  g_assert_cmpstr (error->message, ==, message);
  g_assert_cmpuint (get_n_messages (fixture), ==, n_messages);
}

static gboolean
is_idle (gpointer data)
{
  Fixture *fixture = data;

  return sy_chat_session_get_can_send (fixture->session);
}

static gboolean
is_waiting (gpointer data)
{
  Fixture *fixture = data;

  return sy_chat_session_get_state (fixture->session) == SY_CHAT_WAITING;
}

static gboolean
has_request (gpointer data)
{
  Fixture *fixture = data;

  return raw_server_get_n_requests (fixture->server) > 0;
}

static gboolean
has_text (gpointer data)
{
  Fixture *fixture = data;

  return sy_message_get_length (get_reply (fixture)) > 0;
}

static gboolean
is_set (gpointer data)
{
  return *(gboolean *) data;
}

#define assert_happens(func, data) g_assert_true (support_spin_until (func, data, PATIENCE))

static void
assert_reply (Fixture        *fixture,
              SyMessageState  state,
              const char     *text)
{
  SyMessage *reply = get_reply (fixture);

  g_assert_cmpint (sy_message_get_role (reply), ==, SY_ROLE_ASSISTANT);
  g_assert_cmpint (sy_message_get_state (reply), ==, state);
  g_assert_cmpstr (sy_message_get_text (reply), ==, text);
  g_assert_cmpint (sy_message_get_error (reply) != NULL, ==, state == SY_MESSAGE_FAILED);
  g_assert_cmpint (sy_chat_session_get_state (fixture->session), ==, SY_CHAT_IDLE);
  g_assert_false (sy_conversation_get_busy (get_conversation (fixture)));
}

static gboolean
request_contains (RawServer  *server,
                  guint       index,
                  const char *text)
{
  g_autofree char *request = raw_server_dup_request (server, index);

  g_assert_nonnull (request);

  return strstr (request, text) != NULL;
}

/* The messages of a recorded request, as "role: text" lines. */
static char *
dup_turns (Fixture *fixture,
           guint    index)
{
  g_autofree char *request = raw_server_dup_request (fixture->server, index);
  g_autoptr(GString) turns = g_string_new (NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) root = NULL;
  JsonArray *messages;

  g_assert_nonnull (request);
  root = sy_json_parse (strstr (request, "\r\n\r\n") + 4, -1, &error);
  g_assert_no_error (error);
  messages = sy_json_get_array (sy_json_node_object (root), "messages");

  for (guint i = 0; i < json_array_get_length (messages); i++)
    {
      JsonObject *message = sy_json_array_object (messages, i);

      g_string_append_printf (turns, "%s: %s\n",
                              sy_json_get_string (message, "role"),
                              sy_json_get_string (message, "content"));
    }

  return g_string_free (g_steal_pointer (&turns), FALSE);
}

static void
script (Fixture    *fixture,
        const char *bytes)
{
  RawStep steps[] = { { RAW_SEND, bytes } };

  raw_server_add_script (fixture->server, steps, G_N_ELEMENTS (steps));
}

static void
stored_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  sy_keyring_store_finish (SY_KEYRING (object), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
store_key (Fixture *fixture)
{
  gboolean done = FALSE;

  sy_keyring_store_async (fixture->keyring,
                          sy_provider_get_id (fixture->provider),
                          sy_provider_get_origin (fixture->provider),
                          "Test", SECRET, NULL, stored_cb, &done);
  assert_happens (is_set, &done);
}

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
  SyConversation *conversation = get_conversation (fixture);
  gint64 now = sy_clock_get_now (SY_CLOCK (fixture->clock));
  SyMessage *reply;

  raw_server_add_script (fixture->server, steps, G_N_ELEMENTS (steps));
  send (fixture, "# Who are  you?\n \t");

  g_assert_cmpint (sy_chat_session_get_state (fixture->session), ==, SY_CHAT_CONNECTING);
  g_assert_true (sy_conversation_get_busy (conversation));
  g_assert_cmpstr (sy_conversation_get_title (conversation), ==, "Who are you?");
  g_assert_cmpstr (sy_conversation_get_provider_id (conversation), ==, "none");
  g_assert_cmpstr (sy_conversation_get_model_id (conversation), ==, "none/model");
  g_assert_cmpint (sy_conversation_get_updated_at (conversation), ==, now);
  g_assert_cmpuint (get_n_messages (fixture), ==, 2);

  reply = get_reply (fixture);
  g_assert_cmpstr (sy_message_get_text (get_message (fixture, 0)), ==, "# Who are  you?");
  g_assert_cmpint (sy_message_get_role (get_message (fixture, 0)), ==, SY_ROLE_USER);
  g_assert_null (sy_message_get_parent_id (get_message (fixture, 0)));
  g_assert_cmpstr (sy_message_get_parent_id (reply), ==,
                   sy_message_get_id (get_message (fixture, 0)));
  g_assert_true (g_uuid_string_is_valid (sy_message_get_id (reply)));
  g_assert_cmpint (sy_message_get_created_at (reply), ==, now);
  g_assert_cmpstr (sy_message_get_model_id (reply), ==, "none/model");

  raw_server_release (fixture->server);
  assert_happens (is_waiting, fixture);
  g_assert_cmpuint (sy_message_get_length (reply), ==, 0);

  /* The text is there before the reply has ended. */
  raw_server_release (fixture->server);
  assert_happens (has_text, fixture);
  g_assert_cmpstr (sy_message_get_text (reply), ==, "Hel");
  g_assert_cmpint (sy_message_get_state (reply), ==, SY_MESSAGE_STREAMING);
  g_assert_cmpint (sy_chat_session_get_state (fixture->session), ==, SY_CHAT_STREAMING);

  sy_fake_clock_advance (fixture->clock, 1500);
  raw_server_release (fixture->server);
  assert_happens (is_idle, fixture);
  assert_reply (fixture, SY_MESSAGE_COMPLETE, "Hello");
  g_assert_cmpstr (sy_message_get_finish_reason (reply), ==, "stop");
  g_assert_cmpint (sy_message_get_duration (reply), ==, 1500 * 1000);
  g_assert_cmpstr (fixture->states->str, ==, "cwsi");
  g_assert_cmpuint (fixture->n_failed, ==, 0);
  g_assert_false (request_contains (fixture->server, 0, "Authorization"));
}

static void
test_two_turns (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  script (fixture, WHOLE ("One."));
  script (fixture, WHOLE ("Two."));

  send (fixture, "First?");
  assert_happens (is_idle, fixture);
  send (fixture, "Second?");
  assert_happens (is_idle, fixture);

  first = dup_turns (fixture, 0);
  second = dup_turns (fixture, 1);
  g_assert_cmpstr (first, ==, "user: First?\n");
  g_assert_cmpstr (second, ==, "user: First?\nassistant: One.\nuser: Second?\n");
  g_assert_cmpstr (sy_conversation_get_title (get_conversation (fixture)), ==, "First?");
  g_assert_cmpstr (sy_message_get_parent_id (get_message (fixture, 2)), ==,
                   sy_message_get_id (get_message (fixture, 1)));
  g_assert_true (request_contains (fixture->server, 1, "\"none/model\""));
}

static void
test_facts (Fixture       *fixture,
            gconstpointer  data)
{
  SyMessage *reply;
  g_autofree char *replay = NULL;

  script (fixture, RAW_OK_STREAM
          "data: {\"model\":\"served\",\"choices\":[{\"delta\":{\"reasoning\":\"Hm.\","
          "\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\"Hm.\"}]}}]}\n\n"
          TEXT ("Cut sh")
          "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"length\"}]}\n\n"
          "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,"
          "\"cost\":0.000002}}\n\n" DONE);
  send (fixture, "Think");
  assert_happens (is_idle, fixture);
  assert_reply (fixture, SY_MESSAGE_COMPLETE, "Cut sh");

  reply = get_reply (fixture);
  g_assert_cmpstr (sy_message_get_served_model (reply), ==, "served");
  g_assert_cmpstr (sy_message_get_reasoning (reply), ==, "Hm.");
  g_assert_cmpstr (sy_message_get_finish_reason (reply), ==, "length");
  g_assert_cmpint (sy_message_get_usage (reply)->prompt_tokens, ==, 3);
  g_assert_cmpint (sy_message_get_cost (reply), ==, 2000000);
  g_assert_cmpint (sy_conversation_get_total_cost (get_conversation (fixture)), ==, 2000000);

  replay = json_to_string (sy_message_get_replay (reply), FALSE);
  g_assert_cmpstr (replay, ==,
                   "{\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\"Hm.\"}]}");
}

typedef struct
{
  const char      *name;
  const char      *sent;
  SupportSpinFunc  phase;
  const char      *kept;
} StopCase;

static const StopCase stop_cases[] = {
  { "before-headers", "", has_request, "" },
  { "before-text", RAW_OK_STREAM, is_waiting, "" },
  { "streaming", RAW_OK_STREAM TEXT ("Half"), has_text, "Half" },
  { "mid-event", RAW_OK_STREAM TEXT ("Half") "data: {\"choices\":[{\"del", has_text, "Half" },
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
  script (fixture, WHOLE ("Next."));
  send (fixture, "Go");
  assert_happens (stop_case->phase, fixture);

  stopped_at = g_get_monotonic_time ();
  sy_chat_session_stop (fixture->session);
  assert_reply (fixture, SY_MESSAGE_CANCELLED, stop_case->kept);

  assert_happens (is_closed, &wait);
  g_assert_cmpint (raw_server_get_closed_at (fixture->server, 0) - stopped_at, <,
                   G_USEC_PER_SEC);
  sy_chat_session_stop (fixture->session);
  support_spin_for (50);
  assert_reply (fixture, SY_MESSAGE_CANCELLED, stop_case->kept);
  g_assert_cmpuint (fixture->n_failed, ==, 0);

  send (fixture, "Again");
  assert_happens (is_idle, fixture);
  assert_reply (fixture, SY_MESSAGE_COMPLETE, "Next.");
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
  script (fixture, RAW_OK_STREAM TEXT ("One") TEXT (" two") TEXT (" three") FINISH DONE);
  send (fixture, "Go");
  g_signal_connect (get_reply (fixture), "notify::length",
                    G_CALLBACK (stop_cb), fixture->session);
  assert_happens (is_idle, fixture);
  support_spin_for (50);

  assert_reply (fixture, SY_MESSAGE_CANCELLED, "One");
  g_assert_null (sy_message_get_finish_reason (get_reply (fixture)));
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
  send (fixture, "Go");
  assert_reply (fixture, SY_MESSAGE_CANCELLED, "");

  support_spin_for (50);
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, 0);
}

static void
test_failing_server (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *turns = NULL;

  script (fixture, "HTTP/1.1 500 Oops\r\nContent-Type: application/json\r\n"
                   "Connection: close\r\n\r\n{\"error\":{\"message\":\"On fire\"}}");
  script (fixture, RAW_OK_STREAM TEXT ("Half")
          "data: {\"error\":{\"code\":502,\"message\":\"Gone\"}}\n\n");
  script (fixture, WHOLE ("Fine."));

  send (fixture, "One");
  assert_happens (is_idle, fixture);
  assert_reply (fixture, SY_MESSAGE_FAILED, "");
  g_assert_error (sy_message_get_error (get_reply (fixture)), SY_ERROR, SY_ERROR_SERVER);
  g_assert_cmpuint (fixture->n_failed, ==, 1);
  g_assert_error (fixture->failed, SY_ERROR, SY_ERROR_SERVER);

  send (fixture, "Two");
  assert_happens (is_idle, fixture);
  assert_reply (fixture, SY_MESSAGE_FAILED, "Half");
  g_assert_cmpuint (fixture->n_failed, ==, 2);

  /* No error is ever said to a model. */
  send (fixture, "Three");
  assert_happens (is_idle, fixture);
  assert_reply (fixture, SY_MESSAGE_COMPLETE, "Fine.");
  turns = dup_turns (fixture, 2);
  g_assert_cmpstr (turns, ==, "user: One\nuser: Two\nassistant: Half\nuser: Three\n");
}

static void
test_interrupted (Fixture       *fixture,
                  gconstpointer  data)
{
  script (fixture, RAW_OK_STREAM TEXT ("Half"));
  send (fixture, "Go");
  assert_happens (is_idle, fixture);

  assert_reply (fixture, SY_MESSAGE_INTERRUPTED, "Half");
  g_assert_cmpuint (fixture->n_failed, ==, 0);
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  send_fails (fixture, "", "There is nothing to send");
  send_fails (fixture, " \n\t\xe3\x80\x80", "There is nothing to send");

  sy_provider_set_model_id (fixture->provider, "");
  send_fails (fixture, "Hello", "Choose a model ID in Settings");
  g_assert_null (sy_conversation_get_title (get_conversation (fixture)));
  g_assert_null (sy_conversation_get_provider_id (get_conversation (fixture)));
  g_assert_cmpstr (fixture->states->str, ==, "");

  sy_provider_set_model_id (fixture->provider, "m");
  send (fixture, "Hello");
  send_fails (fixture, "Hello", "A reply is still being written");
  sy_chat_session_stop (fixture->session);

  sy_conversation_set_provider_id (get_conversation (fixture), "no such provider");
  g_assert_null (sy_chat_session_get_provider (fixture->session));
  send_fails (fixture, "Hello", "Provider removed");
  g_assert_cmpuint (fixture->n_failed, ==, 0);
}

static void
test_follows_default (Fixture       *fixture,
                      gconstpointer  data)
{
  SyProvider *first = fixture->provider;

  script (fixture, WHOLE ("One."));
  sy_provider_set_model_id (first, "changed");
  g_assert_true (sy_chat_session_get_provider (fixture->session) == first);
  g_assert_cmpstr (sy_chat_session_get_model_id (fixture->session), ==, "changed");

  use_preset (fixture, "optional");
  g_assert_true (sy_chat_session_get_provider (fixture->session) == fixture->provider);
  g_assert_cmpstr (sy_chat_session_get_model_id (fixture->session), ==, "optional/model");

  sy_provider_list_set_default (fixture->providers, first);
  send (fixture, "Hello");
  assert_happens (is_idle, fixture);

  /* From the first message on it goes its own way. */
  sy_provider_list_set_default (fixture->providers, fixture->provider);
  sy_provider_set_model_id (first, "changed again");
  g_assert_true (sy_chat_session_get_provider (fixture->session) == first);
  g_assert_cmpstr (sy_chat_session_get_model_id (fixture->session), ==, "changed");
}

static void
test_key (Fixture       *fixture,
          gconstpointer  data)
{
  use_preset (fixture, "required");
  store_key (fixture);
  script (fixture, WHOLE ("Yes."));
  send (fixture, "Hello");
  assert_happens (is_idle, fixture);

  assert_reply (fixture, SY_MESSAGE_COMPLETE, "Yes.");
  g_assert_true (request_contains (fixture->server, 0, "Authorization: Bearer " SECRET "\r\n"));
}

static void
test_no_key (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *message = NULL;

  message = g_strdup_printf ("No key for 127.0.0.1:%u yet", raw_server_get_port (fixture->server));
  script (fixture, WHOLE ("Yes."));

  use_preset (fixture, "required");
  send (fixture, "Hello");
  assert_happens (is_idle, fixture);
  assert_reply (fixture, SY_MESSAGE_FAILED, "");
  g_assert_error (fixture->failed, SY_ERROR, SY_ERROR_SETUP);
  g_assert_cmpstr (fixture->failed->message, ==, message);
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, 0);

  /* Where a key is not needed, none is sent. */
  use_preset (fixture, "optional");
  sy_conversation_set_provider_id (get_conversation (fixture), "optional");
  send (fixture, "Hello");
  assert_happens (is_idle, fixture);
  assert_reply (fixture, SY_MESSAGE_COMPLETE, "Yes.");
  g_assert_false (request_contains (fixture->server, 0, "Authorization"));
}

static void
test_key_of_other_origin (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr(RawServer) other = raw_server_new ();
  g_autofree char *base = raw_server_dup_url (other, "/v1");
  static const RawStep steps[] = { { RAW_SEND, WHOLE ("Give me your key.") } };

  raw_server_add_script (other, steps, G_N_ELEMENTS (steps));
  use_preset (fixture, "optional");
  store_key (fixture);
  g_assert_true (sy_provider_set_api_base (fixture->provider, base, NULL));
  send (fixture, "Hello");
  assert_happens (is_idle, fixture);

  assert_reply (fixture, SY_MESSAGE_COMPLETE, "Give me your key.");
  g_assert_cmpuint (raw_server_get_n_requests (other), ==, 1);
  g_assert_false (request_contains (other, 0, SECRET));
  g_assert_false (request_contains (other, 0, "Authorization"));
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, 0);
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
  send (fixture, "Go");
  assert_happens (has_text, fixture);

  conversation = g_object_ref (get_conversation (fixture));
  reply = g_object_ref (get_reply (fixture));
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
  g_test_add ("/chat-session/" path, Fixture, data, set_up, func, tear_down)
  ADD ("reply", NULL, test_reply);
  ADD ("two-turns", NULL, test_two_turns);
  ADD ("facts", NULL, test_facts);
  ADD ("stop/inside", NULL, test_stop_inside);
  ADD ("stop/while-sending", NULL, test_stop_while_sending);
  ADD ("failing-server", NULL, test_failing_server);
  ADD ("interrupted", NULL, test_interrupted);
  ADD ("refused", NULL, test_refused);
  ADD ("follows-default", NULL, test_follows_default);
  ADD ("key", NULL, test_key);
  ADD ("no-key", NULL, test_no_key);
  ADD ("key-of-other-origin", NULL, test_key_of_other_origin);
  ADD ("dispose", NULL, test_dispose);
#undef ADD

  for (gsize i = 0; i < G_N_ELEMENTS (stop_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/chat-session/stop/", stop_cases[i].name, NULL);

      g_test_add (path, Fixture, &stop_cases[i], set_up, test_stop, tear_down);
    }

  return g_test_run ();
}
