/* sy-pricing.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-pricing"

#include "config.h"

#include "sy-pricing.h"

#include <string.h>

struct _SyPricing
{
  gatomicrefcount  ref_count;

  SyMoney          prices[SY_PRICE_N_KINDS];
  SyPriceTier     *tiers;
  guint            n_tiers;
  double           discount;
};

G_DEFINE_BOXED_TYPE (SyPricing, sy_pricing, sy_pricing_ref, sy_pricing_unref)

/**
 * sy_pricing_new:
 * @prices: %SY_PRICE_N_KINDS amounts in pico-USD; %SY_MONEY_UNKNOWN where the list is
 *   silent, %SY_PRICE_VARIES where it says that it depends
 * @tiers: (array length=n_tiers) (nullable): what holds under conditions; the later one
 *   wins where several do
 * @n_tiers: how many
 * @discount: by how much all of it is lower than usual, 0 to 1
 *
 * Returns: (transfer full): the prices of a model
 */
SyPricing *
sy_pricing_new (const SyMoney     *prices,
                const SyPriceTier *tiers,
                guint              n_tiers,
                double             discount)
{
  SyPricing *self;

  g_return_val_if_fail (prices != NULL, NULL);
  g_return_val_if_fail (tiers != NULL || n_tiers == 0, NULL);
  g_return_val_if_fail (discount >= 0 && discount <= 1, NULL);

  self = g_new0 (SyPricing, 1);
  g_atomic_ref_count_init (&self->ref_count);
  memcpy (self->prices, prices, sizeof self->prices);
  self->tiers = g_memdup2 (tiers, n_tiers * sizeof *tiers);
  self->n_tiers = n_tiers;
  self->discount = discount;

  return self;
}

/**
 * sy_pricing_ref:
 * @self: prices
 *
 * Returns: (transfer full): the same
 */
SyPricing *
sy_pricing_ref (SyPricing *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * sy_pricing_unref:
 * @self: (transfer full): prices
 */
void
sy_pricing_unref (SyPricing *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->tiers);
  g_free (self);
}

/**
 * sy_pricing_get:
 * @self: prices
 * @kind: what is paid for
 *
 * Returns: pico-USD for one; %SY_MONEY_UNKNOWN when nobody said, %SY_PRICE_VARIES when it
 *   depends on which model answers
 */
SyMoney
sy_pricing_get (const SyPricing *self,
                SyPriceKind      kind)
{
  g_return_val_if_fail (self != NULL, SY_MONEY_UNKNOWN);
  g_return_val_if_fail ((guint) kind < SY_PRICE_N_KINDS, SY_MONEY_UNKNOWN);

  return self->prices[kind];
}

static gboolean
is_within (const SyPriceTier *tier,
           int                minute)
{
  if (tier->utc_start <= tier->utc_end)
    return minute >= tier->utc_start && minute < tier->utc_end;

  return minute >= tier->utc_start || minute < tier->utc_end;
}

static gboolean
holds_at (const SyPriceTier *tier,
          gint64             now)
{
  g_autoptr(GDateTime) date = NULL;

  if (tier->utc_start < 0 && tier->utc_days == 0)
    return TRUE;

  date = g_date_time_new_from_unix_utc (now / G_USEC_PER_SEC);
  if (date == NULL)
    return FALSE;

  if (tier->utc_days != 0 &&
      (tier->utc_days & (1u << (g_date_time_get_day_of_week (date) - 1))) == 0)
    return FALSE;

  return tier->utc_start < 0 ||
         is_within (tier, g_date_time_get_hour (date) * 60 + g_date_time_get_minute (date));
}

/**
 * sy_pricing_get_at:
 * @self: prices
 * @kind: what is paid for
 * @prompt_tokens: how long the prompt is, in tokens
 * @now: when it is sent, in microseconds since 1970
 *
 * Returns: pico-USD for one, under the conditions that hold then
 */
SyMoney
sy_pricing_get_at (const SyPricing *self,
                   SyPriceKind      kind,
                   gint64           prompt_tokens,
                   gint64           now)
{
  SyMoney price;

  g_return_val_if_fail (self != NULL, SY_MONEY_UNKNOWN);
  g_return_val_if_fail ((guint) kind < SY_PRICE_N_KINDS, SY_MONEY_UNKNOWN);

  price = self->prices[kind];

  for (guint i = 0; i < self->n_tiers; i++)
    {
      const SyPriceTier *tier = &self->tiers[i];

      if (tier->prices[kind] != SY_MONEY_UNKNOWN && prompt_tokens >= tier->min_prompt_tokens &&
          holds_at (tier, now))
        price = tier->prices[kind];
    }

  return price;
}

/**
 * sy_pricing_get_n_tiers:
 * @self: prices
 *
 * Returns: under how many conditions there are others
 */
guint
sy_pricing_get_n_tiers (const SyPricing *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_tiers;
}

/**
 * sy_pricing_get_tier:
 * @self: prices
 * @index: less than sy_pricing_get_n_tiers()
 *
 * Returns: (transfer none): other prices and their condition
 */
const SyPriceTier *
sy_pricing_get_tier (const SyPricing *self,
                     guint            index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->n_tiers, NULL);

  return &self->tiers[index];
}

/**
 * sy_pricing_get_discount:
 * @self: prices
 *
 * Returns: by how much all of it is lower than usual, 0 to 1; the prices have it in them
 */
double
sy_pricing_get_discount (const SyPricing *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->discount;
}

/**
 * sy_pricing_get_is_known:
 * @self: (nullable): prices
 *
 * Returns: whether it says what reading and writing costs, be it nothing
 */
gboolean
sy_pricing_get_is_known (const SyPricing *self)
{
  return self != NULL &&
         self->prices[SY_PRICE_PROMPT] >= 0 && self->prices[SY_PRICE_COMPLETION] >= 0;
}

/**
 * sy_pricing_get_is_free:
 * @self: (nullable): prices
 *
 * Returns: whether neither reading nor writing costs anything
 */
gboolean
sy_pricing_get_is_free (const SyPricing *self)
{
  return self != NULL &&
         self->prices[SY_PRICE_PROMPT] == 0 && self->prices[SY_PRICE_COMPLETION] == 0;
}

/**
 * sy_pricing_get_varies:
 * @self: (nullable): prices
 *
 * Returns: whether it depends on which model answers
 */
gboolean
sy_pricing_get_varies (const SyPricing *self)
{
  return self != NULL && (self->prices[SY_PRICE_PROMPT] == SY_PRICE_VARIES ||
                          self->prices[SY_PRICE_COMPLETION] == SY_PRICE_VARIES);
}

static gboolean
tiers_equal (const SyPriceTier *a,
             const SyPriceTier *b)
{
  return a->min_prompt_tokens == b->min_prompt_tokens && a->utc_start == b->utc_start &&
         a->utc_end == b->utc_end && a->utc_days == b->utc_days &&
         memcmp (a->prices, b->prices, sizeof a->prices) == 0;
}

/**
 * sy_pricing_equal:
 * @self: (nullable): prices
 * @other: (nullable): others
 *
 * Returns: whether both are the same, or none
 */
gboolean
sy_pricing_equal (const SyPricing *self,
                  const SyPricing *other)
{
  if (self == NULL || other == NULL)
    return self == other;

  if (memcmp (self->prices, other->prices, sizeof self->prices) != 0 ||
      self->n_tiers != other->n_tiers || self->discount != other->discount)
    return FALSE;

  for (guint i = 0; i < self->n_tiers; i++)
    {
      if (!tiers_equal (&self->tiers[i], &other->tiers[i]))
        return FALSE;
    }

  return TRUE;
}
