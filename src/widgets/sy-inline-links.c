/* sy-inline-links.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-inline-links"

#include "config.h"

#include "sy-inline-links.h"

#define RING_RADIUS 5
#define RING_WIDTH  2

/* One link can be several spans, such as one that is partly bold. */
static gboolean
is_same_link (const SyInlineSpan *span,
              const SyInlineSpan *other)
{
  return span != NULL && other != NULL && g_strcmp0 (span->target, other->target) == 0 &&
         (span->end == other->start || other->end == span->start);
}

/**
 * sy_inline_links_get:
 * @inline_: (nullable): a text and its spans
 * @start: the first byte of it that is shown
 * @end: the byte after the last one
 * @span: one of the spans, or any other number
 *
 * Returns: (transfer none) (nullable): the span, when it is a link that is shown
 */
const SyInlineSpan *
sy_inline_links_get (SyInline *inline_,
                     guint     start,
                     guint     end,
                     guint     span)
{
  guint n_spans;
  const SyInlineSpan *spans;

  if (inline_ == NULL)
    return NULL;

  spans = sy_inline_get_spans (inline_, &n_spans);
  if (span >= n_spans || spans[span].start >= end || spans[span].end <= start ||
      (spans[span].style & SY_INLINE_LINK) == 0)
    return NULL;

  return &spans[span];
}

/**
 * sy_inline_links_find:
 * @inline_: (nullable): a text and its spans
 * @start: the first byte of it that is shown
 * @end: the byte after the last one
 * @from: the span that is looked at first
 * @step: 1 or -1
 *
 * Returns: the first span of the next link, or %SY_INLINE_LINKS_NONE
 */
guint
sy_inline_links_find (SyInline *inline_,
                      guint     start,
                      guint     end,
                      guint     from,
                      int       step)
{
  guint n_spans;

  if (inline_ == NULL)
    return SY_INLINE_LINKS_NONE;

  sy_inline_get_spans (inline_, &n_spans);
  for (guint i = from; i < n_spans; i += (guint) step)
    {
      const SyInlineSpan *link = sy_inline_links_get (inline_, start, end, i);

      if (link != NULL &&
          (i == 0 || !is_same_link (sy_inline_links_get (inline_, start, end, i - 1), link)))
        return i;
    }

  return SY_INLINE_LINKS_NONE;
}

/**
 * sy_inline_links_find_at:
 * @inline_: (nullable): a text and its spans
 * @start: the first byte of it that is shown
 * @end: the byte after the last one
 * @layout: what is shown
 * @x: in px from the left side of @layout
 * @y: in px from its top
 *
 * Returns: (transfer none) (nullable): the link that is at a place
 */
const SyInlineSpan *
sy_inline_links_find_at (SyInline    *inline_,
                         guint        start,
                         guint        end,
                         PangoLayout *layout,
                         double       x,
                         double       y)
{
  int place;
  int trailing;

  if (inline_ == NULL ||
      !pango_layout_xy_to_index (layout, (int) x * PANGO_SCALE, (int) y * PANGO_SCALE,
                                 &place, &trailing))
    return NULL;

  place += (int) start;
  for (guint i = sy_inline_find_span (inline_, (guint) place); ; i++)
    {
      const SyInlineSpan *link = sy_inline_links_get (inline_, start, end, i);

      if (link == NULL || link->start > (guint) place)
        return NULL;
      if (link->end > (guint) place)
        return link;
    }
}

/**
 * sy_inline_links_draw_ring:
 * @bounds: a part of a link
 * @colour: of the text
 *
 * Shows that the link has the focus.
 */
void
sy_inline_links_draw_ring (GtkSnapshot           *snapshot,
                           const graphene_rect_t *bounds,
                           const GdkRGBA         *colour)
{
  const float widths[4] = { RING_WIDTH, RING_WIDTH, RING_WIDTH, RING_WIDTH };
  const GdkRGBA colours[4] = { *colour, *colour, *colour, *colour };
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, bounds, RING_RADIUS);
  gtk_snapshot_append_border (snapshot, &outline, widths, colours);
}

/**
 * sy_inline_links_install:
 * @widget_class: a class in its class_init
 * @activate: (scope forever): follows the link that has the focus, of the widget it is given
 *
 * Return follows a link, and so does what assistive tools call activating it.
 */
void
sy_inline_links_install (GtkWidgetClass *widget_class,
                         GCallback       activate)
{
  gtk_widget_class_set_activate_signal (
    widget_class,
    g_signal_new_class_handler ("activate", G_TYPE_FROM_CLASS (widget_class),
                                G_SIGNAL_RUN_LAST | G_SIGNAL_ACTION, activate,
                                NULL, NULL, NULL, G_TYPE_NONE, 0));
  gtk_widget_class_add_binding_signal (widget_class, GDK_KEY_Return, 0, "activate", NULL);
  gtk_widget_class_add_binding_signal (widget_class, GDK_KEY_KP_Enter, 0, "activate", NULL);
}
