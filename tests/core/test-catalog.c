/* test-catalog.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "catalog-fixture.h"

#include "fake-keyring.h"
#include "model-list.h"
#include "support-spin.h"
#include "sy-error.h"
#include "sy-trust.h"

#include <string.h>

#define SECRET "sk-test-0123456789abcdef0123456789"
#define TWO    "{\"data\":[{\"id\":\"a/one\"},{\"id\":\"a/two\"}]}"
#define OTHER  "{\"data\":[{\"id\":\"b/three\"}]}"

typedef CatalogFixture Fixture;

static void
assert_ids (Fixture    *fixture,
            const char *expected)
{
  g_autofree char *ids = catalog_fixture_dup_ids (fixture);

  g_assert_cmpstr (ids, ==, expected);
}

static void
assert_request (RawServer  *server,
                guint       index,
                const char *line,
                const char *key)
{
  g_autofree char *request = raw_server_dup_request (server, index);
  g_autofree char *header = g_strconcat ("\r\nAuthorization: Bearer ", key, "\r\n", NULL);

  g_assert_nonnull (request);
  g_assert_true (g_str_has_prefix (request, line));

  if (key != NULL)
    g_assert_nonnull (strstr (request, header));
  else
    g_assert_null (strstr (request, "Authorization"));
}

static void
refresh_and_wait (Fixture *fixture)
{
  sy_catalog_refresh (fixture->catalog);
  catalog_fixture_wait (fixture);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
test_ready (Fixture       *fixture,
            gconstpointer  data)
{
  guint n_states = 0;

  g_signal_connect_swapped (fixture->catalog, "notify::state", G_CALLBACK (count_cb), &n_states);
  g_assert_cmpint (sy_catalog_get_state (fixture->catalog), ==, SY_CATALOG_EMPTY);
  g_assert_false (sy_catalog_get_known (fixture->catalog));

  catalog_fixture_answer_ok (fixture, TWO);
  sy_catalog_refresh (fixture->catalog);
  g_assert_cmpint (sy_catalog_get_state (fixture->catalog), ==, SY_CATALOG_LOADING);
  catalog_fixture_wait (fixture);

  g_assert_cmpint (sy_catalog_get_state (fixture->catalog), ==, SY_CATALOG_READY);
  g_assert_true (sy_catalog_get_known (fixture->catalog));
  g_assert_null (sy_catalog_get_error (fixture->catalog));
  g_assert_cmpint (sy_catalog_get_updated_at (fixture->catalog), ==,
                   sy_clock_get_now (fixture->services.clock));
  g_assert_cmpuint (n_states, ==, 2);
  g_assert_cmpuint (fixture->n_items_changed, ==, 1);
  assert_ids (fixture, "a/one a/two");
  assert_request (fixture->server, 0, "GET /v1/models HTTP/", NULL);

  g_assert_cmpstr (sy_model_get_id (sy_catalog_find (fixture->catalog, "a/two")), ==, "a/two");
  g_assert_null (sy_catalog_find (fixture->catalog, "a/Two"));
  g_assert_null (sy_catalog_find (fixture->catalog, NULL));
}

static void
test_properties (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(SyProvider) provider = NULL;
  g_autoptr(GError) error = NULL;
  SyCatalogState state;
  gint64 updated_at;
  gboolean known;

  g_object_get (fixture->catalog, "provider", &provider, "state", &state,
                "updated-at", &updated_at, "error", &error, "known", &known, NULL);
  g_assert_true (provider == fixture->provider);
  g_assert_true (sy_catalog_get_provider (fixture->catalog) == provider);
  g_assert_cmpint (state, ==, SY_CATALOG_EMPTY);
  g_assert_cmpint (updated_at, ==, 0);
  g_assert_null (error);
  g_assert_false (known);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (fixture->catalog)) == SY_TYPE_MODEL);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (fixture->catalog), 0));
}

static void
test_key (Fixture       *fixture,
          gconstpointer  data)
{
  catalog_fixture_store_key (fixture, SECRET);
  catalog_fixture_answer_ok (fixture, TWO);
  refresh_and_wait (fixture);

  assert_request (fixture->server, 0, "GET /v1/models HTTP/", SECRET);
  assert_ids (fixture, "a/one a/two");
}

/* Nobody is asked what only a key is answered; with the key, it comes by itself. */
static void
test_key_needed (Fixture       *fixture,
                 gconstpointer  data)
{
  refresh_and_wait (fixture);
  g_assert_cmpint (sy_catalog_get_state (fixture->catalog), ==, SY_CATALOG_FAILED);
  g_assert_error (sy_catalog_get_error (fixture->catalog), SY_ERROR, SY_ERROR_SETUP);
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, 0);

  catalog_fixture_answer_ok (fixture, TWO);
  catalog_fixture_store_key (fixture, SECRET);
  support_spin_for (20);
  sy_fake_clock_advance (fixture->clock, 999);
  g_assert_cmpint (sy_catalog_get_state (fixture->catalog), ==, SY_CATALOG_FAILED);

  sy_fake_clock_advance (fixture->clock, 1);
  catalog_fixture_wait (fixture);
  g_assert_cmpint (sy_catalog_get_state (fixture->catalog), ==, SY_CATALOG_READY);
  assert_request (fixture->server, 0, "GET /v1/models HTTP/", SECRET);
}

/* A list with the services of the fixture, but for a keyring that is locked. */
static SyCatalog *
new_with_locked_keyring (Fixture     *fixture,
                         FakeKeyring *keyring)
{
  SyCatalogServices services = fixture->services;

  fake_keyring_set_state (keyring, SY_KEYRING_LOCKED);
  services.keyring = SY_KEYRING (keyring);
  g_assert_finalize_object (g_steal_pointer (&fixture->catalog));

  return sy_catalog_new (fixture->provider, &services);
}

/* Nobody is asked to unlock for a list: a public one comes without the key. */
static void
test_locked (Fixture       *fixture,
             gconstpointer  data)
{
  FakeKeyring *keyring = fake_keyring_new ();

  fixture->catalog = new_with_locked_keyring (fixture, keyring);
  catalog_fixture_answer_ok (fixture, TWO);
  refresh_and_wait (fixture);

  assert_request (fixture->server, 0, "GET /v1/models HTTP/", NULL);
  assert_ids (fixture, "a/one a/two");
  g_assert_cmpuint (fake_keyring_get_n_prompts (keyring), ==, 0);
  g_assert_finalize_object (g_steal_pointer (&fixture->catalog));
  g_assert_finalize_object (keyring);
}

static void
test_locked_needed (Fixture       *fixture,
                    gconstpointer  data)
{
  FakeKeyring *keyring = fake_keyring_new ();

  fixture->catalog = new_with_locked_keyring (fixture, keyring);
  refresh_and_wait (fixture);

  g_assert_error (sy_catalog_get_error (fixture->catalog), SY_ERROR, SY_ERROR_KEYRING_LOCKED);
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, 0);
  g_assert_cmpuint (fake_keyring_get_n_prompts (keyring), ==, 0);
  g_assert_finalize_object (g_steal_pointer (&fixture->catalog));
  g_assert_finalize_object (keyring);
}

/* The base moves while the keyring thinks: the key goes where it belongs, or nowhere. */
static void
test_moved_before_key (Fixture       *fixture,
                       gconstpointer  data)
{
  FakeKeyring *keyring = fake_keyring_new ();
  SyCatalogServices services = fixture->services;
  g_autoptr(RawServer) elsewhere = raw_server_new ();

  fake_keyring_put (keyring, sy_provider_get_id (fixture->provider),
                    sy_provider_get_origin (fixture->provider), SECRET);
  services.keyring = SY_KEYRING (keyring);
  g_assert_finalize_object (g_steal_pointer (&fixture->catalog));
  fixture->catalog = sy_catalog_new (fixture->provider, &services);

  fake_keyring_hold (keyring);
  sy_catalog_refresh (fixture->catalog);
  catalog_fixture_move (fixture, elsewhere, "/v1");
  fake_keyring_release (keyring);
  support_spin_for (50);

  g_assert_cmpint (sy_catalog_get_state (fixture->catalog), ==, SY_CATALOG_EMPTY);
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, 0);
  g_assert_cmpuint (raw_server_get_n_requests (elsewhere), ==, 0);
  g_assert_finalize_object (g_steal_pointer (&fixture->catalog));
  g_assert_finalize_object (keyring);
}

/* A list that nobody asked for is not fetched because a key came. */
static void
test_not_wanted (Fixture       *fixture,
                 gconstpointer  data)
{
  catalog_fixture_store_key (fixture, SECRET);
  sy_fake_clock_advance (fixture->clock, 5000);
  support_spin_for (50);

  g_assert_cmpint (sy_catalog_get_state (fixture->catalog), ==, SY_CATALOG_EMPTY);
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, 0);
}

static void
test_ensure (Fixture       *fixture,
             gconstpointer  data)
{
  catalog_fixture_answer_ok (fixture, TWO);
  sy_catalog_ensure (fixture->catalog);
  sy_catalog_ensure (fixture->catalog);
  catalog_fixture_wait (fixture);
  sy_catalog_ensure (fixture->catalog);
  support_spin_for (50);

  g_assert_cmpint (sy_catalog_get_state (fixture->catalog), ==, SY_CATALOG_READY);
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, 1);
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
  { "200 OK", "", "{\"data\":null}", SY_ERROR_PROTOCOL },
  { "200 OK", "", "{\"data\":[{\"id\":", SY_ERROR_PROTOCOL },
  { "200 OK", "", "{\"status\":\"ok\"}", SY_ERROR_PROTOCOL },
  { "200 OK", "Content-Type: text/html\r\n", "<!DOCTYPE html><html><body>Log in</body></html>",
    SY_ERROR_WRONG_BASE },
  { "200 OK", "", "{\"error\":{\"message\":\"User not found.\",\"code\":401}}", SY_ERROR_AUTH },
  { "200 OK", "",
    "[{\"error\":{\"code\":400,\"message\":\"API key not valid.\",\"status\":\"INVALID_ARGUMENT\","
    "\"details\":[{\"reason\":\"API_KEY_INVALID\"}]}}]", SY_ERROR_AUTH },
  { "401 Unauthorized", "", "{\"error\":{\"message\":\"no\"}}", SY_ERROR_AUTH },
  { "404 Not Found", "", "404 page not found", SY_ERROR_WRONG_BASE },
  { "429 Too Many Requests", "", "{}", SY_ERROR_RATE_LIMITED },
  { "500 Internal Server Error", "", "", SY_ERROR_SERVER },
  { "301 Moved Permanently", "Location: https://elsewhere.example/v1/models\r\n", "",
    SY_ERROR_REDIRECT },
};

/* Each leaves what was known before; the good one after it takes the error away. */
static void
test_failures (Fixture       *fixture,
               gconstpointer  data)
{
  gint64 updated_at;

  catalog_fixture_answer_ok (fixture, TWO);
  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      g_autoptr(GBytes) body = g_bytes_new_static (failures[i].body, strlen (failures[i].body));

      catalog_fixture_answer (fixture, failures[i].status, failures[i].headers, body);
    }
  catalog_fixture_answer_ok (fixture, OTHER);

  refresh_and_wait (fixture);
  updated_at = sy_catalog_get_updated_at (fixture->catalog);

  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      g_test_message ("%" G_GSIZE_FORMAT " %s", i, failures[i].status);
      sy_fake_clock_advance (fixture->clock, 1000);
      refresh_and_wait (fixture);

      g_assert_cmpint (sy_catalog_get_state (fixture->catalog), ==, SY_CATALOG_FAILED);
      g_assert_error (sy_catalog_get_error (fixture->catalog), SY_ERROR, (int) failures[i].code);
      g_assert_true (sy_catalog_get_known (fixture->catalog));
      g_assert_cmpint (sy_catalog_get_updated_at (fixture->catalog), ==, updated_at);
      assert_ids (fixture, "a/one a/two");
    }

  g_assert_cmpuint (fixture->n_items_changed, ==, 1);

  refresh_and_wait (fixture);
  g_assert_null (sy_catalog_get_error (fixture->catalog));
  g_assert_cmpint (sy_catalog_get_updated_at (fixture->catalog), >, updated_at);
  assert_ids (fixture, "b/three");
  g_assert_null (sy_catalog_find (fixture->catalog, "a/one"));
}

/* The first failure leaves nothing behind that could be taken for a list. */
static void
test_first_failure (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(GBytes) body = g_bytes_new_static ("{}", 2);

  catalog_fixture_answer (fixture, "503 Service Unavailable", "", body);
  refresh_and_wait (fixture);

  g_assert_cmpint (sy_catalog_get_state (fixture->catalog), ==, SY_CATALOG_FAILED);
  g_assert_false (sy_catalog_get_known (fixture->catalog));
  g_assert_true (sy_catalog_accepts (fixture->catalog, "any/thing"));
  g_assert_null (sy_catalog_find_replacement (fixture->catalog, "any/thing"));
  g_assert_cmpuint (fixture->n_items_changed, ==, 0);
}

static void
test_refused_connection (Fixture       *fixture,
                         gconstpointer  data)
{
  g_clear_pointer (&fixture->server, raw_server_free);
  refresh_and_wait (fixture);

  g_assert_error (sy_catalog_get_error (fixture->catalog), SY_ERROR, SY_ERROR_REFUSED);
}

static void
test_silence (Fixture       *fixture,
              gconstpointer  data)
{
  static const RawStep steps[] = { { RAW_WAIT_CLOSE } };

  raw_server_add_script (fixture->server, steps, G_N_ELEMENTS (steps));
  sy_catalog_refresh (fixture->catalog);
  catalog_fixture_wait_for (fixture, 1);

  sy_fake_clock_advance (fixture->clock, 14999);
  support_spin_for (20);
  g_assert_cmpint (sy_catalog_get_state (fixture->catalog), ==, SY_CATALOG_LOADING);

  sy_fake_clock_advance (fixture->clock, 1);
  catalog_fixture_wait (fixture);
  g_assert_error (sy_catalog_get_error (fixture->catalog), SY_ERROR, SY_ERROR_TIMEOUT);
}

static void
test_too_large (Fixture       *fixture,
                gconstpointer  data)
{
  gsize length = 33 * 1024 * 1024;
  g_autoptr(GBytes) body = g_bytes_new_take (g_strnfill (length, ' '), length);

  catalog_fixture_answer (fixture, "200 OK", "", body);
  refresh_and_wait (fixture);

  g_assert_error (sy_catalog_get_error (fixture->catalog), SY_ERROR, SY_ERROR_TOO_LARGE);
}

static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GBytes) body = model_list_generate (5000);

  catalog_fixture_answer (fixture, "200 OK", "", body);
  refresh_and_wait (fixture);

  g_assert_cmpint (sy_catalog_get_state (fixture->catalog), ==, SY_CATALOG_READY);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->catalog)), ==, 5000);
  g_assert_nonnull (sy_catalog_find (fixture->catalog, "vendor-49/family1-4999-instruct"));
}

/* A request that is over by another one has no say. */
static void
test_refresh_again (Fixture       *fixture,
                    gconstpointer  data)
{
  static const RawStep steps[] = { { RAW_WAIT_CLOSE } };

  raw_server_add_script (fixture->server, steps, G_N_ELEMENTS (steps));
  catalog_fixture_answer_ok (fixture, OTHER);
  sy_catalog_refresh (fixture->catalog);
  catalog_fixture_wait_for (fixture, 1);

  refresh_and_wait (fixture);
  g_assert_cmpint (sy_catalog_get_state (fixture->catalog), ==, SY_CATALOG_READY);
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, 2);
  assert_ids (fixture, "b/three");
}

static void
test_same_again (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(SyModel) before = NULL;
  g_autoptr(SyModel) after = NULL;

  catalog_fixture_answer_ok (fixture, TWO);
  refresh_and_wait (fixture);
  before = g_list_model_get_item (G_LIST_MODEL (fixture->catalog), 0);

  catalog_fixture_answer_ok (fixture, TWO);
  sy_fake_clock_advance (fixture->clock, 1000);
  refresh_and_wait (fixture);
  after = g_list_model_get_item (G_LIST_MODEL (fixture->catalog), 0);

  g_assert_true (before == after);
  g_assert_cmpuint (fixture->n_items_changed, ==, 1);
  g_assert_cmpint (sy_catalog_get_updated_at (fixture->catalog), ==,
                   sy_clock_get_now (fixture->services.clock));
}

/* A moved base never sees the saved key, and the old list is nobody's any more. */
static void
test_moved (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(RawServer) elsewhere = raw_server_new ();
  RawServer *before = fixture->server;

  catalog_fixture_store_key (fixture, SECRET);
  catalog_fixture_answer_ok (fixture, TWO);
  refresh_and_wait (fixture);
  assert_request (before, 0, "GET /v1/models HTTP/", SECRET);

  fixture->server = elsewhere;
  catalog_fixture_answer_ok (fixture, OTHER);
  catalog_fixture_move (fixture, elsewhere, "/api/v9");
  g_assert_cmpint (sy_catalog_get_state (fixture->catalog), ==, SY_CATALOG_EMPTY);
  g_assert_false (sy_catalog_get_known (fixture->catalog));
  g_assert_cmpint (sy_catalog_get_updated_at (fixture->catalog), ==, 0);
  assert_ids (fixture, "");

  sy_fake_clock_advance (fixture->clock, 1000);
  g_assert_cmpint (sy_catalog_get_state (fixture->catalog), ==, SY_CATALOG_LOADING);
  catalog_fixture_wait (fixture);
  assert_ids (fixture, "b/three");
  assert_request (elsewhere, 0, "GET /api/v9/models HTTP/", NULL);
  g_assert_cmpuint (raw_server_get_n_requests (before), ==, 1);
  fixture->server = before;
}

static void
test_moved_in_flight (Fixture       *fixture,
                      gconstpointer  data)
{
  static const RawStep steps[] = { { RAW_WAIT_CLOSE } };

  raw_server_add_script (fixture->server, steps, G_N_ELEMENTS (steps));
  catalog_fixture_answer_ok (fixture, OTHER);
  sy_catalog_refresh (fixture->catalog);
  catalog_fixture_wait_for (fixture, 1);

  catalog_fixture_move (fixture, fixture->server, "/v2");
  catalog_fixture_move (fixture, fixture->server, "/v3");
  g_assert_cmpint (sy_catalog_get_state (fixture->catalog), ==, SY_CATALOG_EMPTY);
  sy_fake_clock_advance (fixture->clock, 1000);
  catalog_fixture_wait (fixture);

  g_assert_cmpint (sy_catalog_get_state (fixture->catalog), ==, SY_CATALOG_READY);
  assert_request (fixture->server, 1, "GET /v3/models HTTP/", NULL);
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, 2);
}

/* A change that is none of the address is no news. */
static void
test_model_chosen (Fixture       *fixture,
                   gconstpointer  data)
{
  catalog_fixture_answer_ok (fixture, TWO);
  refresh_and_wait (fixture);
  sy_provider_set_model_id (fixture->provider, "a/two");
  sy_fake_clock_advance (fixture->clock, 5000);
  support_spin_for (20);

  g_assert_true (sy_catalog_get_known (fixture->catalog));
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, 1);
}

static void
test_no_base (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(SyProvider) provider =
    sy_provider_new ("empty", sy_preset_list_find (fixture->presets, "custom"));
  SyCatalog *catalog = sy_catalog_new (provider, &fixture->services);

  sy_catalog_ensure (catalog);
  sy_catalog_refresh (catalog);
  g_assert_cmpint (sy_catalog_get_state (catalog), ==, SY_CATALOG_EMPTY);
  g_assert_finalize_object (catalog);
}

/* Nobody waits for who is gone. */
static void
test_dropped_in_flight (Fixture       *fixture,
                        gconstpointer  data)
{
  static const RawStep steps[] = { { RAW_WAIT_CLOSE } };

  raw_server_add_script (fixture->server, steps, G_N_ELEMENTS (steps));
  sy_catalog_refresh (fixture->catalog);
  catalog_fixture_wait_for (fixture, 1);
  g_assert_finalize_object (g_steal_pointer (&fixture->catalog));

  for (guint i = 0; i < 100 && raw_server_get_closed_at (fixture->server, 0) == 0; i++)
    support_spin_for (20);

  g_assert_cmpint (raw_server_get_closed_at (fixture->server, 0), !=, 0);
}

static void
test_dropped_before_edit (Fixture       *fixture,
                          gconstpointer  data)
{
  catalog_fixture_answer_ok (fixture, TWO);
  refresh_and_wait (fixture);
  catalog_fixture_move (fixture, fixture->server, "/v2");
  g_assert_finalize_object (g_steal_pointer (&fixture->catalog));
  sy_fake_clock_advance (fixture->clock, 5000);

  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, 1);
}

/* A server that writes the key it was sent into its list. */
static void
test_echo (Fixture       *fixture,
           gconstpointer  data)
{
  catalog_fixture_store_key (fixture, SECRET);
  catalog_fixture_answer_ok (fixture,
                             "{\"data\":[{\"id\":\"a/" SECRET "\"},"
                             "{\"id\":\"a/one\",\"name\":\"One for " SECRET "\"}]}");
  refresh_and_wait (fixture);

  assert_ids (fixture, "a/one");
  g_assert_cmpstr (sy_model_get_name (sy_catalog_find (fixture->catalog, "a/one")), ==,
                   "One for ***");
}

static void
test_accepts (Fixture       *fixture,
              gconstpointer  data)
{
  static const char *const accepted[] = {
    "openai/gpt-4o", "openai/gpt-4o:extended", "openai/gpt-4o:nitro", "openai/gpt-4o:floor",
    "openai/gpt-4o:online", "openai/gpt-4o:exacto:online", "openai/gpt-oss-20b:free",
    "openai/gpt-oss-20b:free:online", "openai/gpt-4o@preset/mine", "openai/gpt-4o:nitro@preset/a",
    "@preset/mine", "models/gemini-2.5-pro", "gemini-2.5-pro", "~anthropic/claude-sonnet-latest",
    "llama3.2", "llama3.2:latest", "qwen3:8b",
  };
  static const char *const refused[] = {
    "", "openai/gpt-4", "OpenAI/gpt-4o", "openai/gpt-4o:free", "openai/gpt-4o:thinking",
    "openai/gpt-4o:batch", "openai/gpt-4:nitro", "openai/gpt-4@preset/mine", "gpt-4o",
    "anthropic/claude-3.5-sonnet", "models/gemini-1.5-pro", "models/", "qwen3", "llama3.1",
    ":nitro", "openai/", "llama3.2:70b",
  };

  g_assert_true (sy_catalog_accepts (fixture->catalog, "openai/gpt-4"));
  catalog_fixture_answer_ok (fixture,
                             "{\"data\":[{\"id\":\"openai/gpt-4o\"},"
                             "{\"id\":\"openai/gpt-4o:extended\"},"
                             "{\"id\":\"openai/gpt-oss-20b:free\"},"
                             "{\"id\":\"models/gemini-2.5-pro\"},"
                             "{\"id\":\"~anthropic/claude-sonnet-latest\"},"
                             "{\"id\":\"llama3.2:latest\"},{\"id\":\"qwen3:8b\"}]}");
  refresh_and_wait (fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (accepted); i++)
    {
      g_test_message ("%s", accepted[i]);
      g_assert_true (sy_catalog_accepts (fixture->catalog, accepted[i]));
      g_assert_null (sy_catalog_find_replacement (fixture->catalog, accepted[i]));
    }

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_test_message ("%s", refused[i]);
      g_assert_false (sy_catalog_accepts (fixture->catalog, refused[i]));
    }
}

/* An empty list is one too: nothing is loaded or installed there. */
static void
test_empty_list (Fixture       *fixture,
                 gconstpointer  data)
{
  catalog_fixture_answer_ok (fixture, "{\"object\":\"list\",\"data\":null}");
  refresh_and_wait (fixture);

  g_assert_cmpint (sy_catalog_get_state (fixture->catalog), ==, SY_CATALOG_READY);
  g_assert_true (sy_catalog_get_known (fixture->catalog));
  g_assert_false (sy_catalog_accepts (fixture->catalog, "llama3.2"));
  g_assert_null (sy_catalog_find_default (fixture->catalog));
  g_assert_null (sy_catalog_find_replacement (fixture->catalog, "a/b"));
}

/* The seed's default is in no list any more. */
static void
test_retired_default (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(GBytes) body = model_list_load ("models/openrouter-current.json");
  const char *id = sy_provider_get_model_id (fixture->provider);
  g_autoptr(GPtrArray) nearest = NULL;
  SyModel *model;

  catalog_fixture_answer (fixture, "200 OK", "", body);
  refresh_and_wait (fixture);

  g_assert_cmpstr (id, ==, "anthropic/claude-3.5-sonnet");
  g_assert_false (sy_catalog_accepts (fixture->catalog, id));

  model = sy_catalog_find_replacement (fixture->catalog, id);
  g_assert_nonnull (model);
  g_assert_cmpstr (sy_model_get_id (model), ==, "~anthropic/claude-sonnet-latest");
  g_assert_true (model == sy_catalog_find (fixture->catalog, "~anthropic/claude-sonnet-latest"));

  nearest = sy_catalog_find_nearest (fixture->catalog, id, 2);
  g_assert_cmpuint (nearest->len, ==, 2);
  g_assert_cmpstr (sy_model_get_id (nearest->pdata[0]), ==, "anthropic/claude-sonnet-4.5");
}

typedef struct
{
  const char *preset;
  const char *json;
  const char *model;
} Default;

static const Default defaults[] = {
  { "gemini", "{\"data\":[{\"id\":\"models/gemini-2.5-flash\"},{\"id\":\"models/gemini-2.5-pro\"},"
              "{\"id\":\"models/gemini-3-pro-preview\"}]}", "gemini-2.5-pro" },
  { "gemini", "{\"data\":[{\"id\":\"models/gemma-3\"}]}", NULL },
  { "groq", "{\"data\":[{\"id\":\"whisper-large-v3\"},{\"id\":\"llama-3.3-70b-versatile\"}]}",
    "llama-3.3-70b-versatile" },
  { "ollama", "{\"data\":[{\"id\":\"nomic-embed-text:latest\"},{\"id\":\"llama3.2:latest\"}]}",
    "llama3.2:latest" },
  { "llamacpp", "{\"data\":[{\"id\":\"/srv/models/tiny.gguf\"}]}", "/srv/models/tiny.gguf" },
  { "openrouter", TWO, NULL },
};

static void
test_default (gconstpointer data)
{
  const Default *row = data;
  CatalogFixture fixture = { 0, };
  SyModel *model;

  catalog_fixture_setup (&fixture, row->preset);
  if (sy_preset_get_key_need (sy_provider_get_preset (fixture.provider)) != SY_KEY_NONE)
    catalog_fixture_store_key (&fixture, SECRET);
  catalog_fixture_answer_ok (&fixture, row->json);
  refresh_and_wait (&fixture);

  g_assert_cmpint (sy_catalog_get_state (fixture.catalog), ==, SY_CATALOG_READY);
  model = sy_catalog_find_default (fixture.catalog);
  g_assert_cmpstr (model != NULL ? sy_model_get_id (model) : NULL, ==, row->model);
  catalog_fixture_teardown (&fixture, row->preset);
}

static void
test_list (Fixture       *fixture,
           gconstpointer  data)
{
  SyCatalogList *list = sy_catalog_list_new (fixture->providers, &fixture->services);
  SyCatalog *catalog = sy_catalog_list_find (list, fixture->provider);
  SyProvider *custom = sy_provider_list_add_custom (fixture->providers);
  g_autoptr(SyProvider) other = g_object_ref (custom);
  GWeakRef gone;

  g_weak_ref_init (&gone, sy_catalog_list_find (list, other));
  g_assert_true (sy_catalog_get_provider (catalog) == fixture->provider);
  g_assert_true (sy_catalog_list_find (list, fixture->provider) == catalog);
  g_assert_true (sy_catalog_list_find (list, other) != catalog);
  g_assert_cmpint (sy_catalog_get_state (catalog), ==, SY_CATALOG_EMPTY);

  sy_provider_list_remove (fixture->providers, other);
  g_assert_null (g_weak_ref_get (&gone));
  g_assert_true (sy_catalog_list_find (list, fixture->provider) == catalog);

  g_weak_ref_clear (&gone);
  g_assert_finalize_object (list);
}

#define ADD(path, preset, func)                                                     \
  g_test_add ("/catalog/" path, CatalogFixture, preset, catalog_fixture_setup, func, \
              catalog_fixture_teardown)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("ready", "openrouter", test_ready);
  ADD ("properties", "openrouter", test_properties);
  ADD ("key", "openrouter", test_key);
  ADD ("key-needed", "openai", test_key_needed);
  ADD ("locked", "openrouter", test_locked);
  ADD ("locked-needed", "openai", test_locked_needed);
  ADD ("moved-before-key", "openai", test_moved_before_key);
  ADD ("not-wanted", "openai", test_not_wanted);
  ADD ("ensure", "openrouter", test_ensure);
  ADD ("failures", "openrouter", test_failures);
  ADD ("first-failure", "openrouter", test_first_failure);
  ADD ("refused-connection", "openrouter", test_refused_connection);
  ADD ("silence", "openrouter", test_silence);
  ADD ("too-large", "openrouter", test_too_large);
  ADD ("many", "openrouter", test_many);
  ADD ("refresh-again", "openrouter", test_refresh_again);
  ADD ("same-again", "openrouter", test_same_again);
  ADD ("moved", "openrouter", test_moved);
  ADD ("moved-in-flight", "openrouter", test_moved_in_flight);
  ADD ("model-chosen", "openrouter", test_model_chosen);
  ADD ("no-base", "openrouter", test_no_base);
  ADD ("dropped-in-flight", "openrouter", test_dropped_in_flight);
  ADD ("dropped-before-edit", "openrouter", test_dropped_before_edit);
  ADD ("echo", "openrouter", test_echo);
  ADD ("accepts", "openrouter", test_accepts);
  ADD ("empty-list", "openrouter", test_empty_list);
  ADD ("retired-default", "openrouter", test_retired_default);
  ADD ("list", "openrouter", test_list);

  for (gsize i = 0; i < G_N_ELEMENTS (defaults); i++)
    {
      g_autofree char *path = g_strdup_printf ("/catalog/default/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, &defaults[i], test_default);
    }

  return g_test_run ();
}
