/* model-facts.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Reads the model list in the file that it is given, and prints one JSON object on a line
 * for each model.
 */

#include "config.h"

#include "sy-model-parser.h"

#include <json-glib/json-glib.h>
#include <stdio.h>

static void
add_text (JsonBuilder *builder,
          const char  *name,
          const char  *text)
{
  json_builder_set_member_name (builder, name);
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

static void
add_number (JsonBuilder *builder,
            const char  *name,
            gint64       number)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, number);
}

static void
add_words (JsonBuilder       *builder,
           const char        *name,
           const char *const *words)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    json_builder_add_string_value (builder, words[i]);
  json_builder_end_array (builder);
}

static void
add_flags (JsonBuilder *builder,
           const char  *name,
           GType        type,
           guint        flags)
{
  g_autoptr(GTypeClass) klass = g_type_class_ref (type);

  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  while (flags != 0)
    {
      GFlagsValue *value = g_flags_get_first_value (G_FLAGS_CLASS (klass), flags);

      g_assert_nonnull (value);
      json_builder_add_string_value (builder, value->value_nick);
      flags &= ~value->value;
    }
  json_builder_end_array (builder);
}

static void
add_prices (JsonBuilder   *builder,
            const SyMoney *prices)
{
  json_builder_set_member_name (builder, "prices");
  json_builder_begin_array (builder);
  for (guint kind = 0; kind < SY_PRICE_N_KINDS; kind++)
    {
      if (prices[kind] == SY_MONEY_UNKNOWN)
        json_builder_add_null_value (builder);
      else if (prices[kind] == SY_PRICE_VARIES)
        json_builder_add_string_value (builder, "varies");
      else
        json_builder_add_int_value (builder, prices[kind]);
    }
  json_builder_end_array (builder);
}

static void
add_tier (JsonBuilder       *builder,
          const SyPriceTier *tier)
{
  json_builder_begin_object (builder);
  add_number (builder, "min_prompt_tokens", tier->min_prompt_tokens);
  add_number (builder, "utc_start", tier->utc_start);
  add_number (builder, "utc_end", tier->utc_end);
  add_number (builder, "utc_days", tier->utc_days);
  add_prices (builder, tier->prices);
  json_builder_end_object (builder);
}

static void
add_pricing (JsonBuilder     *builder,
             const SyPricing *pricing)
{
  SyMoney prices[SY_PRICE_N_KINDS];

  json_builder_set_member_name (builder, "pricing");
  if (pricing == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }

  for (guint kind = 0; kind < SY_PRICE_N_KINDS; kind++)
    prices[kind] = sy_pricing_get (pricing, kind);

  json_builder_begin_object (builder);
  add_prices (builder, prices);
  json_builder_set_member_name (builder, "discount");
  json_builder_add_double_value (builder, sy_pricing_get_discount (pricing));
  json_builder_set_member_name (builder, "tiers");
  json_builder_begin_array (builder);
  for (guint i = 0; i < sy_pricing_get_n_tiers (pricing); i++)
    add_tier (builder, sy_pricing_get_tier (pricing, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_facts (JsonBuilder        *builder,
           const SyModelFacts *facts)
{
  add_text (builder, "id", facts->id);
  add_text (builder, "name", facts->name);
  add_text (builder, "description", facts->description);
  add_number (builder, "created", facts->created);
  add_flags (builder, "outputs", SY_TYPE_MODEL_OUTPUT, facts->outputs);
  add_flags (builder, "caps", SY_TYPE_MODEL_CAPS, facts->caps);
  add_number (builder, "context_length", facts->context_length);
  add_number (builder, "max_output", facts->max_output);
  add_pricing (builder, facts->pricing);
  add_words (builder, "parameters", facts->parameters);
  add_words (builder, "efforts", facts->efforts);
  add_text (builder, "default_effort", facts->default_effort);
  add_text (builder, "retires_on", facts->retires_on);
  add_text (builder, "knowledge_cutoff", facts->knowledge_cutoff);
  add_text (builder, "alias_target", facts->alias_target);
  add_text (builder, "alias_name", facts->alias_name);
}

static void
print_model (SyModel *model)
{
  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr(JsonNode) root = NULL;
  g_autofree char *line = NULL;

  json_builder_begin_object (builder);
  add_facts (builder, sy_model_get_facts (model));
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  line = json_to_string (root, FALSE);
  puts (line);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) json = NULL;
  g_autoptr(GPtrArray) models = NULL;
  char *contents = NULL;
  gsize length = 0;

  g_assert_cmpint (argc, ==, 2);
  g_file_get_contents (argv[1], &contents, &length, &error);
  g_assert_no_error (error);

  json = g_bytes_new_take (contents, length);
  models = sy_model_parser_parse (json, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < models->len; i++)
    print_model (models->pdata[i]);

  return 0;
}
