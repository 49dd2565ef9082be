/* sy-http-request.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-http-request"

#include "config.h"

#include "sy-http-request.h"

#include "sy-certificate.h"
#include "sy-http-answer.h"
#include "sy-transport-error.h"
#include "sy-url.h"
#include "sy-watchdog.h"

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
  SoupMessage     *message;
  SyClock         *clock;
  SyTrust         *trust;
  GNetworkMonitor *network;
  SyWatchdog      *watchdog;
  GError          *cause;
  char            *origin;
  char            *host;
  char            *certificate;
  char            *issuer;
  Stage            stage;
  guint            silence_ms;
} Request;

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

  if (request->trust != NULL && sy_url_is_private (request->origin))
    pinned = sy_trust_get_certificate (request->trust, request->origin);

  return pinned != NULL && g_strcmp0 (pinned, request->certificate) == 0;
}

/* What happens to the network is nothing to a server on this computer. */
static GNetworkMonitor *
get_network (Request *request)
{
  return sy_url_is_loopback (request->origin) ? NULL : request->network;
}

static void
watch (Request      *request,
       GCancellable *cancellable)
{
  request->watchdog = sy_watchdog_new (request->clock, request->silence_ms, cancellable);
  sy_watchdog_set_network (request->watchdog, get_network (request));
  g_signal_connect (request->message, "wrote-body-data",
                    G_CALLBACK (wrote_body_data_cb), request->watchdog);
  g_signal_connect (request->message, "network-event", G_CALLBACK (network_event_cb), request);
  g_signal_connect (request->message, "accept-certificate",
                    G_CALLBACK (accept_certificate_cb), request);
}

static Request *
request_new (const SyHttpRequest *given)
{
  Request *request = g_new0 (Request, 1);

  request->message = g_object_ref (given->message);
  request->clock = g_object_ref (given->clock);
  g_set_object (&request->trust, given->trust);
  g_set_object (&request->network, given->network);
  request->origin = g_strdup (given->origin);
  request->host = g_strdup (given->host);
  request->silence_ms = given->silence_ms;

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
  g_clear_object (&request->clock);
  g_clear_object (&request->trust);
  g_clear_object (&request->network);
  g_free (request->origin);
  g_free (request->host);
  g_free (request->certificate);
  g_free (request->issuer);
  g_free (request);
}

static SyHttpStream *
build_stream (Request      *request,
              GInputStream *body)
{
  SyHttpStream *stream = NULL;

  stream = sy_http_answer_new (request->message, body, request->clock, request->silence_ms);
  sy_http_stream_set_host (stream, request->host);
  sy_http_stream_set_network (stream, get_network (request));

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

/**
 * sy_http_request_send:
 * @given: what to send
 * @task: (transfer full): gets the #SyHttpStream, its body not yet read, or the error
 *
 * The silence counts from here on.
 */
void
sy_http_request_send (const SyHttpRequest *given,
                      GTask               *task)
{
  Request *request = NULL;

  g_return_if_fail (given != NULL);
  g_return_if_fail (G_IS_TASK (task));

  request = request_new (given);
  watch (request, g_task_get_cancellable (task));
  g_task_set_task_data (task, request, request_free);

  soup_session_send_async (given->session,
                           given->message,
                           SY_HTTP_PRIORITY,
                           sy_watchdog_get_cancellable (request->watchdog),
                           sent_cb,
                           task);
}
