/* test-demo-server.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-demo-script.h"
#include "sy-demo-server.h"
#include "sy-json.h"

#include <libsoup/soup.h>
#include <string.h>

#define PREFIX  "0123456789abcdef"
#define SECONDS 20

/* One request and what has come back so far. */
typedef struct
{
  SoupMessage  *message;
  GInputStream *stream;
  GCancellable *cancellable;
  GString      *body;
  guint         n_reads;
  gint64        started;
  gint64        first_byte;
  gboolean      done;
  GError       *error;
} Exchange;

typedef struct
{
  SyDemoServer *server;
  SoupSession  *session;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  fixture->server = sy_demo_server_new (PREFIX);
  g_assert_true (sy_demo_server_start (fixture->server, &error));
  g_assert_no_error (error);

  fixture->session = soup_session_new_with_options ("max-conns-per-host", 16,
                                                    "proxy-resolver", NULL,
                                                    NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  soup_session_abort (fixture->session);
  g_assert_finalize_object (fixture->session);
  g_assert_finalize_object (fixture->server);
}

static gboolean
wake_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static void
iterate (gint64 deadline)
{
  guint id = g_timeout_add (20, wake_cb, NULL);

  g_main_context_iteration (NULL, TRUE);
  g_source_remove (id);
  g_assert_cmpint (g_get_monotonic_time (), <, deadline);
}

static gint64
get_deadline (void)
{
  return g_get_monotonic_time () + SECONDS * G_USEC_PER_SEC;
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Exchange *exchange = user_data;
  g_autoptr(GBytes) bytes = NULL;

  bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (object), result, &exchange->error);
  if (bytes == NULL || g_bytes_get_size (bytes) == 0)
    {
      exchange->done = TRUE;
      return;
    }

  if (exchange->n_reads++ == 0)
    exchange->first_byte = g_get_monotonic_time ();

  g_string_append_len (exchange->body, g_bytes_get_data (bytes, NULL),
                       (gssize) g_bytes_get_size (bytes));
  g_input_stream_read_bytes_async (exchange->stream, 16384, G_PRIORITY_DEFAULT,
                                   exchange->cancellable, read_cb, exchange);
}

static void
sent_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Exchange *exchange = user_data;

  exchange->stream = soup_session_send_finish (SOUP_SESSION (object), result, &exchange->error);
  if (exchange->stream == NULL)
    exchange->done = TRUE;
  else
    g_input_stream_read_bytes_async (exchange->stream, 16384, G_PRIORITY_DEFAULT,
                                     exchange->cancellable, read_cb, exchange);
}

static Exchange *
exchange_new (Fixture    *fixture,
              const char *method,
              const char *uri)
{
  Exchange *exchange = g_new0 (Exchange, 1);

  exchange->message = soup_message_new (method, uri);
  g_assert_nonnull (exchange->message);
  exchange->cancellable = g_cancellable_new ();
  exchange->body = g_string_new (NULL);

  return exchange;
}

static void
exchange_start (Exchange *exchange,
                Fixture  *fixture)
{
  exchange->started = g_get_monotonic_time ();
  soup_session_send_async (fixture->session, exchange->message, G_PRIORITY_DEFAULT,
                           exchange->cancellable, sent_cb, exchange);
}

static Exchange *
post (Fixture    *fixture,
      const char *path,
      const char *json)
{
  g_autofree char *uri = g_strconcat (sy_demo_server_get_base (fixture->server), path, NULL);
  g_autoptr(GBytes) body = g_bytes_new (json, strlen (json));
  Exchange *exchange = exchange_new (fixture, SOUP_METHOD_POST, uri);

  soup_message_set_request_body_from_bytes (exchange->message, "application/json", body);
  exchange_start (exchange, fixture);

  return exchange;
}

static Exchange *
ask (Fixture    *fixture,
     const char *model,
     gboolean    stream)
{
  g_autofree char *json =
    g_strdup_printf ("{\"model\":\"%s\",\"stream\":%s,\"messages\":["
                     "{\"role\":\"system\",\"content\":\"12345678\"},"
                     "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"1234\"}]}]}",
                     model, stream ? "true" : "false");

  return post (fixture, "chat/completions", json);
}

static void
wait_for_bytes (Exchange *exchange,
                gsize     length)
{
  gint64 deadline = get_deadline ();

  while (exchange->body->len < length && !exchange->done)
    iterate (deadline);
}

static void
wait_for_end (Exchange *exchange)
{
  wait_for_bytes (exchange, G_MAXSIZE);
}

static void
exchange_free (Exchange *exchange)
{
  gint64 deadline = get_deadline ();

  g_cancellable_cancel (exchange->cancellable);
  while (!exchange->done)
    iterate (deadline);

  if (exchange->stream != NULL)
    g_input_stream_close (exchange->stream, NULL, NULL);

  g_clear_object (&exchange->stream);
  g_clear_object (&exchange->message);
  g_clear_object (&exchange->cancellable);
  g_clear_error (&exchange->error);
  g_string_free (exchange->body, TRUE);
  g_free (exchange);
}

static void
check_usage (JsonObject *chunk,
             gint64      n_tokens)
{
  JsonObject *usage = sy_json_get_object (chunk, "usage");
  double cost;

  g_assert_cmpuint (json_array_get_length (sy_json_get_array (chunk, "choices")), ==, 0);
  g_assert_cmpint (sy_json_get_int (usage, "prompt_tokens", -1), ==, 3 + 8);
  g_assert_cmpint (sy_json_get_int (usage, "completion_tokens", -1), ==, n_tokens);
  g_assert_cmpint (sy_json_get_int (usage, "total_tokens", -1), ==, n_tokens + 11);
  g_assert_true (sy_json_get_double (usage, "cost", &cost));
  g_assert_cmpfloat_with_epsilon (cost, (11 * 0.2 + (double) n_tokens * 0.8) / 1e6, 1e-12);
}

/* Reads a whole stream strictly and gives the text; the number of chunks with
 * text has to be what the usage says. */
static char *
read_stream (const char *body,
             const char *model)
{
  g_auto(GStrv) events = g_strsplit (body, "\n\n", -1);
  guint n_events = g_strv_length (events);
  GString *text = g_string_new (NULL);
  gint64 n_tokens = 0;
  gboolean finished = FALSE;

  g_assert_cmpuint (n_events, >, 5);
  g_assert_cmpstr (events[0], ==, ": DEMO PROCESSING");
  g_assert_cmpstr (events[n_events - 2], ==, "data: [DONE]");
  g_assert_cmpstr (events[n_events - 1], ==, "");

  for (guint i = 1; i < n_events - 2; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(JsonNode) root = NULL;
      JsonObject *chunk, *choice, *delta;
      const char *content;

      g_assert_true (g_str_has_prefix (events[i], "data: "));
      root = sy_json_parse (events[i] + strlen ("data: "), -1, &error);
      g_assert_no_error (error);

      chunk = sy_json_node_object (root);
      g_assert_true (g_str_has_prefix (sy_json_get_string (chunk, "id"), "gen-"));
      g_assert_cmpstr (sy_json_get_string (chunk, "object"), ==, "chat.completion.chunk");
      g_assert_cmpstr (sy_json_get_string (chunk, "model"), ==, model);
      g_assert_cmpstr (sy_json_get_string (chunk, "provider"), ==, "Demo");

      if (i == n_events - 3)
        {
          g_assert_true (finished);
          check_usage (chunk, n_tokens);
          continue;
        }

      choice = sy_json_array_object (sy_json_get_array (chunk, "choices"), 0);
      delta = sy_json_get_object (choice, "delta");
      content = sy_json_get_string (delta, "content");
      g_assert_cmpstr (sy_json_get_string (delta, "role"), ==, "assistant");
      g_assert_nonnull (content);
      g_assert_false (finished);

      finished = g_strcmp0 (sy_json_get_string (choice, "finish_reason"), "stop") == 0;
      if (!finished)
        {
          g_assert_cmpuint (strlen (content), >, 0);
          n_tokens++;
        }

      g_string_append (text, content);
    }

  return g_string_free (text, FALSE);
}

static void
assert_error (Exchange *exchange,
              guint     status)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) root = NULL;
  JsonObject *details;

  wait_for_end (exchange);
  g_assert_no_error (exchange->error);
  g_assert_cmpuint (soup_message_get_status (exchange->message), ==, status);

  root = sy_json_parse (exchange->body->str, -1, &error);
  g_assert_no_error (error);
  details = sy_json_get_object (sy_json_node_object (root), "error");
  g_assert_cmpint (sy_json_get_int (details, "code", -1), ==, status);
  g_assert_nonnull (sy_json_get_string (details, "message"));

  exchange_free (exchange);
}

static void
test_demo_server_base (void)
{
  SyDemoServer *server = sy_demo_server_new (PREFIX);
  g_autoptr(GError) error = NULL;

  g_assert_null (sy_demo_server_get_base (server));
  sy_demo_server_stop (server);

  for (guint i = 0; i < 20; i++)
    {
      g_assert_true (sy_demo_server_start (server, &error));
      g_assert_no_error (error);
      g_assert_true (g_str_has_prefix (sy_demo_server_get_base (server), "http://127.0.0.1:"));
      g_assert_true (g_str_has_suffix (sy_demo_server_get_base (server), "/" PREFIX "/"));

      sy_demo_server_stop (server);
      sy_demo_server_stop (server);
      g_assert_null (sy_demo_server_get_base (server));
    }

  g_assert_true (sy_demo_server_start (server, &error));
  g_assert_no_error (error);
  g_assert_finalize_object (server);
}

static void
test_demo_server_tour (Fixture       *fixture,
                       gconstpointer  data)
{
  const SyDemoScript *script = sy_demo_script_find ("demo/markdown-tour");
  g_autofree char *expected = sy_demo_script_dup_text (script);
  g_autofree char *text = NULL;
  Exchange *exchange = ask (fixture, script->model, TRUE);
  gint64 took;

  wait_for_end (exchange);
  took = g_get_monotonic_time () - exchange->first_byte;
  g_assert_no_error (exchange->error);
  g_assert_cmpuint (soup_message_get_status (exchange->message), ==, SOUP_STATUS_OK);
  g_assert_cmpstr (soup_message_headers_get_content_type (
                     soup_message_get_response_headers (exchange->message), NULL),
                   ==, "text/event-stream");

  text = read_stream (exchange->body->str, script->model);
  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpuint (strlen (text), >, 1500);
  g_assert_cmpuint (strlen (text), <, 2500);

  /* It came in pieces, over some seconds. */
  g_assert_cmpuint (exchange->n_reads, >, 50);
  g_assert_cmpint (took, >, 2 * G_USEC_PER_SEC);

  exchange_free (exchange);
}

static void
test_demo_server_json (Fixture       *fixture,
                       gconstpointer  data)
{
  const SyDemoScript *script = sy_demo_script_find ("demo/long-reply");
  g_autofree char *expected = sy_demo_script_dup_text (script);
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) root = NULL;
  Exchange *exchange = ask (fixture, script->model, FALSE);
  JsonObject *reply, *choice, *message;

  wait_for_end (exchange);
  g_assert_no_error (exchange->error);
  root = sy_json_parse (exchange->body->str, -1, &error);
  g_assert_no_error (error);

  reply = sy_json_node_object (root);
  choice = sy_json_array_object (sy_json_get_array (reply, "choices"), 0);
  message = sy_json_get_object (choice, "message");
  g_assert_cmpstr (sy_json_get_string (reply, "object"), ==, "chat.completion");
  g_assert_cmpstr (sy_json_get_string (choice, "finish_reason"), ==, "stop");
  g_assert_cmpstr (sy_json_get_string (message, "role"), ==, "assistant");
  g_assert_cmpstr (sy_json_get_string (message, "content"), ==, expected);
  g_assert_cmpint (sy_json_get_int (sy_json_get_object (reply, "usage"),
                                    "completion_tokens", -1), >, 10000);

  exchange_free (exchange);
}

/* The headers and the comment come at once, the first word after six seconds. */
static void
test_demo_server_slow (Fixture       *fixture,
                       gconstpointer  data)
{
  Exchange *exchange = ask (fixture, "demo/slow-reply", TRUE);
  gint64 deadline = get_deadline ();

  wait_for_bytes (exchange, 1);
  g_assert_cmpint (exchange->first_byte - exchange->started, <, 3 * G_USEC_PER_SEC);

  while (strstr (exchange->body->str, "data:") == NULL)
    iterate (deadline);
  g_assert_cmpint (g_get_monotonic_time () - exchange->started, >=, 6 * G_USEC_PER_SEC);
  g_assert_false (exchange->done);

  exchange_free (exchange);
}

static void
test_demo_server_parallel (Fixture       *fixture,
                           gconstpointer  data)
{
  Exchange *exchanges[5];
  gint64 deadline = get_deadline ();
  gboolean all = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (exchanges); i++)
    exchanges[i] = ask (fixture, i == 0 ? "demo/slow-reply" : "demo/long-reply", TRUE);

  while (!all)
    {
      iterate (deadline);

      all = TRUE;
      for (gsize i = 1; i < G_N_ELEMENTS (exchanges); i++)
        all = all && exchanges[i]->body->len > 50000;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (exchanges); i++)
    {
      g_assert_false (exchanges[i]->done);
      exchange_free (exchanges[i]);
    }
}

/* A client that goes away in the middle costs the server nothing: it answers the
 * next one, and has ended the reply when it is stopped. */
static void
test_demo_server_client_goes (Fixture       *fixture,
                              gconstpointer  data)
{
  for (guint i = 0; i < 10; i++)
    {
      Exchange *exchange = ask (fixture, "demo/long-reply", TRUE);

      if (i > 0)
        wait_for_bytes (exchange, i * 1000);
      exchange_free (exchange);
    }

  assert_error (ask (fixture, "demo/none", TRUE), SOUP_STATUS_NOT_FOUND);
}

static void
test_demo_server_stop (Fixture       *fixture,
                       gconstpointer  data)
{
  Exchange *streaming = ask (fixture, "demo/long-reply", TRUE);
  Exchange *waiting = ask (fixture, "demo/slow-reply", TRUE);
  gint64 before;

  wait_for_bytes (streaming, 2000);
  wait_for_bytes (waiting, 1);
  g_assert_false (streaming->done);

  before = g_get_monotonic_time ();
  sy_demo_server_stop (fixture->server);
  g_assert_cmpint (g_get_monotonic_time () - before, <, G_USEC_PER_SEC / 2);

  wait_for_end (streaming);
  wait_for_end (waiting);
  g_assert_null (strstr (streaming->body->str, "[DONE]"));

  exchange_free (streaming);
  exchange_free (waiting);
}

static void
test_demo_server_address (Fixture       *fixture,
                          gconstpointer  data)
{
  static const char * const wrong[] = {
    "",
    "chat",
    "chat/completions/",
    "chat/completions/more",
    "chat/completionsmore",
    "../chat/completions",
    "../0123456789abcdee/chat/completions",
    "../",
  };
  g_autofree char *uri = NULL;
  Exchange *get;

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    assert_error (post (fixture, wrong[i], "{\"model\":\"demo/markdown-tour\"}"),
                  SOUP_STATUS_NOT_FOUND);

  uri = g_strconcat (sy_demo_server_get_base (fixture->server), "chat/completions", NULL);
  get = exchange_new (fixture, SOUP_METHOD_GET, uri);
  exchange_start (get, fixture);
  assert_error (get, SOUP_STATUS_NOT_FOUND);
}

static void
test_demo_server_body (Fixture       *fixture,
                       gconstpointer  data)
{
  static const char * const wrong[] = {
    "",
    "nonsense",
    "[]",
    "{}",
    "{\"model\":null}",
    "{\"model\":17}",
    "{\"model\":\"demo/markdown-tour\"",
  };
  g_autofree char *letters = g_strnfill (5000, 'x');
  g_autofree char *endless = g_strdup_printf ("{\"model\":\"%s\"}", letters);
  Exchange *exchange;

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    assert_error (post (fixture, "chat/completions", wrong[i]), SOUP_STATUS_BAD_REQUEST);

  exchange = post (fixture, "chat/completions", endless);
  wait_for_end (exchange);
  g_assert_cmpuint (exchange->body->len, <, 1000);
  assert_error (exchange, SOUP_STATUS_NOT_FOUND);

  exchange = post (fixture, "chat/completions",
                   "{\"model\":\"demo/markdown-tour\",\"stream\":\"yes\",\"messages\":"
                   "[null,1,{\"content\":{}},{\"content\":[null,{\"text\":3}]}]}");
  wait_for_end (exchange);
  g_assert_cmpuint (soup_message_get_status (exchange->message), ==, SOUP_STATUS_OK);
  exchange_free (exchange);
}

static void
test_demo_server_size (Fixture       *fixture,
                       gconstpointer  data)
{
  gsize size = 17 * 1024 * 1024;
  g_autofree char *uri =
    g_strconcat (sy_demo_server_get_base (fixture->server), "chat/completions", NULL);
  g_autofree char *letters = g_strnfill (size, ' ');
  g_autoptr(GInputStream) chunks = NULL;
  Exchange *chunked;

  assert_error (post (fixture, "chat/completions", letters),
                SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE);
  assert_error (post (fixture, "elsewhere", letters),
                SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE);

  chunks = g_memory_input_stream_new_from_data (letters, (gssize) size, NULL);
  chunked = exchange_new (fixture, SOUP_METHOD_POST, uri);
  soup_message_set_request_body (chunked->message, "application/json", chunks, -1);
  exchange_start (chunked, fixture);
  assert_error (chunked, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE);
}

static void
test_demo_server_tokens (void)
{
  static const char text[] = "A caf\xc3\xa9 \xe2\x80\x93 \xf0\x9f\x9a\x82\xf0\x9f\x9a\x82"
                             "\xf0\x9f\x9a\x82\xf0\x9f\x9a\x82\xf0\x9f\x9a\x82\xf0\x9f\x9a\x82"
                             "\xf0\x9f\x9a\x82 extraordinary\n\n  end";
  gsize offset = 0;

  for (gsize length; (length = sy_demo_script_next_token (text + offset)) > 0; offset += length)
    g_assert_true (g_utf8_validate (text + offset, (gssize) length, NULL));

  g_assert_cmpuint (offset, ==, strlen (text));
}

static void
test_demo_server_story (void)
{
  const SyDemoScript *script = sy_demo_script_find ("demo/long-reply");
  g_autofree char *story = sy_demo_script_dup_text (script);
  g_autofree char *again = sy_demo_script_dup_text (script);

  g_assert_cmpstr (story, ==, again);
  g_assert_true (g_utf8_validate (story, -1, NULL));
  g_assert_cmpuint (strlen (story), >, 58000);
  g_assert_cmpuint (strlen (story), <, 64000);
  g_assert_null (strpbrk (story, "{}%"));
  g_assert_null (strstr (story, "  "));
  g_assert_null (sy_demo_script_find ("demo"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  g_test_add_func ("/demo-server/base", test_demo_server_base);
  g_test_add_func ("/demo-server/tokens", test_demo_server_tokens);
  g_test_add_func ("/demo-server/story", test_demo_server_story);
  ADD ("/demo-server/tour", test_demo_server_tour);
  ADD ("/demo-server/json", test_demo_server_json);
  ADD ("/demo-server/slow", test_demo_server_slow);
  ADD ("/demo-server/parallel", test_demo_server_parallel);
  ADD ("/demo-server/client-goes", test_demo_server_client_goes);
  ADD ("/demo-server/stop", test_demo_server_stop);
  ADD ("/demo-server/address", test_demo_server_address);
  ADD ("/demo-server/body", test_demo_server_body);
  ADD ("/demo-server/size", test_demo_server_size);
#undef ADD

  return g_test_run ();
}
