/* sy-health-list.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-health.h"
#include "sy-provider-list.h"

G_BEGIN_DECLS

#define SY_TYPE_HEALTH_LIST (sy_health_list_get_type ())

G_DECLARE_FINAL_TYPE (SyHealthList, sy_health_list, SY, HEALTH_LIST, GObject)

SyHealthList *sy_health_list_new            (SyProviderList         *providers,
                                             const SyHealthServices *services);
SyHealth     *sy_health_list_find           (SyHealthList           *self,
                                             SyProvider             *provider);
SyHealth     *sy_health_list_find_worst     (SyHealthList           *self,
                                             GPtrArray              *providers);
void          sy_health_list_start          (SyHealthList           *self);
void          sy_health_list_set_visible    (SyHealthList           *self,
                                             gboolean                visible);
void          sy_health_list_set_background (SyHealthList           *self,
                                             gboolean                background);

G_END_DECLS
