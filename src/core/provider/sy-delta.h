/* sy-delta.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "sy-usage.h"

G_BEGIN_DECLS

/**
 * SyDeltaKind:
 * @SY_DELTA_TEXT: a piece of the answer
 * @SY_DELTA_REASONING: a piece of the thinking
 * @SY_DELTA_DETAIL: an opaque reasoning detail, to be kept and sent back
 * @SY_DELTA_IMAGE: an image the model made
 * @SY_DELTA_ANNOTATION: a citation or a parsed file
 * @SY_DELTA_TOOL_CALL: a piece of a tool call
 * @SY_DELTA_USAGE: what the reply used
 * @SY_DELTA_SERVED: id of the model that really answers, in text
 * @SY_DELTA_FINISH: the finish reason, in text
 * @SY_DELTA_ERROR: the server reports an error inside the stream
 * @SY_DELTA_RETHINK: all text so far was reasoning
 * @SY_DELTA_GENERATION: the server's id of this reply, in text
 *
 * What a piece of a reply is.  Who does not know a kind ignores it.
 */
typedef enum
{
  SY_DELTA_TEXT,
  SY_DELTA_REASONING,
  SY_DELTA_DETAIL,
  SY_DELTA_IMAGE,
  SY_DELTA_ANNOTATION,
  SY_DELTA_TOOL_CALL,
  SY_DELTA_USAGE,
  SY_DELTA_SERVED,
  SY_DELTA_FINISH,
  SY_DELTA_ERROR,
  SY_DELTA_RETHINK,
  SY_DELTA_GENERATION,
} SyDeltaKind;

/**
 * SyDelta:
 * @kind: what this is
 * @index: which tool call, image or detail it belongs to
 * @text: (nullable): valid UTF-8, NUL-terminated
 * @length: bytes of @text
 * @raw: (nullable): the JSON of a detail, image or annotation, to be kept exactly
 * @usage: (nullable): for %SY_DELTA_USAGE
 * @error: (nullable): for %SY_DELTA_ERROR
 *
 * One piece of a reply.  Lives on the stack and is borrowed by who is called.
 */
typedef struct
{
  SyDeltaKind    kind;
  guint          index;
  const char    *text;
  gsize          length;
  JsonNode      *raw;
  const SyUsage *usage;
  const GError  *error;
} SyDelta;

typedef void (*SyDeltaFunc) (const SyDelta *delta,
                             gpointer       user_data);

G_END_DECLS
