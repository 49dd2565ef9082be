/* sy-message-facts.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-message-facts"

#include "config.h"

#include "sy-message.h"

#include "sy-json.h"
#include "sy-message-private.h"
#include "sy-model-family.h"

#include <string.h>

static void
set_string (SyMessage   *self,
            char       **field,
            const char  *value,
            guint        prop_id)
{
  if (g_set_str (field, value))
    sy_message_notify (self, prop_id);
}

/* A server that names its models in its own way says nothing of the family. */
static char *
dup_family (SyMessage *self)
{
  const char *model_id = self->model_id;

  if (self->served_model != NULL &&
      (model_id == NULL ||
       (strchr (model_id, '/') != NULL) == (strchr (self->served_model, '/') != NULL)))
    model_id = self->served_model;

  return sy_model_family_from_id (model_id);
}

/* What a file says is anything, until it was looked at. */
static void
parse_source (char     **source,
              JsonNode **json)
{
  g_autofree char *text = g_steal_pointer (source);
  g_autoptr(JsonNode) node = text != NULL ? sy_json_parse (text, -1, NULL) : NULL;

  if (sy_json_node_object (node) != NULL)
    *json = g_steal_pointer (&node);
}

/* Also forgets what was made of what was there. */
static SyReplay *
ensure_replay (SyMessage *self)
{
  g_clear_pointer (&self->replay_json, json_node_unref);

  if (self->replay == NULL)
    {
      self->replay = sy_replay_new ();
      sy_message_notify (self, SY_MESSAGE_PROP_REPLAY);
    }

  return self->replay;
}

static SyExtras *
ensure_extras (SyMessage *self)
{
  g_clear_pointer (&self->extras_json, json_node_unref);

  if (self->extras == NULL)
    {
      self->extras = sy_extras_new ();
      sy_message_notify (self, SY_MESSAGE_PROP_EXTRAS);
    }

  return self->extras;
}

/**
 * sy_message_get_provider_id:
 * @self: a #SyMessage
 *
 * Returns: (transfer none) (nullable): id of the provider that was asked
 */
const char *
sy_message_get_provider_id (SyMessage *self)
{
  g_return_val_if_fail (SY_IS_MESSAGE (self), NULL);

  return self->provider_id;
}

/**
 * sy_message_get_model_id:
 * @self: a #SyMessage
 *
 * Returns: (transfer none) (nullable): the model that was asked
 */
const char *
sy_message_get_model_id (SyMessage *self)
{
  g_return_val_if_fail (SY_IS_MESSAGE (self), NULL);

  return self->model_id;
}

/**
 * sy_message_get_served_model:
 * @self: a #SyMessage
 *
 * Returns: (transfer none) (nullable): the model that answered, in the
 *   server's words
 */
const char *
sy_message_get_served_model (SyMessage *self)
{
  g_return_val_if_fail (SY_IS_MESSAGE (self), NULL);

  return self->served_model;
}

/**
 * sy_message_get_generation_id:
 * @self: a #SyMessage
 *
 * Returns: (transfer none) (nullable): what the server calls this reply
 */
const char *
sy_message_get_generation_id (SyMessage *self)
{
  g_return_val_if_fail (SY_IS_MESSAGE (self), NULL);

  return self->generation_id;
}

/**
 * sy_message_get_finish_reason:
 * @self: a #SyMessage
 *
 * Returns: (transfer none) (nullable): why the model stopped, in the server's
 *   words; %NULL when it did not say
 */
const char *
sy_message_get_finish_reason (SyMessage *self)
{
  g_return_val_if_fail (SY_IS_MESSAGE (self), NULL);

  return self->finish_reason;
}

/**
 * sy_message_get_skipped:
 * @self: a #SyMessage
 *
 * Returns: how many events of the reply could not be read
 */
guint
sy_message_get_skipped (SyMessage *self)
{
  g_return_val_if_fail (SY_IS_MESSAGE (self), 0);

  return self->skipped;
}

/**
 * sy_message_get_values:
 * @self: a #SyMessage
 *
 * Gets which of the person's values were really sent, as
 * sy_request_dup_values() writes them.
 *
 * Returns: (transfer none) (nullable): a JSON object as text; %NULL when none were
 */
const char *
sy_message_get_values (SyMessage *self)
{
  g_return_val_if_fail (SY_IS_MESSAGE (self), NULL);

  return self->values;
}

/**
 * sy_message_get_usage:
 * @self: a #SyMessage
 *
 * Returns: (transfer none) (nullable): what the reply used, as far as it is known
 */
const SyUsage *
sy_message_get_usage (SyMessage *self)
{
  g_return_val_if_fail (SY_IS_MESSAGE (self), NULL);

  return self->usage;
}

/**
 * sy_message_get_cost:
 * @self: a #SyMessage
 *
 * Returns: what the server charges for the reply, in pico-USD, or
 *   %SY_MONEY_UNKNOWN
 */
SyMoney
sy_message_get_cost (SyMessage *self)
{
  g_return_val_if_fail (SY_IS_MESSAGE (self), SY_MONEY_UNKNOWN);

  return self->usage != NULL ? self->usage->cost : SY_MONEY_UNKNOWN;
}

/**
 * sy_message_get_replay:
 * @self: a #SyMessage
 *
 * Gets the opaque JSON that has to go back to models of the same family, whose
 * name is in "family": the "reasoning_details" and the "annotations", in the
 * order they came.  See sy_replay_dup_sendable().
 *
 * Returns: (transfer none) (nullable): an object, %NULL when nothing came;
 *   valid until the message is written to
 */
JsonNode *
sy_message_get_replay (SyMessage *self)
{
  g_return_val_if_fail (SY_IS_MESSAGE (self), NULL);

  if (self->replay != NULL && self->replay_json == NULL)
    {
      g_autofree char *family = dup_family (self);

      self->replay_json = sy_replay_to_json (self->replay, family);
    }
  else if (self->replay_source != NULL)
    {
      parse_source (&self->replay_source, &self->replay_json);
    }

  return self->replay_json;
}

/**
 * sy_message_get_extras:
 * @self: a #SyMessage
 *
 * Gets what came beside text and is never sent: "images" as they came, and
 * "tool_calls" put together from their pieces.
 *
 * Returns: (transfer none) (nullable): an object, %NULL when nothing came;
 *   valid until the message is written to
 */
JsonNode *
sy_message_get_extras (SyMessage *self)
{
  g_return_val_if_fail (SY_IS_MESSAGE (self), NULL);

  if (self->extras != NULL && self->extras_json == NULL)
    self->extras_json = sy_extras_to_json (self->extras);
  else if (self->extras_source != NULL)
    parse_source (&self->extras_source, &self->extras_json);

  return self->extras_json;
}

/**
 * sy_message_add_detail:
 * @self: a #SyMessage that streams
 * @raw: (transfer none): one opaque detail of the reasoning, or a list of them
 *
 * Keeps the detail behind those before it, see sy_replay_add_detail().
 */
void
sy_message_add_detail (SyMessage *self,
                       JsonNode  *raw)
{
  g_return_if_fail (SY_IS_MESSAGE (self));
  g_return_if_fail (raw != NULL);
  g_return_if_fail (self->state == SY_MESSAGE_STREAMING);

  sy_replay_add_detail (ensure_replay (self), raw);
}

/**
 * sy_message_add_annotation:
 * @self: a #SyMessage that streams
 * @raw: (transfer none): a citation or a parsed file
 *
 * Keeps a copy of the annotation, exactly as it came, behind those before it.
 */
void
sy_message_add_annotation (SyMessage *self,
                           JsonNode  *raw)
{
  g_return_if_fail (SY_IS_MESSAGE (self));
  g_return_if_fail (raw != NULL);
  g_return_if_fail (self->state == SY_MESSAGE_STREAMING);

  sy_replay_add_annotation (ensure_replay (self), raw);
}

/**
 * sy_message_add_image:
 * @self: a #SyMessage that streams
 * @raw: (transfer none): an image as it came, which nobody changes from now on
 *
 * Keeps the image behind those before it, without copying its data.
 */
void
sy_message_add_image (SyMessage *self,
                      JsonNode  *raw)
{
  g_return_if_fail (SY_IS_MESSAGE (self));
  g_return_if_fail (raw != NULL);
  g_return_if_fail (self->state == SY_MESSAGE_STREAMING);

  sy_extras_add_image (ensure_extras (self), raw);
}

/**
 * sy_message_add_tool_call:
 * @self: a #SyMessage that streams
 * @index: which of the reply's calls this is
 * @raw: (transfer none): a piece of the call, which nobody changes from now on
 *
 * Keeps a piece of a tool call, see sy_extras_add_tool_call().
 */
void
sy_message_add_tool_call (SyMessage *self,
                          guint      index,
                          JsonNode  *raw)
{
  g_return_if_fail (SY_IS_MESSAGE (self));
  g_return_if_fail (raw != NULL);
  g_return_if_fail (self->state == SY_MESSAGE_STREAMING);

  sy_extras_add_tool_call (ensure_extras (self), index, raw);
}

/**
 * sy_message_set_provider_id:
 * @self: a #SyMessage
 * @id: (nullable): id of a provider
 *
 * Says who is asked.
 */
void
sy_message_set_provider_id (SyMessage  *self,
                            const char *id)
{
  g_return_if_fail (SY_IS_MESSAGE (self));

  set_string (self, &self->provider_id, id, SY_MESSAGE_PROP_PROVIDER_ID);
}

/**
 * sy_message_set_model_id:
 * @self: a #SyMessage
 * @model_id: (nullable): exact id
 *
 * Says which model is asked.
 */
void
sy_message_set_model_id (SyMessage  *self,
                         const char *model_id)
{
  g_return_if_fail (SY_IS_MESSAGE (self));

  g_clear_pointer (&self->replay_json, json_node_unref);
  set_string (self, &self->model_id, model_id, SY_MESSAGE_PROP_MODEL_ID);
}

/**
 * sy_message_set_served_model:
 * @self: a #SyMessage
 * @model_id: (nullable): in the server's words
 *
 * Says which model answered.
 */
void
sy_message_set_served_model (SyMessage  *self,
                             const char *model_id)
{
  g_return_if_fail (SY_IS_MESSAGE (self));

  g_clear_pointer (&self->replay_json, json_node_unref);
  set_string (self, &self->served_model, model_id, SY_MESSAGE_PROP_SERVED_MODEL);
}

/**
 * sy_message_set_generation_id:
 * @self: a #SyMessage
 * @id: (nullable): in the server's words
 *
 * Says what the server calls this reply.
 */
void
sy_message_set_generation_id (SyMessage  *self,
                              const char *id)
{
  g_return_if_fail (SY_IS_MESSAGE (self));

  set_string (self, &self->generation_id, id, SY_MESSAGE_PROP_GENERATION_ID);
}

/**
 * sy_message_set_usage:
 * @self: a #SyMessage
 * @usage: (nullable): what the reply used
 *
 * Notes usage, and with it the cost.
 */
void
sy_message_set_usage (SyMessage     *self,
                      const SyUsage *usage)
{
  SyMoney old_cost;

  g_return_if_fail (SY_IS_MESSAGE (self));

  if (sy_usage_equal (self->usage, usage))
    return;

  old_cost = sy_message_get_cost (self);
  g_clear_pointer (&self->usage, sy_usage_free);
  self->usage = usage != NULL ? sy_usage_copy (usage) : NULL;
  sy_message_notify (self, SY_MESSAGE_PROP_USAGE);

  if (sy_message_get_cost (self) != old_cost)
    sy_message_notify (self, SY_MESSAGE_PROP_COST);
}

/**
 * sy_message_set_finish_reason:
 * @self: a #SyMessage
 * @reason: (nullable): in the server's words
 *
 * Says why the model stopped.
 */
void
sy_message_set_finish_reason (SyMessage  *self,
                              const char *reason)
{
  g_return_if_fail (SY_IS_MESSAGE (self));

  set_string (self, &self->finish_reason, reason, SY_MESSAGE_PROP_FINISH_REASON);
}

/**
 * sy_message_set_skipped:
 * @self: a #SyMessage
 * @skipped: a number of events
 *
 * Says how many events of the reply could not be read.
 */
void
sy_message_set_skipped (SyMessage *self,
                        guint      skipped)
{
  g_return_if_fail (SY_IS_MESSAGE (self));

  if (self->skipped == skipped)
    return;

  self->skipped = skipped;
  sy_message_notify (self, SY_MESSAGE_PROP_SKIPPED);
}

/**
 * sy_message_set_values:
 * @self: a #SyMessage
 * @values: (nullable): a JSON object as text, see sy_request_dup_values()
 *
 * Notes which of the person's values were sent.
 */
void
sy_message_set_values (SyMessage  *self,
                       const char *values)
{
  g_return_if_fail (SY_IS_MESSAGE (self));

  set_string (self, &self->values, values, SY_MESSAGE_PROP_VALUES);
}

/**
 * sy_message_get_reasoning_since:
 * @self: a #SyMessage
 *
 * Returns: when the model began to think, in microseconds of the monotonic clock; 0 when it
 *   does not think now
 */
gint64
sy_message_get_reasoning_since (SyMessage *self)
{
  g_return_val_if_fail (SY_IS_MESSAGE (self), 0);

  return self->reasoning_since;
}

/**
 * sy_message_get_reasoning_duration:
 * @self: a #SyMessage
 *
 * Returns: for how long the model has thought, in microseconds; 0 when nobody knows
 */
gint64
sy_message_get_reasoning_duration (SyMessage *self)
{
  g_return_val_if_fail (SY_IS_MESSAGE (self), 0);

  return self->reasoning_duration;
}

/**
 * sy_message_begin_reasoning:
 * @self: a #SyMessage that streams
 * @since: in microseconds of the monotonic clock
 *
 * Notes when the model began to think, unless it does so already.
 */
void
sy_message_begin_reasoning (SyMessage *self,
                            gint64     since)
{
  g_return_if_fail (SY_IS_MESSAGE (self));
  g_return_if_fail (since >= 0);

  if (self->reasoning_since == 0)
    self->reasoning_since = MAX (since, 1);
}

/**
 * sy_message_end_reasoning:
 * @self: a #SyMessage
 * @now: in microseconds of the monotonic clock
 *
 * Notes that the model does not think any more; it may begin anew.
 */
void
sy_message_end_reasoning (SyMessage *self,
                          gint64     now)
{
  g_return_if_fail (SY_IS_MESSAGE (self));

  if (self->reasoning_since == 0)
    return;

  self->reasoning_duration += MAX (now - self->reasoning_since, 0);
  self->reasoning_since = 0;
  sy_message_notify (self, SY_MESSAGE_PROP_REASONING_DURATION);
}

/**
 * sy_message_get_first_delta:
 * @self: a #SyMessage
 *
 * Returns: how long it took from asking to the first text or thought, in microseconds; 0 when
 *   nobody knows
 */
gint64
sy_message_get_first_delta (SyMessage *self)
{
  g_return_val_if_fail (SY_IS_MESSAGE (self), 0);

  return self->first_delta;
}

/**
 * sy_message_set_first_delta:
 * @self: a #SyMessage
 * @first_delta: in microseconds
 *
 * Notes how long it took until the first text or thought came.
 */
void
sy_message_set_first_delta (SyMessage *self,
                            gint64     first_delta)
{
  g_return_if_fail (SY_IS_MESSAGE (self));
  g_return_if_fail (first_delta >= 0);

  if (self->first_delta == first_delta)
    return;

  self->first_delta = first_delta;
  sy_message_notify (self, SY_MESSAGE_PROP_FIRST_DELTA);
}
