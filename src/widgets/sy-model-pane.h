/* sy-model-pane.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sy-catalog.h"
#include "sy-health.h"

G_BEGIN_DECLS

#define SY_TYPE_MODEL_PANE (sy_model_pane_get_type ())

G_DECLARE_FINAL_TYPE (SyModelPane, sy_model_pane, SY, MODEL_PANE, AdwBin)

GtkWidget *sy_model_pane_new          (SyCatalog   *catalog,
                                       SyHealth    *health,
                                       SyClock     *clock,
                                       const char  *model_id);
SyModel   *sy_model_pane_get_selected (SyModelPane *self);
void       sy_model_pane_complete     (SyModelPane *self);
void       sy_model_pane_reveal       (SyModelPane *self);
void       sy_model_pane_set_narrow   (SyModelPane *self,
                                       gboolean     narrow);
void       sy_model_pane_set_touch    (SyModelPane *self,
                                       gboolean     touch);

G_END_DECLS
