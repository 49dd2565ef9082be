/* sy-block-rows.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-document.h"
#include "sy-rows.h"

G_BEGIN_DECLS

#define SY_TYPE_BLOCK_ROWS (sy_block_rows_get_type ())

G_DECLARE_FINAL_TYPE (SyBlockRows, sy_block_rows, SY, BLOCK_ROWS, GObject)

SyBlockRows *sy_block_rows_new          (SyDocument  *document);
SyDocument  *sy_block_rows_get_document (SyBlockRows *self);
void         sy_block_rows_set_gap      (SyBlockRows *self,
                                         int          gap);
void         sy_block_rows_set_frozen   (SyBlockRows *self,
                                         gboolean     frozen);
void         sy_block_rows_update       (SyBlockRows *self);

G_END_DECLS
