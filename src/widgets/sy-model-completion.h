/* sy-model-completion.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sy-model.h"

G_BEGIN_DECLS

/**
 * SyModelCompletion:
 *
 * Offers the models of a list below the row in which an id is typed.
 */
#define SY_TYPE_MODEL_COMPLETION (sy_model_completion_get_type ())

G_DECLARE_FINAL_TYPE (SyModelCompletion, sy_model_completion, SY, MODEL_COMPLETION, GObject)

SyModelCompletion *sy_model_completion_new        (AdwEntryRow       *row);
void               sy_model_completion_set_models (SyModelCompletion *self,
                                                   GListModel        *models);

G_END_DECLS
