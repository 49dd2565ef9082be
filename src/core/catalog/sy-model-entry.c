/* sy-model-entry.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-model-entry"

#include "config.h"

#include "sy-model-entry.h"

#include "sy-json.h"
#include "sy-model-caps.h"
#include "sy-model-clean.h"
#include "sy-model-output.h"
#include "sy-pricing-parser.h"

#include <string.h>

/* A date in milliseconds, or none at all. */
#define MAX_CREATED G_GINT64_CONSTANT (100000000000)

#define MAX_TOKENS G_GINT64_CONSTANT (1000000000000)

/* Of a date with its time. */
#define MAX_DATE 40

/* The texts of an entry, cleaned. */
typedef struct
{
  char  *name;
  char  *description;
  GStrv  parameters;
  GStrv  efforts;
  char  *retires_on;
  char  *knowledge_cutoff;
  char  *alias_name;
} Texts;

static void
texts_clear (Texts *texts)
{
  g_clear_pointer (&texts->name, g_free);
  g_clear_pointer (&texts->description, g_free);
  g_clear_pointer (&texts->parameters, g_strfreev);
  g_clear_pointer (&texts->efforts, g_strfreev);
  g_clear_pointer (&texts->retires_on, g_free);
  g_clear_pointer (&texts->knowledge_cutoff, g_free);
  g_clear_pointer (&texts->alias_name, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Texts, texts_clear)

static char *
dup_name (JsonObject *entry,
          const char *id)
{
  const char *name = sy_json_get_string (entry, "display_name");

  if (name == NULL)
    name = sy_json_get_string (entry, "displayName");
  if (name == NULL && sy_json_get_string (entry, "id") != NULL)
    name = sy_json_get_string (entry, "name");

  return sy_model_clean_dup_name (name, id);
}

static char *
dup_line (JsonObject *entry,
          const char *member)
{
  const char *text = sy_json_get_string (entry, member);

  return text != NULL ? sy_model_clean_dup_line (text) : NULL;
}

static char *
dup_description (JsonObject *entry)
{
  const char *text = sy_json_get_string (entry, "description");

  return text != NULL ? sy_model_clean_dup_text (text) : NULL;
}

/* The day it goes is OpenRouter's, Mistral's, Anthropic's. */
static char *
dup_retirement (JsonObject *entry)
{
  static const char *const members[] = { "expiration_date", "deprecation", "retires_at" };
  char *date = NULL;

  for (gsize i = 0; date == NULL && i < G_N_ELEMENTS (members); i++)
    {
      const char *text = sy_json_get_string (entry, members[i]);

      if (text != NULL)
        date = sy_model_clean_dup_date (text);
    }

  return date;
}

static GStrv
dup_words (JsonArray *array)
{
  g_autoptr(GStrvBuilder) words = g_strv_builder_new ();
  guint length = array != NULL ? json_array_get_length (array) : 0;
  guint n_words = 0;

  for (guint i = 0; i < length && n_words < SY_MODEL_MAX_WORDS; i++)
    {
      const char *word = sy_json_node_string (json_array_get_element (array, i));

      if (!sy_model_clean_is_word (word))
        continue;

      g_strv_builder_add (words, word);
      n_words++;
    }

  return g_strv_builder_end (words);
}

static const char *
get_word (JsonObject *object,
          const char *member)
{
  const char *word = sy_json_get_string (object, member);

  return sy_model_clean_is_word (word) ? word : NULL;
}

static gint64
get_created (JsonObject *entry)
{
  gint64 created = sy_json_get_int (entry, "created", 0);
  const char *text = sy_json_get_string (entry, "created_at");
  g_autoptr(GDateTime) date = NULL;

  if (created == 0 && text != NULL && strlen (text) < MAX_DATE)
    {
      date = g_date_time_new_from_iso8601 (text, NULL);
      created = date != NULL ? g_date_time_to_unix (date) : 0;
    }

  return created > 0 && created < MAX_CREATED ? created : 0;
}

static gint64
get_tokens (JsonObject        *object,
            const char *const *members)
{
  for (guint i = 0; members[i] != NULL; i++)
    {
      gint64 tokens = sy_json_get_int (object, members[i], 0);

      if (tokens > 0 && tokens <= MAX_TOKENS)
        return tokens;
    }

  return 0;
}

/* OpenRouter and Together; Mistral and LM Studio; Groq; vLLM; Gemini; Anthropic; and
 * llama.cpp in an object of its own.
 */
static gint64
get_context (JsonObject *entry)
{
  static const char *const first[] = { "context_length", NULL };
  static const char *const others[] = {
    "max_context_length", "context_window", "max_model_len", "inputTokenLimit",
    "max_input_tokens", NULL,
  };
  static const char *const meta[] = { "n_ctx_train", "n_ctx", NULL };
  gint64 tokens = get_tokens (entry, first);

  if (tokens == 0)
    tokens = get_tokens (sy_json_get_object (entry, "top_provider"), first);
  if (tokens == 0)
    tokens = get_tokens (entry, others);

  return tokens != 0 ? tokens : get_tokens (sy_json_get_object (entry, "meta"), meta);
}

/* OpenRouter; Groq, Gemini, Anthropic. */
static gint64
get_max_output (JsonObject *entry)
{
  static const char *const members[] = {
    "max_completion_tokens", "outputTokenLimit", "max_tokens", NULL,
  };
  static const char *const first[] = { "max_completion_tokens", NULL };
  gint64 tokens = get_tokens (sy_json_get_object (entry, "top_provider"), first);

  return tokens != 0 ? tokens : get_tokens (entry, members);
}

static const char *
get_alias_target (JsonObject *alias)
{
  const char *slug = sy_json_get_string (alias, "slug");

  return slug != NULL && sy_model_clean_is_id (slug) ? slug : NULL;
}

/**
 * sy_model_entry_get_id:
 * @entry: (nullable): one of a provider's model list
 *
 * Returns: (transfer none) (nullable): the model's id; %NULL when it has none that can be
 *   used
 */
const char *
sy_model_entry_get_id (JsonObject *entry)
{
  const char *id = sy_json_get_string (entry, "id");

  /* Ollama's "tags" and Gemini's own list. */
  if (id == NULL)
    id = sy_json_get_string (entry, "model");
  if (id == NULL)
    id = sy_json_get_string (entry, "name");
  if (id == NULL)
    return NULL;

  if (g_str_has_prefix (id, SY_MODEL_ENTRY_PREFIX))
    id += strlen (SY_MODEL_ENTRY_PREFIX);

  return sy_model_clean_is_id (id) ? id : NULL;
}

/**
 * sy_model_entry_parse:
 * @entry: one of a provider's model list, with an id
 *
 * Its members may have any type, and any of them may be missing.
 *
 * Returns: (transfer full): the model
 */
SyModel *
sy_model_entry_parse (JsonObject *entry)
{
  const char *id = sy_model_entry_get_id (entry);
  JsonObject *reasoning = sy_json_get_object (entry, "reasoning");
  JsonObject *alias = sy_json_get_object (entry, "alias_target");
  const char *alias_target = get_alias_target (alias);
  g_autoptr(SyPricing) pricing = NULL;
  g_auto(Texts) texts = { NULL };

  g_return_val_if_fail (id != NULL, NULL);

  pricing = sy_pricing_parse (sy_json_get_object (entry, "pricing"));
  texts = (Texts) {
    .name = dup_name (entry, id),
    .description = dup_description (entry),
    .parameters = dup_words (sy_json_get_array (entry, "supported_parameters")),
    .efforts = dup_words (sy_json_get_array (reasoning, "supported_efforts")),
    .retires_on = dup_retirement (entry),
    .knowledge_cutoff = dup_line (entry, "knowledge_cutoff"),
    .alias_name = alias_target != NULL ? dup_line (alias, "name") : NULL,
  };

  return sy_model_new (&(SyModelFacts) {
    .id = id,
    .name = texts.name,
    .description = texts.description,
    .created = get_created (entry),
    .outputs = sy_model_output_parse (entry, id),
    .caps = sy_model_caps_parse (entry),
    .context_length = get_context (entry),
    .max_output = get_max_output (entry),
    .pricing = pricing,
    .parameters = (const char *const *) texts.parameters,
    .efforts = (const char *const *) texts.efforts,
    .default_effort = get_word (reasoning, "default_effort"),
    .retires_on = texts.retires_on,
    .knowledge_cutoff = texts.knowledge_cutoff,
    .alias_target = alias_target,
    .alias_name = texts.alias_name,
  });
}
