/* sy-delta-joiner.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-delta.h"

G_BEGIN_DECLS

/**
 * SyDeltaJoiner:
 *
 * Makes one piece of neighbouring pieces of the same text.
 */
typedef struct _SyDeltaJoiner SyDeltaJoiner;

SyDeltaJoiner *sy_delta_joiner_new   (SyDeltaFunc    func,
                                      gpointer       user_data);
void           sy_delta_joiner_free  (SyDeltaJoiner *self);
void           sy_delta_joiner_push  (SyDeltaJoiner *self,
                                      const SyDelta *delta);
void           sy_delta_joiner_flush (SyDeltaJoiner *self);
void           sy_delta_joiner_stop  (SyDeltaJoiner *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyDeltaJoiner, sy_delta_joiner_free)

G_END_DECLS
