/* sy-keyring-fallback.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-keyring-fallback"

#include "config.h"

#include "sy-keyring-fallback.h"

#include "sy-keyring-memory.h"
#include "sy-keyring-secret.h"

#include <libsecret/secret.h>

typedef enum
{
  JOB_LOOKUP,
  JOB_STORE,
  JOB_CLEAR,
  JOB_LIST_ORIGINS,
  JOB_UNLOCK,
} JobKind;

/* What was asked for, kept until it is known who can do it; @cancelled while it waits. */
typedef struct
{
  JobKind      kind;
  GSource     *cancelled;
  char        *provider_id;
  char        *origin;
  char        *label;
  SecretValue *key;
} Job;

struct _SyKeyringFallback
{
  GObject    parent_instance;

  SyKeyring *backend;
  GPtrArray *waiting;
  gboolean   in_memory;

  /* For a service that comes later. */
  guint      watch_id;
  gboolean   opening;
};

static void keyring_iface_init (SyKeyringInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SyKeyringFallback, sy_keyring_fallback, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SY_TYPE_KEYRING, keyring_iface_init))

enum
{
  PROP_0,
  PROP_STATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
job_free (Job *job)
{
  g_clear_pointer (&job->key, secret_value_unref);
  g_free (job->label);
  g_free (job->origin);
  g_free (job->provider_id);
  g_free (job);
}

static void
return_boolean (GTask    *task,
                gboolean  success,
                GError   *error)
{
  if (success)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
return_pointer (GTask          *task,
                gpointer        value,
                GError         *error,
                GDestroyNotify  destroy)
{
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, value, destroy);
}

static void
job_done_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  SyKeyring *backend = SY_KEYRING (object);
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer value;
  gboolean success;

  switch (job->kind)
    {
    case JOB_LOOKUP:
      value = sy_keyring_lookup_finish (backend, result, &error);
      return_pointer (task, value, error, (GDestroyNotify) sy_keyring_free_key);
      break;

    case JOB_LIST_ORIGINS:
      value = sy_keyring_list_origins_finish (backend, result, &error);
      return_pointer (task, value, error, (GDestroyNotify) g_strfreev);
      break;

    case JOB_STORE:
      success = sy_keyring_store_finish (backend, result, &error);
      return_boolean (task, success, error);
      break;

    case JOB_CLEAR:
      success = sy_keyring_clear_finish (backend, result, &error);
      return_boolean (task, success, error);
      break;

    case JOB_UNLOCK:
      success = sy_keyring_unlock_finish (backend, result, &error);
      return_boolean (task, success, error);
      break;

    default:
      g_assert_not_reached ();
    }
}

static void
stop_watching (Job *job)
{
  if (job->cancelled == NULL)
    return;

  g_source_destroy (job->cancelled);
  g_clear_pointer (&job->cancelled, g_source_unref);
}

/* Nobody who has given up waits for the service to answer. */
static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  g_autoptr(GTask) task = g_object_ref (G_TASK (user_data));
  SyKeyringFallback *self = g_task_get_source_object (task);

  stop_watching (g_task_get_task_data (task));
  g_ptr_array_remove (self->waiting, task);
  g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

static void
wait_for_backend (SyKeyringFallback *self,
                  GTask             *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  Job *job = g_task_get_task_data (task);

  g_ptr_array_add (self->waiting, g_object_ref (task));
  if (cancellable == NULL)
    return;

  job->cancelled = g_cancellable_source_new (cancellable);
  g_source_set_static_name (job->cancelled, "sy-keyring-fallback cancelled");
  g_source_set_callback (job->cancelled, G_SOURCE_FUNC (cancelled_cb),
                         g_object_ref (task), g_object_unref);
  g_source_attach (job->cancelled, g_task_get_context (task));
}

static void
start_job (SyKeyringFallback *self,
           GTask             *task)
{
  Job *job = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  stop_watching (job);
  g_object_ref (task);

  switch (job->kind)
    {
    case JOB_LOOKUP:
      sy_keyring_lookup_async (self->backend, job->provider_id, job->origin,
                               cancellable, job_done_cb, task);
      break;

    case JOB_STORE:
      sy_keyring_store_async (self->backend, job->provider_id, job->origin,
                              job->label, secret_value_get_text (job->key),
                              cancellable, job_done_cb, task);
      break;

    case JOB_CLEAR:
      sy_keyring_clear_async (self->backend, job->provider_id, job->origin,
                              cancellable, job_done_cb, task);
      break;

    case JOB_LIST_ORIGINS:
      sy_keyring_list_origins_async (self->backend, job->provider_id,
                                     cancellable, job_done_cb, task);
      break;

    case JOB_UNLOCK:
      sy_keyring_unlock_async (self->backend, cancellable, job_done_cb, task);
      break;

    default:
      g_assert_not_reached ();
    }
}

static void
submit (SyKeyring           *keyring,
        gpointer             tag,
        Job                 *job,
        GCancellable        *cancellable,
        GAsyncReadyCallback  callback,
        gpointer             user_data)
{
  SyKeyringFallback *self = SY_KEYRING_FALLBACK (keyring);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);

  if (self->backend != NULL)
    start_job (self, task);
  else
    wait_for_backend (self, task);
}

static Job *
job_new (JobKind     kind,
         const char *provider_id,
         const char *origin)
{
  Job *job = g_new0 (Job, 1);

  job->kind = kind;
  job->provider_id = g_strdup (provider_id);
  job->origin = g_strdup (origin);

  return job;
}

static void
notify_state_cb (SyKeyringFallback *self)
{
  g_assert (SY_IS_KEYRING_FALLBACK (self));

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
set_backend (SyKeyringFallback *self,
             SyKeyring         *backend)
{
  self->backend = g_object_ref (backend);
  g_signal_connect_object (backend, "notify::state",
                           G_CALLBACK (notify_state_cb), self, G_CONNECT_SWAPPED);
  notify_state_cb (self);

  for (guint i = 0; i < self->waiting->len; i++)
    start_job (self, g_ptr_array_index (self->waiting, i));

  g_ptr_array_set_size (self->waiting, 0);
}

static void
late_opened_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(SyKeyringFallback) self = SY_KEYRING_FALLBACK (user_data);
  g_autoptr(GError) error = NULL;
  g_autoptr(SyKeyring) backend = sy_keyring_secret_open_finish (result, &error);

  self->opening = FALSE;

  if (backend == NULL)
    {
      g_debug ("Keys are still kept in memory: %s", error->message);
    }
  else if (self->in_memory && sy_keyring_memory_is_empty (SY_KEYRING_MEMORY (self->backend)))
    {
      self->in_memory = FALSE;
      g_clear_object (&self->backend);
      set_backend (self, backend);
    }
}

/* Keys that were typed in the meantime stay where the person was told that they are. */
static void
appeared_cb (GDBusConnection *bus,
             const char      *name,
             const char      *owner,
             gpointer         user_data)
{
  SyKeyringFallback *self = SY_KEYRING_FALLBACK (user_data);

  if (self->opening || !self->in_memory)
    return;

  self->opening = TRUE;
  sy_keyring_secret_open_async (NULL, late_opened_cb, g_object_ref (self));
}

/* Some keyrings are started by hand, or later than the program. */
static void
watch_service (SyKeyringFallback *self)
{
  const char *name = g_getenv ("SECRET_SERVICE_BUS_NAME");

  self->watch_id = g_bus_watch_name (G_BUS_TYPE_SESSION,
                                     name != NULL ? name : "org.freedesktop.secrets",
                                     G_BUS_NAME_WATCHER_FLAGS_NONE,
                                     appeared_cb, NULL, self, NULL);
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(SyKeyringFallback) self = SY_KEYRING_FALLBACK (user_data);
  g_autoptr(GError) error = NULL;
  g_autoptr(SyKeyring) backend = sy_keyring_secret_open_finish (result, &error);

  if (backend == NULL)
    {
      g_debug ("Keys are kept in memory: %s", error->message);
      self->in_memory = TRUE;
      backend = sy_keyring_memory_new ();
      watch_service (self);
    }

  set_backend (self, backend);
}

static void
fallback_lookup_async (SyKeyring           *keyring,
                       const char          *provider_id,
                       const char          *origin,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  submit (keyring, fallback_lookup_async, job_new (JOB_LOOKUP, provider_id, origin),
          cancellable, callback, user_data);
}

static void
fallback_store_async (SyKeyring           *keyring,
                      const char          *provider_id,
                      const char          *origin,
                      const char          *label,
                      const char          *key,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  Job *job = job_new (JOB_STORE, provider_id, origin);

  job->label = g_strdup (label);
  job->key = secret_value_new (key, -1, "text/plain");
  submit (keyring, fallback_store_async, job, cancellable, callback, user_data);
}

static void
fallback_clear_async (SyKeyring           *keyring,
                      const char          *provider_id,
                      const char          *origin,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  submit (keyring, fallback_clear_async, job_new (JOB_CLEAR, provider_id, origin),
          cancellable, callback, user_data);
}

static void
fallback_list_origins_async (SyKeyring           *keyring,
                             const char          *provider_id,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  submit (keyring, fallback_list_origins_async, job_new (JOB_LIST_ORIGINS, provider_id, NULL),
          cancellable, callback, user_data);
}

static void
fallback_unlock_async (SyKeyring           *keyring,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  submit (keyring, fallback_unlock_async, job_new (JOB_UNLOCK, NULL, NULL),
          cancellable, callback, user_data);
}

static gboolean
fallback_boolean_finish (SyKeyring     *keyring,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, keyring), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static char *
fallback_lookup_finish (SyKeyring     *keyring,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, keyring), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static char **
fallback_list_origins_finish (SyKeyring     *keyring,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, keyring), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
keyring_iface_init (SyKeyringInterface *iface)
{
  iface->lookup_async = fallback_lookup_async;
  iface->lookup_finish = fallback_lookup_finish;
  iface->store_async = fallback_store_async;
  iface->store_finish = fallback_boolean_finish;
  iface->clear_async = fallback_clear_async;
  iface->clear_finish = fallback_boolean_finish;
  iface->list_origins_async = fallback_list_origins_async;
  iface->list_origins_finish = fallback_list_origins_finish;
  iface->unlock_async = fallback_unlock_async;
  iface->unlock_finish = fallback_boolean_finish;
}

/* Until the service has answered nothing is known against it. */
static SyKeyringState
get_state (SyKeyringFallback *self)
{
  if (self->in_memory)
    return SY_KEYRING_UNAVAILABLE;

  return self->backend != NULL ? sy_keyring_get_state (self->backend) : SY_KEYRING_AVAILABLE;
}

static void
sy_keyring_fallback_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, get_state (SY_KEYRING_FALLBACK (object)));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sy_keyring_fallback_dispose (GObject *object)
{
  SyKeyringFallback *self = SY_KEYRING_FALLBACK (object);

  g_clear_handle_id (&self->watch_id, g_bus_unwatch_name);
  g_clear_object (&self->backend);

  G_OBJECT_CLASS (sy_keyring_fallback_parent_class)->dispose (object);
}

static void
sy_keyring_fallback_finalize (GObject *object)
{
  SyKeyringFallback *self = SY_KEYRING_FALLBACK (object);

  g_ptr_array_unref (self->waiting);

  G_OBJECT_CLASS (sy_keyring_fallback_parent_class)->finalize (object);
}

static void
sy_keyring_fallback_class_init (SyKeyringFallbackClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sy_keyring_fallback_dispose;
  object_class->finalize = sy_keyring_fallback_finalize;
  object_class->get_property = sy_keyring_fallback_get_property;

  g_object_class_override_property (object_class, PROP_STATE, "state");
  properties[PROP_STATE] = g_object_class_find_property (object_class, "state");
}

static void
sy_keyring_fallback_init (SyKeyringFallback *self)
{
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * sy_keyring_fallback_new:
 *
 * The keyring of the system, or where there is none one that forgets its keys
 * at the end and says %SY_KEYRING_UNAVAILABLE.  Which of them it is shows
 * within moments; what is asked for before that waits.  A keyring of the system that
 * comes later is taken as long as no key would be lost.
 *
 * Returns: (transfer full): a new keyring, to be used at once
 */
SyKeyring *
sy_keyring_fallback_new (void)
{
  SyKeyringFallback *self = g_object_new (SY_TYPE_KEYRING_FALLBACK, NULL);

  sy_keyring_secret_open_async (NULL, opened_cb, g_object_ref (self));

  return SY_KEYRING (self);
}
