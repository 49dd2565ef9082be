/* sy-block-splitter.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SyBlockSplitterEvent:
 * @SY_BLOCK_SPLITTER_OPENED: a block begins at the offset
 * @SY_BLOCK_SPLITTER_CLOSED: the open block ends at the offset, for good
 */
typedef enum
{
  SY_BLOCK_SPLITTER_OPENED,
  SY_BLOCK_SPLITTER_CLOSED,
} SyBlockSplitterEvent;

/**
 * SyBlockSplitter:
 * @seen: bytes taken so far
 * @line_start: offset of the first byte of the line being read
 * @end: offset after the last byte that is not blank
 * @open: whether a block is open
 * @blank: whether the line being read has only blanks so far
 *
 * Finds the borders of blocks in a text that comes in pieces.  It looks at
 * every byte once and keeps no text; offsets count from the first byte pushed.
 */
typedef struct
{
  gsize    seen;
  gsize    line_start;
  gsize    end;
  gboolean open;
  gboolean blank;
} SyBlockSplitter;

#define SY_BLOCK_SPLITTER_INIT { 0, 0, 0, FALSE, TRUE }

typedef void (*SyBlockSplitterFunc) (SyBlockSplitterEvent event,
                                     gsize                offset,
                                     gpointer             user_data);

void sy_block_splitter_push   (SyBlockSplitter     *self,
                               const char          *text,
                               gsize                length,
                               SyBlockSplitterFunc  func,
                               gpointer             user_data);
void sy_block_splitter_finish (SyBlockSplitter     *self,
                               SyBlockSplitterFunc  func,
                               gpointer             user_data);

G_END_DECLS
