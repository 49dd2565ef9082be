/* sy-keyring.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SyKeyringState:
 * @SY_KEYRING_AVAILABLE: keys can be read and written
 * @SY_KEYRING_LOCKED: keys are there, the person has to unlock them first
 * @SY_KEYRING_UNAVAILABLE: there is no secret service
 */
typedef enum
{
  SY_KEYRING_AVAILABLE,
  SY_KEYRING_LOCKED,
  SY_KEYRING_UNAVAILABLE,
} SyKeyringState;

#define SY_TYPE_KEYRING_STATE (sy_keyring_state_get_type ())
#define SY_TYPE_KEYRING       (sy_keyring_get_type ())

GType sy_keyring_state_get_type (void) G_GNUC_CONST;
G_DECLARE_INTERFACE (SyKeyring, sy_keyring, SY, KEYRING, GObject)

struct _SyKeyringInterface
{
  GTypeInterface parent_iface;

  void      (*lookup_async)        (SyKeyring            *self,
                                    const char           *provider_id,
                                    const char           *origin,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
  char     *(*lookup_finish)       (SyKeyring            *self,
                                    GAsyncResult         *result,
                                    GError              **error);
  void      (*store_async)         (SyKeyring            *self,
                                    const char           *provider_id,
                                    const char           *origin,
                                    const char           *label,
                                    const char           *key,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
  gboolean  (*store_finish)        (SyKeyring            *self,
                                    GAsyncResult         *result,
                                    GError              **error);
  void      (*clear_async)         (SyKeyring            *self,
                                    const char           *provider_id,
                                    const char           *origin,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
  gboolean  (*clear_finish)        (SyKeyring            *self,
                                    GAsyncResult         *result,
                                    GError              **error);
  void      (*list_origins_async)  (SyKeyring            *self,
                                    const char           *provider_id,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
  char    **(*list_origins_finish) (SyKeyring            *self,
                                    GAsyncResult         *result,
                                    GError              **error);
  void      (*unlock_async)        (SyKeyring            *self,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
  gboolean  (*unlock_finish)       (SyKeyring            *self,
                                    GAsyncResult         *result,
                                    GError              **error);
};

SyKeyringState   sy_keyring_get_state           (SyKeyring            *self);
void             sy_keyring_lookup_async        (SyKeyring            *self,
                                                 const char           *provider_id,
                                                 const char           *origin,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
char            *sy_keyring_lookup_finish       (SyKeyring            *self,
                                                 GAsyncResult         *result,
                                                 GError              **error);
void             sy_keyring_store_async         (SyKeyring            *self,
                                                 const char           *provider_id,
                                                 const char           *origin,
                                                 const char           *label,
                                                 const char           *key,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
gboolean         sy_keyring_store_finish        (SyKeyring            *self,
                                                 GAsyncResult         *result,
                                                 GError              **error);
void             sy_keyring_clear_async         (SyKeyring            *self,
                                                 const char           *provider_id,
                                                 const char           *origin,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
gboolean         sy_keyring_clear_finish        (SyKeyring            *self,
                                                 GAsyncResult         *result,
                                                 GError              **error);
void             sy_keyring_list_origins_async  (SyKeyring            *self,
                                                 const char           *provider_id,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
char           **sy_keyring_list_origins_finish (SyKeyring            *self,
                                                 GAsyncResult         *result,
                                                 GError              **error);
void             sy_keyring_unlock_async        (SyKeyring            *self,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
gboolean         sy_keyring_unlock_finish       (SyKeyring            *self,
                                                 GAsyncResult         *result,
                                                 GError              **error);
char            *sy_keyring_dup_key             (const char           *text,
                                                 gsize                 length);
void             sy_keyring_free_key            (char                 *key);

G_END_DECLS
