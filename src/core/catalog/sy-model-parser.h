/* sy-model-parser.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-model.h"

G_BEGIN_DECLS

GPtrArray *sy_model_parser_parse (GBytes  *json,
                                  GError **error);

G_END_DECLS
