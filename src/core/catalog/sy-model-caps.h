/* sy-model-caps.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "sy-model.h"

G_BEGIN_DECLS

SyModelCaps sy_model_caps_parse (JsonObject *entry);

G_END_DECLS
