/* sy-model-filters.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sy-model.h"

G_BEGIN_DECLS

#define SY_TYPE_MODEL_FILTERS (sy_model_filters_get_type ())

G_DECLARE_FINAL_TYPE (SyModelFilters, sy_model_filters, SY, MODEL_FILTERS, AdwBin)

GtkWidget   *sy_model_filters_new      (void);
SyModelCaps  sy_model_filters_get_caps (SyModelFilters *self);
gboolean     sy_model_filters_get_free (SyModelFilters *self);
void         sy_model_filters_clear    (SyModelFilters *self);

G_END_DECLS
