/* sy-endpoint.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-pricing.h"
#include "sy-redact.h"

G_BEGIN_DECLS

/**
 * SyEndpoint:
 * @provider: who serves the model, "DeepInfra"
 * @quantization: (nullable): how its weights are kept, "fp8"; %NULL when nobody said
 * @context_length: how much fits into it there, in tokens; 0: nobody said
 * @max_output: how long an answer may be, in tokens; 0: nobody said
 * @pricing: (nullable): what it costs there
 * @uptime: how much of the last half hour it answered, in percent; below 0: nobody said
 * @latency_ms: how long half of the requests wait for their first token, in
 *   milliseconds; 0: nobody said
 * @throughput: how many tokens come in a second, for half of the requests; 0: nobody said
 * @degraded: whether it is known to have trouble now
 *
 * One of those who serve a model through OpenRouter.
 */
typedef struct
{
  char      *provider;
  char      *quantization;
  gint64     context_length;
  gint64     max_output;
  SyPricing *pricing;
  double     uptime;
  gint64     latency_ms;
  double     throughput;
  gboolean   degraded;
} SyEndpoint;

SyEndpoint *sy_endpoint_new    (void);
void        sy_endpoint_free   (SyEndpoint  *self);
void        sy_endpoint_redact (SyEndpoint  *self,
                                SyRedact    *redact);
GPtrArray  *sy_endpoint_parse  (GBytes      *json,
                                GError     **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyEndpoint, sy_endpoint_free)

G_END_DECLS
