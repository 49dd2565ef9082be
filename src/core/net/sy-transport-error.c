/* sy-transport-error.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-transport-error"

#include "config.h"

#include "sy-transport-error.h"

#include "sy-error.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>

static const char *
name_of (const char *host)
{
  /* Translators: stands where else the name of a host is */
  return host != NULL ? host : _("the server");
}

static GError *
from_resolver (int         code,
               const char *host)
{
  if (code == G_RESOLVER_ERROR_NOT_FOUND)
    return g_error_new (SY_ERROR, SY_ERROR_NETWORK,
                        /* Translators: %s is the name of a host */
                        _("There is no host named %s"), host);

  return g_error_new (SY_ERROR, SY_ERROR_NETWORK,
                      /* Translators: %s is the name of a host */
                      _("The address of %s could not be looked up"), host);
}

static GError *
from_tls (int         code,
          const char *host)
{
  switch (code)
    {
    case G_TLS_ERROR_BAD_CERTIFICATE:
      return g_error_new (SY_ERROR, SY_ERROR_TLS,
                          /* Translators: %s is the name of a host */
                          _("The certificate of %s is not trusted"), host);

    case G_TLS_ERROR_EOF:
      return g_error_new (SY_ERROR, SY_ERROR_NETWORK,
                          /* Translators: %s is the name of a host */
                          _("The connection to %s was closed before the answer was complete"),
                          host);

    default:
      return g_error_new (SY_ERROR, SY_ERROR_TLS,
                          /* Translators: %s is the name of a host */
                          _("No secure connection to %s is possible"), host);
    }
}

static GError *
from_io (int         code,
         const char *host)
{
  switch (code)
    {
    case G_IO_ERROR_CONNECTION_REFUSED:
      return g_error_new (SY_ERROR, SY_ERROR_NETWORK,
                          /* Translators: %s is the name of a host */
                          _("%s refused the connection"), host);

    case G_IO_ERROR_TIMED_OUT:
      return g_error_new (SY_ERROR, SY_ERROR_TIMEOUT,
                          /* Translators: %s is the name of a host */
                          _("%s did not answer in time"), host);

    case G_IO_ERROR_HOST_UNREACHABLE:
    case G_IO_ERROR_NETWORK_UNREACHABLE:
    case G_IO_ERROR_HOST_NOT_FOUND:
      return g_error_new (SY_ERROR, SY_ERROR_NETWORK,
                          /* Translators: %s is the name of a host */
                          _("%s cannot be reached"), host);

    case G_IO_ERROR_PROXY_FAILED:
    case G_IO_ERROR_PROXY_AUTH_FAILED:
    case G_IO_ERROR_PROXY_NEED_AUTH:
    case G_IO_ERROR_PROXY_NOT_ALLOWED:
      return g_error_new (SY_ERROR, SY_ERROR_NETWORK,
                          /* Translators: %s is the name of a host */
                          _("The proxy does not connect to %s"), host);

    case G_IO_ERROR_PARTIAL_INPUT:
    case G_IO_ERROR_CONNECTION_CLOSED:
    case G_IO_ERROR_CLOSED:
      return g_error_new (SY_ERROR, SY_ERROR_NETWORK,
                          /* Translators: %s is the name of a host */
                          _("The connection to %s was closed before the answer was complete"),
                          host);

    default:
      return g_error_new (SY_ERROR, SY_ERROR_NETWORK,
                          /* Translators: %s is the name of a host */
                          _("The connection to %s failed"), host);
    }
}

static GError *
from_soup (int         code,
           const char *host)
{
  /* The same for a head that is cut and for something that is not HTTP at all. */
  if (code == SOUP_SESSION_ERROR_PARSING || code == SOUP_SESSION_ERROR_ENCODING)
    return g_error_new (SY_ERROR, SY_ERROR_NETWORK,
                        /* Translators: %s is the name of a host */
                        _("What %s answered is cut or is not HTTP"), host);

  return g_error_new (SY_ERROR, SY_ERROR_NETWORK,
                      /* Translators: %s is the name of a host */
                      _("The connection to %s failed"), host);
}

/**
 * sy_transport_error_new:
 * @cause: what GIO, its resolver, TLS or libsoup reported
 * @host: (nullable): whom the connection was for
 *
 * Returns: (transfer full): the same for people, in the domain of SyError; a copy of
 *   @cause when something was cancelled
 */
GError *
sy_transport_error_new (const GError *cause,
                        const char   *host)
{
  g_return_val_if_fail (cause != NULL, NULL);

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (cause);

  if (cause->domain == G_RESOLVER_ERROR)
    return from_resolver (cause->code, name_of (host));

  if (cause->domain == G_TLS_ERROR)
    return from_tls (cause->code, name_of (host));

  if (cause->domain == SOUP_SESSION_ERROR)
    return from_soup (cause->code, name_of (host));

  /* Of other domains there is nothing to know but that it failed. */
  return from_io (cause->domain == G_IO_ERROR ? cause->code : (int) G_IO_ERROR_FAILED,
                  name_of (host));
}

/**
 * sy_transport_error_new_silence:
 * @host: (nullable): whom the connection was for
 * @silence_ms: for how long nothing came, in milliseconds
 *
 * Returns: (transfer full): an error for people
 */
GError *
sy_transport_error_new_silence (const char *host,
                                guint       silence_ms)
{
  guint seconds = (silence_ms + 999) / 1000;

  return g_error_new (SY_ERROR, SY_ERROR_TIMEOUT,
                      /* Translators: %s is the name of a host */
                      g_dngettext (GETTEXT_PACKAGE,
                                   "%s has sent nothing for %u second",
                                   "%s has sent nothing for %u seconds",
                                   seconds),
                      name_of (host), seconds);
}
