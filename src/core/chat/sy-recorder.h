/* sy-recorder.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-clock.h"
#include "sy-conversation.h"
#include "sy-message.h"

G_BEGIN_DECLS

/**
 * SyRecorder:
 *
 * Keeps the messages of a conversation as they come.
 */
typedef struct _SyRecorder SyRecorder;

SyRecorder *sy_recorder_new        (SyConversation *conversation,
                                    SyClock        *clock);
void        sy_recorder_free       (SyRecorder     *self);
void        sy_recorder_add        (SyRecorder     *self,
                                    SyMessage      *message);
void        sy_recorder_begin      (SyRecorder     *self,
                                    SyMessage      *reply);
void        sy_recorder_checkpoint (SyRecorder     *self);
void        sy_recorder_end        (SyRecorder     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyRecorder, sy_recorder_free)

G_END_DECLS
