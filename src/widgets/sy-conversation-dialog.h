/* sy-conversation-dialog.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sy-chat-values.h"

G_BEGIN_DECLS

#define SY_TYPE_CONVERSATION_DIALOG (sy_conversation_dialog_get_type ())

G_DECLARE_FINAL_TYPE (SyConversationDialog, sy_conversation_dialog, SY, CONVERSATION_DIALOG,
                      AdwDialog)

AdwDialog *sy_conversation_dialog_new (SyConversation     *conversation,
                                       const SyChatValues *fallback);

G_END_DECLS
