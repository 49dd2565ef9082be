/* sy-json-bounds.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-json-bounds"

#include "config.h"

#include "sy-json-bounds.h"

/* Of a document, its strings included.  A list of 5,000 models, each as OpenRouter
 * describes it, takes 60 MB.
 */
#define MAX_BYTES (96 * 1024 * 1024)

/* About what json-glib 1.10 takes for what each of them begins, in bytes.  A comma is
 * in front of another value, a colon behind the name of a member.
 */
#define OBJECT_BYTES 330
#define ARRAY_BYTES  140
#define COLON_BYTES  130
#define COMMA_BYTES  120

static const guint16 bytes_of[256] = {
  ['{'] = OBJECT_BYTES,
  ['['] = ARRAY_BYTES,
  [':'] = COLON_BYTES,
  [','] = COMMA_BYTES,
};

/* The quote that ends a string, or the end of a document that was cut. */
static const char *
find_string_end (const char *p,
                 const char *end)
{
  while (p < end && *p != '"')
    p += *p == '\\' && p + 1 < end ? 2 : 1;

  return p;
}

/**
 * sy_json_bounds_check:
 * @text: (array length=length): a document, which may be broken in any way
 * @length: bytes of @text
 *
 * Three bytes of JSON can become three hundred in memory, so that a document that is no
 * larger than others is looked at before it is parsed.  How deep it may be is a matter of
 * json-glib, which refuses what is nested too deep.
 *
 * Returns: whether parsing it takes no more than about 96 MB
 */
gboolean
sy_json_bounds_check (const char *text,
                      gsize       length)
{
  const char *end = text + length;
  gsize n_bytes = length;

  g_return_val_if_fail (text != NULL, FALSE);

  if (length <= MAX_BYTES / (OBJECT_BYTES + 1))
    return TRUE;

  for (const char *p = text; p < end && n_bytes <= MAX_BYTES; p++)
    {
      if (*p == '"')
        p = find_string_end (p + 1, end);
      else
        n_bytes += bytes_of[(guchar) *p];
    }

  return n_bytes <= MAX_BYTES;
}
