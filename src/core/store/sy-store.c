/* sy-store.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-store"

#include "config.h"

#include "sy-store.h"

#include "sy-store-private.h"
#include "sy-error.h"
#include "sy-store-check.h"
#include "sy-store-error.h"
#include "sy-store-file.h"
#include "sy-store-opening.h"

#include <glib/gi18n-lib.h>

/* How long until what could not be written is tried again by itself. */
#define RETRY_MS 5000

G_DEFINE_FINAL_TYPE (SyStore, sy_store, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_IS_OPEN,
  PROP_ERROR,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
set_error (SyStore      *self,
           const GError *error)
{
  if (error == NULL && self->error == NULL)
    return;

  if (error != NULL && self->error != NULL && g_str_equal (error->message, self->error->message))
    return;

  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

/* The next start carries over what can be read; until then it is said. */
static void
note_damage (SyStore *self)
{
  g_autoptr(GError) error = sy_store_error_new (SY_DATABASE_ERROR_DAMAGED, NULL);

  self->damaged = TRUE;
  set_error (self, error);
}

/* What is committed outlives the program; only from here on it outlives a power failure too. */
static gboolean
put_on_disk (SyStore     *self,
             SyDatabase  *database,
             GError     **error)
{
  self->unsynced = !sy_database_sync (database, error);

  return !self->unsynced;
}

/* Nobody waits for the disk, so that it failed last time is told with this write. */
static void
write_job (SyStoreWorker *worker,
           GTask         *task)
{
  SyStore *self = g_task_get_source_object (task);
  SyDatabase *database = sy_store_worker_get_database (worker);
  g_autoptr(GError) error = NULL;

  sy_store_queue_add (self->queue, g_task_get_task_data (task));

  if (database == NULL)
    {
      g_task_return_error (task, sy_store_error_new (SY_DATABASE_ERROR_FAILED, NULL));
    }
  else if (sy_store_queue_write (self->queue, database, &error) &&
           (!self->unsynced || put_on_disk (self, database, &error)))
    {
      g_task_return_boolean (task, TRUE);
      put_on_disk (self, database, NULL);
    }
  else
    {
      g_task_return_error (task, sy_store_error_translate (error));
    }
}

static void
retry_cb (gpointer user_data)
{
  SyStore *self = user_data;

  self->retry_timeout = 0;
  sy_store_retry (self);
}

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  SyStore *self = SY_STORE (object);
  g_autoptr(GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  if (!self->damaged)
    set_error (self, error);

  if (error != NULL && self->is_open && self->retry_timeout == 0)
    self->retry_timeout = sy_clock_add_timeout (self->clock, RETRY_MS, retry_cb, self);
}

/* Also tries again what could not be written before. */
static void
push_writes (SyStore *self)
{
  GTask *task = sy_store_new_task (self, push_writes, written_cb, NULL);

  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_task_set_task_data (task, g_steal_pointer (&self->writes),
                        (GDestroyNotify) g_ptr_array_unref);
  self->writes = g_ptr_array_new_with_free_func ((GDestroyNotify) sy_store_write_free);
  sy_store_worker_push (self->worker, write_job, task);
}

static gboolean
idle_cb (gpointer user_data)
{
  SyStore *self = user_data;

  self->idle_id = 0;
  push_writes (self);

  return G_SOURCE_REMOVE;
}

/**
 * sy_store_new_task:
 * @tag: what it is for
 *
 * Returns: (transfer full): a task of the store
 */
GTask *
sy_store_new_task (SyStore             *self,
                   gpointer             tag,
                   GAsyncReadyCallback  callback,
                   gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, tag);

  return task;
}

/**
 * sy_store_push_question:
 * @job: what to do on the worker's thread
 * @task: (transfer full): what it is done for
 *
 * Asks the database.  What was written before is part of the answer.
 */
void
sy_store_push_question (SyStore    *self,
                        SyStoreJob  job,
                        GTask      *task)
{
  if (self->writes->len > 0)
    push_writes (self);

  sy_store_worker_push (self->worker, job, task);
}

static void
sy_store_get_property (GObject    *object,
                       guint       prop_id,
                       GValue     *value,
                       GParamSpec *pspec)
{
  SyStore *self = SY_STORE (object);

  switch (prop_id)
    {
    case PROP_IS_OPEN:
      g_value_set_boolean (value, self->is_open);
      break;

    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sy_store_dispose (GObject *object)
{
  SyStore *self = SY_STORE (object);

  g_cancellable_cancel (self->check);
  g_clear_object (&self->check);
  g_clear_handle_id (&self->idle_id, g_source_remove);
  if (self->clock != NULL)
    sy_clock_clear_timeout (self->clock, &self->retry_timeout);
  g_clear_pointer (&self->worker, sy_store_worker_free);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (sy_store_parent_class)->dispose (object);
}

static void
sy_store_finalize (GObject *object)
{
  SyStore *self = SY_STORE (object);

  sy_store_queue_free (self->queue);
  g_ptr_array_unref (self->writes);
  g_clear_error (&self->error);
  g_free (self->set_aside);
  g_free (self->path);
  g_free (self->vfs);

  G_OBJECT_CLASS (sy_store_parent_class)->finalize (object);
}

static void
sy_store_class_init (SyStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sy_store_get_property;
  object_class->dispose = sy_store_dispose;
  object_class->finalize = sy_store_finalize;

  properties[PROP_IS_OPEN] = g_param_spec_boolean ("is-open", NULL, NULL, FALSE, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sy_store_init (SyStore *self)
{
  self->writes = g_ptr_array_new_with_free_func ((GDestroyNotify) sy_store_write_free);
  self->queue = sy_store_queue_new ();
}

/**
 * sy_store_new:
 * @path: of the database; it need not be there
 * @clock: the time
 * @vfs: (nullable): name of the SQLite VFS the file is reached by; %NULL for the
 *   system's
 *
 * Makes the place where conversations are kept, which has to be opened.
 *
 * Returns: (transfer full): the store
 */
SyStore *
sy_store_new (const char *path,
              SyClock    *clock,
              const char *vfs)
{
  SyStore *self;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (SY_IS_CLOCK (clock), NULL);

  self = g_object_new (SY_TYPE_STORE, NULL);
  self->path = g_strdup (path);
  self->clock = g_object_ref (clock);
  self->vfs = g_strdup (vfs);
  self->worker = sy_store_worker_new ();

  return self;
}

/**
 * sy_store_get_is_open:
 *
 * Returns: whether anything can be kept
 */
gboolean
sy_store_get_is_open (SyStore *self)
{
  g_return_val_if_fail (SY_IS_STORE (self), FALSE);

  return self->is_open;
}

/**
 * sy_store_get_error:
 *
 * Returns: (transfer none) (nullable): why something is not saved that should be;
 *   %NULL as long as all is well
 */
const GError *
sy_store_get_error (SyStore *self)
{
  g_return_val_if_fail (SY_IS_STORE (self), NULL);

  return self->error;
}

/**
 * sy_store_get_set_aside:
 *
 * Returns: (transfer none) (nullable): where the file is now that was found damaged
 *   when the store was opened
 */
const char *
sy_store_get_set_aside (SyStore *self)
{
  g_return_val_if_fail (SY_IS_STORE (self), NULL);

  return self->set_aside;
}

/**
 * sy_store_write:
 * @write: (transfer full): what is to be written
 *
 * Keeps something.  What is told in one turn of the main loop is kept as a whole or
 * not at all, and all of it in its order.  After an error, which
 * #SyStore:error tells, it waits and is tried again every five seconds.  In a store
 * that is not open nothing is kept.
 */
void
sy_store_write (SyStore      *self,
                SyStoreWrite *write)
{
  g_return_if_fail (SY_IS_STORE (self));
  g_return_if_fail (write != NULL);

  if (!self->is_open)
    {
      sy_store_write_free (write);
      return;
    }

  g_ptr_array_add (self->writes, write);
  if (self->idle_id == 0)
    self->idle_id = g_idle_add_full (G_PRIORITY_DEFAULT, idle_cb, self, NULL);
}

static void
settle_job (SyStoreWorker *worker,
            GTask         *task)
{
  g_task_return_boolean (task, TRUE);
}

/**
 * sy_store_settle_async:
 *
 * Waits until all that was to be written was written, or could not be.
 */
void
sy_store_settle_async (SyStore             *self,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_return_if_fail (SY_IS_STORE (self));

  sy_store_push_question (self, settle_job,
                          sy_store_new_task (self, sy_store_settle_async, callback, user_data));
}

gboolean
sy_store_settle_finish (SyStore       *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * sy_store_retry:
 *
 * Tries now to write what could not be written.
 */
void
sy_store_retry (SyStore *self)
{
  g_return_if_fail (SY_IS_STORE (self));

  sy_clock_clear_timeout (self->clock, &self->retry_timeout);
  if (self->is_open)
    push_writes (self);
}

static void
open_job (SyStoreWorker *worker,
          GTask         *task)
{
  SyStoreOpening *opening = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  SyDatabase *database = sy_store_opening_run (opening, &error);

  sy_store_worker_set_database (worker, database);

  if (database != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, sy_store_error_translate (error));
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  SyStore *self = SY_STORE (object);
  g_autoptr(GTask) task = G_TASK (user_data);
  SyStoreOpening *opening = g_task_get_task_data (G_TASK (result));
  g_autoptr(GError) error = NULL;

  self->is_open = g_task_propagate_boolean (G_TASK (result), &error);
  self->set_aside = g_strdup (opening->set_aside);
  set_error (self, error);

  if (self->is_open)
    {
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_OPEN]);
      g_task_return_boolean (task, TRUE);
    }
  else
    {
      g_task_return_error (task, g_steal_pointer (&error));
    }
}

/**
 * sy_store_open_async:
 *
 * Opens the file, or makes it.  See sy_store_get_set_aside() for one that was
 * damaged.
 */
void
sy_store_open_async (SyStore             *self,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  GTask *task;
  GTask *job;

  g_return_if_fail (SY_IS_STORE (self));
  g_return_if_fail (!self->is_open);

  task = sy_store_new_task (self, sy_store_open_async, callback, user_data);
  job = sy_store_new_task (self, sy_store_open_async, opened_cb, task);
  g_task_set_task_data (job,
                        sy_store_opening_new (self->path, self->vfs,
                                              sy_clock_get_now (self->clock)),
                        (GDestroyNotify) sy_store_opening_free);
  sy_store_worker_push (self->worker, open_job, job);
}

/**
 * sy_store_open_finish:
 * @error: return location for a %SY_ERROR_STORE
 *
 * Returns: whether the store is open; when it is not, nothing is kept
 */
gboolean
sy_store_open_finish (SyStore       *self,
                      GAsyncResult  *result,
                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
checked_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(SyStore) self = SY_STORE (user_data);
  g_autoptr(GError) error = NULL;

  sy_store_check_finish (result, &error);
  if (!g_error_matches (error, SY_DATABASE_ERROR, SY_DATABASE_ERROR_DAMAGED))
    return;

  g_message ("The database is damaged: %s", error->message);
  sy_store_file_mark_damaged (self->path);
  note_damage (self);
}

/**
 * sy_store_check:
 *
 * Looks through all of the file for damage, in a thread of its own.  When there is
 * any #SyStore:error says so, and the next start carries over what can be read.
 */
void
sy_store_check (SyStore *self)
{
  g_return_if_fail (SY_IS_STORE (self));

  if (!self->is_open || self->check != NULL)
    return;

  self->check = g_cancellable_new ();
  sy_store_check_async (self->path, self->check, checked_cb, g_object_ref (self));
}

static void
close_job (SyStoreWorker *worker,
           GTask         *task)
{
  SyStore *self = g_task_get_source_object (task);
  SyDatabase *database = sy_store_worker_get_database (worker);
  g_autoptr(GError) error = NULL;
  gboolean written = TRUE;

  if (database != NULL)
    written = sy_store_queue_write (self->queue, database, &error);
  sy_store_worker_set_database (worker, NULL);

  if (written)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, sy_store_error_translate (error));
}

/**
 * sy_store_close_async:
 *
 * Writes what is to be written, and closes the file.
 */
void
sy_store_close_async (SyStore             *self,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_return_if_fail (SY_IS_STORE (self));

  g_cancellable_cancel (self->check);
  sy_clock_clear_timeout (self->clock, &self->retry_timeout);
  sy_store_push_question (self, close_job,
                          sy_store_new_task (self, sy_store_close_async, callback, user_data));
  self->is_open = FALSE;
}

/**
 * sy_store_close_finish:
 * @error: return location for a %SY_ERROR_STORE
 *
 * Returns: whether everything was written
 */
gboolean
sy_store_close_finish (SyStore       *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
