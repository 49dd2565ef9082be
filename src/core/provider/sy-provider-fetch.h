/* sy-provider-fetch.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-fetch.h"
#include "sy-provider.h"
#include "sy-redact.h"

G_BEGIN_DECLS

/**
 * SyProviderFetch:
 * @http: asks the server
 * @redact: is told the key that is sent
 * @keyring: where the key is; never unlocked from here
 * @path: "models" is beside the provider's endpoint, "/props" below its origin
 * @needs_key: whether nothing is sent without a key
 * @if_none_match: (nullable): the ETag of what is known, as in #SyHttpGet
 * @if_modified_since: (nullable): the Last-Modified of what is known
 * @max_bytes: how long the body may be at most
 * @timeout_ms: how long all of it may take, in milliseconds
 *
 * One document of a provider's API.  Only borrowed.
 */
typedef struct
{
  SyHttp     *http;
  SyRedact   *redact;
  SyKeyring  *keyring;
  const char *path;
  gboolean    needs_key;
  const char *if_none_match;
  const char *if_modified_since;
  gsize       max_bytes;
  guint       timeout_ms;
} SyProviderFetch;

char          *sy_provider_fetch_dup_url (SyProvider             *provider,
                                          const char             *path);
void           sy_provider_fetch_async   (SyProvider             *provider,
                                          const SyProviderFetch  *fetch,
                                          GCancellable           *cancellable,
                                          GAsyncReadyCallback     callback,
                                          gpointer                user_data);
SyFetchAnswer *sy_provider_fetch_finish  (SyProvider             *provider,
                                          GAsyncResult           *result,
                                          GError                **error);

G_END_DECLS
