/* sy-context.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-chat-values.h"

G_BEGIN_DECLS

SyRequest *sy_context_build (GListModel     *messages,
                             SyConversation *conversation,
                             SyChatDefaults *defaults,
                             SyProvider     *provider,
                             const char     *model_id,
                             gint64          max_tokens);

G_END_DECLS
