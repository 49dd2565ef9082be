/* test-completion-stop.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "completion-fixture.h"

#include "sy-error.h"

#include <string.h>

#define STOP_TIME (1 * G_USEC_PER_SEC)

typedef struct
{
  const char      *what;
  SupportSpinFunc  phase;
  const char      *bytes;
} Phase;

static const Phase phases[] = {
  { "before the headers", fixture_has_request, "HTTP/1.1 200 OK\r\nContent-Ty" },
  { "before the first byte", fixture_is_waiting, RAW_OK_STREAM },
  { "in the first event", fixture_is_waiting, RAW_OK_STREAM "data: {\"choices\":[{\"del" },
  { "in mid-event", fixture_has_delta, RAW_OK_STREAM TEXT ("a") "data: {\"choices\":[{\"delta\":" },
  { "in an error body", fixture_has_request, "HTTP/1.1 500 Oh\r\nContent-Length: 99\r\n\r\n{\"err" },
};

static void
hold_at (Fixture     *fixture,
         const Phase *phase)
{
  const RawStep steps[] = {
    { RAW_SEND, phase->bytes, 0, 0 },
    { RAW_WAIT_CLOSE, NULL, 0, 0 },
  };

  g_test_message ("%s", phase->what);
  fixture_init (fixture);
  fixture_start_steps (fixture, steps, G_N_ELEMENTS (steps));
  fixture_wait (fixture, phase->phase);
  support_spin_for (30);
}

static void
test_cancel (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (phases); i++)
    {
      g_auto(Fixture) fixture = { 0 };
      gint64 stopped_at;

      hold_at (&fixture, &phases[i]);
      stopped_at = g_get_monotonic_time ();
      sy_completion_cancel (fixture.completion);
      sy_completion_cancel (fixture.completion);
      fixture_finish (&fixture);
      g_assert_error (sy_completion_get_error (fixture.completion), G_IO_ERROR,
                      G_IO_ERROR_CANCELLED);
      g_assert_null (sy_completion_get_finish_reason (fixture.completion));

      fixture_wait (&fixture, fixture_is_closed);
      g_assert_cmpint (raw_server_get_closed_at (fixture.server, 0) - stopped_at, <, STOP_TIME);

      sy_completion_cancel (fixture.completion);
      support_spin_for (5);
      g_assert_cmpuint (fixture.finished, ==, 1);
    }
}

/* Dropping the last reference closes the connection and says nothing. */
static void
test_drop (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (phases); i++)
    {
      g_auto(Fixture) fixture = { 0 };
      gint64 stopped_at;

      hold_at (&fixture, &phases[i]);
      stopped_at = g_get_monotonic_time ();
      g_assert_finalize_object (fixture.completion);
      fixture.completion = NULL;

      fixture_wait (&fixture, fixture_is_closed);
      g_assert_cmpint (raw_server_get_closed_at (fixture.server, 0) - stopped_at, <, STOP_TIME);
      g_assert_cmpuint (fixture.finished, ==, 0);
    }
}

/* Inside a delta: the rest of the same read is not given out. */
static void
test_cancel_in_delta (void)
{
  static const char bytes[] = RAW_OK_STREAM TEXT ("a") REASON ("b") TEXT ("c") FINISH ("stop")
                              DONE;

  for (guint at = 1; at <= 4; at++)
    {
      g_auto(Fixture) fixture = { 0 };

      fixture_init (&fixture);
      fixture.cancel_at = at;
      fixture_run (&fixture, bytes, strlen (bytes));
      g_assert_error (sy_completion_get_error (fixture.completion), G_IO_ERROR,
                      G_IO_ERROR_CANCELLED);
      g_assert_cmpuint (fixture.deltas, ==, at);
      g_assert_cmpuint (fixture.text->len + fixture.reasoning->len, ==, MIN (at, 3));
      g_assert_cmpstr (sy_completion_get_finish_reason (fixture.completion), ==,
                       at == 4 ? "stop" : NULL);
    }
}

static void
cancel_streaming_cb (SyCompletion *completion)
{
  if (sy_completion_get_state (completion) == SY_COMPLETION_STREAMING)
    sy_completion_cancel (completion);
}

/* The state changes before the delta that changes it. */
static void
test_cancel_in_notify (void)
{
  static const char bytes[] = RAW_OK_STREAM TEXT ("a") FINISH ("stop") DONE;
  g_auto(Fixture) fixture = { 0 };

  fixture_init (&fixture);
  g_signal_connect (fixture.completion, "notify::state", G_CALLBACK (cancel_streaming_cb), NULL);
  fixture_run (&fixture, bytes, strlen (bytes));
  g_assert_error (sy_completion_get_error (fixture.completion), G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fixture.deltas, ==, 0);
}

static gboolean
is_dropped (gpointer data)
{
  return ((Fixture *) data)->completion == NULL;
}

static void
test_drop_in_delta (void)
{
  static const char bytes[] = RAW_OK_STREAM TEXT ("a") FINISH ("stop") DONE;
  g_auto(Fixture) fixture = { 0 };

  fixture_init (&fixture);
  fixture.drop = TRUE;
  fixture_serve (&fixture, bytes, strlen (bytes));
  fixture_start (&fixture);
  fixture_wait (&fixture, is_dropped);
  support_spin_for (50);
  g_assert_cmpuint (fixture.finished, ==, 0);
}

static void
test_cancel_first (void)
{
  g_auto(Fixture) fixture = { 0 };

  fixture_init (&fixture);
  sy_completion_cancel (fixture.completion);
  fixture_start (&fixture);
  g_assert_cmpuint (fixture.finished, ==, 0);
  fixture_finish (&fixture);
  g_assert_error (sy_completion_get_error (fixture.completion), G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (raw_server_get_n_requests (fixture.server), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/completion-stop/cancel", test_cancel);
  g_test_add_func ("/completion-stop/drop", test_drop);
  g_test_add_func ("/completion-stop/cancel-in-delta", test_cancel_in_delta);
  g_test_add_func ("/completion-stop/cancel-in-notify", test_cancel_in_notify);
  g_test_add_func ("/completion-stop/drop-in-delta", test_drop_in_delta);
  g_test_add_func ("/completion-stop/cancel-first", test_cancel_first);

  return g_test_run ();
}
