/* sy-body-sniffer.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-body-sniffer"

#include "config.h"

#include "sy-body-sniffer.h"

#include <string.h>

static void
keep_start (SyBodySniffer *self,
            const char    *data,
            gsize          length)
{
  gsize n = MIN (length, SY_BODY_START - self->n_start);

  memcpy (self->start + self->n_start, data, n);
  self->n_start += n;
}

/* Returns the bytes of @data in front of the body: blanks, and a byte order mark
 * in whatever pieces. */
static gsize
count_blanks (const char *data,
              gsize       length)
{
  gsize n = 0;

  while (n < length && data[n] != '\0' && strchr (" \t\r\n\xef\xbb\xbf", data[n]) != NULL)
    n++;

  return n;
}

static SyBodyKind
get_kind (char first)
{
  switch (first)
    {
    case '<':
      return SY_BODY_MARKUP;

    case '{':
    case '[':
      return SY_BODY_DOCUMENT;

    default:
      return SY_BODY_EVENTS;
    }
}

/**
 * sy_body_sniffer_push:
 * @self: a sniffer
 * @data: (array length=length): what came
 * @length: bytes of @data
 *
 * Returns: how many bytes at the start of @data are not of the body yet
 */
gsize
sy_body_sniffer_push (SyBodySniffer *self,
                      const char    *data,
                      gsize          length)
{
  gsize n_blanks = 0;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (data != NULL || length == 0, 0);

  if (self->kind == SY_BODY_UNKNOWN)
    n_blanks = count_blanks (data, length);

  if (n_blanks == length)
    return n_blanks;

  if (self->kind == SY_BODY_UNKNOWN)
    self->kind = get_kind (data[n_blanks]);

  keep_start (self, data + n_blanks, length - n_blanks);

  return n_blanks;
}

/**
 * sy_body_sniffer_has_field:
 * @self: a sniffer
 *
 * Returns: whether what came first is a field of an event, or the start of one
 */
gboolean
sy_body_sniffer_has_field (const SyBodySniffer *self)
{
  static const char *const fields[] = { ":", "data", "event:", "id:", "retry:" };

  g_return_val_if_fail (self != NULL, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (fields) && self->n_start > 0; i++)
    {
      if (strncmp (self->start, fields[i], MIN (self->n_start, strlen (fields[i]))) == 0)
        return TRUE;
    }

  return FALSE;
}
