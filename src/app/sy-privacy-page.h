/* sy-privacy-page.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sy-workspace.h"

G_BEGIN_DECLS

#define SY_TYPE_PRIVACY_PAGE (sy_privacy_page_get_type ())

G_DECLARE_FINAL_TYPE (SyPrivacyPage, sy_privacy_page, SY, PRIVACY_PAGE, AdwPreferencesPage)

void sy_privacy_page_set_up (SyPrivacyPage *self,
                             SyWorkspace   *workspace,
                             GSettings     *preferences);

G_END_DECLS
