/* test-reply-reader.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-reply-reader.h"

#include "support-spin.h"
#include "sy-error.h"

#include <string.h>

#define KEY          "hunter2/0123456789abcdef"
#define EVENT(json)  "data: " json "\n\n"
#define TEXT(text)   EVENT ("{\"choices\":[{\"delta\":{\"content\":\"" text "\"}}]}")
#define REASON(text) EVENT ("{\"choices\":[{\"delta\":{\"reasoning\":\"" text "\"}}]}")
#define FINISH(word) EVENT ("{\"choices\":[{\"delta\":{},\"finish_reason\":\"" word "\"}]}")
#define DONE         "data: [DONE]\n\n"

/* What a reader gave out. */
typedef struct
{
  SyReplyReader *reader;
  SyRedact      *redact;
  GString       *text;
  char          *reason;
  GError        *error;
  gboolean       stop;
  gboolean       ready;
} Outcome;

static void
delta_cb (const SyDelta *delta,
          gpointer       user_data)
{
  Outcome *outcome = user_data;

  g_assert_null (outcome->error);
  if (delta->kind == SY_DELTA_TEXT)
    g_string_append_len (outcome->text, delta->text, delta->length);
  if (delta->kind == SY_DELTA_RETHINK)
    g_string_truncate (outcome->text, 0);
  if (delta->kind == SY_DELTA_FINISH)
    g_set_str (&outcome->reason, delta->text);
  if (delta->kind == SY_DELTA_ERROR)
    g_assert_null (strstr (delta->error->message, KEY));
  if (outcome->stop)
    sy_reply_reader_stop (outcome->reader);
}

static void
ready_cb (gpointer user_data)
{
  Outcome *outcome = user_data;

  g_assert_false (outcome->ready);
  outcome->ready = TRUE;
}

static gboolean
is_ready (gpointer data)
{
  return ((Outcome *) data)->ready;
}

static void
outcome_init (Outcome *self)
{
  self->redact = sy_redact_new ();
  sy_redact_add_key (self->redact, KEY);
  self->text = g_string_new (NULL);
  self->reason = NULL;
  self->error = NULL;
  self->stop = FALSE;
  self->ready = FALSE;
  self->reader = sy_reply_reader_new (sy_format_find ("openai-chat"), self->redact, delta_cb,
                                      ready_cb, self);
}

static void
outcome_clear (Outcome *self)
{
  sy_reply_reader_free (self->reader);
  g_assert_finalize_object (self->redact);
  g_string_free (self->text, TRUE);
  g_free (self->reason);
  g_clear_error (&self->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

/* Waits for a thread, again and again.  Returns whether there is no error. */
static gboolean
go_on (Outcome     *self,
       SyReplyFlow  flow)
{
  const GError *error = NULL;

  while (flow == SY_REPLY_PAUSE)
    {
      g_assert_true (support_spin_until (is_ready, self, 20000));
      self->ready = FALSE;
      flow = sy_reply_reader_continue (self->reader);
    }

  error = sy_reply_reader_get_error (self->reader);
  g_assert_true (error == NULL || flow == SY_REPLY_END);
  g_assert_true (flow == SY_REPLY_END || !sy_reply_reader_is_done (self->reader));
  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;

  return error == NULL;
}

static gboolean
push (Outcome    *self,
      const char *data,
      gsize       length)
{
  return go_on (self, sy_reply_reader_push (self->reader, data, length));
}

static void
finish (Outcome *self)
{
  if (self->error == NULL)
    go_on (self, sy_reply_reader_finish (self->reader));
}

/* @code is -1 for no error. */
typedef struct
{
  const char *what;
  const char *bytes;
  int         code;
  const char *reason;
  const char *text;
} Answer;

static const Answer answers[] = {
  { "stream", TEXT ("a") TEXT ("b") FINISH ("stop") DONE, -1, "stop", "ab" },
  { "no [DONE]", TEXT ("a") FINISH ("stop"), -1, "stop", "a" },
  { "no finish reason", TEXT ("a") DONE, -1, "not given", "a" },
  { "neither", TEXT ("a"), -1, NULL, "a" },
  { "no blank line at the end",
    TEXT ("a") "data: {\"choices\":[{\"finish_reason\":\"stop\"}]}", -1, "stop", "a" },
  { "[DONE] without text", DONE, -1, NULL, "" },
  { "reason without text", FINISH ("stop") DONE, -1, "stop", "" },
  { "junk after [DONE]", TEXT ("a") FINISH ("stop") DONE TEXT ("b") "junk", -1,
    "stop", "a" },
  { "comments only", ": ping\n\n: ping\n\n", -1, NULL, "" },
  { "a comment as data", "data: : OPENROUTER PROCESSING\n\n" TEXT ("a")
    FINISH ("stop"), -1, "stop", "a" },
  { "an event that cannot be read", TEXT ("a") EVENT ("{{{") TEXT ("b")
    FINISH ("stop"), -1, "stop", "ab" },
  { "cut event", TEXT ("a") "data: {\"choices\":[{\"delta\":{\"con", -1, NULL, "a" },
  { "cut first event", "data: {\"choi", -1, NULL, "" },
  { "cut first field", "da", -1, NULL, "" },
  { "byte order mark", "\xef\xbb\xbf\r\n" TEXT ("a") FINISH ("stop"), -1, "stop", "a" },
  { "document", " {\"model\":\"m\",\"choices\":[{\"message\":"
    "{\"content\":\"whole\"},\"finish_reason\":\"stop\"}]}", -1, "stop", "whole" },
  { "document without a reason", "{\"choices\":[{\"message\":{\"content\":\"whole\"}}]}",
    -1, "not given", "whole" },
  { "cut document", "{\"choices\":[{\"mess", SY_ERROR_PROTOCOL, NULL, "" },
  { "error in a document", "{\"error\":{\"code\":402,\"message\":\"pay\"},\"user_id\":\"u\"}",
    SY_ERROR_PAYMENT, NULL, "" },
  { "error in an array", "[{\"error\":{\"code\":429,\"message\":\"wait\"}}]",
    SY_ERROR_RATE_LIMITED, NULL, "" },
  { "other document", "{\"status\":\"ok\"}", SY_ERROR_PROTOCOL, NULL, "" },
  { "error in the stream", TEXT ("a") EVENT ("{\"error\":{\"code\":502,\"message\":"
    "\"boom\"},\"choices\":[{\"delta\":{\"content\":\"\"},\"finish_reason\":\"error\"}]}")
    TEXT ("b") DONE, SY_ERROR_SERVER, NULL, "a" },
  { "event: error", TEXT ("a") "event: error\ndata: {\"message\":\"boom\"}\n\n",
    SY_ERROR_SERVER, NULL, "a" },
  { "event: error with words", TEXT ("a") "event: error\ndata: boom\n\n",
    SY_ERROR_SERVER, NULL, "a" },
  { "first event is an error", EVENT ("{\"error\":{\"code\":401,\"message\":"
    "\"Key " KEY "\"}}"), SY_ERROR_AUTH, NULL, "" },
  { "html", "<!DOCTYPE html><html>", SY_ERROR_WRONG_BASE, NULL, "" },
  { "html as a stream", "\n <html>", SY_ERROR_WRONG_BASE, NULL, "" },
  { "nothing", "", SY_ERROR_PROTOCOL, NULL, "" },
  { "blanks", "\r\n \r\n", SY_ERROR_PROTOCOL, NULL, "" },
  { "words", "Ollama is running", SY_ERROR_PROTOCOL, NULL, "" },
  { "words in events", EVENT ("error: no " KEY) EVENT ("world"), SY_ERROR_SERVER, NULL, "" },
  { "words in an event that has no end", "data: error: boom", SY_ERROR_SERVER, NULL, "" },
  { "words among events", EVENT ("hello") TEXT ("a") FINISH ("stop"), -1, "stop", "a" },
  { "other documents in events", EVENT ("7") EVENT ("[]"), SY_ERROR_PROTOCOL, NULL, "" },
  { "a cut character", TEXT ("a\\ud83c") TEXT ("\\udf89b") FINISH ("stop"), -1, "stop",
    "a\360\237\216\211b" },
  { "half a character", TEXT ("a\\ud83c") FINISH ("stop") DONE, -1, "stop", "a\357\277\275" },
  { "half a character at a cut", TEXT ("a\\ud83c"), -1, NULL, "a\357\277\275" },
  { "thinking", TEXT ("<thi") TEXT ("nk>r</thin") TEXT ("k>\\n\\na") FINISH ("stop"), -1, "stop",
    "a" },
  { "thinking and [DONE]", TEXT ("<think>r</think>") DONE, -1, NULL, "" },
  { "half a tag", TEXT ("a </thi") DONE, -1, "not given", "a </thi" },
  { "thinking that was not opened", TEXT ("r</think>") DONE, -1, NULL, "" },
  { "finish reason error", TEXT ("a") FINISH ("error"), SY_ERROR_SERVER, NULL, "a" },
  { "bytes", "\x01\x02\xff\xfe\n\n\x80", SY_ERROR_PROTOCOL, NULL, "" },
};

static void
assert_answer (Outcome      *outcome,
               const Answer *answer)
{
  if (answer->code < 0)
    g_assert_no_error (outcome->error);
  else
    g_assert_error (outcome->error, SY_ERROR, answer->code);

  g_assert_cmpstr (outcome->reason, ==, answer->reason);
  g_assert_cmpstr (outcome->text->str, ==, answer->text);
  if (outcome->error != NULL)
    g_assert_null (strstr (outcome->error->message, KEY));
}

/* At once, cut into two reads anywhere, and byte by byte: always the same. */
static void
test_answers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      gsize length = strlen (answers[i].bytes);

      g_test_message ("%s", answers[i].what);
      for (gsize at = 0; at <= length; at++)
        {
          g_auto(Outcome) outcome = { 0 };

          outcome_init (&outcome);
          if (push (&outcome, answers[i].bytes, at))
            push (&outcome, answers[i].bytes + at, length - at);
          finish (&outcome);
          assert_answer (&outcome, &answers[i]);
        }
    }
}

static void
test_byte_by_byte (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_auto(Outcome) outcome = { 0 };
      const char *p = answers[i].bytes;

      outcome_init (&outcome);
      while (*p != '\0' && push (&outcome, p, 1))
        p++;
      finish (&outcome);
      assert_answer (&outcome, &answers[i]);
    }
}

/* Everything cut at its end, or with one byte changed: read or refused, no more. */
static void
test_damaged (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      gsize length = strlen (answers[i].bytes);

      for (gsize at = 0; at < length; at++)
        {
          g_autofree char *changed = g_strdup (answers[i].bytes);
          g_auto(Outcome) cut = { 0 };
          g_auto(Outcome) wrong = { 0 };

          outcome_init (&cut);
          push (&cut, answers[i].bytes, at);
          finish (&cut);
          if (strstr (answers[i].bytes, "ud83c") == NULL && strstr (answers[i].bytes, "</") == NULL)
            g_assert_true (g_str_has_prefix (answers[i].text, cut.text->str));

          g_assert_true (g_utf8_validate (cut.text->str, -1, NULL));

          outcome_init (&wrong);
          changed[at] = (char) g_test_rand_int_range (1, 256);
          push (&wrong, changed, length);
          finish (&wrong);
          g_assert_true (g_utf8_validate (wrong.text->str, -1, NULL));
        }
    }
}

static void
test_done (void)
{
  static const char more[] = TEXT ("more");
  static const char bytes[] = TEXT ("a") DONE;
  g_auto(Outcome) outcome = { 0 };

  outcome_init (&outcome);
  g_assert_true (push (&outcome, bytes, strlen (bytes) - 1));
  g_assert_false (sy_reply_reader_is_done (outcome.reader));
  g_assert_true (push (&outcome, "\n", 1));
  g_assert_true (sy_reply_reader_is_done (outcome.reader));
  g_assert_true (sy_reply_reader_has_reply (outcome.reader));

  g_assert_true (push (&outcome, more, strlen (more)));
  finish (&outcome);
  g_assert_cmpstr (outcome.text->str, ==, "a");
}

static void
test_stop (void)
{
  static const char bytes[] = EVENT ("{\"choices\":[{\"delta\":{\"content\":[{\"type\":\"text\","
                                     "\"text\":\"a\"},{\"type\":\"text\",\"text\":\"b\"}]}}]}")
                              TEXT ("c") REASON ("d") TEXT ("e") FINISH ("stop");
  g_auto(Outcome) outcome = { 0 };

  outcome_init (&outcome);
  outcome.stop = TRUE;
  g_assert_true (push (&outcome, bytes, strlen (bytes)));
  finish (&outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpstr (outcome.text->str, ==, "abc");
  g_assert_null (outcome.reason);
}

/* Once failed, it stays so. */
static void
test_failed (void)
{
  static const char bytes[] = EVENT ("{\"error\":\"boom\"}") TEXT ("a");
  static const char more[] = TEXT ("b");
  g_auto(Outcome) outcome = { 0 };

  outcome_init (&outcome);
  g_assert_false (push (&outcome, bytes, strlen (bytes)));
  g_assert_false (push (&outcome, more, strlen (more)));
  g_assert_cmpint (sy_reply_reader_finish (outcome.reader), ==, SY_REPLY_END);
  g_assert_error (outcome.error, SY_ERROR, SY_ERROR_SERVER);
  g_assert_cmpstr (outcome.text->str, ==, "");
}

/* One event, one line, one document: 24 MB. */
static void
test_endless_piece (void)
{
  static const char *const starts[] = { "data: ", "x", "{\"a\":\"", "[" };
  const gsize size = 1024 * 1024;
  g_autofree char *block = g_strnfill (size, 'a');

  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      g_auto(Outcome) outcome = { 0 };
      guint n = 0;

      outcome_init (&outcome);
      g_assert_true (push (&outcome, starts[i], strlen (starts[i])));
      while (n < 30 && push (&outcome, block, size))
        n++;

      g_assert_error (outcome.error, SY_ERROR, SY_ERROR_TOO_LARGE);
      g_assert_cmpuint (n, >=, 23);
      g_assert_cmpuint (n, <=, 24);
    }
}

/* Comments may come for ever. */
static void
test_endless_comments (void)
{
  static const char bytes[] = TEXT ("a") FINISH ("stop");
  g_autofree char *block = g_strnfill (1024 * 1024, ':');
  g_auto(Outcome) outcome = { 0 };

  outcome_init (&outcome);
  for (guint i = 0; i < 30; i++)
    g_assert_true (push (&outcome, block, 1024 * 1024));
  g_assert_true (push (&outcome, "\n", 1));
  g_assert_true (push (&outcome, bytes, strlen (bytes)));
  finish (&outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpstr (outcome.text->str, ==, "a");
}

/* A reply without end: 64 MB of text go through, and no more. */
static void
test_endless_reply (void)
{
  const gsize size = 8 * 1024 * 1024;
  g_autofree char *filler = g_strnfill (size, 'a');
  g_autofree char *event = NULL;
  g_auto(Outcome) outcome = { 0 };

  event = g_strdup_printf ("data: {\"choices\":[{\"delta\":{\"content\":\"%s\"}}]}\n\n", filler);
  outcome_init (&outcome);
  for (guint i = 0; i < 8; i++)
    g_assert_true (push (&outcome, event, strlen (event)));
  g_assert_false (push (&outcome, event, strlen (event)));

  g_assert_error (outcome.error, SY_ERROR, SY_ERROR_TOO_LARGE);
  g_assert_cmpuint (outcome.text->len, ==, 8 * size);
}

/* Pictures count too. */
static void
test_endless_pictures (void)
{
  const gsize size = 20 * 1024 * 1024;
  g_autofree char *filler = g_strnfill (size, 'a');
  g_autofree char *event = NULL;
  g_auto(Outcome) outcome = { 0 };

  event = g_strdup_printf ("data: {\"choices\":[{\"delta\":{\"images\":[{\"url\":\"%s\"}]}}]}\n\n",
                           filler);
  outcome_init (&outcome);
  for (guint i = 0; i < 3; i++)
    g_assert_true (push (&outcome, event, strlen (event)));
  g_assert_false (push (&outcome, event, strlen (event)));
  g_assert_error (outcome.error, SY_ERROR, SY_ERROR_TOO_LARGE);
}

/* Of many small ones in one event, none counts with all the others. */
static void
test_many_annotations (void)
{
  const guint n_annotations = 400;
  g_autofree char *filler = g_strnfill (500, 'a');
  g_autoptr(GString) bytes = g_string_new ("data: {\"choices\":[{\"delta\":{\"annotations\":[");
  g_auto(Outcome) outcome = { 0 };

  for (guint i = 0; i < n_annotations; i++)
    g_string_append_printf (bytes, "%s{\"url\":\"%s\"}", i > 0 ? "," : "", filler);
  g_string_append (bytes, "]},\"finish_reason\":\"stop\"}]}\n\n");

  outcome_init (&outcome);
  g_assert_true (push (&outcome, bytes->str, bytes->len));
  finish (&outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpstr (outcome.reason, ==, "stop");
}

static void
test_unreadable (void)
{
  static const char bytes[] = TEXT ("a") EVENT ("{{{") EVENT ("hello") EVENT (": ping") "data\n\n"
                              ": ping\n\n" TEXT ("b") "data: {\"choi";
  g_auto(Outcome) outcome = { 0 };

  outcome_init (&outcome);
  g_assert_true (push (&outcome, bytes, strlen (bytes)));
  finish (&outcome);
  g_assert_cmpstr (outcome.text->str, ==, "ab");
  g_assert_cmpuint (sy_reply_reader_get_unreadable (outcome.reader), ==, 2);
  g_assert_true (sy_reply_reader_is_stream (outcome.reader));
}

/* An error of a server that is plain text is shown, without the key. */
static void
test_words (void)
{
  static const char bytes[] = EVENT ("error: no " KEY);
  g_auto(Outcome) outcome = { 0 };

  outcome_init (&outcome);
  g_assert_true (push (&outcome, bytes, strlen (bytes)));
  finish (&outcome);
  g_assert_error (outcome.error, SY_ERROR, SY_ERROR_SERVER);
  g_assert_nonnull (strstr (outcome.error->message, "error: no "));
  g_assert_null (strstr (outcome.error->message, KEY));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/reply-reader/answers", test_answers);
  g_test_add_func ("/reply-reader/byte-by-byte", test_byte_by_byte);
  g_test_add_func ("/reply-reader/damaged", test_damaged);
  g_test_add_func ("/reply-reader/done", test_done);
  g_test_add_func ("/reply-reader/stop", test_stop);
  g_test_add_func ("/reply-reader/failed", test_failed);
  g_test_add_func ("/reply-reader/unreadable", test_unreadable);
  g_test_add_func ("/reply-reader/words", test_words);
  g_test_add_func ("/reply-reader/endless-piece", test_endless_piece);
  g_test_add_func ("/reply-reader/endless-comments", test_endless_comments);
  g_test_add_func ("/reply-reader/endless-reply", test_endless_reply);
  g_test_add_func ("/reply-reader/endless-pictures", test_endless_pictures);
  g_test_add_func ("/reply-reader/many-annotations", test_many_annotations);

  return g_test_run ();
}
