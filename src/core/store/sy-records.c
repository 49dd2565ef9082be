/* sy-records.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-records"

#include "config.h"

#include "sy-records.h"

/**
 * sy_message_record_new:
 *
 * Returns: (transfer full): a record of nothing
 */
SyMessageRecord *
sy_message_record_new (void)
{
  return g_new0 (SyMessageRecord, 1);
}

void
sy_message_record_free (SyMessageRecord *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->id);
  g_free (self->parent_id);
  g_free (self->text);
  g_free (self->reasoning);
  g_free (self->provider_id);
  g_free (self->model_id);
  g_free (self->served_model);
  g_free (self->generation_id);
  g_free (self->finish_reason);
  g_clear_pointer (&self->usage, sy_usage_free);
  g_free (self->error);
  g_free (self->replay);
  g_free (self->extras);
  g_free (self->values);
  g_free (self);
}

/**
 * sy_conversation_record_new:
 *
 * Returns: (transfer full): a record of nothing
 */
SyConversationRecord *
sy_conversation_record_new (void)
{
  return g_new0 (SyConversationRecord, 1);
}

void
sy_conversation_record_free (SyConversationRecord *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->id);
  g_free (self->title);
  g_free (self->provider_id);
  g_free (self->model_id);
  g_free (self->system_prompt);
  g_free (self->values);
  g_free (self->draft);
  g_free (self->place_id);
  g_free (self);
}
