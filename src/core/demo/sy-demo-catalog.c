/* sy-demo-catalog.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-demo-catalog"

#include "config.h"

#include "sy-demo-catalog.h"

#include "sy-demo-chunk.h"
#include "sy-demo-script.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define CONTEXT_LENGTH 128000

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

static void
set_string (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
set_int (JsonBuilder *builder,
         const char  *name,
         gint64       value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
set_double (JsonBuilder *builder,
            const char  *name,
            double       value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_double_value (builder, value);
}

static void
set_null (JsonBuilder *builder,
          const char  *name)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_null_value (builder);
}

static void
set_text_only (JsonBuilder *builder,
               const char  *name)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  json_builder_add_string_value (builder, "text");
  json_builder_end_array (builder);
}

static char *
end (JsonBuilder *builder)
{
  g_autoptr(JsonNode) root = NULL;

  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

/* "demo/markdown-tour" is "Demo: Markdown tour". */
static char *
dup_name (const char *model)
{
  char *name = g_strdup_printf ("Demo: %s", strchr (model, '/') + 1);

  g_strdelimit (name, "-", ' ');
  name[strlen ("Demo: ")] = g_ascii_toupper (name[strlen ("Demo: ")]);

  return name;
}

/* OpenRouter writes its prices in dollars for one token, as text. */
static void
set_price (JsonBuilder *builder,
           const char  *name,
           gint64       pico_dollars)
{
  g_autofree char *price = g_strdup_printf ("0.%012" G_GINT64_FORMAT, pico_dollars);

  set_string (builder, name, price);
}

static void
add_architecture (JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "architecture");
  json_builder_begin_object (builder);
  set_string (builder, "modality", "text->text");
  set_text_only (builder, "input_modalities");
  set_text_only (builder, "output_modalities");
  set_string (builder, "tokenizer", "Other");
  set_null (builder, "instruct_type");
  json_builder_end_object (builder);
}

static void
add_pricing (JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "pricing");
  json_builder_begin_object (builder);
  set_price (builder, "prompt", SY_DEMO_PROMPT_PRICE);
  set_price (builder, "completion", SY_DEMO_COMPLETION_PRICE);
  json_builder_end_object (builder);
}

static void
add_limits (JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "top_provider");
  json_builder_begin_object (builder);
  set_int (builder, "context_length", CONTEXT_LENGTH);
  set_null (builder, "max_completion_tokens");
  json_builder_set_member_name (builder, "is_moderated");
  json_builder_add_boolean_value (builder, FALSE);
  json_builder_end_object (builder);
  set_null (builder, "per_request_limits");
}

static void
add_parameters (JsonBuilder        *builder,
                const SyDemoScript *script)
{
  json_builder_set_member_name (builder, "supported_parameters");
  json_builder_begin_array (builder);
  json_builder_add_string_value (builder, "max_tokens");
  if (g_strcmp0 (script->unwanted, "temperature") != 0)
    json_builder_add_string_value (builder, "temperature");
  if (script->reasoning != NULL)
    json_builder_add_string_value (builder, "reasoning");
  json_builder_end_array (builder);
}

static void
add_model (JsonBuilder        *builder,
           const SyDemoScript *script,
           gint64              created)
{
  g_autofree char *name = dup_name (script->model);

  json_builder_begin_object (builder);
  set_string (builder, "id", script->model);
  set_string (builder, "canonical_slug", script->model);
  set_string (builder, "name", name);
  set_int (builder, "created", created);
  set_string (builder, "description", script->note != NULL ? script->note : "");
  set_int (builder, "context_length", CONTEXT_LENGTH);
  add_architecture (builder);
  add_pricing (builder);
  add_limits (builder);
  add_parameters (builder, script);
  set_null (builder, "expiration_date");
  json_builder_end_object (builder);
}

/**
 * sy_demo_catalog_write_models:
 *
 * Returns: (transfer full): JSON with all models of the demo, as OpenRouter's `GET models`
 *   writes it
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
    add_model (builder, &scripts[i], NEWEST - (gint64) i * DAY);
  json_builder_end_array (builder);
  set_int (builder, "total_count", (gint64) n_scripts);

  return end (builder);
}

static void
add_spent (JsonBuilder *builder)
{
  set_double (builder, "limit", LIMIT);
  set_double (builder, "limit_remaining", LIMIT - SPENT);
  set_null (builder, "limit_reset");
  set_double (builder, "usage", SPENT);
  set_double (builder, "usage_daily", TODAY);
  set_double (builder, "usage_monthly", MONTH);
}

static void
add_free_requests (JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "free_model_daily_requests");
  json_builder_begin_object (builder);
  set_int (builder, "limit", FREE_REQUESTS);
  set_int (builder, "used", FREE_REQUESTS_USED);
  set_int (builder, "remaining", FREE_REQUESTS - FREE_REQUESTS_USED);
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
  set_string (builder, "label", "Demo");
  add_spent (builder);
  add_free_requests (builder);
  json_builder_set_member_name (builder, "is_free_tier");
  json_builder_add_boolean_value (builder, FALSE);
  set_null (builder, "expires_at");
  json_builder_end_object (builder);

  return end (builder);
}
