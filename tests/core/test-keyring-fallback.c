/* test-keyring-fallback.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-keyring-fallback.h"

#include "libsecret-quirk.h"
#include "support-spin.h"

#define PROVIDER "openrouter"
#define ORIGIN   "https://a.example"
#define TIMEOUT  10000

/* Run with a service it must use that one, without one it must do all the same. */
static gboolean with_service;

static void
ready_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  GAsyncResult **kept = user_data;

  g_assert_null (*kept);
  *kept = g_object_ref (result);
}

static gboolean
is_set (gpointer user_data)
{
  return *(gpointer *) user_data != NULL;
}

static GAsyncResult *
wait_for (GAsyncResult **kept)
{
  g_assert_null (*kept);
  libsecret_quirk_forgive ();
  g_assert_true (support_spin_until (is_set, kept, TIMEOUT));

  return *kept;
}

static void
store (SyKeyring  *keyring,
       const char *key)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  sy_keyring_store_async (keyring, PROVIDER, ORIGIN, "Sythoria: Test", key,
                          NULL, ready_cb, &result);
  g_assert_true (sy_keyring_store_finish (keyring, wait_for (&result), &error));
  g_assert_no_error (error);
}

static void
assert_key (SyKeyring  *keyring,
            const char *origin,
            const char *expected)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  char *key;

  sy_keyring_lookup_async (keyring, PROVIDER, origin, NULL, ready_cb, &result);
  key = sy_keyring_lookup_finish (keyring, wait_for (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_strcmp0 (key, expected), ==, 0);
  sy_keyring_free_key (key);
}

static void
assert_origins (SyKeyring  *keyring,
                const char *expected)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) origins = NULL;
  g_autofree char *joined = NULL;

  sy_keyring_list_origins_async (keyring, PROVIDER, NULL, ready_cb, &result);
  origins = sy_keyring_list_origins_finish (keyring, wait_for (&result), &error);
  g_assert_no_error (error);
  joined = g_strjoinv (" ", origins);
  g_assert_cmpstr (joined, ==, expected);
}

static void
clear (SyKeyring *keyring)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  sy_keyring_clear_async (keyring, PROVIDER, ORIGIN, NULL, ready_cb, &result);
  g_assert_true (sy_keyring_clear_finish (keyring, wait_for (&result), &error));
  g_assert_no_error (error);
}

static void
unlock (SyKeyring *keyring)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  sy_keyring_unlock_async (keyring, NULL, ready_cb, &result);
  g_assert_true (sy_keyring_unlock_finish (keyring, wait_for (&result), &error));
  g_assert_no_error (error);
}

/* The first calls come before anybody can know whether there is a service. */
static void
test_use (void)
{
  g_autoptr(SyKeyring) keyring = sy_keyring_fallback_new ();

  g_assert_cmpint (sy_keyring_get_state (keyring), ==, SY_KEYRING_AVAILABLE);
  store (keyring, "one");
  assert_key (keyring, ORIGIN, "one");
  assert_key (keyring, "https://b.example", NULL);
  store (keyring, "two");
  assert_key (keyring, ORIGIN, "two");
  assert_origins (keyring, ORIGIN);
  unlock (keyring);
  clear (keyring);
  assert_key (keyring, ORIGIN, NULL);
  assert_origins (keyring, "");

  g_assert_finalize_object (g_steal_pointer (&keyring));
}

static void
count_cb (guint *n_notifies)
{
  (*n_notifies)++;
}

static void
test_state (void)
{
  g_autoptr(SyKeyring) keyring = sy_keyring_fallback_new ();
  SyKeyringState expected = with_service ? SY_KEYRING_AVAILABLE : SY_KEYRING_UNAVAILABLE;
  guint n_notifies = 0;

  g_signal_connect_swapped (keyring, "notify::state", G_CALLBACK (count_cb), &n_notifies);
  assert_origins (keyring, "");
  g_assert_cmpuint (n_notifies, >, 0);
  g_assert_cmpint (sy_keyring_get_state (keyring), ==, expected);

  g_assert_finalize_object (g_steal_pointer (&keyring));
}

/* A key outlives the object only where there is a service to keep it. */
static void
test_keeps (void)
{
  g_autoptr(SyKeyring) first = sy_keyring_fallback_new ();
  g_autoptr(SyKeyring) second = NULL;

  store (first, "kept");
  g_assert_finalize_object (g_steal_pointer (&first));

  second = sy_keyring_fallback_new ();
  assert_key (second, ORIGIN, with_service ? "kept" : NULL);
  clear (second);
  g_assert_finalize_object (g_steal_pointer (&second));
}

static void
test_in_flight (void)
{
  SyKeyring *keyring = sy_keyring_fallback_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  gpointer weak = keyring;
  char *key;

  /* Whoever waits for an answer gets it, also when the last reference is gone. */
  g_object_add_weak_pointer (G_OBJECT (keyring), &weak);
  sy_keyring_lookup_async (keyring, PROVIDER, ORIGIN, NULL, ready_cb, &result);
  g_object_unref (keyring);
  wait_for (&result);
  key = sy_keyring_lookup_finish (weak, result, &error);
  g_assert_no_error (error);
  g_assert_null (key);
  g_clear_object (&result);
  g_assert_null (weak);
}

int
main (int    argc,
      char **argv)
{
  with_service = g_getenv ("SY_TEST_PASSWORD") != NULL;
  if (!with_service)
    g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/keyring-fallback/use", test_use);
  g_test_add_func ("/keyring-fallback/state", test_state);
  g_test_add_func ("/keyring-fallback/keeps", test_keeps);
  g_test_add_func ("/keyring-fallback/in-flight", test_in_flight);

  return g_test_run ();
}
