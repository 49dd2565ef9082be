/* sy-preset.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-preset"

#include "config.h"

#include "sy-preset-private.h"

#define CUSTOM_ID "custom"
#define DEMO_BASE "demo:"

G_DEFINE_FINAL_TYPE (SyPreset, sy_preset, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_API_BASE,
  PROP_MODEL_ID,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
sy_preset_get_property (GObject    *object,
                        guint       prop_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  SyPreset *self = SY_PRESET (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;

    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;

    case PROP_API_BASE:
      g_value_set_string (value, self->api_base);
      break;

    case PROP_MODEL_ID:
      g_value_set_string (value, self->model_id);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sy_preset_finalize (GObject *object)
{
  SyPreset *self = SY_PRESET (object);

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->api_base, g_free);
  g_clear_pointer (&self->model_id, g_free);
  g_clear_pointer (&self->auth_header, g_free);
  g_clear_pointer (&self->key_page, g_free);
  g_clear_pointer (&self->credits_page, g_free);
  g_clear_pointer (&self->models_page, g_free);
  g_clear_pointer (&self->privacy_page, g_free);
  g_clear_pointer (&self->models_path, g_free);
  g_clear_pointer (&self->model_patterns, g_strfreev);
  g_clear_pointer (&self->other_bases, g_strfreev);
  g_clear_pointer (&self->suggested_ids, g_strfreev);
  g_clear_pointer (&self->suggested_notes, g_strfreev);
  g_clear_pointer (&self->key_prefix, g_free);
  sy_proof_clear (&self->proof);

  G_OBJECT_CLASS (sy_preset_parent_class)->finalize (object);
}

static void
sy_preset_class_init (SyPresetClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sy_preset_get_property;
  object_class->finalize = sy_preset_finalize;

  properties[PROP_ID] =
    g_param_spec_string ("id", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_NAME] =
    g_param_spec_string ("name", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_API_BASE] =
    g_param_spec_string ("api-base", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_MODEL_ID] =
    g_param_spec_string ("model-id", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sy_preset_init (SyPreset *self)
{
}

/**
 * sy_preset_list_find:
 * @presets: a list of #SyPreset
 * @id: (nullable): a preset's id
 *
 * Returns: (transfer none) (nullable): the preset of that id
 */
SyPreset *
sy_preset_list_find (GListModel *presets,
                     const char *id)
{
  guint n_items;

  g_return_val_if_fail (G_IS_LIST_MODEL (presets), NULL);

  n_items = g_list_model_get_n_items (presets);
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr(SyPreset) preset = g_list_model_get_item (presets, i);

      /* The list keeps it alive. */
      if (g_strcmp0 (preset->id, id) == 0)
        return preset;
    }

  return NULL;
}

/**
 * sy_preset_get_id:
 * @self: a preset
 *
 * Returns: (transfer none): its word in files
 */
const char *
sy_preset_get_id (SyPreset *self)
{
  g_return_val_if_fail (SY_IS_PRESET (self), NULL);

  return self->id;
}

/**
 * sy_preset_get_name:
 * @self: a preset
 *
 * Returns: (transfer none): what people call the service
 */
const char *
sy_preset_get_name (SyPreset *self)
{
  g_return_val_if_fail (SY_IS_PRESET (self), NULL);

  return self->name;
}

/**
 * sy_preset_get_api_base:
 * @self: a preset
 *
 * Returns: (transfer none): its endpoint; "" when the person has to give one
 */
const char *
sy_preset_get_api_base (SyPreset *self)
{
  g_return_val_if_fail (SY_IS_PRESET (self), NULL);

  return self->api_base;
}

/**
 * sy_preset_get_model_id:
 * @self: a preset
 *
 * Returns: (transfer none): its first model; "" when there is none
 */
const char *
sy_preset_get_model_id (SyPreset *self)
{
  g_return_val_if_fail (SY_IS_PRESET (self), NULL);

  return self->model_id;
}

/**
 * sy_preset_get_format:
 * @self: a preset
 *
 * Returns: the format its endpoint speaks
 */
SyFormatKind
sy_preset_get_format (SyPreset *self)
{
  g_return_val_if_fail (SY_IS_PRESET (self), SY_FORMAT_OPENAI_CHAT);

  return self->format;
}

/**
 * sy_preset_get_dialect:
 * @self: a preset
 *
 * Returns: whose extras may be used
 */
SyDialect
sy_preset_get_dialect (SyPreset *self)
{
  g_return_val_if_fail (SY_IS_PRESET (self), SY_DIALECT_GENERIC);

  return self->dialect;
}

/**
 * sy_preset_get_auth_header:
 * @self: a preset
 *
 * Returns: (transfer none): name of the header that carries the key
 */
const char *
sy_preset_get_auth_header (SyPreset *self)
{
  g_return_val_if_fail (SY_IS_PRESET (self), NULL);

  return self->auth_header;
}

/**
 * sy_preset_get_key_page:
 * @self: a preset
 *
 * Returns: (transfer none) (nullable): https address of the page where a person gets a key;
 *   %NULL when there is none
 */
const char *
sy_preset_get_key_page (SyPreset *self)
{
  g_return_val_if_fail (SY_IS_PRESET (self), NULL);

  return self->key_page;
}

/**
 * sy_preset_get_credits_page:
 * @self: a preset
 *
 * Returns: (transfer none) (nullable): https address of the page where credits are bought;
 *   %NULL when there is none
 */
const char *
sy_preset_get_credits_page (SyPreset *self)
{
  g_return_val_if_fail (SY_IS_PRESET (self), NULL);

  return self->credits_page;
}

/**
 * sy_preset_get_models_page:
 * @self: a preset
 *
 * Returns: (transfer none) (nullable): https address of the page where the models are described;
 *   %NULL when there is none
 */
const char *
sy_preset_get_models_page (SyPreset *self)
{
  g_return_val_if_fail (SY_IS_PRESET (self), NULL);

  return self->models_page;
}

/**
 * sy_preset_get_privacy_page:
 * @self: a preset
 *
 * Returns: (transfer none) (nullable): https address of the page where the
 *   account says what may be done with what is sent; %NULL when there is none
 */
const char *
sy_preset_get_privacy_page (SyPreset *self)
{
  g_return_val_if_fail (SY_IS_PRESET (self), NULL);

  return self->privacy_page;
}

/**
 * sy_preset_get_key_need:
 * @self: a preset
 *
 * Returns: whether there has to be a key
 */
SyKeyNeed
sy_preset_get_key_need (SyPreset *self)
{
  g_return_val_if_fail (SY_IS_PRESET (self), SY_KEY_OPTIONAL);

  return self->key_need;
}

/**
 * sy_preset_get_is_custom:
 * @self: a preset
 *
 * Returns: whether it stands for any service the person names
 */
gboolean
sy_preset_get_is_custom (SyPreset *self)
{
  g_return_val_if_fail (SY_IS_PRESET (self), FALSE);

  return g_strcmp0 (self->id, CUSTOM_ID) == 0;
}

/**
 * sy_preset_get_is_demo:
 * @self: a preset
 *
 * Returns: whether its server is the one this program runs itself, whose API
 *   base is the word "demo:" and cannot be changed
 */
gboolean
sy_preset_get_is_demo (SyPreset *self)
{
  g_return_val_if_fail (SY_IS_PRESET (self), FALSE);

  return g_str_equal (self->api_base, DEMO_BASE);
}

/**
 * sy_preset_get_is_local:
 * @self: a preset
 *
 * Returns: whether it runs on this computer, where loading a model takes time
 */
gboolean
sy_preset_get_is_local (SyPreset *self)
{
  g_return_val_if_fail (SY_IS_PRESET (self), FALSE);

  return self->is_local;
}

/**
 * sy_preset_get_silence_ms:
 * @self: a preset
 *
 * Returns: how long its server may say nothing, in milliseconds
 */
guint
sy_preset_get_silence_ms (SyPreset *self)
{
  g_return_val_if_fail (SY_IS_PRESET (self), SY_CLOUD_SILENCE * 1000);

  return self->silence_ms;
}

/**
 * sy_preset_get_proof:
 * @self: a preset
 *
 * Returns: (transfer none): how its service tells whether it takes a key
 */
const SyProof *
sy_preset_get_proof (SyPreset *self)
{
  g_return_val_if_fail (SY_IS_PRESET (self), NULL);

  return &self->proof;
}

/**
 * sy_preset_get_models_path:
 * @self: a preset
 *
 * Returns: (transfer none): where the list of models is, beside the endpoint
 */
const char *
sy_preset_get_models_path (SyPreset *self)
{
  g_return_val_if_fail (SY_IS_PRESET (self), NULL);

  return self->models_path;
}

/**
 * sy_preset_get_has_endpoints:
 * @self: a preset
 *
 * Returns: whether its server tells who serves a model, at "models/ID/endpoints", as
 *   OpenRouter does
 */
gboolean
sy_preset_get_has_endpoints (SyPreset *self)
{
  g_return_val_if_fail (SY_IS_PRESET (self), FALSE);

  return self->has_endpoints;
}

/**
 * sy_preset_get_model_patterns:
 * @self: a preset
 *
 * Returns: (transfer none): globs, best first, for the id of the model that is taken
 *   from the list when none was chosen; perhaps none
 */
const char *const *
sy_preset_get_model_patterns (SyPreset *self)
{
  g_return_val_if_fail (SY_IS_PRESET (self), NULL);

  return (const char *const *) self->model_patterns;
}

/**
 * sy_preset_get_other_bases:
 * @self: a preset
 *
 * Returns: (transfer none): addresses where the server may be as well, as long as the
 *   preset's own is used: llama-server has moved its port from 8080 to 9931
 */
const char *const *
sy_preset_get_other_bases (SyPreset *self)
{
  g_return_val_if_fail (SY_IS_PRESET (self), NULL);

  return (const char *const *) self->other_bases;
}

/**
 * sy_preset_get_n_suggested:
 * @self: a preset
 *
 * Returns: how many models are suggested
 */
guint
sy_preset_get_n_suggested (SyPreset *self)
{
  g_return_val_if_fail (SY_IS_PRESET (self), 0);

  return g_strv_length (self->suggested_ids);
}

/**
 * sy_preset_get_suggested_id:
 * @self: a preset
 * @index: which of the suggested models
 *
 * Returns: (transfer none): its id
 */
const char *
sy_preset_get_suggested_id (SyPreset *self,
                            guint     index)
{
  g_return_val_if_fail (SY_IS_PRESET (self), NULL);
  g_return_val_if_fail (index < sy_preset_get_n_suggested (self), NULL);

  return self->suggested_ids[index];
}

/**
 * sy_preset_get_suggested_note:
 * @self: a preset
 * @index: which of the suggested models
 *
 * Returns: (transfer none): what is said of it, perhaps ""
 */
const char *
sy_preset_get_suggested_note (SyPreset *self,
                              guint     index)
{
  g_return_val_if_fail (SY_IS_PRESET (self), NULL);
  g_return_val_if_fail (index < sy_preset_get_n_suggested (self), NULL);

  return self->suggested_notes[index];
}

/**
 * sy_preset_suggests:
 * @self: a preset
 * @id: (nullable): the id of a model
 *
 * Returns: whether it is the preset's first model or one of those it suggests
 */
gboolean
sy_preset_suggests (SyPreset   *self,
                    const char *id)
{
  g_return_val_if_fail (SY_IS_PRESET (self), FALSE);

  return id != NULL && *id != '\0' &&
         (g_str_equal (self->model_id, id) ||
          g_strv_contains ((const char *const *) self->suggested_ids, id));
}

/**
 * sy_preset_get_key_prefix:
 * @self: a preset
 *
 * Returns: (transfer none) (nullable): what each of its keys begins with, as far as known
 */
const char *
sy_preset_get_key_prefix (SyPreset *self)
{
  g_return_val_if_fail (SY_IS_PRESET (self), NULL);

  return self->key_prefix;
}

/**
 * sy_preset_get_key_length:
 * @self: a preset
 *
 * Returns: how many characters each of its keys has; 0 when that is not known
 */
guint
sy_preset_get_key_length (SyPreset *self)
{
  g_return_val_if_fail (SY_IS_PRESET (self), 0);

  return self->key_length;
}

/**
 * sy_preset_get_has_account:
 * @self: a preset
 *
 * Returns: whether its proof tells what was spent and what is left, as OpenRouter's does
 */
gboolean
sy_preset_get_has_account (SyPreset *self)
{
  g_return_val_if_fail (SY_IS_PRESET (self), FALSE);

  return self->has_account;
}
