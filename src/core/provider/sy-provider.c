/* sy-provider.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-provider"

#include "config.h"

#include "sy-provider.h"

#include "sy-keyring.h"
#include "sy-provider-name.h"
#include "sy-trust.h"
#include "sy-url.h"
#include "sy-utf8.h"

#include <string.h>

struct _SyProvider
{
  GObject       parent_instance;

  char         *id;
  SyPreset     *preset;
  char         *name;
  char         *api_base;
  char         *origin;
  char         *model_id;
  SyFormatKind  format;
  SySampling   *sampling;
  SyModelMarks *marks;
  SyKeyState    key_state;
  char         *key_origin;
  SyTrust      *trust;

  /* The one that was asked last, to be asked again when the origin changes. */
  SyKeyring    *keyring;
  guint         generation;
};

G_DEFINE_FINAL_TYPE (SyProvider, sy_provider, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (SyKeyState, sy_key_state,
                    G_DEFINE_ENUM_VALUE (SY_KEY_STATE_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (SY_KEY_STATE_SAVED, "saved"),
                    G_DEFINE_ENUM_VALUE (SY_KEY_STATE_OTHER_ORIGIN, "other-origin"),
                    G_DEFINE_ENUM_VALUE (SY_KEY_STATE_UNKNOWN, "unknown"))

enum
{
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_PRESET,
  PROP_API_BASE,
  PROP_ORIGIN,
  PROP_MODEL_ID,
  PROP_FORMAT,
  PROP_SAMPLING,
  PROP_KEY_STATE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

enum
{
  CHANGED,
  KEY_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What the keyring was asked: an answer to an older question is dropped. */
typedef struct
{
  SyProvider *provider;
  guint       generation;
} Question;

static Question *
question_new (SyProvider *self)
{
  Question *question = g_new (Question, 1);

  question->provider = g_object_ref (self);
  question->generation = self->generation;

  return question;
}

static void
question_free (Question *question)
{
  g_object_unref (question->provider);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
emit_change (SyProvider *self,
             guint       prop_id)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
set_key_state (SyProvider *self,
               SyKeyState  state)
{
  if (self->key_state == state)
    return;

  self->key_state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KEY_STATE]);
}

static gboolean
needs_no_key (SyProvider *self)
{
  return sy_preset_get_key_need (self->preset) == SY_KEY_NONE;
}

static void
list_origins_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(Question) question = user_data;
  SyProvider *self = question->provider;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) origins = NULL;

  g_assert (SY_IS_KEYRING (object));

  origins = sy_keyring_list_origins_finish (SY_KEYRING (object), result, &error);
  if (self->generation != question->generation)
    return;

  if (error != NULL)
    {
      g_debug ("Keyring did not say which keys there are: %s", error->message);
      set_key_state (self, SY_KEY_STATE_UNKNOWN);
    }
  else if (origins == NULL || origins[0] == NULL)
    {
      set_key_state (self, SY_KEY_STATE_NONE);
    }
  else if (g_strv_contains ((const char *const *) origins, self->origin))
    {
      set_key_state (self, SY_KEY_STATE_SAVED);
    }
  else
    {
      set_key_state (self, SY_KEY_STATE_OTHER_ORIGIN);
    }
}

static void
ask_keyring (SyProvider *self)
{
  self->generation++;

  if (self->keyring != NULL && !needs_no_key (self))
    sy_keyring_list_origins_async (self->keyring, self->id, NULL, list_origins_cb,
                                   question_new (self));
}

static void
set_base (SyProvider *self,
          const char *api_base)
{
  g_autofree char *origin = sy_url_dup_origin (api_base);

  if (!g_set_str (&self->api_base, api_base))
    return;

  if (self->key_state == SY_KEY_STATE_SAVED)
    g_set_str (&self->key_origin, self->origin);

  if (g_set_str (&self->origin, origin != NULL ? origin : ""))
    {
      /* The key of the old origin is not the key of the new one. */
      if (!needs_no_key (self))
        set_key_state (self, SY_KEY_STATE_UNKNOWN);
      ask_keyring (self);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ORIGIN]);
    }

  emit_change (self, PROP_API_BASE);
}

static void
sy_provider_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  SyProvider *self = SY_PROVIDER (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;

    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;

    case PROP_PRESET:
      g_value_set_object (value, self->preset);
      break;

    case PROP_API_BASE:
      g_value_set_string (value, self->api_base);
      break;

    case PROP_ORIGIN:
      g_value_set_string (value, self->origin);
      break;

    case PROP_MODEL_ID:
      g_value_set_string (value, self->model_id);
      break;

    case PROP_FORMAT:
      g_value_set_enum (value, self->format);
      break;

    case PROP_SAMPLING:
      g_value_set_boxed (value, self->sampling);
      break;

    case PROP_KEY_STATE:
      g_value_set_enum (value, self->key_state);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sy_provider_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  SyProvider *self = SY_PROVIDER (object);

  switch (prop_id)
    {
    case PROP_ID:
      self->id = g_value_dup_string (value);
      break;

    case PROP_NAME:
      sy_provider_set_name (self, g_value_get_string (value));
      break;

    case PROP_PRESET:
      self->preset = g_value_dup_object (value);
      break;

    case PROP_API_BASE:
      sy_provider_set_api_base (self, g_value_get_string (value), NULL);
      break;

    case PROP_MODEL_ID:
      sy_provider_set_model_id (self, g_value_get_string (value));
      break;

    case PROP_FORMAT:
      sy_provider_set_format (self, g_value_get_enum (value));
      break;

    case PROP_SAMPLING:
      sy_provider_set_sampling (self, g_value_get_boxed (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sy_provider_constructed (GObject *object)
{
  SyProvider *self = SY_PROVIDER (object);

  G_OBJECT_CLASS (sy_provider_parent_class)->constructed (object);

  g_assert (self->id != NULL);
  g_assert (SY_IS_PRESET (self->preset));

  self->name = g_strdup (sy_preset_get_name (self->preset));
  self->model_id = g_strdup (sy_preset_get_model_id (self->preset));
  self->format = sy_preset_get_format (self->preset);
  self->api_base = g_strdup (sy_preset_get_api_base (self->preset));
  self->origin = sy_url_dup_origin (self->api_base);
  if (self->origin == NULL)
    self->origin = g_strdup ("");
  self->key_state = needs_no_key (self) ? SY_KEY_STATE_NONE : SY_KEY_STATE_UNKNOWN;
}

static void
sy_provider_dispose (GObject *object)
{
  SyProvider *self = SY_PROVIDER (object);

  g_clear_object (&self->keyring);
  g_clear_object (&self->trust);

  G_OBJECT_CLASS (sy_provider_parent_class)->dispose (object);
}

static void
sy_provider_finalize (GObject *object)
{
  SyProvider *self = SY_PROVIDER (object);

  g_clear_object (&self->preset);
  g_clear_object (&self->marks);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->api_base, g_free);
  g_clear_pointer (&self->origin, g_free);
  g_clear_pointer (&self->key_origin, g_free);
  g_clear_pointer (&self->model_id, g_free);
  g_clear_pointer (&self->sampling, sy_sampling_free);

  G_OBJECT_CLASS (sy_provider_parent_class)->finalize (object);
}

static void
sy_provider_class_init (SyProviderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY |
                               G_PARAM_STATIC_STRINGS;
  const GParamFlags writable = readable | G_PARAM_WRITABLE;
  const GParamFlags construct_only = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY |
                                     G_PARAM_STATIC_STRINGS;

  object_class->get_property = sy_provider_get_property;
  object_class->set_property = sy_provider_set_property;
  object_class->constructed = sy_provider_constructed;
  object_class->dispose = sy_provider_dispose;
  object_class->finalize = sy_provider_finalize;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, construct_only);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, writable);
  properties[PROP_PRESET] =
    g_param_spec_object ("preset", NULL, NULL, SY_TYPE_PRESET, construct_only);
  properties[PROP_API_BASE] = g_param_spec_string ("api-base", NULL, NULL, NULL, writable);
  properties[PROP_ORIGIN] = g_param_spec_string ("origin", NULL, NULL, NULL, readable);
  properties[PROP_MODEL_ID] = g_param_spec_string ("model-id", NULL, NULL, NULL, writable);
  properties[PROP_FORMAT] =
    g_param_spec_enum ("format", NULL, NULL, SY_TYPE_FORMAT_KIND, SY_FORMAT_OPENAI_CHAT, writable);
  properties[PROP_SAMPLING] =
    g_param_spec_boxed ("sampling", NULL, NULL, SY_TYPE_SAMPLING, writable);
  properties[PROP_KEY_STATE] =
    g_param_spec_enum ("key-state", NULL, NULL, SY_TYPE_KEY_STATE, SY_KEY_STATE_UNKNOWN, readable);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * SyProvider::changed:
   *
   * Something a request depends on has another value.
   */
  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  /**
   * SyProvider::key-changed:
   *
   * There is another key now, or none, even where "key-state" is what it was.
   */
  signals[KEY_CHANGED] =
    g_signal_new ("key-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
sy_provider_init (SyProvider *self)
{
  self->sampling = sy_sampling_new ();
  self->marks = sy_model_marks_new ();
}

/**
 * sy_provider_new:
 * @id: its stable id: the preset's, or a UUID
 * @preset: where its first values come from
 *
 * Returns: (transfer full): a provider with the values of @preset
 */
SyProvider *
sy_provider_new (const char *id,
                 SyPreset   *preset)
{
  g_return_val_if_fail (id != NULL && *id != '\0', NULL);
  g_return_val_if_fail (SY_IS_PRESET (preset), NULL);

  return g_object_new (SY_TYPE_PROVIDER, "id", id, "preset", preset, NULL);
}

/**
 * sy_provider_get_id:
 * @self: a provider
 *
 * Returns: (transfer none): its stable id
 */
const char *
sy_provider_get_id (SyProvider *self)
{
  g_return_val_if_fail (SY_IS_PROVIDER (self), NULL);

  return self->id;
}

/**
 * sy_provider_get_name:
 * @self: a provider
 *
 * Returns: (transfer none): what people call it
 */
const char *
sy_provider_get_name (SyProvider *self)
{
  g_return_val_if_fail (SY_IS_PROVIDER (self), NULL);

  return self->name;
}

/**
 * sy_provider_set_name:
 * @self: a provider
 * @name: (nullable): what to call it; see sy_provider_name_clean()
 */
void
sy_provider_set_name (SyProvider *self,
                      const char *name)
{
  g_autofree char *clean = NULL;

  g_return_if_fail (SY_IS_PROVIDER (self));

  clean = sy_provider_name_clean (name, sy_preset_get_name (self->preset));
  if (g_set_str (&self->name, clean))
    emit_change (self, PROP_NAME);
}

/**
 * sy_provider_get_preset:
 * @self: a provider
 *
 * Returns: (transfer none): the preset it was made from
 */
SyPreset *
sy_provider_get_preset (SyProvider *self)
{
  g_return_val_if_fail (SY_IS_PROVIDER (self), NULL);

  return self->preset;
}

/**
 * sy_provider_get_trust:
 * @self: a provider
 *
 * Returns: (transfer none) (nullable): what was decided about origins
 */
SyTrust *
sy_provider_get_trust (SyProvider *self)
{
  g_return_val_if_fail (SY_IS_PROVIDER (self), NULL);

  return self->trust;
}

/**
 * sy_provider_set_trust:
 * @self: a provider
 * @trust: (nullable): what was decided about origins; nothing when %NULL
 *
 * Plain http beyond loopback is refused without a decision in @trust.
 */
void
sy_provider_set_trust (SyProvider *self,
                       SyTrust    *trust)
{
  g_return_if_fail (SY_IS_PROVIDER (self));
  g_return_if_fail (trust == NULL || SY_IS_TRUST (trust));

  g_set_object (&self->trust, trust);
}

/**
 * sy_provider_get_api_base:
 * @self: a provider
 *
 * Returns: (transfer none): the whole address of its endpoint, or ""
 */
const char *
sy_provider_get_api_base (SyProvider *self)
{
  g_return_val_if_fail (SY_IS_PROVIDER (self), NULL);

  return self->api_base;
}

/**
 * sy_provider_set_api_base:
 * @self: a provider
 * @text: (nullable): what was typed
 * @error: return location for an error
 *
 * Moves the provider to another address; see sy_api_base_clean() and
 * sy_api_base_check().
 *
 * Returns: %FALSE with %SY_ERROR_INVALID_URL or %SY_ERROR_INSECURE; the last good
 *   value stays
 */
gboolean
sy_provider_set_api_base (SyProvider  *self,
                          const char  *text,
                          GError     **error)
{
  g_autofree char *api_base = NULL;

  g_return_val_if_fail (SY_IS_PROVIDER (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  api_base = sy_api_base_clean (text, self->preset, self->format, error);
  if (api_base == NULL || !sy_api_base_check (api_base, self->trust, error))
    return FALSE;

  set_base (self, api_base);
  return TRUE;
}

/**
 * sy_provider_get_origin:
 * @self: a provider
 *
 * Returns: (transfer none): scheme, host and port a key may be sent to, or ""
 */
const char *
sy_provider_get_origin (SyProvider *self)
{
  g_return_val_if_fail (SY_IS_PROVIDER (self), NULL);

  return self->origin;
}

/**
 * sy_provider_dup_host:
 * @self: a provider
 *
 * Returns: (transfer full): the host as people read it, with the port when it is
 *   not the scheme's own; "" without an API base
 */
char *
sy_provider_dup_host (SyProvider *self)
{
  const char *host;

  g_return_val_if_fail (SY_IS_PROVIDER (self), NULL);

  host = strstr (self->origin, "://");
  if (host != NULL)
    return g_strdup (host + strlen ("://"));

  return *self->origin != '\0' ? sy_url_dup_host (self->origin) : g_strdup ("");
}

/**
 * sy_provider_dup_endpoint:
 * @self: a provider
 *
 * Returns: (transfer full) (nullable): the address requests are sent to; %NULL
 *   without an API base
 */
char *
sy_provider_dup_endpoint (SyProvider *self)
{
  g_return_val_if_fail (SY_IS_PROVIDER (self), NULL);

  if (*self->api_base == '\0')
    return NULL;

  return sy_url_endpoint (self->api_base, sy_format_get (self->format)->endpoint);
}

/**
 * sy_provider_get_model_id:
 * @self: a provider
 *
 * Returns: (transfer none): exact id of its model, or ""
 */
const char *
sy_provider_get_model_id (SyProvider *self)
{
  g_return_val_if_fail (SY_IS_PROVIDER (self), NULL);

  return self->model_id;
}

/**
 * sy_provider_set_model_id:
 * @self: a provider
 * @model_id: (nullable): the id; blanks around it are taken off
 */
void
sy_provider_set_model_id (SyProvider *self,
                          const char *model_id)
{
  g_autofree char *line = NULL;

  g_return_if_fail (SY_IS_PROVIDER (self));

  line = sy_utf8_clean_line (model_id != NULL ? model_id : "");
  if (g_set_str (&self->model_id, line))
    emit_change (self, PROP_MODEL_ID);
}

/**
 * sy_provider_get_format:
 * @self: a provider
 *
 * Returns: the format its endpoint speaks
 */
SyFormatKind
sy_provider_get_format (SyProvider *self)
{
  g_return_val_if_fail (SY_IS_PROVIDER (self), SY_FORMAT_OPENAI_CHAT);

  return self->format;
}

/**
 * sy_provider_set_format:
 * @self: a provider
 * @format: the format its endpoint speaks
 */
void
sy_provider_set_format (SyProvider   *self,
                        SyFormatKind  format)
{
  g_return_if_fail (SY_IS_PROVIDER (self));

  if (self->format == format)
    return;

  self->format = format;
  emit_change (self, PROP_FORMAT);
}

/**
 * sy_provider_get_sampling:
 * @self: a provider
 *
 * Returns: (transfer none): the values that were set for it
 */
const SySampling *
sy_provider_get_sampling (SyProvider *self)
{
  g_return_val_if_fail (SY_IS_PROVIDER (self), NULL);

  return self->sampling;
}

/**
 * sy_provider_set_sampling:
 * @self: a provider
 * @sampling: (nullable): values; %NULL is none
 */
void
sy_provider_set_sampling (SyProvider       *self,
                          const SySampling *sampling)
{
  g_autoptr(SySampling) values = NULL;

  g_return_if_fail (SY_IS_PROVIDER (self));

  values = sampling != NULL ? sy_sampling_copy (sampling) : sy_sampling_new ();
  if (sy_sampling_equal (self->sampling, values))
    return;

  sy_sampling_free (self->sampling);
  self->sampling = g_steal_pointer (&values);
  emit_change (self, PROP_SAMPLING);
}

/**
 * sy_provider_get_marks:
 * @self: a provider
 *
 * Returns: (transfer none): which of its models the person wants at hand
 */
SyModelMarks *
sy_provider_get_marks (SyProvider *self)
{
  g_return_val_if_fail (SY_IS_PROVIDER (self), NULL);

  return self->marks;
}

/**
 * sy_provider_get_key_state:
 * @self: a provider
 *
 * Returns: what is known of its key; the key itself is never here
 */
SyKeyState
sy_provider_get_key_state (SyProvider *self)
{
  g_return_val_if_fail (SY_IS_PROVIDER (self), SY_KEY_STATE_UNKNOWN);

  return self->key_state;
}

/**
 * sy_provider_get_key_origin:
 * @self: a provider
 *
 * Returns: (transfer none) (nullable): the origin it had when there last was a key for
 *   it, before its base moved; %NULL when that is not known
 */
const char *
sy_provider_get_key_origin (SyProvider *self)
{
  g_return_val_if_fail (SY_IS_PROVIDER (self), NULL);

  return self->key_origin;
}

/**
 * sy_provider_read_key_state:
 * @self: a provider
 * @keyring: where its key may be
 *
 * Asks for which origins there are keys; "key-state" follows.  When the origin
 * changes later, @keyring is asked again.  An answer that another question has
 * overtaken is dropped.
 */
void
sy_provider_read_key_state (SyProvider *self,
                            SyKeyring  *keyring)
{
  g_return_if_fail (SY_IS_PROVIDER (self));
  g_return_if_fail (SY_IS_KEYRING (keyring));

  g_set_object (&self->keyring, keyring);
  ask_keyring (self);
}

/**
 * sy_provider_key_changed:
 * @self: a provider
 *
 * For who has kept or removed a key: asks the keyring again, and tells.
 */
void
sy_provider_key_changed (SyProvider *self)
{
  g_return_if_fail (SY_IS_PROVIDER (self));

  ask_keyring (self);
  g_signal_emit (self, signals[KEY_CHANGED], 0);
}
