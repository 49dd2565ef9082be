/* sy-chunk-template.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SyChunkTemplate:
 *
 * What the chunks of a stream have in common.  Nearly all of them are the same bytes
 * but for one string, so that the next one can be read without parsing it as JSON.
 */
typedef struct _SyChunkTemplate SyChunkTemplate;

SyChunkTemplate *sy_chunk_template_new      (const char      *member);
void             sy_chunk_template_free     (SyChunkTemplate *self);
gboolean         sy_chunk_template_is_worth (SyChunkTemplate *self);
void             sy_chunk_template_learn    (SyChunkTemplate *self,
                                             const char      *data,
                                             gsize            length,
                                             const char      *text);
void             sy_chunk_template_forget   (SyChunkTemplate *self);
const char      *sy_chunk_template_match    (SyChunkTemplate *self,
                                             const char      *data,
                                             gsize            length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyChunkTemplate, sy_chunk_template_free)

G_END_DECLS
