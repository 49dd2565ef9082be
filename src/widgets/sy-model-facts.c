/* sy-model-facts.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-model-facts"

#include "config.h"

#include "sy-model-facts.h"

#include "sy-model-text.h"

#include <glib/gi18n-lib.h>

static const char *const kind_names[SY_PRICE_N_KINDS] = {
  [SY_PRICE_PROMPT] = N_("In"),
  [SY_PRICE_COMPLETION] = N_("Out"),
  [SY_PRICE_REASONING] = N_("Reasoning"),
  [SY_PRICE_CACHE_READ] = N_("Cache read"),
  [SY_PRICE_CACHE_WRITE] = N_("Cache write"),
  [SY_PRICE_CACHE_WRITE_HOUR] = N_("Cache write, one hour"),
  [SY_PRICE_REQUEST] = N_("Each request"),
  [SY_PRICE_WEB_SEARCH] = N_("Each web search"),
  [SY_PRICE_IMAGE] = N_("Each image"),
  [SY_PRICE_IMAGE_TOKEN] = N_("Image in"),
  [SY_PRICE_IMAGE_OUTPUT] = N_("Image out"),
  [SY_PRICE_AUDIO] = N_("Audio in"),
  [SY_PRICE_AUDIO_OUTPUT] = N_("Audio out"),
  [SY_PRICE_AUDIO_CACHE] = N_("Audio cache read"),
};

static gboolean
is_for_one (SyPriceKind kind)
{
  return kind == SY_PRICE_REQUEST || kind == SY_PRICE_WEB_SEARCH || kind == SY_PRICE_IMAGE;
}

/* What is free where the tokens are not is not worth a line. */
static gboolean
is_worth_telling (SyPriceKind kind,
                  SyMoney     price)
{
  if (kind == SY_PRICE_PROMPT || kind == SY_PRICE_COMPLETION)
    return price != SY_MONEY_UNKNOWN;

  return price > 0;
}

static void
add_price (SyFactGroup *tokens,
           SyFactGroup *others,
           SyPriceKind  kind,
           SyMoney      price)
{
  g_autofree char *value = NULL;

  if (!is_worth_telling (kind, price))
    return;

  if (is_for_one (kind))
    {
      value = sy_money_format (price);
      sy_fact_group_add (others, _(kind_names[kind]), value);
    }
  else
    {
      value = sy_model_text_dup_per_million (price);
      sy_fact_group_add (tokens, _(kind_names[kind]), value);
    }
}

static char *
dup_tier_name (const SyPriceTier *tier,
               SyPriceKind        kind)
{
  const char *what = _(kind_names[kind]);

  if (tier->min_prompt_tokens > 0)
    {
      g_autofree char *tokens = sy_model_text_dup_tokens (tier->min_prompt_tokens);

      /* Translators: what is paid for, and from how many tokens in a prompt on */
      return g_strdup_printf (_("%1$s, from %2$s tokens"), what, tokens);
    }

  if (tier->utc_start >= 0)
    return g_strdup_printf (tier->utc_days == 0
                              ? /* Translators: what is paid for, and two times of the day */
                                _("%1$s, %2$02d:%3$02d to %4$02d:%5$02d UTC")
                              : /* Translators: what is paid for, and two times of the day */
                                _("%1$s, on some days %2$02d:%3$02d to %4$02d:%5$02d UTC"), what,
                            tier->utc_start / 60, tier->utc_start % 60,
                            tier->utc_end / 60, tier->utc_end % 60);

  /* Translators: what is paid for, on some days of the week */
  return g_strdup_printf (_("%s, on some days"), what);
}

static void
add_tier (SyFactGroup       *others,
          const SyPriceTier *tier)
{
  for (guint kind = 0; kind < SY_PRICE_N_KINDS; kind++)
    {
      g_autofree char *name = NULL;
      g_autofree char *value = NULL;

      if (!is_worth_telling (kind, tier->prices[kind]))
        continue;

      name = dup_tier_name (tier, kind);
      value = is_for_one (kind) ? sy_money_format (tier->prices[kind])
                                : sy_model_text_dup_per_million (tier->prices[kind]);
      sy_fact_group_add (others, name, value);
    }
}

/**
 * sy_model_facts_show_prices:
 * @tokens: gets what a million tokens cost
 * @others: gets what is not counted in tokens
 * @pricing: (nullable): the prices
 */
void
sy_model_facts_show_prices (SyFactGroup     *tokens,
                            SyFactGroup     *others,
                            const SyPricing *pricing)
{
  g_autofree char *discount = NULL;

  g_return_if_fail (SY_IS_FACT_GROUP (tokens));
  g_return_if_fail (SY_IS_FACT_GROUP (others));

  sy_fact_group_clear (tokens);
  sy_fact_group_clear (others);
  if (pricing == NULL)
    return;

  for (guint kind = 0; kind < SY_PRICE_N_KINDS; kind++)
    add_price (tokens, others, kind, sy_pricing_get (pricing, kind));
  for (guint i = 0; i < sy_pricing_get_n_tiers (pricing); i++)
    add_tier (tokens, sy_pricing_get_tier (pricing, i));

  if (sy_pricing_get_discount (pricing) > 0)
    {
      discount = g_strdup_printf ("%.0f %%", sy_pricing_get_discount (pricing) * 100);
      sy_fact_group_add (others, _("Discount"), discount);
    }
}

static void
add_tokens (SyFactGroup *group,
            const char  *name,
            gint64       tokens)
{
  g_autofree char *value = sy_model_text_dup_tokens (tokens);

  sy_fact_group_add (group, name, value);
}

static char *
dup_efforts (const SyModelFacts *facts)
{
  g_autofree char *efforts = g_strjoinv (C_("list", ", "), (char **) facts->efforts);

  if (facts->default_effort == NULL)
    return g_steal_pointer (&efforts);

  /* Translators: how hard a model can think, "low, medium, high", and how hard it does untold */
  return g_strdup_printf (_("%1$s (%2$s unless told)"), efforts, facts->default_effort);
}

static void
add_reasoning (SyFactGroup        *group,
               const SyModelFacts *facts)
{
  g_autofree char *efforts = NULL;

  if (facts->efforts != NULL)
    {
      efforts = dup_efforts (facts);
      sy_fact_group_add (group, _("Reasoning"), efforts);
    }
  else if ((facts->caps & SY_MODEL_CAP_REASONING_ALWAYS) != 0)
    {
      sy_fact_group_add (group, _("Reasoning"), _("Always"));
    }
}

/**
 * sy_model_facts_show_limits:
 * @limits: gets how much a model takes, and until when
 * @model: the model
 */
void
sy_model_facts_show_limits (SyFactGroup *limits,
                            SyModel     *model)
{
  const SyModelFacts *facts;
  g_autofree char *retirement = NULL;

  g_return_if_fail (SY_IS_FACT_GROUP (limits));
  g_return_if_fail (SY_IS_MODEL (model));

  facts = sy_model_get_facts (model);
  retirement = sy_model_text_dup_retirement (model);

  sy_fact_group_clear (limits);
  add_tokens (limits, _("Context"), facts->context_length);
  add_tokens (limits, _("Longest answer"), facts->max_output);
  add_reasoning (limits, facts);
  sy_fact_group_add (limits, _("Retires"), retirement != NULL ? retirement : _("No date given"));
  if (facts->knowledge_cutoff != NULL)
    sy_fact_group_add (limits, _("Knows the world until"), facts->knowledge_cutoff);
  if ((facts->caps & SY_MODEL_CAP_MODERATED) != 0)
    sy_fact_group_add (limits, _("Moderation"), _("Before each request"));
}
