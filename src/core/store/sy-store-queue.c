/* sy-store-queue.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-store-queue"

#include "config.h"

#include "sy-store-queue.h"

struct _SyStoreQueue
{
  GQueue writes;
};

SyStoreQueue *
sy_store_queue_new (void)
{
  return g_new0 (SyStoreQueue, 1);
}

void
sy_store_queue_free (SyStoreQueue *self)
{
  g_return_if_fail (self != NULL);

  g_queue_clear_full (&self->writes, (GDestroyNotify) sy_store_write_free);
  g_free (self);
}

/**
 * sy_store_queue_add:
 * @writes: (element-type SyStoreWrite): moved behind those that wait
 */
void
sy_store_queue_add (SyStoreQueue *self,
                    GPtrArray    *writes)
{
  gsize n_writes;
  g_autofree gpointer *stolen = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (writes != NULL);

  stolen = g_ptr_array_steal (writes, &n_writes);
  for (gsize i = 0; i < n_writes; i++)
    g_queue_push_tail (&self->writes, stolen[i]);
}

/* @failed is the one that could not be written. */
static gboolean
write_all (SyStoreQueue  *self,
           SyDatabase    *database,
           GList        **failed,
           GError       **error)
{
  if (!sy_database_exec (database, "BEGIN IMMEDIATE", error))
    return FALSE;

  for (GList *link = self->writes.head; link != NULL; link = link->next)
    {
      if (!sy_store_write_run (link->data, database, error))
        {
          *failed = link;
          return FALSE;
        }
    }

  return sy_database_exec (database, "COMMIT", error);
}

/**
 * sy_store_queue_write:
 * @error: return location for a %SY_DATABASE_ERROR
 *
 * Writes all that waits, in one transaction.  After an error everything waits as it
 * did, to be tried again; only a row that can never be written, as it breaks the
 * schema's rules, is given up.
 *
 * Returns: whether nothing waits any more
 */
gboolean
sy_store_queue_write (SyStoreQueue  *self,
                      SyDatabase    *database,
                      GError       **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (database != NULL, FALSE);

  while (!g_queue_is_empty (&self->writes))
    {
      g_autoptr(GError) local_error = NULL;
      GList *failed = NULL;

      if (write_all (self, database, &failed, &local_error))
        {
          g_queue_clear_full (&self->writes, (GDestroyNotify) sy_store_write_free);
          break;
        }

      /* SQLite may have done so already. */
      sy_database_exec (database, "ROLLBACK", NULL);

      if (failed == NULL ||
          !g_error_matches (local_error, SY_DATABASE_ERROR, SY_DATABASE_ERROR_CONSTRAINT))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }

      g_warning ("A row can't be written: %s", local_error->message);
      sy_store_write_free (failed->data);
      g_queue_delete_link (&self->writes, failed);
    }

  return TRUE;
}
