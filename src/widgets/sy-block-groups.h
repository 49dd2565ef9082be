/* sy-block-groups.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-document.h"

G_BEGIN_DECLS

typedef struct _SyBlockGroups SyBlockGroups;

SyBlockGroups *sy_block_groups_new        (SyDocument    *document);
void           sy_block_groups_free       (SyBlockGroups *self);
gpointer       sy_block_groups_ensure     (SyBlockGroups *self,
                                           SyBlock       *block);
void           sy_block_groups_forget     (SyBlockGroups *self,
                                           SyBlock       *block);
void           sy_block_groups_set_frozen (SyBlockGroups *self,
                                           gboolean       frozen);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyBlockGroups, sy_block_groups_free)

G_END_DECLS
