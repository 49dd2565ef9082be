/* sy-model-browsing.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sy-workspace.h"

G_BEGIN_DECLS

AdwDialog *sy_model_browsing_new (SyWorkspace *workspace,
                                  SyProvider  *provider,
                                  const char  *model_id);

G_END_DECLS
