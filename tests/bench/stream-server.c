/* stream-server.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A server on loopback in a process of its own, so that its memory is not ours.
 * The model that is asked for says what is sent: "bench/EVENTS/RATE" is so many
 * tokens, so many of them a second; at the rate 0 as fast as they are taken.
 */

#include "stream-server.h"

#include "bench-support.h"

#include <arpa/inet.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* The process ends by itself when ours was killed. */
#define LONGEST_LIFE 600

#define MAX_REQUEST 65536

#define HEAD "HTTP/1.1 200 OK\r\n" \
             "Content-Type: text/event-stream\r\n" \
             "Connection: close\r\n" \
             "\r\n"

struct _StreamServer
{
  pid_t  process;
  char  *url;
};

static gboolean
send_all (int         fd,
          const char *data,
          gsize       length)
{
  while (length > 0)
    {
      ssize_t sent = send (fd, data, length, MSG_NOSIGNAL);

      if (sent < 0 && errno == EINTR)
        continue;
      if (sent <= 0)
        return FALSE;

      data += sent;
      length -= (gsize) sent;
    }

  return TRUE;
}

/* The body comes last and ends in a brace: the request is small. */
static gboolean
read_plan (int      fd,
           guint64 *n_events,
           guint   *rate)
{
  char request[MAX_REQUEST + 1];
  gsize length = 0;

  while (length < MAX_REQUEST)
    {
      ssize_t n_read = recv (fd, request + length, MAX_REQUEST - length, 0);
      const char *body;
      const char *model;

      if (n_read <= 0)
        return FALSE;

      length += (gsize) n_read;
      request[length] = '\0';
      body = strstr (request, "\r\n\r\n");
      model = body != NULL ? strstr (body, "\"bench/") : NULL;
      if (model != NULL && request[length - 1] == '}')
        return sscanf (model, "\"bench/%" G_GUINT64_FORMAT "/%u\"", n_events, rate) == 2;
    }

  return FALSE;
}

static gboolean
send_fast (int     fd,
           guint64 n_events)
{
  char writes[BENCH_EVENTS * BENCH_EVENT_BYTES + 1];

  for (guint64 done = 0; done < n_events; done += BENCH_EVENTS)
    {
      guint64 n = MIN (BENCH_EVENTS, n_events - done);

      for (guint64 i = 0; i < n; i++)
        bench_write_event (writes + i * BENCH_EVENT_BYTES, done + i);

      if (!send_all (fd, writes, n * BENCH_EVENT_BYTES))
        return FALSE;
    }

  return TRUE;
}

static gboolean
send_slowly (int     fd,
             guint64 n_events,
             guint   rate)
{
  gint64 begin = g_get_monotonic_time ();
  char event[BENCH_EVENT_BYTES + 1];

  for (guint64 done = 0; done < n_events; done++)
    {
      gint64 due = begin + (gint64) (done * G_USEC_PER_SEC / rate);
      gint64 now = g_get_monotonic_time ();

      if (due > now)
        g_usleep ((gulong) (due - now));

      bench_write_event (event, done);
      if (!send_all (fd, event, BENCH_EVENT_BYTES))
        return FALSE;
    }

  return TRUE;
}

static gpointer
answer (gpointer data)
{
  int fd = GPOINTER_TO_INT (data);
  guint64 n_events = 0;
  guint rate = 0;

  if (read_plan (fd, &n_events, &rate) && send_all (fd, HEAD, strlen (HEAD)) &&
      (rate > 0 ? send_slowly (fd, n_events, rate) : send_fast (fd, n_events)))
    send_all (fd, BENCH_END, strlen (BENCH_END));

  close (fd);

  return NULL;
}

static G_NORETURN void
serve (int listener)
{
  alarm (LONGEST_LIFE);

  for (;;)
    {
      int fd = accept (listener, NULL, NULL);

      if (fd < 0)
        _exit (1);
      g_thread_unref (g_thread_new ("answer", answer, GINT_TO_POINTER (fd)));
    }
}

static int
listen_local (guint16 *port)
{
  struct sockaddr_in address = { .sin_family = AF_INET };
  socklen_t length = sizeof address;
  int listener = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  if (listener < 0 ||
      bind (listener, (struct sockaddr *) &address, sizeof address) != 0 ||
      listen (listener, 16) != 0 ||
      getsockname (listener, (struct sockaddr *) &address, &length) != 0)
    g_error ("no server: %s", g_strerror (errno));

  *port = ntohs (address.sin_port);

  return listener;
}

/* To be called while the process has no threads. */
StreamServer *
stream_server_start (void)
{
  StreamServer *self = g_new0 (StreamServer, 1);
  guint16 port = 0;
  int listener = listen_local (&port);

  self->process = fork ();
  if (self->process < 0)
    g_error ("no process: %s", g_strerror (errno));
  if (self->process == 0)
    serve (listener);

  close (listener);
  self->url = g_strdup_printf ("http://127.0.0.1:%u/v1/chat/completions", port);

  return self;
}

const char *
stream_server_get_url (StreamServer *self)
{
  return self->url;
}

void
stream_server_stop (StreamServer *self)
{
  kill (self->process, SIGKILL);
  waitpid (self->process, NULL, 0);
  g_free (self->url);
  g_free (self);
}
