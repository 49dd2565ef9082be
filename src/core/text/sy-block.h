/* sy-block.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * SyBlockKind:
 * @SY_BLOCK_PARAGRAPH: running text
 *
 * What a block is.  More kinds come with the Markdown splitter.
 */
typedef enum
{
  SY_BLOCK_PARAGRAPH,
} SyBlockKind;

#define SY_TYPE_BLOCK_KIND (sy_block_kind_get_type ())
#define SY_TYPE_BLOCK      (sy_block_get_type ())

GType sy_block_kind_get_type (void) G_GNUC_CONST;
G_DECLARE_FINAL_TYPE (SyBlock, sy_block, SY, BLOCK, GObject)

SyBlock     *sy_block_new             (SyBlockKind  kind,
                                       gsize        start);
SyBlockKind  sy_block_get_kind        (SyBlock     *self);
gsize        sy_block_get_start       (SyBlock     *self);
gsize        sy_block_get_end         (SyBlock     *self);
guint        sy_block_get_depth       (SyBlock     *self);
guint        sy_block_get_quote_depth (SyBlock     *self);
guint        sy_block_get_ordinal     (SyBlock     *self);
int          sy_block_get_task        (SyBlock     *self);
const char  *sy_block_get_language    (SyBlock     *self);
guint        sy_block_get_group       (SyBlock     *self);
gboolean     sy_block_get_closed      (SyBlock     *self);
void         sy_block_extend          (SyBlock     *self,
                                       gsize        end);
void         sy_block_close           (SyBlock     *self);

G_END_DECLS
