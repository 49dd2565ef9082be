/* sy-store-check.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-store-check"

#include "config.h"

#include "sy-store-check.h"

#include "sy-database.h"
#include "sy-store-salvage.h"

/* How many instructions of SQLite there are between two looks at the cancellable: a millisecond. */
#define N_INSTRUCTIONS 10000

static int
progress_cb (gpointer data)
{
  return g_cancellable_is_cancelled (data);
}

static void
check_thread (GTask        *task,
              gpointer      source_object,
              gpointer      task_data,
              GCancellable *cancellable)
{
  g_autoptr(SyDatabase) database = NULL;
  GError *error = NULL;

  database = sy_database_open (task_data, NULL, SQLITE_OPEN_READONLY, &error);
  if (database != NULL)
    {
      if (cancellable != NULL)
        sqlite3_progress_handler (sy_database_get_handle (database), N_INSTRUCTIONS,
                                  progress_cb, cancellable);
      sy_store_is_sound (database, &error);
    }

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * sy_store_check_async:
 * @path: of a database that may be in use
 * @cancellable: (nullable): a #GCancellable
 *
 * Reads all of a database in a thread of its own, with a connection of its own, to see
 * whether it makes sense.
 */
void
sy_store_check_async (const char          *path,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (path != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, sy_store_check_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, check_thread);
}

/**
 * sy_store_check_finish:
 * @error: return location for a %SY_DATABASE_ERROR, of which only
 *   %SY_DATABASE_ERROR_DAMAGED says something of what is in the file
 *
 * Returns: whether it makes sense
 */
gboolean
sy_store_check_finish (GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
