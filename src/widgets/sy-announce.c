/* sy-announce.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-announce"

#include "config.h"

#include "sy-announce.h"

/**
 * sy_announce:
 * @widget: what has changed
 * @text: what a screen reader shall say of it
 * @priority: how much that matters
 *
 * GTK says nothing in the name of a widget that is not known on the accessibility bus
 * yet, as one that has just appeared; a window of the program always is.  Of what is in
 * none nothing is said.
 */
void
sy_announce (GtkWidget                         *widget,
             const char                        *text,
             GtkAccessibleAnnouncementPriority  priority)
{
  GtkRoot *root;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (text != NULL);

  root = gtk_widget_get_root (widget);
  if (GTK_IS_WINDOW (root) && gtk_window_get_application (GTK_WINDOW (root)) != NULL)
    gtk_accessible_announce (GTK_ACCESSIBLE (root), text, priority);
}
