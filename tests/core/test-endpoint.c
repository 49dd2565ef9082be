/* test-endpoint.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-endpoint.h"

#include "sy-error.h"

#include <string.h>

#define KEY "hunter2/0123456789abcdef"

static GPtrArray *
parse (const char  *json,
       GError     **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (json, strlen (json));

  return sy_endpoint_parse (bytes, error);
}

static GPtrArray *
parse_entries (const char *entries)
{
  g_autofree char *json = g_strdup_printf ("{\"data\":{\"id\":\"v/m\",\"endpoints\":[%s]}}",
                                           entries);
  g_autoptr(GError) error = NULL;
  GPtrArray *endpoints = parse (json, &error);

  g_assert_no_error (error);

  return endpoints;
}

static void
test_whole (void)
{
  g_autoptr(GPtrArray) endpoints =
    parse_entries ("{\"name\":\"DeepInfra | v/m\",\"provider_name\":\"DeepInfra\","
                   "\"tag\":\"deepinfra/fp8\",\"quantization\":\"fp8\",\"context_length\":131072,"
                   "\"max_completion_tokens\":16384,\"pricing\":{\"prompt\":\"0.0000002\","
                   "\"completion\":\"0.0000006\",\"discount\":0.5},\"status\":0,"
                   "\"uptime_last_30m\":99.83,\"uptime_last_1d\":50,"
                   "\"latency_last_30m\":{\"p50\":870,\"p99\":9000},"
                   "\"throughput_last_30m\":{\"p50\":45.5}}");
  SyEndpoint *endpoint = endpoints->pdata[0];

  g_assert_cmpuint (endpoints->len, ==, 1);
  g_assert_cmpstr (endpoint->provider, ==, "DeepInfra");
  g_assert_cmpstr (endpoint->quantization, ==, "fp8");
  g_assert_cmpint (endpoint->context_length, ==, 131072);
  g_assert_cmpint (endpoint->max_output, ==, 16384);
  g_assert_cmpint (sy_pricing_get (endpoint->pricing, SY_PRICE_COMPLETION), ==, 600000);
  g_assert_cmpfloat (sy_pricing_get_discount (endpoint->pricing), ==, 0.5);
  g_assert_cmpfloat (endpoint->uptime, ==, 99.83);
  g_assert_cmpint (endpoint->latency_ms, ==, 870);
  g_assert_cmpfloat (endpoint->throughput, ==, 45.5);
  g_assert_false (endpoint->degraded);
}

static void
assert_unknown (const SyEndpoint *endpoint)
{
  g_assert_cmpstr (endpoint->provider, ==, "A");
  g_assert_null (endpoint->quantization);
  g_assert_cmpint (endpoint->context_length, ==, 0);
  g_assert_cmpint (endpoint->max_output, ==, 0);
  g_assert_null (endpoint->pricing);
  g_assert_cmpfloat (endpoint->uptime, <, 0);
  g_assert_cmpint (endpoint->latency_ms, ==, 0);
  g_assert_cmpfloat (endpoint->throughput, ==, 0);
  g_assert_false (endpoint->degraded);
}

static void
test_missing (void)
{
  static const char *const entries[] = {
    "{\"provider_name\":\"A\"}",
    "{\"provider_name\":\"A\",\"quantization\":\"unknown\",\"context_length\":null,"
    "\"max_completion_tokens\":null,\"pricing\":null,\"status\":null,\"uptime_last_30m\":null,"
    "\"uptime_last_1d\":null,\"latency_last_30m\":null,\"throughput_last_30m\":null}",
    "{\"provider_name\":\"A\",\"quantization\":8,\"context_length\":-1,"
    "\"max_completion_tokens\":1e13,\"pricing\":\"0\",\"status\":\"bad\","
    "\"uptime_last_30m\":100.5,\"uptime_last_1d\":-1,\"latency_last_30m\":{\"p50\":null},"
    "\"throughput_last_30m\":{\"p50\":-3}}",
    "{\"provider_name\":\"A\",\"latency_last_30m\":870,\"throughput_last_30m\":{\"p50\":1e300}}",
    "{\"provider_name\":\" \\n A\\u202e\\u0007 \",\"quantization\":\"\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      g_autoptr(GPtrArray) endpoints = parse_entries (entries[i]);

      g_test_message ("%s", entries[i]);
      g_assert_cmpuint (endpoints->len, ==, 1);
      assert_unknown (endpoints->pdata[0]);
    }
}

static void
test_uptime (void)
{
  g_autoptr(GPtrArray) endpoints =
    parse_entries ("{\"provider_name\":\"A\",\"uptime_last_30m\":null,\"uptime_last_1d\":98.5,"
                   "\"status\":-2},{\"provider_name\":\"B\",\"uptime_last_30m\":0}");

  g_assert_cmpfloat (((SyEndpoint *) endpoints->pdata[0])->uptime, ==, 98.5);
  g_assert_true (((SyEndpoint *) endpoints->pdata[0])->degraded);
  g_assert_cmpfloat (((SyEndpoint *) endpoints->pdata[1])->uptime, ==, 0);
}

static void
test_nameless (void)
{
  g_autoptr(GPtrArray) none = parse_entries ("");
  g_autoptr(GPtrArray) endpoints =
    parse_entries ("{\"name\":\"A\"},{\"provider_name\":null},{\"provider_name\":\" \"},7,null,"
                   "[],{\"provider_name\":\"B\"}");

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (endpoints->len, ==, 1);
  g_assert_cmpstr (((SyEndpoint *) endpoints->pdata[0])->provider, ==, "B");
}

static void
test_many (void)
{
  g_autoptr(GString) entries = g_string_new ("{\"provider_name\":\"0\"}");
  g_autofree char *name = g_strnfill (1000, 'x');
  g_autoptr(GPtrArray) endpoints = NULL;

  for (guint i = 1; i < 1000; i++)
    g_string_append_printf (entries, ",{\"provider_name\":\"%s\"}", name);
  endpoints = parse_entries (entries->str);

  g_assert_cmpuint (endpoints->len, ==, 200);
  g_assert_cmpuint (strlen (((SyEndpoint *) endpoints->pdata[1])->provider), ==, 256);
}

static void
test_no_list (void)
{
  static const char *const bodies[] = {
    "", "null", "7", "[]", "{}", "{\"data\":[]}", "{\"data\":null}", "{\"data\":{}}",
    "{\"data\":{\"endpoints\":{}}}", "{\"endpoints\":[]}", "{\"data\":{\"endpoints\":[", "<html>",
    "{\"error\":{\"message\":\"no\"}}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) endpoints = parse (bodies[i], &error);

      g_test_message ("%s", bodies[i]);
      g_assert_null (endpoints);
      g_assert_error (error, SY_ERROR, SY_ERROR_PROTOCOL);
    }
}

static void
test_redact (void)
{
  g_autoptr(GPtrArray) endpoints =
    parse_entries ("{\"provider_name\":\"Of " KEY "\",\"quantization\":\"" KEY "\"},"
                   "{\"provider_name\":\"Plain\"}");
  SyRedact *redact = sy_redact_new ();
  SyEndpoint *endpoint = endpoints->pdata[0];
  SyEndpoint *plain = endpoints->pdata[1];

  sy_redact_add_key (redact, KEY);
  sy_endpoint_redact (endpoint, redact);
  sy_endpoint_redact (plain, redact);

  g_assert_cmpstr (endpoint->provider, ==, "Of ***");
  g_assert_cmpstr (endpoint->quantization, ==, "***");
  g_assert_cmpstr (plain->provider, ==, "Plain");
  g_assert_null (plain->quantization);
  g_assert_finalize_object (redact);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/endpoint/whole", test_whole);
  g_test_add_func ("/endpoint/missing", test_missing);
  g_test_add_func ("/endpoint/uptime", test_uptime);
  g_test_add_func ("/endpoint/nameless", test_nameless);
  g_test_add_func ("/endpoint/many", test_many);
  g_test_add_func ("/endpoint/no-list", test_no_list);
  g_test_add_func ("/endpoint/redact", test_redact);

  return g_test_run ();
}
