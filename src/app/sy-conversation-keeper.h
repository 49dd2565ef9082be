/* sy-conversation-keeper.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-conversation-list.h"
#include "sy-message-window.h"
#include "sy-store.h"

G_BEGIN_DECLS

#define SY_TYPE_CONVERSATION_KEEPER (sy_conversation_keeper_get_type ())

G_DECLARE_FINAL_TYPE (SyConversationKeeper, sy_conversation_keeper,
                      SY, CONVERSATION_KEEPER, GObject)

SyConversationKeeper *sy_conversation_keeper_new          (SyConversationList    *conversations,
                                                           SyClock               *clock);
SyStore              *sy_conversation_keeper_get_store    (SyConversationKeeper  *self);
SyConversation       *sy_conversation_keeper_begin        (SyConversationKeeper  *self);
void                  sy_conversation_keeper_load_async   (SyConversationKeeper  *self,
                                                           GAsyncReadyCallback    callback,
                                                           gpointer               user_data);
gboolean              sy_conversation_keeper_load_finish  (SyConversationKeeper  *self,
                                                           GAsyncResult          *result,
                                                           GError               **error);
void                  sy_conversation_keeper_open_async   (SyConversationKeeper  *self,
                                                           SyConversation        *conversation,
                                                           GAsyncReadyCallback    callback,
                                                           gpointer               user_data);
SyMessageWindow      *sy_conversation_keeper_open_finish  (SyConversationKeeper  *self,
                                                           GAsyncResult          *result,
                                                           GError               **error);
void                  sy_conversation_keeper_delete       (SyConversationKeeper  *self,
                                                           SyConversation        *conversation);
void                  sy_conversation_keeper_restore      (SyConversationKeeper  *self,
                                                           SyConversation        *conversation);
void                  sy_conversation_keeper_purge        (SyConversationKeeper  *self,
                                                           SyConversation        *conversation);
void                  sy_conversation_keeper_close_async  (SyConversationKeeper  *self,
                                                           GAsyncReadyCallback    callback,
                                                           gpointer               user_data);
gboolean              sy_conversation_keeper_close_finish (SyConversationKeeper  *self,
                                                           GAsyncResult          *result,
                                                           GError               **error);

G_END_DECLS
