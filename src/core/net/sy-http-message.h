/* sy-http-message.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "sy-http.h"

G_BEGIN_DECLS

SoupMessage *sy_http_message_new_post     (const char        *url,
                                           const SyHttpPost  *post,
                                           GError           **error);
SoupMessage *sy_http_message_new_get      (const char        *url,
                                           const SyHttpGet   *get,
                                           GError           **error);
gboolean     sy_http_message_may_identify (const char        *origin);
void         sy_http_message_identify     (SoupMessage       *message);

G_END_DECLS
