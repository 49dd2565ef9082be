/* sy-context.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-context"

#include "config.h"

#include "sy-context.h"

#include "sy-message.h"
#include "sy-model-family.h"
#include "sy-replay.h"
#include "sy-utf8.h"

/* What one after the other is said in the same role. */
typedef struct
{
  SyRole    role;
  GString  *text;
  JsonNode *replay;
} Said;

/* A reply that failed or was stopped goes along with the text the person saw; servers refuse a
 * turn of the model in which nothing is said. */
static gboolean
is_sent (SyMessage *message)
{
  if (sy_message_get_role (message) != SY_ROLE_ASSISTANT)
    return TRUE;

  return sy_message_get_state (message) != SY_MESSAGE_STREAMING &&
         !sy_utf8_is_blank (sy_message_get_text (message));
}

/* Other servers do not know its dialect, other models cannot read it, and a list that broke off
 * in the middle may lack the signature without which servers refuse it. */
static JsonNode *
dup_replay_for (SyMessage  *message,
                SyProvider *provider,
                const char *model_id)
{
  g_autofree char *family = NULL;

  if (sy_message_get_state (message) != SY_MESSAGE_COMPLETE ||
      g_strcmp0 (sy_message_get_provider_id (message), sy_provider_get_id (provider)) != 0)
    return NULL;

  family = sy_model_family_from_id (model_id);

  return sy_replay_dup_sendable (sy_message_get_replay (message), family);
}

static void
flush (Said      *said,
       SyRequest *request)
{
  if (said->text != NULL)
    {
      sy_request_add_turn (request, said->role, said->text->str, said->replay);
      g_string_free (g_steal_pointer (&said->text), TRUE);
    }

  g_clear_pointer (&said->replay, json_node_unref);
}

/* Several servers refuse two turns of one role, which is what a failed reply leaves behind.
 * Opaque details are those of one reply, so two that became one have none.  Takes @replay. */
static void
say (Said       *said,
     SyRequest  *request,
     SyMessage  *message,
     JsonNode   *replay)
{
  SyRole role = sy_message_get_role (message);

  if (said->text != NULL && said->role == role)
    {
      g_string_append (said->text, "\n\n");
      g_string_append (said->text, sy_message_get_text (message));
      g_clear_pointer (&said->replay, json_node_unref);
      g_clear_pointer (&replay, json_node_unref);
      return;
    }

  flush (said, request);
  said->role = role;
  said->text = g_string_new (sy_message_get_text (message));
  said->replay = replay;
}

/**
 * sy_context_build:
 * @messages: (element-type SyMessage): a conversation, oldest message first
 * @conversation: (nullable): whose values are used
 * @defaults: (nullable): whose values are used for what is not set there
 * @provider: whose dialect is used, and whose values for what is still not set
 * @model_id: which model is asked
 * @max_tokens: how long the reply may get, 0 for what the sampling values say
 *
 * Chooses what of a conversation goes to the model, whoever wrote its replies:
 * every message with its text, but no reply that is still being written or says
 * nothing.  Errors, reasoning and extras are never part of it.  What one role
 * says in several messages is one turn; the system prompt comes before all of
 * them.  Opaque details of a reply go back to
 * the provider and the family of models that made them and to nobody else.
 *
 * Returns: (transfer full): the request
 */
SyRequest *
sy_context_build (GListModel     *messages,
                  SyConversation *conversation,
                  SyChatDefaults *defaults,
                  SyProvider     *provider,
                  const char     *model_id,
                  gint64          max_tokens)
{
  g_autoptr(SyChatValues) values = NULL;
  g_autoptr(SyRequest) request = NULL;
  Said said = { 0 };
  guint n_messages;

  g_return_val_if_fail (G_IS_LIST_MODEL (messages), NULL);
  g_return_val_if_fail (SY_IS_PROVIDER (provider), NULL);
  g_return_val_if_fail (model_id != NULL, NULL);
  g_return_val_if_fail (max_tokens >= 0, NULL);

  values = sy_chat_values_new (conversation, defaults, provider);
  request = sy_request_new (model_id,
                            values->sampling,
                            sy_preset_get_dialect (sy_provider_get_preset (provider)));
  request->max_tokens = max_tokens;
  if (values->system_prompt != NULL)
    {
      said.role = SY_ROLE_SYSTEM;
      said.text = g_string_new (values->system_prompt);
    }

  n_messages = g_list_model_get_n_items (messages);

  for (guint i = 0; i < n_messages; i++)
    {
      g_autoptr(SyMessage) message = g_list_model_get_item (messages, i);

      if (is_sent (message))
        say (&said, request, message, dup_replay_for (message, provider, model_id));
    }

  flush (&said, request);

  return g_steal_pointer (&request);
}
