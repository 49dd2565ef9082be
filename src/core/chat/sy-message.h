/* sy-message.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-document.h"
#include "sy-request.h"
#include "sy-usage.h"

G_BEGIN_DECLS

/**
 * SyMessageState:
 * @SY_MESSAGE_STREAMING: a reply that is still being written
 * @SY_MESSAGE_COMPLETE: whole
 * @SY_MESSAGE_INTERRUPTED: the stream ended before the reply did
 * @SY_MESSAGE_FAILED: an error ended it; the error is a property, never text
 * @SY_MESSAGE_CANCELLED: the person stopped it
 */
typedef enum
{
  SY_MESSAGE_STREAMING,
  SY_MESSAGE_COMPLETE,
  SY_MESSAGE_INTERRUPTED,
  SY_MESSAGE_FAILED,
  SY_MESSAGE_CANCELLED,
} SyMessageState;

#define SY_TYPE_MESSAGE_STATE (sy_message_state_get_type ())
#define SY_TYPE_MESSAGE       (sy_message_get_type ())

GType sy_message_state_get_type (void) G_GNUC_CONST;
G_DECLARE_FINAL_TYPE (SyMessage, sy_message, SY, MESSAGE, GObject)

SyMessage      *sy_message_new               (const char     *id,
                                              const char     *parent_id,
                                              SyRole          role,
                                              gint64          created_at);
const char     *sy_message_get_id            (SyMessage      *self);
const char     *sy_message_get_parent_id     (SyMessage      *self);
SyRole          sy_message_get_role          (SyMessage      *self);
SyMessageState  sy_message_get_state         (SyMessage      *self);
gsize           sy_message_get_length        (SyMessage      *self);
gboolean        sy_message_get_loaded        (SyMessage      *self);
const char     *sy_message_get_text          (SyMessage      *self);
SyDocument     *sy_message_get_document      (SyMessage      *self);
const char     *sy_message_get_reasoning     (SyMessage      *self);
gint64          sy_message_get_reasoning_since (SyMessage    *self);
gint64          sy_message_get_reasoning_duration (SyMessage *self);
gint64          sy_message_get_first_delta   (SyMessage      *self);
const char     *sy_message_get_provider_id   (SyMessage      *self);
const char     *sy_message_get_model_id      (SyMessage      *self);
const char     *sy_message_get_served_model  (SyMessage      *self);
const char     *sy_message_get_generation_id (SyMessage      *self);
gint64          sy_message_get_created_at    (SyMessage      *self);
gint64          sy_message_get_duration      (SyMessage      *self);
const char     *sy_message_get_finish_reason (SyMessage      *self);
guint           sy_message_get_skipped       (SyMessage      *self);
const char     *sy_message_get_values        (SyMessage      *self);
const SyUsage  *sy_message_get_usage         (SyMessage      *self);
SyMoney         sy_message_get_cost          (SyMessage      *self);
const GError   *sy_message_get_error         (SyMessage      *self);
JsonNode       *sy_message_get_replay        (SyMessage      *self);
JsonNode       *sy_message_get_extras        (SyMessage      *self);

/* Only for who writes the message: a session, later the store. */
void            sy_message_append            (SyMessage      *self,
                                              const char     *text,
                                              gssize          length);
void            sy_message_append_reasoning  (SyMessage      *self,
                                              const char     *text,
                                              gssize          length);
void            sy_message_begin_reasoning   (SyMessage      *self,
                                              gint64          since);
void            sy_message_end_reasoning     (SyMessage      *self,
                                              gint64          now);
void            sy_message_set_first_delta   (SyMessage      *self,
                                              gint64          first_delta);
void            sy_message_rethink           (SyMessage      *self);
void            sy_message_add_detail        (SyMessage      *self,
                                              JsonNode       *raw);
void            sy_message_add_annotation    (SyMessage      *self,
                                              JsonNode       *raw);
void            sy_message_add_image         (SyMessage      *self,
                                              JsonNode       *raw);
void            sy_message_add_tool_call     (SyMessage      *self,
                                              guint           index,
                                              JsonNode       *raw);
void            sy_message_set_provider_id   (SyMessage      *self,
                                              const char     *id);
void            sy_message_set_model_id      (SyMessage      *self,
                                              const char     *model_id);
void            sy_message_set_served_model  (SyMessage      *self,
                                              const char     *model_id);
void            sy_message_set_generation_id (SyMessage      *self,
                                              const char     *id);
void            sy_message_set_usage         (SyMessage      *self,
                                              const SyUsage  *usage);
void            sy_message_set_finish_reason (SyMessage      *self,
                                              const char     *reason);
void            sy_message_set_skipped       (SyMessage      *self,
                                              guint           skipped);
void            sy_message_set_values        (SyMessage      *self,
                                              const char     *values);
void            sy_message_finish            (SyMessage      *self,
                                              SyMessageState  state,
                                              gint64          duration,
                                              const GError   *error);
void            sy_message_drop_document     (SyMessage      *self);

G_END_DECLS
