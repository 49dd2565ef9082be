/* sy-conversation-list.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "sy-conversation.h"

G_BEGIN_DECLS

#define SY_TYPE_CONVERSATION_LIST (sy_conversation_list_get_type ())

G_DECLARE_FINAL_TYPE (SyConversationList, sy_conversation_list, SY, CONVERSATION_LIST, GObject)

SyConversationList *sy_conversation_list_new      (void);
void                sy_conversation_list_add      (SyConversationList *self,
                                                   SyConversation     *conversation);
void                sy_conversation_list_add_many (SyConversationList *self,
                                                   GPtrArray          *conversations);
void                sy_conversation_list_remove   (SyConversationList *self,
                                                   SyConversation     *conversation);
SyConversation     *sy_conversation_list_find     (SyConversationList *self,
                                                   const char         *id);

G_END_DECLS
