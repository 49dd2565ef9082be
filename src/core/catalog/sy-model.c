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
  GObject       parent_instance;

  /* All that is in it is the model's own. */
  SyModelFacts  facts;
  const char   *title;
  char         *vendor;
  char         *search_key;
};

G_DEFINE_FINAL_TYPE (SyModel, sy_model, G_TYPE_OBJECT)

G_DEFINE_FLAGS_TYPE (SyModelOutput, sy_model_output,
                     G_DEFINE_ENUM_VALUE (SY_MODEL_OUTPUT_TEXT, "text"),
                     G_DEFINE_ENUM_VALUE (SY_MODEL_OUTPUT_IMAGE, "image"),
                     G_DEFINE_ENUM_VALUE (SY_MODEL_OUTPUT_AUDIO, "audio"),
                     G_DEFINE_ENUM_VALUE (SY_MODEL_OUTPUT_EMBEDDINGS, "embeddings"),
                     G_DEFINE_ENUM_VALUE (SY_MODEL_OUTPUT_OTHER, "other"))

G_DEFINE_FLAGS_TYPE (SyModelCaps, sy_model_caps,
                     G_DEFINE_ENUM_VALUE (SY_MODEL_CAP_VISION, "vision"),
                     G_DEFINE_ENUM_VALUE (SY_MODEL_CAP_TOOLS, "tools"),
                     G_DEFINE_ENUM_VALUE (SY_MODEL_CAP_REASONING, "reasoning"),
                     G_DEFINE_ENUM_VALUE (SY_MODEL_CAP_FILES, "files"),
                     G_DEFINE_ENUM_VALUE (SY_MODEL_CAP_AUDIO, "audio"),
                     G_DEFINE_ENUM_VALUE (SY_MODEL_CAP_VIDEO, "video"),
                     G_DEFINE_ENUM_VALUE (SY_MODEL_CAP_REASONING_ALWAYS, "reasoning-always"),
                     G_DEFINE_ENUM_VALUE (SY_MODEL_CAP_MODERATED, "moderated"))

enum
{
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_TITLE,
  PROP_VENDOR,
  PROP_CREATED,
  PROP_OUTPUTS,
  PROP_CAPS,
  PROP_CONTEXT_LENGTH,
  PROP_MAX_OUTPUT,
  PROP_PRICING,
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

/* OpenRouter puts the vendor before the name: "Anthropic: Claude Sonnet 4.5". */
static const char *
find_title (const char *name,
            const char *vendor)
{
  const char *colon = strstr (name, ": ");

  return *vendor != '\0' && colon != NULL && colon[2] != '\0' ? colon + 2 : name;
}

/* The id begins with its vendor, and the name with what people call the vendor. */
static char *
dup_search_key (const SyModelFacts *facts)
{
  g_autofree char *text = g_strconcat (facts->id, "\n", facts->name, NULL);

  return sy_model_dup_search_text (text);
}

static char **
dup_words (const char *const *words)
{
  return words != NULL && words[0] != NULL ? g_strdupv ((char **) words) : NULL;
}

static void
own_facts (SyModelFacts       *own,
           const SyModelFacts *facts)
{
  *own = *facts;
  own->id = g_strdup (facts->id);
  own->name = g_strdup (facts->name != NULL && *facts->name != '\0' ? facts->name : facts->id);
  own->description = g_strdup (facts->description);
  own->pricing = facts->pricing != NULL ? sy_pricing_ref (facts->pricing) : NULL;
  own->parameters = (const char *const *) dup_words (facts->parameters);
  own->efforts = (const char *const *) dup_words (facts->efforts);
  own->default_effort = g_strdup (facts->default_effort);
  own->retires_on = g_strdup (facts->retires_on);
  own->knowledge_cutoff = g_strdup (facts->knowledge_cutoff);
  own->alias_target = g_strdup (facts->alias_target);
  own->alias_name = g_strdup (facts->alias_name);
}

static void
free_facts (SyModelFacts *own)
{
  g_free ((char *) own->id);
  g_free ((char *) own->name);
  g_free ((char *) own->description);
  g_clear_pointer (&own->pricing, sy_pricing_unref);
  g_strfreev ((char **) own->parameters);
  g_strfreev ((char **) own->efforts);
  g_free ((char *) own->default_effort);
  g_free ((char *) own->retires_on);
  g_free ((char *) own->knowledge_cutoff);
  g_free ((char *) own->alias_target);
  g_free ((char *) own->alias_name);
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
      g_value_set_string (value, self->facts.id);
      break;

    case PROP_NAME:
      g_value_set_string (value, self->facts.name);
      break;

    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;

    case PROP_VENDOR:
      g_value_set_string (value, self->vendor);
      break;

    case PROP_CREATED:
      g_value_set_int64 (value, self->facts.created);
      break;

    case PROP_OUTPUTS:
      g_value_set_flags (value, self->facts.outputs);
      break;

    case PROP_CAPS:
      g_value_set_flags (value, self->facts.caps);
      break;

    case PROP_CONTEXT_LENGTH:
      g_value_set_int64 (value, self->facts.context_length);
      break;

    case PROP_MAX_OUTPUT:
      g_value_set_int64 (value, self->facts.max_output);
      break;

    case PROP_PRICING:
      g_value_set_boxed (value, self->facts.pricing);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sy_model_finalize (GObject *object)
{
  SyModel *self = SY_MODEL (object);

  free_facts (&self->facts);
  g_free (self->vendor);
  g_free (self->search_key);

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
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_VENDOR] = g_param_spec_string ("vendor", NULL, NULL, NULL, flags);
  properties[PROP_CREATED] =
    g_param_spec_int64 ("created", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_OUTPUTS] =
    g_param_spec_flags ("outputs", NULL, NULL, SY_TYPE_MODEL_OUTPUT, 0, flags);
  properties[PROP_CAPS] =
    g_param_spec_flags ("caps", NULL, NULL, SY_TYPE_MODEL_CAPS, 0, flags);
  properties[PROP_CONTEXT_LENGTH] =
    g_param_spec_int64 ("context-length", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_MAX_OUTPUT] =
    g_param_spec_int64 ("max-output", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_PRICING] = g_param_spec_boxed ("pricing", NULL, NULL, SY_TYPE_PRICING, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sy_model_init (SyModel *self)
{
}

/**
 * sy_model_dup_search_text:
 * @text: what somebody wrote
 *
 * Returns: (transfer full): @text as search keys are written: neither case nor the way a
 *   letter is put together matters
 */
char *
sy_model_dup_search_text (const char *text)
{
  g_autofree char *normal = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (normal != NULL ? normal : "", -1);
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
  g_return_val_if_fail (facts->context_length >= 0, NULL);
  g_return_val_if_fail (facts->max_output >= 0, NULL);

  self = g_object_new (SY_TYPE_MODEL, NULL);
  own_facts (&self->facts, facts);
  self->vendor = dup_vendor (facts->id);
  self->title = find_title (self->facts.name, self->vendor);
  self->search_key = dup_search_key (&self->facts);

  return self;
}

/**
 * sy_model_get_facts:
 * @self: a model
 *
 * Returns: (transfer none): all that the list says of it
 */
const SyModelFacts *
sy_model_get_facts (SyModel *self)
{
  g_return_val_if_fail (SY_IS_MODEL (self), NULL);

  return &self->facts;
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

  return self->facts.id;
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

  return self->facts.name;
}

/**
 * sy_model_get_title:
 * @self: a model
 *
 * Returns: (transfer none): its name without that of its vendor, "Claude Sonnet 4.5"
 */
const char *
sy_model_get_title (SyModel *self)
{
  g_return_val_if_fail (SY_IS_MODEL (self), NULL);

  return self->title;
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
 * sy_model_get_search_key:
 * @self: a model
 *
 * Returns: (transfer none): its id and its name, as sy_model_dup_search_text() gives them
 */
const char *
sy_model_get_search_key (SyModel *self)
{
  g_return_val_if_fail (SY_IS_MODEL (self), NULL);

  return self->search_key;
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

  return self->facts.created;
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

  return self->facts.outputs;
}

/**
 * sy_model_get_caps:
 * @self: a model
 *
 * Returns: what it can do
 */
SyModelCaps
sy_model_get_caps (SyModel *self)
{
  g_return_val_if_fail (SY_IS_MODEL (self), 0);

  return self->facts.caps;
}

/**
 * sy_model_get_context_length:
 * @self: a model
 *
 * Returns: how much fits into it, in tokens; 0 when nobody said
 */
gint64
sy_model_get_context_length (SyModel *self)
{
  g_return_val_if_fail (SY_IS_MODEL (self), 0);

  return self->facts.context_length;
}

/**
 * sy_model_get_max_output:
 * @self: a model
 *
 * Returns: how long an answer may be, in tokens; 0 when nobody said
 */
gint64
sy_model_get_max_output (SyModel *self)
{
  g_return_val_if_fail (SY_IS_MODEL (self), 0);

  return self->facts.max_output;
}

/**
 * sy_model_get_pricing:
 * @self: a model
 *
 * Returns: (transfer none) (nullable): what it costs
 */
const SyPricing *
sy_model_get_pricing (SyModel *self)
{
  g_return_val_if_fail (SY_IS_MODEL (self), NULL);

  return self->facts.pricing;
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

  return (self->facts.outputs & SY_MODEL_OUTPUT_TEXT) != 0;
}

static gboolean
words_equal (const char *const *words,
             const char *const *others)
{
  if (words == NULL || others == NULL)
    return words == others;

  return g_strv_equal (words, others);
}

static gboolean
texts_equal (const SyModelFacts *a,
             const SyModelFacts *b)
{
  return g_str_equal (a->id, b->id) && g_str_equal (a->name, b->name) &&
         g_strcmp0 (a->description, b->description) == 0 &&
         g_strcmp0 (a->default_effort, b->default_effort) == 0 &&
         g_strcmp0 (a->retires_on, b->retires_on) == 0 &&
         g_strcmp0 (a->knowledge_cutoff, b->knowledge_cutoff) == 0 &&
         g_strcmp0 (a->alias_target, b->alias_target) == 0 &&
         g_strcmp0 (a->alias_name, b->alias_name) == 0;
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
  const SyModelFacts *a;
  const SyModelFacts *b;

  g_return_val_if_fail (SY_IS_MODEL (self), FALSE);
  g_return_val_if_fail (SY_IS_MODEL (other), FALSE);

  a = &self->facts;
  b = &other->facts;

  return texts_equal (a, b) && a->created == b->created && a->outputs == b->outputs &&
         a->caps == b->caps && a->context_length == b->context_length &&
         a->max_output == b->max_output && sy_pricing_equal (a->pricing, b->pricing) &&
         words_equal (a->parameters, b->parameters) && words_equal (a->efforts, b->efforts);
}
