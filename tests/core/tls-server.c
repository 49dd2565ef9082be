/* tls-server.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tls-server"

#include "config.h"

#include "tls-server.h"

#include <string.h>
#include <sys/socket.h>

#define MAX_HEAD 65536

/* All that is not set before the start is guarded by @mutex. */
struct _TlsServer
{
  GSocketService  *service;
  GTlsCertificate *certificate;
  GBytes          *answer;
  GStrv            protocols;
  guint16          port;
  GCancellable    *stop;
  GMutex           mutex;
  GCond            cond;
  guint            n_contacts;
  guint            n_running;
  GString         *connect;
  GString         *received;
  char            *protocol;
};

/* Reads a head byte by byte, as what comes after it may be TLS. */
static gboolean
read_head (TlsServer *self,
           GIOStream *stream,
           GString   *head)
{
  GInputStream *input = g_io_stream_get_input_stream (stream);
  char c;

  while (head->len < MAX_HEAD && !g_str_has_suffix (head->str, "\r\n\r\n"))
    {
      if (g_input_stream_read (input, &c, 1, self->stop, NULL) <= 0)
        return FALSE;

      g_string_append_c (head, c);
    }

  return TRUE;
}

static gboolean
send_bytes (TlsServer  *self,
            GIOStream  *stream,
            const char *bytes,
            gsize       length)
{
  return g_output_stream_write_all (g_io_stream_get_output_stream (stream),
                                    bytes, length, NULL, self->stop, NULL);
}

/* Whether the client goes on with TLS, be it after asking for a tunnel. */
static gboolean
open_tunnel (TlsServer *self,
             GIOStream *stream)
{
  GSocket *socket = g_socket_connection_get_socket (G_SOCKET_CONNECTION (stream));
  g_autoptr(GString) head = g_string_new (NULL);
  char first = 0;

  if (!g_socket_condition_wait (socket, G_IO_IN, self->stop, NULL) ||
      recv (g_socket_get_fd (socket), &first, 1, MSG_PEEK) != 1)
    return FALSE;

  if (first != 'C')
    return TRUE;

  if (!read_head (self, stream, head))
    return FALSE;

  g_mutex_lock (&self->mutex);
  g_string_append (self->connect, head->str);
  g_mutex_unlock (&self->mutex);

  return send_bytes (self, stream, "HTTP/1.1 200 OK\r\n\r\n", 19);
}

static void
talk (TlsServer *self,
      GIOStream *stream)
{
  g_autoptr(GIOStream) tls = NULL;
  g_autoptr(GString) head = g_string_new (NULL);

  if (!open_tunnel (self, stream))
    return;

  tls = g_tls_server_connection_new (stream, self->certificate, NULL);
  g_assert_nonnull (tls);
  g_tls_connection_set_advertised_protocols (G_TLS_CONNECTION (tls),
                                             (const char * const *) self->protocols);

  if (!g_tls_connection_handshake (G_TLS_CONNECTION (tls), self->stop, NULL))
    return;

  read_head (self, tls, head);

  g_mutex_lock (&self->mutex);
  g_string_append (self->received, head->str);
  g_free (self->protocol);
  self->protocol = g_strdup (g_tls_connection_get_negotiated_protocol (G_TLS_CONNECTION (tls)));
  g_mutex_unlock (&self->mutex);

  send_bytes (self, tls, g_bytes_get_data (self->answer, NULL), g_bytes_get_size (self->answer));
  g_io_stream_close (tls, self->stop, NULL);
}

static gboolean
run_cb (GThreadedSocketService *service,
        GSocketConnection      *connection,
        GObject                *source,
        gpointer                user_data)
{
  TlsServer *self = user_data;

  g_mutex_lock (&self->mutex);
  self->n_contacts++;
  self->n_running++;
  g_mutex_unlock (&self->mutex);

  talk (self, G_IO_STREAM (connection));
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);

  g_mutex_lock (&self->mutex);
  self->n_running--;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);

  return TRUE;
}

/**
 * tls_server_new:
 * @certificate: name of a file in tests/data/tls, with its private key
 * @answer: head and body of what each request is answered with
 * @length: of @answer, -1 when it ends with a NUL
 *
 * Returns: (transfer full): a server on a free port of 127.0.0.1, running
 */
TlsServer *
tls_server_new (const char *certificate,
                const char *answer,
                gssize      length)
{
  TlsServer *self = g_new0 (TlsServer, 1);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "tls", certificate, NULL);
  g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr(GSocketAddress) any_port = g_inet_socket_address_new (loopback, 0);
  g_autoptr(GSocketAddress) address = NULL;
  g_autoptr(GError) error = NULL;

  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->stop = g_cancellable_new ();
  self->connect = g_string_new (NULL);
  self->received = g_string_new (NULL);
  self->answer = g_bytes_new (answer, length >= 0 ? (gsize) length : strlen (answer));
  self->certificate = g_tls_certificate_new_from_file (path, &error);
  g_assert_no_error (error);

  self->service = g_threaded_socket_service_new (8);
  g_signal_connect (self->service, "run", G_CALLBACK (run_cb), self);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), any_port,
                                 G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP,
                                 NULL, &address, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));

  return self;
}

/**
 * tls_server_free:
 * @self: (transfer full): a server
 *
 * Ends all connections and threads.
 */
void
tls_server_free (TlsServer *self)
{
  g_return_if_fail (self != NULL);

  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_cancellable_cancel (self->stop);

  g_mutex_lock (&self->mutex);

  while (self->n_running > 0)
    g_cond_wait (&self->cond, &self->mutex);

  g_mutex_unlock (&self->mutex);

  g_clear_object (&self->service);
  g_clear_object (&self->certificate);
  g_clear_object (&self->stop);
  g_clear_pointer (&self->answer, g_bytes_unref);
  g_clear_pointer (&self->protocols, g_strfreev);
  g_string_free (self->connect, TRUE);
  g_string_free (self->received, TRUE);
  g_free (self->protocol);
  g_cond_clear (&self->cond);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/**
 * tls_server_set_protocols:
 * @self: a server that nobody has contacted yet
 * @protocols: what it offers by ALPN
 */
void
tls_server_set_protocols (TlsServer          *self,
                          const char * const *protocols)
{
  g_return_if_fail (self != NULL);

  g_strfreev (self->protocols);
  self->protocols = g_strdupv ((char **) protocols);
}

/**
 * tls_server_get_port:
 * @self: a server
 *
 * Returns: its TCP port
 */
guint16
tls_server_get_port (TlsServer *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->port;
}

/**
 * tls_server_get_n_contacts:
 * @self: a server
 *
 * Returns: how many connections there have been
 */
guint
tls_server_get_n_contacts (TlsServer *self)
{
  guint n;

  g_return_val_if_fail (self != NULL, 0);

  g_mutex_lock (&self->mutex);
  n = self->n_contacts;
  g_mutex_unlock (&self->mutex);

  return n;
}

/**
 * tls_server_dup_connect:
 * @self: a server
 *
 * Returns: (transfer full): all it was asked as a proxy
 */
char *
tls_server_dup_connect (TlsServer *self)
{
  char *text = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  g_mutex_lock (&self->mutex);
  text = g_strdup (self->connect->str);
  g_mutex_unlock (&self->mutex);

  return text;
}

/**
 * tls_server_dup_received:
 * @self: a server
 *
 * Returns: (transfer full): the heads of all requests that came over TLS
 */
char *
tls_server_dup_received (TlsServer *self)
{
  char *text = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  g_mutex_lock (&self->mutex);
  text = g_strdup (self->received->str);
  g_mutex_unlock (&self->mutex);

  return text;
}

/**
 * tls_server_dup_protocol:
 * @self: a server
 *
 * Returns: (transfer full) (nullable): what ALPN came to in the last connection
 */
char *
tls_server_dup_protocol (TlsServer *self)
{
  char *text = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  g_mutex_lock (&self->mutex);
  text = g_strdup (self->protocol);
  g_mutex_unlock (&self->mutex);

  return text;
}
