/* test-height-index.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-height-index.h"

#define MAX_ITEMS 300

/* The same with an array and loops. */
typedef struct
{
  GArray        *heights;
  SyHeightIndex *index;
} Both;

static void
both_init (Both *both)
{
  both->heights = g_array_new (FALSE, FALSE, sizeof (int));
  both->index = sy_height_index_new ();
}

static void
both_clear (Both *both)
{
  g_clear_pointer (&both->heights, g_array_unref);
  g_clear_pointer (&both->index, sy_height_index_free);
}

/* Often 0: a row that is hidden. */
static int
random_height (void)
{
  return g_test_rand_int_range (0, 3) == 0 ? 0 : g_test_rand_int_range (1, 5000);
}

static void
splice (Both *both)
{
  guint n_items = both->heights->len;
  guint position = g_test_rand_int_range (0, n_items + 1);
  guint removed = g_test_rand_int_range (0, n_items - position + 1);
  int heights[MAX_ITEMS];
  guint added;

  if (g_test_rand_bit ())
    removed = MIN (removed, 2);

  added = g_test_rand_int_range (0, MAX_ITEMS - n_items + removed + 1);
  if (g_test_rand_bit ())
    added = MIN (added, 2);

  for (guint i = 0; i < added; i++)
    heights[i] = random_height ();

  sy_height_index_splice (both->index, position, removed, added, added > 0 ? heights : NULL);
  if (removed > 0)
    g_array_remove_range (both->heights, position, removed);
  if (added > 0)
    g_array_insert_vals (both->heights, position, heights, added);
}

static void
set (Both *both)
{
  guint i;

  if (both->heights->len == 0)
    return;

  i = g_test_rand_int_range (0, both->heights->len);
  g_array_index (both->heights, int, i) = random_height ();
  sy_height_index_set (both->index, i, g_array_index (both->heights, int, i));
}

static void
check_find (Both   *both,
            gint64  y)
{
  gint64 rest = MAX (y, 0);
  gint64 inside = -1;
  guint i = 0;
  guint found = sy_height_index_find (both->index, y, &inside);

  while (i + 1 < both->heights->len && rest >= g_array_index (both->heights, int, i))
    rest -= g_array_index (both->heights, int, i++);

  g_assert_cmpuint (found, ==, i);
  g_assert_cmpint (inside, ==, rest + MIN (y, 0));
  g_assert_cmpuint (sy_height_index_find (both->index, y, NULL), ==, i);
}

static void
check (Both *both)
{
  gint64 sum = 0;

  g_assert_cmpuint (sy_height_index_get_n_items (both->index), ==, both->heights->len);
  for (guint i = 0; i < both->heights->len; i++)
    {
      int height = g_array_index (both->heights, int, i);

      g_assert_cmpint (sy_height_index_get (both->index, i), ==, height);
      g_assert_cmpint (sy_height_index_get_offset (both->index, i), ==, sum);
      sum += height;
    }

  g_assert_cmpint (sy_height_index_get_offset (both->index, both->heights->len), ==, sum);
  g_assert_cmpint (sy_height_index_get_total (both->index), ==, sum);
  for (guint i = 0; i < 20; i++)
    check_find (both, g_test_rand_double_range (-100, sum + 100));
  for (gint64 y = -1; y <= 1; y++)
    {
      check_find (both, y);
      check_find (both, sum + y);
    }
}

static void
test_height_index_random (void)
{
  Both both;

  both_init (&both);
  check (&both);
  for (guint i = 0; i < 3000; i++)
    {
      if (g_test_rand_int_range (0, 3) == 0)
        splice (&both);
      else
        set (&both);

      check (&both);
    }

  both_clear (&both);
}

/* Rows at the borders of others, and between rows without a height. */
static void
test_height_index_find (void)
{
  static const int heights[] = { 0, 10, 0, 0, 20, 0 };
  static const struct
  {
    gint64 y;
    guint  row;
    gint64 inside;
  } places[] = {
    { -5, 1, -5 }, { 0, 1, 0 }, { 9, 1, 9 }, { 10, 4, 0 }, { 29, 4, 19 }, { 30, 5, 0 },
    { 99, 5, 69 }
  };
  g_autoptr(SyHeightIndex) index = sy_height_index_new ();

  sy_height_index_splice (index, 0, 0, G_N_ELEMENTS (heights), heights);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      gint64 inside;

      g_assert_cmpuint (sy_height_index_find (index, places[i].y, &inside), ==, places[i].row);
      g_assert_cmpint (inside, ==, places[i].inside);
    }
}

static void
test_height_index_empty (void)
{
  g_autoptr(SyHeightIndex) index = sy_height_index_new ();
  gint64 inside;

  g_assert_cmpuint (sy_height_index_get_n_items (index), ==, 0);
  g_assert_cmpint (sy_height_index_get_total (index), ==, 0);
  g_assert_cmpuint (sy_height_index_find (index, 7, &inside), ==, 0);
  g_assert_cmpint (inside, ==, 7);
}

/* More px than an int has: 4,000 rows of a million. */
static void
test_height_index_high (void)
{
  g_autoptr(SyHeightIndex) index = sy_height_index_new ();
  gint64 inside;

  for (guint i = 0; i < 4000; i++)
    {
      int height = 1000000;

      sy_height_index_splice (index, i, 0, 1, &height);
    }

  g_assert_cmpint (sy_height_index_get_total (index), ==, G_GINT64_CONSTANT (4000000000));
  g_assert_cmpuint (sy_height_index_find (index, G_GINT64_CONSTANT (3999999999), &inside),
                    ==, 3999);
  g_assert_cmpint (inside, ==, 999999);
}

/* A long conversation is opened in one go, and then a message comes at a time.  The
 * bounds are a hundred times what it takes, and far below what a sum over all rows at
 * every step would take.
 */
static void
test_height_index_cost (void)
{
  g_autoptr(SyHeightIndex) index = sy_height_index_new ();
  g_autofree int *heights = g_new (int, 100000);
  gint64 started = g_get_monotonic_time ();
  gint64 sum = 0;

  for (guint i = 0; i < 100000; i++)
    heights[i] = 40;

  sy_height_index_splice (index, 0, 0, 100000, heights);
  g_assert_cmpint (g_get_monotonic_time () - started, <, 500 * 1000);

  started = g_get_monotonic_time ();
  for (guint i = 0; i < 10000; i++)
    {
      sy_height_index_splice (index, 100000 + i, 0, 1, heights);
      sy_height_index_set (index, i, 41);
      sum += sy_height_index_find (index, 2000000, NULL);
    }

  g_assert_cmpint (sum, >, 0);
  g_assert_cmpint (g_get_monotonic_time () - started, <, 1000 * 1000);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/height-index/random", test_height_index_random);
  g_test_add_func ("/height-index/find", test_height_index_find);
  g_test_add_func ("/height-index/empty", test_height_index_empty);
  g_test_add_func ("/height-index/high", test_height_index_high);
  g_test_add_func ("/height-index/cost", test_height_index_cost);

  return g_test_run ();
}
