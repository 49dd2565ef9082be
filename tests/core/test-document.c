/* test-document.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-document.h"

#include <string.h>

#define MEGABYTE (1024 * 1024)

/* What a view knows of a document from its signals alone. */
typedef struct
{
  SyDocument *document;
  guint       n_items;
  guint       n_tail;
  guint64     first;
  guint       n_length;
  guint       n_complete;
} Watch;

static void
tail_changed_cb (SyDocument *document,
                 guint64     first,
                 Watch      *watch)
{
  SyBlock *tail;

  g_assert_cmpuint (watch->n_items, >, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (document)), ==, watch->n_items);

  tail = g_list_model_get_item (G_LIST_MODEL (document), watch->n_items - 1);
  g_assert_cmpuint (first, >=, sy_block_get_start (tail));
  g_object_unref (tail);

  watch->n_tail++;
  watch->first = first;
}

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  Watch      *watch)
{
  g_assert_cmpuint (position + removed, ==, watch->n_items);
  g_assert_cmpuint (removed + added, >, 0);

  watch->n_items = position + added;
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, watch->n_items);
}

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          guint      *count)
{
  (*count)++;
}

static void
watch_init (Watch *watch)
{
  *watch = (Watch) { sy_document_new () };

  g_signal_connect (watch->document, "tail-changed", G_CALLBACK (tail_changed_cb), watch);
  g_signal_connect (watch->document, "items-changed", G_CALLBACK (items_changed_cb), watch);
  g_signal_connect (watch->document, "notify::length",
                    G_CALLBACK (count_cb), &watch->n_length);
  g_signal_connect (watch->document, "notify::complete",
                    G_CALLBACK (count_cb), &watch->n_complete);
}

/* The blocks as one string: "text|" for a closed one, "text/" for one that may change. */
static char *
dump (SyDocument *document)
{
  GListModel *model = G_LIST_MODEL (document);
  GString *dumped = g_string_new (NULL);
  guint n_items = g_list_model_get_n_items (model);

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr(SyBlock) block = g_list_model_get_item (model, i);
      g_autofree char *text = sy_document_dup_block_text (document, block);

      g_string_append (dumped, text);
      g_string_append_c (dumped, sy_block_get_closed (block) ? '|' : '/');
    }

  return g_string_free (dumped, FALSE);
}

static void
assert_blocks (SyDocument *document,
               const char *expected)
{
  g_autofree char *dumped = dump (document);

  g_assert_cmpstr (dumped, ==, expected);
}

static void
test_document_empty (void)
{
  Watch watch;
  guint64 length;
  gboolean complete;

  watch_init (&watch);
  sy_document_append (watch.document, "", -1);
  sy_document_append (watch.document, NULL, 0);

  g_object_get (watch.document, "length", &length, "complete", &complete, NULL);
  g_assert_cmpuint (length, ==, 0);
  g_assert_false (complete);
  g_assert_cmpuint (watch.n_length, ==, 0);
  g_assert_cmpstr (sy_document_get_source (watch.document), ==, "");
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (watch.document)) == SY_TYPE_BLOCK);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (watch.document), 0));

  sy_document_finish (watch.document);
  sy_document_finish (watch.document);
  g_assert_true (sy_document_get_complete (watch.document));
  g_assert_cmpuint (watch.n_complete, ==, 1);
  g_assert_cmpuint (watch.n_items, ==, 0);

  g_assert_finalize_object (watch.document);
}

static void
test_document_stream (void)
{
  Watch watch;

  watch_init (&watch);

  sy_document_append (watch.document, "\n \n", -1);
  assert_blocks (watch.document, "");
  g_assert_cmpuint (watch.n_length, ==, 1);

  sy_document_append (watch.document, "One", -1);
  assert_blocks (watch.document, "One/");
  g_assert_cmpuint (watch.n_tail, ==, 0);

  sy_document_append (watch.document, " and", 4);
  assert_blocks (watch.document, "One and/");
  g_assert_cmpuint (watch.n_tail, ==, 1);
  g_assert_cmpuint (watch.first, ==, 6);

  sy_document_append (watch.document, "  \nmore", -1);
  assert_blocks (watch.document, "One and  \nmore/");
  g_assert_cmpuint (watch.n_tail, ==, 2);

  sy_document_append (watch.document, ".\n\nTwo\n\nThree\n\n  Fo", -1);
  assert_blocks (watch.document, "One and  \nmore.|Two|Three|  Fo/");
  g_assert_cmpuint (watch.n_items, ==, 4);
  g_assert_cmpuint (watch.n_tail, ==, 3);

  sy_document_append (watch.document, "ur\n", -1);
  sy_document_finish (watch.document);
  assert_blocks (watch.document, "One and  \nmore.|Two|Three|  Four|");
  g_assert_cmpuint (watch.n_complete, ==, 1);

  g_test_expect_message ("sy-document", G_LOG_LEVEL_CRITICAL, "*!self->complete*");
  sy_document_append (watch.document, "late", -1);
  g_test_assert_expected_messages ();

  g_assert_finalize_object (watch.document);
}

static SyBlock *
get_block (SyDocument *document,
           guint       position)
{
  g_autoptr(SyBlock) block = g_list_model_get_item (G_LIST_MODEL (document), position);

  g_assert_nonnull (block);

  return block;
}

/* What a line is, is known only at its end; until then it is what it looks like. */
static void
test_document_becomes (void)
{
  Watch watch;
  SyBlock *block;

  watch_init (&watch);
  sy_document_append (watch.document, "Title\n", -1);
  block = get_block (watch.document, 0);
  sy_document_append (watch.document, "=", -1);
  g_assert_true (get_block (watch.document, 0) == block);
  g_assert_cmpint (sy_block_get_kind (block), ==, SY_BLOCK_HEADING);
  g_assert_false (sy_block_get_closed (block));
  sy_document_append (watch.document, "x\n", -1);
  g_assert_cmpint (sy_block_get_kind (block), ==, SY_BLOCK_PARAGRAPH);
  g_assert_cmpuint (watch.n_items, ==, 1);

  sy_document_append (watch.document, "\na | b\n--|-", -1);
  block = get_block (watch.document, 1);
  g_assert_cmpint (sy_block_get_kind (block), ==, SY_BLOCK_TABLE);
  sy_document_append (watch.document, "-\n1 | 2\n\n#", -1);
  g_assert_true (get_block (watch.document, 1) == block);
  g_assert_cmpuint (watch.n_items, ==, 3);
  g_assert_cmpint (sy_block_get_kind (get_block (watch.document, 2)), ==, SY_BLOCK_HEADING);
  sy_document_append (watch.document, "x", -1);
  g_assert_cmpuint (watch.n_items, ==, 3);
  g_assert_cmpint (sy_block_get_kind (get_block (watch.document, 2)), ==, SY_BLOCK_PARAGRAPH);
  g_assert_true (sy_block_get_closed (block));

  g_assert_finalize_object (watch.document);
}

static void
count_links_cb (SyDocument *document,
                guint      *count)
{
  (*count)++;
}

/* What a link leads to can come at the end; then it is no text. */
static void
test_document_definitions (void)
{
  Watch watch;
  guint n_links = 0;
  guint n_spans;
  g_autoptr(SyInline) before = NULL;
  g_autoptr(SyInline) after = NULL;

  watch_init (&watch);
  g_signal_connect (watch.document, "links-changed", G_CALLBACK (count_links_cb), &n_links);
  sy_document_append (watch.document, "See [this].\n\n[this]: https://a.b/c", -1);
  g_assert_cmpuint (watch.n_items, ==, 2);
  g_assert_cmpuint (n_links, ==, 0);
  before = sy_document_read_block (watch.document, get_block (watch.document, 0));
  g_assert_cmpstr (sy_inline_get_text (before), ==, "See [this].");

  sy_document_finish (watch.document);
  g_assert_cmpuint (watch.n_items, ==, 1);
  g_assert_cmpuint (n_links, ==, 1);
  after = sy_document_read_block (watch.document, get_block (watch.document, 0));
  g_assert_cmpstr (sy_inline_get_text (after), ==, "See this.");
  g_assert_cmpstr (sy_inline_get_spans (after, &n_spans)[0].target, ==, "https://a.b/c");

  g_assert_finalize_object (watch.document);
}

/* Long code is several blocks that know they are one. */
static void
test_document_chunks (void)
{
  Watch watch;
  g_autoptr(GString) code = g_string_new (NULL);
  g_autofree char *text = NULL;
  guint n_lines;

  watch_init (&watch);
  sy_document_append (watch.document, "```c\n", -1);
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *line = g_strdup_printf ("  line %u;\n", i);

      g_string_append (code, line);
      sy_document_append (watch.document, line, -1);
    }

  g_assert_cmpuint (watch.n_items, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      SyBlock *block = get_block (watch.document, i);

      g_assert_cmpuint (sy_block_get_group (block), ==,
                        sy_block_get_group (get_block (watch.document, 0)));
      g_assert_cmpstr (sy_block_get_language (block), ==, "c");
      g_assert_cmpint (sy_block_get_closed (block), ==, i < 2);
      sy_block_get_lines (block, &n_lines);
      g_assert_cmpuint (n_lines, ==, i < 2 ? 40 : 20);
    }

  text = sy_document_dup_group_text (watch.document,
                                     sy_block_get_group (get_block (watch.document, 1)));
  g_assert_cmpstr (text, ==, code->str);
  g_assert_finalize_object (watch.document);
}

static void
test_document_table (void)
{
  Watch watch;
  g_autoptr(SyTable) first = NULL;
  g_autoptr(SyTable) second = NULL;

  watch_init (&watch);
  sy_document_append (watch.document, "n | *name*\n-: | ---\n", -1);
  for (guint i = 0; i < 45; i++)
    {
      g_autofree char *row = g_strdup_printf ("%u | `x`\n", i);

      sy_document_append (watch.document, row, -1);
    }

  g_assert_cmpuint (watch.n_items, ==, 2);
  first = sy_document_read_table (watch.document, get_block (watch.document, 0));
  second = sy_document_read_table (watch.document, get_block (watch.document, 1));
  g_assert_cmpuint (sy_table_get_n_columns (first), ==, 2);
  g_assert_cmpuint (sy_table_get_n_rows (first), ==, 31);
  g_assert_cmpuint (sy_table_get_n_head (first), ==, 1);
  g_assert_cmpint (sy_table_get_align (second, 0), ==, SY_TABLE_RIGHT);
  g_assert_cmpint (sy_table_get_align (second, 1), ==, SY_TABLE_DEFAULT);
  g_assert_cmpuint (sy_table_get_n_rows (second), ==, 15);
  g_assert_cmpuint (sy_table_get_n_head (second), ==, 0);
  g_assert_cmpstr (sy_inline_get_text (sy_table_get_cell (first, 0, 1)), ==, "name");
  g_assert_cmpstr (sy_inline_get_text (sy_table_get_cell (second, 0, 0)), ==, "30");
  g_assert_cmpstr (sy_inline_get_text (sy_table_get_cell (second, 14, 1)), ==, "x");
  g_assert_finalize_object (watch.document);
}

static char *
make_source (gsize length)
{
  static const char alphabet[] = "ab\xc3\xa9   \t\r\n\n\n\n>-1.#`~=|[]:*_\\<";
  GString *source = g_string_new (NULL);

  while (source->len < length)
    {
      int pick = g_test_rand_int_range (0, (int) sizeof alphabet - 1);

      if (alphabet[pick] == '\xc3' || alphabet[pick] == '\xa9')
        g_string_append (source, "\xc3\xa9");
      else
        g_string_append_c (source, alphabet[pick]);
    }

  return g_string_free (source, FALSE);
}

static SyDocument *
feed (const char *source,
      int         most)
{
  Watch watch;
  gsize length = strlen (source);

  watch_init (&watch);
  for (gsize i = 0; i < length;)
    {
      gsize size = most == 1 ? 1 : (gsize) g_test_rand_int_range (1, most);

      size = MIN (size, length - i);
      while (i + size < length && (source[i + size] & 0xc0) == 0x80)
        size++;
      sy_document_append (watch.document, source + i, (gssize) size);
      i += size;
    }

  sy_document_finish (watch.document);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (watch.document)), ==,
                    watch.n_items);
  g_signal_handlers_disconnect_by_data (watch.document, &watch);

  return watch.document;
}

static void
test_document_split (void)
{
  for (guint round = 0; round < 1000; round++)
    {
      g_autofree char *source = make_source (60);
      SyDocument *whole = sy_document_new ();
      SyDocument *bytes = feed (source, 1);
      SyDocument *pieces = feed (source, 12);
      g_autofree char *expected = NULL;

      sy_document_append (whole, source, -1);
      sy_document_finish (whole);
      expected = dump (whole);

      assert_blocks (bytes, expected);
      assert_blocks (pieces, expected);
      g_assert_cmpstr (sy_document_get_source (bytes), ==, source);

      g_assert_finalize_object (whole);
      g_assert_finalize_object (bytes);
      g_assert_finalize_object (pieces);
    }
}

/* Milliseconds for a reply of that size that comes byte by byte. */
static double
time_feed (gsize    size,
           gboolean paragraphs)
{
  static const char line[] = "All work and no play is a line of text.\n\n";
  double best = G_MAXDOUBLE;

  for (guint run = 0; run < 2; run++)
    {
      SyDocument *document = sy_document_new ();
      gint64 start = g_get_monotonic_time ();

      for (gsize i = 0; i < size; i++)
        sy_document_append (document, paragraphs ? &line[i % (sizeof line - 1)] : "x", 1);

      best = MIN (best, (double) (g_get_monotonic_time () - start) / 1000.0);
      g_assert_cmpuint (sy_document_get_length (document), ==, size);
      g_assert_finalize_object (document);
    }

  return best;
}

/* Eight times the text may take 24 times as long before this fails; work that
 * grows with the square would take 64 times. */
static void
test_document_linear (gconstpointer data)
{
  gboolean paragraphs = GPOINTER_TO_INT (data);
  gsize size = 2 * MEGABYTE;
  double small, large;

  small = time_feed (size / 8, paragraphs);
  large = time_feed (size, paragraphs);
  g_test_message ("%.1f ms for %zu bytes, %.1f ms for %zu", small, size / 8, large, size);

  g_assert_cmpfloat (large, <, 24 * small);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/document/empty", test_document_empty);
  g_test_add_func ("/document/stream", test_document_stream);
  g_test_add_func ("/document/becomes", test_document_becomes);
  g_test_add_func ("/document/definitions", test_document_definitions);
  g_test_add_func ("/document/chunks", test_document_chunks);
  g_test_add_func ("/document/table", test_document_table);
  g_test_add_func ("/document/split", test_document_split);
  g_test_add_data_func ("/document/linear/paragraph", GINT_TO_POINTER (FALSE),
                        test_document_linear);
  g_test_add_data_func ("/document/linear/paragraphs", GINT_TO_POINTER (TRUE),
                        test_document_linear);

  return g_test_run ();
}
