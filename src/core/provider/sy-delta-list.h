/* sy-delta-list.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-delta.h"

G_BEGIN_DECLS

/**
 * SyDeltaList:
 *
 * Deltas that outlive who made them.  Made in one thread and read in another, not in
 * both at a time.
 */
typedef struct _SyDeltaList SyDeltaList;

SyDeltaList *sy_delta_list_new       (void);
void         sy_delta_list_free      (SyDeltaList   *self);
void         sy_delta_list_append    (SyDeltaList   *self,
                                      const SyDelta *delta);
gboolean     sy_delta_list_is_full   (SyDeltaList   *self);
gboolean     sy_delta_list_is_empty  (SyDeltaList   *self);
gboolean     sy_delta_list_give_next (SyDeltaList   *self,
                                      SyDeltaFunc    func,
                                      gpointer       user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyDeltaList, sy_delta_list_free)

G_END_DECLS
