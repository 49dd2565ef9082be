/* sy-keyring-watch.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsecret/secret.h>

#include "sy-keyring.h"

G_BEGIN_DECLS

#define SY_TYPE_KEYRING_WATCH (sy_keyring_watch_get_type ())

G_DECLARE_FINAL_TYPE (SyKeyringWatch, sy_keyring_watch, SY, KEYRING_WATCH, GObject)

SyKeyringWatch *sy_keyring_watch_new            (const SecretSchema   *schema);
SyKeyringState  sy_keyring_watch_get_state      (SyKeyringWatch       *self);
SecretService  *sy_keyring_watch_get_service    (SyKeyringWatch       *self);
void            sy_keyring_watch_connect_async  (SyKeyringWatch       *self,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
gboolean        sy_keyring_watch_connect_finish (SyKeyringWatch       *self,
                                                 GAsyncResult         *result,
                                                 GError              **error);
void            sy_keyring_watch_unlock_async   (SyKeyringWatch       *self,
                                                 GList                *items,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
gboolean        sy_keyring_watch_unlock_finish  (SyKeyringWatch       *self,
                                                 GAsyncResult         *result,
                                                 GError              **error);

G_END_DECLS
