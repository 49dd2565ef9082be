/* sy-decoder-openai.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-decoder-openai"

#include "config.h"

#include "sy-decoder-openai.h"

#include "sy-error.h"
#include "sy-http-error.h"
#include "sy-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_INDEX 65535

struct _SyDecoder
{
  char *served;
};

/* One push: where the deltas go, and the event they come from. */
typedef struct
{
  SyDeltaFunc  func;
  gpointer     user_data;
  const char  *data;
  gsize        length;
} Push;

static void
emit_text (const Push  *push,
           SyDeltaKind  kind,
           const char  *text)
{
  SyDelta delta = { .kind = kind };

  if (text == NULL || *text == '\0')
    return;

  delta.text = text;
  delta.length = strlen (text);
  push->func (&delta, push->user_data);
}

static void
emit_raw (const Push  *push,
          SyDeltaKind  kind,
          guint        position,
          JsonNode    *node)
{
  SyDelta delta = { .kind = kind, .index = position, .raw = node };
  gint64 index;

  /* The index is missing in the tool calls of some servers: the place counts. */
  index = sy_json_get_int (sy_json_node_object (node), "index", position);
  if (index >= 0 && index <= MAX_INDEX)
    delta.index = (guint) index;

  push->func (&delta, push->user_data);
}

static void
emit_raw_members (const Push  *push,
                  SyDeltaKind  kind,
                  JsonObject  *object,
                  const char  *member)
{
  JsonArray *array = sy_json_get_array (object, member);
  guint length = array != NULL ? json_array_get_length (array) : 0;

  for (guint i = 0; i < length; i++)
    {
      if (sy_json_array_object (array, i) != NULL)
        emit_raw (push, kind, i, json_array_get_element (array, i));
    }
}

static void
emit_error (const Push *push)
{
  g_autoptr(GError) error = sy_http_error_from_body (push->data, push->length, NULL);
  SyDelta delta = { .kind = SY_DELTA_ERROR, .error = error };

  push->func (&delta, push->user_data);
}

static gint64
read_count (JsonObject *object,
            const char *member)
{
  return MAX (sy_json_get_int (object, member, -1), -1);
}

/* A number in OpenRouter's answers, a decimal string elsewhere. */
static SyMoney
read_cost (JsonObject *usage)
{
  const char *text = sy_json_get_string (usage, "cost");
  SyMoney amount;
  double dollars;

  if (text != NULL)
    return sy_money_parse (text, &amount) ? amount : SY_MONEY_UNKNOWN;
  if (sy_json_get_double (usage, "cost", &dollars))
    return sy_money_from_double (dollars);

  return SY_MONEY_UNKNOWN;
}

static void
push_usage (const Push *push,
            JsonObject *root)
{
  JsonObject *object = sy_json_get_object (root, "usage");
  JsonObject *details;
  const SyUsage nothing = SY_USAGE_INIT;
  SyUsage usage = SY_USAGE_INIT;
  SyDelta delta = { .kind = SY_DELTA_USAGE, .usage = &usage };

  if (object == NULL)
    return;

  usage.prompt_tokens = read_count (object, "prompt_tokens");
  usage.completion_tokens = read_count (object, "completion_tokens");
  usage.cost = read_cost (object);

  details = sy_json_get_object (object, "prompt_tokens_details");
  usage.cached_tokens = read_count (details, "cached_tokens");
  usage.cache_write_tokens = read_count (details, "cache_write_tokens");

  details = sy_json_get_object (object, "completion_tokens_details");
  usage.reasoning_tokens = read_count (details, "reasoning_tokens");

  /* The usage of another API is none of this one. */
  if (!sy_usage_equal (&usage, &nothing))
    push->func (&delta, push->user_data);
}

static void
push_served (SyDecoder  *self,
             const Push *push,
             JsonObject *root)
{
  const char *model = sy_json_get_string (root, "model");

  if (model == NULL || *model == '\0' || !g_set_str (&self->served, model))
    return;

  emit_text (push, SY_DELTA_SERVED, model);
}

static gboolean
push_reasoning_details (const Push *push,
                        JsonObject *message)
{
  JsonArray *details = sy_json_get_array (message, "reasoning_details");
  guint length = details != NULL ? json_array_get_length (details) : 0;
  gboolean found = FALSE;

  for (guint i = 0; i < length; i++)
    {
      JsonObject *detail = sy_json_array_object (details, i);
      const char *text = sy_json_get_string (detail, "text");

      if (text == NULL)
        text = sy_json_get_string (detail, "summary");
      if (text == NULL || *text == '\0')
        continue;

      emit_text (push, SY_DELTA_REASONING, text);
      found = TRUE;
    }

  return found;
}

/* OpenRouter and new vLLM say "reasoning", llama.cpp and DeepSeek
 * "reasoning_content"; the text of reasoning_details repeats what the plain
 * fields say, so it counts only without them. */
static gboolean
push_reasoning (const Push *push,
                JsonObject *message)
{
  static const char *const names[] = { "reasoning", "reasoning_content" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *text = sy_json_get_string (message, names[i]);

      if (text != NULL && *text != '\0')
        {
          emit_text (push, SY_DELTA_REASONING, text);
          return TRUE;
        }
    }

  return push_reasoning_details (push, message);
}

/* Mistral's thinking part holds text, or a list of text parts. */
static void
push_thinking_part (const Push *push,
                    JsonObject *part)
{
  JsonArray *inner = sy_json_get_array (part, "thinking");
  guint length = inner != NULL ? json_array_get_length (inner) : 0;

  emit_text (push, SY_DELTA_REASONING, sy_json_get_string (part, "thinking"));
  for (guint i = 0; i < length; i++)
    {
      JsonObject *piece = sy_json_array_object (inner, i);

      emit_text (push, SY_DELTA_REASONING, sy_json_get_string (piece, "text"));
    }
}

static void
push_parts (const Push *push,
            JsonArray  *parts,
            gboolean    with_thinking)
{
  guint length = json_array_get_length (parts);

  for (guint i = 0; i < length; i++)
    {
      JsonObject *part = sy_json_array_object (parts, i);
      const char *type = sy_json_get_string (part, "type");

      if (g_strcmp0 (type, "text") == 0)
        emit_text (push, SY_DELTA_TEXT, sy_json_get_string (part, "text"));
      else if (g_strcmp0 (type, "thinking") == 0 && with_thinking)
        push_thinking_part (push, part);
      else if (g_strcmp0 (type, "image_url") == 0)
        emit_raw (push, SY_DELTA_IMAGE, i, json_array_get_element (parts, i));
    }
}

/* @message is the "delta" of a chunk or the "message" of a whole reply: they
 * have the same members. */
static void
push_message (const Push *push,
              JsonObject *message)
{
  JsonArray *parts = sy_json_get_array (message, "content");
  gboolean has_reasoning;

  has_reasoning = push_reasoning (push, message);
  emit_raw_members (push, SY_DELTA_DETAIL, message, "reasoning_details");

  if (parts != NULL)
    push_parts (push, parts, !has_reasoning);
  else
    emit_text (push, SY_DELTA_TEXT, sy_json_get_string (message, "content"));

  emit_raw_members (push, SY_DELTA_IMAGE, message, "images");
  emit_raw_members (push, SY_DELTA_ANNOTATION, message, "annotations");
  emit_raw_members (push, SY_DELTA_TOOL_CALL, message, "tool_calls");
}

static gboolean
holds_error (JsonObject *object)
{
  JsonNode *node;

  if (object == NULL || !json_object_has_member (object, "error"))
    return FALSE;

  node = json_object_get_member (object, "error");
  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_object_get_size (json_node_get_object (node)) > 0;
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_array_get_length (json_node_get_array (node)) > 0;

  return sy_json_get_string (object, "error") != NULL &&
         *sy_json_get_string (object, "error") != '\0';
}

static void
push_root (SyDecoder  *self,
           const Push *push,
           JsonObject *root)
{
  JsonObject *choice = sy_json_array_object (sy_json_get_array (root, "choices"), 0);
  JsonObject *message = sy_json_get_object (choice, "delta");

  if (message == NULL)
    message = sy_json_get_object (choice, "message");

  push_served (self, push, root);
  if (message != NULL)
    push_message (push, message);
  push_usage (push, root);

  /* The finish reason beside an error is only the word "error". */
  if (holds_error (root) || holds_error (choice) ||
      g_strcmp0 (sy_json_get_string (root, "object"), "error") == 0)
    emit_error (push);
  else
    emit_text (push, SY_DELTA_FINISH, sy_json_get_string (choice, "finish_reason"));
}

static gboolean
push_array (const Push *push,
            JsonArray  *array)
{
  if (!holds_error (sy_json_array_object (array, 0)))
    return FALSE;

  emit_error (push);
  return TRUE;
}

static gboolean
push_document (SyDecoder   *self,
               const Push  *push,
               GError     **error)
{
  g_autoptr(JsonNode) node = sy_json_parse (push->data, (gssize) push->length, error);

  if (node == NULL)
    return FALSE;

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      push_root (self, push, json_node_get_object (node));
      return TRUE;
    }
  if (JSON_NODE_HOLDS_ARRAY (node) && push_array (push, json_node_get_array (node)))
    return TRUE;

  g_set_error_literal (error, SY_ERROR, SY_ERROR_PROTOCOL, _("This is JSON, but no object"));
  return FALSE;
}

/**
 * sy_decoder_openai_new:
 *
 * Returns: (transfer full): a decoder for one reply
 */
SyDecoder *
sy_decoder_openai_new (void)
{
  return g_new0 (SyDecoder, 1);
}

/**
 * sy_decoder_openai_push:
 * @decoder: a decoder
 * @data: the data of one event, or the whole body of a reply that is no stream
 * @length: bytes of @data
 * @func: (scope call): gets each delta, in order
 * @user_data: for @func
 * @error: return location for an error
 *
 * Decodes one event.  "[DONE]" gives a %SY_DELTA_FINISH without text: the end,
 * but no reason.  A comment that a proxy made into data gives nothing.
 *
 * Sources: OpenAI's and OpenRouter's references; what llama.cpp, vLLM, Mistral
 * and others were seen to send.
 *
 * Returns: %FALSE with %SY_ERROR_PROTOCOL when the event
 *   cannot be read; the next one may be fine
 */
gboolean
sy_decoder_openai_push (SyDecoder    *decoder,
                        const char   *data,
                        gsize         length,
                        SyDeltaFunc   func,
                        gpointer      user_data,
                        GError      **error)
{
  static const char done[] = "[DONE]";
  Push push = { func, user_data, data, length };

  g_return_val_if_fail (decoder != NULL, FALSE);
  g_return_val_if_fail (data != NULL, FALSE);
  g_return_val_if_fail (func != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  while (push.length > 0 && g_ascii_isspace (*push.data))
    {
      push.data++;
      push.length--;
    }
  while (push.length > 0 && g_ascii_isspace (push.data[push.length - 1]))
    push.length--;

  if (push.length == 0 || *push.data == ':')
    return TRUE;

  if (push.length == strlen (done) && memcmp (push.data, done, push.length) == 0)
    {
      SyDelta delta = { .kind = SY_DELTA_FINISH };

      func (&delta, user_data);
      return TRUE;
    }

  return push_document (decoder, &push, error);
}

/**
 * sy_decoder_openai_free:
 * @decoder: (transfer full): a decoder
 */
void
sy_decoder_openai_free (SyDecoder *decoder)
{
  g_return_if_fail (decoder != NULL);

  g_free (decoder->served);
  g_free (decoder);
}
