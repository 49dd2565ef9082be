/* sy-model-row.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-model-line.h"

G_BEGIN_DECLS

#define SY_TYPE_MODEL_ROW (sy_model_row_get_type ())

G_DECLARE_FINAL_TYPE (SyModelRow, sy_model_row, SY, MODEL_ROW, GtkWidget)

GtkWidget   *sy_model_row_new         (void);
SyModelLine *sy_model_row_get_line    (SyModelRow *self);
const char  *sy_model_row_get_heading (SyModelRow *self);
void         sy_model_row_set_heading (SyModelRow *self,
                                       const char *heading);

G_END_DECLS
