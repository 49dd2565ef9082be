/* test-provider-keys.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-provider-keys.h"

#include "key-fixture.h"
#include "support-spin.h"
#include "sy-error.h"
#include "sy-keyring-memory.h"

#include <string.h>

#define PATIENCE_MS 5000
#define OTHER_KEY   "sk-other-fedcba9876543210"
#define AWAY        "https://away.example"
#define FAR         "https://far.example:8443"

static void
assert_key_of (KeyFixture *fixture,
               const char *provider_id,
               const char *origin,
               const char *expected)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  char *key;

  sy_keyring_lookup_async (fixture->keyring, provider_id, origin, NULL,
                           key_fixture_ready_cb, &result);
  key = sy_keyring_lookup_finish (fixture->keyring, key_fixture_wait (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (key, ==, expected);
  sy_keyring_free_key (key);
}

static void
assert_key_at (KeyFixture *fixture,
               const char *origin,
               const char *expected)
{
  assert_key_of (fixture, sy_provider_get_id (fixture->provider), origin, expected);
}

static void
put (KeyFixture *fixture,
     const char *origin,
     const char *key)
{
  fake_keyring_put (fixture->fake, sy_provider_get_id (fixture->provider), origin, key);
}

typedef struct
{
  SyProvider *provider;
  SyKeyState  state;
} Wanted;

static gboolean
has_key_state (gpointer data)
{
  Wanted *wanted = data;

  return sy_provider_get_key_state (wanted->provider) == wanted->state;
}

static void
assert_key_state (KeyFixture *fixture,
                  SyKeyState  state)
{
  Wanted wanted = { fixture->provider, state };

  g_assert_true (support_spin_until (has_key_state, &wanted, PATIENCE_MS));
}

static void
test_store (KeyFixture    *fixture,
            gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  assert_key_state (fixture, SY_KEY_STATE_NONE);
  key_fixture_assert_key (fixture, NULL);

  g_assert_true (key_fixture_store (fixture, KEY, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  assert_key_state (fixture, SY_KEY_STATE_SAVED);
  key_fixture_assert_key (fixture, KEY);
  assert_key_at (fixture, AWAY, NULL);

  /* Another key is another one, also where the state is what it was. */
  g_assert_true (key_fixture_store (fixture, OTHER_KEY, &error));
  g_assert_cmpuint (fixture->n_changed, ==, 2);
  key_fixture_assert_key (fixture, OTHER_KEY);
  g_assert_cmpuint (fake_keyring_get_n_prompts (fixture->fake), ==, 0);
}

/* Moved before the keyring has answered: it was typed for the server of then. */
static void
test_store_and_move (KeyFixture    *fixture,
                     gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  sy_provider_keys_store_async (fixture->keyring, fixture->provider, KEY, NULL,
                                key_fixture_ready_cb, &result);
  key_fixture_move (fixture, AWAY);
  g_assert_true (sy_provider_keys_store_finish (fixture->keyring, key_fixture_wait (&result),
                                                &error));
  g_assert_no_error (error);
  key_fixture_assert_key (fixture, NULL);
  assert_key_at (fixture, KEY_HOME, KEY);
  assert_key_state (fixture, SY_KEY_STATE_OTHER_ORIGIN);
}

static void
test_store_fails (KeyFixture    *fixture,
                  gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  fake_keyring_set_state (fixture->fake, SY_KEYRING_UNAVAILABLE);
  g_assert_false (key_fixture_store (fixture, KEY, &error));
  g_assert_error (error, SY_ERROR, SY_ERROR_KEYRING_UNAVAILABLE);
  g_assert_null (strstr (error->message, KEY));
  g_assert_cmpuint (fixture->n_changed, ==, 0);
}

/* A key typed before there is an address: nothing to keep it for. */
static void
test_no_origin (KeyFixture    *fixture,
                gconstpointer  data)
{
  g_autoptr(GError) stored = NULL;
  g_autoptr(GError) adopted = NULL;

  g_assert_false (key_fixture_store (fixture, KEY, &stored));
  g_assert_error (stored, SY_ERROR, SY_ERROR_SETUP);
  g_assert_false (key_fixture_adopt (fixture, &adopted));
  g_assert_error (adopted, SY_ERROR, SY_ERROR_SETUP);
  key_fixture_assert_key (fixture, NULL);
  assert_key_at (fixture, "", NULL);
  g_assert_cmpuint (fixture->n_changed, ==, 0);
}

static void
test_lookup_never_prompts (KeyFixture    *fixture,
                           gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) gone = NULL;

  put (fixture, KEY_HOME, KEY);
  fake_keyring_set_state (fixture->fake, SY_KEYRING_LOCKED);
  g_assert_null (key_fixture_look_up (fixture, &error));
  g_assert_error (error, SY_ERROR, SY_ERROR_KEYRING_LOCKED);

  fake_keyring_set_state (fixture->fake, SY_KEYRING_UNAVAILABLE);
  g_assert_null (key_fixture_look_up (fixture, &gone));
  g_assert_error (gone, SY_ERROR, SY_ERROR_KEYRING_UNAVAILABLE);
  g_assert_cmpuint (fake_keyring_get_n_prompts (fixture->fake), ==, 0);
}

static void
test_lookup_cancelled (KeyFixture    *fixture,
                       gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  put (fixture, KEY_HOME, KEY);
  fake_keyring_hold (fixture->fake);
  sy_provider_keys_lookup_async (fixture->keyring, fixture->provider, cancellable,
                                 key_fixture_ready_cb, &result);
  g_cancellable_cancel (cancellable);
  g_assert_null (sy_provider_keys_lookup_finish (fixture->keyring, key_fixture_wait (&result),
                                                 &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Whatever looks like the saved key's host and is another origin. */
static void
test_moved (KeyFixture    *fixture,
            gconstpointer  data)
{
  static const char *const others[] = {
    AWAY "/v1", KEY_HOME ":8443/v1", "https://www.home.example/v1",
    "https://home.example.evil.example/v1", "https://home.example@evil.example/v1",
    "http://localhost:11434/v1", "http://127.0.0.1:1/v1",
  };
  g_autoptr(GError) error = NULL;

  g_assert_true (key_fixture_store (fixture, KEY, &error));

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      if (!sy_provider_set_api_base (fixture->provider, others[i], NULL))
        continue;

      g_assert_cmpstr (sy_provider_get_origin (fixture->provider), !=, KEY_HOME);
      g_assert_cmpint (sy_provider_get_key_state (fixture->provider), ==, SY_KEY_STATE_UNKNOWN);
      key_fixture_assert_key (fixture, NULL);
      assert_key_state (fixture, SY_KEY_STATE_OTHER_ORIGIN);
    }

  /* Another path is the same server, and so is the port nobody writes. */
  key_fixture_move (fixture, KEY_HOME ":443/other/v1");
  key_fixture_assert_key (fixture, KEY);
  assert_key_state (fixture, SY_KEY_STATE_SAVED);
}

static void
test_adopt (KeyFixture    *fixture,
            gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (key_fixture_store (fixture, KEY, &error));
  key_fixture_move (fixture, AWAY);
  key_fixture_assert_key (fixture, NULL);

  g_assert_true (key_fixture_adopt (fixture, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->n_changed, ==, 2);
  key_fixture_assert_key (fixture, KEY);
  assert_key_state (fixture, SY_KEY_STATE_SAVED);
  assert_key_at (fixture, KEY_HOME, KEY);

  /* For that one host, not for the next. */
  key_fixture_move (fixture, FAR);
  key_fixture_assert_key (fixture, NULL);
  assert_key_state (fixture, SY_KEY_STATE_OTHER_ORIGIN);
}

/* The person pressed the button that named the host of then. */
static void
test_adopt_and_move (KeyFixture    *fixture,
                     gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  put (fixture, KEY_HOME, KEY);
  key_fixture_move (fixture, AWAY);
  fake_keyring_hold (fixture->fake);
  sy_provider_keys_adopt_async (fixture->keyring, fixture->provider, NULL,
                                key_fixture_ready_cb, &result);
  support_spin_for (20);
  key_fixture_move (fixture, FAR);
  fake_keyring_release (fixture->fake);
  g_assert_true (sy_provider_keys_adopt_finish (fixture->keyring, key_fixture_wait (&result),
                                                &error));
  g_assert_no_error (error);

  key_fixture_assert_key (fixture, NULL);
  assert_key_at (fixture, FAR, NULL);
  assert_key_at (fixture, AWAY, KEY);
  assert_key_state (fixture, SY_KEY_STATE_OTHER_ORIGIN);
}

static void
test_adopt_nothing (KeyFixture    *fixture,
                    gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  fake_keyring_put (fixture->fake, "somebody-else", KEY_HOME, KEY);
  g_assert_false (key_fixture_adopt (fixture, &error));
  g_assert_error (error, SY_ERROR, SY_ERROR_SETUP);
  key_fixture_assert_key (fixture, NULL);
  g_assert_cmpuint (fixture->n_changed, ==, 0);
}

/* What was typed here wins over what was saved elsewhere. */
static void
test_adopt_keeps_own (KeyFixture    *fixture,
                      gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  put (fixture, KEY_HOME, KEY);
  put (fixture, AWAY, OTHER_KEY);
  key_fixture_move (fixture, AWAY);
  g_assert_true (key_fixture_adopt (fixture, &error));
  g_assert_no_error (error);
  key_fixture_assert_key (fixture, OTHER_KEY);
  assert_key_state (fixture, SY_KEY_STATE_SAVED);
}

static void
test_adopt_of_several (KeyFixture    *fixture,
                       gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  put (fixture, "https://a.example", OTHER_KEY);
  put (fixture, "https://b.example", OTHER_KEY);
  put (fixture, KEY_HOME, KEY);
  put (fixture, "https://z.example", OTHER_KEY);
  key_fixture_move (fixture, AWAY);
  g_assert_true (key_fixture_adopt (fixture, &error));
  g_assert_no_error (error);
  key_fixture_assert_key (fixture, KEY);
}

/* The one that was used just before is meant, not any other that is kept as well. */
static void
test_adopt_of_before (KeyFixture    *fixture,
                      gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  put (fixture, "https://a.example", OTHER_KEY);
  put (fixture, KEY_HOME, OTHER_KEY);
  put (fixture, "https://b.example", KEY);
  key_fixture_move (fixture, "https://b.example/v1");
  assert_key_state (fixture, SY_KEY_STATE_SAVED);
  key_fixture_move (fixture, AWAY);
  g_assert_true (key_fixture_adopt (fixture, &error));
  g_assert_no_error (error);
  key_fixture_assert_key (fixture, KEY);
}

static void
test_adopt_locked (KeyFixture    *fixture,
                   gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) gone = NULL;

  put (fixture, KEY_HOME, KEY);
  key_fixture_move (fixture, AWAY);
  fake_keyring_set_state (fixture->fake, SY_KEYRING_LOCKED);
  g_assert_true (key_fixture_adopt (fixture, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fake_keyring_get_n_prompts (fixture->fake), ==, 1);
  key_fixture_assert_key (fixture, KEY);

  fake_keyring_set_state (fixture->fake, SY_KEYRING_UNAVAILABLE);
  g_assert_false (key_fixture_adopt (fixture, &gone));
  g_assert_error (gone, SY_ERROR, SY_ERROR_KEYRING_UNAVAILABLE);
}

static void
test_adopt_cancelled (KeyFixture    *fixture,
                      gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  put (fixture, KEY_HOME, KEY);
  key_fixture_move (fixture, AWAY);
  fake_keyring_hold (fixture->fake);
  sy_provider_keys_adopt_async (fixture->keyring, fixture->provider, cancellable,
                                key_fixture_ready_cb, &result);
  support_spin_for (20);
  g_cancellable_cancel (cancellable);
  g_assert_false (sy_provider_keys_adopt_finish (fixture->keyring, key_fixture_wait (&result),
                                                 &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  fake_keyring_release (fixture->fake);
  assert_key_at (fixture, AWAY, NULL);
}

static void
test_remove (KeyFixture    *fixture,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  put (fixture, KEY_HOME, KEY);
  put (fixture, AWAY, KEY);
  put (fixture, FAR, OTHER_KEY);
  fake_keyring_put (fixture->fake, "keyed-too", KEY_HOME, OTHER_KEY);

  g_assert_true (key_fixture_remove (fixture, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  assert_key_at (fixture, KEY_HOME, NULL);
  assert_key_at (fixture, AWAY, NULL);
  assert_key_at (fixture, FAR, NULL);
  assert_key_state (fixture, SY_KEY_STATE_NONE);
  assert_key_of (fixture, "keyed-too", KEY_HOME, OTHER_KEY);

  /* None is none the second time too. */
  g_assert_true (key_fixture_remove (fixture, &error));
  g_assert_no_error (error);
}

static void
test_remove_locked (KeyFixture    *fixture,
                    gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  put (fixture, KEY_HOME, KEY);
  fake_keyring_set_state (fixture->fake, SY_KEYRING_LOCKED);
  g_assert_false (key_fixture_remove (fixture, &error));
  g_assert_error (error, SY_ERROR, SY_ERROR_KEYRING_LOCKED);
  g_assert_cmpuint (fake_keyring_get_n_prompts (fixture->fake), ==, 0);
  g_assert_cmpuint (fixture->n_changed, ==, 0);
  fake_keyring_set_state (fixture->fake, SY_KEYRING_AVAILABLE);
  key_fixture_assert_key (fixture, KEY);
}

/*
 * With a keyring that is locked when two keys are gone
 */

#define TEST_TYPE_KEYRING (test_keyring_get_type ())
G_DECLARE_FINAL_TYPE (TestKeyring, test_keyring, TEST, KEYRING, GObject)

struct _TestKeyring
{
  GObject  parent_instance;

  char    *label;
  guint    n_cleared;
};

static void test_keyring_iface_init (SyKeyringInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestKeyring, test_keyring, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SY_TYPE_KEYRING, test_keyring_iface_init))

static void
test_keyring_store_async (SyKeyring           *keyring,
                          const char          *provider_id,
                          const char          *origin,
                          const char          *label,
                          const char          *key,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (keyring, cancellable, callback, user_data);

  g_set_str (&TEST_KEYRING (keyring)->label, label);
  g_task_return_boolean (task, TRUE);
}

static void
test_keyring_clear_async (SyKeyring           *keyring,
                          const char          *provider_id,
                          const char          *origin,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (keyring, cancellable, callback, user_data);

  if (TEST_KEYRING (keyring)->n_cleared == 2)
    {
      g_task_return_new_error (task, SY_ERROR, SY_ERROR_KEYRING_LOCKED, "Locked");
      return;
    }

  TEST_KEYRING (keyring)->n_cleared++;
  g_task_return_boolean (task, TRUE);
}

static gboolean
test_keyring_boolean_finish (SyKeyring     *keyring,
                             GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
test_keyring_list_origins_async (SyKeyring           *keyring,
                                 const char          *provider_id,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  static const char *const origins[] = { AWAY, FAR, KEY_HOME, NULL };
  g_autoptr(GTask) task = g_task_new (keyring, cancellable, callback, user_data);

  g_task_return_pointer (task, g_strdupv ((char **) origins), (GDestroyNotify) g_strfreev);
}

static char **
test_keyring_list_origins_finish (SyKeyring     *keyring,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
test_keyring_iface_init (SyKeyringInterface *iface)
{
  iface->store_async = test_keyring_store_async;
  iface->store_finish = test_keyring_boolean_finish;
  iface->clear_async = test_keyring_clear_async;
  iface->clear_finish = test_keyring_boolean_finish;
  iface->list_origins_async = test_keyring_list_origins_async;
  iface->list_origins_finish = test_keyring_list_origins_finish;
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
  g_free (TEST_KEYRING (object)->label);

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
}

static TestKeyring *
use_test_keyring (KeyFixture *fixture)
{
  TestKeyring *keyring = g_object_new (TEST_TYPE_KEYRING, NULL);

  fixture->keyring = SY_KEYRING (keyring);

  return keyring;
}

/* What the person's own keyring program shows. */
static void
test_label (KeyFixture    *fixture,
            gconstpointer  data)
{
  TestKeyring *keyring = use_test_keyring (fixture);
  g_autoptr(GError) error = NULL;

  g_assert_true (key_fixture_store (fixture, KEY, &error));
  g_assert_cmpstr (keyring->label, ==, "Sythoria: Keyed");

  sy_provider_set_name (fixture->provider, "Mine and\nyours");
  g_assert_true (key_fixture_store (fixture, KEY, &error));
  g_assert_cmpstr (keyring->label, ==, "Sythoria: Mine and yours");
  g_assert_finalize_object (keyring);
}

/* Locked between one key and the next: that some are gone is told. */
static void
test_remove_some (KeyFixture    *fixture,
                  gconstpointer  data)
{
  TestKeyring *keyring = use_test_keyring (fixture);
  g_autoptr(GError) error = NULL;

  g_assert_false (key_fixture_remove (fixture, &error));
  g_assert_error (error, SY_ERROR, SY_ERROR_KEYRING_LOCKED);
  g_assert_cmpuint (keyring->n_cleared, ==, 2);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  g_assert_finalize_object (keyring);
}

/* Whoever asked may go: the work goes on to its end. */
static void
test_dropped (void)
{
  GListModel *presets = key_fixture_make_presets ();
  SyKeyring *keyring = sy_keyring_memory_new ();
  SyProvider *provider = sy_provider_new ("keyed", sy_preset_list_find (presets, "keyed"));
  gpointer weak_keyring = keyring;
  gpointer weak_provider = provider;

  g_object_add_weak_pointer (G_OBJECT (keyring), &weak_keyring);
  g_object_add_weak_pointer (G_OBJECT (provider), &weak_provider);
  sy_provider_keys_store_async (keyring, provider, KEY, NULL, NULL, NULL);
  sy_provider_keys_adopt_async (keyring, provider, NULL, NULL, NULL);
  sy_provider_keys_lookup_async (keyring, provider, NULL, NULL, NULL);
  sy_provider_keys_remove_async (keyring, provider, NULL, NULL, NULL);
  g_object_unref (keyring);
  g_object_unref (provider);

  support_spin_for (100);
  g_assert_null (weak_keyring);
  g_assert_null (weak_provider);
  g_assert_finalize_object (presets);
}

#define ADD(path, func) \
  g_test_add ("/provider-keys/" path, KeyFixture, NULL, \
              key_fixture_set_up, func, key_fixture_tear_down)
#define ADD_CUSTOM(path, func) \
  g_test_add ("/provider-keys/" path, KeyFixture, "custom", \
              key_fixture_set_up, func, key_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);


  ADD ("store", test_store);
  ADD ("store-and-move", test_store_and_move);
  ADD ("store-fails", test_store_fails);
  ADD_CUSTOM ("no-origin", test_no_origin);
  ADD ("label", test_label);
  ADD ("lookup-never-prompts", test_lookup_never_prompts);
  ADD ("lookup-cancelled", test_lookup_cancelled);
  ADD ("moved", test_moved);
  ADD ("adopt", test_adopt);
  ADD ("adopt-and-move", test_adopt_and_move);
  ADD ("adopt-nothing", test_adopt_nothing);
  ADD ("adopt-keeps-own", test_adopt_keeps_own);
  ADD ("adopt-of-several", test_adopt_of_several);
  ADD ("adopt-of-before", test_adopt_of_before);
  ADD ("adopt-locked", test_adopt_locked);
  ADD ("adopt-cancelled", test_adopt_cancelled);
  ADD ("remove", test_remove);
  ADD ("remove-locked", test_remove_locked);
  ADD ("remove-some", test_remove_some);
  g_test_add_func ("/provider-keys/dropped", test_dropped);

  return g_test_run ();
}
