/* test-demo-models.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-demo-script.h"
#include "sy-demo-server.h"
#include "sy-json.h"

#include <gio/gio.h>
#include <string.h>

#define PREFIX  "0123456789abcdef"
#define SECONDS 20

/* Longer than any pause in a stream of the demo that goes on. */
#define SILENCE (G_USEC_PER_SEC)

/* What a request to a model brings, to the last byte. */
typedef struct
{
  const char *model;
  const char *members;
  const char *status;
  const char *has[5];
  const char *lacks;
} Row;

/* Such answers are as long as their first line says and come at once. */
static const Row errors[] = {
  { "demo/error-key", "", "401 ", { "\"User not found.\"", "\"code\":401" } },
  { "demo/error-credits", "", "402 ",
    { "requested up to 65536 tokens", "can only afford 1200" } },
  { "demo/error-credits", ",\"max_tokens\":1201", "402 ",
    { "requested up to 1201 tokens", "can only afford 1200" } },
  { "demo/error-credits", ",\"max_completion_tokens\":4000", "402 ",
    { "requested up to 4000 tokens" } },
  { "demo/error-moderation", "", "403 ",
    { "\"reasons\":[\"violence\",\"harassment/threatening\"]", "\"flagged_input\":" } },
  { "demo/error-terms", "", "403 ", { "\"model_terms_required\"" } },
  { "demo/error-region", "", "403 ", { "\"code\":\"region_restricted\"" } },
  { "demo/error-model", "", "400 ",
    { "demo/error-model is not a valid model ID", "\"code\":\"model_not_found\"" } },
  { "demo/error-gone", "", "404 ",
    { "\"code\":\"model_deprecated\"",
      "\"fallback_models\":[\"demo/markdown-tour\",\"demo/reasoning\"]" } },
  { "demo/error-privacy", "", "404 ",
    { "matching your data policy", "\"code\":\"privacy_restricted\"" } },
  { "demo/error-endpoint", "", "404 ",
    { "No endpoints found that support tool use", "\"code\":\"no_endpoints\"" } },
  { "demo/error-parameter", ",\"temperature\":0.5", "400 ",
    { "\"param\":\"temperature\"", "\"code\":\"unsupported_parameter\"" } },
  { "demo/error-long", "", "400 ",
    { "maximum context length is 8192 tokens", "\"error_type\":\"context_length_exceeded\"" } },
  { "demo/error-size", "", "413 ", { "\"error_type\":\"payload_too_large\"" } },
  { "demo/error-quota", "", "429 ", { "free-models-per-day", "\"X-RateLimit-Remaining\":\"0\"" },
    "Retry-After" },
  { "demo/error-server", "", "500 ", { "\"error_type\":\"server\"" } },
  { "demo/error-provider", "", "502 ",
    { "\"Provider returned error\"", "ran out of steam", "\"provider_name\":\"Demo\"" } },
  { "demo/error-gateway", "", "504 ",
    { "Content-Type: text/html\r\n", "504 Gateway Time-out" } },
  { "demo/error-edge", "", "524 ",
    { "Content-Type: text/html; charset=UTF-8\r\n", "A timeout occurred" } },
  { "demo/error-capacity", "", "529 ", { "\"overloaded_error\"" } },
  { "demo/error-page", "", "200 ",
    { "Content-Type: text/html; charset=utf-8\r\n", "<title>Welcome</title>" } },
  { "demo/error-address", "", "404 ",
    { "Content-Type: text/plain; charset=utf-8\r\n", "404 page not found" } },
  { "demo/error-redirect", "", "301 ",
    { "Location: https://www.example.com/api/v1/chat/completions\r\n" } },
  { "demo/error-empty", "", "200 ", { "Content-Length: 0\r\n" } },
};

/* They answer after so many errors, and then begin again. */
static const struct
{
  Row   row;
  guint n_errors;
} passing[] = {
  { { "demo/error-limit", "", "429 ", { "Retry-After: 5\r\n", "free-models-per-min" } }, 1 },
  { { "demo/error-shared-limit", "", "429 ",
      { "\"Provider returned error\"", "rate-limited upstream", "\"code\":\"capacity_exhausted\"" },
      "Retry-After" }, 1 },
  { { "demo/error-timeout", "", "408 ", { "\"error_type\":\"timeout\"" } }, 1 },
  { { "demo/error-overloaded", "", "503 ",
      { "Retry-After: 1\r\n", "\"code\":\"temporarily_unavailable\"" } }, 2 },
  { { "demo/error-loading", "", "503 ",
      { "{\"error\":{\"message\":\"Loading model\",\"type\":\"unavailable_error\",\"code\":503}}" },
      "Retry-After" }, 2 },
};

#define DONE     "data: [DONE]\n\n"
#define STOP     "\"finish_reason\":\"stop\""
#define LAST     "\"total_tokens\":"
#define MIDDLE   "\"content\":\" of\""

static const Row streams[] = {
  { "demo/reasoning", "", "200 ",
    { "\"reasoning\":\" think\"", "\"type\":\"reasoning.text\"", "\"reasoning_tokens\":74", STOP,
      DONE } },
  { "demo/think", "", "200 ", { "\"content\":\"<think", STOP, LAST, DONE }, "\"reasoning\":" },
  { "demo/errors", "", "200 ", { STOP, LAST, DONE } },
  { "demo/error-credits", ",\"max_tokens\":1200", "200 ", { STOP, LAST, DONE } },
  { "demo/error-parameter", "", "200 ", { STOP, LAST, DONE } },
  { "demo/stream-error", "", "200 ",
    { MIDDLE, "\"finish_reason\":\"error\"", "\"error\":{\"code\":502", "ran out of steam", DONE },
    LAST },
  { "demo/stream-cut", "", "200 ", { MIDDLE, "\"content\":\" the\"" }, STOP },
  { "demo/stream-length", "", "200 ", { "\"finish_reason\":\"length\"", LAST, DONE }, STOP },
  { "demo/stream-filter", "", "200 ",
    { "\"finish_reason\":\"content_filter\"", LAST, DONE }, STOP },
  { "demo/stream-empty", "", "200 ",
    { "\"completion_tokens\":0", STOP, LAST, DONE }, "\"finish_reason\":null" },
  { "demo/stream-garbage", "", "200 ",
    { "\"choices\":[{\"del\n\n", "\"content\":\" here", STOP, LAST, DONE } },
};

static const char *const silences[][2] = {
  { "demo/stream-silence", "DEMO PROCESSING" },
  { "demo/stream-stall", "\"content\":\" the\"" },
};

/* What test-demo-server asks. */
static const char *const others[] = {
  "demo/markdown-tour",
  "demo/long-reply",
  "demo/slow-reply",
};

typedef struct
{
  GSocketConnection *connection;
  GString           *answer;
} Exchange;

typedef struct
{
  SyDemoServer *server;
  guint16       port;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GUri) base = NULL;

  fixture->server = sy_demo_server_new (PREFIX);
  g_assert_true (sy_demo_server_start (fixture->server, &error));
  g_assert_no_error (error);

  base = g_uri_parse (sy_demo_server_get_base (fixture->server), G_URI_FLAGS_NONE, &error);
  g_assert_no_error (error);
  fixture->port = (guint16) g_uri_get_port (base);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->server);
}

/* The server has a thread of its own, so this one may wait for it. */
static Exchange *
ask (Fixture    *fixture,
     const char *model,
     const char *members,
     gboolean    stream)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GSocketClient) client = g_socket_client_new ();
  g_autofree char *body = NULL;
  g_autofree char *request = NULL;
  Exchange *exchange = g_new0 (Exchange, 1);

  body = g_strdup_printf ("{\"model\":\"%s\",\"stream\":%s,\"messages\":[]%s}", model,
                          stream ? "true" : "false", members);
  request = g_strdup_printf ("POST /" PREFIX "/chat/completions HTTP/1.1\r\n"
                             "Host: 127.0.0.1:%u\r\n"
                             "Connection: close\r\n"
                             "Content-Type: application/json\r\n"
                             "Content-Length: %zu\r\n"
                             "\r\n"
                             "%s", fixture->port, strlen (body), body);

  g_socket_client_set_enable_proxy (client, FALSE);
  g_socket_client_set_timeout (client, SECONDS);
  exchange->answer = g_string_new (NULL);
  exchange->connection = g_socket_client_connect_to_host (client, "127.0.0.1", fixture->port,
                                                          NULL, &error);
  g_assert_no_error (error);

  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (exchange->connection)),
                             request, strlen (request), NULL, NULL, &error);
  g_assert_no_error (error);

  return exchange;
}

static void
exchange_free (Exchange *exchange)
{
  g_assert_finalize_object (exchange->connection);
  g_string_free (exchange->answer, TRUE);
  g_free (exchange);
}

/* Returns whether there was more. */
static gboolean
read_more (Exchange *exchange)
{
  GInputStream *stream = g_io_stream_get_input_stream (G_IO_STREAM (exchange->connection));
  g_autoptr(GError) error = NULL;
  char buffer[4096];
  gssize n_read = g_input_stream_read (stream, buffer, sizeof buffer, NULL, &error);

  g_assert_no_error (error);
  g_string_append_len (exchange->answer, buffer, n_read);

  return n_read > 0;
}

/* Reads until @end has come, or to the end.  Returns whether it has come. */
static gboolean
read_until (Exchange   *exchange,
            const char *end)
{
  gint64 deadline = g_get_monotonic_time () + SECONDS * G_USEC_PER_SEC;

  while (end == NULL || strstr (exchange->answer->str, end) == NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      if (!read_more (exchange))
        return FALSE;
    }

  return TRUE;
}

/* Reads until nothing comes any more, which is not the end. */
static void
read_until_silence (Exchange *exchange)
{
  GSocket *socket = g_socket_connection_get_socket (exchange->connection);
  gint64 deadline = g_get_monotonic_time () + SECONDS * G_USEC_PER_SEC;

  while (g_socket_condition_timed_wait (socket, G_IO_IN, SILENCE, NULL, NULL))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_assert_true (read_more (exchange));
    }
}

static void
check (const Row  *row,
       const char *answer)
{
  if (!g_str_has_prefix (answer, "HTTP/1.1 ") ||
      !g_str_has_prefix (answer + strlen ("HTTP/1.1 "), row->status))
    g_error ("%s: not status %s but %.40s", row->model, row->status, answer);

  for (gsize i = 0; i < G_N_ELEMENTS (row->has) && row->has[i] != NULL; i++)
    {
      if (strstr (answer, row->has[i]) == NULL)
        g_error ("%s: no %s in %zu bytes", row->model, row->has[i], strlen (answer));
    }

  if (row->lacks != NULL && strstr (answer, row->lacks) != NULL)
    g_error ("%s: %s is there", row->model, row->lacks);
}

static void
check_json (const char *answer)
{
  const char *body = strstr (answer, "\r\n\r\n");
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) root = NULL;

  g_assert_nonnull (body);
  if (strstr (answer, "Content-Type: application/json\r\n") == NULL || body[4] == '\0')
    return;

  root = sy_json_parse (body + 4, -1, &error);
  g_assert_no_error (error);
  g_assert_nonnull (sy_json_get_object (sy_json_node_object (root), "error"));
}

static void
test_demo_models_errors (Fixture       *fixture,
                         gconstpointer  data)
{
  for (gsize i = 0; i < 2 * G_N_ELEMENTS (errors); i++)
    {
      const Row *row = &errors[i / 2];
      Exchange *exchange = ask (fixture, row->model, row->members, i % 2 == 0);

      g_assert_false (read_until (exchange, NULL));
      check (row, exchange->answer->str);
      check_json (exchange->answer->str);
      exchange_free (exchange);
    }
}

static void
test_demo_models_passing (Fixture       *fixture,
                          gconstpointer  data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (passing); i++)
    {
      const Row *row = &passing[i].row;
      const Row good = { row->model, "", "200 ", { "data: " } };

      for (guint n = 0; n < 2 * (passing[i].n_errors + 1); n++)
        {
          gboolean is_good = n % (passing[i].n_errors + 1) == passing[i].n_errors;
          Exchange *exchange = ask (fixture, row->model, row->members, TRUE);

          g_assert_true (read_until (exchange, is_good ? "data: " : NULL) == is_good);
          check (is_good ? &good : row, exchange->answer->str);
          if (!is_good)
            check_json (exchange->answer->str);
          exchange_free (exchange);
        }
    }
}

static void
test_demo_models_streams (Fixture       *fixture,
                          gconstpointer  data)
{
  Exchange *exchanges[G_N_ELEMENTS (streams)];

  for (gsize i = 0; i < G_N_ELEMENTS (streams); i++)
    exchanges[i] = ask (fixture, streams[i].model, streams[i].members, TRUE);

  for (gsize i = 0; i < G_N_ELEMENTS (streams); i++)
    {
      g_assert_false (read_until (exchanges[i], NULL));
      check (&streams[i], exchanges[i]->answer->str);
      exchange_free (exchanges[i]);
    }
}

/* Without a stream the finish reason and the reasoning are in the one answer. */
static void
test_demo_models_whole (Fixture       *fixture,
                        gconstpointer  data)
{
  static const Row rows[] = {
    { "demo/reasoning", "", "200 ",
      { "\"object\":\"chat.completion\"", "\"reasoning\":\"The person", "391", STOP, LAST } },
    { "demo/stream-length", "", "200 ", { "\"finish_reason\":\"length\"", LAST }, STOP },
    { "demo/stream-filter", "", "200 ", { "\"finish_reason\":\"content_filter\"", LAST }, STOP },
    { "demo/error-parameter", "", "200 ", { "accepts no temperature", STOP } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Exchange *exchange = ask (fixture, rows[i].model, rows[i].members, FALSE);

      g_assert_false (read_until (exchange, NULL));
      check (&rows[i], exchange->answer->str);
      exchange_free (exchange);
    }
}

/* A whole answer ends in an empty chunk: the connection breaks before that. */
static void
test_demo_models_cut (Fixture       *fixture,
                      gconstpointer  data)
{
  Exchange *cut = ask (fixture, "demo/stream-cut", "", TRUE);
  Exchange *whole = ask (fixture, "demo/stream-empty", "", TRUE);
  Exchange *nothing = ask (fixture, "demo/error-connection", "", TRUE);

  g_assert_false (read_until (nothing, NULL));
  g_assert_cmpstr (nothing->answer->str, ==, "");

  g_assert_false (read_until (whole, NULL));
  g_assert_true (g_str_has_suffix (whole->answer->str, "\r\n0\r\n\r\n"));

  g_assert_false (read_until (cut, NULL));
  g_assert_null (strstr (cut->answer->str, "[DONE]"));
  g_assert_false (g_str_has_suffix (cut->answer->str, "\r\n0\r\n\r\n"));

  exchange_free (nothing);
  exchange_free (whole);
  exchange_free (cut);
}

/* Nothing comes, not even an end, until the client goes away. */
static void
test_demo_models_silence (Fixture       *fixture,
                          gconstpointer  data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (silences); i++)
    {
      Exchange *exchange = ask (fixture, silences[i][0], "", TRUE);
      GSocket *socket = g_socket_connection_get_socket (exchange->connection);
      g_autoptr(GError) error = NULL;

      g_assert_true (read_until (exchange, silences[i][1]));
      read_until_silence (exchange);
      g_assert_null (strstr (exchange->answer->str, "\"finish_reason\":\""));

      g_assert_true (g_socket_shutdown (socket, FALSE, TRUE, &error));
      g_assert_no_error (error);
      g_assert_false (read_until (exchange, NULL));
      exchange_free (exchange);
    }

  /* One that nobody hangs up on ends with the server. */
  exchange_free (ask (fixture, "demo/stream-stall", "", TRUE));
}

static gboolean
is_asked (const char *model)
{
  gboolean asked = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (errors); i++)
    asked = asked || g_str_equal (errors[i].model, model);
  for (gsize i = 0; i < G_N_ELEMENTS (passing); i++)
    asked = asked || g_str_equal (passing[i].row.model, model);
  for (gsize i = 0; i < G_N_ELEMENTS (streams); i++)
    asked = asked || g_str_equal (streams[i].model, model);
  for (gsize i = 0; i < G_N_ELEMENTS (silences); i++)
    asked = asked || g_str_equal (silences[i][0], model);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    asked = asked || g_str_equal (others[i], model);

  return asked || g_str_equal (model, "demo/error-connection");
}

/* No model is without a test, and "demo/errors" tells of all that fail. */
static void
test_demo_models_all (void)
{
  g_autofree char *list = sy_demo_script_dup_text (sy_demo_script_find ("demo/errors"));
  gsize n_scripts = 0;
  const SyDemoScript *scripts = sy_demo_script_get_all (&n_scripts);

  for (gsize i = 0; i < n_scripts; i++)
    {
      const SyDemoScript *script = &scripts[i];
      g_autofree char *row = g_strdup_printf ("\n| `%s` | ", script->model);
      gboolean fails = g_str_has_prefix (script->model, "demo/error-") ||
                       g_str_has_prefix (script->model, "demo/stream-");

      if (!is_asked (script->model))
        g_error ("nobody asks %s", script->model);

      g_assert_true (sy_demo_script_find (script->model) == script);
      g_assert_true ((strstr (list, row) != NULL) == fails);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/demo-models/all", test_demo_models_all);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/demo-models/errors", test_demo_models_errors);
  ADD ("/demo-models/passing", test_demo_models_passing);
  ADD ("/demo-models/streams", test_demo_models_streams);
  ADD ("/demo-models/whole", test_demo_models_whole);
  ADD ("/demo-models/cut", test_demo_models_cut);
  ADD ("/demo-models/silence", test_demo_models_silence);
#undef ADD

  return g_test_run ();
}
