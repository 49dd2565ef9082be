/* test-provider.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-provider.h"

#include "sy-error.h"
#include "sy-keyring-memory.h"
#include "sy-trust.h"
#include "support-spin.h"

#include <string.h>

/* A keyring that answers when the test says so. */
#define SLOW_TYPE_KEYRING (slow_keyring_get_type ())
G_DECLARE_FINAL_TYPE (SlowKeyring, slow_keyring, SLOW, KEYRING, GObject)

struct _SlowKeyring
{
  GObject    parent_instance;

  GPtrArray *questions;
};

static void slow_keyring_iface_init (SyKeyringInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SlowKeyring, slow_keyring, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SY_TYPE_KEYRING, slow_keyring_iface_init))

static void
slow_keyring_list_origins_async (SyKeyring           *keyring,
                                 const char          *provider_id,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  SlowKeyring *self = SLOW_KEYRING (keyring);

  g_ptr_array_add (self->questions, g_task_new (self, cancellable, callback, user_data));
}

static char **
slow_keyring_list_origins_finish (SyKeyring     *keyring,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
slow_keyring_iface_init (SyKeyringInterface *iface)
{
  iface->list_origins_async = slow_keyring_list_origins_async;
  iface->list_origins_finish = slow_keyring_list_origins_finish;
}

static void
slow_keyring_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  g_value_set_enum (value, SY_KEYRING_AVAILABLE);
}

static void
slow_keyring_finalize (GObject *object)
{
  g_ptr_array_unref (SLOW_KEYRING (object)->questions);

  G_OBJECT_CLASS (slow_keyring_parent_class)->finalize (object);
}

static void
slow_keyring_class_init (SlowKeyringClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = slow_keyring_get_property;
  object_class->finalize = slow_keyring_finalize;
  g_object_class_override_property (object_class, 1, "state");
}

static void
slow_keyring_init (SlowKeyring *self)
{
  self->questions = g_ptr_array_new_with_free_func (g_object_unref);
}

/* Answers the oldest question: with @origin, or "locked" for %NULL. */
static void
slow_keyring_answer (SlowKeyring *self,
                     const char  *origin)
{
  g_autoptr(GTask) task = g_ptr_array_steal_index (self->questions, 0);
  const char *origins[] = { origin, NULL };

  if (origin != NULL)
    g_task_return_pointer (task, g_strdupv ((char **) origins), (GDestroyNotify) g_strfreev);
  else
    g_task_return_new_error (task, SY_ERROR, SY_ERROR_KEYRING_LOCKED, "locked");

  support_spin_for (20);
}

static GListModel *
make_presets (void)
{
  static const char json[] =
    "{\"presets\":["
    "{\"id\":\"openrouter\",\"name\":\"OpenRouter\",\"format\":\"openai-chat\","
    "\"api-base\":\"https://openrouter.ai/api/v1/chat/completions\",\"model\":\"a/b\","
    "\"dialect\":\"openrouter\",\"key\":\"required\"},"
    "{\"id\":\"demo\",\"name\":\"Demo\",\"format\":\"openai-chat\",\"api-base\":\"demo:\","
    "\"model\":\"demo/x\",\"key\":\"none\"},"
    "{\"id\":\"custom\",\"name\":\"Custom\",\"format\":\"openai-chat\",\"key\":\"optional\"}]}";
  g_autoptr(GBytes) bytes = g_bytes_new_static (json, strlen (json));

  return sy_preset_parse_list (bytes, NULL);
}

static SyProvider *
make_provider (const char *id)
{
  g_autoptr(GListModel) presets = make_presets ();

  return sy_provider_new (id, sy_preset_list_find (presets, id));
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
count (SyProvider *provider,
       const char *signal,
       guint      *counter)
{
  *counter = 0;
  g_signal_connect_swapped (provider, signal, G_CALLBACK (count_cb), counter);
}

static gboolean
is_known (gpointer data)
{
  return sy_provider_get_key_state (data) != SY_KEY_STATE_UNKNOWN;
}

static void
test_new (void)
{
  SyProvider *provider = make_provider ("openrouter");
  g_autofree char *host = sy_provider_dup_host (provider);
  g_autofree char *endpoint = sy_provider_dup_endpoint (provider);
  g_autofree char *id = NULL;
  g_autoptr(SyPreset) preset = NULL;

  g_assert_cmpstr (sy_provider_get_id (provider), ==, "openrouter");
  g_assert_cmpstr (sy_provider_get_name (provider), ==, "OpenRouter");
  g_assert_cmpstr (sy_provider_get_api_base (provider), ==,
                   "https://openrouter.ai/api/v1/chat/completions");
  g_assert_cmpstr (sy_provider_get_origin (provider), ==, "https://openrouter.ai");
  g_assert_cmpstr (sy_provider_get_model_id (provider), ==, "a/b");
  g_assert_cmpint (sy_provider_get_key_state (provider), ==, SY_KEY_STATE_UNKNOWN);
  g_assert_cmpstr (host, ==, "openrouter.ai");
  g_assert_cmpstr (endpoint, ==, "https://openrouter.ai/api/v1/chat/completions");

  g_object_get (provider, "id", &id, "preset", &preset, NULL);
  g_assert_cmpstr (id, ==, "openrouter");
  g_assert_true (preset == sy_provider_get_preset (provider));

  g_assert_finalize_object (provider);
}

/* Every property set to what it is: no notify, no "changed". */
static void
test_same_value (void)
{
  SyProvider *provider = make_provider ("openrouter");
  g_autofree char *name = NULL;
  g_autofree char *api_base = NULL;
  g_autofree char *model_id = NULL;
  g_autoptr(SySampling) sampling = NULL;
  SyFormatKind format;
  guint notified;
  guint changed;

  count (provider, "notify", &notified);
  count (provider, "changed", &changed);

  g_object_get (provider, "name", &name, "api-base", &api_base, "model-id", &model_id,
                "sampling", &sampling, "format", &format, NULL);
  g_object_set (provider, "name", name, "api-base", api_base, "model-id", model_id,
                "sampling", sampling, "format", format, NULL);

  g_assert_cmpuint (notified, ==, 0);
  g_assert_cmpuint (changed, ==, 0);
  g_assert_finalize_object (provider);
}

static void
test_name (void)
{
  SyProvider *provider = make_provider ("custom");
  guint notified;
  guint changed;

  count (provider, "notify::name", &notified);
  count (provider, "changed", &changed);

  sy_provider_set_name (provider, " My\nServer\t ");
  g_assert_cmpstr (sy_provider_get_name (provider), ==, "My Server");
  sy_provider_set_name (provider, "My Server");
  g_assert_cmpuint (notified, ==, 1);
  g_assert_cmpuint (changed, ==, 1);

  sy_provider_set_name (provider, "  ");
  g_assert_cmpstr (sy_provider_get_name (provider), ==, "Custom");
  sy_provider_set_name (provider, NULL);
  g_assert_cmpuint (notified, ==, 2);

  g_assert_finalize_object (provider);
}

static void
test_model_id (void)
{
  SyProvider *provider = make_provider ("openrouter");
  guint changed;

  count (provider, "changed", &changed);

  sy_provider_set_model_id (provider, "\xc2\xa0 openai/gpt-4o\r\n");
  g_assert_cmpstr (sy_provider_get_model_id (provider), ==, "openai/gpt-4o");
  sy_provider_set_model_id (provider, "a \x01 b");
  g_assert_cmpstr (sy_provider_get_model_id (provider), ==, "a  b");
  sy_provider_set_model_id (provider, "a\xff");
  g_assert_cmpstr (sy_provider_get_model_id (provider), ==, "a\xef\xbf\xbd");
  sy_provider_set_model_id (provider, "");
  g_assert_cmpstr (sy_provider_get_model_id (provider), ==, "");
  sy_provider_set_model_id (provider, NULL);
  g_assert_cmpuint (changed, ==, 4);

  g_assert_finalize_object (provider);
}

static void
test_sampling (void)
{
  SyProvider *provider = make_provider ("openrouter");
  g_autoptr(SySampling) sampling = sy_sampling_new ();
  guint changed;

  count (provider, "changed", &changed);
  sampling->max_tokens = 5;

  sy_provider_set_sampling (provider, sampling);
  sy_provider_set_sampling (provider, sampling);
  g_assert_cmpint (sy_provider_get_sampling (provider)->max_tokens, ==, 5);
  g_assert_cmpuint (changed, ==, 1);

  sy_provider_set_sampling (provider, NULL);
  g_assert_cmpint (sy_provider_get_sampling (provider)->max_tokens, ==, 0);
  g_assert_cmpuint (changed, ==, 2);

  g_assert_finalize_object (provider);
}

static void
test_api_base (void)
{
  SyProvider *provider = make_provider ("openrouter");
  g_autoptr(GError) error = NULL;
  g_autofree char *host = NULL;
  guint changed;
  guint moved;

  count (provider, "changed", &changed);
  count (provider, "notify::origin", &moved);

  g_assert_true (sy_provider_set_api_base (provider, " http://localhost:8080/v1\n", &error));
  g_assert_no_error (error);
  g_assert_cmpstr (sy_provider_get_api_base (provider), ==,
                   "http://localhost:8080/v1/chat/completions");
  g_assert_cmpstr (sy_provider_get_origin (provider), ==, "http://localhost:8080");
  host = sy_provider_dup_host (provider);
  g_assert_cmpstr (host, ==, "localhost:8080");
  g_assert_cmpuint (changed, ==, 1);
  g_assert_cmpuint (moved, ==, 1);

  /* Another path of the same origin. */
  g_assert_true (sy_provider_set_api_base (provider, "http://localhost:8080/other/v1", &error));
  g_assert_cmpuint (changed, ==, 2);
  g_assert_cmpuint (moved, ==, 1);

  g_assert_finalize_object (provider);
}

typedef struct
{
  const char *preset;
  const char *text;
  SyError     code;
} Refused;

static void
test_api_base_refused (void)
{
  static const Refused cases[] = {
    { "openrouter", "", SY_ERROR_INVALID_URL },
    { "openrouter", "not a url", SY_ERROR_INVALID_URL },
    { "openrouter", "ftp://host/v1", SY_ERROR_INVALID_URL },
    { "openrouter", "file:///etc/passwd", SY_ERROR_INVALID_URL },
    { "openrouter", "http://example.com/v1", SY_ERROR_INSECURE },
    { "openrouter", "https://user:pw@example.com/v1", SY_ERROR_INVALID_URL },
    { "openrouter", "demo:", SY_ERROR_INVALID_URL },
    { "custom", "demo:", SY_ERROR_INVALID_URL },
    { "demo", "https://example.com/v1", SY_ERROR_INVALID_URL },
    { "demo", "", SY_ERROR_INVALID_URL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SyProvider *provider = make_provider (cases[i].preset);
      g_autofree char *before = g_strdup (sy_provider_get_api_base (provider));
      g_autoptr(GError) error = NULL;
      guint notified;

      count (provider, "notify", &notified);
      g_assert_false (sy_provider_set_api_base (provider, cases[i].text, &error));
      g_assert_error (error, SY_ERROR, (int) cases[i].code);
      g_assert_cmpstr (sy_provider_get_api_base (provider), ==, before);
      g_assert_cmpuint (notified, ==, 0);
      g_assert_finalize_object (provider);
    }
}

/* Nothing goes out unencrypted before somebody decided so, for that very origin. */
static void
test_insecure (void)
{
  SyProvider *provider = make_provider ("custom");
  SyTrust *trust = sy_trust_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) elsewhere = NULL;
  g_autoptr(GError) later = NULL;
  SyErrorFacts facts;

  g_assert_null (sy_provider_get_trust (provider));
  sy_provider_set_trust (provider, trust);
  g_assert_true (sy_provider_get_trust (provider) == trust);

  g_assert_false (sy_provider_set_api_base (provider, "http://Box.example:8080/v1", &error));
  g_assert_error (error, SY_ERROR, SY_ERROR_INSECURE);
  g_assert_cmpstr (error->message, ==,
                   "Everything, your key too, is sent unencrypted to box.example");
  facts = sy_error_get_facts (error);
  g_assert_cmpstr (facts.host, ==, "box.example");
  g_assert_cmpstr (sy_provider_get_api_base (provider), ==, "");

  sy_trust_allow_plain (trust, "http://box.example:8080");
  g_assert_false (sy_provider_set_api_base (provider, "http://box.example/v1", &elsewhere));
  g_assert_error (elsewhere, SY_ERROR, SY_ERROR_INSECURE);
  g_assert_true (sy_provider_set_api_base (provider, "http://Box.example:8080/v1", NULL));
  g_assert_cmpstr (sy_provider_get_origin (provider), ==, "http://box.example:8080");
  g_assert_true (sy_provider_check_ready (provider, "m", NULL));

  /* The decision can go while the address stays. */
  sy_provider_set_trust (provider, NULL);
  g_assert_false (sy_provider_check_ready (provider, "m", &later));
  g_assert_error (later, SY_ERROR, SY_ERROR_INSECURE);

  g_assert_true (sy_provider_set_api_base (provider, "http://127.9.9.9/v1", NULL));
  g_assert_true (sy_provider_check_ready (provider, "m", NULL));

  g_assert_finalize_object (provider);
  g_assert_finalize_object (trust);
}

static void
test_custom (void)
{
  SyProvider *provider = make_provider ("custom");
  g_autoptr(GError) error = NULL;

  g_assert_cmpstr (sy_provider_get_origin (provider), ==, "");
  g_assert_null (sy_provider_dup_endpoint (provider));

  g_assert_true (sy_provider_set_api_base (provider, "https://h.example", &error));
  g_assert_cmpstr (sy_provider_get_api_base (provider), ==,
                   "https://h.example/v1/chat/completions");
  g_assert_true (sy_provider_set_api_base (provider, " ", &error));
  g_assert_cmpstr (sy_provider_get_api_base (provider), ==, "");
  g_assert_cmpstr (sy_provider_get_origin (provider), ==, "");

  g_assert_finalize_object (provider);
}

static void
test_demo (void)
{
  SyProvider *provider = make_provider ("demo");
  g_autofree char *endpoint = sy_provider_dup_endpoint (provider);
  g_autoptr(GError) error = NULL;

  g_assert_cmpstr (endpoint, ==, "demo:chat/completions");
  g_assert_cmpint (sy_provider_get_key_state (provider), ==, SY_KEY_STATE_NONE);
  g_assert_true (sy_provider_set_api_base (provider, "demo:", &error));
  g_assert_true (sy_provider_check_ready (provider, "demo/x", &error));
  g_assert_no_error (error);

  g_assert_finalize_object (provider);
}

static void
store_key (SyKeyring  *keyring,
           SyProvider *provider)
{
  sy_keyring_store_async (keyring, sy_provider_get_id (provider),
                          sy_provider_get_origin (provider), "label", "key", NULL, NULL, NULL);
  support_spin_for (10);
}

static void
test_key_state (void)
{
  SyProvider *provider = make_provider ("openrouter");
  SyKeyring *keyring = sy_keyring_memory_new ();
  guint changed;

  count (provider, "changed", &changed);

  sy_provider_read_key_state (provider, keyring);
  g_assert_true (support_spin_until (is_known, provider, 2000));
  g_assert_cmpint (sy_provider_get_key_state (provider), ==, SY_KEY_STATE_NONE);

  store_key (keyring, provider);
  sy_provider_read_key_state (provider, keyring);
  support_spin_for (20);
  g_assert_cmpint (sy_provider_get_key_state (provider), ==, SY_KEY_STATE_SAVED);
  g_assert_cmpuint (changed, ==, 0);

  /* The other server never gets this key, and nobody has to ask again. */
  g_assert_true (sy_provider_set_api_base (provider, "https://evil.example/v1", NULL));
  g_assert_cmpint (sy_provider_get_key_state (provider), ==, SY_KEY_STATE_UNKNOWN);
  g_assert_true (support_spin_until (is_known, provider, 2000));
  g_assert_cmpint (sy_provider_get_key_state (provider), ==, SY_KEY_STATE_OTHER_ORIGIN);

  g_assert_true (sy_provider_set_api_base (provider, "https://openrouter.ai/api/v1", NULL));
  g_assert_true (support_spin_until (is_known, provider, 2000));
  g_assert_cmpint (sy_provider_get_key_state (provider), ==, SY_KEY_STATE_SAVED);

  g_assert_finalize_object (provider);
  g_assert_finalize_object (keyring);
}

static void
test_late_answer (void)
{
  SyProvider *provider = make_provider ("openrouter");
  SlowKeyring *keyring = g_object_new (SLOW_TYPE_KEYRING, NULL);
  GWeakRef ref;

  sy_provider_read_key_state (provider, SY_KEYRING (keyring));
  g_assert_true (sy_provider_set_api_base (provider, "https://other.example/v1", NULL));
  g_assert_cmpuint (keyring->questions->len, ==, 2);

  /* It was asked for the old origin, and does not count. */
  slow_keyring_answer (keyring, "https://other.example");
  g_assert_cmpint (sy_provider_get_key_state (provider), ==, SY_KEY_STATE_UNKNOWN);
  slow_keyring_answer (keyring, "https://openrouter.ai");
  g_assert_cmpint (sy_provider_get_key_state (provider), ==, SY_KEY_STATE_OTHER_ORIGIN);

  /* Locked is not "no key". */
  sy_provider_read_key_state (provider, SY_KEYRING (keyring));
  slow_keyring_answer (keyring, NULL);
  g_assert_cmpint (sy_provider_get_key_state (provider), ==, SY_KEY_STATE_UNKNOWN);

  /* An answer may come after the last reference is gone. */
  sy_provider_read_key_state (provider, SY_KEYRING (keyring));
  g_weak_ref_init (&ref, provider);
  g_object_unref (provider);
  slow_keyring_answer (keyring, "https://other.example");
  g_assert_null (g_weak_ref_get (&ref));
  g_weak_ref_clear (&ref);
  g_assert_finalize_object (keyring);
}

static void
test_keyless (void)
{
  SyProvider *provider = make_provider ("demo");
  SlowKeyring *keyring = g_object_new (SLOW_TYPE_KEYRING, NULL);

  sy_provider_read_key_state (provider, SY_KEYRING (keyring));
  g_assert_cmpuint (keyring->questions->len, ==, 0);
  g_assert_cmpint (sy_provider_get_key_state (provider), ==, SY_KEY_STATE_NONE);

  g_assert_finalize_object (provider);
  g_assert_finalize_object (keyring);
}

static void
assert_not_ready (SyProvider *provider,
                  const char *model_id,
                  const char *message)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (sy_provider_check_ready (provider, model_id, &error));
  g_assert_error (error, SY_ERROR, SY_ERROR_SETUP);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_ready (void)
{
  SyProvider *provider = make_provider ("openrouter");
  SyProvider *custom = make_provider ("custom");
  SyKeyring *keyring = sy_keyring_memory_new ();

  /* Nobody knows yet whether there is a key: the lookup will tell. */
  g_assert_true (sy_provider_check_ready (provider, "m", NULL));
  assert_not_ready (provider, "", "Choose a model ID in Settings");
  assert_not_ready (provider, NULL, "Choose a model ID in Settings");

  sy_provider_read_key_state (provider, keyring);
  g_assert_true (support_spin_until (is_known, provider, 2000));
  assert_not_ready (provider, "m", "No key for openrouter.ai yet");

  store_key (keyring, provider);
  sy_provider_read_key_state (provider, keyring);
  support_spin_for (20);
  g_assert_true (sy_provider_check_ready (provider, "m", NULL));

  g_assert_true (sy_provider_set_api_base (provider, "http://[::1]:8080/v1", NULL));
  g_assert_true (support_spin_until (is_known, provider, 2000));
  assert_not_ready (provider, "m", "No key for [::1]:8080 yet");

  assert_not_ready (custom, "m", "Enter an API base in Settings");
  g_assert_true (sy_provider_set_api_base (custom, "https://h.example/v1", NULL));
  sy_provider_read_key_state (custom, keyring);
  g_assert_true (support_spin_until (is_known, custom, 2000));
  g_assert_true (sy_provider_check_ready (custom, "m", NULL));

  g_assert_finalize_object (provider);
  g_assert_finalize_object (custom);
  g_assert_finalize_object (keyring);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/provider/new", test_new);
  g_test_add_func ("/provider/same-value", test_same_value);
  g_test_add_func ("/provider/name", test_name);
  g_test_add_func ("/provider/model-id", test_model_id);
  g_test_add_func ("/provider/sampling", test_sampling);
  g_test_add_func ("/provider/api-base", test_api_base);
  g_test_add_func ("/provider/api-base-refused", test_api_base_refused);
  g_test_add_func ("/provider/insecure", test_insecure);
  g_test_add_func ("/provider/custom", test_custom);
  g_test_add_func ("/provider/demo", test_demo);
  g_test_add_func ("/provider/key-state", test_key_state);
  g_test_add_func ("/provider/late-answer", test_late_answer);
  g_test_add_func ("/provider/keyless", test_keyless);
  g_test_add_func ("/provider/ready", test_ready);

  return g_test_run ();
}
