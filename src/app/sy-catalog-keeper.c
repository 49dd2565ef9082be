/* sy-catalog-keeper.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-catalog-keeper"

#include "config.h"

#include "sy-catalog-keeper.h"

struct _SyCatalogKeeper
{
  GObject        parent_instance;

  SyHealthList  *healths;
  SyCatalogList *catalogs;
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
health_changed_cb (SyCatalogKeeper *self,
                   GParamSpec      *pspec,
                   SyHealth        *health)
{
  SyCatalog *catalog;

  if (sy_health_get_state (health) != SY_HEALTH_CONNECTED)
    return;

  catalog = sy_catalog_list_find (self->catalogs, sy_health_get_provider (health));
  if (g_signal_handler_find (catalog, G_SIGNAL_MATCH_FUNC | G_SIGNAL_MATCH_DATA,
                             0, 0, NULL, fill_in_model, self) == 0)
    g_signal_connect_object (catalog, "notify::state",
                             G_CALLBACK (fill_in_model), self,
                             G_CONNECT_SWAPPED);
  sy_catalog_ensure (catalog);
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

  g_clear_object (&self->catalogs);
  g_clear_object (&self->healths);

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
 * @healths: tells when a server answers
 * @catalogs: the model lists
 *
 * Returns: (transfer full): something that works for as long as it is there
 */
SyCatalogKeeper *
sy_catalog_keeper_new (SyHealthList  *healths,
                       SyCatalogList *catalogs)
{
  SyCatalogKeeper *self;

  g_return_val_if_fail (SY_IS_HEALTH_LIST (healths), NULL);
  g_return_val_if_fail (SY_IS_CATALOG_LIST (catalogs), NULL);

  self = g_object_new (SY_TYPE_CATALOG_KEEPER, NULL);
  g_set_object (&self->healths, healths);
  g_set_object (&self->catalogs, catalogs);
  g_signal_connect_object (healths, "items-changed",
                           G_CALLBACK (healths_changed_cb), self,
                           G_CONNECT_SWAPPED);
  healths_changed_cb (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (healths)),
                      G_LIST_MODEL (healths));

  return self;
}
