/* sy-http-request.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "sy-http-stream.h"
#include "sy-trust.h"

G_BEGIN_DECLS

/**
 * SyHttpRequest:
 * @session: what sends it
 * @message: what is sent
 * @clock: measures the silence
 * @trust: (nullable): which certificates a person allowed
 * @network: (nullable): tells of changes
 * @host: who is named when it fails
 * @origin: scheme, host and port it goes to
 * @silence_ms: how long the server may say nothing, in milliseconds; 0 is forever
 *
 * All that one request needs.  Only borrowed.
 */
typedef struct
{
  SoupSession     *session;
  SoupMessage     *message;
  SyClock         *clock;
  SyTrust         *trust;
  GNetworkMonitor *network;
  const char      *host;
  const char      *origin;
  guint            silence_ms;
} SyHttpRequest;

void sy_http_request_send (const SyHttpRequest *request,
                           GTask               *task);

G_END_DECLS
