/* test-model-text.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sy-model-text.h"

static SyPricing *
create_pricing (SyMoney in,
                SyMoney out)
{
  SyMoney prices[SY_PRICE_N_KINDS];

  for (guint i = 0; i < SY_PRICE_N_KINDS; i++)
    prices[i] = SY_MONEY_UNKNOWN;
  prices[SY_PRICE_PROMPT] = in;
  prices[SY_PRICE_COMPLETION] = out;

  return sy_pricing_new (prices, NULL, 0, 0);
}

static void
test_row_title (void)
{
  static const struct { const char *id; const char *name; const char *title; } cases[] = {
    { "anthropic/claude-sonnet-4.5", "Anthropic: Claude Sonnet 4.5", "Claude Sonnet 4.5" },
    { "meta-llama/llama-3.3:free", "Meta: Llama 3.3 (free)", "Llama 3.3" },
    { "meta-llama/llama-3.3", "Meta: Llama 3.3 (free)", "Llama 3.3 (free)" },
    { "openrouter/auto", "Auto Router", "Auto Router" },
    { "v/x:free", " (free)", " (free)" },
    { "qwen3:14b", NULL, "qwen3:14b" },
    { "v/odd", "Odd: ", "Odd: " },
    { "local.gguf", "Colon: name", "Colon: name" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const SyModelFacts facts = { .id = cases[i].id, .name = cases[i].name };
      SyModel *model = sy_model_new (&facts);
      g_autofree char *title = sy_model_text_dup_row_title (model);

      g_assert_cmpstr (title, ==, cases[i].title);
      g_assert_finalize_object (model);
    }
}

static void
test_context (void)
{
  static const struct { gint64 tokens; const char *text; } cases[] = {
    { 0, "–" }, { -5, "–" }, { 512, "512" }, { 999, "999" }, { 1000, "1K" }, { 8192, "8K" },
    { 131072, "131K" }, { 163840, "164K" }, { 200000, "200K" }, { 999499, "999K" },
    { 999500, "1M" }, { 1000000, "1M" }, { 1048576, "1M" }, { 1500000, "1.5M" },
    { 2000000, "2M" }, { 10500000, "11M" }, { G_MAXINT64 / 2, "2147483647M" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = sy_model_text_dup_context (cases[i].tokens);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_prices (void)
{
  static const struct { SyMoney in, out; const char *pair; } cases[] = {
    { 3000000, 15000000, "$3.00 / $15.00" },
    { 250000, 380000, "$0.25 / $0.38" },
    { 75000, 300000, "$0.075 / $0.30" },
    { 0, 0, "Free" },
    { 0, 1000000, "Free / $1.00" },
    { SY_PRICE_VARIES, SY_PRICE_VARIES, "Varies" },
    { SY_MONEY_UNKNOWN, SY_MONEY_UNKNOWN, "Price unknown" },
    { 1000000, SY_MONEY_UNKNOWN, "Price unknown" },
  };
  g_autofree char *none = sy_model_text_dup_price_pair (NULL);

  g_assert_cmpstr (none, ==, "Price unknown");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SyPricing) pricing = create_pricing (cases[i].in, cases[i].out);
      g_autofree char *pair = sy_model_text_dup_price_pair (pricing);

      g_assert_cmpstr (pair, ==, cases[i].pair);
    }
}

static void
test_retirement (void)
{
  SyModelFacts facts = { .id = "v/a" };
  SyModel *model = sy_model_new (&facts);
  g_autofree char *none = sy_model_text_dup_retirement (model);
  g_autofree char *date = NULL;

  g_assert_null (none);
  g_assert_finalize_object (model);

  facts.retires_on = "2026-03-31";
  model = sy_model_new (&facts);
  date = sy_model_text_dup_retirement (model);
  g_assert_cmpstr (date, ==, "31 March 2026");
  g_assert_finalize_object (model);
}

static void
assert_texts (const SyModelFacts *facts,
              gboolean            favourite,
              const char         *expected_sentence,
              const char         *expected_note)
{
  SyModel *model = sy_model_new (facts);
  g_autofree char *sentence = sy_model_text_dup_sentence (model, favourite);
  g_autofree char *note = sy_model_text_dup_note (model);

  g_assert_cmpstr (sentence, ==, expected_sentence);
  g_assert_cmpstr (note, ==, expected_note);
  g_assert_finalize_object (model);
}

static void
test_sentences (void)
{
  g_autoptr(SyPricing) priced = create_pricing (3000000, 15000000);
  g_autoptr(SyPricing) free_of_charge = create_pricing (0, 0);
  g_autoptr(SyPricing) varying = create_pricing (SY_PRICE_VARIES, SY_PRICE_VARIES);
  SyModelFacts facts = {
    .id = "anthropic/claude-sonnet-4.5", .name = "Anthropic: Claude Sonnet 4.5",
    .context_length = 1000, .pricing = priced,
    .caps = SY_MODEL_CAP_VISION | SY_MODEL_CAP_FILES | SY_MODEL_CAP_AUDIO,
  };

  assert_texts (&facts, TRUE,
                "Claude Sonnet 4.5, anthropic/claude-sonnet-4.5, a favourite: $3.00 in and $15.00 "
                "out per million tokens, context of 1000 tokens, supports vision, files.",
                "Claude Sonnet 4.5 · $3.00 in, $15.00 out per million");

  facts.caps = 0;
  facts.pricing = free_of_charge;
  assert_texts (&facts, FALSE,
                "Claude Sonnet 4.5, anthropic/claude-sonnet-4.5: free, context of 1000 tokens.",
                "Claude Sonnet 4.5 · free");

  facts.caps = SY_MODEL_CAP_TOOLS;
  facts.context_length = 0;
  facts.pricing = varying;
  assert_texts (&facts, FALSE,
                "Claude Sonnet 4.5, anthropic/claude-sonnet-4.5: the price varies, supports tools.",
                "Claude Sonnet 4.5 · price varies");

  facts = (SyModelFacts) { .id = "qwen3:14b" };
  assert_texts (&facts, FALSE, "qwen3:14b, qwen3:14b: price unknown.", "qwen3:14b");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model-text/row-title", test_row_title);
  g_test_add_func ("/model-text/context", test_context);
  g_test_add_func ("/model-text/prices", test_prices);
  g_test_add_func ("/model-text/retirement", test_retirement);
  g_test_add_func ("/model-text/sentences", test_sentences);

  return g_test_run ();
}
