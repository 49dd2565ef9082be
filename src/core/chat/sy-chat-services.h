/* sy-chat-services.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "sy-chat-defaults.h"
#include "sy-clock.h"
#include "sy-completion.h"
#include "sy-provider-list.h"
#include "sy-quirks.h"
#include "sy-redact.h"

G_BEGIN_DECLS

/**
 * SyChatServices:
 * @providers: who can be asked
 * @keyring: where their keys are
 * @http: the one way out
 * @redact: hides keys in texts of servers
 * @clock: the time
 * @quirks: (nullable): what servers were found to refuse; %NULL: each session learns for itself
 * @network: (nullable): tells whether there is any; %NULL: there always is
 * @random: (nullable): where random numbers come from; %NULL: anywhere
 * @defaults: (nullable): what Settings say about all conversations; %NULL: nothing
 *
 * What sessions share.  Borrowed by sy_chat_session_new(), which takes
 * references, and a copy of @random.
 */
typedef struct
{
  SyProviderList  *providers;
  SyKeyring       *keyring;
  SyHttp          *http;
  SyRedact        *redact;
  SyClock         *clock;
  SyQuirks        *quirks;
  GNetworkMonitor *network;
  GRand           *random;
  SyChatDefaults  *defaults;
} SyChatServices;

void sy_chat_services_copy  (SyChatServices       *target,
                             const SyChatServices *source);
void sy_chat_services_clear (SyChatServices       *services);

G_END_DECLS
