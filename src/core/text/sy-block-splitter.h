/* sy-block-splitter.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-block.h"

G_BEGIN_DECLS

typedef struct _SyBlockSplitter SyBlockSplitter;

SyBlockSplitter *sy_block_splitter_new             (void);
void             sy_block_splitter_free            (SyBlockSplitter *self);
void             sy_block_splitter_push            (SyBlockSplitter *self,
                                                    const char      *source,
                                                    gsize            length,
                                                    gboolean         whole);
GPtrArray       *sy_block_splitter_get_blocks      (SyBlockSplitter *self);
guint            sy_block_splitter_get_n_firm      (SyBlockSplitter *self);
GPtrArray       *sy_block_splitter_get_definitions (SyBlockSplitter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyBlockSplitter, sy_block_splitter_free)

G_END_DECLS
