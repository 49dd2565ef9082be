/* sy-http-message.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "sy-http.h"

G_BEGIN_DECLS

SoupMessage *sy_http_message_new (const char        *url,
                                  const SyHttpPost  *post,
                                  GError           **error);

G_END_DECLS
