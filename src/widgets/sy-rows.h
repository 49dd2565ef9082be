/* sy-rows.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SY_TYPE_ROWS (sy_rows_get_type ())

G_DECLARE_INTERFACE (SyRows, sy_rows, SY, ROWS, GObject)

/**
 * SyRowsInterface:
 * @get_n_rows: how many rows there are
 * @estimate: how high one will be in a width, without making it
 * @set_width: called before rows are asked for; other ones may take the place of all
 * @prepare: called before one is made; may put several in its place
 * @create: makes the widget of one, which may be dropped and made anew at any time
 * @release: forgets the widget of one; whether it can show another one
 * @adopt: shows one in a widget that showed another one; whether it can
 * @update: takes over what the message has become since the last time
 * @approach: somebody points at the message, or has the focus in it
 *
 * What one message consists of, from top to bottom.  Only the rows near what is seen have
 * widgets.
 */
struct _SyRowsInterface
{
  GTypeInterface parent_iface;

  guint       (*get_n_rows) (SyRows *self);
  int         (*estimate)   (SyRows *self,
                             guint   row,
                             int     width);
  void        (*set_width)  (SyRows    *self,
                             int        width);
  void        (*prepare)    (SyRows    *self,
                             guint      row,
                             GtkWidget *parent);
  GtkWidget * (*create)     (SyRows *self,
                             guint   row);
  gboolean    (*release)    (SyRows *self,
                             guint   row);
  gboolean    (*adopt)      (SyRows    *self,
                             guint      row,
                             GtkWidget *widget);
  void        (*update)     (SyRows *self);
  void        (*approach)   (SyRows *self);
};

guint      sy_rows_get_n_rows (SyRows    *self);
int        sy_rows_estimate   (SyRows    *self,
                               guint      row,
                               int        width);
void       sy_rows_set_width  (SyRows    *self,
                               int        width);
void       sy_rows_prepare    (SyRows    *self,
                               guint      row,
                               GtkWidget *parent);
GtkWidget *sy_rows_create     (SyRows    *self,
                               guint      row);
gboolean   sy_rows_release    (SyRows    *self,
                               guint      row);
gboolean   sy_rows_adopt      (SyRows    *self,
                               guint      row,
                               GtkWidget *widget);
void       sy_rows_update     (SyRows    *self);
void       sy_rows_approach   (SyRows    *self);
void       sy_rows_changed    (SyRows    *self,
                               guint      position,
                               guint      removed,
                               guint      added);

G_END_DECLS
