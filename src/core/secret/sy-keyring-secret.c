/* sy-keyring-secret.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-keyring-secret"

#include "config.h"

#include "sy-keyring-secret.h"

#include "sy-error.h"
#include "sy-keyring-watch.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _SyKeyringSecret
{
  GObject         parent_instance;

  SyKeyringWatch *watch;
};

static void keyring_iface_init (SyKeyringInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SyKeyringSecret, sy_keyring_secret, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SY_TYPE_KEYRING, keyring_iface_init))

enum
{
  PROP_0,
  PROP_STATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Keys are found by this name for ever: it does not follow the application id,
 * so every build and every later name of the program finds them. */
static const SecretSchema key_schema = {
  "com.sythoria.ApiKey",
  SECRET_SCHEMA_NONE,
  {
    { "provider", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "origin", SECRET_SCHEMA_ATTRIBUTE_STRING },
  }
};

static GError *
new_state_error (SyKeyringState state)
{
  if (state == SY_KEYRING_LOCKED)
    return g_error_new_literal (SY_ERROR, SY_ERROR_KEYRING_LOCKED,
                                _("The keyring is locked"));

  return g_error_new_literal (SY_ERROR, SY_ERROR_KEYRING_UNAVAILABLE,
                              _("No keyring can be reached"));
}

/* Takes an error of libsecret or D-Bus and gives the one the person is told. */
static GError *
translate_error (GError *error)
{
  GError *translated;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return error;

  if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    {
      translated = new_state_error (SY_KEYRING_LOCKED);
    }
  else
    {
      g_dbus_error_strip_remote_error (error);
      translated = g_error_new (SY_ERROR, SY_ERROR_KEYRING_UNAVAILABLE,
                                /* Translators: %s is what the keyring said */
                                _("The keyring does not work: %s"), error->message);
    }

  g_error_free (error);

  return translated;
}

static GHashTable *
build_attributes (const char *provider_id,
                  const char *origin)
{
  return secret_attributes_build (&key_schema,
                                  "provider", provider_id,
                                  "origin", origin,
                                  NULL);
}

static gboolean
is_locked (gpointer item)
{
  return SECRET_IS_ITEM (item) && secret_item_get_locked (SECRET_ITEM (item));
}

static gboolean
any_locked (GList *items)
{
  for (GList *iter = items; iter != NULL; iter = iter->next)
    {
      if (is_locked (iter->data))
        return TRUE;
    }

  return FALSE;
}

static void
free_items (GList *items)
{
  g_list_free_full (items, g_object_unref);
}

/* libsecret keeps keys with the service, or, in a sandbox, in a file of its own. */
static void
search (GTask               *task,
        GHashTable          *attributes,
        SecretSearchFlags    flags,
        GAsyncReadyCallback  callback)
{
  SyKeyringSecret *self = g_task_get_source_object (task);
  SecretService *service = sy_keyring_watch_get_service (self->watch);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (service != NULL)
    secret_service_search (service, &key_schema, attributes, flags,
                           cancellable, callback, g_object_ref (task));
  else
    secret_password_searchv (&key_schema, attributes, flags,
                             cancellable, callback, g_object_ref (task));
}

/* @object: what the callback was called with, %NULL for a file */
static GList *
take_found (GObject       *object,
            GAsyncResult  *result,
            GError       **error)
{
  return object != NULL ? secret_service_search_finish (SECRET_SERVICE (object), result, error)
                        : secret_password_search_finish (result, error);
}

/* Gives the items a search found, or fails the task.  Finding nothing means that
 * there is no key only while the service is there and open: some services hide
 * what is locked. */
static gboolean
finish_search (GTask         *task,
               GObject       *object,
               GAsyncResult  *result,
               GList        **items)
{
  SyKeyringSecret *self = g_task_get_source_object (task);
  SyKeyringState state = sy_keyring_watch_get_state (self->watch);
  GError *error = NULL;

  *items = take_found (object, result, &error);

  if (error != NULL)
    error = translate_error (error);
  else if (any_locked (*items))
    error = new_state_error (SY_KEYRING_LOCKED);
  else if (*items == NULL && state != SY_KEYRING_AVAILABLE)
    error = new_state_error (state);

  if (error == NULL)
    return TRUE;

  free_items (*items);
  g_task_return_error (task, error);

  return FALSE;
}

static void
notify_state_cb (SyKeyringSecret *self)
{
  g_assert (SY_IS_KEYRING_SECRET (self));

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/*
 * Looking up
 */

static void
retrieved_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  g_autoptr(SecretValue) value = NULL;
  char *key = NULL;

  value = secret_retrievable_retrieve_secret_finish (SECRET_RETRIEVABLE (object),
                                                     result, &error);
  if (error != NULL)
    {
      g_task_return_error (task, translate_error (error));
      return;
    }

  if (value != NULL && secret_value_get_text (value) != NULL)
    key = secret_value_unref_to_password (g_steal_pointer (&value), NULL);

  g_task_return_pointer (task, key, (GDestroyNotify) sy_keyring_free_key);
}

static void
lookup_searched_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GList *items;

  if (!finish_search (task, object, result, &items))
    return;

  if (items == NULL)
    g_task_return_pointer (task, NULL, NULL);
  else
    secret_retrievable_retrieve_secret (items->data, g_task_get_cancellable (task),
                                        retrieved_cb, g_object_ref (task));

  free_items (items);
}

/* Not by secret_password_lookup(): it has the service ask the person to unlock
 * what is locked, and says "no key" when nobody answers. */
static void
sy_keyring_secret_lookup_async (SyKeyring           *keyring,
                                const char          *provider_id,
                                const char          *origin,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (keyring, cancellable, callback, user_data);
  g_autoptr(GHashTable) attributes = build_attributes (provider_id, origin);

  g_task_set_source_tag (task, sy_keyring_secret_lookup_async);
  search (task, attributes, SECRET_SEARCH_NONE, lookup_searched_cb);
}

static char *
sy_keyring_secret_lookup_finish (SyKeyring     *keyring,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, keyring), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/*
 * Storing
 */

static void
stored_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (object != NULL ? secret_service_store_finish (SECRET_SERVICE (object), result, &error)
                     : secret_password_store_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, translate_error (error));
}

static void
sy_keyring_secret_store_async (SyKeyring           *keyring,
                               const char          *provider_id,
                               const char          *origin,
                               const char          *label,
                               const char          *key,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  SecretService *service = sy_keyring_watch_get_service (SY_KEYRING_SECRET (keyring)->watch);
  g_autoptr(GTask) task = g_task_new (keyring, cancellable, callback, user_data);
  g_autoptr(GHashTable) attributes = build_attributes (provider_id, origin);
  g_autoptr(SecretValue) value = secret_value_new (key, -1, "text/plain");

  g_task_set_source_tag (task, sy_keyring_secret_store_async);

  /* Unlocks the default collection, or makes one, with the service's prompts. */
  if (service != NULL)
    secret_service_store (service, &key_schema, attributes, SECRET_COLLECTION_DEFAULT, label,
                          value, cancellable, stored_cb, g_object_ref (task));
  else
    secret_password_storev (&key_schema, attributes, SECRET_COLLECTION_DEFAULT, label, key,
                            cancellable, stored_cb, g_object_ref (task));
}

/*
 * Clearing
 */

static void
cleared_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (object != NULL)
    secret_service_clear_finish (SECRET_SERVICE (object), result, &error);
  else
    secret_password_clear_finish (result, &error);

  if (error != NULL)
    g_task_return_error (task, translate_error (error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
clear (GTask *task)
{
  SyKeyringSecret *self = g_task_get_source_object (task);
  SecretService *service = sy_keyring_watch_get_service (self->watch);
  GHashTable *attributes = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (service != NULL)
    secret_service_clear (service, &key_schema, attributes, cancellable,
                          cleared_cb, g_object_ref (task));
  else
    secret_password_clearv (&key_schema, attributes, cancellable,
                            cleared_cb, g_object_ref (task));
}

static void
clear_searched_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GList *items;

  if (!finish_search (task, object, result, &items))
    return;

  if (items == NULL)
    g_task_return_boolean (task, TRUE);
  else
    clear (task);

  free_items (items);
}

/* Searches first, because libsecret passes over locked items in silence: a key
 * the person wants gone must not stay behind that way. */
static void
sy_keyring_secret_clear_async (SyKeyring           *keyring,
                               const char          *provider_id,
                               const char          *origin,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (keyring, cancellable, callback, user_data);
  GHashTable *attributes = build_attributes (provider_id, origin);

  g_task_set_source_tag (task, sy_keyring_secret_clear_async);
  g_task_set_task_data (task, attributes, (GDestroyNotify) g_hash_table_unref);
  search (task, attributes, SECRET_SEARCH_ALL, clear_searched_cb);
}

/*
 * Listing
 */

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

static char **
collect_origins (GList *items)
{
  g_autoptr(GPtrArray) origins = g_ptr_array_new_null_terminated (4, g_free, TRUE);

  for (GList *iter = items; iter != NULL; iter = iter->next)
    {
      g_autoptr(GHashTable) attributes = secret_retrievable_get_attributes (iter->data);
      const char *origin = g_hash_table_lookup (attributes, "origin");

      if (origin != NULL &&
          !g_ptr_array_find_with_equal_func (origins, origin, g_str_equal, NULL))
        g_ptr_array_add (origins, g_strdup (origin));
    }

  g_ptr_array_sort (origins, compare_strings);

  return (char **) g_ptr_array_steal (origins, NULL);
}

static void
list_searched_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GList *items;

  if (!finish_search (task, object, result, &items))
    return;

  g_task_return_pointer (task, collect_origins (items), (GDestroyNotify) g_strfreev);
  free_items (items);
}

static void
sy_keyring_secret_list_origins_async (SyKeyring           *keyring,
                                      const char          *provider_id,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (keyring, cancellable, callback, user_data);
  g_autoptr(GHashTable) attributes = NULL;

  g_task_set_source_tag (task, sy_keyring_secret_list_origins_async);
  attributes = secret_attributes_build (&key_schema, "provider", provider_id, NULL);
  search (task, attributes, SECRET_SEARCH_ALL, list_searched_cb);
}

static char **
sy_keyring_secret_list_origins_finish (SyKeyring     *keyring,
                                       GAsyncResult  *result,
                                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, keyring), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/*
 * Unlocking
 */

static void
unlocked_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (sy_keyring_watch_unlock_finish (SY_KEYRING_WATCH (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, translate_error (error));
}

static void
unlock_searched_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  SyKeyringSecret *self = g_task_get_source_object (task);
  g_autoptr(GList) locked = NULL;
  GError *error = NULL;
  GList *items = take_found (object, result, &error);

  for (GList *iter = items; iter != NULL; iter = iter->next)
    {
      if (is_locked (iter->data))
        locked = g_list_prepend (locked, iter->data);
    }

  if (error != NULL)
    g_task_return_error (task, translate_error (error));
  else
    sy_keyring_watch_unlock_async (self->watch, locked, g_task_get_cancellable (task),
                                   unlocked_cb, g_object_ref (task));

  free_items (items);
}

static void
sy_keyring_secret_unlock_async (SyKeyring           *keyring,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (keyring, cancellable, callback, user_data);
  g_autoptr(GHashTable) everything = g_hash_table_new (g_str_hash, g_str_equal);

  g_task_set_source_tag (task, sy_keyring_secret_unlock_async);
  search (task, everything, SECRET_SEARCH_ALL, unlock_searched_cb);
}

static gboolean
sy_keyring_secret_boolean_finish (SyKeyring     *keyring,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, keyring), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
keyring_iface_init (SyKeyringInterface *iface)
{
  iface->lookup_async = sy_keyring_secret_lookup_async;
  iface->lookup_finish = sy_keyring_secret_lookup_finish;
  iface->store_async = sy_keyring_secret_store_async;
  iface->store_finish = sy_keyring_secret_boolean_finish;
  iface->clear_async = sy_keyring_secret_clear_async;
  iface->clear_finish = sy_keyring_secret_boolean_finish;
  iface->list_origins_async = sy_keyring_secret_list_origins_async;
  iface->list_origins_finish = sy_keyring_secret_list_origins_finish;
  iface->unlock_async = sy_keyring_secret_unlock_async;
  iface->unlock_finish = sy_keyring_secret_boolean_finish;
}

static void
sy_keyring_secret_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  SyKeyringSecret *self = SY_KEYRING_SECRET (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, sy_keyring_watch_get_state (self->watch));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
sy_keyring_secret_dispose (GObject *object)
{
  SyKeyringSecret *self = SY_KEYRING_SECRET (object);

  if (self->watch != NULL)
    g_signal_handlers_disconnect_by_data (self->watch, self);

  g_clear_object (&self->watch);

  G_OBJECT_CLASS (sy_keyring_secret_parent_class)->dispose (object);
}

static void
sy_keyring_secret_class_init (SyKeyringSecretClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sy_keyring_secret_dispose;
  object_class->get_property = sy_keyring_secret_get_property;

  g_object_class_override_property (object_class, PROP_STATE, "state");
  properties[PROP_STATE] = g_object_class_find_property (object_class, "state");
}

static void
sy_keyring_secret_init (SyKeyringSecret *self)
{
  self->watch = sy_keyring_watch_new (&key_schema);
  g_signal_connect_object (self->watch, "notify::state",
                           G_CALLBACK (notify_state_cb), self, G_CONNECT_SWAPPED);
}

static void
connected_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  SyKeyringSecret *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (sy_keyring_watch_connect_finish (SY_KEYRING_WATCH (object), result, &error))
    g_task_return_pointer (task, g_object_ref (self), g_object_unref);
  else
    g_task_return_error (task, translate_error (error));
}

/**
 * sy_keyring_secret_open_async:
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: data for @callback
 *
 * Connects to the system's secret service.  Nothing is asked of the person.
 */
void
sy_keyring_secret_open_async (GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  SyKeyringSecret *self;

  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, sy_keyring_secret_open_async);

  self = g_object_new (SY_TYPE_KEYRING_SECRET, NULL);
  g_task_set_task_data (task, self, g_object_unref);
  sy_keyring_watch_connect_async (self->watch, cancellable,
                                  connected_cb, g_object_ref (task));
}

/**
 * sy_keyring_secret_open_finish:
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full): the keyring, which may be locked; or %NULL with
 *   %SY_ERROR_KEYRING_UNAVAILABLE when there is no secret service
 */
SyKeyring *
sy_keyring_secret_open_finish (GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
