/* test-http-faults.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fake-network.h"
#include "http-fixture.h"
#include "support-spin.h"

#include <string.h>

/* From now on all requests that leave this computer go to @server. */
static char *
set_proxy (Fixture   *fixture,
           RawServer *server)
{
  g_autofree char *proxy = raw_server_dup_url (server, "");
  g_autoptr(GProxyResolver) resolver = g_simple_proxy_resolver_new (proxy, NULL);

  sy_http_set_proxies (fixture->http, resolver);

  return g_strdup (proxy + strlen ("http://"));
}

static void
test_no_http (Fixture       *fixture,
              gconstpointer  data)
{
  fixture_run (fixture, "SSH-2.0-OpenSSH_10.0\r\n\r\n");
  fixture_assert_failed (fixture, SY_ERROR_NETWORK, "127.0.0.1");
}

static void
test_no_answer (Fixture       *fixture,
                gconstpointer  data)
{
  const RawStep close_steps[] = { { RAW_CLOSE } };
  const RawStep reset_steps[] = { { RAW_RESET } };
  const RawStep cut_steps[] = { { RAW_SEND, "HTTP/1.1 200 OK\r\nContent-Ty" } };

  raw_server_add_script (fixture->server, close_steps, 1);
  raw_server_add_script (fixture->server, reset_steps, 1);
  raw_server_add_script (fixture->server, cut_steps, 1);

  for (guint i = 1; i <= 3; i++)
    {
      fixture->n_answers = 0;
      fixture_start (fixture);
      fixture_wait (fixture);
      fixture_assert_failed (fixture, SY_ERROR_NETWORK, "127.0.0.1");

      /* Nothing is sent a second time behind the back. */
      g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, i);
    }
}

static void
test_endless_head (Fixture       *fixture,
                   gconstpointer  data)
{
  const gsize size = 8 * 1024 * 1024;
  g_autofree char *head = g_malloc (size);
  RawStep steps[] = { { RAW_SEND, "HTTP/1.1 200 OK\r\nX-Endless: " }, { RAW_SEND, head, size } };

  memset (head, 'x', size);
  raw_server_add_script (fixture->server, steps, G_N_ELEMENTS (steps));
  fixture_start (fixture);
  fixture_wait (fixture);

  g_assert_nonnull (fixture->error);
}

/* Serves @answer, cut after @length bytes; TRUE when all went well to the end. */
static gboolean
run_cut (Fixture    *fixture,
         const char *answer,
         gsize       length,
         gsize      *body_length)
{
  g_autofree char *part = g_strndup (answer, length);
  const RawStep steps[] = { { RAW_SEND, part } };
  g_autoptr(RawServer) server = raw_server_new ();
  g_autofree char *url = raw_server_dup_url (server, "/");

  raw_server_add_script (server, steps, G_N_ELEMENTS (steps));
  fixture->post.url = url;
  fixture->n_answers = 0;
  *body_length = 0;
  fixture_start (fixture);
  fixture_wait (fixture);
  fixture->post.url = fixture->url;

  if (fixture->error == NULL)
    {
      fixture_start_pump (fixture, body_length);
      fixture_wait (fixture);
    }

  return fixture->error == NULL;
}

/* A head that is cut is no answer, wherever that is. */
static void
test_cut_head (Fixture       *fixture,
               gconstpointer  data)
{
  static const char * const heads[] = {
    RAW_OK_STREAM,
    "HTTP/1.1 200 OK\r\nX-Empty: \r\nX-Two: a\r\nX-Two: b c\r\nContent-Type: a/b\r\n\r\n",
    "HTTP/1.0 200 Very well\r\nContent-Type: text/event-stream\r\n\r\n",
  };
  gsize length;

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      for (gsize cut = 0; cut < strlen (heads[i]); cut++)
        {
          g_test_message ("%" G_GSIZE_FORMAT " bytes of %" G_GSIZE_FORMAT, cut, i);
          g_assert_false (run_cut (fixture, heads[i], cut, &length));
          fixture_assert_failed (fixture, SY_ERROR_NETWORK, "127.0.0.1");
        }

      g_assert_true (run_cut (fixture, heads[i], strlen (heads[i]), &length));
      g_assert_cmpuint (length, ==, 0);
    }
}

/* A length is held to also where libsoup takes the end of the connection for it. */
static void
test_cut_body (Fixture       *fixture,
               gconstpointer  data)
{
  const char *answer = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 4\r\n\r\nbody";
  gsize length;

  for (gsize i = 0; i < 4; i++)
    {
      g_assert_false (run_cut (fixture, answer, strlen (answer) - 4 + i, &length));
      fixture_assert_failed (fixture, SY_ERROR_NETWORK, "127.0.0.1");
      g_assert_cmpuint (length, ==, i);
    }

  g_assert_true (run_cut (fixture, answer, strlen (answer), &length));
  g_assert_cmpuint (length, ==, 4);
}

/* What is written in another way than usual is fine when something follows. */
static void
test_unusual_head (Fixture       *fixture,
                   gconstpointer  data)
{
  static const char * const answers[] = {
    "HTTP/1.1 200\r\nContent-Type:text/event-stream\r\n\r\nbody",
    "HTTP/1.1 200 OK\nContent-Type:  text/event-stream  \n\nbody",
    "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\nbody",
    "HTTP/1.1 200 OK\r\nX-Folded: a\r\n  b\r\n\r\nbody",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      gsize length;

      g_test_message ("%s", answers[i]);
      g_assert_true (run_cut (fixture, answers[i], strlen (answers[i]), &length));
      g_assert_cmpuint (length, ==, 4);
    }
}

/* An error has its status, whatever is left of its body. */
static void
test_cut_error (Fixture       *fixture,
                gconstpointer  data)
{
  gsize length = 0;

  fixture_run (fixture, "HTTP/1.1 402 Pay\r\nConnection: close\r\nContent-Length: 500\r\n\r\n{");
  fixture_assert_stream (fixture, 402);
  fixture_start_pump (fixture, &length);
  fixture_wait (fixture);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (length, ==, 1);
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(RawServer) gone = raw_server_new ();
  g_autofree char *url = raw_server_dup_url (gone, "/");

  g_clear_pointer (&gone, raw_server_free);
  fixture->post.url = url;
  fixture_start (fixture);
  fixture_wait (fixture);

  fixture_assert_failed (fixture, SY_ERROR_REFUSED, "127.0.0.1");
}

static void
test_unknown_host (Fixture       *fixture,
                   gconstpointer  data)
{
  fixture->post.url = "https://no-such-host.invalid/v1/chat/completions";
  fixture_start (fixture);
  fixture_wait (fixture);

  fixture_assert_failed (fixture, SY_ERROR_HOST_NOT_FOUND, "no-such-host.invalid");
}

static void
test_insecure (Fixture       *fixture,
               gconstpointer  data)
{
  static const struct
  {
    const char *url;
    const char *host;
  } cases[] = {
    { "http://box.local:8080/v1/chat/completions", "box.local" },
    { "http://192.168.1.5/v1/chat/completions", "192.168.1.5" },
    { "http://api.example/v1/chat/completions", "api.example" },
  };
  const RawStep steps[] = { { RAW_SEND, OK_EMPTY } };
  g_autofree char *proxy = set_proxy (fixture, fixture->server);

  raw_server_add_script (fixture->server, steps, G_N_ELEMENTS (steps));
  sy_trust_allow_plain (fixture->trust, "http://box.local");
  sy_trust_allow_plain (fixture->trust, "http://localhost:8080");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      fixture->n_answers = 0;
      fixture->post.url = cases[i].url;
      fixture_start (fixture);
      fixture_wait (fixture);
      fixture_assert_failed (fixture, SY_ERROR_INSECURE, cases[i].host);
      g_assert_cmpstr (sy_error_get_facts (fixture->error).host, ==, cases[i].host);
    }

  sy_http_set_trust (fixture->http, NULL);
  fixture->n_answers = 0;
  fixture_start (fixture);
  fixture_wait (fixture);
  fixture_assert_failed (fixture, SY_ERROR_INSECURE, "api.example");
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, 0);
}

static void
test_insecure_allowed (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autofree char *proxy = set_proxy (fixture, fixture->server);
  g_autofree char *request = NULL;

  sy_trust_allow_plain (fixture->trust, "http://box.local:8080");
  fixture->post.url = "http://box.local:8080/v1/chat/completions";
  fixture_run (fixture, OK_EMPTY);
  fixture_assert_stream (fixture, 200);

  request = raw_server_dup_request (fixture->server, 0);
  g_assert_true (g_str_has_prefix (request, "POST http://box.local:8080/v1/chat/completions "));
}

/* The proxy is named, not the host that was never reached. */
static void
test_proxy_is_gone (Fixture       *fixture,
                    gconstpointer  data)
{
  static const char * const urls[] = { "https://api.example/v1", "http://box.local/v1" };
  RawServer *gone = raw_server_new ();
  g_autofree char *proxy = set_proxy (fixture, gone);

  raw_server_free (gone);
  sy_trust_allow_plain (fixture->trust, "http://box.local");

  for (gsize i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      fixture->n_answers = 0;
      fixture->post.url = urls[i];
      fixture_start (fixture);
      fixture_wait (fixture);
      fixture_assert_failed (fixture, SY_ERROR_PROXY, proxy);
      g_assert_cmpstr (sy_error_get_facts (fixture->error).host, ==, proxy);
    }
}

static void
test_proxy_is_unknown (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(GProxyResolver) resolver = NULL;

  resolver = g_simple_proxy_resolver_new ("http://me:secret@no-such-proxy.invalid:3128", NULL);
  sy_http_set_proxies (fixture->http, resolver);
  fixture->post.url = "https://api.example/v1";
  fixture_start (fixture);
  fixture_wait (fixture);
  fixture_assert_failed (fixture, SY_ERROR_PROXY, "no-such-proxy.invalid:3128");
  g_assert_null (strstr (fixture->error->message, "secret"));
}

/* What a proxy answers instead of connecting is none of the server's answers: a 401 would
 * blame the key.
 */
static void
test_proxy_refuses (Fixture       *fixture,
                    gconstpointer  data)
{
  static const char * const answers[] = {
    "HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\n{}",
    "HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 502 Bad\r\nConnection: close\r\n\r\n<html>",
    "SSH-2.0-OpenSSH_10.0\r\n\r\n",
    "",
  };

  fixture->post.url = "https://api.example/v1";

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      const RawStep steps[] = { { RAW_SEND, answers[i] } };
      g_autoptr(RawServer) server = raw_server_new ();
      g_autofree char *proxy = set_proxy (fixture, server);
      g_autofree char *request = NULL;

      g_test_message ("%s", answers[i]);
      raw_server_add_script (server, steps, G_N_ELEMENTS (steps));
      fixture->n_answers = 0;
      fixture_start (fixture);
      fixture_wait (fixture);
      fixture_assert_failed (fixture, SY_ERROR_PROXY, proxy);
      g_assert_nonnull (strstr (fixture->error->message, "api.example"));

      request = raw_server_dup_request (server, 0);
      g_assert_true (g_str_has_prefix (request, "CONNECT api.example:443 "));
      g_assert_null (strstr (request, "the-key"));
    }
}

static void
test_stop_at_proxy (Fixture       *fixture,
                    gconstpointer  data)
{
  const RawStep steps[] = { { RAW_WAIT_CLOSE } };
  g_autofree char *proxy = set_proxy (fixture, fixture->server);

  raw_server_add_script (fixture->server, steps, G_N_ELEMENTS (steps));
  fixture->post.url = "https://api.example/v1";
  fixture_start (fixture);
  g_assert_true (support_spin_until (fixture_is_requested, fixture, PATIENCE_MS));
  g_cancellable_cancel (fixture->cancellable);
  fixture_wait (fixture);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (support_spin_until (fixture_is_closed, fixture, PATIENCE_MS));
}

static void
test_silence (Fixture       *fixture,
              gconstpointer  data)
{
  const RawStep steps[] = { { RAW_WAIT_CLOSE } };

  raw_server_add_script (fixture->server, steps, G_N_ELEMENTS (steps));
  fixture_start (fixture);
  g_assert_true (support_spin_until (fixture_is_requested, fixture, PATIENCE_MS));

  sy_fake_clock_advance (fixture->clock, 59999);
  support_spin_for (30);
  g_assert_cmpuint (fixture->n_answers, ==, 0);

  sy_fake_clock_advance (fixture->clock, 1);
  fixture_wait (fixture);
  fixture_assert_failed (fixture, SY_ERROR_TIMEOUT, "127.0.0.1");
  g_assert_nonnull (strstr (fixture->error->message, "60 seconds"));
  g_assert_true (support_spin_until (fixture_is_closed, fixture, PATIENCE_MS));
  g_assert_false (g_cancellable_is_cancelled (fixture->cancellable));
}

static void
test_silence_after_sleep (Fixture       *fixture,
                          gconstpointer  data)
{
  const RawStep steps[] = { { RAW_WAIT_CLOSE } };

  raw_server_add_script (fixture->server, steps, G_N_ELEMENTS (steps));
  fixture_start (fixture);
  g_assert_true (support_spin_until (fixture_is_requested, fixture, PATIENCE_MS));

  sy_fake_clock_sleep (fixture->clock, 3600 * 1000);
  sy_fake_clock_advance (fixture->clock, 9999);
  support_spin_for (30);
  g_assert_cmpuint (fixture->n_answers, ==, 0);

  sy_fake_clock_advance (fixture->clock, 3001);
  fixture_wait (fixture);
  fixture_assert_failed (fixture, SY_ERROR_NETWORK, "lost");
  g_assert_true (support_spin_until (fixture_is_closed, fixture, PATIENCE_MS));
}

/* The server is on this computer, which no change of the network reaches. */
static void
test_network_change (Fixture       *fixture,
                     gconstpointer  data)
{
  const RawStep steps[] = { { RAW_WAIT_CLOSE } };
  g_autoptr(FakeNetwork) network = fake_network_new (TRUE);

  sy_http_set_network (fixture->http, G_NETWORK_MONITOR (network));
  raw_server_add_script (fixture->server, steps, G_N_ELEMENTS (steps));
  fixture_start (fixture);
  g_assert_true (support_spin_until (fixture_is_requested, fixture, PATIENCE_MS));

  fake_network_set_available (network, FALSE);
  sy_fake_clock_advance (fixture->clock, 20000);
  support_spin_for (30);
  g_assert_cmpuint (fixture->n_answers, ==, 0);

  sy_fake_clock_advance (fixture->clock, 600 * 1000);
  fixture_wait (fixture);
  fixture_assert_failed (fixture, SY_ERROR_TIMEOUT, "");

  sy_http_set_network (fixture->http, NULL);
  g_assert_finalize_object (g_steal_pointer (&network));
}

static void
test_silence_ends_with_headers (Fixture       *fixture,
                                gconstpointer  data)
{
  fixture_run (fixture, RAW_OK_STREAM);
  fixture_assert_stream (fixture, 200);

  g_assert_cmpuint (sy_fake_clock_get_n_timeouts (fixture->clock), ==, 0);
}

static void
add (const char *path,
     void      (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  add ("/http-faults/answer/no-http", test_no_http);
  add ("/http-faults/answer/none", test_no_answer);
  add ("/http-faults/answer/endless-head", test_endless_head);
  add ("/http-faults/answer/cut-head", test_cut_head);
  add ("/http-faults/answer/cut-body", test_cut_body);
  add ("/http-faults/answer/cut-error", test_cut_error);
  add ("/http-faults/answer/unusual-head", test_unusual_head);
  add ("/http-faults/connect/refused", test_refused);
  add ("/http-faults/connect/unknown-host", test_unknown_host);
  add ("/http-faults/connect/insecure", test_insecure);
  add ("/http-faults/connect/insecure-allowed", test_insecure_allowed);
  add ("/http-faults/connect/proxy-is-gone", test_proxy_is_gone);
  add ("/http-faults/connect/proxy-is-unknown", test_proxy_is_unknown);
  add ("/http-faults/connect/proxy-refuses", test_proxy_refuses);
  add ("/http-faults/stop/at-proxy", test_stop_at_proxy);
  add ("/http-faults/silence", test_silence);
  add ("/http-faults/silence/after-sleep", test_silence_after_sleep);
  add ("/http-faults/silence/network-change", test_network_change);
  add ("/http-faults/silence/ends-with-headers", test_silence_ends_with_headers);

  return g_test_run ();
}
