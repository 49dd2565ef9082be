/* sy-store-questions.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-store-questions"

#include "config.h"

#include "sy-store.h"

#include "sy-error.h"
#include "sy-store-error.h"
#include "sy-store-private.h"
#include "sy-store-reader.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  char  *id;
  char **ids;
  guint  n_loaded;
} Question;

static void
question_free (Question *question)
{
  g_free (question->id);
  g_strfreev (question->ids);
  g_free (question);
}

void
sy_store_page_free (SyStorePage *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->conversation, sy_conversation_record_free);
  g_clear_pointer (&self->messages, g_ptr_array_unref);
  g_free (self);
}

/* Returns NULL after telling that there is none. */
static SyDatabase *
get_database (SyStoreWorker *worker,
              GTask         *task)
{
  SyDatabase *database = sy_store_worker_get_database (worker);

  if (database == NULL)
    g_task_return_error (task, sy_store_error_new (SY_DATABASE_ERROR_FAILED, NULL));

  return database;
}

static void
return_records (GTask        *task,
                GPtrArray    *records,
                const GError *error)
{
  if (records != NULL)
    g_task_return_pointer (task, records, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, sy_store_error_translate (error));
}

static void
list_job (SyStoreWorker *worker,
          GTask         *task)
{
  SyDatabase *database = get_database (worker, task);
  g_autoptr(GError) error = NULL;
  GPtrArray *records;

  if (database == NULL)
    return;

  records = sy_store_read_conversations (database, &error);
  return_records (task, records, error);
}

/**
 * sy_store_list_async:
 *
 * Asks for all conversations, see sy_store_read_conversations().
 */
void
sy_store_list_async (SyStore             *self,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  g_return_if_fail (SY_IS_STORE (self));

  sy_store_push_question (self, list_job, sy_store_new_task (self, sy_store_list_async, callback, user_data));
}

/**
 * sy_store_list_finish:
 * @error: return location for a %SY_ERROR_STORE
 *
 * Returns: (transfer full) (element-type SyConversationRecord) (nullable): the
 *   conversations, in the order they are shown
 */
GPtrArray *
sy_store_list_finish (SyStore       *self,
                      GAsyncResult  *result,
                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
page_job (SyStoreWorker *worker,
          GTask         *task)
{
  SyDatabase *database = get_database (worker, task);
  Question *question = g_task_get_task_data (task);
  g_autoptr(SyStorePage) page = NULL;
  g_autoptr(GError) error = NULL;

  if (database == NULL)
    return;

  page = g_new0 (SyStorePage, 1);
  page->conversation = sy_store_read_conversation (database, question->id, &error);
  if (page->conversation != NULL)
    page->messages = sy_store_read_path (database, question->id, question->n_loaded, &error);

  if (error != NULL)
    g_task_return_error (task, sy_store_error_translate (error));
  else if (page->conversation == NULL)
    g_task_return_new_error_literal (task, SY_ERROR, SY_ERROR_STORE,
                                     _("This conversation is not there any more"));
  else
    g_task_return_pointer (task, g_steal_pointer (&page), (GDestroyNotify) sy_store_page_free);
}

/**
 * sy_store_page_async:
 * @id: of a conversation
 * @n_loaded: how many of its last messages are wanted whole
 *
 * Asks for what is needed to show a conversation.
 */
void
sy_store_page_async (SyStore             *self,
                     const char          *id,
                     guint                n_loaded,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  Question *question;
  GTask *task;

  g_return_if_fail (SY_IS_STORE (self));
  g_return_if_fail (id != NULL);

  question = g_new0 (Question, 1);
  question->id = g_strdup (id);
  question->n_loaded = n_loaded;
  task = sy_store_new_task (self, sy_store_page_async, callback, user_data);
  g_task_set_task_data (task, question, (GDestroyNotify) question_free);
  sy_store_push_question (self, page_job, task);
}

/**
 * sy_store_page_finish:
 * @error: return location for a %SY_ERROR_STORE
 *
 * Returns: (transfer full) (nullable): the conversation and its messages
 */
SyStorePage *
sy_store_page_finish (SyStore       *self,
                      GAsyncResult  *result,
                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
load_job (SyStoreWorker *worker,
          GTask         *task)
{
  SyDatabase *database = get_database (worker, task);
  Question *question = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  GPtrArray *records;

  if (database == NULL)
    return;

  records = sy_store_read_messages (database, (const char *const *) question->ids, &error);
  return_records (task, records, error);
}

/**
 * sy_store_load_async:
 * @ids: (array zero-terminated=1): of messages
 *
 * Asks for whole messages.
 */
void
sy_store_load_async (SyStore             *self,
                     const char *const   *ids,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  Question *question;
  GTask *task;

  g_return_if_fail (SY_IS_STORE (self));
  g_return_if_fail (ids != NULL);

  question = g_new0 (Question, 1);
  question->ids = g_strdupv ((char **) ids);
  task = sy_store_new_task (self, sy_store_load_async, callback, user_data);
  g_task_set_task_data (task, question, (GDestroyNotify) question_free);
  sy_store_push_question (self, load_job, task);
}

/**
 * sy_store_load_finish:
 * @error: return location for a %SY_ERROR_STORE
 *
 * Returns: (transfer full) (element-type SyMessageRecord) (nullable): those of the
 *   messages that there are, in the order they were asked for
 */
GPtrArray *
sy_store_load_finish (SyStore       *self,
                      GAsyncResult  *result,
                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
