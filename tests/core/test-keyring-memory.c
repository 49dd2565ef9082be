/* test-keyring-memory.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-keyring-memory.h"

#define ORIGIN_A "https://a.example"
#define ORIGIN_B "https://b.example:8443"

static void
ready_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  GAsyncResult **kept = user_data;

  g_assert_null (*kept);
  *kept = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **kept)
{
  gint64 deadline = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;

  /* Never from within the call that started it. */
  g_assert_null (*kept);

  while (*kept == NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_main_context_iteration (NULL, FALSE);
    }

  return *kept;
}

static void
assert_key (SyKeyring  *keyring,
            const char *provider,
            const char *origin,
            const char *expected)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  char *key;

  sy_keyring_lookup_async (keyring, provider, origin, NULL, ready_cb, &result);
  key = sy_keyring_lookup_finish (keyring, wait_for (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_strcmp0 (key, expected), ==, 0);
  sy_keyring_free_key (key);
}

static void
store (SyKeyring  *keyring,
       const char *provider,
       const char *origin,
       const char *key)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  sy_keyring_store_async (keyring, provider, origin, "Sythoria: Test", key,
                          NULL, ready_cb, &result);
  g_assert_true (sy_keyring_store_finish (keyring, wait_for (&result), &error));
  g_assert_no_error (error);
}

static void
clear (SyKeyring  *keyring,
       const char *provider,
       const char *origin)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  sy_keyring_clear_async (keyring, provider, origin, NULL, ready_cb, &result);
  g_assert_true (sy_keyring_clear_finish (keyring, wait_for (&result), &error));
  g_assert_no_error (error);
}

static void
assert_origins (SyKeyring  *keyring,
                const char *provider,
                const char *expected)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) origins = NULL;
  g_autofree char *joined = NULL;

  sy_keyring_list_origins_async (keyring, provider, NULL, ready_cb, &result);
  origins = sy_keyring_list_origins_finish (keyring, wait_for (&result), &error);
  g_assert_no_error (error);
  g_assert_nonnull (origins);

  joined = g_strjoinv (" ", origins);
  g_assert_cmpstr (joined, ==, expected);
}

static void
test_keyring_memory_keys (void)
{
  SyKeyring *keyring = sy_keyring_memory_new ();

  g_assert_cmpint (sy_keyring_get_state (keyring), ==, SY_KEYRING_AVAILABLE);
  assert_key (keyring, "one", ORIGIN_A, NULL);
  clear (keyring, "one", ORIGIN_A);

  store (keyring, "one", ORIGIN_A, "first");
  assert_key (keyring, "one", ORIGIN_A, "first");
  assert_key (keyring, "one", ORIGIN_B, NULL);
  assert_key (keyring, "two", ORIGIN_A, NULL);

  store (keyring, "one", ORIGIN_A, "second");
  store (keyring, "one", ORIGIN_B, "third");
  assert_key (keyring, "one", ORIGIN_A, "second");
  assert_key (keyring, "one", ORIGIN_B, "third");

  clear (keyring, "one", ORIGIN_A);
  assert_key (keyring, "one", ORIGIN_A, NULL);
  assert_key (keyring, "one", ORIGIN_B, "third");

  g_assert_finalize_object (keyring);
}

static void
test_keyring_memory_origins (void)
{
  SyKeyring *keyring = sy_keyring_memory_new ();

  assert_origins (keyring, "one", "");

  store (keyring, "one", ORIGIN_B, "x");
  store (keyring, "one", ORIGIN_A, "x");
  store (keyring, "two", "https://c.example", "x");
  assert_origins (keyring, "one", ORIGIN_A " " ORIGIN_B);
  assert_origins (keyring, "two", "https://c.example");
  assert_origins (keyring, "on", "");

  g_assert_finalize_object (keyring);
}

static void
test_keyring_memory_cancel (void)
{
  SyKeyring *keyring = sy_keyring_memory_new ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) stored = NULL;
  g_autoptr(GAsyncResult) found = NULL;
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  sy_keyring_store_async (keyring, "one", ORIGIN_A, "Sythoria: Test", "x",
                          cancellable, ready_cb, &stored);
  g_assert_false (sy_keyring_store_finish (keyring, wait_for (&stored), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  assert_key (keyring, "one", ORIGIN_A, NULL);

  store (keyring, "one", ORIGIN_A, "x");
  sy_keyring_lookup_async (keyring, "one", ORIGIN_A, cancellable, ready_cb, &found);
  g_assert_null (sy_keyring_lookup_finish (keyring, wait_for (&found), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  g_clear_object (&stored);
  g_clear_object (&found);
  g_assert_finalize_object (keyring);
}

/* A task keeps its keyring: letting go of it in between is no error. */
static void
test_keyring_memory_lifetime (void)
{
  SyKeyring *keyring = sy_keyring_memory_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  gpointer weak = keyring;

  g_object_add_weak_pointer (G_OBJECT (keyring), &weak);
  sy_keyring_unlock_async (keyring, NULL, ready_cb, &result);
  g_object_unref (keyring);
  g_assert_nonnull (weak);

  g_assert_true (sy_keyring_unlock_finish (weak, wait_for (&result), &error));
  g_assert_no_error (error);

  g_clear_object (&result);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (weak);
}

static void
test_keyring_memory_guards (void)
{
  SyKeyring *keyring = sy_keyring_memory_new ();

  g_test_expect_message ("sy-keyring", G_LOG_LEVEL_CRITICAL, "*provider_id != NULL*");
  sy_keyring_lookup_async (keyring, NULL, ORIGIN_A, NULL, NULL, NULL);
  g_test_expect_message ("sy-keyring", G_LOG_LEVEL_CRITICAL, "*origin != NULL*");
  sy_keyring_lookup_async (keyring, "one", NULL, NULL, NULL, NULL);
  g_test_assert_expected_messages ();

  sy_keyring_free_key (NULL);
  g_assert_finalize_object (keyring);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/keyring-memory/keys", test_keyring_memory_keys);
  g_test_add_func ("/keyring-memory/origins", test_keyring_memory_origins);
  g_test_add_func ("/keyring-memory/cancel", test_keyring_memory_cancel);
  g_test_add_func ("/keyring-memory/lifetime", test_keyring_memory_lifetime);
  g_test_add_func ("/keyring-memory/guards", test_keyring_memory_guards);

  return g_test_run ();
}
