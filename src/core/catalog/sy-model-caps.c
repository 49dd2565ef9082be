/* sy-model-caps.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-model-caps"

#include "config.h"

#include "sy-model-caps.h"

#include "sy-json.h"
#include "sy-model-modality.h"

typedef struct
{
  const char  *word;
  SyModelCaps  caps;
} CapWord;

/* OpenRouter's kinds of input. */
static const CapWord input_words[] = {
  { "image", SY_MODEL_CAP_VISION },
  { "file", SY_MODEL_CAP_FILES },
  { "audio", SY_MODEL_CAP_AUDIO },
  { "video", SY_MODEL_CAP_VIDEO },
};

/* OpenRouter's members of a request. */
static const CapWord parameter_words[] = {
  { "tools", SY_MODEL_CAP_TOOLS },
  { "reasoning", SY_MODEL_CAP_REASONING },
  { "include_reasoning", SY_MODEL_CAP_REASONING },
  { "reasoning_effort", SY_MODEL_CAP_REASONING },
};

/* What Mistral, Ollama, LM Studio and Anthropic call it. */
static const CapWord capability_words[] = {
  { "vision", SY_MODEL_CAP_VISION },
  { "image_input", SY_MODEL_CAP_VISION },
  { "function_calling", SY_MODEL_CAP_TOOLS },
  { "tools", SY_MODEL_CAP_TOOLS },
  { "tool_use", SY_MODEL_CAP_TOOLS },
  { "trained_for_tool_use", SY_MODEL_CAP_TOOLS },
  { "reasoning", SY_MODEL_CAP_REASONING },
  { "thinking", SY_MODEL_CAP_REASONING },
  { "pdf_input", SY_MODEL_CAP_FILES },
  { "audio", SY_MODEL_CAP_AUDIO },
};

static SyModelCaps
cap_from_word (const CapWord *words,
               gsize          n_words,
               const char    *word)
{
  for (gsize i = 0; i < n_words; i++)
    {
      if (g_strcmp0 (words[i].word, word) == 0)
        return words[i].caps;
    }

  return 0;
}

static SyModelCaps
read_inputs (JsonObject *entry)
{
  g_auto(GStrv) words = sy_model_modality_dup (entry, SY_MODEL_SIDE_INPUT);
  SyModelCaps caps = 0;

  for (guint i = 0; words[i] != NULL; i++)
    caps |= cap_from_word (input_words, G_N_ELEMENTS (input_words), words[i]);

  return caps;
}

static SyModelCaps
read_words (JsonArray     *array,
            const CapWord *words,
            gsize          n_words)
{
  guint length = array != NULL ? json_array_get_length (array) : 0;
  SyModelCaps caps = 0;

  for (guint i = 0; i < length; i++)
    caps |= cap_from_word (words, n_words,
                           sy_json_node_string (json_array_get_element (array, i)));

  return caps;
}

/* Mistral says true; Anthropic {"supported": true}. */
static gboolean
says_yes (JsonObject *capabilities,
          const char *word)
{
  return sy_json_get_boolean (capabilities, word, FALSE) ||
         sy_json_get_boolean (sy_json_get_object (capabilities, word), "supported", FALSE);
}

static SyModelCaps
read_capabilities (JsonObject *entry)
{
  JsonObject *capabilities = sy_json_get_object (entry, "capabilities");
  SyModelCaps caps = read_words (sy_json_get_array (entry, "capabilities"), capability_words,
                                 G_N_ELEMENTS (capability_words));

  for (gsize i = 0; capabilities != NULL && i < G_N_ELEMENTS (capability_words); i++)
    {
      if (says_yes (capabilities, capability_words[i].word))
        caps |= capability_words[i].caps;
    }

  return caps;
}

static SyModelCaps
read_reasoning (JsonObject *entry)
{
  JsonObject *reasoning = sy_json_get_object (entry, "reasoning");

  if (sy_json_get_boolean (reasoning, "mandatory", FALSE))
    return SY_MODEL_CAP_REASONING | SY_MODEL_CAP_REASONING_ALWAYS;

  /* Gemini has a plain "thinking". */
  return reasoning != NULL || sy_json_get_boolean (entry, "thinking", FALSE)
         ? SY_MODEL_CAP_REASONING : 0;
}

/**
 * sy_model_caps_parse:
 * @entry: a model in a provider's list
 *
 * Returns: what the list says that it can do
 */
SyModelCaps
sy_model_caps_parse (JsonObject *entry)
{
  SyModelCaps caps;

  g_return_val_if_fail (entry != NULL, 0);

  caps = read_inputs (entry) | read_capabilities (entry) | read_reasoning (entry) |
         read_words (sy_json_get_array (entry, "supported_parameters"), parameter_words,
                     G_N_ELEMENTS (parameter_words));

  /* LM Studio. */
  if (g_strcmp0 (sy_json_get_string (entry, "type"), "vlm") == 0)
    caps |= SY_MODEL_CAP_VISION;
  if (sy_json_get_boolean (sy_json_get_object (entry, "top_provider"), "is_moderated", FALSE))
    caps |= SY_MODEL_CAP_MODERATED;

  return caps;
}
