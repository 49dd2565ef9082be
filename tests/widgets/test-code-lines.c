/* test-code-lines.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-code-lines.h"

#include "widget-support.h"

#include <string.h>

#define WIDE 1000000

static PangoContext *
get_context (void)
{
  static GtkWidget *widget;

  if (widget == NULL)
    widget = g_object_ref_sink (gtk_label_new (NULL));

  return gtk_widget_get_pango_context (widget);
}

static SyCodeLines *
new_lines (const char *text)
{
  SyCodeLines *lines = sy_code_lines_new (get_context ());

  sy_code_lines_set_text (lines, text);

  return lines;
}

/* What is drawn, as text. */
static char *
draw (SyCodeLines *lines,
      int          left,
      int          right)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GdkRGBA color = { 0.2, 0.4, 0.6, 1 };
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GBytes) bytes = NULL;

  sy_code_lines_draw (lines, snapshot, &color, left, right);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node == NULL)
    return g_strdup ("");

  bytes = gsk_render_node_serialize (node);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
check_same (SyCodeLines *lines,
            SyCodeLines *other)
{
  g_autofree char *drawn = draw (lines, 0, WIDE);
  g_autofree char *expected = draw (other, 0, WIDE);

  g_assert_cmpstr (sy_code_lines_get_text (lines), ==, sy_code_lines_get_text (other));
  g_assert_cmpuint (sy_code_lines_get_n_lines (lines), ==, sy_code_lines_get_n_lines (other));
  g_assert_cmpint (sy_code_lines_get_width (lines), ==, sy_code_lines_get_width (other));
  g_assert_cmpstr (drawn, ==, expected);
}

static void
test_lines_count (void)
{
  static const struct
  {
    const char *text;
    guint       n_lines;
  } cases[] = { { "", 1 }, { "a", 1 }, { "a\n", 2 }, { "\n\n", 3 }, { "a\n\nb", 3 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SyCodeLines) lines = new_lines (cases[i].text);

      g_assert_cmpuint (sy_code_lines_get_n_lines (lines), ==, cases[i].n_lines);
      g_assert_cmpint (sy_code_lines_get_pitch (lines), >, 10);
    }
}

static void
test_lines_width (void)
{
  g_autoptr(SyCodeLines) one = new_lines ("0000000000");
  g_autoptr(SyCodeLines) many = new_lines ("0\n00000000000000000000\n\n0");
  g_autoptr(SyCodeLines) tab = new_lines ("0\t00");
  g_autoptr(SyCodeLines) chinese = new_lines ("\346\274\242\345\255\227e\314\201\303\274ttt");
  g_autoptr(SyCodeLines) empty = new_lines ("");

  g_assert_cmpint (sy_code_lines_get_width (one), >, 40);
  g_assert_cmpint (sy_code_lines_get_width (many), >=,
                   2 * sy_code_lines_get_width (one) - 2);
  g_assert_cmpint (sy_code_lines_get_width (many), <=,
                   2 * sy_code_lines_get_width (one) + 2);
  g_assert_cmpint (sy_code_lines_get_width (tab), ==, sy_code_lines_get_width (one));
  g_assert_cmpint (sy_code_lines_get_width (chinese), <=, sy_code_lines_get_width (one));
  g_assert_cmpint (sy_code_lines_get_width (empty), <, 10);
}

/* Where a piece ends is up to what follows it, which may be another thing later. */
static void
test_lines_recut (void)
{
  g_autoptr(SyCodeLines) lines = NULL;
  g_autoptr(SyCodeLines) fresh = NULL;
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *drawn = NULL;

  for (guint i = 0; i < 300; i++)
    g_string_append_c (text, 'x');
  for (guint i = 0; i < 300; i++)
    g_string_append (text, "\346\274\242");

  lines = new_lines (text->str);
  drawn = draw (lines, 0, WIDE);
  g_string_truncate (text, 420);
  for (guint i = 0; i < 300; i++)
    g_string_append_c (text, 'y');
  fresh = new_lines (text->str);
  sy_code_lines_set_text (lines, text->str);

  check_same (lines, fresh);
}

/* Any piece of text, with long lines in it and characters of many bytes. */
static char *
random_text (void)
{
  static const char *units[] = {
    "x", "word ", "\n", "\n\n", "\t", "\303\244", "\342\202\254\346\274\242", "\360\237\246\211"
  };
  GString *text = g_string_new (NULL);
  guint n_units = g_test_rand_int_range (0, 40);

  for (guint i = 0; i < n_units; i++)
    {
      const char *unit = units[g_test_rand_int_range (0, G_N_ELEMENTS (units))];
      guint n_times = g_test_rand_int_range (0, 8) == 0 ? g_test_rand_int_range (0, 700) : 1;

      for (guint j = 0; j < n_times && text->len < 6000; j++)
        g_string_append (text, unit);
    }

  return g_string_free_and_steal (text);
}

/* Whatever was there before, it looks like new. */
static void
test_lines_random (void)
{
  g_autoptr(SyCodeLines) lines = new_lines ("");
  g_autofree char *text = g_strdup ("");

  for (guint i = 0; i < 60; i++)
    {
      g_autoptr(SyCodeLines) fresh = NULL;
      g_autofree char *more = random_text ();
      g_autofree char *drawn = NULL;
      glong keep = g_test_rand_int_range (0, g_utf8_strlen (text, -1) + 1);
      char *kept = g_utf8_substring (text, 0, g_test_rand_bit () ? keep : -1);

      g_set_str (&text, kept);
      g_free (kept);
      if (strlen (text) < 20000)
        {
          char *grown = g_strconcat (text, more, NULL);

          g_free (text);
          text = grown;
        }

      sy_code_lines_set_text (lines, text);
      fresh = new_lines (text);
      if (g_test_rand_bit ())
        drawn = draw (lines, 0, 300);
      check_same (lines, fresh);
    }
}

/* What does not change is not laid out again. */
static void
test_lines_kept (void)
{
  g_autoptr(SyCodeLines) lines = new_lines ("one\ntwo\nthree");
  g_autofree char *drawn = draw (lines, 0, WIDE);

  g_assert_cmpuint (sy_code_lines_get_n_layouts (lines), ==, 3);
  sy_code_lines_set_text (lines, "one\ntwo\nthree");
  g_assert_cmpuint (sy_code_lines_get_n_layouts (lines), ==, 3);
  sy_code_lines_set_text (lines, "one\ntwo\nthree!");
  g_assert_cmpuint (sy_code_lines_get_n_layouts (lines), ==, 2);
  sy_code_lines_set_text (lines, "one\ntwo\n");
  g_assert_cmpuint (sy_code_lines_get_n_layouts (lines), ==, 2);
  sy_code_lines_set_text (lines, "one\ntwo");
  g_assert_cmpuint (sy_code_lines_get_n_layouts (lines), ==, 1);
}

/* Of a long line only what is seen is laid out. */
static void
test_lines_long (void)
{
  g_autofree char *text = g_strnfill (200 * 1024, '0');
  g_autoptr(SyCodeLines) lines = new_lines (text);
  g_autofree char *start = draw (lines, 0, 700);
  g_autofree char *end = NULL;
  int width = sy_code_lines_get_width (lines);

  g_assert_cmpuint (sy_code_lines_get_n_layouts (lines), ==, 1);
  g_assert_cmpint (width, >, 500000);
  end = draw (lines, width - 700, width);
  g_assert_cmpuint (sy_code_lines_get_n_layouts (lines), <=, 3);
  g_assert_cmpint (strlen (end), >, 0);
  g_assert_cmpstr (start, !=, end);
}

static void
add (PangoAttrList *list,
     guint          start,
     guint          end)
{
  PangoAttribute *attribute = pango_attr_foreground_new (65535, 0, 0);

  attribute->start_index = start;
  attribute->end_index = end;
  pango_attr_list_insert (list, attribute);
}

/* The colours of lines that are set on their own are those of all lines at once. */
static void
test_lines_attributes (void)
{
  g_autofree char *filling = g_strnfill (600, '0');
  g_autofree char *text = g_strconcat ("ab\ncd", filling, "\nef\n", NULL);
  g_autoptr(SyCodeLines) at_once = new_lines (text);
  g_autoptr(SyCodeLines) by_line = new_lines (text);
  g_autoptr(SyCodeLines) plain = new_lines (text);
  g_autoptr(PangoAttrList) all = pango_attr_list_new ();
  g_autoptr(PangoAttrList) second = pango_attr_list_new ();
  g_autoptr(PangoAttrList) third = pango_attr_list_new ();
  g_autofree char *drawn = NULL;
  g_autofree char *drawn_plain = NULL;

  add (all, 1, 2);
  add (all, 3, 4);
  add (all, 513, 520);
  add (all, 606, 608);
  sy_code_lines_set_attributes (at_once, 0, 99, all);

  add (second, 0, 1);
  add (second, 510, 517);
  add (third, 0, 2);
  sy_code_lines_set_attributes (by_line, 2, 1, third);
  sy_code_lines_set_attributes (by_line, 0, 1, all);
  sy_code_lines_set_attributes (by_line, 1, 1, second);
  check_same (by_line, at_once);

  drawn = draw (at_once, 0, WIDE);
  drawn_plain = draw (plain, 0, WIDE);
  g_assert_cmpstr (drawn, !=, drawn_plain);

  sy_code_lines_set_attributes (at_once, 0, 4, NULL);
  sy_code_lines_set_attributes (at_once, 4, 1, all);
  check_same (at_once, plain);
}

static void
test_lines_layout (void)
{
  g_autoptr(SyCodeLines) lines = new_lines ("one\n\ntwo \303\244\n");
  g_autoptr(PangoLayout) layout = sy_code_lines_create_layout (lines);
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  g_assert_cmpstr (pango_layout_get_text (layout), ==, "one\n\ntwo \303\244\n");
  g_assert_cmpint (height, ==, 4 * sy_code_lines_get_pitch (lines));
}

static void
test_lines_font (void)
{
  g_autoptr(SyCodeLines) lines = new_lines ("x");
  g_autoptr(PangoFontDescription) font = pango_font_description_from_string ("Monospace 31");
  GtkWidget *widget = g_object_ref_sink (gtk_label_new (NULL));
  PangoContext *context = gtk_widget_create_pango_context (widget);

  g_assert_true (sy_code_lines_has_font (lines, context));
  pango_context_set_font_description (context, font);
  g_assert_false (sy_code_lines_has_font (lines, context));

  g_object_unref (context);
  g_assert_finalize_object (widget);
}

int
main (int   argc,
      char *argv[])
{
  widget_test_init (&argc, &argv);

  g_test_add_func ("/code-lines/count", test_lines_count);
  g_test_add_func ("/code-lines/width", test_lines_width);
  g_test_add_func ("/code-lines/recut", test_lines_recut);
  g_test_add_func ("/code-lines/random", test_lines_random);
  g_test_add_func ("/code-lines/kept", test_lines_kept);
  g_test_add_func ("/code-lines/long", test_lines_long);
  g_test_add_func ("/code-lines/attributes", test_lines_attributes);
  g_test_add_func ("/code-lines/layout", test_lines_layout);
  g_test_add_func ("/code-lines/font", test_lines_font);

  return g_test_run ();
}
