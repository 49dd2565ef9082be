/* sy-table-block.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-table-group.h"

G_BEGIN_DECLS

#define SY_TYPE_TABLE_BLOCK (sy_table_block_get_type ())

G_DECLARE_FINAL_TYPE (SyTableBlock, sy_table_block, SY, TABLE_BLOCK, GtkWidget)

GtkWidget *sy_table_block_new        (SyTableGroup *group,
                                      SyDocument   *document,
                                      SyBlock      *block);
int        sy_table_block_get_height (SyTableBlock *self,
                                      int           width);
void       sy_table_block_update     (SyTableBlock *self);
void       sy_table_block_set_edges  (SyTableBlock *self,
                                      gboolean      first,
                                      gboolean      last);

G_END_DECLS
