/* sy-preset.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-preset"

#include "config.h"

#include "sy-preset.h"

#include "sy-error.h"
#include "sy-json.h"

#include <glib/gi18n-lib.h>

#define CUSTOM_ID           "custom"
#define DEMO_BASE           "demo:"
#define MAX_SILENCE_SECONDS 3600
#define CLOUD_SILENCE       120
#define LOCAL_SILENCE       600

struct _SyPreset
{
  GObject       parent_instance;

  char         *id;
  char         *name;
  char         *api_base;
  char         *model_id;
  char         *auth_header;
  char         *key_page;
  char         *credits_page;
  char         *models_page;
  char         *privacy_page;
  SyFormatKind  format;
  SyDialect     dialect;
  SyKeyNeed     key_need;
  gboolean      is_local;
  guint         silence_ms;
};

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
  gint64 fallback = is_local ? LOCAL_SILENCE : CLOUD_SILENCE;
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

static SyPreset *
parse_row (JsonObject     *row,
           const SyFormat *format)
{
  SyPreset *self = g_object_new (SY_TYPE_PRESET, NULL);

  self->id = sy_json_dup_string (row, "id");
  self->name = sy_json_dup_string (row, "name");
  self->api_base = dup_string_or (row, "api-base", "");
  self->model_id = dup_string_or (row, "model", "");
  self->auth_header = dup_string_or (row, "auth-header", "Authorization");
  self->key_page = dup_page (row, "key-page");
  self->credits_page = dup_page (row, "credits-page");
  self->models_page = dup_page (row, "models-page");
  self->privacy_page = dup_page (row, "privacy-page");
  self->format = format->kind;
  self->dialect = find_word (dialects, sy_json_get_string (row, "dialect"));
  self->key_need = find_word (key_needs, sy_json_get_string (row, "key"));
  self->is_local = sy_json_get_boolean (row, "local", FALSE);
  self->silence_ms = read_silence (row, self->is_local);

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
  g_return_val_if_fail (SY_IS_PRESET (self), CLOUD_SILENCE * 1000);

  return self->silence_ms;
}
