/* sy-http.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-http"

#include "config.h"

#include "sy-http.h"

#include "sy-certificate.h"
#include "sy-error.h"
#include "sy-http-message.h"
#include "sy-proxy-resolver.h"
#include "sy-transport-error.h"
#include "sy-url.h"
#include "sy-watchdog.h"

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
};

/* How far the connection has come.  libsoup hands the answer of a proxy that refuses to
 * connect on as if it were the server's.
 */
typedef enum
{
  STAGE_CONNECTING,
  STAGE_AT_PROXY,
  STAGE_AT_SERVER,
} Stage;

/* One request, until its headers have come. */
typedef struct
{
  SyHttp      *http;
  SoupMessage *message;
  SyWatchdog  *watchdog;
  GError      *cause;
  char        *origin;
  char        *host;
  char        *certificate;
  char        *issuer;
  Stage        stage;
  guint        silence_ms;
} Request;

G_DEFINE_FINAL_TYPE (SyHttp, sy_http, G_TYPE_OBJECT)

static void
wrote_body_data_cb (SoupMessage *message,
                    guint        length,
                    gpointer     user_data)
{
  SyWatchdog *watchdog = user_data;

  /* Images take a while on a slow line. */
  sy_watchdog_touch (watchdog);
}

static void
network_event_cb (SoupMessage        *message,
                  GSocketClientEvent  event,
                  GIOStream          *connection,
                  gpointer            user_data)
{
  Request *request = user_data;

  if (event == G_SOCKET_CLIENT_PROXY_NEGOTIATING)
    request->stage = STAGE_AT_PROXY;
  else if (event == G_SOCKET_CLIENT_CONNECTED || event == G_SOCKET_CLIENT_PROXY_NEGOTIATED ||
           event == G_SOCKET_CLIENT_TLS_HANDSHAKING)
    request->stage = STAGE_AT_SERVER;
}

/* Only asked about certificates that nobody the system trusts has signed, or that are
 * for another host or another time.
 */
static gboolean
accept_certificate_cb (SoupMessage          *message,
                       GTlsCertificate      *certificate,
                       GTlsCertificateFlags  problems,
                       gpointer              user_data)
{
  Request *request = user_data;
  const char *pinned = NULL;

  g_free (request->certificate);
  g_free (request->issuer);
  request->certificate = sy_certificate_dup_fingerprint (certificate);
  request->issuer = sy_certificate_dup_issuer (certificate);

  if (request->http->trust != NULL && sy_url_is_private (request->origin))
    pinned = sy_trust_get_certificate (request->http->trust, request->origin);

  return pinned != NULL && g_strcmp0 (pinned, request->certificate) == 0;
}

/* What happens to the network is nothing to a server on this computer. */
static GNetworkMonitor *
get_network (Request *request)
{
  return sy_url_is_loopback (request->origin) ? NULL : request->http->network;
}

static Request *
request_new (SyHttp           *http,
             SoupMessage      *message,
             const char       *origin,
             const SyHttpPost *post,
             GCancellable     *cancellable)
{
  Request *request = g_new0 (Request, 1);

  request->http = g_object_ref (http);
  request->message = g_object_ref (message);
  request->watchdog = sy_watchdog_new (http->clock, post->silence_ms, cancellable);
  request->origin = g_strdup (origin);
  request->host = sy_url_dup_host (post->url);
  request->silence_ms = post->silence_ms;

  sy_watchdog_set_network (request->watchdog, get_network (request));
  g_signal_connect (message, "wrote-body-data",
                    G_CALLBACK (wrote_body_data_cb), request->watchdog);
  g_signal_connect (message, "network-event", G_CALLBACK (network_event_cb), request);
  g_signal_connect (message, "accept-certificate",
                    G_CALLBACK (accept_certificate_cb), request);

  return request;
}

static void
request_free (gpointer data)
{
  Request *request = data;

  g_signal_handlers_disconnect_by_data (request->message, request);
  g_signal_handlers_disconnect_by_data (request->message, request->watchdog);
  g_clear_pointer (&request->watchdog, sy_watchdog_free);
  g_clear_error (&request->cause);
  g_clear_object (&request->message);
  g_clear_object (&request->http);
  g_free (request->origin);
  g_free (request->host);
  g_free (request->certificate);
  g_free (request->issuer);
  g_free (request);
}

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

static void
collect_header (const char *name,
                const char *value,
                gpointer    user_data)
{
  GHashTable *table = user_data;
  g_autofree char *lower = g_ascii_strdown (name, -1);
  const char *before = g_hash_table_lookup (table, lower);
  char *joined = before != NULL ? g_strdup_printf ("%s, %s", before, value) : g_strdup (value);

  g_hash_table_replace (table, g_steal_pointer (&lower), joined);
}

static void
add_header_length (const char *name,
                   const char *value,
                   gpointer    user_data)
{
  gsize *length = user_data;

  *length += strlen (name) + strlen (": ") + strlen (value) + strlen ("\r\n");
}

/* Whether the head came with the empty line at its end, as far as one can tell: libsoup
 * takes one that is cut after a header's name for a whole one and drops what it looked
 * like, so its length has to be what it would be in the usual form.
 */
static gboolean
is_head_whole (SoupMessage *message)
{
  SoupMessageMetrics *metrics = soup_message_get_metrics (message);
  gsize length = strlen ("HTTP/1.1 200 \r\n\r\n") +
                 strlen (soup_message_get_reason_phrase (message));

  soup_message_headers_foreach (soup_message_get_response_headers (message),
                                add_header_length, &length);

  return soup_message_metrics_get_response_header_bytes_received (metrics) == length;
}

/* How long the body has to be at least, as libsoup does not notice of all that they were
 * cut.  Of a head in another form than the usual one it is only known to be whole by
 * what comes after it.
 */
static guint64
least_length (SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);

  if (!SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (message)) ||
      soup_message_get_status (message) == SOUP_STATUS_NO_CONTENT)
    return 0;

  switch (soup_message_headers_get_encoding (headers))
    {
    case SOUP_ENCODING_EOF:
      return is_head_whole (message) ? 0 : 1;

    case SOUP_ENCODING_CONTENT_LENGTH:
      /* What is packed has another length once it is unpacked. */
      return soup_message_headers_get_one (headers, "Content-Encoding") == NULL
             ? (guint64) soup_message_headers_get_content_length (headers)
             : 0;

    case SOUP_ENCODING_UNRECOGNIZED:
    case SOUP_ENCODING_NONE:
    case SOUP_ENCODING_CHUNKED:
    case SOUP_ENCODING_BYTERANGES:
    default:
      return 0;
    }
}

static SyHttpStream *
build_stream (Request      *request,
              GInputStream *body)
{
  g_autoptr(GHashTable) table = NULL;
  SyHttpStream *stream = NULL;

  table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  soup_message_headers_foreach (soup_message_get_response_headers (request->message),
                                collect_header, table);

  stream = sy_http_stream_new (body,
                               soup_message_get_status (request->message),
                               table,
                               request->http->clock,
                               request->silence_ms);
  sy_http_stream_set_host (stream, request->host);
  sy_http_stream_set_network (stream, get_network (request));
  sy_http_stream_set_least (stream, least_length (request->message));

  return stream;
}

/* From here on the stream watches, and nothing needs the key any more. */
static void
finish (GTask        *task,
        SyHttpStream *stream,
        GError       *error)
{
  g_task_set_task_data (task, NULL, NULL);

  if (stream != NULL)
    g_task_return_pointer (task, stream, g_object_unref);
  else
    g_task_return_error (task, error);
}

static GError *
describe_failure (Request *request)
{
  if (request->cause->domain == G_TLS_ERROR && request->certificate != NULL &&
      request->cause->code == G_TLS_ERROR_BAD_CERTIFICATE)
    return sy_transport_error_new_certificate (request->host,
                                               request->origin,
                                               request->certificate,
                                               request->issuer);

  return sy_transport_error_new (request->cause, request->host);
}

/* GIO says nothing of whether it was the proxy that failed, but the proxy is all it
 * tried when the resolver has nothing else.
 */
static void
proxies_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_auto(GStrv) proxies = NULL;
  Request *request = g_task_get_task_data (task);
  const char *proxy = NULL;
  gboolean reached = request->stage == STAGE_AT_PROXY;

  proxies = g_proxy_resolver_lookup_finish (G_PROXY_RESOLVER (object), result, NULL);

  if (proxies != NULL && !g_strv_contains ((const char * const *) proxies, "direct://"))
    proxy = proxies[0];

  if (proxy != NULL || reached)
    finish (task, NULL, sy_transport_error_new_proxy (proxy, request->host, reached));
  else
    finish (task, NULL, describe_failure (request));
}

/* Whether the connection ended before it came to the server, with no one wanting that. */
static gboolean
may_be_proxy (Request      *request,
              SyHttpStream *stream)
{
  if (request->stage == STAGE_AT_PROXY)
    return stream != NULL ||
           !g_error_matches (request->cause, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  return stream == NULL && request->stage == STAGE_CONNECTING &&
         !g_error_matches (request->cause, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
sent_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GInputStream) body = NULL;
  g_autoptr(SyHttpStream) stream = NULL;
  Request *request = g_task_get_task_data (task);
  SoupSession *session = SOUP_SESSION (object);

  body = soup_session_send_finish (session, result, &request->cause);

  if (body != NULL)
    stream = build_stream (request, body);

  if (may_be_proxy (request, stream))
    {
      if (stream != NULL)
        sy_http_stream_close (stream);

      g_proxy_resolver_lookup_async (soup_session_get_proxy_resolver (session),
                                     request->origin,
                                     g_task_get_cancellable (task),
                                     proxies_cb,
                                     g_object_ref (task));
    }
  else if (stream != NULL)
    finish (task, g_steal_pointer (&stream), NULL);
  else if (sy_watchdog_is_lost (request->watchdog))
    finish (task, NULL, sy_transport_error_new_lost (request->host));
  else if (sy_watchdog_is_expired (request->watchdog))
    finish (task, NULL, sy_transport_error_new_silence (request->host,
                                                        sy_watchdog_get_silence (request->watchdog)));
  else
    finish (task, NULL, describe_failure (request));
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
  Request *request = NULL;

  g_return_if_fail (SY_IS_HTTP (self));
  g_return_if_fail (post != NULL);
  g_return_if_fail (post->url != NULL && post->accept != NULL && post->body != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sy_http_post_async);
  g_task_set_priority (task, SY_HTTP_PRIORITY);

  url = resolve_alias (self, post->url, &error);

  if (url != NULL)
    origin = dup_origin (url, &error);

  if (origin != NULL && check_secure (self, url, origin, &error))
    message = sy_http_message_new (url, post, &error);

  if (message == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  request = request_new (self, message, origin, post, cancellable);
  g_task_set_task_data (task, request, request_free);

  soup_session_send_async (self->session,
                           message,
                           SY_HTTP_PRIORITY,
                           sy_watchdog_get_cancellable (request->watchdog),
                           sent_cb,
                           g_steal_pointer (&task));
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
