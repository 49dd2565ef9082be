/* test-retry.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-retry.h"

#include "fake-network.h"
#include "sy-error.h"
#include "sy-fake-clock.h"

#define FAR   "https://far.example"
#define LOCAL "http://127.0.0.1:8080"

typedef struct
{
  SyFakeClock *clock;
  FakeNetwork *network;
  SyRetry     *retry;
  guint        n_due;
  gint64       due_at;
} Fixture;

static void
due_cb (gpointer user_data)
{
  Fixture *fixture = user_data;

  /* The plan stands until it is given up. */
  g_assert_nonnull (sy_retry_get_error (fixture->retry));
  fixture->n_due++;
  fixture->due_at = sy_clock_get_monotonic (SY_CLOCK (fixture->clock));
}

static SyRetry *
new_retry (Fixture     *fixture,
           FakeNetwork *network)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (4);

  return sy_retry_new (SY_CLOCK (fixture->clock),
                       network != NULL ? G_NETWORK_MONITOR (network) : NULL,
                       random, due_cb, fixture);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->clock = sy_fake_clock_new ();
  fixture->network = fake_network_new (TRUE);
  fixture->retry = new_retry (fixture, fixture->network);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  sy_retry_free (fixture->retry);
  g_assert_cmpuint (sy_fake_clock_get_n_timeouts (fixture->clock), ==, 0);
  g_assert_finalize_object (fixture->network);
  g_assert_finalize_object (fixture->clock);
}

static gboolean
plan (Fixture    *fixture,
      SyError     code,
      guint       status,
      int         retry_after,
      const char *origin)
{
  SyErrorFacts facts = { .status = status, .retry_after = retry_after };
  g_autoptr(GError) error = sy_error_new_facts (code, "Trouble", &facts);
  gboolean planned = sy_retry_plan (fixture->retry, error, origin);

  g_assert_cmpint (planned, ==, sy_retry_get_error (fixture->retry) != NULL);
  if (planned)
    g_assert_error (sy_retry_get_error (fixture->retry), SY_ERROR, (int) code);
  else
    g_assert_cmpint (sy_retry_get_at (fixture->retry), ==, SY_RETRY_NEVER);

  return planned;
}

/* Milliseconds until the planned attempt. */
static gint64
get_wait (Fixture *fixture)
{
  gint64 now = sy_clock_get_monotonic (SY_CLOCK (fixture->clock));

  return (sy_retry_get_at (fixture->retry) - now) / 1000;
}

static void
test_server (Fixture       *fixture,
             gconstpointer  data)
{
  for (guint i = 0; i < 3; i++)
    {
      gint64 longest = 1000 << i;
      gint64 at;

      g_assert_true (plan (fixture, SY_ERROR_SERVER, 503, -1, FAR));
      g_assert_cmpint (get_wait (fixture), >=, longest / 2);
      g_assert_cmpint (get_wait (fixture), <=, longest);

      at = sy_retry_get_at (fixture->retry);
      sy_fake_clock_advance (fixture->clock, (guint) get_wait (fixture) - 1);
      g_assert_cmpuint (fixture->n_due, ==, i);
      sy_fake_clock_advance (fixture->clock, 1);
      g_assert_cmpuint (fixture->n_due, ==, i + 1);
      g_assert_cmpint (fixture->due_at, ==, at);
    }

  g_assert_false (plan (fixture, SY_ERROR_SERVER, 503, -1, FAR));

  /* Another request may be tried as often. */
  sy_retry_reset (fixture->retry);
  g_assert_true (plan (fixture, SY_ERROR_SERVER, 503, -1, FAR));
  g_assert_cmpint (get_wait (fixture), <=, 1000);
}

static void
test_retry_after (Fixture       *fixture,
                  gconstpointer  data)
{
  g_assert_true (plan (fixture, SY_ERROR_RATE_LIMITED, 429, 7, FAR));
  g_assert_cmpint (get_wait (fixture), ==, 7000);
  g_assert_false (plan (fixture, SY_ERROR_RATE_LIMITED, 429, 7, FAR));
  g_assert_cmpuint (sy_fake_clock_get_n_timeouts (fixture->clock), ==, 0);

  sy_retry_reset (fixture->retry);
  g_assert_false (plan (fixture, SY_ERROR_SERVER, 503, 3600, FAR));
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_assert_true (plan (fixture, SY_ERROR_SERVER, 503, -1, FAR));
  sy_retry_cancel (fixture->retry);
  g_assert_null (sy_retry_get_error (fixture->retry));
  g_assert_cmpint (sy_retry_get_at (fixture->retry), ==, SY_RETRY_NEVER);
  sy_fake_clock_advance (fixture->clock, 60000);
  g_assert_cmpuint (fixture->n_due, ==, 0);

  /* It counts all the same. */
  g_assert_true (plan (fixture, SY_ERROR_SERVER, 503, -1, FAR));
  g_assert_true (plan (fixture, SY_ERROR_SERVER, 503, -1, FAR));
  g_assert_false (plan (fixture, SY_ERROR_SERVER, 503, -1, FAR));
}

static void
test_never (Fixture       *fixture,
            gconstpointer  data)
{
  static const struct
  {
    SyError code;
    guint   status;
  } cases[] = {
    { SY_ERROR_SETUP, 0 }, { SY_ERROR_AUTH, 401 }, { SY_ERROR_PAYMENT, 402 },
    { SY_ERROR_FORBIDDEN, 403 }, { SY_ERROR_NOT_FOUND, 404 }, { SY_ERROR_BAD_REQUEST, 400 },
    { SY_ERROR_QUOTA, 429 }, { SY_ERROR_REDIRECT, 301 }, { SY_ERROR_TLS, 0 },
    { SY_ERROR_TIMEOUT, 0 }, { SY_ERROR_PROTOCOL, 200 }, { SY_ERROR_KEYRING_LOCKED, 0 },
    { SY_ERROR_NETWORK, 0 }, { SY_ERROR_HOST_NOT_FOUND, 0 }, { SY_ERROR_REFUSED, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_false (plan (fixture, cases[i].code, cases[i].status, -1, FAR));

  g_assert_cmpuint (sy_fake_clock_get_n_timeouts (fixture->clock), ==, 0);
}

static void
test_offline (Fixture       *fixture,
              gconstpointer  data)
{
  static const SyError codes[] = {
    SY_ERROR_NETWORK, SY_ERROR_HOST_NOT_FOUND, SY_ERROR_REFUSED,
  };

  fake_network_set_available (fixture->network, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_assert_true (plan (fixture, codes[i], 0, -1, FAR));
      g_assert_cmpint (sy_retry_get_at (fixture->retry), ==, SY_RETRY_WHEN_ONLINE);
      sy_fake_clock_advance (fixture->clock, 3600000);
      fake_network_set_available (fixture->network, FALSE);
      g_assert_cmpuint (fixture->n_due, ==, i);

      fake_network_set_available (fixture->network, TRUE);
      g_assert_cmpuint (fixture->n_due, ==, i + 1);
      fake_network_set_available (fixture->network, TRUE);
      g_assert_cmpuint (fixture->n_due, ==, i + 1);
      fake_network_set_available (fixture->network, FALSE);
    }

  /* Not for ever, should it come and go. */
  g_assert_false (plan (fixture, SY_ERROR_NETWORK, 0, -1, FAR));
}

static void
test_offline_others (Fixture       *fixture,
                     gconstpointer  data)
{
  fake_network_set_available (fixture->network, FALSE);

  /* Loopback needs no network, and a server that answers is there. */
  g_assert_false (plan (fixture, SY_ERROR_REFUSED, 0, -1, LOCAL));
  g_assert_false (plan (fixture, SY_ERROR_TLS, 0, -1, FAR));
  g_assert_true (plan (fixture, SY_ERROR_SERVER, 503, -1, FAR));
  g_assert_cmpint (sy_retry_get_at (fixture->retry), >, 0);

  /* A plan that was given up does not come back with the network. */
  sy_retry_reset (fixture->retry);
  g_assert_true (plan (fixture, SY_ERROR_NETWORK, 0, -1, FAR));
  sy_retry_cancel (fixture->retry);
  fake_network_set_available (fixture->network, TRUE);
  g_assert_cmpuint (fixture->n_due, ==, 0);

  fake_network_set_available (fixture->network, FALSE);
  g_assert_true (plan (fixture, SY_ERROR_NETWORK, 0, -1, FAR));
}

static void
test_no_monitor (Fixture       *fixture,
                 gconstpointer  data)
{
  sy_retry_free (fixture->retry);
  fixture->retry = new_retry (fixture, NULL);

  g_assert_false (plan (fixture, SY_ERROR_NETWORK, 0, -1, FAR));
  g_assert_true (plan (fixture, SY_ERROR_SERVER, 503, -1, FAR));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add ("/retry/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("server", test_server);
  ADD ("retry-after", test_retry_after);
  ADD ("cancel", test_cancel);
  ADD ("never", test_never);
  ADD ("offline", test_offline);
  ADD ("offline-others", test_offline_others);
  ADD ("no-monitor", test_no_monitor);
#undef ADD

  return g_test_run ();
}
