/* sy-store-salvage.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-store-salvage"

#include "config.h"

#include "sy-store-salvage.h"

#include "sy-utf8.h"

#include <glib/gi18n-lib.h>

/* How often a scan goes on behind a row that can't be read; it skips twice as many each time. */
#define MAX_SKIPS 62

typedef struct
{
  SyDatabase   *target;
  SyDatabase   *damaged;
  const char   *table;
  sqlite3_stmt *insert;
  gint64        last;
  guint         n_rows;
  guint         n_errors;
} Scan;

/* SQLite tells what is wrong in a row of its own; "ok" when nothing is. */
static gboolean
is_intact (SyDatabase  *database,
           const char  *pragma,
           GError     **error)
{
  sqlite3_stmt *statement = sy_database_query (database, error, pragma, "");
  gboolean intact = FALSE;

  if (sy_database_next (database, statement, error))
    {
      const char *text = (const char *) sqlite3_column_text (statement, 0);

      intact = g_strcmp0 (text, "ok") == 0;
      if (!intact)
        g_set_error (error, SY_DATABASE_ERROR, SY_DATABASE_ERROR_DAMAGED, "%s", text);
      sqlite3_reset (statement);
    }

  return intact;
}

static gboolean
has_lost_references (SyDatabase  *database,
                     GError     **error)
{
  sqlite3_stmt *statement = sy_database_query (database, error, "PRAGMA foreign_key_check", "");

  if (!sy_database_next (database, statement, error))
    return FALSE;

  sqlite3_reset (statement);
  g_set_error_literal (error, SY_DATABASE_ERROR, SY_DATABASE_ERROR_DAMAGED,
                       "a row refers to one that is not there");

  return TRUE;
}

/**
 * sy_store_looks_sound:
 * @error: return location for a %SY_DATABASE_ERROR; %SY_DATABASE_ERROR_DAMAGED
 *   says what makes no sense
 *
 * Looks at each page of a database, but not whether they fit together.  Takes a
 * second for each GB or so.
 *
 * Returns: whether each makes sense
 */
gboolean
sy_store_looks_sound (SyDatabase  *database,
                      GError     **error)
{
  return is_intact (database, "PRAGMA quick_check (1)", error);
}

/**
 * sy_store_is_sound:
 * @error: return location for a %SY_DATABASE_ERROR; %SY_DATABASE_ERROR_DAMAGED
 *   says what makes no sense
 *
 * Reads all of a database to see whether it makes sense.  Takes a second for each
 * 500 MB or so.
 *
 * Returns: whether it does
 */
gboolean
sy_store_is_sound (SyDatabase  *database,
                   GError     **error)
{
  g_autoptr(GError) local_error = NULL;

  if (is_intact (database, "PRAGMA integrity_check (1)", &local_error) &&
      !has_lost_references (database, &local_error) &&
      local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/* A text that is not valid any more would not be found by what is made of it. */
static void
bind_value (sqlite3_stmt  *insert,
            int            parameter,
            sqlite3_value *value)
{
  const char *text;
  int length;

  if (sqlite3_value_type (value) != SQLITE_TEXT)
    {
      sqlite3_bind_value (insert, parameter, value);
      return;
    }

  text = (const char *) sqlite3_value_text (value);
  length = sqlite3_value_bytes (value);
  if (g_utf8_validate (text, length, NULL))
    sqlite3_bind_text (insert, parameter, text, length, SQLITE_TRANSIENT);
  else
    sqlite3_bind_text (insert, parameter, sy_utf8_make_valid (text, length), -1, g_free);
}

/* A row that breaks a rule, as its bytes are not what they were, is lost alone. */
static gboolean
insert_row (Scan          *scan,
            sqlite3_stmt  *row,
            int            first_column,
            GError       **error)
{
  sqlite3 *handle = sy_database_get_handle (scan->target);
  int n_columns = sqlite3_column_count (row) - first_column;
  int result;

  sqlite3_reset (scan->insert);
  for (int i = 0; i < n_columns; i++)
    bind_value (scan->insert, i + 1, sqlite3_column_value (row, first_column + i));

  result = sqlite3_step (scan->insert);
  if (result == SQLITE_DONE)
    {
      scan->n_rows += (guint) sqlite3_changes (handle);
      return TRUE;
    }

  scan->n_errors++;
  if ((result & 0xff) == SQLITE_CONSTRAINT || (result & 0xff) == SQLITE_MISMATCH)
    return TRUE;

  sy_database_set_error (scan->target, error);

  return FALSE;
}

/* Returns FALSE when the target failed.  @ended tells whether all rows were seen. */
static gboolean
read_rows (Scan          *scan,
           sqlite3_stmt  *rows,
           gboolean      *ended,
           GError       **error)
{
  int result;

  while ((result = sqlite3_step (rows)) == SQLITE_ROW)
    {
      scan->last = sqlite3_column_int64 (rows, 0);
      if (!insert_row (scan, rows, 1, error))
        return FALSE;
    }

  *ended = result == SQLITE_DONE;
  if (!*ended)
    scan->n_errors++;

  return TRUE;
}

static gint64
step_over (gint64 from,
           gint64 distance)
{
  gint64 to;

  if (__builtin_add_overflow (from, distance, &to))
    return distance > 0 ? G_MAXINT64 : G_MININT64;

  return to;
}

/* Goes from one end of a table to the other, and over what can't be read. */
static gboolean
scan_rows (Scan        *scan,
           gboolean     backwards,
           gboolean    *ended,
           GError     **error)
{
  g_autofree char *sql =
    g_strdup_printf (backwards ? "SELECT rowid, * FROM %s WHERE rowid <= ? ORDER BY rowid DESC"
                               : "SELECT rowid, * FROM %s WHERE rowid >= ? ORDER BY rowid",
                     scan->table);
  sqlite3_stmt *rows = NULL;
  gint64 distance = backwards ? -1 : 1;
  gboolean success = TRUE;

  *ended = FALSE;
  if (sqlite3_prepare_v2 (sy_database_get_handle (scan->damaged), sql, -1, &rows, NULL) != SQLITE_OK)
    {
      scan->n_errors++;
      return TRUE;
    }

  scan->last = backwards ? G_MAXINT64 : G_MININT64;
  for (guint i = 0; i < MAX_SKIPS && success && !*ended; i++)
    {
      gint64 from = scan->last;

      sqlite3_reset (rows);
      sqlite3_bind_int64 (rows, 1, i == 0 ? from : step_over (from, distance));
      success = read_rows (scan, rows, ended, error);
      distance = scan->last == from ? distance * 2 : (backwards ? -1 : 1);
    }

  sqlite3_finalize (rows);

  return success;
}

static sqlite3_stmt *
prepare_insert (SyDatabase  *target,
                const char  *table,
                GError     **error)
{
  g_autoptr(GString) sql = g_string_new (NULL);
  g_autofree char *info = g_strdup_printf ("SELECT count (*) FROM pragma_table_info ('%s')", table);
  sqlite3_stmt *insert = NULL;
  sqlite3_stmt *count = NULL;
  int n_columns = 0;

  if (sqlite3_prepare_v2 (sy_database_get_handle (target), info, -1, &count, NULL) == SQLITE_OK &&
      sqlite3_step (count) == SQLITE_ROW)
    n_columns = sqlite3_column_int (count, 0);
  sqlite3_finalize (count);

  g_string_append_printf (sql, "INSERT OR IGNORE INTO %s VALUES (", table);
  for (int i = 0; i < n_columns; i++)
    g_string_append (sql, i == 0 ? "?" : ", ?");
  g_string_append_c (sql, ')');

  if (sqlite3_prepare_v2 (sy_database_get_handle (target), sql->str, -1, &insert, NULL) != SQLITE_OK)
    sy_database_set_error (target, error);

  return insert;
}

/* Both ways, as a page that can't be read hides what is behind it. */
static gboolean
carry_over (Scan        *scan,
            const char  *table,
            GError     **error)
{
  gboolean ended;
  gboolean success;

  scan->table = table;
  scan->insert = prepare_insert (scan->target, table, error);
  if (scan->insert == NULL)
    return FALSE;

  success = scan_rows (scan, FALSE, &ended, error) &&
            (ended || scan_rows (scan, TRUE, &ended, error));
  sqlite3_finalize (scan->insert);

  return success;
}

/* Nothing that was read is thrown away because what it belongs to is lost. */
static gboolean
find_homes (SyDatabase  *target,
            GError     **error)
{
  const char *title = _("Recovered Conversation");

  return
    sy_database_run (target, error,
      "INSERT INTO conversation (number, id, title, created_at, updated_at) "
      "SELECT conversation, lower (hex (randomblob (16))), ?1, min (created_at), max (created_at) "
      "FROM message AS m "
      "WHERE NOT EXISTS (SELECT 1 FROM conversation WHERE number = m.conversation) "
      "GROUP BY conversation", "s", title) &&
    sy_database_run (target, error,
      "INSERT INTO conversation (id, title, created_at, updated_at) "
      "SELECT lower (hex (randomblob (16))), ?1, 0, 0 "
      "WHERE EXISTS (SELECT 1 FROM body LEFT JOIN message AS m ON m.number = body.message "
      "              WHERE m.number IS NULL)", "s", title) &&
    sy_database_run (target, error,
      "INSERT INTO message (number, conversation, sequence, active, id, role, state, created_at, "
      "                     length) "
      "SELECT b.message, (SELECT max (number) FROM conversation), b.message, 1, "
      "       lower (hex (randomblob (16))), 2, 2, 0, octet_length (b.text) "
      "FROM body AS b WHERE NOT EXISTS (SELECT 1 FROM message WHERE number = b.message)", "");
}

static gboolean
drop_leftovers (SyDatabase  *target,
                GError     **error)
{
  return sy_database_exec (target,
    "DELETE FROM view WHERE conversation NOT IN (SELECT number FROM conversation);"
    "DELETE FROM reply WHERE message NOT IN (SELECT number FROM message);"
    "DELETE FROM piece WHERE message NOT IN (SELECT number FROM message);"
    "INSERT INTO body (message, text) SELECT number, '' FROM message "
    "WHERE number NOT IN (SELECT message FROM body);"
    "UPDATE message SET length = (SELECT octet_length (text) FROM body WHERE message = number);",
    error);
}

/**
 * sy_store_salvage:
 * @target: a new database with all its tables
 * @damaged: one of which not all can be read
 * @n_lost: (out): how many errors were met; 0 when nothing seems to be lost
 * @error: return location for a %SY_DATABASE_ERROR of @target
 *
 * Carries over what can be read, table by table, from both ends of each.
 *
 * Returns: whether what could be read is in @target
 */
gboolean
sy_store_salvage (SyDatabase  *target,
                  SyDatabase  *damaged,
                  guint       *n_lost,
                  GError     **error)
{
  static const char *const tables[] = { "conversation", "view", "message", "body", "reply", "piece" };
  Scan scan = { target, damaged };
  gboolean success = TRUE;

  g_return_val_if_fail (n_lost != NULL, FALSE);

  if (!sy_database_exec (target, "PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE", error))
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (tables) && success; i++)
    success = carry_over (&scan, tables[i], error);

  success = success &&
            find_homes (target, error) &&
            drop_leftovers (target, error) &&
            sy_database_exec (target, "COMMIT", error);
  if (!success)
    sy_database_exec (target, "ROLLBACK", NULL);

  *n_lost = scan.n_errors;

  return sy_database_exec (target, "PRAGMA foreign_keys = ON", success ? error : NULL) && success;
}
