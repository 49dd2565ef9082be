/* sy-table-columns.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

int sy_table_columns_fit (const int *naturals,
                          guint      n_columns,
                          int        narrow,
                          int        wide,
                          int        width,
                          int       *columns);

G_END_DECLS
