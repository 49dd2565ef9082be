/* sy-table.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-inline.h"

G_BEGIN_DECLS

/**
 * SyTableAlign:
 * @SY_TABLE_DEFAULT: as text is
 * @SY_TABLE_LEFT: at the left
 * @SY_TABLE_CENTRE: in the middle
 * @SY_TABLE_RIGHT: at the right
 */
typedef enum
{
  SY_TABLE_DEFAULT,
  SY_TABLE_LEFT,
  SY_TABLE_CENTRE,
  SY_TABLE_RIGHT,
} SyTableAlign;

typedef struct _SyTable SyTable;

SyTable      *sy_table_new           (void);
void          sy_table_free          (SyTable      *self);
guint         sy_table_get_n_columns (SyTable      *self);
guint         sy_table_get_n_rows    (SyTable      *self);
guint         sy_table_get_n_head    (SyTable      *self);
SyTableAlign  sy_table_get_align     (SyTable      *self,
                                      guint         column);
SyInline     *sy_table_get_cell      (SyTable      *self,
                                      guint         row,
                                      guint         column);

/* Only for who reads the source. */
void          sy_table_add_cell      (SyTable      *self,
                                      gboolean      head,
                                      SyTableAlign  align,
                                      SyInline     *cell);
void          sy_table_drop_head     (SyTable      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyTable, sy_table_free)

G_END_DECLS
