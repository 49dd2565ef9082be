/* sy-error-record.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char   *sy_error_to_record       (const GError *error);
GError *sy_error_new_from_record (const char   *record);

G_END_DECLS
