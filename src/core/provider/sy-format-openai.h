/* sy-format-openai.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-format.h"

G_BEGIN_DECLS

extern const SyFormat sy_format_openai;

G_END_DECLS
