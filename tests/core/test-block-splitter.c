/* test-block-splitter.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-document.h"

#include <string.h>
#include <time.h>

#define MEGABYTE (1024 * 1024)

static void
dump_place (GString           *log,
            const SyContainer *container)
{
  static const char signs[] = { '>', '-', '1' };

  if (container == NULL)
    return;

  dump_place (log, sy_container_get_parent (container));
  g_string_append_c (log, signs[sy_container_get_kind (container)]);
}

static void
dump_table (GString    *log,
            SyDocument *document,
            SyBlock    *block)
{
  g_autoptr(SyTable) table = sy_document_read_table (document, block);

  for (guint row = 0; row < sy_table_get_n_rows (table); row++)
    {
      for (guint column = 0; column < sy_table_get_n_columns (table); column++)
        g_string_append_printf (log, "%s%s", column > 0 ? "," : row > 0 ? ";" : "",
                                sy_inline_get_text (sy_table_get_cell (table, row, column)));
    }
}

/* Where each block is, a letter for its kind, and its text. */
static char *
dump (SyDocument *document)
{
  static const char kinds[] = "PHCTRX";
  GString *log = g_string_new (NULL);
  guint n_blocks = g_list_model_get_n_items (G_LIST_MODEL (document));

  for (guint i = 0; i < n_blocks; i++)
    {
      g_autoptr(SyBlock) block = g_list_model_get_item (G_LIST_MODEL (document), i);
      SyBlockKind kind = sy_block_get_kind (block);

      dump_place (log, sy_block_get_container (block));
      g_string_append_printf (log, "%c[", kinds[kind]);
      if (kind == SY_BLOCK_TABLE)
        {
          dump_table (log, document, block);
        }
      else if (kind != SY_BLOCK_RULE)
        {
          g_autoptr(SyInline) text = sy_document_read_block (document, block);

          g_string_append (log, sy_inline_get_text (text));
        }
      g_string_append_c (log, ']');
    }

  return g_string_free_and_steal (log);
}

static SyDocument *
read_whole (const char *source,
            gsize       step)
{
  SyDocument *document = sy_document_new ();
  gsize length = strlen (source);

  for (gsize i = 0; i < length; i += step)
    sy_document_append (document, source + i, (gssize) MIN (step, length - i));

  sy_document_finish (document);

  return document;
}

/* Each looks like something else to who reads a block alone. */
static const struct
{
  const char *name;
  const char *source;
  const char *blocks;
} cases[] = {
  { "markup", "<![", "P[<![]" },
  { "markup-indented", "a\n    <div>", "P[a <div>]" },
  { "heading-definition", "# [a]: /b\n## c # #", "H[[a]: /b]H[c #]" },
  { "heading-setext", "[a]: /b\nc\n===", "H[c]" },
  { "definition-tab", "[a]: /b \"c\"\t", "P[[a]: /b \"c\"\t]" },
  { "definition-title", "[a]: /b\n'c\nd'\n[e]: f g\n", "P[[e]: f g]" },
  { "definition-none", "[a]: /b\n[c]:\n", "P[[c]:]" },
  { "definition-after", "[A b]\n\n[ẞ]\n\n[a\nB]: /c\n[SS]: d", "P[A b]P[ẞ]" },
  { "table-items", "|-|-|\n\t- |-|-|\n", "T[-,-,]" },
  { "table-task", "- [ ] > a | b\n  -|-\n", "-T[> a,b]" },
  { "table-two", "a|b\n-|-\n1|2\n\n-|-\n", "T[a,b;1,2]P[-|-]" },
  { "task-heading", "- [x] # a", "-P[# a]" },
  { "code-line", "```\na\r\r", "C[a\n]" },
  { "code-indent", "```\na\n    ```\n", "C[a\n    ```]" },
  { "item-definition", "- [a]: /b\n- c", "-P[]-P[c]" },
  { "item-definition-more", "- [a]: /b\n\n  c", "-P[c]" },
  { "item-quote", "- >\n\n  c", "-P[c]" },
  { "item-quote-definition", "- > [a]: /b", "-P[]" },
  { "emphasis", "强**“x”**强", "P[强“x”强]" },
  { "emphasis-beside", "a***强*`", "P[a**强`]" },
  { "deep", "> > > - - a", ">>>--P[a]" },
};

static void
test_block_splitter_case (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  SyDocument *whole = read_whole (cases[i].source, MEGABYTE);
  SyDocument *bytes = read_whole (cases[i].source, 1);
  g_autofree char *in_one = dump (whole);
  g_autofree char *in_bytes = dump (bytes);

  g_assert_cmpstr (in_one, ==, cases[i].blocks);
  g_assert_cmpstr (in_bytes, ==, cases[i].blocks);

  g_assert_finalize_object (whole);
  g_assert_finalize_object (bytes);
}

/* A part of a paragraph that is still open. */
static void
test_block_splitter_part (void)
{
  static const char source[] = "see\n[a]: **b** and\n`c`";
  SyDocument *document = sy_document_new ();
  g_autoptr(SyBlock) block = NULL;
  g_autoptr(SyInline) definition = NULL;
  g_autoptr(SyInline) word = NULL;

  sy_document_append (document, source, -1);
  block = g_list_model_get_item (G_LIST_MODEL (document), 0);

  definition = sy_document_read_from (document, block, 4);
  g_assert_cmpstr (sy_inline_get_text (definition), ==, "[a]: b and c");
  g_assert_cmpuint (sy_inline_get_source_offset (definition, 0), ==, 4);
  g_assert_cmpuint (sy_inline_get_source_offset (definition, 5), ==, 11);
  g_assert_cmpuint (sy_inline_get_source_offset (definition, 7), ==, 15);

  word = sy_document_read_from (document, block, 15);
  g_assert_cmpstr (sy_inline_get_text (word), ==, "and c");

  g_clear_object (&block);
  g_assert_finalize_object (document);
}

/* Milliseconds to read a text of so many lines, and its blocks. */
/* How long this thread had a processor: others may have it just as well. */
static double
get_work_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static double
time_lines (const char *first,
            const char *line,
            guint       n_lines)
{
  g_autoptr(GString) source = g_string_new (first);
  double start;
  double time;
  SyDocument *document;
  char *blocks;

  for (guint i = 0; i < n_lines; i++)
    g_string_append (source, line);

  start = get_work_ms ();
  document = read_whole (source->str, MEGABYTE);
  blocks = dump (document);
  time = get_work_ms () - start;

  g_free (blocks);
  g_assert_finalize_object (document);

  return time;
}

/* Eight times the lines may take 24 times as long before this fails; work that grows with the
 * square would take 64 times.
 */
static void
test_block_splitter_linear (void)
{
  static const char *const lines[][2] = {
    { "[a]: b\n", "![]()\n" },
    { "[a]: b\n'", "c\n" },
    { "", "强**“x”**强\n" },
    { "> > > > a\n", "b\n" },
    { "", "[a](b)\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      double few = time_lines (lines[i][0], lines[i][1], 5000);
      double many = time_lines (lines[i][0], lines[i][1], 40000);

      g_test_message ("%s: %.1f ms, %.1f ms", lines[i][1], few, many);
      g_assert_cmpfloat (many, <, 24 * few);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/block-splitter/case/%s", cases[i].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_block_splitter_case);
    }

  g_test_add_func ("/block-splitter/part", test_block_splitter_part);
  g_test_add_func ("/block-splitter/linear", test_block_splitter_linear);

  return g_test_run ();
}
