/* sy-appearance-page.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-appearance-page"

#include "config.h"

#include "sy-appearance-page.h"

/* The rows of "Color Scheme", in the order of the template. */
static const char *schemes[] = { "system", "light", "dark" };

struct _SyAppearancePage
{
  AdwPreferencesPage  parent_instance;

  GtkWidget          *scheme_row;

  /* No AdwSpinRow: that one is not there for assistive technology. */
  GtkWidget          *text_size;
};

G_DEFINE_FINAL_TYPE (SyAppearancePage, sy_appearance_page, ADW_TYPE_PREFERENCES_PAGE)

static gboolean
scheme_to_position (GValue   *value,
                    GVariant *variant,
                    gpointer  user_data)
{
  const char *scheme = g_variant_get_string (variant, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      if (g_str_equal (schemes[i], scheme))
        {
          g_value_set_uint (value, i);
          return TRUE;
        }
    }

  return FALSE;
}

static GVariant *
position_to_scheme (const GValue       *value,
                    const GVariantType *type,
                    gpointer            user_data)
{
  guint position = g_value_get_uint (value);

  return position < G_N_ELEMENTS (schemes) ? g_variant_new_string (schemes[position]) : NULL;
}

static gboolean
scale_to_percent (GValue   *value,
                  GVariant *variant,
                  gpointer  user_data)
{
  g_value_set_double (value, g_variant_get_double (variant) * 100);

  return TRUE;
}

static GVariant *
percent_to_scale (const GValue       *value,
                  const GVariantType *type,
                  gpointer            user_data)
{
  return g_variant_new_double (g_value_get_double (value) / 100);
}

static void
sy_appearance_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SY_TYPE_APPEARANCE_PAGE);

  G_OBJECT_CLASS (sy_appearance_page_parent_class)->dispose (object);
}

static void
sy_appearance_page_class_init (SyAppearancePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sy_appearance_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/app/sy-appearance-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SyAppearancePage, scheme_row);
  gtk_widget_class_bind_template_child (widget_class, SyAppearancePage, text_size);
}

static void
sy_appearance_page_init (SyAppearancePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sy_appearance_page_set_up:
 * @preferences: what is shown and changed
 */
void
sy_appearance_page_set_up (SyAppearancePage *self,
                           GSettings        *preferences)
{
  g_return_if_fail (SY_IS_APPEARANCE_PAGE (self));
  g_return_if_fail (G_IS_SETTINGS (preferences));

  g_settings_bind_with_mapping (preferences, "color-scheme",
                                self->scheme_row, "selected", G_SETTINGS_BIND_DEFAULT,
                                scheme_to_position, position_to_scheme, NULL, NULL);
  g_settings_bind_with_mapping (preferences, "chat-text-scale",
                                self->text_size, "value", G_SETTINGS_BIND_DEFAULT,
                                scale_to_percent, percent_to_scale, NULL, NULL);
}
