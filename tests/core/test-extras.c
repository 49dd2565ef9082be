/* test-extras.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-extras.h"

#define MAX_PIECES 6

#define CALL(index, id, name, arguments) \
  "{\"index\":" index ",\"id\":" id ",\"type\":\"function\"," \
  "\"function\":{\"name\":" name ",\"arguments\":" arguments "}}"

typedef struct
{
  const char *name;
  struct
  {
    guint       index;
    const char *raw;
  } pieces[MAX_PIECES];
  const char *calls;
} CallCase;

static const CallCase call_cases[] = {
  { "pieces",
    { { 0, CALL ("0", "\"a\"", "\"add\"", "\"\"") },
      { 0, "{\"index\":0,\"function\":{\"arguments\":\"{\\\"x\\\"\"}}" },
      { 0, "{\"index\":0,\"id\":null,\"function\":{\"name\":null,\"arguments\":\":1} \"}}" } },
    "[" CALL ("0", "\"a\"", "\"add\"", "\"{\\\"x\\\":1} \"") "]" },
  { "interleaved",
    { { 0, CALL ("0", "\"a\"", "\"f\"", "\"1\"") }, { 1, CALL ("1", "\"b\"", "\"g\"", "\"2\"") },
      { 0, "{\"function\":{\"arguments\":\"3\"}}" }, { 1, "{\"function\":{\"arguments\":\"4\"}}" } },
    "[" CALL ("0", "\"a\"", "\"f\"", "\"13\"") "," CALL ("1", "\"b\"", "\"g\"", "\"24\"") "]" },
  { "index-missing",
    { { 0, "{\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"1\"}}" } },
    "[{\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"1\"},\"index\":0}]" },
  { "one-index-for-all",
    { { 0, CALL ("0", "\"a\"", "\"f\"", "\"1\"") }, { 0, CALL ("0", "\"b\"", "\"g\"", "\"2\"") } },
    "[" CALL ("0", "\"a\"", "\"f\"", "\"1\"") "," CALL ("0", "\"b\"", "\"g\"", "\"2\"") "]" },
  { "id-repeated",
    { { 0, CALL ("0", "\"a\"", "\"f\"", "\"1\"") }, { 0, CALL ("0", "\"a\"", "\"f\"", "\"2\"") } },
    "[" CALL ("0", "\"a\"", "\"f\"", "\"12\"") "]" },
  { "id-null",
    { { 0, CALL ("0", "null", "\"f\"", "\"1\"") }, { 0, CALL ("0", "null", "null", "\"2\"") } },
    "[" CALL ("0", "null", "\"f\"", "\"12\"") "]" },
  { "id-late",
    { { 3, CALL ("3", "null", "null", "\"1\"") }, { 3, CALL ("3", "\"a\"", "\"f\"", "\"2\"") } },
    "[" CALL ("3", "\"a\"", "\"f\"", "\"12\"") "]" },
  { "arguments-object",
    { { 0, CALL ("0", "\"a\"", "\"f\"", "{\"x\":1}") } },
    "[" CALL ("0", "\"a\"", "\"f\"", "{\"x\":1}") "]" },
  { "arguments-missing",
    { { 0, "{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"f\"}}" } },
    "[{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"\"}}]" },
  { "more-than-known",
    { { 0, "{\"index\":0,\"extra_content\":{\"google\":{\"thought_signature\":\"s\"}},"
           "\"function\":{\"name\":\"f\",\"arguments\":\"1\",\"n\":2}}" } },
    "[{\"index\":0,\"extra_content\":{\"google\":{\"thought_signature\":\"s\"}},"
    "\"function\":{\"name\":\"f\",\"arguments\":\"1\",\"n\":2}}]" },
  { "nonsense",
    { { 0, "7" }, { 0, "{\"id\":[],\"function\":\"f\"}" } },
    "[{\"id\":[],\"function\":{\"arguments\":\"\"},\"index\":0}]" },
};

static JsonNode *
parse (const char *text)
{
  g_autoptr(GError) error = NULL;
  JsonNode *node = json_from_string (text, &error);

  g_assert_no_error (error);

  return node;
}

static void
test_extras_call (gconstpointer data)
{
  const CallCase *call_case = data;
  g_autoptr(SyExtras) extras = sy_extras_new ();
  g_autofree char *expected = g_strconcat ("{\"tool_calls\":", call_case->calls, "}", NULL);

  for (gsize i = 0; i < MAX_PIECES && call_case->pieces[i].raw != NULL; i++)
    {
      g_autoptr(JsonNode) raw = parse (call_case->pieces[i].raw);

      sy_extras_add_tool_call (extras, call_case->pieces[i].index, raw);
    }

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(JsonNode) json = sy_extras_to_json (extras);
      g_autofree char *text = json_to_string (json, FALSE);

      g_assert_cmpstr (text, ==, expected);
    }
}

static void
test_extras_images (void)
{
  static const char url[] = "data:image/png;base64,AAAA";
  g_autoptr(SyExtras) extras = sy_extras_new ();
  g_autofree char *text = NULL;
  g_autoptr(JsonNode) json = NULL;
  const char *data = NULL;
  JsonArray *images;

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *raw = g_strdup_printf ("{\"type\":\"image_url\",\"n\":%u,"
                                              "\"image_url\":{\"url\":\"%s\"}}", i, url);
      g_autoptr(JsonNode) node = parse (raw);

      if (i == 0)
        data = json_object_get_string_member (
          json_object_get_object_member (json_node_get_object (node), "image_url"), "url");
      sy_extras_add_image (extras, node);
    }

  json = sy_extras_to_json (extras);
  text = json_to_string (json, FALSE);
  g_assert_cmpstr (text, ==,
                   "{\"images\":["
                   "{\"type\":\"image_url\",\"n\":0,\"image_url\":{\"url\":"
                   "\"data:image/png;base64,AAAA\"}},"
                   "{\"type\":\"image_url\",\"n\":1,\"image_url\":{\"url\":"
                   "\"data:image/png;base64,AAAA\"}}]}");

  /* The very same bytes, not a copy of them. */
  images = json_object_get_array_member (json_node_get_object (json), "images");
  g_assert_true (data == json_object_get_string_member (
                           json_object_get_object_member (
                             json_array_get_object_element (images, 0), "image_url"), "url"));
}

static void
test_extras_nothing (void)
{
  g_autoptr(SyExtras) extras = sy_extras_new ();
  g_autoptr(JsonNode) json = sy_extras_to_json (extras);

  g_assert_cmpuint (json_object_get_size (json_node_get_object (json)), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (call_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/extras/call/", call_cases[i].name, NULL);

      g_test_add_data_func (path, &call_cases[i], test_extras_call);
    }

  g_test_add_func ("/extras/images", test_extras_images);
  g_test_add_func ("/extras/nothing", test_extras_nothing);

  return g_test_run ();
}
