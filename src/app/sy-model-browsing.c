/* sy-model-browsing.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-model-browsing"

#include "config.h"

#include "sy-model-browsing.h"

#include "sy-model-browser.h"

/**
 * sy_model_browsing_new:
 * @workspace: has the models
 * @provider: whose models
 * @model_id: (nullable): the one in use
 *
 * Returns: (transfer floating): the dialog with all models of @provider
 */
AdwDialog *
sy_model_browsing_new (SyWorkspace *workspace,
                       SyProvider  *provider,
                       const char  *model_id)
{
  g_return_val_if_fail (SY_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (SY_IS_PROVIDER (provider), NULL);

  return sy_model_browser_new (sy_catalog_list_find (sy_workspace_get_catalogs (workspace), provider),
                               sy_health_list_find (sy_workspace_get_healths (workspace), provider),
                               sy_workspace_get_clock (workspace), model_id);
}
