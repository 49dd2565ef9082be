/* sy-provider-entry.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-provider-entry"

#include "config.h"

#include "sy-provider-entry.h"

#include "sy-json.h"

#include <string.h>

/* No name, address or model is longer. */
#define MAX_TEXT 4096
#define MAX_ID   128

static const char *
get_text (JsonObject *entry,
          const char *member)
{
  const char *text = sy_json_get_string (entry, member);

  return text != NULL && strlen (text) <= MAX_TEXT ? text : NULL;
}

/* A preset has one provider of its own id; custom ones have any other. */
static gboolean
is_id_of (const char *id,
          SyPreset   *preset,
          GListModel *presets)
{
  if (id == NULL || *id == '\0' || strlen (id) > MAX_ID)
    return FALSE;
  if (!sy_preset_get_is_custom (preset))
    return g_str_equal (id, sy_preset_get_id (preset));

  return sy_preset_list_find (presets, id) == NULL;
}

/* What a file does not say is as the preset has it. */
static gboolean
has_known_format (JsonObject *entry)
{
  const char *format = sy_json_get_string (entry, "format");

  return format == NULL || sy_format_find (format) != NULL;
}

/**
 * sy_provider_entry_find_preset:
 * @entry: what a file says of a provider
 * @presets: a list of #SyPreset
 *
 * Returns: (transfer none) (nullable): the preset it was made from; %NULL when
 *   this version can make no provider of @entry
 */
SyPreset *
sy_provider_entry_find_preset (JsonObject *entry,
                               GListModel *presets)
{
  SyPreset *preset;

  g_return_val_if_fail (entry != NULL, NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (presets), NULL);

  preset = sy_preset_list_find (presets, sy_json_get_string (entry, "preset"));
  if (preset == NULL || !has_known_format (entry) ||
      !is_id_of (sy_json_get_string (entry, "id"), preset, presets))
    return NULL;

  return preset;
}

/**
 * sy_provider_entry_build:
 * @provider: a provider
 *
 * Returns: (transfer full): all it is, for providers.json; there is no key in a
 *   #SyProvider
 */
JsonNode *
sy_provider_entry_build (SyProvider *provider)
{
  g_autoptr(JsonObject) entry = NULL;
  SyPreset *preset;
  const SyFormat *format;

  g_return_val_if_fail (SY_IS_PROVIDER (provider), NULL);

  entry = json_object_new ();
  preset = sy_provider_get_preset (provider);
  format = sy_format_get (sy_provider_get_format (provider));

  json_object_set_string_member (entry, "id", sy_provider_get_id (provider));
  json_object_set_string_member (entry, "preset", sy_preset_get_id (preset));
  json_object_set_string_member (entry, "name", sy_provider_get_name (provider));
  json_object_set_string_member (entry, "api-base", sy_provider_get_api_base (provider));
  json_object_set_string_member (entry, "model", sy_provider_get_model_id (provider));
  json_object_set_string_member (entry, "format", format->id);
  json_object_set_member (entry, "sampling",
                          sy_sampling_to_json (sy_provider_get_sampling (provider)));

  sy_model_marks_write (sy_provider_get_marks (provider), entry);

  return json_node_init_object (json_node_alloc (), entry);
}

/**
 * sy_provider_entry_apply:
 * @provider: a provider
 * @entry: what a file says of it
 *
 * Gives @provider the values of @entry.  What is missing or cannot be used leaves
 * the preset's value.
 */
void
sy_provider_entry_apply (SyProvider *provider,
                         JsonObject *entry)
{
  g_autoptr(SySampling) sampling = NULL;
  g_autoptr(GError) error = NULL;
  const SyFormat *format;
  const char *api_base;
  const char *model_id;

  g_return_if_fail (SY_IS_PROVIDER (provider));
  g_return_if_fail (entry != NULL);

  format = sy_format_find (sy_json_get_string (entry, "format"));
  if (format != NULL)
    sy_provider_set_format (provider, format->kind);

  sy_provider_set_name (provider, get_text (entry, "name"));

  api_base = get_text (entry, "api-base");
  if (api_base != NULL && !sy_provider_set_api_base (provider, api_base, &error))
    g_debug ("API base of “%s” is not used: %s", sy_provider_get_id (provider), error->message);

  model_id = get_text (entry, "model");
  if (model_id != NULL)
    sy_provider_set_model_id (provider, model_id);

  sampling = sy_sampling_from_json (sy_json_get_object (entry, "sampling"));
  sy_provider_set_sampling (provider, sampling);
  sy_model_marks_read (sy_provider_get_marks (provider), entry);
}
