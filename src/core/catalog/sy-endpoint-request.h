/* sy-endpoint-request.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-catalog.h"

G_BEGIN_DECLS

char      *sy_endpoint_request_dup_path (const char               *id);
void       sy_endpoint_request_async    (SyProvider               *provider,
                                         const SyCatalogServices  *services,
                                         const char               *id,
                                         GCancellable             *cancellable,
                                         GAsyncReadyCallback       callback,
                                         gpointer                  user_data);
GPtrArray *sy_endpoint_request_finish   (SyProvider               *provider,
                                         GAsyncResult             *result,
                                         GError                  **error);

G_END_DECLS
