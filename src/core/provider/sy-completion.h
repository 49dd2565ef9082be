/* sy-completion.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-delta.h"
#include "sy-provider.h"
#include "sy-redact.h"

G_BEGIN_DECLS

/**
 * SyCompletionState:
 * @SY_COMPLETION_CONNECTING: nothing has come back yet
 * @SY_COMPLETION_WAITING: the server accepted the request and has not said a word
 * @SY_COMPLETION_STREAMING: pieces of the reply arrive
 * @SY_COMPLETION_FINISHED: over, for better or worse
 */
typedef enum
{
  SY_COMPLETION_CONNECTING,
  SY_COMPLETION_WAITING,
  SY_COMPLETION_STREAMING,
  SY_COMPLETION_FINISHED,
} SyCompletionState;

/* Who uses a completion need not see the room that owns the socket. */
typedef struct _SyHttp SyHttp;

#define SY_TYPE_COMPLETION_STATE (sy_completion_state_get_type ())
#define SY_TYPE_COMPLETION       (sy_completion_get_type ())

GType sy_completion_state_get_type (void) G_GNUC_CONST;
G_DECLARE_FINAL_TYPE (SyCompletion, sy_completion, SY, COMPLETION, GObject)

SyCompletion      *sy_completion_new               (SyHttp          *http,
                                                    SyRedact        *redact);
void               sy_completion_start             (SyCompletion    *self,
                                                    SyProvider      *provider,
                                                    const char      *key,
                                                    const SyRequest *request);
void               sy_completion_cancel            (SyCompletion    *self);
SyCompletionState  sy_completion_get_state         (SyCompletion    *self);
const char        *sy_completion_get_finish_reason (SyCompletion    *self);
const SyUsage     *sy_completion_get_usage         (SyCompletion    *self);
const char        *sy_completion_get_served_model  (SyCompletion    *self);
const char        *sy_completion_get_generation_id (SyCompletion    *self);
guint              sy_completion_get_unreadable    (SyCompletion    *self);
const GError      *sy_completion_get_error         (SyCompletion    *self);

G_END_DECLS
