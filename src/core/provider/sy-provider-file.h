/* sy-provider-file.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void      sy_provider_file_read_async       (GFile                *file,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
GBytes   *sy_provider_file_read_finish      (GFile                *file,
                                             GAsyncResult         *result,
                                             GError              **error);
void      sy_provider_file_write_async      (GFile                *file,
                                             GBytes               *contents,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
gboolean  sy_provider_file_write_finish     (GFile                *file,
                                             GAsyncResult         *result,
                                             GError              **error);
void      sy_provider_file_set_aside_async  (GFile                *file,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
char     *sy_provider_file_set_aside_finish (GFile                *file,
                                             GAsyncResult         *result,
                                             GError              **error);

G_END_DECLS
