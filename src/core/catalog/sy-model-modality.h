/* sy-model-modality.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * SyModelSide:
 * @SY_MODEL_SIDE_INPUT: what goes in
 * @SY_MODEL_SIDE_OUTPUT: what comes out
 *
 * A side of a model.
 */
typedef enum
{
  SY_MODEL_SIDE_INPUT,
  SY_MODEL_SIDE_OUTPUT,
} SyModelSide;

GStrv sy_model_modality_dup (JsonObject  *entry,
                             SyModelSide  side);

G_END_DECLS
