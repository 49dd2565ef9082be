/* test-catalog-age.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "catalog-fixture.h"

#include "support-spin.h"
#include "sy-error.h"

#include <string.h>

#define SECRET "sk-test-0123456789abcdef0123456789"
#define ONE    "{\"data\":[{\"id\":\"a/one\"},{\"id\":\"a/two\"},{\"id\":\"a/three\"}]}"
#define OTHER  "{\"data\":[{\"id\":\"a/one\"},{\"id\":\"a/two\",\"name\":\"Two\"},{\"id\":\"a/three\"}]}"
#define TAGGED "Content-Type: application/json\r\nETag: \"one\"\r\n" \
               "Last-Modified: Tue, 01 Sep 2026 00:00:00 GMT\r\n"

#define MINUTE (60 * 1000)
#define HOUR   (60 * MINUTE)

typedef CatalogFixture Fixture;

typedef struct
{
  const char *status;
  const char *headers;
  const char *json;
} Answer;

/* All of a test's before its first request: the last one is for all that follow. */
static void
answer (Fixture      *fixture,
        const Answer *answers,
        gsize         n_answers)
{
  for (gsize i = 0; i < n_answers; i++)
    {
      g_autoptr(GBytes) body = g_bytes_new_static (answers[i].json, strlen (answers[i].json));

      catalog_fixture_answer (fixture, answers[i].status, answers[i].headers, body);
    }
}

static void
assert_ids (Fixture    *fixture,
            const char *expected)
{
  g_autofree char *ids = catalog_fixture_dup_ids (fixture);

  g_assert_cmpstr (ids, ==, expected);
}

static void
assert_n_requests (Fixture *fixture,
                   guint    expected)
{
  support_spin_for (30);
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, expected);
}

static gboolean
has_header (Fixture    *fixture,
            guint       index,
            const char *header)
{
  g_autofree char *request = raw_server_dup_request (fixture->server, index);
  g_autofree char *line = g_strconcat ("\r\n", header, NULL);

  g_assert_nonnull (request);

  return strstr (request, line) != NULL;
}

static void
refresh (Fixture *fixture)
{
  sy_catalog_refresh (fixture->catalog);
  catalog_fixture_wait (fixture);
}

static void
ensure (Fixture *fixture)
{
  sy_catalog_ensure (fixture->catalog);
  catalog_fixture_settle (fixture);
  catalog_fixture_wait (fixture);
}

static void
load (Fixture *fixture)
{
  sy_catalog_load (fixture->catalog);
  catalog_fixture_settle (fixture);
}

/* A list that came and was kept, of a program that has ended, and what the server answers
 * after that. */
static void
keep_list (Fixture      *fixture,
           const Answer *answers,
           gsize         n_answers)
{
  static const Answer first = { "200 OK", TAGGED, ONE };

  answer (fixture, &first, 1);
  answer (fixture, answers, n_answers);
  catalog_fixture_keep (fixture);
  refresh (fixture);
  g_assert_cmpint (sy_catalog_get_state (fixture->catalog), ==, SY_CATALOG_READY);
  catalog_fixture_settle (fixture);
  catalog_fixture_restart (fixture);
}

/* At once, with its age, and without anybody being asked. */
static void
test_load (Fixture       *fixture,
           gconstpointer  data)
{
  gint64 kept_at = sy_clock_get_now (fixture->services.clock);

  keep_list (fixture, NULL, 0);
  sy_fake_clock_advance (fixture->clock, 72 * HOUR);
  g_assert_false (sy_catalog_get_known (fixture->catalog));
  load (fixture);

  g_assert_cmpint (sy_catalog_get_state (fixture->catalog), ==, SY_CATALOG_READY);
  g_assert_true (sy_catalog_get_known (fixture->catalog));
  g_assert_cmpint (sy_catalog_get_updated_at (fixture->catalog), ==, kept_at);
  g_assert_false (sy_catalog_accepts (fixture->catalog, "b/none"));
  assert_ids (fixture, "a/one a/two a/three");
  assert_n_requests (fixture, 1);
}

static void
test_nothing_kept (Fixture       *fixture,
                   gconstpointer  data)
{
  static const Answer answers[] = {
    { "200 OK", TAGGED, ONE },
  };

  answer (fixture, answers, G_N_ELEMENTS (answers));
  catalog_fixture_keep (fixture);
  load (fixture);
  g_assert_cmpint (sy_catalog_get_state (fixture->catalog), ==, SY_CATALOG_EMPTY);
  g_assert_false (sy_catalog_get_known (fixture->catalog));

  ensure (fixture);
  g_assert_cmpint (sy_catalog_get_state (fixture->catalog), ==, SY_CATALOG_READY);
  assert_ids (fixture, "a/one a/two a/three");
  g_assert_false (has_header (fixture, 0, "If-None-Match"));
}

static void
test_young (Fixture       *fixture,
            gconstpointer  data)
{
  keep_list (fixture, NULL, 0);
  sy_fake_clock_advance (fixture->clock, 24 * HOUR - 1);
  ensure (fixture);

  g_assert_true (sy_catalog_get_known (fixture->catalog));
  assert_n_requests (fixture, 1);
}

/* The list stays while the server is asked, and is as new as its answer. */
static void
test_not_modified (Fixture       *fixture,
                   gconstpointer  data)
{
  static const Answer answers[] = {
    { "304 Not Modified", "ETag: \"one\"\r\n", "" },
  };
  g_autoptr(SyModel) before = NULL;
  g_autoptr(SyModel) after = NULL;
  gint64 now;

  keep_list (fixture, answers, G_N_ELEMENTS (answers));
  sy_fake_clock_advance (fixture->clock, 24 * HOUR);
  now = sy_clock_get_now (fixture->services.clock);
  load (fixture);
  before = g_list_model_get_item (G_LIST_MODEL (fixture->catalog), 0);
  fixture->n_items_changed = 0;

  sy_catalog_ensure (fixture->catalog);
  g_assert_cmpint (sy_catalog_get_state (fixture->catalog), ==, SY_CATALOG_LOADING);
  assert_ids (fixture, "a/one a/two a/three");
  catalog_fixture_wait (fixture);

  g_assert_true (has_header (fixture, 1, "If-None-Match: \"one\"\r\n"));
  g_assert_true (has_header (fixture, 1, "If-Modified-Since: Tue, 01 Sep 2026 00:00:00 GMT\r\n"));
  g_assert_cmpint (sy_catalog_get_state (fixture->catalog), ==, SY_CATALOG_READY);
  g_assert_cmpint (sy_catalog_get_updated_at (fixture->catalog), ==, now);
  after = g_list_model_get_item (G_LIST_MODEL (fixture->catalog), 0);
  g_assert_true (before == after);
  g_assert_cmpuint (fixture->n_items_changed, ==, 0);

  /* The new date is kept too. */
  g_clear_object (&before);
  g_clear_object (&after);
  catalog_fixture_settle (fixture);
  catalog_fixture_restart (fixture);
  load (fixture);
  g_assert_cmpint (sy_catalog_get_updated_at (fixture->catalog), ==, now);
  assert_n_requests (fixture, 2);
}

static void
changed_cb (GListModel *model,
            guint       position,
            guint       removed,
            guint       added,
            GString    *log)
{
  g_string_append_printf (log, "%u %u %u;", position, removed, added);
}

/* Who shows the list is told of the one model that is another. */
static void
test_modified (Fixture       *fixture,
               gconstpointer  data)
{
  static const Answer answers[] = {
    { "200 OK", "ETag: \"two\"\r\n", OTHER },
    { "200 OK", "", ONE },
  };
  g_autoptr(GString) log = g_string_new (NULL);

  keep_list (fixture, answers, G_N_ELEMENTS (answers));
  load (fixture);
  g_signal_connect (fixture->catalog, "items-changed", G_CALLBACK (changed_cb), log);
  refresh (fixture);

  g_assert_cmpstr (log->str, ==, "1 1 1;");
  g_assert_cmpstr (sy_model_get_name (sy_catalog_find (fixture->catalog, "a/two")), ==, "Two");

  refresh (fixture);
  g_assert_true (has_header (fixture, 2, "If-None-Match: \"two\"\r\n"));
  g_assert_false (has_header (fixture, 2, "If-Modified-Since"));
}

/* Also when nobody loaded what was kept before. */
static void
test_refresh_reads (Fixture       *fixture,
                    gconstpointer  data)
{
  static const Answer answers[] = {
    { "304 Not Modified", "", "" },
  };

  keep_list (fixture, answers, G_N_ELEMENTS (answers));
  sy_catalog_refresh (fixture->catalog);
  g_assert_cmpint (sy_catalog_get_state (fixture->catalog), ==, SY_CATALOG_LOADING);
  catalog_fixture_wait (fixture);

  g_assert_true (has_header (fixture, 1, "If-None-Match: \"one\"\r\n"));
  assert_ids (fixture, "a/one a/two a/three");
}

/* What was kept stays when the server cannot be reached. */
static void
test_failure (Fixture       *fixture,
              gconstpointer  data)
{
  static const Answer answers[] = {
    { "503 Service Unavailable", "", "{}" },
    { "200 OK", "", OTHER },
    { "503 Service Unavailable", "", "{}" },
    { "200 OK", "", ONE },
  };

  keep_list (fixture, answers, G_N_ELEMENTS (answers));
  sy_fake_clock_advance (fixture->clock, 48 * HOUR);
  ensure (fixture);

  g_assert_cmpint (sy_catalog_get_state (fixture->catalog), ==, SY_CATALOG_FAILED);
  g_assert_true (sy_catalog_get_known (fixture->catalog));
  assert_ids (fixture, "a/one a/two a/three");

  sy_fake_clock_advance (fixture->clock, 5 * MINUTE - 1);
  ensure (fixture);
  assert_n_requests (fixture, 2);

  sy_fake_clock_advance (fixture->clock, 1);
  ensure (fixture);
  assert_n_requests (fixture, 3);
  g_assert_cmpint (sy_catalog_get_state (fixture->catalog), ==, SY_CATALOG_READY);

  /* A person is not kept waiting. */
  refresh (fixture);
  refresh (fixture);
  g_assert_cmpint (sy_catalog_get_state (fixture->catalog), ==, SY_CATALOG_READY);
}

/* A clock that was put back. */
static void
test_future (Fixture       *fixture,
             gconstpointer  data)
{
  static const Answer answers[] = {
    { "304 Not Modified", "", "" },
  };
  SyFakeClock *earlier = fixture->clock;

  sy_fake_clock_advance (fixture->clock, 10 * HOUR);
  keep_list (fixture, answers, G_N_ELEMENTS (answers));
  g_assert_finalize_object (g_steal_pointer (&fixture->catalog));

  fixture->clock = sy_fake_clock_new ();
  fixture->services.clock = SY_CLOCK (fixture->clock);
  catalog_fixture_restart (fixture);
  ensure (fixture);
  assert_n_requests (fixture, 2);
  g_assert_cmpint (sy_catalog_get_updated_at (fixture->catalog), ==,
                   sy_clock_get_now (fixture->services.clock));

  g_assert_finalize_object (g_steal_pointer (&fixture->catalog));
  g_assert_finalize_object (fixture->clock);
  fixture->clock = earlier;
  fixture->services.clock = SY_CLOCK (earlier);
}

/* Another key may be answered another list under the same name. */
static void
test_other_key (Fixture       *fixture,
                gconstpointer  data)
{
  static const Answer answers[] = {
    { "200 OK", TAGGED, ONE },
    { "200 OK", TAGGED, OTHER },
  };

  keep_list (fixture, answers, G_N_ELEMENTS (answers));
  load (fixture);
  sy_catalog_refresh (fixture->catalog);
  catalog_fixture_wait (fixture);
  g_assert_true (has_header (fixture, 1, "If-None-Match"));

  catalog_fixture_store_key (fixture, SECRET);
  support_spin_for (20);
  sy_fake_clock_advance (fixture->clock, 1000);
  catalog_fixture_wait_for (fixture, 3);
  catalog_fixture_wait (fixture);
  g_assert_false (has_header (fixture, 2, "If-None-Match"));
  g_assert_false (has_header (fixture, 2, "If-Modified-Since"));
  g_assert_cmpstr (sy_model_get_name (sy_catalog_find (fixture->catalog, "a/two")), ==, "Two");
}

/* Nobody asked whether there is anything newer. */
static void
test_not_asked (Fixture       *fixture,
                gconstpointer  data)
{
  static const Answer answers[] = {
    { "304 Not Modified", "", "" },
  };

  answer (fixture, answers, G_N_ELEMENTS (answers));
  refresh (fixture);
  g_assert_cmpint (sy_catalog_get_state (fixture->catalog), ==, SY_CATALOG_FAILED);
  g_assert_false (sy_catalog_get_known (fixture->catalog));
}

/* A server that puts the key it was sent wherever it can. */
static void
test_no_key_kept (Fixture       *fixture,
                  gconstpointer  data)
{
  static const Answer answers[] = {
    { "200 OK", "ETag: \"" SECRET "\"\r\nLast-Modified: " SECRET "\r\n",
      "{\"data\":[{\"id\":\"a/" SECRET "\"},{\"id\":\"a/one\",\"name\":\"" SECRET "\","
      "\"description\":\"" SECRET "\",\"supported_parameters\":[\"" SECRET "\"]}]}" },
  };
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;

  catalog_fixture_store_key (fixture, SECRET);
  catalog_fixture_keep (fixture);
  path = catalog_fixture_dup_path (fixture);
  answer (fixture, answers, G_N_ELEMENTS (answers));
  refresh (fixture);
  g_assert_cmpint (sy_catalog_get_state (fixture->catalog), ==, SY_CATALOG_READY);
  catalog_fixture_settle (fixture);

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "a/one"));
  g_assert_null (strstr (text, SECRET));
}

/* What was kept of one address is nobody's at another, and is back when that is. */
static void
test_moved (Fixture       *fixture,
            gconstpointer  data)
{
  keep_list (fixture, NULL, 0);
  load (fixture);
  catalog_fixture_move (fixture, fixture->server, "/v2");
  catalog_fixture_settle (fixture);
  g_assert_false (sy_catalog_get_known (fixture->catalog));
  g_assert_cmpint (sy_catalog_get_state (fixture->catalog), ==, SY_CATALOG_EMPTY);

  catalog_fixture_move (fixture, fixture->server, "/v1");
  catalog_fixture_settle (fixture);
  g_assert_true (sy_catalog_get_known (fixture->catalog));
  assert_n_requests (fixture, 1);
}

static void
test_moved_in_load (Fixture       *fixture,
                    gconstpointer  data)
{
  keep_list (fixture, NULL, 0);
  sy_catalog_load (fixture->catalog);
  catalog_fixture_move (fixture, fixture->server, "/v2");
  catalog_fixture_settle (fixture);
  g_assert_false (sy_catalog_get_known (fixture->catalog));
  assert_ids (fixture, "");
}

static void
test_dropped_in_load (Fixture       *fixture,
                      gconstpointer  data)
{
  keep_list (fixture, NULL, 0);
  sy_catalog_refresh (fixture->catalog);
  g_assert_finalize_object (g_steal_pointer (&fixture->catalog));
  catalog_fixture_settle (fixture);
  assert_n_requests (fixture, 1);
}

static gboolean
is_kept (Fixture *fixture)
{
  g_autofree char *path = catalog_fixture_dup_path (fixture);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* One that can be removed. */
static void
use_custom_provider (Fixture *fixture)
{
  fixture->provider = sy_provider_list_add_custom (fixture->providers);
  catalog_fixture_move (fixture, fixture->server, "/v1");
}

/* What was kept of a provider goes with it, whether its list was looked at or not. */
static void
test_removed (Fixture       *fixture,
              gconstpointer  data)
{
  gboolean looked_at = GPOINTER_TO_INT (data);
  g_autoptr(SyProvider) provider = NULL;
  SyCatalogList *list;

  catalog_fixture_setup (fixture, "openrouter");
  use_custom_provider (fixture);
  keep_list (fixture, NULL, 0);
  g_assert_true (is_kept (fixture));
  list = sy_catalog_list_new (fixture->providers, &fixture->services);
  if (looked_at)
    sy_catalog_load (sy_catalog_list_find (list, fixture->provider));

  provider = g_object_ref (fixture->provider);
  g_assert_finalize_object (g_steal_pointer (&fixture->catalog));
  sy_provider_list_remove (fixture->providers, provider);
  catalog_fixture_settle (fixture);
  g_assert_false (is_kept (fixture));
  g_assert_finalize_object (list);
  catalog_fixture_teardown (fixture, "openrouter");
}

/* The answer comes when its provider is gone, and somebody still holds the list. */
static void
test_removed_in_flight (Fixture       *fixture,
                        gconstpointer  data)
{
  static const RawStep steps[] = {
    { RAW_HOLD },
    { RAW_SEND, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" ONE },
  };
  g_autoptr(SyProvider) provider = NULL;
  g_autoptr(SyCatalog) catalog = NULL;
  SyCatalogList *list;

  use_custom_provider (fixture);
  provider = g_object_ref (fixture->provider);
  raw_server_add_script (fixture->server, steps, G_N_ELEMENTS (steps));
  catalog_fixture_keep (fixture);
  g_assert_finalize_object (g_steal_pointer (&fixture->catalog));
  list = sy_catalog_list_new (fixture->providers, &fixture->services);
  catalog = g_object_ref (sy_catalog_list_find (list, provider));
  sy_catalog_refresh (catalog);
  catalog_fixture_wait_for (fixture, 1);
  sy_provider_list_remove (fixture->providers, provider);
  raw_server_release (fixture->server);
  support_spin_for (100);
  catalog_fixture_settle (fixture);

  g_assert_false (is_kept (fixture));
  g_assert_finalize_object (list);
}

static void
run_removed (gconstpointer data)
{
  Fixture fixture = { 0, };

  test_removed (&fixture, data);
}

#define ADD(path, func)                                                                     \
  g_test_add ("/catalog-age/" path, CatalogFixture, "openrouter", catalog_fixture_setup,    \
              func, catalog_fixture_teardown)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("load", test_load);
  ADD ("nothing-kept", test_nothing_kept);
  ADD ("young", test_young);
  ADD ("not-modified", test_not_modified);
  ADD ("modified", test_modified);
  ADD ("refresh-reads", test_refresh_reads);
  ADD ("failure", test_failure);
  ADD ("future", test_future);
  ADD ("other-key", test_other_key);
  ADD ("not-asked", test_not_asked);
  ADD ("no-key-kept", test_no_key_kept);
  ADD ("moved", test_moved);
  ADD ("moved-in-load", test_moved_in_load);
  ADD ("dropped-in-load", test_dropped_in_load);
  g_test_add_data_func ("/catalog-age/removed", GINT_TO_POINTER (TRUE), run_removed);
  g_test_add_data_func ("/catalog-age/removed-unseen", GINT_TO_POINTER (FALSE), run_removed);
  ADD ("removed-in-flight", test_removed_in_flight);

  return g_test_run ();
}
