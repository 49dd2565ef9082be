/* sy-http.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "sy-http-stream.h"
#include "sy-trust.h"

G_BEGIN_DECLS

#define SY_TYPE_HTTP (sy_http_get_type ())

G_DECLARE_FINAL_TYPE (SyHttp, sy_http, SY, HTTP, GObject)

/**
 * SyHttpPost:
 * @url: where to; may start with a word given to sy_http_set_alias()
 * @auth_header: (nullable): name of the header that carries the key
 * @key: (nullable): the key; in memory only for as long as the request
 * @accept: value of the Accept header
 * @body: the JSON document
 * @silence_ms: how long the server may say nothing, in milliseconds; 0 is forever
 *
 * One POST of an API.  Only borrowed while sy_http_post_async() runs.
 */
typedef struct
{
  const char *url;
  const char *auth_header;
  const char *key;
  const char *accept;
  GBytes     *body;
  guint       silence_ms;
} SyHttpPost;

/**
 * SyHttpGet:
 * @url: what to ask for; may start with a word given to sy_http_set_alias()
 * @auth_header: (nullable): name of the header that carries the key
 * @key: (nullable): the key; in memory only for as long as the request
 * @if_none_match: (nullable): the ETag of what is known: a server that has nothing newer
 *   answers 304.  Not sent when no server would have given it
 * @if_modified_since: (nullable): the same, for a Last-Modified
 * @silence_ms: how long the server may say nothing, in milliseconds; 0 is forever
 *
 * One GET of an API.  Only borrowed while sy_http_get_async() runs.
 */
typedef struct
{
  const char *url;
  const char *auth_header;
  const char *key;
  const char *if_none_match;
  const char *if_modified_since;
  guint       silence_ms;
} SyHttpGet;

SyHttp       *sy_http_new          (SyClock              *clock);
SyClock      *sy_http_get_clock    (SyHttp               *self);
void          sy_http_set_alias    (SyHttp               *self,
                                    const char           *scheme,
                                    const char           *base);
void          sy_http_set_trust    (SyHttp               *self,
                                    SyTrust              *trust);
void          sy_http_set_network  (SyHttp               *self,
                                    GNetworkMonitor      *network);
void          sy_http_set_proxies  (SyHttp               *self,
                                    GProxyResolver       *system);
void          sy_http_set_identify (SyHttp               *self,
                                    gboolean              identify);
void          sy_http_post_async   (SyHttp               *self,
                                    const SyHttpPost     *post,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
SyHttpStream *sy_http_post_finish  (SyHttp               *self,
                                    GAsyncResult         *result,
                                    GError              **error);
void          sy_http_get_async    (SyHttp               *self,
                                    const SyHttpGet      *get,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
SyHttpStream *sy_http_get_finish   (SyHttp               *self,
                                    GAsyncResult         *result,
                                    GError              **error);

G_END_DECLS
