/* test-catalog-endpoints.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-endpoint-request.h"

#include "catalog-fixture.h"
#include "support-spin.h"
#include "sy-endpoint.h"
#include "sy-error.h"

#include <string.h>

#define SECRET "sk-test-0123456789abcdef0123456789"
#define TWO    "{\"data\":{\"endpoints\":[" \
               "{\"provider_name\":\"First\",\"pricing\":{\"prompt\":\"0.000001\"}}," \
               "{\"provider_name\":\"Second " SECRET "\",\"quantization\":\"fp8\"}]}}"

typedef CatalogFixture Fixture;

typedef struct
{
  GPtrArray *endpoints;
  GError    *error;
} Outcome;

static void
outcome_clear (Outcome *outcome)
{
  g_clear_pointer (&outcome->endpoints, g_ptr_array_unref);
  g_clear_error (&outcome->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Outcome *outcome = user_data;

  outcome->endpoints = sy_catalog_load_endpoints_finish (SY_CATALOG (object), result,
                                                         &outcome->error);
  g_assert_true ((outcome->endpoints != NULL) == (outcome->error == NULL));
}

static gboolean
is_over (gpointer data)
{
  Outcome *outcome = data;

  return outcome->endpoints != NULL || outcome->error != NULL;
}

static void
load (Fixture    *fixture,
      const char *id,
      Outcome    *outcome)
{
  sy_catalog_load_endpoints_async (fixture->catalog, id, NULL, loaded_cb, outcome);
  g_assert_true (support_spin_until (is_over, outcome, CATALOG_PATIENCE));
}

static void
test_path (void)
{
  static const char *const cases[][2] = {
    { "anthropic/claude-sonnet-4.5", "models/anthropic/claude-sonnet-4.5/endpoints" },
    { "~anthropic/claude-sonnet-latest", "models/~anthropic/claude-sonnet-latest/endpoints" },
    { "meta/llama:free", "models/meta/llama:free/endpoints" },
    { "a/b c?d#e%2f@x", "models/a/b%20c%3Fd%23e%252f%40x/endpoints" },
    { "a/\xc3\xa4", "models/a/%C3%A4/endpoints" },
    { "gpt-4o", "models/gpt-4o/endpoints" },
    { "", NULL },
    { "/a", NULL },
    { "a/", NULL },
    { "a//b", NULL },
    { "../key", NULL },
    { "a/../../key", NULL },
    { "a/.", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = sy_endpoint_request_dup_path (cases[i][0]);

      g_assert_cmpstr (path, ==, cases[i][1]);
    }
}

static void
test_load (Fixture       *fixture,
           gconstpointer  data)
{
  g_auto(Outcome) outcome = { 0, };
  g_autofree char *request = NULL;
  SyEndpoint *endpoint;

  g_assert_true (sy_catalog_has_endpoints (fixture->catalog));
  catalog_fixture_store_key (fixture, SECRET);
  catalog_fixture_answer_ok (fixture, TWO);
  load (fixture, "~a/one:free", &outcome);

  g_assert_no_error (outcome.error);
  g_assert_cmpuint (outcome.endpoints->len, ==, 2);
  endpoint = g_ptr_array_index (outcome.endpoints, 0);
  g_assert_cmpstr (endpoint->provider, ==, "First");
  g_assert_cmpint (sy_pricing_get (endpoint->pricing, SY_PRICE_PROMPT), ==, 1000000);

  /* The key that came back is none to be shown. */
  endpoint = g_ptr_array_index (outcome.endpoints, 1);
  g_assert_cmpstr (endpoint->provider, ==, "Second ***");
  g_assert_cmpstr (endpoint->quantization, ==, "fp8");

  request = raw_server_dup_request (fixture->server, 0);
  g_assert_true (g_str_has_prefix (request, "GET /v1/models/~a/one:free/endpoints HTTP/"));
  g_assert_nonnull (strstr (request, "\r\nAuthorization: Bearer " SECRET "\r\n"));
}

/* Not of the list, and the list is not of it. */
static void
test_apart (Fixture       *fixture,
            gconstpointer  data)
{
  g_auto(Outcome) outcome = { 0, };

  catalog_fixture_answer_ok (fixture, TWO);
  load (fixture, "a/one", &outcome);
  g_assert_cmpuint (outcome.endpoints->len, ==, 2);
  g_assert_cmpint (sy_catalog_get_state (fixture->catalog), ==, SY_CATALOG_EMPTY);
  g_assert_cmpuint (fixture->n_items_changed, ==, 0);
}

static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  g_auto(Outcome) outcome = { 0, };

  catalog_fixture_answer_ok (fixture, "{\"data\":{\"endpoints\":[]}}");
  load (fixture, "a/one", &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpuint (outcome.endpoints->len, ==, 0);
}

typedef struct
{
  const char *status;
  const char *headers;
  const char *body;
  SyError     code;
} Failure;

static const Failure failures[] = {
  { "200 OK", "", "", SY_ERROR_PROTOCOL },
  { "200 OK", "", "garbage \001\377", SY_ERROR_PROTOCOL },
  { "200 OK", "", "{\"data\":[]}", SY_ERROR_PROTOCOL },
  { "200 OK", "Content-Type: text/html\r\n", "<!DOCTYPE html><html><body>Log in</body></html>",
    SY_ERROR_WRONG_BASE },
  { "401 Unauthorized", "", "{\"error\":{\"message\":\"no\"}}", SY_ERROR_AUTH },
  { "500 Internal Server Error", "", "", SY_ERROR_SERVER },
  { "301 Moved Permanently", "Location: https://elsewhere.example/\r\n", "", SY_ERROR_REDIRECT },
};

static void
test_failures (Fixture       *fixture,
               gconstpointer  data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      g_autoptr(GBytes) body = g_bytes_new_static (failures[i].body, strlen (failures[i].body));

      catalog_fixture_answer (fixture, failures[i].status, failures[i].headers, body);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      g_auto(Outcome) outcome = { 0, };

      g_test_message ("%" G_GSIZE_FORMAT " %s", i, failures[i].status);
      load (fixture, "a/one", &outcome);
      g_assert_error (outcome.error, SY_ERROR, (int) failures[i].code);
    }
}

static void
test_too_large (Fixture       *fixture,
                gconstpointer  data)
{
  gsize length = 3 * 1024 * 1024;
  g_autoptr(GBytes) body = g_bytes_new_take (g_strnfill (length, ' '), length);
  g_auto(Outcome) outcome = { 0, };

  catalog_fixture_answer (fixture, "200 OK", "", body);
  load (fixture, "a/one", &outcome);
  g_assert_error (outcome.error, SY_ERROR, SY_ERROR_TOO_LARGE);
}

static void
test_silence (Fixture       *fixture,
              gconstpointer  data)
{
  static const RawStep steps[] = { { RAW_WAIT_CLOSE } };
  g_auto(Outcome) outcome = { 0, };

  raw_server_add_script (fixture->server, steps, G_N_ELEMENTS (steps));
  sy_catalog_load_endpoints_async (fixture->catalog, "a/one", NULL, loaded_cb, &outcome);
  catalog_fixture_wait_for (fixture, 1);
  sy_fake_clock_advance (fixture->clock, 9999);
  support_spin_for (20);
  g_assert_false (is_over (&outcome));

  sy_fake_clock_advance (fixture->clock, 1);
  g_assert_true (support_spin_until (is_over, &outcome, CATALOG_PATIENCE));
  g_assert_error (outcome.error, SY_ERROR, SY_ERROR_TIMEOUT);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  static const RawStep steps[] = { { RAW_WAIT_CLOSE } };
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_auto(Outcome) outcome = { 0, };

  raw_server_add_script (fixture->server, steps, G_N_ELEMENTS (steps));
  sy_catalog_load_endpoints_async (fixture->catalog, "a/one", cancellable, loaded_cb, &outcome);
  catalog_fixture_wait_for (fixture, 1);
  g_cancellable_cancel (cancellable);
  g_assert_true (support_spin_until (is_over, &outcome, CATALOG_PATIENCE));
  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* An id that would lead elsewhere is asked of nobody. */
static void
test_no_address (Fixture       *fixture,
                 gconstpointer  data)
{
  g_auto(Outcome) outcome = { 0, };

  load (fixture, "../key", &outcome);
  g_assert_error (outcome.error, SY_ERROR, SY_ERROR_SETUP);
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, 0);
}

static void
test_none (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_false (sy_catalog_has_endpoints (fixture->catalog));
}

#define ADD(path, preset, func)                                                              \
  g_test_add ("/catalog-endpoints/" path, CatalogFixture, preset, catalog_fixture_setup, func, \
              catalog_fixture_teardown)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/catalog-endpoints/path", test_path);
  ADD ("load", "openrouter", test_load);
  ADD ("apart", "openrouter", test_apart);
  ADD ("empty", "openrouter", test_empty);
  ADD ("failures", "openrouter", test_failures);
  ADD ("too-large", "openrouter", test_too_large);
  ADD ("silence", "openrouter", test_silence);
  ADD ("cancelled", "openrouter", test_cancelled);
  ADD ("no-address", "openrouter", test_no_address);
  ADD ("none", "openai", test_none);

  return g_test_run ();
}
