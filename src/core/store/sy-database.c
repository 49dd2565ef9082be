/* sy-database.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-database"

#include "config.h"

#include "sy-database.h"

#include <stdarg.h>
#include <string.h>
#include <unistd.h>

/* How long another program, such as a backup, may hold the file. */
#define BUSY_TIMEOUT_MS 2000

struct _SyDatabase
{
  sqlite3    *handle;
  GThread    *thread;

  /* Prepared once, by their SQL, which is never freed. */
  GHashTable *statements;
};

G_DEFINE_QUARK (sy-database-error-quark, sy_database_error)

/* A call may wait for the disk: on the main thread nothing would be drawn meanwhile. */
static void
check_thread (SyDatabase *self)
{
  g_assert (self->thread == g_thread_self ());
}

static void
check_not_main_thread (void)
{
  g_assert (gettid () != getpid ());
}

static SyDatabaseError
code_from_result (int result)
{
  switch (result & 0xff)
    {
    case SQLITE_FULL:
      return SY_DATABASE_ERROR_FULL;

    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
    case SQLITE_AUTH:
      return SY_DATABASE_ERROR_READ_ONLY;

    case SQLITE_IOERR:
    case SQLITE_NOLFS:
      return SY_DATABASE_ERROR_IO;

    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
      return SY_DATABASE_ERROR_DAMAGED;

    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return SY_DATABASE_ERROR_BUSY;

    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
    case SQLITE_TOOBIG:
      return SY_DATABASE_ERROR_CONSTRAINT;

    default:
      return SY_DATABASE_ERROR_FAILED;
    }
}

/* SQLite's words name tables and files, never what is in them. */
static void
set_error (sqlite3  *handle,
           GError  **error)
{
  int result = sqlite3_extended_errcode (handle);

  g_set_error (error, SY_DATABASE_ERROR, code_from_result (result),
               "%s (%d)", sqlite3_errmsg (handle), result);
}

static void
finalize_statement (gpointer data)
{
  sqlite3_finalize (data);
}

/**
 * sy_database_open:
 * @path: of the file
 * @vfs: (nullable): name of the VFS it is reached by, %NULL for the system's
 * @flags: SQLITE_OPEN_*
 * @error: return location for a %SY_DATABASE_ERROR
 *
 * Opens a file, for the thread that calls this.  SQLite reads nothing of it yet.
 *
 * Returns: (transfer full) (nullable): the connection
 */
SyDatabase *
sy_database_open (const char  *path,
                  const char  *vfs,
                  int          flags,
                  GError     **error)
{
  SyDatabase *self;
  sqlite3 *handle = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  check_not_main_thread ();

  if (sqlite3_open_v2 (path, &handle, flags | SQLITE_OPEN_NOMUTEX, vfs) != SQLITE_OK)
    {
      set_error (handle, error);
      sqlite3_close (handle);
      return NULL;
    }

  self = g_new0 (SyDatabase, 1);
  self->handle = handle;
  self->thread = g_thread_self ();
  self->statements = g_hash_table_new_full (NULL, NULL, NULL, finalize_statement);
  sqlite3_extended_result_codes (handle, TRUE);
  sqlite3_busy_timeout (handle, BUSY_TIMEOUT_MS);
  /* A file is not trusted to bring functions and pages of its own making. */
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);

  return self;
}

void
sy_database_close (SyDatabase *self)
{
  g_return_if_fail (self != NULL);
  check_thread (self);

  g_hash_table_unref (self->statements);
  if (sqlite3_close (self->handle) != SQLITE_OK)
    g_critical ("A database cannot be closed: %s", sqlite3_errmsg (self->handle));
  g_free (self);
}

/**
 * sy_database_exec:
 * @sql: any number of statements
 * @error: return location for a %SY_DATABASE_ERROR
 *
 * Returns: whether all of them were carried out
 */
gboolean
sy_database_exec (SyDatabase  *self,
                  const char  *sql,
                  GError     **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  check_thread (self);

  if (sqlite3_exec (self->handle, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;

  set_error (self->handle, error);

  return FALSE;
}

static sqlite3_stmt *
prepare (SyDatabase  *self,
         const char  *sql,
         GError     **error)
{
  sqlite3_stmt *statement = g_hash_table_lookup (self->statements, sql);

  if (statement != NULL)
    {
      sqlite3_reset (statement);
      sqlite3_clear_bindings (statement);
      return statement;
    }

  if (sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT,
                          &statement, NULL) != SQLITE_OK)
    {
      set_error (self->handle, error);
      return NULL;
    }

  g_hash_table_insert (self->statements, (gpointer) sql, statement);

  return statement;
}

/* The texts live until the statement has run. */
static void
bind (sqlite3_stmt *statement,
      const char   *format,
      va_list       args)
{
  for (int i = 1; format[i - 1] != '\0'; i++)
    {
      switch (format[i - 1])
        {
        case 's':
          sqlite3_bind_text (statement, i, va_arg (args, const char *), -1, SQLITE_STATIC);
          break;

        case 'i':
          sqlite3_bind_int64 (statement, i, va_arg (args, gint64));
          break;

        case 'd':
          sqlite3_bind_double (statement, i, va_arg (args, double));
          break;

        default:
          g_assert_not_reached ();
        }
    }
}

/**
 * sy_database_query:
 * @error: return location for a %SY_DATABASE_ERROR
 * @sql: one statement; a literal, as it is kept prepared under its address
 * @format: the types of its parameters: "s" for a nullable text, "i" for a
 *   gint64, "d" for a double
 * @...: the parameters, which have to live until the last row was read
 *
 * Begins to ask for rows, which sy_database_next() gets.
 *
 * Returns: (transfer none) (nullable): the statement
 */
sqlite3_stmt *
sy_database_query (SyDatabase  *self,
                   GError     **error,
                   const char  *sql,
                   const char  *format,
                   ...)
{
  sqlite3_stmt *statement;
  va_list args;

  g_return_val_if_fail (self != NULL, NULL);
  check_thread (self);

  statement = prepare (self, sql, error);
  if (statement != NULL)
    {
      va_start (args, format);
      bind (statement, format, args);
      va_end (args);
    }

  return statement;
}

/**
 * sy_database_next:
 * @statement: (nullable): one of sy_database_query(); %NULL has no rows
 * @error: return location for a %SY_DATABASE_ERROR
 *
 * Returns: whether there is a row, which can be read until the next call; %FALSE
 *   after the last one, and with @error set when something went wrong
 */
gboolean
sy_database_next (SyDatabase    *self,
                  sqlite3_stmt  *statement,
                  GError       **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  check_thread (self);

  if (statement == NULL)
    return FALSE;

  switch (sqlite3_step (statement))
    {
    case SQLITE_ROW:
      return TRUE;

    case SQLITE_DONE:
      break;

    default:
      set_error (self->handle, error);
    }

  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);

  return FALSE;
}

/**
 * sy_database_run:
 * @error: return location for a %SY_DATABASE_ERROR
 * @sql: as for sy_database_query()
 * @format: as for sy_database_query()
 * @...: the parameters
 *
 * Carries out a statement that has no rows to tell.
 *
 * Returns: whether it was carried out
 */
gboolean
sy_database_run (SyDatabase  *self,
                 GError     **error,
                 const char  *sql,
                 const char  *format,
                 ...)
{
  g_autoptr(GError) local_error = NULL;
  sqlite3_stmt *statement;
  va_list args;

  g_return_val_if_fail (self != NULL, FALSE);
  check_thread (self);

  statement = prepare (self, sql, error);
  if (statement == NULL)
    return FALSE;

  va_start (args, format);
  bind (statement, format, args);
  va_end (args);

  while (sy_database_next (self, statement, &local_error));

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/**
 * sy_database_sync:
 * @error: return location for a %SY_DATABASE_ERROR
 *
 * Waits until what was committed is on the disk.  What was committed outlives the
 * program at once, but a power failure only from then on.
 *
 * Returns: whether it is
 */
gboolean
sy_database_sync (SyDatabase  *self,
                  GError     **error)
{
  sqlite3_file *log = NULL;
  int result;

  g_return_val_if_fail (self != NULL, FALSE);
  check_thread (self);

  result = sqlite3_file_control (self->handle, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
  if (result == SQLITE_OK && log != NULL && log->pMethods != NULL)
    result = log->pMethods->xSync (log, SQLITE_SYNC_NORMAL);

  if (result == SQLITE_OK)
    return TRUE;

  g_set_error (error, SY_DATABASE_ERROR, code_from_result (result),
               "%s (%d)", sqlite3_errstr (result), result);

  return FALSE;
}

/**
 * sy_database_get_last_id:
 *
 * Returns: number of the row that was inserted last
 */
gint64
sy_database_get_last_id (SyDatabase *self)
{
  g_return_val_if_fail (self != NULL, 0);
  check_thread (self);

  return sqlite3_last_insert_rowid (self->handle);
}

/**
 * sy_database_get_handle:
 *
 * Returns: (transfer none): what SQLite knows this connection by
 */
sqlite3 *
sy_database_get_handle (SyDatabase *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  check_thread (self);

  return self->handle;
}

/**
 * sy_database_set_error:
 * @error: return location for a %SY_DATABASE_ERROR
 *
 * Tells what SQLite said last, for calls made with its handle.
 */
void
sy_database_set_error (SyDatabase  *self,
                       GError     **error)
{
  g_return_if_fail (self != NULL);
  check_thread (self);

  set_error (self->handle, error);
}
