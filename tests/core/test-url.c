/* test-url.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sy-error.h"
#include "sy-url.h"

#include <string.h>

#define ENDPOINT "chat/completions"

static const struct
{
  const char *text;
  const char *url;
} normalized[] = {
  /* OpenRouter, as people paste it */
  { "https://openrouter.ai/api/v1/chat/completions",
    "https://openrouter.ai/api/v1/chat/completions" },
  { "https://openrouter.ai", "https://openrouter.ai/api/v1/chat/completions" },
  { "https://openrouter.ai/", "https://openrouter.ai/api/v1/chat/completions" },
  { "https://openrouter.ai/api", "https://openrouter.ai/api/v1/chat/completions" },
  { "https://openrouter.ai/api/", "https://openrouter.ai/api/v1/chat/completions" },
  { "https://openrouter.ai/api/v1", "https://openrouter.ai/api/v1/chat/completions" },
  { "https://openrouter.ai/api/v1/", "https://openrouter.ai/api/v1/chat/completions" },
  { "https://openrouter.ai/api/v1/models", "https://openrouter.ai/api/v1/chat/completions" },
  { "https://openrouter.ai/models", "https://openrouter.ai/api/v1/chat/completions" },
  { "https://OpenRouter.AI:443/api/v1/", "https://openrouter.ai/api/v1/chat/completions" },

  /* Others */
  { "https://api.openai.com", "https://api.openai.com/v1/chat/completions" },
  { "https://api.openai.com/v1", "https://api.openai.com/v1/chat/completions" },
  { "https://api.openai.com/v1/completions", "https://api.openai.com/v1/chat/completions" },
  { "https://api.openai.com/v1/responses", "https://api.openai.com/v1/chat/completions" },
  { "https://api.openai.com/v1/chat", "https://api.openai.com/v1/chat/completions" },
  { "https://api.deepseek.com/chat/completions", "https://api.deepseek.com/chat/completions" },
  { "https://example.org", "https://example.org/v1/chat/completions" },
  { "https://example.org/some/base", "https://example.org/some/base/chat/completions" },
  { "https://example.org/notmodels", "https://example.org/notmodels/chat/completions" },
  { "https://example.org/v1//", "https://example.org/v1/chat/completions" },
  { "https://example.org/V1", "https://example.org/V1/chat/completions" },

  /* How it is written */
  { "  https://example.org/v1\n", "https://example.org/v1/chat/completions" },
  { "HTTPS://EXAMPLE.ORG/v1", "https://example.org/v1/chat/completions" },
  { "https://example.org:443/v1", "https://example.org/v1/chat/completions" },
  { "https://example.org:80/v1", "https://example.org:80/v1/chat/completions" },
  { "https://example.org:8443/v1", "https://example.org:8443/v1/chat/completions" },
  { "https://example.org/v1?api-version=2026-01",
    "https://example.org/v1/chat/completions?api-version=2026-01" },
  { "https://example.org/d/x/chat/completions?a=b%20c",
    "https://example.org/d/x/chat/completions?a=b%20c" },
  { "https://example.org/v1?", "https://example.org/v1/chat/completions" },
  { "https://example.org/a%2Fb", "https://example.org/a%2Fb/chat/completions" },
  { "https://[2001:db8::1]/v1", "https://[2001:db8::1]/v1/chat/completions" },
  { "https://m\303\274ller.example/v1", "https://xn--mller-kva.example/v1/chat/completions" },

  /* Plain http */
  { "http://192.168.1.2:11434", "http://192.168.1.2:11434/v1/chat/completions" },
  { "HTTP://Example.ORG", "http://example.org/v1/chat/completions" },
  { "http://localhost:11434", "http://localhost:11434/v1/chat/completions" },
  { "http://LOCALHOST/v1", "http://localhost/v1/chat/completions" },
  { "http://127.0.0.1:80/v1", "http://127.0.0.1/v1/chat/completions" },
  { "http://127.8.9.1:1234/v1", "http://127.8.9.1:1234/v1/chat/completions" },
  { "http://[::1]:8080/v1/", "http://[::1]:8080/v1/chat/completions" },
  { "http://[0:0:0:0:0:0:0:1]/v1", "http://[::1]/v1/chat/completions" },

  /* The Demo */
  { "demo:", "demo:" },
  { " demo: ", "demo:" },
  { "DEMO:", "demo:" },
};

static void
test_normalize (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (normalized); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *url = sy_url_normalize (normalized[i].text, ENDPOINT, &error);
      g_autofree char *again = NULL;

      g_test_message ("%s", normalized[i].text);
      g_assert_no_error (error);
      g_assert_cmpstr (url, ==, normalized[i].url);

      again = sy_url_normalize (url, ENDPOINT, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (again, ==, url);
    }
}

static void
test_invalid (void)
{
  static const char * const cases[] = {
    "", "   ", "h", "openrouter.ai/api/v1", "//openrouter.ai/api/v1", "localhost:8080", "https:",
    "https://", "https:///v1", "https://:443/v1", "https://host:99999/", "https://host:0/",
    "https://host:8o/", "https://a b/", "https://host/a b", "https://host/a\nb",
    "https://host/\001",
    "https://user@host/", "https://user:secret@host/", "https://@host/", "https://host/#part",
    "https://host#", "https://host/%zz", "https://host%2fevil/", "https://host%00/",
    "https://[::1/", "https://[nonsense]/", "https://.host/", "https://a..b/", "https://h\\x/",
    "https://h\"x/", "ftp://host/", "file:///etc/passwd", "javascript:alert(1)", "mailto:a@b",
    "demo:x", "demo://host", "test:", "https://\377/", "ws://host/", "data:,x",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_null (sy_url_normalize (cases[i], ENDPOINT, &error));
      g_assert_error (error, SY_ERROR, SY_ERROR_INVALID_URL);
      g_assert_null (strstr (error->message, "secret"));
    }
}

static void
test_insecure (void)
{
  static const char * const yes[] = {
    "http://openrouter.ai/api/v1", "HTTP://Example.ORG", "http://192.168.1.2:11434",
    "http://0.0.0.0:8080", "http://127.0.0.1.evil.com/", "http://localhost.evil.com/",
    "http://127.1/", "http://2130706433/", "http://0x7f.0.0.1/", "http://127.0.0.1./",
    "http://localhost./", "http://[::]/", "http://[::ffff:127.0.0.1]/", "http://128.0.0.1/",
    "http://box.local/", "http://[fe80::1]/",
  };
  static const char * const no[] = {
    "https://openrouter.ai/api/v1", "https://192.168.1.2/", "http://localhost:8080/",
    "http://127.0.0.1:1234/v1", "http://[::1]/", "demo:", "demo:chat/completions", "", "x",
    "ftp://host/",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (yes); i++)
    {
      g_test_message ("%s", yes[i]);
      g_assert_true (sy_url_is_insecure (yes[i]));
      g_assert_false (sy_url_is_loopback (yes[i]));
    }

  for (gsize i = 0; i < G_N_ELEMENTS (no); i++)
    {
      g_test_message ("%s", no[i]);
      g_assert_false (sy_url_is_insecure (no[i]));
    }
}

static void
test_endpoint (void)
{
  static const struct
  {
    const char *base;
    const char *endpoint;
    const char *url;
  } cases[] = {
    { "https://openrouter.ai/api/v1/chat/completions", ENDPOINT,
      "https://openrouter.ai/api/v1/chat/completions" },
    { "https://openrouter.ai/api/v1/chat/completions", "models",
      "https://openrouter.ai/api/v1/models" },
    { "https://openrouter.ai/api/v1/chat/completions", "key",
      "https://openrouter.ai/api/v1/key" },
    { "https://api.deepseek.com/chat/completions", "models", "https://api.deepseek.com/models" },
    { "http://192.168.1.2/v1/chat/completions", ENDPOINT,
      "http://192.168.1.2/v1/chat/completions" },
    { "https://host/v1/chat/completions?v=1", "models", "https://host/v1/models?v=1" },
    { "demo:", ENDPOINT, "demo:chat/completions" },
    { "demo:", "models", "demo:models" },
    { "nonsense", ENDPOINT, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *url = sy_url_endpoint (cases[i].base, cases[i].endpoint);

      g_assert_cmpstr (url, ==, cases[i].url);
    }
}

static void
test_origin_and_host (void)
{
  static const struct
  {
    const char *url;
    const char *origin;
    const char *host;
  } cases[] = {
    { "https://openrouter.ai/api/v1", "https://openrouter.ai", "openrouter.ai" },
    { "HTTPS://OpenRouter.AI:443/x?y", "https://openrouter.ai", "openrouter.ai" },
    { "https://host:80/", "https://host:80", "host" },
    { "http://host:80/", "http://host", "host" },
    { "http://host:443", "http://host:443", "host" },
    { "https://[2001:DB8::1]:8443/v1", "https://[2001:db8::1]:8443", "2001:db8::1" },
    { "http://[0::1]/v1", "http://[::1]", "::1" },
    { "demo:", "demo:", "demo" },
    { "demo:chat/completions", "demo:", "demo" },
    { "https://user@host/", NULL, NULL },
    { "https://good.example@evil.example/", NULL, NULL },
    { "host", NULL, NULL },
    { "ftp://host/", NULL, NULL },
    { "", NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *origin = sy_url_dup_origin (cases[i].url);
      g_autofree char *host = sy_url_dup_host (cases[i].url);

      g_assert_cmpstr (origin, ==, cases[i].origin);
      g_assert_cmpstr (host, ==, cases[i].host);
    }
}

static void
test_loopback (void)
{
  static const char * const yes[] = {
    "http://localhost", "https://LocalHost:1/x", "http://127.0.0.1:8080/v1", "http://127.255.0.3",
    "http://[::1]:9/", "https://127.0.0.1/",
  };
  static const char * const no[] = {
    "http://0.0.0.0/", "https://openrouter.ai/", "http://localhost.example/", "demo:", "", "x",
    "http://localhost@evil.example/", "http://evil.example/127.0.0.1", "http://[::2]/",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (yes); i++)
    g_assert_true (sy_url_is_loopback (yes[i]));

  for (gsize i = 0; i < G_N_ELEMENTS (no); i++)
    g_assert_false (sy_url_is_loopback (no[i]));
}

static void
test_private (void)
{
  static const char * const yes[] = {
    "https://10.0.0.1/", "https://10.255.255.255:8443/v1", "https://172.16.0.1", "http://172.31.9.9",
    "https://192.168.0.1/", "https://169.254.1.1/", "https://box.local/", "https://A.B.Local:1/",
    "https://[fc00::1]/", "https://[fdff::1]:8443/", "https://[fe80::1]/", "https://[febf::2]/",
    "https://127.0.0.1/", "https://localhost:8443/", "https://[::1]/",
  };
  static const char * const no[] = {
    "https://openrouter.ai/", "https://9.255.255.255/", "https://11.0.0.1/", "https://172.15.0.1/",
    "https://172.32.0.1/", "https://192.167.1.1/", "https://192.169.1.1/", "https://169.253.1.1/",
    "https://local/", "https://xlocal/", "https://box.local.evil.example/", "https://10.1/",
    "https://10.0.0.1.evil.example/", "https://[fb00::1]/", "https://[fec0::1]/",
    "https://[fe00::1]/", "https://[2001:db8::1]/", "https://[::ffff:192.168.0.1]/", "demo:", "",
    "https://user@192.168.0.1/", "ftp://192.168.0.1/", "https://evil.example/192.168.0.1",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (yes); i++)
    {
      g_test_message ("%s", yes[i]);
      g_assert_true (sy_url_is_private (yes[i]));
    }

  for (gsize i = 0; i < G_N_ELEMENTS (no); i++)
    {
      g_test_message ("%s", no[i]);
      g_assert_false (sy_url_is_private (no[i]));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/url/normalize", test_normalize);
  g_test_add_func ("/url/invalid", test_invalid);
  g_test_add_func ("/url/insecure", test_insecure);
  g_test_add_func ("/url/endpoint", test_endpoint);
  g_test_add_func ("/url/origin-and-host", test_origin_and_host);
  g_test_add_func ("/url/loopback", test_loopback);
  g_test_add_func ("/url/private", test_private);

  return g_test_run ();
}
