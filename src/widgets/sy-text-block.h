/* sy-text-block.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "sy-inline.h"

G_BEGIN_DECLS

#define SY_TYPE_TEXT_BLOCK (sy_text_block_get_type ())

G_DECLARE_FINAL_TYPE (SyTextBlock, sy_text_block, SY, TEXT_BLOCK, GtkWidget)

GtkWidget *sy_text_block_new            (guint        level);
SyInline  *sy_text_block_get_text       (SyTextBlock *self,
                                         guint       *start,
                                         guint       *end);
void       sy_text_block_set_text       (SyTextBlock *self,
                                         SyInline    *inline_,
                                         guint        start,
                                         guint        end);
void       sy_text_block_set_plain      (SyTextBlock *self,
                                         const char  *text);
guint      sy_text_block_get_last_line  (SyTextBlock *self);
int        sy_text_block_get_height     (SyTextBlock *self,
                                         int          width);
int        sy_text_block_get_text_width (SyTextBlock *self,
                                         int          max_width);

G_END_DECLS
