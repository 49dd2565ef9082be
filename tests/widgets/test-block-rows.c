/* test-block-rows.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-block-rows.h"

#include "sy-block-row.h"
#include "sy-code-block.h"
#include "sy-table-block.h"
#include "sy-text-block.h"
#include "sy-text-cut.h"
#include "widget-support.h"

#include <string.h>

#define WIDTH 500

static const char tour[] =
  "# Title\n\nOne *two* three.\n\nSetext\n======\n\n- a\n- b\n  - c\n\n1. d\n\n> quote\n>\n> more\n\n"
  "```c\nint i;\nint j;\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n---\n\nEnd with [a].\n\n"
  "[a]: https://example.com\n";

typedef struct
{
  GtkWidget   *window;
  SyDocument  *document;
  SyBlockRows *rows;
  GPtrArray   *widgets;
  guint        n_rows;
} Fixture;

/* A row that is another one now has no widget any more. */
static void
rows_changed_cb (Fixture *fixture,
                 guint    position,
                 guint    removed,
                 guint    added)
{
  for (guint i = 0; i < removed; i++)
    {
      GtkWidget *widget = g_ptr_array_steal_index (fixture->widgets, position);

      if (widget != NULL)
        gtk_widget_unparent (widget);
    }
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (fixture->widgets, (int) position, NULL);

  fixture->n_rows += added - removed;
  g_assert_cmpuint (fixture->n_rows, ==, sy_rows_get_n_rows (SY_ROWS (fixture->rows)));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->window = g_object_ref_sink (gtk_window_new ());
  fixture->document = sy_document_new ();
  fixture->rows = sy_block_rows_new (fixture->document);
  fixture->widgets = g_ptr_array_new ();
  fixture->n_rows = 0;
  g_signal_connect_swapped (fixture->rows, "rows-changed", G_CALLBACK (rows_changed_cb),
                            fixture);
  sy_rows_set_width (SY_ROWS (fixture->rows), WIDTH);
}

static void
drop_widgets (Fixture *fixture)
{
  for (guint i = 0; i < fixture->widgets->len; i++)
    {
      GtkWidget *widget = g_ptr_array_index (fixture->widgets, i);

      if (widget != NULL)
        gtk_widget_unparent (widget);
      g_ptr_array_index (fixture->widgets, i) = NULL;
    }
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  drop_widgets (fixture);
  g_ptr_array_unref (fixture->widgets);
  g_assert_finalize_object (fixture->rows);
  g_assert_finalize_object (fixture->document);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->window);
}

/* As if all of them were near what is seen. */
static void
make_widgets (Fixture *fixture)
{
  for (guint i = 0; i < fixture->widgets->len; i++)
    {
      guint n_rows;
      int height;

      if (g_ptr_array_index (fixture->widgets, i) != NULL)
        continue;

      /* What is very long is cut in two steps. */
      do
        {
          n_rows = fixture->n_rows;
          sy_rows_prepare (SY_ROWS (fixture->rows), i, fixture->window);
        }
      while (fixture->n_rows > n_rows);
      g_ptr_array_index (fixture->widgets, i) = sy_rows_create (SY_ROWS (fixture->rows), i);
      gtk_widget_set_parent (g_ptr_array_index (fixture->widgets, i), fixture->window);
      gtk_widget_measure (g_ptr_array_index (fixture->widgets, i), GTK_ORIENTATION_VERTICAL,
                          WIDTH, &height, NULL, NULL, NULL);
      g_assert_cmpint (height, >, 0);
    }
}

static SyBlockRow *
get_row (Fixture *fixture,
         guint    row)
{
  return SY_BLOCK_ROW (g_ptr_array_index (fixture->widgets, row));
}

static SyInline *
get_text (Fixture *fixture,
          guint    row,
          guint   *start,
          guint   *end)
{
  GtkWidget *child = sy_block_row_get_child (get_row (fixture, row));

  return sy_text_block_get_text (SY_TEXT_BLOCK (child), start, end);
}

static char *
dup_contents (GtkWidget *child)
{
  GtkAccessibleText *text = GTK_ACCESSIBLE_TEXT (child);
  g_autoptr(GBytes) bytes =
    GTK_ACCESSIBLE_TEXT_GET_IFACE (text)->get_contents (text, 0, G_MAXUINT);

  return g_strdup (g_bytes_get_data (bytes, NULL));
}

static const char *
get_title (GtkWidget *child)
{
  GtkWidget *title = widget_find (child, SY_TYPE_TEXT_BLOCK);
  guint start;
  guint end;

  return title != NULL
         ? sy_inline_get_text (sy_text_block_get_text (SY_TEXT_BLOCK (title), &start, &end)) : "";
}

/* All that is to be seen of the rows, whatever they were on the way. */
static char *
dup_looks (Fixture *fixture)
{
  GString *looks = g_string_new (NULL);

  make_widgets (fixture);
  for (guint i = 0; i < fixture->widgets->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (fixture->widgets, i);
      GtkWidget *child = sy_block_row_get_child (SY_BLOCK_ROW (row));
      g_autofree char *contents = GTK_IS_ACCESSIBLE_TEXT (child) ? dup_contents (child) : NULL;

      g_string_append_printf (looks, "%s %d [%s] %s %d\n", G_OBJECT_TYPE_NAME (child),
                              sy_block_row_get_gap (SY_BLOCK_ROW (row)),
                              SY_IS_CODE_BLOCK (child) ? get_title (child) : "",
                              contents != NULL ? contents : "",
                              sy_block_row_get_height (SY_BLOCK_ROW (row), WIDTH));
    }

  return g_string_free_and_steal (looks);
}

/* All rows, each with its kind and its text. */
static char *
dup_rows (Fixture *fixture)
{
  GString *shown = g_string_new (NULL);

  make_widgets (fixture);
  for (guint i = 0; i < fixture->widgets->len; i++)
    {
      GtkWidget *child = sy_block_row_get_child (get_row (fixture, i));

      if (SY_IS_TEXT_BLOCK (child))
        {
          guint start;
          guint end;
          SyInline *text = get_text (fixture, i, &start, &end);

          g_string_append_len (shown, sy_inline_get_text (text) + start, end - start);
        }
      else
        {
          g_string_append (shown, G_OBJECT_TYPE_NAME (child));
        }
      g_string_append_c (shown, '|');
    }

  return g_string_free_and_steal (shown);
}

static void
assert_rows (Fixture    *fixture,
             const char *expected)
{
  g_autofree char *shown = dup_rows (fixture);

  g_assert_cmpstr (shown, ==, expected);
}

static void
append (Fixture    *fixture,
        const char *text,
        gssize      length)
{
  sy_document_append (fixture->document, text, length);
  sy_block_rows_update (fixture->rows);
}

static void
finish (Fixture *fixture)
{
  sy_document_finish (fixture->document);
  sy_block_rows_update (fixture->rows);
}

static void
test_kinds (Fixture       *fixture,
            gconstpointer  data)
{
  append (fixture, tour, -1);
  finish (fixture);
  assert_rows (fixture, "Title|One two three.|Setext|a|b|c|d|quote|more|SyCodeBlock|SyTableBlock|"
                        "GtkSeparator|End with a.|");
}

/* In whatever pieces it comes, and whether it is seen while it comes or not. */
static void
test_pieces (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *whole = NULL;

  for (guint round = 0; round < 60; round++)
    {
      for (gsize i = 0; i < strlen (tour);)
        {
          gsize length = (gsize) g_test_rand_int_range (1, 20);

          length = MIN (length, strlen (tour) - i);
          append (fixture, tour + i, (gssize) length);
          if (g_test_rand_bit ())
            make_widgets (fixture);
          i += length;
        }

      finish (fixture);
      g_free (whole);
      whole = dup_rows (fixture);
      g_assert_cmpstr (whole, ==, "Title|One two three.|Setext|a|b|c|d|quote|more|SyCodeBlock|"
                                  "SyTableBlock|GtkSeparator|End with a.|");
      tear_down (fixture, NULL);
      set_up (fixture, NULL);
    }
}

static char *
create_soup (void)
{
  static const char *pieces[] = {
    "| a | b |\n", "|-", "|-|-|\n", "```", "```c\n", "~~~\n", "    code\n", "text\n", "\n", "> ",
    "- ", "1. ", "---\n", "===\n", "[a]: /b\n", "[a] ", "# ", "<div>\n", "- [ ] ", "word ",
  };
  GString *soup = g_string_new (NULL);

  for (int i = g_test_rand_int_range (1, 40); i > 0; i--)
    g_string_append (soup, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);

  return g_string_free_and_steal (soup);
}

/* Whatever it was taken for on the way, in the end it is what it would be at once. */
static void
test_soup (Fixture       *fixture,
           gconstpointer  data)
{
  for (guint round = 0; round < 150; round++)
    {
      g_autofree char *soup = create_soup ();
      g_autofree char *shown = NULL;
      g_autofree char *expected = NULL;

      for (gsize i = 0; i < strlen (soup); i++)
        {
          append (fixture, soup + i, 1);
          make_widgets (fixture);
        }

      finish (fixture);
      shown = dup_looks (fixture);
      tear_down (fixture, NULL);
      set_up (fixture, NULL);
      append (fixture, soup, -1);
      finish (fixture);
      expected = dup_looks (fixture);
      g_assert_cmpstr (shown, ==, expected);
      tear_down (fixture, NULL);
      set_up (fixture, NULL);
    }
}

/* What a block is can be another thing when its next line has come. */
static void
test_becomes (Fixture       *fixture,
              gconstpointer  data)
{
  append (fixture, "One\n#", -1);
  make_widgets (fixture);
  append (fixture, "x", -1);
  assert_rows (fixture, "One #x|");
  append (fixture, "\n\na | b", -1);
  assert_rows (fixture, "One #x|a | b|");
  append (fixture, "\n--|--\n", -1);
  assert_rows (fixture, "One #x|SyTableBlock|");
  append (fixture, "\nText", -1);
  assert_rows (fixture, "One #x|SyTableBlock|Text|");
  append (fixture, "\n---\n", -1);
  finish (fixture);
  assert_rows (fixture, "One #x|SyTableBlock|Text|");
  gtk_test_accessible_assert_role (sy_block_row_get_child (get_row (fixture, 2)),
                                   GTK_ACCESSIBLE_ROLE_HEADING);
}

/* The marks of a heading may come one by one. */
static void
test_heading_sinks (Fixture       *fixture,
                    gconstpointer  data)
{
  append (fixture, "#", -1);
  make_widgets (fixture);
  append (fixture, "#", -1);
  make_widgets (fixture);
  append (fixture, "# Title", -1);
  assert_rows (fixture, "Title|");
  gtk_test_accessible_assert_property (sy_block_row_get_child (get_row (fixture, 0)),
                                       GTK_ACCESSIBLE_PROPERTY_LEVEL, 3);
}

/* A backtick in the line of a fence makes it no fence, and then it can be the head of a table. */
static void
test_fence_becomes_table (Fixture       *fixture,
                          gconstpointer  data)
{
  append (fixture, "```", -1);
  assert_rows (fixture, "SyCodeBlock|");
  append (fixture, " ` | b", -1);
  assert_rows (fixture, "``` ` | b|");
  append (fixture, "\n--|--\n", -1);
  assert_rows (fixture, "SyTableBlock|");
}

/* What is only a definition is nothing to be read; and what it defines is a link. */
static void
test_definitions (Fixture       *fixture,
                  gconstpointer  data)
{
  SyInline *text;
  guint start;
  guint end;
  guint n_spans;
  const SyInlineSpan *spans;
  g_autofree char *contents = NULL;

  append (fixture, "See [a].\n\n", -1);
  assert_rows (fixture, "See [a].|");
  append (fixture, "[a]: /one", -1);
  make_widgets (fixture);
  append (fixture, "\n\nText", -1);
  finish (fixture);
  assert_rows (fixture, "See a.|Text|");

  text = get_text (fixture, 0, &start, &end);
  spans = sy_inline_get_spans (text, &n_spans);
  g_assert_cmpuint (n_spans, ==, 1);
  g_assert_cmpint (spans[0].style, ==, SY_INLINE_LINK);
  g_assert_cmpstr (spans[0].target, ==, "/one");

  /* In a table as well, which may have been there for long. */
  tear_down (fixture, NULL);
  set_up (fixture, NULL);
  append (fixture, "| [b] |\n|---|\n\nText\n\n", -1);
  make_widgets (fixture);
  append (fixture, "[b]: /two\n", -1);
  finish (fixture);
  make_widgets (fixture);
  contents = dup_contents (sy_block_row_get_child (get_row (fixture, 0)));
  g_assert_cmpstr (contents, ==, "b");
}

static char *
create_paragraph (guint n_words)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_words; i++)
    g_string_append_printf (text, i % 7 == 3 ? "**word %u** " : "word %u, ", i);

  g_string_append (text, "end.");

  return g_string_free_and_steal (text);
}

/* The rows of one paragraph, put together, are its text; none has more than can be laid out. */
static void
assert_joined (Fixture    *fixture,
               const char *expected,
               guint       max_bytes)
{
  g_autoptr(GString) joined = g_string_new (NULL);

  make_widgets (fixture);
  for (guint i = 0; i < fixture->widgets->len; i++)
    {
      guint start;
      guint end;
      SyInline *text = get_text (fixture, i, &start, &end);

      g_assert_cmpuint (end - start, <=, max_bytes);
      g_string_append_len (joined, sy_inline_get_text (text) + start, end - start);
    }

  g_assert_cmpstr (joined->str, ==, expected);
}

static char *
dup_plain (const char *source)
{
  g_auto(GStrv) parts = g_strsplit (source, "**", -1);

  return g_strjoinv ("", parts);
}

static void
test_long (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *source = create_paragraph (1000);
  g_autofree char *plain = dup_plain (source);
  gsize length = strlen (source);

  /* While it grows, and somebody looks. */
  for (gsize i = 0; i < length; i += 133)
    {
      append (fixture, source + i, (gssize) MIN (133, length - i));
      make_widgets (fixture);
    }

  assert_joined (fixture, plain, SY_TEXT_CUT_OPEN + 400);
  g_assert_cmpuint (fixture->n_rows, >, length / 1000);
  finish (fixture);
  assert_joined (fixture, plain, SY_TEXT_CUT_WHOLE);

  /* In another width it is cut where the lines begin there. */
  sy_rows_set_width (SY_ROWS (fixture->rows), WIDTH / 2);
  g_assert_cmpuint (fixture->n_rows, ==, 1);
  assert_joined (fixture, plain, SY_TEXT_CUT_WHOLE);
}

/* One that is not so long is whole again when it has come to its end. */
static void
test_closes (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *source = create_paragraph (120);
  g_autofree char *plain = dup_plain (source);
  gsize length = strlen (source);

  g_assert_cmpuint (length, <, SY_TEXT_CUT_WHOLE);
  for (gsize i = 0; i < length; i += 50)
    {
      append (fixture, source + i, (gssize) MIN (50, length - i));
      make_widgets (fixture);
    }

  g_assert_cmpuint (fixture->n_rows, >, 1);
  append (fixture, "\n\nNext", -1);
  make_widgets (fixture);
  g_assert_cmpuint (fixture->n_rows, ==, 2);
}

static void
assert_gap (Fixture *fixture,
            guint    row,
            int      gap)
{
  g_assert_cmpint (sy_block_row_get_gap (get_row (fixture, row)), ==, gap);
}

/* Look: 12 between blocks, 6 between items, 6 more above a heading and around a rule. */
static void
test_gaps (Fixture       *fixture,
           gconstpointer  data)
{
  static const int gaps[] = { 0, 12, 18, 12, 6, 6, 12, 12, 12, 12, 12, 18, 18 };

  append (fixture, tour, -1);
  finish (fixture);
  make_widgets (fixture);
  g_assert_cmpuint (fixture->n_rows, ==, G_N_ELEMENTS (gaps));
  for (guint i = 0; i < G_N_ELEMENTS (gaps); i++)
    assert_gap (fixture, i, gaps[i]);

  sy_block_rows_set_gap (fixture->rows, 12);
  assert_gap (fixture, 0, 12);
  assert_gap (fixture, 1, 12);
}

/* What is in a list or a quote stands further in, and deeper than twelve levels no further. */
static void
test_insets (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GString) deep = g_string_new (NULL);
  const SyContainer *container;
  g_autoptr(SyBlock) block = NULL;

  for (guint i = 0; i < 40; i++)
    g_string_append (deep, "> ");

  g_string_append (deep, "deep");
  append (fixture, deep->str, -1);
  finish (fixture);
  make_widgets (fixture);
  block = g_list_model_get_item (G_LIST_MODEL (fixture->document), 0);
  container = sy_block_get_container (block);
  g_assert_cmpint (sy_block_row_get_inset (container, fixture->window), ==, 12 * 18);
  g_assert_cmpint (sy_block_row_get_inset (NULL, fixture->window), ==, 0);
}

static void
assert_short (Fixture *fixture)
{
  for (guint row = 0; row < fixture->widgets->len; row++)
    {
      guint start;
      guint end;

      if (g_ptr_array_index (fixture->widgets, row) == NULL)
        continue;
      get_text (fixture, row, &start, &end);
      g_assert_cmpuint (end - start, <=, SY_TEXT_CUT_WHOLE);
    }
}

/* The same word again and again, much of it at once: what is behind a cut looks like what is
 * before it, but is not at the same place.
 */
static void
test_alike (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GString) words = g_string_new (NULL);

  while (words->len < 12000)
    g_string_append (words, "token ");

  for (guint i = 0; i < 4; i++)
    {
      append (fixture, words->str, (gssize) words->len);
      assert_short (fixture);
      make_widgets (fixture);
    }
}

/* The end comes with much that was not laid out before it. */
static void
test_closes_late (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *source = create_paragraph (1000);
  g_autofree char *plain = dup_plain (source);

  append (fixture, source, 1000);
  make_widgets (fixture);
  sy_document_append (fixture->document, source + 1000, -1);
  finish (fixture);
  assert_short (fixture);
  assert_joined (fixture, plain, SY_TEXT_CUT_WHOLE);
}

#define ADD(name, func) \
  g_test_add ("/block-rows/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  widget_test_init (&argc, &argv);

  ADD ("kinds", test_kinds);
  ADD ("pieces", test_pieces);
  ADD ("soup", test_soup);
  ADD ("becomes", test_becomes);
  ADD ("heading-sinks", test_heading_sinks);
  ADD ("fence-becomes-table", test_fence_becomes_table);
  ADD ("definitions", test_definitions);
  ADD ("long", test_long);
  ADD ("alike", test_alike);
  ADD ("closes", test_closes);
  ADD ("closes-late", test_closes_late);
  ADD ("gaps", test_gaps);
  ADD ("insets", test_insets);

  return g_test_run ();
}
