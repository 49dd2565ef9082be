/* sy-message-actions.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sy-message.h"

G_BEGIN_DECLS

#define SY_TYPE_MESSAGE_ACTIONS (sy_message_actions_get_type ())

G_DECLARE_FINAL_TYPE (SyMessageActions, sy_message_actions, SY, MESSAGE_ACTIONS, AdwBin)

GtkWidget *sy_message_actions_new (SyMessage *message);

G_END_DECLS
