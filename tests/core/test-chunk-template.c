/* test-chunk-template.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-chunk-template.h"

#include <string.h>

/* The next chunk after "a" was learnt from the first; %NULL when it is to be parsed. */
typedef struct
{
  const char *first;
  const char *next;
  const char *text;
} Case;

static const Case cases[] = {
  { "{\"s\":\"a\"}", "{\"s\":\"b\"}", "b" },
  { "{\"s\":\"a\"}", "{\"s\":\"h\303\251 \177/'\"}", "h\303\251 \177/'" },
  { "{\"s\" : \"a\",\"n\":1}", "{\"s\" : \"bcd\",\"n\":1}", "bcd" },
  { "{\"n\":[\"a\"],\"s\":\"a\"}", "{\"n\":[\"a\"],\"s\":\"b\"}", "b" },
  { "{\"s\":\"a\"}", "{\"s\":\"\"}", NULL },
  { "{\"s\":\"a\"}", "{\"s\":\"\\n\"}", NULL },
  { "{\"s\":\"a\"}", "{\"s\":\"b\",\"t\":\"c\"}", NULL },
  { "{\"s\":\"a\"}", "{\"s\":\"b\nc\"}", NULL },
  { "{\"s\":\"a\"}", "{\"s\":\"\303\"}", NULL },
  { "{\"s\":\"a\"}", "{\"s\":\"", NULL },
  { "{\"s\":\"a\"}", "{\"s\":\"b\"", NULL },
  { "{\"s\":\"a\"}", "{\"s\": \"b\"}", NULL },
  { "{\"s\":\"a\"}", "{\"s\":1}", NULL },
  { "{\"s\":\"a\",\"n\":1}", "{\"s\":\"b\",\"n\":2}", NULL },
  { "{\"s\":\"a\",\"o\":{\"s\":1}}", "{\"s\":\"b\",\"o\":{\"s\":1}}", NULL },
  { "{\"s\":\"a\\u0062\"}", "{\"s\":\"c\\u0062\"}", NULL },
  { "{\"s\":\"b\"}", "{\"s\":\"b\"}", NULL },
  { "{\"t\":\"a\"}", "{\"t\":\"b\"}", NULL },
  { "[\"s\",\"a\"]", "[\"s\",\"b\"]", NULL },
  { "\"s\"", "\"s\"", NULL },
};

static void
test_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SyChunkTemplate) template = sy_chunk_template_new ("s");
      gsize first = strlen (cases[i].first);
      gsize next = strlen (cases[i].next);
      g_autofree char *copy = g_memdup2 (cases[i].next, next);

      g_test_message ("%zu", i);
      g_assert_null (sy_chunk_template_match (template, copy, next));
      sy_chunk_template_learn (template, cases[i].first, first, "a");
      g_assert_cmpstr (sy_chunk_template_match (template, copy, next), ==, cases[i].text);

      sy_chunk_template_forget (template);
      g_assert_null (sy_chunk_template_match (template, copy, next));
    }
}

/* One of the same form leaves it as it is, one of another takes its place. */
static void
test_again (void)
{
  g_autoptr(SyChunkTemplate) template = sy_chunk_template_new ("s");

  sy_chunk_template_learn (template, "{\"s\":\"a\"}", 9, "a");
  sy_chunk_template_learn (template, "{\"s\":\"\\n\"}", 10, "\n");
  g_assert_cmpstr (sy_chunk_template_match (template, "{\"s\":\"b\"}", 9), ==, "b");

  sy_chunk_template_learn (template, "{ \"s\":\"a\"}", 10, "a");
  g_assert_null (sy_chunk_template_match (template, "{\"s\":\"b\"}", 9));
  g_assert_cmpstr (sy_chunk_template_match (template, "{ \"s\":\"b\"}", 10), ==, "b");

  sy_chunk_template_learn (template, "[{\"s\":\"\\n\"}]", 12, "\n");
  g_assert_null (sy_chunk_template_match (template, "{ \"s\":\"b\"}", 10));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/chunk-template/cases", test_cases);
  g_test_add_func ("/chunk-template/again", test_again);

  return g_test_run ();
}
