/* test-big-events.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "completion-fixture.h"

#include "sy-error.h"
#include "sy-reply-reader.h"

#include <string.h>

/* Over what is decoded at once. */
#define BIG (300 * 1024)

/* A reader, and a log of what it gave out: texts as they are, but those of x alone as
 * their length.
 */
typedef struct
{
  SyReplyReader *reader;
  SyRedact      *redact;
  GString       *log;
  gboolean       ready;
} Reader;

static void
log_cb (const SyDelta *delta,
        gpointer       user_data)
{
  Reader *self = user_data;

  g_assert_true (delta->text == NULL || strlen (delta->text) == delta->length);

  if (delta->kind == SY_DELTA_TEXT && delta->length > 1000)
    g_string_append_printf (self->log, "(%zu)", delta->length);
  else if (delta->kind == SY_DELTA_TEXT)
    g_string_append (self->log, delta->text);
  else if (delta->kind == SY_DELTA_FINISH)
    g_string_append_printf (self->log, "[%s]", delta->text);
  else if (delta->kind == SY_DELTA_ERROR)
    g_string_append (self->log, "!");
  else if (delta->raw != NULL)
    g_string_append_printf (self->log, "{%u}", json_object_get_size (json_node_get_object (delta->raw)));
  else if (delta->usage != NULL)
    g_string_append_printf (self->log, "$%" G_GINT64_FORMAT, delta->usage->prompt_tokens);
}

static void
ready_cb (gpointer user_data)
{
  ((Reader *) user_data)->ready = TRUE;
}

static gboolean
is_ready (gpointer data)
{
  return ((Reader *) data)->ready;
}

static void
reader_init (Reader *self)
{
  self->redact = sy_redact_new ();
  self->log = g_string_new (NULL);
  self->ready = FALSE;
  self->reader = sy_reply_reader_new (sy_format_find ("openai-chat"), self->redact, log_cb,
                                      ready_cb, self);
}

static void
reader_clear (Reader *self)
{
  g_clear_pointer (&self->reader, sy_reply_reader_free);
  g_assert_finalize_object (self->redact);
  g_string_free (self->log, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

/* Returns the flow after all pauses, of which there were @n_pauses. */
static SyReplyFlow
go_on (Reader      *self,
       SyReplyFlow  flow,
       guint        n_pauses)
{
  guint n = 0;

  for (; flow == SY_REPLY_PAUSE && n < 100; n++)
    {
      g_autofree char *before = g_strdup (self->log->str);

      g_assert_true (support_spin_until (is_ready, self, FIXTURE_TIMEOUT));

      /* Nothing is given out but from inside of this. */
      g_assert_cmpstr (self->log->str, ==, before);
      self->ready = FALSE;
      flow = sy_reply_reader_continue (self->reader);
    }

  g_assert_cmpuint (n, ==, n_pauses);

  return flow;
}

/* In @stream, "@" stands for enough x to make an event large. */
typedef struct
{
  const char *what;
  const char *stream;
  guint       push_pauses;
  guint       end_pauses;
  int         code;
  guint       unreadable;
  const char *log;
} Case;

static const Case cases[] = {
  { "in order", TEXT ("a") TEXT ("@") TEXT ("b") FINISH ("stop") DONE, 1, 0, -1, 0,
    "a(307200)b[stop]" },
  { "several", TEXT ("@") TEXT ("a") TEXT ("@") TEXT ("@") TEXT ("b") FINISH ("stop"), 3, 0, -1, 0,
    "(307200)a(307200)(307200)b[stop]" },
  { "[DONE] behind", TEXT ("@") DONE TEXT ("a"), 1, 0, -1, 0, "(307200)[not given]" },
  { "unreadable", TEXT ("a") EVENT ("{@") TEXT ("b"), 1, 0, -1, 1, "ab" },
  { "raw", EVENT ("{\"choices\":[{\"delta\":{\"images\":[{\"u\":\"@\",\"v\":1}]}}],"
    "\"usage\":{\"prompt_tokens\":7}}") TEXT ("b"), 1, 0, -1, 0, "{2}$7b" },
  { "an error", TEXT ("a") EVENT ("{\"error\":{\"message\":\"@\"}}") TEXT ("b") TEXT ("@"), 1, 0,
    SY_ERROR_SERVER, 0, "a!" },
  { "event: error", TEXT ("a") "event: error\ndata: @\n\n" TEXT ("b"), 1, 0, SY_ERROR_SERVER, 1,
    "a!" },
  { "event: error behind", TEXT ("@") "event: error\ndata: boom\n\n" TEXT ("b"), 1, 0,
    SY_ERROR_SERVER, 1, "(307200)!" },
  { "without an end", TEXT ("a") "data: {\"choices\":[{\"delta\":{\"content\":\"@\"}}]}", 0, 1, -1, 0,
    "a(307200)" },
  { "cut", TEXT ("a") "data: {\"choices\":[{\"delta\":{\"content\":\"@", 0, 1, -1, 0, "a" },
  { "of many lines", "data: {\"choices\":[{\"delta\":{\"content\":\ndata: \"@\"\ndata: }}]}\n\n"
    TEXT ("b"), 1, 0, -1, 0, "(307200)b" },
  { "a character cut before it", TEXT ("\\ud83c") TEXT ("\\udf89@") TEXT ("b"), 1, 0, -1, 0,
    "(307204)b" },
  { "a character cut behind it", TEXT ("@\\ud83c") TEXT ("\\udf89b"), 1, 0, -1, 0,
    "(307200)\360\237\216\211b" },
  { "no UTF-8", TEXT ("@\377") TEXT ("b"), 1, 0, -1, 0, "(307203)b" },
  { "a document", "{\"choices\":[{\"message\":{\"content\":\"@\"}}]}", 0, 1, -1, 0,
    "(307200)[not given]" },
  { "a cut document", "{\"choices\":[{\"message\":{\"content\":\"@", 0, 1, SY_ERROR_PROTOCOL, 1, "" },
};

static char *
make_stream (const char *pattern,
             gsize      *length)
{
  g_autofree char *filler = g_strnfill (BIG, 'x');
  g_autoptr(GString) stream = g_string_new (pattern);

  g_string_replace (stream, "@", filler, 0);
  *length = stream->len;

  return g_string_free_and_steal (g_steal_pointer (&stream));
}

static void
assert_read (const Case *test,
             const char *stream,
             gsize       length,
             gsize       size)
{
  g_auto(Reader) reader = { 0 };
  SyReplyFlow flow = SY_REPLY_MORE;
  const GError *error = NULL;

  reader_init (&reader);

  if (size >= length)
    flow = go_on (&reader, sy_reply_reader_push (reader.reader, stream, length), test->push_pauses);

  for (gsize i = 0; size < length && i < length && flow == SY_REPLY_MORE; i += size)
    {
      flow = sy_reply_reader_push (reader.reader, stream + i, MIN (size, length - i));
      flow = go_on (&reader, flow, flow == SY_REPLY_PAUSE ? 1 : 0);
    }

  if (flow == SY_REPLY_MORE)
    flow = go_on (&reader, sy_reply_reader_finish (reader.reader), test->end_pauses);

  g_assert_cmpint (flow, ==, SY_REPLY_END);
  g_assert_cmpstr (reader.log->str, ==, test->log);
  g_assert_cmpuint (sy_reply_reader_get_unreadable (reader.reader), ==, test->unreadable);
  error = sy_reply_reader_get_error (reader.reader);

  if (test->code < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, SY_ERROR, test->code);
}

/* In one read, and in reads as they come from the network. */
static void
test_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize length = 0;
      g_autofree char *stream = make_stream (cases[i].stream, &length);

      g_test_message ("%s", cases[i].what);
      assert_read (&cases[i], stream, length, length);
      assert_read (&cases[i], stream, length, 65536);
      assert_read (&cases[i], stream, length, 65535);
    }
}

/* Much of nothing, which would take gigabytes: as if it were no JSON. */
static void
test_hostile (void)
{
  static const char *const starts[] = {
    "[{}", "{\"a\":[{}", "{\"choices\":[{\"delta\":{\"content\":\"x\",\"tool_calls\":[{}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      g_autoptr(GString) stream = g_string_new (TEXT ("a") "data: ");
      g_auto(Reader) reader = { 0 };
      SyReplyFlow flow;

      g_string_append (stream, starts[i]);
      while (stream->len < 20 * 1024 * 1024)
        g_string_append (stream, ",{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}");
      g_string_append (stream, i == 0 ? "]" : i == 1 ? "]}" : "]}}]}");
      g_string_append (stream, "\n\n" TEXT ("b") FINISH ("stop") DONE);

      reader_init (&reader);
      flow = go_on (&reader, sy_reply_reader_push (reader.reader, stream->str, stream->len), 1);
      g_assert_cmpint (flow, ==, SY_REPLY_END);
      g_assert_no_error (sy_reply_reader_get_error (reader.reader));
      g_assert_cmpuint (sy_reply_reader_get_unreadable (reader.reader), ==, 1);
      g_assert_cmpstr (reader.log->str, ==, "ab[stop]");
    }
}

/* One text of which each nine bytes are two deltas: some of it is read, more is too much. */
static void
test_shreds (void)
{
  static const struct
  {
    gsize n_tags;
    int   code;
  } texts[] = {
    { 200 * 1000, -1 },
    { 2000 * 1000, SY_ERROR_TOO_LARGE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GString) stream = g_string_new ("data: {\"choices\":[{\"delta\":{\"content\":\"");
      g_auto(Reader) reader = { 0 };
      const GError *error = NULL;

      for (gsize j = 0; j < texts[i].n_tags; j++)
        g_string_append (stream, "`</think>");
      g_string_append (stream, "\"}}]}\n\n" TEXT ("b") FINISH ("stop") DONE);

      reader_init (&reader);
      go_on (&reader, sy_reply_reader_push (reader.reader, stream->str, stream->len), 1);
      error = sy_reply_reader_get_error (reader.reader);
      g_assert_cmpuint (sy_reply_reader_get_unreadable (reader.reader), ==, 0);
      g_assert_true (g_str_has_prefix (reader.log->str, "(65530)"));

      if (texts[i].code < 0)
        g_assert_no_error (error);
      else
        g_assert_error (error, SY_ERROR, texts[i].code);
    }
}

/* What the parser refuses behind a large event fails behind it. */
static void
test_too_large_behind (void)
{
  gsize length = 0;
  g_autofree char *start = make_stream (TEXT ("@") TEXT ("a") "data: ", &length);
  g_autofree char *filler = g_strnfill (25 * 1024 * 1024, 'x');
  g_autofree char *stream = g_strconcat (start, filler, NULL);
  g_auto(Reader) reader = { 0 };
  SyReplyFlow flow;

  reader_init (&reader);
  flow = sy_reply_reader_push (reader.reader, stream, strlen (stream));
  g_assert_no_error (sy_reply_reader_get_error (reader.reader));
  g_assert_cmpint (go_on (&reader, flow, 1), ==, SY_REPLY_END);
  g_assert_error (sy_reply_reader_get_error (reader.reader), SY_ERROR, SY_ERROR_TOO_LARGE);
  g_assert_cmpstr (reader.log->str, ==, "(307200)a");
}

/* Stopped or freed while the thread is at work: nothing is given out. */
static void
test_stop (void)
{
  gsize length = 0;
  g_autofree char *stream = make_stream (TEXT ("a") TEXT ("@") TEXT ("b"), &length);

  for (guint i = 0; i < 20; i++)
    {
      g_auto(Reader) stopped = { 0 };
      g_auto(Reader) freed = { 0 };

      reader_init (&stopped);
      g_assert_cmpint (sy_reply_reader_push (stopped.reader, stream, length), ==, SY_REPLY_PAUSE);
      sy_reply_reader_stop (stopped.reader);
      g_assert_true (support_spin_until (is_ready, &stopped, FIXTURE_TIMEOUT));
      g_assert_cmpint (sy_reply_reader_continue (stopped.reader), ==, SY_REPLY_END);
      g_assert_cmpstr (stopped.log->str, ==, "a");

      reader_init (&freed);
      g_assert_cmpint (sy_reply_reader_push (freed.reader, stream, length), ==, SY_REPLY_PAUSE);
      g_usleep (i * 200);
      g_clear_pointer (&freed.reader, sy_reply_reader_free);
      support_spin_for (20);
      g_assert_false (freed.ready);
    }
}

static void
serve (Fixture    *fixture,
       const char *pattern)
{
  gsize length = 0;
  g_autofree char *body = make_stream (pattern, &length);
  g_autofree char *answer = g_strconcat (RAW_OK_STREAM, body, NULL);

  fixture_init (fixture);
  fixture_serve (fixture, answer, strlen (answer));
}

/* Over the network, with all that comes behind. */
static void
test_completion (void)
{
  static const struct
  {
    const char *pattern;
    const char *reason;
    gsize       length;
  } answers[] = {
    { TEXT ("a") TEXT ("@") TEXT ("b") FINISH ("stop") DONE, "stop", BIG + 2 },
    { TEXT ("@") TEXT ("@") TEXT ("@") FINISH ("length"), "length", 3 * BIG },
    { TEXT ("@") "data: {\"choices\":[{\"delta\":{\"content\":\"@\"}}]}", NULL, 2 * BIG },
    { TEXT ("@") "data: {\"choices\":[{\"delta\":{\"content\":\"@\"", NULL, BIG },
    { "{\"choices\":[{\"message\":{\"content\":\"@\"},\"finish_reason\":\"stop\"}]}", "stop", BIG },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_auto(Fixture) fixture = { 0 };

      serve (&fixture, answers[i].pattern);
      fixture_start (&fixture);
      fixture_finish (&fixture);
      fixture_assert_outcome (&fixture, -1, answers[i].reason);
      g_assert_cmpuint (fixture.text->len, ==, answers[i].length);
    }
}

/* At any time of a reply that is decoded in a thread again and again. */
static void
test_cancel (void)
{
  for (guint i = 0; i < 12; i++)
    {
      g_auto(Fixture) fixture = { 0 };

      serve (&fixture, TEXT ("@") TEXT ("@") TEXT ("@") TEXT ("@") TEXT ("@") TEXT ("@"));
      fixture_start (&fixture);

      if (i < 6)
        fixture_wait (&fixture, fixture_has_delta);
      else
        support_spin_for (3 * (i - 5));

      sy_completion_cancel (fixture.completion);
      fixture_finish (&fixture);

      if (sy_completion_get_error (fixture.completion) != NULL)
        g_assert_error (sy_completion_get_error (fixture.completion), G_IO_ERROR,
                        G_IO_ERROR_CANCELLED);
    }
}

/* A document is decoded when the connection is gone already. */
static void
test_cancel_document (void)
{
  for (guint i = 0; i < 8; i++)
    {
      g_auto(Fixture) fixture = { 0 };

      serve (&fixture, "{\"choices\":[{\"message\":{\"content\":\"@@@@@@@@@@@@\"}}]}");
      fixture_start (&fixture);
      fixture_wait (&fixture, fixture_has_request);
      support_spin_for (4 * i);

      if (i % 2 == 0)
        {
          sy_completion_cancel (fixture.completion);
          fixture_finish (&fixture);
        }
      else
        {
          g_assert_finalize_object (g_steal_pointer (&fixture.completion));
        }

      support_spin_for (100);
    }
}

static gboolean
is_dropped (gpointer data)
{
  return ((Fixture *) data)->completion == NULL;
}

static void
test_drop (void)
{
  g_auto(Fixture) first = { 0 };
  g_auto(Fixture) second = { 0 };

  /* In the delta of a large event, behind which others wait. */
  serve (&first, TEXT ("@") TEXT ("a") TEXT ("b") FINISH ("stop"));
  first.drop = TRUE;
  fixture_start (&first);
  fixture_wait (&first, is_dropped);
  support_spin_for (50);
  g_assert_cmpuint (first.finished, ==, 0);

  /* In the last one of all. */
  serve (&second, "data: {\"choices\":[{\"delta\":{\"content\":\"@\"}}]}");
  second.drop = TRUE;
  fixture_start (&second);
  fixture_wait (&second, is_dropped);
  support_spin_for (50);
}

static void
test_cancel_in_delta (void)
{
  for (guint at = 1; at <= 3; at++)
    {
      g_auto(Fixture) fixture = { 0 };

      serve (&fixture, TEXT ("@") TEXT ("a") TEXT ("@") TEXT ("b") FINISH ("stop") DONE);
      fixture.cancel_at = at;
      fixture_start (&fixture);
      fixture_finish (&fixture);
      g_assert_error (sy_completion_get_error (fixture.completion), G_IO_ERROR,
                      G_IO_ERROR_CANCELLED);
      g_assert_cmpuint (fixture.deltas, ==, at);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/big-events/cases", test_cases);
  g_test_add_func ("/big-events/hostile", test_hostile);
  g_test_add_func ("/big-events/shreds", test_shreds);
  g_test_add_func ("/big-events/too-large-behind", test_too_large_behind);
  g_test_add_func ("/big-events/stop", test_stop);
  g_test_add_func ("/big-events/completion", test_completion);
  g_test_add_func ("/big-events/completion/cancel", test_cancel);
  g_test_add_func ("/big-events/completion/cancel-document", test_cancel_document);
  g_test_add_func ("/big-events/completion/drop", test_drop);
  g_test_add_func ("/big-events/completion/cancel-in-delta", test_cancel_in_delta);

  return g_test_run ();
}
