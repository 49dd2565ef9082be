/* sy-welcome-page.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SY_TYPE_WELCOME_PAGE (sy_welcome_page_get_type ())

G_DECLARE_FINAL_TYPE (SyWelcomePage, sy_welcome_page, SY, WELCOME_PAGE, AdwBin)

G_END_DECLS
