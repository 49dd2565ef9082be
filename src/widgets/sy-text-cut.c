/* sy-text-cut.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-text-cut"

#include "config.h"

#include "sy-text-cut.h"

#include "sy-inline-attributes.h"

#include <string.h>

/* Enough to have the next line in it. */
#define LOOK_AHEAD 600

static gboolean
is_in_span (SyInline *inline_,
            guint     place)
{
  guint n_spans;
  const SyInlineSpan *spans = sy_inline_get_spans (inline_, &n_spans);
  guint i = sy_inline_find_span (inline_, place);

  return i < n_spans && spans[i].start < place;
}

static guint
find_border (const char *text,
             guint       place)
{
  while ((text[place] & 0xc0) == 0x80)
    place--;

  return place;
}

static PangoLayout *
lay_out (SyInline  *inline_,
         guint      start,
         guint      end,
         int        width,
         GtkWidget *widget)
{
  g_autoptr(PangoAttrList) attributes = sy_inline_attributes_new (inline_, start, end, widget);
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, NULL);

  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_text (layout, sy_inline_get_text (inline_) + start, (int) (end - start));

  return layout;
}

/**
 * sy_text_cut_find:
 * @inline_: a text and its spans
 * @start: the first byte of it that is laid out
 * @end: the byte after the last one
 * @width: in px
 * @widget: whose font it has
 *
 * Finds where a text that is too long to be laid out at once goes on in a layout of its own,
 * without a line that looks broken: at the start of a wrapped line, outside spans.
 *
 * Returns: a byte of the text, or 0 when it had better stay whole so far
 */
guint
sy_text_cut_find (SyInline  *inline_,
                  guint      start,
                  guint      end,
                  int        width,
                  GtkWidget *widget)
{
  g_autoptr(PangoLayout) layout = NULL;
  GSList *lines;
  guint cut = 0;

  g_return_val_if_fail (inline_ != NULL, 0);
  g_return_val_if_fail (start <= end && end <= sy_inline_get_length (inline_), 0);

  if (end - start <= SY_TEXT_CUT_OPEN || width <= 0)
    return 0;

  end = find_border (sy_inline_get_text (inline_), MIN (end, start + SY_TEXT_CUT_OPEN +
                                                              LOOK_AHEAD));
  layout = lay_out (inline_, start, end, width, widget);
  lines = pango_layout_get_lines_readonly (layout);

  /* The last line may still go on. */
  for (GSList *i = lines != NULL ? lines->next : NULL; i != NULL && i->next != NULL; i = i->next)
    {
      guint place = start + (guint) pango_layout_line_get_start_index (i->data);

      if (place > start + SY_TEXT_CUT_OPEN && cut != 0)
        break;
      if (!is_in_span (inline_, place))
        cut = place;
    }

  return cut;
}

/**
 * sy_text_cut_find_all:
 * @inline_: a text and its spans
 * @start: the first byte of it that is laid out
 * @end: the byte after the last one
 * @width: in px
 * @widget: whose font it has
 *
 * Finds all places where a text goes on in a layout of its own, from one layout of it.
 *
 * Returns: (transfer full) (element-type guint): bytes of the text, in their order
 */
GArray *
sy_text_cut_find_all (SyInline  *inline_,
                      guint      start,
                      guint      end,
                      int        width,
                      GtkWidget *widget)
{
  GArray *cuts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(PangoLayout) layout = NULL;
  guint last = start;
  guint cut = start;

  g_return_val_if_fail (inline_ != NULL, cuts);
  g_return_val_if_fail (start <= end && end <= sy_inline_get_length (inline_), cuts);

  if (width <= 0)
    return cuts;

  layout = lay_out (inline_, start, end, width, widget);
  for (GSList *i = pango_layout_get_lines_readonly (layout);
       i != NULL && end - last > SY_TEXT_CUT_WHOLE; i = i->next)
    {
      guint place = start + (guint) pango_layout_line_get_start_index (i->data);

      if (place > last + SY_TEXT_CUT_OPEN && cut > last)
        {
          g_array_append_val (cuts, cut);
          last = cut;
        }
      if (!is_in_span (inline_, place))
        cut = place;
    }

  return cuts;
}

/**
 * sy_text_cut_find_word:
 * @inline_: a text
 * @place: a byte of it
 * @reach: how many bytes before it are looked at
 *
 * Returns: where the last word begins at or before @place; without one, where a character does
 */
guint
sy_text_cut_find_word (SyInline *inline_,
                       guint     place,
                       guint     reach)
{
  const char *text;
  guint limit;
  guint i;

  g_return_val_if_fail (inline_ != NULL, 0);
  g_return_val_if_fail (place <= sy_inline_get_length (inline_) && reach < place, 0);

  text = sy_inline_get_text (inline_);
  limit = place - reach;
  for (i = place; i > limit && text[i - 1] != ' '; i--)
    ;

  return i > limit ? i : find_border (text, place);
}

/**
 * sy_text_cut_is_same:
 * @inline_: a text and its spans
 * @old: what it was before it grew
 * @place: a byte of both
 *
 * Returns: whether @inline_ can be cut at @place, and up to there is laid out as @old was
 */
gboolean
sy_text_cut_is_same (SyInline *inline_,
                     SyInline *old,
                     guint     place)
{
  const SyInlineSpan *spans;
  const SyInlineSpan *old_spans;
  guint n_spans;
  guint n_old;
  guint n_same;

  g_return_val_if_fail (inline_ != NULL && old != NULL, FALSE);

  if (place > sy_inline_get_length (inline_) || place > sy_inline_get_length (old) ||
      memcmp (sy_inline_get_text (inline_), sy_inline_get_text (old), place) != 0 ||
      is_in_span (inline_, place) || is_in_span (old, place))
    return FALSE;

  spans = sy_inline_get_spans (inline_, &n_spans);
  old_spans = sy_inline_get_spans (old, &n_old);
  n_same = sy_inline_find_span (inline_, place);
  if (n_same != sy_inline_find_span (old, place))
    return FALSE;

  for (guint i = 0; i < n_same; i++)
    {
      if (spans[i].style != old_spans[i].style || spans[i].start != old_spans[i].start ||
          spans[i].end != old_spans[i].end)
        return FALSE;
    }

  return TRUE;
}
