/* sy-store-write.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-store-write"

#include "config.h"

#include "sy-store-write.h"

typedef gboolean (*RunFunc) (SyStoreWrite  *self,
                             SyDatabase    *database,
                             GError       **error);

/* Which of these are there depends on @run. */
struct _SyStoreWrite
{
  RunFunc               run;
  char                 *id;
  SyConversationRecord *conversation;
  SyMessageRecord      *message;
  char                 *text;
  char                 *reasoning;
  gboolean              flag;
};

static SyStoreWrite *
new_write (RunFunc     run,
           const char *id)
{
  SyStoreWrite *self = g_new0 (SyStoreWrite, 1);

  self->run = run;
  self->id = g_strdup (id);

  return self;
}

static gboolean
run_conversation (SyStoreWrite  *self,
                  SyDatabase    *database,
                  GError       **error)
{
  const SyConversationRecord *record = self->conversation;

  return sy_database_run (database, error,
    "INSERT INTO conversation (id, title, pinned, unread, provider_id, model_id, created_at, "
    "                          updated_at, total_cost, system_prompt, sampling) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) "
    "ON CONFLICT (id) DO UPDATE SET "
    "  title = ?2, pinned = ?3, unread = ?4, provider_id = ?5, model_id = ?6, "
    "  updated_at = ?8, total_cost = ?9, "
    "  system_prompt = iif (?12, system_prompt, ?10), sampling = iif (?12, sampling, ?11)",
    "ssiissiiissi",
    record->id, record->title, (gint64) record->pinned, (gint64) record->unread,
    record->provider_id, record->model_id, record->created_at, record->updated_at,
    record->total_cost, record->system_prompt, record->values, (gint64) record->listed);
}

static gboolean
run_view (SyStoreWrite  *self,
          SyDatabase    *database,
          GError       **error)
{
  const SyConversationRecord *record = self->conversation;

  return sy_database_run (database, error,
    "INSERT OR REPLACE INTO view (conversation, draft, place_id, place_offset) "
    "SELECT number, ?2, ?3, ?4 FROM conversation WHERE id = ?1",
    "sssd", record->id, record->draft, record->place_id, record->place_offset);
}

static gboolean
run_deleted (SyStoreWrite  *self,
             SyDatabase    *database,
             GError       **error)
{
  return sy_database_run (database, error,
    "UPDATE conversation SET deleted = ?2 WHERE id = ?1",
    "si", self->id, (gint64) self->flag);
}

static gboolean
run_purge (SyStoreWrite  *self,
           SyDatabase    *database,
           GError       **error)
{
  return sy_database_run (database, error, "DELETE FROM conversation WHERE id = ?", "s", self->id);
}

/* What follows the parent is another branch from now on. */
static gboolean
add_message (SyStoreWrite  *self,
             SyDatabase    *database,
             GError       **error)
{
  const SyMessageRecord *record = self->message;

  return
    sy_database_run (database, error,
      "UPDATE message SET active = 0 "
      "WHERE conversation = (SELECT number FROM conversation WHERE id = ?1) AND active != 0 "
      "  AND sequence > coalesce ((SELECT sequence FROM message WHERE id = ?2), 0)",
      "ss", self->id, record->parent_id) &&
    sy_database_run (database, error,
      "INSERT INTO message (conversation, sequence, active, id, parent, role, state, created_at, "
      "                     length) "
      "SELECT number, 1 + coalesce ((SELECT max (sequence) FROM message "
      "                              WHERE conversation = c.number), 0), 1, ?2, ?3, ?4, ?5, ?6, "
      "       octet_length (?7) "
      "FROM conversation AS c WHERE id = ?1",
      "sssiiis", self->id, record->id, record->parent_id, (gint64) record->role,
      (gint64) record->state, record->created_at, record->text);
}

static gboolean
put_reply (const SyMessageRecord  *record,
           SyDatabase             *database,
           GError                **error)
{
  const SyUsage nothing = SY_USAGE_INIT;
  const SyUsage *usage = record->usage != NULL ? record->usage : &nothing;

  return sy_database_run (database, error,
    "INSERT OR REPLACE INTO reply (message, provider_id, model_id, served_model, generation_id, "
    "  finish_reason, duration, first_delta, reasoning_duration, skipped, prompt_tokens, "
    "  completion_tokens, reasoning_tokens, cached_tokens, cache_write_tokens, cost, error, "
    "  replay, extras, sampling) "
    "SELECT number, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, nullif (?11, -1), nullif (?12, -1), "
    "  nullif (?13, -1), nullif (?14, -1), nullif (?15, -1), nullif (?16, ?21), ?17, ?18, ?19, ?20 "
    "FROM message WHERE id = ?1",
    "ssssssiiiiiiiiiissssi",
    record->id, record->provider_id, record->model_id, record->served_model,
    record->generation_id, record->finish_reason, record->duration, record->first_delta,
    record->reasoning_duration, (gint64) record->skipped, usage->prompt_tokens,
    usage->completion_tokens, usage->reasoning_tokens, usage->cached_tokens,
    usage->cache_write_tokens, usage->cost, record->error, record->replay, record->extras,
    record->values, (gint64) SY_MONEY_UNKNOWN);
}

static gboolean
run_message (SyStoreWrite  *self,
             SyDatabase    *database,
             GError       **error)
{
  const SyMessageRecord *record = self->message;

  return
    add_message (self, database, error) &&
    sy_database_run (database, error,
      "INSERT INTO body (message, text, reasoning) SELECT number, ?2, ?3 FROM message WHERE id = ?1",
      "sss", record->id, record->text, record->reasoning) &&
    (record->role != SY_RECORD_ASSISTANT || put_reply (record, database, error));
}

static gboolean
run_piece (SyStoreWrite  *self,
           SyDatabase    *database,
           GError       **error)
{
  if (self->flag &&
      !(sy_database_run (database, error,
          "DELETE FROM piece WHERE message = (SELECT number FROM message WHERE id = ?)",
          "s", self->id) &&
        sy_database_run (database, error,
          "UPDATE body SET text = '', reasoning = NULL "
          "WHERE message = (SELECT number FROM message WHERE id = ?)",
          "s", self->id)))
    return FALSE;

  return sy_database_run (database, error,
    "INSERT INTO piece (message, text, reasoning) SELECT number, ?2, ?3 FROM message WHERE id = ?1",
    "sss", self->id, self->text, self->reasoning);
}

/* Each of them for one message, or, with 0, for all that have pieces. */
static gboolean
join_pieces (SyDatabase  *database,
             gint64       number,
             GError     **error)
{
  return
    sy_database_run (database, error,
      "UPDATE body SET "
      "  text = text || (SELECT group_concat (text, '' ORDER BY number) FROM piece "
      "                  WHERE message = body.message), "
      "  reasoning = nullif (coalesce (reasoning, '') || "
      "                      (SELECT group_concat (reasoning, '' ORDER BY number) FROM piece "
      "                       WHERE message = body.message), '') "
      "WHERE message IN (SELECT message FROM piece WHERE ?1 IN (0, message))",
      "i", number) &&
    sy_database_run (database, error,
      "UPDATE message SET length = (SELECT octet_length (text) FROM body WHERE message = number) "
      "WHERE number IN (SELECT message FROM piece WHERE ?1 IN (0, message))",
      "i", number) &&
    sy_database_run (database, error, "DELETE FROM piece WHERE ?1 IN (0, message)", "i", number);
}

static gint64
find_message (SyDatabase  *database,
              const char  *id,
              GError     **error)
{
  sqlite3_stmt *statement =
    sy_database_query (database, error, "SELECT number FROM message WHERE id = ?", "s", id);
  gint64 number = -1;

  if (sy_database_next (database, statement, error))
    {
      number = sqlite3_column_int64 (statement, 0);
      sqlite3_reset (statement);
    }

  return number;
}

static gboolean
run_reply (SyStoreWrite  *self,
           SyDatabase    *database,
           GError       **error)
{
  g_autoptr(GError) local_error = NULL;
  const SyMessageRecord *record = self->message;
  gint64 number = find_message (database, record->id, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  /* Its conversation was deleted. */
  if (number < 0)
    return TRUE;

  return
    (record->state == SY_RECORD_STREAMING || join_pieces (database, number, error)) &&
    put_reply (record, database, error) &&
    sy_database_run (database, error, "UPDATE message SET state = ?2 WHERE number = ?1",
                     "ii", number, (gint64) record->state);
}

/**
 * sy_store_write_new_conversation:
 * @record: (transfer full): what is to be kept
 *
 * Keeps a conversation, without its draft and its place.
 *
 * Returns: (transfer full): the write
 */
SyStoreWrite *
sy_store_write_new_conversation (SyConversationRecord *record)
{
  SyStoreWrite *self = new_write (run_conversation, NULL);

  self->conversation = record;

  return self;
}

/**
 * sy_store_write_new_view:
 * @record: (transfer full): a conversation that is kept already
 *
 * Keeps the draft and the place of a conversation.
 *
 * Returns: (transfer full): the write
 */
SyStoreWrite *
sy_store_write_new_view (SyConversationRecord *record)
{
  SyStoreWrite *self = new_write (run_view, NULL);

  self->conversation = record;

  return self;
}

/**
 * sy_store_write_new_deleted:
 * @id: of a conversation
 * @deleted: whether nobody sees it any more
 *
 * Deletes a conversation so that it can be brought back, or brings it back.
 *
 * Returns: (transfer full): the write
 */
SyStoreWrite *
sy_store_write_new_deleted (const char *id,
                            gboolean    deleted)
{
  SyStoreWrite *self = new_write (run_deleted, id);

  self->flag = deleted;

  return self;
}

/**
 * sy_store_write_new_purge:
 * @id: of a conversation
 *
 * Removes a conversation with all its messages, for good.
 *
 * Returns: (transfer full): the write
 */
SyStoreWrite *
sy_store_write_new_purge (const char *id)
{
  return new_write (run_purge, id);
}

/**
 * sy_store_write_new_message:
 * @conversation_id: of a conversation that is kept already
 * @record: (transfer full): a message with its text
 *
 * Adds a message behind its parent.  It is part of the path that is shown, and
 * what followed the parent is not any more.
 *
 * Returns: (transfer full): the write
 */
SyStoreWrite *
sy_store_write_new_message (const char      *conversation_id,
                            SyMessageRecord *record)
{
  SyStoreWrite *self = new_write (run_message, conversation_id);

  self->message = record;
  if (self->message->text == NULL)
    self->message->text = g_strdup ("");

  return self;
}

/**
 * sy_store_write_new_piece:
 * @message_id: of a reply that is being written
 * @text: (transfer full): what its text has more than was kept
 * @reasoning: (transfer full): the same of what the model thought
 * @anew: whether this is not more, but all there is
 *
 * Keeps what came of a reply since the last time.
 *
 * Returns: (transfer full): the write
 */
SyStoreWrite *
sy_store_write_new_piece (const char *message_id,
                          char       *text,
                          char       *reasoning,
                          gboolean    anew)
{
  SyStoreWrite *self = new_write (run_piece, message_id);

  self->text = text;
  self->reasoning = reasoning;
  self->flag = anew;

  return self;
}

/**
 * sy_store_write_new_reply:
 * @record: (transfer full): a reply that is kept already; its text is that of its pieces
 *
 * Keeps what is known of a reply besides its text, and how it ended.
 *
 * Returns: (transfer full): the write
 */
SyStoreWrite *
sy_store_write_new_reply (SyMessageRecord *record)
{
  SyStoreWrite *self = new_write (run_reply, NULL);

  self->message = record;

  return self;
}

void
sy_store_write_free (SyStoreWrite *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->id);
  g_clear_pointer (&self->conversation, sy_conversation_record_free);
  g_clear_pointer (&self->message, sy_message_record_free);
  g_free (self->text);
  g_free (self->reasoning);
  g_free (self);
}

/**
 * sy_store_write_run:
 * @database: where to, within a transaction
 * @error: return location for a %SY_DATABASE_ERROR
 *
 * Returns: whether it was written
 */
gboolean
sy_store_write_run (SyStoreWrite  *self,
                    SyDatabase    *database,
                    GError       **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->run (self, database, error);
}

/**
 * sy_store_write_recover:
 * @database: where nobody writes yet
 * @error: return location for a %SY_DATABASE_ERROR
 *
 * Ends what the last run of the program left: replies that were being written
 * keep what came and are interrupted, and what was deleted is gone.
 *
 * Returns: whether that was done
 */
gboolean
sy_store_write_recover (SyDatabase  *database,
                        GError     **error)
{
  if (!sy_database_exec (database, "BEGIN IMMEDIATE", error))
    return FALSE;

  if (join_pieces (database, 0, error) &&
      sy_database_run (database, error, "UPDATE message SET state = ?1 WHERE state = 0",
                       "i", (gint64) SY_RECORD_INTERRUPTED) &&
      sy_database_run (database, error, "DELETE FROM conversation WHERE deleted != 0", "") &&
      sy_database_exec (database, "COMMIT", error))
    return TRUE;

  sy_database_exec (database, "ROLLBACK", NULL);

  return FALSE;
}
