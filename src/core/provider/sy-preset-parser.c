/* sy-preset-parser.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-preset-parser"

#include "config.h"

#include "sy-preset-private.h"

#include "sy-error.h"
#include "sy-json.h"

#include <glib/gi18n-lib.h>

#define MAX_SILENCE_SECONDS 3600
#define MAX_KEY_LENGTH      4096

/* Words of the file, and the values they stand for. */
typedef struct
{
  const char *word;
  int         value;
} Word;

static const Word dialects[] = {
  { "generic", SY_DIALECT_GENERIC },
  { "openai", SY_DIALECT_OPENAI },
  { "openrouter", SY_DIALECT_OPENROUTER },
  { NULL, SY_DIALECT_GENERIC },
};

static const Word key_needs[] = {
  { "required", SY_KEY_REQUIRED },
  { "optional", SY_KEY_OPTIONAL },
  { "none", SY_KEY_NONE },
  { NULL, SY_KEY_OPTIONAL },
};

static int
find_word (const Word *words,
           const char *text)
{
  while (words->word != NULL && g_strcmp0 (words->word, text) != 0)
    words++;

  return words->value;
}

static char *
dup_string_or (JsonObject *row,
               const char *member,
               const char *fallback)
{
  char *text = sy_json_dup_string (row, member);

  return text != NULL ? text : g_strdup (fallback);
}

static guint
read_silence (JsonObject *row,
              gboolean    is_local)
{
  gint64 fallback = is_local ? SY_LOCAL_SILENCE : SY_CLOUD_SILENCE;
  gint64 seconds = sy_json_get_int (row, "silence-seconds", fallback);

  return (guint) CLAMP (seconds, 1, MAX_SILENCE_SECONDS) * 1000;
}

/* A page is opened in a browser: nothing but https, and nobody's password. */
static char *
dup_page (JsonObject *row,
          const char *member)
{
  const char *page = sy_json_get_string (row, member);
  g_autoptr(GUri) uri = NULL;

  if (page != NULL)
    uri = g_uri_parse (page, G_URI_FLAGS_NONE, NULL);

  if (uri == NULL || !g_str_equal (g_uri_get_scheme (uri), "https") ||
      g_uri_get_userinfo (uri) != NULL ||
      g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    return NULL;

  return g_strdup (page);
}

/* Strings of an array; what is no string is left out. */
static char **
dup_strings (JsonObject *row,
             const char *member)
{
  g_autoptr(GStrvBuilder) strings = g_strv_builder_new ();
  JsonArray *array = sy_json_get_array (row, member);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      const char *text = sy_json_node_string (json_array_get_element (array, i));

      if (text != NULL)
        g_strv_builder_add (strings, text);
    }

  return g_strv_builder_end (strings);
}

static void
read_suggested (SyPreset  *self,
                JsonArray *rows)
{
  g_autoptr(GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr(GStrvBuilder) notes = g_strv_builder_new ();

  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row = sy_json_array_object (rows, i);
      const char *id = row != NULL ? sy_json_get_string (row, "id") : NULL;
      const char *note = row != NULL ? sy_json_get_string (row, "note") : NULL;

      if (id == NULL)
        continue;

      g_strv_builder_add (ids, id);
      g_strv_builder_add (notes, note != NULL ? note : "");
    }

  self->suggested_ids = g_strv_builder_end (ids);
  self->suggested_notes = g_strv_builder_end (notes);
}

static void
read_key (SyPreset   *self,
          JsonObject *row)
{
  self->auth_header = dup_string_or (row, "auth-header", "Authorization");
  self->key_need = find_word (key_needs, sy_json_get_string (row, "key"));
  self->key_prefix = sy_json_dup_string (row, "key-prefix");
  self->key_length = (guint) CLAMP (sy_json_get_int (row, "key-length", 0), 0, MAX_KEY_LENGTH);
  sy_proof_read (&self->proof, sy_json_get_object (row, "proof"));
  self->has_account = sy_json_get_boolean (row, "account", FALSE);
}

static void
read_models (SyPreset   *self,
             JsonObject *row)
{
  self->model_id = dup_string_or (row, "model", "");
  self->model_patterns = dup_strings (row, "model-patterns");
  self->models_path = dup_string_or (row, "models-path", "models");
  self->has_endpoints = sy_json_get_boolean (row, "endpoints", FALSE);
  read_suggested (self, sy_json_get_array (row, "suggested"));
}

static SyPreset *
parse_row (JsonObject     *row,
           const SyFormat *format)
{
  SyPreset *self = g_object_new (SY_TYPE_PRESET, NULL);

  self->id = sy_json_dup_string (row, "id");
  self->name = sy_json_dup_string (row, "name");
  self->api_base = dup_string_or (row, "api-base", "");
  self->other_bases = dup_strings (row, "other-api-bases");
  self->key_page = dup_page (row, "key-page");
  self->credits_page = dup_page (row, "credits-page");
  self->models_page = dup_page (row, "models-page");
  self->privacy_page = dup_page (row, "privacy-page");
  self->format = format->kind;
  self->dialect = find_word (dialects, sy_json_get_string (row, "dialect"));
  self->is_local = sy_json_get_boolean (row, "local", FALSE);
  self->silence_ms = read_silence (row, self->is_local);
  read_key (self, row);
  read_models (self, row);

  return self;
}

static gboolean
add_row (GListStore  *store,
         JsonObject  *row,
         guint        position,
         GError     **error)
{
  const char *id = row != NULL ? sy_json_get_string (row, "id") : NULL;
  const char *name = row != NULL ? sy_json_get_string (row, "name") : NULL;
  const SyFormat *format;
  g_autoptr(SyPreset) preset = NULL;

  if (id == NULL || *id == '\0' || name == NULL || *name == '\0' ||
      sy_preset_list_find (G_LIST_MODEL (store), id) != NULL)
    {
      g_set_error (error, SY_ERROR, SY_ERROR_STORE,
                   _("Preset %u has no name or no id of its own"), position + 1);
      return FALSE;
    }

  /* Its format comes with a later version: not listed. */
  format = sy_format_find (sy_json_get_string (row, "format"));
  if (format == NULL)
    return TRUE;

  preset = parse_row (row, format);
  g_list_store_append (store, preset);

  return TRUE;
}

/**
 * sy_preset_parse_list:
 * @json: contents of presets.json
 * @error: return location for an error
 *
 * Reads the presets in their order.  One whose format does not exist is left
 * out; a field nobody knows is ignored.
 *
 * Returns: (transfer full) (nullable): a list of #SyPreset, or %NULL with
 *   %SY_ERROR_STORE
 */
GListModel *
sy_preset_parse_list (GBytes  *json,
                      GError **error)
{
  g_autoptr(GListStore) store = g_list_store_new (SY_TYPE_PRESET);
  g_autoptr(GError) reason = NULL;
  g_autoptr(JsonNode) root = NULL;
  JsonArray *rows = NULL;
  const char *data;
  gsize size;

  g_return_val_if_fail (json != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  data = g_bytes_get_data (json, &size);
  root = sy_json_parse (data != NULL ? data : "", (gssize) size, &reason);
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    rows = sy_json_get_array (json_node_get_object (root), "presets");
  if (rows == NULL)
    {
      g_set_error (error, SY_ERROR, SY_ERROR_STORE, _("The list of presets cannot be read: %s"),
                   reason != NULL ? reason->message : _("it holds no presets"));
      return NULL;
    }

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      if (!add_row (store, sy_json_array_object (rows, i), i, error))
        return NULL;
    }

  return G_LIST_MODEL (g_steal_pointer (&store));
}
