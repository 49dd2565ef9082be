/* sy-keyring.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-keyring"

#include "config.h"

#include "sy-keyring.h"

#include <libsecret/secret.h>

G_DEFINE_INTERFACE (SyKeyring, sy_keyring, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (SyKeyringState, sy_keyring_state,
                    G_DEFINE_ENUM_VALUE (SY_KEYRING_AVAILABLE, "available"),
                    G_DEFINE_ENUM_VALUE (SY_KEYRING_LOCKED, "locked"),
                    G_DEFINE_ENUM_VALUE (SY_KEYRING_UNAVAILABLE, "unavailable"))

static void
sy_keyring_default_init (SyKeyringInterface *iface)
{
  g_object_interface_install_property (iface,
                                       g_param_spec_enum ("state", NULL, NULL,
                                                          SY_TYPE_KEYRING_STATE,
                                                          SY_KEYRING_AVAILABLE,
                                                          G_PARAM_READABLE |
                                                          G_PARAM_EXPLICIT_NOTIFY |
                                                          G_PARAM_STATIC_STRINGS));
}

/**
 * sy_keyring_get_state:
 * @self: a keyring
 *
 * Returns: whether keys can be read and written now
 */
SyKeyringState
sy_keyring_get_state (SyKeyring *self)
{
  SyKeyringState state;

  g_return_val_if_fail (SY_IS_KEYRING (self), SY_KEYRING_UNAVAILABLE);

  g_object_get (self, "state", &state, NULL);

  return state;
}

/**
 * sy_keyring_lookup_async:
 * @self: a keyring
 * @provider_id: the provider the key belongs to
 * @origin: the origin it may be sent to
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: data for @callback
 *
 * Looks for a key.  The person is never asked for anything: when the keyring is
 * locked the lookup fails with %SY_ERROR_KEYRING_LOCKED, and
 * sy_keyring_unlock_async() is the way on.
 */
void
sy_keyring_lookup_async (SyKeyring           *self,
                         const char          *provider_id,
                         const char          *origin,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (SY_IS_KEYRING (self));
  g_return_if_fail (provider_id != NULL);
  g_return_if_fail (origin != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  SY_KEYRING_GET_IFACE (self)->lookup_async (self, provider_id, origin,
                                             cancellable, callback, user_data);
}

/**
 * sy_keyring_lookup_finish:
 * @self: a keyring
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the key, in memory that is not written
 *   to disk, to be freed with sy_keyring_free_key(); %NULL without @error being
 *   set when there is none for that provider and origin
 */
char *
sy_keyring_lookup_finish (SyKeyring     *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (SY_IS_KEYRING (self), NULL);
  g_return_val_if_fail (G_IS_ASYNC_RESULT (result), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return SY_KEYRING_GET_IFACE (self)->lookup_finish (self, result, error);
}

/**
 * sy_keyring_store_async:
 * @self: a keyring
 * @provider_id: the provider the key belongs to
 * @origin: the origin it may be sent to
 * @label: what the person's keyring program shows, as "Sythoria: OpenRouter"
 * @key: the key; it is copied
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: data for @callback
 *
 * Saves a key, in the place of one that is there for that provider and origin.
 * Where the keyring is locked, or none has been made yet, the person is asked.
 */
void
sy_keyring_store_async (SyKeyring           *self,
                        const char          *provider_id,
                        const char          *origin,
                        const char          *label,
                        const char          *key,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_return_if_fail (SY_IS_KEYRING (self));
  g_return_if_fail (provider_id != NULL);
  g_return_if_fail (origin != NULL);
  g_return_if_fail (label != NULL);
  g_return_if_fail (key != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  SY_KEYRING_GET_IFACE (self)->store_async (self, provider_id, origin, label, key,
                                            cancellable, callback, user_data);
}

/**
 * sy_keyring_store_finish:
 * @self: a keyring
 * @result: the result
 * @error: return location for an error
 *
 * Returns: whether the key was saved; %SY_ERROR_KEYRING_LOCKED when the person
 *   did not unlock the keyring
 */
gboolean
sy_keyring_store_finish (SyKeyring     *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (SY_IS_KEYRING (self), FALSE);
  g_return_val_if_fail (G_IS_ASYNC_RESULT (result), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return SY_KEYRING_GET_IFACE (self)->store_finish (self, result, error);
}

/**
 * sy_keyring_clear_async:
 * @self: a keyring
 * @provider_id: the provider the key belongs to
 * @origin: its origin
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: data for @callback
 *
 * Removes a key.  The person is never asked for anything.
 */
void
sy_keyring_clear_async (SyKeyring           *self,
                        const char          *provider_id,
                        const char          *origin,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_return_if_fail (SY_IS_KEYRING (self));
  g_return_if_fail (provider_id != NULL);
  g_return_if_fail (origin != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  SY_KEYRING_GET_IFACE (self)->clear_async (self, provider_id, origin,
                                            cancellable, callback, user_data);
}

/**
 * sy_keyring_clear_finish:
 * @self: a keyring
 * @result: the result
 * @error: return location for an error
 *
 * Returns: whether there is no such key any more; also %TRUE when there was none
 */
gboolean
sy_keyring_clear_finish (SyKeyring     *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (SY_IS_KEYRING (self), FALSE);
  g_return_val_if_fail (G_IS_ASYNC_RESULT (result), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return SY_KEYRING_GET_IFACE (self)->clear_finish (self, result, error);
}

/**
 * sy_keyring_list_origins_async:
 * @self: a keyring
 * @provider_id: a provider
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: data for @callback
 *
 * Asks for which origins a provider has keys.  No key is read, and the person
 * is never asked for anything.
 */
void
sy_keyring_list_origins_async (SyKeyring           *self,
                               const char          *provider_id,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (SY_IS_KEYRING (self));
  g_return_if_fail (provider_id != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  SY_KEYRING_GET_IFACE (self)->list_origins_async (self, provider_id,
                                                   cancellable, callback, user_data);
}

/**
 * sy_keyring_list_origins_finish:
 * @self: a keyring
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the origins, sorted, each once; %NULL with
 *   @error set when they could not be read
 */
char **
sy_keyring_list_origins_finish (SyKeyring     *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (SY_IS_KEYRING (self), NULL);
  g_return_val_if_fail (G_IS_ASYNC_RESULT (result), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return SY_KEYRING_GET_IFACE (self)->list_origins_finish (self, result, error);
}

/**
 * sy_keyring_unlock_async:
 * @self: a keyring
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: data for @callback
 *
 * Asks the person to unlock the keyring, when it is locked.  Only to be called
 * for something the person has just done.
 */
void
sy_keyring_unlock_async (SyKeyring           *self,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (SY_IS_KEYRING (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  SY_KEYRING_GET_IFACE (self)->unlock_async (self, cancellable, callback, user_data);
}

/**
 * sy_keyring_unlock_finish:
 * @self: a keyring
 * @result: the result
 * @error: return location for an error
 *
 * Returns: whether the keyring is open now; %SY_ERROR_KEYRING_LOCKED when the
 *   person did not open it
 */
gboolean
sy_keyring_unlock_finish (SyKeyring     *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (SY_IS_KEYRING (self), FALSE);
  g_return_val_if_fail (G_IS_ASYNC_RESULT (result), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return SY_KEYRING_GET_IFACE (self)->unlock_finish (self, result, error);
}

/**
 * sy_keyring_dup_key:
 * @text: what holds a key
 * @length: of @text, in bytes
 *
 * Copies a key to where lookups give it too: memory that is not written to disk.
 *
 * Returns: (transfer full): the copy, to be freed with sy_keyring_free_key()
 */
char *
sy_keyring_dup_key (const char *text,
                    gsize       length)
{
  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (length <= G_MAXSSIZE, NULL);

  return secret_value_unref_to_password (secret_value_new (text, (gssize) length, "text/plain"),
                                         NULL);
}

/**
 * sy_keyring_free_key:
 * @key: (transfer full) (nullable): what sy_keyring_lookup_finish() or
 *   sy_keyring_dup_key() returned
 *
 * Wipes and frees a key.
 */
void
sy_keyring_free_key (char *key)
{
  secret_password_free (key);
}
