/* sy-demo-facts.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What a middling model costs: pico-dollars for one token. */
#define SY_DEMO_PROMPT_PRICE     200000
#define SY_DEMO_COMPLETION_PRICE 800000

/* Nobody knows before: it depends on which model answers. */
#define SY_DEMO_PRICE_VARIES (-1)

/* OpenRouter's models of this kind always stand for the newest of a family. */
#define SY_DEMO_ALIAS        "~demo/tour-latest"
#define SY_DEMO_ALIAS_TARGET "demo/markdown-tour"

/**
 * SyDemoFacts:
 * @model: (nullable): whose facts these are; %NULL: those of a model that has no own
 * @description: (nullable): what its maker would say of it, in Markdown
 * @prompt: what a token of the request costs, in pico-dollars
 * @completion: what a token of the reply costs
 * @cache_read: what a token that was read before costs; 0: nothing is kept
 * @image: what a picture costs; 0: it sees none
 * @web_search: what a search costs; 0: it does not search
 * @tier: from so many tokens of a request on, all tokens cost twice as much; 0: never
 * @context: how many tokens fit into it
 * @max_output: how many tokens a reply may have; 0: it does not say
 * @inputs: what it reads: "text", "image", "file", "audio"
 * @has_tools: whether it would call tools
 * @thinks: whether it can think before it answers
 * @retires_on: (nullable): the day it goes
 *
 * What the demo's list says of a model.
 */
typedef struct
{
  const char *model;
  const char *description;
  gint64      prompt;
  gint64      completion;
  gint64      cache_read;
  gint64      image;
  gint64      web_search;
  gint64      tier;
  gint64      context;
  gint64      max_output;
  const char *inputs;
  gboolean    has_tools;
  gboolean    thinks;
  const char *retires_on;
} SyDemoFacts;

const SyDemoFacts *sy_demo_facts_find          (const char        *model);
gint64             sy_demo_facts_get_cost      (const SyDemoFacts *self,
                                                gint64             n_prompt,
                                                gint64             n_completion);
void               sy_demo_facts_write_pricing (const SyDemoFacts *self,
                                                JsonBuilder       *builder);

G_END_DECLS
