/* test-watchdog.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fake-network.h"
#include "sy-fake-clock.h"
#include "sy-network-monitor.h"
#include "sy-watchdog.h"

#define SILENCE_MS 120000

typedef struct
{
  SyFakeClock   *clock;
  FakeNetwork   *network;
  GCancellable  *caller;
  SyWatchdog    *watchdog;
} Fixture;

static gboolean
is_watched (FakeNetwork *network)
{
  guint id = g_signal_lookup ("network-changed", G_TYPE_NETWORK_MONITOR);

  return g_signal_has_handler_pending (network, id, 0, TRUE);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->clock = sy_fake_clock_new ();
  fixture->network = fake_network_new (TRUE);
  fixture->caller = g_cancellable_new ();

  /* Any time but one at which the checks are. */
  sy_fake_clock_advance (fixture->clock, 1234);
  fixture->watchdog = sy_watchdog_new (SY_CLOCK (fixture->clock), SILENCE_MS, fixture->caller);
  sy_watchdog_set_network (fixture->watchdog, G_NETWORK_MONITOR (fixture->network));
  g_assert_true (is_watched (fixture->network));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_pointer (&fixture->watchdog, sy_watchdog_free);
  g_assert_false (is_watched (fixture->network));
  g_assert_cmpuint (sy_fake_clock_get_n_timeouts (fixture->clock), ==, 0);
  g_assert_finalize_object (g_steal_pointer (&fixture->clock));
  g_assert_finalize_object (g_steal_pointer (&fixture->network));
  g_assert_finalize_object (g_steal_pointer (&fixture->caller));
}

static void
assert_expired (Fixture  *fixture,
                gboolean  expired)
{
  GCancellable *cancellable = sy_watchdog_get_cancellable (fixture->watchdog);

  g_assert_true (sy_watchdog_is_expired (fixture->watchdog) == expired);
  g_assert_true (g_cancellable_is_cancelled (cancellable) == expired);
  g_assert_false (g_cancellable_is_cancelled (fixture->caller));
}

/* Nothing expires after @milliseconds less one, and all after them. */
static void
assert_expires_after (Fixture *fixture,
                      guint    milliseconds)
{
  sy_fake_clock_advance (fixture->clock, milliseconds - 1);
  assert_expired (fixture, FALSE);
  sy_fake_clock_advance (fixture->clock, 1);
  assert_expired (fixture, TRUE);
  g_assert_cmpuint (sy_fake_clock_get_n_timeouts (fixture->clock), ==, 0);
}

static void
test_silence (Fixture       *fixture,
              gconstpointer  data)
{
  assert_expires_after (fixture, SILENCE_MS);
  g_assert_cmpuint (sy_watchdog_get_silence (fixture->watchdog), ==, SILENCE_MS);
  g_assert_false (sy_watchdog_is_lost (fixture->watchdog));
}

static void
test_touch (Fixture       *fixture,
            gconstpointer  data)
{
  for (guint i = 0; i < 5; i++)
    {
      sy_fake_clock_advance (fixture->clock, SILENCE_MS - 1);
      assert_expired (fixture, FALSE);
      sy_watchdog_touch (fixture->watchdog);
      g_assert_cmpuint (sy_watchdog_get_silence (fixture->watchdog), ==, 0);
    }

  assert_expires_after (fixture, SILENCE_MS);
}

static void
test_caller (Fixture       *fixture,
             gconstpointer  data)
{
  g_cancellable_cancel (fixture->caller);

  g_assert_true (g_cancellable_is_cancelled (sy_watchdog_get_cancellable (fixture->watchdog)));
  g_assert_false (sy_watchdog_is_expired (fixture->watchdog));
}

static void
test_forever (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(SyWatchdog) watchdog = sy_watchdog_new (SY_CLOCK (fixture->clock), 0, NULL);

  g_clear_pointer (&fixture->watchdog, sy_watchdog_free);
  g_assert_cmpuint (sy_fake_clock_get_n_timeouts (fixture->clock), ==, 0);
  sy_watchdog_set_network (watchdog, G_NETWORK_MONITOR (fixture->network));
  fake_network_set_available (fixture->network, FALSE);
  sy_fake_clock_sleep (fixture->clock, 60000);
  sy_fake_clock_advance (fixture->clock, G_MAXINT);
  g_assert_false (sy_watchdog_is_expired (watchdog));
}

/* The checks are every 3 s of the clock, which began 1,234 ms before. */
static void
test_sleep (Fixture       *fixture,
            gconstpointer  data)
{
  sy_fake_clock_advance (fixture->clock, 60000);
  sy_fake_clock_sleep (fixture->clock, 3600 * 1000);
  assert_expired (fixture, FALSE);
  assert_expires_after (fixture, 3000 - 1234 + 10000);
  g_assert_cmpuint (sy_watchdog_get_silence (fixture->watchdog), ==, 60000 + 1766 + 10000);
  g_assert_true (sy_watchdog_is_lost (fixture->watchdog));
}

static void
test_sleep_and_byte (Fixture       *fixture,
                     gconstpointer  data)
{
  sy_fake_clock_sleep (fixture->clock, 3600 * 1000);
  sy_fake_clock_advance (fixture->clock, 9000);
  sy_watchdog_touch (fixture->watchdog);
  assert_expires_after (fixture, SILENCE_MS);
}

/* The byte comes before the sleep is noticed. */
static void
test_sleep_and_byte_at_once (Fixture       *fixture,
                             gconstpointer  data)
{
  sy_fake_clock_sleep (fixture->clock, 3600 * 1000);
  sy_watchdog_touch (fixture->watchdog);
  assert_expires_after (fixture, SILENCE_MS);
}

static void
test_short_sleep (Fixture       *fixture,
                  gconstpointer  data)
{
  sy_fake_clock_sleep (fixture->clock, 10000);
  assert_expires_after (fixture, SILENCE_MS);
}

/* Less is left than a sleep allows. */
static void
test_late_sleep (Fixture       *fixture,
                 gconstpointer  data)
{
  sy_fake_clock_advance (fixture->clock, SILENCE_MS - 5000);
  sy_fake_clock_sleep (fixture->clock, 60000);
  assert_expires_after (fixture, 5000);
  g_assert_false (sy_watchdog_is_lost (fixture->watchdog));
}

static void
test_network (Fixture       *fixture,
              gconstpointer  data)
{
  sy_fake_clock_advance (fixture->clock, 30000);
  fake_network_set_available (fixture->network, FALSE);
  assert_expires_after (fixture, 10000);
  g_assert_true (sy_watchdog_is_lost (fixture->watchdog));
}

/* A monitor also tells of an address, a route or a lease that is of no account. */
static void
test_network_same (Fixture       *fixture,
                   gconstpointer  data)
{
  for (guint i = 0; i < 5; i++)
    {
      fake_network_set_available (fixture->network, TRUE);
      sy_fake_clock_advance (fixture->clock, 5000);
    }

  assert_expires_after (fixture, SILENCE_MS - 25000);
  g_assert_false (sy_watchdog_is_lost (fixture->watchdog));
}

/* Lost before, so that there is nothing new until it comes back. */
static void
test_network_back (Fixture       *fixture,
                   gconstpointer  data)
{
  fake_network_set_available (fixture->network, FALSE);
  sy_watchdog_touch (fixture->watchdog);
  fake_network_set_available (fixture->network, FALSE);
  sy_fake_clock_advance (fixture->clock, 60000);
  assert_expired (fixture, FALSE);

  fake_network_set_available (fixture->network, TRUE);
  assert_expires_after (fixture, 10000);
}

/* Another network often shows only in this. */
static void
test_network_connectivity (Fixture       *fixture,
                           gconstpointer  data)
{
  fake_network_set_connectivity (fixture->network, G_NETWORK_CONNECTIVITY_LIMITED);
  sy_fake_clock_advance (fixture->clock, 9999);
  sy_watchdog_touch (fixture->watchdog);
  fake_network_set_connectivity (fixture->network, G_NETWORK_CONNECTIVITY_LIMITED);
  sy_fake_clock_advance (fixture->clock, 60000);
  assert_expired (fixture, FALSE);

  fake_network_set_connectivity (fixture->network, G_NETWORK_CONNECTIVITY_FULL);
  assert_expires_after (fixture, 10000);
}

/* What it was before the watchdog is nothing to it. */
static void
test_network_before (Fixture       *fixture,
                     gconstpointer  data)
{
  sy_watchdog_set_network (fixture->watchdog, NULL);
  fake_network_set_available (fixture->network, FALSE);
  sy_watchdog_set_network (fixture->watchdog, G_NETWORK_MONITOR (fixture->network));
  fake_network_set_available (fixture->network, FALSE);
  assert_expires_after (fixture, SILENCE_MS);
}

/* A monitor that is not at work yet is not put to work; nor is what it tells first anything
 * new, when it begins to, unless there is no network. */
static void
test_network_lazy (Fixture       *fixture,
                   gconstpointer  data)
{
  SyNetworkMonitor *monitor = sy_network_monitor_new (G_NETWORK_MONITOR (fixture->network));
  gboolean lost = GPOINTER_TO_INT (data);

  sy_watchdog_set_network (fixture->watchdog, G_NETWORK_MONITOR (monitor));
  g_assert_false (is_watched (fixture->network));

  sy_network_monitor_start (monitor);
  sy_fake_clock_advance (fixture->clock, 5000);
  fake_network_set_available (fixture->network, !lost);

  if (!lost)
    {
      sy_fake_clock_advance (fixture->clock, 30000);
      assert_expired (fixture, FALSE);
      fake_network_set_available (fixture->network, FALSE);
    }

  assert_expires_after (fixture, 10000);
  sy_watchdog_set_network (fixture->watchdog, NULL);
  g_assert_finalize_object (monitor);
}

static void
test_network_once (Fixture       *fixture,
                   gconstpointer  data)
{
  fake_network_set_available (fixture->network, FALSE);
  sy_fake_clock_advance (fixture->clock, 9000);
  fake_network_set_available (fixture->network, TRUE);
  assert_expires_after (fixture, 1000);
}

static void
test_network_and_byte (Fixture       *fixture,
                       gconstpointer  data)
{
  fake_network_set_available (fixture->network, FALSE);
  sy_fake_clock_advance (fixture->clock, 9999);
  sy_watchdog_touch (fixture->watchdog);
  sy_fake_clock_advance (fixture->clock, 60000);
  assert_expired (fixture, FALSE);

  fake_network_set_available (fixture->network, TRUE);
  assert_expires_after (fixture, 10000);
}

/* All watchdogs wake the program at the same times. */
static void
test_wakeups (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(SyWatchdog) other = NULL;
  guint n_wakeups = 0;
  gint64 before = 0;

  sy_fake_clock_advance (fixture->clock, 777);
  other = sy_watchdog_new (SY_CLOCK (fixture->clock), SILENCE_MS, NULL);
  before = sy_clock_get_monotonic (SY_CLOCK (fixture->clock));

  while (sy_clock_get_monotonic (SY_CLOCK (fixture->clock)) < before + 60 * G_USEC_PER_SEC)
    {
      guint n_fired = sy_fake_clock_get_n_fired (fixture->clock);

      sy_fake_clock_advance (fixture->clock, 1);
      sy_watchdog_touch (fixture->watchdog);
      n_wakeups += sy_fake_clock_get_n_fired (fixture->clock) > n_fired;
    }

  g_assert_cmpuint (n_wakeups, ==, 20);
}

static void
add (const char *path,
     void      (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  add ("/watchdog/silence", test_silence);
  add ("/watchdog/touch", test_touch);
  add ("/watchdog/caller", test_caller);
  add ("/watchdog/forever", test_forever);
  add ("/watchdog/sleep", test_sleep);
  add ("/watchdog/sleep/and-byte", test_sleep_and_byte);
  add ("/watchdog/sleep/and-byte-at-once", test_sleep_and_byte_at_once);
  add ("/watchdog/sleep/short", test_short_sleep);
  add ("/watchdog/sleep/late", test_late_sleep);
  add ("/watchdog/network", test_network);
  add ("/watchdog/network/same", test_network_same);
  add ("/watchdog/network/back", test_network_back);
  add ("/watchdog/network/connectivity", test_network_connectivity);
  add ("/watchdog/network/before", test_network_before);
  g_test_add ("/watchdog/network/lazy", Fixture, GINT_TO_POINTER (FALSE), set_up,
              test_network_lazy, tear_down);
  g_test_add ("/watchdog/network/lazy/lost", Fixture, GINT_TO_POINTER (TRUE), set_up,
              test_network_lazy, tear_down);
  add ("/watchdog/network/once", test_network_once);
  add ("/watchdog/network/and-byte", test_network_and_byte);
  add ("/watchdog/wakeups", test_wakeups);

  return g_test_run ();
}
