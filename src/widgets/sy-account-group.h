/* sy-account-group.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sy-account.h"

G_BEGIN_DECLS

#define SY_TYPE_ACCOUNT_GROUP (sy_account_group_get_type ())

G_DECLARE_FINAL_TYPE (SyAccountGroup, sy_account_group, SY, ACCOUNT_GROUP, AdwPreferencesGroup)

GtkWidget *sy_account_group_new         (void);
void       sy_account_group_set_account (SyAccountGroup *self,
                                         SyAccount      *account);
void       sy_account_group_set_narrow  (SyAccountGroup *self,
                                         gboolean        narrow);

G_END_DECLS
