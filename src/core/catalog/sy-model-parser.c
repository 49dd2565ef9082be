/* sy-model-parser.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-model-parser"

#include "config.h"

#include "sy-model-parser.h"

#include "sy-error.h"
#include "sy-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The largest list there is has 500 models. */
#define MAX_ENTRIES 20000
#define MAX_ID      256
#define MAX_NAME    256

/* A date in milliseconds, or none at all. */
#define MAX_CREATED G_GINT64_CONSTANT (100000000000)

#define REPLACEMENT 0xfffd

/* Lists that do not say what their models put out have these among them: OpenAI's, and
 * what the others call the same kinds.
 */
static const char *const other_kinds[] = {
  "text-embedding*", "*-embed", "*-embed-*", "*-embedding*", "embed-*",
  "whisper*", "distil-whisper*", "*-transcribe*", "tts-*", "*-tts", "*-tts-*",
  "dall-e*", "gpt-image*", "chatgpt-image*", "grok-*-image*", "imagen-*", "sora*", "veo-*",
  "*-realtime*", "*-moderation*", "davinci*", "babbage*",
};

static gboolean
is_invisible (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  /* But for those that join letters. */
  return (type == G_UNICODE_FORMAT && c != 0x200c && c != 0x200d) ||
         type == G_UNICODE_CONTROL || type == G_UNICODE_LINE_SEPARATOR ||
         type == G_UNICODE_PARAGRAPH_SEPARATOR;
}

/* An id has to be sent as it is, and to be read by who chooses it. */
static gboolean
is_usable_id (const char *id)
{
  gsize length = strlen (id);

  if (length == 0 || length > MAX_ID || id[0] == ' ' || id[length - 1] == ' ')
    return FALSE;

  for (const char *p = id; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      /* A path of llama.cpp may have blanks. */
      if (c == REPLACEMENT || is_invisible (c) || (c != ' ' && g_unichar_isspace (c)))
        return FALSE;
    }

  return TRUE;
}

static char *
dup_line (const char *text)
{
  g_autoptr(GString) line = g_string_new (NULL);
  gboolean gap = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gsize before = line->len;

      if (g_unichar_isspace (c) || is_invisible (c))
        {
          gap = TRUE;
          continue;
        }

      if (gap && line->len > 0)
        g_string_append_c (line, ' ');
      gap = FALSE;
      g_string_append_unichar (line, c);

      if (line->len > MAX_NAME)
        {
          g_string_truncate (line, before);
          break;
        }
    }

  return g_string_free_and_steal (g_steal_pointer (&line));
}

/* llama.cpp without an alias: the file it has loaded, "/srv/models/tiny.gguf". */
static gboolean
is_path (const char *id)
{
  return g_path_is_absolute (id) || g_str_has_prefix (id, "./") || g_str_has_suffix (id, ".gguf");
}

static const char *
get_last_part (const char *id)
{
  const char *slash = strrchr (id, '/');

  return slash != NULL ? slash + 1 : id;
}

static const char *
get_id (JsonObject *entry)
{
  const char *id = sy_json_get_string (entry, "id");

  /* Ollama's "tags" and Gemini's own list. */
  if (id == NULL)
    id = sy_json_get_string (entry, "model");
  if (id == NULL)
    id = sy_json_get_string (entry, "name");
  if (id == NULL)
    return NULL;

  return g_str_has_prefix (id, "models/") ? id + strlen ("models/") : id;
}

static char *
dup_name (JsonObject *entry,
          const char *id)
{
  const char *name = sy_json_get_string (entry, "display_name");

  if (name == NULL)
    name = sy_json_get_string (entry, "displayName");
  if (name == NULL && sy_json_get_string (entry, "id") != NULL)
    name = sy_json_get_string (entry, "name");
  if (name == NULL && is_path (id))
    name = get_last_part (id);

  return name != NULL ? dup_line (name) : NULL;
}

static gint64
get_created (JsonObject *entry)
{
  gint64 created = sy_json_get_int (entry, "created", 0);
  const char *text = sy_json_get_string (entry, "created_at");
  g_autoptr(GDateTime) date = NULL;

  if (created == 0 && text != NULL && strlen (text) < 40)
    {
      date = g_date_time_new_from_iso8601 (text, NULL);
      created = date != NULL ? g_date_time_to_unix (date) : 0;
    }

  return created > 0 && created < MAX_CREATED ? created : 0;
}

static SyModelOutput
output_from_word (const char *word,
                  gsize       length)
{
  static const struct
  {
    const char    *word;
    SyModelOutput  output;
  } words[] = {
    { "text", SY_MODEL_OUTPUT_TEXT },
    { "image", SY_MODEL_OUTPUT_IMAGE },
    { "audio", SY_MODEL_OUTPUT_AUDIO },
    { "embeddings", SY_MODEL_OUTPUT_EMBEDDINGS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (strlen (words[i].word) == length &&
          g_ascii_strncasecmp (words[i].word, word, length) == 0)
        return words[i].output;
    }

  return SY_MODEL_OUTPUT_OTHER;
}

/* The right half of "text+image->text+audio". */
static SyModelOutput
read_modality (const char *modality)
{
  const char *arrow = modality != NULL ? strstr (modality, "->") : NULL;
  const char *word;
  SyModelOutput outputs = 0;

  if (arrow == NULL)
    return 0;

  for (word = arrow + strlen ("->"); *word != '\0'; )
    {
      gsize length = strcspn (word, "+");

      if (length > 0)
        outputs |= output_from_word (word, length);
      word += length + (word[length] == '+' ? 1 : 0);
    }

  return outputs;
}

/* What OpenRouter says of a model; 0 when the list says nothing. */
static SyModelOutput
read_outputs (JsonObject *entry)
{
  JsonObject *architecture = sy_json_get_object (entry, "architecture");
  JsonArray *words = sy_json_get_array (architecture, "output_modalities");
  guint n_words = words != NULL ? json_array_get_length (words) : 0;
  SyModelOutput outputs = 0;

  for (guint i = 0; i < n_words; i++)
    {
      const char *word = sy_json_node_string (json_array_get_element (words, i));

      if (word != NULL)
        outputs |= output_from_word (word, strlen (word));
    }

  if (outputs == 0)
    outputs = read_modality (sy_json_get_string (architecture, "modality"));

  return outputs;
}

static gboolean
is_among (const char *id,
          const char *const *patterns,
          gsize       n_patterns)
{
  g_autofree char *name = g_ascii_strdown (get_last_part (id), -1);

  for (gsize i = 0; i < n_patterns; i++)
    {
      if (g_pattern_match_simple (patterns[i], name))
        return TRUE;
    }

  return FALSE;
}

/* Together and LM Studio name the kind of a model. */
static gboolean
is_other_type (JsonObject *entry)
{
  static const char *const types[] = {
    "audio", "embedding", "embeddings", "image", "moderation", "rerank", "transcribe", "video", NULL,
  };
  const char *type = sy_json_get_string (entry, "type");

  return type != NULL && g_strv_contains (types, type);
}

static gboolean
has_string (JsonArray  *array,
            const char *string)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (g_strcmp0 (sy_json_node_string (json_array_get_element (array, i)), string) == 0)
        return TRUE;
    }

  return FALSE;
}

/* What a list without output kinds says of what its models can do. */
static gboolean
can_complete (JsonObject *entry)
{
  JsonObject *mistral = sy_json_get_object (entry, "capabilities");
  JsonArray *ollama = sy_json_get_array (entry, "capabilities");
  JsonArray *gemini = sy_json_get_array (entry, "supportedGenerationMethods");

  if (mistral != NULL)
    return sy_json_get_boolean (mistral, "completion_chat", TRUE);
  if (ollama != NULL)
    return has_string (ollama, "completion") || !has_string (ollama, "embedding");

  return gemini == NULL || has_string (gemini, "generateContent");
}

static SyModelOutput
get_outputs (JsonObject *entry,
             const char *id)
{
  SyModelOutput outputs = read_outputs (entry);

  if (outputs != 0)
    return outputs;
  if (is_among (id, other_kinds, G_N_ELEMENTS (other_kinds)) || is_other_type (entry) ||
      !can_complete (entry))
    return SY_MODEL_OUTPUT_OTHER;

  return SY_MODEL_OUTPUT_TEXT;
}

/* The members may have any type, and any of them may be missing. */
static SyModel *
read_model (JsonObject *entry,
            const char *id)
{
  g_autofree char *name = dup_name (entry, id);
  SyModelFacts facts = {
    .id = id,
    .name = name,
    .created = get_created (entry),
    .outputs = get_outputs (entry, id),
  };

  return sy_model_new (&facts);
}

/* OpenRouter's ":batch" models answer over another interface only. */
static gboolean
is_wanted (SyModel *model)
{
  return sy_model_get_is_chat (model) && !g_str_has_suffix (sy_model_get_id (model), ":batch");
}

static JsonArray *
find_entries (JsonNode *root)
{
  JsonObject *object = sy_json_node_object (root);
  JsonArray *data = sy_json_get_array (object, "data");
  JsonArray *models = sy_json_get_array (object, "models");

  /* Together. */
  if (object == NULL)
    return sy_json_node_array (root);

  /* llama.cpp has both. */
  if (models != NULL && (data == NULL || json_array_get_length (data) == 0))
    return models;

  return data;
}

/* Ollama without a model: {"object": "list", "data": null}. */
static gboolean
is_empty_list (JsonNode *root)
{
  JsonObject *object = sy_json_node_object (root);

  return object != NULL && json_object_has_member (object, "data") &&
         json_object_get_null_member (object, "data") &&
         g_strcmp0 (sy_json_get_string (object, "object"), "list") == 0;
}

static GPtrArray *
read_models (JsonArray *entries,
             gboolean  *is_list)
{
  GPtrArray *models = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_entries = MIN (json_array_get_length (entries), MAX_ENTRIES);

  *is_list = n_entries == 0;

  for (guint i = 0; i < n_entries; i++)
    {
      JsonObject *entry = sy_json_array_object (entries, i);
      const char *id = get_id (entry);
      g_autoptr(SyModel) model = NULL;

      if (id == NULL || !is_usable_id (id))
        continue;

      *is_list = TRUE;
      if (!g_hash_table_add (seen, g_strdup (id)))
        continue;

      model = read_model (entry, id);
      if (is_wanted (model))
        g_ptr_array_add (models, g_steal_pointer (&model));
    }

  return models;
}

/**
 * sy_model_parser_parse:
 * @json: the body of a provider's model list
 * @error: return location: %SY_ERROR_PROTOCOL when it is no such list
 *
 * Understands OpenAI's and OpenRouter's {"data": []}, Together's bare array, and
 * {"models": []} of Ollama, llama.cpp and Gemini.  Entries that cannot be used are left
 * out: without an id, listed before, or not answering in text.  Anything may be missing
 * or of another type.  May be called in any thread.
 *
 * Returns: (transfer full) (element-type SyModel): the chat models, in their order; none
 *   when the list is empty
 */
GPtrArray *
sy_model_parser_parse (GBytes  *json,
                       GError **error)
{
  g_autoptr(JsonNode) root = NULL;
  g_autoptr(GPtrArray) models = NULL;
  gboolean is_list = FALSE;
  JsonArray *entries;
  const char *data;
  gsize length;

  g_return_val_if_fail (json != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  data = g_bytes_get_data (json, &length);
  root = sy_json_parse (length > 0 ? data : "", (gssize) length, error);
  if (root == NULL)
    return NULL;

  entries = find_entries (root);
  if (entries != NULL)
    models = read_models (entries, &is_list);
  else if (is_empty_list (root))
    return g_ptr_array_new_with_free_func (g_object_unref);

  if (is_list)
    return g_steal_pointer (&models);

  g_set_error_literal (error, SY_ERROR, SY_ERROR_PROTOCOL, _("This is not a list of models"));

  return NULL;
}
