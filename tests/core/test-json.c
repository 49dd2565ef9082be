/* test-json.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sy-error.h"
#include "sy-json.h"

#include <string.h>

#define BAD "\357\277\275"

static JsonNode *
parse (const char *text)
{
  g_autoptr(GError) error = NULL;
  JsonNode *node = sy_json_parse (text, -1, &error);

  g_assert_no_error (error);
  g_assert_nonnull (node);

  return node;
}

static void
test_parse (void)
{
  static const char * const documents[] = {
    "{}", "[]", " {\"a\":1} \n", "null", "true", "1", "\"x\"", "\357\273\277{}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      g_autoptr(JsonNode) node = parse (documents[i]);

      g_assert_nonnull (node);
    }
}

static void
test_parse_garbage (void)
{
  static const char * const documents[] = {
    "", " ", "\n", "<html>", "hello", "{\"a\":", "[1,2", "{\"a\":1,}", "NaN", "data: {}", "{} {}",
    "[1] x", "[1][2][3]", "'a'", "/* */ 1", "{\"a\":\"\\u12\"}", "\"\\", "\"\\u", "\"\\ud83c",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", documents[i]);
      g_assert_null (sy_json_parse (documents[i], -1, &error));
      g_assert_error (error, SY_ERROR, SY_ERROR_PROTOCOL);
    }
}

static void
test_parse_length (void)
{
  g_autoptr(JsonNode) node = sy_json_parse ("[1]garbage", 3, NULL);
  g_autoptr(JsonNode) none = sy_json_parse ("[1]\0", 4, NULL);
  g_autofree char *deep = g_strnfill (1000 * 1000, '[');

  g_assert_nonnull (node);
  g_assert_null (none);
  g_assert_null (sy_json_parse (deep, -1, NULL));
}

/* Documents of one stream, and what stands in their member "s" then. */
static void
test_cut_characters (void)
{
  static const struct
  {
    const char *documents[4];
    const char *strings[4];
    gboolean    left;
  } cases[] = {
    { { "{\"s\":\"a\\ud83c\"}", "{\"s\":\"\\udf89b\"}" }, { "a", "\360\237\216\211b" }, FALSE },
    { { "{\"s\":\"\\ud83c\"}", "{\"s\":\"\\udf89\\ud83c\"}", "{\"s\":\"\\udf89\"}" },
      { "", "\360\237\216\211", "\360\237\216\211" }, FALSE },
    { { "{\"s\" : \"\\ud83c\"}", "{\"s\":\"b\"}", "{\"s\":\"\\udf89\"}" },
      { "", BAD "b", BAD }, FALSE },
    { { "{\"s\":\"\\ud83c\"}", "{\"s\":\"\",\"t\":\"\\udf89\"}", "{\"s\":\"\\udf89\"}" },
      { "", "", "\360\237\216\211" }, FALSE },
    { { "{\"s\":\"\\ud83c\"}", "{\"s\":null}", "{}", "{\"s\":\"\\udf89\"}" },
      { "", NULL, NULL, "\360\237\216\211" }, FALSE },
    { { "{\"s\":\"\\ud83c\",\"r\":\"\\ud83d\"}", "{\"r\":\"\\ude00\",\"s\":\"\\udf89\"}" },
      { "", "\360\237\216\211" }, FALSE },
    { { "{\"s\":\"x\\ud83cx\"}", "{\"s\":\"\\udf89\"}" }, { "x" BAD "x", BAD }, FALSE },
    { { "{\"s\":\"\\\\ud83c\"}", "{\"s\":\"\\udf89\"}" }, { "\\ud83c", BAD }, FALSE },
    { { "{\"s\":\"\\ud83c\"}", "{\"s\":\"\\n\\\"\"}" }, { "", BAD "\n\"" }, FALSE },
    { { "{\"s\":\"a\\ud83c\"}", "{}" }, { "a", NULL }, TRUE },
    { { "{\"s\":\"a\\ud83c", "{\"s\":\"\\udf89\"}" }, { NULL, "\360\237\216\211" }, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(JsonParser) parser = sy_json_parser_new ();
      g_autoptr(SyJsonRepair) repair = sy_json_repair_new ();

      for (gsize j = 0; j < 4 && cases[i].documents[j] != NULL; j++)
        {
          const char *text = cases[i].documents[j];
          JsonNode *node = sy_json_load (parser, repair, text, strlen (text));

          g_assert_cmpstr (sy_json_get_string (sy_json_node_object (node), "s"), ==,
                           cases[i].strings[j]);
        }

      g_assert_false (sy_json_repair_take_half (repair, "t"));
      g_assert_true (sy_json_repair_take_half (repair, "s") == cases[i].left);
      g_assert_false (sy_json_repair_take_half (repair, "s"));
    }
}

/* More members than are remembered, and longer names: nothing but U+FFFD. */
static void
test_many_halves (void)
{
  g_autoptr(JsonParser) parser = sy_json_parser_new ();
  g_autoptr(SyJsonRepair) repair = sy_json_repair_new ();
  g_autoptr(GString) text = g_string_new ("{");
  g_autofree char *name = g_strnfill (1000, 'n');
  JsonObject *object = NULL;
  guint n_waiting = 0;

  for (guint i = 0; i < 20; i++)
    g_string_append_printf (text, "\"m%u\":\"\\ud83c\",", i);

  g_string_append_printf (text, "\"%s\":\"\\ud83c\"}", name);
  object = sy_json_node_object (sy_json_load (parser, repair, text->str, text->len));
  g_assert_nonnull (object);

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *member = g_strdup_printf ("m%u", i);

      if (sy_json_repair_take_half (repair, member))
        n_waiting++;
      else
        g_assert_cmpstr (sy_json_get_string (object, member), ==, BAD);
    }

  g_assert_cmpuint (n_waiting, >, 0);
  g_assert_cmpstr (sy_json_get_string (object, name), ==, BAD);
}

/* A document that cannot be read leaves nothing behind for the next one. */
static void
test_load_again (void)
{
  static const char * const garbage[] = { "", "{\"a\":", "[1] x", "\377", "nul", "{} {}", "[[[" };
  g_autoptr(JsonParser) parser = sy_json_parser_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (garbage); i++)
    {
      JsonNode *node = sy_json_load (parser, NULL, "{\"a\":1}", 7);

      g_assert_cmpint (sy_json_get_int (sy_json_node_object (node), "a", 0), ==, 1);
      g_assert_null (sy_json_load (parser, NULL, garbage[i], strlen (garbage[i])));
    }
}

static void
test_error_quotes_nothing (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (sy_json_parse ("secretword", -1, &error));
  g_assert_null (strstr (error->message, "secret"));
}

static void
test_repair (void)
{
  static const struct
  {
    const char *json;
    const char *string;
  } cases[] = {
    { "\\ud83c\\udf89", "\360\237\216\211" },
    { "\\uD83C\\uDF89x", "\360\237\216\211x" },
    { "\\ud83c", BAD },
    { "a\\ud83cb", "a" BAD "b" },
    { "\\udf89", BAD },
    { "\\udf89\\ud83c", BAD BAD },
    { "\\ud83c\\ud83c\\udf89", BAD "\360\237\216\211" },
    { "\\ud83c\\n", BAD "\n" },
    { "\\ud83c\\u0041", BAD "A" },
    { "\\\\ud83c", "\\ud83c" },
    { "\\\\\\ud83c", "\\" BAD },
    { "a\\u0000b", "a" BAD "b" },
    { "\\u0041\\\"\\/", "A\"/" },
    { "\\ud83\\\\", NULL },
    { "a\377b", "a" BAD "b" },
    { "a\360\237\216", "a" BAD },
    { "\\uDBFF\\uDFFF", "\364\217\277\277" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"s\":\"%s\",\"end\":1}", cases[i].json);
      g_autoptr(JsonNode) node = sy_json_parse (text, -1, NULL);
      JsonObject *object = sy_json_node_object (node);

      g_assert_cmpstr (sy_json_get_string (object, "s"), ==, cases[i].string);
      g_assert_cmpint (sy_json_get_int (object, "end", 0), ==, cases[i].string != NULL ? 1 : 0);
    }
}

static void
test_repair_random (void)
{
  static const char * const pieces[] = {
    "\\ud83c", "\\udf89", "\\u0000", "\\\\", "\\n", "u", "d83c", "\377", "\\u00e4", "x", "\\\"",
  };

  for (guint round = 0; round < 3000; round++)
    {
      g_autoptr(GString) text = g_string_new ("[\"");
      g_autoptr(JsonNode) node = NULL;
      guint n = g_test_rand_int_range (0, 12);

      for (guint i = 0; i < n; i++)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);

      g_string_append (text, "\"]");
      node = parse (text->str);
      g_assert_true (g_utf8_validate (json_array_get_string_element (json_node_get_array (node), 0),
                                      -1, NULL));
    }
}

static void
test_repair_is_linear (void)
{
  const gsize n = 500 * 1000;
  g_autoptr(GString) text = g_string_new ("[\"");
  g_autoptr(JsonNode) node = NULL;
  gint64 start = g_get_monotonic_time ();

  for (gsize i = 0; i < n; i++)
    g_string_append (text, "\\ud83c");

  g_string_append (text, "\"]");
  node = parse (text->str);
  g_assert_cmpuint (strlen (json_array_get_string_element (json_node_get_array (node), 0)),
                    ==, 3 * n);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_USEC_PER_SEC);
}

static void
test_types (void)
{
  static const char * const names[] = { "null", "bool", "int", "double", "string", "array",
                                        "object", "missing" };
  g_autoptr(JsonNode) node = parse ("{\"null\":null,\"bool\":true,\"int\":7,\"double\":1.5,"
                                    "\"string\":\"s\",\"array\":[1,{}],\"object\":{}}");
  JsonObject *object = sy_json_node_object (node);
  double value = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *name = names[i];
      g_autofree char *copy = sy_json_dup_string (object, name);
      gboolean is_number = i == 2 || i == 3;

      g_assert_cmpstr (sy_json_get_string (object, name), ==, i == 4 ? "s" : NULL);
      g_assert_cmpstr (copy, ==, i == 4 ? "s" : NULL);
      g_assert_true ((sy_json_get_array (object, name) != NULL) == (i == 5));
      g_assert_true ((sy_json_get_object (object, name) != NULL) == (i == 6));
      g_assert_cmpint (sy_json_get_int (object, name, -3), ==, i == 2 ? 7 : i == 3 ? 1 : -3);
      g_assert_true (sy_json_get_double (object, name, &value) == is_number);
      g_assert_true (sy_json_get_boolean (object, name, FALSE) == (i == 1));
      g_assert_true (sy_json_get_boolean (object, name, TRUE));
    }

  g_assert_null (sy_json_array_object (sy_json_get_array (object, "array"), 0));
  g_assert_nonnull (sy_json_array_object (sy_json_get_array (object, "array"), 1));
  g_assert_null (sy_json_array_object (sy_json_get_array (object, "array"), 2));
  g_assert_cmpfloat (value, ==, 1.5);
}

static void
test_null (void)
{
  g_autoptr(JsonNode) array = parse ("[]");
  double value = 5;

  g_assert_null (sy_json_node_object (NULL));
  g_assert_null (sy_json_node_object (array));
  g_assert_null (sy_json_get_string (NULL, "a"));
  g_assert_null (sy_json_dup_string (NULL, "a"));
  g_assert_null (sy_json_get_object (NULL, "a"));
  g_assert_null (sy_json_get_array (NULL, "a"));
  g_assert_null (sy_json_array_object (NULL, 0));
  g_assert_cmpint (sy_json_get_int (NULL, "a", 4), ==, 4);
  g_assert_false (sy_json_get_double (NULL, "a", &value));
  g_assert_true (sy_json_get_boolean (NULL, "a", TRUE));
  g_assert_cmpfloat (value, ==, 5);
}

static void
test_numbers (void)
{
  static const struct
  {
    const char *json;
    gint64      whole;
    gboolean    is_double;
    double      value;
  } cases[] = {
    { "0", 0, TRUE, 0 },
    { "-5", -5, TRUE, -5 },
    { "2.9", 2, TRUE, 2.9 },
    { "-2.9", -2, TRUE, -2.9 },
    { "1e3", 1000, TRUE, 1000 },
    { "9223372036854775807", G_MAXINT64, TRUE, 9223372036854775807.0 },
    { "9223372036854775808.0", -1, TRUE, 9223372036854775808.0 },
    { "-9223372036854775808.0", G_MININT64, TRUE, -9223372036854775808.0 },
    { "1e19", -1, TRUE, 1e19 },
    { "1e400", -1, FALSE, 0 },
    { "\"42\"", 42, TRUE, 42 },
    { "\"-42\"", -42, TRUE, -42 },
    { "\"4.5\"", 4, TRUE, 4.5 },
    { "\"9223372036854775807\"", G_MAXINT64, TRUE, 9223372036854775807.0 },
    { "\"3e-06\"", 0, TRUE, 3e-06 },
    { "\"1e19\"", -1, TRUE, 1e19 },
    { "\"\"", -1, FALSE, 0 },
    { "\" 42\"", -1, FALSE, 0 },
    { "\"42x\"", -1, FALSE, 0 },
    { "\"4,5\"", -1, FALSE, 0 },
    { "\"nan\"", -1, FALSE, 0 },
    { "\"inf\"", -1, FALSE, 0 },
    { "\"0x10\"", -1, FALSE, 0 },
    { "\"1e400\"", -1, FALSE, 0 },
    { "\"-\"", -1, FALSE, 0 },
    { "\"1\\u0000\"", -1, FALSE, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"n\":%s}", cases[i].json);
      g_autoptr(JsonNode) node = parse (text);
      JsonObject *object = sy_json_node_object (node);
      double value = 0;

      g_test_message ("%s", cases[i].json);
      g_assert_cmpint (sy_json_get_int (object, "n", -1), ==, cases[i].whole);
      g_assert_true (sy_json_get_double (object, "n", &value) == cases[i].is_double);
      g_assert_cmpfloat (value, ==, cases[i].value);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/json/parse", test_parse);
  g_test_add_func ("/json/parse/garbage", test_parse_garbage);
  g_test_add_func ("/json/parse/length", test_parse_length);
  g_test_add_func ("/json/parse/error-quotes-nothing", test_error_quotes_nothing);
  g_test_add_func ("/json/repair", test_repair);
  g_test_add_func ("/json/cut-characters", test_cut_characters);
  g_test_add_func ("/json/many-halves", test_many_halves);
  g_test_add_func ("/json/load-again", test_load_again);
  g_test_add_func ("/json/repair/random", test_repair_random);
  g_test_add_func ("/json/repair/linear", test_repair_is_linear);
  g_test_add_func ("/json/types", test_types);
  g_test_add_func ("/json/null", test_null);
  g_test_add_func ("/json/numbers", test_numbers);

  return g_test_run ();
}
