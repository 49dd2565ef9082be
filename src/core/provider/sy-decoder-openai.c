/* sy-decoder-openai.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-decoder-openai"

#include "config.h"

#include "sy-decoder-openai.h"

#include "sy-chunk-template.h"
#include "sy-error.h"
#include "sy-http-error.h"
#include "sy-json.h"
#include "sy-openai-chunk.h"
#include "sy-think-splitter.h"
#include "sy-usage-openai.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_INDEX   65535
#define REPLACEMENT "\357\277\275"

/* The nodes of a larger event are freed with it, where it was decoded. */
#define MAX_IDLE_EVENT 65536

/* @calls has the place of each id of the tool calls that came without an index. */
struct _SyDecoder
{
  JsonParser      *parser;
  SyJsonRepair    *repair;
  SyThinkSplitter *splitter;
  SyChunkTemplate *template;
  GHashTable      *calls;
  JsonNode        *no_details;
  gboolean         has_details;
  gboolean         gave_raw;
  gboolean         has_generation;
  char            *served;
};

/* One push: where the deltas go, and the event they come from. */
typedef struct
{
  SyDecoder   *decoder;
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
part_cb (SyThinkPart  part,
         const char  *text,
         gsize        length,
         gpointer     user_data)
{
  const Push *push = user_data;
  SyDelta delta = { .kind = SY_DELTA_TEXT, .text = text, .length = length };

  if (part == SY_THINK_REASONING)
    delta.kind = SY_DELTA_REASONING;
  else if (part == SY_THINK_RETHINK)
    delta = (SyDelta) { .kind = SY_DELTA_RETHINK };

  push->func (&delta, push->user_data);
}

static void
emit_content (const Push *push,
              const char *text)
{
  if (text != NULL)
    sy_think_splitter_push (push->decoder->splitter, text, strlen (text), part_cb,
                            (gpointer) push);
}

static void
emit_reasoning (const Push *push,
                const char *text)
{
  if (text == NULL || *text == '\0')
    return;

  sy_think_splitter_set_reasoning (push->decoder->splitter);
  emit_text (push, SY_DELTA_REASONING, text);
}

/* The message is over: what was held back of it is given out as it is. */
static void
flush (const Push *push)
{
  SyDecoder *self = push->decoder;
  gboolean half = FALSE;

  half |= sy_json_repair_take_half (self->repair, "reasoning");
  half |= sy_json_repair_take_half (self->repair, "reasoning_content");

  if (half)
    emit_reasoning (push, REPLACEMENT);

  if (sy_json_repair_take_half (self->repair, "content"))
    emit_content (push, REPLACEMENT);

  sy_think_splitter_finish (self->splitter, part_cb, (gpointer) push);
}

static void
emit_raw (const Push  *push,
          SyDeltaKind  kind,
          guint        index,
          JsonNode    *node)
{
  SyDelta delta = { .kind = kind, .index = index, .raw = node };

  push->decoder->gave_raw = TRUE;
  push->func (&delta, push->user_data);
}

/* Which of the tool calls, images or details this one is a piece of. */
static guint
get_index (JsonNode *node,
           guint     position)
{
  gint64 index = sy_json_get_int (sy_json_node_object (node), "index", position);

  return index >= 0 && index <= MAX_INDEX ? (guint) index : position;
}

/* Gemini's and other layers for OpenAI clients give each call in a chunk of its own,
 * with an id but no index. */
static guint
get_call_index (SyDecoder *self,
                JsonNode  *node,
                guint      position)
{
  JsonObject *call = sy_json_node_object (node);
  const char *id = sy_json_get_string (call, "id");
  gpointer known = NULL;
  guint n_calls = g_hash_table_size (self->calls);

  if (sy_json_get_int (call, "index", -1) >= 0 || id == NULL || *id == '\0' ||
      n_calls > MAX_INDEX)
    return get_index (node, position);

  if (g_hash_table_lookup_extended (self->calls, id, NULL, &known))
    return GPOINTER_TO_UINT (known);

  g_hash_table_insert (self->calls, g_strdup (id), GUINT_TO_POINTER (n_calls));

  return n_calls;
}

static void
emit_raw_members (const Push  *push,
                  SyDeltaKind  kind,
                  JsonNode    *node)
{
  JsonArray *array = sy_json_node_array (node);
  guint length = array != NULL ? json_array_get_length (array) : 0;

  for (guint i = 0; i < length; i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (sy_json_node_object (element) == NULL)
        continue;

      if (kind == SY_DELTA_TOOL_CALL)
        emit_raw (push, kind, get_call_index (push->decoder, element, i), element);
      else
        emit_raw (push, kind, get_index (element, i), element);
    }
}

/* DeepSeek V4 wants even an empty list of details back.  OpenRouter also sends one beside
 * text that is no reasoning, so that there were none shows only at the end. */
static void
push_details (const Push *push,
              JsonNode   *node)
{
  SyDecoder *self = push->decoder;
  JsonArray *details = sy_json_node_array (node);

  if (details == NULL)
    return;

  if (json_array_get_length (details) > 0)
    self->has_details = TRUE;
  else if (self->no_details == NULL)
    self->no_details = json_node_copy (node);

  emit_raw_members (push, SY_DELTA_DETAIL, node);
}

static void
emit_error (const Push *push)
{
  g_autoptr(GError) error = sy_http_error_from_body (push->data, push->length, NULL);
  SyDelta delta = { .kind = SY_DELTA_ERROR, .error = error };

  flush (push);
  push->func (&delta, push->user_data);
}

/* What is given out may be shared, so the decoder, which goes to threads, keeps none of it. */
static void
emit_finish (const Push *push,
             const char *reason)
{
  SyDecoder *self = push->decoder;
  g_autoptr(JsonNode) no_details = g_steal_pointer (&self->no_details);

  flush (push);

  if (no_details != NULL && !self->has_details)
    emit_raw (push, SY_DELTA_DETAIL, 0, no_details);

  emit_text (push, SY_DELTA_FINISH, reason);
}

static void
push_usage (const Push *push,
            JsonObject *object)
{
  SyUsage usage;
  SyDelta delta = { .kind = SY_DELTA_USAGE, .usage = &usage };

  if (sy_usage_openai_read (object, &usage))
    push->func (&delta, push->user_data);
}

/* Both are the same in nearly all events.  Return whether it was told now. */
static gboolean
push_served (const Push *push,
             JsonNode   *node)
{
  const char *name = sy_json_node_string (node);

  if (name == NULL || *name == '\0' || !g_set_str (&push->decoder->served, name))
    return FALSE;

  emit_text (push, SY_DELTA_SERVED, name);

  return TRUE;
}

/* Where each event has an id of its own, the first one is as good as any. */
static gboolean
push_generation (const Push *push,
                 JsonNode   *node)
{
  const char *id = sy_json_node_string (node);

  if (push->decoder->has_generation || id == NULL || *id == '\0')
    return FALSE;

  push->decoder->has_generation = TRUE;
  emit_text (push, SY_DELTA_GENERATION, id);

  return TRUE;
}

static gboolean
push_reasoning_details (const Push *push,
                        JsonNode   *node)
{
  JsonArray *details = sy_json_node_array (node);
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

      emit_reasoning (push, text);
      found = TRUE;
    }

  return found;
}

/* OpenRouter and new vLLM say "reasoning", llama.cpp and DeepSeek
 * "reasoning_content"; the text of reasoning_details repeats what the plain
 * fields say, so it counts only without them. */
static gboolean
push_reasoning (const Push       *push,
                JsonNode *const  *nodes)
{
  static const int places[] = { SY_CHUNK_REASONING, SY_CHUNK_REASONING_CONTENT };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      const char *text = sy_json_node_string (nodes[places[i]]);

      if (text != NULL && *text != '\0')
        {
          emit_reasoning (push, text);
          return TRUE;
        }
    }

  return push_reasoning_details (push, nodes[SY_CHUNK_REASONING_DETAILS]);
}

/* Mistral's thinking part holds text, or a list of text parts. */
static void
push_thinking_part (const Push *push,
                    JsonObject *part)
{
  JsonArray *inner = sy_json_get_array (part, "thinking");
  guint length = inner != NULL ? json_array_get_length (inner) : 0;

  emit_reasoning (push, sy_json_get_string (part, "thinking"));
  for (guint i = 0; i < length; i++)
    {
      JsonObject *piece = sy_json_array_object (inner, i);

      emit_reasoning (push, sy_json_get_string (piece, "text"));
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
        emit_content (push, sy_json_get_string (part, "text"));
      else if (g_strcmp0 (type, "thinking") == 0 && with_thinking)
        push_thinking_part (push, part);
      else if (g_strcmp0 (type, "image_url") == 0)
        emit_raw (push, SY_DELTA_IMAGE, get_index (json_array_get_element (parts, i), i),
                  json_array_get_element (parts, i));
    }
}

/* @nodes are of the "delta" of a chunk or the "message" of a whole reply: they have the
 * same members. */
static void
push_message (const Push      *push,
              JsonNode *const *nodes)
{
  JsonArray *parts = NULL;
  gboolean has_reasoning;

  parts = sy_json_node_array (nodes[SY_CHUNK_CONTENT]);

  has_reasoning = push_reasoning (push, nodes);
  push_details (push, nodes[SY_CHUNK_REASONING_DETAILS]);

  if (parts != NULL)
    push_parts (push, parts, !has_reasoning);
  else
    emit_content (push, sy_json_node_string (nodes[SY_CHUNK_CONTENT]));

  emit_content (push, sy_json_node_string (nodes[SY_CHUNK_REFUSAL]));
  emit_raw_members (push, SY_DELTA_IMAGE, nodes[SY_CHUNK_IMAGES]);
  emit_raw_members (push, SY_DELTA_ANNOTATION, nodes[SY_CHUNK_ANNOTATIONS]);
  emit_raw_members (push, SY_DELTA_TOOL_CALL, nodes[SY_CHUNK_TOOL_CALLS]);
}

/* A chunk that is a piece of the text and no more is what the next one may look like. */
static void
learn (const Push          *push,
       const SyOpenaiChunk *chunk)
{
  const char *text = sy_json_node_string (chunk->parts[SY_CHUNK_CONTENT]);

  sy_chunk_template_learn (push->decoder->template, push->data, push->length, text);
}

static void
push_root (const Push *push,
           JsonObject *object)
{
  SyDecoder *self = push->decoder;
  SyOpenaiChunk chunk;
  gboolean is_named = FALSE;

  sy_openai_chunk_read (&chunk, object);
  is_named |= push_generation (push, chunk.root[SY_CHUNK_ID]);
  is_named |= push_served (push, chunk.root[SY_CHUNK_MODEL]);
  push_message (push, chunk.parts);
  push_usage (push, sy_openai_chunk_get_usage (&chunk));

  /* The finish reason beside an error is only the word "error". */
  if (sy_openai_chunk_is_error (&chunk))
    emit_error (push);
  else if (sy_openai_chunk_get_finish_reason (&chunk) != NULL)
    emit_finish (push, sy_openai_chunk_get_finish_reason (&chunk));

  if (!is_named && sy_chunk_template_is_worth (self->template) &&
      sy_openai_chunk_is_only_text (&chunk))
    learn (push, &chunk);
  else
    sy_chunk_template_forget (self->template);
}

static gboolean
push_array (const Push *push,
            JsonArray  *array)
{
  JsonObject *first = sy_json_array_object (array, 0);

  if (first == NULL ||
      !sy_openai_chunk_node_is_error (json_object_get_member (first, "error")))
    return FALSE;

  emit_error (push);
  return TRUE;
}

static gboolean
push_node (const Push  *push,
           JsonNode    *node,
           GError     **error)
{
  if (node == NULL)
    {
      sy_chunk_template_forget (push->decoder->template);
      g_set_error_literal (error, SY_ERROR, SY_ERROR_PROTOCOL, _("This is not valid JSON"));
      return FALSE;
    }

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      push_root (push, json_node_get_object (node));
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
  SyDecoder *self = g_new0 (SyDecoder, 1);

  self->parser = sy_json_parser_new ();
  self->repair = sy_json_repair_new ();
  self->splitter = sy_think_splitter_new ();
  self->template = sy_chunk_template_new ("content");
  self->calls = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
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
  Push push = { decoder, func, user_data, data, length };
  g_autoptr(JsonNode) large = NULL;
  const char *text = NULL;
  gboolean readable;

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

      flush (&push);
      func (&delta, user_data);
      return TRUE;
    }

  if (!sy_json_repair_is_waiting (decoder->repair))
    text = sy_chunk_template_match (decoder->template, push.data, push.length);

  if (text != NULL)
    {
      emit_content (&push, text);
      return TRUE;
    }

  readable = push_node (&push, sy_json_load (decoder->parser, decoder->repair, push.data,
                                             push.length), error);

  /* What was given out may be kept and shares its values, whose references json-glib does not
   * count atomically: the parser must not drop them later, in the thread of a large event. */
  if (push.length > MAX_IDLE_EVENT || decoder->gave_raw || decoder->no_details != NULL)
    large = json_parser_steal_root (decoder->parser);
  decoder->gave_raw = FALSE;

  return readable;
}

/**
 * sy_decoder_openai_finish:
 * @decoder: a decoder
 * @func: (scope call): gets what was held back, in case it belongs to what follows
 * @user_data: for @func
 *
 * Tells that nothing follows.
 */
void
sy_decoder_openai_finish (SyDecoder   *decoder,
                          SyDeltaFunc  func,
                          gpointer     user_data)
{
  const Push push = { decoder, func, user_data, "", 0 };

  g_return_if_fail (decoder != NULL);
  g_return_if_fail (func != NULL);

  flush (&push);
}

/**
 * sy_decoder_openai_free:
 * @decoder: (transfer full): a decoder
 */
void
sy_decoder_openai_free (SyDecoder *decoder)
{
  g_return_if_fail (decoder != NULL);

  g_object_unref (decoder->parser);
  sy_json_repair_free (decoder->repair);
  sy_think_splitter_free (decoder->splitter);
  sy_chunk_template_free (decoder->template);
  g_hash_table_unref (decoder->calls);
  g_clear_pointer (&decoder->no_details, json_node_unref);
  g_free (decoder->served);
  g_free (decoder);
}
