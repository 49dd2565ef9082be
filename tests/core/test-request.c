/* test-request.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-request.h"

#include "sy-format.h"
#include "sy-json.h"

#include <math.h>

static void
test_new (void)
{
  g_autoptr(SyRequest) request = sy_request_new ("a/b", NULL, SY_DIALECT_OPENROUTER);

  g_assert_cmpstr (request->model_id, ==, "a/b");
  g_assert_cmpuint (request->turns->len, ==, 0);
  g_assert_cmpint (request->dialect, ==, SY_DIALECT_OPENROUTER);
  g_assert_nonnull (request->sampling);
  g_assert_true (isnan (request->sampling->temperature));
}

static void
test_copies (void)
{
  g_autoptr(SySampling) sampling = sy_sampling_new ();
  g_autoptr(JsonNode) replay = sy_json_parse ("{\"a\":1}", -1, NULL);
  g_autoptr(SyRequest) request = NULL;
  char model_id[] = "model";
  char text[] = "text";
  const SyTurn *turn;

  sampling->max_tokens = 7;
  request = sy_request_new (model_id, sampling, SY_DIALECT_GENERIC);
  sy_request_add_turn (request, SY_ROLE_USER, text, NULL);
  sy_request_add_turn (request, SY_ROLE_ASSISTANT, "answer", replay);

  model_id[0] = 'x';
  text[0] = 'x';
  sampling->max_tokens = 8;
  g_clear_pointer (&replay, json_node_unref);

  g_assert_cmpstr (request->model_id, ==, "model");
  g_assert_cmpint (request->sampling->max_tokens, ==, 7);
  g_assert_cmpuint (request->turns->len, ==, 2);

  turn = g_ptr_array_index (request->turns, 0);
  g_assert_cmpint (turn->role, ==, SY_ROLE_USER);
  g_assert_cmpstr (turn->text, ==, "text");
  g_assert_null (turn->replay);

  turn = g_ptr_array_index (request->turns, 1);
  g_assert_cmpint (turn->role, ==, SY_ROLE_ASSISTANT);
  g_assert_cmpint (sy_json_get_int (sy_json_node_object (turn->replay), "a", 0), ==, 1);
}

static void
assert_values (const SyRequest *request,
               const char      *expected)
{
  g_autofree char *values = sy_request_dup_values (request);

  g_assert_cmpstr (values, ==, expected);
}

/* What is told of a request is what its body has. */
static void
test_values (void)
{
  g_autoptr(SyRequest) request = sy_request_new ("m", NULL, SY_DIALECT_GENERIC);

  sy_request_add_turn (request, SY_ROLE_USER, "Hi", NULL);
  assert_values (request, NULL);
  request->max_tokens = 20;
  assert_values (request, "{\"max-tokens\":20}");

  request->sampling->temperature = 0.5;
  request->sampling->top_p = 0.25;
  request->sampling->max_tokens = 100;
  request->sampling->effort = g_strdup ("low");
  assert_values (request, "{\"temperature\":0.5,\"top-p\":0.25,\"max-tokens\":20,"
                          "\"effort\":\"low\"}");

  request->quirks = SY_QUIRK_NO_TEMPERATURE | SY_QUIRK_NO_EFFORT | SY_QUIRK_NO_MAX_TOKENS;
  assert_values (request, "{\"top-p\":0.25,\"max-tokens\":20}");
  request->quirks |= SY_QUIRK_NO_TOP_P | SY_QUIRK_NO_MAX_COMPLETION_TOKENS;
  assert_values (request, NULL);

  sy_request_add_turn (request, SY_ROLE_SYSTEM, "Be brief.", NULL);
  assert_values (request, "{\"system-prompt\":true}");
  g_assert_cmpint (request->sampling->max_tokens, ==, 100);
}

static void
test_role (void)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (SY_TYPE_ROLE);

  g_assert_cmpint (klass->n_values, ==, 3);
  g_assert_cmpstr (g_enum_get_value (klass, SY_ROLE_ASSISTANT)->value_nick, ==, "assistant");
}

static void
test_format (void)
{
  const SyFormat *format = sy_format_find ("openai-chat");

  g_assert_nonnull (format);
  g_assert_true (format == sy_format_get (SY_FORMAT_OPENAI_CHAT));
  g_assert_cmpstr (format->endpoint, ==, "chat/completions");
  g_assert_cmpint (format->framing, ==, SY_FRAMING_SSE);
  g_assert_null (sy_format_find ("ollama"));
  g_assert_null (sy_format_find (""));
  g_assert_null (sy_format_find (NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/request/new", test_new);
  g_test_add_func ("/request/copies", test_copies);
  g_test_add_func ("/request/values", test_values);
  g_test_add_func ("/request/role", test_role);
  g_test_add_func ("/request/format", test_format);

  return g_test_run ();
}
