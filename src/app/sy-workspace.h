/* sy-workspace.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-catalog-list.h"
#include "sy-chat-session.h"
#include "sy-conversation-list.h"
#include "sy-health-list.h"
#include "sy-store.h"

G_BEGIN_DECLS

#define SY_TYPE_WORKSPACE (sy_workspace_get_type ())

G_DECLARE_FINAL_TYPE (SyWorkspace, sy_workspace, SY, WORKSPACE, GObject)

SyWorkspace        *sy_workspace_new                    (void);
SyProviderList     *sy_workspace_get_providers          (SyWorkspace          *self);
SyKeyring          *sy_workspace_get_keyring            (SyWorkspace          *self);
SyClock            *sy_workspace_get_clock              (SyWorkspace          *self);
SyTrust            *sy_workspace_get_trust              (SyWorkspace          *self);
SyHealthList       *sy_workspace_get_healths            (SyWorkspace          *self);
SyCatalogList      *sy_workspace_get_catalogs           (SyWorkspace          *self);
SyChatDefaults     *sy_workspace_get_chat_defaults      (SyWorkspace          *self);
SyHealth           *sy_workspace_get_worst_health       (SyWorkspace          *self);
SyConversationList *sy_workspace_get_conversations      (SyWorkspace          *self);
SyChatSession      *sy_workspace_get_blank_session      (SyWorkspace          *self);
SyChatSession      *sy_workspace_begin_temporary        (SyWorkspace          *self);
void                sy_workspace_end_session            (SyWorkspace          *self,
                                                         SyChatSession        *session);
SyChatSession      *sy_workspace_find_session           (SyWorkspace          *self,
                                                         SyConversation       *conversation);
void                sy_workspace_open_session_async     (SyWorkspace          *self,
                                                         SyConversation       *conversation,
                                                         GAsyncReadyCallback   callback,
                                                         gpointer              user_data);
SyChatSession      *sy_workspace_open_session_finish    (SyWorkspace          *self,
                                                         GAsyncResult         *result,
                                                         GError              **error);
SyStore            *sy_workspace_get_store              (SyWorkspace          *self);
guint               sy_workspace_count_conversations    (SyWorkspace          *self,
                                                         SyProvider           *provider);
void                sy_workspace_set_open_session       (SyWorkspace          *self,
                                                         SyChatSession        *session);
void                sy_workspace_set_visible            (SyWorkspace          *self,
                                                         gboolean              visible);
void                sy_workspace_set_background_checks  (SyWorkspace          *self,
                                                         gboolean              background);
void                sy_workspace_set_identify           (SyWorkspace          *self,
                                                         gboolean              identify);
void                sy_workspace_load_async             (SyWorkspace          *self,
                                                         GAsyncReadyCallback   callback,
                                                         gpointer              user_data);
gboolean            sy_workspace_load_finish            (SyWorkspace          *self,
                                                         GAsyncResult         *result,
                                                         GError              **error);
void                sy_workspace_store_key_async        (SyWorkspace          *self,
                                                         SyProvider           *provider,
                                                         const char           *key,
                                                         GAsyncReadyCallback   callback,
                                                         gpointer              user_data);
gboolean            sy_workspace_store_key_finish       (SyWorkspace          *self,
                                                         GAsyncResult         *result,
                                                         GError              **error);
void                sy_workspace_adopt_key_async        (SyWorkspace          *self,
                                                         SyProvider           *provider,
                                                         GAsyncReadyCallback   callback,
                                                         gpointer              user_data);
gboolean            sy_workspace_adopt_key_finish       (SyWorkspace          *self,
                                                         GAsyncResult         *result,
                                                         GError              **error);
void                sy_workspace_remove_key_async       (SyWorkspace          *self,
                                                         SyProvider           *provider,
                                                         GAsyncReadyCallback   callback,
                                                         gpointer              user_data);
gboolean            sy_workspace_remove_key_finish      (SyWorkspace          *self,
                                                         GAsyncResult         *result,
                                                         GError              **error);
void                sy_workspace_remove_all_keys_async  (SyWorkspace          *self,
                                                         GAsyncReadyCallback   callback,
                                                         gpointer              user_data);
gboolean            sy_workspace_remove_all_keys_finish (SyWorkspace          *self,
                                                         GAsyncResult         *result,
                                                         GError              **error);
void                sy_workspace_remove_provider_async  (SyWorkspace          *self,
                                                         SyProvider           *provider,
                                                         GAsyncReadyCallback   callback,
                                                         gpointer              user_data);
gboolean            sy_workspace_remove_provider_finish (SyWorkspace          *self,
                                                         GAsyncResult         *result,
                                                         GError              **error);
void                sy_workspace_unlock_async           (SyWorkspace          *self,
                                                         GAsyncReadyCallback   callback,
                                                         gpointer              user_data);
gboolean            sy_workspace_unlock_finish          (SyWorkspace          *self,
                                                         GAsyncResult         *result,
                                                         GError              **error);
void                sy_workspace_close_async            (SyWorkspace          *self,
                                                         GAsyncReadyCallback   callback,
                                                         gpointer              user_data);
gboolean            sy_workspace_close_finish           (SyWorkspace          *self,
                                                         GAsyncResult         *result,
                                                         GError              **error);

G_END_DECLS
