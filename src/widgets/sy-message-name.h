/* sy-message-name.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-message.h"

G_BEGIN_DECLS

char *sy_message_name_dup (SyMessage *message,
                           GDateTime *now);

G_END_DECLS
