/* sy-model-picker.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sy-catalog-list.h"
#include "sy-health-list.h"

G_BEGIN_DECLS

#define SY_TYPE_MODEL_PICKER (sy_model_picker_get_type ())

G_DECLARE_FINAL_TYPE (SyModelPicker, sy_model_picker, SY, MODEL_PICKER, GtkPopover)

GtkWidget *sy_model_picker_new         (void);
void       sy_model_picker_set_sources (SyModelPicker *self,
                                        SyHealthList  *healths,
                                        SyCatalogList *catalogs);
void       sy_model_picker_set_current (SyModelPicker *self,
                                        SyProvider    *provider,
                                        const char    *model_id);
void       sy_model_picker_set_refused (SyModelPicker *self,
                                        SyProvider    *provider,
                                        const char    *model_id);

G_END_DECLS
