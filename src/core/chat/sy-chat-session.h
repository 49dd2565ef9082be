/* sy-chat-session.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-chat-services.h"
#include "sy-message-window.h"

G_BEGIN_DECLS

/**
 * SyChatState:
 * @SY_CHAT_IDLE: no reply is under way
 * @SY_CHAT_CONNECTING: the key is looked up, the server has not answered
 * @SY_CHAT_WAITING: the server accepted, the model has not said a word
 * @SY_CHAT_STREAMING: text arrives
 * @SY_CHAT_RETRYING: an attempt failed before the model said a word; another
 *   one follows by itself
 */
typedef enum
{
  SY_CHAT_IDLE,
  SY_CHAT_CONNECTING,
  SY_CHAT_WAITING,
  SY_CHAT_STREAMING,
  SY_CHAT_RETRYING,
} SyChatState;

#define SY_TYPE_CHAT_STATE   (sy_chat_state_get_type ())
#define SY_TYPE_CHAT_SESSION (sy_chat_session_get_type ())

GType sy_chat_state_get_type (void) G_GNUC_CONST;
G_DECLARE_FINAL_TYPE (SyChatSession, sy_chat_session, SY, CHAT_SESSION, GObject)

SyChatSession   *sy_chat_session_new              (SyMessageWindow       *messages,
                                                   const SyChatServices  *services);
SyConversation  *sy_chat_session_get_conversation (SyChatSession         *self);
SyMessageWindow *sy_chat_session_get_messages     (SyChatSession         *self);
SyChatState      sy_chat_session_get_state        (SyChatSession         *self);
gboolean         sy_chat_session_get_can_send     (SyChatSession         *self);
SyProvider      *sy_chat_session_get_provider     (SyChatSession         *self);
SyProvider      *sy_chat_session_get_asked_provider (SyChatSession       *self);
const char      *sy_chat_session_get_model_id     (SyChatSession         *self);
gboolean         sy_chat_session_set_model        (SyChatSession         *self,
                                                   SyProvider            *provider,
                                                   const char            *model_id,
                                                   GError               **error);
const GError    *sy_chat_session_get_retry_error  (SyChatSession         *self);
gint64           sy_chat_session_get_retry_at     (SyChatSession         *self);
gboolean         sy_chat_session_get_can_retry    (SyChatSession         *self);
gboolean         sy_chat_session_send             (SyChatSession         *self,
                                                   const char            *text,
                                                   GError               **error);
void             sy_chat_session_retry            (SyChatSession         *self,
                                                   gint64                 max_tokens);
void             sy_chat_session_stop             (SyChatSession         *self);

G_END_DECLS
