/* test-plain-rows.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-plain-rows.h"

#include "sy-bubble-row.h"
#include "widget-support.h"

#include <string.h>

#define WIDTH 600

static char *
dup_joined (SyRows *rows)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < sy_rows_get_n_rows (rows); i++)
    {
      GtkWidget *row = g_object_ref_sink (sy_rows_create (rows, i));
      guint start;
      guint end;
      SyInline *text = sy_text_block_get_text (SY_TEXT_BLOCK (gtk_widget_get_first_child (row)),
                                               &start, &end);

      g_assert_cmpuint (end - start, <=, 2000);
      g_string_append_len (joined, sy_inline_get_text (text) + start, end - start);
      g_assert_finalize_object (row);
    }

  return g_string_free_and_steal (joined);
}

static SyMessage *
create_message (const char *text)
{
  SyMessage *message = sy_message_new ("m", NULL, SY_ROLE_USER, 0);

  sy_message_append (message, text, -1);

  return message;
}

/* Put together, the rows are the text; where one was cut behind a line, its end is missing. */
static void
test_plain_rows_cut (void)
{
  for (guint i = 0; i < 200; i++)
    {
      static const char *pieces[] = { "word ", "\n", "\xc3\xa9", "\xf0\x9f\x8e\x89", "x" };
      g_autoptr(GString) text = g_string_new ("A");
      SyMessage *message;
      SyPlainRows *rows;
      g_autofree char *joined = NULL;
      g_auto(GStrv) lines = NULL;
      g_auto(GStrv) joined_lines = NULL;
      g_autofree char *all = NULL;
      g_autofree char *joined_all = NULL;

      for (int j = g_test_rand_int_range (1, 3000); j > 0; j--)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);

      message = create_message (text->str);
      rows = sy_plain_rows_new (message, sy_message_get_text, sy_bubble_row_new);
      joined = dup_joined (SY_ROWS (rows));
      lines = g_strsplit (text->str, "\n", -1);
      joined_lines = g_strsplit (joined, "\n", -1);
      all = g_strjoinv ("", lines);
      joined_all = g_strjoinv ("", joined_lines);
      g_assert_true (g_utf8_validate (joined, -1, NULL));
      g_assert_cmpstr (joined_all, ==, all);
      g_assert_cmpuint (strlen (text->str) - strlen (joined), <,
                        sy_rows_get_n_rows (SY_ROWS (rows)));
      g_assert_finalize_object (rows);
      g_assert_finalize_object (message);
    }
}

static void
changed_cb (guint  *n_rows,
            guint   position,
            guint   removed,
            guint   added,
            SyRows *rows)
{
  g_assert_cmpuint (position, ==, *n_rows);
  g_assert_cmpuint (removed, ==, 0);
  *n_rows += added;
  g_assert_cmpuint (*n_rows, ==, sy_rows_get_n_rows (rows));
}

/* What is thought comes by and by. */
static void
test_plain_rows_grows (void)
{
  SyMessage *message = sy_message_new ("m", NULL, SY_ROLE_ASSISTANT, 0);
  SyPlainRows *rows = sy_plain_rows_new (message, sy_message_get_reasoning, sy_bubble_row_new);
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *joined = NULL;
  guint n_rows = 0;

  g_signal_connect_swapped (rows, "rows-changed", G_CALLBACK (changed_cb), &n_rows);
  for (guint i = 0; i < 300; i++)
    {
      g_string_append_printf (text, "thought %u ", i);
      sy_message_append_reasoning (message, text->str + text->len - 10, -1);
      sy_plain_rows_update (rows);
    }

  g_assert_cmpuint (n_rows, >, 1);
  joined = dup_joined (SY_ROWS (rows));
  g_assert_cmpstr (joined, ==, sy_message_get_reasoning (message));
  g_assert_finalize_object (rows);
  g_assert_finalize_object (message);
}

static void
test_plain_rows_large (void)
{
  g_autofree char *text = g_strnfill (1024 * 1024, 'x');
  SyMessage *message = create_message (text);
  gint64 began = g_get_monotonic_time ();
  SyPlainRows *rows = sy_plain_rows_new (message, sy_message_get_text, sy_bubble_row_new);

  g_assert_cmpuint (sy_rows_get_n_rows (SY_ROWS (rows)), ==, 525);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 500 * 1000);
  g_assert_finalize_object (rows);
  g_assert_finalize_object (message);
}

static GtkWidget *
create_bubble (const char *text,
               gboolean    first,
               gboolean    last)
{
  SyMessage *message = create_message (text);
  SyPlainRows *rows = sy_plain_rows_new (message, sy_message_get_text, sy_bubble_row_new);
  GtkWidget *row = sy_rows_create (SY_ROWS (rows), first ? 0 : 1);

  g_assert_cmpint (gtk_widget_has_css_class (gtk_widget_get_first_child (row), "first"), ==,
                   first);
  g_assert_cmpint (gtk_widget_has_css_class (gtk_widget_get_first_child (row), "last"), ==, last);
  g_object_unref (rows);
  g_object_unref (message);

  return row;
}

static void
assert_bubble (GtkWidget        *row,
               GtkTextDirection  direction,
               int               min_width,
               int               max_width)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *bubble = gtk_widget_get_first_child (row);
  graphene_rect_t bounds;

  gtk_widget_set_direction (row, direction);
  gtk_window_set_child (GTK_WINDOW (window), row);
  widget_present (GTK_WINDOW (window), WIDTH, 300);
  widget_wait_frames (window, 2);
  g_assert_true (gtk_widget_compute_bounds (bubble, row, &bounds));
  g_assert_cmpint ((int) bounds.size.width, >=, min_width);
  g_assert_cmpint ((int) bounds.size.width, <=, max_width);
  if (direction == GTK_TEXT_DIR_RTL)
    g_assert_cmpint ((int) bounds.origin.x, ==, 0);
  else
    g_assert_cmpint ((int) (bounds.origin.x + bounds.size.width), ==, gtk_widget_get_width (row));

  gtk_window_destroy (GTK_WINDOW (window));
}

/* At the end of the line, as narrow as its text, and never wider than most of the column. */
static void
test_bubble (void)
{
  g_autofree char *line = g_strnfill (700, 'w');
  g_autofree char *pieces = g_strnfill (2500, 'w');

  assert_bubble (create_bubble ("Short", TRUE, TRUE), GTK_TEXT_DIR_LTR, 10, 100);
  assert_bubble (create_bubble ("Short", TRUE, TRUE), GTK_TEXT_DIR_RTL, 10, 100);
  assert_bubble (create_bubble (line, TRUE, TRUE), GTK_TEXT_DIR_LTR, 300, WIDTH * 85 / 100);
  assert_bubble (create_bubble (pieces, TRUE, FALSE), GTK_TEXT_DIR_LTR, 300, WIDTH * 85 / 100);
  assert_bubble (create_bubble (pieces, FALSE, TRUE), GTK_TEXT_DIR_LTR, 300, WIDTH * 85 / 100);
}

int
main (int   argc,
      char *argv[])
{
  widget_test_init (&argc, &argv);

  g_test_add_func ("/plain-rows/cut", test_plain_rows_cut);
  g_test_add_func ("/plain-rows/grows", test_plain_rows_grows);
  g_test_add_func ("/plain-rows/large", test_plain_rows_large);
  g_test_add_func ("/plain-rows/bubble", test_bubble);

  return g_test_run ();
}
