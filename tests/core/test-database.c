/* test-database.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-fixture.h"

#include "sy-database.h"

typedef struct
{
  StoreFixture *fixture;
  void        (*func) (SyDatabase *database);
} Call;

static void
call (gpointer data)
{
  Call *self = data;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = g_build_filename (self->fixture->folder, "x.db", NULL);
  g_autoptr(SyDatabase) database =
    sy_database_open (path, NULL, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, &error);

  g_assert_no_error (error);
  self->func (database);
}

static void
with_database (StoreFixture *fixture,
               void        (*func) (SyDatabase *database))
{
  Call data = { fixture, func };

  store_fixture_in_thread (call, &data);
}

static void
check_values (SyDatabase *database)
{
  g_autoptr(GError) error = NULL;
  sqlite3_stmt *statement;

  g_assert_true (sy_database_exec (database, "CREATE TABLE t (s TEXT, i INTEGER, d REAL)", NULL));
  for (guint i = 0; i < 3; i++)
    g_assert_true (sy_database_run (database, NULL, "INSERT INTO t VALUES (?, ?, ?)", "sid",
                                    i > 0 ? "ä" : NULL, G_MAXINT64 - i, 0.5));
  g_assert_cmpint (sy_database_get_last_id (database), ==, 3);

  statement = sy_database_query (database, &error, "SELECT * FROM t WHERE i > ? ORDER BY i DESC",
                                 "i", G_MAXINT64 - 2);
  g_assert_true (sy_database_next (database, statement, &error));
  g_assert_null (sqlite3_column_text (statement, 0));
  g_assert_cmpint (sqlite3_column_int64 (statement, 1), ==, G_MAXINT64);
  g_assert_true (sy_database_next (database, statement, &error));
  g_assert_cmpstr ((const char *) sqlite3_column_text (statement, 0), ==, "ä");
  g_assert_false (sy_database_next (database, statement, &error));
  g_assert_no_error (error);
}

static void
test_database_values (StoreFixture  *fixture,
                      gconstpointer  data)
{
  with_database (fixture, check_values);
}

static void
check_errors (SyDatabase *database)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (sy_database_exec (database, "nonsense", &error));
  g_assert_error (error, SY_DATABASE_ERROR, SY_DATABASE_ERROR_FAILED);
  g_clear_error (&error);

  g_assert_null (sy_database_query (database, &error, "SELECT * FROM nowhere", ""));
  g_assert_error (error, SY_DATABASE_ERROR, SY_DATABASE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_false (sy_database_next (database, NULL, &error));
  g_assert_no_error (error);

  g_assert_true (sy_database_exec (database, "CREATE TABLE t (i INTEGER UNIQUE)", NULL));
  g_assert_true (sy_database_run (database, &error, "INSERT INTO t VALUES (1)", ""));
  g_assert_false (sy_database_run (database, &error, "INSERT INTO t VALUES (1)", ""));
  g_assert_error (error, SY_DATABASE_ERROR, SY_DATABASE_ERROR_CONSTRAINT);
}

static void
test_database_errors (StoreFixture  *fixture,
                      gconstpointer  data)
{
  with_database (fixture, check_errors);
}

static void
test_database_main_thread (void)
{
  if (g_test_subprocess ())
    {
      sy_database_open (":memory:", NULL, SQLITE_OPEN_READWRITE, NULL);
      return;
    }

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*gettid*");
}

#define ADD(name, func) \
  g_test_add (name, StoreFixture, NULL, store_fixture_set_up, func, store_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/database/values", test_database_values);
  ADD ("/database/errors", test_database_errors);
  g_test_add_func ("/database/main-thread", test_database_main_thread);

  return g_test_run ();
}
