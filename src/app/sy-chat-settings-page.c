/* sy-chat-settings-page.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-chat-settings-page"

#include "config.h"

#include "sy-chat-settings-page.h"

#include "sy-preferences.h"
#include "sy-sampling-group.h"

/* The rows of "Send Messages With", in the order of the template. */
static const char *send_keys[] = { "enter", "ctrl-enter" };

struct _SyChatSettingsPage
{
  AdwPreferencesPage  parent_instance;

  SySamplingGroup    *group;
  GtkWidget          *send_row;

  GSettings          *preferences;
};

G_DEFINE_FINAL_TYPE (SyChatSettingsPage, sy_chat_settings_page, ADW_TYPE_PREFERENCES_PAGE)

static gboolean
key_to_position (GValue   *value,
                 GVariant *variant,
                 gpointer  user_data)
{
  const char *key = g_variant_get_string (variant, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (send_keys); i++)
    {
      if (g_str_equal (send_keys[i], key))
        {
          g_value_set_uint (value, i);
          return TRUE;
        }
    }

  return FALSE;
}

static GVariant *
position_to_key (const GValue       *value,
                 const GVariantType *type,
                 gpointer            user_data)
{
  guint position = g_value_get_uint (value);

  return position < G_N_ELEMENTS (send_keys) ? g_variant_new_string (send_keys[position]) : NULL;
}

static void
show_sampling (SyChatSettingsPage *self)
{
  g_autoptr(SySampling) sampling = sy_preferences_dup_sampling (self->preferences);

  sy_sampling_group_set_sampling (self->group, sampling);
}

/* Between two keys that are written the values are neither the old nor the new ones. */
static void
keep_sampling (SyChatSettingsPage *self)
{
  g_signal_handlers_block_by_func (self->preferences, show_sampling, self);
  sy_preferences_set_sampling (self->preferences, sy_sampling_group_get_sampling (self->group));
  g_signal_handlers_unblock_by_func (self->preferences, show_sampling, self);
}

static void
sy_chat_settings_page_dispose (GObject *object)
{
  SyChatSettingsPage *self = SY_CHAT_SETTINGS_PAGE (object);

  g_clear_object (&self->preferences);
  gtk_widget_dispose_template (GTK_WIDGET (self), SY_TYPE_CHAT_SETTINGS_PAGE);

  G_OBJECT_CLASS (sy_chat_settings_page_parent_class)->dispose (object);
}

static void
sy_chat_settings_page_class_init (SyChatSettingsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sy_chat_settings_page_dispose;

  g_type_ensure (SY_TYPE_SAMPLING_GROUP);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/app/sy-chat-settings-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SyChatSettingsPage, group);
  gtk_widget_class_bind_template_child (widget_class, SyChatSettingsPage, send_row);
}

static void
sy_chat_settings_page_init (SyChatSettingsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sy_chat_settings_page_set_up:
 * @preferences: what is shown and changed
 *
 * May be called once.
 */
void
sy_chat_settings_page_set_up (SyChatSettingsPage *self,
                              GSettings          *preferences)
{
  g_return_if_fail (SY_IS_CHAT_SETTINGS_PAGE (self));
  g_return_if_fail (self->preferences == NULL);
  g_return_if_fail (G_IS_SETTINGS (preferences));

  self->preferences = g_object_ref (preferences);
  show_sampling (self);
  g_signal_connect_object (self->group, "notify::sampling",
                           G_CALLBACK (keep_sampling), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (preferences, "changed",
                           G_CALLBACK (show_sampling), self, G_CONNECT_SWAPPED);

  g_settings_bind (preferences, "system-prompt",
                   self->group, "system-prompt", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind_with_mapping (preferences, "send-key",
                                self->send_row, "selected", G_SETTINGS_BIND_DEFAULT,
                                key_to_position, position_to_key, NULL, NULL);
}
