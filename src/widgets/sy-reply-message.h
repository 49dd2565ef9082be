/* sy-reply-message.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sy-chat-session.h"

G_BEGIN_DECLS

#define SY_TYPE_REPLY_MESSAGE (sy_reply_message_get_type ())

G_DECLARE_FINAL_TYPE (SyReplyMessage, sy_reply_message, SY, REPLY_MESSAGE, AdwBin)

GtkWidget *sy_reply_message_new            (SyMessage      *message);
SyMessage *sy_reply_message_get_message    (SyReplyMessage *self);
void       sy_reply_message_set_chat_state (SyReplyMessage *self,
                                            SyChatState     state);
void       sy_reply_message_set_retry      (SyReplyMessage *self,
                                            const GError   *error,
                                            gint64          retry_at);
void       sy_reply_message_set_preset     (SyReplyMessage *self,
                                            SyPreset       *preset);
void       sy_reply_message_set_last       (SyReplyMessage *self,
                                            gboolean        last);
void       sy_reply_message_update         (SyReplyMessage *self);

G_END_DECLS
