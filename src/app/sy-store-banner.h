/* sy-store-banner.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sy-store.h"

G_BEGIN_DECLS

#define SY_TYPE_STORE_BANNER (sy_store_banner_get_type ())

G_DECLARE_FINAL_TYPE (SyStoreBanner, sy_store_banner, SY, STORE_BANNER, AdwBin)

GtkWidget *sy_store_banner_new       (void);
void       sy_store_banner_set_store (SyStoreBanner *self,
                                      SyStore       *store);

G_END_DECLS
