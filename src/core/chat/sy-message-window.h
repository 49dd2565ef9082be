/* sy-message-window.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "sy-conversation.h"
#include "sy-message.h"

G_BEGIN_DECLS

#define SY_TYPE_MESSAGE_WINDOW (sy_message_window_get_type ())

G_DECLARE_FINAL_TYPE (SyMessageWindow, sy_message_window, SY, MESSAGE_WINDOW, GObject)

SyMessageWindow *sy_message_window_new              (SyConversation  *conversation);
SyMessageWindow *sy_message_window_new_from_records (SyConversation  *conversation,
                                                     SyStore         *store,
                                                     GPtrArray       *records);
SyConversation  *sy_message_window_get_conversation (SyMessageWindow *self);
gboolean         sy_message_window_get_loading      (SyMessageWindow *self);
gboolean         sy_message_window_get_complete     (SyMessageWindow *self);
void             sy_message_window_ensure           (SyMessageWindow *self,
                                                     guint            first,
                                                     guint            n_messages);
void             sy_message_window_append           (SyMessageWindow *self,
                                                     SyMessage       *message);
void             sy_message_window_replace_last     (SyMessageWindow *self,
                                                     SyMessage       *message);
GPtrArray       *sy_message_window_dup_variants     (SyMessageWindow *self,
                                                     const char      *parent_id);

G_END_DECLS
