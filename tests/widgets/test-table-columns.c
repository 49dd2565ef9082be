/* test-table-columns.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-table-columns.h"

#define NARROW 100
#define WIDE   500

typedef struct
{
  guint n_columns;
  int   naturals[4];
  int   width;
  int   total;
  int   columns[4];
} Case;

static const Case cases[] = {
  /* All fit: the last one has the rest. */
  { 2, { 100, 200 }, 700, 700, { 100, 600 } },
  { 1, { 40 }, 700, 700, { 700 } },
  { 1, { 0 }, 700, 700, { 700 } },
  { 2, { 300, 400 }, 700, 700, { 300, 400 } },
  /* No column is wider than it may be, unless it has the rest. */
  { 2, { 3000, 100 }, 700, 700, { 500, 200 } },
  /* The widest is wrapped. */
  { 2, { 100, 900 }, 500, 500, { 100, 400 } },
  { 3, { 100, 450, 450 }, 700, 700, { 100, 300, 300 } },
  { 3, { 100, 280, 480 }, 700, 700, { 100, 280, 320 } },
  { 4, { 60, 70, 80, 900 }, 310, 310, { 60, 70, 80, 100 } },
  /* As narrow as it goes, and still too wide. */
  { 3, { 50, 200, 300 }, 200, 250, { 50, 100, 100 } },
  { 4, { 400, 400, 400, 400 }, 300, 400, { 100, 100, 100, 100 } },
  { 2, { 400, 400 }, 1, 200, { 100, 100 } },
};

static void
test_columns_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *c = &cases[i];
      int columns[4];

      g_test_message ("Case %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (sy_table_columns_fit (c->naturals, c->n_columns, NARROW, WIDE, c->width,
                                             columns),
                       ==, c->total);
      for (guint j = 0; j < c->n_columns; j++)
        g_assert_cmpint (columns[j], ==, c->columns[j]);
    }
}

/* Whatever the columns need. */
static void
test_columns_random (void)
{
  for (guint i = 0; i < 5000; i++)
    {
      guint n_columns = g_test_rand_int_range (1, 40);
      int width = g_test_rand_int_range (1, 3000);
      int naturals[40];
      int columns[40];
      int sum = 0;
      int total;

      for (guint j = 0; j < n_columns; j++)
        naturals[j] = g_test_rand_int_range (0, 900);

      total = sy_table_columns_fit (naturals, n_columns, NARROW, WIDE, width, columns);
      for (guint j = 0; j < n_columns; j++)
        {
          sum += columns[j];
          if (j + 1 < n_columns)
            g_assert_cmpint (columns[j], <=, MIN (naturals[j], WIDE));
          g_assert_cmpint (columns[j], >=, MIN (naturals[j], NARROW));
        }

      g_assert_cmpint (sum, ==, total);
      g_assert_cmpint (total, >=, width);

      /* Wider than there is room for only if each column that is wrapped is narrow. */
      for (guint j = 0; j < n_columns && total > width; j++)
        g_assert_cmpint (columns[j], <=, NARROW);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/table-columns/cases", test_columns_cases);
  g_test_add_func ("/table-columns/random", test_columns_random);

  return g_test_run ();
}
