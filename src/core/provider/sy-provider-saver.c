/* sy-provider-saver.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-provider-saver"

#include "config.h"

#include "sy-provider-saver.h"

#include "sy-error.h"
#include "sy-provider-file.h"

#include <glib/gi18n-lib.h>

#define DELAY_MS 100

struct _SyProviderSaver
{
  GFile               *file;
  GObject             *owner;
  SyProviderSaverFunc  build;

  gboolean             allowed;
  gboolean             dirty;
  gboolean             writing;
  guint                delay_id;

  /* Those who asked for the write under way, and those who came later. */
  GPtrArray           *served;
  GPtrArray           *waiting;
};

static void start_write (SyProviderSaver *self);

static void
delay_cb (gpointer user_data)
{
  SyProviderSaver *self = user_data;

  self->delay_id = 0;
  if (!self->writing)
    start_write (self);
}

static void
schedule (SyProviderSaver *self)
{
  if (self->dirty && self->allowed && self->delay_id == 0)
    self->delay_id = g_timeout_add_once (DELAY_MS, delay_cb, self);
}

/* Takes @tasks. */
static void
return_tasks (GPtrArray    *tasks,
              const GError *error)
{
  for (guint i = 0; i < tasks->len; i++)
    {
      GTask *task = g_ptr_array_index (tasks, i);

      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_boolean (task, TRUE);
    }

  g_ptr_array_unref (tasks);
}

static GPtrArray *
steal_tasks (GPtrArray **tasks)
{
  GPtrArray *stolen = *tasks;

  *tasks = g_ptr_array_new_with_free_func (g_object_unref);

  return stolen;
}

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  SyProviderSaver *self = user_data;
  g_autoptr(GObject) owner = self->owner;
  g_autoptr(GError) error = NULL;

  self->writing = FALSE;
  if (!sy_provider_file_write_finish (G_FILE (object), result, &error))
    {
      self->dirty = TRUE;
      if (self->served->len == 0)
        g_warning ("%s", error->message);
    }

  return_tasks (steal_tasks (&self->served), error);
  if (self->writing)
    return;

  /* After a failure only somebody who asks makes it try again. */
  if (self->dirty && (error == NULL || self->waiting->len > 0))
    start_write (self);
  else
    return_tasks (steal_tasks (&self->waiting), NULL);
}

/* The owner, and with it the saver, lives until the file is written. */
static void
start_write (SyProviderSaver *self)
{
  g_autoptr(GBytes) contents = self->build (self->owner);
  GPtrArray *served = self->served;

  g_assert (!self->writing);
  g_assert (served->len == 0);

  g_object_ref (self->owner);
  g_clear_handle_id (&self->delay_id, g_source_remove);
  self->dirty = FALSE;
  self->writing = TRUE;
  self->served = self->waiting;
  self->waiting = served;
  sy_provider_file_write_async (self->file, contents, written_cb, self);
}

/**
 * sy_provider_saver_new:
 * @file: the file, on this computer
 * @owner: who frees the saver at its own end; kept alive while a write is under way
 * @build: makes what is written
 *
 * Returns: (transfer full): a saver
 */
SyProviderSaver *
sy_provider_saver_new (GFile               *file,
                       GObject             *owner,
                       SyProviderSaverFunc  build)
{
  SyProviderSaver *self;

  g_return_val_if_fail (G_IS_FILE (file), NULL);
  g_return_val_if_fail (G_IS_OBJECT (owner), NULL);
  g_return_val_if_fail (build != NULL, NULL);

  self = g_new0 (SyProviderSaver, 1);
  self->file = g_object_ref (file);
  self->owner = owner;
  self->build = build;
  self->served = g_ptr_array_new_with_free_func (g_object_unref);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);

  return self;
}

/**
 * sy_provider_saver_free:
 * @self: (transfer full): a saver that writes nothing now
 *
 * What is still waiting for its moment is not written.
 */
void
sy_provider_saver_free (SyProviderSaver *self)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (!self->writing);

  g_clear_handle_id (&self->delay_id, g_source_remove);
  g_clear_object (&self->file);
  g_clear_pointer (&self->served, g_ptr_array_unref);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_free (self);
}

/**
 * sy_provider_saver_allow:
 * @self: a saver
 *
 * From now on the file is ours to write: it was read, or there is none.
 */
void
sy_provider_saver_allow (SyProviderSaver *self)
{
  g_return_if_fail (self != NULL);

  self->allowed = TRUE;
  schedule (self);
}

/**
 * sy_provider_saver_queue:
 * @self: a saver
 *
 * Something is different from what the file holds.
 */
void
sy_provider_saver_queue (SyProviderSaver *self)
{
  g_return_if_fail (self != NULL);

  self->dirty = TRUE;
  schedule (self);
}

/**
 * sy_provider_saver_flush:
 * @self: a saver
 * @task: (transfer full): returns %TRUE when everything is written, or
 *   %SY_ERROR_STORE
 *
 * Writes at once what is not written yet, after a write that is under way.
 */
void
sy_provider_saver_flush (SyProviderSaver *self,
                         GTask           *task)
{
  g_autoptr(GTask) asked = task;

  g_return_if_fail (self != NULL);
  g_return_if_fail (G_IS_TASK (task));

  if (!self->dirty && !self->writing)
    {
      g_task_return_boolean (asked, TRUE);
      return;
    }

  if (!self->allowed)
    {
      g_task_return_new_error (asked, SY_ERROR, SY_ERROR_STORE,
                               _("The providers are not saved, because the file of before "
                                 "was not read"));
      return;
    }

  g_ptr_array_add (self->waiting, g_steal_pointer (&asked));
  if (!self->writing)
    start_write (self);
}
