/* sy-reply-reader.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-reply-reader"

#include "config.h"

#include "sy-reply-reader.h"

#include "sy-error.h"
#include "sy-http-error.h"
#include "sy-sse-parser.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_EVENT   (24 * 1024 * 1024)
#define MAX_CONTENT (64 * 1024 * 1024)

/* The longest name of a field, with its colon. */
#define START_LENGTH 6

/* What a person gets when there was no reason, but "[DONE]" after a text. */
#define REASON_NOT_GIVEN "not given"

/* Servers get the Content-Type wrong; the first byte is right. */
typedef enum
{
  BODY_UNKNOWN,
  BODY_EVENTS,
  BODY_DOCUMENT,
} Body;

struct _SyReplyReader
{
  const SyFormat *format;
  SyDecoder      *decoder;
  SySseParser    *parser;
  SyRedact       *redact;
  SyDeltaFunc     func;
  gpointer        user_data;

  Body            body;
  GByteArray     *document;
  char            start[START_LENGTH];
  gsize           n_start;

  /* The event being decoded. */
  const char     *data;
  gsize           length;

  gsize           content;
  guint           events;
  guint           unreadable;
  guint           deltas;
  gboolean        has_reply;
  gboolean        has_text;
  gboolean        has_reason;
  gboolean        done;
  GError         *error;
};

static gboolean
is_too_much (SyReplyReader *self,
             const SyDelta *delta)
{
  /* A picture counts with the whole event it came in. */
  self->content += delta->raw != NULL ? self->length : delta->length;
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
  self->func (&delta, self->user_data);
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
  if (self->has_text && !self->has_reason)
    self->func (&delta, self->user_data);
}

static void
decoded_cb (const SyDelta *delta,
            gpointer       user_data)
{
  SyReplyReader *self = user_data;

  if (self->done || self->error != NULL || is_too_much (self, delta))
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

  self->has_reply |= delta->kind != SY_DELTA_SERVED && delta->kind != SY_DELTA_USAGE;
  self->has_text |= delta->kind == SY_DELTA_TEXT;
  self->has_reason |= delta->kind == SY_DELTA_FINISH;
  self->deltas++;
  self->func (delta, self->user_data);
}

static void
decode (SyReplyReader *self,
        const char    *data,
        gsize          length)
{
  g_autoptr(GError) reason = NULL;

  self->data = data;
  self->length = length;
  if (!self->format->decoder_push (self->decoder, data, length, decoded_cb, self, &reason))
    {
      g_debug ("Event of %zu bytes cannot be read: %s", length, reason->message);
      self->unreadable++;
    }
  self->data = NULL;
  self->length = 0;
}

static void
event_cb (const SySseEvent *event,
          gpointer          user_data)
{
  SyReplyReader *self = user_data;
  guint deltas = self->deltas;

  if (self->done || self->error != NULL || event->length == 0)
    return;

  self->events++;
  decode (self, event->data, event->length);

  /* LM Studio's "event: error" may hold anything. */
  if (g_str_equal (event->type, "error") && self->deltas == deltas && self->error == NULL)
    {
      self->data = event->data;
      self->length = event->length;
      report_error (self);
    }
}

static void
keep_start (SyReplyReader *self,
            const char    *data,
            gsize          length)
{
  gsize n = MIN (length, START_LENGTH - self->n_start);

  memcpy (self->start + self->n_start, data, n);
  self->n_start += n;
}

/* Whether what came first is a field of an event, or the start of one. */
static gboolean
starts_like_events (SyReplyReader *self)
{
  static const char *const fields[] = { ":", "data", "event:", "id:", "retry:" };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (strncmp (self->start, fields[i], MIN (self->n_start, strlen (fields[i]))) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Returns the bytes of @data in front of the body: blanks, and a byte order mark
 * in whatever pieces. */
static gsize
skip_blanks (const char *data,
             gsize       length)
{
  gsize n = 0;

  while (n < length && data[n] != '\0' && strchr (" \t\r\n\xef\xbb\xbf", data[n]) != NULL)
    n++;

  return n;
}

static gboolean
sniff (SyReplyReader *self,
       char           first)
{
  switch (first)
    {
    case '<':
      self->error =
        g_error_new_literal (SY_ERROR, SY_ERROR_PROTOCOL,
                             _("The server answered with a web page instead of a chat "
                               "completion. The API base may be wrong"));
      return FALSE;

    case '{':
    case '[':
      self->body = BODY_DOCUMENT;
      self->document = g_byte_array_new ();
      return TRUE;

    default:
      self->body = BODY_EVENTS;
      return TRUE;
    }
}

static void
push_document (SyReplyReader *self,
               const char    *data,
               gsize          length)
{
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
  g_autoptr(GError) reason = NULL;

  keep_start (self, data, length);
  if (!sy_sse_parser_push (self->parser, data, length, event_cb, self, &reason) &&
      self->error == NULL && !self->done)
    self->error = g_steal_pointer (&reason);
}

static void
finish_document (SyReplyReader *self)
{
  decode (self, (const char *) self->document->data, self->document->len);

  /* A document that came whole needs no other word that it is complete. */
  if (self->error == NULL && !self->done)
    report_done (self);
}

/* Why a body gave nothing of a reply; %NULL for the start of a stream that was
 * cut before its first event was whole. */
static GError *
explain_nothing (SyReplyReader *self,
                 guint          events)
{
  if (self->body == BODY_UNKNOWN)
    return g_error_new_literal (SY_ERROR, SY_ERROR_PROTOCOL, _("The server answered nothing"));

  if (self->body == BODY_DOCUMENT && self->unreadable > 0)
    return g_error_new_literal (SY_ERROR, SY_ERROR_PROTOCOL,
                                _("The answer of the server is no valid JSON"));

  if (self->body == BODY_EVENTS && events == 0 && starts_like_events (self))
    return NULL;

  /* Translators: %s is the name of an API format. */
  return g_error_new (SY_ERROR, SY_ERROR_PROTOCOL,
                      _("The server answered, but not as the format %s defines it"),
                      self->format->name);
}

static gboolean
propagate_failure (SyReplyReader  *self,
                   GError        **error)
{
  if (self->error == NULL)
    return FALSE;

  g_propagate_error (error, g_error_copy (self->error));
  return TRUE;
}

/**
 * sy_reply_reader_new:
 * @format: the format of the reply
 * @redact: takes keys out of errors
 * @func: gets each delta, in order
 * @user_data: for @func
 *
 * Makes what turns the body of a successful answer into deltas, whatever it turns
 * out to be: events, one whole document, or neither.  Holds no more than one
 * event, and lets no more than 64 MB of reply through.
 *
 * Returns: (transfer full): a reader
 */
SyReplyReader *
sy_reply_reader_new (const SyFormat *format,
                     SyRedact       *redact,
                     SyDeltaFunc     func,
                     gpointer        user_data)
{
  SyReplyReader *self;

  g_return_val_if_fail (format != NULL, NULL);
  g_return_val_if_fail (SY_IS_REDACT (redact), NULL);
  g_return_val_if_fail (func != NULL, NULL);

  self = g_new0 (SyReplyReader, 1);
  self->format = format;
  self->decoder = format->decoder_new ();
  self->parser = sy_sse_parser_new (MAX_EVENT);
  self->redact = g_object_ref (redact);
  self->func = func;
  self->user_data = user_data;

  return self;
}

/**
 * sy_reply_reader_free:
 * @self: (transfer full): a reader; not inside its function
 */
void
sy_reply_reader_free (SyReplyReader *self)
{
  g_return_if_fail (self != NULL);

  self->format->decoder_free (self->decoder);
  sy_sse_parser_free (self->parser);
  g_object_unref (self->redact);
  g_clear_pointer (&self->document, g_byte_array_unref);
  g_clear_error (&self->error);
  g_free (self);
}

/**
 * sy_reply_reader_push:
 * @self: a reader
 * @data: (array length=length): what came
 * @length: bytes of @data
 * @error: return location for an error
 *
 * Returns: %FALSE when the reply is over with an error: the server's own,
 *   %SY_ERROR_PROTOCOL or %SY_ERROR_TOO_LARGE
 */
gboolean
sy_reply_reader_push (SyReplyReader  *self,
                      const char     *data,
                      gsize           length,
                      GError        **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (data != NULL || length == 0, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (self->body == BODY_UNKNOWN)
    {
      gsize blanks = skip_blanks (data, length);

      data += blanks;
      length -= blanks;
    }

  if (length > 0 && self->error == NULL && !self->done &&
      (self->body != BODY_UNKNOWN || sniff (self, *data)))
    {
      if (self->body == BODY_DOCUMENT)
        push_document (self, data, length);
      else
        push_events (self, data, length);
    }

  return !propagate_failure (self, error);
}

/**
 * sy_reply_reader_finish:
 * @self: a reader
 * @error: return location for an error
 *
 * Tells that the body has ended, and gives out what that completes.
 *
 * Returns: %FALSE when the reply is over with an error, as in
 *   sy_reply_reader_push(); a stream that was cut is no error
 */
gboolean
sy_reply_reader_finish (SyReplyReader  *self,
                        GError        **error)
{
  guint events;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  events = self->events;
  if (self->error == NULL && !self->done)
    {
      if (self->body == BODY_DOCUMENT)
        finish_document (self);
      else
        sy_sse_parser_finish (self->parser, event_cb, self);

      if (self->error == NULL && !sy_reply_reader_has_reply (self))
        self->error = explain_nothing (self, events);
    }

  return !propagate_failure (self, error);
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

  return self->body == BODY_DOCUMENT ? self->has_reply : self->deltas > 0;
}
