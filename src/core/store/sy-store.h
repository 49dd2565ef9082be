/* sy-store.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "sy-clock.h"
#include "sy-records.h"
#include "sy-store-write.h"

G_BEGIN_DECLS

/**
 * SyStorePage:
 * @conversation: the conversation, with its draft and its place
 * @messages: (element-type SyMessageRecord): those of the path that is shown; all but
 *   the last without their text
 *
 * What is needed to show a conversation.
 */
typedef struct
{
  SyConversationRecord *conversation;
  GPtrArray            *messages;
} SyStorePage;

#define SY_TYPE_STORE (sy_store_get_type ())

G_DECLARE_FINAL_TYPE (SyStore, sy_store, SY, STORE, GObject)

void          sy_store_page_free      (SyStorePage          *self);
SyStore      *sy_store_new            (const char           *path,
                                       SyClock              *clock,
                                       const char           *vfs);
gboolean      sy_store_get_is_open    (SyStore              *self);
const GError *sy_store_get_error      (SyStore              *self);
const char   *sy_store_get_set_aside  (SyStore              *self);
void          sy_store_write          (SyStore              *self,
                                       SyStoreWrite         *write);
void          sy_store_retry          (SyStore              *self);
void          sy_store_check          (SyStore              *self);
void          sy_store_settle_async   (SyStore              *self,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
gboolean      sy_store_settle_finish  (SyStore              *self,
                                       GAsyncResult         *result,
                                       GError              **error);
void          sy_store_open_async     (SyStore              *self,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
gboolean      sy_store_open_finish    (SyStore              *self,
                                       GAsyncResult         *result,
                                       GError              **error);
void          sy_store_list_async     (SyStore              *self,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
GPtrArray    *sy_store_list_finish    (SyStore              *self,
                                       GAsyncResult         *result,
                                       GError              **error);
void          sy_store_page_async     (SyStore              *self,
                                       const char           *id,
                                       guint                 n_loaded,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
SyStorePage  *sy_store_page_finish    (SyStore              *self,
                                       GAsyncResult         *result,
                                       GError              **error);
void          sy_store_load_async     (SyStore              *self,
                                       const char *const    *ids,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
GPtrArray    *sy_store_load_finish    (SyStore              *self,
                                       GAsyncResult         *result,
                                       GError              **error);
void          sy_store_close_async    (SyStore              *self,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
gboolean      sy_store_close_finish   (SyStore              *self,
                                       GAsyncResult         *result,
                                       GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyStorePage, sy_store_page_free)

G_END_DECLS
