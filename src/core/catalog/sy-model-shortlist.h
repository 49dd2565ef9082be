/* sy-model-shortlist.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "sy-model.h"
#include "sy-model-marks.h"

G_BEGIN_DECLS

GPtrArray *sy_model_shortlist_find (GListModel   *models,
                                    SyModelMarks *marks,
                                    const char   *current_id);

G_END_DECLS
