/* sy-catalog-list.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-catalog-list"

#include "config.h"

#include "sy-catalog-list.h"

#include "sy-catalog-cache.h"
#include "sy-http.h"

struct _SyCatalogList
{
  GObject            parent_instance;

  SyProviderList    *providers;
  SyCatalogServices  services;
  GHashTable        *catalogs;

  /* The ids of all providers: a list may be kept of one that nobody asked for now. */
  GHashTable        *ids;
};

G_DEFINE_FINAL_TYPE (SyCatalogList, sy_catalog_list, G_TYPE_OBJECT)

static gboolean
retire_if_gone (gpointer key,
                gpointer value,
                gpointer user_data)
{
  SyProviderList *providers = user_data;

  if (sy_provider_list_find (providers, sy_provider_get_id (key)) == key)
    return FALSE;

  sy_catalog_retire (value);

  return TRUE;
}

static gboolean
remove_if_gone (gpointer key,
                gpointer value,
                gpointer user_data)
{
  SyCatalogList *self = user_data;

  if (sy_provider_list_find (self->providers, key) != NULL)
    return FALSE;

  if (self->services.cache != NULL)
    sy_catalog_cache_remove (self->services.cache, key);

  return TRUE;
}

static void
items_changed_cb (SyCatalogList *self,
                  guint          position,
                  guint          removed,
                  guint          added,
                  GListModel    *providers)
{
  g_assert (SY_IS_CATALOG_LIST (self));

  for (guint i = position; i < position + added; i++)
    {
      g_autoptr(SyProvider) provider = g_list_model_get_item (providers, i);

      g_hash_table_add (self->ids, g_strdup (sy_provider_get_id (provider)));
    }

  if (removed == 0)
    return;

  g_hash_table_foreach_remove (self->catalogs, retire_if_gone, self->providers);
  g_hash_table_foreach_remove (self->ids, remove_if_gone, self);
}

static void
sy_catalog_list_dispose (GObject *object)
{
  SyCatalogList *self = SY_CATALOG_LIST (object);

  g_hash_table_remove_all (self->catalogs);
  g_clear_object (&self->providers);
  g_clear_object (&self->services.http);
  g_clear_object (&self->services.redact);
  g_clear_object (&self->services.clock);
  g_clear_object (&self->services.keyring);
  g_clear_object (&self->services.cache);

  G_OBJECT_CLASS (sy_catalog_list_parent_class)->dispose (object);
}

static void
sy_catalog_list_finalize (GObject *object)
{
  SyCatalogList *self = SY_CATALOG_LIST (object);

  g_clear_pointer (&self->catalogs, g_hash_table_unref);
  g_clear_pointer (&self->ids, g_hash_table_unref);

  G_OBJECT_CLASS (sy_catalog_list_parent_class)->finalize (object);
}

static void
sy_catalog_list_class_init (SyCatalogListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sy_catalog_list_dispose;
  object_class->finalize = sy_catalog_list_finalize;
}

static void
sy_catalog_list_init (SyCatalogList *self)
{
  self->catalogs = g_hash_table_new_full (NULL, NULL, g_object_unref, g_object_unref);
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * sy_catalog_list_new:
 * @providers: whose model lists
 * @services: what they work with; referenced
 *
 * Returns: (transfer full): the model lists of all providers, none of them asked for
 */
SyCatalogList *
sy_catalog_list_new (SyProviderList          *providers,
                     const SyCatalogServices *services)
{
  SyCatalogList *self;

  g_return_val_if_fail (SY_IS_PROVIDER_LIST (providers), NULL);
  g_return_val_if_fail (services != NULL, NULL);
  g_return_val_if_fail (SY_IS_HTTP (services->http), NULL);
  g_return_val_if_fail (SY_IS_REDACT (services->redact), NULL);
  g_return_val_if_fail (SY_IS_CLOCK (services->clock), NULL);
  g_return_val_if_fail (services->keyring != NULL, NULL);

  self = g_object_new (SY_TYPE_CATALOG_LIST, NULL);
  self->providers = g_object_ref (providers);
  self->services.http = g_object_ref (services->http);
  self->services.redact = g_object_ref (services->redact);
  self->services.clock = g_object_ref (services->clock);
  self->services.keyring = g_object_ref (services->keyring);
  g_set_object (&self->services.cache, services->cache);
  g_signal_connect_object (providers, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  items_changed_cb (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (providers)),
                    G_LIST_MODEL (providers));

  return self;
}

/**
 * sy_catalog_list_find:
 * @self: the model lists
 * @provider: whose list
 *
 * Made when it is first asked for, which asks no server yet: see sy_catalog_ensure().
 * It goes when the provider leaves its list, and what was kept of it too.
 *
 * Returns: (transfer none): the provider's models
 */
SyCatalog *
sy_catalog_list_find (SyCatalogList *self,
                      SyProvider    *provider)
{
  SyCatalog *catalog;

  g_return_val_if_fail (SY_IS_CATALOG_LIST (self), NULL);
  g_return_val_if_fail (SY_IS_PROVIDER (provider), NULL);

  catalog = g_hash_table_lookup (self->catalogs, provider);
  if (catalog == NULL)
    {
      catalog = sy_catalog_new (provider, &self->services);
      g_hash_table_insert (self->catalogs, g_object_ref (provider), catalog);
    }

  return catalog;
}
