/* sy-format-openai.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-format-openai"

#include "config.h"

#include "sy-format-openai.h"

#include "sy-decoder-openai.h"

#include <math.h>
#include <string.h>

static const char *
role_name (SyRole role)
{
  switch (role)
    {
    case SY_ROLE_SYSTEM:
      return "system";

    case SY_ROLE_ASSISTANT:
      return "assistant";

    case SY_ROLE_USER:
    default:
      return "user";
    }
}

/* OpenAI refuses members it does not know, and every one a reply can leave
 * behind is such a one there. */
static gboolean
takes_replay (const SyRequest *request)
{
  return request->dialect != SY_DIALECT_OPENAI && !(request->quirks & SY_QUIRK_NO_REPLAY);
}

/* What has to go back unmodified stands beside role and content, never instead
 * of them. */
static void
add_replay (JsonObject *message,
            JsonNode   *replay)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (replay == NULL || !JSON_NODE_HOLDS_OBJECT (replay))
    return;

  json_object_iter_init_ordered (&iter, json_node_get_object (replay));
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      if (!json_object_has_member (message, name))
        json_object_set_member (message, name, json_node_copy (value));
    }
}

static JsonArray *
build_messages (const SyRequest *request)
{
  JsonArray *messages = json_array_sized_new (request->turns->len);

  for (guint i = 0; i < request->turns->len; i++)
    {
      const SyTurn *turn = g_ptr_array_index (request->turns, i);
      JsonObject *message = json_object_new ();

      json_object_set_string_member (message, "role", role_name (turn->role));
      json_object_set_string_member (message, "content", turn->text);
      if (turn->role == SY_ROLE_ASSISTANT && takes_replay (request))
        add_replay (message, turn->replay);
      json_array_add_object_element (messages, message);
    }

  return messages;
}

/* OpenAI's reasoning models demand "max_completion_tokens" and all its others know
 * it; everybody else knows "max_tokens", and not always both. */
static const char *
max_tokens_name (const SyRequest *request)
{
  gboolean refuses_old = (request->quirks & SY_QUIRK_NO_MAX_TOKENS) != 0;
  gboolean refuses_new = (request->quirks & SY_QUIRK_NO_MAX_COMPLETION_TOKENS) != 0;
  gboolean wants_new = request->dialect == SY_DIALECT_OPENAI;

  if (refuses_old || (wants_new && !refuses_new))
    return "max_completion_tokens";

  return "max_tokens";
}

/* Sources: OpenRouter's OpenAPI for "reasoning", OpenAI's reference for
 * "reasoning_effort". */
static void
add_effort (JsonObject      *body,
            const SyRequest *request,
            const char      *effort)
{
  if (request->dialect == SY_DIALECT_OPENROUTER)
    {
      JsonObject *reasoning = json_object_new ();

      json_object_set_string_member (reasoning, "effort", effort);
      json_object_set_object_member (body, "reasoning", reasoning);
    }
  else
    {
      json_object_set_string_member (body, "reasoning_effort", effort);
    }
}

static void
add_sampling (JsonObject      *body,
              const SyRequest *request)
{
  g_autoptr(SySampling) sampling = sy_request_dup_sampling (request);

  if (!isnan (sampling->temperature))
    json_object_set_double_member (body, "temperature", sampling->temperature);
  if (!isnan (sampling->top_p))
    json_object_set_double_member (body, "top_p", sampling->top_p);
  if (sampling->max_tokens > 0)
    json_object_set_int_member (body, max_tokens_name (request), sampling->max_tokens);
  if (sampling->effort != NULL)
    add_effort (body, request, sampling->effort);
}

/* OpenRouter sends the usage anyway, all others only when asked. */
static void
add_stream_options (JsonObject      *body,
                    const SyRequest *request)
{
  JsonObject *options;

  if (request->quirks & SY_QUIRK_NO_STREAM_OPTIONS)
    return;

  options = json_object_new ();
  json_object_set_boolean_member (options, "include_usage", TRUE);
  json_object_set_object_member (body, "stream_options", options);
}

static GBytes *
sy_format_openai_build (const SyRequest *request)
{
  g_autoptr(JsonObject) body = NULL;
  g_autoptr(JsonNode) root = NULL;
  char *text;

  g_return_val_if_fail (request != NULL, NULL);

  body = json_object_new ();
  json_object_set_string_member (body, "model", request->model_id);
  json_object_set_array_member (body, "messages", build_messages (request));
  json_object_set_boolean_member (body, "stream", TRUE);
  add_stream_options (body, request);
  add_sampling (body, request);

  root = json_node_init_object (json_node_alloc (), body);
  text = json_to_string (root, FALSE);

  return g_bytes_new_take (text, strlen (text));
}

/**
 * sy_format_openai:
 *
 * OpenAI Chat Completions, the format nearly every server speaks.  Members of
 * a body stand in a fixed order, so equal requests make equal bytes.
 */
const SyFormat sy_format_openai = {
  .kind = SY_FORMAT_OPENAI_CHAT,
  .id = "openai-chat",
  .name = "OpenAI Chat Completions",
  .endpoint = "chat/completions",
  .accept = "text/event-stream",
  .framing = SY_FRAMING_SSE,
  .build = sy_format_openai_build,
  .decoder_new = sy_decoder_openai_new,
  .decoder_push = sy_decoder_openai_push,
  .decoder_finish = sy_decoder_openai_finish,
  .decoder_free = sy_decoder_openai_free,
};
