/* sy-provider-choice.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-provider-choice"

#include "config.h"

#include "sy-provider-choice.h"

struct _SyProviderChoice
{
  GObject     parent_instance;

  SyPreset   *preset;
  SyProvider *provider;
  gboolean    current;
};

G_DEFINE_FINAL_TYPE (SyProviderChoice, sy_provider_choice, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_NAME,
  PROP_ICON_NAME,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const char *
get_icon_name (SyProviderChoice *self)
{
  if (self->current)
    return "object-select-symbolic";

  return self->provider == NULL && sy_preset_get_is_custom (self->preset) ? "list-add-symbolic"
                                                                          : NULL;
}

static void
name_changed_cb (SyProviderChoice *self)
{
  g_assert (SY_IS_PROVIDER_CHOICE (self));

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

static void
sy_provider_choice_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  SyProviderChoice *self = SY_PROVIDER_CHOICE (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, sy_provider_choice_get_name (self));
      break;

    case PROP_ICON_NAME:
      g_value_set_string (value, get_icon_name (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sy_provider_choice_dispose (GObject *object)
{
  SyProviderChoice *self = SY_PROVIDER_CHOICE (object);

  g_clear_object (&self->provider);
  g_clear_object (&self->preset);

  G_OBJECT_CLASS (sy_provider_choice_parent_class)->dispose (object);
}

static void
sy_provider_choice_class_init (SyProviderChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sy_provider_choice_get_property;
  object_class->dispose = sy_provider_choice_dispose;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sy_provider_choice_init (SyProviderChoice *self)
{
}

/**
 * sy_provider_choice_new:
 * @preset: what the provider is made from
 * @provider: (nullable): the one that is chosen; %NULL for the one of @preset, or,
 *   when that is a custom one, for another of its kind
 *
 * Returns: (transfer full): something to choose
 */
SyProviderChoice *
sy_provider_choice_new (SyPreset   *preset,
                        SyProvider *provider)
{
  SyProviderChoice *self;

  g_return_val_if_fail (SY_IS_PRESET (preset), NULL);
  g_return_val_if_fail (provider == NULL || SY_IS_PROVIDER (provider), NULL);

  self = g_object_new (SY_TYPE_PROVIDER_CHOICE, NULL);
  g_set_object (&self->preset, preset);
  g_set_object (&self->provider, provider);
  if (provider != NULL)
    g_signal_connect_object (provider, "notify::name",
                             G_CALLBACK (name_changed_cb), self,
                             G_CONNECT_SWAPPED);

  return self;
}

const char *
sy_provider_choice_get_name (SyProviderChoice *self)
{
  g_return_val_if_fail (SY_IS_PROVIDER_CHOICE (self), NULL);

  return self->provider != NULL ? sy_provider_get_name (self->provider)
                                : sy_preset_get_name (self->preset);
}

SyPreset *
sy_provider_choice_get_preset (SyProviderChoice *self)
{
  g_return_val_if_fail (SY_IS_PROVIDER_CHOICE (self), NULL);

  return self->preset;
}

SyProvider *
sy_provider_choice_get_provider (SyProviderChoice *self)
{
  g_return_val_if_fail (SY_IS_PROVIDER_CHOICE (self), NULL);

  return self->provider;
}

void
sy_provider_choice_set_current (SyProviderChoice *self,
                                gboolean          current)
{
  g_return_if_fail (SY_IS_PROVIDER_CHOICE (self));

  current = !!current;
  if (self->current == current)
    return;

  self->current = current;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ICON_NAME]);
}
