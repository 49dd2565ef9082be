/* test-fetch.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-fetch.h"

#include "http-fixture.h"
#include "support-spin.h"
#include "sy-error.h"
#include "sy-http-message.h"

#include <string.h>

#define OK_BODY "HTTP/1.1 200 OK\r\nContent-Length: 7\r\nX-Note: hi\r\n\r\n{\"a\":1}"

/* What comes of one fetch. */
typedef struct
{
  SyFetchAnswer *answer;
  GError        *error;
  guint          n_ends;
} Outcome;

static void
outcome_clear (Outcome *outcome)
{
  g_clear_pointer (&outcome->answer, sy_fetch_answer_free);
  g_clear_error (&outcome->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

static void
fetched_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Outcome *outcome = user_data;

  outcome->answer = sy_fetch_finish (SY_HTTP (object), result, &outcome->error);
  g_assert_true ((outcome->answer != NULL) == (outcome->error == NULL));
  outcome->n_ends++;
}

static gboolean
is_over (gpointer data)
{
  Outcome *outcome = data;

  return outcome->n_ends > 0;
}

static void
start (Fixture *fixture,
       Outcome *outcome)
{
  const SyFetch fetch = {
    .url = fixture->url,
    .auth_header = "Authorization",
    .key = "the-key",
    .max_bytes = 1000,
    .timeout_ms = 10000,
  };

  sy_fetch_async (fixture->http, &fetch, fixture->cancellable, fetched_cb, outcome);
}

static void
wait_for (Outcome *outcome)
{
  g_assert_true (support_spin_until (is_over, outcome, PATIENCE_MS));
  g_assert_cmpuint (outcome->n_ends, ==, 1);
}

/* All before the first run: the last script serves all requests that follow. */
static void
serve (Fixture    *fixture,
       const char *answer)
{
  const RawStep steps[] = { { RAW_SEND, answer } };

  raw_server_add_script (fixture->server, steps, G_N_ELEMENTS (steps));
}

static void
run (Fixture *fixture,
     Outcome *outcome)
{
  start (fixture, outcome);
  wait_for (outcome);
}

static void
assert_body (Outcome    *outcome,
             guint       status,
             const char *body)
{
  g_assert_no_error (outcome->error);
  g_assert_cmpuint (sy_http_stream_get_status (outcome->answer->stream), ==, status);
  g_assert_cmpmem (outcome->answer->body->data, outcome->answer->body->len, body, strlen (body));
}

static void
test_answer (Fixture       *fixture,
             gconstpointer  data)
{
  g_auto(Outcome) outcome = { NULL };
  g_autofree char *request = NULL;

  serve (fixture, OK_BODY);
  run (fixture, &outcome);
  assert_body (&outcome, 200, "{\"a\":1}");
  g_assert_cmpstr (sy_http_stream_get_header (outcome.answer->stream, "x-note"), ==, "hi");

  request = raw_server_dup_request (fixture->server, 0);
  g_assert_true (g_str_has_prefix (request, "GET /v1/chat/completions HTTP/1.1\r\n"));
  g_assert_nonnull (strstr (request, "\r\nAuthorization: Bearer the-key\r\n"));
  g_assert_nonnull (strstr (request, "\r\nAccept: application/json\r\n"));
  g_assert_null (strstr (request, "Referer"));
  g_assert_null (strstr (request, "X-OpenRouter"));
  g_assert_true (g_str_has_suffix (request, "\r\n\r\n"));
}

static void
fetch_if (Fixture    *fixture,
          const char *etag,
          const char *date,
          Outcome    *outcome)
{
  const SyFetch fetch = {
    .url = fixture->url,
    .if_none_match = etag,
    .if_modified_since = date,
    .max_bytes = 1000,
    .timeout_ms = 10000,
  };

  sy_fetch_async (fixture->http, &fetch, NULL, fetched_cb, outcome);
  wait_for (outcome);
}

/* A 304 is an answer too. */
static void
test_condition (Fixture       *fixture,
                gconstpointer  data)
{
  g_auto(Outcome) outcome = { NULL };
  g_autofree char *request = NULL;

  serve (fixture, "HTTP/1.1 304 Not Modified\r\nETag: W/\"a b\"\r\n\r\n");
  fetch_if (fixture, "W/\"a b\"", "Tue, 01 Sep 2026 00:00:00 GMT", &outcome);
  assert_body (&outcome, 304, "");
  g_assert_cmpstr (sy_http_stream_get_header (outcome.answer->stream, "etag"), ==, "W/\"a b\"");

  request = raw_server_dup_request (fixture->server, 0);
  g_assert_nonnull (strstr (request, "\r\nIf-None-Match: W/\"a b\"\r\n"));
  g_assert_nonnull (strstr (request, "\r\nIf-Modified-Since: Tue, 01 Sep 2026 00:00:00 GMT\r\n"));
}

/* What no server would have said is not said to one. */
static void
test_bad_condition (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *longest = g_strnfill (256, 'a');
  g_autofree char *too_long = g_strnfill (257, 'a');
  const char *const bad[] = { "", "a\r\nX-Evil: 1", "\xc3\xa4", "a\tb", "\x7f", too_long };
  guint n = 0;

  serve (fixture, OK_BODY);

  for (; n < G_N_ELEMENTS (bad); n++)
    {
      g_auto(Outcome) outcome = { NULL };
      g_autofree char *request = NULL;

      fetch_if (fixture, bad[n], bad[n], &outcome);
      request = raw_server_dup_request (fixture->server, n);
      g_assert_null (strstr (request, "\r\nIf-"));
      g_assert_null (strstr (request, "X-Evil"));
    }

  {
    g_auto(Outcome) outcome = { NULL };
    g_autofree char *request = NULL;

    fetch_if (fixture, longest, NULL, &outcome);
    request = raw_server_dup_request (fixture->server, n);
    g_assert_nonnull (strstr (request, "\r\nIf-None-Match: aaa"));
  }
}

static GBytes *
pack (gsize length)
{
  g_autoptr(GZlibCompressor) gzip = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, -1);
  g_autoptr(GBytes) plain = g_bytes_new_take (g_strnfill (length, 'a'), length);
  g_autoptr(GError) error = NULL;
  GBytes *packed = g_converter_convert_bytes (G_CONVERTER (gzip), plain, &error);

  g_assert_no_error (error);

  return packed;
}

static void
serve_packed (Fixture    *fixture,
              const char *status,
              GBytes     *packed,
              gsize       length)
{
  g_autofree char *head =
    g_strdup_printf ("HTTP/1.1 %s\r\nContent-Encoding: gzip\r\nContent-Length: %" G_GSIZE_FORMAT
                     "\r\n\r\n", status, length);
  const RawStep steps[] = {
    { RAW_SEND, head },
    { RAW_SEND, g_bytes_get_data (packed, NULL), length },
  };

  raw_server_add_script (fixture->server, steps, G_N_ELEMENTS (steps));
}

static void
test_packed (Fixture       *fixture,
             gconstpointer  data)
{
  g_auto(Outcome) outcome = { NULL };
  g_autoptr(GBytes) packed = pack (1000);
  g_autofree char *plain = g_strnfill (1000, 'a');
  g_autofree char *request = NULL;

  serve_packed (fixture, "200 OK", packed, g_bytes_get_size (packed));
  run (fixture, &outcome);
  assert_body (&outcome, 200, plain);
  request = raw_server_dup_request (fixture->server, 0);
  g_assert_nonnull (strstr (request, "\r\nAccept-Encoding: gzip\r\n"));
}

/* Few bytes of it are many. */
static void
test_packed_too_large (Fixture       *fixture,
                       gconstpointer  data)
{
  g_auto(Outcome) outcome = { NULL };
  g_autoptr(GBytes) packed = pack (100 * 1000);

  g_assert_cmpuint (g_bytes_get_size (packed), <, 1000);
  serve_packed (fixture, "200 OK", packed, g_bytes_get_size (packed));
  run (fixture, &outcome);
  g_assert_error (outcome.error, SY_ERROR, SY_ERROR_TOO_LARGE);
  g_assert_nonnull (strstr (outcome.error->message, "127.0.0.1"));
}

/* Wherever it is cut, and when it is not packed at all. */
static void
test_packed_badly (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(GBytes) packed = pack (500);
  g_autoptr(GBytes) plain = g_bytes_new_static ("{\"a\":1}", 7);
  gsize length = g_bytes_get_size (packed);

  for (gsize cut = 1; cut < length; cut++)
    serve_packed (fixture, "200 OK", packed, cut);
  serve_packed (fixture, "200 OK", plain, 7);
  serve_packed (fixture, "500 Internal Server Error", plain, 7);

  for (gsize i = 1; i <= length; i++)
    {
      g_auto(Outcome) outcome = { NULL };

      run (fixture, &outcome);
      g_assert_error (outcome.error, SY_ERROR, SY_ERROR_PROTOCOL);
    }

  {
    g_auto(Outcome) outcome = { NULL };

    run (fixture, &outcome);
    assert_body (&outcome, 500, "");
  }
}

/* Any status is an answer, and a redirect is not followed. */
static void
test_statuses (Fixture       *fixture,
               gconstpointer  data)
{
  static const struct
  {
    guint       status;
    const char *answer;
    const char *body;
  } cases[] = {
    { 204, "HTTP/1.1 204 No Content\r\n\r\n", "" },
    { 302, "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n", "" },
    { 401, "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic\r\nContent-Length: 2\r\n\r\nno",
      "no" },
    { 421, "HTTP/1.1 421 Misdirected Request\r\nContent-Length: 0\r\n\r\n", "" },
    { 500, "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n", "" },
    /* Cut, but its status is known. */
    { 503, "HTTP/1.1 503 Busy\r\nContent-Length: 100\r\n\r\nwait", "wait" },
    { 200, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", "abc" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    serve (fixture, cases[i].answer);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(Outcome) outcome = { NULL };

      run (fixture, &outcome);
      assert_body (&outcome, cases[i].status, cases[i].body);
      g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, i + 1);
    }
}

static void
test_cut (Fixture       *fixture,
          gconstpointer  data)
{
  g_auto(Outcome) outcome = { NULL };
  g_auto(Outcome) chunked = { NULL };

  serve (fixture, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"a\"");
  serve (fixture, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nabc");
  run (fixture, &outcome);
  g_assert_error (outcome.error, SY_ERROR, SY_ERROR_NETWORK);
  run (fixture, &chunked);
  g_assert_error (chunked.error, SY_ERROR, SY_ERROR_NETWORK);
}

static void
test_too_large (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *long_body = g_strnfill (1001, 'x');
  g_autofree char *good = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n%s",
                                           long_body + 1);
  g_autofree char *large = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n%s",
                                            long_body);
  g_autofree char *trouble = g_strdup_printf ("HTTP/1.1 500 No\r\nContent-Length: 1001\r\n\r\n%s",
                                              long_body);
  g_auto(Outcome) fits = { NULL };
  g_auto(Outcome) outcome = { NULL };
  g_auto(Outcome) bad = { NULL };

  serve (fixture, good);
  serve (fixture, large);
  serve (fixture, trouble);
  run (fixture, &fits);
  assert_body (&fits, 200, long_body + 1);
  run (fixture, &outcome);
  g_assert_error (outcome.error, SY_ERROR, SY_ERROR_TOO_LARGE);
  g_assert_nonnull (strstr (outcome.error->message, "127.0.0.1"));

  /* Of an error the beginning is enough. */
  run (fixture, &bad);
  assert_body (&bad, 500, long_body + 1);
}

static void
test_timeout (Fixture       *fixture,
              gconstpointer  data)
{
  static const RawStep silent[] = { { RAW_WAIT_CLOSE } };
  static const RawStep slow[] = {
    { RAW_SEND, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n" }, { RAW_HOLD },
    { RAW_SEND, "x" }, { RAW_WAIT_CLOSE },
  };
  g_auto(Outcome) outcome = { NULL };
  g_auto(Outcome) second = { NULL };

  raw_server_add_script (fixture->server, silent, G_N_ELEMENTS (silent));
  raw_server_add_script (fixture->server, slow, G_N_ELEMENTS (slow));
  start (fixture, &outcome);
  g_assert_true (support_spin_until (fixture_is_requested, fixture, PATIENCE_MS));
  sy_fake_clock_advance (fixture->clock, 9999);
  support_spin_for (20);
  g_assert_cmpuint (outcome.n_ends, ==, 0);
  sy_fake_clock_advance (fixture->clock, 1);
  wait_for (&outcome);
  g_assert_error (outcome.error, SY_ERROR, SY_ERROR_TIMEOUT);
  g_assert_true (support_spin_until (fixture_is_closed, fixture, PATIENCE_MS));

  /* It is for all of the answer, however it trickles. */
  start (fixture, &second);
  support_spin_for (50);
  sy_fake_clock_advance (fixture->clock, 6000);
  raw_server_release (fixture->server);
  support_spin_for (50);
  sy_fake_clock_advance (fixture->clock, 4000);
  wait_for (&second);
  g_assert_error (second.error, SY_ERROR, SY_ERROR_TIMEOUT);
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  static const RawStep silent[] = { { RAW_WAIT_CLOSE } };
  g_auto(Outcome) outcome = { NULL };
  g_auto(Outcome) second = { NULL };

  raw_server_add_script (fixture->server, silent, G_N_ELEMENTS (silent));
  start (fixture, &outcome);
  g_assert_true (support_spin_until (fixture_is_requested, fixture, PATIENCE_MS));
  g_cancellable_cancel (fixture->cancellable);
  wait_for (&outcome);
  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (support_spin_until (fixture_is_closed, fixture, PATIENCE_MS));

  /* Nothing is sent by what was given up before. */
  start (fixture, &second);
  wait_for (&second);
  g_assert_error (second.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, 1);
}

static void
test_bad_address (Fixture       *fixture,
                  gconstpointer  data)
{
  static const struct
  {
    const char *url;
    SyError     code;
  } cases[] = {
    { "no address", SY_ERROR_INVALID_URL },
    { "demo:models", SY_ERROR_NETWORK },
    { "http://plain.example/v1/models", SY_ERROR_INSECURE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const SyFetch fetch = { .url = cases[i].url, .max_bytes = 10 };
      g_auto(Outcome) outcome = { NULL };

      sy_fetch_async (fixture->http, &fetch, NULL, fetched_cb, &outcome);
      wait_for (&outcome);
      g_assert_error (outcome.error, SY_ERROR, (int) cases[i].code);
    }
}

static void
test_alias (Fixture       *fixture,
            gconstpointer  data)
{
  const SyFetch fetch = { .url = "demo:models", .max_bytes = 10 };
  const RawStep steps[] = { { RAW_SEND, OK_BODY } };
  g_autofree char *base = raw_server_dup_url (fixture->server, "/prefix");
  g_autofree char *request = NULL;
  g_auto(Outcome) outcome = { NULL };

  raw_server_add_script (fixture->server, steps, G_N_ELEMENTS (steps));
  sy_http_set_alias (fixture->http, "demo", base);
  sy_fetch_async (fixture->http, &fetch, NULL, fetched_cb, &outcome);
  wait_for (&outcome);
  assert_body (&outcome, 200, "{\"a\":1}");
  request = raw_server_dup_request (fixture->server, 0);
  g_assert_true (g_str_has_prefix (request, "GET /prefix/models HTTP/1.1\r\n"));
}

/* Who is told which program asks goes by the origin, to the letter. */
static void
test_identity (void)
{
  static const char *const others[] = {
    "http://openrouter.ai", "https://openrouter.ai:8443", "https://api.openrouter.ai",
    "https://openrouter.ai.example", "https://notopenrouter.ai", "https://openrouter.com",
    "https://api.openai.com", "http://127.0.0.1:8080", "demo:", "",
  };

  g_assert_true (sy_http_message_may_identify ("https://openrouter.ai"));

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (sy_http_message_may_identify (others[i]));
}

static void
test_identity_headers (void)
{
  const SyHttpGet get = { .url = "https://openrouter.ai/api/v1/key" };
  g_autoptr(SoupMessage) message = NULL;
  SoupMessageHeaders *headers = NULL;

  message = sy_http_message_new_get (get.url, &get, NULL);
  headers = soup_message_get_request_headers (message);
  g_assert_null (soup_message_headers_get_one (headers, "HTTP-Referer"));
  sy_http_message_identify (message);
  g_assert_cmpstr (soup_message_headers_get_one (headers, "HTTP-Referer"), ==,
                   "https://sythoria.com");
  g_assert_cmpstr (soup_message_headers_get_one (headers, "X-OpenRouter-Title"), ==, "Sythoria");
}

#define ADD(path, func) \
  g_test_add ("/fetch/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("answer", test_answer);
  ADD ("condition", test_condition);
  ADD ("bad-condition", test_bad_condition);
  ADD ("packed", test_packed);
  ADD ("packed-too-large", test_packed_too_large);
  ADD ("packed-badly", test_packed_badly);
  ADD ("statuses", test_statuses);
  ADD ("cut", test_cut);
  ADD ("too-large", test_too_large);
  ADD ("timeout", test_timeout);
  ADD ("cancel", test_cancel);
  ADD ("bad-address", test_bad_address);
  ADD ("alias", test_alias);
  g_test_add_func ("/fetch/identity", test_identity);
  g_test_add_func ("/fetch/identity-headers", test_identity_headers);

  return g_test_run ();
}
