/* test-captures.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture.h"
#include "support-spin.h"
#include "sy-answer-error.h"
#include "sy-error.h"
#include "sy-fake-clock.h"
#include "sy-reply-reader.h"

#include <string.h>

#define SEED      20261122
#define N_CHANGES 1000
#define PATIENCE  20000

/* Of a shorter body cuts are also read in pieces. */
#define MAX_IN_PIECES 8192

/* What a reader made of a body. */
typedef struct
{
  SyReplyReader *reader;
  GString       *text;
  GString       *reasoning;
  char          *reason;
  GError        *error;
} Outcome;

/* Made once: it compiles patterns. */
static SyRedact *redact;

static void
delta_cb (const SyDelta *delta,
          gpointer       user_data)
{
  Outcome *self = user_data;

  if (delta->text != NULL)
    g_assert_true (g_utf8_validate_len (delta->text, delta->length, NULL) &&
                   delta->text[delta->length] == '\0');

  if (delta->raw != NULL)
    {
      g_autofree char *json = json_to_string (delta->raw, FALSE);

      g_assert_true (g_utf8_validate (json, -1, NULL));
    }

  if (delta->error != NULL)
    g_assert_true (g_utf8_validate (delta->error->message, -1, NULL));

  if (delta->kind == SY_DELTA_TEXT)
    g_string_append (self->text, delta->text);
  else if (delta->kind == SY_DELTA_REASONING)
    g_string_append (self->reasoning, delta->text);
  else if (delta->kind == SY_DELTA_FINISH)
    g_set_str (&self->reason, delta->text);
}

/* No event is so large that a thread decodes it. */
static void
ready_cb (gpointer user_data)
{
  g_test_fail_printf ("A small event was decoded in a thread");
}

static void
outcome_init (Outcome *self)
{
  self->text = g_string_new (NULL);
  self->reasoning = g_string_new (NULL);
  self->reader = sy_reply_reader_new (sy_format_find ("openai-chat"), redact, delta_cb,
                                      ready_cb, self);
}

static void
outcome_clear (Outcome *self)
{
  if (self->reader == NULL)
    return;

  sy_reply_reader_free (self->reader);
  g_string_free (self->text, TRUE);
  g_string_free (self->reasoning, TRUE);
  g_free (self->reason);
  g_clear_error (&self->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

static void
outcome_finish (Outcome     *self,
                SyReplyFlow  flow)
{
  const GError *error = NULL;

  if (flow == SY_REPLY_MORE)
    flow = sy_reply_reader_finish (self->reader);

  g_assert_cmpint (flow, ==, SY_REPLY_END);
  error = sy_reply_reader_get_error (self->reader);

  if (error == NULL)
    return;

  self->error = g_error_copy (error);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_true (error->domain == SY_ERROR);
}

/* @size is how long a read is. */
static void
outcome_read (Outcome    *self,
              const char *body,
              gsize       length,
              gsize       size)
{
  SyReplyFlow flow = SY_REPLY_MORE;

  outcome_init (self);

  for (gsize i = 0; i < length && flow == SY_REPLY_MORE; i += size)
    flow = sy_reply_reader_push (self->reader, body + i, MIN (size, length - i));

  outcome_finish (self, flow);
}

/* @point is the last one that was reached. */
static void
assert_point (Outcome     *outcome,
              const CapturePoint *point)
{
  if (point != NULL && point->is_error)
    g_assert_nonnull (outcome->error);
  else
    g_assert_no_error (outcome->error);

  g_assert_cmpuint (outcome->text->len, ==, point != NULL ? point->text : 0);
  g_assert_cmpuint (outcome->reasoning->len, ==, point != NULL ? point->reasoning : 0);
  g_assert_cmpstr (outcome->reason, ==, point != NULL ? point->reason : NULL);
}

/* @size is how long a read is. */
static void
assert_cut (Capture     *capture,
            gsize        at,
            gsize        size,
            const CapturePoint *point)
{
  g_auto(Outcome) outcome = { 0 };
  g_autofree char *copy = g_memdup2 (capture->body->str, at);

  outcome_read (&outcome, copy, at, size);
  assert_point (&outcome, point);
}

/* A stream that is cut anywhere has said what was whole by then, and is complete behind
 * its finish reason.
 */
static void
cut_stream (Capture *capture)
{
  if (!capture->is_chat_stream)
    return;

  for (gsize at = 1; at <= capture->body->len; at++)
    {
      const CapturePoint *point = capture_find_point (capture, at);

      assert_cut (capture, at, at, point);

      if (capture->body->len < MAX_IN_PIECES && at % 3 == 0)
        assert_cut (capture, at, 1 + at % 7, point);
    }
}

static void
test_cut_streams (void)
{
  capture_for_each (cut_stream);
}

static GError *
read_error (Capture    *capture,
            const char *body,
            gsize       length)
{
  g_autoptr(SyFakeClock) clock = sy_fake_clock_new ();
  g_autoptr(GInputStream) memory = g_memory_input_stream_new ();
  g_autoptr(SyHttpStream) stream = NULL;
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  GError *error = NULL;

  stream = sy_http_stream_new (memory, capture->status, capture->headers, SY_CLOCK (clock), 0);
  g_byte_array_append (bytes, (const guint8 *) body, (guint) length);
  error = sy_answer_error_new (stream, bytes, redact);
  g_assert_true (error->domain == SY_ERROR);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_cmpuint (sy_error_get_facts (error).status, ==, capture->status);

  return error;
}

/* The body of an error may be cut anywhere: what its status says is known. */
static void
cut_error (Capture *capture)
{
  g_autoptr(GError) whole = NULL;
  g_autoptr(GError) empty = NULL;

  if (capture->status == 200)
    return;

  whole = read_error (capture, capture->body->str, capture->body->len);
  empty = read_error (capture, "", 0);

  for (gsize at = 1; at < capture->body->len; at++)
    {
      g_autofree char *copy = g_memdup2 (capture->body->str, at);
      g_autoptr(GError) error = read_error (capture, copy, at);

      g_assert_true (error->code == whole->code || error->code == empty->code);
      g_assert_cmpint (sy_error_get_facts (error).retry_after, ==,
                       sy_error_get_facts (whole).retry_after);
    }
}

static void
test_cut_errors (void)
{
  capture_for_each (cut_error);
}

/* What is no chat completion: refused or not, cut anywhere, in any pieces. */
static void
cut_other (Capture *capture)
{
  if (capture->status != 200 || capture->is_chat_stream)
    return;

  for (gsize at = 0; at <= capture->body->len; at++)
    {
      g_auto(Outcome) outcome = { 0 };
      g_autofree char *copy = g_memdup2 (capture->body->str, at);

      outcome_read (&outcome, copy, at, 1 + at % 7);
      g_assert_cmpuint (outcome.text->len, ==, 0);
      g_assert_null (outcome.reason);

      if (at == capture->body->len)
        g_assert_error (outcome.error, SY_ERROR, SY_ERROR_PROTOCOL);
    }
}

static void
test_cut_others (void)
{
  capture_for_each (cut_other);
}

/* One byte is another: read or refused, no more, and the same in whatever reads. */
static void
change (Capture *capture)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (SEED);

  for (guint i = 0; i < N_CHANGES; i++)
    {
      g_autofree char *body = g_memdup2 (capture->body->str, capture->body->len);
      gsize at = (gsize) g_rand_int_range (random, 0, (gint32) capture->body->len);
      gsize size = (gsize) g_rand_int_range (random, 1, 2000);

      body[at] = (char) g_rand_int_range (random, 0, 256);

      if (capture->status != 200)
        {
          g_autoptr(GError) error = read_error (capture, body, capture->body->len);

          g_assert_nonnull (error);
        }
      else
        {
          g_auto(Outcome) whole = { 0 };
          g_auto(Outcome) pieces = { 0 };

          outcome_read (&whole, body, capture->body->len, capture->body->len);
          outcome_read (&pieces, body, capture->body->len, size);
          g_assert_cmpstr (whole.text->str, ==, pieces.text->str);
          g_assert_cmpstr (whole.reasoning->str, ==, pieces.reasoning->str);
          g_assert_cmpstr (whole.reason, ==, pieces.reason);
          g_assert_true ((whole.error == NULL) == (pieces.error == NULL));
        }
    }
}

static void
test_changes (void)
{
  capture_for_each (change);
}

static SyHttpStreamFlow
pump_cb (GBytes   *bytes,
         gpointer  user_data)
{
  Outcome *outcome = user_data;
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);
  SyReplyFlow flow = sy_reply_reader_push (outcome->reader, data, length);

  g_assert_cmpint (flow, !=, SY_REPLY_PAUSE);

  return flow == SY_REPLY_MORE ? SY_HTTP_STREAM_MORE : SY_HTTP_STREAM_END;
}

static void
pumped_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  gboolean *is_over = user_data;
  g_autoptr(GError) error = NULL;

  g_assert_true (sy_http_stream_pump_finish (SY_HTTP_STREAM (object), result, &error));
  g_assert_no_error (error);
  *is_over = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

/* Whole, through the pump. */
static void
pump (Capture *capture)
{
  g_autoptr(SyFakeClock) clock = sy_fake_clock_new ();
  g_autoptr(GBytes) bytes = g_bytes_new (capture->body->str, capture->body->len);
  g_autoptr(GInputStream) memory = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr(SyHttpStream) stream = NULL;
  g_auto(Outcome) outcome = { 0 };
  gboolean is_over = FALSE;

  if (!capture->is_chat_stream)
    return;

  outcome_init (&outcome);
  stream = sy_http_stream_new (memory, 200, capture->headers, SY_CLOCK (clock), 1000);
  sy_http_stream_pump_async (stream, pump_cb, &outcome, NULL, pumped_cb, &is_over);
  g_assert_true (support_spin_until (is_true, &is_over, PATIENCE));

  if (!sy_reply_reader_is_done (outcome.reader) &&
      sy_reply_reader_get_error (outcome.reader) == NULL)
    outcome_finish (&outcome, SY_REPLY_MORE);
  else
    outcome_finish (&outcome, SY_REPLY_END);

  assert_point (&outcome, capture_find_point (capture, capture->body->len));
  support_spin_for (5);
}

static void
test_pump (void)
{
  capture_for_each (pump);
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  redact = sy_redact_new ();

  g_test_add_func ("/captures/pump", test_pump);
  g_test_add_func ("/captures/cut/streams", test_cut_streams);
  g_test_add_func ("/captures/cut/errors", test_cut_errors);
  g_test_add_func ("/captures/cut/others", test_cut_others);
  g_test_add_func ("/captures/change/bodies", test_changes);

  result = g_test_run ();
  g_assert_finalize_object (redact);

  return result;
}
