/* sy-model-nearest.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "sy-model.h"

G_BEGIN_DECLS

GPtrArray *sy_model_nearest_find             (GListModel *models,
                                              const char *id,
                                              guint       n);
SyModel   *sy_model_nearest_find_replacement (GListModel *models,
                                              const char *id);

G_END_DECLS
