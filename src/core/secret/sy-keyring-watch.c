/* sy-keyring-watch.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-keyring-watch"

#include "config.h"

#include "sy-keyring-watch.h"

#include "sy-keyring-service.h"

#include <string.h>

struct _SyKeyringWatch
{
  GObject             parent_instance;

  const SecretSchema *schema;
  SyKeyringState      state;

  /* Both are NULL when libsecret keeps its keys in a file of its own, and the
   * collection is NULL until somebody has made a default one. */
  SecretService      *service;
  SecretCollection   *collection;

  /* Another process has come in the place of the one @service has talked to. */
  gboolean            stale;
};

G_DEFINE_FINAL_TYPE (SyKeyringWatch, sy_keyring_watch, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_state (SyKeyringWatch *self,
           SyKeyringState  state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static gboolean
has_owner (SecretService *service)
{
  g_autofree char *owner = g_dbus_proxy_get_name_owner (G_DBUS_PROXY (service));

  return owner != NULL;
}

static gboolean
is_default_locked (SyKeyringWatch *self)
{
  return self->collection != NULL && secret_collection_get_locked (self->collection);
}

static void
update_state (SyKeyringWatch *self)
{
  if (self->service != NULL && !has_owner (self->service))
    set_state (self, SY_KEYRING_UNAVAILABLE);
  else if (is_default_locked (self))
    set_state (self, SY_KEYRING_LOCKED);
  else
    set_state (self, SY_KEYRING_AVAILABLE);
}

static void
notify_locked_cb (SyKeyringWatch *self)
{
  g_assert (SY_IS_KEYRING_WATCH (self));

  update_state (self);
}

static void
take_collection (SyKeyringWatch   *self,
                 SecretCollection *collection)
{
  if (self->collection != NULL)
    g_signal_handlers_disconnect_by_data (self->collection, self);

  g_clear_object (&self->collection);
  self->collection = collection;

  if (collection != NULL)
    g_signal_connect_object (collection, "notify::locked",
                             G_CALLBACK (notify_locked_cb), self, G_CONNECT_SWAPPED);
}

static void
reconnected_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!sy_keyring_watch_connect_finish (SY_KEYRING_WATCH (object), result, &error))
    g_debug ("Connecting again failed: %s", error->message);
}

/* A service that comes back is another process: it has forgotten our session
 * and may have another default collection. */
static void
notify_owner_cb (SyKeyringWatch *self)
{
  g_assert (SY_IS_KEYRING_WATCH (self));

  self->stale = TRUE;
  take_collection (self, NULL);
  set_state (self, SY_KEYRING_UNAVAILABLE);

  if (has_owner (self->service))
    sy_keyring_watch_connect_async (self, NULL, reconnected_cb, NULL);
}

static void
default_found_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  SyKeyringWatch *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr(SecretCollection) collection = secret_collection_for_alias_finish (result, &error);

  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  /* Otherwise the one to come says what is true now. */
  if (!self->stale && g_task_get_task_data (task) == self->service)
    {
      take_collection (self, g_steal_pointer (&collection));
      update_state (self);
    }

  g_task_return_boolean (task, TRUE);
}

static void
find_default (SyKeyringWatch *self,
              GTask          *task)
{
  g_task_set_task_data (task, g_object_ref (self->service), g_object_unref);
  secret_collection_for_alias (self->service,
                               SECRET_COLLECTION_DEFAULT,
                               SECRET_COLLECTION_NONE,
                               g_task_get_cancellable (task),
                               default_found_cb,
                               g_object_ref (task));
}

/* Nothing announces another default collection, but the first one to be made is
 * the default one. */
static void
notify_collections_cb (SyKeyringWatch *self)
{
  g_autoptr(GTask) task = NULL;

  g_assert (SY_IS_KEYRING_WATCH (self));

  if (self->stale)
    return;

  task = g_task_new (self, NULL, reconnected_cb, NULL);
  g_task_set_source_tag (task, sy_keyring_watch_connect_async);
  find_default (self, task);
}

static void
take_service (SyKeyringWatch *self,
              SecretService  *service)
{
  if (self->service != NULL)
    g_signal_handlers_disconnect_by_data (self->service, self);

  g_clear_object (&self->service);
  self->service = service;
  self->stale = FALSE;

  if (service == NULL)
    return;

  g_signal_connect_object (service, "notify::g-name-owner",
                           G_CALLBACK (notify_owner_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (service, "notify::collections",
                           G_CALLBACK (notify_collections_cb), self, G_CONNECT_SWAPPED);
}

static void
probed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  SyKeyringWatch *self = g_task_get_source_object (task);
  GError *error = NULL;

  g_list_free_full (secret_password_search_finish (result, &error), g_object_unref);

  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  take_collection (self, NULL);
  take_service (self, NULL);
  update_state (self);
  g_task_return_boolean (task, TRUE);
}

/* In a sandbox libsecret keeps keys in a file, without any service to ask about
 * it: a search that works tells that it can. */
static void
probe (SyKeyringWatch *self,
       GTask          *task)
{
  g_autoptr(GHashTable) everything = g_hash_table_new (g_str_hash, g_str_equal);

  secret_password_searchv (self->schema, everything, SECRET_SEARCH_NONE,
                           g_task_get_cancellable (task), probed_cb, g_object_ref (task));
}

static void
collections_loaded_cb (GObject      *object,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  SyKeyringWatch *self = g_task_get_source_object (task);
  SecretService *service = SECRET_SERVICE (object);
  GError *error = NULL;

  if (!secret_service_load_collections_finish (service, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  take_service (self, g_object_ref (service));
  find_default (self, task);
}

/* libsecret does not answer a request for the collections of a service that is
 * not there, so the proxy is asked first. */
static gboolean
can_load_collections (SecretService *service)
{
  g_autoptr(GVariant) paths = NULL;

  paths = g_dbus_proxy_get_cached_property (G_DBUS_PROXY (service), "Collections");

  return paths != NULL && has_owner (service);
}

static void
service_found_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  SyKeyringWatch *self = g_task_get_source_object (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(SecretService) service = sy_keyring_service_open_finish (result, &error);

  if (service != NULL && can_load_collections (service))
    secret_service_load_collections (service, g_task_get_cancellable (task),
                                     collections_loaded_cb, g_object_ref (task));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    probe (self, task);
}

static void
unlocked_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  SyKeyringWatch *self = g_task_get_source_object (task);
  GError *error = NULL;
  int n_unlocked;

  n_unlocked = secret_service_unlock_finish (SECRET_SERVICE (object), result, NULL, &error);

  if (error != NULL)
    {
      g_task_return_error (task, error);
    }
  else if (n_unlocked == 0)
    {
      g_task_return_new_error_literal (task, SECRET_ERROR, SECRET_ERROR_IS_LOCKED,
                                       "Not unlocked");
    }
  else
    {
      update_state (self);
      g_task_return_boolean (task, TRUE);
    }
}

static void
sy_keyring_watch_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  SyKeyringWatch *self = SY_KEYRING_WATCH (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
sy_keyring_watch_dispose (GObject *object)
{
  SyKeyringWatch *self = SY_KEYRING_WATCH (object);

  take_collection (self, NULL);
  take_service (self, NULL);

  G_OBJECT_CLASS (sy_keyring_watch_parent_class)->dispose (object);
}

static void
sy_keyring_watch_class_init (SyKeyringWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sy_keyring_watch_dispose;
  object_class->get_property = sy_keyring_watch_get_property;

  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL,
                       SY_TYPE_KEYRING_STATE, SY_KEYRING_UNAVAILABLE,
                       G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sy_keyring_watch_init (SyKeyringWatch *self)
{
  self->state = SY_KEYRING_UNAVAILABLE;
}

/**
 * sy_keyring_watch_new:
 * @schema: (transfer none): the schema of the keys; must outlive the watch
 *
 * Creates what knows whether the secret service is there and open, as its
 * "state" property.  It starts as unavailable.
 *
 * Returns: (transfer full): a new watch
 */
SyKeyringWatch *
sy_keyring_watch_new (const SecretSchema *schema)
{
  SyKeyringWatch *self;

  g_return_val_if_fail (schema != NULL, NULL);

  self = g_object_new (SY_TYPE_KEYRING_WATCH, NULL);
  self->schema = schema;

  return self;
}

/**
 * sy_keyring_watch_get_state:
 * @self: a watch
 *
 * Returns: the state of the service and of its default collection
 */
SyKeyringState
sy_keyring_watch_get_state (SyKeyringWatch *self)
{
  g_return_val_if_fail (SY_IS_KEYRING_WATCH (self), SY_KEYRING_UNAVAILABLE);

  return self->state;
}

/**
 * sy_keyring_watch_get_service:
 * @self: a watch
 *
 * Returns: (transfer none) (nullable): the service to ask; %NULL when libsecret keeps its
 *   keys in a file, or while there is no connection
 */
SecretService *
sy_keyring_watch_get_service (SyKeyringWatch *self)
{
  g_return_val_if_fail (SY_IS_KEYRING_WATCH (self), NULL);

  return self->service;
}

/**
 * sy_keyring_watch_connect_async:
 * @self: a watch
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: data for @callback
 *
 * Connects to the service, or finds that libsecret needs none.  A service that
 * goes and comes back later is connected to again without being asked.
 */
void
sy_keyring_watch_connect_async (SyKeyringWatch      *self,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  const char *backend = g_getenv ("SECRET_BACKEND");

  g_return_if_fail (SY_IS_KEYRING_WATCH (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sy_keyring_watch_connect_async);

  if (backend == NULL || *backend == '\0' || strcmp (backend, "service") == 0)
    sy_keyring_service_open_async (cancellable, service_found_cb, g_object_ref (task));
  else
    probe (self, task);
}

/**
 * sy_keyring_watch_connect_finish:
 * @self: a watch
 * @result: the result
 * @error: return location for an error of libsecret or D-Bus
 *
 * Returns: whether keys can be kept, perhaps after unlocking
 */
gboolean
sy_keyring_watch_connect_finish (SyKeyringWatch  *self,
                                 GAsyncResult    *result,
                                 GError         **error)
{
  g_return_val_if_fail (SY_IS_KEYRING_WATCH (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * sy_keyring_watch_unlock_async:
 * @self: a watch
 * @items: (element-type SecretItem) (nullable): items to unlock too: keys may stand
 *   in a collection that was the default one at an earlier time
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: data for @callback
 *
 * Asks the person to unlock the default collection and @items, as far as they
 * are locked.
 */
void
sy_keyring_watch_unlock_async (SyKeyringWatch      *self,
                               GList               *items,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(GList) objects = NULL;

  g_return_if_fail (SY_IS_KEYRING_WATCH (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sy_keyring_watch_unlock_async);

  objects = g_list_copy (items);
  if (is_default_locked (self))
    objects = g_list_prepend (objects, self->collection);

  if (self->service == NULL || objects == NULL)
    g_task_return_boolean (task, TRUE);
  else
    secret_service_unlock (self->service, objects, cancellable,
                           unlocked_cb, g_object_ref (task));
}

/**
 * sy_keyring_watch_unlock_finish:
 * @self: a watch
 * @result: the result
 * @error: return location for an error of libsecret or D-Bus
 *
 * Returns: whether something is open now, or was from the start;
 *   %SECRET_ERROR_IS_LOCKED when the person did not unlock
 */
gboolean
sy_keyring_watch_unlock_finish (SyKeyringWatch  *self,
                                GAsyncResult    *result,
                                GError         **error)
{
  g_return_val_if_fail (SY_IS_KEYRING_WATCH (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
