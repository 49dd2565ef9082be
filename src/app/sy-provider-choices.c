/* sy-provider-choices.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-provider-choices"

#include "config.h"

#include "sy-provider-choices.h"

/* First the presets, then the providers the person has made, then one to make another. */
struct _SyProviderChoices
{
  GObject         parent_instance;

  SyProviderList *providers;
  GPtrArray      *choices;
  guint           n_presets;
  gboolean        updating;
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SyProviderChoices, sy_provider_choices, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static SyProviderChoice *
get_choice (SyProviderChoices *self,
            guint              position)
{
  return g_ptr_array_index (self->choices, position);
}

static gboolean
is_of (SyProviderChoice *choice,
       SyProvider       *provider)
{
  SyPreset *preset = sy_provider_get_preset (provider);

  if (sy_preset_get_is_custom (preset))
    return sy_provider_choice_get_provider (choice) == provider;

  return sy_provider_choice_get_preset (choice) == preset;
}

static gboolean
is_there (SyProviderChoices *self,
          SyProvider        *provider)
{
  return sy_provider_list_find (self->providers, sy_provider_get_id (provider)) == provider;
}

/* What a selection does on account of this is nobody's choice. */
static void
emit_changed (SyProviderChoices *self,
              guint              position,
              guint              removed,
              guint              added)
{
  self->updating = TRUE;
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  self->updating = FALSE;
}

static void
drop_removed (SyProviderChoices *self)
{
  for (guint i = self->choices->len; i > self->n_presets; i--)
    {
      SyProvider *provider = sy_provider_choice_get_provider (get_choice (self, i - 1));

      if (provider == NULL || is_there (self, provider))
        continue;

      g_ptr_array_remove_index (self->choices, i - 1);
      emit_changed (self, i - 1, 1, 0);
    }
}

static void
add_new (SyProviderChoices *self)
{
  GListModel *model = G_LIST_MODEL (self->providers);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(SyProvider) provider = g_list_model_get_item (model, i);
      SyPreset *preset = sy_provider_get_preset (provider);
      guint position = self->choices->len - 1;

      if (!sy_preset_get_is_custom (preset) ||
          sy_provider_choices_find (self, provider) != G_MAXUINT)
        continue;

      g_ptr_array_insert (self->choices, (int) position,
                          sy_provider_choice_new (preset, provider));
      emit_changed (self, position, 0, 1);
    }
}

static void
providers_changed_cb (SyProviderChoices *self)
{
  g_assert (SY_IS_PROVIDER_CHOICES (self));

  drop_removed (self);
  add_new (self);
}

static GType
sy_provider_choices_get_item_type (GListModel *model)
{
  return SY_TYPE_PROVIDER_CHOICE;
}

static guint
sy_provider_choices_get_n_items (GListModel *model)
{
  return SY_PROVIDER_CHOICES (model)->choices->len;
}

static gpointer
sy_provider_choices_get_item (GListModel *model,
                              guint       position)
{
  SyProviderChoices *self = SY_PROVIDER_CHOICES (model);

  if (position >= self->choices->len)
    return NULL;

  return g_object_ref (get_choice (self, position));
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = sy_provider_choices_get_item_type;
  iface->get_n_items = sy_provider_choices_get_n_items;
  iface->get_item = sy_provider_choices_get_item;
}

static void
sy_provider_choices_dispose (GObject *object)
{
  SyProviderChoices *self = SY_PROVIDER_CHOICES (object);

  g_clear_object (&self->providers);

  G_OBJECT_CLASS (sy_provider_choices_parent_class)->dispose (object);
}

static void
sy_provider_choices_finalize (GObject *object)
{
  SyProviderChoices *self = SY_PROVIDER_CHOICES (object);

  g_clear_pointer (&self->choices, g_ptr_array_unref);

  G_OBJECT_CLASS (sy_provider_choices_parent_class)->finalize (object);
}

static void
sy_provider_choices_class_init (SyProviderChoicesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sy_provider_choices_dispose;
  object_class->finalize = sy_provider_choices_finalize;
}

static void
sy_provider_choices_init (SyProviderChoices *self)
{
  self->choices = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
add_presets (SyProviderChoices *self)
{
  GListModel *presets = sy_provider_list_get_presets (self->providers);
  g_autoptr(SyPreset) custom = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (presets); i++)
    {
      g_autoptr(SyPreset) preset = g_list_model_get_item (presets, i);

      if (sy_preset_get_is_custom (preset))
        g_set_object (&custom, preset);
      else
        g_ptr_array_add (self->choices, sy_provider_choice_new (preset, NULL));
    }

  self->n_presets = self->choices->len;
  if (custom != NULL)
    g_ptr_array_add (self->choices, sy_provider_choice_new (custom, NULL));
}

/**
 * sy_provider_choices_new:
 * @providers: the providers there are
 *
 * Returns: (transfer full): a list of #SyProviderChoice: every provider that can be had
 */
SyProviderChoices *
sy_provider_choices_new (SyProviderList *providers)
{
  SyProviderChoices *self;

  g_return_val_if_fail (SY_IS_PROVIDER_LIST (providers), NULL);

  self = g_object_new (SY_TYPE_PROVIDER_CHOICES, NULL);
  g_set_object (&self->providers, providers);
  add_presets (self);
  add_new (self);
  g_signal_connect_object (providers, "items-changed",
                           G_CALLBACK (providers_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

/**
 * sy_provider_choices_get_updating:
 *
 * Returns: whether choices come or go right now: what is selected then was not chosen
 */
gboolean
sy_provider_choices_get_updating (SyProviderChoices *self)
{
  g_return_val_if_fail (SY_IS_PROVIDER_CHOICES (self), FALSE);

  return self->updating;
}

/**
 * sy_provider_choices_find:
 * @provider: a provider
 *
 * Returns: where it can be chosen; %G_MAXUINT when it cannot
 */
guint
sy_provider_choices_find (SyProviderChoices *self,
                          SyProvider        *provider)
{
  g_return_val_if_fail (SY_IS_PROVIDER_CHOICES (self), G_MAXUINT);
  g_return_val_if_fail (SY_IS_PROVIDER (provider), G_MAXUINT);

  for (guint i = 0; i < self->choices->len; i++)
    {
      if (is_of (get_choice (self, i), provider))
        return i;
    }

  return G_MAXUINT;
}

/**
 * sy_provider_choices_set_current:
 * @provider: the provider that is shown
 *
 * Marks its choice.
 */
void
sy_provider_choices_set_current (SyProviderChoices *self,
                                 SyProvider        *provider)
{
  guint current;

  g_return_if_fail (SY_IS_PROVIDER_CHOICES (self));

  current = sy_provider_choices_find (self, provider);
  for (guint i = 0; i < self->choices->len; i++)
    sy_provider_choice_set_current (get_choice (self, i), i == current);
}
