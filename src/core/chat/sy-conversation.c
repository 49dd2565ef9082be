/* sy-conversation.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-conversation"

#include "config.h"

#include "sy-conversation.h"

#include "sy-conversation-private.h"

G_DEFINE_FINAL_TYPE (SyConversation, sy_conversation, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_TITLE,
  PROP_PINNED,
  PROP_UNREAD,
  PROP_PROVIDER_ID,
  PROP_MODEL_ID,
  PROP_SYSTEM_PROMPT,
  PROP_SAMPLING,
  PROP_TEMPORARY,
  PROP_UPDATED_AT,
  PROP_BUSY,
  PROP_TOTAL_COST,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
tell_watch (SyConversation *self,
            gboolean        pinned,
            gint64          updated_at)
{
  if (self->watch != NULL)
    self->watch (self, pinned, updated_at, self->watch_data);
}

static void
sy_conversation_dispatch_properties_changed (GObject     *object,
                                             guint        n_pspecs,
                                             GParamSpec **pspecs)
{
  SyConversation *self = SY_CONVERSATION (object);

  for (guint i = 0; i < n_pspecs && self->store != NULL; i++)
    {
      if (pspecs[i] != properties[PROP_BUSY])
        sy_conversation_note_change (self);
    }

  G_OBJECT_CLASS (sy_conversation_parent_class)->dispatch_properties_changed (object, n_pspecs,
                                                                              pspecs);
}

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

    case PROP_UNREAD:
      g_value_set_boolean (value, self->unread);
      break;

    case PROP_PROVIDER_ID:
      g_value_set_string (value, self->provider_id);
      break;

    case PROP_MODEL_ID:
      g_value_set_string (value, self->model_id);
      break;

    case PROP_SYSTEM_PROMPT:
      g_value_set_string (value, self->system_prompt);
      break;

    case PROP_SAMPLING:
      g_value_set_boxed (value, self->sampling);
      break;

    case PROP_TEMPORARY:
      g_value_set_boolean (value, self->temporary);
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

    case PROP_UNREAD:
      sy_conversation_set_unread (self, g_value_get_boolean (value));
      break;

    case PROP_PROVIDER_ID:
      sy_conversation_set_provider_id (self, g_value_get_string (value));
      break;

    case PROP_MODEL_ID:
      sy_conversation_set_model_id (self, g_value_get_string (value));
      break;

    case PROP_SYSTEM_PROMPT:
      sy_conversation_set_system_prompt (self, g_value_get_string (value));
      break;

    case PROP_SAMPLING:
      sy_conversation_set_sampling (self, g_value_get_boxed (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sy_conversation_dispose (GObject *object)
{
  SyConversation *self = SY_CONVERSATION (object);

  g_clear_object (&self->store);

  G_OBJECT_CLASS (sy_conversation_parent_class)->dispose (object);
}

static void
sy_conversation_finalize (GObject *object)
{
  SyConversation *self = SY_CONVERSATION (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->provider_id);
  g_free (self->model_id);
  g_free (self->system_prompt);
  g_free (self->draft);
  g_free (self->place_id);
  g_clear_pointer (&self->sampling, sy_sampling_free);

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
  object_class->dispatch_properties_changed = sy_conversation_dispatch_properties_changed;
  object_class->dispose = sy_conversation_dispose;
  object_class->finalize = sy_conversation_finalize;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, read_only);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, read_write);
  properties[PROP_PINNED] = g_param_spec_boolean ("pinned", NULL, NULL, FALSE, read_write);
  properties[PROP_UNREAD] = g_param_spec_boolean ("unread", NULL, NULL, FALSE, read_write);
  properties[PROP_PROVIDER_ID] =
    g_param_spec_string ("provider-id", NULL, NULL, NULL, read_write);
  properties[PROP_MODEL_ID] = g_param_spec_string ("model-id", NULL, NULL, NULL, read_write);
  properties[PROP_SYSTEM_PROMPT] =
    g_param_spec_string ("system-prompt", NULL, NULL, NULL, read_write);
  properties[PROP_SAMPLING] =
    g_param_spec_boxed ("sampling", NULL, NULL, SY_TYPE_SAMPLING, read_write);
  properties[PROP_TEMPORARY] =
    g_param_spec_boolean ("temporary", NULL, NULL, FALSE, read_only);
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
 * sy_conversation_new_temporary:
 * @id: what it is called while it is there
 *
 * Makes a conversation that is kept nowhere but in memory.  It stays so: what
 * was promised when it was begun cannot be taken back.
 *
 * Returns: (transfer full): the conversation
 */
SyConversation *
sy_conversation_new_temporary (const char *id)
{
  SyConversation *self = sy_conversation_new (id);

  if (self != NULL)
    self->temporary = TRUE;

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
  tell_watch (self, !pinned, self->updated_at);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PINNED]);
}

/**
 * sy_conversation_get_unread:
 * @self: a #SyConversation
 *
 * Returns: whether it has a reply that nobody has looked at
 */
gboolean
sy_conversation_get_unread (SyConversation *self)
{
  g_return_val_if_fail (SY_IS_CONVERSATION (self), FALSE);

  return self->unread;
}

/**
 * sy_conversation_set_unread:
 * @self: a #SyConversation
 * @unread: whether it has a reply that nobody has looked at
 *
 * Marks the conversation, or takes the mark away.
 */
void
sy_conversation_set_unread (SyConversation *self,
                            gboolean        unread)
{
  g_return_if_fail (SY_IS_CONVERSATION (self));

  unread = !!unread;

  if (self->unread == unread)
    return;

  self->unread = unread;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNREAD]);
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
 * sy_conversation_get_system_prompt:
 * @self: a #SyConversation
 *
 * Returns: (transfer none) (nullable): what the model is told first; %NULL when
 *   that is what Settings say, "" when it is nothing
 */
const char *
sy_conversation_get_system_prompt (SyConversation *self)
{
  g_return_val_if_fail (SY_IS_CONVERSATION (self), NULL);

  return self->system_prompt;
}

/**
 * sy_conversation_set_system_prompt:
 * @self: a #SyConversation
 * @system_prompt: (nullable): what the model is told first; %NULL to follow
 *   Settings, "" for nothing
 *
 * Holds from the next request on.
 */
void
sy_conversation_set_system_prompt (SyConversation *self,
                                   const char     *system_prompt)
{
  g_return_if_fail (SY_IS_CONVERSATION (self));

  if (g_set_str (&self->system_prompt, system_prompt))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SYSTEM_PROMPT]);
}

/**
 * sy_conversation_get_sampling:
 * @self: a #SyConversation
 *
 * Returns: (transfer none) (nullable): its own values, %NULL when none is set;
 *   what is not set follows Settings
 */
const SySampling *
sy_conversation_get_sampling (SyConversation *self)
{
  g_return_val_if_fail (SY_IS_CONVERSATION (self), NULL);

  return self->sampling;
}

static gboolean
equal_values (const SySampling *a,
              const SySampling *b)
{
  return a == b || (a != NULL && b != NULL && sy_sampling_equal (a, b));
}

/**
 * sy_conversation_set_sampling:
 * @self: a #SyConversation
 * @sampling: (nullable): values of its own; %NULL, or none set, to follow Settings
 *
 * Holds from the next request on.
 */
void
sy_conversation_set_sampling (SyConversation   *self,
                              const SySampling *sampling)
{
  g_return_if_fail (SY_IS_CONVERSATION (self));

  if (sampling != NULL && !sy_sampling_is_set (sampling))
    sampling = NULL;
  if (equal_values (self->sampling, sampling))
    return;

  g_clear_pointer (&self->sampling, sy_sampling_free);
  self->sampling = sampling != NULL ? sy_sampling_copy (sampling) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAMPLING]);
}

/**
 * sy_conversation_get_temporary:
 * @self: a #SyConversation
 *
 * Returns: whether it must be kept nowhere but in memory
 */
gboolean
sy_conversation_get_temporary (SyConversation *self)
{
  g_return_val_if_fail (SY_IS_CONVERSATION (self), FALSE);

  return self->temporary;
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
  gint64 before;

  g_return_if_fail (SY_IS_CONVERSATION (self));

  before = self->updated_at;
  if (before == now)
    return;

  self->updated_at = now;
  tell_watch (self, self->pinned, before);
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

/**
 * sy_conversation_set_watch:
 * @self: a #SyConversation
 * @watch: (nullable): told when its place may have changed; there is only one
 * @data: for @watch
 *
 * For the list the conversation is in.
 */
void
sy_conversation_set_watch (SyConversation      *self,
                           SyConversationWatch  watch,
                           gpointer             data)
{
  g_return_if_fail (SY_IS_CONVERSATION (self));
  g_return_if_fail (watch == NULL || self->watch == NULL);

  self->watch = watch;
  self->watch_data = data;
}
