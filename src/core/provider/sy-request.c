/* sy-request.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-request"

#include "config.h"

#include "sy-request.h"

G_DEFINE_ENUM_TYPE (SyRole, sy_role,
                    G_DEFINE_ENUM_VALUE (SY_ROLE_SYSTEM, "system"),
                    G_DEFINE_ENUM_VALUE (SY_ROLE_USER, "user"),
                    G_DEFINE_ENUM_VALUE (SY_ROLE_ASSISTANT, "assistant"))

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
