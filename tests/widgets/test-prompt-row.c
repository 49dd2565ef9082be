/* test-prompt-row.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-prompt-row.h"

#include "support-spin.h"
#include "widget-support.h"

#define PATIENCE_MS 10000
#define LONG        "A text that takes several lines on a narrow page, but not very many. "

typedef struct
{
  GtkWidget   *window;
  GtkWidget   *list;
  SyPromptRow *row;
  GtkWidget   *scroller;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->window = gtk_window_new ();
  fixture->list = gtk_list_box_new ();
  fixture->row = SY_PROMPT_ROW (g_object_ref_sink (sy_prompt_row_new ()));
  fixture->scroller = widget_get_child (GTK_WIDGET (fixture->row), "scroller");
  gtk_widget_set_valign (fixture->list, GTK_ALIGN_START);
  gtk_list_box_append (GTK_LIST_BOX (fixture->list), GTK_WIDGET (fixture->row));
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->list);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->row);
}

static void
test_prompt_row_text (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autofree char *text = NULL;
  guint n_notified;

  widget_watch (fixture->row, "text", &n_notified);
  for (guint i = 0; i < 2; i++)
    g_object_set (fixture->row, "text", WIDGET_MARKUP "\nTwo", NULL);
  g_object_get (fixture->row, "text", &text, NULL);
  g_assert_cmpstr (text, ==, WIDGET_MARKUP "\nTwo");
  g_assert_cmpuint (n_notified, ==, 1);
  sy_prompt_row_set_text (fixture->row, NULL);
  g_assert_cmpuint (n_notified, ==, 2);
}

static void
test_prompt_row_placeholder (Fixture       *fixture,
                             gconstpointer  data)
{
  GtkWidget *view = widget_get_child (GTK_WIDGET (fixture->row), "view");
  GtkWidget *placeholder = widget_get_child (GTK_WIDGET (fixture->row), "placeholder_label");

  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (placeholder)), ==, "Not set");
  sy_prompt_row_set_placeholder (fixture->row, WIDGET_MARKUP);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (placeholder)), ==, WIDGET_MARKUP);
  g_assert_true (gtk_widget_get_visible (placeholder));
  gtk_test_accessible_assert_property (view, GTK_ACCESSIBLE_PROPERTY_PLACEHOLDER, WIDGET_MARKUP);

  /* It does not show through what is being composed. */
  g_signal_emit_by_name (view, "preedit-changed", "\343\201\213");
  g_assert_false (gtk_widget_get_visible (placeholder));
  g_signal_emit_by_name (view, "preedit-changed", "");
  g_assert_true (gtk_widget_get_visible (placeholder));
}

static gboolean
shows_all (gpointer data)
{
  Fixture *fixture = data;
  GtkAdjustment *adjustment =
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (fixture->scroller));

  gtk_widget_queue_draw (fixture->window);

  return gtk_adjustment_get_upper (adjustment) <= gtk_adjustment_get_page_size (adjustment);
}

/* All of a text of some lines is seen, also one that was there before the row was. */
static void
test_prompt_row_height (Fixture       *fixture,
                        gconstpointer  data)
{
  int empty;

  sy_prompt_row_set_text (fixture->row, LONG LONG LONG);
  widget_present (GTK_WINDOW (fixture->window), 360, 600);
  g_assert_true (support_spin_until (shows_all, fixture, PATIENCE_MS));
  g_assert_cmpint (gtk_widget_get_height (fixture->scroller), >, 80);

  sy_prompt_row_set_text (fixture->row, "");
  widget_wait_frames (fixture->window, 4);
  empty = gtk_widget_get_height (fixture->scroller);
  g_assert_cmpint (empty, >, 40);
  g_assert_cmpint (empty, <, 100);

  /* A very long one scrolls. */
  sy_prompt_row_set_text (fixture->row, LONG LONG LONG LONG LONG LONG LONG LONG LONG LONG LONG);
  widget_wait_frames (fixture->window, 4);
  g_assert_cmpint (gtk_widget_get_height (fixture->scroller), ==, 200);
}

static void
test_prompt_row_looks (Fixture       *fixture,
                       gconstpointer  data)
{
  GtkWidget *view = widget_get_child (GTK_WIDGET (fixture->row), "view");

  gtk_test_accessible_assert_property (fixture->row, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "System Prompt");
  gtk_test_accessible_assert_property (view, GTK_ACCESSIBLE_PROPERTY_LABEL, "System Prompt");
  widget_set_text_scale (2);
  g_assert_cmpint (widget_get_min_width (GTK_WIDGET (fixture->row)), <=, 336);
  widget_set_text_scale (1);

  widget_present (GTK_WINDOW (fixture->window), 360, 600);
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (fixture->row)));
  g_assert_true (gtk_widget_has_focus (view));
}

#define ADD(name, func) \
  g_test_add ("/prompt-row/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  widget_test_init (&argc, &argv);

  ADD ("text", test_prompt_row_text);
  ADD ("placeholder", test_prompt_row_placeholder);
  ADD ("height", test_prompt_row_height);
  ADD ("looks", test_prompt_row_looks);

  return g_test_run ();
}
