/* test-pricing.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-pricing-parser.h"

#include "sy-json.h"

#include <locale.h>

typedef struct
{
  const char *json;
  SyMoney     price;
} PriceCase;

/* What a server may write for a price. */
static const PriceCase prices[] = {
  { "\"0\"", 0 },
  { "\"0.0\"", 0 },
  { "\"-0\"", 0 },
  { "\"0.0000002\"", 200000 },
  { "\"4.9e-07\"", 490000 },
  { "\"1E-6\"", 1000000 },
  { "\"0.000000000001\"", 1 },
  { "\"0.0000000000004\"", 0 },
  { "\"0.0000000000005\"", 1 },
  { "\"0.04\"", 40000000000 },
  { "\"12\"", 12 * SY_MONEY_DOLLAR },
  { "0", 0 },
  { "2e-07", 200000 },
  { "4.9e-07", 490000 },
  { "0.000003", 3000000 },
  { "3", 3 * SY_MONEY_DOLLAR },
  { "\"-1\"", SY_PRICE_VARIES },
  { "-1", SY_PRICE_VARIES },
  { "-1000000", SY_PRICE_VARIES },
  { "\"-0.000001\"", SY_PRICE_VARIES },
  { "\"\"", SY_MONEY_UNKNOWN },
  { "\" 1\"", SY_MONEY_UNKNOWN },
  { "\"0,5\"", SY_MONEY_UNKNOWN },
  { "\"$3\"", SY_MONEY_UNKNOWN },
  { "\"free\"", SY_MONEY_UNKNOWN },
  { "\"nan\"", SY_MONEY_UNKNOWN },
  { "\"inf\"", SY_MONEY_UNKNOWN },
  { "\"1e99\"", SY_MONEY_UNKNOWN },
  { "1e99", SY_MONEY_UNKNOWN },
  { "-1e99", SY_MONEY_UNKNOWN },
  { "9223372036854775807", SY_MONEY_UNKNOWN },
  { "null", SY_MONEY_UNKNOWN },
  { "true", SY_MONEY_UNKNOWN },
  { "[]", SY_MONEY_UNKNOWN },
  { "{}", SY_MONEY_UNKNOWN },
};

static SyPricing *
parse (const char *json)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) root = sy_json_parse (json, -1, &error);

  g_assert_no_error (error);

  return sy_pricing_parse (sy_json_node_object (root));
}

static void
test_price (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (prices); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"web_search\":%s}", prices[i].json);
      g_autoptr(SyPricing) pricing = parse (json);

      g_test_message ("%s", prices[i].json);
      g_assert_cmpint (sy_pricing_get (pricing, SY_PRICE_WEB_SEARCH), ==, prices[i].price);
      g_assert_cmpint (sy_pricing_get (pricing, SY_PRICE_REQUEST), ==, SY_MONEY_UNKNOWN);
    }
}

/* A comma for a point in the locale changes nothing. */
static void
test_locale (void)
{
  const char *found = setlocale (LC_NUMERIC, "de_DE.UTF-8");
  g_autoptr(SyPricing) pricing = parse ("{\"prompt\":\"4.9e-07\",\"completion\":2.5e-06,"
                                        "\"discount\":0.25}");

  setlocale (LC_NUMERIC, "C");

  g_assert_cmpint (sy_pricing_get (pricing, SY_PRICE_PROMPT), ==, 490000);
  g_assert_cmpint (sy_pricing_get (pricing, SY_PRICE_COMPLETION), ==, 2500000);
  g_assert_cmpfloat (sy_pricing_get_discount (pricing), ==, 0.25);
  g_test_message ("%s", found != NULL ? found : "there is no such locale here");
}

static void
test_kinds (void)
{
  static const char *const members[] = {
    "prompt", "completion", "internal_reasoning", "input_cache_read", "input_cache_write",
    "input_cache_write_1h", "request", "web_search", "image", "image_token", "image_output",
    "audio", "audio_output", "input_audio_cache",
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (members) == SY_PRICE_N_KINDS);

  for (guint kind = 0; kind < SY_PRICE_N_KINDS; kind++)
    {
      g_autofree char *json = g_strdup_printf ("{\"%s\":\"0.000000000007\"}", members[kind]);
      g_autoptr(SyPricing) pricing = parse (json);

      g_assert_cmpstr (sy_pricing_parser_get_member (kind), ==, members[kind]);
      for (guint other = 0; other < SY_PRICE_N_KINDS; other++)
        g_assert_cmpint (sy_pricing_get (pricing, other), ==,
                         other == kind ? 7 : SY_MONEY_UNKNOWN);
    }
}

static void
test_words (void)
{
  g_autoptr(SyPricing) none = parse ("{}");
  g_autoptr(SyPricing) free = parse ("{\"prompt\":\"0\",\"completion\":0}");
  g_autoptr(SyPricing) half = parse ("{\"prompt\":\"0\"}");
  g_autoptr(SyPricing) varies = parse ("{\"prompt\":\"-1\",\"completion\":\"-1\"}");
  g_autoptr(SyPricing) paid = parse ("{\"prompt\":\"1\",\"completion\":\"0\"}");

  g_assert_null (sy_pricing_parse (NULL));
  g_assert_false (sy_pricing_get_is_known (NULL));
  g_assert_false (sy_pricing_get_is_known (none));
  g_assert_false (sy_pricing_get_is_free (none));
  g_assert_false (sy_pricing_get_varies (none));
  g_assert_true (sy_pricing_get_is_free (free));
  g_assert_true (sy_pricing_get_is_known (free));
  g_assert_false (sy_pricing_get_is_free (half));
  g_assert_true (sy_pricing_get_varies (varies));
  g_assert_false (sy_pricing_get_is_known (varies));
  g_assert_false (sy_pricing_get_is_free (paid));
  g_assert_false (sy_pricing_equal (free, paid));
  g_assert_false (sy_pricing_equal (free, NULL));
  g_assert_true (sy_pricing_equal (NULL, NULL));
}

/* Dollars for a million tokens. */
static void
test_together (void)
{
  g_autoptr(SyPricing) pricing = parse ("{\"input\":0.18,\"output\":5,\"hourly\":0,\"base\":0}");
  g_autoptr(SyPricing) both = parse ("{\"input\":3,\"output\":5,\"prompt\":\"0.1\"}");

  g_assert_cmpint (sy_pricing_get (pricing, SY_PRICE_PROMPT), ==, 180000);
  g_assert_cmpint (sy_pricing_get (pricing, SY_PRICE_COMPLETION), ==, 5000000);
  g_assert_cmpint (sy_pricing_get (both, SY_PRICE_PROMPT), ==, SY_MONEY_DOLLAR / 10);
  g_assert_cmpint (sy_pricing_get (both, SY_PRICE_COMPLETION), ==, SY_MONEY_UNKNOWN);
}

static void
test_discount (void)
{
  static const struct
  {
    const char *json;
    double      discount;
  } cases[] = {
    { "0.25", 0.25 }, { "1", 1 }, { "0", 0 }, { "\"0.5\"", 0.5 }, { "1.01", 0 }, { "-0.1", 0 },
    { "null", 0 }, { "1e99", 0 }, { "[]", 0 }, { "true", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"discount\":%s}", cases[i].json);
      g_autoptr(SyPricing) pricing = parse (json);

      g_test_message ("%s", cases[i].json);
      g_assert_cmpfloat (sy_pricing_get_discount (pricing), ==, cases[i].discount);
    }
}

static void
test_long_prompt (void)
{
  g_autoptr(SyPricing) pricing =
    parse ("{\"prompt\":\"0.000003\",\"completion\":\"0.000015\",\"overrides\":["
           "{\"min_prompt_tokens\":200000,\"prompt\":\"0.000006\"},"
           "{\"min_prompt_tokens\":\"500000\",\"pricing\":{\"prompt\":\"0.000009\"}}]}");

  g_assert_cmpuint (sy_pricing_get_n_tiers (pricing), ==, 2);
  g_assert_cmpint (sy_pricing_get_at (pricing, SY_PRICE_PROMPT, 199999, 0), ==, 3000000);
  g_assert_cmpint (sy_pricing_get_at (pricing, SY_PRICE_PROMPT, 200000, 0), ==, 6000000);
  g_assert_cmpint (sy_pricing_get_at (pricing, SY_PRICE_PROMPT, 500000, 0), ==, 9000000);
  g_assert_cmpint (sy_pricing_get_at (pricing, SY_PRICE_COMPLETION, 500000, 0), ==, 15000000);
}

static gint64
at (int day,
    int hour,
    int minute)
{
  /* The first of January 2024 was a Monday. */
  g_autoptr(GDateTime) date = g_date_time_new_utc (2024, 1, day, hour, minute, 0);

  return g_date_time_to_unix (date) * G_USEC_PER_SEC;
}

static void
test_times (void)
{
  g_autoptr(SyPricing) pricing =
    parse ("{\"prompt\":\"9\",\"overrides\":["
           "{\"utc_start\":\"1630\",\"utc_end\":\"0030\",\"prompt\":\"1\"},"
           "{\"utc_start\":\"08:00\",\"utc_end\":900,\"utc_days\":[\"Mon\",\"saturday\",0],"
           "\"prompt\":\"2\"},{\"utc_days\":[3],\"utc_end\":\"0100\",\"prompt\":\"3\"}]}");
  static const struct
  {
    int day;
    int hour;
    int minute;
    int dollars;
  } cases[] = {
    { 1, 16, 29, 9 }, { 1, 16, 30, 1 }, { 2, 0, 29, 1 }, { 2, 0, 30, 9 },
    { 1, 7, 59, 9 }, { 1, 8, 0, 2 }, { 1, 8, 59, 2 }, { 1, 9, 0, 9 },
    { 2, 8, 0, 9 }, { 6, 8, 0, 2 }, { 7, 8, 0, 2 }, { 3, 0, 59, 3 }, { 3, 1, 0, 9 },
  };

  g_assert_cmpuint (sy_pricing_get_n_tiers (pricing), ==, 3);
  g_assert_cmpuint (sy_pricing_get_tier (pricing, 1)->utc_days, ==, 1 | 32 | 64);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 now = at (cases[i].day, cases[i].hour, cases[i].minute);

      g_test_message ("%d %02d:%02d", cases[i].day, cases[i].hour, cases[i].minute);
      g_assert_cmpint (sy_pricing_get_at (pricing, SY_PRICE_PROMPT, 0, now), ==,
                       cases[i].dollars * SY_MONEY_DOLLAR);
    }
}

/* What cannot be read, or changes nothing, is no tier. */
static void
test_broken_tiers (void)
{
  static const char *const overrides[] = {
    "{\"prompt\":\"1\"}",
    "{\"min_output_tokens\":5,\"prompt\":\"1\"}",
    "{\"min_prompt_tokens\":null,\"prompt\":\"1\"}",
    "{\"min_prompt_tokens\":-5,\"prompt\":\"1\"}",
    "{\"min_prompt_tokens\":\"many\",\"prompt\":\"1\"}",
    "{\"min_prompt_tokens\":1e13,\"prompt\":\"1\"}",
    "{\"min_prompt_tokens\":5}",
    "{\"min_prompt_tokens\":5,\"prompt\":null}",
    "{\"utc_start\":\"2460\",\"prompt\":\"1\"}",
    "{\"utc_start\":\"2500\",\"prompt\":\"1\"}",
    "{\"utc_start\":\"noon\",\"prompt\":\"1\"}",
    "{\"utc_start\":-1,\"prompt\":\"1\"}",
    "{\"utc_end\":\"0860\",\"prompt\":\"1\"}",
    "{\"utc_days\":[],\"prompt\":\"1\"}",
    "{\"utc_days\":[8,-1,\"\",\"someday\",null,1.5],\"prompt\":\"1\"}",
    "{\"utc_days\":5,\"prompt\":\"1\"}",
    "7",
    "null",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (overrides); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"overrides\":[%s]}", overrides[i]);
      g_autoptr(SyPricing) pricing = parse (json);

      g_test_message ("%s", overrides[i]);
      g_assert_cmpuint (sy_pricing_get_n_tiers (pricing), ==, 0);
    }
}

static void
test_many_tiers (void)
{
  g_autoptr(GString) json = g_string_new ("{\"overrides\":[null");
  g_autoptr(SyPricing) pricing = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (json, ",{\"min_prompt_tokens\":%u,\"prompt\":\"1\"}", i);
  g_string_append (json, "]}");
  pricing = parse (json->str);

  g_assert_cmpuint (sy_pricing_get_n_tiers (pricing), ==, SY_PRICING_MAX_TIERS);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/pricing/price", test_price);
  g_test_add_func ("/pricing/locale", test_locale);
  g_test_add_func ("/pricing/kinds", test_kinds);
  g_test_add_func ("/pricing/words", test_words);
  g_test_add_func ("/pricing/together", test_together);
  g_test_add_func ("/pricing/discount", test_discount);
  g_test_add_func ("/pricing/long-prompt", test_long_prompt);
  g_test_add_func ("/pricing/times", test_times);
  g_test_add_func ("/pricing/broken-tiers", test_broken_tiers);
  g_test_add_func ("/pricing/many-tiers", test_many_tiers);

  return g_test_run ();
}
