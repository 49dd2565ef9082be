/* sy-http.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-http"

#include "config.h"

#include "sy-http.h"

#include "sy-error.h"
#include "sy-http-message.h"
#include "sy-http-request.h"
#include "sy-proxy-resolver.h"
#include "sy-transport-error.h"
#include "sy-url.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

/* libsoup's own 2 would let a third chat with one host wait without a word. */
#define MAX_CONNECTIONS          64
#define MAX_CONNECTIONS_PER_HOST 16

struct _SyHttp
{
  GObject          parent_instance;

  SyClock         *clock;
  SoupSession     *session;
  GHashTable      *aliases;
  SyTrust         *trust;
  GNetworkMonitor *network;
  gboolean         identify;
};

G_DEFINE_FINAL_TYPE (SyHttp, sy_http, G_TYPE_OBJECT)

/* The address that @url stands for when it begins with an alias. */
static char *
resolve_alias (SyHttp      *self,
               const char  *url,
               GError     **error)
{
  g_autofree char *scheme = g_uri_parse_scheme (url);
  const char *base = NULL;
  const char *rest = NULL;

  if (scheme == NULL)
    {
      g_set_error_literal (error, SY_ERROR, SY_ERROR_INVALID_URL,
                           _("This is not a web address like https://host/path"));
      return NULL;
    }

  if (g_ascii_strcasecmp (scheme, "http") == 0 || g_ascii_strcasecmp (scheme, "https") == 0)
    return g_strdup (url);

  base = g_hash_table_lookup (self->aliases, scheme);

  if (base == NULL)
    {
      g_set_error (error, SY_ERROR, SY_ERROR_NETWORK,
                   /* Translators: %s is the first word of an address, "demo" */
                   _("There is nothing to connect to for “%s:”"), scheme);
      return NULL;
    }

  rest = url + strlen (scheme) + 1;

  return g_strdup_printf ("%s%s%s", base, g_str_has_suffix (base, "/") ? "" : "/", rest);
}

/* Nothing is sent unencrypted to another computer that a person did not allow. */
static gboolean
check_secure (SyHttp      *self,
              const char  *url,
              const char  *origin,
              GError     **error)
{
  g_autofree char *host = NULL;

  if (!sy_url_is_insecure (url) ||
      (self->trust != NULL && sy_trust_get_allows_plain (self->trust, origin)))
    return TRUE;

  host = sy_url_dup_host (url);
  g_propagate_error (error, sy_transport_error_new_insecure (host));

  return FALSE;
}

static char *
dup_origin (const char  *url,
            GError     **error)
{
  char *origin = sy_url_dup_origin (url);

  if (origin == NULL)
    g_set_error_literal (error, SY_ERROR, SY_ERROR_INVALID_URL,
                         _("This is not a web address like https://host/path"));

  return origin;
}

/* Where a request to @url goes, when anything may be sent there. */
static char *
resolve (SyHttp      *self,
         const char  *url,
         char       **origin,
         GError     **error)
{
  g_autofree char *address = resolve_alias (self, url, error);

  if (address != NULL)
    *origin = dup_origin (address, error);

  if (address == NULL || *origin == NULL || !check_secure (self, address, *origin, error))
    return NULL;

  return g_steal_pointer (&address);
}

/* Takes @task; @url is the address before aliases. */
static void
send (SyHttp      *self,
      SoupMessage *message,
      const char  *url,
      const char  *origin,
      guint        silence_ms,
      GTask       *task)
{
  g_autofree char *host = sy_url_dup_host (url);
  SyHttpRequest request = {
    .session = self->session,
    .message = message,
    .clock = self->clock,
    .trust = self->trust,
    .network = self->network,
    .host = host,
    .origin = origin,
    .silence_ms = silence_ms,
  };

  if (self->identify && sy_http_message_may_identify (origin))
    sy_http_message_identify (message);

  sy_http_request_send (&request, task);
}

static void
sy_http_dispose (GObject *object)
{
  SyHttp *self = SY_HTTP (object);

  g_clear_object (&self->session);
  g_clear_object (&self->trust);
  g_clear_object (&self->network);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (sy_http_parent_class)->dispose (object);
}

static void
sy_http_finalize (GObject *object)
{
  SyHttp *self = SY_HTTP (object);

  g_clear_pointer (&self->aliases, g_hash_table_unref);

  G_OBJECT_CLASS (sy_http_parent_class)->finalize (object);
}

static void
sy_http_class_init (SyHttpClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sy_http_dispose;
  object_class->finalize = sy_http_finalize;
}

static void
sy_http_init (SyHttp *self)
{
  g_autoptr(SyProxyResolver) resolver = sy_proxy_resolver_new (NULL);

  self->identify = TRUE;
  self->aliases = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  /* No cookie jar is added, and silence is watched per request. */
  self->session = soup_session_new_with_options ("max-conns", MAX_CONNECTIONS,
                                                 "max-conns-per-host", MAX_CONNECTIONS_PER_HOST,
                                                 "proxy-resolver", resolver,
                                                 "timeout", 0,
                                                 "user-agent", "Sythoria/" PACKAGE_VERSION,
                                                 NULL);
}

/**
 * sy_http_new:
 * @clock: measures the silence of servers
 *
 * Returns: (transfer full): the program's access to the network
 */
SyHttp *
sy_http_new (SyClock *clock)
{
  SyHttp *self = NULL;

  g_return_val_if_fail (SY_IS_CLOCK (clock), NULL);

  self = g_object_new (SY_TYPE_HTTP, NULL);
  self->clock = g_object_ref (clock);

  return self;
}

/**
 * sy_http_get_clock:
 * @self: the network
 *
 * Returns: (transfer none): what measures the silence of servers
 */
SyClock *
sy_http_get_clock (SyHttp *self)
{
  g_return_val_if_fail (SY_IS_HTTP (self), NULL);

  return self->clock;
}

/**
 * sy_http_set_identify:
 * @self: the network
 * @identify: whether OpenRouter is told which program asks; it is at first
 *
 * Nobody else is ever told: see sy_http_message_may_identify().
 */
void
sy_http_set_identify (SyHttp   *self,
                      gboolean  identify)
{
  g_return_if_fail (SY_IS_HTTP (self));

  self->identify = identify;
}

/**
 * sy_http_set_alias:
 * @self: the network
 * @scheme: a word in lower case, "demo"
 * @base: (nullable): the http address its addresses are below, %NULL for none
 *
 * From now on "demo:chat/completions" is "chat/completions" below @base.
 */
void
sy_http_set_alias (SyHttp     *self,
                   const char *scheme,
                   const char *base)
{
  g_return_if_fail (SY_IS_HTTP (self));
  g_return_if_fail (scheme != NULL);

  if (base != NULL)
    g_hash_table_replace (self->aliases, g_strdup (scheme), g_strdup (base));
  else
    g_hash_table_remove (self->aliases, scheme);
}

/**
 * sy_http_set_trust:
 * @self: the network
 * @trust: (nullable): which plain http origins and which certificates a person allowed;
 *   none when %NULL
 */
void
sy_http_set_trust (SyHttp  *self,
                   SyTrust *trust)
{
  g_return_if_fail (SY_IS_HTTP (self));
  g_return_if_fail (trust == NULL || SY_IS_TRUST (trust));

  g_set_object (&self->trust, trust);
}

/**
 * sy_http_set_network:
 * @self: the network
 * @network: (nullable): tells requests and streams that begin from now on of changes;
 *   see sy_watchdog_new()
 */
void
sy_http_set_network (SyHttp          *self,
                     GNetworkMonitor *network)
{
  g_return_if_fail (SY_IS_HTTP (self));
  g_return_if_fail (network == NULL || G_IS_NETWORK_MONITOR (network));

  g_set_object (&self->network, network);
}

/**
 * sy_http_set_proxies:
 * @self: the network
 * @system: (nullable): asked for the proxies of hosts beyond loopback, the system's own
 *   resolver when %NULL
 */
void
sy_http_set_proxies (SyHttp         *self,
                     GProxyResolver *system)
{
  g_autoptr(SyProxyResolver) resolver = NULL;

  g_return_if_fail (SY_IS_HTTP (self));

  resolver = sy_proxy_resolver_new (system);
  soup_session_set_proxy_resolver (self->session, G_PROXY_RESOLVER (resolver));
}

/**
 * sy_http_post_async:
 * @self: the network
 * @post: what to send; copied as far as it is needed
 * @cancellable: (nullable): stops the request, until its headers have come
 * @callback: called once, with the headers or an error
 * @user_data: for @callback
 *
 * Sends a POST over a connection of its own.  No redirect is followed, and nothing is
 * sent twice.  A status that is an error is no error here.  Nothing is sent at all to
 * plain http addresses beyond loopback and to servers with an untrusted certificate, but
 * those that sy_http_set_trust() knows; certificates only for sy_url_is_private().
 */
void
sy_http_post_async (SyHttp              *self,
                    const SyHttpPost    *post,
                    GCancellable        *cancellable,
                    GAsyncReadyCallback  callback,
                    gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(SoupMessage) message = NULL;
  g_autofree char *url = NULL;
  g_autofree char *origin = NULL;
  g_autoptr(GError) error = NULL;

  g_return_if_fail (SY_IS_HTTP (self));
  g_return_if_fail (post != NULL);
  g_return_if_fail (post->url != NULL && post->accept != NULL && post->body != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sy_http_post_async);
  g_task_set_priority (task, SY_HTTP_PRIORITY);

  url = resolve (self, post->url, &origin, &error);

  if (url != NULL)
    message = sy_http_message_new_post (url, post, &error);

  if (message != NULL)
    send (self, message, post->url, origin, post->silence_ms, g_steal_pointer (&task));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * sy_http_post_finish:
 * @self: the network
 * @result: what the callback was given
 * @error: return location: %G_IO_ERROR_CANCELLED, or %SY_ERROR_NETWORK,
 *   %SY_ERROR_HOST_NOT_FOUND, %SY_ERROR_REFUSED, %SY_ERROR_PROXY, %SY_ERROR_TLS,
 *   %SY_ERROR_TIMEOUT, %SY_ERROR_INSECURE, %SY_ERROR_INVALID_URL or %SY_ERROR_SETUP
 *
 * Returns: (transfer full): the answer, its body not yet read
 */
SyHttpStream *
sy_http_post_finish (SyHttp        *self,
                     GAsyncResult  *result,
                     GError       **error)
{
  g_return_val_if_fail (SY_IS_HTTP (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * sy_http_get_async:
 * @self: the network
 * @get: what to ask for; copied as far as it is needed
 * @cancellable: (nullable): stops the request, until its headers have come
 * @callback: called once, with the headers or an error
 * @user_data: for @callback
 *
 * Sends a GET under the rules of sy_http_post_async(), over a new connection: one that
 * was left open may not have survived a change of the network.  HTTP/2 is allowed.  The
 * body may come packed with gzip, and is read as it came.
 */
void
sy_http_get_async (SyHttp              *self,
                   const SyHttpGet     *get,
                   GCancellable        *cancellable,
                   GAsyncReadyCallback  callback,
                   gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(SoupMessage) message = NULL;
  g_autofree char *url = NULL;
  g_autofree char *origin = NULL;
  g_autoptr(GError) error = NULL;

  g_return_if_fail (SY_IS_HTTP (self));
  g_return_if_fail (get != NULL && get->url != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sy_http_get_async);
  g_task_set_priority (task, SY_HTTP_PRIORITY);

  url = resolve (self, get->url, &origin, &error);

  if (url != NULL)
    message = sy_http_message_new_get (url, get, &error);

  if (message != NULL)
    send (self, message, get->url, origin, get->silence_ms, g_steal_pointer (&task));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * sy_http_get_finish:
 * @self: the network
 * @result: what the callback was given
 * @error: return location: as in sy_http_post_finish()
 *
 * Returns: (transfer full): the answer, its body not yet read
 */
SyHttpStream *
sy_http_get_finish (SyHttp        *self,
                    GAsyncResult  *result,
                    GError       **error)
{
  g_return_val_if_fail (SY_IS_HTTP (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
