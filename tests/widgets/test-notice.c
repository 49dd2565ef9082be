/* test-notice.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-notice.h"

#include "widget-support.h"

static SyNotice *
new_notice (void)
{
  return SY_NOTICE (g_object_ref_sink (sy_notice_new ()));
}

static void
test_notice_text (void)
{
  SyNotice *notice = new_notice ();
  g_autofree char *text = NULL;
  guint n_notified;

  widget_watch (notice, "text", &n_notified);
  g_object_get (notice, "text", &text, NULL);
  g_assert_cmpstr (text, ==, "");
  g_assert_cmpstr (sy_notice_get_text (notice), ==, "");

  sy_notice_set_text (notice, "One");
  g_assert_cmpstr (sy_notice_get_text (notice), ==, "One");
  g_assert_cmpuint (n_notified, ==, 1);

  sy_notice_set_text (notice, "One");
  g_assert_cmpuint (n_notified, ==, 1);

  g_object_set (notice, "text", "Two", NULL);
  g_assert_cmpstr (sy_notice_get_text (notice), ==, "Two");
  g_assert_cmpuint (n_notified, ==, 2);

  sy_notice_set_text (notice, NULL);
  g_assert_cmpstr (sy_notice_get_text (notice), ==, "");
  g_assert_cmpuint (n_notified, ==, 3);

  g_assert_finalize_object (notice);
}

static void
test_notice_markup (void)
{
  SyNotice *notice = new_notice ();
  GtkWidget *label = widget_get_child (GTK_WIDGET (notice), "label");

  sy_notice_set_text (notice, WIDGET_MARKUP);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), ==, WIDGET_MARKUP);

  sy_notice_set_text (notice, "&");
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), ==, "&");

  g_assert_finalize_object (notice);
}

static void
test_notice_settings (void)
{
  SyNotice *notice = new_notice ();
  GtkWidget *button = widget_find_action (GTK_WIDGET (notice), "win.settings");

  g_assert_nonnull (button);
  g_assert_false (gtk_widget_get_visible (button));

  sy_notice_set_settings (notice, TRUE);
  g_assert_true (gtk_widget_get_visible (button));

  sy_notice_set_settings (notice, FALSE);
  g_assert_false (gtk_widget_get_visible (button));

  g_assert_finalize_object (notice);
}

static void
test_notice_retry (void)
{
  SyNotice *notice = new_notice ();
  GtkWidget *button = widget_find_action (GTK_WIDGET (notice), "chat.retry");

  g_assert_nonnull (button);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, "Retry");
  g_assert_false (gtk_widget_get_visible (button));

  sy_notice_set_retry (notice, TRUE);
  g_assert_true (gtk_widget_get_visible (button));

  sy_notice_set_retry (notice, FALSE);
  g_assert_false (gtk_widget_get_visible (button));

  g_assert_finalize_object (notice);
}

static void
test_notice_action (void)
{
  SyNotice *notice = new_notice ();
  GtkWidget *button;
  g_autoptr(GVariant) target = NULL;

  g_assert_null (widget_find_action (GTK_WIDGET (notice), "chat.use-model"));

  sy_notice_set_action (notice, "Use a_b", "chat.use-model", g_variant_new_string ("a/b"));
  button = widget_find_action (GTK_WIDGET (notice), "chat.use-model");
  g_assert_nonnull (button);
  g_assert_true (gtk_widget_get_visible (button));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button)))),
                   ==, "Use a_b");
  g_object_get (button, "action-target", &target, NULL);
  g_assert_cmpstr (g_variant_get_string (target, NULL), ==, "a/b");

  sy_notice_set_action (notice, NULL, NULL, NULL);
  g_assert_false (gtk_widget_get_visible (button));
  g_assert_null (widget_find_action (GTK_WIDGET (notice), "chat.use-model"));

  g_assert_finalize_object (notice);
}

static void
test_notice_accessible (void)
{
  SyNotice *notice = new_notice ();

  gtk_test_accessible_assert_role (notice, GTK_ACCESSIBLE_ROLE_ALERT);

  sy_notice_set_text (notice, "No key");
  gtk_test_accessible_assert_property (notice, GTK_ACCESSIBLE_PROPERTY_LABEL, "No key");

  g_assert_finalize_object (notice);
}

/* Beside it is the padding of the column that it stands in. */
static void
test_notice_narrow (void)
{
  SyNotice *notice = new_notice ();
  g_autofree char *word = g_strnfill (300, 'x');

  sy_notice_set_text (notice, word);
  sy_notice_set_settings (notice, TRUE);
  sy_notice_set_retry (notice, TRUE);
  widget_set_text_scale (2);
  g_assert_cmpint (widget_get_min_width (GTK_WIDGET (notice)), <=, 336);
  widget_set_text_scale (1);

  g_assert_finalize_object (notice);
}

int
main (int   argc,
      char *argv[])
{
  widget_test_init (&argc, &argv);

  g_test_add_func ("/notice/text", test_notice_text);
  g_test_add_func ("/notice/markup", test_notice_markup);
  g_test_add_func ("/notice/settings", test_notice_settings);
  g_test_add_func ("/notice/retry", test_notice_retry);
  g_test_add_func ("/notice/action", test_notice_action);
  g_test_add_func ("/notice/accessible", test_notice_accessible);
  g_test_add_func ("/notice/narrow", test_notice_narrow);

  return g_test_run ();
}
