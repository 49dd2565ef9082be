/* test-keyring-secret.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "keyring-service.h"
#include "sy-error.h"
#include "sy-keyring-secret.h"

#include <glib/gstdio.h>
#include <libsecret/secret.h>
#include <signal.h>
#include <string.h>

static void
assert_origins (SyKeyring  *keyring,
                const char *provider,
                const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) origins = service_list_origins (keyring, provider, &error);
  g_autofree char *joined = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (origins);
  joined = g_strjoinv (" ", origins);
  g_assert_cmpstr (joined, ==, expected);
}

/* What holds for every place where libsecret can keep keys. */
static void
check_keys (SyKeyring *keyring)
{
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (sy_keyring_get_state (keyring), ==, SY_KEYRING_AVAILABLE);
  service_assert_key (keyring, "one", SERVICE_ORIGIN_A, NULL);
  assert_origins (keyring, "one", "");
  service_assert_clear (keyring, "one", SERVICE_ORIGIN_A);

  service_assert_store (keyring, "one", SERVICE_ORIGIN_B, "first");
  service_assert_store (keyring, "one", SERVICE_ORIGIN_A, "second");
  service_assert_key (keyring, "one", SERVICE_ORIGIN_B, "first");
  service_assert_key (keyring, "one", SERVICE_ORIGIN_A, "second");
  service_assert_key (keyring, "one", "https://c.example", NULL);
  service_assert_key (keyring, "two", SERVICE_ORIGIN_A, NULL);

  service_assert_store (keyring, "one", SERVICE_ORIGIN_A, "third");
  service_assert_key (keyring, "one", SERVICE_ORIGIN_A, "third");
  assert_origins (keyring, "one", SERVICE_ORIGIN_A " " SERVICE_ORIGIN_B);
  assert_origins (keyring, "two", "");

  service_assert_clear (keyring, "one", SERVICE_ORIGIN_A);
  service_assert_key (keyring, "one", SERVICE_ORIGIN_A, NULL);
  service_assert_key (keyring, "one", SERVICE_ORIGIN_B, "first");
  assert_origins (keyring, "one", SERVICE_ORIGIN_B);

  g_assert_true (service_unlock (keyring, &error));
  g_assert_no_error (error);
  service_assert_clear (keyring, "one", SERVICE_ORIGIN_B);
}

static void
check_cancel (SyKeyring *keyring)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  sy_keyring_lookup_async (keyring, "one", SERVICE_ORIGIN_A, cancellable,
                           service_ready_cb, &result);
  g_cancellable_cancel (cancellable);
  g_assert_null (sy_keyring_lookup_finish (keyring, service_wait (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_keyring_secret_file (void)
{
  g_autofree char *path = NULL;
  SyKeyring *keyring;

  path = g_build_filename (g_get_user_data_dir (), "keys", NULL);
  g_assert_cmpint (g_mkdir_with_parents (g_get_user_data_dir (), 0700), ==, 0);
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "of-this-test-only", TRUE);

  keyring = service_open ();
  check_keys (keyring);
  service_assert_store (keyring, "one", SERVICE_ORIGIN_A, "kept");
  service_assert_finalized (keyring);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));

  keyring = service_open ();
  service_assert_key (keyring, "one", SERVICE_ORIGIN_A, "kept");
  service_assert_finalized (keyring);
  g_unlink (path);

  g_unsetenv ("SECRET_BACKEND");
  secret_service_disconnect ();
}

static void
assert_unavailable (void)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  sy_keyring_secret_open_async (NULL, service_ready_cb, &result);
  g_assert_null (sy_keyring_secret_open_finish (service_wait (&result), &error));
  g_assert_error (error, SY_ERROR, SY_ERROR_KEYRING_UNAVAILABLE);
}

static void
test_keyring_secret_no_bus (void)
{
  g_autofree char *address = g_strdup (g_getenv ("DBUS_SESSION_BUS_ADDRESS"));

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  assert_unavailable ();
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", address, TRUE);
}

static void
test_keyring_secret_no_service (void)
{
  g_setenv ("SECRET_SERVICE_BUS_NAME", "com.sythoria.NoSuchService", TRUE);
  assert_unavailable ();
  g_unsetenv ("SECRET_SERVICE_BUS_NAME");
  secret_service_disconnect ();
}

static void
test_keyring_secret_cancel_open (void)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  sy_keyring_secret_open_async (cancellable, service_ready_cb, &result);
  g_cancellable_cancel (cancellable);
  g_assert_null (sy_keyring_secret_open_finish (service_wait (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_keyring_secret_keys (void)
{
  SyKeyring *keyring = service_open ();

  check_keys (keyring);
  check_cancel (keyring);
  service_assert_finalized (keyring);
}

/* The schema and the attributes are for ever: later versions must find the keys. */
static void
test_keyring_secret_item (void)
{
  static const SecretSchema schema = {
    "com.sythoria.ApiKey", SECRET_SCHEMA_NONE,
    {
      { "provider", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "origin", SECRET_SCHEMA_ATTRIBUTE_STRING },
    }
  };
  SyKeyring *keyring = service_open ();
  g_autoptr(GError) error = NULL;
  g_autofree char *label = NULL;
  GList *items;

  service_assert_store (keyring, "one", SERVICE_ORIGIN_A, "first");
  service_assert_store (keyring, "one", SERVICE_ORIGIN_A, "second");

  items = secret_password_search_sync (&schema, SECRET_SEARCH_ALL, NULL, &error,
                                       "provider", "one",
                                       "origin", SERVICE_ORIGIN_A,
                                       NULL);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_length (items), ==, 1);
  label = secret_retrievable_get_label (items->data);
  g_assert_cmpstr (label, ==, SERVICE_LABEL);
  g_list_free_full (items, g_object_unref);

  service_assert_clear (keyring, "one", SERVICE_ORIGIN_A);
  service_assert_finalized (keyring);
}

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          guint      *count)
{
  (*count)++;
}

static void
test_keyring_secret_locked (void)
{
  SyKeyring *keyring = service_open ();
  SyKeyring *other;
  guint n_changes = 0;

  service_assert_store (keyring, "one", SERVICE_ORIGIN_A, "kept");
  g_signal_connect (keyring, "notify::state", G_CALLBACK (count_cb), &n_changes);

  service_lock ();
  service_wait_state (keyring, SY_KEYRING_LOCKED);
  service_assert_all_locked (keyring);
  g_assert_cmpuint (n_changes, ==, 1);

  other = service_open ();
  service_assert_all_locked (other);
  service_assert_finalized (other);

  service_unlock_with_password ();
  service_wait_state (keyring, SY_KEYRING_AVAILABLE);
  g_assert_cmpuint (n_changes, ==, 2);
  service_assert_key (keyring, "one", SERVICE_ORIGIN_A, "kept");
  service_assert_key (keyring, "one", SERVICE_ORIGIN_B, NULL);

  service_assert_finalized (keyring);
}

/* The bus starts the service again when it is asked for: then it is another
 * process, which nobody has unlocked yet. */
static void
test_keyring_secret_dies (void)
{
  SyKeyring *keyring = service_open ();
  g_autoptr(GError) error = NULL;

  service_assert_store (keyring, "one", SERVICE_ORIGIN_A, "kept");

  service_signal (SIGKILL);
  service_wait_state (keyring, SY_KEYRING_UNAVAILABLE);

  error = service_fail_lookup (keyring, "one", SERVICE_ORIGIN_A);
  g_assert_true (g_error_matches (error, SY_ERROR, SY_ERROR_KEYRING_UNAVAILABLE) ||
                 g_error_matches (error, SY_ERROR, SY_ERROR_KEYRING_LOCKED));

  service_wait_state (keyring, SY_KEYRING_LOCKED);
  service_assert_all_locked (keyring);

  service_unlock_with_password ();
  service_wait_state (keyring, SY_KEYRING_AVAILABLE);
  service_assert_key (keyring, "one", SERVICE_ORIGIN_A, "kept");
  service_assert_clear (keyring, "one", SERVICE_ORIGIN_A);

  service_assert_finalized (keyring);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/keyring-secret/file", test_keyring_secret_file);
  g_test_add_func ("/keyring-secret/no-bus", test_keyring_secret_no_bus);
  g_test_add_func ("/keyring-secret/no-service", test_keyring_secret_no_service);
  g_test_add_func ("/keyring-secret/cancel-open", test_keyring_secret_cancel_open);
  g_test_add_func ("/keyring-secret/keys", test_keyring_secret_keys);
  g_test_add_func ("/keyring-secret/item", test_keyring_secret_item);
  g_test_add_func ("/keyring-secret/locked", test_keyring_secret_locked);
  g_test_add_func ("/keyring-secret/dies", test_keyring_secret_dies);

  status = g_test_run ();
  secret_service_disconnect ();

  return status;
}
