/* store-fixture.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-fixture.h"

#include "support-spin.h"
#include "sy-database.h"

#include <glib/gstdio.h>

typedef struct
{
  GAsyncResult *result;
} Wait;

static void
done_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Wait *wait = user_data;

  wait->result = g_object_ref (result);
}

static void
wait_for (Wait *wait)
{
  while (wait->result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

void
store_fixture_set_up (StoreFixture  *fixture,
                      gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("sythoria-store-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "data", "sythoria.db", NULL);
  fixture->clock = sy_fake_clock_new ();
}

static void
remove_folder (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_unlink (child);
    }

  g_rmdir (path);
}

void
store_fixture_tear_down (StoreFixture  *fixture,
                         gconstpointer  data)
{
  if (fixture->store != NULL)
    store_fixture_close (fixture);

  remove_folder (fixture->folder);
  g_assert_finalize_object (fixture->clock);
  g_free (fixture->folder);
  g_free (fixture->path);
}

/**
 * store_fixture_open:
 * @vfs: (nullable): name of a VFS
 *
 * Opens the store, for the first time or anew.
 */
gboolean
store_fixture_open (StoreFixture  *fixture,
                    const char    *vfs,
                    GError       **error)
{
  Wait wait = { NULL };
  gboolean success;

  g_assert_null (fixture->store);
  fixture->store = sy_store_new (fixture->path, SY_CLOCK (fixture->clock), vfs);
  sy_store_open_async (fixture->store, done_cb, &wait);
  wait_for (&wait);
  success = sy_store_open_finish (fixture->store, wait.result, error);
  g_object_unref (wait.result);

  return success;
}

gboolean
store_fixture_close (StoreFixture *fixture)
{
  Wait wait = { NULL };
  gboolean success;

  sy_store_close_async (fixture->store, done_cb, &wait);
  wait_for (&wait);
  success = sy_store_close_finish (fixture->store, wait.result, NULL);
  g_object_unref (wait.result);
  store_fixture_drop (fixture);

  return success;
}

/* The last job may not have been given up yet. */
static gboolean
is_alone (gpointer data)
{
  return g_atomic_int_get (&G_OBJECT (data)->ref_count) == 1;
}

/**
 * store_fixture_drop:
 *
 * Ends the store without a word.
 */
void
store_fixture_drop (StoreFixture *fixture)
{
  g_assert_true (support_spin_until (is_alone, fixture->store, 5000));
  g_assert_finalize_object (g_steal_pointer (&fixture->store));
}

GPtrArray *
store_fixture_list (StoreFixture *fixture)
{
  g_autoptr(GError) error = NULL;
  Wait wait = { NULL };
  GPtrArray *records;

  sy_store_list_async (fixture->store, done_cb, &wait);
  wait_for (&wait);
  records = sy_store_list_finish (fixture->store, wait.result, &error);
  g_assert_no_error (error);
  g_object_unref (wait.result);

  return records;
}

SyStorePage *
store_fixture_page (StoreFixture *fixture,
                    const char   *id,
                    guint         n_loaded)
{
  g_autoptr(GError) error = NULL;
  Wait wait = { NULL };
  SyStorePage *page;

  sy_store_page_async (fixture->store, id, n_loaded, done_cb, &wait);
  wait_for (&wait);
  page = sy_store_page_finish (fixture->store, wait.result, &error);
  g_assert_no_error (error);
  g_object_unref (wait.result);

  return page;
}

/**
 * store_fixture_dup_titles:
 *
 * Returns: the titles as they are listed, with "|" between them
 */
char *
store_fixture_dup_titles (StoreFixture *fixture)
{
  g_autoptr(GPtrArray) records = store_fixture_list (fixture);
  GString *titles = g_string_new (NULL);

  for (guint i = 0; i < records->len; i++)
    {
      SyConversationRecord *record = g_ptr_array_index (records, i);

      g_string_append_printf (titles, "%s%s", i > 0 ? "|" : "", record->title);
    }

  return g_string_free_and_steal (titles);
}

/**
 * store_fixture_dup_texts:
 *
 * Returns: what is said in a conversation, with "|" between the messages
 */
char *
store_fixture_dup_texts (StoreFixture *fixture,
                         const char   *id)
{
  g_autoptr(SyStorePage) page = store_fixture_page (fixture, id, G_MAXUINT);
  GString *texts = g_string_new (NULL);

  for (guint i = 0; i < page->messages->len; i++)
    {
      SyMessageRecord *record = g_ptr_array_index (page->messages, i);

      g_string_append_printf (texts, "%s%s", i > 0 ? "|" : "", record->text);
    }

  return g_string_free_and_steal (texts);
}

void
store_fixture_put (StoreFixture *fixture,
                   const char   *id,
                   const char   *title,
                   gint64        updated_at)
{
  SyConversationRecord *record = sy_conversation_record_new ();

  record->id = g_strdup (id);
  record->title = g_strdup (title);
  record->created_at = updated_at;
  record->updated_at = updated_at;
  sy_store_write (fixture->store, sy_store_write_new_conversation (record));
}

void
store_fixture_say (StoreFixture *fixture,
                   const char   *conversation,
                   const char   *id,
                   const char   *parent,
                   SyRecordRole  role,
                   const char   *text)
{
  SyMessageRecord *record = sy_message_record_new ();

  record->id = g_strdup (id);
  record->parent_id = g_strdup (parent);
  record->role = role;
  record->state = role == SY_RECORD_ASSISTANT ? SY_RECORD_STREAMING : SY_RECORD_COMPLETE;
  record->created_at = 1;
  record->text = g_strdup (text);
  sy_store_write (fixture->store, sy_store_write_new_message (conversation, record));
}

void
store_fixture_end (StoreFixture  *fixture,
                   const char    *id,
                   SyRecordState  state)
{
  SyMessageRecord *record = sy_message_record_new ();

  record->id = g_strdup (id);
  record->role = SY_RECORD_ASSISTANT;
  record->state = state;
  sy_store_write (fixture->store, sy_store_write_new_reply (record));
}

typedef struct
{
  void   (*func) (gpointer data);
  gpointer data;
} Call;

static gpointer
call_thread (gpointer data)
{
  Call *call = data;

  call->func (call->data);

  return NULL;
}

/**
 * store_fixture_in_thread:
 *
 * Calls something that may not run on the main thread, and waits for it.
 */
void
store_fixture_in_thread (void   (*func) (gpointer data),
                         gpointer data)
{
  Call call = { func, data };

  g_thread_join (g_thread_new ("test", call_thread, &call));
}

typedef struct
{
  const char *path;
  const char *sql;
  int         answer;
} Question;

static void
ask (gpointer data)
{
  Question *question = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(SyDatabase) database =
    sy_database_open (question->path, NULL, SQLITE_OPEN_READWRITE, &error);
  sqlite3_stmt *statement;

  g_assert_no_error (error);
  statement = sy_database_query (database, &error, question->sql, "");
  if (sy_database_next (database, statement, &error))
    question->answer = sqlite3_column_int (statement, 0);
  g_assert_no_error (error);
}

/**
 * store_fixture_ask:
 * @sql: any statement
 *
 * Does something with a file that is no store's now.
 *
 * Returns: the number it answers, -1 when it answers nothing
 */
int
store_fixture_ask (const char *path,
                   const char *sql)
{
  Question question = { path, sql, -1 };

  store_fixture_in_thread (ask, &question);

  return question.answer;
}
