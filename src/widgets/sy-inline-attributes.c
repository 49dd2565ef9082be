/* sy-inline-attributes.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-inline-attributes"

#include "config.h"

#include "sy-inline-attributes.h"

#include <adwaita.h>

#define CODE_SCALE 0.9

static void
insert (PangoAttrList  *attributes,
        PangoAttribute *attribute,
        guint           start,
        guint           end)
{
  attribute->start_index = start;
  attribute->end_index = end;
  pango_attr_list_insert (attributes, attribute);
}

static guint16
to_channel (float value)
{
  return (guint16) (CLAMP (value, 0, 1) * 65535);
}

static void
insert_accent (PangoAttrList *attributes,
               GtkWidget     *widget,
               guint          start,
               guint          end)
{
  AdwStyleManager *style =
    adw_style_manager_get_for_display (gtk_widget_get_display (widget));
  GdkRGBA colour;

  adw_accent_color_to_standalone_rgba (adw_style_manager_get_accent_color (style),
                                       adw_style_manager_get_dark (style), &colour);
  insert (attributes, pango_attr_foreground_new (to_channel (colour.red),
                                                 to_channel (colour.green),
                                                 to_channel (colour.blue)), start, end);
  insert (attributes, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE), start, end);
}

/* Every position of letters has a size and a height of its own. */
static void
insert_shift (PangoAttrList      *attributes,
              PangoFontScale      scale,
              PangoBaselineShift  shift,
              guint               start,
              guint               end)
{
  insert (attributes, pango_attr_font_scale_new (scale), start, end);
  insert (attributes, pango_attr_baseline_shift_new (shift), start, end);
}

static void
insert_span (PangoAttrList      *attributes,
             const SyInlineSpan *span,
             GtkWidget          *widget,
             guint               start,
             guint               end)
{
  if ((span->style & SY_INLINE_STRONG) != 0)
    insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD), start, end);
  if ((span->style & (SY_INLINE_EMPHASIS | SY_INLINE_IMAGE)) != 0)
    insert (attributes, pango_attr_style_new (PANGO_STYLE_ITALIC), start, end);
  if ((span->style & SY_INLINE_STRIKE) != 0)
    insert (attributes, pango_attr_strikethrough_new (TRUE), start, end);
  if ((span->style & (SY_INLINE_CODE | SY_INLINE_KBD)) != 0)
    {
      insert (attributes, pango_attr_family_new ("monospace"), start, end);
      insert (attributes, pango_attr_scale_new (CODE_SCALE), start, end);
    }
  if ((span->style & SY_INLINE_SUB) != 0)
    insert_shift (attributes, PANGO_FONT_SCALE_SUBSCRIPT, PANGO_BASELINE_SHIFT_SUBSCRIPT,
                  start, end);
  if ((span->style & SY_INLINE_SUP) != 0)
    insert_shift (attributes, PANGO_FONT_SCALE_SUPERSCRIPT, PANGO_BASELINE_SHIFT_SUPERSCRIPT,
                  start, end);
  if ((span->style & SY_INLINE_LINK) != 0)
    insert_accent (attributes, widget, start, end);
}

/**
 * sy_inline_attributes_new:
 * @inline_: a text and its spans
 * @start: the first byte of the text that is laid out
 * @end: the byte after the last one
 * @widget: whose colours they have
 *
 * How a part of a text is drawn.
 *
 * Returns: (transfer full): attributes that count from @start
 */
PangoAttrList *
sy_inline_attributes_new (SyInline  *inline_,
                          guint      start,
                          guint      end,
                          GtkWidget *widget)
{
  PangoAttrList *attributes = pango_attr_list_new ();
  guint n_spans;
  const SyInlineSpan *spans = sy_inline_get_spans (inline_, &n_spans);

  for (guint i = sy_inline_find_span (inline_, start); i < n_spans && spans[i].start < end; i++)
    insert_span (attributes, &spans[i], widget,
                 MAX (spans[i].start, start) - start, MIN (spans[i].end, end) - start);

  return attributes;
}
