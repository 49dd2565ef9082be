/* sy-model-output.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "sy-model.h"

G_BEGIN_DECLS

SyModelOutput sy_model_output_parse (JsonObject *entry,
                                     const char *id);

G_END_DECLS
