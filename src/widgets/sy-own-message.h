/* sy-own-message.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sy-message.h"

G_BEGIN_DECLS

#define SY_TYPE_OWN_MESSAGE (sy_own_message_get_type ())

G_DECLARE_FINAL_TYPE (SyOwnMessage, sy_own_message, SY, OWN_MESSAGE, AdwBin)

GtkWidget *sy_own_message_new         (SyMessage    *message);
SyMessage *sy_own_message_get_message (SyOwnMessage *self);

G_END_DECLS
