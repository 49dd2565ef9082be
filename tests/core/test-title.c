/* test-title.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-title.h"

#include <string.h>

typedef struct
{
  const char *text;
  const char *title;
} TitleCase;

static const TitleCase cases[] = {
  { "Hello", "Hello" },
  { "  Hello   there \t you \n", "Hello there you" },
  { "\n\n  \nSecond line\nthird", "Second line" },
  { "Windows\r\nline", "Windows" },
  { "# Heading", "Heading" },
  { "> quoted", "quoted" },
  { "- [x] item", "[x] item" },
  { "***bold***", "bold***" },
  { "```\ncode\n```", "code" },
  { "---\nafter the rule", "after the rule" },
  { "A - B # C", "A - B # C" },
  { "", NULL },
  { " \n\t\r\n ", NULL },
  { "###\n---\n>", NULL },
  { "bell\aand\033escape", "bell and escape" },
  /* 40 characters fit exactly, with and without something behind them. */
  { "1234567890123456789012345678901234567890", "1234567890123456789012345678901234567890" },
  { "1234567890123456789012345678901234567890   ", "1234567890123456789012345678901234567890" },
  { "1234567890123456789012345678901234567890\nx", "1234567890123456789012345678901234567890" },
  { "1234567890123456789012345678901234567890 x", "1234567890123456789012345678901234567890…" },
  { "Tell me about a long journey by rail, and do not hurry",
    "Tell me about a long journey by rail…" },
  { "12345678901234567890123456789012345678901", "1234567890123456789012345678901234567890…" },
  { "How do I write a virtual list in GTK that does not jump?",
    "How do I write a virtual list in GTK…" },
  /* The only border would leave next to nothing. */
  { "See 1234567890123456789012345678901234567890123456789",
    "See 123456789012345678901234567890123456…" },
  { "数据库数据库数据库数据库数据库数据库数据库数据库数据库数据库数据库数据库数据库数据库",
    "数据库数据库数据库数据库数据库数据库数据库数据库数据库数据库数据库数据库数据库数…" },
};

static void
test_title (gconstpointer data)
{
  const TitleCase *title_case = data;
  g_autofree char *title = sy_title_from_text (title_case->text);

  g_assert_cmpstr (title, ==, title_case->title);
}

static void
test_title_long (void)
{
  g_autofree char *text = g_strnfill (4 * 1024 * 1024, ' ');
  g_autofree char *title = NULL;

  text[4 * 1024 * 1024 - 1] = 'x';
  title = sy_title_from_text (text);

  g_assert_cmpstr (title, ==, "x");
}

static void
test_title_prefixes (void)
{
  static const char text[] = "# Größe  und — Maße: wie 数据 aussehen, wenn sie lang genug sind";
  const char *end = text;

  do
    {
      g_autofree char *prefix = g_strndup (text, (gsize) (end - text));
      g_autofree char *title = sy_title_from_text (prefix);

      if (title != NULL)
        {
          g_assert_true (g_utf8_validate (title, -1, NULL));
          g_assert_cmpint (g_utf8_strlen (title, -1), >, 0);
          g_assert_cmpint (g_utf8_strlen (title, -1), <=, 41);
          g_assert_null (strchr (title, '\n'));
        }

      end = *end != '\0' ? g_utf8_next_char (end) : NULL;
    }
  while (end != NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/title/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, &cases[i], test_title);
    }

  g_test_add_func ("/title/long", test_title_long);
  g_test_add_func ("/title/prefixes", test_title_prefixes);

  return g_test_run ();
}
