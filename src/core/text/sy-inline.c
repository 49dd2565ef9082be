/* sy-inline.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-inline"

#include "config.h"

#include "sy-inline.h"

#include <string.h>

/* From @place on the text is what the source has from @source on, byte by byte. */
typedef struct
{
  guint place;
  gsize source;
} Step;

struct _SyInline
{
  gatomicrefcount  ref_count;
  GString         *text;
  GArray          *spans;
  GArray          *steps;
  gsize            end;
};

static void
clear_span (gpointer data)
{
  SyInlineSpan *span = data;

  g_free (span->target);
  g_free (span->title);
}

/**
 * sy_inline_new:
 *
 * A text as it is read, and its parts that are not drawn as the rest: without the marks that
 * its source has for them.
 *
 * Returns: (transfer full): an empty text
 */
SyInline *
sy_inline_new (void)
{
  SyInline *self = g_new0 (SyInline, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->text = g_string_new (NULL);
  self->spans = g_array_new (FALSE, FALSE, sizeof (SyInlineSpan));
  self->steps = g_array_new (FALSE, FALSE, sizeof (Step));
  g_array_set_clear_func (self->spans, clear_span);

  return self;
}

SyInline *
sy_inline_ref (SyInline *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
sy_inline_unref (SyInline *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_string_free (self->text, TRUE);
  g_array_unref (self->spans);
  g_array_unref (self->steps);
  g_free (self);
}

/**
 * sy_inline_get_text:
 *
 * Returns: (transfer none): the text, valid UTF-8 without a NUL
 */
const char *
sy_inline_get_text (SyInline *self)
{
  g_return_val_if_fail (self != NULL, "");

  return self->text->str;
}

/**
 * sy_inline_get_length:
 *
 * Returns: bytes of the text
 */
guint
sy_inline_get_length (SyInline *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return (guint) self->text->len;
}

/**
 * sy_inline_get_spans:
 * @n_spans: (out): how many there are
 *
 * Returns: (transfer none): the spans, from the first to the last; none has a part of another
 */
const SyInlineSpan *
sy_inline_get_spans (SyInline *self,
                     guint    *n_spans)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (n_spans != NULL, NULL);

  *n_spans = self->spans->len;

  return (const SyInlineSpan *) (gpointer) self->spans->data;
}

/**
 * sy_inline_find_span:
 * @place: a byte of the text
 *
 * Returns: the first span that ends after @place, or their number
 */
guint
sy_inline_find_span (SyInline *self,
                     guint     place)
{
  guint first = 0;
  guint end;

  g_return_val_if_fail (self != NULL, 0);

  end = self->spans->len;
  while (first < end)
    {
      guint middle = first + (end - first) / 2;

      if (g_array_index (self->spans, SyInlineSpan, middle).end > place)
        end = middle;
      else
        first = middle + 1;
    }

  return first;
}

/**
 * sy_inline_get_source_offset:
 * @place: a byte of the text, or its length
 *
 * Returns: where in the source that byte is, or what it was made from
 */
gsize
sy_inline_get_source_offset (SyInline *self,
                             guint     place)
{
  guint first = 0;
  guint end;
  const Step *step;

  g_return_val_if_fail (self != NULL, 0);

  end = self->steps->len;
  if (end == 0 || place >= self->text->len)
    return self->end;

  while (end - first > 1)
    {
      guint middle = first + (end - first) / 2;

      if (g_array_index (self->steps, Step, middle).place > place)
        end = middle;
      else
        first = middle;
    }

  step = &g_array_index (self->steps, Step, first);

  return step->source + (place - step->place);
}

static gboolean
is_same (const SyInlineSpan *span,
         const SyInlineSpan *other)
{
  return span->style == other->style && g_strcmp0 (span->target, other->target) == 0 &&
         g_strcmp0 (span->title, other->title) == 0;
}

static void
add_span (SyInline           *self,
          const SyInlineSpan *span,
          guint               start)
{
  SyInlineSpan copy = { span->style, start, (guint) self->text->len, NULL, NULL };
  SyInlineSpan *last = NULL;

  if (self->spans->len > 0)
    last = &g_array_index (self->spans, SyInlineSpan, self->spans->len - 1);

  if (last != NULL && last->end == start && is_same (last, span))
    {
      last->end = copy.end;
      return;
    }

  copy.target = g_strdup (span->target);
  copy.title = g_strdup (span->title);
  g_array_append_val (self->spans, copy);
}

static void
add_step (SyInline *self,
          gsize     source)
{
  Step step = { (guint) self->text->len, source };
  const Step *last;

  if (self->steps->len > 0)
    {
      last = &g_array_index (self->steps, Step, self->steps->len - 1);
      if (last->source + (step.place - last->place) == source)
        return;
    }

  g_array_append_val (self->steps, step);
}

/**
 * sy_inline_set_end:
 * @source: where the source of the text ends
 */
void
sy_inline_set_end (SyInline *self,
                   gsize     source)
{
  g_return_if_fail (self != NULL);

  self->end = source;
}

/**
 * sy_inline_append:
 * @text: (array length=length): valid UTF-8
 * @length: bytes of @text
 * @source: where it comes from
 * @span: the style and where it leads; its place is not looked at
 */
void
sy_inline_append (SyInline           *self,
                  const char         *text,
                  gsize               length,
                  gsize               source,
                  const SyInlineSpan *span)
{
  guint start;

  g_return_if_fail (self != NULL);
  g_return_if_fail (span != NULL);

  if (length == 0)
    return;

  start = (guint) self->text->len;
  add_step (self, source);
  g_string_append_len (self->text, text, (gssize) length);
  if (span->style != 0)
    add_span (self, span, start);
}
