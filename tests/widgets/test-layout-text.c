/* test-layout-text.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-layout-text.h"

#include "widget-support.h"

#include <string.h>

#define ORIGIN_X 7
#define ORIGIN_Y 11

/* Characters of one, two, three and four bytes. */
#define TEXT "One \303\244b\342\202\254. Two \360\237\246\211\nNext line"

#define TEST_TYPE_TEXT (test_text_get_type ())

G_DECLARE_FINAL_TYPE (TestText, test_text, TEST, TEXT, GtkWidget)

struct _TestText
{
  GtkWidget    parent_instance;

  PangoLayout *layout;
};

static void text_iface_init (GtkAccessibleTextInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestText, test_text, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_ACCESSIBLE_TEXT, text_iface_init))

static PangoLayout *
get_layout (GtkAccessibleText *widget,
            graphene_point_t  *origin)
{
  graphene_point_init (origin, ORIGIN_X, ORIGIN_Y);

  return g_object_ref (TEST_TEXT (widget)->layout);
}

static void
text_iface_init (GtkAccessibleTextInterface *iface)
{
  sy_layout_text_implement (iface, get_layout);
}

static void
test_text_dispose (GObject *object)
{
  g_clear_object (&TEST_TEXT (object)->layout);

  G_OBJECT_CLASS (test_text_parent_class)->dispose (object);
}

static void
test_text_class_init (TestTextClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = test_text_dispose;
}

static void
test_text_init (TestText *self)
{
  self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), TEXT);
}

static GtkAccessibleText *
new_text (const char *text)
{
  TestText *self = g_object_ref_sink (g_object_new (TEST_TYPE_TEXT, NULL));

  pango_layout_set_text (self->layout, text, -1);

  return GTK_ACCESSIBLE_TEXT (self);
}

/* GTK reads what it gets up to its 0. */
static void
check_bytes (GBytes     *bytes,
             const char *expected)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  g_assert_nonnull (data);
  g_assert_cmpint (data[size - 1], ==, '\0');
  g_assert_cmpstr (data, ==, expected);
  g_bytes_unref (bytes);
}

static void
check_contents (GtkAccessibleText *text,
                guint              start,
                guint              end,
                const char        *expected)
{
  check_bytes (GTK_ACCESSIBLE_TEXT_GET_IFACE (text)->get_contents (text, start, end), expected);
}

static void
test_layout_text_contents (void)
{
  GtkAccessibleText *text = new_text (TEXT);

  check_contents (text, 0, G_MAXUINT, TEXT);
  check_contents (text, 0, 24, TEXT);
  check_contents (text, 0, 3, "One");
  check_contents (text, 4, 7, "\303\244b\342\202\254");
  check_contents (text, 13, 14, "\360\237\246\211");
  check_contents (text, 5, 5, "");
  check_contents (text, 6, 5, "");
  check_contents (text, 24, 99, "");
  check_contents (text, G_MAXUINT, G_MAXUINT, "");

  g_assert_finalize_object (text);
}

static void
check_at (GtkAccessibleText            *text,
          GtkAccessibleTextGranularity  granularity,
          guint                         offset,
          guint                         expected_start,
          const char                   *expected)
{
  guint start = 99;
  guint end = 99;

  check_bytes (GTK_ACCESSIBLE_TEXT_GET_IFACE (text)->get_contents_at (text, offset, granularity,
                                                                      &start, &end),
               expected);
  g_assert_cmpuint (start, ==, expected_start);
  g_assert_cmpuint (end, ==, expected_start + g_utf8_strlen (expected, -1));
}

static void
test_layout_text_at (void)
{
  GtkAccessibleText *text = new_text (TEXT);

  check_at (text, GTK_ACCESSIBLE_TEXT_GRANULARITY_CHARACTER, 0, 0, "O");
  check_at (text, GTK_ACCESSIBLE_TEXT_GRANULARITY_CHARACTER, 4, 4, "\303\244");
  check_at (text, GTK_ACCESSIBLE_TEXT_GRANULARITY_CHARACTER, 24, 24, "");
  check_at (text, GTK_ACCESSIBLE_TEXT_GRANULARITY_CHARACTER, 99, 24, "");
  check_at (text, GTK_ACCESSIBLE_TEXT_GRANULARITY_WORD, 1, 0, "One ");
  check_at (text, GTK_ACCESSIBLE_TEXT_GRANULARITY_WORD, 3, 0, "One ");
  check_at (text, GTK_ACCESSIBLE_TEXT_GRANULARITY_WORD, 9, 9, "Two \360\237\246\211\n");
  check_at (text, GTK_ACCESSIBLE_TEXT_GRANULARITY_WORD, 23, 20, "line");
  check_at (text, GTK_ACCESSIBLE_TEXT_GRANULARITY_SENTENCE, 6, 0, "One \303\244b\342\202\254. ");
  check_at (text, GTK_ACCESSIBLE_TEXT_GRANULARITY_LINE, 9, 0,
            "One \303\244b\342\202\254. Two \360\237\246\211\n");
  check_at (text, GTK_ACCESSIBLE_TEXT_GRANULARITY_LINE, 24, 15, "Next line");
  check_at (text, GTK_ACCESSIBLE_TEXT_GRANULARITY_PARAGRAPH, 16, 15, "Next line");
  check_at (text, GTK_ACCESSIBLE_TEXT_GRANULARITY_PARAGRAPH, 2, 0,
            "One \303\244b\342\202\254. Two \360\237\246\211\n");

  g_assert_finalize_object (text);
}

/* A line is what is drawn in one, a paragraph is not. */
static void
test_layout_text_wrapped (void)
{
  GtkAccessibleText *text = new_text ("mmmm mmmm mmmm");
  PangoLayout *layout = TEST_TEXT (text)->layout;
  int width;

  pango_layout_get_size (layout, &width, NULL);
  pango_layout_set_width (layout, width / 2);
  g_assert_cmpint (pango_layout_get_line_count (layout), ==, 3);

  check_at (text, GTK_ACCESSIBLE_TEXT_GRANULARITY_LINE, 6, 5, "mmmm ");
  check_at (text, GTK_ACCESSIBLE_TEXT_GRANULARITY_PARAGRAPH, 6, 0, "mmmm mmmm mmmm");

  g_assert_finalize_object (text);
}

static void
test_layout_text_empty (void)
{
  GtkAccessibleText *text = new_text ("");
  graphene_rect_t extents;

  check_contents (text, 0, G_MAXUINT, "");
  for (int i = GTK_ACCESSIBLE_TEXT_GRANULARITY_CHARACTER;
       i <= GTK_ACCESSIBLE_TEXT_GRANULARITY_PARAGRAPH;
       i++)
    check_at (text, i, 5, 0, "");

  g_assert_false (GTK_ACCESSIBLE_TEXT_GET_IFACE (text)->get_extents (text, 0, 1, &extents));

  g_assert_finalize_object (text);
}

/* The middle of each character is where that character is. */
static void
test_layout_text_places (void)
{
  GtkAccessibleText *text = new_text (TEXT);
  GtkAccessibleTextInterface *iface = GTK_ACCESSIBLE_TEXT_GET_IFACE (text);
  graphene_point_t outside = GRAPHENE_POINT_INIT (ORIGIN_X - 5, ORIGIN_Y + 5);
  graphene_rect_t line;
  graphene_rect_t all;
  guint offset;
  int width;
  int height;

  for (guint i = 0; i < 24; i++)
    {
      graphene_rect_t extents;
      graphene_point_t middle;

      if (i == 14)
        continue;

      g_assert_true (iface->get_extents (text, i, i + 1, &extents));
      graphene_rect_get_center (&extents, &middle);
      g_assert_true (iface->get_offset (text, &middle, &offset));
      g_assert_cmpuint (offset, ==, i);
    }

  g_assert_false (iface->get_extents (text, 14, 15, &line));
  g_assert_false (iface->get_offset (text, &outside, &offset));

  pango_layout_get_pixel_size (TEST_TEXT (text)->layout, &width, &height);
  g_assert_true (iface->get_extents (text, 0, G_MAXUINT, &all));
  g_assert_cmpfloat (all.origin.x, ==, ORIGIN_X);
  g_assert_cmpfloat (all.origin.y, ==, ORIGIN_Y);
  g_assert_cmpfloat_with_epsilon (all.size.width, width, 1);
  g_assert_cmpfloat_with_epsilon (all.size.height, height, 1);
  g_assert_true (iface->get_extents (text, 15, 24, &line));
  g_assert_cmpfloat_with_epsilon (line.size.height, height / 2.0, 1);

  g_assert_finalize_object (text);
}

static void
test_layout_text_rest (void)
{
  GtkAccessibleText *text = new_text (TEXT);
  GtkAccessibleTextInterface *iface = GTK_ACCESSIBLE_TEXT_GET_IFACE (text);
  g_autoptr(PangoFontDescription) font = pango_font_description_from_string ("Monospace Bold 9");
  g_auto(GStrv) names = NULL;
  g_auto(GStrv) values = NULL;
  GtkAccessibleTextRange *ranges;
  gsize n_ranges;

  pango_layout_set_font_description (TEST_TEXT (text)->layout, font);
  iface->get_default_attributes (text, &names, &values);
  g_assert_cmpstrv (names, ((const char *const []) { "family-name", "weight", NULL }));
  g_assert_cmpstrv (values, ((const char *const []) { "Monospace", "700", NULL }));
  g_assert_cmpuint (iface->get_caret_position (text), ==, 0);
  g_assert_false (iface->get_selection (text, &n_ranges, &ranges));

  g_assert_finalize_object (text);
}

int
main (int   argc,
      char *argv[])
{
  widget_test_init (&argc, &argv);

  g_test_add_func ("/layout-text/contents", test_layout_text_contents);
  g_test_add_func ("/layout-text/at", test_layout_text_at);
  g_test_add_func ("/layout-text/wrapped", test_layout_text_wrapped);
  g_test_add_func ("/layout-text/empty", test_layout_text_empty);
  g_test_add_func ("/layout-text/places", test_layout_text_places);
  g_test_add_func ("/layout-text/rest", test_layout_text_rest);

  return g_test_run ();
}
