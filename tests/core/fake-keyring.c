/* fake-keyring.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fake-keyring.h"

#include "sy-error.h"

#include <string.h>

struct _FakeKeyring
{
  GObject         parent_instance;

  SyKeyringState  state;
  gboolean        held;
  GPtrArray      *pending;
  guint           n_lookups;
  guint           n_prompts;

  /* "provider origin" to key */
  GHashTable     *keys;
};

enum
{
  PROP_0,
  PROP_STATE,
};

static void keyring_iface_init (SyKeyringInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeKeyring, fake_keyring, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SY_TYPE_KEYRING, keyring_iface_init))

static char *
make_owner (const char *provider_id,
            const char *origin)
{
  return g_strdup_printf ("%s %s", provider_id, origin);
}

static GTask *
make_task (FakeKeyring         *self,
           GCancellable        *cancellable,
           GAsyncReadyCallback  callback,
           gpointer             user_data)
{
  return g_task_new (self, cancellable, callback, user_data);
}

/* Whether the keyring is of no use now. */
static gboolean
fail (FakeKeyring *self,
      GTask       *task)
{
  if (self->state == SY_KEYRING_LOCKED)
    g_task_return_new_error_literal (task, SY_ERROR, SY_ERROR_KEYRING_LOCKED, "Locked");
  else if (self->state == SY_KEYRING_UNAVAILABLE)
    g_task_return_new_error_literal (task, SY_ERROR, SY_ERROR_KEYRING_UNAVAILABLE, "Gone");
  else
    return FALSE;

  return TRUE;
}

static void
answer (GTask *task)
{
  FakeKeyring *self = g_task_get_source_object (task);

  if (!fail (self, task))
    g_task_return_pointer (task,
                           g_strdup (g_hash_table_lookup (self->keys, g_task_get_task_data (task))),
                           (GDestroyNotify) sy_keyring_free_key);
}

static void
cancelled_cb (GCancellable *cancellable,
              GTask        *task)
{
  FakeKeyring *self = g_task_get_source_object (task);

  if (g_ptr_array_remove (self->pending, task))
    g_task_return_error_if_cancelled (task);
}

static void
fake_keyring_lookup_async (SyKeyring           *keyring,
                           const char          *provider_id,
                           const char          *origin,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  FakeKeyring *self = FAKE_KEYRING (keyring);
  g_autoptr(GTask) task = make_task (self, cancellable, callback, user_data);

  g_task_set_task_data (task, make_owner (provider_id, origin), g_free);
  self->n_lookups++;

  if (!self->held)
    {
      answer (task);
      return;
    }

  g_ptr_array_add (self->pending, g_object_ref (task));

  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (cancelled_cb), task,
                             G_CONNECT_DEFAULT);
}

static char *
fake_keyring_lookup_finish (SyKeyring     *keyring,
                            GAsyncResult  *result,
                            GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
fake_keyring_store_async (SyKeyring           *keyring,
                          const char          *provider_id,
                          const char          *origin,
                          const char          *label,
                          const char          *key,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  FakeKeyring *self = FAKE_KEYRING (keyring);
  g_autoptr(GTask) task = make_task (self, cancellable, callback, user_data);

  if (fail (self, task))
    return;

  fake_keyring_put (self, provider_id, origin, key);
  g_task_return_boolean (task, TRUE);
}

static void
fake_keyring_clear_async (SyKeyring           *keyring,
                          const char          *provider_id,
                          const char          *origin,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  FakeKeyring *self = FAKE_KEYRING (keyring);
  g_autoptr(GTask) task = make_task (self, cancellable, callback, user_data);
  g_autofree char *owner = NULL;

  if (fail (self, task))
    return;

  owner = make_owner (provider_id, origin);
  g_hash_table_remove (self->keys, owner);
  g_task_return_boolean (task, TRUE);
}

static gboolean
fake_keyring_boolean_finish (SyKeyring     *keyring,
                             GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
fake_keyring_list_origins_async (SyKeyring           *keyring,
                                 const char          *provider_id,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  FakeKeyring *self = FAKE_KEYRING (keyring);
  g_autoptr(GTask) task = make_task (self, cancellable, callback, user_data);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *prefix = make_owner (provider_id, "");
  GHashTableIter iter;
  gpointer owner;

  if (fail (self, task))
    return;

  g_hash_table_iter_init (&iter, self->keys);
  while (g_hash_table_iter_next (&iter, &owner, NULL))
    {
      if (g_str_has_prefix (owner, prefix))
        g_strv_builder_add (builder, (char *) owner + strlen (prefix));
    }

  g_task_return_pointer (task, g_strv_builder_end (builder), (GDestroyNotify) g_strfreev);
}

static char **
fake_keyring_list_origins_finish (SyKeyring     *keyring,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
fake_keyring_unlock_async (SyKeyring           *keyring,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  FakeKeyring *self = FAKE_KEYRING (keyring);
  g_autoptr(GTask) task = make_task (self, cancellable, callback, user_data);

  self->n_prompts++;
  fake_keyring_set_state (self, SY_KEYRING_AVAILABLE);
  g_task_return_boolean (task, TRUE);
}

static void
keyring_iface_init (SyKeyringInterface *iface)
{
  iface->lookup_async = fake_keyring_lookup_async;
  iface->lookup_finish = fake_keyring_lookup_finish;
  iface->store_async = fake_keyring_store_async;
  iface->store_finish = fake_keyring_boolean_finish;
  iface->clear_async = fake_keyring_clear_async;
  iface->clear_finish = fake_keyring_boolean_finish;
  iface->list_origins_async = fake_keyring_list_origins_async;
  iface->list_origins_finish = fake_keyring_list_origins_finish;
  iface->unlock_async = fake_keyring_unlock_async;
  iface->unlock_finish = fake_keyring_boolean_finish;
}

static void
fake_keyring_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  FakeKeyring *self = FAKE_KEYRING (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
fake_keyring_finalize (GObject *object)
{
  FakeKeyring *self = FAKE_KEYRING (object);

  g_clear_pointer (&self->pending, g_ptr_array_unref);
  g_clear_pointer (&self->keys, g_hash_table_unref);

  G_OBJECT_CLASS (fake_keyring_parent_class)->finalize (object);
}

static void
fake_keyring_class_init (FakeKeyringClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fake_keyring_get_property;
  object_class->finalize = fake_keyring_finalize;
  g_object_class_override_property (object_class, PROP_STATE, "state");
}

static void
fake_keyring_init (FakeKeyring *self)
{
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->pending = g_ptr_array_new_with_free_func (g_object_unref);
}

FakeKeyring *
fake_keyring_new (void)
{
  return g_object_new (FAKE_TYPE_KEYRING, NULL);
}

void
fake_keyring_set_state (FakeKeyring    *self,
                        SyKeyringState  state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_object_notify (G_OBJECT (self), "state");
}

/* @key: NULL takes it away. */
void
fake_keyring_put (FakeKeyring *self,
                  const char  *provider_id,
                  const char  *origin,
                  const char  *key)
{
  char *owner = make_owner (provider_id, origin);

  if (key != NULL)
    {
      g_hash_table_replace (self->keys, owner, g_strdup (key));
    }
  else
    {
      g_hash_table_remove (self->keys, owner);
      g_free (owner);
    }
}

/* Lookups wait from now on. */
void
fake_keyring_hold (FakeKeyring *self)
{
  self->held = TRUE;
}

void
fake_keyring_release (FakeKeyring *self)
{
  g_autoptr(GPtrArray) pending = g_steal_pointer (&self->pending);

  self->pending = g_ptr_array_new_with_free_func (g_object_unref);
  self->held = FALSE;

  for (guint i = 0; i < pending->len; i++)
    answer (g_ptr_array_index (pending, i));
}

guint
fake_keyring_get_n_lookups (FakeKeyring *self)
{
  return self->n_lookups;
}

guint
fake_keyring_get_n_prompts (FakeKeyring *self)
{
  return self->n_prompts;
}
