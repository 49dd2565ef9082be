/* sy-chat-session-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-attempt.h"
#include "sy-chat-session.h"
#include "sy-recorder.h"
#include "sy-retry.h"

G_BEGIN_DECLS

struct _SyChatSession
{
  GObject          parent_instance;

  SyMessageWindow *messages;
  SyChatServices   services;
  SyRetry         *retry;
  SyRecorder      *recorder;
  SyChatState      state;

  /* The reply under way and who gives it; NULL when idle. */
  SyMessage       *reply;
  SyProvider      *provider;
  gint64           max_tokens;
  SyAttempt       *attempt;
  char            *origin;
  guint            n_lessons;
  gint64           started_at;

  /* The attempt has not begun: what it sends is not kept, or not here yet. */
  gboolean         waits;
  gboolean         settled;
};

void sy_chat_session_set_state     (SyChatSession  *self,
                                    SyChatState     state);
void sy_chat_session_notify_retry  (SyChatSession  *self);
void sy_chat_session_end_reply     (SyChatSession  *self,
                                    SyMessageState  state,
                                    const GError   *error);
void sy_chat_session_fail_reply    (SyChatSession  *self,
                                    const GError   *error);
void sy_chat_session_forget_retry  (SyChatSession  *self);
void sy_chat_session_drop_attempt  (SyChatSession  *self);
void sy_chat_session_begin_attempt (SyChatSession  *self);
void sy_chat_session_retry_due     (SyChatSession  *self);

G_END_DECLS
