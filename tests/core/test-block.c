/* test-block.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-document.h"

/* The last block of a text, which the document keeps. */
static SyBlock *
read_last (SyDocument *document,
           const char *source)
{
  guint n_items;
  g_autoptr(SyBlock) block = NULL;

  sy_document_append (document, source, -1);
  n_items = g_list_model_get_n_items (G_LIST_MODEL (document));
  g_assert_cmpuint (n_items, >, 0);
  block = g_list_model_get_item (G_LIST_MODEL (document), n_items - 1);

  return block;
}

static void
test_block_properties (void)
{
  SyDocument *document = sy_document_new ();
  SyBlock *block = read_last (document, "Text\n\n> 7. - [x] ~~~ c\n");
  SyBlockKind kind;
  guint64 start, end;
  guint depth, quote_depth, ordinal, group, level;
  int task;
  g_autofree char *language = NULL;
  g_autoptr(SyContainer) container = NULL;
  gboolean closed;

  g_object_get (block,
                "kind", &kind, "start", &start, "end", &end, "container", &container,
                "depth", &depth, "quote-depth", &quote_depth, "ordinal", &ordinal,
                "task", &task, "level", &level, "language", &language, "group", &group,
                "closed", &closed,
                NULL);

  /* A box is only looked for in front of running text. */
  g_assert_cmpint (kind, ==, SY_BLOCK_PARAGRAPH);
  g_assert_cmpuint (start, ==, 6);
  g_assert_cmpuint (end, ==, sy_document_get_length (document) - 1);
  g_assert_true (container == sy_block_get_container (block));
  g_assert_cmpuint (depth, ==, 2);
  g_assert_cmpuint (quote_depth, ==, 1);
  g_assert_cmpuint (ordinal, ==, 0);
  g_assert_cmpint (task, ==, 1);
  g_assert_cmpuint (level, ==, 0);
  g_assert_null (language);
  g_assert_cmpuint (group, ==, sy_block_get_group (block));
  g_assert_false (closed);

  g_clear_pointer (&container, sy_container_unref);
  g_assert_finalize_object (document);
}

static void
test_block_code (void)
{
  SyDocument *document = sy_document_new ();
  SyBlock *block = read_last (document, "~~~ c++ linenos\nx\n  y\n");
  const SyBlockLine *lines;
  guint n_lines;

  g_assert_cmpint (sy_block_get_kind (block), ==, SY_BLOCK_CODE);
  g_assert_cmpstr (sy_block_get_language (block), ==, "c++");
  lines = sy_block_get_lines (block, &n_lines);
  g_assert_cmpuint (n_lines, ==, 2);
  g_assert_cmpuint (lines[0].start, ==, 16);
  g_assert_cmpuint (lines[0].end, ==, 17);
  g_assert_cmpuint (lines[1].indent, ==, 2);
  g_assert_cmpuint (lines[1].start, ==, 20);

  sy_document_append (document, "~~~\n", -1);
  g_assert_true (sy_block_get_closed (block));
  g_assert_cmpuint (sy_block_get_end (block), ==, sy_document_get_length (document) - 1);
  g_assert_finalize_object (document);
}

static void
test_block_heading (void)
{
  SyDocument *document = sy_document_new ();
  SyBlock *block = read_last (document, "### Three ###");

  g_assert_cmpint (sy_block_get_kind (block), ==, SY_BLOCK_HEADING);
  g_assert_cmpuint (sy_block_get_level (block), ==, 3);
  g_assert_cmpuint (sy_block_get_depth (block), ==, 0);
  g_assert_cmpuint (sy_block_get_ordinal (block), ==, 0);
  g_assert_cmpint (sy_block_get_task (block), ==, SY_CONTAINER_NO_TASK);
  g_assert_null (sy_block_get_container (block));
  g_assert_finalize_object (document);
}

/* Blocks of one item are in the same one, of another item in another one. */
static void
test_block_items (void)
{
  SyDocument *document = sy_document_new ();
  g_autoptr(SyBlock) first = NULL;
  g_autoptr(SyBlock) second = NULL;
  SyBlock *third = read_last (document, "2. a\n\n   b\n3. c");
  const SyContainer *item;

  first = g_list_model_get_item (G_LIST_MODEL (document), 0);
  second = g_list_model_get_item (G_LIST_MODEL (document), 1);
  item = sy_block_get_container (first);
  g_assert_true (sy_block_get_container (second) == item);
  g_assert_true (sy_block_get_container (third) != item);
  g_assert_cmpint (sy_container_get_kind (item), ==, SY_CONTAINER_ORDERED);
  g_assert_cmpuint (sy_container_get_ordinal (item), ==, 2);
  g_assert_cmpuint (sy_block_get_ordinal (third), ==, 3);
  g_assert_null (sy_container_get_parent (item));
  g_assert_true (sy_container_has (item, item));
  g_assert_false (sy_container_has (sy_block_get_container (third), item));
  g_assert_false (sy_container_has (NULL, item));

  g_clear_object (&first);
  g_clear_object (&second);
  g_assert_finalize_object (document);
}

/* Nothing is nested deeper than can be shown, and nothing is lost. */
static void
test_block_deep (void)
{
  SyDocument *document = sy_document_new ();
  g_autoptr(GString) source = g_string_new (NULL);
  SyBlock *block;

  for (guint i = 0; i < 1000; i++)
    g_string_append (source, i % 2 == 0 ? "> " : "- ");
  g_string_append (source, "deep");

  block = read_last (document, source->str);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (document)), ==, 1);
  g_assert_cmpuint (sy_block_get_depth (block) + sy_block_get_quote_depth (block), ==, 64);
  g_assert_cmpuint (sy_block_get_end (block), ==, source->len);
  g_assert_finalize_object (document);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/block/properties", test_block_properties);
  g_test_add_func ("/block/code", test_block_code);
  g_test_add_func ("/block/heading", test_block_heading);
  g_test_add_func ("/block/items", test_block_items);
  g_test_add_func ("/block/deep", test_block_deep);

  return g_test_run ();
}
