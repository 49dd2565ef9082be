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
 * @SY_ERROR_FORBIDDEN: terms, moderation or region (403)
 * @SY_ERROR_NOT_FOUND: no such model or no endpoint for it (404)
 * @SY_ERROR_BAD_REQUEST: the server understood and refused the request (other 4xx)
 * @SY_ERROR_RATE_LIMITED: too many requests (429)
 * @SY_ERROR_SERVER: trouble at the provider (5xx)
 * @SY_ERROR_REDIRECT: the API base answered with a redirect, so it is wrong
 * @SY_ERROR_NETWORK: no connection, or one that broke
 * @SY_ERROR_TLS: the certificate was not accepted
 * @SY_ERROR_TIMEOUT: the server stayed silent for too long
 * @SY_ERROR_PROTOCOL: the answer is not what this API format defines
 * @SY_ERROR_TOO_LARGE: the answer went over one of the bounds
 * @SY_ERROR_KEYRING_LOCKED: the keyring's collection is locked
 * @SY_ERROR_KEYRING_UNAVAILABLE: no secret service can be reached
 * @SY_ERROR_STORE: a file of ours could not be read or written
 *
 * Everything that can go wrong and that a person is told about.  Cancelling is
 * no error of this domain: it stays %G_IO_ERROR_CANCELLED.
 */
typedef enum
{
  SY_ERROR_SETUP,
  SY_ERROR_INVALID_URL,
  SY_ERROR_INSECURE,
  SY_ERROR_AUTH,
  SY_ERROR_PAYMENT,
  SY_ERROR_FORBIDDEN,
  SY_ERROR_NOT_FOUND,
  SY_ERROR_BAD_REQUEST,
  SY_ERROR_RATE_LIMITED,
  SY_ERROR_SERVER,
  SY_ERROR_REDIRECT,
  SY_ERROR_NETWORK,
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
 */
typedef struct
{
  guint       status;
  int         retry_after;
  const char *provider;
  const char *body;
} SyErrorFacts;

#define SY_ERROR (sy_error_quark ())

GQuark        sy_error_quark     (void);
GError       *sy_error_new_facts (SyError             code,
                                  const char         *message,
                                  const SyErrorFacts *facts);
SyErrorFacts  sy_error_get_facts (const GError       *error);

G_END_DECLS
