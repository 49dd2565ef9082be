/* floor-stream.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The least that a program can be which shows text from a server as it comes: at
 * each Return it posts to the address in SY_BENCH_URL, and what stands behind the
 * last "content" of the answer's newest bytes is the text of one label.  A spinner
 * turns until then.
 */

#include <adwaita.h>
#include <libsoup/soup.h>
#include <string.h>

/* As SyWindow's. */
#define WIDTH 1100
#define HEIGHT 820

#define READ_SIZE 65536

static SoupSession *session;
static GtkLabel *label;
static GtkWidget *spinner;

static void read_next (GInputStream *body);

static void
show (const char *data,
      gsize       length)
{
  static const char member[] = "\"content\": \"";
  const char *start = g_strrstr_len (data, (gssize) length, member);
  const char *end;

  if (start == NULL)
    return;

  start += strlen (member);
  end = memchr (start, '"', (gsize) (data + length - start));
  if (end != NULL)
    {
      g_autofree char *text = g_strndup (start, (gsize) (end - start));

      gtk_label_set_text (label, text);
    }
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GInputStream) body = G_INPUT_STREAM (object);
  g_autoptr(GBytes) bytes = g_input_stream_read_bytes_finish (body, result, NULL);
  gsize length;
  const char *data;

  if (bytes == NULL || g_bytes_get_size (bytes) == 0)
    {
      gtk_widget_set_visible (spinner, FALSE);
      return;
    }

  data = g_bytes_get_data (bytes, &length);
  show (data, length);
  read_next (g_steal_pointer (&body));
}

/* Takes @body. */
static void
read_next (GInputStream *body)
{
  g_input_stream_read_bytes_async (body, READ_SIZE, G_PRIORITY_DEFAULT, NULL, read_cb, NULL);
}

static void
sent_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  GInputStream *body = soup_session_send_finish (session, result, NULL);

  if (body != NULL)
    read_next (body);
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint                  key,
        guint                  code,
        GdkModifierType        state)
{
  g_autoptr(SoupMessage) message = NULL;

  if (key != GDK_KEY_Return)
    return GDK_EVENT_PROPAGATE;

  message = soup_message_new ("POST", g_getenv ("SY_BENCH_URL"));
  gtk_widget_set_visible (spinner, TRUE);
  soup_session_send_async (session, message, G_PRIORITY_DEFAULT, NULL, sent_cb, NULL);

  return GDK_EVENT_STOP;
}

static void
activate_cb (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *bar = adw_header_bar_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  label = GTK_LABEL (gtk_label_new ("Floor"));
  spinner = adw_spinner_new ();
  gtk_widget_set_visible (spinner, FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), spinner);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), bar);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (label));
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), view);

  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), NULL);
  gtk_widget_add_controller (window, keys);

  gtk_window_set_title (GTK_WINDOW (window), "Floor");
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(AdwApplication) application = NULL;
  int status;

  session = soup_session_new ();
  application = adw_application_new ("org.example.FloorStream", G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  status = g_application_run (G_APPLICATION (application), argc, argv);
  g_object_unref (session);

  return status;
}
