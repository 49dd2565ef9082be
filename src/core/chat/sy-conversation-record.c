/* sy-conversation-record.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-conversation-record"

#include "config.h"

#include "sy-conversation-record.h"

#include "sy-conversation-private.h"
#include "sy-json.h"

/**
 * sy_conversation_new_from_record:
 * @record: a conversation as it was kept; its texts move into the conversation
 *
 * Makes a conversation of what a list knows of it, without a copy: there may be
 * 10,000.
 *
 * Returns: (transfer full): the conversation, which has no store yet
 */
SyConversation *
sy_conversation_new_from_record (SyConversationRecord *record)
{
  SyConversation *self;

  g_return_val_if_fail (record != NULL, NULL);
  g_return_val_if_fail (record->id != NULL, NULL);

  self = g_object_new (SY_TYPE_CONVERSATION, NULL);
  self->id = g_steal_pointer (&record->id);
  self->title = g_steal_pointer (&record->title);
  self->provider_id = g_steal_pointer (&record->provider_id);
  self->model_id = g_steal_pointer (&record->model_id);
  self->pinned = record->pinned;
  self->unread = record->unread;
  self->updated_at = record->updated_at;
  self->total_cost = record->total_cost;
  self->listed = TRUE;

  return self;
}

/**
 * sy_conversation_load:
 * @self: a #SyConversation without a store
 * @record: the same conversation, as it was kept
 *
 * Takes what a list does not know of a conversation.
 */
void
sy_conversation_load (SyConversation             *self,
                      const SyConversationRecord *record)
{
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(SySampling) sampling = NULL;

  g_return_if_fail (SY_IS_CONVERSATION (self));
  g_return_if_fail (record != NULL);
  g_return_if_fail (g_strcmp0 (record->id, sy_conversation_get_id (self)) == 0);

  node = record->values != NULL ? sy_json_parse (record->values, -1, NULL) : NULL;
  if (sy_json_node_object (node) != NULL)
    sampling = sy_sampling_from_json (sy_json_node_object (node));

  sy_conversation_set_system_prompt (self, record->system_prompt);
  sy_conversation_set_sampling (self, sampling);
  sy_conversation_set_draft (self, record->draft);
  sy_conversation_set_place (self, record->place_id, record->place_offset);
  self->listed = FALSE;
}

static char *
dup_values (SyConversation *self)
{
  const SySampling *sampling = sy_conversation_get_sampling (self);
  g_autoptr(JsonNode) node = sampling != NULL ? sy_sampling_to_json (sampling) : NULL;

  return node != NULL ? json_to_string (node, FALSE) : NULL;
}

/**
 * sy_conversation_dup_record:
 *
 * Returns: (transfer full): all that is known of a conversation but its draft and its place
 */
SyConversationRecord *
sy_conversation_dup_record (SyConversation *self)
{
  SyConversationRecord *record;

  g_return_val_if_fail (SY_IS_CONVERSATION (self), NULL);

  record = sy_conversation_record_new ();
  record->id = g_strdup (sy_conversation_get_id (self));
  record->title = g_strdup (sy_conversation_get_title (self));
  record->pinned = sy_conversation_get_pinned (self);
  record->unread = sy_conversation_get_unread (self);
  record->provider_id = g_strdup (sy_conversation_get_provider_id (self));
  record->model_id = g_strdup (sy_conversation_get_model_id (self));
  record->created_at = sy_conversation_get_updated_at (self);
  record->updated_at = sy_conversation_get_updated_at (self);
  record->total_cost = sy_conversation_get_total_cost (self);
  record->system_prompt = g_strdup (sy_conversation_get_system_prompt (self));
  record->values = dup_values (self);
  record->listed = self->listed;

  return record;
}

/**
 * sy_conversation_dup_view:
 *
 * Returns: (transfer full): the draft and the place of a conversation, and no more: they
 *   change far more often than the rest
 */
SyConversationRecord *
sy_conversation_dup_view (SyConversation *self)
{
  SyConversationRecord *record;

  g_return_val_if_fail (SY_IS_CONVERSATION (self), NULL);

  record = sy_conversation_record_new ();
  record->id = g_strdup (self->id);
  record->draft = g_strdup (self->draft);
  record->place_id = g_strdup (self->place_id);
  record->place_offset = self->place_offset;

  return record;
}
