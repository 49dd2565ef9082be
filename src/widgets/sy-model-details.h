/* sy-model-details.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sy-catalog.h"

G_BEGIN_DECLS

#define SY_TYPE_MODEL_DETAILS (sy_model_details_get_type ())

G_DECLARE_FINAL_TYPE (SyModelDetails, sy_model_details, SY, MODEL_DETAILS, AdwBin)

GtkWidget *sy_model_details_new         (void);
void       sy_model_details_set_catalog (SyModelDetails *self,
                                         SyCatalog      *catalog,
                                         SyClock        *clock);
void       sy_model_details_set_model   (SyModelDetails *self,
                                         SyModel        *model);

G_END_DECLS
