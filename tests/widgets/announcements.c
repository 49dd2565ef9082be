/* announcements.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "announcements.h"

static GtkApplication *application;
static GString        *announced;

/* In place of GTK's: its accessibility for tests (GTK_A11Y=test, as of 4.18) can announce
 * nothing, and crashes when it is told to.
 */
void
gtk_accessible_announce (GtkAccessible                     *self,
                         const char                        *message,
                         GtkAccessibleAnnouncementPriority  priority)
{
  g_assert_true (GTK_IS_ACCESSIBLE (self));
  g_assert_nonnull (message);

  if (announced == NULL)
    announced = g_string_new (NULL);

  g_string_append (announced, message);
  g_string_append_c (announced, '\n');
}

/**
 * announcements_new_window:
 *
 * Returns: (transfer none): a window of a program: nothing is said of what is in no such one
 */
GtkWidget *
announcements_new_window (void)
{
  g_autoptr(GError) error = NULL;
  GtkWidget *window = gtk_window_new ();

  if (application == NULL)
    {
      application = gtk_application_new (NULL, G_APPLICATION_NON_UNIQUE);
      g_application_register (G_APPLICATION (application), NULL, &error);
      g_assert_no_error (error);
    }

  gtk_window_set_application (GTK_WINDOW (window), application);

  return window;
}

/**
 * announcements_take:
 *
 * Returns: (transfer full): what a screen reader was told since this was called last, each
 *   announcement with a line break at its end
 */
char *
announcements_take (void)
{
  if (announced == NULL)
    return g_strdup ("");

  return g_string_free (g_steal_pointer (&announced), FALSE);
}
