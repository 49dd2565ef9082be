/* sy-application.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-application"

#include "config.h"

#include "sy-application.h"

#include "sy-damage-dialog.h"
#include "sy-preferences.h"
#include "sy-window.h"
#include "sy-workspace.h"

#include <glib/gi18n.h>

struct _SyApplication
{
  AdwApplication  parent_instance;

  SyWorkspace    *workspace;
  GSettings      *preferences;
  gboolean        loaded;
  gboolean        activated;
  gboolean        closing;
};

G_DEFINE_FINAL_TYPE (SyApplication, sy_application, ADW_TYPE_APPLICATION)

/* The window is made while what was kept is read, and waits for that: it decides what is shown first. */
static void
present_window (SyApplication *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));
  SyWindow *window;

  if (!self->activated || self->closing)
    return;

  if (windows != NULL)
    window = SY_WINDOW (windows->data);
  else
    window = sy_window_new (ADW_APPLICATION (self), self->workspace);

  if (!self->loaded)
    return;

  sy_window_start (window);
  gtk_window_present (GTK_WINDOW (window));
}

static void
show_damage (SyApplication *self,
             GtkWindow     *window)
{
  const char *path = sy_store_get_set_aside (sy_workspace_get_store (self->workspace));

  if (path != NULL && window != NULL)
    adw_dialog_present (sy_damage_dialog_new (path), GTK_WIDGET (window));
}

static void
workspace_loaded_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(SyApplication) self = SY_APPLICATION (user_data);
  g_autoptr(GError) error = NULL;
  GtkWindow *window;

  self->loaded = TRUE;
  sy_workspace_load_finish (SY_WORKSPACE (object), result, &error);
  present_window (self);

  window = gtk_application_get_active_window (GTK_APPLICATION (self));
  if (error != NULL && window != NULL)
    sy_window_show_message (SY_WINDOW (window), error->message);
  show_damage (self, window);

  g_application_release (G_APPLICATION (self));
}

static void
workspace_closed_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(SyApplication) self = SY_APPLICATION (user_data);
  g_autoptr(GError) error = NULL;

  if (!sy_workspace_close_finish (SY_WORKSPACE (object), result, &error))
    g_warning ("Saving at the end failed: %s", error->message);

  g_application_release (G_APPLICATION (self));
  g_application_quit (G_APPLICATION (self));
}

/* Replies are stopped and what was typed is saved before the process ends. */
static void
close_workspace (SyApplication *self)
{
  if (self->closing)
    return;

  self->closing = TRUE;
  g_application_hold (G_APPLICATION (self));
  sy_workspace_close_async (self->workspace, workspace_closed_cb, g_object_ref (self));
}

static void
quit_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  SyApplication *self = SY_APPLICATION (user_data);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window == NULL)
    {
      close_workspace (self);
      return;
    }

  /* Closing would be up to the dialogs that are open; quitting is not. */
  sy_window_commit (SY_WINDOW (window));
  gtk_window_destroy (window);
}

static void
about_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  SyApplication *self = SY_APPLICATION (user_data);
  static const char *developers[] = { "The Sythoria developers", NULL };

  adw_show_about_dialog (GTK_WIDGET (gtk_application_get_active_window (GTK_APPLICATION (self))),
                         "application-name", "Sythoria",
                         "application-icon", APPLICATION_ID,
                         "developer-name", _("The Sythoria developers"),
                         "developers", developers,
                         "version", PACKAGE_VERSION,
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "copyright", "© 2026 The Sythoria developers",
                         NULL);
}

static const GActionEntry actions[] = {
  { .name = "quit", .activate = quit_cb },
  { .name = "about", .activate = about_cb },
};

static void
sy_application_activate (GApplication *application)
{
  SyApplication *self = SY_APPLICATION (application);

  self->activated = TRUE;
  present_window (self);
}

/* Up to two more keys may do the same. */
static void
set_accels (GtkApplication *application,
            const char     *action,
            const char     *accel,
            const char     *second,
            const char     *third)
{
  const char *accels[] = { accel, second, third, NULL };

  gtk_application_set_accels_for_action (application, action, accels);
}

static void
sy_application_startup (GApplication *application)
{
  SyApplication *self = SY_APPLICATION (application);

  G_APPLICATION_CLASS (sy_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (APPLICATION_ID);
  set_accels (GTK_APPLICATION (self), "app.quit", "<Control>q", NULL, NULL);
  set_accels (GTK_APPLICATION (self), "win.new-chat", "<Control>n", NULL, NULL);
  set_accels (GTK_APPLICATION (self), "win.new-temporary-chat", "<Control><Shift>n", NULL, NULL);
  set_accels (GTK_APPLICATION (self), "win.settings", "<Control>comma", NULL, NULL);
  set_accels (GTK_APPLICATION (self), "win.choose-model", "<Control>slash", NULL, NULL);
  set_accels (GTK_APPLICATION (self), "win.zoom-in",
              "<Control>plus", "<Control>equal", "<Control>KP_Add");
  set_accels (GTK_APPLICATION (self), "win.zoom-out",
              "<Control>minus", "<Control>KP_Subtract", NULL);
  set_accels (GTK_APPLICATION (self), "win.zoom-normal",
              "<Control>0", "<Control>KP_0", NULL);
  set_accels (GTK_APPLICATION (self), "window.close", "<Control>w", NULL, NULL);

  self->workspace = sy_workspace_new ();
  self->preferences = sy_preferences_new (application);
  if (self->preferences != NULL)
    sy_preferences_apply (self->preferences, self->workspace);
  g_application_hold (application);
  sy_workspace_load_async (self->workspace, workspace_loaded_cb, g_object_ref (self));
}

static void
sy_application_window_removed (GtkApplication *application,
                               GtkWindow      *window)
{
  close_workspace (SY_APPLICATION (application));

  GTK_APPLICATION_CLASS (sy_application_parent_class)->window_removed (application, window);
}

static void
sy_application_dispose (GObject *object)
{
  SyApplication *self = SY_APPLICATION (object);

  g_clear_object (&self->preferences);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (sy_application_parent_class)->dispose (object);
}

static void
sy_application_class_init (SyApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);
  GtkApplicationClass *gtk_application_class = GTK_APPLICATION_CLASS (klass);

  object_class->dispose = sy_application_dispose;
  application_class->activate = sy_application_activate;
  application_class->startup = sy_application_startup;
  gtk_application_class->window_removed = sy_application_window_removed;
}

static void
sy_application_init (SyApplication *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
}

SyApplication *
sy_application_new (void)
{
  return g_object_new (SY_TYPE_APPLICATION,
                       "application-id", APPLICATION_ID,
                       "resource-base-path", RESOURCE_PATH,
                       "flags", G_APPLICATION_DEFAULT_FLAGS,
                       NULL);
}
