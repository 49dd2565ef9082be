/* sy-row-spares.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-row-spares"

#include "config.h"

#include "sy-row-spares.h"

struct _SyRowSpares
{
  GtkWidget *parent;
  GPtrArray *rows;
};

static void
set_spare (GtkWidget *row,
           gboolean   spare)
{
  gtk_widget_set_child_visible (row, !spare);
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_HIDDEN, spare, -1);
}

/**
 * sy_row_spares_new:
 * @parent: what the rows are in; it owns the new object until it is finalized
 *
 * Rows that nobody needs at the moment.  They stay where they are, behind all others, not seen
 * and not there for assistive tools: a widget that comes or goes has GTK go through the whole
 * window, one that is used again does not.
 *
 * Returns: (transfer full): no rows
 */
SyRowSpares *
sy_row_spares_new (GtkWidget *parent)
{
  SyRowSpares *self;

  g_return_val_if_fail (GTK_IS_WIDGET (parent), NULL);

  self = g_new0 (SyRowSpares, 1);
  self->parent = parent;
  self->rows = g_ptr_array_new ();

  return self;
}

void
sy_row_spares_free (SyRowSpares *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->rows);
  g_free (self);
}

/**
 * sy_row_spares_clear:
 *
 * Drops all of them; the parent has to do so in its dispose.
 */
void
sy_row_spares_clear (SyRowSpares *self)
{
  g_return_if_fail (self != NULL);

  while (self->rows->len > 0)
    gtk_widget_unparent (g_ptr_array_steal_index (self->rows, self->rows->len - 1));
}

/**
 * sy_row_spares_add:
 * @row: (transfer none): a child of the parent, which is not needed any more
 */
void
sy_row_spares_add (SyRowSpares *self,
                   GtkWidget   *row)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (gtk_widget_get_parent (row) == self->parent);

  set_spare (row, TRUE);
  gtk_widget_insert_before (row, self->parent, NULL);
  g_ptr_array_add (self->rows, row);
}

/**
 * sy_row_spares_get_first:
 *
 * Returns: (transfer none) (nullable): the one that is next to the rows that are seen
 */
GtkWidget *
sy_row_spares_get_first (SyRowSpares *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->rows->len > 0 ? g_ptr_array_index (self->rows, 0) : NULL;
}

/**
 * sy_row_spares_take:
 *
 * Returns: (transfer none): the first one, which is the last of those that are seen now
 */
GtkWidget *
sy_row_spares_take (SyRowSpares *self)
{
  GtkWidget *row;

  g_return_val_if_fail (self != NULL && self->rows->len > 0, NULL);

  row = g_ptr_array_steal_index (self->rows, 0);
  set_spare (row, FALSE);

  return row;
}
