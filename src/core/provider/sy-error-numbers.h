/* sy-error-numbers.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gint64 sy_error_numbers_get_affordable (const char *words);
gint64 sy_error_numbers_get_excess     (const char *words);

G_END_DECLS
