/* sy-model-button.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sy-catalog-list.h"
#include "sy-health-list.h"

G_BEGIN_DECLS

#define SY_TYPE_MODEL_BUTTON (sy_model_button_get_type ())

G_DECLARE_FINAL_TYPE (SyModelButton, sy_model_button, SY, MODEL_BUTTON, AdwBin)

GtkWidget *sy_model_button_new         (void);
void       sy_model_button_set_sources (SyModelButton *self,
                                        SyHealthList  *healths,
                                        SyCatalogList *catalogs);
void       sy_model_button_set_current (SyModelButton *self,
                                        SyProvider    *provider,
                                        const char    *model_id);
void       sy_model_button_set_compact (SyModelButton *self,
                                        gboolean        compact);
void       sy_model_button_open        (SyModelButton *self,
                                        SyProvider    *provider,
                                        const char    *refused_id);

G_END_DECLS
