/* sy-provider-keys.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-keyring.h"
#include "sy-provider.h"

G_BEGIN_DECLS

void      sy_provider_keys_lookup_async  (SyKeyring            *keyring,
                                          SyProvider           *provider,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
char     *sy_provider_keys_lookup_finish (SyKeyring            *keyring,
                                          GAsyncResult         *result,
                                          GError              **error);
void      sy_provider_keys_store_async   (SyKeyring            *keyring,
                                          SyProvider           *provider,
                                          const char           *key,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
gboolean  sy_provider_keys_store_finish  (SyKeyring            *keyring,
                                          GAsyncResult         *result,
                                          GError              **error);
void      sy_provider_keys_adopt_async   (SyKeyring            *keyring,
                                          SyProvider           *provider,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
gboolean  sy_provider_keys_adopt_finish  (SyKeyring            *keyring,
                                          GAsyncResult         *result,
                                          GError              **error);
void      sy_provider_keys_remove_async  (SyKeyring            *keyring,
                                          SyProvider           *provider,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
gboolean  sy_provider_keys_remove_finish (SyKeyring            *keyring,
                                          GAsyncResult         *result,
                                          GError              **error);

G_END_DECLS
