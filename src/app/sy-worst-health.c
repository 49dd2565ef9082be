/* sy-worst-health.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-worst-health"

#include "config.h"

#include "sy-worst-health.h"

struct _SyWorstHealth
{
  GObject         parent_instance;

  SyProviderList *providers;
  SyHealthList   *healths;
  GPtrArray      *sessions;
  SyChatSession  *open;
  GSignalGroup   *open_signals;
  SyHealth       *health;
};

G_DEFINE_FINAL_TYPE (SyWorstHealth, sy_worst_health, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_HEALTH,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
add_provider (GPtrArray  *providers,
              SyProvider *provider)
{
  if (provider != NULL && !g_ptr_array_find (providers, provider, NULL))
    g_ptr_array_add (providers, provider);
}

static void
update (SyWorstHealth *self)
{
  g_autoptr(GPtrArray) providers = g_ptr_array_new ();

  add_provider (providers, sy_provider_list_get_default (self->providers));
  if (self->open != NULL)
    add_provider (providers, sy_chat_session_get_provider (self->open));
  for (guint i = 0; i < self->sessions->len; i++)
    add_provider (providers, sy_chat_session_get_asked_provider (self->sessions->pdata[i]));

  if (g_set_object (&self->health, sy_health_list_find_worst (self->healths, providers)))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HEALTH]);
}

static void
healths_changed_cb (SyWorstHealth *self,
                    guint          position,
                    guint          removed,
                    guint          added,
                    GListModel    *healths)
{
  g_assert (SY_IS_WORST_HEALTH (self));

  for (guint i = position; i < position + added; i++)
    {
      g_autoptr(SyHealth) health = g_list_model_get_item (healths, i);

      g_signal_connect_object (health, "notify::state",
                               G_CALLBACK (update), self,
                               G_CONNECT_SWAPPED);
    }

  update (self);
}

static void
sy_worst_health_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  SyWorstHealth *self = SY_WORST_HEALTH (object);

  switch (prop_id)
    {
    case PROP_HEALTH:
      g_value_set_object (value, self->health);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sy_worst_health_dispose (GObject *object)
{
  SyWorstHealth *self = SY_WORST_HEALTH (object);

  g_clear_object (&self->open_signals);
  g_clear_object (&self->open);
  g_clear_object (&self->health);
  g_clear_object (&self->healths);
  g_clear_object (&self->providers);
  g_clear_pointer (&self->sessions, g_ptr_array_unref);

  G_OBJECT_CLASS (sy_worst_health_parent_class)->dispose (object);
}

static void
sy_worst_health_class_init (SyWorstHealthClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sy_worst_health_get_property;
  object_class->dispose = sy_worst_health_dispose;

  properties[PROP_HEALTH] =
    g_param_spec_object ("health", NULL, NULL,
                         SY_TYPE_HEALTH,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sy_worst_health_init (SyWorstHealth *self)
{
  self->sessions = g_ptr_array_new_with_free_func (g_object_unref);
  self->open_signals = g_signal_group_new (SY_TYPE_CONVERSATION);
  g_signal_group_connect_swapped (self->open_signals, "notify::provider-id",
                                  G_CALLBACK (update), self);
}

/**
 * sy_worst_health_new:
 * @providers: has the default provider
 * @healths: how the providers' connections are
 *
 * Returns: (transfer full): knows the worst one
 */
SyWorstHealth *
sy_worst_health_new (SyProviderList *providers,
                     SyHealthList   *healths)
{
  SyWorstHealth *self;

  g_return_val_if_fail (SY_IS_PROVIDER_LIST (providers), NULL);
  g_return_val_if_fail (SY_IS_HEALTH_LIST (healths), NULL);

  self = g_object_new (SY_TYPE_WORST_HEALTH, NULL);
  g_set_object (&self->providers, providers);
  g_set_object (&self->healths, healths);
  g_signal_connect_object (providers, "notify::default",
                           G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (healths, "items-changed",
                           G_CALLBACK (healths_changed_cb), self,
                           G_CONNECT_SWAPPED);
  healths_changed_cb (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (healths)),
                      G_LIST_MODEL (healths));

  return self;
}

/**
 * sy_worst_health_get_health:
 *
 * Returns: (transfer none) (nullable): how the worst one is
 */
SyHealth *
sy_worst_health_get_health (SyWorstHealth *self)
{
  g_return_val_if_fail (SY_IS_WORST_HEALTH (self), NULL);

  return self->health;
}

/**
 * sy_worst_health_add_session:
 * @session: one that matters while it has a reply under way
 */
void
sy_worst_health_add_session (SyWorstHealth *self,
                             SyChatSession *session)
{
  g_return_if_fail (SY_IS_WORST_HEALTH (self));
  g_return_if_fail (SY_IS_CHAT_SESSION (session));

  g_ptr_array_add (self->sessions, g_object_ref (session));
  g_signal_connect_object (session, "notify::state",
                           G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
}

/**
 * sy_worst_health_remove_session:
 * @session: one that was added and matters no more
 */
void
sy_worst_health_remove_session (SyWorstHealth *self,
                                SyChatSession *session)
{
  g_return_if_fail (SY_IS_WORST_HEALTH (self));
  g_return_if_fail (SY_IS_CHAT_SESSION (session));

  g_signal_handlers_disconnect_by_data (session, self);
  g_ptr_array_remove (self->sessions, session);
  update (self);
}

/**
 * sy_worst_health_set_open:
 * @session: (nullable): the one the window shows
 */
void
sy_worst_health_set_open (SyWorstHealth *self,
                          SyChatSession *session)
{
  g_return_if_fail (SY_IS_WORST_HEALTH (self));
  g_return_if_fail (session == NULL || SY_IS_CHAT_SESSION (session));

  if (!g_set_object (&self->open, session))
    return;

  g_signal_group_set_target (self->open_signals,
                             session != NULL ? sy_chat_session_get_conversation (session) : NULL);
  update (self);
}
