/* widget-support.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "widget-support"

#include "config.h"

#include "widget-support.h"

#include "support-spin.h"

#include <stdio.h>

#define PATIENCE_MS 10000

/* What the application does for all its windows. */
static void
add_style (void)
{
  GdkDisplay *display = gdk_display_get_default ();
  g_autoptr(GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, RESOURCE_PATH "/style.css");
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (display),
                                    RESOURCE_PATH "/icons");
}

/**
 * widget_test_init:
 *
 * Starts a test of widgets.  Without a display it skips all of them and ends.
 */
void
widget_test_init (int    *argc,
                  char ***argv)
{
  /* Not with isolated folders: they have no MIME types, so no icon could be read.
   * The build sets folders that are not the person's. */
  g_test_init (argc, argv, NULL);

  /* With TAP this plan is the skip, and another exit status than 0 an error.  What
   * g_print () writes is a comment. */
  if (!gtk_init_check ())
    {
      fputs ("1..0 # SKIP there is no display\n", stdout);
      exit (0);
    }

  adw_init ();
  add_style ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

/**
 * widget_get_child:
 * @name: the id of a child that the type of @widget binds in its template
 *
 * Returns: (transfer none): that child
 */
GtkWidget *
widget_get_child (GtkWidget  *widget,
                  const char *name)
{
  GObject *child = gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), name);

  g_assert_nonnull (child);
  g_assert_true (GTK_IS_WIDGET (child));

  return GTK_WIDGET (child);
}

/**
 * widget_find:
 *
 * Returns: (transfer none) (nullable): the first widget of a type in a tree
 */
GtkWidget *
widget_find (GtkWidget *root,
             GType      type)
{
  GtkWidget *found = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root);
       child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = widget_find (child, type);

  return found;
}

/**
 * widget_find_action:
 *
 * Returns: (transfer none) (nullable): the first widget that starts an action
 */
GtkWidget *
widget_find_action (GtkWidget  *root,
                    const char *action_name)
{
  GtkWidget *found = NULL;

  if (GTK_IS_ACTIONABLE (root) &&
      g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (root)), action_name) == 0)
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root);
       child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = widget_find_action (child, action_name);

  return found;
}

guint
widget_count_children (GtkWidget *widget)
{
  guint n_children = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n_children++;

  return n_children;
}

int
widget_get_min_width (GtkWidget *widget)
{
  int minimum;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);

  return minimum;
}

static void
notify_cb (GObject    *object,
           GParamSpec *pspec,
           guint      *n_notified)
{
  (*n_notified)++;
}

/**
 * widget_watch:
 * @n_notified: counts from 0 how often @property was notified, as long as @object lives
 */
void
widget_watch (gpointer    object,
              const char *property,
              guint      *n_notified)
{
  g_autofree char *signal = g_strconcat ("notify::", property, NULL);

  *n_notified = 0;
  g_signal_connect (object, signal, G_CALLBACK (notify_cb), n_notified);
}

static gboolean
is_mapped (gpointer data)
{
  return gtk_widget_get_mapped (data);
}

/**
 * widget_present:
 * @window: a window with its content
 *
 * Shows a window in a size and waits until it was painted.
 */
void
widget_present (GtkWindow *window,
                int        width,
                int        height)
{
  gtk_window_set_default_size (window, width, height);
  gtk_window_present (window);
  g_assert_true (support_spin_until (is_mapped, window, PATIENCE_MS));
  widget_wait_frames (GTK_WIDGET (window), 3);
}

static void
after_paint_cb (GdkFrameClock *clock,
                guint         *n_painted)
{
  (*n_painted)++;
}

typedef struct
{
  GtkWidget *widget;
  guint      n_painted;
  guint      n_frames;
} Wait;

static gboolean
are_painted (gpointer data)
{
  Wait *wait = data;

  if (wait->n_painted >= wait->n_frames)
    return TRUE;

  gtk_widget_queue_draw (wait->widget);

  return FALSE;
}

/**
 * widget_wait_frames:
 * @widget: in a window that is shown
 * @n_frames: how many frames the window shall paint
 */
void
widget_wait_frames (GtkWidget *widget,
                    guint      n_frames)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  Wait wait = { widget, 0, n_frames };
  gulong handler;

  g_assert_nonnull (clock);
  handler = g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), &wait.n_painted);
  g_assert_true (support_spin_until (are_painted, &wait, PATIENCE_MS));
  g_signal_handler_disconnect (clock, handler);
}

static int
measure_text (void)
{
  GtkWidget *label = g_object_ref_sink (gtk_label_new ("Sythoria"));
  int width = widget_get_min_width (label);

  g_assert_finalize_object (label);

  return width;
}

/**
 * widget_set_text_scale:
 * @scale: 1 for the usual size of text, 2 for 200 %
 *
 * Changes the size of all text, and makes sure that it did.
 */
void
widget_set_text_scale (guint scale)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int usual;

  g_object_set (settings, "gtk-xft-dpi", 96 * 1024, NULL);
  usual = measure_text ();
  g_object_set (settings, "gtk-xft-dpi", 96 * 1024 * (int) scale, NULL);
  g_assert_cmpint (measure_text (), >=, usual * (int) scale * 9 / 10);
}
