/* sy-pricing.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "sy-money.h"

G_BEGIN_DECLS

/**
 * SyPriceKind:
 * @SY_PRICE_PROMPT: a token that is read
 * @SY_PRICE_COMPLETION: a token that is written
 * @SY_PRICE_REASONING: a token that is thought
 * @SY_PRICE_CACHE_READ: a token that is read from the cache
 * @SY_PRICE_CACHE_WRITE: a token that is kept in the cache
 * @SY_PRICE_CACHE_WRITE_HOUR: a token that is kept there for an hour
 * @SY_PRICE_REQUEST: a request
 * @SY_PRICE_WEB_SEARCH: a search in the web
 * @SY_PRICE_IMAGE: a picture that is seen
 * @SY_PRICE_IMAGE_TOKEN: a token of a picture that is seen
 * @SY_PRICE_IMAGE_OUTPUT: a token of a picture that is drawn
 * @SY_PRICE_AUDIO: a token of sound that is heard
 * @SY_PRICE_AUDIO_OUTPUT: a token of sound that is spoken
 * @SY_PRICE_AUDIO_CACHE: a token of sound that is read from the cache
 *
 * What is paid for.
 */
typedef enum
{
  SY_PRICE_PROMPT,
  SY_PRICE_COMPLETION,
  SY_PRICE_REASONING,
  SY_PRICE_CACHE_READ,
  SY_PRICE_CACHE_WRITE,
  SY_PRICE_CACHE_WRITE_HOUR,
  SY_PRICE_REQUEST,
  SY_PRICE_WEB_SEARCH,
  SY_PRICE_IMAGE,
  SY_PRICE_IMAGE_TOKEN,
  SY_PRICE_IMAGE_OUTPUT,
  SY_PRICE_AUDIO,
  SY_PRICE_AUDIO_OUTPUT,
  SY_PRICE_AUDIO_CACHE,
  SY_PRICE_N_KINDS,
} SyPriceKind;

/* In place of an amount: it depends on which model answers. */
#define SY_PRICE_VARIES (SY_MONEY_UNKNOWN + 1)

/**
 * SyPriceTier:
 * @min_prompt_tokens: holds from so many tokens in the prompt on; 0: from none
 * @utc_start: holds from this minute of the day on, in UTC; -1: at any time
 * @utc_end: up to, not including, this minute; before @utc_start: over midnight
 * @utc_days: bits of the days it holds on, 1 is Monday, 64 Sunday; 0: every day
 * @prices: what it changes; %SY_MONEY_UNKNOWN: as without the tier
 *
 * Other prices under a condition.
 */
typedef struct
{
  gint64  min_prompt_tokens;
  int     utc_start;
  int     utc_end;
  guint   utc_days;
  SyMoney prices[SY_PRICE_N_KINDS];
} SyPriceTier;

/**
 * SyPricing:
 *
 * What a model costs: in pico-USD for each of what is counted.  It never changes.
 */
typedef struct _SyPricing SyPricing;

#define SY_TYPE_PRICING (sy_pricing_get_type ())

GType              sy_pricing_get_type     (void) G_GNUC_CONST;
SyPricing         *sy_pricing_new          (const SyMoney     *prices,
                                            const SyPriceTier *tiers,
                                            guint              n_tiers,
                                            double             discount);
SyPricing         *sy_pricing_ref          (SyPricing         *self);
void               sy_pricing_unref        (SyPricing         *self);
SyMoney            sy_pricing_get          (const SyPricing   *self,
                                            SyPriceKind        kind);
SyMoney            sy_pricing_get_at       (const SyPricing   *self,
                                            SyPriceKind        kind,
                                            gint64             prompt_tokens,
                                            gint64             now);
guint              sy_pricing_get_n_tiers  (const SyPricing   *self);
const SyPriceTier *sy_pricing_get_tier     (const SyPricing   *self,
                                            guint              index);
double             sy_pricing_get_discount (const SyPricing   *self);
gboolean           sy_pricing_get_is_known (const SyPricing   *self);
gboolean           sy_pricing_get_is_free  (const SyPricing   *self);
gboolean           sy_pricing_get_varies   (const SyPricing   *self);
gboolean           sy_pricing_equal        (const SyPricing   *self,
                                            const SyPricing   *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyPricing, sy_pricing_unref)

G_END_DECLS
