/* sy-demo-facts.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-demo-facts"

#include "config.h"

#include "sy-demo-facts.h"

#include "sy-demo-json.h"

#define CENT G_GINT64_CONSTANT (10000000000)

/* Between them they show all that a list can say. */
static const SyDemoFacts named[] = {
  {
    .model = "demo/markdown-tour",
    .description = "A short tour of **Markdown**: headings, lists, code, a table.\n"
                   "\n"
                   "- needs no key\n"
                   "- leaves this computer with nothing you write\n",
    .prompt = SY_DEMO_PROMPT_PRICE, .completion = SY_DEMO_COMPLETION_PRICE,
    .cache_read = SY_DEMO_PROMPT_PRICE / 10,
    .context = 128000, .max_output = 16384, .inputs = "text image file", .has_tools = TRUE,
  },
  {
    .model = SY_DEMO_ALIAS,
    .description = "Always the newest tour there is. At present that is `demo/markdown-tour`.",
    .prompt = SY_DEMO_PROMPT_PRICE, .completion = SY_DEMO_COMPLETION_PRICE,
    .context = 128000, .max_output = 16384, .inputs = "text image file", .has_tools = TRUE,
  },
  {
    .model = "demo/long-reply",
    .description = "Tells *a story of 11,000 words*, to scroll, to read and to stop.",
    .prompt = SY_DEMO_PROMPT_PRICE, .completion = SY_DEMO_COMPLETION_PRICE,
    .context = 1000000, .max_output = 65536, .inputs = "text file",
  },
  {
    .model = "demo/slow-reply",
    .description = "Keeps you waiting for six seconds, and asks nothing for it.",
    .context = 8192, .max_output = 2048, .inputs = "text",
  },
  {
    .model = "demo/reasoning",
    .description = "Thinks before it answers.\n"
                   "\n"
                   "## How it counts\n"
                   "\n"
                   "Long requests cost twice as much, and what it *thinks* costs as much as what "
                   "it *says*.",
    .prompt = 3000000, .completion = 15000000, .cache_read = 300000,
    .image = CENT / 2, .web_search = CENT, .tier = 200000,
    .context = 400000, .max_output = 128000, .inputs = "text image file", .has_tools = TRUE,
    .thinks = TRUE,
  },
  {
    .model = "demo/think",
    .description = "Writes what it thinks into its answer, as some models do. What it costs "
                   "depends on who answers.",
    .prompt = SY_DEMO_PRICE_VARIES, .completion = SY_DEMO_PRICE_VARIES,
    .context = 2000000, .inputs = "text", .thinks = TRUE,
  },
  {
    .model = "demo/errors",
    .description = "Lists the models below, each of which *fails* in its own way. It will not be "
                   "there forever.",
    .context = 32768, .max_output = 8192, .inputs = "text", .retires_on = "2031-12-31",
  },
};

/* For the others, by what they are called: no list is as even as theirs would be. */
static const SyDemoFacts others[] = {
  { .prompt = SY_DEMO_PROMPT_PRICE, .completion = SY_DEMO_COMPLETION_PRICE,
    .context = 128000, .inputs = "text" },
  { .prompt = 2500000, .completion = 10000000, .cache_read = 1250000, .image = CENT / 4,
    .context = 256000, .max_output = 32768, .inputs = "text image", .has_tools = TRUE },
  { .context = 16384, .max_output = 4096, .inputs = "text" },
  { .prompt = 15000000, .completion = 75000000, .cache_read = 1500000, .web_search = CENT,
    .context = 200000, .max_output = 32000, .inputs = "text image file", .has_tools = TRUE,
    .thinks = TRUE },
  { .prompt = 75000, .completion = 300000,
    .context = 1048576, .max_output = 65536, .inputs = "text image file audio",
    .has_tools = TRUE, .thinks = TRUE },
};

static void
write_tier (const SyDemoFacts *self,
            JsonBuilder       *builder)
{
  json_builder_set_member_name (builder, "overrides");
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  sy_demo_json_set_int (builder, "min_prompt_tokens", self->tier);
  sy_demo_json_set_price (builder, "prompt", 2 * self->prompt);
  sy_demo_json_set_price (builder, "completion", 2 * self->completion);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
}

/**
 * sy_demo_facts_find:
 * @model: the id of one of the demo's models, or its alias
 *
 * Returns: (transfer none): what the list says of it
 */
const SyDemoFacts *
sy_demo_facts_find (const char *model)
{
  g_return_val_if_fail (model != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (named); i++)
    {
      if (g_str_equal (named[i].model, model))
        return &named[i];
    }

  return &others[g_str_hash (model) % G_N_ELEMENTS (others)];
}

/**
 * sy_demo_facts_get_cost:
 * @self: what the list says of a model
 * @n_prompt: tokens of a request
 * @n_completion: tokens of the reply
 *
 * Returns: what the reply costs, in pico-dollars of play money
 */
gint64
sy_demo_facts_get_cost (const SyDemoFacts *self,
                        gint64             n_prompt,
                        gint64             n_completion)
{
  gint64 factor;

  g_return_val_if_fail (self != NULL, 0);

  /* Then a middling one answers. */
  if (self->prompt == SY_DEMO_PRICE_VARIES)
    return n_prompt * SY_DEMO_PROMPT_PRICE + n_completion * SY_DEMO_COMPLETION_PRICE;

  factor = self->tier > 0 && n_prompt >= self->tier ? 2 : 1;

  return factor * (n_prompt * self->prompt + n_completion * self->completion);
}

/**
 * sy_demo_facts_write_pricing:
 * @self: what the list says of a model
 * @builder: its entry
 *
 * Writes what it costs, as OpenRouter does.
 */
void
sy_demo_facts_write_pricing (const SyDemoFacts *self,
                             JsonBuilder       *builder)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (JSON_IS_BUILDER (builder));

  json_builder_set_member_name (builder, "pricing");
  json_builder_begin_object (builder);
  sy_demo_json_set_price (builder, "prompt", self->prompt);
  sy_demo_json_set_price (builder, "completion", self->completion);
  if (self->cache_read > 0)
    sy_demo_json_set_price (builder, "input_cache_read", self->cache_read);
  if (self->image > 0)
    sy_demo_json_set_price (builder, "image", self->image);
  if (self->web_search > 0)
    sy_demo_json_set_price (builder, "web_search", self->web_search);
  if (self->tier > 0)
    write_tier (self, builder);
  json_builder_end_object (builder);
}
