/* sy-demo-reply.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#include "sy-demo-script.h"

G_BEGIN_DECLS

void sy_demo_reply_send (const SyDemoScript *script,
                         JsonObject         *request,
                         SoupServerMessage  *message);

G_END_DECLS
