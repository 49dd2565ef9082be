/* sy-catalog-cache.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "sy-catalog-copy.h"

G_BEGIN_DECLS

#define SY_TYPE_CATALOG_CACHE (sy_catalog_cache_get_type ())

G_DECLARE_FINAL_TYPE (SyCatalogCache, sy_catalog_cache, SY, CATALOG_CACHE, GObject)

SyCatalogCache *sy_catalog_cache_new         (GFile                *folder);
void            sy_catalog_cache_load_async  (SyCatalogCache       *self,
                                              const char           *provider_id,
                                              const char           *address,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
SyCatalogCopy  *sy_catalog_cache_load_finish (SyCatalogCache       *self,
                                              GAsyncResult         *result,
                                              GError              **error);
void            sy_catalog_cache_store       (SyCatalogCache       *self,
                                              const char           *provider_id,
                                              const char           *address,
                                              SyCatalogCopy        *copy);
void            sy_catalog_cache_remove      (SyCatalogCache       *self,
                                              const char           *provider_id);

G_END_DECLS
