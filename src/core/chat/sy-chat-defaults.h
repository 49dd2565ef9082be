/* sy-chat-defaults.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-sampling.h"

G_BEGIN_DECLS

/**
 * SyChatDefaults:
 *
 * What Settings say about all conversations, for those that say nothing of their own.
 */
#define SY_TYPE_CHAT_DEFAULTS (sy_chat_defaults_get_type ())

G_DECLARE_FINAL_TYPE (SyChatDefaults, sy_chat_defaults, SY, CHAT_DEFAULTS, GObject)

SyChatDefaults   *sy_chat_defaults_new               (void);
const char       *sy_chat_defaults_get_system_prompt (SyChatDefaults   *self);
void              sy_chat_defaults_set_system_prompt (SyChatDefaults   *self,
                                                      const char       *system_prompt);
const SySampling *sy_chat_defaults_get_sampling      (SyChatDefaults   *self);
void              sy_chat_defaults_set_sampling      (SyChatDefaults   *self,
                                                      const SySampling *sampling);

G_END_DECLS
