/* sy-error-finding.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-error-finding"

#include "config.h"

#include "sy-error-finding.h"

#include "sy-json.h"

#include <string.h>

#define MAX_RETRY_AFTER 86400

/* How deep an error may be wrapped: OpenRouter puts the body of the server
 * behind it, as text, into its own. */
#define MAX_NESTING 8

/* Of every list only so much is looked at. */
#define MAX_ITEMS 16
#define MAX_TAGS  48

/* Bytes; longer ones are nothing of the kind. */
#define MAX_TAG       100
#define MAX_MODEL_ID  200
#define MAX_PARAMETER 80

#define BLANKS " \t\r\n"

typedef struct
{
  SyErrorFinding *finding;
  SyErrorVoice   *voice;
  guint           depth;
} Reader;

static void read_node (const Reader *reader,
                       JsonNode     *node);

static Reader
deeper (const Reader *reader)
{
  Reader inner = *reader;

  inner.depth++;

  return inner;
}

static gboolean
is_blank (const char *text)
{
  return text[strspn (text, BLANKS)] == '\0';
}

static gboolean
is_markup (const char *text)
{
  return text[strspn (text, BLANKS)] == '<';
}

/* A document that was cut is no speech of anybody. */
static gboolean
is_broken_json (const char *text)
{
  text += strspn (text, BLANKS);
  if (*text == '[')
    text += 1 + strspn (text + 1, BLANKS);

  return *text == '{';
}

/* Letters, digits and signs: what programs call things by. */
static gboolean
is_graphic (const char *text,
            gsize       max_length)
{
  gsize length = strlen (text);

  if (length == 0 || length > max_length)
    return FALSE;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (!g_ascii_isgraph (*p))
        return FALSE;
    }

  return TRUE;
}

static void
take_words (const Reader *reader,
            const char   *text)
{
  if (reader->voice->words == NULL && text != NULL &&
      !is_blank (text) && !is_markup (text) && !is_broken_json (text))
    reader->voice->words = g_strdup (text);
}

static void
take_tag (GPtrArray  *tags,
          const char *tag)
{
  if (tag != NULL && tags->len < MAX_TAGS && is_graphic (tag, MAX_TAG))
    g_ptr_array_add (tags, g_strdup (tag));
}

static void
take_item (GPtrArray  *items,
           const char *item)
{
  if (item != NULL && items->len < MAX_ITEMS && !is_blank (item))
    g_ptr_array_add (items, g_strdup (item));
}

static void
take_provider (const Reader *reader,
               const char   *name)
{
  if (reader->finding->provider == NULL && name != NULL && !is_blank (name))
    reader->finding->provider = g_strdup (name);
}

static void
take_parameter (const Reader *reader,
                const char   *name)
{
  if (reader->finding->parameter == NULL && name != NULL && is_graphic (name, MAX_PARAMETER))
    reader->finding->parameter = g_strdup (name);
}

static void
take_wait (const Reader *reader,
           double        seconds)
{
  if (reader->finding->retry_after < 0 && seconds >= 0)
    reader->finding->retry_after = (int) (MIN (seconds, (double) MAX_RETRY_AFTER) + 0.999);
}

static guint
get_length (JsonArray *array)
{
  return array != NULL ? MIN (json_array_get_length (array), MAX_ITEMS) : 0;
}

static const char *
get_string_element (JsonArray *array,
                    guint      index)
{
  JsonNode *node = json_array_get_element (array, index);

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;

  return json_node_get_string (node);
}

/* Gemini writes a duration as "12s" or "12.345s". */
static void
read_delay (const Reader *reader,
            const char   *text)
{
  char *end = NULL;
  double seconds;

  if (text == NULL || !g_ascii_isdigit (*text))
    return;

  seconds = g_ascii_strtod (text, &end);
  if (g_str_equal (end, "s"))
    take_wait (reader, seconds);
}

/* Gemini's "details": ErrorInfo, RetryInfo, QuotaFailure, BadRequest. */
static void
read_details (const Reader *reader,
              JsonArray    *details)
{
  for (guint i = 0; i < get_length (details); i++)
    {
      JsonObject *detail = sy_json_array_object (details, i);
      JsonArray *violations = sy_json_get_array (detail, "violations");
      JsonArray *fields = sy_json_get_array (detail, "fieldViolations");

      take_tag (reader->voice->tags, sy_json_get_string (detail, "reason"));
      read_delay (reader, sy_json_get_string (detail, "retryDelay"));
      for (guint j = 0; j < get_length (violations); j++)
        take_tag (reader->voice->tags,
                  sy_json_get_string (sy_json_array_object (violations, j), "quotaId"));
      for (guint j = 0; j < get_length (fields); j++)
        take_parameter (reader, sy_json_get_string (sy_json_array_object (fields, j), "field"));
    }
}

static void
read_models (const Reader *reader,
             JsonArray    *models)
{
  for (guint i = 0; i < get_length (models); i++)
    {
      const char *id = get_string_element (models, i);

      if (id == NULL)
        id = sy_json_get_string (sy_json_array_object (models, i), "id");
      if (id != NULL && is_graphic (id, MAX_MODEL_ID))
        take_item (reader->finding->models, id);
    }
}

/* OpenRouter, since August 2026. */
static void
read_availability (const Reader *reader,
                   JsonObject   *availability)
{
  static const char *const upstream_codes[] = {
    "model_unavailable_upstream", "capacity_exhausted", "temporarily_unavailable", NULL,
  };
  JsonArray *providers = sy_json_get_array (availability, "affected_providers");
  const char *code = sy_json_get_string (availability, "code");
  double seconds;

  take_tag (reader->voice->tags, code);
  if (code != NULL && g_strv_contains (upstream_codes, code))
    reader->finding->upstream = TRUE;
  read_models (reader, sy_json_get_array (availability, "fallback_models"));
  if (sy_json_get_double (availability, "retry_after", &seconds))
    take_wait (reader, seconds);
  if (get_length (providers) > 0)
    take_provider (reader, get_string_element (providers, 0));
}

static void
read_reasons (const Reader *reader,
              JsonArray    *reasons)
{
  for (guint i = 0; i < get_length (reasons); i++)
    take_item (reader->finding->reasons, get_string_element (reasons, i));
}

/* Of several providers that were tried the last one is named. */
static void
read_previous_errors (const Reader *reader,
                      JsonArray    *errors)
{
  guint length = get_length (errors);

  if (length == 0)
    return;

  take_provider (reader,
                 sy_json_get_string (sy_json_array_object (errors, length - 1), "provider"));
  reader->finding->upstream = TRUE;
}

static void
read_limit_source (const Reader *reader,
                   const char   *source)
{
  if (source != NULL && (strstr (source, "upstream") != NULL || strstr (source, "provider") != NULL))
    reader->finding->upstream = TRUE;
}

/* OpenRouter says only "Provider returned error"; what happened is in
 * metadata.raw: text, JSON as text, or an object. */
static void
read_raw (const Reader *reader,
          JsonObject   *metadata,
          const char   *message)
{
  Reader inner = deeper (reader);

  if (message != NULL && g_ascii_strcasecmp (message, "Provider returned error") != 0)
    return;
  if (!json_object_has_member (metadata, "raw"))
    return;

  inner.voice = &reader->finding->behind;
  reader->finding->upstream = TRUE;
  read_node (&inner, json_object_get_member (metadata, "raw"));
}

static void
read_metadata (const Reader *reader,
               JsonObject   *metadata,
               const char   *message)
{
  SyErrorFinding *finding = reader->finding;

  if (metadata == NULL)
    return;

  take_tag (reader->voice->tags, sy_json_get_string (metadata, "error_type"));
  take_tag (finding->behind.tags, sy_json_get_string (metadata, "provider_code"));
  take_provider (reader, sy_json_get_string (metadata, "provider_name"));
  read_models (reader, sy_json_get_array (metadata, "fallback_models"));
  read_reasons (reader, sy_json_get_array (metadata, "reasons"));
  read_reasons (reader, sy_json_get_array (metadata, "patterns"));
  read_previous_errors (reader, sy_json_get_array (metadata, "previous_errors"));
  read_limit_source (reader, sy_json_get_string (metadata, "limit_source"));
  if (finding->flagged == NULL)
    finding->flagged = sy_json_dup_string (metadata, "flagged_input");
  read_raw (reader, metadata, message);
}

/* Azure tells by category what its filter found. */
static void
read_inner_error (const Reader *reader,
                  JsonObject   *inner)
{
  JsonObject *result = sy_json_get_object (inner, "content_filter_result");
  g_autoptr(GList) categories = result != NULL ? json_object_get_members (result) : NULL;

  take_tag (reader->voice->tags, sy_json_get_string (inner, "code"));
  for (GList *l = categories; l != NULL; l = l->next)
    {
      if (sy_json_get_boolean (sy_json_get_object (result, l->data), "filtered", FALSE))
        take_item (reader->finding->reasons, l->data);
    }
}

/* FastAPI, and so Mistral and vLLM, name a parameter by the path to it. */
static void
read_location (const Reader *reader,
               JsonArray    *location)
{
  g_autoptr(GString) path = g_string_new (NULL);

  for (guint i = 0; i < get_length (location); i++)
    {
      const char *step = get_string_element (location, i);

      if (step == NULL || (i == 0 && g_str_equal (step, "body")))
        continue;
      g_string_append_printf (path, "%s%.*s", path->len > 0 ? "." : "", MAX_PARAMETER, step);
    }

  take_parameter (reader, path->str);
}

/* A "code" is the status for OpenRouter and llama.cpp, as a number or its text, and a
 * word for OpenAI; a "status" is a number for NVIDIA and a word for Gemini. */
static void
read_code (const Reader *reader,
           JsonObject   *object,
           const char   *member)
{
  gint64 code = sy_json_get_int (object, member, 0);

  if (reader->finding->status == 0 && code >= 400 && code <= 599)
    reader->finding->status = (guint) code;
  if (code == 0)
    take_tag (reader->voice->tags, sy_json_get_string (object, member));
}

static void
read_facts (const Reader *reader,
            JsonObject   *object)
{
  SyErrorFinding *finding = reader->finding;

  read_availability (reader, sy_json_get_object (object, "availability"));
  read_code (reader, object, "code");
  read_code (reader, object, "status");
  read_code (reader, object, "status_code");
  take_tag (reader->voice->tags, sy_json_get_string (object, "type"));
  take_tag (reader->voice->tags, sy_json_get_string (object, "error_type"));
  take_parameter (reader, sy_json_get_string (object, "param"));
  read_location (reader, sy_json_get_array (object, "loc"));
  read_models (reader, sy_json_get_array (object, "fallback_models"));
  read_details (reader, sy_json_get_array (object, "details"));
  read_inner_error (reader, sy_json_get_object (object, "innererror"));

  /* llama.cpp */
  if (finding->n_prompt < 0)
    finding->n_prompt = sy_json_get_int (object, "n_prompt_tokens", -1);
  if (finding->n_context < 0)
    finding->n_context = sy_json_get_int (object, "n_ctx", -1);
}

/* Some proxies answer an object of one member, whatever they call it. */
static void
read_only_member (const Reader *reader,
                  JsonObject   *object)
{
  g_autoptr(GList) members = NULL;

  if (reader->voice->words != NULL || json_object_get_size (object) != 1)
    return;

  members = json_object_get_members (object);
  take_words (reader, sy_json_get_string (object, members->data));
}

static void
read_choice (const Reader *reader,
             JsonObject   *object)
{
  JsonObject *choice = sy_json_array_object (sy_json_get_array (object, "choices"), 0);
  Reader inner = deeper (reader);

  if (choice != NULL && json_object_has_member (choice, "error"))
    read_node (&inner, json_object_get_member (choice, "error"));
}

/* A member that holds an object, or text that may hold one. */
static void
read_member (const Reader *reader,
             JsonObject   *object,
             const char   *member)
{
  Reader inner = deeper (reader);

  if (json_object_has_member (object, member))
    read_node (&inner, json_object_get_member (object, member));
}

/* Next to a "message" an "error" that is text is only the name of the status. */
static void
read_object (const Reader *reader,
             JsonObject   *object)
{
  static const char *const members[] = { "errors", "message", "detail", "msg", "title" };
  gboolean is_named = sy_json_get_string (object, "error") != NULL;

  read_facts (reader, object);
  if (!is_named)
    read_member (reader, object, "error");
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    read_member (reader, object, members[i]);
  if (is_named)
    read_member (reader, object, "error");

  read_metadata (reader, sy_json_get_object (object, "metadata"),
                 sy_json_get_string (object, "message"));
  read_choice (reader, object);
  read_only_member (reader, object);
}

/* Text may be JSON, or an event of a stream that holds some. */
static char *
dup_json (const char *text)
{
  text += strspn (text, BLANKS);

  if (g_str_has_prefix (text, "event:"))
    text += strcspn (text, "\n") + strspn (text + strcspn (text, "\n"), BLANKS);
  if (g_str_has_prefix (text, "data:"))
    return g_strndup (text + 5, strcspn (text + 5, "\n"));
  if (*text == '{' || *text == '[')
    return g_strdup (text);

  return NULL;
}

static void
read_text (const Reader *reader,
           const char   *text)
{
  g_autofree char *json = dup_json (text);
  g_autoptr(JsonNode) node = json != NULL ? sy_json_parse (json, -1, NULL) : NULL;
  Reader inner = deeper (reader);

  if (node == NULL)
    {
      take_words (reader, text);
      return;
    }

  if (reader->depth == 0)
    reader->finding->is_json = TRUE;
  read_node (&inner, node);
}

static void
read_node (const Reader *reader,
           JsonNode     *node)
{
  if (reader->depth > MAX_NESTING)
    return;

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      read_object (reader, json_node_get_object (node));
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);
      Reader inner = deeper (reader);

      /* Gemini's layer for OpenAI clients wraps the error into an array. */
      if (json_array_get_length (array) > 0)
        read_node (&inner, json_array_get_element (array, 0));
    }
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    {
      read_text (reader, json_node_get_string (node));
    }
}

/**
 * sy_error_finding_new:
 * @body: valid UTF-8: an event or a document that reports an error
 *
 * Understands the bodies of OpenRouter, OpenAI, Anthropic, Gemini, Mistral, vLLM,
 * NVIDIA, llama.cpp, Ollama, and what looks like them.
 *
 * Returns: (transfer full): what @body says
 */
SyErrorFinding *
sy_error_finding_new (const char *body)
{
  SyErrorFinding *self;
  Reader reader = { NULL, NULL, 0 };

  g_return_val_if_fail (body != NULL, NULL);

  self = g_new0 (SyErrorFinding, 1);
  self->own.tags = g_ptr_array_new_with_free_func (g_free);
  self->behind.tags = g_ptr_array_new_with_free_func (g_free);
  self->models = g_ptr_array_new_with_free_func (g_free);
  self->reasons = g_ptr_array_new_with_free_func (g_free);
  self->retry_after = -1;
  self->n_prompt = -1;
  self->n_context = -1;
  self->is_markup = is_markup (body);

  reader.finding = self;
  reader.voice = &self->own;
  read_text (&reader, body);

  return self;
}

/**
 * sy_error_finding_free:
 * @self: (transfer full): what a body says
 */
void
sy_error_finding_free (SyErrorFinding *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->own.words);
  g_free (self->behind.words);
  g_ptr_array_unref (self->own.tags);
  g_ptr_array_unref (self->behind.tags);
  g_free (self->provider);
  g_free (self->parameter);
  g_free (self->flagged);
  g_ptr_array_unref (self->models);
  g_ptr_array_unref (self->reasons);
  g_free (self);
}

/**
 * sy_error_finding_get_words:
 * @self: what a body says
 *
 * Returns: (transfer none) (nullable): the words that tell most: those of the
 *   provider behind a router where there are some
 */
const char *
sy_error_finding_get_words (const SyErrorFinding *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->behind.words != NULL ? self->behind.words : self->own.words;
}
