/* sy-model-set.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-model.h"

G_BEGIN_DECLS

/**
 * SyModelSet:
 *
 * Models in their order, found by their ids.  It never changes, so that any thread may
 * hold and read it, and the last one to let go frees it.
 */
typedef struct _SyModelSet SyModelSet;

SyModelSet *sy_model_set_new        (GPtrArray  *models,
                                     SyModelSet *before);
SyModelSet *sy_model_set_ref        (SyModelSet *self);
void        sy_model_set_unref      (SyModelSet *self);
GPtrArray  *sy_model_set_get_models (SyModelSet *self);
GHashTable *sy_model_set_get_by_id  (SyModelSet *self);
SyModel    *sy_model_set_find       (SyModelSet *self,
                                     const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyModelSet, sy_model_set_unref)

G_END_DECLS
