/* sy-keyring-service.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-keyring-service"

#include "config.h"

#include "sy-keyring-service.h"

#define PROMPT_INTERFACE "org.freedesktop.Secret.Prompt"

/* The secret service, with a prompt of our own: that of libsecret 0.21 never returns when
 * the service dies while it is open, and returns twice when it is cancelled.
 */
struct _SyKeyringService
{
  SecretService parent_instance;
};

G_DEFINE_FINAL_TYPE (SyKeyringService, sy_keyring_service, SECRET_TYPE_SERVICE)

/* A prompt that is open. */
typedef struct
{
  GDBusConnection *bus;
  char            *owner;
  char            *path;
  GVariantType    *return_type;
  GSource         *cancelled;
  guint            completed_id;
  guint            watch_id;
  gboolean         over;
} Prompting;

static void
prompting_free (Prompting *self)
{
  g_clear_object (&self->bus);
  g_free (self->owner);
  g_free (self->path);
  g_clear_pointer (&self->return_type, g_variant_type_free);
  g_free (self);
}

/* Returns: whether it was open until now; whoever ends it returns from its task. */
static gboolean
prompting_end (Prompting *self)
{
  if (self->over)
    return FALSE;

  self->over = TRUE;
  g_dbus_connection_signal_unsubscribe (self->bus, self->completed_id);
  g_bus_unwatch_name (self->watch_id);

  if (self->cancelled != NULL)
    {
      g_source_destroy (self->cancelled);
      g_clear_pointer (&self->cancelled, g_source_unref);
    }

  return TRUE;
}

/* @value: (transfer full): what the prompt was for */
static void
return_value (GTask    *task,
              GVariant *value)
{
  Prompting *prompting = g_task_get_task_data (task);

  if (prompting->return_type != NULL && !g_variant_is_of_type (value, prompting->return_type))
    {
      g_variant_unref (value);
      g_task_return_new_error_literal (task, SECRET_ERROR, SECRET_ERROR_PROTOCOL,
                                       "The prompt ended with something else");
      return;
    }

  g_task_return_pointer (task, value, (GDestroyNotify) g_variant_unref);
}

static void
completed_cb (GDBusConnection *bus,
              const char      *sender,
              const char      *path,
              const char      *interface,
              const char      *signal,
              GVariant        *parameters,
              gpointer         user_data)
{
  g_autoptr(GTask) task = g_object_ref (G_TASK (user_data));
  g_autoptr(GVariant) value = NULL;
  gboolean dismissed = TRUE;

  if (!prompting_end (g_task_get_task_data (task)))
    return;

  if (g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(bv)")))
    g_variant_get (parameters, "(bv)", &dismissed, &value);

  if (dismissed)
    g_task_return_new_error_literal (task, SECRET_ERROR, SECRET_ERROR_IS_LOCKED, "Dismissed");
  else
    return_value (task, g_steal_pointer (&value));
}

static void
vanished_cb (GDBusConnection *bus,
             const char      *name,
             gpointer         user_data)
{
  g_autoptr(GTask) task = g_object_ref (G_TASK (user_data));

  if (prompting_end (g_task_get_task_data (task)))
    g_task_return_new_error_literal (task, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY,
                                     "The service is gone");
}

static void
prompted_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GVariant) reply = NULL;

  reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (object), result, &error);

  /* All went well: the signal tells how it ended. */
  if (reply == NULL && prompting_end (g_task_get_task_data (task)))
    g_task_return_error (task, g_steal_pointer (&error));
}

/* It stays open, and whoever answers it unlocks their keyring: gnome-keyring 48 does not
 * survive being told to dismiss a prompt it shows.
 */
static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  g_autoptr(GTask) task = g_object_ref (G_TASK (user_data));

  if (prompting_end (g_task_get_task_data (task)))
    g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

static void
watch_cancellable (GTask *task)
{
  Prompting *prompting = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (cancellable == NULL)
    return;

  prompting->cancelled = g_cancellable_source_new (cancellable);
  g_source_set_static_name (prompting->cancelled, "sy-keyring-service cancelled");
  g_source_set_callback (prompting->cancelled, G_SOURCE_FUNC (cancelled_cb),
                         g_object_ref (task), g_object_unref);
  g_source_attach (prompting->cancelled, g_task_get_context (task));
}

static void
watch_prompt (GTask *task)
{
  Prompting *prompting = g_task_get_task_data (task);

  prompting->completed_id =
    g_dbus_connection_signal_subscribe (prompting->bus, prompting->owner, PROMPT_INTERFACE,
                                        "Completed", prompting->path, NULL,
                                        G_DBUS_SIGNAL_FLAGS_NONE, completed_cb,
                                        g_object_ref (task), g_object_unref);
  prompting->watch_id =
    g_bus_watch_name_on_connection (prompting->bus, prompting->owner,
                                    G_BUS_NAME_WATCHER_FLAGS_NONE, NULL, vanished_cb,
                                    g_object_ref (task), g_object_unref);
  watch_cancellable (task);
}

static void
sy_keyring_service_prompt_async (SecretService       *service,
                                 SecretPrompt        *prompt,
                                 const GVariantType  *return_type,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (service, cancellable, callback, user_data);
  GDBusProxy *proxy = G_DBUS_PROXY (prompt);
  Prompting *prompting = g_new0 (Prompting, 1);

  g_task_set_source_tag (task, sy_keyring_service_prompt_async);
  g_task_set_task_data (task, prompting, (GDestroyNotify) prompting_free);

  prompting->bus = g_object_ref (g_dbus_proxy_get_connection (proxy));
  prompting->owner = g_dbus_proxy_get_name_owner (proxy);
  prompting->path = g_strdup (g_dbus_proxy_get_object_path (proxy));
  prompting->return_type = return_type != NULL ? g_variant_type_copy (return_type) : NULL;

  if (prompting->owner == NULL)
    {
      g_task_return_new_error_literal (task, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY,
                                       "The service is gone");
      return;
    }

  watch_prompt (task);
  g_dbus_connection_call (prompting->bus, prompting->owner, prompting->path, PROMPT_INTERFACE,
                          "Prompt", g_variant_new ("(s)", ""), NULL,
                          G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL,
                          prompted_cb, g_object_ref (task));
}

static GVariant *
sy_keyring_service_prompt_finish (SecretService  *service,
                                  GAsyncResult   *result,
                                  GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, service), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
sy_keyring_service_class_init (SyKeyringServiceClass *klass)
{
  SecretServiceClass *service_class = SECRET_SERVICE_CLASS (klass);

  service_class->prompt_async = sy_keyring_service_prompt_async;
  service_class->prompt_finish = sy_keyring_service_prompt_finish;
}

static void
sy_keyring_service_init (SyKeyringService *self)
{
}

/**
 * sy_keyring_service_open_async:
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: data for @callback
 *
 * Makes a connection to the secret service.  Nobody waits for a prompt of it after
 * cancelling, or longer than the service lives; one that the person dismisses fails with
 * %SECRET_ERROR_IS_LOCKED.
 */
void
sy_keyring_service_open_async (GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  secret_service_open (SY_TYPE_KEYRING_SERVICE, NULL, SECRET_SERVICE_NONE, cancellable,
                       callback, user_data);
}

/**
 * sy_keyring_service_open_finish:
 * @result: what the callback was given
 * @error: return location for an error of libsecret or D-Bus
 *
 * Returns: (transfer full) (nullable): the service, which need not be there
 */
SecretService *
sy_keyring_service_open_finish (GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (G_IS_ASYNC_RESULT (result), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return secret_service_open_finish (result, error);
}
