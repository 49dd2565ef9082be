/* sy-reply-reader.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-reply-reader"

#include "config.h"

#include "sy-reply-reader.h"

#include "sy-body-sniffer.h"
#include "sy-decode-job.h"
#include "sy-delta-joiner.h"
#include "sy-error.h"
#include "sy-http-error.h"
#include "sy-sse-parser.h"
#include "sy-utf8.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_EVENT   (24 * 1024 * 1024)
#define MAX_CONTENT (64 * 1024 * 1024)

/* About what a small image, annotation or call takes that is kept. */
#define MEMBER_BYTES 512

/* What is larger is decoded in a thread: it would hold up a frame. */
#define MAX_AT_ONCE (256 * 1024)

/* Of data that is no JSON, which may be the server's words for an error. */
#define MAX_WORDS 1024

/* What a person gets when there was no reason, but "[DONE]" after a text. */
#define REASON_NOT_GIVEN "not given"

/* An event that came in the same read as a large one, behind it. */
typedef struct
{
  gboolean  is_error;
  GBytes   *data;
} Event;

/* @decoder is with the job while there is one.  @parser_error is what ended the
 * events behind those that wait, @words the first data that was no JSON.
 */
struct _SyReplyReader
{
  const SyFormat   *format;
  SyDecoder        *decoder;
  SySseParser      *parser;
  SyRedact         *redact;
  SyDeltaJoiner    *joiner;
  SyReplyReadyFunc  ready;
  gpointer          user_data;

  SyBodySniffer     sniffer;
  GByteArray       *document;

  SyDecodeJob      *job;
  gboolean          job_is_error;
  GQueue            waiting;
  GError           *parser_error;

  /* The event being decoded. */
  const char       *data;
  gsize             length;

  char             *words;
  gsize             content;
  gboolean          is_counted;
  guint             events;
  guint             unreadable;
  guint             deltas;
  gboolean          has_reply;
  gboolean          has_content;
  gboolean          has_reason;
  gboolean          finishing;
  gboolean          done;
  GError           *error;
};

static void
event_free (Event *event)
{
  g_bytes_unref (event->data);
  g_free (event);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Event, event_free)

/* Whether what comes is of no account any more. */
static gboolean
is_over (SyReplyReader *self)
{
  return self->done || self->error != NULL;
}

static gboolean
is_too_much (SyReplyReader *self,
             const SyDelta *delta)
{
  /* A picture counts with the whole event it came in, once; what else is in there has its
   * price in memory. */
  if (delta->raw == NULL)
    self->content += delta->length;
  else
    self->content += self->is_counted ? MEMBER_BYTES : self->length;
  self->is_counted |= delta->raw != NULL;

  if (self->content <= MAX_CONTENT)
    return FALSE;

  self->error = g_error_new_literal (SY_ERROR, SY_ERROR_TOO_LARGE,
                                     _("The reply is larger than 64 MB"));
  return TRUE;
}

static void
report_error (SyReplyReader *self)
{
  SyDelta delta = { .kind = SY_DELTA_ERROR };

  self->error = sy_http_error_from_body (self->data, self->length, self->redact);
  delta.error = self->error;
  self->deltas++;
  sy_delta_joiner_push (self->joiner, &delta);
}

static void
report_done (SyReplyReader *self)
{
  SyDelta delta = {
    .kind = SY_DELTA_FINISH,
    .text = REASON_NOT_GIVEN,
    .length = strlen (REASON_NOT_GIVEN),
  };

  self->done = TRUE;
  if (self->has_content && !self->has_reason)
    sy_delta_joiner_push (self->joiner, &delta);
}

static void
note_kind (SyReplyReader *self,
           SyDeltaKind    kind)
{
  self->has_reply |= kind != SY_DELTA_SERVED && kind != SY_DELTA_GENERATION &&
                     kind != SY_DELTA_USAGE;
  self->has_reason |= kind == SY_DELTA_FINISH;

  if (kind == SY_DELTA_TEXT || kind == SY_DELTA_IMAGE || kind == SY_DELTA_TOOL_CALL)
    self->has_content = TRUE;
  else if (kind == SY_DELTA_RETHINK)
    self->has_content = FALSE;
}

/* What the server calls something is shown beside the reply: it may be of any length, and a
 * server that repeats the key may do it anywhere. */
static void
report_name (SyReplyReader *self,
             const SyDelta *delta)
{
  g_autofree char *name = sy_redact_name (self->redact, delta->text);
  SyDelta named = { .kind = delta->kind, .text = name, .length = strlen (name) };

  sy_delta_joiner_push (self->joiner, &named);
}

static void
decoded_cb (const SyDelta *delta,
            gpointer       user_data)
{
  SyReplyReader *self = user_data;

  if (is_over (self) || is_too_much (self, delta))
    return;

  /* The decoder knows no keys, so its error is made again by who does. */
  if (delta->kind == SY_DELTA_ERROR)
    {
      report_error (self);
      return;
    }

  if (delta->kind == SY_DELTA_FINISH && delta->text == NULL)
    {
      report_done (self);
      return;
    }

  note_kind (self, delta->kind);
  self->deltas++;

  if (delta->kind == SY_DELTA_SERVED || delta->kind == SY_DELTA_GENERATION ||
      delta->kind == SY_DELTA_FINISH)
    report_name (self, delta);
  else
    sy_delta_joiner_push (self->joiner, delta);
}

static void
begin_event (SyReplyReader *self,
             const char    *data,
             gsize          length)
{
  self->data = data;
  self->length = length;
  self->is_counted = FALSE;
}

/* Neither JSON, whole or cut, nor a web page. */
static gboolean
is_words (const char *data,
          gsize       length)
{
  static const char *const literals[] = { "null", "true", "false" };

  for (gsize i = 0; i < G_N_ELEMENTS (literals); i++)
    {
      if (length <= strlen (literals[i]) && memcmp (data, literals[i], length) == 0)
        return FALSE;
    }

  return g_ascii_isalpha (*data) || (guchar) *data >= 0x80;
}

static void
note_unreadable (SyReplyReader *self,
                 const GError  *reason)
{
  g_debug ("Event of %zu bytes cannot be read: %s", self->length, reason->message);

  /* What has no end may be cut: then it is as if it had not come. */
  if (self->finishing && self->sniffer.kind == SY_BODY_EVENTS)
    self->events--;
  else
    self->unreadable++;

  if (self->words == NULL && is_words (self->data, self->length))
    self->words = sy_utf8_make_valid (self->data, (gssize) MIN (self->length, MAX_WORDS));
}

/* A thread keeps no more of an event than a reply may have. */
static void
note_failed (SyReplyReader *self,
             GError        *reason)
{
  if (!g_error_matches (reason, SY_ERROR, SY_ERROR_TOO_LARGE))
    note_unreadable (self, reason);
  else if (!is_over (self))
    self->error = g_steal_pointer (&reason);

  g_clear_error (&reason);
}

/* LM Studio's "event: error" may hold anything.  @deltas is how many there were
 * before it.
 */
static void
end_event (SyReplyReader *self,
           gboolean       is_error,
           guint          deltas)
{
  if (is_error && self->deltas == deltas && !is_over (self))
    report_error (self);

  begin_event (self, NULL, 0);
}

static void
decode_now (SyReplyReader *self,
            gboolean       is_error,
            const char    *data,
            gsize          length)
{
  g_autoptr(GError) reason = NULL;
  guint deltas = self->deltas;

  begin_event (self, data, length);

  if (!self->format->decoder_push (self->decoder, data, length, decoded_cb, self, &reason))
    note_unreadable (self, reason);

  end_event (self, is_error, deltas);
}

static void
job_done_cb (gpointer user_data)
{
  SyReplyReader *self = user_data;

  self->ready (self->user_data);
}

static void
decode_in_thread (SyReplyReader *self,
                  gboolean       is_error,
                  GBytes        *data)
{
  self->job_is_error = is_error;
  self->job = sy_decode_job_start (self->format, g_steal_pointer (&self->decoder), data,
                                   job_done_cb, self);
}

/* What the thread has made of its event. */
static void
take_job (SyReplyReader *self)
{
  g_autoptr(SyDecodeJob) job = g_steal_pointer (&self->job);
  g_autoptr(GError) reason = NULL;
  guint deltas = self->deltas;
  gsize length = 0;
  const char *data = g_bytes_get_data (sy_decode_job_get_data (job), &length);

  self->decoder = sy_decode_job_steal_decoder (job);
  begin_event (self, data, length);

  while (!is_over (self) && sy_decode_job_give_next (job, decoded_cb, self))
    continue;

  if (!sy_decode_job_finish (job, &reason))
    note_failed (self, g_steal_pointer (&reason));

  end_event (self, self->job_is_error, deltas);
}

static void
decode (SyReplyReader *self,
        gboolean       is_error,
        GBytes        *bytes)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);

  if (length > MAX_AT_ONCE)
    decode_in_thread (self, is_error, bytes);
  else
    decode_now (self, is_error, data, length);
}

static void
take_waiting (SyReplyReader *self)
{
  while (self->job == NULL && !g_queue_is_empty (&self->waiting))
    {
      g_autoptr(Event) event = g_queue_pop_head (&self->waiting);

      if (!is_over (self))
        decode (self, event->is_error, event->data);
    }

  if (self->job == NULL && self->parser_error != NULL && !is_over (self))
    self->error = g_steal_pointer (&self->parser_error);
}

static void
event_cb (const SySseEvent *event,
          gpointer          user_data)
{
  SyReplyReader *self = user_data;
  gboolean is_error = g_str_equal (event->type, "error");

  if (is_over (self) || event->length == 0)
    return;

  self->events++;

  if (self->job == NULL && event->length <= MAX_AT_ONCE)
    {
      decode_now (self, is_error, event->data, event->length);
    }
  else
    {
      Event *later = g_new0 (Event, 1);

      later->is_error = is_error;
      later->data = sy_sse_parser_take_data (self->parser, event);
      g_queue_push_tail (&self->waiting, later);
      take_waiting (self);
    }
}

static void
push_document (SyReplyReader *self,
               const char    *data,
               gsize          length)
{
  if (self->document == NULL)
    self->document = g_byte_array_new ();

  if (length > MAX_EVENT - self->document->len)
    self->error = g_error_new_literal (SY_ERROR, SY_ERROR_TOO_LARGE,
                                       _("The server sent more than 24 MB in one piece"));
  else
    g_byte_array_append (self->document, (const guint8 *) data, (guint) length);
}

static void
push_events (SyReplyReader *self,
             const char    *data,
             gsize          length)
{
  if (self->parser_error == NULL)
    sy_sse_parser_push (self->parser, data, length, event_cb, self, &self->parser_error);

  take_waiting (self);
}

static void
push_body (SyReplyReader *self,
           const char    *data,
           gsize          length)
{
  if (self->sniffer.kind == SY_BODY_MARKUP)
    self->error = g_error_new_literal (SY_ERROR, SY_ERROR_WRONG_BASE,
                                       _("The server answered with a web page instead of a chat "
                                         "completion. The API base may be wrong"));
  else if (self->sniffer.kind == SY_BODY_DOCUMENT)
    push_document (self, data, length);
  else
    push_events (self, data, length);
}

/* Why a body gave nothing of a reply; %NULL for the start of a stream that was
 * cut before its first event was whole. */
static GError *
explain_nothing (SyReplyReader *self)
{
  if (self->sniffer.kind == SY_BODY_UNKNOWN)
    return g_error_new_literal (SY_ERROR, SY_ERROR_PROTOCOL, _("The server answered nothing"));

  if (self->sniffer.kind == SY_BODY_DOCUMENT && self->unreadable > 0)
    return g_error_new_literal (SY_ERROR, SY_ERROR_PROTOCOL,
                                _("The answer of the server is no valid JSON"));

  /* A proxy that failed may say so in plain words. */
  if (self->sniffer.kind == SY_BODY_EVENTS && self->words != NULL)
    return sy_http_error_from_body (self->words, strlen (self->words), self->redact);

  if (self->sniffer.kind == SY_BODY_EVENTS && self->events == 0 &&
      sy_body_sniffer_has_field (&self->sniffer))
    return NULL;

  /* Translators: %s is the name of an API format. */
  return g_error_new (SY_ERROR, SY_ERROR_PROTOCOL,
                      _("The server answered, but not as the format %s defines it"),
                      self->format->name);
}

/* All that came is decoded. */
static void
conclude (SyReplyReader *self)
{
  if (is_over (self))
    return;

  self->format->decoder_finish (self->decoder, decoded_cb, self);

  /* A document that came whole needs no other word that it is complete. */
  if (self->sniffer.kind == SY_BODY_DOCUMENT && !is_over (self))
    report_done (self);

  if (self->error == NULL && !sy_reply_reader_has_reply (self))
    self->error = explain_nothing (self);
}

static SyReplyFlow
get_flow (SyReplyReader *self)
{
  if (self->job == NULL && self->finishing)
    conclude (self);

  sy_delta_joiner_flush (self->joiner);
  if (self->job != NULL)
    return SY_REPLY_PAUSE;

  return self->finishing || is_over (self) ? SY_REPLY_END : SY_REPLY_MORE;
}

static void
finish_document (SyReplyReader *self)
{
  g_autoptr(GBytes) bytes = g_byte_array_free_to_bytes (g_steal_pointer (&self->document));

  decode (self, FALSE, bytes);
}

/**
 * sy_reply_reader_new:
 * @format: the format of the reply
 * @redact: takes keys out of errors
 * @func: gets the deltas, in order and text joined, from inside push, finish and continue only
 * @ready: tells that a pause is over
 * @user_data: for @func and @ready
 *
 * Makes what turns the body of a successful answer into deltas, whatever it turns
 * out to be: events, one whole document, or neither.  Holds no more than one
 * event and one read, and lets no more than 64 MB of reply through.
 *
 * Returns: (transfer full): a reader
 */
SyReplyReader *
sy_reply_reader_new (const SyFormat   *format,
                     SyRedact         *redact,
                     SyDeltaFunc       func,
                     SyReplyReadyFunc  ready,
                     gpointer          user_data)
{
  SyReplyReader *self;

  g_return_val_if_fail (format != NULL, NULL);
  g_return_val_if_fail (SY_IS_REDACT (redact), NULL);
  g_return_val_if_fail (func != NULL, NULL);
  g_return_val_if_fail (ready != NULL, NULL);

  self = g_new0 (SyReplyReader, 1);
  self->format = format;
  self->decoder = format->decoder_new ();
  self->parser = sy_sse_parser_new (MAX_EVENT);
  self->redact = g_object_ref (redact);
  self->joiner = sy_delta_joiner_new (func, user_data);
  self->ready = ready;
  self->user_data = user_data;
  g_queue_init (&self->waiting);

  return self;
}

/**
 * sy_reply_reader_free:
 * @self: (transfer full): a reader, paused or not; not inside its function
 */
void
sy_reply_reader_free (SyReplyReader *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->job, sy_decode_job_free);
  g_queue_clear_full (&self->waiting, (GDestroyNotify) event_free);
  g_clear_pointer (&self->decoder, self->format->decoder_free);
  sy_delta_joiner_free (self->joiner);
  sy_sse_parser_free (self->parser);
  g_object_unref (self->redact);
  g_clear_pointer (&self->document, g_byte_array_unref);
  g_clear_error (&self->parser_error);
  g_clear_error (&self->error);
  g_free (self->words);
  g_free (self);
}

/**
 * sy_reply_reader_push:
 * @self: a reader that is not paused
 * @data: (array length=length): what came
 * @length: bytes of @data
 *
 * Returns: how it goes on
 */
SyReplyFlow
sy_reply_reader_push (SyReplyReader *self,
                      const char    *data,
                      gsize          length)
{
  gsize n_blanks;

  g_return_val_if_fail (self != NULL, SY_REPLY_END);
  g_return_val_if_fail (data != NULL || length == 0, SY_REPLY_END);
  g_return_val_if_fail (self->job == NULL, SY_REPLY_PAUSE);
  g_return_val_if_fail (!self->finishing, SY_REPLY_END);

  n_blanks = sy_body_sniffer_push (&self->sniffer, data, length);

  if (n_blanks < length && !is_over (self))
    push_body (self, data + n_blanks, length - n_blanks);

  return get_flow (self);
}

/**
 * sy_reply_reader_finish:
 * @self: a reader that is not paused
 *
 * Tells that the body has ended, and gives out what that completes.
 *
 * Returns: %SY_REPLY_END or %SY_REPLY_PAUSE
 */
SyReplyFlow
sy_reply_reader_finish (SyReplyReader *self)
{
  g_return_val_if_fail (self != NULL, SY_REPLY_END);
  g_return_val_if_fail (self->job == NULL, SY_REPLY_PAUSE);
  g_return_val_if_fail (!self->finishing, SY_REPLY_END);

  self->finishing = TRUE;

  if (self->sniffer.kind == SY_BODY_DOCUMENT && !is_over (self))
    finish_document (self);
  else if (!is_over (self))
    sy_sse_parser_finish (self->parser, event_cb, self);

  return get_flow (self);
}

/**
 * sy_reply_reader_continue:
 * @self: a reader that is ready
 *
 * Gives out what a thread has decoded, and what came with it.
 *
 * Returns: how it goes on
 */
SyReplyFlow
sy_reply_reader_continue (SyReplyReader *self)
{
  g_return_val_if_fail (self != NULL, SY_REPLY_END);
  g_return_val_if_fail (self->job != NULL, SY_REPLY_END);

  take_job (self);
  take_waiting (self);

  return get_flow (self);
}

/**
 * sy_reply_reader_stop:
 * @self: a reader
 *
 * Nothing is given out any more, not even the rest of what is being pushed.
 */
void
sy_reply_reader_stop (SyReplyReader *self)
{
  g_return_if_fail (self != NULL);

  self->done = TRUE;
  sy_delta_joiner_stop (self->joiner);
}

/**
 * sy_reply_reader_get_error:
 * @self: a reader
 *
 * Returns: (transfer none) (nullable): why the reply is over: the server's own error,
 *   %SY_ERROR_WRONG_BASE, %SY_ERROR_PROTOCOL or %SY_ERROR_TOO_LARGE; a stream that was
 *   cut is no error
 */
const GError *
sy_reply_reader_get_error (SyReplyReader *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->error;
}

/**
 * sy_reply_reader_get_unreadable:
 * @self: a reader
 *
 * Returns: how many events were skipped
 */
guint
sy_reply_reader_get_unreadable (SyReplyReader *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->unreadable;
}

/**
 * sy_reply_reader_is_done:
 * @self: a reader
 *
 * Returns: whether the server said that nothing more comes
 */
gboolean
sy_reply_reader_is_done (SyReplyReader *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return self->done;
}

/**
 * sy_reply_reader_is_stream:
 * @self: a reader
 *
 * Returns: whether the body has begun, and as that of a stream of events
 */
gboolean
sy_reply_reader_is_stream (SyReplyReader *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->sniffer.kind == SY_BODY_EVENTS &&
         (self->events > 0 || sy_body_sniffer_has_field (&self->sniffer));
}

/**
 * sy_reply_reader_has_reply:
 * @self: a reader
 *
 * Returns: whether anything of a reply came: in a stream any piece of it, while a
 *   document may be any JSON that happens to name a model
 */
gboolean
sy_reply_reader_has_reply (SyReplyReader *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->sniffer.kind == SY_BODY_DOCUMENT ? self->has_reply : self->deltas > 0;
}
