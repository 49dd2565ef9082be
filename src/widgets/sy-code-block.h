/* sy-code-block.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-code-group.h"

G_BEGIN_DECLS

#define SY_TYPE_CODE_BLOCK (sy_code_block_get_type ())

G_DECLARE_FINAL_TYPE (SyCodeBlock, sy_code_block, SY, CODE_BLOCK, GtkWidget)

GtkWidget *sy_code_block_new        (SyCodeGroup *group,
                                     SyDocument  *document,
                                     SyBlock     *block);
int        sy_code_block_get_height (SyCodeBlock *self);
void       sy_code_block_update     (SyCodeBlock *self);
void       sy_code_block_set_edges  (SyCodeBlock *self,
                                     gboolean     first,
                                     gboolean     last);

G_END_DECLS
