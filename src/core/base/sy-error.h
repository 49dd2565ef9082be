/* sy-error.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SyError:
 * @SY_ERROR_SETUP: something must be filled in before anything can be sent
 * @SY_ERROR_INVALID_URL: an API base that is no usable address
 * @SY_ERROR_INSECURE: plain http to a host beyond loopback
 * @SY_ERROR_AUTH: the server did not accept the key (401)
 * @SY_ERROR_PAYMENT: out of credits (402)
 * @SY_ERROR_FORBIDDEN: not allowed, mostly terms that were not accepted (403)
 * @SY_ERROR_MODERATION: the content was flagged (403, or 400)
 * @SY_ERROR_REGION: not offered in this country
 * @SY_ERROR_NOT_FOUND: the server knows no such thing, and no more is known (404)
 * @SY_ERROR_NO_MODEL: no such model, or no longer
 * @SY_ERROR_NO_ENDPOINT: the model is known, but nobody serves this request
 * @SY_ERROR_DATA_POLICY: only endpoints are left that the account's privacy
 *   settings rule out
 * @SY_ERROR_PARAMETER: one parameter is what the server does not take
 * @SY_ERROR_TOO_LONG: the conversation is longer than the model or server takes
 * @SY_ERROR_BAD_REQUEST: the server understood and refused the request (other 4xx)
 * @SY_ERROR_RATE_LIMITED: too many requests (429)
 * @SY_ERROR_QUOTA: a limit that waiting a moment does not lift (429)
 * @SY_ERROR_SERVER: trouble at the provider (5xx)
 * @SY_ERROR_LOADING: the server is up, its model not yet (503)
 * @SY_ERROR_REDIRECT: the API base answered with a redirect, so it is wrong
 * @SY_ERROR_WRONG_BASE: what answers at the API base is no API
 * @SY_ERROR_NETWORK: no connection, or one that broke
 * @SY_ERROR_HOST_NOT_FOUND: the name of the host could not be resolved
 * @SY_ERROR_REFUSED: nothing listens there
 * @SY_ERROR_PROXY: the proxy failed, not the server
 * @SY_ERROR_TLS: the certificate was not accepted
 * @SY_ERROR_TIMEOUT: the server stayed silent for too long
 * @SY_ERROR_PROTOCOL: the answer is not what this API format defines
 * @SY_ERROR_TOO_LARGE: the answer went over one of the bounds
 * @SY_ERROR_KEYRING_LOCKED: the keyring's collection is locked
 * @SY_ERROR_KEYRING_UNAVAILABLE: no secret service can be reached
 * @SY_ERROR_STORE: a file of ours could not be read or written
 *
 * Everything that can go wrong and that a person is told about.  Cancelling is
 * no error of this domain: it stays %G_IO_ERROR_CANCELLED.  Files keep the
 * numbers: a new one goes to the end.
 */
typedef enum
{
  SY_ERROR_SETUP,
  SY_ERROR_INVALID_URL,
  SY_ERROR_INSECURE,
  SY_ERROR_AUTH,
  SY_ERROR_PAYMENT,
  SY_ERROR_FORBIDDEN,
  SY_ERROR_MODERATION,
  SY_ERROR_REGION,
  SY_ERROR_NOT_FOUND,
  SY_ERROR_NO_MODEL,
  SY_ERROR_NO_ENDPOINT,
  SY_ERROR_DATA_POLICY,
  SY_ERROR_PARAMETER,
  SY_ERROR_TOO_LONG,
  SY_ERROR_BAD_REQUEST,
  SY_ERROR_RATE_LIMITED,
  SY_ERROR_QUOTA,
  SY_ERROR_SERVER,
  SY_ERROR_LOADING,
  SY_ERROR_REDIRECT,
  SY_ERROR_WRONG_BASE,
  SY_ERROR_NETWORK,
  SY_ERROR_HOST_NOT_FOUND,
  SY_ERROR_REFUSED,
  SY_ERROR_PROXY,
  SY_ERROR_TLS,
  SY_ERROR_TIMEOUT,
  SY_ERROR_PROTOCOL,
  SY_ERROR_TOO_LARGE,
  SY_ERROR_KEYRING_LOCKED,
  SY_ERROR_KEYRING_UNAVAILABLE,
  SY_ERROR_STORE,
} SyError;

/**
 * SyErrorFacts:
 * @status: HTTP status, 0 when there was no HTTP answer
 * @retry_after: seconds the server asks to wait, -1 when it said nothing
 * @provider: (nullable): who failed behind a router, in its own words
 * @body: (nullable): redacted, valid UTF-8 raw body for "Details"
 * @tokens: tokens that are still affordable (%SY_ERROR_PAYMENT), or how many it
 *   is too long (%SY_ERROR_TOO_LONG); -1 when nobody said
 * @host: (nullable): the host that could not be reached, that a redirect leads
 *   to, or whose certificate was not accepted
 * @words: (nullable): what the server itself said; redacted, bounded, one line
 * @parameter: (nullable): what %SY_ERROR_PARAMETER is about
 * @models: (nullable) (array zero-terminated=1): ids that the server suggests
 * @reasons: (nullable) (array zero-terminated=1): why content was flagged
 * @certificate: (nullable): SHA-256 fingerprint of a certificate that was not
 *   accepted, upper case hex with colons
 * @issuer: (nullable): who issued it
 * @origin: (nullable): scheme, host and port that showed the certificate
 * @upstream: whether the trouble is that of the provider behind a router, not
 *   of the account
 *
 * What is known of an error besides its message.  Start from
 * %SY_ERROR_FACTS_INIT.
 */
typedef struct
{
  guint              status;
  int                retry_after;
  const char        *provider;
  const char        *body;
  gint64             tokens;
  const char        *host;
  const char        *words;
  const char        *parameter;
  const char *const *models;
  const char *const *reasons;
  const char        *certificate;
  const char        *issuer;
  const char        *origin;
  gboolean           upstream;
} SyErrorFacts;

#define SY_ERROR_FACTS_INIT { .retry_after = -1, .tokens = -1 }

#define SY_ERROR (sy_error_quark ())

GQuark        sy_error_quark     (void);
GError       *sy_error_new_facts (SyError             code,
                                  const char         *message,
                                  const SyErrorFacts *facts);
SyErrorFacts  sy_error_get_facts (const GError       *error);

G_END_DECLS
