/* frame-log.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Preloaded into a GTK program, it tells when text is on the screen.  Texts that
 * hold a stamp, "<stamp>NUMBER;", are noticed on their way into a PangoLayout; after
 * the frame that draws them a line with NUMBER and the microseconds of
 * CLOCK_MONOTONIC goes to the file descriptor in SY_FRAME_LOG_FD.  With
 * SY_FRAME_LOG_COUNT the window is also made to draw all the time, and every frame
 * that is drawn is a line "frame" with the time at which it began: how many there are
 * does not depend on how long the last one takes.  So any program can be measured as
 * it is.
 */

#include <dlfcn.h>
#include <gtk/gtk.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define STAMP "<stamp>"

/* A stamp stands at the end of a text. */
#define MAX_TAIL 64

typedef void (*PresentFunc) (GtkWindow *window);
typedef void (*SetTextFunc) (PangoLayout *layout,
                             const char  *text,
                             int          length);

static struct
{
  gint64   laid_out;
  gint64   shown;
  gint64   began;
  gboolean drawn;
  int      fd;
} frame_log;

static void
write_line (const char *word,
            gint64      time)
{
  if (dprintf (frame_log.fd, "%s %" G_GINT64_FORMAT "\n", word, time) < 0)
    g_error ("SY_FRAME_LOG_FD cannot be written to");
}

static gboolean
render_hook (GSignalInvocationHint *hint,
             guint                  n_values,
             const GValue          *values,
             gpointer               user_data)
{
  frame_log.drawn = TRUE;

  return G_SOURCE_CONTINUE;
}

static void
before_paint_cb (GdkFrameClock *frame_clock,
                 GtkWidget     *window)
{
  frame_log.began = g_get_monotonic_time ();
}

static void
after_paint_cb (GdkFrameClock *frame_clock,
                GtkWidget     *window)
{
  if (!frame_log.drawn)
    return;

  frame_log.drawn = FALSE;
  if (frame_log.laid_out > frame_log.shown)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, frame_log.laid_out);

      frame_log.shown = frame_log.laid_out;
      write_line (number, g_get_monotonic_time ());
    }
  if (g_getenv ("SY_FRAME_LOG_COUNT") != NULL)
    write_line ("frame", frame_log.began);
}

static gboolean
draw_cb (GtkWidget     *widget,
         GdkFrameClock *frame_clock,
         gpointer       user_data)
{
  gtk_widget_queue_draw (widget);

  return G_SOURCE_CONTINUE;
}

static void
watch (GtkWidget *window)
{
  frame_log.fd = atoi (g_getenv ("SY_FRAME_LOG_FD"));
  g_signal_add_emission_hook (g_signal_lookup ("render", GDK_TYPE_SURFACE), 0,
                              render_hook, NULL, NULL);
  g_signal_connect (gtk_widget_get_frame_clock (window), "before-paint",
                    G_CALLBACK (before_paint_cb), window);
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint",
                    G_CALLBACK (after_paint_cb), window);
  if (g_getenv ("SY_FRAME_LOG_COUNT") != NULL)
    gtk_widget_add_tick_callback (window, draw_cb, NULL, NULL);
}

/* In the place of GTK's, which it calls. */
void
gtk_window_present (GtkWindow *window)
{
  static gboolean watched = FALSE;
  PresentFunc present = (PresentFunc) dlsym (RTLD_NEXT, "gtk_window_present");

  present (window);

  if (!watched && g_getenv ("SY_FRAME_LOG_FD") != NULL)
    watch (GTK_WIDGET (window));
  watched = TRUE;
}

/* In the place of Pango's, which it calls. */
void
pango_layout_set_text (PangoLayout *layout,
                       const char  *text,
                       int          length)
{
  static SetTextFunc set_text = NULL;
  gsize n_bytes = length < 0 ? strlen (text) : (gsize) length;
  gsize n_tail = MIN (n_bytes, MAX_TAIL);
  char tail[MAX_TAIL + 1];
  const char *stamp;

  if (set_text == NULL)
    set_text = (SetTextFunc) dlsym (RTLD_NEXT, "pango_layout_set_text");
  set_text (layout, text, length);

  memcpy (tail, text + n_bytes - n_tail, n_tail);
  tail[n_tail] = '\0';
  stamp = strstr (tail, STAMP);
  if (stamp != NULL)
    frame_log.laid_out = MAX (frame_log.laid_out,
                              g_ascii_strtoll (stamp + strlen (STAMP), NULL, 10));
}
