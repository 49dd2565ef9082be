/* sy-block-reader.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-block.h"
#include "sy-inline.h"
#include "sy-table.h"

G_BEGIN_DECLS

SyInline *sy_block_reader_read_text  (const char *source,
                                      SyBlock    *block,
                                      gsize       start,
                                      GPtrArray  *definitions);
SyInline *sy_block_reader_read_lines (const char *source,
                                      SyBlock    *block);
SyTable  *sy_block_reader_read_table (const char *source,
                                      SyBlock    *first,
                                      SyBlock    *chunk,
                                      GPtrArray  *definitions);

G_END_DECLS
