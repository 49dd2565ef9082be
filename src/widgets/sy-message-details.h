/* sy-message-details.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sy-message.h"

G_BEGIN_DECLS

#define SY_TYPE_MESSAGE_DETAILS (sy_message_details_get_type ())

G_DECLARE_FINAL_TYPE (SyMessageDetails, sy_message_details, SY, MESSAGE_DETAILS, AdwDialog)

AdwDialog *sy_message_details_new (SyMessage  *message,
                                   const char *provider_name);

G_END_DECLS
