/* sy-fact-group.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SY_TYPE_FACT_GROUP (sy_fact_group_get_type ())

G_DECLARE_FINAL_TYPE (SyFactGroup, sy_fact_group, SY, FACT_GROUP, AdwPreferencesGroup)

GtkWidget *sy_fact_group_new   (const char  *title);
void       sy_fact_group_clear (SyFactGroup *self);
void       sy_fact_group_add   (SyFactGroup *self,
                                const char  *name,
                                const char  *value);

G_END_DECLS
