/* sy-usage-openai.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "sy-usage.h"

G_BEGIN_DECLS

gboolean sy_usage_openai_read (JsonObject *object,
                               SyUsage    *usage);

G_END_DECLS
