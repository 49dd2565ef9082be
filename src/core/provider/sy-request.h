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
 *
 * What is asked of a model, before any format made bytes of it.
 */
typedef struct
{
  char       *model_id;
  GPtrArray  *turns;
  SySampling *sampling;
  SyDialect   dialect;
} SyRequest;

GType      sy_role_get_type     (void) G_GNUC_CONST;
SyRequest *sy_request_new       (const char       *model_id,
                                 const SySampling *sampling,
                                 SyDialect         dialect);
void       sy_request_add_turn  (SyRequest        *self,
                                 SyRole            role,
                                 const char       *text,
                                 JsonNode         *replay);
void       sy_request_free      (SyRequest        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyRequest, sy_request_free)

G_END_DECLS
