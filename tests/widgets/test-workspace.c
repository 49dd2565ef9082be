/* test-workspace.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-workspace.h"

#include "raw-server.h"
#include "support-spin.h"
#include "sy-error.h"
#include "widget-support.h"

#include <string.h>

#define PATIENCE_MS 10000
#define KEY         "sk-workspace-0123456789abcdef"

/* Every request gets a list of models, which is all a local server is asked for. */
#define MODELS \
  "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n" \
  "{\"data\":[{\"id\":\"first/model\"},{\"id\":\"second/model\"}]}"

#define REPLY \
  RAW_OK_STREAM "data: {\"choices\":[{\"delta\":{\"content\":\"Good\"},\"finish_reason\":\"stop\"}]}\n\n" \
  "data: [DONE]\n\n"

/* Nothing of it is written: a workspace that was not loaded saves nothing.  There is no
 * session bus, so keys are kept in memory.
 */
typedef struct
{
  SyWorkspace    *workspace;
  SyProviderList *providers;
  SyHealthList   *healths;
  RawServer      *server;
  guint           n_done;
  GError         *error;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->workspace = sy_workspace_new ();
  fixture->providers = sy_workspace_get_providers (fixture->workspace);
  fixture->healths = sy_workspace_get_healths (fixture->workspace);
  fixture->server = raw_server_new ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->workspace);
  g_assert_no_error (fixture->error);
  raw_server_free (fixture->server);
}

static SyProvider *
ensure (Fixture    *fixture,
        const char *id)
{
  GListModel *presets = sy_provider_list_get_presets (fixture->providers);

  return sy_provider_list_ensure (fixture->providers, sy_preset_list_find (presets, id));
}

static void
set_base (SyProvider *provider,
          const char *base)
{
  g_autoptr(GError) error = NULL;

  sy_provider_set_api_base (provider, base, &error);
  g_assert_no_error (error);
}

static void
set_server (Fixture    *fixture,
            SyProvider *provider,
            const char *answer)
{
  g_autofree char *base = raw_server_dup_url (fixture->server, "/v1/chat/completions");
  const RawStep steps[] = { { .action = RAW_SEND, .bytes = answer } };

  raw_server_add_script (fixture->server, steps, G_N_ELEMENTS (steps));
  set_base (provider, base);
}

static gboolean
is_done_twice (gpointer data)
{
  Fixture *fixture = data;

  return fixture->n_done == 2;
}

static gboolean
is_done (gpointer data)
{
  Fixture *fixture = data;

  return fixture->n_done > 0;
}

static void
wait_done (Fixture *fixture)
{
  g_assert_true (support_spin_until (is_done, fixture, PATIENCE_MS));
  fixture->n_done = 0;
}

/* Each of them finishes with its own function. */
typedef gboolean (*FinishFunc) (SyWorkspace   *workspace,
                                GAsyncResult  *result,
                                GError       **error);

static FinishFunc finish;

static void
done_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Fixture *fixture = user_data;
  g_autoptr(GError) error = NULL;

  g_assert_true (finish (SY_WORKSPACE (object), result, &error));
  g_assert_no_error (error);
  fixture->n_done++;
}

static void
store_key (Fixture    *fixture,
           SyProvider *provider)
{
  finish = sy_workspace_store_key_finish;
  sy_workspace_store_key_async (fixture->workspace, provider, KEY, done_cb, fixture);
  wait_done (fixture);
}

static gboolean
is_saved (gpointer provider)
{
  return sy_provider_get_key_state (provider) == SY_KEY_STATE_SAVED;
}

static gboolean
is_elsewhere (gpointer provider)
{
  return sy_provider_get_key_state (provider) == SY_KEY_STATE_OTHER_ORIGIN;
}

static gboolean
has_no_key (gpointer provider)
{
  return sy_provider_get_key_state (provider) == SY_KEY_STATE_NONE;
}

static gboolean
is_connected (gpointer health)
{
  return sy_health_get_state (health) == SY_HEALTH_CONNECTED;
}

static gboolean
is_red (gpointer health)
{
  return sy_health_get_state (health) == SY_HEALTH_ERROR;
}

/* A key stays with its origin until the person lets another one have it. */
static void
test_workspace_keys (Fixture       *fixture,
                     gconstpointer  data)
{
  SyProvider *openai = ensure (fixture, "openai");

  store_key (fixture, openai);
  g_assert_true (support_spin_until (is_saved, openai, PATIENCE_MS));

  set_base (openai, "https://other.example/v1");
  g_assert_true (support_spin_until (is_elsewhere, openai, PATIENCE_MS));

  finish = sy_workspace_adopt_key_finish;
  sy_workspace_adopt_key_async (fixture->workspace, openai, done_cb, fixture);
  wait_done (fixture);
  g_assert_true (support_spin_until (is_saved, openai, PATIENCE_MS));

  finish = sy_workspace_remove_key_finish;
  sy_workspace_remove_key_async (fixture->workspace, openai, done_cb, fixture);
  wait_done (fixture);
  g_assert_true (support_spin_until (has_no_key, openai, PATIENCE_MS));
  set_base (openai, "https://api.openai.com/v1");
  g_assert_true (support_spin_until (has_no_key, openai, PATIENCE_MS));
}

static void
test_workspace_all_keys (Fixture       *fixture,
                         gconstpointer  data)
{
  SyProvider *openai = ensure (fixture, "openai");
  SyProvider *mistral = ensure (fixture, "mistral");

  store_key (fixture, openai);
  store_key (fixture, mistral);
  g_assert_true (support_spin_until (is_saved, mistral, PATIENCE_MS));

  finish = sy_workspace_remove_all_keys_finish;
  sy_workspace_remove_all_keys_async (fixture->workspace, done_cb, fixture);
  wait_done (fixture);
  g_assert_true (support_spin_until (has_no_key, openai, PATIENCE_MS));
  g_assert_true (support_spin_until (has_no_key, mistral, PATIENCE_MS));
}

/* A list is loaded once its server answers, and gives a model where none was chosen. */
static void
test_workspace_models (Fixture       *fixture,
                       gconstpointer  data)
{
  SyProvider *provider = ensure (fixture, "lmstudio");
  SyHealth *health = sy_health_list_find (fixture->healths, provider);
  SyCatalog *catalog = sy_catalog_list_find (sy_workspace_get_catalogs (fixture->workspace),
                                             provider);

  set_server (fixture, provider, MODELS);
  g_assert_cmpstr (sy_provider_get_model_id (provider), ==, "");
  sy_health_check_now (health);
  g_assert_true (support_spin_until (is_connected, health, PATIENCE_MS));

  while (*sy_provider_get_model_id (provider) == '\0')
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpstr (sy_provider_get_model_id (provider), ==, "first/model");
  g_assert_true (sy_catalog_accepts (catalog, "second/model"));
  g_assert_false (sy_catalog_accepts (catalog, "third/model"));

  /* One that was chosen is left alone. */
  sy_provider_set_model_id (provider, "third/model");
  sy_catalog_refresh (catalog);
  while (sy_catalog_get_state (catalog) == SY_CATALOG_LOADING)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (sy_provider_get_model_id (provider), ==, "third/model");
}

static SyChatSession *
send_to (Fixture    *fixture,
         SyProvider *provider)
{
  SyChatSession *session = sy_workspace_get_blank_session (fixture->workspace);
  g_autoptr(GError) error = NULL;

  sy_provider_set_model_id (provider, "some/model");
  sy_provider_list_set_default (fixture->providers, provider);
  sy_chat_session_send (session, "question", &error);
  g_assert_no_error (error);

  return session;
}

/* What streams is a proof, and a conversation of a removed provider stays. */
static void
test_workspace_replies (Fixture       *fixture,
                        gconstpointer  data)
{
  SyProvider *custom = sy_provider_list_add_custom (fixture->providers);
  SyHealth *health = sy_health_list_find (fixture->healths, custom);
  SyChatSession *session;

  set_server (fixture, custom, REPLY);
  session = send_to (fixture, custom);
  g_assert_true (support_spin_until (is_connected, health, PATIENCE_MS));
  g_assert_cmpuint (sy_workspace_count_conversations (fixture->workspace, custom), ==, 1);
  g_assert_cmpuint (sy_workspace_count_conversations (fixture->workspace, NULL), ==, 1);
  g_assert_cmpuint (sy_workspace_count_conversations (fixture->workspace,
                                                      ensure (fixture, "openai")), ==, 0);

  finish = sy_workspace_remove_provider_finish;
  sy_workspace_remove_provider_async (fixture->workspace, custom, done_cb, fixture);
  wait_done (fixture);
  g_assert_null (sy_chat_session_get_provider (session));
  g_assert_cmpuint (g_list_model_get_n_items (
    G_LIST_MODEL (sy_workspace_get_conversations (fixture->workspace))), ==, 1);
  g_assert_cmpstr (sy_provider_get_id (sy_provider_list_get_default (fixture->providers)),
                   ==, "openrouter");
}

/* Who is asked twice, as by two presses of a button, removes it once. */
static void
test_workspace_remove_twice (Fixture       *fixture,
                             gconstpointer  data)
{
  SyProvider *custom = sy_provider_list_add_custom (fixture->providers);
  g_autofree char *id = g_strdup (sy_provider_get_id (custom));

  finish = sy_workspace_remove_provider_finish;
  sy_workspace_remove_provider_async (fixture->workspace, custom, done_cb, fixture);
  sy_workspace_remove_provider_async (fixture->workspace, custom, done_cb, fixture);
  g_assert_true (support_spin_until (is_done_twice, fixture, PATIENCE_MS));
  g_assert_null (sy_provider_list_find (fixture->providers, id));
}

/* A key that is refused in a chat turns red at once, and the red one is the worst. */
static void
test_workspace_worst (Fixture       *fixture,
                      gconstpointer  data)
{
  SyProvider *custom = sy_provider_list_add_custom (fixture->providers);
  SyHealth *health = sy_health_list_find (fixture->healths, custom);
  guint n_notified;

  widget_watch (fixture->workspace, "worst-health", &n_notified);
  g_assert_true (sy_workspace_get_worst_health (fixture->workspace) ==
                 sy_health_list_find (fixture->healths,
                                      sy_provider_list_get_default (fixture->providers)));

  set_server (fixture, custom, "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n");
  sy_workspace_set_open_session (fixture->workspace, send_to (fixture, custom));
  sy_provider_list_set_default (fixture->providers, ensure (fixture, "openai"));
  g_assert_true (support_spin_until (is_red, health, PATIENCE_MS));
  g_assert_true (sy_workspace_get_worst_health (fixture->workspace) == health);
  g_assert_cmpuint (n_notified, >, 0);

  sy_workspace_set_open_session (fixture->workspace, NULL);
  g_assert_true (sy_workspace_get_worst_health (fixture->workspace) ==
                 sy_health_list_find (fixture->healths, ensure (fixture, "openai")));
}

static gboolean
is_streaming (gpointer session)
{
  return sy_chat_session_get_state (session) == SY_CHAT_STREAMING;
}

static gboolean
is_closed (gpointer server)
{
  return raw_server_get_closed_at (server, 0) != 0;
}

/* Nothing lists it, and when it ends nothing of it is left, not even its reply. */
static void
test_workspace_temporary (Fixture       *fixture,
                          gconstpointer  data)
{
  static const RawStep steps[] = {
    { RAW_SEND, RAW_OK_STREAM "data: {\"choices\":[{\"delta\":{\"content\":\"Half\"}}]}\n\n" },
    { RAW_WAIT_CLOSE },
  };
  g_autofree char *base = raw_server_dup_url (fixture->server, "/v1/chat/completions");
  SyProvider *custom = sy_provider_list_add_custom (fixture->providers);
  SyChatSession *session = sy_workspace_begin_temporary (fixture->workspace);
  SyConversation *conversation = sy_chat_session_get_conversation (session);
  g_autoptr(GError) error = NULL;

  g_assert_true (sy_conversation_get_temporary (conversation));
  g_assert_true (sy_workspace_find_session (fixture->workspace, conversation) == session);
  g_assert_true (sy_workspace_get_blank_session (fixture->workspace) != session);

  raw_server_add_script (fixture->server, steps, G_N_ELEMENTS (steps));
  set_base (custom, base);
  sy_provider_set_model_id (custom, "some/model");
  sy_provider_list_set_default (fixture->providers, custom);
  sy_chat_session_send (session, "secret", &error);
  g_assert_no_error (error);
  g_assert_true (support_spin_until (is_streaming, session, PATIENCE_MS));
  g_assert_cmpuint (sy_workspace_count_conversations (fixture->workspace, NULL), ==, 0);

  g_object_add_weak_pointer (G_OBJECT (session), (gpointer *) &session);
  g_object_add_weak_pointer (G_OBJECT (conversation), (gpointer *) &conversation);
  sy_workspace_end_session (fixture->workspace, session);
  g_assert_true (support_spin_until (is_closed, fixture->server, PATIENCE_MS));
  g_assert_null (session);
  g_assert_null (conversation);
}

int
main (int   argc,
      char *argv[])
{
  widget_test_init (&argc, &argv);

#define ADD(path, func) g_test_add ("/workspace/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("keys", test_workspace_keys);
  ADD ("all-keys", test_workspace_all_keys);
  ADD ("models", test_workspace_models);
  ADD ("replies", test_workspace_replies);
  ADD ("remove-twice", test_workspace_remove_twice);
  ADD ("worst", test_workspace_worst);
  ADD ("temporary", test_workspace_temporary);
#undef ADD

  return g_test_run ();
}
