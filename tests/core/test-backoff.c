/* test-backoff.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sy-backoff.h"

static void
test_delays (void)
{
  static const gint64 longest[] = { 1000, 2000, 4000, 8000, 16000, 20000, 20000, 20000 };

  for (guint seed = 0; seed < 50; seed++)
    {
      g_autoptr(GRand) random = g_rand_new_with_seed (seed);
      g_autoptr(SyBackoff) backoff = sy_backoff_new (random);

      for (gsize i = 0; i < G_N_ELEMENTS (longest); i++)
        {
          gint64 delay = sy_backoff_next (backoff, G_N_ELEMENTS (longest), -1);

          g_assert_cmpint (delay, >=, longest[i] / 2);
          g_assert_cmpint (delay, <=, longest[i]);
        }

      g_assert_cmpint (sy_backoff_next (backoff, G_N_ELEMENTS (longest), -1), ==, -1);
    }
}

static void
test_attempts (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (1);
  g_autoptr(SyBackoff) backoff = sy_backoff_new (random);

  g_assert_cmpint (sy_backoff_next (backoff, 0, -1), ==, -1);
  g_assert_cmpint (sy_backoff_next (backoff, 1, -1), >=, 500);

  /* Other errors allow other numbers: what was used before counts. */
  g_assert_cmpint (sy_backoff_next (backoff, 1, -1), ==, -1);
  g_assert_cmpint (sy_backoff_next (backoff, 3, -1), >=, 1000);
  g_assert_cmpint (sy_backoff_next (backoff, 3, -1), >=, 2000);
  g_assert_cmpint (sy_backoff_next (backoff, 3, -1), ==, -1);

  sy_backoff_reset (backoff);
  g_assert_cmpint (sy_backoff_next (backoff, 1, -1), <=, 1000);
  g_assert_cmpint (sy_backoff_next (backoff, 1, -1), ==, -1);
}

static void
test_retry_after (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (1);
  g_autoptr(SyBackoff) backoff = sy_backoff_new (random);

  g_assert_cmpint (sy_backoff_next (backoff, 9, 0), <=, 1000);
  g_assert_cmpint (sy_backoff_next (backoff, 9, 30), ==, 30000);
  g_assert_cmpint (sy_backoff_next (backoff, 9, 120), ==, 120000);
  g_assert_cmpint (sy_backoff_next (backoff, 9, 121), ==, -1);
  g_assert_cmpint (sy_backoff_next (backoff, 9, G_MAXINT), ==, -1);
  g_assert_cmpint (sy_backoff_next (backoff, 9, G_MININT), >=, 4000);

  /* The server's wish is the least, not the whole. */
  g_assert_cmpint (sy_backoff_next (backoff, 9, 1), >=, 8000);
}

static void
test_random (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (7);
  g_autoptr(GRand) again = g_rand_new_with_seed (7);
  g_autoptr(SyBackoff) one = sy_backoff_new (random);
  g_autoptr(SyBackoff) two = sy_backoff_new (random);
  g_autoptr(SyBackoff) same = sy_backoff_new (again);
  guint n_equal = 0;

  for (guint i = 0; i < 8; i++)
    {
      gint64 delay = sy_backoff_next (one, 8, -1);

      g_assert_cmpint (sy_backoff_next (same, 8, -1), ==, delay);
      n_equal += sy_backoff_next (two, 8, -1) == delay;
    }

  g_assert_cmpuint (n_equal, <, 4);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/backoff/delays", test_delays);
  g_test_add_func ("/backoff/attempts", test_attempts);
  g_test_add_func ("/backoff/retry-after", test_retry_after);
  g_test_add_func ("/backoff/random", test_random);

  return g_test_run ();
}
