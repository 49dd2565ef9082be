/* sy-catalog-list.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-catalog.h"
#include "sy-provider-list.h"

G_BEGIN_DECLS

#define SY_TYPE_CATALOG_LIST (sy_catalog_list_get_type ())

G_DECLARE_FINAL_TYPE (SyCatalogList, sy_catalog_list, SY, CATALOG_LIST, GObject)

SyCatalogList *sy_catalog_list_new  (SyProviderList          *providers,
                                     const SyCatalogServices *services);
SyCatalog     *sy_catalog_list_find (SyCatalogList           *self,
                                     SyProvider              *provider);

G_END_DECLS
