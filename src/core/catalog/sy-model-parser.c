/* sy-model-parser.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-model-parser"

#include "config.h"

#include "sy-model-parser.h"

#include "sy-error.h"
#include "sy-json-split.h"
#include "sy-json.h"
#include "sy-model-entry.h"

#include <glib/gi18n-lib.h>

/* The largest list there is has 500 models. */
#define MAX_ENTRIES 20000

/* OpenRouter's ":batch" models answer over another interface only. */
static gboolean
is_wanted (SyModel *model)
{
  return sy_model_get_is_chat (model) && !g_str_has_suffix (sy_model_get_id (model), ":batch");
}

/* Ollama without a model: {"object": "list", "data": null}. */
static gboolean
is_empty_list (JsonNode *root)
{
  JsonObject *object = sy_json_node_object (root);

  return object != NULL && json_object_has_member (object, "data") &&
         json_object_get_null_member (object, "data") &&
         g_strcmp0 (sy_json_get_string (object, "object"), "list") == 0;
}

static GPtrArray *
read_models (GArray    *entries,
             gboolean  *is_list,
             GError   **error)
{
  g_autoptr(GPtrArray) models = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  *is_list = entries->len == 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const SyJsonSpan *span = &g_array_index (entries, SyJsonSpan, i);
      g_autoptr(JsonNode) node = sy_json_parse (span->text, (gssize) span->length, error);
      JsonObject *entry = sy_json_node_object (node);
      const char *id = sy_model_entry_get_id (entry);
      g_autoptr(SyModel) model = NULL;

      if (node == NULL)
        return NULL;
      if (id == NULL)
        continue;

      *is_list = TRUE;
      if (!g_hash_table_add (seen, g_strdup (id)))
        continue;

      model = sy_model_entry_parse (entry);
      if (is_wanted (model))
        g_ptr_array_add (models, g_steal_pointer (&model));
    }

  return g_steal_pointer (&models);
}

/**
 * sy_model_parser_parse:
 * @json: the body of a provider's model list
 * @error: return location: %SY_ERROR_PROTOCOL when it is no such list
 *
 * Understands OpenAI's and OpenRouter's {"data": []}, Together's bare array, and
 * {"models": []} of Ollama, llama.cpp and Gemini.  Entries that cannot be used are left
 * out: without an id, listed before, or not answering in text.  Anything may be missing
 * or of another type.  May be called in any thread.
 *
 * Returns: (transfer full) (element-type SyModel): the chat models, in their order; none
 *   when the list is empty
 */
GPtrArray *
sy_model_parser_parse (GBytes  *json,
                       GError **error)
{
  /* Together has an array alone; llama.cpp has both members. */
  static const char *const members[] = { "data", "models", NULL };
  g_autoptr(JsonNode) root = NULL;
  g_autoptr(GPtrArray) models = NULL;
  g_autoptr(GArray) entries = NULL;
  gboolean is_list = FALSE;
  const char *data;
  gsize length;

  g_return_val_if_fail (json != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  data = g_bytes_get_data (json, &length);
  entries = sy_json_split (length > 0 ? data : "", length, members, MAX_ENTRIES);

  if (entries != NULL)
    {
      models = read_models (entries, &is_list, error);
      if (models == NULL)
        return NULL;
    }
  else
    {
      root = sy_json_parse (length > 0 ? data : "", (gssize) length, error);
      if (root == NULL)
        return NULL;
      if (is_empty_list (root))
        return g_ptr_array_new_with_free_func (g_object_unref);
    }

  if (is_list)
    return g_steal_pointer (&models);

  g_set_error_literal (error, SY_ERROR, SY_ERROR_PROTOCOL, _("This is not a list of models"));

  return NULL;
}
