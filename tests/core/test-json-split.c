/* test-json-split.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-json-split.h"

#include "sy-json.h"

#include <string.h>

#define MOST 10

static const char *const members[] = { "data", "models", NULL };

/* The elements with a bar between them; %NULL when there is no list. */
static char *
split (const char *json,
       gsize       length,
       guint       max)
{
  g_autoptr(GArray) spans = sy_json_split (json, length, members, max);
  g_autoptr(GString) text = g_string_new (NULL);

  if (spans == NULL)
    return NULL;

  for (guint i = 0; i < spans->len; i++)
    {
      const SyJsonSpan *span = &g_array_index (spans, SyJsonSpan, i);

      g_assert_true (span->text >= json && span->text + span->length <= json + length);
      g_string_append_printf (text, "%.*s|", (int) span->length, span->text);
    }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

typedef struct
{
  const char *json;
  const char *elements;
} Case;

static const Case cases[] = {
  { "[]", "" },
  { " [ ] ", "" },
  { "[1,2]", "1|2|" },
  { "\xef\xbb\xbf[1]", "1|" },
  { "[{\"a\":[1,{\"b\":\"]},\"}]},\"x,]\",null]", "{\"a\":[1,{\"b\":\"]},\"}]}|\"x,]\"|null|" },
  { "[\"\\\"]\",\"\\\\\"]", "\"\\\"]\"|\"\\\\\"|" },
  { "{\"data\":[1]}", "1|" },
  { " { \"x\" : {\"data\":[9]} , \"data\" : [ 1 , 2 ] , \"y\" : \"data\" } ", "1 |2 |" },
  { "{\"models\":[3],\"data\":[1]}", "1|" },
  { "{\"models\":[3],\"data\":[]}", "3|" },
  { "{\"models\":[3],\"data\":null}", "3|" },
  { "{\"models\":[],\"data\":[]}", "" },
  { "{\"data\":[],\"models\":[]}", "" },
  { "{\"data\":[1],\"data\":[2]}", "2|" },
  { "", NULL },
  { " ", NULL },
  { "null", NULL },
  { "\"[1]\"", NULL },
  { "{}", NULL },
  { "{\"data\":{}}", NULL },
  { "{\"list\":[1]}", NULL },
  { "[", NULL },
  { "[1", NULL },
  { "[1,", NULL },
  { "[1,]", NULL },
  { "[,1]", NULL },
  { "[1}", NULL },
  { "[1]]", NULL },
  { "[1] x", NULL },
  { "[\"a]", NULL },
  { "[\"a\\", NULL },
  { "{\"data\":[1]", NULL },
  { "{\"data\":[1],}", NULL },
  { "{\"data\" [1]}", NULL },
  { "{data:[1]}", NULL },
  { "{\"x\":tru,\"data\":[1]}", NULL },
  { "{\"data\":[1],\"x\":[}", NULL },
};

static void
test_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *elements = split (cases[i].json, strlen (cases[i].json), MOST);

      g_test_message ("%s", cases[i].json);
      g_assert_cmpstr (elements, ==, cases[i].elements);
    }
}

/* What is a list for one is one for the other, wherever it is cut or broken. */
static void
test_broken (void)
{
  static const char json[] =
    "{\"object\":\"list\",\"data\":[{\"id\":\"a\",\"n\":[1,2.5e3]},{\"id\":\"b\\u00e4\"}],\"n\":2}";
  static const char signs[] = "{}[]\",:\\ \0x1";

  for (gsize i = 0; i < sizeof json - 1; i++)
    {
      g_autofree char *cut = split (json, i, MOST);

      g_assert_null (cut);

      for (gsize k = 0; k < sizeof signs; k++)
        {
          g_autofree char *other = g_strdup (json);
          g_autoptr(GArray) spans = NULL;
          g_autoptr(JsonNode) root = NULL;
          gboolean whole = TRUE;

          other[i] = signs[k];
          spans = sy_json_split (other, sizeof json - 1, members, MOST);
          for (guint n = 0; spans != NULL && n < spans->len; n++)
            {
              const SyJsonSpan *span = &g_array_index (spans, SyJsonSpan, n);
              g_autoptr(JsonNode) node = sy_json_parse (span->text, (gssize) span->length, NULL);

              whole = whole && node != NULL;
            }

          if (spans == NULL || !whole)
            continue;
          root = sy_json_parse (other, sizeof json - 1, NULL);
          g_assert_nonnull (root);
        }
    }
}

static void
test_most (void)
{
  g_autofree char *elements = split ("[1,2,3,4]", strlen ("[1,2,3,4]"), 2);
  g_autofree char *broken = split ("[1,2,3,]", strlen ("[1,2,3,]"), 2);

  g_assert_cmpstr (elements, ==, "1|2|");
  g_assert_null (broken);
}

static void
test_deep (void)
{
  g_autofree char *deep = g_strnfill (1000 * 1000, '[');
  g_autofree char *none = split (deep, 1000 * 1000, MOST);

  g_assert_null (none);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json-split/cases", test_cases);
  g_test_add_func ("/json-split/broken", test_broken);
  g_test_add_func ("/json-split/most", test_most);
  g_test_add_func ("/json-split/deep", test_deep);

  return g_test_run ();
}
