/* sy-settings-dialog.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-settings-dialog"

#include "config.h"

#include "sy-settings-dialog.h"

#include "sy-appearance-page.h"
#include "sy-chat-settings-page.h"
#include "sy-dialog.h"
#include "sy-preferences.h"
#include "sy-privacy-page.h"
#include "sy-provider-page.h"

struct _SySettingsDialog
{
  AdwPreferencesDialog  parent_instance;

  SyProviderPage       *provider_page;
  SyChatSettingsPage   *chat_page;
  SyPrivacyPage        *privacy_page;
  SyAppearancePage     *appearance_page;

  GSettings            *preferences;
};

G_DEFINE_FINAL_TYPE (SySettingsDialog, sy_settings_dialog, ADW_TYPE_PREFERENCES_DIALOG)

static void
sy_settings_dialog_closed (AdwDialog *dialog)
{
  sy_settings_dialog_commit (SY_SETTINGS_DIALOG (dialog));

  if (ADW_DIALOG_CLASS (sy_settings_dialog_parent_class)->closed != NULL)
    ADW_DIALOG_CLASS (sy_settings_dialog_parent_class)->closed (dialog);
}

static void
sy_settings_dialog_dispose (GObject *object)
{
  SySettingsDialog *self = SY_SETTINGS_DIALOG (object);

  g_clear_object (&self->preferences);
  gtk_widget_dispose_template (GTK_WIDGET (self), SY_TYPE_SETTINGS_DIALOG);

  G_OBJECT_CLASS (sy_settings_dialog_parent_class)->dispose (object);
}

static void
sy_settings_dialog_class_init (SySettingsDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  AdwDialogClass *dialog_class = ADW_DIALOG_CLASS (klass);

  object_class->dispose = sy_settings_dialog_dispose;
  dialog_class->closed = sy_settings_dialog_closed;

  g_type_ensure (SY_TYPE_APPEARANCE_PAGE);
  g_type_ensure (SY_TYPE_CHAT_SETTINGS_PAGE);
  g_type_ensure (SY_TYPE_PRIVACY_PAGE);
  g_type_ensure (SY_TYPE_PROVIDER_PAGE);

  /* While a dialog is open the window's shortcuts rest; quitting works everywhere. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_q, GDK_CONTROL_MASK,
                                       "app.quit", NULL);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/app/sy-settings-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SySettingsDialog, provider_page);
  gtk_widget_class_bind_template_child (widget_class, SySettingsDialog, chat_page);
  gtk_widget_class_bind_template_child (widget_class, SySettingsDialog, privacy_page);
  gtk_widget_class_bind_template_child (widget_class, SySettingsDialog, appearance_page);
}

static void
sy_settings_dialog_init (SySettingsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sy_dialog_outlive_closing (ADW_DIALOG (self));
}

/* Where nothing can be kept, what would change nothing is not shown. */
static void
set_up_preferences (SySettingsDialog *self,
                    SyWorkspace      *workspace)
{
  AdwPreferencesDialog *dialog = ADW_PREFERENCES_DIALOG (self);
  GApplication *application = g_application_get_default ();

  if (application != NULL)
    self->preferences = sy_preferences_new (application);

  sy_privacy_page_set_up (self->privacy_page, workspace, self->preferences);
  if (self->preferences != NULL)
    {
      sy_chat_settings_page_set_up (self->chat_page, self->preferences);
      sy_appearance_page_set_up (self->appearance_page, self->preferences);
    }
  else
    {
      adw_preferences_dialog_remove (dialog, ADW_PREFERENCES_PAGE (self->chat_page));
      adw_preferences_dialog_remove (dialog, ADW_PREFERENCES_PAGE (self->appearance_page));
    }
}

/**
 * sy_settings_dialog_new:
 * @workspace: whose settings are shown and changed
 * @provider: (nullable): the one to open at; the default provider when %NULL
 *
 * Opening at another provider than the default one leaves the default as it is.
 *
 * Returns: (transfer floating): a dialog to be presented
 */
SySettingsDialog *
sy_settings_dialog_new (SyWorkspace *workspace,
                        SyProvider  *provider)
{
  SySettingsDialog *self;

  g_return_val_if_fail (SY_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (provider == NULL || SY_IS_PROVIDER (provider), NULL);

  self = g_object_new (SY_TYPE_SETTINGS_DIALOG, NULL);
  sy_provider_page_set_workspace (self->provider_page, workspace, provider);
  set_up_preferences (self, workspace);

  return self;
}

/**
 * sy_settings_dialog_commit:
 *
 * Takes over what was typed and is still waiting to be taken over.
 */
void
sy_settings_dialog_commit (SySettingsDialog *self)
{
  g_return_if_fail (SY_IS_SETTINGS_DIALOG (self));

  sy_provider_page_commit (self->provider_page);
}
