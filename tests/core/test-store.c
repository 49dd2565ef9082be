/* test-store.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-fixture.h"

#include "sy-error.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

static void
open_store (StoreFixture *fixture)
{
  g_autoptr(GError) error = NULL;

  store_fixture_open (fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (sy_store_get_is_open (fixture->store));
  g_assert_null (sy_store_get_error (fixture->store));
}

static void
reopen (StoreFixture *fixture)
{
  g_assert_true (store_fixture_close (fixture));
  open_store (fixture);
}

static guint
get_mode (const char *path)
{
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);

  return info.st_mode & 0777;
}

/* Whatever the umask: nobody else reads this. */
static void
test_store_modes (StoreFixture  *fixture,
                  gconstpointer  data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autofree char *wal = g_strconcat (fixture->path, "-wal", NULL);
  mode_t mask = umask (0);

  open_store (fixture);
  store_fixture_put (fixture, "c", "Title", 1);
  g_ptr_array_unref (store_fixture_list (fixture));

  g_assert_cmpuint (get_mode (folder), ==, 0700);
  g_assert_cmpuint (get_mode (fixture->path), ==, 0600);
  g_assert_cmpuint (get_mode (wal), ==, 0600);

  /* As somebody may have changed them. */
  g_chmod (fixture->path, 0644);
  g_chmod (folder, 0755);
  reopen (fixture);
  g_assert_cmpuint (get_mode (folder), ==, 0700);
  g_assert_cmpuint (get_mode (fixture->path), ==, 0600);

  umask (mask);
}

static void
test_store_conversations (StoreFixture  *fixture,
                          gconstpointer  data)
{
  g_autofree char *titles = NULL;
  g_autofree char *later = NULL;
  g_autoptr(GPtrArray) records = NULL;
  SyConversationRecord *record = sy_conversation_record_new ();
  SyConversationRecord *first;

  open_store (fixture);
  store_fixture_put (fixture, "a", "Old", 10);
  store_fixture_put (fixture, "b", "New", 30);
  record->id = g_strdup ("c");
  record->title = g_strdup ("Pinned");
  record->pinned = TRUE;
  record->unread = TRUE;
  record->provider_id = g_strdup ("openrouter");
  record->model_id = g_strdup ("x/y");
  record->created_at = 5;
  record->updated_at = 20;
  record->total_cost = 1234567890123;
  sy_store_write (fixture->store, sy_store_write_new_conversation (record));

  titles = store_fixture_dup_titles (fixture);
  g_assert_cmpstr (titles, ==, "Pinned|New|Old");

  reopen (fixture);
  records = store_fixture_list (fixture);
  first = g_ptr_array_index (records, 0);
  g_assert_cmpstr (first->id, ==, "c");
  g_assert_true (first->pinned);
  g_assert_true (first->unread);
  g_assert_true (first->blank);
  g_assert_cmpstr (first->provider_id, ==, "openrouter");
  g_assert_cmpstr (first->model_id, ==, "x/y");
  g_assert_cmpint (first->created_at, ==, 5);
  g_assert_cmpint (first->updated_at, ==, 20);
  g_assert_cmpint (first->total_cost, ==, 1234567890123);

  store_fixture_put (fixture, "c", "Let go", 20);
  store_fixture_say (fixture, "c", "m", NULL, SY_RECORD_USER, "Hello");
  later = store_fixture_dup_titles (fixture);
  g_assert_cmpstr (later, ==, "New|Let go|Old");
}

static SyMessageRecord *
new_whole_reply (void)
{
  SyMessageRecord *reply = sy_message_record_new ();
  SyUsage usage = SY_USAGE_INIT;

  usage.prompt_tokens = 7;
  usage.cost = 42;
  reply->id = g_strdup ("r");
  reply->role = SY_RECORD_ASSISTANT;
  reply->state = SY_RECORD_FAILED;
  reply->provider_id = g_strdup ("p");
  reply->model_id = g_strdup ("m");
  reply->served_model = g_strdup ("s");
  reply->generation_id = g_strdup ("g");
  reply->finish_reason = g_strdup ("stop");
  reply->duration = 1;
  reply->first_delta = 2;
  reply->reasoning_duration = 3;
  reply->skipped = 4;
  reply->usage = sy_usage_copy (&usage);
  reply->error = g_strdup ("{\"message\":\"x\"}");
  reply->replay = g_strdup ("{\"family\":\"f\"}");
  reply->extras = g_strdup ("{}");
  reply->values = g_strdup ("{\"temperature\":1}");

  return reply;
}

static void
check_facts (SyMessageRecord *message)
{
  g_assert_cmpstr (message->provider_id, ==, "p");
  g_assert_cmpstr (message->model_id, ==, "m");
  g_assert_cmpstr (message->served_model, ==, "s");
  g_assert_cmpstr (message->generation_id, ==, "g");
  g_assert_cmpstr (message->finish_reason, ==, "stop");
  g_assert_cmpint (message->duration, ==, 1);
  g_assert_cmpint (message->first_delta, ==, 2);
  g_assert_cmpint (message->reasoning_duration, ==, 3);
  g_assert_cmpuint (message->skipped, ==, 4);
  g_assert_cmpint (message->usage->prompt_tokens, ==, 7);
  g_assert_cmpint (message->usage->completion_tokens, ==, -1);
  g_assert_cmpint (message->usage->cost, ==, 42);
  g_assert_cmpstr (message->error, ==, "{\"message\":\"x\"}");
  g_assert_cmpstr (message->replay, ==, "{\"family\":\"f\"}");
  g_assert_cmpstr (message->extras, ==, "{}");
  g_assert_cmpstr (message->values, ==, "{\"temperature\":1}");
}

static void
test_store_messages (StoreFixture  *fixture,
                     gconstpointer  data)
{
  g_autoptr(SyStorePage) page = NULL;
  SyMessageRecord *message;

  open_store (fixture);
  store_fixture_put (fixture, "c", "Title", 1);
  store_fixture_say (fixture, "c", "u", NULL, SY_RECORD_USER, "Grüße");
  store_fixture_say (fixture, "c", "r", "u", SY_RECORD_ASSISTANT, "");
  sy_store_write (fixture->store,
                  sy_store_write_new_piece ("r", g_strdup ("Hel"), g_strdup ("Hm"), FALSE));
  sy_store_write (fixture->store,
                  sy_store_write_new_piece ("r", g_strdup ("lo"), g_strdup ("…"), FALSE));
  sy_store_write (fixture->store, sy_store_write_new_reply (new_whole_reply ()));

  reopen (fixture);
  page = store_fixture_page (fixture, "c", 1);
  g_assert_cmpuint (page->messages->len, ==, 2);
  message = g_ptr_array_index (page->messages, 0);
  g_assert_cmpstr (message->id, ==, "u");
  g_assert_null (message->parent_id);
  g_assert_cmpint (message->role, ==, SY_RECORD_USER);
  g_assert_cmpint (message->state, ==, SY_RECORD_COMPLETE);
  g_assert_cmpint (message->length, ==, 7);
  g_assert_null (message->text);

  message = g_ptr_array_index (page->messages, 1);
  g_assert_cmpstr (message->parent_id, ==, "u");
  g_assert_cmpint (message->role, ==, SY_RECORD_ASSISTANT);
  g_assert_cmpint (message->state, ==, SY_RECORD_FAILED);
  g_assert_cmpint (message->length, ==, 5);
  g_assert_cmpstr (message->text, ==, "Hello");
  g_assert_cmpstr (message->reasoning, ==, "Hm…");
  check_facts (message);
}

/* What once followed the same message stays, but is not shown. */
static void
test_store_branches (StoreFixture  *fixture,
                     gconstpointer  data)
{
  g_autofree char *texts = NULL;
  g_autofree char *again = NULL;
  g_autofree char *first = NULL;

  open_store (fixture);
  store_fixture_put (fixture, "c", "Title", 1);
  store_fixture_say (fixture, "c", "u1", NULL, SY_RECORD_USER, "one");
  store_fixture_say (fixture, "c", "r1", "u1", SY_RECORD_ASSISTANT, "two");
  store_fixture_say (fixture, "c", "u2", "r1", SY_RECORD_USER, "three");
  store_fixture_say (fixture, "c", "r2", "u2", SY_RECORD_ASSISTANT, "four");
  store_fixture_say (fixture, "c", "r3", "u2", SY_RECORD_ASSISTANT, "five");
  texts = store_fixture_dup_texts (fixture, "c");
  g_assert_cmpstr (texts, ==, "one|two|three|five");

  store_fixture_say (fixture, "c", "r4", "u1", SY_RECORD_ASSISTANT, "six");
  again = store_fixture_dup_texts (fixture, "c");
  g_assert_cmpstr (again, ==, "one|six");

  store_fixture_say (fixture, "c", "u3", NULL, SY_RECORD_USER, "seven");
  first = store_fixture_dup_texts (fixture, "c");
  g_assert_cmpstr (first, ==, "seven");

  g_assert_true (store_fixture_close (fixture));
  g_assert_cmpint (store_fixture_ask (fixture->path, "SELECT count (*) FROM message"), ==, 7);
}

/* A reply that was being written has what was kept of it, and is interrupted. */
static void
test_store_interrupted (StoreFixture  *fixture,
                        gconstpointer  data)
{
  g_autoptr(SyStorePage) page = NULL;
  SyMessageRecord *reply;

  open_store (fixture);
  store_fixture_put (fixture, "c", "Title", 1);
  store_fixture_say (fixture, "c", "u", NULL, SY_RECORD_USER, "one");
  store_fixture_say (fixture, "c", "r", "u", SY_RECORD_ASSISTANT, "");
  sy_store_write (fixture->store,
                  sy_store_write_new_piece ("r", g_strdup ("Alpha"), g_strdup (""), FALSE));
  sy_store_write (fixture->store,
                  sy_store_write_new_piece ("r", g_strdup (" beta"), g_strdup (""), FALSE));

  reopen (fixture);
  page = store_fixture_page (fixture, "c", 2);
  reply = g_ptr_array_index (page->messages, 1);
  g_assert_cmpstr (reply->text, ==, "Alpha beta");
  g_assert_null (reply->reasoning);
  g_assert_cmpint (reply->length, ==, 10);
  g_assert_cmpint (reply->state, ==, SY_RECORD_INTERRUPTED);
}

/* What was text may turn out to be thought. */
static void
test_store_anew (StoreFixture  *fixture,
                 gconstpointer  data)
{
  g_autoptr(SyStorePage) page = NULL;
  SyMessageRecord *reply;

  open_store (fixture);
  store_fixture_put (fixture, "c", "Title", 1);
  store_fixture_say (fixture, "c", "r", NULL, SY_RECORD_ASSISTANT, "");
  sy_store_write (fixture->store,
                  sy_store_write_new_piece ("r", g_strdup ("thought"), g_strdup (""), FALSE));
  sy_store_write (fixture->store,
                  sy_store_write_new_piece ("r", g_strdup ("text"), g_strdup ("thought"), TRUE));
  store_fixture_end (fixture, "r", SY_RECORD_COMPLETE);

  page = store_fixture_page (fixture, "c", 1);
  reply = g_ptr_array_index (page->messages, 0);
  g_assert_cmpstr (reply->text, ==, "text");
  g_assert_cmpstr (reply->reasoning, ==, "thought");
}

/* A reply that ended may go on. */
static void
test_store_goes_on (StoreFixture  *fixture,
                    gconstpointer  data)
{
  g_autofree char *texts = NULL;

  open_store (fixture);
  store_fixture_put (fixture, "c", "Title", 1);
  store_fixture_say (fixture, "c", "r", NULL, SY_RECORD_ASSISTANT, "");
  sy_store_write (fixture->store,
                  sy_store_write_new_piece ("r", g_strdup ("one"), g_strdup (""), FALSE));
  store_fixture_end (fixture, "r", SY_RECORD_INTERRUPTED);
  store_fixture_end (fixture, "r", SY_RECORD_STREAMING);
  sy_store_write (fixture->store,
                  sy_store_write_new_piece ("r", g_strdup (" two"), g_strdup (""), FALSE));

  reopen (fixture);
  texts = store_fixture_dup_texts (fixture, "c");
  g_assert_cmpstr (texts, ==, "one two");
}

static void
test_store_view (StoreFixture  *fixture,
                 gconstpointer  data)
{
  g_autoptr(SyStorePage) page = NULL;
  SyConversationRecord *record = sy_conversation_record_new ();

  open_store (fixture);
  store_fixture_put (fixture, "c", "Title", 1);
  record->id = g_strdup ("c");
  record->draft = g_strdup ("not sent yet");
  record->place_id = g_strdup ("m");
  record->place_offset = 12.5;
  sy_store_write (fixture->store, sy_store_write_new_view (record));
  store_fixture_put (fixture, "c", "Other title", 1);

  reopen (fixture);
  page = store_fixture_page (fixture, "c", 0);
  g_assert_cmpstr (page->conversation->title, ==, "Other title");
  g_assert_cmpstr (page->conversation->draft, ==, "not sent yet");
  g_assert_cmpstr (page->conversation->place_id, ==, "m");
  g_assert_cmpfloat (page->conversation->place_offset, ==, 12.5);
  g_assert_cmpuint (page->messages->len, ==, 0);
}

static void
test_store_delete (StoreFixture  *fixture,
                   gconstpointer  data)
{
  g_autofree char *without = NULL;
  g_autofree char *with = NULL;
  g_autofree char *after = NULL;

  open_store (fixture);
  store_fixture_put (fixture, "a", "A", 3);
  store_fixture_put (fixture, "b", "B", 2);
  store_fixture_put (fixture, "c", "C", 1);
  store_fixture_say (fixture, "b", "m", NULL, SY_RECORD_USER, "one");
  store_fixture_say (fixture, "c", "n", NULL, SY_RECORD_USER, "two");
  sy_store_write (fixture->store, sy_store_write_new_deleted ("b", TRUE));
  without = store_fixture_dup_titles (fixture);
  g_assert_cmpstr (without, ==, "A|C");

  sy_store_write (fixture->store, sy_store_write_new_deleted ("b", FALSE));
  with = store_fixture_dup_titles (fixture);
  g_assert_cmpstr (with, ==, "A|B|C");

  /* Purged, and deleted when the program ended. */
  sy_store_write (fixture->store, sy_store_write_new_purge ("b"));
  sy_store_write (fixture->store, sy_store_write_new_deleted ("c", TRUE));
  reopen (fixture);
  after = store_fixture_dup_titles (fixture);
  g_assert_cmpstr (after, ==, "A");

  g_assert_true (store_fixture_close (fixture));
  g_assert_cmpint (store_fixture_ask (fixture->path, "SELECT count (*) FROM message"), ==, 0);
  g_assert_cmpint (store_fixture_ask (fixture->path, "SELECT count (*) FROM body"), ==, 0);
}

/* Nobody can tell what was deleted from what is left of the file. */
static void
test_store_overwritten (StoreFixture  *fixture,
                        gconstpointer  data)
{
  g_autofree char *contents = NULL;
  gsize length;

  open_store (fixture);
  store_fixture_put (fixture, "a", "A", 3);
  store_fixture_say (fixture, "a", "m", NULL, SY_RECORD_USER, "very private words");
  g_assert_true (store_fixture_close (fixture));
  open_store (fixture);
  sy_store_write (fixture->store, sy_store_write_new_purge ("a"));
  g_assert_true (store_fixture_close (fixture));

  g_assert_true (g_file_get_contents (fixture->path, &contents, &length, NULL));
  g_assert_null (memmem (contents, length, "private", strlen ("private")));
}

/* A conversation whose row can't be written takes nothing else with it. */
static void
test_store_constraint (StoreFixture  *fixture,
                       gconstpointer  data)
{
  g_autofree char *titles = NULL;

  open_store (fixture);
  store_fixture_put (fixture, "a", "A", 3);
  store_fixture_say (fixture, "a", "m", NULL, SY_RECORD_USER, "one");
  store_fixture_say (fixture, "a", "m", NULL, SY_RECORD_USER, "the same id again");
  store_fixture_put (fixture, "b", "B", 2);

  g_test_expect_message ("sy-store-queue", G_LOG_LEVEL_WARNING, "*UNIQUE*");
  titles = store_fixture_dup_titles (fixture);
  g_test_assert_expected_messages ();
  g_assert_cmpstr (titles, ==, "A|B");
  g_assert_null (sy_store_get_error (fixture->store));
}

static void
test_store_closed (StoreFixture  *fixture,
                   gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = g_path_get_dirname (fixture->path);

  /* There is a file where the folder should be. */
  g_assert_true (g_file_set_contents (folder, "x", -1, NULL));
  g_assert_false (store_fixture_open (fixture, NULL, &error));
  g_assert_error (error, SY_ERROR, SY_ERROR_STORE);
  g_assert_error (sy_store_get_error (fixture->store), SY_ERROR, SY_ERROR_STORE);
  g_assert_false (sy_store_get_is_open (fixture->store));

  /* Nothing happens, and nothing is kept in memory for ever. */
  store_fixture_put (fixture, "a", "A", 3);
  store_fixture_drop (fixture);
}

#define ADD(name, func) \
  g_test_add (name, StoreFixture, NULL, store_fixture_set_up, func, store_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/store/modes", test_store_modes);
  ADD ("/store/conversations", test_store_conversations);
  ADD ("/store/messages", test_store_messages);
  ADD ("/store/branches", test_store_branches);
  ADD ("/store/interrupted", test_store_interrupted);
  ADD ("/store/anew", test_store_anew);
  ADD ("/store/goes-on", test_store_goes_on);
  ADD ("/store/view", test_store_view);
  ADD ("/store/delete", test_store_delete);
  ADD ("/store/overwritten", test_store_overwritten);
  ADD ("/store/constraint", test_store_constraint);
  ADD ("/store/closed", test_store_closed);

  return g_test_run ();
}
