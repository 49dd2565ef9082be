/* sy-database.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * SyDatabaseError:
 * @SY_DATABASE_ERROR_FAILED: anything else
 * @SY_DATABASE_ERROR_FULL: there is no room left on the disk
 * @SY_DATABASE_ERROR_READ_ONLY: the file or its folder can't be written to
 * @SY_DATABASE_ERROR_IO: the disk failed
 * @SY_DATABASE_ERROR_DAMAGED: what is in the file makes no sense
 * @SY_DATABASE_ERROR_BUSY: another program holds the file
 * @SY_DATABASE_ERROR_CONSTRAINT: a row breaks the schema's rules
 * @SY_DATABASE_ERROR_NEWER: a newer version of the program wrote the file
 */
typedef enum
{
  SY_DATABASE_ERROR_FAILED,
  SY_DATABASE_ERROR_FULL,
  SY_DATABASE_ERROR_READ_ONLY,
  SY_DATABASE_ERROR_IO,
  SY_DATABASE_ERROR_DAMAGED,
  SY_DATABASE_ERROR_BUSY,
  SY_DATABASE_ERROR_CONSTRAINT,
  SY_DATABASE_ERROR_NEWER,
} SyDatabaseError;

/**
 * SyDatabase:
 *
 * A connection to an SQLite file.  It belongs to the thread that opened it, which
 * is never the main thread.
 */
typedef struct _SyDatabase SyDatabase;

#define SY_DATABASE_ERROR (sy_database_error_quark ())

GQuark        sy_database_error_quark (void);
SyDatabase   *sy_database_open        (const char    *path,
                                       const char    *vfs,
                                       int            flags,
                                       GError       **error);
void          sy_database_close       (SyDatabase    *self);
gboolean      sy_database_exec        (SyDatabase    *self,
                                       const char    *sql,
                                       GError       **error);
sqlite3_stmt *sy_database_query       (SyDatabase    *self,
                                       GError       **error,
                                       const char    *sql,
                                       const char    *format,
                                       ...);
gboolean      sy_database_next        (SyDatabase    *self,
                                       sqlite3_stmt  *statement,
                                       GError       **error);
gboolean      sy_database_run         (SyDatabase    *self,
                                       GError       **error,
                                       const char    *sql,
                                       const char    *format,
                                       ...);
gboolean      sy_database_sync        (SyDatabase    *self,
                                       GError       **error);
gint64        sy_database_get_last_id (SyDatabase    *self);
sqlite3      *sy_database_get_handle  (SyDatabase    *self);
void          sy_database_set_error   (SyDatabase    *self,
                                       GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyDatabase, sy_database_close)

G_END_DECLS
