/* sy-answer-error.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-answer-error"

#include "config.h"

#include "sy-answer-error.h"

#include "sy-error.h"
#include "sy-http-error.h"
#include "sy-url.h"

#include <glib/gi18n-lib.h>

static int
get_retry_after (SyHttpStream *stream)
{
  const char *text = sy_http_stream_get_header (stream, "Retry-After");
  SyClock *clock = sy_http_stream_get_clock (stream);

  if (text == NULL)
    return -1;

  return sy_http_error_parse_retry_after (text, sy_clock_get_now (clock));
}

/**
 * sy_answer_is_redirect:
 * @stream: an answer
 *
 * Returns: whether it sends to another address
 */
gboolean
sy_answer_is_redirect (SyHttpStream *stream)
{
  guint status = sy_http_stream_get_status (stream);

  return status >= 300 && status < 400;
}

/**
 * sy_answer_is_success:
 * @stream: an answer
 *
 * Returns: whether its status is one of success
 */
gboolean
sy_answer_is_success (SyHttpStream *stream)
{
  guint status = sy_http_stream_get_status (stream);

  return status >= 200 && status < 300;
}

/**
 * sy_answer_error_new:
 * @stream: an answer whose status is no success
 * @body: what came of its body, whole or not
 * @redact: takes keys out of it
 *
 * Returns: (transfer full): what the answer says
 */
GError *
sy_answer_error_new (SyHttpStream *stream,
                     GByteArray   *body,
                     SyRedact     *redact)
{
  g_return_val_if_fail (SY_IS_HTTP_STREAM (stream), NULL);
  g_return_val_if_fail (body != NULL, NULL);

  return sy_http_error_from_status (sy_http_stream_get_status (stream), get_retry_after (stream),
                                    (const char *) body->data, body->len, redact);
}

/**
 * sy_answer_error_new_redirect:
 * @stream: an answer that redirects
 * @redact: takes keys out of the address
 *
 * An API never redirects: libsoup would make a GET of it, or send the key to
 * another host.
 *
 * Returns: (transfer full): a %SY_ERROR_REDIRECT with the host it sends to
 */
GError *
sy_answer_error_new_redirect (SyHttpStream *stream,
                              SyRedact     *redact)
{
  SyErrorFacts facts = SY_ERROR_FACTS_INIT;
  const char *location = NULL;
  g_autofree char *host = NULL;
  g_autofree char *safe_host = NULL;
  g_autofree char *message = NULL;

  g_return_val_if_fail (SY_IS_HTTP_STREAM (stream), NULL);
  g_return_val_if_fail (SY_IS_REDACT (redact), NULL);

  location = sy_http_stream_get_header (stream, "Location");

  if (location != NULL)
    host = sy_url_dup_host (location);

  if (host != NULL)
    {
      safe_host = sy_redact_text (redact, host, -1);
      message = g_strdup_printf (_("The API base answered with a redirect to %s. "
                                   "It may be wrong"), safe_host);
    }
  else
    {
      message = g_strdup (_("The API base answered with a redirect. It may be wrong"));
    }

  facts.status = sy_http_stream_get_status (stream);
  facts.host = safe_host;

  return sy_error_new_facts (SY_ERROR_REDIRECT, message, &facts);
}
