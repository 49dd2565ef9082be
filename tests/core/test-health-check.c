/* test-health-check.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "health-fixture.h"

#include "support-spin.h"

#include <string.h>

#define NO_ENTRY "{\"error\":{\"code\":401,\"message\":\"No auth credentials found\"}}"

#define GEMINI_REFUSAL \
  "[{\"error\":{\"code\":400,\"message\":\"API key not valid. Please pass a valid API key.\"," \
  "\"status\":\"INVALID_ARGUMENT\",\"details\":[{\"reason\":\"API_KEY_INVALID\"}]}}]"

#define ROW_GEMINI \
  "\"key\":\"required\",\"proof\":{\"path\":\"models\",\"key\":true,\"refused\":[400,401,403]}"
#define ROW_OPENROUTER \
  "\"key\":\"required\",\"proof\":{\"path\":\"key\",\"key\":true,\"refused\":[401]}," \
  "\"account\":true,\"key-prefix\":\"sk-or-v1-\",\"key-length\":73"
#define ROW_OLLAMA \
  "\"key\":\"none\",\"local\":true," \
  "\"proof\":{\"path\":\"/api/version\",\"key\":false,\"refused\":[]}"
#define ROW_LOCAL \
  "\"key\":\"optional\",\"local\":true," \
  "\"proof\":{\"path\":\"/props\",\"key\":true,\"refused\":[401,403]}"

#define ROW_DEMO \
  "\"id\":\"demo\",\"api-base\":\"demo:\",\"key\":\"none\",\"local\":true," \
  "\"proof\":{\"path\":\"models\",\"key\":false,\"refused\":[]}"

/* How one answer of a service whose models prove the key is shown. */
typedef struct
{
  const char *name;
  const char *head;
  const char *body;
  SyError     code;
  const char *word;
} Case;

static const Case cases[] = {
  { "401", "401 Unauthorized", NO_ENTRY, SY_ERROR_AUTH, "Key not accepted" },
  { "402", "402 Payment Required", "{\"error\":{\"message\":\"No credits\"}}",
    SY_ERROR_PAYMENT, "Out of credits" },
  { "403", "403 Forbidden", "{\"error\":{\"message\":\"Not for you\"}}",
    SY_ERROR_FORBIDDEN, "Request not allowed" },
  { "404", "404 Not Found", "", SY_ERROR_WRONG_BASE, "No API there" },
  { "429", "429 Too Many Requests", "{\"error\":{\"message\":\"Slow down\"}}",
    SY_ERROR_RATE_LIMITED, "Too many requests" },
  { "500", "500 Internal Server Error", "{\"error\":{\"message\":\"Oops\"}}",
    SY_ERROR_SERVER, "Trouble at provider" },
  { "502-page", "502 Bad Gateway\r\nContent-Type: text/html", "<html><body>Bad</body></html>",
    SY_ERROR_SERVER, "Trouble at provider" },
  { "503-loading", "503 Service Unavailable",
    "{\"error\":{\"code\":503,\"message\":\"Loading model\",\"type\":\"unavailable_error\"}}",
    SY_ERROR_LOADING, "Model still loading" },
  { "redirect", "302 Found\r\nLocation: https://portal.example/login", "",
    SY_ERROR_REDIRECT, "API base leads elsewhere" },
  { "portal", "200 OK\r\nContent-Type: text/html",
    "<!DOCTYPE html><html><body>Accept the terms</body></html>",
    SY_ERROR_WRONG_BASE, "No API there" },
  { "empty", "200 OK", "", SY_ERROR_PROTOCOL, "Answer not understood" },
  { "text", "200 OK\r\nContent-Type: text/plain", "It works!",
    SY_ERROR_PROTOCOL, "Answer not understood" },
  { "other-json", "200 OK", "{\"name\":\"a web shop\",\"data\":7}",
    SY_ERROR_PROTOCOL, "Answer not understood" },
  { "cut-json", "200 OK", "{\"data\":[{\"id\":\"m\"",
    SY_ERROR_PROTOCOL, "Answer not understood" },
  { "error-in-200", "200 OK", NO_ENTRY, SY_ERROR_AUTH, "Key not accepted" },
};

static void
test_case (HealthFixture *fixture,
           gconstpointer  data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    health_fixture_serve_head (fixture, cases[i].head, cases[i].body);

  health_fixture_put_key (fixture, GOOD_KEY);
  health_fixture_make (fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].name);
      health_fixture_check (fixture);
      health_fixture_assert_error (fixture, cases[i].code, cases[i].word);
      health_fixture_assert_sent (fixture, i, "GET /v1/models HTTP/1.1\r\n", GOOD_KEY);
    }

  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, G_N_ELEMENTS (cases));
}

static void
test_proven (HealthFixture *fixture,
             gconstpointer  data)
{
  g_autofree char *request = NULL;

  health_fixture_serve (fixture, 200, MODELS_BODY);
  health_fixture_put_key (fixture, GOOD_KEY);
  health_fixture_make (fixture);
  health_fixture_check (fixture);
  health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected");
  g_assert_true (sy_health_get_key_checked (fixture->health));
  g_assert_cmpint (sy_health_get_latency (fixture->health), >=, 0);
  g_assert_null (sy_health_get_account (fixture->health));

  request = raw_server_dup_request (fixture->server, 0);
  g_assert_null (strstr (request, "OpenRouter"));
  g_assert_null (strstr (request, "Referer"));
}

/* A key that may chat but not read the list is a good one. */
static void
test_limited (HealthFixture *fixture,
              gconstpointer  data)
{
  health_fixture_serve (fixture, 403,
                        "{\"error\":{\"message\":\"You have insufficient permissions for this "
                        "operation. Missing scopes: api.model.read.\"}}");
  health_fixture_put_key (fixture, GOOD_KEY);
  health_fixture_make (fixture);
  health_fixture_check (fixture);
  health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected, key not checked");
}

static void
test_gemini (HealthFixture *fixture,
             gconstpointer  data)
{
  health_fixture_serve (fixture, 400, GEMINI_REFUSAL);
  health_fixture_serve (fixture, 400,
                        "[{\"error\":{\"code\":400,\"message\":\"Invalid page size\","
                        "\"status\":\"INVALID_ARGUMENT\"}}]");
  health_fixture_serve (fixture, 400, "{\"error\":\"Incorrect API key provided: sk-x.\"}");
  health_fixture_put_key (fixture, GOOD_KEY);
  health_fixture_make (fixture);

  health_fixture_check (fixture);
  health_fixture_assert_error (fixture, SY_ERROR_AUTH, "Key not accepted");
  health_fixture_check (fixture);
  health_fixture_assert_error (fixture, SY_ERROR_BAD_REQUEST, "Request was refused");

  /* xAI's */
  health_fixture_check (fixture);
  health_fixture_assert_error (fixture, SY_ERROR_AUTH, "Key not accepted");
}

static void
test_account (HealthFixture *fixture,
              gconstpointer  data)
{
  SyAccount *account = NULL;

  health_fixture_serve (fixture, 200,
                        "{\"data\":{\"label\":\"Laptop\",\"limit\":null,\"limit_remaining\":null,"
                        "\"usage_daily\":0.25,\"usage_monthly\":4.5,\"is_free_tier\":false}}");
  health_fixture_serve (fixture, 500, "{}");
  health_fixture_serve (fixture, 401, NO_ENTRY);
  health_fixture_put_key (fixture, GOOD_KEY);
  health_fixture_make (fixture);
  health_fixture_check (fixture);
  health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected");
  health_fixture_assert_sent (fixture, 0, "GET /v1/key HTTP/1.1\r\n", GOOD_KEY);

  account = sy_health_get_account (fixture->health);
  g_assert_nonnull (account);
  g_assert_cmpstr (account->label, ==, "Laptop");
  g_assert_cmpint (account->spent_today, ==, SY_MONEY_DOLLAR / 4);

  /* Trouble at the server is no news about the account, but a refused key is. */
  health_fixture_check (fixture);
  g_assert_cmpint (sy_health_get_state (fixture->health), ==, SY_HEALTH_ERROR);
  g_assert_nonnull (sy_health_get_account (fixture->health));
  health_fixture_check (fixture);
  health_fixture_assert_error (fixture, SY_ERROR_AUTH, "Key not accepted");
  g_assert_null (sy_health_get_account (fixture->health));
}

/* Anything but an account does not prove a key there. */
static void
test_no_account (HealthFixture *fixture,
                 gconstpointer  data)
{
  health_fixture_serve (fixture, 200, "{\"status\":\"ok\"}");
  health_fixture_put_key (fixture, GOOD_KEY);
  health_fixture_make (fixture);
  health_fixture_check (fixture);
  health_fixture_assert_error (fixture, SY_ERROR_PROTOCOL, "Answer not understood");
}

static void
test_detail (HealthFixture *fixture,
             gconstpointer  data)
{
  g_autoptr(SyAdvice) advice = NULL;

  health_fixture_serve (fixture, 401, "{\"error\":{\"message\":\"" BAD_KEY " is no key\"}}");
  health_fixture_put_key (fixture, BAD_KEY);
  health_fixture_make (fixture);
  health_fixture_check (fixture);

  g_assert_cmpstr (sy_health_get_detail (fixture->health), ==,
                   "Here keys begin with “sk-or-v1-” and have 73 characters; this one has 30.");
  advice = sy_health_dup_advice (fixture->health);
  g_assert_cmpstr (advice->title, ==, "The API key was not accepted");
  g_assert_true (g_str_has_suffix (advice->text, sy_health_get_detail (fixture->health)));
  g_assert_null (strstr (advice->text, BAD_KEY));
  g_assert_null (strstr (sy_health_get_error (fixture->health)->message, BAD_KEY));
}

static void
test_ollama (HealthFixture *fixture,
             gconstpointer  data)
{
  health_fixture_serve (fixture, 200, "{\"version\":\"0.12.0\"}");

  /* Nobody asks for a key where there are none. */
  fake_keyring_set_state (fixture->keyring, SY_KEYRING_LOCKED);
  health_fixture_make (fixture);
  health_fixture_check (fixture);
  health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected");
  health_fixture_assert_sent (fixture, 0, "GET /api/version HTTP/1.1\r\n", NULL);
  g_assert_cmpuint (fake_keyring_get_n_lookups (fixture->keyring), ==, 0);
}

static void
test_local (HealthFixture *fixture,
            gconstpointer  data)
{
  health_fixture_serve (fixture, 200, "{\"total_slots\":4}");
  health_fixture_serve (fixture, 401, NO_ENTRY);
  health_fixture_serve (fixture, 200, "{\"total_slots\":4}");
  health_fixture_serve (fixture, 401, NO_ENTRY);

  health_fixture_make (fixture);
  health_fixture_check (fixture);
  health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected");
  health_fixture_assert_sent (fixture, 0, "GET /props HTTP/1.1\r\n", NULL);

  /* It wants a key: there is none for it. */
  health_fixture_check (fixture);
  g_assert_cmpint (sy_health_get_state (fixture->health), ==, SY_HEALTH_NOT_SET_UP);

  health_fixture_put_key (fixture, GOOD_KEY);
  health_fixture_check (fixture);
  health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected");
  health_fixture_assert_sent (fixture, 2, "GET /props HTTP/1.1\r\n", GOOD_KEY);
  health_fixture_check (fixture);
  health_fixture_assert_error (fixture, SY_ERROR_AUTH, "Key not accepted");
}

/* A locked keyring is no matter for a server that wants no key. */
static void
test_local_locked (HealthFixture *fixture,
                   gconstpointer  data)
{
  health_fixture_serve (fixture, 200, "{\"total_slots\":4}");
  health_fixture_serve (fixture, 401, NO_ENTRY);
  fake_keyring_set_state (fixture->keyring, SY_KEYRING_LOCKED);
  health_fixture_make (fixture);
  health_fixture_check (fixture);
  health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected");
  health_fixture_check (fixture);
  health_fixture_assert (fixture, SY_HEALTH_LOCKED, "Keyring locked");
}

/* NIM's list is public, so it proves nothing and does not see the key. */
static void
test_open_list (HealthFixture *fixture,
                gconstpointer  data)
{
  health_fixture_serve (fixture, 200, MODELS_BODY);
  health_fixture_put_key (fixture, GOOD_KEY);
  health_fixture_make (fixture);
  health_fixture_check (fixture);
  health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected, key not checked");
  g_assert_false (sy_health_get_key_checked (fixture->health));
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, 1);
  health_fixture_assert_sent (fixture, 0, "GET /v1/models HTTP/1.1\r\n", NULL);

  /* Until a reply streams, and for as long as key and base stay. */
  sy_health_report_reply (fixture->health, NULL);
  health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected");
  health_fixture_check (fixture);
  health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected");
  health_fixture_change_key (fixture, BAD_KEY);
  health_fixture_check (fixture);
  health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected, key not checked");
}

static void
test_open_list_without_key (HealthFixture *fixture,
                            gconstpointer  data)
{
  health_fixture_serve (fixture, 200, "[{\"id\":\"m\"}]");
  health_fixture_make (fixture);
  health_fixture_check (fixture);
  health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected");
  g_assert_true (sy_health_get_key_checked (fixture->health));
}

/* Where the list is closed, reading it with the key is a proof. */
static void
test_closed_list (HealthFixture *fixture,
                  gconstpointer  data)
{
  health_fixture_serve (fixture, 401, NO_ENTRY);
  health_fixture_serve (fixture, 200, MODELS_BODY);
  health_fixture_serve (fixture, 403, "{\"detail\":\"Forbidden\"}");
  health_fixture_serve (fixture, 403, "{\"detail\":\"Forbidden\"}");
  health_fixture_serve (fixture, 401, NO_ENTRY);
  health_fixture_serve (fixture, 500, "{}");
  health_fixture_put_key (fixture, GOOD_KEY);
  health_fixture_make (fixture);

  health_fixture_check (fixture);
  health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected");
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, 2);
  health_fixture_assert_sent (fixture, 0, "GET /v1/models HTTP/1.1\r\n", NULL);
  health_fixture_assert_sent (fixture, 1, "GET /v1/models HTTP/1.1\r\n", GOOD_KEY);

  health_fixture_check (fixture);
  health_fixture_assert_error (fixture, SY_ERROR_AUTH, "Key not accepted");
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, 4);

  health_fixture_check (fixture);
  health_fixture_assert_error (fixture, SY_ERROR_SERVER, "Trouble at provider");
}

static void
test_closed_list_without_key (HealthFixture *fixture,
                              gconstpointer  data)
{
  g_autofree char *host = sy_provider_dup_host (fixture->provider);
  g_autofree char *word = g_strdup_printf ("No key for %s yet", host);

  health_fixture_serve (fixture, 401, NO_ENTRY);
  health_fixture_make (fixture);
  health_fixture_check (fixture);
  health_fixture_assert (fixture, SY_HEALTH_NOT_SET_UP, word);
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, 1);
}

/* Not every server has a list; one that answers nowhere else is none. */
static void
test_no_list (HealthFixture *fixture,
              gconstpointer  data)
{
  health_fixture_serve (fixture, 404, "{\"detail\":\"Not Found\"}");
  health_fixture_serve (fixture, 405, "{\"detail\":\"Method Not Allowed\"}");
  health_fixture_serve (fixture, 404, "{\"detail\":\"Not Found\"}");
  health_fixture_serve (fixture, 404, "{\"detail\":\"Not Found\"}");
  health_fixture_put_key (fixture, GOOD_KEY);
  health_fixture_make (fixture);
  health_fixture_check (fixture);
  health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected, key not checked");
  health_fixture_assert_sent (fixture, 1, "GET /v1/chat/completions HTTP/1.1\r\n", NULL);
  health_fixture_check (fixture);
  health_fixture_assert_error (fixture, SY_ERROR_WRONG_BASE, "No API there");
}

/* The Demo is on this computer, whatever the network. */
static void
test_demo (HealthFixture *fixture,
           gconstpointer  data)
{
  g_autofree char *prefix = raw_server_dup_url (fixture->server, "/prefix/");

  health_fixture_serve (fixture, 200, MODELS_BODY);
  fake_network_set_available (fixture->network, FALSE);
  health_fixture_make (fixture);
  health_fixture_check (fixture);
  health_fixture_assert_error (fixture, SY_ERROR_NETWORK, "Connection failed");

  sy_http_set_alias (fixture->http, "demo", prefix);
  health_fixture_check (fixture);
  health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected");
  health_fixture_assert_sent (fixture, 0, "GET /prefix/models HTTP/1.1\r\n", NULL);
}

static void
test_locked (HealthFixture *fixture,
             gconstpointer  data)
{
  fake_keyring_set_state (fixture->keyring, SY_KEYRING_LOCKED);
  health_fixture_make (fixture);
  health_fixture_check (fixture);
  health_fixture_assert (fixture, SY_HEALTH_LOCKED, "Keyring locked");
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, 0);
  g_assert_cmpint (sy_health_get_checked_at (fixture->health), ==, 0);
}

static void
test_no_keyring (HealthFixture *fixture,
                 gconstpointer  data)
{
  fake_keyring_set_state (fixture->keyring, SY_KEYRING_UNAVAILABLE);
  health_fixture_make (fixture);
  health_fixture_check (fixture);
  health_fixture_assert_error (fixture, SY_ERROR_KEYRING_UNAVAILABLE, "Keyring not working");
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, 0);
}

/* The keyring that never answers does not hold the check up for ever. */
static void
test_silent_keyring (HealthFixture *fixture,
                     gconstpointer  data)
{
  health_fixture_put_key (fixture, GOOD_KEY);
  health_fixture_make (fixture);
  fake_keyring_hold (fixture->keyring);
  sy_health_check_now (fixture->health);
  sy_fake_clock_advance (fixture->clock, 9999);
  support_spin_for (20);
  health_fixture_assert (fixture, SY_HEALTH_CHECKING, "Checking …");
  sy_fake_clock_advance (fixture->clock, 1);
  health_fixture_wait (fixture);
  health_fixture_assert_error (fixture, SY_ERROR_KEYRING_UNAVAILABLE, "Keyring not working");
}

static void
test_timeout (HealthFixture *fixture,
              gconstpointer  data)
{
  static const RawStep steps[] = { { RAW_WAIT_CLOSE } };

  raw_server_add_script (fixture->server, steps, G_N_ELEMENTS (steps));
  health_fixture_put_key (fixture, GOOD_KEY);
  health_fixture_make (fixture);
  sy_health_check_now (fixture->health);
  health_fixture_wait_asked (fixture, 1);
  sy_fake_clock_advance (fixture->clock, 9999);
  support_spin_for (20);
  health_fixture_assert (fixture, SY_HEALTH_CHECKING, "Checking …");
  sy_fake_clock_advance (fixture->clock, 1);
  health_fixture_wait (fixture);
  health_fixture_assert_error (fixture, SY_ERROR_TIMEOUT, "No answer");
  g_assert_nonnull (strstr (sy_health_get_error (fixture->health)->message, "127.0.0.1"));
}

/* Headers do not make a check longer. */
static void
test_timeout_in_body (HealthFixture *fixture,
                      gconstpointer  data)
{
  static const RawStep steps[] = {
    { RAW_SEND, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"data\":[" }, { RAW_WAIT_CLOSE },
  };

  raw_server_add_script (fixture->server, steps, G_N_ELEMENTS (steps));
  health_fixture_put_key (fixture, GOOD_KEY);
  health_fixture_make (fixture);
  sy_health_check_now (fixture->health);
  health_fixture_wait_asked (fixture, 1);
  support_spin_for (50);
  sy_fake_clock_advance (fixture->clock, 10000);
  health_fixture_wait (fixture);
  health_fixture_assert_error (fixture, SY_ERROR_TIMEOUT, "No answer");
}

static void
test_refused (HealthFixture *fixture,
              gconstpointer  data)
{
  health_fixture_put_key (fixture, GOOD_KEY);
  health_fixture_make (fixture);
  health_fixture_check (fixture);
  health_fixture_assert_error (fixture, SY_ERROR_REFUSED, "Connection refused");
}

/* The list of a large service is parsed beside the main loop. */
static void
test_large (HealthFixture *fixture,
            gconstpointer  data)
{
  g_autoptr(GString) body = g_string_new ("{\"data\":[");

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (body, "%s{\"id\":\"vendor/model-%u\"}", i > 0 ? "," : "", i);

  g_string_append (body, "]}");
  health_fixture_serve (fixture, 200, body->str);
  g_string_truncate (body, body->len - 2);
  health_fixture_serve (fixture, 200, body->str);
  health_fixture_put_key (fixture, GOOD_KEY);
  health_fixture_make (fixture);
  health_fixture_check (fixture);
  health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected");
  health_fixture_check (fixture);
  health_fixture_assert_error (fixture, SY_ERROR_PROTOCOL, "Answer not understood");
}

static void
test_plain_http (HealthFixture *fixture,
                 gconstpointer  data)
{
  g_autoptr(SyTrust) careful = sy_trust_new ();

  health_fixture_serve (fixture, 200, MODELS_BODY);
  health_fixture_put_key (fixture, GOOD_KEY);
  sy_provider_set_trust (fixture->provider, careful);
  health_fixture_make (fixture);
  health_fixture_check (fixture);
  health_fixture_assert_error (fixture, SY_ERROR_INSECURE, "Unencrypted, not used");
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, 0);

  /* "Use Anyway" */
  sy_trust_allow_plain (careful, sy_provider_get_origin (fixture->provider));
  health_fixture_wait (fixture);
  health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected");
}

/* llama.cpp's other port is the last of these. */
static char *
make_elsewhere_row (RawServer *server)
{
  g_autofree char *other = raw_server_dup_url (server, "/v1/chat/completions");

  return g_strdup_printf (ROW_LOCAL ",\"other-api-bases\":"
                          "[\"http://127.0.0.1:1/v1/chat/completions\",\"%s\"]", other);
}

static void
set_up_elsewhere (HealthFixture *fixture)
{
  RawServer *other = raw_server_new ();
  g_autofree char *row = make_elsewhere_row (other);

  health_fixture_set_up_closed (fixture, row);
  raw_server_free (fixture->server);
  fixture->server = other;
}

/* Found and taken over, and the key of the first address does not go there. */
static void
test_elsewhere (gconstpointer data)
{
  guint status = GPOINTER_TO_UINT (data);
  const char *body = status == 200 ? "{\"total_slots\":4}" : NO_ENTRY;
  HealthFixture fixture = { NULL };
  g_autofree char *other_base = NULL;

  set_up_elsewhere (&fixture);
  other_base = raw_server_dup_url (fixture.server, "/v1/chat/completions");
  health_fixture_put_key (&fixture, GOOD_KEY);
  health_fixture_serve (&fixture, status, body);
  health_fixture_make (&fixture);
  health_fixture_check (&fixture);

  g_assert_cmpstr (sy_provider_get_api_base (fixture.provider), ==, other_base);
  g_assert_cmpint (sy_health_get_state (fixture.health), ==,
                   status == 200 ? SY_HEALTH_CONNECTED : SY_HEALTH_NOT_SET_UP);
  g_assert_cmpuint (raw_server_get_n_requests (fixture.server), ==, 2);

  for (guint i = 0; i < 2; i++)
    health_fixture_assert_sent (&fixture, i, "GET /props HTTP/1.1\r\n", NULL);

  health_fixture_tear_down (&fixture, NULL);
}

/* A person's own address is never changed. */
static void
test_own_address (void)
{
  HealthFixture fixture = { NULL };
  g_autoptr(GError) error = NULL;
  g_autofree char *address = NULL;

  set_up_elsewhere (&fixture);
  address = g_strdup_printf ("%s/own/chat/completions",
                             sy_provider_get_origin (fixture.provider));
  sy_provider_set_api_base (fixture.provider, address, &error);
  g_assert_no_error (error);

  health_fixture_serve (&fixture, 200, "{\"total_slots\":4}");
  health_fixture_make (&fixture);
  health_fixture_check (&fixture);
  health_fixture_assert_error (&fixture, SY_ERROR_REFUSED, "Connection refused");
  g_assert_cmpstr (sy_provider_get_api_base (fixture.provider), ==, address);
  g_assert_cmpuint (raw_server_get_n_requests (fixture.server), ==, 0);

  health_fixture_tear_down (&fixture, NULL);
}

/* What is at the other port is something else, and the first error is the one that counts. */
static void
test_nowhere (void)
{
  HealthFixture fixture = { NULL };
  g_autofree char *api_base = NULL;

  set_up_elsewhere (&fixture);
  api_base = g_strdup (sy_provider_get_api_base (fixture.provider));
  health_fixture_serve_head (&fixture, "200 OK\r\nContent-Type: text/html", "<html>Shop</html>");
  health_fixture_make (&fixture);
  health_fixture_check (&fixture);
  health_fixture_assert_error (&fixture, SY_ERROR_REFUSED, "Connection refused");
  g_assert_cmpstr (sy_provider_get_api_base (fixture.provider), ==, api_base);
  g_assert_cmpuint (raw_server_get_n_requests (fixture.server), ==, 1);

  health_fixture_tear_down (&fixture, NULL);
}

#define ADD(path, row, func) \
  g_test_add ("/health-check/" path, HealthFixture, row, \
              health_fixture_set_up, func, health_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("answers", ROW_PROVEN, test_case);
  ADD ("proven", ROW_PROVEN, test_proven);
  ADD ("limited", ROW_PROVEN, test_limited);
  ADD ("gemini", ROW_GEMINI, test_gemini);
  ADD ("account", ROW_OPENROUTER, test_account);
  ADD ("no-account", ROW_OPENROUTER, test_no_account);
  ADD ("detail", ROW_OPENROUTER, test_detail);
  ADD ("ollama", ROW_OLLAMA, test_ollama);
  ADD ("local", ROW_LOCAL, test_local);
  ADD ("local-locked", ROW_LOCAL, test_local_locked);
  ADD ("open-list", ROW_OPEN, test_open_list);
  ADD ("open-list-without-key", ROW_OPEN, test_open_list_without_key);
  ADD ("closed-list", ROW_OPEN, test_closed_list);
  ADD ("closed-list-without-key", ROW_OPEN, test_closed_list_without_key);
  ADD ("no-list", ROW_OPEN, test_no_list);
  ADD ("demo", ROW_DEMO, test_demo);
  ADD ("locked", ROW_PROVEN, test_locked);
  ADD ("locked-optional", ROW_OPEN, test_locked);
  ADD ("no-keyring", ROW_PROVEN, test_no_keyring);
  ADD ("silent-keyring", ROW_PROVEN, test_silent_keyring);
  ADD ("timeout", ROW_PROVEN, test_timeout);
  ADD ("timeout-in-body", ROW_PROVEN, test_timeout_in_body);
  ADD ("large", ROW_PROVEN, test_large);
  g_test_add ("/health-check/refused", HealthFixture, ROW_PROVEN,
              health_fixture_set_up_closed, test_refused, health_fixture_tear_down);
  g_test_add ("/health-check/plain-http", HealthFixture, ROW_PROVEN,
              health_fixture_set_up_far, test_plain_http, health_fixture_tear_down);
  g_test_add_data_func ("/health-check/elsewhere", GUINT_TO_POINTER (200), test_elsewhere);
  g_test_add_data_func ("/health-check/elsewhere-with-key", GUINT_TO_POINTER (401),
                        test_elsewhere);
  g_test_add_func ("/health-check/own-address", test_own_address);
  g_test_add_func ("/health-check/nowhere", test_nowhere);

  return g_test_run ();
}
