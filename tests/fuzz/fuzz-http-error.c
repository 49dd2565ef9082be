/* fuzz-http-error.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The body of an answer that is an error: three digits of a status, or "200" for
 * an error inside a stream, and what follows.
 */

#include "config.h"

#include "fuzz-target.h"
#include "sy-error.h"
#include "sy-http-error.h"

#include <string.h>

/* Of no shape that tells it is a key. */
#define KEY         "hunter2/0123456789abcdef"
#define MAX_MESSAGE 600
#define MAX_BODY    (1024 * 1024)

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

static void
assert_shown (const char *text,
              gsize       max_chars)
{
  if (text == NULL)
    return;

  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (text, -1), <=, max_chars);
  g_assert_null (strstr (text, KEY));
}

static void
check_error (const GError *error)
{
  SyErrorFacts facts;

  g_assert_nonnull (error);
  g_assert_true (error->domain == SY_ERROR);
  facts = sy_error_get_facts (error);

  assert_shown (error->message, MAX_MESSAGE);
  g_assert_cmpstr (error->message, !=, "");
  g_assert_null (strpbrk (error->message, "\r\n\t\v\f\033\177"));
  assert_shown (facts.provider, MAX_MESSAGE);
  assert_shown (facts.body, MAX_BODY);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  const char *body = (const char *) data + 3;
  g_autoptr(GError) error = NULL;
  guint status = 0;

  if (size < 3)
    return 0;

  for (gsize i = 0; i < 3; i++)
    {
      if (!g_ascii_isdigit (data[i]))
        return 0;

      status = status * 10 + (guint) g_ascii_digit_value ((char) data[i]);
    }

  if (status < 300)
    error = sy_http_error_from_body (body, size - 3, get_redact ());
  else
    error = sy_http_error_from_status (status, -1, body, size - 3, get_redact ());

  check_error (error);

  return 0;
}
