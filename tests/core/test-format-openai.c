/* test-format-openai.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-format-openai.h"

#include "sy-json.h"

#include <string.h>

static char *
build (const SyRequest *request)
{
  g_autoptr(GBytes) bytes = sy_format_openai.build (request);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  g_assert_true (g_utf8_validate_len (data, size, NULL));

  return g_strndup (data, size);
}

static void
test_minimal (void)
{
  g_autoptr(SyRequest) request = sy_request_new ("openai/gpt-4o", NULL, SY_DIALECT_OPENROUTER);
  g_autofree char *json = NULL;
  g_autofree char *again = NULL;

  sy_request_add_turn (request, SY_ROLE_SYSTEM, "Be brief.", NULL);
  sy_request_add_turn (request, SY_ROLE_USER, "Say \"hé\"\n\\ 🎉", NULL);
  sy_request_add_turn (request, SY_ROLE_ASSISTANT, "", NULL);

  json = build (request);
  again = build (request);

  g_assert_cmpstr (json, ==,
                   "{\"model\":\"openai/gpt-4o\",\"messages\":["
                   "{\"role\":\"system\",\"content\":\"Be brief.\"},"
                   "{\"role\":\"user\",\"content\":\"Say \\\"hé\\\"\\n\\\\ 🎉\"},"
                   "{\"role\":\"assistant\",\"content\":\"\"}],"
                   "\"stream\":true,\"stream_options\":{\"include_usage\":true}}");
  g_assert_cmpstr (json, ==, again);
}

typedef struct
{
  SyDialect   dialect;
  const char *tail;
} Case;

static void
test_sampling (void)
{
  static const Case cases[] = {
    { SY_DIALECT_GENERIC,
      ",\"temperature\":0.5,\"top_p\":0.25,\"max_tokens\":100,\"reasoning_effort\":\"low\"}" },
    { SY_DIALECT_OPENAI,
      ",\"temperature\":0.5,\"top_p\":0.25,\"max_completion_tokens\":100,"
      "\"reasoning_effort\":\"low\"}" },
    { SY_DIALECT_OPENROUTER,
      ",\"temperature\":0.5,\"top_p\":0.25,\"max_tokens\":100,\"reasoning\":{\"effort\":\"low\"}}" },
  };
  g_autoptr(SySampling) sampling = sy_sampling_new ();

  sampling->temperature = 0.5;
  sampling->top_p = 0.25;
  sampling->max_tokens = 100;
  sampling->effort = g_strdup ("low");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SyRequest) request = sy_request_new ("m", sampling, cases[i].dialect);
      g_autofree char *json = build (request);

      g_assert_true (g_str_has_suffix (json, cases[i].tail));
    }
}

static void
test_only_what_is_set (void)
{
  g_autoptr(SySampling) sampling = sy_sampling_new ();
  g_autoptr(SyRequest) request = NULL;
  g_autofree char *json = NULL;

  sampling->temperature = 0;
  request = sy_request_new ("m", sampling, SY_DIALECT_GENERIC);
  json = build (request);

  g_assert_nonnull (strstr (json, "\"temperature\":0"));
  g_assert_null (strstr (json, "top_p"));
  g_assert_null (strstr (json, "max_"));
  g_assert_null (strstr (json, "effort"));
}

static void
test_replay (void)
{
  g_autoptr(JsonNode) replay =
    sy_json_parse ("{\"reasoning_details\":[{\"z\":1,\"a\":null}],\"content\":\"evil\","
                   "\"role\":\"system\",\"annotations\":[]}", -1, NULL);
  g_autoptr(JsonNode) array = sy_json_parse ("[1]", -1, NULL);
  g_autoptr(SyRequest) request = sy_request_new ("m", NULL, SY_DIALECT_GENERIC);
  g_autofree char *json = NULL;

  sy_request_add_turn (request, SY_ROLE_USER, "q", replay);
  sy_request_add_turn (request, SY_ROLE_ASSISTANT, "a", replay);
  sy_request_add_turn (request, SY_ROLE_ASSISTANT, "b", array);
  json = build (request);

  g_assert_nonnull (strstr (json,
                            "\"messages\":[{\"role\":\"user\",\"content\":\"q\"},"
                            "{\"role\":\"assistant\",\"content\":\"a\","
                            "\"reasoning_details\":[{\"z\":1,\"a\":null}],\"annotations\":[]},"
                            "{\"role\":\"assistant\",\"content\":\"b\"}]"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/format-openai/minimal", test_minimal);
  g_test_add_func ("/format-openai/sampling", test_sampling);
  g_test_add_func ("/format-openai/only-what-is-set", test_only_what_is_set);
  g_test_add_func ("/format-openai/replay", test_replay);

  return g_test_run ();
}
