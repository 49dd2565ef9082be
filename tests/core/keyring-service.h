/* keyring-service.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-keyring.h"

G_BEGIN_DECLS

#define SERVICE_ORIGIN_A "https://a.example"
#define SERVICE_ORIGIN_B "https://b.example:8443"
#define SERVICE_LABEL    "Sythoria: Test"

/* A real service, in a session that is there for the test alone, and the keyring on it. */
void           service_ready_cb             (GObject         *object,
                                             GAsyncResult    *result,
                                             gpointer         user_data);
void           service_iterate              (gint64           deadline);
GAsyncResult  *service_wait                 (GAsyncResult   **kept);
void           service_wait_state           (SyKeyring       *keyring,
                                             SyKeyringState   state);
SyKeyring     *service_open                 (void);
void           service_assert_key           (SyKeyring       *keyring,
                                             const char      *provider,
                                             const char      *origin,
                                             const char      *expected);
GError        *service_fail_lookup          (SyKeyring       *keyring,
                                             const char      *provider,
                                             const char      *origin);
void           service_assert_lookup_error  (SyKeyring       *keyring,
                                             const char      *provider,
                                             const char      *origin,
                                             int              code);
gboolean       service_store                (SyKeyring       *keyring,
                                             const char      *provider,
                                             const char      *origin,
                                             const char      *key,
                                             GError         **error);
void           service_assert_store         (SyKeyring       *keyring,
                                             const char      *provider,
                                             const char      *origin,
                                             const char      *key);
gboolean       service_clear                (SyKeyring       *keyring,
                                             const char      *provider,
                                             const char      *origin,
                                             GError         **error);
void           service_assert_clear         (SyKeyring       *keyring,
                                             const char      *provider,
                                             const char      *origin);
char         **service_list_origins         (SyKeyring       *keyring,
                                             const char      *provider,
                                             GError         **error);
gboolean       service_unlock               (SyKeyring       *keyring,
                                             GError         **error);
void           service_assert_finalized     (SyKeyring       *keyring);
void           service_lock                 (void);
void           service_unlock_with_password (void);
void           service_assert_all_locked    (SyKeyring       *keyring);
void           service_signal               (int              number);

G_END_DECLS
