/* sy-conversation-row.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sy-conversation.h"

G_BEGIN_DECLS

#define SY_TYPE_CONVERSATION_ROW (sy_conversation_row_get_type ())

G_DECLARE_FINAL_TYPE (SyConversationRow, sy_conversation_row, SY, CONVERSATION_ROW, AdwBin)

GtkWidget      *sy_conversation_row_new              (void);
SyConversation *sy_conversation_row_get_conversation (SyConversationRow *self);
void            sy_conversation_row_set_conversation (SyConversationRow *self,
                                                      SyConversation    *conversation);

G_END_DECLS
