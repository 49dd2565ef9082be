/* sy-provider-json.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-provider-json"

#include "config.h"

#include "sy-provider-json.h"

#include "sy-json.h"
#include "sy-provider-entry.h"

#include <string.h>

#define VERSION 1

static JsonArray *
build_entries (GListModel *providers,
               GPtrArray  *foreign)
{
  JsonArray *entries = json_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (providers); i++)
    {
      g_autoptr(SyProvider) provider = g_list_model_get_item (providers, i);

      json_array_add_element (entries, sy_provider_entry_build (provider));
    }

  for (guint i = 0; i < foreign->len; i++)
    json_array_add_element (entries, json_node_copy (g_ptr_array_index (foreign, i)));

  return entries;
}

/**
 * sy_provider_json_build:
 * @providers: a list of #SyProvider
 * @default_provider: the one new conversations begin with
 * @foreign: (element-type JsonNode): entries of the file that are written back as
 *   they were
 * @origins: (transfer full) (nullable): what was decided about origins
 *
 * Returns: (transfer full): providers.json
 */
GBytes *
sy_provider_json_build (GListModel *providers,
                        SyProvider *default_provider,
                        GPtrArray  *foreign,
                        JsonNode   *origins)
{
  g_autoptr(JsonObject) root = NULL;
  g_autoptr(JsonNode) node = NULL;
  g_autofree char *json = NULL;
  char *text;

  g_return_val_if_fail (G_IS_LIST_MODEL (providers), NULL);
  g_return_val_if_fail (SY_IS_PROVIDER (default_provider), NULL);
  g_return_val_if_fail (foreign != NULL, NULL);

  root = json_object_new ();
  json_object_set_int_member (root, "version", VERSION);
  json_object_set_string_member (root, "default", sy_provider_get_id (default_provider));
  if (origins != NULL)
    json_object_set_member (root, "origins", origins);
  json_object_set_array_member (root, "providers", build_entries (providers, foreign));

  node = json_node_init_object (json_node_alloc (), root);
  json = json_to_string (node, TRUE);
  text = g_strdup_printf ("%s\n", json);

  return g_bytes_new_take (text, strlen (text));
}

/**
 * sy_provider_json_parse:
 * @contents: providers.json as it was found
 * @root: (out) (nullable): an object with an array "providers"; %NULL when it
 *   cannot be used
 *
 * Returns: how the file is doing
 */
SyProviderJsonState
sy_provider_json_parse (GBytes    *contents,
                        JsonNode **root)
{
  g_autoptr(JsonNode) node = NULL;
  JsonObject *object;
  const char *data;
  gsize size;
  gint64 version;

  g_return_val_if_fail (contents != NULL, SY_PROVIDER_JSON_DAMAGED);
  g_return_val_if_fail (root != NULL, SY_PROVIDER_JSON_DAMAGED);

  *root = NULL;
  data = g_bytes_get_data (contents, &size);
  node = sy_json_parse (data != NULL ? data : "", (gssize) size, NULL);
  object = sy_json_node_object (node);
  version = sy_json_get_int (object, "version", 0);

  if (version > VERSION)
    return SY_PROVIDER_JSON_NEWER;
  if (version < 1 || sy_json_get_array (object, "providers") == NULL)
    return SY_PROVIDER_JSON_DAMAGED;

  *root = g_steal_pointer (&node);

  return SY_PROVIDER_JSON_GOOD;
}
