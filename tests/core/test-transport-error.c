/* test-transport-error.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sy-error.h"
#include "sy-transport-error.h"

#include <gio/gio.h>
#include <libsoup/soup.h>

#define HOST   "api.example"
#define ORIGIN "https://box.example:8443"

static void
assert_error (GError     *owned,
              SyError     code,
              const char *host,
              const char *message)
{
  g_autoptr(GError) error = owned;

  g_assert_error (error, SY_ERROR, (int) code);
  g_assert_cmpstr (error->message, ==, message);
  g_assert_cmpstr (sy_error_get_facts (error).host, ==, host);
  g_assert_cmpint (sy_error_get_facts (error).retry_after, ==, -1);
}

static GError *
translate (GQuark      domain,
           int         code,
           const char *host)
{
  g_autoptr(GError) cause = g_error_new_literal (domain, code, "the key is sk-123");

  return sy_transport_error_new (cause, host);
}

static void
test_causes (void)
{
  const struct
  {
    GQuark      domain;
    int         code;
    SyError     expected;
    const char *message;
  } cases[] = {
    { G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, SY_ERROR_HOST_NOT_FOUND,
      "There is no host named " HOST },
    { G_IO_ERROR, G_IO_ERROR_HOST_NOT_FOUND, SY_ERROR_HOST_NOT_FOUND,
      "There is no host named " HOST },
    { G_RESOLVER_ERROR, G_RESOLVER_ERROR_TEMPORARY_FAILURE, SY_ERROR_HOST_NOT_FOUND,
      "The address of " HOST " could not be looked up" },
    { G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED, SY_ERROR_REFUSED,
      HOST " refused the connection" },
    { G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE, SY_ERROR_NETWORK, HOST " cannot be reached" },
    { G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE, SY_ERROR_NETWORK, HOST " cannot be reached" },
    { G_IO_ERROR, G_IO_ERROR_TIMED_OUT, SY_ERROR_TIMEOUT, HOST " did not answer in time" },
    { G_IO_ERROR, G_IO_ERROR_PROXY_NEED_AUTH, SY_ERROR_PROXY,
      "The proxy does not connect to " HOST },
    { G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED, SY_ERROR_NETWORK,
      "The connection to " HOST " was closed before the answer was complete" },
    { G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, SY_ERROR_NETWORK,
      "The connection to " HOST " was closed before the answer was complete" },
    { G_TLS_ERROR, G_TLS_ERROR_EOF, SY_ERROR_NETWORK,
      "The connection to " HOST " was closed before the answer was complete" },
    { G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE, SY_ERROR_TLS,
      "The certificate of " HOST " is not trusted" },
    { G_TLS_ERROR, G_TLS_ERROR_HANDSHAKE, SY_ERROR_TLS,
      "No secure connection to " HOST " is possible" },
    { SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_PARSING, SY_ERROR_NETWORK,
      "What " HOST " answered is cut or is not HTTP" },
    { SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_TOO_MANY_RESTARTS, SY_ERROR_NETWORK,
      "The connection to " HOST " failed" },
    { G_IO_ERROR, G_IO_ERROR_FAILED, SY_ERROR_NETWORK, "The connection to " HOST " failed" },
    { G_FILE_ERROR, G_FILE_ERROR_IO, SY_ERROR_NETWORK, "The connection to " HOST " failed" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_error (translate (cases[i].domain, cases[i].code, HOST),
                  cases[i].expected, HOST, cases[i].message);

  assert_error (translate (G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED, NULL),
                SY_ERROR_REFUSED, NULL, "the server refused the connection");
}

static void
test_cancelled (void)
{
  g_autoptr(GError) error = translate (G_IO_ERROR, G_IO_ERROR_CANCELLED, HOST);

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_silence (void)
{
  assert_error (sy_transport_error_new_silence (HOST, 1000), SY_ERROR_TIMEOUT, HOST,
                HOST " has sent nothing for 1 second");
  assert_error (sy_transport_error_new_silence (HOST, 119001), SY_ERROR_TIMEOUT, HOST,
                HOST " has sent nothing for 120 seconds");
}

static void
test_insecure (void)
{
  assert_error (sy_transport_error_new_insecure (HOST), SY_ERROR_INSECURE, HOST,
                "Nothing was sent: everything, your key too, would have gone unencrypted to "
                HOST);
}

static void
test_certificate (void)
{
  g_autoptr(GError) error = sy_transport_error_new_certificate (HOST, ORIGIN, "AB:CD",
                                                                "CN=box");
  SyErrorFacts facts = sy_error_get_facts (error);

  g_assert_error (error, SY_ERROR, SY_ERROR_TLS);
  g_assert_cmpstr (error->message, ==, "The certificate of " HOST " is not trusted");
  g_assert_cmpstr (facts.host, ==, HOST);
  g_assert_cmpstr (facts.origin, ==, ORIGIN);
  g_assert_cmpstr (facts.certificate, ==, "AB:CD");
  g_assert_cmpstr (facts.issuer, ==, "CN=box");
}

static void
test_proxy (void)
{
  static const struct
  {
    const char *proxy;
    const char *name;
  } cases[] = {
    { "http://proxy.example:3128", "proxy.example:3128" },
    { "http://person:secret@proxy.example:3128/", "proxy.example:3128" },
    { "socks5://10.0.0.1", "10.0.0.1" },
    { "http://[2001:db8::1]:80", "[2001:db8::1]:80" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *unreached = g_strdup_printf ("The proxy %s cannot be reached",
                                                    cases[i].name);
      g_autofree char *refused = g_strdup_printf ("The proxy %s does not connect to " HOST,
                                                  cases[i].name);

      assert_error (sy_transport_error_new_proxy (cases[i].proxy, HOST, FALSE),
                    SY_ERROR_PROXY, cases[i].name, unreached);
      assert_error (sy_transport_error_new_proxy (cases[i].proxy, HOST, TRUE),
                    SY_ERROR_PROXY, cases[i].name, refused);
    }

  assert_error (sy_transport_error_new_proxy (NULL, HOST, TRUE), SY_ERROR_PROXY, HOST,
                "The proxy does not connect to " HOST);
  assert_error (sy_transport_error_new_proxy ("nonsense", HOST, FALSE), SY_ERROR_PROXY, HOST,
                "The proxy does not connect to " HOST);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/transport-error/causes", test_causes);
  g_test_add_func ("/transport-error/cancelled", test_cancelled);
  g_test_add_func ("/transport-error/silence", test_silence);
  g_test_add_func ("/transport-error/insecure", test_insecure);
  g_test_add_func ("/transport-error/certificate", test_certificate);
  g_test_add_func ("/transport-error/proxy", test_proxy);

  return g_test_run ();
}
