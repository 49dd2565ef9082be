/* sy-model-entry.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "sy-model.h"

G_BEGIN_DECLS

/* Before the ids of Gemini. */
#define SY_MODEL_ENTRY_PREFIX "models/"

const char *sy_model_entry_get_id (JsonObject *entry);
SyModel    *sy_model_entry_parse  (JsonObject *entry);

G_END_DECLS
