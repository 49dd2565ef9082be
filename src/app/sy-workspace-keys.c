/* sy-workspace-keys.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-workspace-keys"

#include "config.h"

#include "sy-workspace-private.h"

#include "sy-provider-keys.h"

/* What the callers of this file wait for, until the last answer of the keyring. */
typedef struct
{
  SyProvider *provider;
  guint       n_left;
  GError     *error;
} Removal;

typedef gboolean (*FinishFunc) (SyKeyring     *keyring,
                                GAsyncResult  *result,
                                GError       **error);

static void
removal_free (Removal *removal)
{
  g_clear_object (&removal->provider);
  g_clear_error (&removal->error);
  g_free (removal);
}

static void
end_key_task (SyWorkspace *self)
{
  self->n_key_tasks--;
  if (self->n_key_tasks == 0)
    sy_workspace_key_tasks_done (self);
}

static void
return_finished (GTask        *task,
                 SyKeyring    *keyring,
                 GAsyncResult *result,
                 FinishFunc    finish)
{
  SyWorkspace *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (finish (keyring, result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);

  end_key_task (self);
}

static void
stored_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;

  return_finished (task, SY_KEYRING (object), result, sy_provider_keys_store_finish);
}

static void
adopted_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;

  return_finished (task, SY_KEYRING (object), result, sy_provider_keys_adopt_finish);
}

static void
unlocked_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;

  return_finished (task, SY_KEYRING (object), result, sy_keyring_unlock_finish);
}

static void
finish_removal (GTask *task)
{
  SyWorkspace *self = g_task_get_source_object (task);
  Removal *removal = g_task_get_task_data (task);

  if (removal->error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&removal->error));
      return;
    }

  /* Somebody else may have removed it while the keyring was busy. */
  if (removal->provider != NULL &&
      sy_provider_list_find (self->providers,
                             sy_provider_get_id (removal->provider)) == removal->provider)
    sy_provider_list_remove (self->providers, removal->provider);

  g_task_return_boolean (task, TRUE);
}

static void
removed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  SyWorkspace *self = g_task_get_source_object (task);
  Removal *removal = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  if (!sy_provider_keys_remove_finish (SY_KEYRING (object), result, &error) &&
      removal->error == NULL)
    removal->error = g_steal_pointer (&error);

  removal->n_left--;
  if (removal->n_left == 0)
    finish_removal (task);

  end_key_task (self);
}

/* Who the key is taken away from says no more; what was said is kept. */
static void
stop_replies (SyWorkspace *self,
              SyProvider  *provider)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->sessions);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      SyChatSession *session = value;

      if (sy_chat_session_get_asked_provider (session) == provider)
        sy_chat_session_stop (session);
    }
}

static void
remove_keys (SyWorkspace *self,
             SyProvider  *provider,
             GTask       *task)
{
  Removal *removal = g_task_get_task_data (task);

  stop_replies (self, provider);

  removal->n_left++;
  self->n_key_tasks++;
  sy_provider_keys_remove_async (self->keyring, provider, self->key_cancellable,
                                 removed_cb, g_object_ref (task));
}

static GTask *
removal_new (SyWorkspace         *self,
             gpointer             source_tag,
             SyProvider          *provider,
             GAsyncReadyCallback  callback,
             gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  Removal *removal = g_new0 (Removal, 1);

  g_set_object (&removal->provider, provider);
  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, removal, (GDestroyNotify) removal_free);

  return task;
}

static gboolean
propagate (SyWorkspace   *self,
           GAsyncResult  *result,
           gpointer       source_tag,
           GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, source_tag), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * sy_workspace_store_key_async:
 * @provider: who the key is for; its present origin is the only one to see it
 * @key: as sy_api_key_clean() returned it
 *
 * Keeps a key in the keyring.  Closing the workspace waits for it.
 */
void
sy_workspace_store_key_async (SyWorkspace         *self,
                              SyProvider          *provider,
                              const char          *key,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (SY_IS_WORKSPACE (self));
  g_return_if_fail (SY_IS_PROVIDER (provider));
  g_return_if_fail (key != NULL && *key != '\0');

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, sy_workspace_store_key_async);
  self->n_key_tasks++;
  sy_provider_keys_store_async (self->keyring, provider, key, self->key_cancellable,
                                stored_cb, task);
}

gboolean
sy_workspace_store_key_finish (SyWorkspace   *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return propagate (self, result, sy_workspace_store_key_async, error);
}

/**
 * sy_workspace_adopt_key_async:
 * @provider: one whose API base has moved to another origin
 *
 * Lets the present origin of @provider see the key that was saved for another one.
 */
void
sy_workspace_adopt_key_async (SyWorkspace         *self,
                              SyProvider          *provider,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (SY_IS_WORKSPACE (self));
  g_return_if_fail (SY_IS_PROVIDER (provider));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, sy_workspace_adopt_key_async);
  self->n_key_tasks++;
  sy_provider_keys_adopt_async (self->keyring, provider, self->key_cancellable,
                                adopted_cb, task);
}

gboolean
sy_workspace_adopt_key_finish (SyWorkspace   *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return propagate (self, result, sy_workspace_adopt_key_async, error);
}

/**
 * sy_workspace_remove_key_async:
 * @provider: whose keys are removed, for every origin
 *
 * Stops the replies of @provider that are under way, keeping their text.
 */
void
sy_workspace_remove_key_async (SyWorkspace         *self,
                               SyProvider          *provider,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (SY_IS_WORKSPACE (self));
  g_return_if_fail (SY_IS_PROVIDER (provider));

  task = removal_new (self, sy_workspace_remove_key_async, NULL, callback, user_data);
  remove_keys (self, provider, task);
}

gboolean
sy_workspace_remove_key_finish (SyWorkspace   *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return propagate (self, result, sy_workspace_remove_key_async, error);
}

/**
 * sy_workspace_remove_all_keys_async:
 *
 * Does what sy_workspace_remove_key_async() does for every provider.  One key that
 * cannot be removed keeps no other from it; the error is the first one.
 */
void
sy_workspace_remove_all_keys_async (SyWorkspace         *self,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  GListModel *providers;

  g_return_if_fail (SY_IS_WORKSPACE (self));

  task = removal_new (self, sy_workspace_remove_all_keys_async, NULL, callback, user_data);
  providers = G_LIST_MODEL (self->providers);
  for (guint i = 0; i < g_list_model_get_n_items (providers); i++)
    {
      g_autoptr(SyProvider) provider = g_list_model_get_item (providers, i);

      remove_keys (self, provider, task);
    }
}

gboolean
sy_workspace_remove_all_keys_finish (SyWorkspace   *self,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  return propagate (self, result, sy_workspace_remove_all_keys_async, error);
}

/**
 * sy_workspace_remove_provider_async:
 * @provider: one the person made
 *
 * Removes a provider and its keys.  When the keys cannot be removed, it stays: nobody
 * would find them again.  Its conversations stay readable.
 */
void
sy_workspace_remove_provider_async (SyWorkspace         *self,
                                    SyProvider          *provider,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (SY_IS_WORKSPACE (self));
  g_return_if_fail (SY_IS_PROVIDER (provider));

  task = removal_new (self, sy_workspace_remove_provider_async, provider, callback, user_data);
  remove_keys (self, provider, task);
}

gboolean
sy_workspace_remove_provider_finish (SyWorkspace   *self,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  return propagate (self, result, sy_workspace_remove_provider_async, error);
}

/**
 * sy_workspace_unlock_async:
 *
 * Asks the person to unlock the keyring: only on their own request.
 */
void
sy_workspace_unlock_async (SyWorkspace         *self,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (SY_IS_WORKSPACE (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, sy_workspace_unlock_async);
  self->n_key_tasks++;
  sy_keyring_unlock_async (self->keyring, self->key_cancellable, unlocked_cb, task);
}

gboolean
sy_workspace_unlock_finish (SyWorkspace   *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  return propagate (self, result, sy_workspace_unlock_async, error);
}
