/* sy-request.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "sy-sampling.h"

G_BEGIN_DECLS

/**
 * SyRole:
 * @SY_ROLE_SYSTEM: what the model is told before the conversation
 * @SY_ROLE_USER: the person
 * @SY_ROLE_ASSISTANT: the model
 *
 * Who speaks.
 */
typedef enum
{
  SY_ROLE_SYSTEM,
  SY_ROLE_USER,
  SY_ROLE_ASSISTANT,
} SyRole;

#define SY_TYPE_ROLE (sy_role_get_type ())

/**
 * SyDialect:
 * @SY_DIALECT_GENERIC: only what every server of the format knows
 * @SY_DIALECT_OPENAI: OpenAI itself, which refuses unknown parameters
 * @SY_DIALECT_OPENROUTER: OpenRouter and its extras
 *
 * Which of a format's speakers a request goes to.
 */
typedef enum
{
  SY_DIALECT_GENERIC,
  SY_DIALECT_OPENAI,
  SY_DIALECT_OPENROUTER,
} SyDialect;

/**
 * SyQuirk:
 * @SY_QUIRK_NO_TEMPERATURE: "temperature" is refused
 * @SY_QUIRK_NO_TOP_P: "top_p" is refused
 * @SY_QUIRK_NO_EFFORT: "reasoning_effort" and "reasoning" are refused
 * @SY_QUIRK_NO_MAX_TOKENS: "max_tokens" is refused; its other name may do
 * @SY_QUIRK_NO_MAX_COMPLETION_TOKENS: "max_completion_tokens" is refused; its
 *   other name may do
 * @SY_QUIRK_NO_STREAM_OPTIONS: "stream_options" is refused
 * @SY_QUIRK_NO_REPLAY: what goes back with old replies is refused
 *
 * What one model of one server does not take.
 */
typedef enum
{
  SY_QUIRK_NO_TEMPERATURE           = 1 << 0,
  SY_QUIRK_NO_TOP_P                 = 1 << 1,
  SY_QUIRK_NO_EFFORT                = 1 << 2,
  SY_QUIRK_NO_MAX_TOKENS            = 1 << 3,
  SY_QUIRK_NO_MAX_COMPLETION_TOKENS = 1 << 4,
  SY_QUIRK_NO_STREAM_OPTIONS        = 1 << 5,
  SY_QUIRK_NO_REPLAY                = 1 << 6,
} SyQuirk;

/**
 * SyTurn:
 * @role: who speaks
 * @text: what is said, valid UTF-8
 * @replay: (nullable): opaque JSON that has to go back unmodified
 *
 * One message as the model gets it.
 */
typedef struct
{
  SyRole    role;
  char     *text;
  JsonNode *replay;
} SyTurn;

/**
 * SyRequest:
 * @model_id: exact id, as the person wrote it
 * @turns: (element-type SyTurn): oldest first
 * @sampling: values that were set
 * @dialect: whose extras may be used
 * @quirks: #SyQuirk flags, what must not be sent
 * @max_tokens: tokens of the reply instead of those in @sampling, 0 for those
 *
 * What is asked of a model, before any format made bytes of it.
 */
typedef struct
{
  char       *model_id;
  GPtrArray  *turns;
  SySampling *sampling;
  SyDialect   dialect;
  guint       quirks;
  gint64      max_tokens;
} SyRequest;

GType       sy_role_get_type        (void) G_GNUC_CONST;
SyRequest  *sy_request_new          (const char       *model_id,
                                     const SySampling *sampling,
                                     SyDialect         dialect);
void        sy_request_add_turn     (SyRequest        *self,
                                     SyRole            role,
                                     const char       *text,
                                     JsonNode         *replay);
SySampling *sy_request_dup_sampling (const SyRequest  *self);
char       *sy_request_dup_values   (const SyRequest  *self);
void        sy_request_free         (SyRequest        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyRequest, sy_request_free)

G_END_DECLS
