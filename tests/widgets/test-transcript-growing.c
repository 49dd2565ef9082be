/* test-transcript-growing.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-transcript.h"

#include "sy-block-row.h"
#include "sy-message-view.h"
#include "sy-text-block.h"
#include "widget-support.h"

#include <string.h>

#define WIDTH  500
#define HEIGHT 300

typedef struct
{
  GtkWidget     *window;
  SyMessageView *view;
  GtkAdjustment *adjustment;
  GListStore    *messages;
  SyMessage     *reply;

  /* What has been seen, and how often GTK went through the window. */
  GHashTable    *widgets;
  guint          n_layouts;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GtkWidget *transcript = sy_transcript_new ();
  GtkWidget *scroller = widget_get_child (transcript, "scroller");

  fixture->window = gtk_window_new ();
  fixture->view = SY_MESSAGE_VIEW (widget_get_child (transcript, "view"));
  fixture->adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  fixture->messages = g_list_store_new (SY_TYPE_MESSAGE);
  fixture->reply = sy_message_new ("reply", NULL, SY_ROLE_ASSISTANT, 0);
  fixture->widgets = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  g_list_store_append (fixture->messages, fixture->reply);
  sy_transcript_set_messages (SY_TRANSCRIPT (transcript), G_LIST_MODEL (fixture->messages));
  gtk_window_set_child (GTK_WINDOW (fixture->window), transcript);
  widget_present (GTK_WINDOW (fixture->window), WIDTH, HEIGHT);
  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_hash_table_unref (fixture->widgets);
  g_assert_finalize_object (fixture->messages);
  g_assert_finalize_object (fixture->reply);
}

static SyMessageItem *
get_item (Fixture *fixture)
{
  return sy_message_column_get_item (sy_message_view_get_column (fixture->view), 0);
}

static double
get_y (GtkWidget *widget,
       GtkWidget *other)
{
  graphene_point_t point;

  g_assert_true (gtk_widget_compute_point (widget, other, &GRAPHENE_POINT_INIT (0, 0), &point));

  return point.y;
}

/* The widgets of rows follow one another, on the screen and for a screen reader; what is behind
 * them is for nobody.
 */
static void
check (Fixture *fixture)
{
  SyMessageItem *item = get_item (fixture);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (item));
  double bottom = -1;

  for (guint i = 0; i < sy_message_item_get_n_rows (item); i++)
    {
      GtkWidget *row = sy_message_item_get_row (item, i);

      if (row == NULL)
        continue;

      g_assert_true (row == child);
      g_assert_true (gtk_widget_get_mapped (row));
      if (i > 0 && sy_message_item_get_row (item, i - 1) != NULL)
        g_assert_cmpfloat (get_y (row, GTK_WIDGET (item)), ==, bottom);

      bottom = get_y (row, GTK_WIDGET (item)) + gtk_widget_get_height (row);
      g_hash_table_add (fixture->widgets, g_object_ref (row));
      child = gtk_widget_get_next_sibling (child);
    }

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      g_assert_false (gtk_widget_get_mapped (child));
      gtk_test_accessible_assert_state (child, GTK_ACCESSIBLE_STATE_HIDDEN, TRUE);
    }
}

static void
append (Fixture    *fixture,
        const char *text)
{
  sy_message_append (fixture->reply, text, -1);
  widget_wait_frames (fixture->window, 1);
  check (fixture);
}

static void
append_row (GString   *text,
            GtkWidget *row)
{
  GtkWidget *child = SY_IS_BLOCK_ROW (row) ? sy_block_row_get_child (SY_BLOCK_ROW (row)) : row;
  SyInline *inline_;
  guint start;
  guint end;

  if (!SY_IS_TEXT_BLOCK (child))
    {
      g_string_append_printf (text, "%s\n", G_OBJECT_TYPE_NAME (child));
      return;
    }

  inline_ = sy_text_block_get_text (SY_TEXT_BLOCK (child), &start, &end);
  g_string_append_printf (text, "%.*s\n", (int) (end - start),
                          sy_inline_get_text (inline_) + start);
}

/* What is near what is seen, from the bottom up. */
static char *
dup_shown (Fixture *fixture)
{
  SyMessageItem *item = get_item (fixture);
  GString *text = g_string_new (NULL);

  for (guint i = sy_message_item_get_n_rows (item);
       i > 0 && sy_message_item_get_row (item, i - 1) != NULL;
       i--)
    append_row (text, sy_message_item_get_row (item, i - 1));

  return g_string_free_and_steal (text);
}

/* As if nobody had seen it growing. */
static void
show_again (Fixture *fixture)
{
  g_list_store_remove_all (fixture->messages);
  widget_wait_frames (fixture->window, 2);
  g_list_store_append (fixture->messages, fixture->reply);
  widget_wait_frames (fixture->window, 3);
}

static void
test_growing_blocks (Fixture       *fixture,
                     gconstpointer  data)
{
  static const char *pieces[] = {
    "Some words of a paragraph. ", "\n\nAnother `one`. ", "\n- An item", "\n> A quote\n\n",
    "\n\n```c\nint a;\n", "\n```\n", "\n| a | b |\n|---|---|\n", "\n| One | [two](https://x) |\n",
    "\n\n## Heading\n", "\n1. First\n", "\n\n---\n",
  };
  g_autofree char *shown = NULL;
  g_autofree char *expected = NULL;

  for (guint i = 0; i < 200; i++)
    append (fixture, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);

  sy_message_finish (fixture->reply, SY_MESSAGE_COMPLETE, 1, NULL);
  widget_wait_frames (fixture->window, 3);
  check (fixture);
  shown = dup_shown (fixture);
  show_again (fixture);
  expected = dup_shown (fixture);
  g_assert_cmpuint (strlen (expected), >, 10);
  g_assert_true (g_str_has_prefix (shown, expected));
}

/* Nothing is made for each of many rows. */
static void
test_growing_widgets (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autofree char *shown = NULL;

  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *text = g_strdup_printf ("\n- Item %u", i);

      append (fixture, text);
    }

  g_assert_cmpuint (g_hash_table_size (fixture->widgets), <, 80);
  shown = dup_shown (fixture);
  g_assert_true (g_str_has_prefix (shown, "Item 199\nItem 198\nItem 197\nItem 196\n"));
}

static void
count_cb (Fixture *fixture)
{
  fixture->n_layouts++;
}

static void
fill (Fixture *fixture)
{
  for (guint i = 0; i < 30; i++)
    append (fixture, "\n\nA paragraph.");
  widget_wait_frames (fixture->window, 4);
}

/* A text that grows is the transcript's alone, and the scrollbar need not know at once. */
static void
test_growing_layouts (Fixture       *fixture,
                      gconstpointer  data)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (fixture->window);
  gulong handler;

  fill (fixture);
  handler = g_signal_connect_swapped (clock, "layout", G_CALLBACK (count_cb), fixture);
  for (guint i = 0; i < 32; i++)
    append (fixture, " And several words more that are read.");
  g_signal_handler_disconnect (clock, handler);
  g_assert_cmpuint (fixture->n_layouts, <, 16);
}

static void
test_growing_range (Fixture       *fixture,
                    gconstpointer  data)
{
  SyMessageColumn *column = sy_message_view_get_column (fixture->view);

  fill (fixture);
  for (guint i = 0; i < 40; i++)
    {
      append (fixture, " And several words more that are read.");
      g_assert_true (sy_message_view_get_at_bottom (fixture->view));
      g_assert_cmpfloat (sy_message_column_get_height (column) -
                         gtk_adjustment_get_upper (fixture->adjustment), <=, 10 * 23);
    }

  widget_wait_frames (fixture->window, 4);
  g_assert_cmpfloat (gtk_adjustment_get_upper (fixture->adjustment), ==,
                     sy_message_column_get_height (column));
  g_assert_cmpfloat (gtk_adjustment_get_value (fixture->adjustment), ==,
                     gtk_adjustment_get_upper (fixture->adjustment) -
                     gtk_adjustment_get_page_size (fixture->adjustment));
}

/* Who scrolls up while the range is held back moves by what they scroll. */
static void
test_growing_scrolled (Fixture       *fixture,
                       gconstpointer  data)
{
  SyMessageItem *item;
  guint row;
  double y;

  fill (fixture);
  for (guint i = 0; i < 5; i++)
    append (fixture, "\n\nMore.");

  item = get_item (fixture);
  row = sy_message_item_get_n_rows (item) - 3;
  y = get_y (sy_message_item_get_row (item, row), GTK_WIDGET (fixture->view));
  gtk_adjustment_set_value (fixture->adjustment,
                            gtk_adjustment_get_value (fixture->adjustment) - 30);
  append (fixture, "\n\nMore.");
  g_assert_false (sy_message_view_get_at_bottom (fixture->view));
  for (guint i = 0; i < 30; i++)
    {
      append (fixture, "\n\nMore.");
      g_assert_cmpfloat (get_y (sy_message_item_get_row (item, row),
                                GTK_WIDGET (fixture->view)), ==, y + 30);
    }
}

#define ADD(name, func) \
  g_test_add ("/transcript-growing/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  widget_test_init (&argc, &argv);

  ADD ("blocks", test_growing_blocks);
  ADD ("widgets", test_growing_widgets);
  ADD ("layouts", test_growing_layouts);
  ADD ("range", test_growing_range);
  ADD ("scrolled", test_growing_scrolled);

  return g_test_run ();
}
