/* test-completion-facts.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "completion-fixture.h"

#include "sy-error.h"

#include <string.h>

/* The header's id is the router's own; a chunk may have that of the server behind it. */
static void
test_generation_id (void)
{
  const char *with_header = "HTTP/1.1 200 OK\r\nX-Generation-Id: gen-1\r\nConnection: close\r\n\r\n"
                            EVENT ("{\"id\":\"gen-2\"}") TEXT ("a") FINISH ("stop");
  const char *without = RAW_OK_STREAM EVENT ("{\"id\":\"gen-2\"}") EVENT ("{\"id\":\"gen-3\"}")
                        FINISH ("stop");
  g_auto(Fixture) first = { 0 };
  g_auto(Fixture) second = { 0 };

  fixture_init (&first);
  g_assert_null (sy_completion_get_generation_id (first.completion));
  fixture_run (&first, with_header, strlen (with_header));
  g_assert_cmpstr (sy_completion_get_generation_id (first.completion), ==, "gen-1");

  fixture_init (&second);
  fixture_run (&second, without, strlen (without));
  g_assert_cmpstr (sy_completion_get_generation_id (second.completion), ==, "gen-2");
}

/* A server that repeats the key may do it in a name. */
static void
test_names (void)
{
  const char *bytes = "HTTP/1.1 200 OK\r\nX-Generation-Id: gen-" FIXTURE_KEY "\r\n\r\n"
                      EVENT ("{\"model\":\"m-" FIXTURE_KEY "\"}") TEXT ("a") FINISH ("stop");
  g_auto(Fixture) fixture = { 0 };

  fixture_init (&fixture);
  fixture_run (&fixture, bytes, strlen (bytes));
  fixture_assert_outcome (&fixture, -1, "stop");
  g_assert_null (strstr (sy_completion_get_generation_id (fixture.completion), FIXTURE_KEY));
  g_assert_null (strstr (sy_completion_get_served_model (fixture.completion), FIXTURE_KEY));
}

static void
test_unreadable (void)
{
  const char *bytes = RAW_OK_STREAM TEXT ("a") EVENT ("{{") EVENT ("boom") TEXT ("b") FINISH ("stop");
  g_auto(Fixture) fixture = { 0 };

  fixture_init (&fixture);
  g_assert_cmpuint (sy_completion_get_unreadable (fixture.completion), ==, 0);
  fixture_run (&fixture, bytes, strlen (bytes));
  fixture_assert_outcome (&fixture, -1, "stop");
  g_assert_cmpstr (fixture.text->str, ==, "ab");
  g_assert_cmpuint (sy_completion_get_unreadable (fixture.completion), ==, 2);
}

/* As a date it counts from the clock of the program. */
static void
test_retry_after (void)
{
  g_autoptr(GDateTime) now = NULL;
  g_autoptr(GDateTime) later = NULL;
  g_autofree char *date = NULL;
  g_autofree char *bytes = NULL;
  g_auto(Fixture) fixture = { 0 };

  fixture_init (&fixture);
  now = g_date_time_new_from_unix_utc (sy_clock_get_now (SY_CLOCK (fixture.clock)) /
                                       G_USEC_PER_SEC);
  later = g_date_time_add_seconds (now, 45);
  date = g_date_time_format (later, "%a, %d %b %Y %H:%M:%S GMT");
  bytes = g_strdup_printf ("HTTP/1.1 429 Slow\r\nRetry-After: %s\r\nContent-Length: 2\r\n\r\n{}",
                           date);
  fixture_run (&fixture, bytes, strlen (bytes));
  fixture_assert_outcome (&fixture, SY_ERROR_RATE_LIMITED, NULL);
  g_assert_cmpint (sy_error_get_facts (sy_completion_get_error (fixture.completion)).retry_after,
                   ==, 45);
}

/* Of the body of an error, 1 MB is read. */
static void
test_endless_error (void)
{
  const gsize size = 8 * 1024 * 1024;
  g_autofree char *filler = g_strnfill (size, 'x');
  const RawStep steps[] = {
    { RAW_SEND, HEAD ("500 Oh", "text/plain"), 0, 0 },
    { RAW_SEND, filler, size, 0 },
    { RAW_WAIT_CLOSE, NULL, 0, 0 },
  };
  g_auto(Fixture) fixture = { 0 };

  fixture_init (&fixture);
  fixture_start_steps (&fixture, steps, G_N_ELEMENTS (steps));
  fixture_finish (&fixture);
  fixture_assert_outcome (&fixture, SY_ERROR_SERVER, NULL);
  g_assert_cmpuint (strlen (sy_error_get_facts (sy_completion_get_error (fixture.completion)).body),
                    <=, 1024 * 1024);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/completion-facts/generation-id", test_generation_id);
  g_test_add_func ("/completion-facts/names", test_names);
  g_test_add_func ("/completion-facts/unreadable", test_unreadable);
  g_test_add_func ("/completion-facts/retry-after", test_retry_after);
  g_test_add_func ("/completion-facts/endless-error", test_endless_error);

  return g_test_run ();
}
