/* sy-keyring-memory.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-keyring-memory"

#include "config.h"

#include "sy-keyring-memory.h"

#include <libsecret/secret.h>
#include <string.h>

typedef struct
{
  char *provider;
  char *origin;
} Owner;

struct _SyKeyringMemory
{
  GObject     parent_instance;

  /* Owner to SecretValue, which keeps the key where it is not swapped out. */
  GHashTable *keys;
};

static void keyring_iface_init (SyKeyringInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SyKeyringMemory, sy_keyring_memory, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SY_TYPE_KEYRING, keyring_iface_init))

enum
{
  PROP_0,
  PROP_STATE
};

static Owner *
owner_new (const char *provider,
           const char *origin)
{
  Owner *owner = g_new (Owner, 1);

  owner->provider = g_strdup (provider);
  owner->origin = g_strdup (origin);

  return owner;
}

static void
owner_free (Owner *owner)
{
  g_free (owner->provider);
  g_free (owner->origin);
  g_free (owner);
}

static guint
owner_hash (gconstpointer data)
{
  const Owner *owner = data;

  return g_str_hash (owner->provider) * 31 + g_str_hash (owner->origin);
}

static gboolean
owner_equal (gconstpointer a,
             gconstpointer b)
{
  const Owner *first = a;
  const Owner *second = b;

  return strcmp (first->provider, second->provider) == 0 &&
         strcmp (first->origin, second->origin) == 0;
}

static void
sy_keyring_memory_lookup_async (SyKeyring           *keyring,
                                const char          *provider_id,
                                const char          *origin,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  SyKeyringMemory *self = SY_KEYRING_MEMORY (keyring);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  Owner owner = { (char *) provider_id, (char *) origin };
  SecretValue *value = g_hash_table_lookup (self->keys, &owner);
  char *key = NULL;

  g_task_set_source_tag (task, sy_keyring_memory_lookup_async);

  if (value != NULL)
    key = secret_value_unref_to_password (secret_value_ref (value), NULL);

  g_task_return_pointer (task, key, (GDestroyNotify) sy_keyring_free_key);
}

static char *
sy_keyring_memory_lookup_finish (SyKeyring     *keyring,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, keyring), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
sy_keyring_memory_store_async (SyKeyring           *keyring,
                               const char          *provider_id,
                               const char          *origin,
                               const char          *label,
                               const char          *key,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  SyKeyringMemory *self = SY_KEYRING_MEMORY (keyring);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, sy_keyring_memory_store_async);

  if (g_task_return_error_if_cancelled (task))
    return;

  g_hash_table_replace (self->keys,
                        owner_new (provider_id, origin),
                        secret_value_new (key, -1, "text/plain"));
  g_task_return_boolean (task, TRUE);
}

static void
sy_keyring_memory_clear_async (SyKeyring           *keyring,
                               const char          *provider_id,
                               const char          *origin,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  SyKeyringMemory *self = SY_KEYRING_MEMORY (keyring);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  Owner owner = { (char *) provider_id, (char *) origin };

  g_task_set_source_tag (task, sy_keyring_memory_clear_async);

  if (g_task_return_error_if_cancelled (task))
    return;

  g_hash_table_remove (self->keys, &owner);
  g_task_return_boolean (task, TRUE);
}

static void
sy_keyring_memory_unlock_async (SyKeyring           *keyring,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (keyring, cancellable, callback, user_data);

  g_task_set_source_tag (task, sy_keyring_memory_unlock_async);
  g_task_return_boolean (task, TRUE);
}

static gboolean
sy_keyring_memory_boolean_finish (SyKeyring     *keyring,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, keyring), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

static void
sy_keyring_memory_list_origins_async (SyKeyring           *keyring,
                                      const char          *provider_id,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  SyKeyringMemory *self = SY_KEYRING_MEMORY (keyring);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr(GPtrArray) origins = g_ptr_array_new_null_terminated (4, g_free, TRUE);
  GHashTableIter iter;
  gpointer owner;

  g_task_set_source_tag (task, sy_keyring_memory_list_origins_async);

  g_hash_table_iter_init (&iter, self->keys);
  while (g_hash_table_iter_next (&iter, &owner, NULL))
    {
      if (strcmp (((Owner *) owner)->provider, provider_id) == 0)
        g_ptr_array_add (origins, g_strdup (((Owner *) owner)->origin));
    }

  g_ptr_array_sort (origins, compare_strings);
  g_task_return_pointer (task, g_ptr_array_steal (origins, NULL),
                         (GDestroyNotify) g_strfreev);
}

static char **
sy_keyring_memory_list_origins_finish (SyKeyring     *keyring,
                                       GAsyncResult  *result,
                                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, keyring), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
keyring_iface_init (SyKeyringInterface *iface)
{
  iface->lookup_async = sy_keyring_memory_lookup_async;
  iface->lookup_finish = sy_keyring_memory_lookup_finish;
  iface->store_async = sy_keyring_memory_store_async;
  iface->store_finish = sy_keyring_memory_boolean_finish;
  iface->clear_async = sy_keyring_memory_clear_async;
  iface->clear_finish = sy_keyring_memory_boolean_finish;
  iface->list_origins_async = sy_keyring_memory_list_origins_async;
  iface->list_origins_finish = sy_keyring_memory_list_origins_finish;
  iface->unlock_async = sy_keyring_memory_unlock_async;
  iface->unlock_finish = sy_keyring_memory_boolean_finish;
}

static void
sy_keyring_memory_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, SY_KEYRING_AVAILABLE);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
sy_keyring_memory_finalize (GObject *object)
{
  SyKeyringMemory *self = SY_KEYRING_MEMORY (object);

  g_hash_table_unref (self->keys);

  G_OBJECT_CLASS (sy_keyring_memory_parent_class)->finalize (object);
}

static void
sy_keyring_memory_class_init (SyKeyringMemoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = sy_keyring_memory_finalize;
  object_class->get_property = sy_keyring_memory_get_property;

  g_object_class_override_property (object_class, PROP_STATE, "state");
}

static void
sy_keyring_memory_init (SyKeyringMemory *self)
{
  self->keys = g_hash_table_new_full (owner_hash, owner_equal,
                                      (GDestroyNotify) owner_free, secret_value_unref);
}

/**
 * sy_keyring_memory_new:
 *
 * Creates a keyring that forgets its keys with the last reference: for a system
 * without a secret service, and for tests.
 *
 * Returns: (transfer full): a new keyring
 */
SyKeyring *
sy_keyring_memory_new (void)
{
  return g_object_new (SY_TYPE_KEYRING_MEMORY, NULL);
}

/**
 * sy_keyring_memory_is_empty:
 * @self: a keyring
 *
 * Returns: whether nothing is lost with it
 */
gboolean
sy_keyring_memory_is_empty (SyKeyringMemory *self)
{
  g_return_val_if_fail (SY_IS_KEYRING_MEMORY (self), TRUE);

  return g_hash_table_size (self->keys) == 0;
}
