/* chat-fixture.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "chat-fixture.h"

#include "sy-json.h"
#include "sy-keyring-memory.h"

#include <string.h>

#define PRESET(id, need) \
  "{\"id\":\"" id "\",\"name\":\"" id "\",\"api-base\":\"https://" id ".example/v1\"," \
  "\"model\":\"" id "/model\",\"format\":\"openai-chat\",\"dialect\":\"generic\"," \
  "\"auth-header\":\"Authorization\",\"key\":\"" need "\",\"local\":false," \
  "\"silence-seconds\":120}"

static const char presets_json[] =
  "{\"version\":1,\"presets\":["
  PRESET ("required", "required") "," PRESET ("optional", "optional") "," PRESET ("none", "none")
  "]}";

static void
state_cb (SyChatSession *session,
          GParamSpec    *pspec,
          Fixture       *fixture)
{
  static const char letters[] = "icwsr";
  gboolean can_send;

  g_object_get (session, "can-send", &can_send, NULL);
  g_assert_cmpint (can_send, ==, sy_chat_session_get_state (session) == SY_CHAT_IDLE);
  g_assert_cmpint (sy_chat_session_get_retry_error (session) != NULL, ==,
                   sy_chat_session_get_state (session) == SY_CHAT_RETRYING);
  g_assert_cmpint (sy_chat_session_get_retry_at (session) != 0, ==,
                   sy_chat_session_get_state (session) == SY_CHAT_RETRYING);
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
  g_autoptr(GRand) random = g_rand_new_with_seed (7);
  SyChatServices services = {
    .providers = fixture->providers,
    .keyring = fixture->keyring,
    .http = fixture->http,
    .redact = fixture->redact,
    .clock = SY_CLOCK (fixture->clock),
    .network = G_NETWORK_MONITOR (fixture->network),
    .random = random,
    .defaults = fixture->defaults,
  };

  return sy_chat_session_new (messages, &services);
}

/* Points the provider of a preset at the test's server and makes it the default. */
void
chat_use_preset (Fixture    *fixture,
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

void
chat_set_up (Fixture       *fixture,
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
  fixture->network = fake_network_new (TRUE);
  fixture->http = sy_http_new (SY_CLOCK (fixture->clock));
  fixture->redact = sy_redact_new ();
  fixture->defaults = sy_chat_defaults_new ();
  fixture->states = g_string_new (NULL);
  chat_use_preset (fixture, "none");
  make_session (fixture);
}

void
chat_tear_down (Fixture       *fixture,
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
  g_assert_finalize_object (fixture->network);
  g_assert_finalize_object (fixture->defaults);
  g_object_unref (fixture->file);
  g_string_free (fixture->states, TRUE);
  g_clear_error (&fixture->failed);
}

SyConversation *
chat_get_conversation (Fixture *fixture)
{
  return sy_chat_session_get_conversation (fixture->session);
}

guint
chat_get_n_messages (Fixture *fixture)
{
  return g_list_model_get_n_items (
    G_LIST_MODEL (sy_chat_session_get_messages (fixture->session)));
}

/* Borrowed: the window keeps its messages. */
SyMessage *
chat_get_message (Fixture *fixture,
                  guint    position)
{
  GListModel *messages = G_LIST_MODEL (sy_chat_session_get_messages (fixture->session));
  g_autoptr(SyMessage) message = g_list_model_get_item (messages, position);

  g_assert_nonnull (message);

  return message;
}

SyMessage *
chat_get_reply (Fixture *fixture)
{
  return chat_get_message (fixture, chat_get_n_messages (fixture) - 1);
}

void
chat_send (Fixture    *fixture,
           const char *text)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (sy_chat_session_send (fixture->session, text, &error));
  g_assert_no_error (error);
}

void
chat_send_fails (Fixture    *fixture,
                 const char *text,
                 const char *message)
{
  guint n_messages = chat_get_n_messages (fixture);
  g_autoptr(GError) error = NULL;

  g_assert_false (sy_chat_session_send (fixture->session, text, &error));
  g_assert_error (error, SY_ERROR, SY_ERROR_SETUP);
  g_assert_cmpstr (error->message, ==, message);
  g_assert_cmpuint (chat_get_n_messages (fixture), ==, n_messages);
}

gboolean
chat_is_idle (gpointer data)
{
  Fixture *fixture = data;

  return sy_chat_session_get_can_send (fixture->session);
}

gboolean
chat_is_waiting (gpointer data)
{
  Fixture *fixture = data;

  return sy_chat_session_get_state (fixture->session) == SY_CHAT_WAITING;
}

gboolean
chat_has_request (gpointer data)
{
  Fixture *fixture = data;

  return raw_server_get_n_requests (fixture->server) > 0;
}

gboolean
chat_has_text (gpointer data)
{
  Fixture *fixture = data;

  return sy_message_get_length (chat_get_reply (fixture)) > 0;
}

gboolean
chat_is_set (gpointer data)
{
  return *(gboolean *) data;
}

void
chat_assert_reply (Fixture        *fixture,
                   SyMessageState  state,
                   const char     *text)
{
  SyMessage *reply = chat_get_reply (fixture);

  g_assert_cmpint (sy_message_get_role (reply), ==, SY_ROLE_ASSISTANT);
  g_assert_cmpint (sy_message_get_state (reply), ==, state);
  g_assert_cmpstr (sy_message_get_text (reply), ==, text);
  g_assert_cmpint (sy_message_get_error (reply) != NULL, ==, state == SY_MESSAGE_FAILED);
  g_assert_cmpint (sy_chat_session_get_state (fixture->session), ==, SY_CHAT_IDLE);
  g_assert_false (sy_conversation_get_busy (chat_get_conversation (fixture)));
}

gboolean
chat_request_contains (RawServer  *server,
                       guint       index,
                       const char *text)
{
  g_autofree char *request = raw_server_dup_request (server, index);

  g_assert_nonnull (request);

  return strstr (request, text) != NULL;
}

/* The messages of a recorded request, as "role: text" lines. */
char *
chat_dup_turns (Fixture *fixture,
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

void
chat_script (Fixture    *fixture,
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

void
chat_store_key (Fixture    *fixture,
                const char *key)
{
  gboolean done = FALSE;

  sy_keyring_store_async (fixture->keyring,
                          sy_provider_get_id (fixture->provider),
                          sy_provider_get_origin (fixture->provider),
                          "Test", key, NULL, stored_cb, &done);
  assert_happens (chat_is_set, &done);
}
