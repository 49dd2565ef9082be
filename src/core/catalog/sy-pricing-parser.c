/* sy-pricing-parser.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-pricing-parser"

#include "config.h"

#include "sy-pricing-parser.h"

#include "sy-json.h"

#include <string.h>

#define MILLION    1000000
#define MAX_TOKENS G_GINT64_CONSTANT (1000000000000)

#define DAY_MINUTES (24 * 60)

static const char *const members[SY_PRICE_N_KINDS] = {
  [SY_PRICE_PROMPT] = "prompt",
  [SY_PRICE_COMPLETION] = "completion",
  [SY_PRICE_REASONING] = "internal_reasoning",
  [SY_PRICE_CACHE_READ] = "input_cache_read",
  [SY_PRICE_CACHE_WRITE] = "input_cache_write",
  [SY_PRICE_CACHE_WRITE_HOUR] = "input_cache_write_1h",
  [SY_PRICE_REQUEST] = "request",
  [SY_PRICE_WEB_SEARCH] = "web_search",
  [SY_PRICE_IMAGE] = "image",
  [SY_PRICE_IMAGE_TOKEN] = "image_token",
  [SY_PRICE_IMAGE_OUTPUT] = "image_output",
  [SY_PRICE_AUDIO] = "audio",
  [SY_PRICE_AUDIO_OUTPUT] = "audio_output",
  [SY_PRICE_AUDIO_CACHE] = "input_audio_cache",
};

static SyMoney
price_from_amount (SyMoney amount)
{
  return amount < 0 && amount != SY_MONEY_UNKNOWN ? SY_PRICE_VARIES : amount;
}

/* OpenRouter's text, "0.0000002" or "2e-07", or a number. */
static SyMoney
read_price (JsonObject *pricing,
            const char *member)
{
  const char *text = sy_json_get_string (pricing, member);
  SyMoney amount = SY_MONEY_UNKNOWN;
  double number;

  if (text != NULL)
    sy_money_parse (text, &amount);
  else if (sy_json_get_double (pricing, member, &number))
    amount = sy_money_from_double (number);

  return price_from_amount (amount);
}

/* Together's number, for a million. */
static SyMoney
read_million (JsonObject *pricing,
              const char *member)
{
  double number;

  if (!sy_json_get_double (pricing, member, &number))
    return SY_MONEY_UNKNOWN;

  return price_from_amount (sy_money_from_double (number / MILLION));
}

/* Returns whether there is any. */
static gboolean
read_prices (JsonObject *pricing,
             SyMoney    *prices)
{
  gboolean found = FALSE;

  for (guint kind = 0; kind < SY_PRICE_N_KINDS; kind++)
    {
      prices[kind] = read_price (pricing, members[kind]);
      found = found || prices[kind] != SY_MONEY_UNKNOWN;
    }

  return found;
}

static gboolean
has_value (JsonObject *object,
           const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && !JSON_NODE_HOLDS_NULL (node);
}

/* "0830", "08:30" or 830: minutes of the day; -1 when it is none. */
static int
read_minute (JsonObject *override,
             const char *member)
{
  const char *text = sy_json_get_string (override, member);
  gint64 time = -1;

  if (text != NULL && strlen (text) == 5 && text[2] == ':')
    {
      char digits[] = { text[0], text[1], text[3], text[4], '\0' };

      g_ascii_string_to_signed (digits, 10, 0, 2400, &time, NULL);
    }
  else
    {
      time = sy_json_get_int (override, member, -1);
    }

  if (time < 0 || time > 2400 || time % 100 >= 60)
    return -1;

  return (int) (time / 100 * 60 + time % 100);
}

/* Returns %FALSE when it names times that cannot be read. */
static gboolean
read_times (JsonObject  *override,
            SyPriceTier *tier)
{
  gboolean has_start = has_value (override, "utc_start");
  gboolean has_end = has_value (override, "utc_end");

  tier->utc_start = -1;
  tier->utc_end = -1;

  if (!has_start && !has_end)
    return TRUE;

  tier->utc_start = has_start ? read_minute (override, "utc_start") : 0;
  tier->utc_end = has_end ? read_minute (override, "utc_end") : DAY_MINUTES;

  /* Up to midnight. */
  if (tier->utc_end == 0)
    tier->utc_end = DAY_MINUTES;

  return tier->utc_start >= 0 && tier->utc_end >= 0;
}

/* "Monday", "mon" or 1; Sunday is 7 or 0. */
static guint
read_day (JsonNode *node)
{
  static const char days[] = "mon\0tue\0wed\0thu\0fri\0sat\0sun";
  const char *name = sy_json_node_string (node);
  gint64 number = 0;

  for (guint i = 0; name != NULL && i < 7; i++)
    {
      if (g_ascii_strncasecmp (name, days + i * 4, 3) == 0)
        return 1u << i;
    }

  if (name != NULL)
    {
      if (!g_ascii_string_to_signed (name, 10, 0, 7, &number, NULL))
        return 0;
    }
  else if (node != NULL && json_node_get_value_type (node) == G_TYPE_INT64)
    {
      number = json_node_get_int (node);
    }
  else
    {
      return 0;
    }

  return number >= 0 && number <= 7 ? 1u << ((number + 6) % 7) : 0;
}

/* Returns %FALSE when it names days that cannot be read. */
static gboolean
read_days (JsonObject  *override,
           SyPriceTier *tier)
{
  JsonArray *days = sy_json_get_array (override, "utc_days");
  guint n_days = days != NULL ? json_array_get_length (days) : 0;

  tier->utc_days = 0;

  for (guint i = 0; i < n_days; i++)
    tier->utc_days |= read_day (json_array_get_element (days, i));

  return tier->utc_days != 0 || !has_value (override, "utc_days");
}

static gboolean
read_min_tokens (JsonObject  *override,
                 SyPriceTier *tier)
{
  tier->min_prompt_tokens = 0;

  if (has_value (override, "min_prompt_tokens"))
    tier->min_prompt_tokens = sy_json_get_int (override, "min_prompt_tokens", -1);

  return tier->min_prompt_tokens >= 0 && tier->min_prompt_tokens <= MAX_TOKENS;
}

static gboolean
has_condition (JsonObject *override)
{
  return has_value (override, "min_prompt_tokens") || has_value (override, "utc_start") ||
         has_value (override, "utc_end") || has_value (override, "utc_days");
}

/* What holds under a condition that nobody here knows is taken not to hold. */
static gboolean
read_tier (JsonObject  *override,
           SyPriceTier *tier)
{
  JsonObject *pricing = sy_json_get_object (override, "pricing");

  if (!has_condition (override) || !read_min_tokens (override, tier) ||
      !read_times (override, tier) || !read_days (override, tier))
    return FALSE;

  return read_prices (pricing != NULL ? pricing : override, tier->prices);
}

static GArray *
read_tiers (JsonArray *overrides)
{
  GArray *tiers = g_array_new (FALSE, FALSE, sizeof (SyPriceTier));
  guint n_overrides = overrides != NULL ? json_array_get_length (overrides) : 0;

  for (guint i = 0; i < n_overrides && tiers->len < SY_PRICING_MAX_TIERS; i++)
    {
      JsonObject *override = sy_json_array_object (overrides, i);
      SyPriceTier tier;

      if (override != NULL && read_tier (override, &tier))
        g_array_append_val (tiers, tier);
    }

  return tiers;
}

static double
read_discount (JsonObject *pricing)
{
  double discount = 0;

  sy_json_get_double (pricing, "discount", &discount);

  return discount > 0 && discount <= 1 ? discount : 0;
}

/**
 * sy_pricing_parser_get_member:
 * @kind: what is paid for
 *
 * Returns: (transfer none): what OpenRouter calls it
 */
const char *
sy_pricing_parser_get_member (SyPriceKind kind)
{
  g_return_val_if_fail ((guint) kind < SY_PRICE_N_KINDS, NULL);

  return members[kind];
}

/**
 * sy_pricing_parse:
 * @pricing: (nullable): what a model list says of the prices of a model
 *
 * OpenRouter's texts, in dollars for one of what is counted, where less than nothing
 * stands for "it depends"; and Together's numbers, in dollars for a million tokens.
 *
 * Returns: (transfer full) (nullable): the prices; %NULL for %NULL
 */
SyPricing *
sy_pricing_parse (JsonObject *pricing)
{
  g_autoptr(GArray) tiers = NULL;
  SyMoney prices[SY_PRICE_N_KINDS];

  if (pricing == NULL)
    return NULL;

  read_prices (pricing, prices);

  if (!has_value (pricing, "prompt") && !has_value (pricing, "completion"))
    {
      prices[SY_PRICE_PROMPT] = read_million (pricing, "input");
      prices[SY_PRICE_COMPLETION] = read_million (pricing, "output");
    }

  tiers = read_tiers (sy_json_get_array (pricing, "overrides"));

  return sy_pricing_new (prices, (const SyPriceTier *) tiers->data, tiers->len,
                         read_discount (pricing));
}
