/* sy-records.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-usage.h"

G_BEGIN_DECLS

/**
 * SyRecordRole:
 *
 * Who speaks, as files have it: the numbers never change.
 */
typedef enum
{
  SY_RECORD_SYSTEM    = 0,
  SY_RECORD_USER      = 1,
  SY_RECORD_ASSISTANT = 2,
} SyRecordRole;

/**
 * SyRecordState:
 *
 * How far a message is, or how it ended, as files have it: the numbers never change.
 */
typedef enum
{
  SY_RECORD_STREAMING   = 0,
  SY_RECORD_COMPLETE    = 1,
  SY_RECORD_INTERRUPTED = 2,
  SY_RECORD_FAILED      = 3,
  SY_RECORD_CANCELLED   = 4,
} SyRecordState;

/**
 * SyMessageRecord:
 * @id: what the message is called
 * @parent_id: (nullable): the message before it
 * @role: who speaks
 * @state: how far it is, or how it ended
 * @created_at: microseconds since 1970
 * @length: bytes of its text, also when @text is not there
 * @text: (nullable): the text; %NULL when only what is above is known
 * @reasoning: (nullable): what the model thought
 * @provider_id: (nullable): who was asked
 * @model_id: (nullable): which model was asked
 * @served_model: (nullable): which model answered
 * @generation_id: (nullable): what the server calls the reply
 * @finish_reason: (nullable): why the model stopped
 * @duration: microseconds
 * @first_delta: microseconds
 * @reasoning_duration: microseconds
 * @skipped: events that could not be read
 * @usage: (nullable): what the reply used
 * @error: (nullable): what ended it, as JSON
 * @replay: (nullable): what has to go back to the model, as JSON
 * @extras: (nullable): what came beside text, as JSON
 * @values: (nullable): the sampling values that were sent, as JSON
 *
 * A message as it is kept.
 */
typedef struct
{
  char          *id;
  char          *parent_id;
  SyRecordRole   role;
  SyRecordState  state;
  gint64         created_at;
  gint64         length;
  char          *text;
  char          *reasoning;
  char          *provider_id;
  char          *model_id;
  char          *served_model;
  char          *generation_id;
  char          *finish_reason;
  gint64         duration;
  gint64         first_delta;
  gint64         reasoning_duration;
  guint          skipped;
  SyUsage       *usage;
  char          *error;
  char          *replay;
  char          *extras;
  char          *values;
} SyMessageRecord;

/**
 * SyConversationRecord:
 * @id: what the conversation is called
 * @title: (nullable): a line of plain text
 * @pinned: whether it stands above the others
 * @unread: whether it has a reply nobody has looked at
 * @provider_id: (nullable): who is asked
 * @model_id: (nullable): which model is asked
 * @created_at: microseconds since 1970
 * @updated_at: microseconds since 1970
 * @total_cost: pico-USD
 * @system_prompt: (nullable): what the model is told first; %NULL: what Settings say
 * @values: (nullable): sampling values of its own, as JSON
 * @draft: (nullable): what is written and not sent
 * @place_id: (nullable): the message at the top of the view
 * @place_offset: px of that message above the view, at the width it was seen at
 * @blank: whether it has no messages yet; only read
 * @listed: whether prompt and values are not known here; they stay as they are kept
 *
 * A conversation as it is kept, without its messages.
 */
typedef struct
{
  char     *id;
  char     *title;
  gboolean  pinned;
  gboolean  unread;
  char     *provider_id;
  char     *model_id;
  gint64    created_at;
  gint64    updated_at;
  SyMoney   total_cost;
  char     *system_prompt;
  char     *values;
  char     *draft;
  char     *place_id;
  double    place_offset;
  gboolean  blank;
  gboolean  listed;
} SyConversationRecord;

SyMessageRecord      *sy_message_record_new       (void);
void                  sy_message_record_free      (SyMessageRecord      *self);
SyConversationRecord *sy_conversation_record_new  (void);
void                  sy_conversation_record_free (SyConversationRecord *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyMessageRecord, sy_message_record_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyConversationRecord, sy_conversation_record_free)

G_END_DECLS
