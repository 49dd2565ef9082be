/* sy-demo-endpoints.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-demo-endpoints"

#include "config.h"

#include "sy-demo-endpoints.h"

#include "sy-demo-facts.h"
#include "sy-demo-json.h"
#include "sy-demo-script.h"

/* One of those who serve each model: below 0 and %NULL is what OpenRouter does not say. */
typedef struct
{
  const char *provider;
  const char *tag;
  const char *quantization;
  gint64      percent;
  double      uptime;
  double      latency;
  double      throughput;
  int         status;
} Endpoint;

static const Endpoint endpoints[] = {
  { "Demo One", "demo-one/bf16", "bf16", 100, 99.98, 310, 120, 0 },
  { "Demo Two", "demo-two/fp8", "fp8", 80, 97.4, 840, 64.5, -2 },
  { "Demo Three", "demo-three", "unknown", 125, -1, -1, -1, 0 },
};

static void
set_median (JsonBuilder *builder,
            const char  *name,
            double       value)
{
  if (value < 0)
    {
      sy_demo_json_set_null (builder, name);
      return;
    }

  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  sy_demo_json_set_double (builder, "p50", value);
  sy_demo_json_set_double (builder, "p90", value * 2);
  json_builder_end_object (builder);
}

static void
add_health (JsonBuilder    *builder,
            const Endpoint *endpoint)
{
  sy_demo_json_set_int (builder, "status", endpoint->status);
  if (endpoint->uptime < 0)
    sy_demo_json_set_null (builder, "uptime_last_30m");
  else
    sy_demo_json_set_double (builder, "uptime_last_30m", endpoint->uptime);
  set_median (builder, "latency_last_30m", endpoint->latency);
  set_median (builder, "throughput_last_30m", endpoint->throughput);
}

static void
add_endpoint (JsonBuilder       *builder,
              const Endpoint    *endpoint,
              const SyDemoFacts *facts)
{
  SyDemoFacts own = *facts;

  if (own.prompt != SY_DEMO_PRICE_VARIES)
    {
      own.prompt = own.prompt * endpoint->percent / 100;
      own.completion = own.completion * endpoint->percent / 100;
    }

  json_builder_begin_object (builder);
  sy_demo_json_set_string (builder, "name", endpoint->provider);
  sy_demo_json_set_string (builder, "provider_name", endpoint->provider);
  sy_demo_json_set_string (builder, "tag", endpoint->tag);
  sy_demo_json_set_string (builder, "quantization", endpoint->quantization);
  sy_demo_json_set_int (builder, "context_length", facts->context);
  if (facts->max_output > 0)
    sy_demo_json_set_int (builder, "max_completion_tokens", facts->max_output);
  else
    sy_demo_json_set_null (builder, "max_completion_tokens");
  sy_demo_facts_write_pricing (&own, builder);
  add_health (builder, endpoint);
  json_builder_end_object (builder);
}

/**
 * sy_demo_endpoints_write:
 * @model: the id of a model
 *
 * Returns: (transfer full) (nullable): JSON about who serves it, as OpenRouter's
 *   `GET models/ID/endpoints` writes it; %NULL when the demo has no such model
 */
char *
sy_demo_endpoints_write (const char *model)
{
  g_autoptr(JsonBuilder) builder = NULL;
  const SyDemoFacts *facts;

  g_return_val_if_fail (model != NULL, NULL);

  if (sy_demo_script_find (model) == NULL)
    return NULL;

  facts = sy_demo_facts_find (model);
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "data");
  json_builder_begin_object (builder);
  sy_demo_json_set_string (builder, "id", model);
  json_builder_set_member_name (builder, "endpoints");
  json_builder_begin_array (builder);
  for (gsize i = 0; i < G_N_ELEMENTS (endpoints); i++)
    add_endpoint (builder, &endpoints[i], facts);
  json_builder_end_array (builder);
  json_builder_end_object (builder);

  return sy_demo_json_end (builder);
}
