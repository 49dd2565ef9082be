/* sy-store-schema.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-store-schema"

#include "config.h"

#include "sy-store-schema.h"

/* Conversations, and the messages of each as a tree: "parent" is the id of the message before,
 * "active" marks the one path that is shown, "sequence" counts in the order they were made, so that
 * a path is in the order of its sequence whatever the clock said.  Bodies are kept apart, as a list
 * of what there is must not read all that was ever said.  A "piece" is what came of a reply since it
 * was last saved; when the reply ends they become its body.
 */
static const char version_1[] =
  "PRAGMA application_id = " G_STRINGIFY (SY_STORE_APPLICATION_ID) ";"

  "CREATE TABLE conversation ("
  "  number        INTEGER PRIMARY KEY,"
  "  id            TEXT NOT NULL UNIQUE,"
  "  title         TEXT,"
  "  pinned        INTEGER NOT NULL DEFAULT 0,"
  "  unread        INTEGER NOT NULL DEFAULT 0,"
  "  deleted       INTEGER NOT NULL DEFAULT 0,"
  "  provider_id   TEXT,"
  "  model_id      TEXT,"
  "  created_at    INTEGER NOT NULL,"
  "  updated_at    INTEGER NOT NULL,"
  "  total_cost    INTEGER NOT NULL DEFAULT 0,"
  "  system_prompt TEXT,"
  "  sampling      TEXT"
  ") STRICT;"

  "CREATE INDEX conversation_list ON conversation (deleted, pinned, updated_at);"

  "CREATE TABLE view ("
  "  conversation  INTEGER PRIMARY KEY REFERENCES conversation ON DELETE CASCADE,"
  "  draft         TEXT,"
  "  place_id      TEXT,"
  "  place_offset  REAL NOT NULL DEFAULT 0"
  ") STRICT;"

  "CREATE TABLE message ("
  "  number        INTEGER PRIMARY KEY,"
  "  conversation  INTEGER NOT NULL REFERENCES conversation ON DELETE CASCADE,"
  "  sequence      INTEGER NOT NULL,"
  "  active        INTEGER NOT NULL,"
  "  id            TEXT NOT NULL UNIQUE,"
  "  parent        TEXT,"
  "  role          INTEGER NOT NULL,"
  "  state         INTEGER NOT NULL,"
  "  created_at    INTEGER NOT NULL,"
  "  length        INTEGER NOT NULL"
  ") STRICT;"
  "CREATE UNIQUE INDEX message_order ON message (conversation, sequence);"
  /* A path is read from here alone.  What stands in two places also shows damage. */
  "CREATE INDEX message_path ON message (conversation, active, sequence, id, parent, role, state,"
  "                                      created_at, length);"
  "CREATE INDEX message_state ON message (state) WHERE state = 0;"

  "CREATE TABLE body ("
  "  message       INTEGER PRIMARY KEY REFERENCES message ON DELETE CASCADE,"
  "  text          TEXT NOT NULL,"
  "  reasoning     TEXT"
  ") STRICT;"

  "CREATE TABLE reply ("
  "  message            INTEGER PRIMARY KEY REFERENCES message ON DELETE CASCADE,"
  "  provider_id        TEXT,"
  "  model_id           TEXT,"
  "  served_model       TEXT,"
  "  generation_id      TEXT,"
  "  finish_reason      TEXT,"
  "  duration           INTEGER NOT NULL DEFAULT 0,"
  "  first_delta        INTEGER NOT NULL DEFAULT 0,"
  "  reasoning_duration INTEGER NOT NULL DEFAULT 0,"
  "  skipped            INTEGER NOT NULL DEFAULT 0,"
  "  prompt_tokens      INTEGER,"
  "  completion_tokens  INTEGER,"
  "  reasoning_tokens   INTEGER,"
  "  cached_tokens      INTEGER,"
  "  cache_write_tokens INTEGER,"
  "  cost               INTEGER,"
  "  error              TEXT,"
  "  replay             TEXT,"
  "  extras             TEXT,"
  "  sampling           TEXT"
  ") STRICT;"

  "CREATE TABLE piece ("
  "  number        INTEGER PRIMARY KEY,"
  "  message       INTEGER NOT NULL REFERENCES message ON DELETE CASCADE,"
  "  text          TEXT NOT NULL,"
  "  reasoning     TEXT NOT NULL"
  ") STRICT;"
  "CREATE INDEX piece_message ON piece (message);";

static gboolean
create_version_1 (SyDatabase  *database,
                  GError     **error)
{
  return sy_database_exec (database, version_1, error);
}

const SyStoreMigration sy_store_migrations[] = {
  create_version_1,
};
const guint sy_store_n_migrations = G_N_ELEMENTS (sy_store_migrations);

/**
 * sy_store_schema_read_version:
 * @database: any database
 * @error: return location for a %SY_DATABASE_ERROR
 *
 * Returns: how many migrations it has seen, 0 for an empty file; -1 when that can't
 *   be read
 */
int
sy_store_schema_read_version (SyDatabase  *database,
                              GError     **error)
{
  sqlite3_stmt *statement = sy_database_query (database, error, "PRAGMA user_version", "");
  int version = -1;

  if (sy_database_next (database, statement, error))
    {
      version = MAX (sqlite3_column_int (statement, 0), 0);
      sqlite3_reset (statement);
    }

  return version;
}

/* The version is part of the transaction: there is no half of a migration. */
static gboolean
migrate_once (SyDatabase        *database,
              SyStoreMigration   migration,
              guint              version,
              GError           **error)
{
  g_autofree char *pragma = g_strdup_printf ("PRAGMA user_version = %u; COMMIT", version);

  if (!sy_database_exec (database, "BEGIN IMMEDIATE", error))
    return FALSE;

  if (migration (database, error) && sy_database_exec (database, pragma, error))
    return TRUE;

  sy_database_exec (database, "ROLLBACK", NULL);

  return FALSE;
}

/**
 * sy_store_schema_migrate:
 * @database: a database of any older version
 * @migrations: what makes each version of the one before
 * @n_migrations: the version that is wanted
 * @error: return location for a %SY_DATABASE_ERROR; %SY_DATABASE_ERROR_NEWER when
 *   the file has a version that this program does not know
 *
 * Takes a database forward, a version at a time; each is whole or not at all.
 *
 * Returns: whether it has the wanted version
 */
gboolean
sy_store_schema_migrate (SyDatabase              *database,
                         const SyStoreMigration  *migrations,
                         guint                    n_migrations,
                         GError                 **error)
{
  int version = sy_store_schema_read_version (database, error);

  if (version < 0)
    return FALSE;

  if ((guint) version > n_migrations)
    {
      g_set_error (error, SY_DATABASE_ERROR, SY_DATABASE_ERROR_NEWER,
                   "version %d, known are %u", version, n_migrations);
      return FALSE;
    }

  for (guint i = (guint) version; i < n_migrations; i++)
    {
      if (!migrate_once (database, migrations[i], i + 1, error))
        return FALSE;
    }

  return TRUE;
}
