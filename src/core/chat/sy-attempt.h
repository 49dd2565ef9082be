/* sy-attempt.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-chat-services.h"
#include "sy-message-window.h"

G_BEGIN_DECLS

#define SY_TYPE_ATTEMPT (sy_attempt_get_type ())

G_DECLARE_FINAL_TYPE (SyAttempt, sy_attempt, SY, ATTEMPT, GObject)

SyAttempt         *sy_attempt_new           (const SyChatServices *services,
                                             SyMessageWindow      *messages,
                                             SyProvider           *provider,
                                             SyMessage            *reply);
void               sy_attempt_start         (SyAttempt            *self,
                                             gint64                max_tokens);
void               sy_attempt_cancel        (SyAttempt            *self);
SyCompletionState  sy_attempt_get_state     (SyAttempt            *self);
gboolean           sy_attempt_get_has_begun (SyAttempt            *self);
const char        *sy_attempt_get_origin    (SyAttempt            *self);
const GError      *sy_attempt_get_error     (SyAttempt            *self);

G_END_DECLS
