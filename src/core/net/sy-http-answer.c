/* sy-http-answer.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-http-answer"

#include "config.h"

#include "sy-http-answer.h"

#include <string.h>

static void
collect_header (const char *name,
                const char *value,
                gpointer    user_data)
{
  GHashTable *table = user_data;
  g_autofree char *lower = g_ascii_strdown (name, -1);
  const char *before = g_hash_table_lookup (table, lower);
  char *joined = before != NULL ? g_strdup_printf ("%s, %s", before, value) : g_strdup (value);

  g_hash_table_replace (table, g_steal_pointer (&lower), joined);
}

static void
add_header_length (const char *name,
                   const char *value,
                   gpointer    user_data)
{
  gsize *length = user_data;

  *length += strlen (name) + strlen (": ") + strlen (value) + strlen ("\r\n");
}

/* Whether the head came with the empty line at its end, as far as one can tell: libsoup
 * takes one that is cut after a header's name for a whole one and drops what it looked
 * like, so its length has to be what it would be in the usual form.
 */
static gboolean
is_head_whole (SoupMessage *message)
{
  SoupMessageMetrics *metrics = soup_message_get_metrics (message);
  gsize length = strlen ("HTTP/1.1 200 \r\n\r\n") +
                 strlen (soup_message_get_reason_phrase (message));

  soup_message_headers_foreach (soup_message_get_response_headers (message),
                                add_header_length, &length);

  return soup_message_metrics_get_response_header_bytes_received (metrics) == length;
}

/* How long the body has to be at least, as libsoup does not notice of all that they were
 * cut.  Of a head in another form than the usual one it is only known to be whole by
 * what comes after it.  HTTP/2 says itself where a body ends.
 */
static guint64
least_length (SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);

  if (!SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (message)) ||
      soup_message_get_status (message) == SOUP_STATUS_NO_CONTENT ||
      soup_message_get_http_version (message) == SOUP_HTTP_2_0)
    return 0;

  switch (soup_message_headers_get_encoding (headers))
    {
    case SOUP_ENCODING_EOF:
      return is_head_whole (message) ? 0 : 1;

    case SOUP_ENCODING_CONTENT_LENGTH:
      /* What is packed has another length once it is unpacked. */
      return soup_message_headers_get_one (headers, "Content-Encoding") == NULL
             ? (guint64) soup_message_headers_get_content_length (headers)
             : 0;

    case SOUP_ENCODING_UNRECOGNIZED:
    case SOUP_ENCODING_NONE:
    case SOUP_ENCODING_CHUNKED:
    case SOUP_ENCODING_BYTERANGES:
    default:
      return 0;
    }
}

/**
 * sy_http_answer_new:
 * @message: a request whose headers have come
 * @body: its body, not yet read
 * @clock: measures the silence
 * @silence_ms: how long the server may say nothing, in milliseconds; 0 is forever
 *
 * Returns: (transfer full): the answer, without anything of libsoup in it
 */
SyHttpStream *
sy_http_answer_new (SoupMessage  *message,
                    GInputStream *body,
                    SyClock      *clock,
                    guint         silence_ms)
{
  g_autoptr(GHashTable) table = NULL;
  SyHttpStream *stream = NULL;

  g_return_val_if_fail (SOUP_IS_MESSAGE (message), NULL);
  g_return_val_if_fail (G_IS_INPUT_STREAM (body), NULL);
  g_return_val_if_fail (SY_IS_CLOCK (clock), NULL);

  table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  soup_message_headers_foreach (soup_message_get_response_headers (message),
                                collect_header, table);

  stream = sy_http_stream_new (body, soup_message_get_status (message), table, clock, silence_ms);
  sy_http_stream_set_least (stream, least_length (message));

  return stream;
}
