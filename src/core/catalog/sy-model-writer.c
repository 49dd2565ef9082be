/* sy-model-writer.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-model-writer"

#include "config.h"

#include "sy-model-writer.h"

#include "sy-model-entry.h"
#include "sy-pricing-parser.h"

#include <string.h>

typedef struct
{
  const char *word;
  guint       flag;
} FlagWord;

static const FlagWord output_words[] = {
  { "text", SY_MODEL_OUTPUT_TEXT },
  { "image", SY_MODEL_OUTPUT_IMAGE },
  { "audio", SY_MODEL_OUTPUT_AUDIO },
  { "embeddings", SY_MODEL_OUTPUT_EMBEDDINGS },
  { "other", SY_MODEL_OUTPUT_OTHER },
  { NULL, 0 },
};

static const FlagWord input_words[] = {
  { "image", SY_MODEL_CAP_VISION },
  { "file", SY_MODEL_CAP_FILES },
  { "audio", SY_MODEL_CAP_AUDIO },
  { "video", SY_MODEL_CAP_VIDEO },
  { NULL, 0 },
};

static void
append_string (GString    *json,
               const char *text)
{
  g_string_append_c (json, '"');

  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_printf (json, "\\%c", *p);
      else if ((guchar) *p < ' ')
        g_string_append_printf (json, "\\u%04x", *p);
      else
        g_string_append_c (json, *p);
    }

  g_string_append_c (json, '"');
}

/* Nothing is before the first of an object or an array. */
static void
append_comma (GString *json)
{
  if (strchr ("{[", json->str[json->len - 1]) == NULL)
    g_string_append_c (json, ',');
}

static void
append_name (GString    *json,
             const char *name)
{
  append_comma (json);
  append_string (json, name);
  g_string_append_c (json, ':');
}

static void
add_text (GString    *json,
          const char *name,
          const char *text)
{
  if (text == NULL)
    return;

  append_name (json, name);
  append_string (json, text);
}

static void
add_number (GString    *json,
            const char *name,
            gint64      number)
{
  if (number == 0)
    return;

  append_name (json, name);
  g_string_append_printf (json, "%" G_GINT64_FORMAT, number);
}

static void
add_words (GString           *json,
           const char        *name,
           const char *const *words)
{
  if (words == NULL)
    return;

  append_name (json, name);
  g_string_append_c (json, '[');
  for (guint i = 0; words[i] != NULL; i++)
    {
      append_comma (json);
      append_string (json, words[i]);
    }
  g_string_append_c (json, ']');
}

static void
add_flags (GString        *json,
           const char     *name,
           const FlagWord *words,
           guint           flags)
{
  append_name (json, name);
  g_string_append_c (json, '[');
  for (; words->word != NULL; words++)
    {
      if ((flags & words->flag) == 0)
        continue;

      append_comma (json);
      append_string (json, words->word);
    }
  g_string_append_c (json, ']');
}

/* Dollars with all twelve digits, however small. */
static void
add_price (GString    *json,
           const char *name,
           SyMoney     price)
{
  char text[48];

  if (price == SY_MONEY_UNKNOWN)
    return;

  if (price == SY_PRICE_VARIES)
    g_strlcpy (text, "-1", sizeof text);
  else
    g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT ".%012" G_GINT64_FORMAT,
                price / SY_MONEY_DOLLAR, price % SY_MONEY_DOLLAR);

  add_text (json, name, text);
}

static void
add_prices (GString       *json,
            const SyMoney *prices)
{
  for (guint kind = 0; kind < SY_PRICE_N_KINDS; kind++)
    add_price (json, sy_pricing_parser_get_member (kind), prices[kind]);
}

static void
add_minute (GString    *json,
            const char *name,
            int         minute)
{
  char text[16];

  if (minute < 0)
    return;

  g_snprintf (text, sizeof text, "%02d%02d", minute / 60, minute % 60);
  add_text (json, name, text);
}

static void
add_days (GString *json,
          guint    days)
{
  static const FlagWord words[] = {
    { "mon", 1 }, { "tue", 2 }, { "wed", 4 }, { "thu", 8 }, { "fri", 16 }, { "sat", 32 },
    { "sun", 64 }, { NULL, 0 },
  };

  if (days != 0)
    add_flags (json, "utc_days", words, days);
}

static void
append_tier (GString           *json,
             const SyPriceTier *tier)
{
  append_comma (json);
  g_string_append (json, "{\"min_prompt_tokens\":");
  g_string_append_printf (json, "%" G_GINT64_FORMAT, tier->min_prompt_tokens);
  add_minute (json, "utc_start", tier->utc_start);
  add_minute (json, "utc_end", tier->utc_end);
  add_days (json, tier->utc_days);
  add_prices (json, tier->prices);
  g_string_append_c (json, '}');
}

static void
add_tiers (GString         *json,
           const SyPricing *pricing)
{
  guint n_tiers = sy_pricing_get_n_tiers (pricing);

  if (n_tiers == 0)
    return;

  append_name (json, "overrides");
  g_string_append_c (json, '[');
  for (guint i = 0; i < n_tiers; i++)
    append_tier (json, sy_pricing_get_tier (pricing, i));
  g_string_append_c (json, ']');
}

static void
add_pricing (GString         *json,
             const SyPricing *pricing)
{
  char discount[G_ASCII_DTOSTR_BUF_SIZE];

  if (pricing == NULL)
    return;

  append_name (json, "pricing");
  g_string_append_c (json, '{');
  for (guint kind = 0; kind < SY_PRICE_N_KINDS; kind++)
    add_price (json, sy_pricing_parser_get_member (kind), sy_pricing_get (pricing, kind));

  if (sy_pricing_get_discount (pricing) > 0)
    add_text (json, "discount",
              g_ascii_dtostr (discount, sizeof discount, sy_pricing_get_discount (pricing)));
  add_tiers (json, pricing);
  g_string_append_c (json, '}');
}

static void
add_architecture (GString            *json,
                  const SyModelFacts *facts)
{
  append_name (json, "architecture");
  g_string_append_c (json, '{');
  add_flags (json, "input_modalities", input_words, facts->caps);
  add_flags (json, "output_modalities", output_words, facts->outputs);
  g_string_append_c (json, '}');
}

static void
add_top_provider (GString            *json,
                  const SyModelFacts *facts)
{
  append_name (json, "top_provider");
  g_string_append_c (json, '{');
  add_number (json, "max_completion_tokens", facts->max_output);
  if (facts->caps & SY_MODEL_CAP_MODERATED)
    g_string_append_printf (json, "%s\"is_moderated\":true", facts->max_output != 0 ? "," : "");
  g_string_append_c (json, '}');
}

static void
add_reasoning (GString            *json,
               const SyModelFacts *facts)
{
  const gboolean always = (facts->caps & SY_MODEL_CAP_REASONING_ALWAYS) != 0;

  if ((facts->caps & SY_MODEL_CAP_REASONING) == 0)
    return;

  append_name (json, "reasoning");
  g_string_append_printf (json, "{\"mandatory\":%s", always ? "true" : "false");
  add_words (json, "supported_efforts", facts->efforts);
  add_text (json, "default_effort", facts->default_effort);
  g_string_append_c (json, '}');
}

/* OpenRouter names them among the parameters only, Mistral here. */
static void
add_tools (GString            *json,
           const SyModelFacts *facts)
{
  if ((facts->caps & SY_MODEL_CAP_TOOLS) == 0)
    return;

  append_name (json, "capabilities");
  g_string_append (json, "{\"function_calling\":true}");
}

static void
add_alias (GString            *json,
           const SyModelFacts *facts)
{
  if (facts->alias_target == NULL)
    return;

  append_name (json, "alias_target");
  g_string_append_c (json, '{');
  add_text (json, "slug", facts->alias_target);
  add_text (json, "name", facts->alias_name);
  g_string_append_c (json, '}');
}

/* The parser takes Gemini's prefix from an id once. */
static void
add_id (GString    *json,
        const char *id)
{
  g_autofree char *prefixed = NULL;

  if (g_str_has_prefix (id, SY_MODEL_ENTRY_PREFIX))
    prefixed = g_strconcat (SY_MODEL_ENTRY_PREFIX, id, NULL);

  add_text (json, "id", prefixed != NULL ? prefixed : id);
}

static void
append_model (GString            *json,
              const SyModelFacts *facts)
{
  append_comma (json);
  g_string_append_c (json, '{');
  add_id (json, facts->id);
  if (!g_str_equal (facts->name, facts->id))
    add_text (json, "name", facts->name);
  add_text (json, "description", facts->description);
  add_number (json, "created", facts->created);
  add_number (json, "context_length", facts->context_length);
  add_architecture (json, facts);
  add_top_provider (json, facts);
  add_pricing (json, facts->pricing);
  add_words (json, "supported_parameters", facts->parameters);
  add_reasoning (json, facts);
  add_tools (json, facts);
  add_text (json, "expiration_date", facts->retires_on);
  add_text (json, "knowledge_cutoff", facts->knowledge_cutoff);
  add_alias (json, facts);
  g_string_append_c (json, '}');
}

/**
 * sy_model_writer_write:
 * @models: (element-type SyModel): models that sy_model_parser_parse() or
 *   sy_model_redact() gave
 *
 * May be called in any thread.
 *
 * Returns: (transfer full): a list in OpenRouter's shape, from which
 *   sy_model_parser_parse() makes equal models
 */
GBytes *
sy_model_writer_write (GPtrArray *models)
{
  GString *json;

  g_return_val_if_fail (models != NULL, NULL);

  json = g_string_new ("{\"data\":[");
  for (guint i = 0; i < models->len; i++)
    append_model (json, sy_model_get_facts (g_ptr_array_index (models, i)));
  g_string_append (json, "]}");

  return g_string_free_to_bytes (json);
}
