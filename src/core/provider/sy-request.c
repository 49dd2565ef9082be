/* sy-request.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-request"

#include "config.h"

#include "sy-request.h"

#include <math.h>

G_DEFINE_ENUM_TYPE (SyRole, sy_role,
                    G_DEFINE_ENUM_VALUE (SY_ROLE_SYSTEM, "system"),
                    G_DEFINE_ENUM_VALUE (SY_ROLE_USER, "user"),
                    G_DEFINE_ENUM_VALUE (SY_ROLE_ASSISTANT, "assistant"))

#define NO_TOKENS (SY_QUIRK_NO_MAX_TOKENS | SY_QUIRK_NO_MAX_COMPLETION_TOKENS)

static void
sy_turn_free (gpointer data)
{
  SyTurn *turn = data;

  g_free (turn->text);
  g_clear_pointer (&turn->replay, json_node_unref);
  g_free (turn);
}

/**
 * sy_request_new:
 * @model_id: exact id of the model
 * @sampling: (nullable): values that were set; %NULL is none
 * @dialect: whose extras may be used
 *
 * Returns: (transfer full): a request without turns
 */
SyRequest *
sy_request_new (const char       *model_id,
                const SySampling *sampling,
                SyDialect         dialect)
{
  SyRequest *self;

  g_return_val_if_fail (model_id != NULL, NULL);

  self = g_new0 (SyRequest, 1);
  self->model_id = g_strdup (model_id);
  self->turns = g_ptr_array_new_with_free_func (sy_turn_free);
  self->sampling = sampling != NULL ? sy_sampling_copy (sampling) : sy_sampling_new ();
  self->dialect = dialect;

  return self;
}

/**
 * sy_request_add_turn:
 * @self: a request
 * @role: who speaks
 * @text: what is said, valid UTF-8
 * @replay: (nullable) (transfer none): opaque JSON that goes back with it
 *
 * Adds a message behind the others.
 */
void
sy_request_add_turn (SyRequest  *self,
                     SyRole      role,
                     const char *text,
                     JsonNode   *replay)
{
  SyTurn *turn;

  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL);

  turn = g_new0 (SyTurn, 1);
  turn->role = role;
  turn->text = g_strdup (text);
  turn->replay = replay != NULL ? json_node_ref (replay) : NULL;
  g_ptr_array_add (self->turns, turn);
}

/**
 * sy_request_dup_sampling:
 * @self: a request
 *
 * Gets the values that go along: those that were set, without what the model is
 * known to refuse.
 *
 * Returns: (transfer full): the values
 */
SySampling *
sy_request_dup_sampling (const SyRequest *self)
{
  SySampling *sent;

  g_return_val_if_fail (self != NULL, NULL);

  sent = sy_sampling_copy (self->sampling);
  if (self->max_tokens > 0)
    sent->max_tokens = self->max_tokens;

  if (self->quirks & SY_QUIRK_NO_TEMPERATURE)
    sent->temperature = NAN;
  if (self->quirks & SY_QUIRK_NO_TOP_P)
    sent->top_p = NAN;
  if ((self->quirks & NO_TOKENS) == NO_TOKENS)
    sent->max_tokens = 0;
  if (self->quirks & SY_QUIRK_NO_EFFORT)
    g_clear_pointer (&sent->effort, g_free);

  return sent;
}

static gboolean
has_system_prompt (const SyRequest *self)
{
  for (guint i = 0; i < self->turns->len; i++)
    {
      const SyTurn *turn = g_ptr_array_index (self->turns, i);

      if (turn->role == SY_ROLE_SYSTEM)
        return TRUE;
    }

  return FALSE;
}

/**
 * sy_request_dup_values:
 * @self: a request
 *
 * Writes down what of the person's values goes along: the sampling values as in
 * sy_sampling_to_json(), and "system-prompt" when there is one.
 *
 * Returns: (transfer full) (nullable): a JSON object as text, %NULL when there
 *   is nothing
 */
char *
sy_request_dup_values (const SyRequest *self)
{
  g_autoptr(SySampling) sampling = NULL;
  g_autoptr(JsonNode) node = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  sampling = sy_request_dup_sampling (self);
  node = sy_sampling_to_json (sampling);
  if (has_system_prompt (self))
    json_object_set_boolean_member (json_node_get_object (node), "system-prompt", TRUE);

  return json_object_get_size (json_node_get_object (node)) > 0 ? json_to_string (node, FALSE)
                                                                : NULL;
}

/**
 * sy_request_free:
 * @self: (transfer full): a request
 */
void
sy_request_free (SyRequest *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->model_id);
  g_ptr_array_unref (self->turns);
  sy_sampling_free (self->sampling);
  g_free (self);
}
