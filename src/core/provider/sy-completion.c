/* sy-completion.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-completion"

#include "config.h"

#include "sy-completion.h"

#include "sy-answer-error.h"
#include "sy-error.h"
#include "sy-http.h"
#include "sy-reply-reader.h"

#include <glib/gi18n-lib.h>

#define MAX_ERROR_BODY (1024 * 1024)

struct _SyCompletion
{
  GObject            parent_instance;

  SyHttp            *http;
  SyRedact          *redact;
  GCancellable      *cancellable;
  SyHttpStream      *stream;
  SyReplyReader     *reader;
  GByteArray        *error_body;
  const SyFormat    *format;
  GError            *break_error;
  gboolean           pumped;
  gboolean           started;

  SyCompletionState  state;
  char              *finish_reason;
  SyUsage           *usage;
  char              *served_model;
  char              *generation_id;
  guint              unreadable;
  GError            *error;
};

G_DEFINE_FINAL_TYPE (SyCompletion, sy_completion, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (SyCompletionState, sy_completion_state,
                    G_DEFINE_ENUM_VALUE (SY_COMPLETION_CONNECTING, "connecting"),
                    G_DEFINE_ENUM_VALUE (SY_COMPLETION_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (SY_COMPLETION_STREAMING, "streaming"),
                    G_DEFINE_ENUM_VALUE (SY_COMPLETION_FINISHED, "finished"))

enum
{
  PROP_0,
  PROP_STATE,
  PROP_FINISH_REASON,
  PROP_USAGE,
  PROP_SERVED_MODEL,
  PROP_ERROR,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

enum
{
  DELTA,
  FINISHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* The network only knows this of a completion, so dropping the last reference to
 * one ends its request. */
typedef struct
{
  GWeakRef ref;
} Weak;

static Weak *
weak_new (SyCompletion *self)
{
  Weak *weak = g_new0 (Weak, 1);

  g_weak_ref_init (&weak->ref, self);

  return weak;
}

static void
weak_free (Weak *weak)
{
  g_weak_ref_clear (&weak->ref);
  g_free (weak);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Weak, weak_free)

static void
notify (SyCompletion *self,
        guint         prop_id)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
}

static gboolean
is_cancelled (SyCompletion *self)
{
  return g_cancellable_is_cancelled (self->cancellable);
}

static void
set_state (SyCompletion      *self,
           SyCompletionState  state)
{
  if (self->state >= state)
    return;

  self->state = state;
  notify (self, PROP_STATE);
}

/* Takes @error.  The only way to the end, and only from a callback of the network,
 * so never while the reader is at work. */
static void
finish (SyCompletion *self,
        GError       *error)
{
  g_assert (self->state != SY_COMPLETION_FINISHED);

  if (self->stream != NULL)
    sy_http_stream_close (self->stream);
  g_clear_object (&self->stream);

  if (self->reader != NULL)
    self->unreadable = sy_reply_reader_get_unreadable (self->reader);

  g_clear_pointer (&self->reader, sy_reply_reader_free);
  g_clear_pointer (&self->error_body, g_byte_array_unref);
  g_clear_error (&self->break_error);

  self->error = error;
  if (error != NULL)
    notify (self, PROP_ERROR);
  set_state (self, SY_COMPLETION_FINISHED);
  g_signal_emit (self, signals[FINISHED], 0);
}

static void
finish_cancelled (SyCompletion *self)
{
  finish (self, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Stopped")));
}

static void
take_facts (SyCompletion  *self,
            const SyDelta *delta)
{
  if (delta->kind == SY_DELTA_USAGE)
    {
      if (self->usage != NULL && sy_usage_equal (self->usage, delta->usage))
        return;
      g_clear_pointer (&self->usage, sy_usage_free);
      self->usage = sy_usage_copy (delta->usage);
      notify (self, PROP_USAGE);
    }
  else if (delta->kind == SY_DELTA_SERVED)
    {
      if (g_set_str (&self->served_model, delta->text))
        notify (self, PROP_SERVED_MODEL);
    }
  else if (delta->kind == SY_DELTA_GENERATION)
    {
      if (self->generation_id == NULL)
        self->generation_id = g_strdup (delta->text);
    }
  else if (delta->kind == SY_DELTA_FINISH)
    {
      if (g_set_str (&self->finish_reason, delta->text))
        notify (self, PROP_FINISH_REASON);
    }
  else if (delta->kind != SY_DELTA_ERROR)
    {
      set_state (self, SY_COMPLETION_STREAMING);
    }
}

static void
delta_cb (const SyDelta *delta,
          gpointer       user_data)
{
  SyCompletion *self = user_data;

  take_facts (self, delta);
  if (!is_cancelled (self))
    g_signal_emit (self, signals[DELTA], 0, delta);
  if (is_cancelled (self))
    sy_reply_reader_stop (self->reader);
}

static SyHttpStreamFlow
to_stream_flow (SyReplyFlow flow)
{
  switch (flow)
    {
    case SY_REPLY_MORE:
      return SY_HTTP_STREAM_MORE;

    case SY_REPLY_PAUSE:
      return SY_HTTP_STREAM_PAUSE;

    case SY_REPLY_END:
    default:
      return SY_HTTP_STREAM_END;
    }
}

static SyHttpStreamFlow
read_reply_cb (GBytes   *bytes,
               gpointer  user_data)
{
  Weak *weak = user_data;
  g_autoptr(SyCompletion) self = g_weak_ref_get (&weak->ref);
  gconstpointer data;
  gsize size;

  if (self == NULL || is_cancelled (self))
    return SY_HTTP_STREAM_END;

  data = g_bytes_get_data (bytes, &size);

  return to_stream_flow (sy_reply_reader_push (self->reader, data, size));
}

/* A line that broke is an error only when nothing came before it: else the reply is
 * there, and not complete. */
static gboolean
is_break (const GError *error)
{
  return g_error_matches (error, SY_ERROR, SY_ERROR_NETWORK) ||
         g_error_matches (error, SY_ERROR, SY_ERROR_PROTOCOL);
}

/* The body is read, and all of it decoded. */
static void
conclude (SyCompletion *self)
{
  const GError *error = sy_reply_reader_get_error (self->reader);

  /* The last words may have made somebody press Stop. */
  if (is_cancelled (self))
    {
      finish_cancelled (self);
      return;
    }

  /* Silence and the like are errors, but not behind a finish reason: a server may keep the line
   * open after it.  The start of a stream is a reply that was interrupted, if an empty one. */
  if (self->break_error != NULL && !is_break (self->break_error))
    error = self->finish_reason != NULL ? NULL : self->break_error;
  else if (self->break_error != NULL && !sy_reply_reader_has_reply (self->reader))
    error = sy_reply_reader_is_stream (self->reader) ? NULL : self->break_error;

  finish (self, error != NULL ? g_error_copy (error) : NULL);
}

static void
reply_read_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(Weak) weak = user_data;
  g_autoptr(SyCompletion) self = g_weak_ref_get (&weak->ref);
  g_autoptr(GError) error = NULL;

  sy_http_stream_pump_finish (SY_HTTP_STREAM (object), result, &error);

  if (self == NULL)
    return;

  self->pumped = TRUE;

  if (is_cancelled (self))
    {
      finish_cancelled (self);
    }
  else if (sy_reply_reader_get_error (self->reader) != NULL)
    {
      conclude (self);
    }
  else
    {
      /* What was held back is part of the text, however it ended. */
      self->break_error = g_steal_pointer (&error);

      if (sy_reply_reader_finish (self->reader) != SY_REPLY_PAUSE)
        conclude (self);
    }
}

/* A large event was decoded in a thread.  Who handles its deltas may drop the
 * completion. */
static void
reply_ready_cb (gpointer user_data)
{
  g_autoptr(SyCompletion) self = g_object_ref (user_data);
  SyReplyFlow flow = SY_REPLY_END;

  if (!is_cancelled (self))
    flow = sy_reply_reader_continue (self->reader);

  if (flow == SY_REPLY_PAUSE)
    return;

  if (self->pumped)
    conclude (self);
  else
    sy_http_stream_resume (self->stream, to_stream_flow (flow));
}

static SyHttpStreamFlow
read_error_cb (GBytes   *bytes,
               gpointer  user_data)
{
  Weak *weak = user_data;
  g_autoptr(SyCompletion) self = g_weak_ref_get (&weak->ref);
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  if (self == NULL || is_cancelled (self))
    return SY_HTTP_STREAM_END;

  size = MIN (size, MAX_ERROR_BODY - self->error_body->len);
  g_byte_array_append (self->error_body, data, (guint) size);

  if (self->error_body->len >= MAX_ERROR_BODY)
    return SY_HTTP_STREAM_END;

  return SY_HTTP_STREAM_MORE;
}

static void
error_read_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(Weak) weak = user_data;
  g_autoptr(SyCompletion) self = g_weak_ref_get (&weak->ref);
  SyHttpStream *stream = SY_HTTP_STREAM (object);

  /* The status tells enough when the body breaks off. */
  sy_http_stream_pump_finish (stream, result, NULL);
  if (self == NULL)
    return;

  if (is_cancelled (self))
    finish_cancelled (self);
  else
    finish (self, sy_answer_error_new (stream, self->error_body, self->redact));
}

static void
take_generation_header (SyCompletion *self)
{
  const char *id = sy_http_stream_get_header (self->stream, "X-Generation-Id");

  g_clear_pointer (&self->generation_id, g_free);
  if (id != NULL)
    self->generation_id = sy_redact_name (self->redact, id);
}

static void
read_answer (SyCompletion *self)
{
  Weak *weak;

  if (sy_answer_is_redirect (self->stream))
    {
      finish (self, sy_answer_error_new_redirect (self->stream, self->redact));
      return;
    }

  weak = weak_new (self);
  if (sy_answer_is_success (self->stream))
    {
      set_state (self, SY_COMPLETION_WAITING);
      take_generation_header (self);
      self->reader = sy_reply_reader_new (self->format, self->redact, delta_cb, reply_ready_cb,
                                          self);
      sy_http_stream_pump_async (self->stream, read_reply_cb, weak, self->cancellable,
                                 reply_read_cb, weak);
    }
  else
    {
      self->error_body = g_byte_array_new ();
      sy_http_stream_pump_async (self->stream, read_error_cb, weak, self->cancellable,
                                 error_read_cb, weak);
    }
}

static void
sent_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Weak) weak = user_data;
  g_autoptr(SyCompletion) self = g_weak_ref_get (&weak->ref);
  g_autoptr(GError) error = NULL;
  g_autoptr(SyHttpStream) stream = sy_http_post_finish (SY_HTTP (object), result, &error);

  if (self == NULL)
    {
      if (stream != NULL)
        sy_http_stream_close (stream);
      return;
    }

  self->stream = g_steal_pointer (&stream);
  if (is_cancelled (self))
    finish_cancelled (self);
  else if (self->stream == NULL)
    finish (self, g_steal_pointer (&error));
  else
    read_answer (self);
}

static void
sy_completion_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  SyCompletion *self = SY_COMPLETION (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;

    case PROP_FINISH_REASON:
      g_value_set_string (value, self->finish_reason);
      break;

    case PROP_USAGE:
      g_value_set_boxed (value, self->usage);
      break;

    case PROP_SERVED_MODEL:
      g_value_set_string (value, self->served_model);
      break;

    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sy_completion_dispose (GObject *object)
{
  SyCompletion *self = SY_COMPLETION (object);

  g_cancellable_cancel (self->cancellable);
  if (self->stream != NULL)
    sy_http_stream_close (self->stream);
  g_clear_object (&self->stream);
  g_clear_object (&self->http);

  G_OBJECT_CLASS (sy_completion_parent_class)->dispose (object);
}

static void
sy_completion_finalize (GObject *object)
{
  SyCompletion *self = SY_COMPLETION (object);

  g_clear_pointer (&self->reader, sy_reply_reader_free);
  g_clear_pointer (&self->error_body, g_byte_array_unref);
  g_clear_error (&self->break_error);
  g_clear_object (&self->redact);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->finish_reason, g_free);
  g_clear_pointer (&self->usage, sy_usage_free);
  g_clear_pointer (&self->served_model, g_free);
  g_clear_pointer (&self->generation_id, g_free);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (sy_completion_parent_class)->finalize (object);
}

static void
sy_completion_class_init (SyCompletionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sy_completion_get_property;
  object_class->dispose = sy_completion_dispose;
  object_class->finalize = sy_completion_finalize;

  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, SY_TYPE_COMPLETION_STATE,
                       SY_COMPLETION_CONNECTING, flags);
  properties[PROP_FINISH_REASON] =
    g_param_spec_string ("finish-reason", NULL, NULL, NULL, flags);
  properties[PROP_USAGE] = g_param_spec_boxed ("usage", NULL, NULL, SY_TYPE_USAGE, flags);
  properties[PROP_SERVED_MODEL] =
    g_param_spec_string ("served-model", NULL, NULL, NULL, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * SyCompletion::delta:
   * @delta: (type gpointer): a #SyDelta, valid until the handler returns
   *
   * A piece of the reply came.
   */
  signals[DELTA] =
    g_signal_new ("delta", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_POINTER);

  /**
   * SyCompletion::finished:
   *
   * It is over; emitted once, and nothing comes after it.  With an error: stopped
   * when it is %G_IO_ERROR_CANCELLED, else failed.  Without: complete when there is
   * a finish reason, else interrupted.
   */
  signals[FINISHED] =
    g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
sy_completion_init (SyCompletion *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * sy_completion_new:
 * @http: the network
 * @redact: takes keys out of all that a server says about an error
 *
 * Returns: (transfer full): a completion that has not begun
 */
SyCompletion *
sy_completion_new (SyHttp   *http,
                   SyRedact *redact)
{
  SyCompletion *self;

  g_return_val_if_fail (SY_IS_HTTP (http), NULL);
  g_return_val_if_fail (SY_IS_REDACT (redact), NULL);

  self = g_object_new (SY_TYPE_COMPLETION, NULL);
  self->http = g_object_ref (http);
  self->redact = g_object_ref (redact);

  return self;
}

/**
 * sy_completion_start:
 * @self: a completion that has not begun
 * @provider: who is asked, with an API base; what it is changed to later is of no
 *   account
 * @key: (nullable): its key, not kept
 * @request: what is asked, not kept
 *
 * Sends the request.  "finished" follows in any case, never before this returns.
 */
void
sy_completion_start (SyCompletion    *self,
                     SyProvider      *provider,
                     const char      *key,
                     const SyRequest *request)
{
  g_autofree char *url = NULL;
  g_autoptr(GBytes) body = NULL;
  SyHttpPost post = { 0 };
  SyPreset *preset;

  g_return_if_fail (SY_IS_COMPLETION (self));
  g_return_if_fail (SY_IS_PROVIDER (provider));
  g_return_if_fail (request != NULL);
  g_return_if_fail (!self->started);

  url = sy_provider_dup_endpoint (provider);
  g_return_if_fail (url != NULL);

  self->started = TRUE;
  self->format = sy_format_get (sy_provider_get_format (provider));
  preset = sy_provider_get_preset (provider);
  body = self->format->build (request);

  if (key != NULL && *key != '\0')
    {
      sy_redact_add_key (self->redact, key);
      post.auth_header = sy_preset_get_auth_header (preset);
      post.key = key;
    }
  post.url = url;
  post.accept = self->format->accept;
  post.body = body;
  post.silence_ms = sy_preset_get_silence_ms (preset);

  sy_http_post_async (self->http, &post, self->cancellable, sent_cb, weak_new (self));
}

/**
 * sy_completion_cancel:
 * @self: a completion
 *
 * Stops the request and closes its connection, in whatever phase it is.  No delta
 * comes any more; "finished" follows with %G_IO_ERROR_CANCELLED.  Does nothing when
 * it is over.
 */
void
sy_completion_cancel (SyCompletion *self)
{
  g_return_if_fail (SY_IS_COMPLETION (self));

  g_cancellable_cancel (self->cancellable);
}

/**
 * sy_completion_get_state:
 * @self: a completion
 *
 * Returns: how far it is
 */
SyCompletionState
sy_completion_get_state (SyCompletion *self)
{
  g_return_val_if_fail (SY_IS_COMPLETION (self), SY_COMPLETION_FINISHED);

  return self->state;
}

/**
 * sy_completion_get_finish_reason:
 * @self: a completion
 *
 * Returns: (transfer none) (nullable): why the model stopped, in the server's word;
 *   "not given" when it only said that it did; %NULL as long as the reply is not
 *   complete
 */
const char *
sy_completion_get_finish_reason (SyCompletion *self)
{
  g_return_val_if_fail (SY_IS_COMPLETION (self), NULL);

  return self->finish_reason;
}

/**
 * sy_completion_get_usage:
 * @self: a completion
 *
 * Returns: (transfer none) (nullable): what the reply used, as the server said it
 *   last
 */
const SyUsage *
sy_completion_get_usage (SyCompletion *self)
{
  g_return_val_if_fail (SY_IS_COMPLETION (self), NULL);

  return self->usage;
}

/**
 * sy_completion_get_served_model:
 * @self: a completion
 *
 * Returns: (transfer none) (nullable): id of the model that really answers
 */
const char *
sy_completion_get_served_model (SyCompletion *self)
{
  g_return_val_if_fail (SY_IS_COMPLETION (self), NULL);

  return self->served_model;
}

/**
 * sy_completion_get_generation_id:
 * @self: a completion
 *
 * Returns: (transfer none) (nullable): the server's own id of this reply, valid UTF-8
 */
const char *
sy_completion_get_generation_id (SyCompletion *self)
{
  g_return_val_if_fail (SY_IS_COMPLETION (self), NULL);

  return self->generation_id;
}

/**
 * sy_completion_get_unreadable:
 * @self: a completion
 *
 * Returns: how many events were skipped because they could not be read
 */
guint
sy_completion_get_unreadable (SyCompletion *self)
{
  g_return_val_if_fail (SY_IS_COMPLETION (self), 0);

  if (self->reader != NULL)
    return sy_reply_reader_get_unreadable (self->reader);

  return self->unreadable;
}

/**
 * sy_completion_get_error:
 * @self: a completion
 *
 * Returns: (transfer none) (nullable): why it failed or was stopped
 */
const GError *
sy_completion_get_error (SyCompletion *self)
{
  g_return_val_if_fail (SY_IS_COMPLETION (self), NULL);

  return self->error;
}
