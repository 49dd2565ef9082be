/* sy-catalog-request.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-catalog-copy.h"
#include "sy-catalog.h"

G_BEGIN_DECLS

char          *sy_catalog_request_dup_address (SyProvider               *provider);
void           sy_catalog_request_async       (SyProvider               *provider,
                                               const SyCatalogServices  *services,
                                               SyCatalogCopy            *known,
                                               gboolean                  anew,
                                               GCancellable             *cancellable,
                                               GAsyncReadyCallback       callback,
                                               gpointer                  user_data);
SyCatalogCopy *sy_catalog_request_finish      (SyProvider               *provider,
                                               GAsyncResult             *result,
                                               GError                  **error);

G_END_DECLS
