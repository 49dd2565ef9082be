/* sy-table-group.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "sy-document.h"
#include "sy-inline.h"

G_BEGIN_DECLS

#define SY_TYPE_TABLE_GROUP (sy_table_group_get_type ())

G_DECLARE_FINAL_TYPE (SyTableGroup, sy_table_group, SY, TABLE_GROUP, GObject)

SyTableGroup  *sy_table_group_new            (SyDocument   *document,
                                              SyBlock      *block);
guint          sy_table_group_get_group      (SyTableGroup *self);
GtkAdjustment *sy_table_group_get_adjustment (SyTableGroup *self);
void           sy_table_group_set_frozen     (SyTableGroup *self,
                                              gboolean      frozen);
void           sy_table_group_prepare        (SyTableGroup *self,
                                              GtkWidget    *widget);
void           sy_table_group_add_cell       (SyTableGroup *self,
                                              guint         column,
                                              int           width);
guint          sy_table_group_get_serial     (SyTableGroup *self);
gboolean       sy_table_group_is_growing     (SyTableGroup *self,
                                              SyBlock      *block);
int            sy_table_group_dup_columns    (SyTableGroup *self,
                                              int           width,
                                              int         **columns);

G_END_DECLS
