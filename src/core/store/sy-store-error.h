/* sy-store-error.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-database.h"

G_BEGIN_DECLS

GError *sy_store_error_new       (SyDatabaseError  code,
                                  const char      *details);
GError *sy_store_error_translate (const GError    *error);

G_END_DECLS
