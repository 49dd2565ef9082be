/* sy-height-index.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _SyHeightIndex SyHeightIndex;

SyHeightIndex *sy_height_index_new         (void);
void           sy_height_index_free        (SyHeightIndex *self);
guint          sy_height_index_get_n_items (SyHeightIndex *self);
void           sy_height_index_splice      (SyHeightIndex *self,
                                            guint          position,
                                            guint          removed,
                                            guint          added,
                                            const int     *heights);
int            sy_height_index_get         (SyHeightIndex *self,
                                            guint          i);
void           sy_height_index_set         (SyHeightIndex *self,
                                            guint          i,
                                            int            height);
gint64         sy_height_index_get_total   (SyHeightIndex *self);
gint64         sy_height_index_get_offset  (SyHeightIndex *self,
                                            guint          i);
guint          sy_height_index_find        (SyHeightIndex *self,
                                            gint64         y,
                                            gint64        *inside);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyHeightIndex, sy_height_index_free)

G_END_DECLS
