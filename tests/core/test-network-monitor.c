/* test-network-monitor.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-network-monitor.h"

#include "fake-network.h"

static void
count_cb (guint *count)
{
  (*count)++;
}

static gboolean
is_watched (FakeNetwork *system)
{
  guint id = g_signal_lookup ("network-changed", G_TYPE_NETWORK_MONITOR);

  return g_signal_has_handler_pending (system, id, 0, TRUE);
}

/* Whoever was connected before it started hears of changes as well. */
static void
test_start (void)
{
  FakeNetwork *system = fake_network_new (TRUE);
  SyNetworkMonitor *monitor = sy_network_monitor_new (G_NETWORK_MONITOR (system));
  guint changed = 0;

  g_signal_connect_swapped (monitor, "network-changed", G_CALLBACK (count_cb), &changed);
  g_assert_false (is_watched (system));
  fake_network_set_available (system, TRUE);
  g_assert_cmpuint (changed, ==, 0);

  g_assert_false (sy_network_monitor_is_started (monitor));
  sy_network_monitor_start (monitor);
  sy_network_monitor_start (monitor);
  g_assert_true (sy_network_monitor_is_started (monitor));
  fake_network_set_available (system, FALSE);
  g_assert_cmpuint (changed, ==, 1);
  fake_network_set_available (system, FALSE);
  g_assert_cmpuint (changed, ==, 2);

  g_assert_finalize_object (monitor);
  g_assert_false (is_watched (system));
  g_assert_finalize_object (system);
}

static void
test_asked (void)
{
  FakeNetwork *system = fake_network_new (TRUE);
  SyNetworkMonitor *monitor = sy_network_monitor_new (G_NETWORK_MONITOR (system));
  guint notified = 0;

  g_signal_connect_swapped (monitor, "notify::network-available", G_CALLBACK (count_cb),
                            &notified);
  g_assert_true (g_network_monitor_get_network_available (G_NETWORK_MONITOR (monitor)));
  g_assert_true (is_watched (system));

  fake_network_set_available (system, FALSE);
  g_assert_false (g_network_monitor_get_network_available (G_NETWORK_MONITOR (monitor)));
  g_object_notify (G_OBJECT (system), "network-available");
  g_assert_cmpuint (notified, ==, 1);

  g_assert_finalize_object (monitor);
  g_assert_finalize_object (system);
}

/* The real one, which is there whatever the system has. */
static void
test_system (void)
{
  SyNetworkMonitor *monitor = sy_network_monitor_new (NULL);
  GNetworkMonitor *system = g_network_monitor_get_default ();

  g_assert_cmpint (g_network_monitor_get_network_available (G_NETWORK_MONITOR (monitor)), ==,
                   g_network_monitor_get_network_available (system));

  g_assert_finalize_object (monitor);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/network-monitor/start", test_start);
  g_test_add_func ("/network-monitor/asked", test_asked);
  g_test_add_func ("/network-monitor/system", test_system);

  return g_test_run ();
}
