/* sy-http-stream.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "sy-clock.h"

G_BEGIN_DECLS

#define SY_TYPE_HTTP_STREAM (sy_http_stream_get_type ())

/**
 * SY_HTTP_PRIORITY:
 *
 * The priority of all that comes from the network: one below GTK's redraw (120).
 * At the usual priority a flood of tokens keeps the main loop from drawing a frame.
 */
#define SY_HTTP_PRIORITY (G_PRIORITY_HIGH_IDLE + 21)

G_DECLARE_FINAL_TYPE (SyHttpStream, sy_http_stream, SY, HTTP_STREAM, GObject)

/**
 * SyHttpStreamFlow:
 * @SY_HTTP_STREAM_END: no more is wanted, as if the server had ended the body
 * @SY_HTTP_STREAM_MORE: the next read may come
 * @SY_HTTP_STREAM_PAUSE: nothing is read before sy_http_stream_resume()
 *
 * How a pump goes on.
 */
typedef enum
{
  SY_HTTP_STREAM_END,
  SY_HTTP_STREAM_MORE,
  SY_HTTP_STREAM_PAUSE,
} SyHttpStreamFlow;

/**
 * SyHttpStreamFunc:
 * @bytes: (transfer none): what one read brought, 1 byte to 64 KB
 *
 * Returns: how the pump goes on
 */
typedef SyHttpStreamFlow (*SyHttpStreamFunc) (GBytes   *bytes,
                                              gpointer  user_data);

SyHttpStream *sy_http_stream_new              (GInputStream         *body,
                                               guint                 status,
                                               GHashTable           *headers,
                                               SyClock              *clock,
                                               guint                 silence_ms);
guint         sy_http_stream_get_status       (SyHttpStream         *self);
const char   *sy_http_stream_get_header       (SyHttpStream         *self,
                                               const char           *name);
SyClock      *sy_http_stream_get_clock        (SyHttpStream         *self);
void          sy_http_stream_set_host         (SyHttpStream         *self,
                                               const char           *host);
void          sy_http_stream_set_network      (SyHttpStream         *self,
                                               GNetworkMonitor      *network);
void          sy_http_stream_set_least        (SyHttpStream         *self,
                                               guint64               length);
void          sy_http_stream_pump_async       (SyHttpStream         *self,
                                               SyHttpStreamFunc      func,
                                               gpointer              func_data,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean      sy_http_stream_pump_finish      (SyHttpStream         *self,
                                               GAsyncResult         *result,
                                               GError              **error);
void          sy_http_stream_resume           (SyHttpStream         *self,
                                               SyHttpStreamFlow      flow);
void          sy_http_stream_close            (SyHttpStream         *self);

G_END_DECLS
