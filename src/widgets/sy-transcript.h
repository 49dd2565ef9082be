/* sy-transcript.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sy-chat-session.h"
#include "sy-message-view.h"

G_BEGIN_DECLS

#define SY_TYPE_TRANSCRIPT (sy_transcript_get_type ())

G_DECLARE_FINAL_TYPE (SyTranscript, sy_transcript, SY, TRANSCRIPT, AdwBin)

GtkWidget      *sy_transcript_new            (void);
SyMessageView  *sy_transcript_get_view       (SyTranscript   *self);
GListModel     *sy_transcript_get_messages   (SyTranscript   *self);
void            sy_transcript_set_messages   (SyTranscript   *self,
                                              GListModel     *messages);
SyProviderList *sy_transcript_get_providers  (SyTranscript   *self);
void            sy_transcript_set_providers  (SyTranscript   *self,
                                              SyProviderList *providers);
gboolean        sy_transcript_get_at_bottom  (SyTranscript   *self);
void            sy_transcript_set_chat_state (SyTranscript   *self,
                                              SyChatState     state);
void            sy_transcript_set_text_scale (SyTranscript   *self,
                                              double          scale);
void            sy_transcript_set_retry      (SyTranscript   *self,
                                              const GError   *error,
                                              gint64          retry_at);

G_END_DECLS
