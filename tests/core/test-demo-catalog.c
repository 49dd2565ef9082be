/* test-demo-catalog.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-demo-server.h"

#include "catalog-fixture.h"
#include "support-spin.h"
#include "sy-demo-facts.h"
#include "sy-demo-script.h"
#include "sy-endpoint.h"
#include "sy-fetch.h"
#include "sy-json.h"

#include <string.h>

/* The fixture's provider, with the Demo behind its word instead of a test's server. */
static SyDemoServer *
start (CatalogFixture *fixture)
{
  SyDemoServer *demo = sy_demo_server_new ("0123456789abcdef");
  g_autoptr(GError) error = NULL;

  sy_demo_server_start (demo, &error);
  g_assert_no_error (error);
  sy_http_set_alias (fixture->services.http, "demo", sy_demo_server_get_base (demo));

  g_assert_finalize_object (g_steal_pointer (&fixture->catalog));
  g_assert_true (sy_provider_set_api_base (fixture->provider, "demo:", NULL));
  fixture->catalog = sy_catalog_new (fixture->provider, &fixture->services);

  return demo;
}

static void
stop (CatalogFixture *fixture,
      SyDemoServer   *demo)
{
  sy_demo_server_stop (demo);
  g_assert_finalize_object (demo);
}

static void
test_models (CatalogFixture *fixture,
             gconstpointer   data)
{
  SyDemoServer *demo = start (fixture);
  gsize n_scripts;
  const SyDemoScript *scripts = sy_demo_script_get_all (&n_scripts);
  SyModel *first;

  sy_catalog_refresh (fixture->catalog);
  catalog_fixture_wait (fixture);
  g_assert_cmpint (sy_catalog_get_state (fixture->catalog), ==, SY_CATALOG_READY);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->catalog)), ==,
                    n_scripts + 1);

  for (gsize i = 0; i < n_scripts; i++)
    g_assert_nonnull (sy_catalog_find (fixture->catalog, scripts[i].model));

  first = sy_catalog_find (fixture->catalog, sy_provider_get_model_id (fixture->provider));
  g_assert_nonnull (first);
  g_assert_cmpstr (sy_model_get_name (first), ==, "Demo: Markdown tour");
  g_assert_cmpint (sy_model_get_created (first), >, 0);
  g_assert_cmpuint (sy_model_get_outputs (first), ==, SY_MODEL_OUTPUT_TEXT);
  stop (fixture, demo);
}

typedef struct
{
  SyFetchAnswer *answer;
  gboolean       done;
} Fetched;

static void
fetched_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Fetched *fetched = user_data;
  g_autoptr(GError) error = NULL;

  fetched->answer = sy_fetch_finish (SY_HTTP (object), result, &error);
  g_assert_no_error (error);
  fetched->done = TRUE;
}

static gboolean
is_done (gpointer data)
{
  return ((Fetched *) data)->done;
}

static SyFetchAnswer *
fetch (CatalogFixture *fixture,
       const char     *url,
       const char     *etag)
{
  Fetched fetched = { 0, };
  SyFetch what = {
    .url = url,
    .if_none_match = etag,
    .max_bytes = 1024 * 1024,
    .timeout_ms = 10000,
  };

  sy_fetch_async (fixture->services.http, &what, NULL, fetched_cb, &fetched);
  g_assert_true (support_spin_until (is_done, &fetched, CATALOG_PATIENCE));

  return fetched.answer;
}

static JsonNode *
fetch_json (CatalogFixture *fixture,
            const char     *url)
{
  g_autoptr(SyFetchAnswer) answer = fetch (fixture, url, NULL);
  JsonNode *root;

  g_assert_cmpuint (sy_http_stream_get_status (answer->stream), ==, 200);
  root = sy_json_parse ((const char *) answer->body->data, answer->body->len, NULL);
  g_assert_nonnull (root);

  return root;
}

/* Prices as text, for one token, as OpenRouter has them, and what a reply costs. */
static void
test_prices (CatalogFixture *fixture,
             gconstpointer   data)
{
  SyDemoServer *demo = start (fixture);
  g_autoptr(JsonNode) root = fetch_json (fixture, "demo:models");
  JsonArray *models = sy_json_get_array (sy_json_node_object (root), "data");

  for (guint i = 0; i < json_array_get_length (models); i++)
    {
      JsonObject *model = sy_json_array_object (models, i);
      JsonObject *pricing = sy_json_get_object (model, "pricing");
      const char *price = sy_json_get_string (pricing, "completion");
      const SyDemoFacts *facts = sy_demo_facts_find (sy_json_get_string (model, "id"));
      SyMoney amount = SY_MONEY_UNKNOWN;

      g_assert_cmpint (sy_json_get_int (model, "context_length", 0), >, 0);
      if (facts->completion < 0)
        {
          g_assert_cmpstr (price, ==, "-1");
          continue;
        }

      g_assert_true (sy_money_parse (price, &amount));
      g_assert_cmpint (amount, ==, sy_demo_facts_get_cost (facts, 0, 1));
    }

  stop (fixture, demo);
}

/* A fresh machine shows all that a list can say. */
static void
test_variety (CatalogFixture *fixture,
              gconstpointer   data)
{
  SyDemoServer *demo = start (fixture);
  guint n_free = 0;
  guint n_varying = 0;
  guint n_tiered = 0;
  guint n_retiring = 0;
  SyModelCaps caps = 0;
  SyModel *alias;

  sy_catalog_refresh (fixture->catalog);
  catalog_fixture_wait (fixture);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->catalog)); i++)
    {
      g_autoptr(SyModel) model = g_list_model_get_item (G_LIST_MODEL (fixture->catalog), i);
      const SyPricing *pricing = sy_model_get_pricing (model);

      n_free += sy_pricing_get_is_free (pricing);
      n_varying += sy_pricing_get_varies (pricing);
      n_tiered += sy_pricing_get_n_tiers (pricing);
      n_retiring += sy_model_get_facts (model)->retires_on != NULL;
      caps |= sy_model_get_caps (model);
    }

  g_assert_cmpuint (n_free, >=, 3);
  g_assert_cmpuint (n_varying, ==, 1);
  g_assert_cmpuint (n_tiered, ==, 1);
  g_assert_cmpuint (n_retiring, ==, 1);
  g_assert_true (caps & SY_MODEL_CAP_VISION);
  g_assert_true (caps & SY_MODEL_CAP_TOOLS);
  g_assert_true (caps & SY_MODEL_CAP_REASONING);
  g_assert_true (caps & SY_MODEL_CAP_FILES);

  alias = sy_catalog_find (fixture->catalog, SY_DEMO_ALIAS);
  g_assert_nonnull (alias);
  g_assert_cmpstr (sy_model_get_facts (alias)->alias_target, ==, SY_DEMO_ALIAS_TARGET);
  g_assert_true (sy_demo_script_find (SY_DEMO_ALIAS) ==
                 sy_demo_script_find (SY_DEMO_ALIAS_TARGET));
  stop (fixture, demo);
}

typedef struct
{
  GPtrArray *endpoints;
  GError    *error;
} Served;

static void
served_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Served *served = user_data;

  served->endpoints = sy_catalog_load_endpoints_finish (SY_CATALOG (object), result,
                                                        &served->error);
}

static gboolean
is_served (gpointer data)
{
  Served *served = data;

  return served->endpoints != NULL || served->error != NULL;
}

static void
test_endpoints (CatalogFixture *fixture,
                gconstpointer   data)
{
  static const char *const ids[] = { "demo/reasoning", "demo/think", SY_DEMO_ALIAS };
  SyDemoServer *demo = start (fixture);

  g_assert_true (sy_catalog_has_endpoints (fixture->catalog));

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      Served served = { 0, };
      SyEndpoint *endpoint;

      sy_catalog_load_endpoints_async (fixture->catalog, ids[i], NULL, served_cb, &served);
      g_assert_true (support_spin_until (is_served, &served, CATALOG_PATIENCE));
      g_assert_no_error (served.error);
      g_assert_cmpuint (served.endpoints->len, ==, 3);

      endpoint = g_ptr_array_index (served.endpoints, 1);
      g_assert_cmpstr (endpoint->provider, ==, "Demo Two");
      g_assert_cmpstr (endpoint->quantization, ==, "fp8");
      g_assert_true (endpoint->degraded);
      g_assert_cmpint (endpoint->latency_ms, ==, 840);
      g_ptr_array_unref (served.endpoints);
    }

  stop (fixture, demo);
}

static void
test_etag (CatalogFixture *fixture,
           gconstpointer   data)
{
  SyDemoServer *demo = start (fixture);
  g_autoptr(SyFetchAnswer) first = fetch (fixture, "demo:models", NULL);
  const char *etag = sy_http_stream_get_header (first->stream, "etag");
  g_autoptr(SyFetchAnswer) same = NULL;
  g_autoptr(SyFetchAnswer) other = NULL;

  g_assert_nonnull (etag);
  same = fetch (fixture, "demo:models", etag);
  g_assert_cmpuint (sy_http_stream_get_status (same->stream), ==, 304);
  g_assert_cmpuint (same->body->len, ==, 0);

  other = fetch (fixture, "demo:models", "\"another\"");
  g_assert_cmpuint (sy_http_stream_get_status (other->stream), ==, 200);
  stop (fixture, demo);
}

static void
test_key (CatalogFixture *fixture,
          gconstpointer   data)
{
  SyDemoServer *demo = start (fixture);
  g_autoptr(JsonNode) root = fetch_json (fixture, "demo:key");
  JsonObject *key = sy_json_get_object (sy_json_node_object (root), "data");
  JsonObject *requests = sy_json_get_object (key, "free_model_daily_requests");
  double limit = 0;
  double remaining = 0;
  double usage = 0;

  g_assert_cmpstr (sy_json_get_string (key, "label"), ==, "Demo");
  g_assert_true (sy_json_get_double (key, "limit", &limit));
  g_assert_true (sy_json_get_double (key, "limit_remaining", &remaining));
  g_assert_true (sy_json_get_double (key, "usage", &usage));
  g_assert_cmpfloat (limit, ==, remaining + usage);
  g_assert_cmpint (sy_json_get_int (requests, "limit", 0), ==,
                   sy_json_get_int (requests, "used", 0) +
                   sy_json_get_int (requests, "remaining", 0));
  stop (fixture, demo);
}

static void
test_elsewhere (CatalogFixture *fixture,
                gconstpointer   data)
{
  static const char *const urls[] = {
    "demo:", "demo:model", "demo:models/", "demo:models/demo", "demo:keys", "demo:chat/completions",
    "demo:models/endpoints", "demo:models//endpoints", "demo:models/demo/none/endpoints",
  };
  SyDemoServer *demo = start (fixture);
  g_autofree char *outside =
    g_strndup (sy_demo_server_get_base (demo),
               strlen (sy_demo_server_get_base (demo)) - strlen ("0123456789abcdef/"));
  g_autofree char *no_prefix = g_strconcat (outside, "models", NULL);

  for (gsize i = 0; i <= G_N_ELEMENTS (urls); i++)
    {
      const char *url = i < G_N_ELEMENTS (urls) ? urls[i] : no_prefix;
      g_autoptr(SyFetchAnswer) answer = fetch (fixture, url, NULL);

      g_test_message ("%s", url);
      g_assert_cmpuint (sy_http_stream_get_status (answer->stream), ==, 404);
    }

  stop (fixture, demo);
}

#define ADD(path, func)                                                                  \
  g_test_add ("/demo-catalog/" path, CatalogFixture, "demo", catalog_fixture_setup, func, \
              catalog_fixture_teardown)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("models", test_models);
  ADD ("prices", test_prices);
  ADD ("variety", test_variety);
  ADD ("endpoints", test_endpoints);
  ADD ("etag", test_etag);
  ADD ("key", test_key);
  ADD ("elsewhere", test_elsewhere);

  return g_test_run ();
}
