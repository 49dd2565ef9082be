/* sy-block.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-container.h"

G_BEGIN_DECLS

/**
 * SyBlockKind:
 * @SY_BLOCK_PARAGRAPH: running text; without text where an item of a list is empty
 * @SY_BLOCK_HEADING: a heading of a level
 * @SY_BLOCK_CODE: lines of code, fenced or indented
 * @SY_BLOCK_TABLE: rows of a table
 * @SY_BLOCK_RULE: a rule across the text
 * @SY_BLOCK_HTML: lines of HTML, which is shown as it was written
 */
typedef enum
{
  SY_BLOCK_PARAGRAPH,
  SY_BLOCK_HEADING,
  SY_BLOCK_CODE,
  SY_BLOCK_TABLE,
  SY_BLOCK_RULE,
  SY_BLOCK_HTML,
} SyBlockKind;

/**
 * SyBlockLine:
 * @start: the first byte of the source that belongs to the block
 * @end: the byte after the last one, without the end of the line
 * @indent: columns of space that stand before it, in code
 *
 * One line of a block, without the marks of what the block is in.
 */
typedef struct
{
  guint32 start;
  guint32 end;
  guint32 indent;
} SyBlockLine;

#define SY_TYPE_BLOCK_KIND (sy_block_kind_get_type ())
#define SY_TYPE_BLOCK      (sy_block_get_type ())

GType sy_block_kind_get_type (void) G_GNUC_CONST;
G_DECLARE_FINAL_TYPE (SyBlock, sy_block, SY, BLOCK, GObject)

SyBlockKind        sy_block_get_kind        (SyBlock *self);
gsize              sy_block_get_start       (SyBlock *self);
gsize              sy_block_get_end         (SyBlock *self);
const SyContainer *sy_block_get_container   (SyBlock *self);
guint              sy_block_get_depth       (SyBlock *self);
guint              sy_block_get_quote_depth (SyBlock *self);
guint              sy_block_get_ordinal     (SyBlock *self);
int                sy_block_get_task        (SyBlock *self);
guint              sy_block_get_level       (SyBlock *self);
const char        *sy_block_get_language    (SyBlock *self);
guint              sy_block_get_group       (SyBlock *self);
gboolean           sy_block_get_closed      (SyBlock *self);
const SyBlockLine *sy_block_get_lines       (SyBlock *self,
                                             guint   *n_lines);

G_END_DECLS
