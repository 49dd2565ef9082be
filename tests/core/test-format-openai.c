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

typedef struct
{
  SyDialect   dialect;
  guint       quirks;
  gint64      max_tokens;
  const char *tail;
} QuirkCase;

static void
test_quirks (void)
{
  static const QuirkCase cases[] = {
    { SY_DIALECT_GENERIC, SY_QUIRK_NO_TEMPERATURE, 0,
      ",\"stream_options\":{\"include_usage\":true},\"top_p\":0.25,\"max_tokens\":100,"
      "\"reasoning_effort\":\"low\"}" },
    { SY_DIALECT_GENERIC, SY_QUIRK_NO_TOP_P | SY_QUIRK_NO_EFFORT, 0,
      ",\"temperature\":0.5,\"max_tokens\":100}" },
    { SY_DIALECT_GENERIC, SY_QUIRK_NO_STREAM_OPTIONS, 0,
      "\"stream\":true,\"temperature\":0.5,\"top_p\":0.25,\"max_tokens\":100,"
      "\"reasoning_effort\":\"low\"}" },
    { SY_DIALECT_OPENROUTER, SY_QUIRK_NO_EFFORT, 0, "\"top_p\":0.25,\"max_tokens\":100}" },

    { SY_DIALECT_GENERIC, SY_QUIRK_NO_MAX_TOKENS | SY_QUIRK_NO_EFFORT, 0,
      ",\"max_completion_tokens\":100}" },
    { SY_DIALECT_GENERIC, SY_QUIRK_NO_MAX_COMPLETION_TOKENS | SY_QUIRK_NO_EFFORT, 0,
      ",\"max_tokens\":100}" },
    { SY_DIALECT_OPENAI, SY_QUIRK_NO_MAX_COMPLETION_TOKENS | SY_QUIRK_NO_EFFORT, 0,
      ",\"max_tokens\":100}" },
    { SY_DIALECT_OPENAI, SY_QUIRK_NO_MAX_TOKENS | SY_QUIRK_NO_EFFORT, 0,
      ",\"max_completion_tokens\":100}" },
    { SY_DIALECT_OPENAI,
      SY_QUIRK_NO_MAX_TOKENS | SY_QUIRK_NO_MAX_COMPLETION_TOKENS | SY_QUIRK_NO_EFFORT, 0,
      "\"top_p\":0.25}" },

    { SY_DIALECT_GENERIC, SY_QUIRK_NO_EFFORT, 617, ",\"max_tokens\":617}" },
    { SY_DIALECT_OPENAI, SY_QUIRK_NO_EFFORT, 617, ",\"max_completion_tokens\":617}" },
    { SY_DIALECT_GENERIC, SY_QUIRK_NO_EFFORT, -5, ",\"max_tokens\":100}" },
  };
  g_autoptr(SySampling) sampling = sy_sampling_new ();

  sampling->temperature = 0.5;
  sampling->top_p = 0.25;
  sampling->max_tokens = 100;
  sampling->effort = g_strdup ("low");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SyRequest) request = sy_request_new ("m", sampling, cases[i].dialect);
      g_autofree char *json = NULL;

      request->quirks = cases[i].quirks;
      request->max_tokens = cases[i].max_tokens;
      json = build (request);
      g_assert_cmpstr (json + MAX (0, (gssize) strlen (json) - (gssize) strlen (cases[i].tail)), ==,
                       cases[i].tail);
    }
}

/* A limit for one attempt needs no setting. */
static void
test_max_tokens_alone (void)
{
  g_autoptr(SyRequest) request = sy_request_new ("m", NULL, SY_DIALECT_OPENROUTER);
  g_autofree char *json = NULL;

  request->max_tokens = 617;
  json = build (request);
  g_assert_true (g_str_has_suffix (json, "{\"include_usage\":true},\"max_tokens\":617}"));
}

static void
test_refused_replay (void)
{
  g_autoptr(JsonNode) replay = sy_json_parse ("{\"reasoning_details\":[]}", -1, NULL);

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(SyRequest) request =
        sy_request_new ("m", NULL, i == 1 ? SY_DIALECT_OPENAI : SY_DIALECT_GENERIC);
      g_autofree char *json = NULL;

      request->quirks = i == 2 ? SY_QUIRK_NO_REPLAY : 0;
      sy_request_add_turn (request, SY_ROLE_ASSISTANT, "a", replay);
      json = build (request);
      g_assert_cmpint (strstr (json, "reasoning_details") != NULL, ==, i == 0);
    }
}

/* OpenAI refuses a request for one member it does not know. */
static void
test_openai_members (void)
{
  static const char *const known[] = {
    "model", "messages", "stream", "stream_options", "temperature", "top_p",
    "max_completion_tokens", "reasoning_effort", NULL,
  };
  g_autoptr(SySampling) sampling = sy_sampling_new ();
  g_autoptr(SyRequest) request = NULL;
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(GList) members = NULL;
  g_autofree char *json = NULL;

  sampling->temperature = 1;
  sampling->top_p = 1;
  sampling->max_tokens = 5;
  sampling->effort = g_strdup ("high");
  request = sy_request_new ("m", sampling, SY_DIALECT_OPENAI);
  json = build (request);
  node = sy_json_parse (json, -1, NULL);
  members = json_object_get_members (sy_json_node_object (node));

  g_assert_cmpuint (g_list_length (members), ==, g_strv_length ((char **) known));
  for (GList *l = members; l != NULL; l = l->next)
    g_assert_true (g_strv_contains (known, l->data));
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
  g_test_add_func ("/format-openai/quirks", test_quirks);
  g_test_add_func ("/format-openai/max-tokens-alone", test_max_tokens_alone);
  g_test_add_func ("/format-openai/refused-replay", test_refused_replay);
  g_test_add_func ("/format-openai/openai-members", test_openai_members);

  return g_test_run ();
}
