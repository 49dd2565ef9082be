/* sy-context.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-context"

#include "config.h"

#include "sy-context.h"

static gboolean
is_blank (const char *text)
{
  while (g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);

  return *text == '\0';
}

/* A reply that failed or was stopped goes along with the text the person saw; servers refuse a
 * turn of the model in which nothing is said. */
static gboolean
is_sent (SyMessage *message)
{
  if (sy_message_get_role (message) != SY_ROLE_ASSISTANT)
    return TRUE;

  return sy_message_get_state (message) != SY_MESSAGE_STREAMING &&
         !is_blank (sy_message_get_text (message));
}

/* Only the model that wrote it can read it, and a list that broke off in the middle may lack the
 * signature without which servers refuse it. */
static JsonNode *
get_replay_for (SyMessage  *message,
                const char *model_id)
{
  if (sy_message_get_state (message) != SY_MESSAGE_COMPLETE ||
      g_strcmp0 (sy_message_get_model_id (message), model_id) != 0)
    return NULL;

  return sy_message_get_replay (message);
}

/**
 * sy_context_build:
 * @messages: (element-type SyMessage): a conversation, oldest message first
 * @provider: whose sampling values and dialect are used
 * @model_id: which model is asked
 *
 * Chooses what of a conversation goes to the model: every message with its
 * text, but no reply that is still being written or says nothing.  Errors are
 * never part of it.  Opaque details of a reply go back to the model that made
 * them and to no other.
 *
 * Returns: (transfer full): the request
 */
SyRequest *
sy_context_build (GListModel *messages,
                  SyProvider *provider,
                  const char *model_id)
{
  g_autoptr(SyRequest) request = NULL;
  guint n_messages;

  g_return_val_if_fail (G_IS_LIST_MODEL (messages), NULL);
  g_return_val_if_fail (SY_IS_PROVIDER (provider), NULL);
  g_return_val_if_fail (model_id != NULL, NULL);

  request = sy_request_new (model_id,
                            sy_provider_get_sampling (provider),
                            sy_preset_get_dialect (sy_provider_get_preset (provider)));
  n_messages = g_list_model_get_n_items (messages);

  for (guint i = 0; i < n_messages; i++)
    {
      g_autoptr(SyMessage) message = g_list_model_get_item (messages, i);

      if (is_sent (message))
        sy_request_add_turn (request,
                             sy_message_get_role (message),
                             sy_message_get_text (message),
                             get_replay_for (message, model_id));
    }

  return g_steal_pointer (&request);
}
