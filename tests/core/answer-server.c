/* answer-server.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "answer-server.h"

#include <string.h>

#define BACKLOG 64

/* Nothing waits longer than this, whatever a client does; in seconds. */
#define PATIENCE 20

struct _AnswerServer
{
  GSocket      *socket;
  GThread      *thread;
  GCancellable *stop;
  AnswerFunc    func;
  gpointer      user_data;
};

/* The end of a request's head is known by now, and its body's length: a client says it. */
static gboolean
is_whole (const GString *request)
{
  const char *body = strstr (request->str, "\r\n\r\n");
  const char *length = strstr (request->str, "\r\nContent-Length: ");

  if (body == NULL)
    return FALSE;

  g_assert_true (length != NULL && length < body);
  length += strlen ("\r\nContent-Length: ");

  return strlen (body + 4) >= g_ascii_strtoull (length, NULL, 10);
}

static gboolean
read_request (AnswerServer *self,
              GSocket      *socket,
              GString      *request)
{
  char buffer[4096];

  while (!is_whole (request))
    {
      gssize n = g_socket_receive (socket, buffer, sizeof buffer, self->stop, NULL);

      if (n <= 0)
        return FALSE;

      g_string_append_len (request, buffer, n);
    }

  return TRUE;
}

static guint
read_number (const GString *request)
{
  const char *content = strstr (request->str, "\"content\":\"");

  g_assert_nonnull (content);

  return (guint) g_ascii_strtoull (content + strlen ("\"content\":\""), NULL, 10);
}

static void
send_answer (AnswerServer *self,
             GSocket      *socket,
             guint         number)
{
  g_autoptr(GBytes) answer = self->func (number, self->user_data);
  gsize length = 0;
  const char *bytes = g_bytes_get_data (answer, &length);
  gssize n = 0;

  for (; length > 0; bytes += n, length -= (gsize) n)
    {
      n = g_socket_send (socket, bytes, length, self->stop, NULL);

      if (n <= 0)
        return;
    }
}

/* One after the other: what a client has begun to ask it asks to its end. */
static gpointer
server_thread (gpointer user_data)
{
  AnswerServer *self = user_data;
  GSocket *next = NULL;

  while ((next = g_socket_accept (self->socket, self->stop, NULL)) != NULL)
    {
      g_autoptr(GSocket) socket = next;
      g_autoptr(GString) request = g_string_new (NULL);

      g_socket_set_timeout (socket, PATIENCE);

      if (read_request (self, socket, request))
        send_answer (self, socket, read_number (request));
    }

  return NULL;
}

AnswerServer *
answer_server_new (AnswerFunc func,
                   gpointer   user_data)
{
  g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr(GSocketAddress) any_port = g_inet_socket_address_new (loopback, 0);
  g_autoptr(GError) error = NULL;
  AnswerServer *self = g_new0 (AnswerServer, 1);

  self->func = func;
  self->user_data = user_data;
  self->stop = g_cancellable_new ();
  self->socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM,
                               G_SOCKET_PROTOCOL_TCP, &error);
  g_assert_no_error (error);
  g_socket_set_listen_backlog (self->socket, BACKLOG);
  g_socket_bind (self->socket, any_port, TRUE, &error);
  g_assert_no_error (error);
  g_socket_listen (self->socket, &error);
  g_assert_no_error (error);
  self->thread = g_thread_new ("answer-server", server_thread, self);

  return self;
}

void
answer_server_free (AnswerServer *self)
{
  g_cancellable_cancel (self->stop);
  g_thread_join (self->thread);
  g_object_unref (self->socket);
  g_object_unref (self->stop);
  g_free (self);
}

char *
answer_server_dup_url (AnswerServer *self,
                       const char   *path)
{
  g_autoptr(GSocketAddress) address = g_socket_get_local_address (self->socket, NULL);

  return g_strdup_printf ("http://127.0.0.1:%u%s",
                          g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address)), path);
}
