/* sy-key-lookup.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-key-lookup"

#include "config.h"

#include "sy-key-lookup.h"

#include "sy-error.h"

typedef struct
{
  char     *provider_id;
  char     *origin;
  gboolean  unlock_asked;
} Lookup;

static void
lookup_free (Lookup *lookup)
{
  g_free (lookup->provider_id);
  g_free (lookup->origin);
  g_free (lookup);
}

static void unlock_cb (GObject      *object,
                       GAsyncResult *result,
                       gpointer      user_data);

static void
lookup_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  SyKeyring *keyring = SY_KEYRING (object);
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  Lookup *lookup = g_task_get_task_data (task);
  char *key;

  key = sy_keyring_lookup_finish (keyring, result, &error);

  if (error == NULL)
    {
      g_task_return_pointer (task, key, (GDestroyNotify) sy_keyring_free_key);
    }
  else if (g_error_matches (error, SY_ERROR, SY_ERROR_KEYRING_LOCKED) && !lookup->unlock_asked)
    {
      GCancellable *cancellable = g_task_get_cancellable (task);

      lookup->unlock_asked = TRUE;
      sy_keyring_unlock_async (keyring, cancellable, unlock_cb, g_steal_pointer (&task));
    }
  else
    {
      g_task_return_error (task, g_steal_pointer (&error));
    }
}

static void
look_up (GTask *task)
{
  Lookup *lookup = g_task_get_task_data (task);

  sy_keyring_lookup_async (SY_KEYRING (g_task_get_source_object (task)),
                           lookup->provider_id,
                           lookup->origin,
                           g_task_get_cancellable (task),
                           lookup_cb,
                           g_object_ref (task));
}

static void
unlock_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;

  /* Whether it worked is what the second lookup says. */
  sy_keyring_unlock_finish (SY_KEYRING (object), result, NULL);

  if (!g_task_return_error_if_cancelled (task))
    look_up (task);
}

/**
 * sy_key_lookup_async:
 * @keyring: where the keys are
 * @provider_id: whose key
 * @origin: where the key may be sent to
 * @cancellable: (nullable): gives up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Looks up a key for a message that is being sent.  When the keyring is
 * locked, the person is asked to unlock it, once: sending is one of the few
 * things that may ask.
 */
void
sy_key_lookup_async (SyKeyring           *keyring,
                     const char          *provider_id,
                     const char          *origin,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Lookup *lookup;

  g_return_if_fail (SY_IS_KEYRING (keyring));
  g_return_if_fail (provider_id != NULL);
  g_return_if_fail (origin != NULL);

  lookup = g_new0 (Lookup, 1);
  lookup->provider_id = g_strdup (provider_id);
  lookup->origin = g_strdup (origin);

  task = g_task_new (keyring, cancellable, callback, user_data);
  g_task_set_source_tag (task, sy_key_lookup_async);
  g_task_set_task_data (task, lookup, (GDestroyNotify) lookup_free);
  look_up (task);
}

/**
 * sy_key_lookup_finish:
 * @keyring: where the keys are
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the key, to be freed with
 *   sy_keyring_free_key(); %NULL without an error when there is none; %NULL
 *   with %SY_ERROR_KEYRING_LOCKED when the person left the keyring locked
 */
char *
sy_key_lookup_finish (SyKeyring     *keyring,
                      GAsyncResult  *result,
                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, keyring), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
