/* sy-demo-catalog.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-demo-catalog"

#include "config.h"

#include "sy-demo-catalog.h"

#include "sy-demo-facts.h"
#include "sy-demo-json.h"
#include "sy-demo-script.h"

#include <string.h>

/* The first is the newest, a day younger than the next one: 1 January 2026. */
#define NEWEST G_GINT64_CONSTANT (1767225600)
#define DAY    (24 * 60 * 60)

/* Play money, in dollars. */
#define LIMIT 5.0
#define SPENT 0.75
#define MONTH 0.31
#define TODAY 0.02

#define FREE_REQUESTS      50
#define FREE_REQUESTS_USED 3

/* "demo/markdown-tour" is "Demo: Markdown tour". */
static char *
dup_name (const char *model)
{
  char *name = g_strdup_printf ("Demo: %s", strchr (model, '/') + 1);

  g_strdelimit (name, "-", ' ');
  name[strlen ("Demo: ")] = g_ascii_toupper (name[strlen ("Demo: ")]);

  return name;
}

static void
add_architecture (JsonBuilder       *builder,
                  const SyDemoFacts *facts)
{
  g_autofree char *inputs = g_strdelimit (g_strdup (facts->inputs), " ", '+');
  g_autofree char *modality = g_strconcat (inputs, "->text", NULL);

  json_builder_set_member_name (builder, "architecture");
  json_builder_begin_object (builder);
  sy_demo_json_set_string (builder, "modality", modality);
  sy_demo_json_set_words (builder, "input_modalities", facts->inputs);
  sy_demo_json_set_words (builder, "output_modalities", "text");
  sy_demo_json_set_string (builder, "tokenizer", "Other");
  sy_demo_json_set_null (builder, "instruct_type");
  json_builder_end_object (builder);
}

static void
add_limits (JsonBuilder       *builder,
            const SyDemoFacts *facts)
{
  json_builder_set_member_name (builder, "top_provider");
  json_builder_begin_object (builder);
  sy_demo_json_set_int (builder, "context_length", facts->context);
  if (facts->max_output > 0)
    sy_demo_json_set_int (builder, "max_completion_tokens", facts->max_output);
  else
    sy_demo_json_set_null (builder, "max_completion_tokens");
  sy_demo_json_set_boolean (builder, "is_moderated", FALSE);
  json_builder_end_object (builder);
  sy_demo_json_set_null (builder, "per_request_limits");
}

static void
add_parameters (JsonBuilder        *builder,
                const SyDemoScript *script,
                const SyDemoFacts  *facts)
{
  gboolean takes_temperature = g_strcmp0 (script->unwanted, "temperature") != 0;
  g_autofree char *words =
    g_strconcat ("max_tokens", takes_temperature ? " temperature" : "",
                 facts->has_tools ? " tools tool_choice" : "",
                 facts->thinks ? " reasoning include_reasoning" : "", NULL);

  sy_demo_json_set_words (builder, "supported_parameters", words);
}

/* What stands only for some. */
static void
add_more (JsonBuilder        *builder,
          const SyDemoScript *script,
          const char         *id)
{
  if (script->reasoning != NULL)
    {
      json_builder_set_member_name (builder, "reasoning");
      json_builder_begin_object (builder);
      sy_demo_json_set_boolean (builder, "mandatory", TRUE);
      sy_demo_json_set_words (builder, "supported_efforts", "low medium high");
      sy_demo_json_set_string (builder, "default_effort", "medium");
      json_builder_end_object (builder);
    }

  if (g_str_equal (id, SY_DEMO_ALIAS))
    {
      g_autofree char *name = dup_name (SY_DEMO_ALIAS_TARGET);

      json_builder_set_member_name (builder, "alias_target");
      json_builder_begin_object (builder);
      sy_demo_json_set_string (builder, "name", name);
      sy_demo_json_set_string (builder, "slug", SY_DEMO_ALIAS_TARGET);
      json_builder_end_object (builder);
    }
}

static void
add_model (JsonBuilder        *builder,
           const SyDemoScript *script,
           const char         *id,
           gint64              created)
{
  const SyDemoFacts *facts = sy_demo_facts_find (id);
  const char *description = facts->description != NULL ? facts->description : script->note;
  g_autofree char *name = dup_name (id);

  json_builder_begin_object (builder);
  sy_demo_json_set_string (builder, "id", id);
  sy_demo_json_set_string (builder, "canonical_slug", script->model);
  sy_demo_json_set_string (builder, "name", name);
  sy_demo_json_set_int (builder, "created", created);
  sy_demo_json_set_string (builder, "description", description != NULL ? description : "");
  sy_demo_json_set_int (builder, "context_length", facts->context);
  add_architecture (builder, facts);
  sy_demo_facts_write_pricing (facts, builder);
  add_limits (builder, facts);
  add_parameters (builder, script, facts);
  add_more (builder, script, id);
  sy_demo_json_set_string (builder, "expiration_date", facts->retires_on);
  json_builder_end_object (builder);
}

/**
 * sy_demo_catalog_write_models:
 *
 * Returns: (transfer full): JSON with all models of the demo and its alias, as OpenRouter's
 *   `GET models` writes it
 */
char *
sy_demo_catalog_write_models (void)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  gsize n_scripts;
  const SyDemoScript *scripts = sy_demo_script_get_all (&n_scripts);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "data");
  json_builder_begin_array (builder);
  for (gsize i = 0; i < n_scripts; i++)
    add_model (builder, &scripts[i], scripts[i].model, NEWEST - (gint64) i * DAY);
  add_model (builder, sy_demo_script_find (SY_DEMO_ALIAS), SY_DEMO_ALIAS, NEWEST);
  json_builder_end_array (builder);
  sy_demo_json_set_int (builder, "total_count", (gint64) n_scripts + 1);

  return sy_demo_json_end (builder);
}

static void
add_spent (JsonBuilder *builder)
{
  sy_demo_json_set_double (builder, "limit", LIMIT);
  sy_demo_json_set_double (builder, "limit_remaining", LIMIT - SPENT);
  sy_demo_json_set_null (builder, "limit_reset");
  sy_demo_json_set_double (builder, "usage", SPENT);
  sy_demo_json_set_double (builder, "usage_daily", TODAY);
  sy_demo_json_set_double (builder, "usage_monthly", MONTH);
}

static void
add_free_requests (JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "free_model_daily_requests");
  json_builder_begin_object (builder);
  sy_demo_json_set_int (builder, "limit", FREE_REQUESTS);
  sy_demo_json_set_int (builder, "used", FREE_REQUESTS_USED);
  sy_demo_json_set_int (builder, "remaining", FREE_REQUESTS - FREE_REQUESTS_USED);
  json_builder_end_object (builder);
}

/**
 * sy_demo_catalog_write_key:
 *
 * Returns: (transfer full): JSON about a key and its account, as OpenRouter's `GET key`
 *   writes it
 */
char *
sy_demo_catalog_write_key (void)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "data");
  json_builder_begin_object (builder);
  sy_demo_json_set_string (builder, "label", "Demo");
  add_spent (builder);
  add_free_requests (builder);
  sy_demo_json_set_boolean (builder, "is_free_tier", FALSE);
  sy_demo_json_set_null (builder, "expires_at");
  json_builder_end_object (builder);

  return sy_demo_json_end (builder);
}
