/* sy-store-opening.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-store-opening"

#include "config.h"

#include "sy-store-opening.h"

#include "sy-store-file.h"
#include "sy-store-salvage.h"
#include "sy-store-schema.h"
#include "sy-store-write.h"

#include <glib/gstdio.h>

/* Up to here a quick look takes 20 ms at most; the list of conversations waits for no more than that.
 * The rest is for sy_store_check().
 */
#define MAX_CHECKED_BYTES (16 * 1024 * 1024)

SyStoreOpening *
sy_store_opening_new (const char *path,
                      const char *vfs,
                      gint64      now)
{
  SyStoreOpening *self = g_new0 (SyStoreOpening, 1);

  self->path = g_strdup (path);
  self->vfs = g_strdup (vfs);
  self->now = now;

  return self;
}

void
sy_store_opening_free (SyStoreOpening *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->path);
  g_free (self->vfs);
  g_free (self->set_aside);
  g_free (self);
}

/* What was deleted is overwritten.  A commit does not wait for the disk; sy_database_sync() does. */
static gboolean
set_up (SyDatabase  *database,
        GError     **error)
{
  return sy_database_exec (database,
    "PRAGMA journal_mode = WAL;"
    "PRAGMA synchronous = NORMAL;"
    "PRAGMA foreign_keys = ON;"
    "PRAGMA secure_delete = ON;"
    "PRAGMA cell_size_check = ON;"
    "PRAGMA temp_store = MEMORY;"
    "PRAGMA cache_size = -1024;"
    "PRAGMA journal_size_limit = 4194304;",
    error);
}

static gboolean
is_small (const char *path)
{
  GStatBuf info;

  return g_stat (path, &info) == 0 && info.st_size <= MAX_CHECKED_BYTES;
}

/* Tables without a version are those of a file whose header is damaged. */
static gboolean
check_empty (SyDatabase  *database,
             GError     **error)
{
  sqlite3_stmt *statement = sy_database_query (database, error, "SELECT 1 FROM sqlite_schema", "");
  g_autoptr(GError) local_error = NULL;

  if (sy_database_next (database, statement, &local_error))
    {
      sqlite3_reset (statement);
      g_set_error_literal (&local_error, SY_DATABASE_ERROR, SY_DATABASE_ERROR_DAMAGED,
                           "the file has tables, but no version");
    }

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/* A copy of what there was, so that a version that was a mistake can be undone by hand. */
static gboolean
migrate (SyStoreOpening  *self,
         SyDatabase      *database,
         GError         **error)
{
  int version = sy_store_schema_read_version (database, error);

  if (version < 0 || (version == 0 && !check_empty (database, error)))
    return FALSE;

  if (version > 0 && (guint) version < sy_store_n_migrations &&
      !sy_store_file_back_up (self->path, database, self->now, error))
    return FALSE;

  return sy_store_schema_migrate (database, sy_store_migrations, sy_store_n_migrations, error);
}

static SyDatabase *
open_file (SyStoreOpening  *self,
           const char      *path,
           int              flags,
           GError         **error)
{
  return sy_database_open (path, self->vfs, flags, error);
}

static SyDatabase *
open_sound (SyStoreOpening  *self,
            GError         **error)
{
  g_autoptr(SyDatabase) database = open_file (self, self->path, SQLITE_OPEN_READWRITE, error);

  if (database == NULL ||
      !set_up (database, error) ||
      (is_small (self->path) && !sy_store_looks_sound (database, error)) ||
      !migrate (self, database, error) ||
      !sy_store_write_recover (database, error))
    return NULL;

  return g_steal_pointer (&database);
}

/* The tables of the damaged file's own version; its header may be what is damaged. */
static gboolean
create_tables (SyDatabase  *database,
               guint        version,
               GError     **error)
{
  if (version == 0 || version > sy_store_n_migrations)
    version = sy_store_n_migrations;

  return sy_store_schema_migrate (database, sy_store_migrations, version, error);
}

static gboolean
carry_over (SyStoreOpening  *self,
            SyDatabase      *target,
            GError         **error)
{
  g_autoptr(SyDatabase) damaged = NULL;
  g_autoptr(GError) local_error = NULL;
  guint n_lost;

  damaged = open_file (self, self->set_aside, SQLITE_OPEN_READWRITE, &local_error);
  if (damaged == NULL ||
      !sy_database_exec (damaged, "PRAGMA cell_size_check = ON", &local_error))
    {
      g_warning ("Nothing could be carried over: %s", local_error->message);
      return TRUE;
    }

  return sy_store_salvage (target, damaged, &n_lost, error);
}

static SyDatabase *
open_damaged (SyStoreOpening  *self,
              GError         **error)
{
  g_autoptr(SyDatabase) database = NULL;
  guint version = (guint) sy_store_file_get_version (self->path);

  self->set_aside = sy_store_file_set_aside (self->path, self->now, error);
  if (self->set_aside == NULL || !sy_store_file_prepare (self->path, error))
    return NULL;

  database = open_file (self, self->path, SQLITE_OPEN_READWRITE, error);
  if (database == NULL ||
      !set_up (database, error) ||
      !create_tables (database, version, error) ||
      !carry_over (self, database, error) ||
      !migrate (self, database, error) ||
      !sy_store_write_recover (database, error))
    return NULL;

  return g_steal_pointer (&database);
}

/**
 * sy_store_opening_run:
 * @error: return location for a %SY_DATABASE_ERROR
 *
 * Opens the database for the calling thread, after making it, taking it to the
 * newest version, or, when it is damaged, setting it aside and carrying over what
 * can be read.  A file of a newer version is not touched.
 *
 * Returns: (transfer full) (nullable): a database that is ready
 */
SyDatabase *
sy_store_opening_run (SyStoreOpening  *self,
                      GError         **error)
{
  g_autoptr(GError) local_error = NULL;
  SyDatabase *database;
  int version;

  g_return_val_if_fail (self != NULL, NULL);

  version = sy_store_file_get_version (self->path);
  if (version > (int) sy_store_n_migrations)
    {
      g_set_error (error, SY_DATABASE_ERROR, SY_DATABASE_ERROR_NEWER,
                   "version %d, known are %u", version, sy_store_n_migrations);
      return NULL;
    }

  if (!sy_store_file_prepare (self->path, error))
    return NULL;

  if (sy_store_file_take_mark (self->path))
    return open_damaged (self, error);

  database = open_sound (self, &local_error);
  if (database == NULL &&
      g_error_matches (local_error, SY_DATABASE_ERROR, SY_DATABASE_ERROR_DAMAGED))
    return open_damaged (self, error);

  if (database == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return database;
}
