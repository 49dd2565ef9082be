/* test-http.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "http-fixture.h"
#include "support-spin.h"
#include "sy-proxy-resolver.h"

#include <string.h>

static void
test_request (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *request = NULL;
  g_autofree char *host = NULL;

  fixture_run (fixture, OK_EMPTY);
  fixture_assert_stream (fixture, 200);

  request = raw_server_dup_request (fixture->server, 0);
  host = g_strdup_printf ("\r\nHost: 127.0.0.1:%u\r\n", raw_server_get_port (fixture->server));

  g_assert_true (g_str_has_prefix (request, "POST /v1/chat/completions HTTP/1.1\r\n"));
  g_assert_true (g_str_has_suffix (request, "\r\n\r\n{\"stream\":true}"));
  g_assert_nonnull (strstr (request, host));
  g_assert_nonnull (strstr (request, "\r\nAuthorization: Bearer the-key\r\n"));
  g_assert_nonnull (strstr (request, "\r\nAccept: text/event-stream\r\n"));
  g_assert_nonnull (strstr (request, "\r\nAccept-Encoding: identity\r\n"));
  g_assert_nonnull (strstr (request, "\r\nContent-Type: application/json\r\n"));
  g_assert_nonnull (strstr (request, "\r\nContent-Length: 15\r\n"));
  g_assert_nonnull (strstr (request, "\r\nUser-Agent: Sythoria/" PACKAGE_VERSION "\r\n"));
  g_assert_null (strcasestr (request, "cookie"));
  g_assert_null (strcasestr (request, "referer"));
  g_assert_null (strcasestr (request, "upgrade"));
}

static void
test_other_auth_header (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autofree char *request = NULL;

  fixture->post.auth_header = "x-api-key";
  fixture_run (fixture, OK_EMPTY);

  request = raw_server_dup_request (fixture->server, 0);
  g_assert_nonnull (strstr (request, "\r\nx-api-key: the-key\r\n"));
  g_assert_null (strcasestr (request, "Authorization"));
}

static void
test_no_key (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *request = NULL;

  fixture->post.key = NULL;
  fixture_run (fixture, OK_EMPTY);

  request = raw_server_dup_request (fixture->server, 0);
  g_assert_null (strcasestr (request, "Authorization"));
}

static void
test_no_cookies (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *request = NULL;

  fixture_run (fixture, "HTTP/1.1 200 OK\r\nSet-Cookie: a=b; Path=/\r\nContent-Length: 0\r\n\r\n");
  fixture->n_answers = 0;
  fixture_start (fixture);
  fixture_wait (fixture);

  request = raw_server_dup_request (fixture->server, 1);
  g_assert_nonnull (request);
  g_assert_null (strcasestr (request, "cookie"));
}

static void
test_bad_key (Fixture       *fixture,
              gconstpointer  data)
{
  fixture->post.key = "the-key\r\nX-Evil: 1";
  fixture_run (fixture, OK_EMPTY);

  fixture_assert_failed (fixture, SY_ERROR_SETUP, "API key");
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, 0);
}

static void
test_status_and_headers (Fixture       *fixture,
                         gconstpointer  data)
{
  fixture_run (fixture,
               "HTTP/1.1 429 Too Many Requests\r\n"
               "Content-Type: application/json\r\n"
               "Retry-After: 30\r\n"
               "X-Many: one\r\n"
               "x-many: two\r\n"
               "X-Latin: \344\r\n"
               "Content-Length: 2\r\n\r\n{}");

  fixture_assert_stream (fixture, 429);
  g_assert_cmpstr (sy_http_stream_get_header (fixture->stream, "content-type"), ==,
                   "application/json");
  g_assert_cmpstr (sy_http_stream_get_header (fixture->stream, "RETRY-AFTER"), ==, "30");
  g_assert_cmpstr (sy_http_stream_get_header (fixture->stream, "X-Many"), ==, "one, two");
  g_assert_null (sy_http_stream_get_header (fixture->stream, "X-None"));
  g_assert_true (g_utf8_validate (sy_http_stream_get_header (fixture->stream, "X-Latin"),
                                  -1, NULL));
}

static void
test_redirect (Fixture       *fixture,
               gconstpointer  data)
{
  static const guint statuses[] = { 301, 302, 303, 307, 308 };
  g_autoptr(RawServer) other = raw_server_new ();
  g_autofree char *target = raw_server_dup_url (other, "/elsewhere");

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autofree char *answer = g_strdup_printf ("HTTP/1.1 %u Moved\r\nLocation: %s\r\n"
                                                 "Content-Length: 0\r\n\r\n",
                                                 statuses[i], target);

      fixture->n_answers = 0;
      fixture_run (fixture, answer);

      /* The last script of a server is used again and again. */
      if (i == 0)
        fixture_assert_stream (fixture, statuses[0]);

      g_assert_cmpuint (sy_http_stream_get_status (fixture->stream) / 100, ==, 3);
      g_assert_cmpstr (sy_http_stream_get_header (fixture->stream, "Location"), ==, target);
    }

  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, G_N_ELEMENTS (statuses));
  g_assert_cmpuint (raw_server_get_n_requests (other), ==, 0);
}

static void
test_alias (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *base = raw_server_dup_url (fixture->server, "/prefix");
  g_autofree char *request = NULL;

  sy_http_set_alias (fixture->http, "demo", base);
  fixture->post.url = "demo:chat/completions";
  fixture_run (fixture, OK_EMPTY);
  fixture_assert_stream (fixture, 200);

  request = raw_server_dup_request (fixture->server, 0);
  g_assert_true (g_str_has_prefix (request, "POST /prefix/chat/completions HTTP/1.1\r\n"));
}

static void
test_no_address (Fixture       *fixture,
                 gconstpointer  data)
{
  static const struct
  {
    const char *url;
    SyError     code;
  } cases[] = {
    { "demo:chat/completions", SY_ERROR_NETWORK },
    { "ftp://host/", SY_ERROR_NETWORK },
    { "/chat/completions", SY_ERROR_INVALID_URL },
    { "https:", SY_ERROR_INVALID_URL },
    { "", SY_ERROR_INVALID_URL },
  };

  sy_http_set_alias (fixture->http, "demo", "http://127.0.0.1:1/");
  sy_http_set_alias (fixture->http, "demo", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      fixture->n_answers = 0;
      fixture->post.url = cases[i].url;
      fixture_start (fixture);
      fixture_wait (fixture);
      fixture_assert_failed (fixture, cases[i].code, "");
    }
}

static void
test_stop_before_headers (Fixture       *fixture,
                          gconstpointer  data)
{
  const RawStep steps[] = { { RAW_WAIT_CLOSE } };
  gint64 stopped_at;

  raw_server_add_script (fixture->server, steps, G_N_ELEMENTS (steps));
  fixture_start (fixture);
  g_assert_true (support_spin_until (fixture_is_requested, fixture, PATIENCE_MS));
  support_spin_for (30);
  g_assert_cmpuint (fixture->n_answers, ==, 0);

  stopped_at = g_get_monotonic_time ();
  g_cancellable_cancel (fixture->cancellable);
  fixture_wait (fixture);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  g_assert_true (support_spin_until (fixture_is_closed, fixture, PATIENCE_MS));
  g_assert_cmpint (raw_server_get_closed_at (fixture->server, 0) - stopped_at,
                   <, G_USEC_PER_SEC);
  g_assert_cmpuint (fixture->n_answers, ==, 1);
}

static void
test_stop_in_headers (Fixture       *fixture,
                      gconstpointer  data)
{
  const RawStep steps[] = {
    { RAW_SEND, "HTTP/1.1 200 OK\r\nContent-Type: text/ev" }, { RAW_WAIT_CLOSE },
  };
  gint64 stopped_at;

  raw_server_add_script (fixture->server, steps, G_N_ELEMENTS (steps));
  fixture_start (fixture);
  g_assert_true (support_spin_until (fixture_is_requested, fixture, PATIENCE_MS));
  support_spin_for (30);

  stopped_at = g_get_monotonic_time ();
  g_cancellable_cancel (fixture->cancellable);
  fixture_wait (fixture);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  g_assert_true (support_spin_until (fixture_is_closed, fixture, PATIENCE_MS));
  g_assert_cmpint (raw_server_get_closed_at (fixture->server, 0) - stopped_at,
                   <, G_USEC_PER_SEC);
}

static void
test_stop_before_start (Fixture       *fixture,
                        gconstpointer  data)
{
  g_cancellable_cancel (fixture->cancellable);
  fixture_run (fixture, OK_EMPTY);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_stop_at_once (Fixture       *fixture,
                   gconstpointer  data)
{
  const RawStep steps[] = { { RAW_SEND, OK_EMPTY } };

  raw_server_add_script (fixture->server, steps, G_N_ELEMENTS (steps));
  fixture_start (fixture);
  g_cancellable_cancel (fixture->cancellable);
  fixture_wait (fixture);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static gboolean
are_sixteen_requested (gpointer data)
{
  Fixture *fixture = data;

  return raw_server_get_n_requests (fixture->server) == 16;
}

static gboolean
are_sixteen_answered (gpointer data)
{
  Fixture *fixture = data;

  return fixture->n_answers == 16;
}

static void
test_sixteen_at_once (Fixture       *fixture,
                      gconstpointer  data)
{
  const RawStep steps[] = { { RAW_HOLD }, { RAW_SEND, OK_EMPTY } };

  raw_server_add_script (fixture->server, steps, G_N_ELEMENTS (steps));

  for (guint i = 0; i < 16; i++)
    fixture_start (fixture);

  g_assert_true (support_spin_until (are_sixteen_requested, fixture, PATIENCE_MS));
  raw_server_release (fixture->server);
  g_assert_true (support_spin_until (are_sixteen_answered, fixture, PATIENCE_MS));
  fixture_assert_stream (fixture, 200);
}

static void
looked_up_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  char ***proxies = user_data;

  *proxies = g_proxy_resolver_lookup_finish (G_PROXY_RESOLVER (object), result, NULL);
}

static gboolean
is_set (gpointer data)
{
  return *(gpointer *) data != NULL;
}

static void
test_proxy_resolver (void)
{
  static const struct
  {
    const char *uri;
    const char *proxy;
  } cases[] = {
    { "http://127.0.0.1:80/", "direct://" },
    { "http://127.0.0.1:8080", "direct://" },
    { "http://localhost:1/", "direct://" },
    { "https://[::1]:1/x", "direct://" },
    { "https://openrouter.ai/", "http://unusable.invalid:1" },
    { "http://127.0.0.1.example:80/", "http://unusable.invalid:1" },
  };
  g_autoptr(GProxyResolver) system = NULL;
  g_autoptr(SyProxyResolver) resolver = NULL;
  GProxyResolver *iface = NULL;

  system = g_simple_proxy_resolver_new ("http://unusable.invalid:1", NULL);
  resolver = sy_proxy_resolver_new (system);
  iface = G_PROXY_RESOLVER (resolver);
  g_assert_true (g_proxy_resolver_is_supported (iface));

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(GStrv) now = g_proxy_resolver_lookup (iface, cases[i].uri, NULL, NULL);
      g_auto(GStrv) later = NULL;

      g_assert_cmpstr (now[0], ==, cases[i].proxy);
      g_proxy_resolver_lookup_async (iface, cases[i].uri, NULL, looked_up_cb, &later);
      g_assert_true (support_spin_until (is_set, &later, PATIENCE_MS));
      g_assert_cmpstr (later[0], ==, cases[i].proxy);
    }

  g_assert_finalize_object (g_steal_pointer (&resolver));
}

/* In a process of its own, as GLib reads these variables once. */
static void
test_unusable_proxy (Fixture       *fixture,
                     gconstpointer  data)
{
  if (g_test_subprocess ())
    {
      fixture_run (fixture, OK_EMPTY);
      fixture_assert_stream (fixture, 200);
      return;
    }

  {
    g_auto(GStrv) env = g_get_environ ();

    env = g_environ_setenv (env, "http_proxy", "http://127.0.0.1:1", TRUE);
    env = g_environ_setenv (env, "https_proxy", "http://127.0.0.1:1", TRUE);
    env = g_environ_setenv (env, "all_proxy", "http://127.0.0.1:1", TRUE);
    env = g_environ_unsetenv (env, "no_proxy");
    env = g_environ_setenv (env, "GIO_USE_PROXY_RESOLVER", "libproxy", TRUE);
    g_test_trap_subprocess_with_envp (NULL, (const char * const *) env,
                                      60 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_DEFAULT);
    g_test_trap_assert_passed ();
  }
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

  add ("/http/request", test_request);
  add ("/http/request/other-auth-header", test_other_auth_header);
  add ("/http/request/no-key", test_no_key);
  add ("/http/request/no-cookies", test_no_cookies);
  add ("/http/request/bad-key", test_bad_key);
  add ("/http/answer/status-and-headers", test_status_and_headers);
  add ("/http/answer/redirect", test_redirect);
  add ("/http/connect/alias", test_alias);
  add ("/http/connect/no-address", test_no_address);
  add ("/http/connect/sixteen-at-once", test_sixteen_at_once);
  add ("/http/connect/unusable-proxy", test_unusable_proxy);
  g_test_add_func ("/http/connect/proxy-resolver", test_proxy_resolver);
  add ("/http/stop/before-headers", test_stop_before_headers);
  add ("/http/stop/in-headers", test_stop_in_headers);
  add ("/http/stop/before-start", test_stop_before_start);
  add ("/http/stop/at-once", test_stop_at_once);

  return g_test_run ();
}
