/* sy-store-queue.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-store-write.h"

G_BEGIN_DECLS

/**
 * SyStoreQueue:
 *
 * What is to be written, in its order.  It stays here until it was.
 */
typedef struct _SyStoreQueue SyStoreQueue;

SyStoreQueue *sy_store_queue_new   (void);
void          sy_store_queue_free  (SyStoreQueue  *self);
void          sy_store_queue_add   (SyStoreQueue  *self,
                                    GPtrArray     *writes);
gboolean      sy_store_queue_write (SyStoreQueue  *self,
                                    SyDatabase    *database,
                                    GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyStoreQueue, sy_store_queue_free)

G_END_DECLS
