/* raw-server.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RawAction:
 * @RAW_SEND: sends bytes
 * @RAW_SEND_SLOWLY: sends bytes one by one, each as a packet of its own
 * @RAW_WAIT: waits for some milliseconds
 * @RAW_HOLD: waits until raw_server_release() was called once more
 * @RAW_WAIT_CLOSE: waits until the client closes or resets the connection, and notes
 *   when that was
 * @RAW_CLOSE: closes the connection; so does the end of a script
 * @RAW_RESET: resets the connection
 */
typedef enum
{
  RAW_SEND,
  RAW_SEND_SLOWLY,
  RAW_WAIT,
  RAW_HOLD,
  RAW_WAIT_CLOSE,
  RAW_CLOSE,
  RAW_RESET,
} RawAction;

/**
 * RawStep:
 * @action: what to do
 * @bytes: for the sending ones
 * @length: of @bytes, 0 when they end with a NUL
 * @milliseconds: for %RAW_WAIT
 *
 * One step of a script, in a connection whose request has been read to its end.
 */
typedef struct
{
  RawAction   action;
  const char *bytes;
  gsize       length;
  guint       milliseconds;
} RawStep;

/**
 * RawServer:
 *
 * A server on loopback that sends exactly the bytes it is told to, in threads of its
 * own.  Each connection takes the next script; the last one serves all that follow.
 */
typedef struct _RawServer RawServer;

#define RAW_OK_STREAM \
  "HTTP/1.1 200 OK\r\n" \
  "Content-Type: text/event-stream\r\n" \
  "Connection: close\r\n" \
  "\r\n"

RawServer *raw_server_new               (void);
void       raw_server_free              (RawServer     *self);
void       raw_server_add_script        (RawServer     *self,
                                         const RawStep *steps,
                                         gsize          n_steps);
void       raw_server_clear_scripts     (RawServer     *self);
guint16    raw_server_get_port          (RawServer     *self);
char      *raw_server_dup_url           (RawServer     *self,
                                         const char    *path);
guint      raw_server_get_n_requests    (RawServer     *self);
char      *raw_server_dup_request       (RawServer     *self,
                                         guint          index);
gint64     raw_server_get_closed_at     (RawServer     *self,
                                         guint          index);
void       raw_server_release           (RawServer     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RawServer, raw_server_free)

G_END_DECLS
