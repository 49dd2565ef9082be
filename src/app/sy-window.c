/* sy-window.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-window"

#include "config.h"

#include "sy-window.h"

#include "sy-chat-page.h"
#include "sy-preferences.h"
#include "sy-settings-dialog.h"
#include "sy-sidebar.h"
#include "sy-welcome-page.h"

#include <glib/gi18n.h>

/* As the schema has it. */
#define MIN_ZOOM  0.5
#define MAX_ZOOM  3.0
#define ZOOM_STEP 0.1

/* Longer than other toasts: what it takes along cannot be found again. */
#define TEMPORARY_SECONDS 10

struct _SyWindow
{
  AdwApplicationWindow    parent_instance;

  AdwToastOverlay        *toasts;
  AdwNavigationSplitView *split_view;
  SySidebar              *sidebar;
  AdwNavigationPage      *content_page;
  GtkStack               *stack;
  SyChatPage             *chat_page;

  SyWorkspace            *workspace;
  SyChatSession          *session;
  SyConversation         *opening;
  SySettingsDialog       *settings;
  GSettings              *preferences;
  gboolean                focus_chat;
  gboolean                started;
};

G_DEFINE_FINAL_TYPE (SyWindow, sy_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  PROP_0,
  PROP_WORKSPACE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void show_session (SyWindow      *self,
                          SyChatSession *session);

/* A page that is not shown would be built and styled before the first frame. */
static GtkWidget *
add_page (SyWindow   *self,
          GType       type,
          const char *name)
{
  GtkWidget *page = g_object_new (type, NULL);

  gtk_stack_add_named (self->stack, page, name);

  return page;
}

static void
show_welcome (SyWindow *self)
{
  if (gtk_stack_get_child_by_name (self->stack, "welcome") == NULL)
    add_page (self, SY_TYPE_WELCOME_PAGE, "welcome");

  gtk_stack_set_visible_child_name (self->stack, "welcome");
}

static void
apply_text_scale (SyWindow *self)
{
  if (self->chat_page != NULL && self->preferences != NULL)
    sy_chat_page_set_text_scale (self->chat_page,
                                 g_settings_get_double (self->preferences, "chat-text-scale"));
}

static void
apply_send_key (SyWindow *self)
{
  g_autofree char *key = NULL;

  if (self->chat_page == NULL || self->preferences == NULL)
    return;

  key = g_settings_get_string (self->preferences, "send-key");
  sy_chat_page_set_send_with_ctrl (self->chat_page, g_str_equal (key, "ctrl-enter"));
}

static gboolean
is_temporary (SyChatSession *session)
{
  return session != NULL &&
         sy_conversation_get_temporary (sy_chat_session_get_conversation (session));
}

static gboolean
has_messages (SyChatSession *session)
{
  return g_list_model_get_n_items (G_LIST_MODEL (sy_chat_session_get_messages (session))) > 0;
}

static void
end_temporary (SyWindow      *self,
               SyChatSession *session)
{
  if (self->chat_page != NULL)
    sy_chat_page_drop_draft (self->chat_page, sy_chat_session_get_conversation (session));

  sy_workspace_end_session (self->workspace, session);
}

static void
temporary_undone_cb (SyWindow *self,
                     AdwToast *toast)
{
  g_assert (SY_IS_WINDOW (self));

  show_session (self, g_object_get_data (G_OBJECT (toast), "session"));
}

static void
temporary_dismissed_cb (SyWindow *self,
                        AdwToast *toast)
{
  SyChatSession *session = g_object_get_data (G_OBJECT (toast), "session");

  g_assert (SY_IS_WINDOW (self));

  /* Also when the window goes, and then all goes with it. */
  if (self->workspace != NULL && self->session != session)
    end_temporary (self, session);
}

/* There is no way back to it but this one: who only looked something up elsewhere would have
 * lost it.  Until the toast goes all of it goes on. */
static void
leave_temporary (SyWindow      *self,
                 SyChatSession *session)
{
  SyConversation *conversation = sy_chat_session_get_conversation (session);
  AdwToast *toast;

  if (!has_messages (session) && !sy_chat_page_has_draft (self->chat_page, conversation))
    {
      end_temporary (self, session);
      return;
    }

  toast = adw_toast_new (_("Temporary chat closed"));
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_button_label (toast, _("Undo"));
  adw_toast_set_timeout (toast, TEMPORARY_SECONDS);
  g_object_set_data_full (G_OBJECT (toast), "session", g_object_ref (session), g_object_unref);
  g_signal_connect_object (toast, "button-clicked",
                           G_CALLBACK (temporary_undone_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (toast, "dismissed",
                           G_CALLBACK (temporary_dismissed_cb), self,
                           G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
show_session (SyWindow      *self,
              SyChatSession *session)
{
  g_autoptr(SyChatSession) left = NULL;

  if (self->chat_page == NULL)
    {
      self->chat_page = SY_CHAT_PAGE (add_page (self, SY_TYPE_CHAT_PAGE, "chat"));
      sy_chat_page_set_workspace (self->chat_page, self->workspace);
      apply_text_scale (self);
      apply_send_key (self);
      g_object_bind_property (self->chat_page, "title",
                              self->content_page, "title",
                              G_BINDING_DEFAULT);
    }

  g_clear_object (&self->opening);
  g_set_object (&left, self->session);
  if (g_set_object (&self->session, session))
    {
      sy_chat_page_set_session (self->chat_page, session);
      sy_workspace_set_open_session (self->workspace, session);
      if (is_temporary (left))
        leave_temporary (self, left);
    }

  gtk_stack_set_visible_child_name (self->stack, "chat");

  sy_sidebar_select (self->sidebar, sy_chat_session_get_conversation (session));
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
  if (self->settings == NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->chat_page));
}

static void
new_chat_cb (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  SyWindow *self = SY_WINDOW (widget);

  show_session (self, sy_workspace_get_blank_session (self->workspace));
}

/* One in which nothing was said yet is as good as another. */
static void
new_temporary_chat_cb (GtkWidget  *widget,
                       const char *action_name,
                       GVariant   *parameter)
{
  SyWindow *self = SY_WINDOW (widget);

  if (is_temporary (self->session) && !has_messages (self->session))
    show_session (self, self->session);
  else
    show_session (self, sy_workspace_begin_temporary (self->workspace));
}

static void
settings_closed_cb (SyWindow         *self,
                    SySettingsDialog *settings)
{
  g_assert (SY_IS_WINDOW (self));

  g_clear_weak_pointer (&self->settings);

  if (self->chat_page != NULL)
    sy_chat_page_clear_notice (self->chat_page);

  if (self->focus_chat)
    gtk_widget_grab_focus (GTK_WIDGET (self->chat_page));

  self->focus_chat = FALSE;
}

static void
open_settings (SyWindow   *self,
               SyProvider *provider)
{
  if (self->settings != NULL)
    return;

  g_set_weak_pointer (&self->settings, sy_settings_dialog_new (self->workspace, provider));
  g_signal_connect_object (self->settings, "closed",
                           G_CALLBACK (settings_closed_cb), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (self->settings), GTK_WIDGET (self));
}

static void
settings_cb (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  open_settings (SY_WINDOW (widget), NULL);
}

/* A provider that is gone leaves the one that is chosen there. */
static void
settings_for_cb (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  SyWindow *self = SY_WINDOW (widget);
  SyProviderList *providers = sy_workspace_get_providers (self->workspace);

  open_settings (self, sy_provider_list_find (providers, g_variant_get_string (parameter, NULL)));
}

/* Opens Settings where what the sidebar's foot shows is explained. */
static void
choose_model_cb (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  SyWindow *self = SY_WINDOW (widget);

  if (self->chat_page != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self->chat_page), "chat.choose-model", NULL);
}

static void
connection_cb (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  SyWindow *self = SY_WINDOW (widget);
  SyHealth *health = sy_workspace_get_worst_health (self->workspace);

  open_settings (self, health != NULL ? sy_health_get_provider (health) : NULL);
}

/* A tenth at a time, of the size that Settings shows too. */
static void
zoom_cb (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  SyWindow *self = SY_WINDOW (widget);
  double scale;

  if (self->preferences == NULL)
    return;

  scale = g_settings_get_double (self->preferences, "chat-text-scale");
  if (g_str_equal (action_name, "win.zoom-in"))
    scale += ZOOM_STEP;
  else if (g_str_equal (action_name, "win.zoom-out"))
    scale -= ZOOM_STEP;
  else
    scale = 1;

  scale = (int) (scale / ZOOM_STEP + 0.5) * ZOOM_STEP;
  g_settings_set_double (self->preferences, "chat-text-scale", CLAMP (scale, MIN_ZOOM, MAX_ZOOM));
}

static void
try_demo_cb (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  SyWindow *self = SY_WINDOW (widget);
  SyProviderList *providers = sy_workspace_get_providers (self->workspace);
  SyPreset *preset = sy_preset_list_find (sy_provider_list_get_presets (providers), "demo");

  sy_provider_list_set_default (providers, sy_provider_list_ensure (providers, preset));
}

static void
session_opened_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(SyWindow) self = SY_WINDOW (user_data);
  g_autoptr(SyChatSession) session = NULL;
  g_autoptr(GError) error = NULL;

  session = sy_workspace_open_session_finish (SY_WORKSPACE (object), result, &error);

  /* The window may be gone. */
  if (self->workspace == NULL)
    return;

  if (session == NULL)
    sy_window_show_message (self, error->message);
  else if (sy_chat_session_get_conversation (session) == self->opening)
    show_session (self, session);
}

/* What is shown stays until the other one is there, which takes a moment. */
static void
activate_conversation_cb (SyWindow       *self,
                          SyConversation *conversation,
                          SySidebar      *sidebar)
{
  g_assert (SY_IS_WINDOW (self));

  g_set_object (&self->opening, conversation);
  sy_workspace_open_session_async (self->workspace, conversation,
                                   session_opened_cb, g_object_ref (self));
}

/* Before anything is set up there is nothing to look at. */
static void
update_connection (SyWindow *self)
{
  SyProviderList *providers = sy_workspace_get_providers (self->workspace);
  gboolean configured = sy_provider_list_get_configured (providers);

  sy_sidebar_set_health (self->sidebar,
                         configured ? sy_workspace_get_worst_health (self->workspace) : NULL);
}

static void
update_visible (SyWindow *self)
{
  gboolean visible = gtk_widget_get_mapped (GTK_WIDGET (self)) &&
                     !gtk_window_is_suspended (GTK_WINDOW (self));

  sy_workspace_set_visible (self->workspace, visible);
}

static void
configured_changed_cb (SyWindow *self)
{
  SyProviderList *providers = sy_workspace_get_providers (self->workspace);

  update_connection (self);

  if (!sy_provider_list_get_configured (providers))
    {
      show_welcome (self);
      return;
    }

  /* Settings gives the focus back to where it was, which is gone by now. */
  self->focus_chat = self->settings != NULL;

  if (self->session == NULL)
    show_session (self, sy_workspace_get_blank_session (self->workspace));
}

static void
bind_preferences (SyWindow     *self,
                  GApplication *application)
{
  self->preferences = sy_preferences_new (application);
  if (self->preferences == NULL)
    return;

  g_signal_connect_object (self->preferences, "changed::chat-text-scale",
                           G_CALLBACK (apply_text_scale), self,
                           G_CONNECT_SWAPPED);
  apply_text_scale (self);
  g_signal_connect_object (self->preferences, "changed::send-key",
                           G_CALLBACK (apply_send_key), self,
                           G_CONNECT_SWAPPED);
  apply_send_key (self);
  g_settings_bind (self->preferences, "window-width",
                   self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->preferences, "window-height",
                   self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->preferences, "window-maximized",
                   self, "maximized", G_SETTINGS_BIND_DEFAULT);
}

static gboolean
sy_window_close_request (GtkWindow *window)
{
  SyWindow *self = SY_WINDOW (window);

  sy_window_commit (self);

  return GTK_WINDOW_CLASS (sy_window_parent_class)->close_request (window);
}

static void
sy_window_constructed (GObject *object)
{
  SyWindow *self = SY_WINDOW (object);

  G_OBJECT_CLASS (sy_window_parent_class)->constructed (object);

  sy_sidebar_set_conversations (self->sidebar,
                                sy_workspace_get_conversations (self->workspace));
  g_signal_connect_object (self->sidebar, "activate-conversation",
                           G_CALLBACK (activate_conversation_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "notify::worst-health",
                           G_CALLBACK (update_connection), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::suspended", G_CALLBACK (update_visible), NULL);
  g_signal_connect (self, "map", G_CALLBACK (update_visible), NULL);
  g_signal_connect (self, "unmap", G_CALLBACK (update_visible), NULL);
  if (DEVELOPMENT)
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");
}

/* libadwaita 1.7 does not free the navigation pages of a window that is gone, and what
 * they hold would stay with them.
 */
static void
drop_pages (SyWindow *self)
{
  GtkWidget *page;

  while (self->stack != NULL &&
         (page = gtk_widget_get_first_child (GTK_WIDGET (self->stack))) != NULL)
    gtk_stack_remove (self->stack, page);

  self->chat_page = NULL;
}

static void
sy_window_dispose (GObject *object)
{
  SyWindow *self = SY_WINDOW (object);

  drop_pages (self);
  g_clear_object (&self->preferences);
  g_clear_weak_pointer (&self->settings);
  g_clear_object (&self->session);
  g_clear_object (&self->opening);
  g_clear_object (&self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (self), SY_TYPE_WINDOW);

  G_OBJECT_CLASS (sy_window_parent_class)->dispose (object);
}

static void
sy_window_set_property (GObject      *object,
                        guint         prop_id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  SyWindow *self = SY_WINDOW (object);

  switch (prop_id)
    {
    case PROP_WORKSPACE:
      self->workspace = g_value_dup_object (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sy_window_class_init (SyWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = sy_window_constructed;
  object_class->dispose = sy_window_dispose;
  object_class->set_property = sy_window_set_property;
  GTK_WINDOW_CLASS (klass)->close_request = sy_window_close_request;

  properties[PROP_WORKSPACE] =
    g_param_spec_object ("workspace", NULL, NULL,
                         SY_TYPE_WORKSPACE,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (SY_TYPE_SIDEBAR);

  gtk_widget_class_install_action (widget_class, "win.new-chat", NULL, new_chat_cb);
  gtk_widget_class_install_action (widget_class, "win.new-temporary-chat", NULL,
                                   new_temporary_chat_cb);
  gtk_widget_class_install_action (widget_class, "win.settings", NULL, settings_cb);
  gtk_widget_class_install_action (widget_class, "win.settings-for", "s", settings_for_cb);
  gtk_widget_class_install_action (widget_class, "win.connection", NULL, connection_cb);
  gtk_widget_class_install_action (widget_class, "win.choose-model", NULL, choose_model_cb);
  gtk_widget_class_install_action (widget_class, "win.try-demo", NULL, try_demo_cb);
  gtk_widget_class_install_action (widget_class, "win.zoom-in", NULL, zoom_cb);
  gtk_widget_class_install_action (widget_class, "win.zoom-out", NULL, zoom_cb);
  gtk_widget_class_install_action (widget_class, "win.zoom-normal", NULL, zoom_cb);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/app/sy-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SyWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, SyWindow, split_view);
  gtk_widget_class_bind_template_child (widget_class, SyWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, SyWindow, content_page);
  gtk_widget_class_bind_template_child (widget_class, SyWindow, stack);
}

static void
sy_window_init (SyWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

SyWindow *
sy_window_new (AdwApplication *application,
               SyWorkspace    *workspace)
{
  SyWindow *self;

  g_return_val_if_fail (ADW_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (SY_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (SY_TYPE_WINDOW,
                       "application", application,
                       "workspace", workspace,
                       NULL);
  bind_preferences (self, G_APPLICATION (application));

  return self;
}

/**
 * sy_window_start:
 *
 * Shows what there is, now that the workspace is loaded.  Nothing happens the second
 * time.
 */
void
sy_window_start (SyWindow *self)
{
  g_return_if_fail (SY_IS_WINDOW (self));

  if (self->started)
    return;

  self->started = TRUE;
  g_signal_connect_object (sy_workspace_get_providers (self->workspace), "notify::configured",
                           G_CALLBACK (configured_changed_cb), self,
                           G_CONNECT_SWAPPED);
  configured_changed_cb (self);
}

/**
 * sy_window_commit:
 *
 * Takes over what was typed in Settings half a second ago, before the end.
 */
void
sy_window_commit (SyWindow *self)
{
  g_return_if_fail (SY_IS_WINDOW (self));

  if (self->settings != NULL)
    sy_settings_dialog_commit (self->settings);
}

/**
 * sy_window_show_message:
 * @text: something that happened and that no place in the window shows
 *
 * Tells the person once, for as long as they want to read.
 */
void
sy_window_show_message (SyWindow   *self,
                        const char *text)
{
  AdwToast *toast;

  g_return_if_fail (SY_IS_WINDOW (self));
  g_return_if_fail (text != NULL);

  toast = adw_toast_new (text);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_timeout (toast, 0);
  adw_toast_overlay_add_toast (self->toasts, toast);
}
