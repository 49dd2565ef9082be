/* sy-store-file.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-database.h"

G_BEGIN_DECLS

gboolean  sy_store_file_prepare      (const char  *path,
                                      GError     **error);
int       sy_store_file_get_version  (const char  *path);
gboolean  sy_store_file_back_up      (const char  *path,
                                      SyDatabase  *database,
                                      gint64       now,
                                      GError     **error);
void      sy_store_file_mark_damaged (const char  *path);
gboolean  sy_store_file_take_mark    (const char  *path);
char     *sy_store_file_set_aside    (const char  *path,
                                      gint64       now,
                                      GError     **error);

G_END_DECLS
