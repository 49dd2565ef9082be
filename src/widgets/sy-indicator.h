/* sy-indicator.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sy-health.h"

G_BEGIN_DECLS

#define SY_TYPE_INDICATOR (sy_indicator_get_type ())

G_DECLARE_FINAL_TYPE (SyIndicator, sy_indicator, SY, INDICATOR, AdwBin)

GtkWidget *sy_indicator_new        (void);
SyHealth  *sy_indicator_get_health (SyIndicator *self);
void       sy_indicator_set_health (SyIndicator *self,
                                    SyHealth    *health);

G_END_DECLS
