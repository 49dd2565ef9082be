/* sy-definitions.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-block.h"

G_BEGIN_DECLS

guint sy_definitions_count_lines (const char        *source,
                                  const SyBlockLine *lines,
                                  guint              n_lines);

G_END_DECLS
