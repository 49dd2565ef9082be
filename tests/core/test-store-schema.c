/* test-store-schema.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-fixture.h"

#include "sy-store-file.h"
#include "sy-store-schema.h"

#include <glib/gstdio.h>

typedef struct
{
  StoreFixture *fixture;
  const char   *script;
  guint         version;
  GError       *error;
} Job;

static gboolean
add_table (SyDatabase  *database,
           GError     **error)
{
  return sy_database_exec (database, "CREATE TABLE later (i INTEGER) STRICT", error);
}

static gboolean
fail_half_way (SyDatabase  *database,
               GError     **error)
{
  return sy_database_exec (database, "CREATE TABLE half (i INTEGER) STRICT; nonsense", error);
}

static void
migrate (gpointer data)
{
  const SyStoreMigration migrations[] = { sy_store_migrations[0], add_table, fail_half_way };
  Job *job = data;
  g_autoptr(SyDatabase) database =
    sy_database_open (job->fixture->path, NULL, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);

  sy_store_schema_migrate (database, migrations, job->version, &job->error);
}

static void
make_folder (StoreFixture *fixture)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);

  g_mkdir_with_parents (folder, 0700);
}

/* A migration is whole or not at all. */
static void
test_schema_migrate (StoreFixture  *fixture,
                     gconstpointer  data)
{
  Job job = { fixture, .version = 1 };

  make_folder (fixture);
  store_fixture_in_thread (migrate, &job);
  g_assert_no_error (job.error);
  g_assert_cmpint (store_fixture_ask (fixture->path, "PRAGMA user_version"), ==, 1);

  job.version = 3;
  store_fixture_in_thread (migrate, &job);
  g_assert_error (job.error, SY_DATABASE_ERROR, SY_DATABASE_ERROR_FAILED);
  g_clear_error (&job.error);
  g_assert_cmpint (store_fixture_ask (fixture->path, "PRAGMA user_version"), ==, 2);
  g_assert_cmpint (store_fixture_ask (fixture->path,
                                      "SELECT count (*) FROM sqlite_schema "
                                      "WHERE name IN ('later', 'half')"), ==, 1);

  job.version = 1;
  store_fixture_in_thread (migrate, &job);
  g_assert_error (job.error, SY_DATABASE_ERROR, SY_DATABASE_ERROR_NEWER);
  g_clear_error (&job.error);
}

static void
run_script (gpointer data)
{
  Job *job = data;
  g_autoptr(SyDatabase) database =
    sy_database_open (job->fixture->path, NULL, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);

  sy_database_exec (database, job->script, &job->error);
}

/* A file of each version there ever was can be read. */
static void
test_schema_fixtures (StoreFixture  *fixture,
                      gconstpointer  data)
{
  for (guint version = 1; version <= sy_store_n_migrations; version++)
    {
      g_autofree char *name = g_strdup_printf ("version-%u.sql", version);
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "store", name, NULL);
      g_autofree char *script = NULL;
      g_autofree char *titles = NULL;
      g_autofree char *texts = NULL;
      g_autoptr(SyStorePage) page = NULL;
      g_autoptr(GError) error = NULL;
      Job job = { fixture };
      SyMessageRecord *reply;

      g_assert_true (g_file_get_contents (path, &script, NULL, NULL));
      make_folder (fixture);
      job.script = script;
      store_fixture_in_thread (run_script, &job);
      g_assert_no_error (job.error);
      g_assert_cmpint (sy_store_file_get_version (fixture->path), ==, (int) version);

      store_fixture_open (fixture, NULL, &error);
      g_assert_no_error (error);
      g_assert_null (sy_store_get_set_aside (fixture->store));
      titles = store_fixture_dup_titles (fixture);
      texts = store_fixture_dup_texts (fixture, "c1");
      g_assert_cmpstr (titles, ==, "Second|First");
      g_assert_cmpstr (texts, ==, "Hello|Good morning");

      page = store_fixture_page (fixture, "c1", 1);
      reply = g_ptr_array_index (page->messages, 1);
      g_assert_cmpstr (reply->reasoning, ==, "Hm");
      g_assert_cmpint (reply->state, ==, SY_RECORD_INTERRUPTED);
      g_assert_cmpstr (page->conversation->draft, ==, "A draft");
      g_assert_cmpstr (page->conversation->values, ==, "{\"temperature\":0.5}");
      store_fixture_close (fixture);
      g_remove (fixture->path);
    }
}

/* The tables of a new file are those of the fixture of the last version. */
static void
test_schema_current (StoreFixture  *fixture,
                     gconstpointer  data)
{
  g_autofree char *name = g_strdup_printf ("version-%u.sql", sy_store_n_migrations);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "store", name, NULL);
  g_autofree char *script = NULL;
  g_autofree char *other = g_strconcat (fixture->folder, "/other.db", NULL);
  g_autofree char *compare = NULL;
  Job job = { fixture };

  g_assert_true (g_file_get_contents (path, &script, NULL, NULL));
  make_folder (fixture);
  job.script = script;
  store_fixture_in_thread (run_script, &job);
  g_assert_no_error (job.error);
  g_rename (fixture->path, other);

  store_fixture_open (fixture, NULL, NULL);
  store_fixture_close (fixture);
  compare = g_strdup_printf ("ATTACH '%s' AS other;"
                             "CREATE TABLE result AS SELECT sql FROM main.sqlite_schema "
                             "EXCEPT SELECT sql FROM other.sqlite_schema;", other);
  job.script = compare;
  store_fixture_in_thread (run_script, &job);
  g_assert_no_error (job.error);
  g_assert_cmpint (store_fixture_ask (fixture->path, "SELECT count (*) FROM result"), ==, 0);
}

static void
back_up (gpointer data)
{
  Job *job = data;
  g_autoptr(SyDatabase) database =
    sy_database_open (job->fixture->path, NULL, SQLITE_OPEN_READWRITE, NULL);

  for (guint day = 1; day <= 4; day++)
    g_assert_true (sy_store_file_back_up (job->fixture->path, database,
                                          (gint64) day * 86400 * G_USEC_PER_SEC, &job->error));
}

static void
test_schema_back_up (StoreFixture  *fixture,
                     gconstpointer  data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autoptr(GDir) dir = NULL;
  g_autofree char *copy = g_build_filename (folder, "sythoria-before-1970-01-05.db", NULL);
  Job job = { fixture };
  const char *name;
  guint n_copies = 0;

  store_fixture_open (fixture, NULL, NULL);
  store_fixture_put (fixture, "c", "Title", 1);
  store_fixture_close (fixture);
  store_fixture_in_thread (back_up, &job);
  g_assert_no_error (job.error);

  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    n_copies += g_str_has_prefix (name, "sythoria-before-");
  g_assert_cmpuint (n_copies, ==, 2);
  g_assert_cmpint (store_fixture_ask (copy, "SELECT count (*) FROM conversation"), ==, 1);
}

#define ADD(name, func) \
  g_test_add (name, StoreFixture, NULL, store_fixture_set_up, func, store_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/store-schema/migrate", test_schema_migrate);
  ADD ("/store-schema/fixtures", test_schema_fixtures);
  ADD ("/store-schema/current", test_schema_current);
  ADD ("/store-schema/back-up", test_schema_back_up);

  return g_test_run ();
}
