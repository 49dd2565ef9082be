/* sy-chat-page.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sy-workspace.h"

G_BEGIN_DECLS

#define SY_TYPE_CHAT_PAGE (sy_chat_page_get_type ())

G_DECLARE_FINAL_TYPE (SyChatPage, sy_chat_page, SY, CHAT_PAGE, AdwBin)

void     sy_chat_page_set_workspace      (SyChatPage     *self,
                                          SyWorkspace    *workspace);
void     sy_chat_page_set_session        (SyChatPage     *self,
                                          SyChatSession  *session);
void     sy_chat_page_set_text_scale     (SyChatPage     *self,
                                          double          scale);
void     sy_chat_page_set_send_with_ctrl (SyChatPage     *self,
                                          gboolean        send_with_ctrl);
void     sy_chat_page_clear_notice       (SyChatPage     *self);
gboolean sy_chat_page_has_draft          (SyChatPage     *self,
                                          SyConversation *conversation);
void     sy_chat_page_drop_draft         (SyChatPage     *self,
                                          SyConversation *conversation);

G_END_DECLS
