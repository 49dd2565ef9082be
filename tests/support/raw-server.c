/* raw-server.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "raw-server"

#include "config.h"

#include "raw-server.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>

/* Nothing waits longer than this, whatever a script or a client does. */
#define PATIENCE (20 * G_USEC_PER_SEC)

typedef struct
{
  RawServer *server;
  GThread   *thread;
  GSocket   *socket;
  GPtrArray *script;
  GString   *request;
  gint64     closed_at;
} Connection;

/* All but @socket, @port and @accept_thread is guarded by @mutex. */
struct _RawServer
{
  GSocket      *socket;
  guint16       port;
  GThread      *accept_thread;
  GCancellable *stop;
  GMutex        mutex;
  GCond         cond;
  GQueue        scripts;
  GPtrArray    *connections;
  guint         released;
  guint         n_requests;
  gboolean      stopping;
};

typedef struct
{
  RawAction  action;
  GBytes    *bytes;
  guint      milliseconds;
} Step;

static void
step_free (gpointer data)
{
  Step *step = data;

  g_bytes_unref (step->bytes);
  g_free (step);
}

static void
connection_free (gpointer data)
{
  Connection *connection = data;

  g_clear_object (&connection->socket);
  g_ptr_array_unref (connection->script);
  g_string_free (connection->request, TRUE);
  g_free (connection);
}

/* Waits until the server is stopped or @until has come; called with the lock. */
static void
sleep_until (RawServer *self,
             gint64     until)
{
  while (!self->stopping && g_cond_wait_until (&self->cond, &self->mutex, until))
    continue;
}

/* Reads what is there, waiting for it.  0 when the client closed or reset the
 * connection, -1 when nothing came for too long.
 */
static gssize
receive (Connection *connection,
         char       *buffer,
         gsize       size)
{
  gssize n;

  if (!g_socket_condition_timed_wait (connection->socket, G_IO_IN, PATIENCE,
                                      connection->server->stop, NULL))
    return -1;

  n = g_socket_receive (connection->socket, buffer, size, NULL, NULL);

  return MAX (n, 0);
}

static void
note_close (Connection *connection)
{
  g_mutex_lock (&connection->server->mutex);

  if (!connection->server->stopping)
    connection->closed_at = g_get_monotonic_time ();

  g_mutex_unlock (&connection->server->mutex);
}

/* How long a request is, as far as its head says; 0 when that is not known yet. */
static gsize
request_length (const GString *request)
{
  const char *end = strstr (request->str, "\r\n\r\n");
  g_autofree char *head = NULL;
  const char *length = NULL;

  if (end == NULL)
    return 0;

  head = g_ascii_strdown (request->str, end - request->str);
  length = strstr (head, "\r\ncontent-length:");

  return end + 4 - request->str +
         (length != NULL
          ? g_ascii_strtoull (length + strlen ("\r\ncontent-length:"), NULL, 10)
          : 0);
}

static gboolean
read_request (Connection *connection)
{
  g_autoptr(GString) request = g_string_new (NULL);
  char buffer[8192];
  gssize n;

  while (request_length (request) == 0 || request->len < request_length (request))
    {
      n = receive (connection, buffer, sizeof buffer);

      if (n <= 0)
        return FALSE;

      g_string_append_len (request, buffer, n);
    }

  g_mutex_lock (&connection->server->mutex);
  g_string_append_len (connection->request, request->str, request->len);
  connection->server->n_requests++;
  g_mutex_unlock (&connection->server->mutex);

  return TRUE;
}

static gboolean
send_all (Connection *connection,
          const char *bytes,
          gsize       length)
{
  while (length > 0)
    {
      gssize n = -1;

      if (g_socket_condition_timed_wait (connection->socket, G_IO_OUT, PATIENCE,
                                         connection->server->stop, NULL))
        n = g_socket_send (connection->socket, bytes, length, connection->server->stop, NULL);

      if (n <= 0)
        {
          note_close (connection);
          return FALSE;
        }

      bytes += n;
      length -= n;
    }

  return TRUE;
}

static gboolean
send_step (Connection *connection,
           const Step *step)
{
  gsize length;
  const char *bytes = g_bytes_get_data (step->bytes, &length);

  if (step->action == RAW_SEND)
    return send_all (connection, bytes, length);

  for (gsize i = 0; i < length; i++)
    {
      if (!send_all (connection, bytes + i, 1))
        return FALSE;

      g_usleep (200);
    }

  return TRUE;
}

static void
wait_for_release (RawServer *self,
                  guint      wanted)
{
  gint64 until = g_get_monotonic_time () + PATIENCE;

  g_mutex_lock (&self->mutex);

  while (!self->stopping && self->released < wanted &&
         g_cond_wait_until (&self->cond, &self->mutex, until))
    continue;

  g_mutex_unlock (&self->mutex);
}

static void
wait_for_close (Connection *connection)
{
  char buffer[4096];
  gssize n;

  do
    n = receive (connection, buffer, sizeof buffer);
  while (n > 0);

  if (n == 0)
    note_close (connection);
}

static void
reset_connection (Connection *connection)
{
  struct linger linger = { 1, 0 };

  setsockopt (g_socket_get_fd (connection->socket), SOL_SOCKET, SO_LINGER,
              &linger, sizeof linger);
  g_socket_close (connection->socket, NULL);
}

/* Returns FALSE when the connection is over. */
static gboolean
run_step (Connection *connection,
          const Step *step,
          guint      *holds)
{
  RawServer *self = connection->server;

  switch (step->action)
    {
    case RAW_SEND:
    case RAW_SEND_SLOWLY:
      return send_step (connection, step);

    case RAW_WAIT:
      g_mutex_lock (&self->mutex);
      sleep_until (self, g_get_monotonic_time () + (gint64) step->milliseconds * 1000);
      g_mutex_unlock (&self->mutex);
      return TRUE;

    case RAW_HOLD:
      wait_for_release (self, ++*holds);
      return TRUE;

    case RAW_WAIT_CLOSE:
      wait_for_close (connection);
      return FALSE;

    case RAW_RESET:
      reset_connection (connection);
      return FALSE;

    case RAW_CLOSE:
    default:
      return FALSE;
    }
}

static gpointer
connection_thread (gpointer data)
{
  Connection *connection = data;
  guint holds = 0;

  if (read_request (connection))
    {
      for (guint i = 0; i < connection->script->len; i++)
        {
          if (!run_step (connection, g_ptr_array_index (connection->script, i), &holds))
            break;
        }
    }

  g_socket_close (connection->socket, NULL);

  return NULL;
}

static GPtrArray *
next_script (RawServer *self)
{
  GPtrArray *script = NULL;

  if (g_queue_get_length (&self->scripts) > 1)
    return g_queue_pop_head (&self->scripts);

  script = g_queue_peek_head (&self->scripts);

  return script != NULL ? g_ptr_array_ref (script) : g_ptr_array_new ();
}

static gpointer
accept_thread (gpointer data)
{
  RawServer *self = data;
  GSocket *socket = NULL;

  while ((socket = g_socket_accept (self->socket, self->stop, NULL)) != NULL)
    {
      Connection *connection = g_new0 (Connection, 1);
      int yes = 1;

      setsockopt (g_socket_get_fd (socket), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
      connection->server = self;
      connection->socket = socket;
      connection->request = g_string_new (NULL);

      g_mutex_lock (&self->mutex);
      connection->script = next_script (self);
      g_ptr_array_add (self->connections, connection);
      connection->thread = g_thread_new ("raw-server", connection_thread, connection);
      g_mutex_unlock (&self->mutex);
    }

  return NULL;
}

static void
listen_on_loopback (RawServer *self)
{
  g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr(GSocketAddress) any_port = g_inet_socket_address_new (loopback, 0);
  g_autoptr(GSocketAddress) address = NULL;
  g_autoptr(GError) error = NULL;

  self->socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM,
                               G_SOCKET_PROTOCOL_TCP, &error);
  g_assert_no_error (error);
  g_socket_bind (self->socket, any_port, TRUE, &error);
  g_assert_no_error (error);
  g_socket_listen (self->socket, &error);
  g_assert_no_error (error);

  address = g_socket_get_local_address (self->socket, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));
}

/* The connection of the @index-th request; called with the lock. */
static Connection *
find_request (RawServer *self,
              guint      index)
{
  for (guint i = 0; i < self->connections->len; i++)
    {
      Connection *connection = g_ptr_array_index (self->connections, i);

      if (connection->request->len > 0 && index-- == 0)
        return connection;
    }

  return NULL;
}

/**
 * raw_server_new:
 *
 * Returns: (transfer full): a server on a free port of 127.0.0.1, running
 */
RawServer *
raw_server_new (void)
{
  RawServer *self = g_new0 (RawServer, 1);

  /* GIO asks for the system's proxies even when it does not need them, and reading
   * GNOME's settings aborts in a test that is isolated from the system's schemas.
   */
  g_setenv ("GIO_USE_PROXY_RESOLVER", "dummy", FALSE);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  g_queue_init (&self->scripts);
  self->stop = g_cancellable_new ();
  self->connections = g_ptr_array_new_with_free_func (connection_free);
  listen_on_loopback (self);
  self->accept_thread = g_thread_new ("raw-server-accept", accept_thread, self);

  return self;
}

/**
 * raw_server_free:
 * @self: (transfer full): a server
 *
 * Ends all connections and threads.
 */
void
raw_server_free (RawServer *self)
{
  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->mutex);
  self->stopping = TRUE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);

  g_cancellable_cancel (self->stop);
  g_thread_join (self->accept_thread);

  for (guint i = 0; i < self->connections->len; i++)
    {
      Connection *connection = g_ptr_array_index (self->connections, i);

      g_thread_join (connection->thread);
    }

  g_socket_close (self->socket, NULL);
  g_clear_object (&self->socket);
  g_clear_object (&self->stop);
  g_ptr_array_unref (self->connections);
  g_queue_clear_full (&self->scripts, (GDestroyNotify) g_ptr_array_unref);
  g_cond_clear (&self->cond);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/**
 * raw_server_add_script:
 * @self: a server
 * @steps: (array length=n_steps): what to do in one connection; copied
 * @n_steps: how many steps
 */
void
raw_server_add_script (RawServer     *self,
                       const RawStep *steps,
                       gsize          n_steps)
{
  GPtrArray *script = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (steps != NULL || n_steps == 0);

  script = g_ptr_array_new_with_free_func (step_free);

  for (gsize i = 0; i < n_steps; i++)
    {
      const char *bytes = steps[i].bytes != NULL ? steps[i].bytes : "";
      Step *step = g_new0 (Step, 1);

      step->action = steps[i].action;
      step->bytes = g_bytes_new (bytes, steps[i].length > 0 ? steps[i].length : strlen (bytes));
      step->milliseconds = steps[i].milliseconds;
      g_ptr_array_add (script, step);
    }

  g_mutex_lock (&self->mutex);
  g_queue_push_tail (&self->scripts, script);
  g_mutex_unlock (&self->mutex);
}

/**
 * raw_server_clear_scripts:
 * @self: a server
 *
 * Forgets the scripts for connections to come.
 */
void
raw_server_clear_scripts (RawServer *self)
{
  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->mutex);
  g_queue_clear_full (&self->scripts, (GDestroyNotify) g_ptr_array_unref);
  g_mutex_unlock (&self->mutex);
}

/**
 * raw_server_get_port:
 * @self: a server
 *
 * Returns: its TCP port
 */
guint16
raw_server_get_port (RawServer *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->port;
}

/**
 * raw_server_dup_url:
 * @self: a server
 * @path: beginning with a slash
 *
 * Returns: (transfer full): "http://127.0.0.1:PORT" and @path
 */
char *
raw_server_dup_url (RawServer  *self,
                    const char *path)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (path != NULL, NULL);

  return g_strdup_printf ("http://127.0.0.1:%u%s", self->port, path);
}

/**
 * raw_server_get_n_requests:
 * @self: a server
 *
 * Returns: how many requests have been read to their end
 */
guint
raw_server_get_n_requests (RawServer *self)
{
  guint n;

  g_return_val_if_fail (self != NULL, 0);

  g_mutex_lock (&self->mutex);
  n = self->n_requests;
  g_mutex_unlock (&self->mutex);

  return n;
}

/**
 * raw_server_dup_request:
 * @self: a server
 * @index: which request, from 0 in the order of connections
 *
 * Returns: (transfer full) (nullable): its head and body as they came
 */
char *
raw_server_dup_request (RawServer *self,
                        guint      index)
{
  Connection *connection = NULL;
  char *request = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  g_mutex_lock (&self->mutex);
  connection = find_request (self, index);

  if (connection != NULL)
    request = g_strdup (connection->request->str);

  g_mutex_unlock (&self->mutex);

  return request;
}

/**
 * raw_server_get_closed_at:
 * @self: a server
 * @index: which request, from 0 in the order of connections
 *
 * Returns: the g_get_monotonic_time() at which %RAW_WAIT_CLOSE saw the client go, or
 *   at which it would take no more; 0 while it is there
 */
gint64
raw_server_get_closed_at (RawServer *self,
                          guint      index)
{
  Connection *connection = NULL;
  gint64 closed_at = 0;

  g_return_val_if_fail (self != NULL, 0);

  g_mutex_lock (&self->mutex);
  connection = find_request (self, index);

  if (connection != NULL)
    closed_at = connection->closed_at;

  g_mutex_unlock (&self->mutex);

  return closed_at;
}

/**
 * raw_server_release:
 * @self: a server
 *
 * Lets each connection pass one more %RAW_HOLD.
 */
void
raw_server_release (RawServer *self)
{
  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->mutex);
  self->released++;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
}
