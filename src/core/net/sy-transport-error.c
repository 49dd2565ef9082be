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
#include <string.h>

static const char *
name_of (const char *host)
{
  /* Translators: stands where else the name of a host is */
  return host != NULL ? host : _("the server");
}

/* Takes @message. */
static GError *
build (SyError     code,
       const char *host,
       char       *message)
{
  g_autofree char *owned = message;
  SyErrorFacts facts = SY_ERROR_FACTS_INIT;

  facts.host = host;

  return sy_error_new_facts (code, owned, &facts);
}

static GError *
from_resolver (int         code,
               const char *host)
{
  if (code == G_RESOLVER_ERROR_NOT_FOUND)
    return build (SY_ERROR_HOST_NOT_FOUND, host,
                  /* Translators: %s is the name of a host */
                  g_strdup_printf (_("There is no host named %s"), name_of (host)));

  return build (SY_ERROR_HOST_NOT_FOUND, host,
                /* Translators: %s is the name of a host */
                g_strdup_printf (_("The address of %s could not be looked up"),
                                 name_of (host)));
}

static GError *
closed_early (const char *host)
{
  return build (SY_ERROR_NETWORK, host,
                /* Translators: %s is the name of a host */
                g_strdup_printf (_("The connection to %s was closed before the answer was "
                                   "complete"),
                                 name_of (host)));
}

static GError *
from_tls (int         code,
          const char *host)
{
  switch (code)
    {
    case G_TLS_ERROR_BAD_CERTIFICATE:
      return sy_transport_error_new_certificate (host, NULL, NULL, NULL);

    case G_TLS_ERROR_EOF:
      return closed_early (host);

    default:
      return build (SY_ERROR_TLS, host,
                    /* Translators: %s is the name of a host */
                    g_strdup_printf (_("No secure connection to %s is possible"),
                                     name_of (host)));
    }
}

static GError *
from_io (int         code,
         const char *host)
{
  switch (code)
    {
    case G_IO_ERROR_CONNECTION_REFUSED:
      return build (SY_ERROR_REFUSED, host,
                    /* Translators: %s is the name of a host */
                    g_strdup_printf (_("%s refused the connection"), name_of (host)));

    case G_IO_ERROR_TIMED_OUT:
      return build (SY_ERROR_TIMEOUT, host,
                    /* Translators: %s is the name of a host */
                    g_strdup_printf (_("%s did not answer in time"), name_of (host)));

    case G_IO_ERROR_HOST_NOT_FOUND:
      return from_resolver (G_RESOLVER_ERROR_NOT_FOUND, host);

    case G_IO_ERROR_HOST_UNREACHABLE:
    case G_IO_ERROR_NETWORK_UNREACHABLE:
      return build (SY_ERROR_NETWORK, host,
                    /* Translators: %s is the name of a host */
                    g_strdup_printf (_("%s cannot be reached"), name_of (host)));

    case G_IO_ERROR_PROXY_FAILED:
    case G_IO_ERROR_PROXY_AUTH_FAILED:
    case G_IO_ERROR_PROXY_NEED_AUTH:
    case G_IO_ERROR_PROXY_NOT_ALLOWED:
      return sy_transport_error_new_proxy (NULL, host, TRUE);

    case G_IO_ERROR_PARTIAL_INPUT:
    case G_IO_ERROR_CONNECTION_CLOSED:
    case G_IO_ERROR_CLOSED:
      return closed_early (host);

    default:
      return build (SY_ERROR_NETWORK, host,
                    /* Translators: %s is the name of a host */
                    g_strdup_printf (_("The connection to %s failed"), name_of (host)));
    }
}

static GError *
from_soup (int         code,
           const char *host)
{
  /* The same for a head that is cut and for something that is not HTTP at all. */
  if (code == SOUP_SESSION_ERROR_PARSING || code == SOUP_SESSION_ERROR_ENCODING)
    return build (SY_ERROR_NETWORK, host,
                  /* Translators: %s is the name of a host */
                  g_strdup_printf (_("What %s answered is cut or is not HTTP"),
                                   name_of (host)));

  return from_io (G_IO_ERROR_FAILED, host);
}

/* "host:port" of a proxy's address, which may also have a user and a password. */
static char *
dup_proxy_name (const char *proxy)
{
  g_autoptr(GUri) uri = NULL;
  const char *host = NULL;

  if (proxy != NULL)
    uri = g_uri_parse (proxy, G_URI_FLAGS_PARSE_RELAXED, NULL);

  if (uri != NULL)
    host = g_uri_get_host (uri);

  if (host == NULL || *host == '\0')
    return NULL;

  if (g_uri_get_port (uri) <= 0)
    return g_strdup (host);

  return g_strdup_printf (strchr (host, ':') != NULL ? "[%s]:%d" : "%s:%d",
                          host, g_uri_get_port (uri));
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
    return from_resolver (cause->code, host);

  if (cause->domain == G_TLS_ERROR)
    return from_tls (cause->code, host);

  if (cause->domain == SOUP_SESSION_ERROR)
    return from_soup (cause->code, host);

  /* Of other domains there is nothing to know but that it failed. */
  return from_io (cause->domain == G_IO_ERROR ? cause->code : (int) G_IO_ERROR_FAILED, host);
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

  return build (SY_ERROR_TIMEOUT, host,
                /* Translators: %s is the name of a host */
                g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                              "%s has sent nothing for %u second",
                                              "%s has sent nothing for %u seconds",
                                              seconds),
                                 name_of (host), seconds));
}

/**
 * sy_transport_error_new_insecure:
 * @host: (nullable): whom the request was for
 *
 * Returns: (transfer full): an error for people: nothing was sent to @host, as it would
 *   have been unencrypted
 */
GError *
sy_transport_error_new_insecure (const char *host)
{
  return build (SY_ERROR_INSECURE, host,
                /* Translators: %s is the name of a host */
                g_strdup_printf (_("Nothing was sent: everything, your key too, would have gone "
                                   "unencrypted to %s"),
                                 name_of (host)));
}

/**
 * sy_transport_error_new_lost:
 * @host: (nullable): whom the connection was for
 *
 * Returns: (transfer full): an error for people: after a sleep of the computer or a
 *   change of the network nothing came any more
 */
GError *
sy_transport_error_new_lost (const char *host)
{
  return build (SY_ERROR_NETWORK, host,
                /* Translators: %s is the name of a host */
                g_strdup_printf (_("The connection to %s was lost while the computer slept or "
                                   "changed its network"), name_of (host)));
}

/**
 * sy_transport_error_new_certificate:
 * @host: (nullable): whose certificate it is
 * @origin: (nullable): scheme, host and port of that server
 * @fingerprint: (nullable): of sy_certificate_dup_fingerprint()
 * @issuer: (nullable): of sy_certificate_dup_issuer()
 *
 * Returns: (transfer full): an error for people
 */
GError *
sy_transport_error_new_certificate (const char *host,
                                    const char *origin,
                                    const char *fingerprint,
                                    const char *issuer)
{
  g_autofree char *message = NULL;
  SyErrorFacts facts = SY_ERROR_FACTS_INIT;

  facts.host = host;
  facts.origin = origin;
  facts.certificate = fingerprint;
  facts.issuer = issuer;

  /* Translators: %s is the name of a host */
  message = g_strdup_printf (_("The certificate of %s is not trusted"), name_of (host));

  return sy_error_new_facts (SY_ERROR_TLS, message, &facts);
}

/**
 * sy_transport_error_new_proxy:
 * @proxy: (nullable): the address of the proxy, as a GProxyResolver has it
 * @host: (nullable): whom the connection was for
 * @reached: whether the proxy itself could be reached
 *
 * Returns: (transfer full): an error for people; its host is the proxy's, with the
 *   port, but without the user and the password an address may have
 */
GError *
sy_transport_error_new_proxy (const char *proxy,
                              const char *host,
                              gboolean    reached)
{
  g_autofree char *name = dup_proxy_name (proxy);

  if (name == NULL)
    return build (SY_ERROR_PROXY, host,
                  /* Translators: %s is the name of a host */
                  g_strdup_printf (_("The proxy does not connect to %s"), name_of (host)));

  if (!reached)
    return build (SY_ERROR_PROXY, name,
                  /* Translators: %s is host and port of a proxy */
                  g_strdup_printf (_("The proxy %s cannot be reached"), name));

  return build (SY_ERROR_PROXY, name,
                /* Translators: the first %s is host and port of a proxy, the second one
                 * the name of the host it should connect to
                 */
                g_strdup_printf (_("The proxy %s does not connect to %s"),
                                 name, name_of (host)));
}
