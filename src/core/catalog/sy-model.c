/* sy-model.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-model"

#include "config.h"

#include "sy-model.h"

#include <string.h>

struct _SyModel
{
  GObject        parent_instance;

  char          *id;
  char          *name;
  char          *vendor;
  gint64         created;
  SyModelOutput  outputs;
};

G_DEFINE_FINAL_TYPE (SyModel, sy_model, G_TYPE_OBJECT)

G_DEFINE_FLAGS_TYPE (SyModelOutput, sy_model_output,
                     G_DEFINE_ENUM_VALUE (SY_MODEL_OUTPUT_TEXT, "text"),
                     G_DEFINE_ENUM_VALUE (SY_MODEL_OUTPUT_IMAGE, "image"),
                     G_DEFINE_ENUM_VALUE (SY_MODEL_OUTPUT_AUDIO, "audio"),
                     G_DEFINE_ENUM_VALUE (SY_MODEL_OUTPUT_EMBEDDINGS, "embeddings"),
                     G_DEFINE_ENUM_VALUE (SY_MODEL_OUTPUT_OTHER, "other"))

enum
{
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_VENDOR,
  PROP_CREATED,
  PROP_OUTPUTS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* "~anthropic/claude-sonnet-latest" is Anthropic's too; "/srv/tiny.gguf" is nobody's. */
static char *
dup_vendor (const char *id)
{
  const char *slash;

  if (*id == '~')
    id++;

  slash = strchr (id, '/');

  return slash != NULL ? g_strndup (id, (gsize) (slash - id)) : g_strdup ("");
}

static void
sy_model_get_property (GObject    *object,
                       guint       prop_id,
                       GValue     *value,
                       GParamSpec *pspec)
{
  SyModel *self = SY_MODEL (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;

    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;

    case PROP_VENDOR:
      g_value_set_string (value, self->vendor);
      break;

    case PROP_CREATED:
      g_value_set_int64 (value, self->created);
      break;

    case PROP_OUTPUTS:
      g_value_set_flags (value, self->outputs);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sy_model_finalize (GObject *object)
{
  SyModel *self = SY_MODEL (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->vendor);

  G_OBJECT_CLASS (sy_model_parent_class)->finalize (object);
}

static void
sy_model_class_init (SyModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sy_model_get_property;
  object_class->finalize = sy_model_finalize;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_VENDOR] = g_param_spec_string ("vendor", NULL, NULL, NULL, flags);
  properties[PROP_CREATED] =
    g_param_spec_int64 ("created", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_OUTPUTS] =
    g_param_spec_flags ("outputs", NULL, NULL, SY_TYPE_MODEL_OUTPUT, 0, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sy_model_init (SyModel *self)
{
}

/**
 * sy_model_new:
 * @facts: what is known of it; copied
 *
 * Returns: (transfer full): one entry of a provider's model list, which never changes
 */
SyModel *
sy_model_new (const SyModelFacts *facts)
{
  SyModel *self;

  g_return_val_if_fail (facts != NULL, NULL);
  g_return_val_if_fail (facts->id != NULL && *facts->id != '\0', NULL);
  g_return_val_if_fail (facts->created >= 0, NULL);

  self = g_object_new (SY_TYPE_MODEL, NULL);
  self->id = g_strdup (facts->id);
  self->name = g_strdup (facts->name != NULL && *facts->name != '\0' ? facts->name : facts->id);
  self->vendor = dup_vendor (facts->id);
  self->created = facts->created;
  self->outputs = facts->outputs;

  return self;
}

/**
 * sy_model_get_id:
 * @self: a model
 *
 * Returns: (transfer none): its exact id, as a request has to spell it
 */
const char *
sy_model_get_id (SyModel *self)
{
  g_return_val_if_fail (SY_IS_MODEL (self), NULL);

  return self->id;
}

/**
 * sy_model_get_name:
 * @self: a model
 *
 * Returns: (transfer none): what people call it; its id when the list has no names
 */
const char *
sy_model_get_name (SyModel *self)
{
  g_return_val_if_fail (SY_IS_MODEL (self), NULL);

  return self->name;
}

/**
 * sy_model_get_vendor:
 * @self: a model
 *
 * Returns: (transfer none): who made it: what stands before the first slash of its
 *   id, or "" when it has none
 */
const char *
sy_model_get_vendor (SyModel *self)
{
  g_return_val_if_fail (SY_IS_MODEL (self), NULL);

  return self->vendor;
}

/**
 * sy_model_get_created:
 * @self: a model
 *
 * Returns: when it came out or was listed, seconds since 1970; 0 when nobody said
 */
gint64
sy_model_get_created (SyModel *self)
{
  g_return_val_if_fail (SY_IS_MODEL (self), 0);

  return self->created;
}

/**
 * sy_model_get_outputs:
 * @self: a model
 *
 * Returns: what its answers are made of
 */
SyModelOutput
sy_model_get_outputs (SyModel *self)
{
  g_return_val_if_fail (SY_IS_MODEL (self), 0);

  return self->outputs;
}

/**
 * sy_model_get_is_chat:
 * @self: a model
 *
 * Returns: whether it answers in text
 */
gboolean
sy_model_get_is_chat (SyModel *self)
{
  g_return_val_if_fail (SY_IS_MODEL (self), FALSE);

  return (self->outputs & SY_MODEL_OUTPUT_TEXT) != 0;
}

/**
 * sy_model_equal:
 * @self: a model
 * @other: another one
 *
 * Returns: whether nothing that a list says tells them apart
 */
gboolean
sy_model_equal (SyModel *self,
                SyModel *other)
{
  g_return_val_if_fail (SY_IS_MODEL (self), FALSE);
  g_return_val_if_fail (SY_IS_MODEL (other), FALSE);

  return g_str_equal (self->id, other->id) &&
         g_str_equal (self->name, other->name) &&
         self->created == other->created &&
         self->outputs == other->outputs;
}
