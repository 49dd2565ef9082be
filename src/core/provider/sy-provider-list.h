/* sy-provider-list.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-provider.h"

G_BEGIN_DECLS

#define SY_TYPE_PROVIDER_LIST (sy_provider_list_get_type ())

G_DECLARE_FINAL_TYPE (SyProviderList, sy_provider_list, SY, PROVIDER_LIST, GObject)

SyProviderList *sy_provider_list_new            (GFile                *file,
                                                 GListModel           *presets);
void            sy_provider_list_set_trust      (SyProviderList       *self,
                                                 SyTrust              *trust);
GListModel     *sy_provider_list_get_presets    (SyProviderList       *self);
SyProvider     *sy_provider_list_find           (SyProviderList       *self,
                                                 const char           *id);
SyProvider     *sy_provider_list_ensure         (SyProviderList       *self,
                                                 SyPreset             *preset);
SyProvider     *sy_provider_list_add_custom     (SyProviderList       *self);
void            sy_provider_list_remove         (SyProviderList       *self,
                                                 SyProvider           *provider);
SyProvider     *sy_provider_list_get_default    (SyProviderList       *self);
void            sy_provider_list_set_default    (SyProviderList       *self,
                                                 SyProvider           *provider);
gboolean        sy_provider_list_get_configured (SyProviderList       *self);
void            sy_provider_list_load_async     (SyProviderList       *self,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
gboolean        sy_provider_list_load_finish    (SyProviderList       *self,
                                                 GAsyncResult         *result,
                                                 GError              **error);
void            sy_provider_list_save_async     (SyProviderList       *self,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
gboolean        sy_provider_list_save_finish    (SyProviderList       *self,
                                                 GAsyncResult         *result,
                                                 GError              **error);

G_END_DECLS
