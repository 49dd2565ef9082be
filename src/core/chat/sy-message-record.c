/* sy-message-record.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-message-record"

#include "config.h"

#include "sy-message-record.h"

#include "sy-error-record.h"
#include "sy-message-private.h"

#include <string.h>

static SyRole
role_from_record (SyRecordRole role)
{
  switch (role)
    {
    case SY_RECORD_SYSTEM:
      return SY_ROLE_SYSTEM;

    case SY_RECORD_ASSISTANT:
      return SY_ROLE_ASSISTANT;

    case SY_RECORD_USER:
    default:
      return SY_ROLE_USER;
    }
}

static SyMessageState
state_from_record (SyRecordState state)
{
  switch (state)
    {
    case SY_RECORD_COMPLETE:
      return SY_MESSAGE_COMPLETE;

    case SY_RECORD_FAILED:
      return SY_MESSAGE_FAILED;

    case SY_RECORD_CANCELLED:
      return SY_MESSAGE_CANCELLED;

    /* Who wrote it is gone. */
    case SY_RECORD_STREAMING:
    case SY_RECORD_INTERRUPTED:
    default:
      return SY_MESSAGE_INTERRUPTED;
    }
}

static SyRecordRole
role_to_record (SyRole role)
{
  switch (role)
    {
    case SY_ROLE_SYSTEM:
      return SY_RECORD_SYSTEM;

    case SY_ROLE_ASSISTANT:
      return SY_RECORD_ASSISTANT;

    case SY_ROLE_USER:
    default:
      return SY_RECORD_USER;
    }
}

static SyRecordState
state_to_record (SyMessageState state)
{
  switch (state)
    {
    case SY_MESSAGE_STREAMING:
      return SY_RECORD_STREAMING;

    case SY_MESSAGE_COMPLETE:
      return SY_RECORD_COMPLETE;

    case SY_MESSAGE_FAILED:
      return SY_RECORD_FAILED;

    case SY_MESSAGE_CANCELLED:
      return SY_RECORD_CANCELLED;

    case SY_MESSAGE_INTERRUPTED:
    default:
      return SY_RECORD_INTERRUPTED;
    }
}

static char *
dup_json (JsonNode *node)
{
  return node != NULL ? json_to_string (node, FALSE) : NULL;
}

static GString *
new_string (const char *text)
{
  return text != NULL && *text != '\0' ? g_string_new_take (g_strdup (text)) : NULL;
}

/* Only what tells of itself; nobody has seen the rest yet. */
static void
fill (SyMessage             *self,
      const SyMessageRecord *record)
{
  self->text = new_string (record->text);
  self->reasoning = new_string (record->reasoning);
  self->provider_id = g_strdup (record->provider_id);
  self->model_id = g_strdup (record->model_id);
  self->served_model = g_strdup (record->served_model);
  self->generation_id = g_strdup (record->generation_id);
  self->finish_reason = g_strdup (record->finish_reason);
  self->duration = MAX (record->duration, 0);
  self->first_delta = MAX (record->first_delta, 0);
  self->reasoning_duration = MAX (record->reasoning_duration, 0);
  self->skipped = record->skipped;
  self->values = g_strdup (record->values);
  self->usage = record->usage != NULL ? sy_usage_copy (record->usage) : NULL;
  self->error = sy_error_new_from_record (record->error);
  self->replay_source = g_strdup (record->replay);
  self->extras_source = g_strdup (record->extras);
}

/**
 * sy_message_new_from_record:
 * @record: a message as it was kept
 *
 * Makes a message that was kept.  Without its text it is a stub, which knows
 * its id, role, state, time and length, and gets the rest by
 * sy_message_load().  A reply that was being written then is
 * %SY_MESSAGE_INTERRUPTED.
 *
 * Returns: (transfer full): the message
 */
SyMessage *
sy_message_new_from_record (const SyMessageRecord *record)
{
  SyMessage *self;

  g_return_val_if_fail (record != NULL, NULL);

  self = sy_message_new (record->id, record->parent_id, role_from_record (record->role),
                         record->created_at);
  self->state = state_from_record (record->state);

  if (record->text != NULL)
    {
      fill (self, record);
    }
  else
    {
      self->is_stub = TRUE;
      self->stub_length = (gsize) MAX (record->length, 0);
    }

  return self;
}

/**
 * sy_message_load:
 * @self: a stub
 * @record: the same message, with its text
 *
 * Fills a stub.  All its properties may have changed; `notify::loaded` comes
 * last.
 */
void
sy_message_load (SyMessage             *self,
                 const SyMessageRecord *record)
{
  g_return_if_fail (SY_IS_MESSAGE (self));
  g_return_if_fail (record != NULL);
  g_return_if_fail (record->text != NULL);
  g_return_if_fail (self->is_stub);
  g_return_if_fail (g_strcmp0 (self->id, record->id) == 0);

  g_object_freeze_notify (G_OBJECT (self));

  self->is_stub = FALSE;
  fill (self, record);
  if (self->document != NULL)
    {
      g_clear_object (&self->document);
      sy_message_notify (self, SY_MESSAGE_PROP_DOCUMENT);
    }
  sy_message_notify (self, SY_MESSAGE_PROP_LENGTH);
  sy_message_notify (self, SY_MESSAGE_PROP_LOADED);

  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * sy_message_dup_record:
 * @self: a #SyMessage that is loaded
 * @with_text: whether its text and reasoning are wanted
 *
 * Makes a record of all that is known of a message.
 *
 * Returns: (transfer full): the record
 */
SyMessageRecord *
sy_message_dup_record (SyMessage *self,
                       gboolean   with_text)
{
  SyMessageRecord *record;

  g_return_val_if_fail (SY_IS_MESSAGE (self), NULL);
  g_return_val_if_fail (!self->is_stub, NULL);

  record = sy_message_record_new ();
  record->id = g_strdup (self->id);
  record->parent_id = g_strdup (self->parent_id);
  record->role = role_to_record (self->role);
  record->state = state_to_record (self->state);
  record->created_at = self->created_at;
  record->length = (gint64) sy_message_get_length (self);
  if (with_text)
    {
      record->text = g_strdup (sy_message_get_text (self));
      record->reasoning = g_strdup (sy_message_get_reasoning (self));
    }
  record->provider_id = g_strdup (self->provider_id);
  record->model_id = g_strdup (self->model_id);
  record->served_model = g_strdup (self->served_model);
  record->generation_id = g_strdup (self->generation_id);
  record->finish_reason = g_strdup (self->finish_reason);
  record->duration = self->duration;
  record->first_delta = self->first_delta;
  record->reasoning_duration = self->reasoning_duration;
  record->skipped = self->skipped;
  record->usage = self->usage != NULL ? sy_usage_copy (self->usage) : NULL;
  record->error = sy_error_to_record (self->error);
  record->replay = dup_json (sy_message_get_replay (self));
  record->extras = dup_json (sy_message_get_extras (self));
  record->values = g_strdup (sy_message_get_values (self));

  return record;
}
