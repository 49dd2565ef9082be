/* sy-store-write.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-database.h"
#include "sy-records.h"

G_BEGIN_DECLS

/**
 * SyStoreWrite:
 *
 * Something that is to be written, with all that it needs.  It can be tried again
 * after it failed.
 */
typedef struct _SyStoreWrite SyStoreWrite;

SyStoreWrite *sy_store_write_new_conversation (SyConversationRecord *record);
SyStoreWrite *sy_store_write_new_view         (SyConversationRecord *record);
SyStoreWrite *sy_store_write_new_deleted      (const char           *id,
                                               gboolean              deleted);
SyStoreWrite *sy_store_write_new_purge        (const char           *id);
SyStoreWrite *sy_store_write_new_message      (const char           *conversation_id,
                                               SyMessageRecord      *record);
SyStoreWrite *sy_store_write_new_piece        (const char           *message_id,
                                               char                 *text,
                                               char                 *reasoning,
                                               gboolean              anew);
SyStoreWrite *sy_store_write_new_reply        (SyMessageRecord      *record);
void          sy_store_write_free             (SyStoreWrite         *self);
gboolean      sy_store_write_run              (SyStoreWrite         *self,
                                               SyDatabase           *database,
                                               GError              **error);
gboolean      sy_store_write_recover          (SyDatabase           *database,
                                               GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyStoreWrite, sy_store_write_free)

G_END_DECLS
