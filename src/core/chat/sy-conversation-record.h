/* sy-conversation-record.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-conversation.h"
#include "sy-records.h"

G_BEGIN_DECLS

SyConversation       *sy_conversation_new_from_record (SyConversationRecord       *record);
void                  sy_conversation_load            (SyConversation             *self,
                                                       const SyConversationRecord *record);
SyConversationRecord *sy_conversation_dup_record      (SyConversation             *self);
SyConversationRecord *sy_conversation_dup_view        (SyConversation             *self);

G_END_DECLS
