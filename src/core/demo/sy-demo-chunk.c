/* sy-demo-chunk.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-demo-chunk"

#include "config.h"

#include "sy-demo-chunk.h"

static void
set_member (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
set_number (JsonBuilder *builder,
            const char  *name,
            gint64       value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

/* The details repeat the reasoning, as OpenRouter has it. */
static void
add_reasoning (JsonBuilder *builder,
               const char  *reasoning)
{
  set_member (builder, "reasoning", reasoning);
  json_builder_set_member_name (builder, "reasoning_details");
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  set_member (builder, "type", "reasoning.text");
  set_member (builder, "text", reasoning);
  set_member (builder, "format", "unknown");
  set_number (builder, "index", 0);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
}

static void
add_choice (JsonBuilder *builder,
            const char  *payload,
            const char  *content,
            const char  *reasoning,
            const char  *finish_reason)
{
  json_builder_begin_object (builder);
  set_number (builder, "index", 0);
  json_builder_set_member_name (builder, payload);
  json_builder_begin_object (builder);
  set_member (builder, "role", "assistant");
  set_member (builder, "content", content);
  if (reasoning != NULL)
    add_reasoning (builder, reasoning);
  json_builder_end_object (builder);
  set_member (builder, "finish_reason", finish_reason);
  set_member (builder, "native_finish_reason", finish_reason);
  set_member (builder, "logprobs", NULL);
  json_builder_end_object (builder);
}

/**
 * sy_demo_chunk_begin:
 * @object: "chat.completion.chunk" or "chat.completion"
 * @id: the id of the reply
 * @model: the model that answers
 * @created: when it began to, in seconds
 *
 * Begins a chunk of a stream, or a whole reply, as OpenRouter writes it.
 *
 * Returns: (transfer full): what the other functions add to
 */
JsonBuilder *
sy_demo_chunk_begin (const char *object,
                     const char *id,
                     const char *model,
                     gint64      created)
{
  JsonBuilder *builder;

  g_return_val_if_fail (object != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);
  g_return_val_if_fail (model != NULL, NULL);

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  set_member (builder, "id", id);
  set_member (builder, "object", object);
  set_number (builder, "created", created);
  set_member (builder, "model", model);
  set_member (builder, "provider", "Demo");

  return builder;
}

/**
 * sy_demo_chunk_add_choice:
 * @builder: a chunk
 * @payload: (nullable): "delta" in a stream, "message" in a whole reply
 * @content: (nullable): what the model says
 * @reasoning: (nullable): what it thinks
 * @finish_reason: (nullable): why it ends, when it does
 *
 * Adds the list of choices: one, or none when @payload is %NULL.
 */
void
sy_demo_chunk_add_choice (JsonBuilder *builder,
                          const char  *payload,
                          const char  *content,
                          const char  *reasoning,
                          const char  *finish_reason)
{
  g_return_if_fail (JSON_IS_BUILDER (builder));

  json_builder_set_member_name (builder, "choices");
  json_builder_begin_array (builder);
  if (payload != NULL)
    add_choice (builder, payload, content, reasoning, finish_reason);
  json_builder_end_array (builder);
}

/**
 * sy_demo_chunk_add_usage:
 * @builder: a chunk
 * @n_prompt: tokens of the request
 * @n_completion: tokens of the reply
 * @n_reasoning: how many of these were thought and not said
 * @cost: what that costs, in pico-dollars
 *
 * Adds what the reply took, and what that costs in play money.
 */
void
sy_demo_chunk_add_usage (JsonBuilder *builder,
                         gint64       n_prompt,
                         gint64       n_completion,
                         gint64       n_reasoning,
                         gint64       cost)
{
  g_return_if_fail (JSON_IS_BUILDER (builder));

  json_builder_set_member_name (builder, "usage");
  json_builder_begin_object (builder);
  set_number (builder, "prompt_tokens", n_prompt);
  set_number (builder, "completion_tokens", n_completion);
  set_number (builder, "total_tokens", n_prompt + n_completion);
  json_builder_set_member_name (builder, "cost");
  json_builder_add_double_value (builder, (double) cost / 1e12);
  json_builder_set_member_name (builder, "completion_tokens_details");
  json_builder_begin_object (builder);
  set_number (builder, "reasoning_tokens", n_reasoning);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

/**
 * sy_demo_chunk_add_error:
 * @builder: a chunk
 * @raw: what the server behind the router says
 *
 * Adds an error as OpenRouter does when the provider fails under way.
 */
void
sy_demo_chunk_add_error (JsonBuilder *builder,
                         const char  *raw)
{
  g_return_if_fail (JSON_IS_BUILDER (builder));
  g_return_if_fail (raw != NULL);

  json_builder_set_member_name (builder, "error");
  json_builder_begin_object (builder);
  set_number (builder, "code", 502);
  set_member (builder, "message", "Provider returned error");
  json_builder_set_member_name (builder, "metadata");
  json_builder_begin_object (builder);
  set_member (builder, "raw", raw);
  set_member (builder, "provider_name", "Demo");
  set_member (builder, "error_type", "provider_unavailable");
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

/**
 * sy_demo_chunk_end:
 * @builder: a chunk
 *
 * Returns: (transfer full): its JSON, in one line
 */
char *
sy_demo_chunk_end (JsonBuilder *builder)
{
  g_autoptr(JsonNode) root = NULL;

  g_return_val_if_fail (JSON_IS_BUILDER (builder), NULL);

  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}
