/* sy-openai-chunk.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Members of the chunk itself. */
enum
{
  SY_CHUNK_ID,
  SY_CHUNK_MODEL,
  SY_CHUNK_OBJECT,
  SY_CHUNK_CHOICES,
  SY_CHUNK_USAGE,
  SY_CHUNK_ERROR,
  SY_CHUNK_GROQ,
  SY_CHUNK_N_ROOT,
};

/* Members of its first choice. */
enum
{
  SY_CHUNK_DELTA,
  SY_CHUNK_MESSAGE,
  SY_CHUNK_FINISH_REASON,
  SY_CHUNK_CHOICE_ERROR,
  SY_CHUNK_CHOICE_USAGE,
  SY_CHUNK_N_CHOICE,
};

/* Members of that one's "delta", or "message". */
enum
{
  SY_CHUNK_CONTENT,
  SY_CHUNK_REFUSAL,
  SY_CHUNK_REASONING,
  SY_CHUNK_REASONING_CONTENT,
  SY_CHUNK_REASONING_DETAILS,
  SY_CHUNK_IMAGES,
  SY_CHUNK_ANNOTATIONS,
  SY_CHUNK_TOOL_CALLS,
  SY_CHUNK_N_PARTS,
};

/**
 * SyOpenaiChunk:
 * @root: (nullable elements): members of the chunk
 * @choice: (nullable elements): members of its first choice
 * @parts: (nullable elements): members of what that one says
 *
 * What is looked for in a chunk or a whole reply of OpenAI's form.  Borrowed from the
 * document, and of any type.
 */
typedef struct
{
  JsonNode *root[SY_CHUNK_N_ROOT];
  JsonNode *choice[SY_CHUNK_N_CHOICE];
  JsonNode *parts[SY_CHUNK_N_PARTS];
} SyOpenaiChunk;

void        sy_openai_chunk_read              (SyOpenaiChunk       *self,
                                               JsonObject          *object);
gboolean    sy_openai_chunk_is_error          (const SyOpenaiChunk *self);
gboolean    sy_openai_chunk_node_is_error     (JsonNode            *node);
JsonObject *sy_openai_chunk_get_usage         (const SyOpenaiChunk *self);
const char *sy_openai_chunk_get_finish_reason (const SyOpenaiChunk *self);
gboolean    sy_openai_chunk_is_only_text      (const SyOpenaiChunk *self);

G_END_DECLS
