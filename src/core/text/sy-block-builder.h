/* sy-block-builder.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-block.h"
#include "sy-line.h"

G_BEGIN_DECLS

/* What is nested deeper is text. */
#define SY_BLOCK_MAX_LEVELS 64

/* What the line before was. */
typedef enum
{
  SY_BLOCK_PIVOT_BLANK,
  SY_BLOCK_PIVOT_TEXT,
  SY_BLOCK_PIVOT_FENCED,
  SY_BLOCK_PIVOT_INDENTED,
  SY_BLOCK_PIVOT_HTML,
  SY_BLOCK_PIVOT_TABLE,
} SyBlockPivot;

typedef struct
{
  SyLineMark   mark;
  SyContainer *container;
} SyBlockLevel;

/* All that a line can change, but for the blocks. */
typedef struct
{
  SyBlockLevel levels[SY_BLOCK_MAX_LEVELS];
  guint        n_levels;
  SyBlockPivot pivot;
  char         fence_char;
  guint        fence_length;
  guint        fence_indent;
  guint        html_type;
  guint        n_blank_lines;
  guint        next_group;

  /* An item has just begun; and a blank line follows, which only one may. */
  gboolean     item_is_empty;
  gboolean     item_began_blank;

  /* The block that is open, and the one that shows an item without text: each the last. */
  SyBlock     *leaf;
  SyBlock     *placeholder;
} SyBlockState;

/* Of the block that is the last one. */
typedef struct
{
  gsize        start;
  gsize        end;
  guint        n_lines;
  SyContainer *container;
  char        *language;
  SyBlockKind  kind;
  guint        level;
  guint        group;
  gboolean     closed;
} SyBlockTail;

/**
 * SyBlockBuilder:
 * @source: the text so far
 * @blocks: (element-type SyBlock): what it consists of
 * @definitions: (element-type utf8): what links lead to, as it was written
 * @state: what is open
 * @firm: whether the line that is being read has its end
 * @n_firm: how many blocks there were before the line that has no end yet
 *
 * The blocks of a text and what is open at its end.  What a line without an end has done can be
 * taken back.
 */
typedef struct
{
  const char   *source;
  GPtrArray    *blocks;
  GPtrArray    *definitions;
  SyBlockState  state;
  gboolean      firm;
  guint         n_firm;

  /*< private >*/
  SyBlockState  saved;
  SyBlockTail   tail;
  GPtrArray    *spare;
} SyBlockBuilder;

void         sy_block_builder_init             (SyBlockBuilder   *self);
void         sy_block_builder_clear            (SyBlockBuilder   *self);
SyContainer *sy_block_builder_get_top          (SyBlockBuilder   *self);
void         sy_block_builder_enter            (SyBlockBuilder   *self,
                                                const SyLineMark *mark,
                                                gsize             start);
void         sy_block_builder_leave            (SyBlockBuilder   *self,
                                                guint             n_levels);
SyBlock     *sy_block_builder_begin            (SyBlockBuilder   *self,
                                                SyBlockKind       kind,
                                                gsize             start);
void         sy_block_builder_add_line         (SyBlockBuilder   *self,
                                                gsize             start,
                                                gsize             end,
                                                guint             indent);
void         sy_block_builder_end              (SyBlockBuilder   *self);
gboolean     sy_block_builder_take_definitions (SyBlockBuilder   *self,
                                                SyBlock          *block);
void         sy_block_builder_save             (SyBlockBuilder   *self);
void         sy_block_builder_restore          (SyBlockBuilder   *self);
void         sy_block_builder_forget           (SyBlockBuilder   *self);

G_END_DECLS
