/* sy-table.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-table"

#include "config.h"

#include "sy-table.h"

/* The head says how many columns there are. */
struct _SyTable
{
  GPtrArray *cells;
  GArray    *aligns;
  guint      n_head;
};

/**
 * sy_table_new:
 *
 * The cells of a chunk of a table.
 *
 * Returns: (transfer full): a table without cells
 */
SyTable *
sy_table_new (void)
{
  SyTable *self = g_new0 (SyTable, 1);

  self->cells = g_ptr_array_new_with_free_func ((GDestroyNotify) sy_inline_unref);
  self->aligns = g_array_new (FALSE, FALSE, sizeof (SyTableAlign));

  return self;
}

void
sy_table_free (SyTable *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->cells);
  g_array_unref (self->aligns);
  g_free (self);
}

guint
sy_table_get_n_columns (SyTable *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->aligns->len;
}

/**
 * sy_table_get_n_rows:
 *
 * Returns: how many rows there are, with the head
 */
guint
sy_table_get_n_rows (SyTable *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->aligns->len > 0 ? self->cells->len / self->aligns->len : 0;
}

/**
 * sy_table_get_n_head:
 *
 * Returns: 1 when the first row is the head of the table, 0 in a chunk that goes on
 */
guint
sy_table_get_n_head (SyTable *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_head;
}

SyTableAlign
sy_table_get_align (SyTable *self,
                    guint    column)
{
  g_return_val_if_fail (self != NULL, SY_TABLE_DEFAULT);
  g_return_val_if_fail (column < self->aligns->len, SY_TABLE_DEFAULT);

  return g_array_index (self->aligns, SyTableAlign, column);
}

/**
 * sy_table_get_cell:
 *
 * Returns: (transfer none): the text of a cell
 */
SyInline *
sy_table_get_cell (SyTable *self,
                   guint    row,
                   guint    column)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (column < self->aligns->len && row < sy_table_get_n_rows (self), NULL);

  return g_ptr_array_index (self->cells, row * self->aligns->len + column);
}

/**
 * sy_table_add_cell:
 * @head: whether it belongs to the head, which comes first
 * @align: of its column
 * @cell: (transfer full): its text
 *
 * Adds cells row by row, from the first to the last.
 */
void
sy_table_add_cell (SyTable      *self,
                   gboolean      head,
                   SyTableAlign  align,
                   SyInline     *cell)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (cell != NULL);

  if (head)
    {
      g_array_append_val (self->aligns, align);
      self->n_head = 1;
    }

  g_ptr_array_add (self->cells, cell);
}

/**
 * sy_table_drop_head:
 *
 * Leaves the rows alone, and where their cells stand.
 */
void
sy_table_drop_head (SyTable *self)
{
  g_return_if_fail (self != NULL);

  if (self->n_head == 0)
    return;

  g_ptr_array_remove_range (self->cells, 0, self->aligns->len);
  self->n_head = 0;
}
