/* test-demo-catalog.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-demo-server.h"

#include "catalog-fixture.h"
#include "support-spin.h"
#include "sy-demo-script.h"
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
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->catalog)), ==, n_scripts);

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
       const char     *url)
{
  Fetched fetched = { 0, };
  SyFetch what = { .url = url, .max_bytes = 1024 * 1024, .timeout_ms = 10000 };

  sy_fetch_async (fixture->services.http, &what, NULL, fetched_cb, &fetched);
  g_assert_true (support_spin_until (is_done, &fetched, CATALOG_PATIENCE));

  return fetched.answer;
}

static JsonNode *
fetch_json (CatalogFixture *fixture,
            const char     *url)
{
  g_autoptr(SyFetchAnswer) answer = fetch (fixture, url);
  JsonNode *root;

  g_assert_cmpuint (sy_http_stream_get_status (answer->stream), ==, 200);
  root = sy_json_parse ((const char *) answer->body->data, answer->body->len, NULL);
  g_assert_nonnull (root);

  return root;
}

/* Prices as text, for one token, as OpenRouter has them. */
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

      g_assert_cmpstr (sy_json_get_string (pricing, "prompt"), ==, "0.000000200000");
      g_assert_cmpstr (sy_json_get_string (pricing, "completion"), ==, "0.000000800000");
      g_assert_cmpint (sy_json_get_int (model, "context_length", 0), >, 0);
    }

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
  };
  SyDemoServer *demo = start (fixture);
  g_autofree char *outside =
    g_strndup (sy_demo_server_get_base (demo),
               strlen (sy_demo_server_get_base (demo)) - strlen ("0123456789abcdef/"));
  g_autofree char *no_prefix = g_strconcat (outside, "models", NULL);

  for (gsize i = 0; i <= G_N_ELEMENTS (urls); i++)
    {
      const char *url = i < G_N_ELEMENTS (urls) ? urls[i] : no_prefix;
      g_autoptr(SyFetchAnswer) answer = fetch (fixture, url);

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
  ADD ("key", test_key);
  ADD ("elsewhere", test_elsewhere);

  return g_test_run ();
}
