/* sy-catalog-file.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-catalog-copy.h"

G_BEGIN_DECLS

GBytes        *sy_catalog_file_write (SyCatalogCopy  *copy,
                                      const char     *address);
SyCatalogCopy *sy_catalog_file_read  (GBytes         *contents,
                                      const char     *address,
                                      GError        **error);

G_END_DECLS
