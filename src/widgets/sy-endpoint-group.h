/* sy-endpoint-group.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sy-catalog.h"

G_BEGIN_DECLS

#define SY_TYPE_ENDPOINT_GROUP (sy_endpoint_group_get_type ())

G_DECLARE_FINAL_TYPE (SyEndpointGroup, sy_endpoint_group, SY, ENDPOINT_GROUP, AdwPreferencesGroup)

GtkWidget *sy_endpoint_group_new  (void);
void       sy_endpoint_group_show (SyEndpointGroup *self,
                                   SyCatalog       *catalog,
                                   SyClock         *clock,
                                   SyModel         *model);

G_END_DECLS
