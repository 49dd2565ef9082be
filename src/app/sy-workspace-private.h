/* sy-workspace-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-catalog-keeper.h"
#include "sy-conversation-keeper.h"
#include "sy-demo-server.h"
#include "sy-http.h"
#include "sy-keyring.h"
#include "sy-network-monitor.h"
#include "sy-quirks.h"
#include "sy-trust.h"
#include "sy-workspace.h"
#include "sy-worst-health.h"

G_BEGIN_DECLS

struct _SyWorkspace
{
  GObject               parent_instance;

  SyClock              *clock;
  SyRedact             *redact;
  SyTrust              *trust;
  SyQuirks             *quirks;
  SyChatDefaults       *chat_defaults;
  SyNetworkMonitor     *network;
  SyHttp               *http;
  SyKeyring            *keyring;
  SyProviderList       *providers;
  SyHealthList         *healths;
  SyCatalogList        *catalogs;
  SyCatalogKeeper      *catalog_keeper;
  SyWorstHealth        *worst_health;
  SyConversationList   *conversations;
  SyConversationKeeper *conversation_keeper;
  GHashTable           *sessions;
  GHashTable           *reply_proofs;
  SyChatSession        *blank;
  SyDemoServer         *demo;
  GTask                *close_task;

  /* What is done with keys; the end waits for it. */
  GCancellable         *key_cancellable;
  guint                 n_key_tasks;

  guint                 n_loading;
  GError               *load_error;
  guint                 close_timeout;
  guint                 network_timeout;
};

void sy_workspace_key_tasks_done (SyWorkspace *self);

G_END_DECLS
