/* sy-reply-rows.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-chat-session.h"
#include "sy-rows.h"

G_BEGIN_DECLS

#define SY_TYPE_REPLY_ROWS (sy_reply_rows_get_type ())

G_DECLARE_FINAL_TYPE (SyReplyRows, sy_reply_rows, SY, REPLY_ROWS, GObject)

SyReplyRows *sy_reply_rows_new            (SyMessage    *message);
SyMessage   *sy_reply_rows_get_message    (SyReplyRows  *self);
void         sy_reply_rows_set_chat_state (SyReplyRows  *self,
                                           SyChatState   state);
void         sy_reply_rows_set_retry      (SyReplyRows  *self,
                                           const GError *error,
                                           gint64        retry_at);
gboolean     sy_reply_rows_get_waiting    (SyReplyRows  *self);
void         sy_reply_rows_set_preset     (SyReplyRows  *self,
                                           SyPreset     *preset);
void         sy_reply_rows_set_last       (SyReplyRows  *self,
                                           gboolean      last);
void         sy_reply_rows_set_frozen     (SyReplyRows  *self,
                                           gboolean      frozen);
char        *sy_reply_rows_dup_ending     (SyMessage    *message,
                                           SyPreset     *preset);

G_END_DECLS
