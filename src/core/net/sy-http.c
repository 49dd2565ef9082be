/* sy-http.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-http"

#include "config.h"

#include "sy-http.h"

#include "sy-error.h"
#include "sy-proxy-resolver.h"
#include "sy-transport-error.h"
#include "sy-url.h"
#include "sy-utf8.h"
#include "sy-watchdog.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

/* libsoup's own 2 would let a third chat with one host wait without a word. */
#define MAX_CONNECTIONS          64
#define MAX_CONNECTIONS_PER_HOST 16

struct _SyHttp
{
  GObject      parent_instance;

  SyClock     *clock;
  SoupSession *session;
  GHashTable  *aliases;
};

/* One request, until its headers have come. */
typedef struct
{
  SyClock     *clock;
  SoupMessage *message;
  SyWatchdog  *watchdog;
  gulong       sent_id;
  char        *host;
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

static Request *
request_new (SyClock          *clock,
             SoupMessage      *message,
             const SyHttpPost *post,
             GCancellable     *cancellable)
{
  Request *request = g_new0 (Request, 1);

  request->clock = g_object_ref (clock);
  request->message = g_object_ref (message);
  request->watchdog = sy_watchdog_new (clock, post->silence_ms, cancellable);
  request->host = sy_url_dup_host (post->url);
  request->silence_ms = post->silence_ms;
  request->sent_id = g_signal_connect (message, "wrote-body-data",
                                       G_CALLBACK (wrote_body_data_cb), request->watchdog);

  return request;
}

static void
request_free (gpointer data)
{
  Request *request = data;

  g_clear_signal_handler (&request->sent_id, request->message);
  g_clear_pointer (&request->watchdog, sy_watchdog_free);
  g_clear_object (&request->message);
  g_clear_object (&request->clock);
  g_free (request->host);
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

static gboolean
is_printable (const char *key)
{
  for (; *key != '\0'; key++)
    {
      if (!g_ascii_isprint (*key))
        return FALSE;
    }

  return TRUE;
}

static gboolean
set_key (SoupMessage  *message,
         const char   *name,
         const char   *key,
         GError      **error)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  char *value = NULL;

  if (!is_printable (key))
    {
      g_set_error_literal (error, SY_ERROR, SY_ERROR_SETUP,
                           _("The API key contains characters that no key has"));
      return FALSE;
    }

  if (g_ascii_strcasecmp (name, "Authorization") != 0)
    {
      soup_message_headers_replace (headers, name, key);
      return TRUE;
    }

  value = g_strdup_printf ("Bearer %s", key);
  soup_message_headers_replace (headers, name, value);
  explicit_bzero (value, strlen (value));
  g_free (value);

  return TRUE;
}

static SoupMessage *
build_message (const char        *url,
               const SyHttpPost  *post,
               GError           **error)
{
  g_autoptr(SoupMessage) message = soup_message_new (SOUP_METHOD_POST, url);
  SoupMessageHeaders *headers = NULL;

  if (message == NULL)
    {
      g_set_error_literal (error, SY_ERROR, SY_ERROR_INVALID_URL,
                           _("This is not a web address like https://host/path"));
      return NULL;
    }

  /* libsoup would go on with a GET and without the body. */
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);

  /* Of HTTP/2 it reads at its own priority, which starves the frame clock. */
  soup_message_set_force_http1 (message, TRUE);

  headers = soup_message_get_request_headers (message);
  soup_message_headers_replace (headers, "Accept", post->accept);

  /* Proxies hold a stream back to compress it. */
  soup_message_headers_replace (headers, "Accept-Encoding", "identity");

  if (post->auth_header != NULL && post->key != NULL &&
      !set_key (message, post->auth_header, post->key, error))
    return NULL;

  soup_message_set_request_body_from_bytes (message, "application/json", post->body);

  return g_steal_pointer (&message);
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
                               request->clock,
                               request->silence_ms);
  sy_http_stream_set_host (stream, request->host);

  return stream;
}

static void
sent_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GInputStream) body = NULL;
  g_autoptr(SyHttpStream) stream = NULL;
  g_autoptr(GError) cause = NULL;
  g_autoptr(GError) error = NULL;
  Request *request = g_task_get_task_data (task);

  body = soup_session_send_finish (SOUP_SESSION (object), result, &cause);

  if (body != NULL)
    stream = build_stream (request, body);
  else if (sy_watchdog_is_expired (request->watchdog))
    error = sy_transport_error_new_silence (request->host, request->silence_ms);
  else
    error = sy_transport_error_new (cause, request->host);

  /* From here on the stream watches, and nothing needs the key any more. */
  g_task_set_task_data (task, NULL, NULL);

  if (stream != NULL)
    g_task_return_pointer (task, g_steal_pointer (&stream), g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
sy_http_dispose (GObject *object)
{
  SyHttp *self = SY_HTTP (object);

  g_clear_object (&self->session);
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
 * sy_http_post_async:
 * @self: the network
 * @post: what to send; copied as far as it is needed
 * @cancellable: (nullable): stops the request, until its headers have come
 * @callback: called once, with the headers or an error
 * @user_data: for @callback
 *
 * Sends a POST over a connection of its own.  No redirect is followed, and nothing is
 * sent twice.  A status that is an error is no error here.
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
    message = build_message (url, post, &error);

  if (message == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  request = request_new (self->clock, message, post, cancellable);
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
 *   %SY_ERROR_TLS, %SY_ERROR_TIMEOUT, %SY_ERROR_INVALID_URL or %SY_ERROR_SETUP
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
