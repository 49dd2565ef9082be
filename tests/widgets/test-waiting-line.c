/* test-waiting-line.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-waiting-line.h"

#include "support-spin.h"
#include "widget-support.h"

#define PATIENCE_MS 5000

static SyWaitingLine *
new_line (void)
{
  return SY_WAITING_LINE (g_object_ref_sink (sy_waiting_line_new ()));
}

static const char *
get_seconds (SyWaitingLine *line)
{
  return gtk_label_get_text (GTK_LABEL (widget_get_child (GTK_WIDGET (line), "seconds")));
}

static void
test_waiting_line_text (void)
{
  SyWaitingLine *line = new_line ();
  g_autofree char *text = NULL;
  guint n_notified;

  widget_watch (line, "text", &n_notified);
  g_object_get (line, "text", &text, NULL);
  g_assert_cmpstr (text, ==, "");

  sy_waiting_line_set_text (line, "Connecting");
  sy_waiting_line_set_text (line, "Connecting");
  g_assert_cmpstr (sy_waiting_line_get_text (line), ==, "Connecting");
  g_assert_cmpuint (n_notified, ==, 1);

  g_object_set (line, "text", WIDGET_MARKUP, NULL);
  g_assert_cmpstr (sy_waiting_line_get_text (line), ==, WIDGET_MARKUP);
  g_assert_cmpuint (n_notified, ==, 2);

  sy_waiting_line_set_text (line, NULL);
  g_assert_cmpstr (sy_waiting_line_get_text (line), ==, "");
  g_assert_cmpuint (n_notified, ==, 3);

  g_assert_finalize_object (line);
}

static void
test_waiting_line_accessible (void)
{
  SyWaitingLine *line = new_line ();
  GtkWidget *icon = widget_find (GTK_WIDGET (line), GTK_TYPE_IMAGE);

  gtk_test_accessible_assert_role (line, GTK_ACCESSIBLE_ROLE_STATUS);
  gtk_test_accessible_assert_role (icon, GTK_ACCESSIBLE_ROLE_PRESENTATION);

  sy_waiting_line_set_text (line, "Connecting");
  gtk_test_accessible_assert_property (line, GTK_ACCESSIBLE_PROPERTY_LABEL, "Connecting");

  g_assert_finalize_object (line);
}

static gboolean
counts (gpointer data)
{
  return *get_seconds (data) != '\0';
}

static void
test_waiting_line_seconds (void)
{
  SyWaitingLine *line = new_line ();
  GtkWidget *window = gtk_window_new ();
  g_autofree char *before = NULL;

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (line));
  widget_present (GTK_WINDOW (window), 300, 100);
  g_assert_cmpstr (get_seconds (line), ==, "");
  g_assert_true (support_spin_until (counts, line, PATIENCE_MS));
  g_assert_true (g_str_has_suffix (get_seconds (line), " s"));
  g_assert_cmpint (g_ascii_strtoll (get_seconds (line), NULL, 10), >=, 1);

  /* Nothing runs while it cannot be seen. */
  gtk_widget_set_visible (window, FALSE);
  before = g_strdup (get_seconds (line));
  support_spin_for (1300);
  g_assert_cmpstr (get_seconds (line), ==, before);

  gtk_widget_set_visible (window, TRUE);
  g_assert_cmpstr (get_seconds (line), !=, before);

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (line);
}

static void
test_waiting_line_narrow (void)
{
  SyWaitingLine *line = new_line ();
  g_autofree char *text = g_strnfill (300, 'x');

  sy_waiting_line_set_text (line, text);
  widget_set_text_scale (2);
  g_assert_cmpint (widget_get_min_width (GTK_WIDGET (line)), <=, 200);
  widget_set_text_scale (1);

  g_assert_finalize_object (line);
}

int
main (int   argc,
      char *argv[])
{
  widget_test_init (&argc, &argv);

  g_test_add_func ("/waiting-line/text", test_waiting_line_text);
  g_test_add_func ("/waiting-line/accessible", test_waiting_line_accessible);
  g_test_add_func ("/waiting-line/seconds", test_waiting_line_seconds);
  g_test_add_func ("/waiting-line/narrow", test_waiting_line_narrow);

  return g_test_run ();
}
