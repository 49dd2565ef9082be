/* sy-table-cell.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "sy-table.h"

G_BEGIN_DECLS

#define SY_TABLE_CELL_INSET_X 15
#define SY_TABLE_CELL_INSET_Y 7

/**
 * SyTableCell:
 * @text: what is in the cell
 * @layout: the text as it is drawn
 * @natural: how wide the text is if it is not wrapped, in px
 * @offset: where the text begins in that of the chunk, in characters
 *
 * A cell of a table that is shown.
 */
typedef struct
{
  SyInline    *text;
  PangoLayout *layout;
  int          natural;
  guint        offset;
} SyTableCell;

PangoFontDescription *sy_table_cell_dup_font (GtkWidget                  *widget);
gboolean              sy_table_cell_has_font (const PangoFontDescription *font,
                                              GtkWidget                  *widget);

void sy_table_cell_init    (SyTableCell      *self,
                            SyInline         *text,
                            gboolean          head,
                            GtkWidget        *widget);
void sy_table_cell_clear   (SyTableCell      *self);
int  sy_table_cell_measure (SyInline         *text,
                            gboolean          head,
                            GtkWidget        *widget);
int  sy_table_cell_wrap    (SyTableCell      *self,
                            int               column,
                            SyTableAlign      alignment,
                            GtkTextDirection  direction);
int  sy_table_cell_get_x   (SyTableCell      *self,
                            int               column,
                            SyTableAlign      alignment,
                            GtkTextDirection  direction);

G_END_DECLS
