/* test-model-query.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sy-model-query.h"

/* Picos of a dollar for a token: a million of them cost as many dollars. */
#define PER_MILLION(dollars) ((SyMoney) ((dollars) * 1000000))

typedef struct
{
  const char  *id;
  const char  *name;
  gint64       created;
  gint64       context;
  SyModelCaps  caps;
  SyMoney      in;
  SyMoney      out;
} Entry;

static const Entry entries[] = {
  { "anthropic/claude-sonnet-4.5", "Anthropic: Claude Sonnet 4.5", 300, 1000000,
    SY_MODEL_CAP_VISION | SY_MODEL_CAP_TOOLS, PER_MILLION (3), PER_MILLION (15) },
  { "deepseek/deepseek-v3.2", "DeepSeek: DeepSeek V3.2", 400, 163840,
    SY_MODEL_CAP_TOOLS, PER_MILLION (0.25), PER_MILLION (0.38) },
  { "meta-llama/llama-3.3-70b-instruct:free", "Meta: Llama 3.3 70B Instruct (free)", 100, 131072,
    SY_MODEL_CAP_TOOLS, 0, 0 },
  { "openrouter/auto", "Auto Router", 50, 2000000,
    SY_MODEL_CAP_VISION, SY_PRICE_VARIES, SY_PRICE_VARIES },
  { "vendor/unpriced", "Émile", 400, 0, 0, SY_MONEY_UNKNOWN, SY_MONEY_UNKNOWN },
};

static SyModel *
create_model (const Entry *entry)
{
  SyMoney prices[SY_PRICE_N_KINDS];
  g_autoptr(SyPricing) pricing = NULL;
  SyModelFacts facts = { .outputs = SY_MODEL_OUTPUT_TEXT };

  for (guint i = 0; i < SY_PRICE_N_KINDS; i++)
    prices[i] = SY_MONEY_UNKNOWN;
  prices[SY_PRICE_PROMPT] = entry->in;
  prices[SY_PRICE_COMPLETION] = entry->out;
  pricing = sy_pricing_new (prices, NULL, 0, 0);

  facts.id = entry->id;
  facts.name = entry->name;
  facts.created = entry->created;
  facts.context_length = entry->context;
  facts.caps = entry->caps;
  facts.pricing = pricing;

  return sy_model_new (&facts);
}

static GPtrArray *
create_models (void)
{
  GPtrArray *models = g_ptr_array_new_with_free_func (g_object_unref);

  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    g_ptr_array_add (models, create_model (&entries[i]));

  return models;
}

/* The numbers of the entries that match, in their order. */
static void
assert_found (SyModelQuery *query,
              const char   *expected)
{
  g_autoptr(GPtrArray) models = create_models ();
  g_autoptr(GString) found = g_string_new (NULL);

  sy_model_query_sort (query, models);

  for (guint i = 0; i < models->len; i++)
    {
      SyModel *model = g_ptr_array_index (models, i);

      for (gsize k = 0; k < G_N_ELEMENTS (entries); k++)
        {
          if (g_str_equal (entries[k].id, sy_model_get_id (model)) &&
              sy_model_query_matches (query, model))
            g_string_append_printf (found, "%" G_GSIZE_FORMAT, k);
        }
    }

  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_nothing (void)
{
  g_autoptr(SyModelQuery) query = sy_model_query_new ();
  g_autoptr(GPtrArray) models = g_ptr_array_new ();

  sy_model_query_sort (query, models);
  g_assert_cmpuint (models->len, ==, 0);
}

static void
test_words (void)
{
  g_autoptr(SyModelQuery) query = sy_model_query_new ();
  static const struct { const char *text; const char *found; } cases[] = {
    { "", "14023" },
    { "SONNET", "0" },
    { "sonnet anthropic", "0" },
    { "  4.5   claude ", "0" },
    { "sonnet deepseek", "" },
    { "meta-llama/llama", "2" },
    { "Meta:", "2" },
    { "émile", "4" },
    { "E\xcc\x81MILE", "4" },
    { "v", "14" },
    { "%s", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      sy_model_query_set_text (query, cases[i].text);
      assert_found (query, cases[i].found);
    }
}

static void
test_same_text (void)
{
  g_autoptr(SyModelQuery) query = sy_model_query_new ();

  g_assert_false (sy_model_query_set_text (query, ""));
  g_assert_true (sy_model_query_set_text (query, "one"));
  g_assert_false (sy_model_query_set_text (query, " ONE "));
  g_assert_true (sy_model_query_set_text (query, "one two"));
}

static void
test_filters (void)
{
  g_autoptr(SyModelQuery) query = sy_model_query_new ();

  sy_model_query_set_caps (query, SY_MODEL_CAP_TOOLS);
  assert_found (query, "102");
  sy_model_query_set_caps (query, SY_MODEL_CAP_TOOLS | SY_MODEL_CAP_VISION);
  assert_found (query, "0");
  sy_model_query_set_caps (query, 0);
  sy_model_query_set_free (query, TRUE);
  assert_found (query, "2");
  sy_model_query_set_caps (query, SY_MODEL_CAP_FILES);
  assert_found (query, "");
}

/* Equal ones stay as the server has them; nobody knows a price: last. */
static void
test_orders (void)
{
  g_autoptr(SyModelQuery) query = sy_model_query_new ();

  assert_found (query, "14023");
  sy_model_query_set_sort (query, SY_MODEL_SORT_PRICE);
  assert_found (query, "21034");
  sy_model_query_set_sort (query, SY_MODEL_SORT_CONTEXT);
  assert_found (query, "30124");
  sy_model_query_set_sort (query, SY_MODEL_SORT_NAME);
  sy_model_query_set_caps (query, SY_MODEL_CAP_TOOLS);
  assert_found (query, "012");
}

/* Prices of a hostile list are added without going round. */
static void
test_huge_prices (void)
{
  g_autoptr(SyModelQuery) query = sy_model_query_new ();
  const Entry huge = { .id = "v/huge", .in = G_MAXINT64, .out = G_MAXINT64 };
  const Entry unknown = { .id = "v/unknown", .in = SY_MONEY_UNKNOWN, .out = 1 };
  g_autoptr(GPtrArray) models = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (models, create_model (&unknown));
  g_ptr_array_add (models, create_model (&huge));
  g_ptr_array_add (models, create_model (&entries[0]));
  sy_model_query_set_sort (query, SY_MODEL_SORT_PRICE);
  sy_model_query_sort (query, models);

  g_assert_cmpstr (sy_model_get_id (models->pdata[0]), ==, entries[0].id);
  g_assert_cmpstr (sy_model_get_id (models->pdata[1]), ==, huge.id);
  g_assert_cmpstr (sy_model_get_id (models->pdata[2]), ==, unknown.id);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model-query/nothing", test_nothing);
  g_test_add_func ("/model-query/words", test_words);
  g_test_add_func ("/model-query/same-text", test_same_text);
  g_test_add_func ("/model-query/filters", test_filters);
  g_test_add_func ("/model-query/orders", test_orders);
  g_test_add_func ("/model-query/huge-prices", test_huge_prices);

  return g_test_run ();
}
