/* first-frame.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Preloaded into a GTK program, it reports when its first window is on the
 * screen: one line with the microseconds of CLOCK_MONOTONIC after the first
 * frame that was drawn, and those of processor time that the program took until
 * then, to the file descriptor in SY_FIRST_FRAME_FD.  So any program can be
 * measured as it is.
 */

#include <dlfcn.h>
#include <gtk/gtk.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

typedef void (*PresentFunc) (GtkWindow *window);

/* A turn of the frame clock draws nothing as long as the surface is not shown. */
static gboolean
render_hook (GSignalInvocationHint *hint,
             guint                  n_values,
             const GValue          *values,
             gpointer               user_data)
{
  gboolean *drawn = user_data;

  *drawn = TRUE;

  return G_SOURCE_REMOVE;
}

static void
after_paint_cb (GdkFrameClock  *frame_clock,
                const gboolean *drawn)
{
  gint64 now = g_get_monotonic_time ();
  const char *number = g_getenv ("SY_FIRST_FRAME_FD");
  struct timespec worked;
  int fd;

  if (!*drawn)
    return;

  g_signal_handlers_disconnect_by_func (frame_clock, after_paint_cb, (gpointer) drawn);

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &worked);
  fd = number != NULL ? atoi (number) : -1;
  if (dprintf (fd, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", now,
               worked.tv_sec * G_USEC_PER_SEC + worked.tv_nsec / 1000) < 0)
    g_error ("SY_FIRST_FRAME_FD cannot be written to");
  close (fd);
}

static void
watch (GtkWidget *window)
{
  static gboolean drawn = FALSE;

  g_signal_add_emission_hook (g_signal_lookup ("render", GDK_TYPE_SURFACE), 0,
                              render_hook, &drawn, NULL);
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint",
                    G_CALLBACK (after_paint_cb), &drawn);
}

/* In the place of GTK's, which it calls. */
void
gtk_window_present (GtkWindow *window)
{
  static gboolean watched = FALSE;
  PresentFunc present = (PresentFunc) dlsym (RTLD_NEXT, "gtk_window_present");

  present (window);

  if (!watched)
    watch (GTK_WIDGET (window));
  watched = TRUE;
}
