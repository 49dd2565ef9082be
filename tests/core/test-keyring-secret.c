/* test-keyring-secret.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-error.h"
#include "sy-keyring-secret.h"

#include <glib/gstdio.h>
#include <libsecret/secret.h>
#include <signal.h>
#include <string.h>

#define ORIGIN_A "https://a.example"
#define ORIGIN_B "https://b.example:8443"
#define LABEL    "Sythoria: Test"
#define SECONDS  20

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
wake_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* Iterates until the deadline at most; the timeout only lets it look again. */
static void
iterate (gint64 deadline)
{
  guint id = g_timeout_add (50, wake_cb, NULL);

  g_main_context_iteration (NULL, TRUE);
  g_source_remove (id);
  g_assert_cmpint (g_get_monotonic_time (), <, deadline);
}

static GAsyncResult *
wait_for (GAsyncResult **kept)
{
  gint64 deadline = g_get_monotonic_time () + SECONDS * G_USEC_PER_SEC;

  while (*kept == NULL)
    iterate (deadline);

  return *kept;
}

static void
wait_for_state (SyKeyring      *keyring,
                SyKeyringState  state)
{
  gint64 deadline = g_get_monotonic_time () + SECONDS * G_USEC_PER_SEC;

  while (sy_keyring_get_state (keyring) != state)
    iterate (deadline);
}

static SyKeyring *
open_keyring (void)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  SyKeyring *keyring;

  sy_keyring_secret_open_async (NULL, ready_cb, &result);
  keyring = sy_keyring_secret_open_finish (wait_for (&result), &error);
  g_assert_no_error (error);
  g_assert_true (SY_IS_KEYRING_SECRET (keyring));

  return keyring;
}

/* A key is never printed, not even when it is the wrong one. */
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

static GError *
fail_lookup (SyKeyring  *keyring,
             const char *provider,
             const char *origin)
{
  g_autoptr(GAsyncResult) result = NULL;
  GError *error = NULL;

  sy_keyring_lookup_async (keyring, provider, origin, NULL, ready_cb, &result);
  g_assert_null (sy_keyring_lookup_finish (keyring, wait_for (&result), &error));
  g_assert_nonnull (error);

  return error;
}

static void
assert_lookup_error (SyKeyring  *keyring,
                     const char *provider,
                     const char *origin,
                     int         code)
{
  g_autoptr(GError) error = fail_lookup (keyring, provider, origin);

  g_assert_error (error, SY_ERROR, code);
}

static gboolean
store (SyKeyring   *keyring,
       const char  *provider,
       const char  *origin,
       const char  *key,
       GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  sy_keyring_store_async (keyring, provider, origin, LABEL, key, NULL, ready_cb, &result);

  return sy_keyring_store_finish (keyring, wait_for (&result), error);
}

static void
assert_store (SyKeyring  *keyring,
              const char *provider,
              const char *origin,
              const char *key)
{
  g_autoptr(GError) error = NULL;

  store (keyring, provider, origin, key, &error);
  g_assert_no_error (error);
}

static gboolean
clear (SyKeyring   *keyring,
       const char  *provider,
       const char  *origin,
       GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  sy_keyring_clear_async (keyring, provider, origin, NULL, ready_cb, &result);

  return sy_keyring_clear_finish (keyring, wait_for (&result), error);
}

static void
assert_clear (SyKeyring  *keyring,
              const char *provider,
              const char *origin)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (clear (keyring, provider, origin, &error));
  g_assert_no_error (error);
}

static char **
list_origins (SyKeyring   *keyring,
              const char  *provider,
              GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  sy_keyring_list_origins_async (keyring, provider, NULL, ready_cb, &result);

  return sy_keyring_list_origins_finish (keyring, wait_for (&result), error);
}

static void
assert_origins (SyKeyring  *keyring,
                const char *provider,
                const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) origins = list_origins (keyring, provider, &error);
  g_autofree char *joined = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (origins);
  joined = g_strjoinv (" ", origins);
  g_assert_cmpstr (joined, ==, expected);
}

static gboolean
unlock (SyKeyring  *keyring,
        GError    **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  sy_keyring_unlock_async (keyring, NULL, ready_cb, &result);

  return sy_keyring_unlock_finish (keyring, wait_for (&result), error);
}

/* What holds for every place where libsecret can keep keys. */
static void
check_keys (SyKeyring *keyring)
{
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (sy_keyring_get_state (keyring), ==, SY_KEYRING_AVAILABLE);
  assert_key (keyring, "one", ORIGIN_A, NULL);
  assert_origins (keyring, "one", "");
  assert_clear (keyring, "one", ORIGIN_A);

  assert_store (keyring, "one", ORIGIN_B, "first");
  assert_store (keyring, "one", ORIGIN_A, "second");
  assert_key (keyring, "one", ORIGIN_B, "first");
  assert_key (keyring, "one", ORIGIN_A, "second");
  assert_key (keyring, "one", "https://c.example", NULL);
  assert_key (keyring, "two", ORIGIN_A, NULL);

  assert_store (keyring, "one", ORIGIN_A, "third");
  assert_key (keyring, "one", ORIGIN_A, "third");
  assert_origins (keyring, "one", ORIGIN_A " " ORIGIN_B);
  assert_origins (keyring, "two", "");

  assert_clear (keyring, "one", ORIGIN_A);
  assert_key (keyring, "one", ORIGIN_A, NULL);
  assert_key (keyring, "one", ORIGIN_B, "first");
  assert_origins (keyring, "one", ORIGIN_B);

  g_assert_true (unlock (keyring, &error));
  g_assert_no_error (error);
  assert_clear (keyring, "one", ORIGIN_B);
}

static void
check_cancel (SyKeyring *keyring)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  sy_keyring_lookup_async (keyring, "one", ORIGIN_A, cancellable, ready_cb, &result);
  g_cancellable_cancel (cancellable);
  g_assert_null (sy_keyring_lookup_finish (keyring, wait_for (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* D-Bus and libsecret finish some of their own work in idle handlers. */
static void
assert_finalized (SyKeyring *keyring)
{
  gpointer weak = keyring;
  gint64 deadline = g_get_monotonic_time () + SECONDS * G_USEC_PER_SEC;

  g_object_add_weak_pointer (G_OBJECT (keyring), &weak);
  g_object_unref (keyring);

  while (weak != NULL)
    iterate (deadline);
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

  keyring = open_keyring ();
  check_keys (keyring);
  assert_store (keyring, "one", ORIGIN_A, "kept");
  assert_finalized (keyring);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));

  keyring = open_keyring ();
  assert_key (keyring, "one", ORIGIN_A, "kept");
  assert_finalized (keyring);
  g_unlink (path);

  g_unsetenv ("SECRET_BACKEND");
  secret_service_disconnect ();
}

static void
assert_unavailable (void)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  sy_keyring_secret_open_async (NULL, ready_cb, &result);
  g_assert_null (sy_keyring_secret_open_finish (wait_for (&result), &error));
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

  sy_keyring_secret_open_async (cancellable, ready_cb, &result);
  g_cancellable_cancel (cancellable);
  g_assert_null (sy_keyring_secret_open_finish (wait_for (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_keyring_secret_keys (void)
{
  SyKeyring *keyring = open_keyring ();

  check_keys (keyring);
  check_cancel (keyring);
  assert_finalized (keyring);
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
  SyKeyring *keyring = open_keyring ();
  g_autoptr(GError) error = NULL;
  g_autofree char *label = NULL;
  GList *items;

  assert_store (keyring, "one", ORIGIN_A, "first");
  assert_store (keyring, "one", ORIGIN_A, "second");

  items = secret_password_search_sync (&schema, SECRET_SEARCH_ALL, NULL, &error,
                                       "provider", "one",
                                       "origin", ORIGIN_A,
                                       NULL);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_length (items), ==, 1);
  label = secret_retrievable_get_label (items->data);
  g_assert_cmpstr (label, ==, LABEL);
  g_list_free_full (items, g_object_unref);

  assert_clear (keyring, "one", ORIGIN_A);
  assert_finalized (keyring);
}

static void
lock_default_collection (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SecretService) service = NULL;
  g_autoptr(SecretCollection) collection = NULL;
  g_autoptr(GList) objects = NULL;

  service = secret_service_get_sync (SECRET_SERVICE_LOAD_COLLECTIONS, NULL, &error);
  g_assert_no_error (error);
  collection = secret_collection_for_alias_sync (service, SECRET_COLLECTION_DEFAULT,
                                                 SECRET_COLLECTION_NONE, NULL, &error);
  g_assert_no_error (error);
  objects = g_list_prepend (NULL, collection);
  g_assert_cmpint (secret_service_lock_sync (service, objects, NULL, NULL, &error), ==, 1);
  g_assert_no_error (error);
}

static GVariant *
call_service (GDBusConnection *bus,
              const char      *interface,
              const char      *method,
              GVariant        *parameters)
{
  g_autoptr(GError) error = NULL;
  GVariant *reply;

  reply = g_dbus_connection_call_sync (bus, "org.freedesktop.secrets",
                                       "/org/freedesktop/secrets", interface, method,
                                       parameters, NULL, G_DBUS_CALL_FLAGS_NONE,
                                       -1, NULL, &error);
  g_assert_no_error (error);

  return reply;
}

/* What gnome-keyring has for those who know the password without a prompt. */
static void
unlock_with_password (void)
{
  const char *password = g_getenv ("SY_TEST_PASSWORD");
  g_autoptr(GError) error = NULL;
  g_autoptr(GDBusConnection) bus = NULL;
  g_autoptr(GVariant) opened = NULL;
  g_autoptr(GVariant) unlocked = NULL;
  GVariant *secret;
  const char *session;

  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);

  opened = call_service (bus, "org.freedesktop.Secret.Service", "OpenSession",
                         g_variant_new ("(sv)", "plain", g_variant_new_string ("")));
  g_variant_get (opened, "(v&o)", NULL, &session);

  secret = g_variant_new ("(o@ay@ays)", session,
                          g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, NULL, 0, 1),
                          g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE,
                                                     password, strlen (password), 1),
                          "text/plain");
  unlocked = call_service (bus, "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface",
                           "UnlockWithMasterPassword",
                           g_variant_new ("(o@(oayays))",
                                          "/org/freedesktop/secrets/collection/login", secret));
}

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          guint      *count)
{
  (*count)++;
}

/* Nobody can answer a prompt here, so whatever prompts ends as locked. */
static void
assert_all_locked (SyKeyring *keyring)
{
  g_autoptr(GError) stored = NULL;
  g_autoptr(GError) cleared = NULL;
  g_autoptr(GError) listed = NULL;
  g_autoptr(GError) unlocked = NULL;

  g_assert_cmpint (sy_keyring_get_state (keyring), ==, SY_KEYRING_LOCKED);

  assert_lookup_error (keyring, "one", ORIGIN_A, SY_ERROR_KEYRING_LOCKED);
  assert_lookup_error (keyring, "one", ORIGIN_B, SY_ERROR_KEYRING_LOCKED);
  g_assert_null (list_origins (keyring, "one", &listed));
  g_assert_error (listed, SY_ERROR, SY_ERROR_KEYRING_LOCKED);
  g_assert_false (clear (keyring, "one", ORIGIN_A, &cleared));
  g_assert_error (cleared, SY_ERROR, SY_ERROR_KEYRING_LOCKED);

  g_assert_false (store (keyring, "one", ORIGIN_A, "unseen", &stored));
  g_assert_error (stored, SY_ERROR, SY_ERROR_KEYRING_LOCKED);
  g_assert_null (strstr (stored->message, "unseen"));
  g_assert_false (unlock (keyring, &unlocked));
  g_assert_error (unlocked, SY_ERROR, SY_ERROR_KEYRING_LOCKED);
}

static void
test_keyring_secret_locked (void)
{
  SyKeyring *keyring = open_keyring ();
  SyKeyring *other;
  guint n_changes = 0;

  assert_store (keyring, "one", ORIGIN_A, "kept");
  g_signal_connect (keyring, "notify::state", G_CALLBACK (count_cb), &n_changes);

  lock_default_collection ();
  wait_for_state (keyring, SY_KEYRING_LOCKED);
  assert_all_locked (keyring);
  g_assert_cmpuint (n_changes, ==, 1);

  other = open_keyring ();
  assert_all_locked (other);
  assert_finalized (other);

  unlock_with_password ();
  wait_for_state (keyring, SY_KEYRING_AVAILABLE);
  g_assert_cmpuint (n_changes, ==, 2);
  assert_key (keyring, "one", ORIGIN_A, "kept");
  assert_key (keyring, "one", ORIGIN_B, NULL);

  assert_finalized (keyring);
}

static void
kill_service (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GDBusConnection) bus = NULL;
  g_autoptr(GVariant) reply = NULL;
  guint32 pid;

  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  reply = g_dbus_connection_call_sync (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus", "GetConnectionUnixProcessID",
                                       g_variant_new ("(s)", "org.freedesktop.secrets"),
                                       G_VARIANT_TYPE ("(u)"), G_DBUS_CALL_FLAGS_NONE,
                                       -1, NULL, &error);
  g_assert_no_error (error);
  g_variant_get (reply, "(u)", &pid);
  g_assert_cmpuint (pid, >, 1);
  g_assert_cmpint (kill ((pid_t) pid, SIGKILL), ==, 0);
}

/* The bus starts the service again when it is asked for: then it is another
 * process, which nobody has unlocked yet. */
static void
test_keyring_secret_dies (void)
{
  SyKeyring *keyring = open_keyring ();
  g_autoptr(GError) error = NULL;

  assert_store (keyring, "one", ORIGIN_A, "kept");

  kill_service ();
  wait_for_state (keyring, SY_KEYRING_UNAVAILABLE);

  error = fail_lookup (keyring, "one", ORIGIN_A);
  g_assert_true (g_error_matches (error, SY_ERROR, SY_ERROR_KEYRING_UNAVAILABLE) ||
                 g_error_matches (error, SY_ERROR, SY_ERROR_KEYRING_LOCKED));

  wait_for_state (keyring, SY_KEYRING_LOCKED);
  assert_all_locked (keyring);

  unlock_with_password ();
  wait_for_state (keyring, SY_KEYRING_AVAILABLE);
  assert_key (keyring, "one", ORIGIN_A, "kept");
  assert_clear (keyring, "one", ORIGIN_A);

  assert_finalized (keyring);
}

/* Killed with a request under way: an error, not silence and not "no key". */
static void
test_keyring_secret_dies_midway (void)
{
  SyKeyring *keyring = open_keyring ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  sy_keyring_lookup_async (keyring, "one", ORIGIN_A, NULL, ready_cb, &result);
  kill_service ();
  g_assert_null (sy_keyring_lookup_finish (keyring, wait_for (&result), &error));

  /* The answer may have been on its way already. */
  if (error != NULL)
    g_assert_true (error->domain == SY_ERROR);

  g_clear_object (&result);
  assert_finalized (keyring);
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
  g_test_add_func ("/keyring-secret/dies-midway", test_keyring_secret_dies_midway);

  status = g_test_run ();
  secret_service_disconnect ();

  return status;
}
