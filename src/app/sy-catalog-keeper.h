/* sy-catalog-keeper.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-catalog-list.h"
#include "sy-health-list.h"

G_BEGIN_DECLS

/**
 * SyCatalogKeeper:
 *
 * Loads a provider's model list as soon as its server is known to answer, and again when
 * it is a day old; before that, what was kept of it.  Fills in a model where none was
 * chosen.
 */
#define SY_TYPE_CATALOG_KEEPER (sy_catalog_keeper_get_type ())

G_DECLARE_FINAL_TYPE (SyCatalogKeeper, sy_catalog_keeper, SY, CATALOG_KEEPER, GObject)

SyCatalogKeeper *sy_catalog_keeper_new (SyProviderList *providers,
                                        SyHealthList   *healths,
                                        SyCatalogList  *catalogs,
                                        SyClock        *clock);

G_END_DECLS
