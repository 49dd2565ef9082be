/* transcript-stage.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "frame-probe.h"
#include "sy-message.h"
#include "sy-message-window.h"
#include "sy-transcript.h"

G_BEGIN_DECLS

/* What happens until a window is at rest. */
#define STAGE_SETTLE_FRAMES 13

/**
 * Stage:
 *
 * A window that shows a conversation.
 */
typedef struct
{
  GtkWindow     *window;
  FrameProbe    *probe;
  SyTranscript  *transcript;
  GtkAdjustment *adjustment;
} Stage;

Stage           *stage_new          (GListModel *messages);
void             stage_free         (Stage      *self);
void             stage_settle       (Stage      *self);
double           stage_measure_unit (void);

SyMessage       *stage_message_new  (SyRole      role,
                                     const char *text,
                                     gsize       length);
SyMessageWindow *stage_messages_new (guint       n_messages,
                                     gsize      *n_bytes);
SyMessageWindow *stage_reply_new    (const char *text,
                                     gsize       length,
                                     SyMessage **reply);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Stage, stage_free)

G_END_DECLS
