/* sy-keyring-secret.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-keyring.h"

G_BEGIN_DECLS

#define SY_TYPE_KEYRING_SECRET (sy_keyring_secret_get_type ())

G_DECLARE_FINAL_TYPE (SyKeyringSecret, sy_keyring_secret, SY, KEYRING_SECRET, GObject)

void       sy_keyring_secret_open_async  (GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
SyKeyring *sy_keyring_secret_open_finish (GAsyncResult         *result,
                                          GError              **error);

G_END_DECLS
