/* sy-model-browser.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sy-catalog.h"
#include "sy-health.h"

G_BEGIN_DECLS

#define SY_TYPE_MODEL_BROWSER (sy_model_browser_get_type ())

G_DECLARE_FINAL_TYPE (SyModelBrowser, sy_model_browser, SY, MODEL_BROWSER, AdwDialog)

AdwDialog  *sy_model_browser_new          (SyCatalog      *catalog,
                                           SyHealth       *health,
                                           SyClock        *clock,
                                           const char     *model_id);
SyProvider *sy_model_browser_get_provider (SyModelBrowser *self);

G_END_DECLS
