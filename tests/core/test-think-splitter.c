/* test-think-splitter.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-think-splitter.h"

#include <string.h>

typedef struct
{
  GString *text;
  GString *reasoning;
  guint    n_rethinks;
} Parts;

static void
part_cb (SyThinkPart  part,
         const char  *text,
         gsize        length,
         gpointer     user_data)
{
  Parts *parts = user_data;

  g_assert_cmpuint (strlen (text), ==, length);

  if (part == SY_THINK_RETHINK)
    {
      g_string_append_len (parts->reasoning, parts->text->str, parts->text->len);
      g_string_truncate (parts->text, 0);
      parts->n_rethinks++;
      return;
    }

  g_assert_cmpuint (length, >, 0);
  g_string_append (part == SY_THINK_TEXT ? parts->text : parts->reasoning, text);
}

/* @apart: the thinking has come in a field of its own. */
typedef struct
{
  const char *content;
  gboolean    apart;
  const char *text;
  const char *reasoning;
  guint       n_rethinks;
} Case;

static const Case cases[] = {
  { "", FALSE, "", "", 0 },
  { "answer", FALSE, "answer", "", 0 },
  { " \n answer", FALSE, " \n answer", "", 0 },
  { "<think>r</think>a", FALSE, "a", "r", 0 },
  { "\n <think>\nr\n</think>\n\n a", FALSE, " a", "r\n", 0 },
  { "<think></think>a", FALSE, "a", "", 0 },
  { "<think>r", FALSE, "", "r", 0 },
  { "<think>r</thin", FALSE, "", "r</thin", 0 },
  { "<think>1 < 2 </ 3 << 4</think>a", FALSE, "a", "1 < 2 </ 3 << 4", 0 },
  { "<think>r<</think>a", FALSE, "a", "r<", 0 },
  { "<think>r</</think>a", FALSE, "a", "r</", 0 },
  { "<think>r</think>a</think>b<think>c</think>", FALSE, "a</think>b<think>c</think>", "r", 0 },
  { "<think>`</think>a", FALSE, "a", "`", 0 },
  { "r</think>a", FALSE, "a", "r", 1 },
  { "r\n</think>\n\na</think>b", FALSE, "a</think>b", "r\n", 1 },
  { "</think>a", FALSE, "a", "", 1 },
  { "r</think>", FALSE, "", "r", 1 },
  { "the `</think>` tag", FALSE, "the `</think>` tag", "", 0 },
  { "r</think>a", TRUE, "r</think>a", "", 0 },
  { "</think>a", TRUE, "</think>a", "", 0 },
  { "<think>r</think>a", TRUE, "a", "r", 0 },
  { "a <think>r", FALSE, "a <think>r", "", 0 },
  { "<thinking>r</thinking>", FALSE, "<thinking>r</thinking>", "", 0 },
  { "<<think>r</think>a", FALSE, "a", "<<think>r", 1 },
  { "<th", FALSE, "<th", "", 0 },
  { "  <", FALSE, "  <", "", 0 },
  { "a <", FALSE, "a <", "", 0 },
  { "a </b></i>", FALSE, "a </b></i>", "", 0 },
  { "<THINK>r</THINK>", FALSE, "<THINK>r</THINK>", "", 0 },
  { "<think>h\303\251</think>\360\237\216\211", FALSE, "\360\237\216\211", "h\303\251", 0 },
};

static void
push (SyThinkSplitter *splitter,
      const char      *text,
      gsize            length,
      Parts           *parts)
{
  g_autofree char *piece = g_strndup (text, length);

  sy_think_splitter_push (splitter, piece, length, part_cb, parts);
}

static void
assert_parts (const Case *test,
              gsize       first,
              gsize       size)
{
  g_autoptr(SyThinkSplitter) splitter = sy_think_splitter_new ();
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GString) reasoning = g_string_new (NULL);
  gsize length = strlen (test->content);
  Parts parts = { text, reasoning, 0 };

  if (test->apart)
    sy_think_splitter_set_reasoning (splitter);

  push (splitter, test->content, first, &parts);

  for (gsize i = first; i < length; i += size)
    push (splitter, test->content + i, MIN (size, length - i), &parts);

  sy_think_splitter_finish (splitter, part_cb, &parts);
  sy_think_splitter_finish (splitter, part_cb, &parts);
  g_assert_cmpstr (text->str, ==, test->text);
  g_assert_cmpstr (reasoning->str, ==, test->reasoning);
  g_assert_cmpuint (parts.n_rethinks, ==, test->n_rethinks);
}

/* In two pieces cut anywhere, and in pieces of any size. */
static void
test_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize length = strlen (cases[i].content);

      g_test_message ("%s", cases[i].content);

      for (gsize at = 0; at <= length; at++)
        assert_parts (&cases[i], at, length + 1);

      for (gsize size = 1; size <= length; size++)
        assert_parts (&cases[i], 0, size);
    }
}

/* The thinking may begin to come apart when the content has begun. */
static void
test_late_reasoning (void)
{
  g_autoptr(SyThinkSplitter) splitter = sy_think_splitter_new ();
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GString) reasoning = g_string_new (NULL);
  Parts parts = { text, reasoning, 0 };

  push (splitter, "a</thi", 6, &parts);
  g_assert_cmpstr (text->str, ==, "a");
  sy_think_splitter_set_reasoning (splitter);
  push (splitter, "nk>b", 4, &parts);
  g_assert_cmpstr (text->str, ==, "a</think>b");
}

/* White space without an end is not held back for ever. */
static void
test_blanks (void)
{
  g_autoptr(SyThinkSplitter) splitter = sy_think_splitter_new ();
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GString) reasoning = g_string_new (NULL);
  Parts parts = { text, reasoning, 0 };

  for (guint i = 0; i < 100; i++)
    push (splitter, "          ", 10, &parts);

  g_assert_cmpuint (text->len, ==, 1000);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/think-splitter/cases", test_cases);
  g_test_add_func ("/think-splitter/late-reasoning", test_late_reasoning);
  g_test_add_func ("/think-splitter/blanks", test_blanks);

  return g_test_run ();
}
