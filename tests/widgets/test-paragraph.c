/* test-paragraph.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-paragraph.h"

#include "widget-support.h"

#include <string.h>

#define MAX_LABEL_BYTES 4096
#define LONG            (200 * 1024)

/* What a paragraph shows, label for label. */
static GPtrArray *
get_texts (GtkWidget *paragraph)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  for (GtkWidget *child = gtk_widget_get_first_child (paragraph);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    g_ptr_array_add (texts, g_strdup (gtk_label_get_text (GTK_LABEL (child))));

  return texts;
}

static char *
join_texts (GPtrArray *texts)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < texts->len; i++)
    g_string_append (joined, g_ptr_array_index (texts, i));

  return g_string_free_and_steal (joined);
}

/* A paragraph of nearly @length bytes that repeats @unit after @first. */
static char *
repeat (const char *first,
        const char *unit,
        gsize       length)
{
  GString *text = g_string_new (first);

  while (text->len + strlen (unit) <= length)
    g_string_append (text, unit);

  return g_string_free_and_steal (text);
}

static GtkWidget *
new_paragraph (SyDocument *document)
{
  g_autoptr(SyBlock) block = g_list_model_get_item (G_LIST_MODEL (document), 0);

  g_assert_nonnull (block);

  return g_object_ref_sink (sy_paragraph_new (document, block));
}

static GtkWidget *
show (const char *text)
{
  g_autoptr(SyDocument) document = sy_document_new ();

  sy_document_append (document, text, -1);
  sy_document_finish (document);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (document)), ==, 1);

  return new_paragraph (document);
}

static void
test_paragraph_short (void)
{
  SyDocument *document = sy_document_new ();
  GtkWidget *paragraph;
  g_autoptr(GPtrArray) texts = NULL;

  sy_document_append (document, WIDGET_MARKUP, -1);
  paragraph = new_paragraph (document);
  texts = get_texts (paragraph);
  g_assert_cmpuint (texts->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (texts, 0), ==, WIDGET_MARKUP);
  gtk_test_accessible_assert_role (paragraph, GTK_ACCESSIBLE_ROLE_PARAGRAPH);

  g_assert_finalize_object (paragraph);
  g_assert_finalize_object (document);
}

/* A block that is not the first one begins somewhere in the source. */
static void
test_paragraph_second (void)
{
  g_autoptr(SyDocument) document = sy_document_new ();
  g_autoptr(SyBlock) block = NULL;
  g_autoptr(GPtrArray) texts = NULL;
  g_autofree char *joined = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *words = repeat ("", "word ", 3 * MAX_LABEL_BYTES);
  GtkWidget *paragraph;

  sy_document_append (document, "First\n\n", -1);
  sy_document_append (document, words, -1);
  sy_document_append (document, "\n\nThird", -1);
  block = g_list_model_get_item (G_LIST_MODEL (document), 1);
  paragraph = g_object_ref_sink (sy_paragraph_new (document, block));

  texts = get_texts (paragraph);
  joined = join_texts (texts);
  expected = sy_document_dup_block_text (document, block);
  g_assert_cmpstr (joined, ==, expected);
  g_assert_cmpuint (texts->len, ==, 3);

  g_assert_finalize_object (paragraph);
}

static void
test_paragraph_long (gconstpointer data)
{
  const char *unit = data;

  /* All the places where a cut can meet a character. */
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *source = repeat (&"aaa"[3 - i], unit, LONG - 1);
      g_autoptr(GPtrArray) texts = NULL;
      g_autofree char *joined = NULL;
      GtkWidget *paragraph;

      g_strchomp (source);
      paragraph = show (source);
      texts = get_texts (paragraph);
      g_assert_cmpuint (texts->len, >=, LONG / MAX_LABEL_BYTES);

      for (guint j = 0; j < texts->len; j++)
        {
          const char *text = g_ptr_array_index (texts, j);

          g_assert_true (g_utf8_validate (text, -1, NULL));
          g_assert_cmpuint (strlen (text), >, 0);
          g_assert_cmpuint (strlen (text), <=, MAX_LABEL_BYTES);
        }

      joined = join_texts (texts);
      g_assert_cmpstr (joined, ==, source);
      g_assert_finalize_object (paragraph);
    }
}

/* Words stay whole where there are words. */
static void
test_paragraph_words (void)
{
  g_autofree char *source = repeat ("", "sounding brass ", LONG);
  g_autoptr(GPtrArray) texts = NULL;
  GtkWidget *paragraph;

  paragraph = show (source);
  texts = get_texts (paragraph);

  for (guint i = 0; i + 1 < texts->len; i++)
    {
      g_assert_true (g_str_has_suffix (g_ptr_array_index (texts, i), " "));
      g_assert_false (g_str_has_prefix (g_ptr_array_index (texts, i), " "));
    }

  g_assert_finalize_object (paragraph);
}

/* Grows a paragraph piece by piece; the result has to be that of one piece. */
static void
grow (const char *source,
      guint       n_characters)
{
  g_autoptr(SyDocument) document = sy_document_new ();
  g_autoptr(GPtrArray) grown = NULL;
  g_autoptr(GPtrArray) whole = NULL;
  GtkWidget *paragraph = NULL;
  GtkWidget *at_once = show (source);
  const char *position = source;

  while (*position != '\0')
    {
      const char *next = position;

      for (guint i = 0; i < n_characters && *next != '\0'; i++)
        next = g_utf8_next_char (next);

      sy_document_append (document, position, next - position);
      position = next;
      if (paragraph == NULL)
        paragraph = new_paragraph (document);
      else
        sy_paragraph_update (SY_PARAGRAPH (paragraph));
    }

  sy_document_finish (document);
  sy_paragraph_update (SY_PARAGRAPH (paragraph));

  grown = get_texts (paragraph);
  whole = get_texts (at_once);
  g_assert_cmpuint (grown->len, ==, whole->len);
  g_assert_cmpuint (grown->len, >, 2);
  for (guint i = 0; i < grown->len; i++)
    g_assert_cmpstr (g_ptr_array_index (grown, i), ==, g_ptr_array_index (whole, i));

  g_assert_finalize_object (paragraph);
  g_assert_finalize_object (at_once);
}

static void
test_paragraph_grow (void)
{
  static const char *units[] = {
    "a", "sounding brass ", "\303\244\342\202\254", "x\360\237\246\211 "
  };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autofree char *source = repeat ("Q", units[i], 3 * MAX_LABEL_BYTES);

      g_strchomp (source);
      grow (source, 1);
      grow (source, 7);
      grow (source, 5000);
    }
}

/* Text that is there is not laid out again because text is added after it. */
static void
test_paragraph_keeps (void)
{
  g_autofree char *source = repeat ("", "sounding brass ", 3 * MAX_LABEL_BYTES);
  g_autoptr(SyDocument) document = sy_document_new ();
  GtkWidget *paragraph;
  guint n_first;
  guint n_last;

  sy_document_append (document, source, -1);
  sy_document_append (document, "x", -1);
  paragraph = new_paragraph (document);
  widget_watch (gtk_widget_get_first_child (paragraph), "label", &n_first);
  widget_watch (gtk_widget_get_last_child (paragraph), "label", &n_last);

  sy_document_append (document, " and more", -1);
  g_assert_cmpuint (n_last, ==, 0);
  sy_paragraph_update (SY_PARAGRAPH (paragraph));
  sy_paragraph_update (SY_PARAGRAPH (paragraph));
  g_assert_cmpuint (n_last, ==, 1);
  g_assert_cmpuint (n_first, ==, 0);

  g_assert_finalize_object (paragraph);
}

static void
test_paragraph_narrow (void)
{
  g_autofree char *word = g_strnfill (300, 'x');
  GtkWidget *paragraph = show (word);

  widget_set_text_scale (2);
  g_assert_cmpint (widget_get_min_width (paragraph), <=, 336);
  widget_set_text_scale (1);

  g_assert_finalize_object (paragraph);
}

int
main (int   argc,
      char *argv[])
{
  widget_test_init (&argc, &argv);

  g_test_add_func ("/paragraph/short", test_paragraph_short);
  g_test_add_func ("/paragraph/second", test_paragraph_second);
  g_test_add_data_func ("/paragraph/long/words", "sounding brass ", test_paragraph_long);
  g_test_add_data_func ("/paragraph/long/one-word", "x", test_paragraph_long);
  g_test_add_data_func ("/paragraph/long/two-bytes", "\303\244", test_paragraph_long);
  g_test_add_data_func ("/paragraph/long/three-bytes", "\343\201\202", test_paragraph_long);
  g_test_add_data_func ("/paragraph/long/four-bytes", "\360\237\246\211", test_paragraph_long);
  g_test_add_data_func ("/paragraph/long/lines", "\342\202\254 and\nmore\n", test_paragraph_long);
  g_test_add_func ("/paragraph/words", test_paragraph_words);
  g_test_add_func ("/paragraph/grow", test_paragraph_grow);
  g_test_add_func ("/paragraph/keeps", test_paragraph_keeps);
  g_test_add_func ("/paragraph/narrow", test_paragraph_narrow);

  return g_test_run ();
}
