/* sy-store-worker.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-store-worker"

#include "config.h"

#include "sy-store-worker.h"

typedef struct
{
  SyStoreJob  job;
  GTask      *task;
} Entry;

struct _SyStoreWorker
{
  GThread     *thread;
  GAsyncQueue *entries;

  /* Only seen by the thread. */
  SyDatabase  *database;
};

static gboolean
unref_cb (gpointer data)
{
  return G_SOURCE_REMOVE;
}

/* The last reference to a task may be the last one to what owns this thread, which can't wait for
 * itself: it is given up where the task was made.
 */
static void
give_up (GTask *task)
{
  g_autoptr(GSource) source = g_idle_source_new ();

  g_source_set_static_name (source, "store job");
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, unref_cb, task, g_object_unref);
  g_source_attach (source, g_task_get_context (task));
}

/* The last entry has no task. */
static gpointer
run (gpointer data)
{
  SyStoreWorker *self = data;
  gboolean ended = FALSE;

  while (!ended)
    {
      g_autofree Entry *entry = g_async_queue_pop (self->entries);

      if (entry->task == NULL)
        {
          ended = TRUE;
          continue;
        }

      entry->job (self, entry->task);
      give_up (entry->task);
    }

  g_clear_pointer (&self->database, sy_database_close);

  return NULL;
}

static void
push (SyStoreWorker *self,
      SyStoreJob     job,
      GTask         *task)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->job = job;
  entry->task = task;
  g_async_queue_push (self->entries, entry);
}

/**
 * sy_store_worker_new:
 *
 * Starts the thread.
 *
 * Returns: (transfer full): the worker
 */
SyStoreWorker *
sy_store_worker_new (void)
{
  SyStoreWorker *self = g_new0 (SyStoreWorker, 1);

  self->entries = g_async_queue_new ();
  self->thread = g_thread_new ("store", run, self);

  return self;
}

/**
 * sy_store_worker_free:
 *
 * Waits until the jobs there are have been done, closes the database and ends the
 * thread.
 */
void
sy_store_worker_free (SyStoreWorker *self)
{
  g_return_if_fail (self != NULL);

  push (self, NULL, NULL);
  g_thread_join (self->thread);
  g_async_queue_unref (self->entries);
  g_free (self);
}

/**
 * sy_store_worker_push:
 * @job: what to do
 * @task: (transfer full): what it is done for
 *
 * Has a job done after those before it.
 */
void
sy_store_worker_push (SyStoreWorker *self,
                      SyStoreJob     job,
                      GTask         *task)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (job != NULL);
  g_return_if_fail (G_IS_TASK (task));

  push (self, job, task);
}

/**
 * sy_store_worker_get_database:
 *
 * Only for jobs.
 *
 * Returns: (transfer none) (nullable): the database, %NULL when none is open
 */
SyDatabase *
sy_store_worker_get_database (SyStoreWorker *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (self->thread == g_thread_self (), NULL);

  return self->database;
}

/**
 * sy_store_worker_set_database:
 * @database: (transfer full) (nullable): what jobs work with from now on
 *
 * Only for jobs.  The one before is closed.
 */
void
sy_store_worker_set_database (SyStoreWorker *self,
                              SyDatabase    *database)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (self->thread == g_thread_self ());

  g_clear_pointer (&self->database, sy_database_close);
  self->database = database;
}
