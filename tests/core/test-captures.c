/* test-captures.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "completion-fixture.h"

#include "sy-answer-error.h"
#include "sy-error.h"
#include "sy-json.h"
#include "sy-reply-reader.h"

#include <string.h>

#define SEED      20261122
#define N_CHANGES 1000

/* Of a shorter body cuts are also read in pieces. */
#define MAX_IN_PIECES 8192

/* A recorded answer, and its body without the chunks it was sent in. */
typedef struct
{
  char       *bytes;
  gsize       length;
  gsize       head_length;
  guint       status;
  GHashTable *headers;
  GString    *body;
  gboolean    is_chat_stream;
} Capture;

/* What has been said when the body is read up to @end. */
typedef struct
{
  gsize    end;
  gsize    text;
  gsize    reasoning;
  char    *reason;
  gboolean is_error;
} Point;

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

static gboolean
is_chunked (Capture *self)
{
  return g_strcmp0 (g_hash_table_lookup (self->headers, "transfer-encoding"), "chunked") == 0;
}

static void
read_head (Capture *self)
{
  g_autofree char *head = g_strndup (self->bytes, self->head_length);
  g_auto(GStrv) lines = g_strsplit (head, "\r\n", -1);

  g_assert_true (g_str_has_prefix (lines[0], "HTTP/1.1 "));
  self->status = (guint) g_ascii_strtoull (lines[0] + strlen ("HTTP/1.1 "), NULL, 10);

  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto(GStrv) pair = g_strsplit (lines[i], ": ", 2);

      g_hash_table_insert (self->headers, g_ascii_strdown (pair[0], -1), g_strdup (pair[1]));
    }
}

static void
read_body (Capture *self)
{
  const char *p = self->bytes + self->head_length;
  const char *end = self->bytes + self->length;

  if (!is_chunked (self))
    {
      g_string_append_len (self->body, p, end - p);
      return;
    }

  while (p < end)
    {
      char *start = NULL;
      gsize size = (gsize) g_ascii_strtoull (p, &start, 16);

      start += strlen ("\r\n");
      g_assert_true (start + size <= end);
      g_string_append_len (self->body, start, (gssize) size);
      p = start + size + strlen ("\r\n");
    }
}

static Capture *
capture_new (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "captures", name, NULL);
  g_autoptr(GError) error = NULL;
  Capture *self = g_new0 (Capture, 1);
  const char *type = NULL;

  g_file_get_contents (path, &self->bytes, &self->length, &error);
  g_assert_no_error (error);
  self->head_length = strstr (self->bytes, "\r\n\r\n") + 4 - self->bytes;
  self->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->body = g_string_new (NULL);
  read_head (self);
  read_body (self);

  type = g_hash_table_lookup (self->headers, "content-type");
  self->is_chat_stream = self->status == 200 && g_strcmp0 (type, "text/event-stream") == 0 &&
                         strstr (self->body->str, "chat.completion.chunk") != NULL;

  return self;
}

static void
capture_free (Capture *self)
{
  g_free (self->bytes);
  g_hash_table_unref (self->headers);
  g_string_free (self->body, TRUE);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Capture, capture_free)

typedef void (*CaptureFunc) (Capture    *capture,
                             const char *name);

static void
for_each_capture (CaptureFunc func)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "captures", NULL);
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name = NULL;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autoptr(Capture) capture = NULL;

      if (!g_str_has_suffix (name, ".txt"))
        continue;

      g_test_message ("%s", name);
      capture = capture_new (name);
      func (capture, name);
      n++;
    }

  g_assert_cmpuint (n, >=, 17);
}

static void
point_clear (gpointer data)
{
  g_free (((Point *) data)->reason);
}

static void
add_event (GArray     *points,
           JsonObject *root,
           gsize       end)
{
  JsonObject *choice = sy_json_array_object (sy_json_get_array (root, "choices"), 0);
  JsonObject *delta = sy_json_get_object (choice, "delta");
  const char *text = sy_json_get_string (delta, "content");
  const char *reasoning = sy_json_get_string (delta, "reasoning_content");
  Point point = { .end = end };

  if (points->len > 0)
    {
      const Point *before = &g_array_index (points, Point, points->len - 1);

      point = *before;
      point.end = end;
      point.reason = g_strdup (before->reason);
    }

  point.text += text != NULL ? strlen (text) : 0;
  point.reasoning += reasoning != NULL ? strlen (reasoning) : 0;
  point.is_error |= sy_json_get_object (root, "error") != NULL;

  if (sy_json_get_string (choice, "finish_reason") != NULL)
    g_set_str (&point.reason, sy_json_get_string (choice, "finish_reason"));

  g_array_append_val (points, point);
}

/* Another way to read a chat stream: all of it in lines, each of which is an event. */
static GArray *
make_points (Capture *capture)
{
  GArray *points = g_array_new (FALSE, TRUE, sizeof (Point));
  const char *start = capture->body->str;
  const char *p = start;
  const char *line_end = NULL;

  g_array_set_clear_func (points, point_clear);

  for (; (line_end = strchr (p, '\n')) != NULL; p = line_end + 1)
    {
      const char *data = p + strlen ("data: ");
      g_autoptr(JsonNode) node = NULL;

      if (!g_str_has_prefix (p, "data: {"))
        continue;

      node = sy_json_parse (data, line_end - data, NULL);
      add_event (points, sy_json_node_object (node), line_end - start);
    }

  g_assert_cmpuint (points->len, >, 2);

  return points;
}

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
              const Point *point)
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
            const Point *point)
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
cut_stream (Capture    *capture,
            const char *name)
{
  g_autoptr(GArray) points = NULL;
  guint n_reached = 0;

  if (!capture->is_chat_stream)
    return;

  points = make_points (capture);

  for (gsize at = 1; at <= capture->body->len; at++)
    {
      const Point *point = NULL;

      while (n_reached < points->len && g_array_index (points, Point, n_reached).end <= at)
        n_reached++;

      if (n_reached > 0)
        point = &g_array_index (points, Point, n_reached - 1);

      assert_cut (capture, at, at, point);

      if (capture->body->len < MAX_IN_PIECES && at % 3 == 0)
        assert_cut (capture, at, 1 + at % 7, point);
    }

  g_assert_cmpuint (n_reached, ==, points->len);
}

static void
test_cut_streams (void)
{
  for_each_capture (cut_stream);
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
cut_error (Capture    *capture,
           const char *name)
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
  for_each_capture (cut_error);
}

/* What is no chat completion: refused or not, cut anywhere, in any pieces. */
static void
cut_other (Capture    *capture,
           const char *name)
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
  for_each_capture (cut_other);
}

/* One byte is another: read or refused, no more, and the same in whatever reads. */
static void
change (Capture    *capture,
        const char *name)
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
  for_each_capture (change);
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
pump (Capture    *capture,
      const char *name)
{
  g_autoptr(SyFakeClock) clock = sy_fake_clock_new ();
  g_autoptr(GBytes) bytes = g_bytes_new (capture->body->str, capture->body->len);
  g_autoptr(GInputStream) memory = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr(SyHttpStream) stream = NULL;
  g_autoptr(GArray) points = NULL;
  g_auto(Outcome) outcome = { 0 };
  gboolean is_over = FALSE;

  if (!capture->is_chat_stream)
    return;

  points = make_points (capture);
  outcome_init (&outcome);
  stream = sy_http_stream_new (memory, 200, capture->headers, SY_CLOCK (clock), 1000);
  sy_http_stream_pump_async (stream, pump_cb, &outcome, NULL, pumped_cb, &is_over);
  g_assert_true (support_spin_until (is_true, &is_over, FIXTURE_TIMEOUT));

  if (!sy_reply_reader_is_done (outcome.reader) &&
      sy_reply_reader_get_error (outcome.reader) == NULL)
    outcome_finish (&outcome, SY_REPLY_MORE);
  else
    outcome_finish (&outcome, SY_REPLY_END);

  assert_point (&outcome, &g_array_index (points, Point, points->len - 1));
  support_spin_for (5);
}

static void
test_pump (void)
{
  for_each_capture (pump);
}

static void
assert_cut_at (Capture *capture,
               gsize    at)
{
  g_auto(Fixture) fixture = { 0 };
  const GError *error = NULL;
  const char *reason = NULL;

  fixture_init (&fixture);
  fixture_run (&fixture, capture->bytes, at);
  error = sy_completion_get_error (fixture.completion);
  reason = sy_completion_get_finish_reason (fixture.completion);

  if (at < capture->head_length)
    g_assert_error (error, SY_ERROR, SY_ERROR_NETWORK);
  else if (error != NULL && fixture.deltas > 0)
    g_assert_nonnull (strstr (capture->bytes, "\"error\""));
  else if (error != NULL)
    g_assert_cmpuint (at, <=, capture->head_length + strlen ("xxx\r\n"));

  g_assert_true (reason == NULL || at > (gsize) (strstr (capture->bytes, reason) - capture->bytes));
}

/* Over a real connection, at some places: every one of the head's last line, where the
 * body begins, and the rest of the line here and there.
 */
static void
cut_connection (Capture    *capture,
                const char *name)
{
  gsize step = MAX (capture->length / 16, 1);

  if (!capture->is_chat_stream)
    return;

  for (gsize at = capture->head_length - 4; at < capture->head_length + 8; at++)
    assert_cut_at (capture, at);

  for (gsize at = 1; at < capture->length; at += step)
    assert_cut_at (capture, at);
}

static void
test_cut_connections (void)
{
  for_each_capture (cut_connection);
}

/* The head and the sizes of the chunks may be wrong too. */
static void
change_answer (Capture    *capture,
               const char *name)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (SEED);

  for (guint i = 0; i < 6; i++)
    {
      g_auto(Fixture) fixture = { 0 };
      g_autofree char *bytes = g_memdup2 (capture->bytes, capture->length);
      gsize at = (gsize) g_rand_int_range (random, 0, (gint32) capture->head_length + 6);
      const GError *error = NULL;

      bytes[at] = (char) g_rand_int_range (random, 0, 256);
      fixture_init (&fixture);
      fixture_run (&fixture, bytes, capture->length);
      error = sy_completion_get_error (fixture.completion);

      if (error != NULL)
        g_assert_true (g_utf8_validate (error->message, -1, NULL));

      g_assert_true (g_utf8_validate (fixture.text->str, -1, NULL));
    }
}

static void
test_change_answers (void)
{
  for_each_capture (change_answer);
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
  g_test_add_func ("/captures/cut/connections", test_cut_connections);
  g_test_add_func ("/captures/change/bodies", test_changes);
  g_test_add_func ("/captures/change/answers", test_change_answers);

  result = g_test_run ();
  g_assert_finalize_object (redact);

  return result;
}
