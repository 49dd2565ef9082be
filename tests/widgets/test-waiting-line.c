/* test-waiting-line.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-waiting-line.h"

#include "support-spin.h"
#include "sy-error.h"
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

static GError *
new_error (SyError  code,
           guint    status,
           gboolean upstream)
{
  SyErrorFacts facts = SY_ERROR_FACTS_INIT;

  facts.status = status;
  facts.upstream = upstream;

  return sy_error_new_facts (code, "Error", &facts);
}

static gint64
in_seconds (double seconds)
{
  return g_get_monotonic_time () + (gint64) (seconds * G_USEC_PER_SEC);
}

static void
test_waiting_line_retry (void)
{
  static const struct
  {
    SyError     code;
    guint       status;
    gboolean    upstream;
    const char *text;
  } cases[] = {
    { SY_ERROR_SERVER, 503, FALSE, "The provider is overloaded. Next try in 8 s" },
    { SY_ERROR_SERVER, 529, FALSE, "The provider is overloaded. Next try in 8 s" },
    { SY_ERROR_SERVER, 408, FALSE, "The provider took too long. Next try in 8 s" },
    { SY_ERROR_SERVER, 524, FALSE, "The provider took too long. Next try in 8 s" },
    { SY_ERROR_SERVER, 500, FALSE, "The provider has trouble. Next try in 8 s" },
    { SY_ERROR_LOADING, 503, FALSE, "The model is being loaded. Next try in 8 s" },
    { SY_ERROR_RATE_LIMITED, 429, FALSE, "Too many requests. Next try in 8 s" },
    { SY_ERROR_RATE_LIMITED, 429, TRUE, "The provider is busy. Next try in 8 s" },
    { SY_ERROR_REFUSED, 0, FALSE, "No connection. Next try in 8 s" },
  };
  SyWaitingLine *line = new_line ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = new_error (cases[i].code, cases[i].status, cases[i].upstream);

      sy_waiting_line_set_retry (line, error, in_seconds (7.9));
      g_assert_cmpstr (sy_waiting_line_get_text (line), ==, cases[i].text);
      g_assert_cmpstr (get_seconds (line), ==, "");
      gtk_test_accessible_assert_property (line, GTK_ACCESSIBLE_PROPERTY_LABEL, cases[i].text);
    }

  g_assert_finalize_object (line);
}

/* What went before and what comes after it counts up. */
static void
test_waiting_line_retry_ends (void)
{
  SyWaitingLine *line = new_line ();
  g_autoptr(GError) error = new_error (SY_ERROR_NETWORK, 0, FALSE);
  guint n_notified;

  sy_waiting_line_set_since (line, in_seconds (-5));
  sy_waiting_line_set_text (line, "Connecting");
  g_assert_cmpstr (get_seconds (line), ==, "5 s");

  widget_watch (line, "text", &n_notified);
  sy_waiting_line_set_retry (line, error, -1);
  g_assert_cmpstr (sy_waiting_line_get_text (line), ==, "Waiting for the network");
  g_assert_cmpstr (get_seconds (line), ==, "5 s");
  g_assert_cmpuint (n_notified, ==, 1);

  sy_waiting_line_set_retry (line, error, in_seconds (0.5));
  g_assert_cmpstr (sy_waiting_line_get_text (line), ==, "No connection. Next try in 1 s");
  g_assert_cmpstr (get_seconds (line), ==, "");

  /* One that is late does not count below one. */
  sy_waiting_line_set_retry (line, error, in_seconds (-3));
  g_assert_cmpstr (sy_waiting_line_get_text (line), ==, "No connection. Next try in 1 s");

  sy_waiting_line_set_text (line, "Connecting");
  g_assert_cmpstr (sy_waiting_line_get_text (line), ==, "Connecting");
  g_assert_cmpstr (get_seconds (line), ==, "5 s");

  g_assert_finalize_object (line);
}

static gboolean
is_at_one (gpointer data)
{
  return g_str_has_suffix (sy_waiting_line_get_text (data), " 1 s");
}

/* Each number is shown once, and heard with the first one only. */
static void
test_waiting_line_counts_down (void)
{
  SyWaitingLine *line = new_line ();
  GtkWidget *window = gtk_window_new ();
  GtkWidget *label = widget_get_child (GTK_WIDGET (line), "label");
  g_autoptr(GError) error = new_error (SY_ERROR_SERVER, 500, FALSE);
  gint64 retry_at;
  guint n_notified;
  guint n_changed;

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (line));
  widget_present (GTK_WINDOW (window), 400, 100);

  retry_at = in_seconds (2.4);
  sy_waiting_line_set_retry (line, error, retry_at);
  g_assert_true (g_str_has_suffix (sy_waiting_line_get_text (line), " 3 s"));
  widget_watch (line, "text", &n_notified);
  widget_watch (label, "label", &n_changed);
  g_assert_true (support_spin_until (is_at_one, line, PATIENCE_MS));
  g_assert_cmpint (retry_at - g_get_monotonic_time (), <=, G_USEC_PER_SEC);
  g_assert_cmpuint (n_changed, ==, 2);

  sy_waiting_line_set_retry (line, error, retry_at);
  g_assert_cmpuint (n_notified, ==, 0);
  gtk_test_accessible_assert_property (line, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "The provider has trouble. Next try in 3 s");

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
  g_test_add_func ("/waiting-line/retry", test_waiting_line_retry);
  g_test_add_func ("/waiting-line/retry-ends", test_waiting_line_retry_ends);
  g_test_add_func ("/waiting-line/counts-down", test_waiting_line_counts_down);
  g_test_add_func ("/waiting-line/narrow", test_waiting_line_narrow);

  return g_test_run ();
}
