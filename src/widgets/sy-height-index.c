/* sy-height-index.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-height-index"

#include "config.h"

#include "sy-height-index.h"

/* A Fenwick tree.  Node k, counted from 1, is at sums[k - 1] and has the sum of as
 * many heights as the lowest bit of k says, the last of them heights[k - 1].
 */
struct _SyHeightIndex
{
  GArray *heights;
  GArray *sums;
};

#define LOWEST_BIT(k) ((k) & -(k))

static int
get_height (SyHeightIndex *self,
            guint          i)
{
  return g_array_index (self->heights, int, i);
}

static gint64 *
get_node (SyHeightIndex *self,
          gsize          k)
{
  return &g_array_index (self->sums, gint64, k - 1);
}

/* Nodes up to @position have nothing of what follows, the others are built from
 * those below them: linear in how many there are.
 */
static void
build_from (SyHeightIndex *self,
            guint          position)
{
  gsize n_items = self->heights->len;

  g_array_set_size (self->sums, n_items);
  for (gsize k = (gsize) position + 1; k <= n_items; k++)
    {
      gint64 sum = get_height (self, k - 1);

      for (gsize step = 1; step < LOWEST_BIT (k); step *= 2)
        sum += *get_node (self, k - step);

      *get_node (self, k) = sum;
    }
}

/**
 * sy_height_index_new:
 *
 * Keeps the heights of many rows that stand on each other, in px, so that the
 * place of a row and the row at a place are found in logarithmic time.
 *
 * Returns: (transfer full): an index of no rows
 */
SyHeightIndex *
sy_height_index_new (void)
{
  SyHeightIndex *self = g_new0 (SyHeightIndex, 1);

  self->heights = g_array_new (FALSE, FALSE, sizeof (int));
  self->sums = g_array_new (FALSE, FALSE, sizeof (gint64));

  return self;
}

void
sy_height_index_free (SyHeightIndex *self)
{
  g_return_if_fail (self != NULL);

  g_array_unref (self->heights);
  g_array_unref (self->sums);
  g_free (self);
}

guint
sy_height_index_get_n_items (SyHeightIndex *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->heights->len;
}

/**
 * sy_height_index_splice:
 * @position: the first row that changes
 * @removed: how many rows go from there
 * @added: how many come in their place
 * @heights: (array length=added) (nullable): of the rows that come, none below 0
 *
 * Costs time by the number of rows from @position on: little at the end.
 */
void
sy_height_index_splice (SyHeightIndex *self,
                        guint          position,
                        guint          removed,
                        guint          added,
                        const int     *heights)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (position <= self->heights->len);
  g_return_if_fail (removed <= self->heights->len - position);
  g_return_if_fail (added == 0 || heights != NULL);

  if (removed > 0)
    g_array_remove_range (self->heights, position, removed);
  if (added > 0)
    g_array_insert_vals (self->heights, position, heights, added);

  build_from (self, position);
}

int
sy_height_index_get (SyHeightIndex *self,
                     guint          i)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (i < self->heights->len, 0);

  return get_height (self, i);
}

void
sy_height_index_set (SyHeightIndex *self,
                     guint          i,
                     int            height)
{
  gint64 more;

  g_return_if_fail (self != NULL);
  g_return_if_fail (i < self->heights->len);
  g_return_if_fail (height >= 0);

  more = (gint64) height - get_height (self, i);
  if (more == 0)
    return;

  g_array_index (self->heights, int, i) = height;
  for (gsize k = (gsize) i + 1; k <= self->sums->len; k += LOWEST_BIT (k))
    *get_node (self, k) += more;
}

gint64
sy_height_index_get_total (SyHeightIndex *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return sy_height_index_get_offset (self, self->heights->len);
}

/**
 * sy_height_index_get_offset:
 * @i: a row, or the number of rows
 *
 * Returns: the sum of the heights before row @i
 */
gint64
sy_height_index_get_offset (SyHeightIndex *self,
                            guint          i)
{
  gint64 sum = 0;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (i <= self->heights->len, 0);

  for (gsize k = i; k > 0; k -= LOWEST_BIT (k))
    sum += *get_node (self, k);

  return sum;
}

/**
 * sy_height_index_find:
 * @y: a place, counted from the top of the first row
 * @inside: (out) (optional): how far @y is below the top of the row
 *
 * Rows of height 0 are never found, except the last one.  Above all rows is the
 * first that has a height, with a negative @inside; below them is the last one.
 *
 * Returns: the row that @y is in, 0 if there is none
 */
guint
sy_height_index_find (SyHeightIndex *self,
                      gint64         y,
                      gint64        *inside)
{
  gint64 rest = MAX (y, 0);
  gsize n_items;
  gsize found = 0;

  g_return_val_if_fail (self != NULL, 0);

  n_items = self->heights->len;
  for (gsize step = (gsize) 1 << g_bit_storage (n_items); step > 0; step /= 2)
    if (found + step <= n_items && *get_node (self, found + step) <= rest)
      {
        found += step;
        rest -= *get_node (self, found);
      }

  if (found == n_items && n_items > 0)
    {
      found--;
      rest += get_height (self, found);
    }

  if (inside != NULL)
    *inside = rest + MIN (y, 0);

  return found;
}
