/* test-page-link.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-page-link.h"

#include "widget-support.h"

static void
test_page_link_safe (void)
{
  static const char *safe[] = {
    "https://gnome.org", "http://localhost:8080/a?b=c#d", "HTTPS://GNOME.ORG/%20",
    "mailto:somebody@example.com", "https://b\u00fccher.example/",
    "https://[::1]/",
  };
  static const char *unsafe[] = {
    "", "gnome.org", "//gnome.org", "/etc/passwd", "file:///etc/passwd", "javascript:alert(1)",
    "data:text/html,x", "ftp://example.com", "https:", "https://", "http:///path", "sythoria:x",
    "https://a b", "https://a\nb", "https://a\u2028b", "https://a\x7f", "x-scheme:y",
    "ssh://host", "\xff\xfe", "https://[::1", "vscode://file/etc",
  };
  g_autofree char *path = g_strnfill (9000, 'a');
  g_autofree char *long_address = g_strconcat ("https://example.com/", path, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (safe); i++)
    g_assert_true (sy_page_link_is_safe (safe[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (unsafe); i++)
    g_assert_false (sy_page_link_is_safe (unsafe[i]));

  g_assert_false (sy_page_link_is_safe (long_address));
}

static void
test_page_link_toast (void)
{
  GtkWidget *widget = g_object_ref_sink (gtk_label_new (NULL));
  AdwToast *toast = sy_page_link_create_toast (widget, "x:<b>", WIDGET_MARKUP);

  g_assert_cmpstr (adw_toast_get_title (toast), ==, WIDGET_MARKUP);
  g_assert_false (adw_toast_get_use_markup (toast));
  g_assert_cmpstr (adw_toast_get_button_label (toast), ==, "Copy Link");
  g_signal_emit_by_name (toast, "button-clicked");
  g_assert_finalize_object (toast);
  g_assert_finalize_object (widget);
}

int
main (int   argc,
      char *argv[])
{
  widget_test_init (&argc, &argv);

  g_test_add_func ("/page-link/safe", test_page_link_safe);
  g_test_add_func ("/page-link/toast", test_page_link_toast);

  return g_test_run ();
}
