/* sy-store-reader.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-store-reader"

#include "config.h"

#include "sy-store-reader.h"

#include "sy-utf8.h"

#include <math.h>

#define MAX_OFFSET 1e9

/* What stands in a file is valid UTF-8 as long as nobody else wrote to it. */
static char *
dup_text (sqlite3_stmt *statement,
          int           column)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);
  int length = sqlite3_column_bytes (statement, column);

  if (text == NULL)
    return NULL;

  if (g_utf8_validate (text, length, NULL))
    return g_strndup (text, (gsize) length);

  return sy_utf8_make_valid (text, length);
}

static gint64
get_amount (sqlite3_stmt *statement,
            int           column,
            gint64        unknown)
{
  if (sqlite3_column_type (statement, column) == SQLITE_NULL)
    return unknown;

  return sqlite3_column_int64 (statement, column);
}

/* No message is so high; what is not a number is no place. */
static double
get_offset (sqlite3_stmt *statement,
            int           column)
{
  double offset = sqlite3_column_double (statement, column);

  return isfinite (offset) ? CLAMP (offset, -MAX_OFFSET, MAX_OFFSET) : 0;
}

#define CONVERSATION_COLUMNS \
  "id, title, pinned, unread, provider_id, model_id, created_at, updated_at, total_cost, "

static SyConversationRecord *
conversation_from_row (sqlite3_stmt *statement)
{
  SyConversationRecord *record = sy_conversation_record_new ();

  record->id = dup_text (statement, 0);
  record->title = dup_text (statement, 1);
  record->pinned = sqlite3_column_int (statement, 2) != 0;
  record->unread = sqlite3_column_int (statement, 3) != 0;
  record->provider_id = dup_text (statement, 4);
  record->model_id = dup_text (statement, 5);
  record->created_at = sqlite3_column_int64 (statement, 6);
  record->updated_at = sqlite3_column_int64 (statement, 7);
  record->total_cost = MAX (sqlite3_column_int64 (statement, 8), 0);
  record->blank = sqlite3_column_int (statement, 9) == 0;

  return record;
}

/**
 * sy_store_read_conversations:
 * @error: return location for a %SY_DATABASE_ERROR
 *
 * Reads what a list of the conversations shows: neither drafts nor places, prompts or
 * values.  Those without messages are among them, as they may have a draft.
 *
 * Returns: (transfer full) (element-type SyConversationRecord) (nullable): those
 *   that were not deleted, pinned ones first, then the newest
 */
GPtrArray *
sy_store_read_conversations (SyDatabase  *database,
                             GError     **error)
{
  g_autoptr(GPtrArray) records = NULL;
  g_autoptr(GError) local_error = NULL;
  sqlite3_stmt *statement;

  statement = sy_database_query (database, &local_error,
    "SELECT " CONVERSATION_COLUMNS
    "       EXISTS (SELECT 1 FROM message WHERE conversation = c.number) "
    "FROM conversation AS c WHERE deleted = 0 "
    "ORDER BY pinned != 0 DESC, updated_at DESC, number DESC", "");
  records = g_ptr_array_new_with_free_func ((GDestroyNotify) sy_conversation_record_free);

  while (sy_database_next (database, statement, &local_error))
    g_ptr_array_add (records, conversation_from_row (statement));

  if (local_error == NULL)
    return g_steal_pointer (&records);

  g_propagate_error (error, g_steal_pointer (&local_error));

  return NULL;
}

/**
 * sy_store_read_conversation:
 * @id: of a conversation
 * @error: return location for a %SY_DATABASE_ERROR
 *
 * Reads all there is of one conversation but its messages.
 *
 * Returns: (transfer full) (nullable): the record; %NULL also without an error, when
 *   there is no such conversation
 */
SyConversationRecord *
sy_store_read_conversation (SyDatabase  *database,
                            const char  *id,
                            GError     **error)
{
  SyConversationRecord *record = NULL;
  sqlite3_stmt *statement;

  g_return_val_if_fail (id != NULL, NULL);

  statement = sy_database_query (database, error,
    "SELECT " CONVERSATION_COLUMNS
    "       EXISTS (SELECT 1 FROM message WHERE conversation = c.number), "
    "       system_prompt, sampling, draft, place_id, place_offset "
    "FROM conversation AS c LEFT JOIN view ON view.conversation = c.number WHERE id = ?",
    "s", id);

  if (sy_database_next (database, statement, error))
    {
      record = conversation_from_row (statement);
      record->system_prompt = dup_text (statement, 10);
      record->values = dup_text (statement, 11);
      record->draft = dup_text (statement, 12);
      record->place_id = dup_text (statement, 13);
      record->place_offset = get_offset (statement, 14);
      sqlite3_reset (statement);
    }

  return record;
}

static SyMessageRecord *
stub_from_row (sqlite3_stmt *statement)
{
  SyMessageRecord *record = sy_message_record_new ();

  record->id = dup_text (statement, 0);
  record->parent_id = dup_text (statement, 1);
  record->role = (SyRecordRole) sqlite3_column_int (statement, 2);
  record->state = (SyRecordState) sqlite3_column_int (statement, 3);
  record->created_at = sqlite3_column_int64 (statement, 4);
  record->length = MAX (sqlite3_column_int64 (statement, 5), 0);

  return record;
}

/* The first of six columns is @column. */
static SyUsage *
usage_from_row (sqlite3_stmt *statement,
                int           column)
{
  SyUsage usage = SY_USAGE_INIT;
  SyUsage nothing = SY_USAGE_INIT;

  usage.prompt_tokens = get_amount (statement, column, -1);
  usage.completion_tokens = get_amount (statement, column + 1, -1);
  usage.reasoning_tokens = get_amount (statement, column + 2, -1);
  usage.cached_tokens = get_amount (statement, column + 3, -1);
  usage.cache_write_tokens = get_amount (statement, column + 4, -1);
  usage.cost = get_amount (statement, column + 5, SY_MONEY_UNKNOWN);

  return sy_usage_equal (&usage, &nothing) ? NULL : sy_usage_copy (&usage);
}

static SyMessageRecord *
message_from_row (sqlite3_stmt *statement)
{
  SyMessageRecord *record = stub_from_row (statement);

  record->text = dup_text (statement, 6);
  if (record->text == NULL)
    record->text = g_strdup ("");
  record->reasoning = dup_text (statement, 7);
  record->provider_id = dup_text (statement, 8);
  record->model_id = dup_text (statement, 9);
  record->served_model = dup_text (statement, 10);
  record->generation_id = dup_text (statement, 11);
  record->finish_reason = dup_text (statement, 12);
  record->duration = sqlite3_column_int64 (statement, 13);
  record->first_delta = sqlite3_column_int64 (statement, 14);
  record->reasoning_duration = sqlite3_column_int64 (statement, 15);
  record->skipped = (guint) CLAMP (sqlite3_column_int64 (statement, 16), 0, G_MAXINT);
  record->usage = usage_from_row (statement, 17);
  record->error = dup_text (statement, 23);
  record->replay = dup_text (statement, 24);
  record->extras = dup_text (statement, 25);
  record->values = dup_text (statement, 26);

  return record;
}

static SyMessageRecord *
read_message (SyDatabase  *database,
              const char  *id,
              GError     **error)
{
  SyMessageRecord *record = NULL;
  sqlite3_stmt *statement;

  statement = sy_database_query (database, error,
    "SELECT id, parent, role, state, created_at, length, text, reasoning, "
    "       provider_id, model_id, served_model, generation_id, finish_reason, "
    "       duration, first_delta, reasoning_duration, skipped, "
    "       prompt_tokens, completion_tokens, reasoning_tokens, cached_tokens, "
    "       cache_write_tokens, cost, error, replay, extras, sampling "
    "FROM message "
    "LEFT JOIN body ON body.message = message.number "
    "LEFT JOIN reply ON reply.message = message.number "
    "WHERE id = ?", "s", id);

  if (sy_database_next (database, statement, error))
    {
      record = message_from_row (statement);
      sqlite3_reset (statement);
    }

  return record;
}

/* Puts whole messages in the place of the last stubs. */
static gboolean
load_last (SyDatabase  *database,
           GPtrArray   *records,
           guint        n_loaded,
           GError     **error)
{
  for (guint i = records->len - MIN (n_loaded, records->len); i < records->len; i++)
    {
      SyMessageRecord *stub = g_ptr_array_index (records, i);
      g_autoptr(GError) local_error = NULL;
      SyMessageRecord *record = read_message (database, stub->id, &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }

      if (record != NULL)
        {
          sy_message_record_free (stub);
          g_ptr_array_index (records, i) = record;
        }
      else
        {
          /* Only a damaged file knows it here and not there. */
          stub->text = g_strdup ("");
        }
    }

  return TRUE;
}

/**
 * sy_store_read_path:
 * @id: of a conversation
 * @n_loaded: how many of the last messages are wanted whole
 * @error: return location for a %SY_DATABASE_ERROR
 *
 * Reads the messages of the path that is shown, all but the last without their
 * texts.
 *
 * Returns: (transfer full) (element-type SyMessageRecord) (nullable): the
 *   messages, oldest first
 */
GPtrArray *
sy_store_read_path (SyDatabase  *database,
                    const char  *id,
                    guint        n_loaded,
                    GError     **error)
{
  g_autoptr(GPtrArray) records = NULL;
  g_autoptr(GError) local_error = NULL;
  sqlite3_stmt *statement;

  g_return_val_if_fail (id != NULL, NULL);

  statement = sy_database_query (database, &local_error,
    "SELECT id, parent, role, state, created_at, length FROM message "
    "WHERE conversation = (SELECT number FROM conversation WHERE id = ?) AND active != 0 "
    "ORDER BY sequence", "s", id);
  records = g_ptr_array_new_with_free_func ((GDestroyNotify) sy_message_record_free);

  while (sy_database_next (database, statement, &local_error))
    g_ptr_array_add (records, stub_from_row (statement));

  if (local_error == NULL && load_last (database, records, n_loaded, &local_error))
    return g_steal_pointer (&records);

  g_propagate_error (error, g_steal_pointer (&local_error));

  return NULL;
}

/**
 * sy_store_read_messages:
 * @ids: (array zero-terminated=1): of messages
 * @error: return location for a %SY_DATABASE_ERROR
 *
 * Reads whole messages.
 *
 * Returns: (transfer full) (element-type SyMessageRecord) (nullable): those of
 *   them that there are, in the order of @ids
 */
GPtrArray *
sy_store_read_messages (SyDatabase         *database,
                        const char *const  *ids,
                        GError            **error)
{
  g_autoptr(GPtrArray) records = NULL;

  g_return_val_if_fail (ids != NULL, NULL);

  records = g_ptr_array_new_with_free_func ((GDestroyNotify) sy_message_record_free);

  for (gsize i = 0; ids[i] != NULL; i++)
    {
      g_autoptr(GError) local_error = NULL;
      SyMessageRecord *record = read_message (database, ids[i], &local_error);

      if (record != NULL)
        g_ptr_array_add (records, record);

      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
    }

  return g_steal_pointer (&records);
}
