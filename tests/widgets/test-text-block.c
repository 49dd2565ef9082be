/* test-text-block.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-text-block.h"

#include "sy-document.h"
#include "widget-support.h"

#include <string.h>

#define WIDTH 400
#define LONG  "All that is gold does not glitter, not all those who wander are lost; the old that " \
              "is strong does not wither, deep roots are not reached by the frost."

typedef struct
{
  GtkWidget   *window;
  GtkWidget   *block;
  char        *opened;
} Fixture;

static void
open_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  Fixture *fixture = user_data;

  g_free (fixture->opened);
  fixture->opened = g_variant_dup_string (parameter, NULL);
}

static SyInline *
read_text (const char *source)
{
  g_autoptr(SyDocument) document = sy_document_new ();
  g_autoptr(SyBlock) block = NULL;

  sy_document_append (document, source, -1);
  sy_document_finish (document);
  block = g_list_model_get_item (G_LIST_MODEL (document), 0);

  return sy_document_read_block (document, block);
}

static void
show (Fixture    *fixture,
      const char *source)
{
  g_autoptr(SyInline) text = read_text (source);

  sy_text_block_set_text (SY_TEXT_BLOCK (fixture->block), text, 0, sy_inline_get_length (text));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr(GSimpleAction) action = g_simple_action_new ("open-link", G_VARIANT_TYPE_STRING);

  g_signal_connect (action, "activate", G_CALLBACK (open_cb), fixture);
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (action));
  fixture->window = gtk_window_new ();
  fixture->block = g_object_ref_sink (sy_text_block_new (0));
  gtk_widget_insert_action_group (fixture->window, "chat", G_ACTION_GROUP (actions));
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->block);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->block);
  g_clear_pointer (&fixture->opened, g_free);
}

static int
get_height (Fixture *fixture,
            int      width)
{
  return sy_text_block_get_height (SY_TEXT_BLOCK (fixture->block), width);
}

/* It asks for no width; the narrower it is, the higher. */
static void
test_size (Fixture       *fixture,
           gconstpointer  data)
{
  int minimum;
  int natural;
  int one_line;

  show (fixture, "One");
  one_line = get_height (fixture, WIDTH);
  show (fixture, LONG);
  gtk_widget_measure (fixture->block, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL,
                      NULL);
  g_assert_cmpint (minimum, ==, 0);
  g_assert_cmpint (natural, ==, 0);
  gtk_widget_measure (fixture->block, GTK_ORIENTATION_VERTICAL, WIDTH, &minimum, &natural, NULL,
                      NULL);
  g_assert_cmpint (minimum, ==, get_height (fixture, WIDTH));
  g_assert_cmpint (minimum, >, one_line);
  g_assert_cmpint (get_height (fixture, WIDTH / 2), >, minimum);
  g_assert_cmpint (get_height (fixture, WIDTH), ==, minimum);

  widget_present (GTK_WINDOW (fixture->window), WIDTH, 300);
  widget_set_text_scale (2);
  widget_wait_frames (fixture->window, 3);
  g_assert_cmpint (get_height (fixture, WIDTH), >=, 3 * minimum);
  widget_set_text_scale (1);
  widget_wait_frames (fixture->window, 3);
  g_assert_cmpint (get_height (fixture, WIDTH), ==, minimum);
}

/* As wide as it needs to be, and not wrapped for it. */
static void
test_text_width (Fixture       *fixture,
                 gconstpointer  data)
{
  SyTextBlock *block = SY_TEXT_BLOCK (fixture->block);
  int width;

  show (fixture, "One");
  width = sy_text_block_get_text_width (block, WIDTH);
  g_assert_cmpint (width, >, 5);
  g_assert_cmpint (width, <, WIDTH / 2);
  g_assert_cmpint (get_height (fixture, width), ==, get_height (fixture, WIDTH));

  show (fixture, LONG);
  width = sy_text_block_get_text_width (block, WIDTH);
  g_assert_cmpint (width, <=, WIDTH);
  g_assert_cmpint (get_height (fixture, width), ==, get_height (fixture, WIDTH));
}

/* What is read from the right stays within the width that the text needs. */
static void
test_text_width_direction (Fixture       *fixture,
                           gconstpointer  data)
{
  static const char *const texts[] = { "One", "\327\250\327\220\327\251\327\225\327\237" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      GtkAccessibleText *text = GTK_ACCESSIBLE_TEXT (fixture->block);
      graphene_rect_t bounds;
      int width;

      show (fixture, texts[i]);
      width = sy_text_block_get_text_width (SY_TEXT_BLOCK (fixture->block), WIDTH);
      gtk_widget_allocate (fixture->block, width, get_height (fixture, width), -1, NULL);
      g_assert_true (GTK_ACCESSIBLE_TEXT_GET_IFACE (text)->get_extents (text, 0, 1, &bounds));
      g_assert_cmpfloat (bounds.origin.x, >=, 0);
      g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=, width);
    }
}

static char *
dup_contents (Fixture *fixture)
{
  GtkAccessibleText *text = GTK_ACCESSIBLE_TEXT (fixture->block);
  g_autoptr(GBytes) bytes = NULL;

  bytes = GTK_ACCESSIBLE_TEXT_GET_IFACE (text)->get_contents (text, 0, G_MAXUINT);

  return g_strdup (g_bytes_get_data (bytes, NULL));
}

/* A part of a text is told as if it were all. */
static void
test_part (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(SyInline) text = read_text ("One *two* three");
  g_autofree char *whole = NULL;
  g_autofree char *part = NULL;

  gtk_test_accessible_assert_role (fixture->block, GTK_ACCESSIBLE_ROLE_PARAGRAPH);
  show (fixture, "One *two* thre\xc3\xa9 \xf0\x9f\x8e\x89");
  whole = dup_contents (fixture);
  g_assert_cmpstr (whole, ==, "One two thre\xc3\xa9 \xf0\x9f\x8e\x89");

  sy_text_block_set_text (SY_TEXT_BLOCK (fixture->block), text, 4, 7);
  part = dup_contents (fixture);
  g_assert_cmpstr (part, ==, "two");
  g_assert_cmpint (get_height (fixture, WIDTH), >, 0);
}

static void
test_heading (Fixture       *fixture,
              gconstpointer  data)
{
  int last = G_MAXINT;

  for (guint level = 1; level <= 3; level++)
    {
      GtkWidget *block = g_object_ref_sink (sy_text_block_new (level));
      g_autoptr(SyInline) text = read_text ("Text");
      int height;

      sy_text_block_set_text (SY_TEXT_BLOCK (block), text, 0, 4);
      height = sy_text_block_get_height (SY_TEXT_BLOCK (block), WIDTH);
      gtk_test_accessible_assert_role (block, GTK_ACCESSIBLE_ROLE_HEADING);
      g_assert_cmpint (height, <, last);
      last = height;
      g_assert_finalize_object (block);
    }
}

static void
focus (Fixture          *fixture,
       GtkDirectionType  direction,
       gboolean          expected)
{
  g_assert_cmpint (gtk_widget_child_focus (fixture->block, direction), ==, expected);
}

static void
assert_opens (Fixture    *fixture,
              const char *target)
{
  g_clear_pointer (&fixture->opened, g_free);
  gtk_widget_activate (fixture->block);
  g_assert_cmpstr (fixture->opened, ==, target);
}

/* Tab goes from link to link and then on; one that is bold in part is one. */
static void
test_links (Fixture       *fixture,
            gconstpointer  data)
{
  show (fixture, "See [one](https://one.example), [**tw**o](https://two.example) and "
                 "<https://three.example>.");
  widget_present (GTK_WINDOW (fixture->window), WIDTH, 300);
  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);

  focus (fixture, GTK_DIR_TAB_FORWARD, TRUE);
  assert_opens (fixture, "https://one.example");
  focus (fixture, GTK_DIR_TAB_FORWARD, TRUE);
  assert_opens (fixture, "https://two.example");
  focus (fixture, GTK_DIR_TAB_FORWARD, TRUE);
  assert_opens (fixture, "https://three.example");
  focus (fixture, GTK_DIR_TAB_BACKWARD, TRUE);
  assert_opens (fixture, "https://two.example");
  focus (fixture, GTK_DIR_TAB_FORWARD, TRUE);
  focus (fixture, GTK_DIR_TAB_FORWARD, FALSE);

  /* From below the last one comes first. */
  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  focus (fixture, GTK_DIR_TAB_BACKWARD, TRUE);
  assert_opens (fixture, "https://three.example");
}

/* Text alone is passed by Tab, and can be gone to. */
static void
test_no_links (Fixture       *fixture,
               gconstpointer  data)
{
  show (fixture, "Nothing *to* open");
  widget_present (GTK_WINDOW (fixture->window), WIDTH, 300);
  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  focus (fixture, GTK_DIR_TAB_FORWARD, FALSE);
  g_assert_true (gtk_widget_grab_focus (fixture->block));
  assert_opens (fixture, NULL);
}

/* Links, code and marks in any script, large and from right to left, are drawn. */
static void
test_drawn (Fixture       *fixture,
            gconstpointer  data)
{
  static const char *sources[] = {
    "", "`code` <kbd>Esc</kbd> x<sub>1</sub><sup>2</sup> ~~old~~ **b** *i* [l](http://l)",
    "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d `x`", "\xf0\x9f\x8f\xb3\xef\xb8\x8f\xe2\x80\x8d\xf0\x9f\x8c\x88",
    "\xe2\x80\x8b\xe2\x80\x8b", "&#0;", LONG LONG LONG,
  };

  widget_present (GTK_WINDOW (fixture->window), 360, 300);
  for (gsize i = 0; i < 2 * G_N_ELEMENTS (sources); i++)
    {
      gtk_widget_set_direction (fixture->block, i % 2 == 0 ? GTK_TEXT_DIR_LTR : GTK_TEXT_DIR_RTL);
      if (*sources[i / 2] != '\0')
        show (fixture, sources[i / 2]);
      gtk_widget_grab_focus (fixture->block);
      widget_wait_frames (fixture->window, 2);
    }
}

#define ADD(name, func) \
  g_test_add ("/text-block/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  widget_test_init (&argc, &argv);

  ADD ("size", test_size);
  ADD ("text-width", test_text_width);
  ADD ("text-width/direction", test_text_width_direction);
  ADD ("part", test_part);
  ADD ("heading", test_heading);
  ADD ("links", test_links);
  ADD ("no-links", test_no_links);
  ADD ("drawn", test_drawn);

  return g_test_run ();
}
