/* sy-chat-values.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-chat-values"

#include "config.h"

#include "sy-chat-values.h"

#include "sy-utf8.h"

/* A conversation that says "" is to have none, whatever Settings say. */
static const char *
find_system_prompt (SyConversation *conversation,
                    SyChatDefaults *defaults)
{
  const char *prompt = NULL;

  if (conversation != NULL)
    prompt = sy_conversation_get_system_prompt (conversation);
  if (prompt == NULL && defaults != NULL)
    prompt = sy_chat_defaults_get_system_prompt (defaults);

  return prompt;
}

/**
 * sy_chat_values_new:
 * @conversation: (nullable): whose values come first
 * @defaults: (nullable): what Settings say, for what is not set there
 * @provider: (nullable): whose values hold for what is still not set
 *
 * Finds out which values hold.  Without a conversation they are those that one
 * without values of its own would have.
 *
 * Returns: (transfer full): the values
 */
SyChatValues *
sy_chat_values_new (SyConversation *conversation,
                    SyChatDefaults *defaults,
                    SyProvider     *provider)
{
  const SySampling *first = NULL;
  const SySampling *second = NULL;
  const SySampling *third = NULL;
  g_autoptr(SySampling) merged = NULL;
  SyChatValues *self;
  const char *prompt;

  g_return_val_if_fail (conversation == NULL || SY_IS_CONVERSATION (conversation), NULL);
  g_return_val_if_fail (defaults == NULL || SY_IS_CHAT_DEFAULTS (defaults), NULL);
  g_return_val_if_fail (provider == NULL || SY_IS_PROVIDER (provider), NULL);

  if (conversation != NULL)
    first = sy_conversation_get_sampling (conversation);
  if (defaults != NULL)
    second = sy_chat_defaults_get_sampling (defaults);
  if (provider != NULL)
    third = sy_provider_get_sampling (provider);

  merged = sy_sampling_merge (first, second);
  prompt = find_system_prompt (conversation, defaults);

  self = g_new0 (SyChatValues, 1);
  self->sampling = sy_sampling_merge (merged, third);
  if (prompt != NULL && !sy_utf8_is_blank (prompt))
    self->system_prompt = g_strdup (prompt);

  return self;
}

/**
 * sy_chat_values_copy:
 * @self: values
 *
 * Returns: (transfer full): the same values
 */
SyChatValues *
sy_chat_values_copy (const SyChatValues *self)
{
  SyChatValues *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (SyChatValues, 1);
  copy->system_prompt = g_strdup (self->system_prompt);
  copy->sampling = sy_sampling_copy (self->sampling);

  return copy;
}

/**
 * sy_chat_values_free:
 * @self: (transfer full): values
 */
void
sy_chat_values_free (SyChatValues *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->system_prompt);
  sy_sampling_free (self->sampling);
  g_free (self);
}
