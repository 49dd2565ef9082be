/* test-store-faults.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fault-vfs.h"
#include "store-fixture.h"
#include "support-spin.h"

#include "sy-error.h"

#include <string.h>

#define RETRY_MS  5000
#define MAX_CALLS 400

static void
open_store (StoreFixture *fixture,
            const char   *vfs)
{
  g_autoptr(GError) error = NULL;

  store_fixture_open (fixture, vfs, &error);
  g_assert_no_error (error);
}

static gboolean
has_error (gpointer data)
{
  return sy_store_get_error (data) != NULL;
}

static gboolean
has_no_error (gpointer data)
{
  return sy_store_get_error (data) == NULL;
}

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          guint      *count)
{
  (*count)++;
}

/* Said once, nothing is lost, and it is saved when that is possible. */
static void
check_fault (StoreFixture *fixture,
             int           result,
             const char   *words)
{
  g_autofree char *titles = NULL;
  g_autofree char *texts = NULL;
  guint n_told = 0;

  open_store (fixture, FAULT_VFS);
  store_fixture_put (fixture, "a", "Before", 1);
  g_ptr_array_unref (store_fixture_list (fixture));

  g_signal_connect (fixture->store, "notify::error", G_CALLBACK (count_cb), &n_told);
  fault_vfs_fail (result, 0);
  store_fixture_put (fixture, "b", "While", 2);
  store_fixture_say (fixture, "b", "m", NULL, SY_RECORD_USER, "one");
  g_assert_true (support_spin_until (has_error, fixture->store, 5000));
  g_assert_nonnull (strstr (sy_store_get_error (fixture->store)->message, words));

  store_fixture_say (fixture, "b", "n", "m", SY_RECORD_USER, "two");
  support_spin_for (50);
  sy_fake_clock_advance (fixture->clock, RETRY_MS);
  support_spin_for (50);
  g_assert_cmpuint (n_told, ==, 1);
  g_assert_true (has_error (fixture->store));

  fault_vfs_heal ();
  sy_fake_clock_advance (fixture->clock, RETRY_MS);
  g_assert_true (support_spin_until (has_no_error, fixture->store, 5000));
  g_assert_cmpuint (n_told, ==, 2);

  g_assert_true (store_fixture_close (fixture));
  open_store (fixture, NULL);
  g_assert_null (sy_store_get_set_aside (fixture->store));
  titles = store_fixture_dup_titles (fixture);
  texts = store_fixture_dup_texts (fixture, "b");
  g_assert_cmpstr (titles, ==, "While|Before");
  g_assert_cmpstr (texts, ==, "one|two");
}

static void
test_faults_full (StoreFixture  *fixture,
                  gconstpointer  data)
{
  check_fault (fixture, SQLITE_FULL, "full");
}

static void
test_faults_io (StoreFixture  *fixture,
                gconstpointer  data)
{
  check_fault (fixture, SQLITE_IOERR_WRITE, "disk reports");
}

static void
test_faults_read_only (StoreFixture  *fixture,
                       gconstpointer  data)
{
  check_fault (fixture, SQLITE_READONLY, "can't be written to");
}

/* Asking for it does what the timer does. */
static void
test_faults_retry (StoreFixture  *fixture,
                   gconstpointer  data)
{
  open_store (fixture, FAULT_VFS);
  fault_vfs_fail (SQLITE_FULL, 0);
  store_fixture_put (fixture, "a", "A", 1);
  g_assert_true (support_spin_until (has_error, fixture->store, 5000));

  fault_vfs_heal ();
  sy_store_retry (fixture->store);
  g_assert_true (support_spin_until (has_no_error, fixture->store, 5000));
  g_assert_cmpuint (sy_fake_clock_get_n_timeouts (fixture->clock), ==, 0);
}

/* What can't be written at the end is told there. */
static void
test_faults_close (StoreFixture  *fixture,
                   gconstpointer  data)
{
  open_store (fixture, FAULT_VFS);
  fault_vfs_fail (SQLITE_FULL, 0);
  store_fixture_put (fixture, "a", "A", 1);
  g_assert_false (store_fixture_close (fixture));
  fault_vfs_heal ();
}

/* Whichever call is the first to fail: what was said to be saved is there afterwards. */
static void
test_faults_anywhere (StoreFixture  *fixture,
                      gconstpointer  data)
{
  guint n_calls = 0;

  open_store (fixture, NULL);
  store_fixture_put (fixture, "a", "A", 1);
  store_fixture_say (fixture, "a", "m", NULL, SY_RECORD_USER, "one");
  g_assert_true (store_fixture_close (fixture));

  for (;;)
    {
      g_autofree char *titles = NULL;
      g_autofree char *text = NULL;
      gboolean saved = FALSE;

      fault_vfs_fail (SQLITE_IOERR_WRITE, n_calls);
      if (store_fixture_open (fixture, FAULT_VFS, NULL))
        {
          store_fixture_put (fixture, "b", "B", 2 + n_calls);
          saved = store_fixture_close (fixture);
        }
      else
        {
          g_assert_true (has_error (fixture->store));
          store_fixture_drop (fixture);
        }
      fault_vfs_heal ();

      open_store (fixture, NULL);
      g_assert_null (sy_store_get_set_aside (fixture->store));
      titles = store_fixture_dup_titles (fixture);
      text = store_fixture_dup_texts (fixture, "a");
      g_assert_true (g_str_has_suffix (titles, "A"));
      g_assert_cmpstr (text, ==, "one");
      if (saved)
        g_assert_cmpstr (titles, ==, "B|A");
      store_fixture_close (fixture);

      if (fault_vfs_get_n_failed () == 0)
        break;
      g_assert_cmpuint (++n_calls, <, MAX_CALLS);
    }

  g_test_message ("%u calls", n_calls);
  g_assert_cmpuint (n_calls, >, 5);
}

#define ADD(name, func) \
  g_test_add (name, StoreFixture, NULL, store_fixture_set_up, func, store_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fault_vfs_register ();

  ADD ("/store-faults/full", test_faults_full);
  ADD ("/store-faults/io", test_faults_io);
  ADD ("/store-faults/read-only", test_faults_read_only);
  ADD ("/store-faults/retry", test_faults_retry);
  ADD ("/store-faults/close", test_faults_close);
  ADD ("/store-faults/anywhere", test_faults_anywhere);

  return g_test_run ();
}
