/* sy-conversation.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-conversation"

#include "config.h"

#include "sy-conversation.h"

struct _SyConversation
{
  GObject   parent_instance;

  char     *id;
  char     *title;
  char     *provider_id;
  char     *model_id;
  gint64    updated_at;
  SyMoney   total_cost;
  gboolean  pinned;
  gboolean  busy;
};

G_DEFINE_FINAL_TYPE (SyConversation, sy_conversation, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_TITLE,
  PROP_PINNED,
  PROP_PROVIDER_ID,
  PROP_MODEL_ID,
  PROP_UPDATED_AT,
  PROP_BUSY,
  PROP_TOTAL_COST,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
sy_conversation_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  SyConversation *self = SY_CONVERSATION (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;

    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;

    case PROP_PINNED:
      g_value_set_boolean (value, self->pinned);
      break;

    case PROP_PROVIDER_ID:
      g_value_set_string (value, self->provider_id);
      break;

    case PROP_MODEL_ID:
      g_value_set_string (value, self->model_id);
      break;

    case PROP_UPDATED_AT:
      g_value_set_int64 (value, self->updated_at);
      break;

    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;

    case PROP_TOTAL_COST:
      g_value_set_int64 (value, self->total_cost);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sy_conversation_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  SyConversation *self = SY_CONVERSATION (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      sy_conversation_set_title (self, g_value_get_string (value));
      break;

    case PROP_PINNED:
      sy_conversation_set_pinned (self, g_value_get_boolean (value));
      break;

    case PROP_PROVIDER_ID:
      sy_conversation_set_provider_id (self, g_value_get_string (value));
      break;

    case PROP_MODEL_ID:
      sy_conversation_set_model_id (self, g_value_get_string (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sy_conversation_finalize (GObject *object)
{
  SyConversation *self = SY_CONVERSATION (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->provider_id);
  g_free (self->model_id);

  G_OBJECT_CLASS (sy_conversation_parent_class)->finalize (object);
}

static void
sy_conversation_class_init (SyConversationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags read_only = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GParamFlags read_write = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sy_conversation_get_property;
  object_class->set_property = sy_conversation_set_property;
  object_class->finalize = sy_conversation_finalize;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, read_only);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, read_write);
  properties[PROP_PINNED] = g_param_spec_boolean ("pinned", NULL, NULL, FALSE, read_write);
  properties[PROP_PROVIDER_ID] =
    g_param_spec_string ("provider-id", NULL, NULL, NULL, read_write);
  properties[PROP_MODEL_ID] = g_param_spec_string ("model-id", NULL, NULL, NULL, read_write);
  properties[PROP_UPDATED_AT] =
    g_param_spec_int64 ("updated-at", NULL, NULL, G_MININT64, G_MAXINT64, 0, read_only);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, read_only);
  properties[PROP_TOTAL_COST] =
    g_param_spec_int64 ("total-cost", NULL, NULL, G_MININT64, G_MAXINT64, 0, read_only);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sy_conversation_init (SyConversation *self)
{
}

/**
 * sy_conversation_new:
 * @id: what it is called in files; never changes
 *
 * Makes a conversation that has no title, no model and no messages yet.
 *
 * Returns: (transfer full): the conversation
 */
SyConversation *
sy_conversation_new (const char *id)
{
  SyConversation *self;

  g_return_val_if_fail (id != NULL, NULL);

  self = g_object_new (SY_TYPE_CONVERSATION, NULL);
  self->id = g_strdup (id);

  return self;
}

/**
 * sy_conversation_get_id:
 * @self: a #SyConversation
 *
 * Returns: (transfer none): its id
 */
const char *
sy_conversation_get_id (SyConversation *self)
{
  g_return_val_if_fail (SY_IS_CONVERSATION (self), NULL);

  return self->id;
}

/**
 * sy_conversation_get_title:
 * @self: a #SyConversation
 *
 * Returns: (transfer none) (nullable): its title, %NULL as long as it has none
 */
const char *
sy_conversation_get_title (SyConversation *self)
{
  g_return_val_if_fail (SY_IS_CONVERSATION (self), NULL);

  return self->title;
}

/**
 * sy_conversation_set_title:
 * @self: a #SyConversation
 * @title: (nullable): a line of plain text
 *
 * Names the conversation.
 */
void
sy_conversation_set_title (SyConversation *self,
                           const char     *title)
{
  g_return_if_fail (SY_IS_CONVERSATION (self));

  if (g_set_str (&self->title, title))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

/**
 * sy_conversation_get_pinned:
 * @self: a #SyConversation
 *
 * Returns: whether it stands above the others
 */
gboolean
sy_conversation_get_pinned (SyConversation *self)
{
  g_return_val_if_fail (SY_IS_CONVERSATION (self), FALSE);

  return self->pinned;
}

/**
 * sy_conversation_set_pinned:
 * @self: a #SyConversation
 * @pinned: whether it stands above the others
 *
 * Pins the conversation or lets it go.
 */
void
sy_conversation_set_pinned (SyConversation *self,
                            gboolean        pinned)
{
  g_return_if_fail (SY_IS_CONVERSATION (self));

  pinned = !!pinned;

  if (self->pinned == pinned)
    return;

  self->pinned = pinned;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PINNED]);
}

/**
 * sy_conversation_get_provider_id:
 * @self: a #SyConversation
 *
 * Returns: (transfer none) (nullable): the provider it belongs to, %NULL as
 *   long as it follows the default
 */
const char *
sy_conversation_get_provider_id (SyConversation *self)
{
  g_return_val_if_fail (SY_IS_CONVERSATION (self), NULL);

  return self->provider_id;
}

/**
 * sy_conversation_set_provider_id:
 * @self: a #SyConversation
 * @provider_id: (nullable): id of a provider, %NULL to follow the default
 *
 * Says who answers from now on.
 */
void
sy_conversation_set_provider_id (SyConversation *self,
                                 const char     *provider_id)
{
  g_return_if_fail (SY_IS_CONVERSATION (self));

  if (g_set_str (&self->provider_id, provider_id))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROVIDER_ID]);
}

/**
 * sy_conversation_get_model_id:
 * @self: a #SyConversation
 *
 * Returns: (transfer none) (nullable): the model it asks, %NULL as long as it
 *   follows its provider's
 */
const char *
sy_conversation_get_model_id (SyConversation *self)
{
  g_return_val_if_fail (SY_IS_CONVERSATION (self), NULL);

  return self->model_id;
}

/**
 * sy_conversation_set_model_id:
 * @self: a #SyConversation
 * @model_id: (nullable): exact id of a model, %NULL to follow the provider's
 *
 * Says which model answers from now on.
 */
void
sy_conversation_set_model_id (SyConversation *self,
                              const char     *model_id)
{
  g_return_if_fail (SY_IS_CONVERSATION (self));

  if (g_set_str (&self->model_id, model_id))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODEL_ID]);
}

/**
 * sy_conversation_get_updated_at:
 * @self: a #SyConversation
 *
 * Returns: when it was last written to, in microseconds since 1970; 0 for never
 */
gint64
sy_conversation_get_updated_at (SyConversation *self)
{
  g_return_val_if_fail (SY_IS_CONVERSATION (self), 0);

  return self->updated_at;
}

/**
 * sy_conversation_touch:
 * @self: a #SyConversation
 * @now: the time, in microseconds since 1970
 *
 * Notes that the conversation was written to.
 */
void
sy_conversation_touch (SyConversation *self,
                       gint64          now)
{
  g_return_if_fail (SY_IS_CONVERSATION (self));

  if (self->updated_at == now)
    return;

  self->updated_at = now;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UPDATED_AT]);
}

/**
 * sy_conversation_get_busy:
 * @self: a #SyConversation
 *
 * Returns: whether a reply is under way
 */
gboolean
sy_conversation_get_busy (SyConversation *self)
{
  g_return_val_if_fail (SY_IS_CONVERSATION (self), FALSE);

  return self->busy;
}

/**
 * sy_conversation_set_busy:
 * @self: a #SyConversation
 * @busy: whether a reply is under way
 *
 * Only for the conversation's session.
 */
void
sy_conversation_set_busy (SyConversation *self,
                          gboolean        busy)
{
  g_return_if_fail (SY_IS_CONVERSATION (self));

  busy = !!busy;

  if (self->busy == busy)
    return;

  self->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

/**
 * sy_conversation_get_total_cost:
 * @self: a #SyConversation
 *
 * Returns: the sum of what is known of its replies' costs, in pico-USD
 */
SyMoney
sy_conversation_get_total_cost (SyConversation *self)
{
  g_return_val_if_fail (SY_IS_CONVERSATION (self), 0);

  return self->total_cost;
}

/**
 * sy_conversation_add_cost:
 * @self: a #SyConversation
 * @cost: pico-USD; an unknown or negative cost changes nothing
 *
 * Adds what one reply cost.
 */
void
sy_conversation_add_cost (SyConversation *self,
                          SyMoney         cost)
{
  g_return_if_fail (SY_IS_CONVERSATION (self));

  /* Also true for an unknown cost; a server's negative one would be nonsense. */
  if (cost <= 0)
    return;

  self->total_cost = sy_money_add (self->total_cost, cost);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TOTAL_COST]);
}
