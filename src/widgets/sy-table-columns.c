/* sy-table-columns.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-table-columns"

#include "config.h"

#include "sy-table-columns.h"

/* The width that no column may exceed so that all of them fit: those that are narrower
 * leave their share to the others.
 */
static int
find_limit (const int *wanted,
            guint      n_columns,
            int        width)
{
  int limit = width / (int) n_columns;

  for (;;)
    {
      int left = width;
      guint n_wider = 0;
      int better;

      for (guint i = 0; i < n_columns; i++)
        if (wanted[i] <= limit)
          left -= wanted[i];
        else
          n_wider++;

      better = n_wider > 0 ? left / (int) n_wider : limit;
      if (better <= limit)
        return limit;

      limit = better;
    }
}

/**
 * sy_table_columns_fit:
 * @naturals: (array length=n_columns): what each column needs if nothing is wrapped
 * @n_columns: how many there are
 * @narrow: what a column that is wrapped gets at least
 * @wide: what a column gets at most, but for what is left over
 * @width: what there is for all
 * @columns: (out) (array length=n_columns): what each column gets
 *
 * A table that fits is as wide as @width: the last column has what is left.  In others the
 * widest columns are wrapped, and if that is not enough the table is wider than @width.
 *
 * Returns: how wide the table is
 */
int
sy_table_columns_fit (const int *naturals,
                      guint      n_columns,
                      int        narrow,
                      int        wide,
                      int        width,
                      int       *columns)
{
  int total = 0;
  int limit;

  g_return_val_if_fail (n_columns > 0, 0);
  g_return_val_if_fail (naturals != NULL && columns != NULL, 0);

  for (guint i = 0; i < n_columns; i++)
    {
      columns[i] = MIN (naturals[i], wide);
      total += columns[i];
    }

  if (total > width)
    {
      limit = MAX (find_limit (columns, n_columns, width), narrow);
      total = 0;
      for (guint i = 0; i < n_columns; i++)
        {
          columns[i] = MIN (columns[i], limit);
          total += columns[i];
        }
    }

  if (total < width)
    {
      columns[n_columns - 1] += width - total;
      total = width;
    }

  return total;
}
