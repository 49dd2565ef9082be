/* sy-provider-page.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sy-workspace.h"

G_BEGIN_DECLS

#define SY_TYPE_PROVIDER_PAGE (sy_provider_page_get_type ())

G_DECLARE_FINAL_TYPE (SyProviderPage, sy_provider_page, SY, PROVIDER_PAGE, AdwPreferencesPage)

void sy_provider_page_set_workspace (SyProviderPage *self,
                                     SyWorkspace    *workspace,
                                     SyProvider     *provider);
void sy_provider_page_commit        (SyProviderPage *self);

G_END_DECLS
