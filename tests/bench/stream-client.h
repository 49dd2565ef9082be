/* stream-client.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-http.h"
#include "sy-message.h"
#include "sy-redact.h"

G_BEGIN_DECLS

typedef struct _StreamClient StreamClient;

StreamClient *stream_client_start       (SyHttp       *http,
                                         SyRedact     *redact,
                                         const char   *url,
                                         guint64       n_events,
                                         guint         rate);
gboolean      stream_client_is_finished (StreamClient *self);
gsize         stream_client_get_length  (StreamClient *self);
void          stream_client_free        (StreamClient *self);

G_END_DECLS
