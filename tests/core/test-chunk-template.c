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

/* Learns a chunk with a number of its own; returns whether one with the same number is read
 * without parsing it. */
static gboolean
learns (SyChunkTemplate *template,
        guint            number)
{
  g_autofree char *first = g_strdup_printf ("{\"n\":%u,\"s\":\"a\"}", number);
  g_autofree char *next = g_strdup_printf ("{\"n\":%u,\"s\":\"b\"}", number);

  if (sy_chunk_template_is_worth (template))
    sy_chunk_template_learn (template, first, strlen (first), "a");

  return sy_chunk_template_match (template, next, strlen (next)) != NULL;
}

/* Learns so many chunks that are each of another form. */
static void
learn_others (SyChunkTemplate *template,
              guint            first,
              guint            n_chunks)
{
  for (guint i = first; i < first + n_chunks; i++)
    {
      g_autofree char *chunk = g_strdup_printf ("{\"i\":%u,\"s\":\"a\"}", i);

      g_assert_null (sy_chunk_template_match (template, chunk, strlen (chunk)));
      if (sy_chunk_template_is_worth (template))
        sy_chunk_template_learn (template, chunk, strlen (chunk), "a");
    }
}

/* What never comes again is not learnt for ever, but tried now and then. */
static void
test_never_again (void)
{
  g_autoptr(SyChunkTemplate) template = sy_chunk_template_new ("s");

  learn_others (template, 0, 7);
  g_assert_true (learns (template, 1));

  /* A match made a new start. */
  learn_others (template, 0, 8);
  g_assert_false (learns (template, 1));
  g_assert_false (learns (template, 2));
  learn_others (template, 8, 253);
  g_assert_false (learns (template, 3));
  g_assert_true (learns (template, 4));
  learn_others (template, 0, 7);
  g_assert_true (learns (template, 5));

  /* And again. */
  learn_others (template, 0, 8 + 256 + 1);
  g_assert_false (learns (template, 6));
}

/* A chunk between them that is none of the kind makes no difference. */
static void
test_never_again_forgotten (void)
{
  g_autoptr(SyChunkTemplate) template = sy_chunk_template_new ("s");

  for (guint i = 0; i < 8; i++)
    {
      sy_chunk_template_forget (template);
      learn_others (template, 0, 1);
      sy_chunk_template_forget (template);
    }

  g_assert_false (learns (template, 1));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/chunk-template/cases", test_cases);
  g_test_add_func ("/chunk-template/again", test_again);
  g_test_add_func ("/chunk-template/never-again", test_never_again);
  g_test_add_func ("/chunk-template/never-again/forgotten", test_never_again_forgotten);

  return g_test_run ();
}
