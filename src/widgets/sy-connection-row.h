/* sy-connection-row.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sy-health.h"

G_BEGIN_DECLS

#define SY_TYPE_CONNECTION_ROW (sy_connection_row_get_type ())

G_DECLARE_FINAL_TYPE (SyConnectionRow, sy_connection_row, SY, CONNECTION_ROW, AdwPreferencesRow)

GtkWidget *sy_connection_row_new        (void);
void       sy_connection_row_set_health (SyConnectionRow *self,
                                         SyHealth        *health);
void       sy_connection_row_set_narrow (SyConnectionRow *self,
                                         gboolean         narrow);

G_END_DECLS
