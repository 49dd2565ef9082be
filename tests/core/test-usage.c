/* test-usage.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sy-usage.h"

static void
test_boxed (void)
{
  const SyUsage usage = { 1, 2, 3, 4, 5, 6 };
  g_autoptr(SyUsage) copy = sy_usage_copy (&usage);
  g_auto(GValue) value = G_VALUE_INIT;

  g_assert_true (copy != &usage);
  g_assert_true (sy_usage_equal (copy, &usage));

  g_value_init (&value, SY_TYPE_USAGE);
  g_value_set_boxed (&value, copy);
  g_assert_true (sy_usage_equal (g_value_get_boxed (&value), &usage));
}

static void
test_equal (void)
{
  const SyUsage usage = SY_USAGE_INIT;
  SyUsage others[6] = {
    SY_USAGE_INIT, SY_USAGE_INIT, SY_USAGE_INIT,
    SY_USAGE_INIT, SY_USAGE_INIT, SY_USAGE_INIT,
  };

  others[0].prompt_tokens = 0;
  others[1].completion_tokens = 0;
  others[2].reasoning_tokens = 0;
  others[3].cached_tokens = 0;
  others[4].cache_write_tokens = 0;
  others[5].cost = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (sy_usage_equal (&usage, &others[i]));

  g_assert_true (sy_usage_equal (NULL, NULL));
  g_assert_false (sy_usage_equal (&usage, NULL));
  g_assert_false (sy_usage_equal (NULL, &usage));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/usage/boxed", test_boxed);
  g_test_add_func ("/usage/equal", test_equal);

  return g_test_run ();
}
