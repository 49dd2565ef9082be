/* sy-page-link.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-page-link"

#include "config.h"

#include "sy-page-link.h"

#include <glib/gi18n.h>
#include <string.h>

/* No address that a person can read is longer. */
#define MAX_LENGTH 8192

static void
copy_cb (AdwToast  *toast,
         GtkWidget *widget)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget),
                          g_object_get_data (G_OBJECT (toast), "address"));
}

/* What is done when a page is not opened. */
typedef struct
{
  GtkWidget      *widget;
  SyPageLinkFunc  failed;
} Launch;

static void
launched_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  GtkUriLauncher *launcher = GTK_URI_LAUNCHER (object);
  g_autofree Launch *launch = user_data;
  g_autoptr(GtkWidget) widget = launch->widget;
  const char *address = gtk_uri_launcher_get_uri (launcher);
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  if (gtk_uri_launcher_launch_finish (launcher, result, &error) ||
      g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    return;

  /* Translators: %s is an address that can be copied into a browser */
  text = g_strdup_printf (_("No program could open %s"), address);
  launch->failed (widget, address, text);
}

/**
 * sy_page_link_is_safe:
 * @address: what a link leads to, as a model wrote it
 *
 * Returns: whether it is of the web or of mail, and nothing that could start a program
 */
gboolean
sy_page_link_is_safe (const char *address)
{
  g_autoptr(GUri) uri = NULL;

  g_return_val_if_fail (address != NULL, FALSE);

  if (strlen (address) > MAX_LENGTH || !g_utf8_validate (address, -1, NULL))
    return FALSE;

  for (const char *i = address; *i != '\0'; i = g_utf8_next_char (i))
    {
      if (g_unichar_iscntrl (g_utf8_get_char (i)) || g_unichar_isspace (g_utf8_get_char (i)))
        return FALSE;
    }

  uri = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);
  if (uri == NULL)
    return FALSE;

  if (g_str_equal (g_uri_get_scheme (uri), "mailto"))
    return TRUE;

  return (g_str_equal (g_uri_get_scheme (uri), "http") ||
          g_str_equal (g_uri_get_scheme (uri), "https")) &&
         g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0';
}

/**
 * sy_page_link_open:
 * @widget: where it was asked for
 * @address: a web page that is built into the program, or one that is safe
 * @failed: tells that no program could open it
 *
 * Opens a page in the person's browser.
 */
void
sy_page_link_open (GtkWidget      *widget,
                   const char     *address,
                   SyPageLinkFunc  failed)
{
  g_autoptr(GtkUriLauncher) launcher = NULL;
  Launch *launch;
  GtkRoot *root;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (address != NULL);
  g_return_if_fail (failed != NULL);

  launch = g_new (Launch, 1);
  launch->widget = g_object_ref (widget);
  launch->failed = failed;

  launcher = gtk_uri_launcher_new (address);
  root = gtk_widget_get_root (widget);
  gtk_uri_launcher_launch (launcher, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL,
                           launched_cb, launch);
}

/**
 * sy_page_link_create_toast:
 * @widget: where it happened
 * @address: what was not opened
 * @text: that in words
 *
 * What was not opened can still be carried to where it can be.
 *
 * Returns: (transfer full): a toast with a button that copies @address
 */
AdwToast *
sy_page_link_create_toast (GtkWidget  *widget,
                           const char *address,
                           const char *text)
{
  AdwToast *toast;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);
  g_return_val_if_fail (address != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  toast = adw_toast_new (text);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_button_label (toast, _("Copy Link"));
  g_object_set_data_full (G_OBJECT (toast), "address", g_strdup (address), g_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (copy_cb), widget,
                           G_CONNECT_DEFAULT);

  return toast;
}

/**
 * sy_page_link_show_toast:
 * @widget: one of a page of Settings
 * @address: what nobody could open
 * @text: that in words
 *
 * For sy_page_link_open(): without a browser the address can still be carried to one.
 */
void
sy_page_link_show_toast (GtkWidget  *widget,
                         const char *address,
                         const char *text)
{
  GtkWidget *dialog;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (address != NULL);
  g_return_if_fail (text != NULL);

  dialog = gtk_widget_get_ancestor (widget, ADW_TYPE_PREFERENCES_DIALOG);
  if (dialog == NULL)
    return;

  adw_preferences_dialog_add_toast (ADW_PREFERENCES_DIALOG (dialog),
                                    sy_page_link_create_toast (dialog, address, text));
}
