/* test-capture-cuts.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture.h"
#include "chat-flight.h"
#include "sy-advice.h"

#include <string.h>

#define SEED      20261123
#define N_CHANGES 64

/* A longer answer is cut in several test cases, for several processes at once. */
#define SHORT   (16 * 1024)
#define N_PARTS 4

/* libsoup may take the last bytes behind a body for read, or not. */
#define TAIL "0\r\n\r\n"

/* What is shown of an error, and whether the session asks once more by itself. */
typedef struct
{
  SyError     code;
  const char *title;
  gboolean    retried;
} Card;

/* How a reply ended; no @card is no error. */
typedef struct
{
  SyMessageState  state;
  const Card     *card;
  const char     *reason;
  gsize           text;
  gsize           reasoning;
} Ending;

/* One capture, served in many ways: each has a number. */
typedef struct
{
  Capture *capture;
  GBytes  *bytes;
  GArray  *cuts;
} Serving;

/* A test case: which capture, and for a long one which part of its cuts. */
typedef struct
{
  char  *name;
  guint  part;
  guint  n_parts;
} Case;

static const Card network = { SY_ERROR_NETWORK, "Connection failed" };
static const Card unreadable = { SY_ERROR_PROTOCOL, "Answer not understood" };

/* What a status tells without a body. */
static const struct
{
  guint status;
  Card  card;
} plain[] = {
  { 400, { SY_ERROR_BAD_REQUEST, "Request was refused" } },
  { 401, { SY_ERROR_AUTH, "The API key was not accepted" } },
  { 402, { SY_ERROR_PAYMENT, "Out of credits" } },
  { 429, { SY_ERROR_RATE_LIMITED, "Too many requests", TRUE } },
  { 500, { SY_ERROR_SERVER, "Trouble at the provider", TRUE } },
  { 503, { SY_ERROR_SERVER, "Trouble at the provider", TRUE } },
};

/* The captures whose body tells more than their status. */
static const struct
{
  const char *name;
  Card        card;
} refined[] = {
  { "llama-loading-health.txt", { SY_ERROR_LOADING, "Model is still loading", TRUE } },
  { "llama-midstream-error-a.txt", { SY_ERROR_TOO_LONG, "Conversation too long" } },
  { "llama-toolong.txt", { SY_ERROR_TOO_LONG, "Conversation too long" } },
};

static const Card *
find_plain (const Capture *capture)
{
  for (gsize i = 0; i < G_N_ELEMENTS (plain); i++)
    {
      if (plain[i].status == capture->status)
        return &plain[i].card;
    }

  g_error ("What is shown of the status of %s is not known here", capture->name);
}

static const Card *
find_refined (const Capture *capture)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refined); i++)
    {
      if (g_str_equal (refined[i].name, capture->name))
        return &refined[i].card;
    }

  return find_plain (capture);
}

static void
fails (GArray     *endings,
       const Card *card)
{
  Ending ending = { SY_MESSAGE_FAILED, card };

  g_array_append_val (endings, ending);
}

/* What is cut behind its status line is sometimes a whole head to libsoup: then the
 * status is known, and told.
 */
static void
expect_error (const Capture *capture,
              gsize          at,
              GArray        *endings)
{
  gsize line_length = strstr (capture->bytes, "\r\n") + 2 - capture->bytes;

  if (at < capture->head_length)
    fails (endings, &network);

  if (at >= line_length && capture_get_body_until (capture, at) < capture->body->len)
    fails (endings, find_plain (capture));

  if (at >= capture->head_length)
    fails (endings, find_refined (capture));
}

/* The first byte of the body decides: without it no answer has come, whatever its head was. */
static void
expect_chat (const Capture *capture,
             gsize          at,
             GArray        *endings)
{
  gsize length = capture_get_body_until (capture, at);
  const CapturePoint *point = capture_find_point (capture, length);
  Ending ending = { SY_MESSAGE_INTERRUPTED };

  if (length == 0)
    {
      fails (endings, &network);
      return;
    }

  if (point != NULL)
    {
      ending.reason = point->reason;
      ending.text = point->text;
      ending.reasoning = point->reasoning;
    }

  if (point != NULL && point->is_error)
    {
      ending.state = SY_MESSAGE_FAILED;
      ending.card = find_refined (capture);
    }
  else if (ending.reason != NULL)
    {
      ending.state = SY_MESSAGE_COMPLETE;
    }

  g_array_append_val (endings, ending);
}

/* Answers to other questions: not whole, or not understood. */
static void
expect_other (const Capture *capture,
              gsize          at,
              GArray        *endings)
{
  const char *type = g_hash_table_lookup (capture->headers, "content-type");
  Ending interrupted = { SY_MESSAGE_INTERRUPTED };

  if (at + strlen (TAIL) > capture->length)
    fails (endings, &unreadable);

  if (at == capture->length)
    return;

  if (capture_get_body_until (capture, at) > 0 && g_str_equal (type, "text/event-stream"))
    g_array_append_val (endings, interrupted);
  else
    fails (endings, &network);
}

/* The ways in which a capture that is cut at @at may end, mostly one. */
static GArray *
expect (const Capture *capture,
        gsize          at)
{
  GArray *endings = g_array_new (FALSE, FALSE, sizeof (Ending));

  if (capture->status != 200)
    expect_error (capture, at, endings);
  else if (capture->is_chat_stream)
    expect_chat (capture, at, endings);
  else
    expect_other (capture, at, endings);

  g_assert_cmpuint (endings->len, >, 0);

  return endings;
}

static char *
describe (const Capture  *capture,
          gsize           at,
          SyMessageState  state,
          int             code,
          const char     *title,
          gboolean        retried,
          const char     *reason,
          const char     *text,
          const char     *reasoning)
{
  static const char *const states[] = {
    "streaming", "complete", "interrupted", "failed", "cancelled",
  };

  return g_strdup_printf ("%s cut at %zu: %s, error %d “%s”%s, reason %s, text “%s”, thoughts “%s”",
                          capture->name, at, states[state], code, title,
                          retried ? ", asked again" : "", reason != NULL ? reason : "none",
                          text, reasoning);
}

static char *
describe_ending (const Capture *capture,
                 gsize          at,
                 const Ending  *ending)
{
  g_autofree char *text = g_strndup (capture->text->str, ending->text);
  g_autofree char *reasoning = g_strndup (capture->reasoning->str, ending->reasoning);
  const Card *card = ending->card;

  return describe (capture, at, ending->state,
                   card != NULL ? (int) card->code : -1,
                   card != NULL ? card->title : "",
                   card != NULL && card->retried,
                   ending->reason, text, reasoning);
}

static char *
describe_reply (const Capture *capture,
                gsize          at,
                SyMessage     *reply,
                gboolean       retried)
{
  const GError *error = sy_message_get_error (reply);
  const char *text = sy_message_get_text (reply);
  const char *reasoning = sy_message_get_reasoning (reply);
  g_autoptr(SyAdvice) advice = NULL;

  if (error != NULL)
    {
      g_assert_true (error->domain == SY_ERROR);
      advice = sy_advice_new (error, NULL, NULL, *text != '\0');
    }

  return describe (capture, at, sy_message_get_state (reply),
                   error != NULL ? error->code : -1,
                   advice != NULL ? advice->title : "",
                   retried, sy_message_get_finish_reason (reply), text,
                   reasoning != NULL ? reasoning : "");
}

static void
assert_valid (const char *text)
{
  g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
}

/* Whatever was served, the reply is over, and its texts are texts. */
static void
assert_sane (SyMessage *reply)
{
  const GError *error = sy_message_get_error (reply);
  SyMessageState state = sy_message_get_state (reply);

  g_assert_true (state == SY_MESSAGE_COMPLETE || state == SY_MESSAGE_INTERRUPTED ||
                 state == SY_MESSAGE_FAILED);
  g_assert_cmpint (error != NULL, ==, state == SY_MESSAGE_FAILED);
  assert_valid (sy_message_get_text (reply));
  assert_valid (sy_message_get_reasoning (reply));
  assert_valid (sy_message_get_finish_reason (reply));
  assert_valid (sy_message_get_served_model (reply));
  assert_valid (sy_message_get_generation_id (reply));

  if (error != NULL)
    {
      g_autoptr(SyAdvice) advice = sy_advice_new (error, NULL, NULL, FALSE);

      assert_valid (error->message);
      assert_valid (advice->title);
      assert_valid (advice->text);
      assert_valid (sy_error_get_facts (error).body);
    }
}

static void
cut_over_cb (guint      number,
             SyMessage *reply,
             gboolean   retried,
             gpointer   user_data)
{
  Serving *self = user_data;
  gsize at = g_array_index (self->cuts, gsize, number);
  g_autoptr(GArray) endings = expect (self->capture, at);
  g_autofree char *happened = describe_reply (self->capture, at, reply, retried);

  assert_sane (reply);

  for (guint i = 0; i < endings->len; i++)
    {
      g_autofree char *expected = describe_ending (self->capture, at,
                                                   &g_array_index (endings, Ending, i));

      if (g_str_equal (happened, expected))
        return;

      if (i + 1 == endings->len)
        g_assert_cmpstr (happened, ==, expected);
    }
}

static GBytes *
cut_cb (guint    number,
        gpointer user_data)
{
  Serving *self = user_data;

  return g_bytes_new_from_bytes (self->bytes, 0, g_array_index (self->cuts, gsize, number));
}

static void
serving_init (Serving    *self,
              const char *name)
{
  self->capture = capture_new (name);
  self->bytes = g_bytes_new_static (self->capture->bytes, self->capture->length);
  self->cuts = g_array_new (FALSE, FALSE, sizeof (gsize));
}

static void
serving_clear (Serving *self)
{
  g_array_unref (self->cuts);
  g_bytes_unref (self->bytes);
  capture_free (self->capture);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Serving, serving_clear)

/* Every byte: of the head, of the sizes and line ends of the chunks, of the events.
 * Before the body comes it is a network error; a stream is interrupted until it gives its
 * finish reason, and complete from then on; an error is that of its status, whatever is
 * missing of its body.
 */
static void
test_cuts (Fixture       *fixture,
           gconstpointer  data)
{
  const Case *self = data;
  g_auto(Serving) serving = { 0 };

  serving_init (&serving, self->name);

  for (gsize at = self->part; at <= serving.capture->length; at += self->n_parts)
    g_array_append_val (serving.cuts, at);

  chat_run_flights (fixture, serving.cuts->len, cut_cb, cut_over_cb, &serving);
}

static gsize
choose_change (const Serving *self,
               guint          number,
               char          *mask)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (SEED + number);

  *mask = (char) g_rand_int_range (random, 1, 256);

  return (gsize) g_rand_int_range (random, 0, (gint32) self->capture->length);
}

static GBytes *
change_cb (guint    number,
           gpointer user_data)
{
  Serving *self = user_data;
  char *bytes = g_memdup2 (self->capture->bytes, self->capture->length);
  char mask = 0;
  gsize at = choose_change (self, number, &mask);

  bytes[at] ^= mask;

  return g_bytes_new_take (bytes, self->capture->length);
}

static void
change_over_cb (guint      number,
                SyMessage *reply,
                gboolean   retried,
                gpointer   user_data)
{
  assert_sane (reply);
}

/* The head and the sizes of the chunks may be wrong too. */
static void
test_changes (Fixture       *fixture,
              gconstpointer  data)
{
  const Case *self = data;
  g_auto(Serving) serving = { 0 };

  serving_init (&serving, self->name);
  chat_run_flights (fixture, N_CHANGES, change_cb, change_over_cb, &serving);
}

static void
case_free (gpointer data)
{
  Case *self = data;

  g_free (self->name);
  g_free (self);
}

static void
add_case (GPtrArray  *cases,
          const char *folder,
          const char *name,
          guint       part,
          guint       n_parts,
          void      (*func) (Fixture *, gconstpointer))
{
  Case *self = g_new0 (Case, 1);
  g_autofree char *path = g_strdup_printf ("/capture-cuts/%s/%s", folder, name);

  self->name = g_strdup (name);
  self->part = part;
  self->n_parts = n_parts;
  g_ptr_array_add (cases, self);
  g_test_add (path, Fixture, self, chat_set_up, func, chat_tear_down);
}

static void
add_capture (GPtrArray  *cases,
             const char *name)
{
  g_autoptr(Capture) capture = capture_new (name);

  add_case (cases, "change", name, 0, 1, test_changes);

  if (capture->length <= SHORT)
    {
      add_case (cases, "short", name, 0, 1, test_cuts);
      return;
    }

  for (guint i = 0; i < N_PARTS; i++)
    {
      g_autofree char *folder = g_strdup_printf ("long/%u", i);

      add_case (cases, folder, name, i, N_PARTS, test_cuts);
    }
}

/* A connection makes twenty lines of these. */
static void
drop_log_cb (const char     *domain,
             GLogLevelFlags  level,
             const char     *message,
             gpointer        user_data)
{
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GPtrArray) cases = g_ptr_array_new_with_free_func (case_free);
  g_autoptr(GPtrArray) names = NULL;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_log_set_handler ("GLib-GIO", G_LOG_LEVEL_DEBUG, drop_log_cb, NULL);
  names = capture_list_names ();

  for (guint i = 0; i < names->len; i++)
    add_capture (cases, g_ptr_array_index (names, i));

  return g_test_run ();
}
