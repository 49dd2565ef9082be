/* sy-rows.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-rows"

#include "config.h"

#include "sy-rows.h"

enum
{
  ROWS_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_INTERFACE (SyRows, sy_rows, G_TYPE_OBJECT)

static void
sy_rows_default_init (SyRowsInterface *iface)
{
  /**
   * SyRows::rows-changed:
   * @position: the first row that is another one
   * @removed: how many were there
   * @added: how many are there now
   *
   * Other rows have taken the place of some.
   */
  signals[ROWS_CHANGED] = g_signal_new ("rows-changed", SY_TYPE_ROWS, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE,
                                        3, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_UINT);
}

guint
sy_rows_get_n_rows (SyRows *self)
{
  g_return_val_if_fail (SY_IS_ROWS (self), 0);

  return SY_ROWS_GET_IFACE (self)->get_n_rows (self);
}

/**
 * sy_rows_estimate:
 * @row: one of the rows
 * @width: in px
 *
 * Returns: about how high the row is, in px
 */
int
sy_rows_estimate (SyRows *self,
                  guint   row,
                  int     width)
{
  g_return_val_if_fail (SY_IS_ROWS (self), 0);

  return SY_ROWS_GET_IFACE (self)->estimate (self, row, width);
}

/**
 * sy_rows_set_width:
 * @width: in px, which all rows are going to have
 *
 * What was cut to fit another width is whole again.
 */
void
sy_rows_set_width (SyRows *self,
                   int     width)
{
  g_return_if_fail (SY_IS_ROWS (self));

  if (SY_ROWS_GET_IFACE (self)->set_width != NULL)
    SY_ROWS_GET_IFACE (self)->set_width (self, width);
}

/**
 * sy_rows_prepare:
 * @row: the row that is going to be made
 * @parent: what it is going to be in
 *
 * What is too long for one widget is cut when it is needed: several rows may stand in the
 * place of @row afterwards.
 */
void
sy_rows_prepare (SyRows    *self,
                 guint      row,
                 GtkWidget *parent)
{
  g_return_if_fail (SY_IS_ROWS (self));

  if (SY_ROWS_GET_IFACE (self)->prepare != NULL)
    SY_ROWS_GET_IFACE (self)->prepare (self, row, parent);
}

/**
 * sy_rows_create:
 * @row: one of the rows
 *
 * Returns: (transfer floating): what shows the row
 */
GtkWidget *
sy_rows_create (SyRows *self,
                guint   row)
{
  g_return_val_if_fail (SY_IS_ROWS (self), NULL);

  return SY_ROWS_GET_IFACE (self)->create (self, row);
}

/**
 * sy_rows_release:
 * @row: one of the rows, which has a widget
 *
 * Forgets the widget when it is of a kind that can show another row, with sy_rows_adopt().
 *
 * Returns: whether it is
 */
gboolean
sy_rows_release (SyRows *self,
                 guint   row)
{
  g_return_val_if_fail (SY_IS_ROWS (self), FALSE);

  return SY_ROWS_GET_IFACE (self)->release != NULL &&
         SY_ROWS_GET_IFACE (self)->release (self, row);
}

/**
 * sy_rows_adopt:
 * @row: one of the rows, which has no widget
 * @widget: was released
 *
 * Returns: whether @widget shows the row now
 */
gboolean
sy_rows_adopt (SyRows    *self,
               guint      row,
               GtkWidget *widget)
{
  g_return_val_if_fail (SY_IS_ROWS (self), FALSE);
  g_return_val_if_fail (GTK_IS_WIDGET (widget), FALSE);

  return SY_ROWS_GET_IFACE (self)->adopt != NULL &&
         SY_ROWS_GET_IFACE (self)->adopt (self, row, widget);
}

/**
 * sy_rows_update:
 *
 * Takes over what the message has become since the last time.  Rows that stay may be higher than
 * before.
 */
void
sy_rows_update (SyRows *self)
{
  g_return_if_fail (SY_IS_ROWS (self));

  if (SY_ROWS_GET_IFACE (self)->update != NULL)
    SY_ROWS_GET_IFACE (self)->update (self);
}

/**
 * sy_rows_approach:
 *
 * Somebody points at the message or has the focus in it: what is only wanted then is made.
 */
void
sy_rows_approach (SyRows *self)
{
  g_return_if_fail (SY_IS_ROWS (self));

  if (SY_ROWS_GET_IFACE (self)->approach != NULL)
    SY_ROWS_GET_IFACE (self)->approach (self);
}

/**
 * sy_rows_changed:
 * @position: the first row that is another one
 * @removed: how many were there
 * @added: how many are there now
 *
 * Only for who implements rows.
 */
void
sy_rows_changed (SyRows *self,
                 guint   position,
                 guint   removed,
                 guint   added)
{
  g_return_if_fail (SY_IS_ROWS (self));

  if (removed > 0 || added > 0)
    g_signal_emit (self, signals[ROWS_CHANGED], 0, position, removed, added);
}
