/* sy-http-stream.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-http-stream"

#include "config.h"

#include "sy-http-stream.h"

#include "sy-transport-error.h"
#include "sy-utf8.h"
#include "sy-watchdog.h"

#define READ_SIZE 65536

struct _SyHttpStream
{
  GObject           parent_instance;

  GInputStream     *body;
  GHashTable       *headers;
  SyClock          *clock;
  char             *host;
  guint             status;
  guint             silence_ms;
  GNetworkMonitor  *network;
  guint64           least;

  /* While the pump runs */
  GTask            *task;
  SyWatchdog       *watchdog;
  guint64           received;
  SyHttpStreamFunc  func;
  gpointer          func_data;
  GSource          *pause;
  gboolean          closing;
};

G_DEFINE_FINAL_TYPE (SyHttpStream, sy_http_stream, G_TYPE_OBJECT)

static void read_next (SyHttpStream *self);

static GHashTable *
copy_headers (GHashTable *headers)
{
  GHashTable *copy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer name;
  gpointer value;

  if (headers == NULL)
    return copy;

  g_hash_table_iter_init (&iter, headers);

  while (g_hash_table_iter_next (&iter, &name, &value))
    g_hash_table_insert (copy, g_ascii_strdown (name, -1), sy_utf8_make_valid (value, -1));

  return copy;
}

static void
closed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  /* Nobody waits for this, and a connection that is broken is closed too. */
  g_input_stream_close_finish (G_INPUT_STREAM (object), result, NULL);
}

/* Cancelling leaves the connection open for as long as anyone holds the body; only
 * closing ends it, and that must not be given the cancelled cancellable.
 */
static void
close_body (SyHttpStream *self)
{
  g_autoptr(GInputStream) body = g_steal_pointer (&self->body);

  if (body != NULL)
    g_input_stream_close_async (body, G_PRIORITY_DEFAULT, NULL, closed_cb, NULL);
}

static GError *
take_reason (SyHttpStream *self,
             GError       *cause)
{
  g_autoptr(GError) owned = cause;

  if (sy_watchdog_is_lost (self->watchdog))
    return sy_transport_error_new_lost (self->host);

  if (sy_watchdog_is_expired (self->watchdog))
    return sy_transport_error_new_silence (self->host,
                                           sy_watchdog_get_silence (self->watchdog));

  return sy_transport_error_new (owned, self->host);
}

/* Ends the pump, with @cause (transfer full) or well. */
static void
end_pump (SyHttpStream *self,
          GError       *cause)
{
  g_autoptr(GTask) task = g_steal_pointer (&self->task);
  g_autoptr(GError) error = NULL;

  if (cause != NULL)
    error = take_reason (self, cause);

  g_clear_pointer (&self->watchdog, sy_watchdog_free);
  close_body (self);

  /* The last that happens: who waits for it may drop the stream. */
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

/* Sets an error when the pump was stopped from outside. */
static gboolean
is_stopped (SyHttpStream  *self,
            GError       **error)
{
  if (!self->closing)
    return g_cancellable_set_error_if_cancelled (g_task_get_cancellable (self->task), error);

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The stream was closed");

  return TRUE;
}

static void
end_pause (SyHttpStream *self)
{
  if (self->pause == NULL)
    return;

  g_source_destroy (self->pause);
  g_clear_pointer (&self->pause, g_source_unref);
}

/* Nothing is being read that could return because of it. */
static gboolean
stopped_in_pause_cb (GCancellable *cancellable,
                     gpointer      user_data)
{
  g_autoptr(SyHttpStream) self = g_object_ref (user_data);
  GError *error = NULL;

  end_pause (self);
  is_stopped (self, &error);
  end_pump (self, error);

  return G_SOURCE_REMOVE;
}

/* The silence is that of a server, not of who cannot take more now. */
static void
pause_pump (SyHttpStream *self)
{
  GCancellable *caller = g_task_get_cancellable (self->task);

  g_clear_pointer (&self->watchdog, sy_watchdog_free);
  self->watchdog = sy_watchdog_new (self->clock, 0, caller);

  self->pause = g_cancellable_source_new (sy_watchdog_get_cancellable (self->watchdog));
  g_source_set_static_name (self->pause, "sy-http-stream pause");
  g_source_set_priority (self->pause, SY_HTTP_PRIORITY);
  g_source_set_callback (self->pause, G_SOURCE_FUNC (stopped_in_pause_cb), self, NULL);
  g_source_attach (self->pause, g_task_get_context (self->task));
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(SyHttpStream) self = user_data;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  SyHttpStreamFlow flow = SY_HTTP_STREAM_END;

  bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (object), result, &error);

  if (bytes == NULL || is_stopped (self, &error))
    {
      end_pump (self, g_steal_pointer (&error));
      return;
    }

  sy_watchdog_touch (self->watchdog);
  self->received += g_bytes_get_size (bytes);

  if (g_bytes_get_size (bytes) > 0)
    flow = self->func (bytes, self->func_data);
  else if (self->received < self->least)
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, "The body is cut");

  if (error != NULL || is_stopped (self, &error) || flow == SY_HTTP_STREAM_END)
    end_pump (self, g_steal_pointer (&error));
  else if (flow == SY_HTTP_STREAM_PAUSE)
    pause_pump (self);
  else
    read_next (self);
}

static void
read_next (SyHttpStream *self)
{
  g_input_stream_read_bytes_async (self->body,
                                   READ_SIZE,
                                   SY_HTTP_PRIORITY,
                                   sy_watchdog_get_cancellable (self->watchdog),
                                   read_cb,
                                   g_object_ref (self));
}

static void
sy_http_stream_dispose (GObject *object)
{
  SyHttpStream *self = SY_HTTP_STREAM (object);

  sy_http_stream_close (self);

  G_OBJECT_CLASS (sy_http_stream_parent_class)->dispose (object);
}

static void
sy_http_stream_finalize (GObject *object)
{
  SyHttpStream *self = SY_HTTP_STREAM (object);

  g_clear_pointer (&self->headers, g_hash_table_unref);
  g_clear_pointer (&self->host, g_free);
  g_clear_object (&self->network);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (sy_http_stream_parent_class)->finalize (object);
}

static void
sy_http_stream_class_init (SyHttpStreamClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sy_http_stream_dispose;
  object_class->finalize = sy_http_stream_finalize;
}

static void
sy_http_stream_init (SyHttpStream *self)
{
}

/**
 * sy_http_stream_new:
 * @body: the body of an answer, not yet read
 * @status: its HTTP status
 * @headers: (nullable) (element-type utf8 utf8): its headers by name, in any case;
 *   copied
 * @clock: measures the silence
 * @silence_ms: how long the server may say nothing, in milliseconds; 0 is forever
 *
 * Returns: (transfer full): the answer, to be pumped once
 */
SyHttpStream *
sy_http_stream_new (GInputStream *body,
                    guint         status,
                    GHashTable   *headers,
                    SyClock      *clock,
                    guint         silence_ms)
{
  SyHttpStream *self = NULL;

  g_return_val_if_fail (G_IS_INPUT_STREAM (body), NULL);
  g_return_val_if_fail (SY_IS_CLOCK (clock), NULL);

  self = g_object_new (SY_TYPE_HTTP_STREAM, NULL);
  self->body = g_object_ref (body);
  self->status = status;
  self->headers = copy_headers (headers);
  self->clock = g_object_ref (clock);
  self->silence_ms = silence_ms;

  return self;
}

/**
 * sy_http_stream_get_status:
 * @self: a stream
 *
 * Returns: the HTTP status
 */
guint
sy_http_stream_get_status (SyHttpStream *self)
{
  g_return_val_if_fail (SY_IS_HTTP_STREAM (self), 0);

  return self->status;
}

/**
 * sy_http_stream_get_header:
 * @self: a stream
 * @name: a header's name, in any case
 *
 * Returns: (transfer none) (nullable): its value, valid UTF-8; several of one name are
 *   joined with ", "
 */
const char *
sy_http_stream_get_header (SyHttpStream *self,
                           const char   *name)
{
  g_autofree char *lower = NULL;

  g_return_val_if_fail (SY_IS_HTTP_STREAM (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  lower = g_ascii_strdown (name, -1);

  return g_hash_table_lookup (self->headers, lower);
}

/**
 * sy_http_stream_get_clock:
 * @self: a stream
 *
 * Returns: (transfer none): what tells the time of the answer
 */
SyClock *
sy_http_stream_get_clock (SyHttpStream *self)
{
  g_return_val_if_fail (SY_IS_HTTP_STREAM (self), NULL);

  return self->clock;
}

/**
 * sy_http_stream_set_host:
 * @self: a stream
 * @host: (nullable): who is named when the connection breaks
 */
void
sy_http_stream_set_host (SyHttpStream *self,
                         const char   *host)
{
  g_return_if_fail (SY_IS_HTTP_STREAM (self));

  g_set_str (&self->host, host);
}

/**
 * sy_http_stream_set_network:
 * @self: a stream that is not pumped yet
 * @network: (nullable): tells of changes of the network, after which the server may only
 *   be silent for a short while; see sy_watchdog_new()
 */
void
sy_http_stream_set_network (SyHttpStream    *self,
                            GNetworkMonitor *network)
{
  g_return_if_fail (SY_IS_HTTP_STREAM (self));
  g_return_if_fail (network == NULL || G_IS_NETWORK_MONITOR (network));

  g_set_object (&self->network, network);
}

/**
 * sy_http_stream_set_least:
 * @self: a stream that is not pumped yet
 * @length: how many bytes the body has at least; 0 at first
 *
 * A shorter body ends with %SY_ERROR_NETWORK.  Of a body that has no length, or one whose
 * connection is closed after it, libsoup does not notice that it was cut.
 */
void
sy_http_stream_set_least (SyHttpStream *self,
                          guint64       length)
{
  g_return_if_fail (SY_IS_HTTP_STREAM (self));

  self->least = length;
}

/**
 * sy_http_stream_pump_async:
 * @self: a stream that was not pumped or closed before
 * @func: called with each read, never after @callback
 * @func_data: for @func, valid until @callback
 * @cancellable: (nullable): stops the pump
 * @callback: called once, at the end of the body or of the pump
 * @user_data: for @callback
 *
 * Reads the body as it comes.  The silence counts from here and from each read on,
 * but not in a pause.  However it ends, the body is closed then.
 */
void
sy_http_stream_pump_async (SyHttpStream        *self,
                           SyHttpStreamFunc     func,
                           gpointer             func_data,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_return_if_fail (SY_IS_HTTP_STREAM (self));
  g_return_if_fail (func != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));
  g_return_if_fail (self->body != NULL);
  g_return_if_fail (self->task == NULL);

  self->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, sy_http_stream_pump_async);
  g_task_set_priority (self->task, SY_HTTP_PRIORITY);

  self->func = func;
  self->func_data = func_data;
  self->watchdog = sy_watchdog_new (self->clock, self->silence_ms, cancellable);
  sy_watchdog_set_network (self->watchdog, self->network);

  read_next (self);
}

/**
 * sy_http_stream_pump_finish:
 * @self: a stream
 * @result: what the callback was given
 * @error: return location: %G_IO_ERROR_CANCELLED, or %SY_ERROR_NETWORK,
 *   %SY_ERROR_TLS or %SY_ERROR_TIMEOUT
 *
 * Returns: %TRUE when the body ended or the pump's function ended it
 */
gboolean
sy_http_stream_pump_finish (SyHttpStream  *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (SY_IS_HTTP_STREAM (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * sy_http_stream_resume:
 * @self: a stream
 * @flow: %SY_HTTP_STREAM_MORE to read on, %SY_HTTP_STREAM_END to end the pump as
 *   if the server had ended the body
 *
 * Ends the pause that the pump's function asked for.  The end may be told before
 * this returns.  Does nothing when the pump is not paused: what paused it may have
 * been stopped meanwhile.
 */
void
sy_http_stream_resume (SyHttpStream     *self,
                       SyHttpStreamFlow  flow)
{
  GCancellable *caller = NULL;
  GError *error = NULL;

  g_return_if_fail (SY_IS_HTTP_STREAM (self));
  g_return_if_fail (flow != SY_HTTP_STREAM_PAUSE);

  if (self->pause == NULL)
    return;

  end_pause (self);

  if (is_stopped (self, &error) || flow == SY_HTTP_STREAM_END)
    {
      end_pump (self, error);
      return;
    }

  caller = g_task_get_cancellable (self->task);
  g_clear_pointer (&self->watchdog, sy_watchdog_free);
  self->watchdog = sy_watchdog_new (self->clock, self->silence_ms, caller);
  sy_watchdog_set_network (self->watchdog, self->network);
  read_next (self);
}

/**
 * sy_http_stream_close:
 * @self: a stream
 *
 * Ends the connection of a body that was not read to its end.  A pump that runs
 * ends with %G_IO_ERROR_CANCELLED.  More than one call is fine.
 */
void
sy_http_stream_close (SyHttpStream *self)
{
  g_return_if_fail (SY_IS_HTTP_STREAM (self));

  if (self->task == NULL)
    {
      close_body (self);
      return;
    }

  /* A body that is being read cannot be closed: the read has to return first. */
  self->closing = TRUE;
  g_cancellable_cancel (sy_watchdog_get_cancellable (self->watchdog));
}
