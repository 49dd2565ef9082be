/* test-endpoint-text.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sy-endpoint-text.h"

#include <string.h>

/* Each of them is the only one, and then all. */
static void
test_facts (void)
{
  static const struct
  {
    SyEndpoint  endpoint;
    const char *text;
  } cases[] = {
    { { .uptime = -1 }, "" },
    { { .uptime = 0 }, "0.0 % up" },
    { { .uptime = 99.84 }, "99.8 % up" },
    { { .uptime = 100 }, "100.0 % up" },
    { { .uptime = -1, .latency_ms = 940 }, "begins after 0.9 s" },
    { { .uptime = -1, .latency_ms = 12000 }, "begins after 12.0 s" },
    { { .uptime = -1, .throughput = 45.4 }, "45 tokens a second" },
    { { .uptime = -1, .throughput = 0.8 }, "1 token a second" },
    { { .uptime = -1, .throughput = 0.2 }, "" },
    { { .uptime = -1, .throughput = 1e300 }, "2147483647 tokens a second" },
    { { .uptime = -1, .quantization = (char *) "fp8" }, "fp8" },
    { { .uptime = -1, .quantization = (char *) "%s<b>&" }, "%s<b>&" },
    { { .uptime = -1, .degraded = TRUE }, "trouble now" },
    {
      {
        .uptime = 97.5, .latency_ms = 1234, .throughput = 80, .degraded = TRUE,
        .quantization = (char *) "int4",
      },
      "trouble now · 97.5 % up · begins after 1.2 s · 80 tokens a second · int4",
    },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *facts = sy_endpoint_text_dup_facts (&cases[i].endpoint);

      g_assert_cmpstr (facts, ==, cases[i].text);
    }
}

/* Of one that is new nobody knows anything. */
static void
test_nothing (void)
{
  g_autoptr(SyEndpoint) endpoint = sy_endpoint_new ();
  g_autofree char *facts = sy_endpoint_text_dup_facts (endpoint);
  g_autofree char *price = sy_endpoint_text_dup_price (endpoint);

  g_assert_cmpstr (facts, ==, "");
  g_assert_cmpstr (price, ==, "Price unknown");
}

static void
test_prices (void)
{
  static const struct
  {
    const char *pricing;
    const char *text;
  } cases[] = {
    { "{\"prompt\":\"0.000003\",\"completion\":\"0.000015\"}", "$3.00 / $15.00" },
    { "{\"prompt\":\"7.5e-08\",\"completion\":\"3e-07\"}", "$0.075 / $0.30" },
    { "{\"prompt\":\"0\",\"completion\":\"0\"}", "Free" },
    { "{\"prompt\":\"-1\",\"completion\":\"-1\"}", "Varies" },
    { "{}", "Price unknown" },
    { "null", "Price unknown" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json =
        g_strdup_printf ("{\"data\":{\"endpoints\":[{\"provider_name\":\"P\",\"pricing\":%s}]}}",
                         cases[i].pricing);
      g_autoptr(GBytes) bytes = g_bytes_new (json, strlen (json));
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) endpoints = sy_endpoint_parse (bytes, &error);
      g_autofree char *price = NULL;

      g_assert_no_error (error);
      g_assert_cmpuint (endpoints->len, ==, 1);
      price = sy_endpoint_text_dup_price (g_ptr_array_index (endpoints, 0));
      g_assert_cmpstr (price, ==, cases[i].text);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/endpoint-text/facts", test_facts);
  g_test_add_func ("/endpoint-text/nothing", test_nothing);
  g_test_add_func ("/endpoint-text/prices", test_prices);

  return g_test_run ();
}
