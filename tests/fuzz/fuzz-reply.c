/* fuzz-reply.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The body of a successful answer: however it is cut into reads, the same comes
 * out.  The first byte is how long a read is.
 */

#include "config.h"

#include "fuzz-target.h"
#include "sy-error.h"
#include "sy-reply-reader.h"

#include <string.h>

/* Of no shape that tells it is a key. */
#define KEY "hunter2/0123456789abcdef"

/* @last is the text that the log ends with, or -1. */
typedef struct
{
  GString  *log;
  int       last;
  gboolean  ready;
} Reply;

static SyRedact *
get_redact (void)
{
  static SyRedact *redact = NULL;

  if (redact == NULL)
    {
      redact = sy_redact_new ();
      sy_redact_add_key (redact, KEY);
    }

  return redact;
}

/* Text is joined as it comes, and so is the log of it. */
static void
begin_delta (Reply         *reply,
             const SyDelta *delta)
{
  if (reply->last == (int) delta->kind)
    g_string_truncate (reply->log, reply->log->len - 1);
  else
    g_string_append_printf (reply->log, "[%d %u ", delta->kind, delta->index);

  reply->last = delta->kind == SY_DELTA_TEXT || delta->kind == SY_DELTA_REASONING
                ? (int) delta->kind : -1;
}

static void
log_delta (const SyDelta *delta,
           gpointer       user_data)
{
  Reply *reply = user_data;
  GString *log = reply->log;

  begin_delta (reply, delta);

  if (delta->text != NULL)
    {
      g_assert_cmpint (delta->text[delta->length], ==, '\0');
      g_assert_true (g_utf8_validate_len (delta->text, delta->length, NULL));
      g_string_append_len (log, delta->text, delta->length);
    }

  if (delta->raw != NULL)
    {
      g_autofree char *json = json_to_string (delta->raw, FALSE);

      g_assert_true (g_utf8_validate (json, -1, NULL));
      g_string_append (log, json);
    }

  if (delta->usage != NULL)
    g_string_append_printf (log, "%" G_GINT64_FORMAT, delta->usage->completion_tokens);

  if (delta->error != NULL)
    {
      g_assert_null (strstr (delta->error->message, KEY));
      g_string_append (log, delta->error->message);
    }

  g_string_append_c (log, ']');
}

static void
ready_cb (gpointer user_data)
{
  Reply *reply = user_data;

  reply->ready = TRUE;
}

/* A large event is decoded in a thread. */
static gboolean
goes_on (Reply         *reply,
         SyReplyReader *reader,
         SyReplyFlow    flow)
{
  while (flow == SY_REPLY_PAUSE)
    {
      while (!reply->ready)
        g_main_context_iteration (NULL, TRUE);

      reply->ready = FALSE;
      flow = sy_reply_reader_continue (reader);
    }

  return flow == SY_REPLY_MORE;
}

static void
log_end (Reply         *reply,
         SyReplyReader *reader)
{
  const GError *error = sy_reply_reader_get_error (reader);

  g_string_append_printf (reply->log, "%d%d%u",
                          sy_reply_reader_is_done (reader),
                          sy_reply_reader_has_reply (reader),
                          sy_reply_reader_get_unreadable (reader));

  if (error != NULL)
    {
      g_assert_true (error->domain == SY_ERROR);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_null (strstr (error->message, KEY));
      g_string_append_printf (reply->log, "!%d %s", error->code, error->message);
    }
}

/* @size is how long a read is. */
static char *
read_reply (const char *body,
            gsize       length,
            gsize       size)
{
  Reply reply = { g_string_new (NULL), -1, FALSE };
  SyReplyReader *reader = NULL;
  gboolean more = TRUE;

  reader = sy_reply_reader_new (sy_format_get (SY_FORMAT_OPENAI_CHAT), get_redact (),
                                log_delta,
                                ready_cb,
                                &reply);

  for (gsize i = 0; i < length && more; i += size)
    {
      gsize n = MIN (size, length - i);
      g_autofree char *read = g_memdup2 (body + i, n);

      /* A copy of exactly this size, so the sanitizer sees a read beyond it. */
      more = goes_on (&reply, reader, sy_reply_reader_push (reader, read, n));
    }

  if (more)
    goes_on (&reply, reader, sy_reply_reader_finish (reader));

  log_end (&reply, reader);
  sy_reply_reader_free (reader);

  return g_string_free_and_steal (reply.log);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  const char *body = (const char *) data + 1;
  g_autofree char *whole = NULL;
  g_autofree char *in_reads = NULL;

  if (size < 2)
    return 0;

  whole = read_reply (body, size - 1, size - 1);
  in_reads = read_reply (body, size - 1, 1 + data[0] % 64);
  g_assert_cmpstr (whole, ==, in_reads);

  return 0;
}
