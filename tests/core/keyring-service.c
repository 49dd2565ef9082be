/* keyring-service.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "keyring-service.h"

#include "libsecret-quirk.h"
#include "sy-error.h"
#include "sy-keyring-secret.h"

#include <libsecret/secret.h>
#include <signal.h>
#include <string.h>

#define SECONDS 20

void
service_ready_cb (GObject      *object,
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
void
service_iterate (gint64 deadline)
{
  guint id = g_timeout_add (50, wake_cb, NULL);

  libsecret_quirk_forgive ();
  g_main_context_iteration (NULL, TRUE);
  g_source_remove (id);
  g_assert_cmpint (g_get_monotonic_time (), <, deadline);
}

GAsyncResult *
service_wait (GAsyncResult **kept)
{
  gint64 deadline = g_get_monotonic_time () + SECONDS * G_USEC_PER_SEC;

  while (*kept == NULL)
    service_iterate (deadline);

  return *kept;
}

void
service_wait_state (SyKeyring      *keyring,
                    SyKeyringState  state)
{
  gint64 deadline = g_get_monotonic_time () + SECONDS * G_USEC_PER_SEC;

  while (sy_keyring_get_state (keyring) != state)
    service_iterate (deadline);
}

SyKeyring *
service_open (void)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  SyKeyring *keyring;

  sy_keyring_secret_open_async (NULL, service_ready_cb, &result);
  keyring = sy_keyring_secret_open_finish (service_wait (&result), &error);
  g_assert_no_error (error);
  g_assert_true (SY_IS_KEYRING_SECRET (keyring));

  return keyring;
}

/* A key is never printed, not even when it is the wrong one. */
void
service_assert_key (SyKeyring  *keyring,
                    const char *provider,
                    const char *origin,
                    const char *expected)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  char *key;

  sy_keyring_lookup_async (keyring, provider, origin, NULL, service_ready_cb, &result);
  key = sy_keyring_lookup_finish (keyring, service_wait (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_strcmp0 (key, expected), ==, 0);
  sy_keyring_free_key (key);
}

GError *
service_fail_lookup (SyKeyring  *keyring,
                     const char *provider,
                     const char *origin)
{
  g_autoptr(GAsyncResult) result = NULL;
  GError *error = NULL;

  sy_keyring_lookup_async (keyring, provider, origin, NULL, service_ready_cb, &result);
  g_assert_null (sy_keyring_lookup_finish (keyring, service_wait (&result), &error));
  g_assert_nonnull (error);

  return error;
}

void
service_assert_lookup_error (SyKeyring  *keyring,
                             const char *provider,
                             const char *origin,
                             int         code)
{
  g_autoptr(GError) error = service_fail_lookup (keyring, provider, origin);

  g_assert_error (error, SY_ERROR, code);
}

gboolean
service_store (SyKeyring   *keyring,
               const char  *provider,
               const char  *origin,
               const char  *key,
               GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  sy_keyring_store_async (keyring, provider, origin, SERVICE_LABEL, key, NULL,
                          service_ready_cb, &result);

  return sy_keyring_store_finish (keyring, service_wait (&result), error);
}

void
service_assert_store (SyKeyring  *keyring,
                      const char *provider,
                      const char *origin,
                      const char *key)
{
  g_autoptr(GError) error = NULL;

  service_store (keyring, provider, origin, key, &error);
  g_assert_no_error (error);
}

gboolean
service_clear (SyKeyring   *keyring,
               const char  *provider,
               const char  *origin,
               GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  sy_keyring_clear_async (keyring, provider, origin, NULL, service_ready_cb, &result);

  return sy_keyring_clear_finish (keyring, service_wait (&result), error);
}

void
service_assert_clear (SyKeyring  *keyring,
                      const char *provider,
                      const char *origin)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (service_clear (keyring, provider, origin, &error));
  g_assert_no_error (error);
}

char **
service_list_origins (SyKeyring   *keyring,
                      const char  *provider,
                      GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  sy_keyring_list_origins_async (keyring, provider, NULL, service_ready_cb, &result);

  return sy_keyring_list_origins_finish (keyring, service_wait (&result), error);
}

gboolean
service_unlock (SyKeyring  *keyring,
                GError    **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  sy_keyring_unlock_async (keyring, NULL, service_ready_cb, &result);

  return sy_keyring_unlock_finish (keyring, service_wait (&result), error);
}

/* D-Bus and libsecret finish some of their own work in idle handlers. */
void
service_assert_finalized (SyKeyring *keyring)
{
  gpointer weak = keyring;
  gint64 deadline = g_get_monotonic_time () + SECONDS * G_USEC_PER_SEC;

  g_object_add_weak_pointer (G_OBJECT (keyring), &weak);
  g_object_unref (keyring);

  while (weak != NULL)
    service_iterate (deadline);
}

void
service_lock (void)
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
void
service_unlock_with_password (void)
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

/* Whatever prompts ends as locked, as long as every prompt is dismissed. */
void
service_assert_all_locked (SyKeyring *keyring)
{
  g_autoptr(GError) stored = NULL;
  g_autoptr(GError) cleared = NULL;
  g_autoptr(GError) listed = NULL;
  g_autoptr(GError) unlocked = NULL;

  g_assert_cmpint (sy_keyring_get_state (keyring), ==, SY_KEYRING_LOCKED);

  service_assert_lookup_error (keyring, "one", SERVICE_ORIGIN_A, SY_ERROR_KEYRING_LOCKED);
  service_assert_lookup_error (keyring, "one", SERVICE_ORIGIN_B, SY_ERROR_KEYRING_LOCKED);
  g_assert_null (service_list_origins (keyring, "one", &listed));
  g_assert_error (listed, SY_ERROR, SY_ERROR_KEYRING_LOCKED);
  g_assert_false (service_clear (keyring, "one", SERVICE_ORIGIN_A, &cleared));
  g_assert_error (cleared, SY_ERROR, SY_ERROR_KEYRING_LOCKED);

  g_assert_false (service_store (keyring, "one", SERVICE_ORIGIN_A, "unseen", &stored));
  g_assert_error (stored, SY_ERROR, SY_ERROR_KEYRING_LOCKED);
  g_assert_null (strstr (stored->message, "unseen"));
  g_assert_false (service_unlock (keyring, &unlocked));
  g_assert_error (unlocked, SY_ERROR, SY_ERROR_KEYRING_LOCKED);
}

/* To the process of the service, whatever that is now. */
void
service_signal (int number)
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
  g_assert_cmpint (kill ((pid_t) pid, number), ==, 0);
}
