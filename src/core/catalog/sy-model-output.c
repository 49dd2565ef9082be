/* sy-model-output.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-model-output"

#include "config.h"

#include "sy-model-output.h"

#include "sy-json.h"
#include "sy-model-clean.h"
#include "sy-model-modality.h"

/* Lists that do not say what their models put out have these among them: OpenAI's, and
 * what the others call the same kinds.
 */
static const char *const other_kinds[] = {
  "text-embedding*", "*-embed", "*-embed-*", "*-embedding*", "embed-*",
  "whisper*", "distil-whisper*", "*-transcribe*", "tts-*", "*-tts", "*-tts-*",
  "dall-e*", "gpt-image*", "chatgpt-image*", "grok-*-image*", "imagen-*", "sora*", "veo-*",
  "*-realtime*", "*-moderation*", "davinci*", "babbage*",
};

static SyModelOutput
output_from_word (const char *word)
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
      if (g_str_equal (words[i].word, word))
        return words[i].output;
    }

  return SY_MODEL_OUTPUT_OTHER;
}

/* What OpenRouter says of a model; 0 when the list says nothing. */
static SyModelOutput
read_outputs (JsonObject *entry)
{
  g_auto(GStrv) words = sy_model_modality_dup (entry, SY_MODEL_SIDE_OUTPUT);
  SyModelOutput outputs = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] != '\0')
        outputs |= output_from_word (words[i]);
    }

  return outputs;
}

static gboolean
has_other_name (const char *id)
{
  g_autofree char *name = g_ascii_strdown (sy_model_clean_get_last_part (id), -1);

  for (gsize i = 0; i < G_N_ELEMENTS (other_kinds); i++)
    {
      if (g_pattern_match_simple (other_kinds[i], name))
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

/**
 * sy_model_output_parse:
 * @entry: a model in a provider's list
 * @id: its id
 *
 * Returns: what its answers are made of, as far as the list says, or else as its id tells
 */
SyModelOutput
sy_model_output_parse (JsonObject *entry,
                       const char *id)
{
  SyModelOutput outputs;

  g_return_val_if_fail (entry != NULL, 0);
  g_return_val_if_fail (id != NULL, 0);

  outputs = read_outputs (entry);

  if (outputs != 0)
    return outputs;
  if (has_other_name (id) || is_other_type (entry) || !can_complete (entry))
    return SY_MODEL_OUTPUT_OTHER;

  return SY_MODEL_OUTPUT_TEXT;
}
