/* sy-keyring-service.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsecret/secret.h>

G_BEGIN_DECLS

#define SY_TYPE_KEYRING_SERVICE (sy_keyring_service_get_type ())

G_DECLARE_FINAL_TYPE (SyKeyringService, sy_keyring_service, SY, KEYRING_SERVICE, SecretService)

void           sy_keyring_service_open_async  (GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
SecretService *sy_keyring_service_open_finish (GAsyncResult         *result,
                                               GError              **error);

G_END_DECLS
