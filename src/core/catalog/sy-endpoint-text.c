/* sy-endpoint-text.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-endpoint-text"

#include "config.h"

#include "sy-endpoint-text.h"

#include "sy-model-text.h"

#include <glib/gi18n-lib.h>

/**
 * sy_endpoint_text_dup_price:
 * @endpoint: who serves a model
 *
 * Returns: (transfer full): "$3.00 / $15.00", for a million tokens in and out
 */
char *
sy_endpoint_text_dup_price (const SyEndpoint *endpoint)
{
  g_return_val_if_fail (endpoint != NULL, NULL);

  return sy_model_text_dup_price_pair (endpoint->pricing);
}

/**
 * sy_endpoint_text_dup_facts:
 * @endpoint: who serves a model
 *
 * What nobody said is left out.
 *
 * Returns: (transfer full): "99.8 % up · begins after 0.9 s · 45 tokens a second · fp8"
 */
char *
sy_endpoint_text_dup_facts (const SyEndpoint *endpoint)
{
  g_autoptr(GStrvBuilder) facts = g_strv_builder_new ();
  g_auto(GStrv) texts = NULL;
  int n_tokens;

  g_return_val_if_fail (endpoint != NULL, NULL);

  n_tokens = (int) CLAMP (endpoint->throughput + 0.5, 0, G_MAXINT);
  if (endpoint->degraded)
    g_strv_builder_add (facts, _("trouble now"));
  if (endpoint->uptime >= 0)
    /* Translators: how much of the time a server answered */
    g_strv_builder_take (facts, g_strdup_printf (_("%.1f %% up"), endpoint->uptime));
  if (endpoint->latency_ms > 0)
    /* Translators: seconds until a reply begins */
    g_strv_builder_take (facts, g_strdup_printf (_("begins after %.1f s"),
                                                 (double) endpoint->latency_ms / 1000));
  if (n_tokens > 0)
    g_strv_builder_take (facts, g_strdup_printf (ngettext ("%d token a second",
                                                           "%d tokens a second", n_tokens),
                                                 n_tokens));
  if (endpoint->quantization != NULL)
    g_strv_builder_add (facts, endpoint->quantization);

  texts = g_strv_builder_end (facts);

  /* Translators: stands between facts */
  return g_strjoinv (C_("facts", " · "), texts);
}
