/* sy-openai-chunk.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-openai-chunk"

#include "config.h"

#include "sy-openai-chunk.h"

#include "sy-json.h"

#include <string.h>

static const char *const root_names[SY_CHUNK_N_ROOT] = {
  "id", "model", "object", "choices", "usage", "error", "x_groq",
};

static const char *const choice_names[SY_CHUNK_N_CHOICE] = {
  "delta", "message", "finish_reason", "error", "usage",
};

static const char *const part_names[SY_CHUNK_N_PARTS] = {
  "content", "refusal", "reasoning", "reasoning_content", "reasoning_details", "images",
  "annotations", "tool_calls",
};

/* Looks up all members at once: an object has few, and most that are looked for are
 * not there.
 */
static void
collect (JsonObject        *object,
         const char *const *names,
         gsize              n_names,
         JsonNode         **nodes)
{
  JsonObjectIter iter;
  const char *name = NULL;
  JsonNode *node = NULL;

  if (object == NULL)
    return;

  json_object_iter_init (&iter, object);

  while (json_object_iter_next (&iter, &name, &node))
    {
      for (gsize i = 0; i < n_names; i++)
        {
          if (*name == *names[i] && strcmp (name, names[i]) == 0)
            {
              nodes[i] = node;
              break;
            }
        }
    }
}

static gboolean
says_something (JsonNode *node)
{
  const char *text = sy_json_node_string (node);
  JsonArray *array = sy_json_node_array (node);

  if (text != NULL)
    return *text != '\0';

  if (array != NULL)
    return json_array_get_length (array) > 0;

  return node != NULL && !JSON_NODE_HOLDS_NULL (node);
}

/* Whether @only is all that is said, of @n_nodes. */
static gboolean
says_only (JsonNode *const *nodes,
           gsize            n_nodes,
           gsize            only)
{
  for (gsize i = 0; i < n_nodes; i++)
    {
      if (i != only && says_something (nodes[i]))
        return FALSE;
    }

  return TRUE;
}

/**
 * sy_openai_chunk_read:
 * @self: (out): the chunk
 * @object: its document
 *
 * Finds what there is.  A choice may have a "message" in place of its "delta", in a
 * stream too.
 */
void
sy_openai_chunk_read (SyOpenaiChunk *self,
                      JsonObject    *object)
{
  JsonArray *choices = NULL;
  JsonObject *message = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (object != NULL);

  memset (self, 0, sizeof *self);
  collect (object, root_names, SY_CHUNK_N_ROOT, self->root);

  choices = sy_json_node_array (self->root[SY_CHUNK_CHOICES]);
  collect (sy_json_array_object (choices, 0), choice_names, SY_CHUNK_N_CHOICE, self->choice);

  message = sy_json_node_object (self->choice[SY_CHUNK_DELTA]);

  if (message == NULL)
    message = sy_json_node_object (self->choice[SY_CHUNK_MESSAGE]);

  collect (message, part_names, SY_CHUNK_N_PARTS, self->parts);
}

/**
 * sy_openai_chunk_node_is_error:
 * @node: (nullable): a member "error"
 *
 * Returns: whether it is one: many servers send an empty one without any
 */
gboolean
sy_openai_chunk_node_is_error (JsonNode *node)
{
  if (node == NULL)
    return FALSE;

  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_object_get_size (json_node_get_object (node)) > 0;

  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_array_get_length (json_node_get_array (node)) > 0;

  return sy_json_node_string (node) != NULL && *sy_json_node_string (node) != '\0';
}

/**
 * sy_openai_chunk_is_error:
 * @self: a chunk
 *
 * Returns: whether it reports an error, in any of the places servers have for it
 */
gboolean
sy_openai_chunk_is_error (const SyOpenaiChunk *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return sy_openai_chunk_node_is_error (self->root[SY_CHUNK_ERROR]) ||
         sy_openai_chunk_node_is_error (self->choice[SY_CHUNK_CHOICE_ERROR]) ||
         g_strcmp0 (sy_json_node_string (self->root[SY_CHUNK_OBJECT]), "error") == 0 ||
         g_strcmp0 (sy_openai_chunk_get_finish_reason (self), "error") == 0;
}

/**
 * sy_openai_chunk_get_usage:
 * @self: a chunk
 *
 * Groq puts the usage beside its own things, Moonshot into the choice.
 *
 * Returns: (transfer none) (nullable): the usage
 */
JsonObject *
sy_openai_chunk_get_usage (const SyOpenaiChunk *self)
{
  JsonObject *usage = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  usage = sy_json_node_object (self->root[SY_CHUNK_USAGE]);

  if (usage == NULL)
    usage = sy_json_get_object (sy_json_node_object (self->root[SY_CHUNK_GROQ]), "usage");

  if (usage == NULL)
    usage = sy_json_node_object (self->choice[SY_CHUNK_CHOICE_USAGE]);

  return usage;
}

/**
 * sy_openai_chunk_get_finish_reason:
 * @self: a chunk
 *
 * Returns: (transfer none) (nullable): the finish reason, which for some servers is ""
 *   as long as there is none
 */
const char *
sy_openai_chunk_get_finish_reason (const SyOpenaiChunk *self)
{
  const char *reason = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  reason = sy_json_node_string (self->choice[SY_CHUNK_FINISH_REASON]);

  return reason != NULL && *reason != '\0' ? reason : NULL;
}

/**
 * sy_openai_chunk_is_only_text:
 * @self: a chunk
 *
 * Returns: whether all it says, but for names, is its content: a piece of the text
 */
gboolean
sy_openai_chunk_is_only_text (const SyOpenaiChunk *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return sy_json_node_string (self->parts[SY_CHUNK_CONTENT]) != NULL &&
         !sy_openai_chunk_is_error (self) &&
         !says_something (self->root[SY_CHUNK_USAGE]) &&
         !says_something (self->root[SY_CHUNK_GROQ]) &&
         says_only (self->choice, SY_CHUNK_N_CHOICE, SY_CHUNK_DELTA) &&
         says_only (self->parts, SY_CHUNK_N_PARTS, SY_CHUNK_CONTENT);
}
