/* sy-appearance-page.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SY_TYPE_APPEARANCE_PAGE (sy_appearance_page_get_type ())

G_DECLARE_FINAL_TYPE (SyAppearancePage, sy_appearance_page, SY, APPEARANCE_PAGE,
                      AdwPreferencesPage)

void sy_appearance_page_set_up (SyAppearancePage *self,
                                GSettings        *preferences);

G_END_DECLS
