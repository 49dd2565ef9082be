/* sy-health-list.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-health-list"

#include "config.h"

#include "sy-health-list.h"

#include "sy-http.h"
#include "sy-keyring.h"

/* The start belongs to the first frame. */
#define START_MS 500

#define ROUND_US (5 * 60 * G_USEC_PER_SEC)

/* How often is looked for the time of a round and for a sleep of the computer, which
 * timeouts do not notice.
 */
#define TICK_MS 10000

/* How much more the boot clock has to run than the monotonic one. */
#define SLEEP_US (10 * G_USEC_PER_SEC)

struct _SyHealthList
{
  GObject          parent_instance;

  SyProviderList  *providers;
  SyKeyring       *keyring;
  SyHttp          *http;
  SyRedact        *redact;
  SyClock         *clock;
  GNetworkMonitor *network;
  GPtrArray       *healths;

  /* Those that came since the main loop ran last. */
  GPtrArray       *newcomers;
  guint            newcomers_timeout;

  gboolean         started;
  gboolean         visible;
  gboolean         background;
  guint            start_timeout;
  guint            tick_timeout;

  /* When all were checked last, on the boot clock; and boot minus monotonic clock then. */
  gint64           round_at;
  gint64           slept;
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SyHealthList, sy_health_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

/* Worst first. */
static const SyHealthState ranks[] = {
  SY_HEALTH_ERROR,
  SY_HEALTH_OFFLINE,
  SY_HEALTH_LOCKED,
  SY_HEALTH_NOT_SET_UP,
  SY_HEALTH_CHECKING,
  SY_HEALTH_CONNECTED,
};

static guint
get_rank (SyHealth *health)
{
  guint rank = 0;

  while (rank < G_N_ELEMENTS (ranks) && ranks[rank] != sy_health_get_state (health))
    rank++;

  return rank;
}

static gint64
get_slept (SyHealthList *self)
{
  return sy_clock_get_boottime (self->clock) - sy_clock_get_monotonic (self->clock);
}

static void
check_all (SyHealthList *self,
           void        (*check) (SyHealth *health))
{
  self->round_at = sy_clock_get_boottime (self->clock);
  self->slept = get_slept (self);

  for (guint i = 0; i < self->healths->len; i++)
    check (g_ptr_array_index (self->healths, i));
}

static gboolean
is_due (SyHealthList *self)
{
  return sy_clock_get_boottime (self->clock) - self->round_at >= ROUND_US ||
         get_slept (self) - self->slept > SLEEP_US;
}

static void tick_cb (gpointer user_data);

static void
plan_tick (SyHealthList *self)
{
  gint64 left_us = self->round_at + ROUND_US - sy_clock_get_boottime (self->clock);
  gint64 left_ms = (left_us + 999) / 1000;

  self->tick_timeout = sy_clock_add_timeout (self->clock, (guint) CLAMP (left_ms, 0, TICK_MS),
                                             tick_cb, self);
}

static void
tick_cb (gpointer user_data)
{
  SyHealthList *self = user_data;

  self->tick_timeout = 0;

  if (is_due (self))
    check_all (self, sy_health_check_idle);

  plan_tick (self);
}

static gboolean
is_watching (SyHealthList *self)
{
  return self->started && self->visible && self->background;
}

/* Nothing that nobody asked for happens while no window is visible. */
static void
update_tick (SyHealthList *self)
{
  if (!is_watching (self))
    {
      sy_clock_clear_timeout (self->clock, &self->tick_timeout);

      for (guint i = 0; i < self->healths->len; i++)
        sy_health_cancel_idle (g_ptr_array_index (self->healths, i));
    }
  else if (self->tick_timeout == 0)
    {
      if (self->start_timeout == 0 && is_due (self))
        check_all (self, sy_health_check_idle);

      plan_tick (self);
    }
}

static void
start_cb (gpointer user_data)
{
  SyHealthList *self = user_data;

  self->start_timeout = 0;
  check_all (self, sy_health_check_now);
}

static void
network_changed_cb (SyHealthList *self,
                    gboolean      available)
{
  g_assert (SY_IS_HEALTH_LIST (self));

  if (available && is_watching (self) && self->start_timeout == 0)
    check_all (self, sy_health_check_idle);
}

static SyHealth *
make_health (SyHealthList *self,
             SyProvider   *provider)
{
  const SyHealthServices services = {
    .keyring = self->keyring,
    .http = self->http,
    .redact = self->redact,
    .clock = self->clock,
    .network = self->network,
  };

  return sy_health_new (provider, &services);
}

static void
newcomers_cb (gpointer user_data)
{
  SyHealthList *self = user_data;
  g_autoptr(GPtrArray) newcomers = g_steal_pointer (&self->newcomers);

  self->newcomers_timeout = 0;
  self->newcomers = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < newcomers->len; i++)
    {
      if (g_ptr_array_find (self->healths, g_ptr_array_index (newcomers, i), NULL))
        sy_health_check_now (g_ptr_array_index (newcomers, i));
    }
}

/* Whoever comes after the start is checked at once: somebody has just chosen it.  But
 * those who make it ready, like the Demo's server, are told of it just now too.
 */
static void
plan_newcomers (SyHealthList *self,
                guint         position,
                guint         n_added)
{
  for (guint i = position; i < MIN (position + n_added, self->healths->len); i++)
    g_ptr_array_add (self->newcomers, g_object_ref (g_ptr_array_index (self->healths, i)));

  if (self->newcomers_timeout == 0)
    self->newcomers_timeout = sy_clock_add_timeout (self->clock, 0, newcomers_cb, self);
}

static void
items_changed_cb (SyHealthList *self,
                  guint         position,
                  guint         n_removed,
                  guint         n_added,
                  GListModel   *providers)
{
  g_assert (SY_IS_HEALTH_LIST (self));

  if (n_removed > 0)
    g_ptr_array_remove_range (self->healths, position, n_removed);

  for (guint i = position; i < position + n_added; i++)
    {
      g_autoptr(SyProvider) provider = g_list_model_get_item (providers, i);

      g_ptr_array_insert (self->healths, (int) i, make_health (self, provider));
    }

  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);

  if (n_added > 0 && self->started && self->start_timeout == 0)
    plan_newcomers (self, position, n_added);
}

static GType
sy_health_list_get_item_type (GListModel *model)
{
  return SY_TYPE_HEALTH;
}

static guint
sy_health_list_get_n_items (GListModel *model)
{
  SyHealthList *self = SY_HEALTH_LIST (model);

  return self->healths->len;
}

static gpointer
sy_health_list_get_item (GListModel *model,
                         guint       position)
{
  SyHealthList *self = SY_HEALTH_LIST (model);

  if (position >= self->healths->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (self->healths, position));
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = sy_health_list_get_item_type;
  iface->get_n_items = sy_health_list_get_n_items;
  iface->get_item = sy_health_list_get_item;
}

static void
sy_health_list_dispose (GObject *object)
{
  SyHealthList *self = SY_HEALTH_LIST (object);

  if (self->clock != NULL)
    {
      sy_clock_clear_timeout (self->clock, &self->start_timeout);
      sy_clock_clear_timeout (self->clock, &self->tick_timeout);
      sy_clock_clear_timeout (self->clock, &self->newcomers_timeout);
    }

  g_ptr_array_set_size (self->newcomers, 0);
  g_ptr_array_set_size (self->healths, 0);
  g_clear_object (&self->providers);
  g_clear_object (&self->network);
  g_clear_object (&self->clock);
  g_clear_object (&self->redact);
  g_clear_object (&self->http);
  g_clear_object (&self->keyring);

  G_OBJECT_CLASS (sy_health_list_parent_class)->dispose (object);
}

static void
sy_health_list_finalize (GObject *object)
{
  SyHealthList *self = SY_HEALTH_LIST (object);

  g_clear_pointer (&self->newcomers, g_ptr_array_unref);
  g_clear_pointer (&self->healths, g_ptr_array_unref);

  G_OBJECT_CLASS (sy_health_list_parent_class)->finalize (object);
}

static void
sy_health_list_class_init (SyHealthListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sy_health_list_dispose;
  object_class->finalize = sy_health_list_finalize;
}

static void
sy_health_list_init (SyHealthList *self)
{
  self->healths = g_ptr_array_new_with_free_func (g_object_unref);
  self->newcomers = g_ptr_array_new_with_free_func (g_object_unref);
  self->background = TRUE;
}

/**
 * sy_health_list_new:
 * @providers: whose health
 * @services: what checks need; taken references of
 *
 * Returns: (transfer full): a list model of #SyHealth, one for each of @providers and in
 *   their order
 */
SyHealthList *
sy_health_list_new (SyProviderList         *providers,
                    const SyHealthServices *services)
{
  SyHealthList *self = NULL;

  g_return_val_if_fail (SY_IS_PROVIDER_LIST (providers), NULL);
  g_return_val_if_fail (services != NULL, NULL);

  self = g_object_new (SY_TYPE_HEALTH_LIST, NULL);
  self->providers = g_object_ref (providers);
  self->keyring = g_object_ref (services->keyring);
  self->http = g_object_ref (services->http);
  self->redact = g_object_ref (services->redact);
  self->clock = g_object_ref (services->clock);
  g_set_object (&self->network, services->network);

  g_signal_connect_object (providers, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);

  if (self->network != NULL)
    g_signal_connect_object (self->network, "network-changed", G_CALLBACK (network_changed_cb),
                             self, G_CONNECT_SWAPPED);

  items_changed_cb (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (providers)),
                    G_LIST_MODEL (providers));

  return self;
}

/**
 * sy_health_list_find:
 * @self: a list
 * @provider: one of its providers
 *
 * Returns: (transfer none) (nullable): its health; %NULL when it is not in the list
 */
SyHealth *
sy_health_list_find (SyHealthList *self,
                     SyProvider   *provider)
{
  g_return_val_if_fail (SY_IS_HEALTH_LIST (self), NULL);
  g_return_val_if_fail (SY_IS_PROVIDER (provider), NULL);

  for (guint i = 0; i < self->healths->len; i++)
    {
      SyHealth *health = g_ptr_array_index (self->healths, i);

      if (sy_health_get_provider (health) == provider)
        return health;
    }

  return NULL;
}

/**
 * sy_health_list_find_worst:
 * @self: a list
 * @providers: (element-type SyProvider): some providers, the most important one first
 *
 * Returns: (transfer none) (nullable): the health that a person should know of first; of
 *   several that are as bad the first; %NULL when none of @providers is in the list
 */
SyHealth *
sy_health_list_find_worst (SyHealthList *self,
                           GPtrArray    *providers)
{
  SyHealth *worst = NULL;

  g_return_val_if_fail (SY_IS_HEALTH_LIST (self), NULL);
  g_return_val_if_fail (providers != NULL, NULL);

  for (guint i = 0; i < providers->len; i++)
    {
      SyHealth *health = sy_health_list_find (self, g_ptr_array_index (providers, i));

      if (health != NULL && (worst == NULL || get_rank (health) < get_rank (worst)))
        worst = health;
    }

  return worst;
}

/**
 * sy_health_list_start:
 * @self: a list whose providers are loaded
 *
 * Checks all 0.5 s later, and from then on each that comes, at once.
 */
void
sy_health_list_start (SyHealthList *self)
{
  g_return_if_fail (SY_IS_HEALTH_LIST (self));

  if (self->started)
    return;

  self->started = TRUE;
  self->round_at = sy_clock_get_boottime (self->clock);
  self->slept = get_slept (self);
  self->start_timeout = sy_clock_add_timeout (self->clock, START_MS, start_cb, self);
  update_tick (self);
}

/**
 * sy_health_list_set_visible:
 * @self: a list
 * @visible: whether a window is visible; none is at first
 *
 * While one is, all are checked every five minutes, after a sleep of the computer, and
 * when the network comes.
 */
void
sy_health_list_set_visible (SyHealthList *self,
                            gboolean      visible)
{
  g_return_if_fail (SY_IS_HEALTH_LIST (self));

  self->visible = visible;
  update_tick (self);
}

/**
 * sy_health_list_set_background:
 * @self: a list
 * @background: whether to check by itself; it does at first
 *
 * Without it only the start, changes and people make checks.
 */
void
sy_health_list_set_background (SyHealthList *self,
                               gboolean      background)
{
  g_return_if_fail (SY_IS_HEALTH_LIST (self));

  self->background = background;
  update_tick (self);
}
