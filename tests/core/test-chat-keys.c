/* test-chat-keys.c
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
#include "sy-keyring.h"

#include <string.h>

#define PATIENCE 5000
#define SECRET   "sk-test-0123456789abcdef"

static const char presets_json[] =
  "{\"version\":1,\"presets\":[{\"id\":\"keyed\",\"name\":\"Keyed\","
  "\"api-base\":\"https://keyed.example/v1\",\"model\":\"m\",\"format\":\"openai-chat\","
  "\"dialect\":\"generic\",\"auth-header\":\"Authorization\",\"key\":\"required\","
  "\"local\":false,\"silence-seconds\":120}]}";

static const RawStep yes_steps[] = {
  { RAW_SEND, RAW_OK_STREAM
              "data: {\"choices\":[{\"delta\":{\"content\":\"Yes.\"},"
              "\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n" },
};

/* A keyring that answers when it is told to, and then even who has given up waiting. */
#define TEST_TYPE_KEYRING (test_keyring_get_type ())
G_DECLARE_FINAL_TYPE (TestKeyring, test_keyring, TEST, KEYRING, GObject)

struct _TestKeyring
{
  GObject     parent_instance;

  GHashTable *keys;
  GPtrArray  *pending;
  gboolean    held;
  gboolean    locked;
  gboolean    can_unlock;
  guint       n_lookups;
  guint       n_unlocks;
};

static void keyring_iface_init (SyKeyringInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestKeyring, test_keyring, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SY_TYPE_KEYRING, keyring_iface_init))

static void
answer (GTask *task)
{
  TestKeyring *self = TEST_KEYRING (g_task_get_source_object (task));
  const char *origin = g_task_get_task_data (task);

  if (self->locked)
    g_task_return_new_error_literal (task, SY_ERROR, SY_ERROR_KEYRING_LOCKED, "Locked");
  else
    g_task_return_pointer (task, g_strdup (g_hash_table_lookup (self->keys, origin)),
                           (GDestroyNotify) sy_keyring_free_key);
}

static void
release (TestKeyring *self)
{
  g_autoptr(GPtrArray) pending = g_steal_pointer (&self->pending);

  self->pending = g_ptr_array_new_with_free_func (g_object_unref);
  self->held = FALSE;

  for (guint i = 0; i < pending->len; i++)
    answer (g_ptr_array_index (pending, i));
}

static void
test_keyring_lookup_async (SyKeyring           *keyring,
                           const char          *provider_id,
                           const char          *origin,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  TestKeyring *self = TEST_KEYRING (keyring);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_assert_cmpstr (provider_id, ==, "keyed");
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_strdup (origin), g_free);
  self->n_lookups++;

  if (self->held)
    g_ptr_array_add (self->pending, g_steal_pointer (&task));
  else
    answer (task);
}

static char *
test_keyring_lookup_finish (SyKeyring     *keyring,
                            GAsyncResult  *result,
                            GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
test_keyring_unlock_async (SyKeyring           *keyring,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  TestKeyring *self = TEST_KEYRING (keyring);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  self->n_unlocks++;
  self->locked = !self->can_unlock;

  if (self->locked)
    g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Dismissed");
  else
    g_task_return_boolean (task, TRUE);
}

static gboolean
test_keyring_unlock_finish (SyKeyring     *keyring,
                            GAsyncResult  *result,
                            GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
keyring_iface_init (SyKeyringInterface *iface)
{
  iface->lookup_async = test_keyring_lookup_async;
  iface->lookup_finish = test_keyring_lookup_finish;
  iface->unlock_async = test_keyring_unlock_async;
  iface->unlock_finish = test_keyring_unlock_finish;
}

static void
test_keyring_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  g_value_set_enum (value, SY_KEYRING_AVAILABLE);
}

static void
test_keyring_finalize (GObject *object)
{
  TestKeyring *self = TEST_KEYRING (object);

  g_hash_table_unref (self->keys);
  g_ptr_array_unref (self->pending);

  G_OBJECT_CLASS (test_keyring_parent_class)->finalize (object);
}

static void
test_keyring_class_init (TestKeyringClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = test_keyring_get_property;
  object_class->finalize = test_keyring_finalize;
  g_object_class_override_property (object_class, 1, "state");
}

static void
test_keyring_init (TestKeyring *self)
{
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->pending = g_ptr_array_new_with_free_func (g_object_unref);
}

typedef struct
{
  RawServer       *server;
  RawServer       *other;
  SyProviderList  *providers;
  SyProvider      *provider;
  TestKeyring     *keyring;
  SyHttp          *http;
  SyRedact        *redact;
  SyFakeClock     *clock;
  SyMessageWindow *messages;
  SyChatSession   *session;
} Fixture;

static void
move_to (Fixture   *fixture,
         RawServer *server)
{
  g_autofree char *base = raw_server_dup_url (server, "/v1");
  g_autoptr(GError) error = NULL;

  sy_provider_set_api_base (fixture->provider, base, &error);
  g_assert_no_error (error);
}

static void
set_up_providers (Fixture *fixture)
{
  g_autoptr(GBytes) json = g_bytes_new_static (presets_json, sizeof presets_json - 1);
  g_autofree char *path = g_build_filename (g_get_user_config_dir (), "providers.json", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;
  g_autoptr(GListModel) presets = sy_preset_parse_list (json, &error);

  g_assert_no_error (error);
  fixture->providers = sy_provider_list_new (file, presets);
  fixture->provider = sy_provider_list_ensure (fixture->providers,
                                               sy_preset_list_find (presets, "keyed"));
  sy_provider_list_set_default (fixture->providers, fixture->provider);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(SyConversation) conversation = sy_conversation_new ("conversation");
  SyChatServices services = { 0 };

  set_up_providers (fixture);
  fixture->server = raw_server_new ();
  fixture->other = raw_server_new ();
  raw_server_add_script (fixture->server, yes_steps, G_N_ELEMENTS (yes_steps));
  raw_server_add_script (fixture->other, yes_steps, G_N_ELEMENTS (yes_steps));
  move_to (fixture, fixture->server);

  fixture->keyring = g_object_new (TEST_TYPE_KEYRING, NULL);
  g_hash_table_insert (fixture->keyring->keys,
                       g_strdup (sy_provider_get_origin (fixture->provider)),
                       g_strdup (SECRET));

  fixture->clock = sy_fake_clock_new ();
  fixture->http = sy_http_new (SY_CLOCK (fixture->clock));
  fixture->redact = sy_redact_new ();
  fixture->messages = sy_message_window_new (conversation);
  services.providers = fixture->providers;
  services.keyring = SY_KEYRING (fixture->keyring);
  services.http = fixture->http;
  services.redact = fixture->redact;
  services.clock = SY_CLOCK (fixture->clock);
  fixture->session = sy_chat_session_new (fixture->messages, &services);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->session != NULL)
    g_assert_finalize_object (fixture->session);

  support_spin_for (20);
  raw_server_free (fixture->server);
  raw_server_free (fixture->other);
  g_assert_finalize_object (fixture->messages);
  g_assert_finalize_object (fixture->providers);
  g_assert_finalize_object (fixture->keyring);
  g_assert_finalize_object (fixture->http);
  g_assert_finalize_object (fixture->redact);
  g_assert_finalize_object (fixture->clock);
}

static gboolean
is_idle (gpointer data)
{
  Fixture *fixture = data;

  return sy_chat_session_get_can_send (fixture->session);
}

static void
send (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (sy_chat_session_send (fixture->session, "Hello", &error));
  g_assert_no_error (error);
  g_assert_cmpint (sy_chat_session_get_state (fixture->session), ==, SY_CHAT_CONNECTING);
}

static void
finish (Fixture *fixture)
{
  g_assert_true (support_spin_until (is_idle, fixture, PATIENCE));
}

/* Borrowed: the window keeps its messages. */
static SyMessage *
get_reply (Fixture *fixture)
{
  GListModel *messages = G_LIST_MODEL (fixture->messages);
  guint n_messages = g_list_model_get_n_items (messages);
  g_autoptr(SyMessage) reply = g_list_model_get_item (messages, n_messages - 1);

  return reply;
}

static void
assert_requests (Fixture *fixture,
                 guint    n_server,
                 guint    n_other)
{
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, n_server);
  g_assert_cmpuint (raw_server_get_n_requests (fixture->other), ==, n_other);
}

static void
test_late (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *request = NULL;

  fixture->keyring->held = TRUE;
  send (fixture);
  sy_chat_session_stop (fixture->session);
  g_assert_cmpint (sy_chat_session_get_state (fixture->session), ==, SY_CHAT_IDLE);
  g_assert_cmpint (sy_message_get_state (get_reply (fixture)), ==, SY_MESSAGE_CANCELLED);

  /* The answer to the first must not start the second. */
  send (fixture);
  g_assert_cmpuint (fixture->keyring->pending->len, ==, 2);
  answer (g_ptr_array_index (fixture->keyring->pending, 0));
  g_ptr_array_remove_index (fixture->keyring->pending, 0);
  support_spin_for (50);
  assert_requests (fixture, 0, 0);
  g_assert_cmpint (sy_chat_session_get_state (fixture->session), ==, SY_CHAT_CONNECTING);

  release (fixture->keyring);
  finish (fixture);
  g_assert_cmpint (sy_message_get_state (get_reply (fixture)), ==, SY_MESSAGE_COMPLETE);
  assert_requests (fixture, 1, 0);
  request = raw_server_dup_request (fixture->server, 0);
  g_assert_nonnull (strstr (request, "Bearer " SECRET));
}

static void
test_late_after_dispose (Fixture       *fixture,
                         gconstpointer  data)
{
  fixture->keyring->held = TRUE;
  send (fixture);
  g_assert_finalize_object (g_steal_pointer (&fixture->session));
  g_assert_cmpint (sy_message_get_state (get_reply (fixture)), ==, SY_MESSAGE_INTERRUPTED);

  release (fixture->keyring);
  support_spin_for (50);
  assert_requests (fixture, 0, 0);
}

static void
test_unlock (Fixture       *fixture,
             gconstpointer  data)
{
  fixture->keyring->locked = TRUE;
  fixture->keyring->can_unlock = TRUE;
  send (fixture);
  finish (fixture);

  g_assert_cmpint (sy_message_get_state (get_reply (fixture)), ==, SY_MESSAGE_COMPLETE);
  g_assert_cmpuint (fixture->keyring->n_unlocks, ==, 1);
  g_assert_cmpuint (fixture->keyring->n_lookups, ==, 2);
  assert_requests (fixture, 1, 0);
}

static void
test_stays_locked (Fixture       *fixture,
                   gconstpointer  data)
{
  fixture->keyring->locked = TRUE;
  send (fixture);
  finish (fixture);

  g_assert_cmpint (sy_message_get_state (get_reply (fixture)), ==, SY_MESSAGE_FAILED);
  g_assert_error (sy_message_get_error (get_reply (fixture)), SY_ERROR, SY_ERROR_KEYRING_LOCKED);
  g_assert_cmpuint (fixture->keyring->n_unlocks, ==, 1);
  assert_requests (fixture, 0, 0);

  /* Each message asks anew. */
  fixture->keyring->can_unlock = TRUE;
  send (fixture);
  finish (fixture);
  g_assert_cmpint (sy_message_get_state (get_reply (fixture)), ==, SY_MESSAGE_COMPLETE);
  g_assert_cmpuint (fixture->keyring->n_unlocks, ==, 2);
}

static void
test_moved (Fixture       *fixture,
            gconstpointer  data)
{
  fixture->keyring->held = TRUE;
  send (fixture);
  move_to (fixture, fixture->other);
  release (fixture->keyring);
  finish (fixture);

  g_assert_cmpint (sy_message_get_state (get_reply (fixture)), ==, SY_MESSAGE_FAILED);
  g_assert_error (sy_message_get_error (get_reply (fixture)), SY_ERROR, SY_ERROR_SETUP);
  g_assert_cmpuint (fixture->keyring->n_lookups, ==, 2);
  assert_requests (fixture, 0, 0);
}

static void
test_moved_with_key (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *request = NULL;

  fixture->keyring->held = TRUE;
  send (fixture);
  move_to (fixture, fixture->other);
  g_hash_table_insert (fixture->keyring->keys,
                       g_strdup (sy_provider_get_origin (fixture->provider)),
                       g_strdup ("sk-other"));
  release (fixture->keyring);
  finish (fixture);

  g_assert_cmpint (sy_message_get_state (get_reply (fixture)), ==, SY_MESSAGE_COMPLETE);
  assert_requests (fixture, 0, 1);
  request = raw_server_dup_request (fixture->other, 0);
  g_assert_null (strstr (request, SECRET));
  g_assert_nonnull (strstr (request, "Bearer sk-other\r\n"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  /* The system's resolver looks for settings, which the folders of a test do not have. */
  g_setenv ("GIO_USE_PROXY_RESOLVER", "dummy", FALSE);

#define ADD(path, func) \
  g_test_add ("/chat-keys/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("late", test_late);
  ADD ("late-after-dispose", test_late_after_dispose);
  ADD ("unlock", test_unlock);
  ADD ("stays-locked", test_stays_locked);
  ADD ("moved", test_moved);
  ADD ("moved-with-key", test_moved_with_key);
#undef ADD

  return g_test_run ();
}
