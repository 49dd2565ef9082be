/* test-http-tls.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "raw-server.h"
#include "support-spin.h"
#include "sy-certificate.h"
#include "sy-error.h"
#include "sy-fake-clock.h"
#include "sy-http.h"
#include "tls-server.h"

#include <string.h>

#define PATIENCE_MS 10000
#define KEY         "the-key"
#define OK_STREAM   "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n" \
                    "Content-Length: 9\r\n\r\ndata: 1\n\n"

typedef struct
{
  SyFakeClock  *clock;
  SyTrust      *trust;
  SyHttp       *http;
  TlsServer    *server;
  GBytes       *body;
  char         *origin;
  char         *one;
  char         *two;
  SyHttpStream *stream;
  GError       *error;
  gboolean      answered;
} Fixture;

static char *
fingerprint_of (const char *file)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "tls", file, NULL);
  g_autoptr(GTlsCertificate) certificate = g_tls_certificate_new_from_file (path, NULL);

  return sy_certificate_dup_fingerprint (certificate);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->clock = sy_fake_clock_new ();
  fixture->trust = sy_trust_new ();
  fixture->http = sy_http_new (SY_CLOCK (fixture->clock));
  sy_http_set_trust (fixture->http, fixture->trust);
  fixture->server = tls_server_new ("one.pem", OK_STREAM, -1);
  fixture->body = g_bytes_new_static ("{}", 2);
  fixture->one = fingerprint_of ("one.pem");
  fixture->two = fingerprint_of ("two.pem");
  fixture->origin = g_strdup_printf ("https://127.0.0.1:%u", tls_server_get_port (fixture->server));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_error (&fixture->error);
  g_clear_object (&fixture->stream);
  g_assert_finalize_object (g_steal_pointer (&fixture->http));
  support_spin_for (20);
  g_clear_pointer (&fixture->server, tls_server_free);
  g_assert_cmpuint (sy_fake_clock_get_n_timeouts (fixture->clock), ==, 0);
  g_assert_finalize_object (g_steal_pointer (&fixture->clock));
  g_assert_finalize_object (g_steal_pointer (&fixture->trust));
  g_clear_pointer (&fixture->body, g_bytes_unref);
  g_clear_pointer (&fixture->origin, g_free);
  g_clear_pointer (&fixture->one, g_free);
  g_clear_pointer (&fixture->two, g_free);
}

static void
posted_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Fixture *fixture = user_data;

  fixture->stream = sy_http_post_finish (SY_HTTP (object), result, &fixture->error);
  fixture->answered = TRUE;
}

static gboolean
is_answered (gpointer data)
{
  return ((Fixture *) data)->answered;
}

static void
post (Fixture *fixture)
{
  g_autofree char *url = g_strconcat (fixture->origin, "/v1/chat/completions", NULL);
  const SyHttpPost request = { url, "Authorization", KEY, "text/event-stream", fixture->body, 60000 };

  g_clear_object (&fixture->stream);
  g_clear_error (&fixture->error);
  fixture->answered = FALSE;
  sy_http_post_async (fixture->http, &request, NULL, posted_cb, fixture);
  g_assert_true (support_spin_until (is_answered, fixture, PATIENCE_MS));
}

/* From now on all hosts are the server, behind a proxy. */
static void
be_host (Fixture    *fixture,
         const char *origin)
{
  g_autofree char *proxy = g_strdup_printf ("http://127.0.0.1:%u",
                                            tls_server_get_port (fixture->server));
  g_autoptr(GProxyResolver) resolver = g_simple_proxy_resolver_new (proxy, NULL);

  sy_http_set_proxies (fixture->http, resolver);
  g_free (fixture->origin);
  fixture->origin = g_strdup (origin);
}

static void
assert_accepted (Fixture *fixture)
{
  g_autofree char *received = tls_server_dup_received (fixture->server);

  g_assert_no_error (fixture->error);
  g_assert_cmpuint (sy_http_stream_get_status (fixture->stream), ==, 200);
  g_assert_nonnull (strstr (received, "Authorization: Bearer " KEY "\r\n"));
}

static void
assert_refused (Fixture    *fixture,
                const char *host,
                const char *fingerprint,
                const char *issuer)
{
  g_autofree char *received = tls_server_dup_received (fixture->server);
  SyErrorFacts facts = sy_error_get_facts (fixture->error);

  g_assert_error (fixture->error, SY_ERROR, SY_ERROR_TLS);
  g_assert_cmpstr (facts.host, ==, host);
  g_assert_cmpstr (facts.certificate, ==, fingerprint);
  g_assert_nonnull (strstr (facts.issuer, issuer));
  g_assert_null (strstr (fixture->error->message, KEY));
  g_assert_cmpuint (tls_server_get_n_contacts (fixture->server), >, 0);
  g_assert_cmpstr (received, ==, "");
}

/* No authority signs for this computer, so it can be pinned like any private host. */
static void
test_loopback (Fixture       *fixture,
               gconstpointer  data)
{
  post (fixture);
  assert_refused (fixture, "127.0.0.1", fixture->one, "Home of one");

  sy_trust_set_certificate (fixture->trust, fixture->origin, fixture->one);
  post (fixture);
  assert_accepted (fixture);
}

static void
test_private (Fixture       *fixture,
              gconstpointer  data)
{
  static const struct
  {
    const char *origin;
    const char *host;
  } cases[] = {
    { "https://192.168.1.5:8443", "192.168.1.5" },
    { "https://box.local", "box.local" },
    /* The certificate is for another host, but it is the one that was trusted. */
    { "https://10.9.8.7", "10.9.8.7" },
    { "https://[fd00::5]:8443", "fd00::5" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *connect = NULL;

      g_clear_pointer (&fixture->server, tls_server_free);
      fixture->server = tls_server_new ("one.pem", OK_STREAM, -1);
      be_host (fixture, cases[i].origin);
      post (fixture);
      assert_refused (fixture, cases[i].host, fixture->one, "Home of one");

      sy_trust_set_certificate (fixture->trust, fixture->origin, fixture->one);
      post (fixture);
      assert_accepted (fixture);

      connect = tls_server_dup_connect (fixture->server);
      g_assert_nonnull (strstr (connect, cases[i].host));
      g_assert_null (strstr (connect, KEY));
    }
}

static void
test_public (Fixture       *fixture,
             gconstpointer  data)
{
  static const struct
  {
    const char *origin;
    const char *host;
  } cases[] = {
    { "https://api.example", "api.example" },
    { "https://192.0.2.1:8443", "192.0.2.1" },
    { "https://box.local.example", "box.local.example" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      be_host (fixture, cases[i].origin);
      sy_trust_set_certificate (fixture->trust, fixture->origin, fixture->one);
      post (fixture);
      assert_refused (fixture, cases[i].host, fixture->one, "Home of one");
    }
}

static void
test_other_pin (Fixture       *fixture,
                gconstpointer  data)
{
  sy_trust_set_certificate (fixture->trust, fixture->origin, fixture->two);
  post (fixture);
  assert_refused (fixture, "127.0.0.1", fixture->one, "Home of one");
}

static void
test_other_origin (Fixture       *fixture,
                   gconstpointer  data)
{
  sy_trust_set_certificate (fixture->trust, "https://127.0.0.1", fixture->one);
  sy_trust_set_certificate (fixture->trust, "https://localhost", fixture->one);
  post (fixture);
  assert_refused (fixture, "127.0.0.1", fixture->one, "Home of one");
}

static void
test_no_trust (Fixture       *fixture,
               gconstpointer  data)
{
  sy_trust_set_certificate (fixture->trust, fixture->origin, fixture->one);
  sy_http_set_trust (fixture->http, NULL);
  post (fixture);
  assert_refused (fixture, "127.0.0.1", fixture->one, "Home of one");
}

/* What was accepted once is looked at again each time, also when TLS takes up a session
 * of before.
 */
static void
test_no_longer (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  sy_trust_set_certificate (fixture->trust, fixture->origin, fixture->one);
  post (fixture);
  assert_accepted (fixture);
  before = tls_server_dup_received (fixture->server);

  sy_trust_set_certificate (fixture->trust, fixture->origin, fixture->two);
  post (fixture);
  g_assert_error (fixture->error, SY_ERROR, SY_ERROR_TLS);
  g_assert_cmpstr (sy_error_get_facts (fixture->error).certificate, ==, fixture->one);
  after = tls_server_dup_received (fixture->server);
  g_assert_cmpstr (after, ==, before);
}

static void
test_http_2 (Fixture       *fixture,
             gconstpointer  data)
{
  static const char * const protocols[] = { "h2", "http/1.1", NULL };
  g_autofree char *received = NULL;
  g_autofree char *protocol = NULL;

  tls_server_set_protocols (fixture->server, protocols);
  sy_trust_set_certificate (fixture->trust, fixture->origin, fixture->one);
  post (fixture);
  assert_accepted (fixture);

  received = tls_server_dup_received (fixture->server);
  protocol = tls_server_dup_protocol (fixture->server);
  g_assert_true (g_str_has_prefix (received, "POST /v1/chat/completions HTTP/1.1\r\n"));
  g_assert_cmpstr (protocol, !=, "h2");
}

static SyHttpStreamFlow
collect_cb (GBytes   *bytes,
            gpointer  user_data)
{
  g_string_append_len (user_data, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  return SY_HTTP_STREAM_MORE;
}

static void
pumped_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Fixture *fixture = user_data;

  sy_http_stream_pump_finish (SY_HTTP_STREAM (object), result, &fixture->error);
  fixture->answered = TRUE;
}

static GBytes *
compress (const char *text)
{
  g_autoptr(GZlibCompressor) gzip = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, -1);
  g_autoptr(GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr(GOutputStream) packed = g_converter_output_stream_new (memory, G_CONVERTER (gzip));

  g_assert_true (g_output_stream_write_all (packed, text, strlen (text), NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (packed, NULL, NULL));

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

/* A proxy that packs what the program asked for as it is. */
static void
test_gzip (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GString) answer = g_string_new (NULL);
  g_autoptr(GString) got = g_string_new (NULL);
  g_autoptr(GBytes) packed = NULL;

  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (text, "data: %u\n\n", i);

  packed = compress (text->str);
  g_assert_cmpuint (g_bytes_get_size (packed), <, text->len / 2);
  g_string_append_printf (answer, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n"
                          "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                          g_bytes_get_size (packed));
  g_string_append_len (answer, g_bytes_get_data (packed, NULL), g_bytes_get_size (packed));

  g_clear_pointer (&fixture->server, tls_server_free);
  g_free (fixture->origin);
  fixture->server = tls_server_new ("one.pem", answer->str, answer->len);
  fixture->origin = g_strdup_printf ("https://127.0.0.1:%u", tls_server_get_port (fixture->server));
  sy_trust_set_certificate (fixture->trust, fixture->origin, fixture->one);
  post (fixture);
  assert_accepted (fixture);

  fixture->answered = FALSE;
  sy_http_stream_pump_async (fixture->stream, collect_cb, got, NULL, pumped_cb, fixture);
  g_assert_true (support_spin_until (is_answered, fixture, PATIENCE_MS));
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (got->str, ==, text->str);
}

static void
test_no_tls (Fixture       *fixture,
             gconstpointer  data)
{
  const RawStep steps[] = { { RAW_SEND, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" } };
  g_autoptr(RawServer) plain = raw_server_new ();

  raw_server_add_script (plain, steps, G_N_ELEMENTS (steps));
  g_free (fixture->origin);
  fixture->origin = g_strdup_printf ("https://127.0.0.1:%u", raw_server_get_port (plain));

  /* The raw server waits for a head, so it ends the connection when it is stopped. */
  {
    g_autofree char *url = g_strconcat (fixture->origin, "/", NULL);
    const SyHttpPost request = { url, "Authorization", KEY, "*/*", fixture->body, 60000 };

    sy_http_post_async (fixture->http, &request, NULL, posted_cb, fixture);
    support_spin_for (50);
    g_clear_pointer (&plain, raw_server_free);
    g_assert_true (support_spin_until (is_answered, fixture, PATIENCE_MS));
  }

  g_assert_true (g_error_matches (fixture->error, SY_ERROR, SY_ERROR_TLS) ||
                 g_error_matches (fixture->error, SY_ERROR, SY_ERROR_NETWORK));
  g_assert_cmpstr (sy_error_get_facts (fixture->error).host, ==, "127.0.0.1");
  g_assert_null (sy_error_get_facts (fixture->error).certificate);
}

static void
add (const char *path,
     void      (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  /* Reading GNOME's settings aborts in a test that is isolated from them. */
  g_setenv ("GIO_USE_PROXY_RESOLVER", "dummy", FALSE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  add ("/http-tls/loopback", test_loopback);
  add ("/http-tls/private", test_private);
  add ("/http-tls/public", test_public);
  add ("/http-tls/other-pin", test_other_pin);
  add ("/http-tls/other-origin", test_other_origin);
  add ("/http-tls/no-trust", test_no_trust);
  add ("/http-tls/no-longer", test_no_longer);
  add ("/http-tls/http-2", test_http_2);
  add ("/http-tls/gzip", test_gzip);
  add ("/http-tls/no-tls", test_no_tls);

  return g_test_run ();
}
