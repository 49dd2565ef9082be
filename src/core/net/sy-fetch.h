/* sy-fetch.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-http.h"

G_BEGIN_DECLS

/**
 * SyFetch:
 * @url: what to ask for; may start with a word given to sy_http_set_alias()
 * @auth_header: (nullable): name of the header that carries the key
 * @key: (nullable): the key; in memory only for as long as the request
 * @if_none_match: (nullable): the ETag of what is known, as in #SyHttpGet
 * @if_modified_since: (nullable): the Last-Modified of what is known
 * @max_bytes: how long the body may be at most
 * @timeout_ms: how long all of it may take, in milliseconds; 0 is forever
 *
 * One small answer that is wanted as a whole.  Only borrowed.
 */
typedef struct
{
  const char *url;
  const char *auth_header;
  const char *key;
  const char *if_none_match;
  const char *if_modified_since;
  gsize       max_bytes;
  guint       timeout_ms;
} SyFetch;

/**
 * SyFetchAnswer:
 * @stream: has the status and the headers
 * @body: the body
 *
 * What a server answered, whatever its status.
 */
typedef struct
{
  SyHttpStream *stream;
  GByteArray   *body;
} SyFetchAnswer;

void           sy_fetch_async       (SyHttp               *http,
                                     const SyFetch        *fetch,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
SyFetchAnswer *sy_fetch_finish      (SyHttp               *http,
                                     GAsyncResult         *result,
                                     GError              **error);
void           sy_fetch_answer_free (SyFetchAnswer        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyFetchAnswer, sy_fetch_answer_free)

G_END_DECLS
