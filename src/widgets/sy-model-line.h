/* sy-model-line.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "sy-model.h"

G_BEGIN_DECLS

#define SY_TYPE_MODEL_LINE (sy_model_line_get_type ())

G_DECLARE_FINAL_TYPE (SyModelLine, sy_model_line, SY, MODEL_LINE, GtkWidget)

GtkWidget *sy_model_line_new       (void);
void       sy_model_line_set_model (SyModelLine *self,
                                    SyModel     *model,
                                    gboolean     favourite);
void       sy_model_line_set_heads (SyModelLine *self);

G_END_DECLS
