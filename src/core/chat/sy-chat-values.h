/* sy-chat-values.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-chat-defaults.h"
#include "sy-conversation.h"
#include "sy-provider.h"

G_BEGIN_DECLS

/**
 * SyChatValues:
 * @system_prompt: (nullable): what the model is told first; %NULL is nothing
 * @sampling: the values that are set
 *
 * What holds for the next request of a conversation.
 */
typedef struct
{
  char       *system_prompt;
  SySampling *sampling;
} SyChatValues;

SyChatValues *sy_chat_values_new  (SyConversation     *conversation,
                                   SyChatDefaults     *defaults,
                                   SyProvider         *provider);
SyChatValues *sy_chat_values_copy (const SyChatValues *self);
void          sy_chat_values_free (SyChatValues       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyChatValues, sy_chat_values_free)

G_END_DECLS
