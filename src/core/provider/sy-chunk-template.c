/* sy-chunk-template.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-chunk-template"

#include "config.h"

#include "sy-chunk-template.h"

#include <string.h>

/* Larger chunks are no pieces of a text. */
#define MAX_CHUNK 4096

/* Some servers give each chunk an id or a padding of its own.  After so many that were
 * learnt for nothing, one of so many still is.
 */
#define MAX_MISSED 8
#define ONE_OF     256

/* @name is the member's name in its quotes, @head what is in front of its string and
 * @tail what is behind it, with the quotes; both are empty when nothing is known.
 */
struct _SyChunkTemplate
{
  char     *name;
  GString  *head;
  GString  *tail;
  GString  *text;

  gboolean  has_matched;
  guint     n_missed;
  guint     n_skipped;
};

/* Whether the bytes mean themselves inside the quotes of a JSON string. */
static gboolean
is_plain (const char *text,
          gsize       length)
{
  gboolean is_ascii = TRUE;

  for (gsize i = 0; i < length; i++)
    {
      guchar byte = (guchar) text[i];

      if (byte < 0x20 || byte == '"' || byte == '\\')
        return FALSE;

      is_ascii &= byte < 0x80;
    }

  return is_ascii || g_utf8_validate_len (text, length, NULL);
}

static gboolean
fits (SyChunkTemplate *self,
      const char      *data,
      gsize            length)
{
  return self->head->len > 0 &&
         length > self->head->len + self->tail->len &&
         memcmp (data, self->head->str, self->head->len) == 0 &&
         memcmp (data + length - self->tail->len, self->tail->str, self->tail->len) == 0;
}

/* Where the string of the member begins, behind its quote; %NULL when there is none, or
 * the name is there more than once.
 */
static const char *
find_string (SyChunkTemplate *self,
             const char      *data,
             const char      *end)
{
  gsize name_length = strlen (self->name);
  const char *p = memmem (data, end - data, self->name, name_length);

  if (p == NULL)
    return NULL;

  p += name_length;

  if (memmem (p, end - p, self->name, name_length) != NULL)
    return NULL;

  while (p < end && (*p == ' ' || *p == ':'))
    p++;

  return p < end && *p == '"' ? p + 1 : NULL;
}

/**
 * sy_chunk_template_new:
 * @member: the member whose string differs
 *
 * Returns: (transfer full): a template of nothing yet
 */
SyChunkTemplate *
sy_chunk_template_new (const char *member)
{
  SyChunkTemplate *self = NULL;

  g_return_val_if_fail (member != NULL, NULL);

  self = g_new0 (SyChunkTemplate, 1);
  self->name = g_strdup_printf ("\"%s\"", member);
  self->head = g_string_new (NULL);
  self->tail = g_string_new (NULL);
  self->text = g_string_new (NULL);

  return self;
}

/**
 * sy_chunk_template_free:
 * @self: (transfer full): a template
 */
void
sy_chunk_template_free (SyChunkTemplate *self)
{
  g_return_if_fail (self != NULL);

  g_string_free (self->head, TRUE);
  g_string_free (self->tail, TRUE);
  g_string_free (self->text, TRUE);
  g_free (self->name);
  g_free (self);
}

/**
 * sy_chunk_template_is_worth:
 * @self: a template
 *
 * To be asked once for each chunk that could be learnt.
 *
 * Returns: %FALSE for most where those that were learnt before never matched
 */
gboolean
sy_chunk_template_is_worth (SyChunkTemplate *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  /* What is known may be of the same form. */
  if (self->n_missed < MAX_MISSED || self->head->len > 0)
    return TRUE;

  self->n_skipped = (self->n_skipped + 1) % ONE_OF;

  return self->n_skipped == 0;
}

/**
 * sy_chunk_template_learn:
 * @self: a template
 * @data: (array length=length): a chunk that is valid JSON
 * @length: bytes of @data
 * @text: what the member's string in it is
 *
 * Remembers the chunk when all it says is @text.  It is forgotten by the next one of
 * another form.
 */
void
sy_chunk_template_learn (SyChunkTemplate *self,
                         const char      *data,
                         gsize            length,
                         const char      *text)
{
  const char *end = data + length;
  const char *start = NULL;
  gboolean is_other;
  gsize text_length;

  g_return_if_fail (self != NULL);
  g_return_if_fail (data != NULL);
  g_return_if_fail (text != NULL);

  if (fits (self, data, length))
    return;

  is_other = self->head->len > 0;
  sy_chunk_template_forget (self);

  if (is_other && self->n_missed >= MAX_MISSED)
    return;

  text_length = strlen (text);

  if (length > MAX_CHUNK || !is_plain (text, text_length))
    return;

  start = find_string (self, data, end);

  if (start == NULL || (gsize) (end - start) <= text_length ||
      memcmp (start, text, text_length) != 0 || start[text_length] != '"')
    return;

  g_string_append_len (self->head, data, start - data);
  g_string_append_len (self->tail, start + text_length, end - start - (gssize) text_length);
}

/**
 * sy_chunk_template_forget:
 * @self: a template
 *
 * For a chunk that changes what the next one like those before would mean.
 */
void
sy_chunk_template_forget (SyChunkTemplate *self)
{
  g_return_if_fail (self != NULL);

  if (self->head->len > 0 && !self->has_matched)
    self->n_missed = MIN (self->n_missed + 1, MAX_MISSED);

  self->has_matched = FALSE;
  g_string_truncate (self->head, 0);
  g_string_truncate (self->tail, 0);
}

/**
 * sy_chunk_template_match:
 * @self: a template
 * @data: (array length=length): the next chunk, any bytes
 * @length: bytes of @data
 *
 * Returns: (transfer none) (nullable): the string in which it differs from the learnt
 *   one, valid until the next call; %NULL when it has to be parsed
 */
const char *
sy_chunk_template_match (SyChunkTemplate *self,
                         const char      *data,
                         gsize            length)
{
  const char *text = NULL;
  gsize text_length;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (data != NULL, NULL);

  if (!fits (self, data, length))
    return NULL;

  text = data + self->head->len;
  text_length = length - self->head->len - self->tail->len;

  if (!is_plain (text, text_length))
    return NULL;

  g_string_truncate (self->text, 0);
  g_string_append_len (self->text, text, (gssize) text_length);
  self->has_matched = TRUE;
  self->n_missed = 0;

  return self->text->str;
}
