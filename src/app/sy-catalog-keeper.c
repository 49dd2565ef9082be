/* sy-catalog-keeper.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-catalog-keeper"

#include "config.h"

#include "sy-catalog-keeper.h"

/* How often it is looked whether a list is too old: sy_catalog_ensure() knows when. */
#define LOOK_INTERVAL_MS (60 * 60 * 1000)

struct _SyCatalogKeeper
{
  GObject         parent_instance;

  SyProviderList *providers;
  SyHealthList   *healths;
  SyCatalogList  *catalogs;
  SyClock        *clock;
  guint           look_timeout;
  guint           load_source;
};

G_DEFINE_FINAL_TYPE (SyCatalogKeeper, sy_catalog_keeper, G_TYPE_OBJECT)

/* Only where there is no model: one that was chosen is never swapped silently. */
static void
fill_in_model (SyCatalogKeeper *self,
               GParamSpec      *pspec,
               SyCatalog       *catalog)
{
  SyProvider *provider = sy_catalog_get_provider (catalog);
  SyModel *model;

  if (sy_catalog_get_state (catalog) != SY_CATALOG_READY ||
      *sy_provider_get_model_id (provider) != '\0')
    return;

  model = sy_catalog_find_default (catalog);
  if (model != NULL)
    sy_provider_set_model_id (provider, sy_model_get_id (model));
}

static void
ensure (SyCatalogKeeper *self,
        SyCatalog       *catalog)
{
  if (g_signal_handler_find (catalog, G_SIGNAL_MATCH_FUNC | G_SIGNAL_MATCH_DATA,
                             0, 0, NULL, fill_in_model, self) == 0)
    {
      g_signal_connect_object (catalog, "notify::state",
                               G_CALLBACK (fill_in_model), self,
                               G_CONNECT_SWAPPED);
      fill_in_model (self, NULL, catalog);
    }

  sy_catalog_ensure (catalog);
}

/* A server that cannot be reached has no say, but had one. */
static void
health_changed_cb (SyCatalogKeeper *self,
                   GParamSpec      *pspec,
                   SyHealth        *health)
{
  SyCatalog *catalog = sy_catalog_list_find (self->catalogs, sy_health_get_provider (health));

  switch (sy_health_get_state (health))
    {
    case SY_HEALTH_CONNECTED:
      ensure (self, catalog);
      break;

    case SY_HEALTH_LOCKED:
    case SY_HEALTH_ERROR:
    case SY_HEALTH_OFFLINE:
      sy_catalog_load (catalog);
      break;

    case SY_HEALTH_NOT_SET_UP:
    case SY_HEALTH_CHECKING:
    default:
      break;
    }
}

static void
look_cb (gpointer user_data)
{
  SyCatalogKeeper *self = SY_CATALOG_KEEPER (user_data);
  GListModel *healths = G_LIST_MODEL (self->healths);

  self->look_timeout = sy_clock_add_timeout (self->clock, LOOK_INTERVAL_MS, look_cb, self);

  for (guint i = 0; i < g_list_model_get_n_items (healths); i++)
    {
      g_autoptr(SyHealth) health = g_list_model_get_item (healths, i);

      if (sy_health_get_state (health) == SY_HEALTH_CONNECTED)
        ensure (self, sy_catalog_list_find (self->catalogs, sy_health_get_provider (health)));
    }
}

static gboolean
load_cb (gpointer user_data)
{
  SyCatalogKeeper *self = SY_CATALOG_KEEPER (user_data);
  SyProvider *provider = sy_provider_list_get_default (self->providers);

  self->load_source = 0;
  if (provider != NULL)
    sy_catalog_load (sy_catalog_list_find (self->catalogs, provider));

  return G_SOURCE_REMOVE;
}

/* The names of its models are what the window shows first, but not before its frame. */
static void
load_default (SyCatalogKeeper *self)
{
  if (self->load_source == 0)
    self->load_source = g_idle_add_full (G_PRIORITY_LOW, load_cb, self, NULL);
}

static void
healths_changed_cb (SyCatalogKeeper *self,
                    guint            position,
                    guint            removed,
                    guint            added,
                    GListModel      *healths)
{
  g_assert (SY_IS_CATALOG_KEEPER (self));

  for (guint i = position; i < position + added; i++)
    {
      g_autoptr(SyHealth) health = g_list_model_get_item (healths, i);

      g_signal_connect_object (health, "notify::state",
                               G_CALLBACK (health_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
}

static void
sy_catalog_keeper_dispose (GObject *object)
{
  SyCatalogKeeper *self = SY_CATALOG_KEEPER (object);

  if (self->clock != NULL)
    sy_clock_clear_timeout (self->clock, &self->look_timeout);

  g_clear_handle_id (&self->load_source, g_source_remove);
  g_clear_object (&self->catalogs);
  g_clear_object (&self->healths);
  g_clear_object (&self->providers);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (sy_catalog_keeper_parent_class)->dispose (object);
}

static void
sy_catalog_keeper_class_init (SyCatalogKeeperClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sy_catalog_keeper_dispose;
}

static void
sy_catalog_keeper_init (SyCatalogKeeper *self)
{
}

/**
 * sy_catalog_keeper_new:
 * @providers: whose default comes first
 * @healths: tells when a server answers
 * @catalogs: the model lists
 * @clock: tells when to look again
 *
 * Returns: (transfer full): something that works for as long as it is there
 */
SyCatalogKeeper *
sy_catalog_keeper_new (SyProviderList *providers,
                       SyHealthList   *healths,
                       SyCatalogList  *catalogs,
                       SyClock        *clock)
{
  SyCatalogKeeper *self;

  g_return_val_if_fail (SY_IS_PROVIDER_LIST (providers), NULL);
  g_return_val_if_fail (SY_IS_HEALTH_LIST (healths), NULL);
  g_return_val_if_fail (SY_IS_CATALOG_LIST (catalogs), NULL);
  g_return_val_if_fail (SY_IS_CLOCK (clock), NULL);

  self = g_object_new (SY_TYPE_CATALOG_KEEPER, NULL);
  g_set_object (&self->providers, providers);
  g_set_object (&self->healths, healths);
  g_set_object (&self->catalogs, catalogs);
  g_set_object (&self->clock, clock);
  g_signal_connect_object (healths, "items-changed",
                           G_CALLBACK (healths_changed_cb), self,
                           G_CONNECT_SWAPPED);
  healths_changed_cb (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (healths)),
                      G_LIST_MODEL (healths));
  g_signal_connect_object (providers, "notify::default",
                           G_CALLBACK (load_default), self,
                           G_CONNECT_SWAPPED);
  load_default (self);
  self->look_timeout = sy_clock_add_timeout (clock, LOOK_INTERVAL_MS, look_cb, self);

  return self;
}
