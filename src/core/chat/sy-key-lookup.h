/* sy-key-lookup.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-keyring.h"

G_BEGIN_DECLS

void  sy_key_lookup_async  (SyKeyring            *keyring,
                            const char           *provider_id,
                            const char           *origin,
                            GCancellable         *cancellable,
                            GAsyncReadyCallback   callback,
                            gpointer              user_data);
char *sy_key_lookup_finish (SyKeyring            *keyring,
                            GAsyncResult         *result,
                            GError              **error);

G_END_DECLS
