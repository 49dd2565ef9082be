/* sy-provider-keys.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-provider-keys"

#include "config.h"

#include "sy-provider-keys.h"

#include "sy-error.h"
#include "sy-url.h"

#include <glib/gi18n-lib.h>

/* @origin is the one of the beginning: what a person types below their key meanwhile
 * does not lead the key elsewhere.  @origins are those that have a key, as far as they
 * were not dealt with.
 */
typedef struct
{
  SyProvider *provider;
  char       *origin;
  char      **origins;
  guint       position;
} Work;

static void
work_free (Work *work)
{
  g_object_unref (work->provider);
  g_free (work->origin);
  g_strfreev (work->origins);
  g_free (work);
}

static GTask *
work_new (SyKeyring           *keyring,
          SyProvider          *provider,
          gpointer             source_tag,
          GCancellable        *cancellable,
          GAsyncReadyCallback  callback,
          gpointer             user_data)
{
  GTask *task = g_task_new (keyring, cancellable, callback, user_data);
  Work *work = g_new0 (Work, 1);

  work->provider = g_object_ref (provider);
  work->origin = g_strdup (sy_provider_get_origin (provider));
  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, work, (GDestroyNotify) work_free);

  return task;
}

/* A key of nowhere would be found by nobody. */
static gboolean
fail_without_origin (GTask *task)
{
  Work *work = g_task_get_task_data (task);

  if (*work->origin != '\0')
    return FALSE;

  g_task_return_new_error_literal (task, SY_ERROR, SY_ERROR_SETUP,
                                   _("Enter an API base in Settings"));

  return TRUE;
}

static void
stored_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;

  if (!sy_keyring_store_finish (SY_KEYRING (object), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  sy_provider_key_changed (work->provider);
  g_task_return_boolean (task, TRUE);
}

static void
store (GTask      *task,
       const char *key)
{
  Work *work = g_task_get_task_data (task);
  g_autofree char *label = NULL;

  label = g_strdup_printf ("Sythoria: %s", sy_provider_get_name (work->provider));
  sy_keyring_store_async (g_task_get_source_object (task),
                          sy_provider_get_id (work->provider), work->origin,
                          label, key, g_task_get_cancellable (task),
                          stored_cb, g_object_ref (task));
}

static void
looked_up_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  char *key = sy_keyring_lookup_finish (SY_KEYRING (object), result, &error);

  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, key, (GDestroyNotify) sy_keyring_free_key);
}

/**
 * sy_provider_keys_lookup_async:
 * @keyring: where the keys are
 * @provider: whose key
 * @cancellable: (nullable): gives up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Looks up the key for the present origin of @provider.  Never asks the person anything.
 */
void
sy_provider_keys_lookup_async (SyKeyring           *keyring,
                               SyProvider          *provider,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (SY_IS_KEYRING (keyring));
  g_return_if_fail (SY_IS_PROVIDER (provider));

  task = work_new (keyring, provider, sy_provider_keys_lookup_async,
                   cancellable, callback, user_data);
  sy_keyring_lookup_async (keyring, sy_provider_get_id (provider),
                           sy_provider_get_origin (provider),
                           cancellable, looked_up_cb, task);
}

/**
 * sy_provider_keys_lookup_finish:
 * @keyring: where the keys are
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the key, to be freed with
 *   sy_keyring_free_key(); %NULL without an error when there is none; %NULL with
 *   %SY_ERROR_KEYRING_LOCKED when nobody can see whether there is one
 */
char *
sy_provider_keys_lookup_finish (SyKeyring     *keyring,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, keyring), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * sy_provider_keys_store_async:
 * @keyring: where the keys are
 * @provider: who the key is for; its present origin is the only one to see it
 * @key: as sy_api_key_clean() returned it
 * @cancellable: (nullable): gives up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Keeps a key.  #SyProvider::key-changed tells of it.  A locked keyring asks the person
 * to unlock it; without an origin it fails with %SY_ERROR_SETUP.
 */
void
sy_provider_keys_store_async (SyKeyring           *keyring,
                              SyProvider          *provider,
                              const char          *key,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (SY_IS_KEYRING (keyring));
  g_return_if_fail (SY_IS_PROVIDER (provider));
  g_return_if_fail (key != NULL && *key != '\0');

  task = work_new (keyring, provider, sy_provider_keys_store_async,
                   cancellable, callback, user_data);
  if (!fail_without_origin (task))
    store (task, key);
}

/**
 * sy_provider_keys_store_finish:
 * @keyring: where the keys are
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: whether the key is kept
 */
gboolean
sy_provider_keys_store_finish (SyKeyring     *keyring,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, keyring), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
adopt_key_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  char *key = sy_keyring_lookup_finish (SY_KEYRING (object), result, &error);

  if (key != NULL)
    store (task, key);
  else if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_new_error_literal (task, SY_ERROR, SY_ERROR_SETUP,
                                     _("There is no saved key any more"));

  sy_keyring_free_key (key);
}

static const char *
find_origin (char       **origins,
             const char  *wish)
{
  for (guint i = 0; wish != NULL && origins[i] != NULL; i++)
    {
      if (g_str_equal (origins[i], wish))
        return origins[i];
    }

  return NULL;
}

/* The key that is meant is that of the address before, else of the service that the
 * preset describes.
 */
static const char *
find_adoptable (Work *work)
{
  SyPreset *preset = sy_provider_get_preset (work->provider);
  g_autofree char *preset_origin = sy_url_dup_origin (sy_preset_get_api_base (preset));
  const char *origin = NULL;

  if (work->origins == NULL)
    return NULL;

  origin = find_origin (work->origins, sy_provider_get_key_origin (work->provider));
  if (origin == NULL)
    origin = find_origin (work->origins, preset_origin);

  return origin != NULL ? origin : work->origins[0];
}

static gboolean
has_own_key (Work *work)
{
  return work->origins != NULL &&
         g_strv_contains ((const char *const *) work->origins, work->origin);
}

static void
adopt_origins_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;

  work->origins = sy_keyring_list_origins_finish (SY_KEYRING (object), result, &error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
    }
  else if (has_own_key (work))
    {
      /* Typed meanwhile: it is the newer one. */
      sy_provider_key_changed (work->provider);
      g_task_return_boolean (task, TRUE);
    }
  else if (find_adoptable (work) == NULL)
    {
      g_task_return_new_error_literal (task, SY_ERROR, SY_ERROR_SETUP,
                                       _("There is no saved key any more"));
    }
  else
    {
      sy_keyring_lookup_async (SY_KEYRING (object),
                               sy_provider_get_id (work->provider), find_adoptable (work),
                               g_task_get_cancellable (task),
                               adopt_key_cb, g_object_ref (task));
    }
}

static void
list_for_adoption (SyKeyring *keyring,
                   GTask     *task)
{
  Work *work = g_task_get_task_data (task);

  sy_keyring_list_origins_async (keyring, sy_provider_get_id (work->provider),
                                 g_task_get_cancellable (task),
                                 adopt_origins_cb, g_object_ref (task));
}

static void
adopt_unlocked_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (sy_keyring_unlock_finish (SY_KEYRING (object), result, &error))
    list_for_adoption (SY_KEYRING (object), task);
  else
    g_task_return_error (task, error);
}

/**
 * sy_provider_keys_adopt_async:
 * @keyring: where the keys are
 * @provider: one whose API base has moved to another origin
 * @cancellable: (nullable): gives up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Lets the present origin see the key that was kept for another one: only a person may
 * say so.  A locked keyring asks them to be unlocked.  A key the present origin has
 * already is left as it is.
 */
void
sy_provider_keys_adopt_async (SyKeyring           *keyring,
                              SyProvider          *provider,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (SY_IS_KEYRING (keyring));
  g_return_if_fail (SY_IS_PROVIDER (provider));

  task = work_new (keyring, provider, sy_provider_keys_adopt_async,
                   cancellable, callback, user_data);

  if (fail_without_origin (task))
    return;

  if (sy_keyring_get_state (keyring) == SY_KEYRING_LOCKED)
    sy_keyring_unlock_async (keyring, cancellable, adopt_unlocked_cb, g_object_ref (task));
  else
    list_for_adoption (keyring, task);
}

/**
 * sy_provider_keys_adopt_finish:
 * @keyring: where the keys are
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: whether the origin has a key now
 */
gboolean
sy_provider_keys_adopt_finish (SyKeyring     *keyring,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, keyring), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void remove_next (SyKeyring *keyring,
                         GTask     *task);

static void
cleared_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;

  if (sy_keyring_clear_finish (SY_KEYRING (object), result, &error))
    {
      remove_next (SY_KEYRING (object), task);
      return;
    }

  /* Those before it are gone all the same. */
  sy_provider_key_changed (work->provider);
  g_task_return_error (task, error);
}

static void
remove_next (SyKeyring *keyring,
             GTask     *task)
{
  Work *work = g_task_get_task_data (task);
  const char *origin = work->origins != NULL ? work->origins[work->position] : NULL;

  if (origin == NULL)
    {
      sy_provider_key_changed (work->provider);
      g_task_return_boolean (task, TRUE);
      return;
    }

  work->position++;
  sy_keyring_clear_async (keyring, sy_provider_get_id (work->provider), origin,
                          g_task_get_cancellable (task),
                          cleared_cb, g_object_ref (task));
}

static void
remove_origins_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;

  work->origins = sy_keyring_list_origins_finish (SY_KEYRING (object), result, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    remove_next (SY_KEYRING (object), task);
}

/**
 * sy_provider_keys_remove_async:
 * @keyring: where the keys are
 * @provider: whose keys go, for every origin
 * @cancellable: (nullable): gives up
 * @callback: called when it is done
 * @user_data: for @callback
 */
void
sy_provider_keys_remove_async (SyKeyring           *keyring,
                               SyProvider          *provider,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (SY_IS_KEYRING (keyring));
  g_return_if_fail (SY_IS_PROVIDER (provider));

  task = work_new (keyring, provider, sy_provider_keys_remove_async,
                   cancellable, callback, user_data);
  sy_keyring_list_origins_async (keyring, sy_provider_get_id (provider), cancellable,
                                 remove_origins_cb, task);
}

/**
 * sy_provider_keys_remove_finish:
 * @keyring: where the keys are
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: whether none is left
 */
gboolean
sy_provider_keys_remove_finish (SyKeyring     *keyring,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, keyring), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
