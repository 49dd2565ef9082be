/* sy-privacy-page.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-privacy-page"

#include "config.h"

#include "sy-privacy-page.h"

#include "sy-removal-dialog.h"
#include "sy-row-state.h"

#include <glib/gi18n.h>

struct _SyPrivacyPage
{
  AdwPreferencesPage  parent_instance;

  GtkWidget          *switches;
  GtkWidget          *background_row;
  GtkWidget          *identify_row;
  GtkWidget          *remove_row;

  SyWorkspace        *workspace;
};

G_DEFINE_FINAL_TYPE (SyPrivacyPage, sy_privacy_page, ADW_TYPE_PREFERENCES_PAGE)

static void
show_toast (SyPrivacyPage *self,
            const char    *text)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_DIALOG);
  AdwToast *toast;

  if (dialog == NULL)
    return;

  toast = adw_toast_new (text);
  adw_toast_set_use_markup (toast, FALSE);
  adw_preferences_dialog_add_toast (ADW_PREFERENCES_DIALOG (dialog), toast);
}

/* Nothing on this page shows that it was done. */
static void
removed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(SyPrivacyPage) self = user_data;
  g_autoptr(GError) error = NULL;

  if (sy_workspace_remove_all_keys_finish (SY_WORKSPACE (object), result, &error))
    show_toast (self, _("All keys removed"));
  else
    show_toast (self, error->message);
}

static void
response_cb (SyPrivacyPage *self,
             const char    *response)
{
  g_assert (SY_IS_PRIVACY_PAGE (self));

  if (g_str_equal (response, SY_REMOVAL_RESPONSE))
    sy_workspace_remove_all_keys_async (self->workspace, removed_cb, g_object_ref (self));
}

static void
remove_cb (SyPrivacyPage *self)
{
  guint n_conversations = sy_workspace_count_conversations (self->workspace, NULL);
  AdwAlertDialog *dialog = sy_removal_dialog_new_for_all_keys (n_conversations);

  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
sy_privacy_page_dispose (GObject *object)
{
  SyPrivacyPage *self = SY_PRIVACY_PAGE (object);

  g_clear_object (&self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (self), SY_TYPE_PRIVACY_PAGE);

  G_OBJECT_CLASS (sy_privacy_page_parent_class)->dispose (object);
}

static void
sy_privacy_page_class_init (SyPrivacyPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sy_privacy_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/app/sy-privacy-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SyPrivacyPage, switches);
  gtk_widget_class_bind_template_child (widget_class, SyPrivacyPage, background_row);
  gtk_widget_class_bind_template_child (widget_class, SyPrivacyPage, identify_row);
  gtk_widget_class_bind_template_child (widget_class, SyPrivacyPage, remove_row);
}

static void
sy_privacy_page_init (SyPrivacyPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sy_row_state_set_action (self->remove_row, G_CALLBACK (remove_cb), self);
}

/**
 * sy_privacy_page_set_up:
 * @workspace: whose keys can be removed
 * @preferences: (nullable): what is shown and changed; without them only the keys are
 *
 * May be called once.
 */
void
sy_privacy_page_set_up (SyPrivacyPage *self,
                        SyWorkspace   *workspace,
                        GSettings     *preferences)
{
  g_return_if_fail (SY_IS_PRIVACY_PAGE (self));
  g_return_if_fail (self->workspace == NULL);
  g_return_if_fail (SY_IS_WORKSPACE (workspace));
  g_return_if_fail (preferences == NULL || G_IS_SETTINGS (preferences));

  self->workspace = g_object_ref (workspace);
  gtk_widget_set_visible (self->switches, preferences != NULL);
  if (preferences == NULL)
    return;

  g_settings_bind (preferences, "background-checks",
                   self->background_row, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (preferences, "identify-app",
                   self->identify_row, "active", G_SETTINGS_BIND_DEFAULT);
}
