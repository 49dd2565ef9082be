/* sy-layout-text.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-layout-text"

#include "config.h"

#include "sy-layout-text.h"

#include <string.h>

/* A type remembers its function here: the interface has no room for one. */
static G_DEFINE_QUARK (sy-layout-text-func, get_layout)

static guint
count_characters (PangoLayout *layout)
{
  return MAX (pango_layout_get_character_count (layout), 0);
}

static int
offset_to_index (PangoLayout *layout,
                 guint        offset)
{
  const char *text = pango_layout_get_text (layout);

  return g_utf8_offset_to_pointer (text, MIN (offset, count_characters (layout))) - text;
}

static guint
index_to_offset (PangoLayout *layout,
                 int          i)
{
  const char *text = pango_layout_get_text (layout);

  return g_utf8_pointer_to_offset (text, text + i);
}

static gboolean
is_border (const PangoLogAttr           *attr,
           GtkAccessibleTextGranularity  granularity)
{
  switch (granularity)
    {
    case GTK_ACCESSIBLE_TEXT_GRANULARITY_WORD:
      return attr->is_word_start;

    case GTK_ACCESSIBLE_TEXT_GRANULARITY_SENTENCE:
      return attr->is_sentence_start;

    case GTK_ACCESSIBLE_TEXT_GRANULARITY_PARAGRAPH:
      return attr->is_mandatory_break;

    case GTK_ACCESSIBLE_TEXT_GRANULARITY_CHARACTER:
    case GTK_ACCESSIBLE_TEXT_GRANULARITY_LINE:
    default:
      return attr->is_cursor_position;
    }
}

/* From the last border at or before @offset to the next one after it. */
static void
find_borders (PangoLayout                  *layout,
              guint                         offset,
              GtkAccessibleTextGranularity  granularity,
              guint                        *start,
              guint                        *end)
{
  guint n_characters = count_characters (layout);
  const PangoLogAttr *attrs = pango_layout_get_log_attrs_readonly (layout, NULL);

  *start = MIN (offset, n_characters);
  while (*start > 0 && !is_border (&attrs[*start], granularity))
    (*start)--;

  *end = MIN (offset + 1, n_characters);
  while (*end < n_characters && !is_border (&attrs[*end], granularity))
    (*end)++;
}

static void
find_line (PangoLayout *layout,
           guint        offset,
           guint       *start,
           guint       *end)
{
  PangoLayoutLine *line;
  int number;

  pango_layout_index_to_line_x (layout, offset_to_index (layout, offset), FALSE, &number, NULL);
  line = pango_layout_get_line_readonly (layout, number);
  *start = index_to_offset (layout, pango_layout_line_get_start_index (line));

  line = pango_layout_get_line_readonly (layout, number + 1);
  *end = line != NULL ? index_to_offset (layout, pango_layout_line_get_start_index (line))
                      : count_characters (layout);
}

/* Takes to @extents what of a line is between two bytes. */
static void
add_line_extents (PangoLayoutIter *iter,
                  int              first,
                  int              last,
                  graphene_rect_t *extents)
{
  PangoLayoutLine *line = pango_layout_iter_get_line_readonly (iter);
  g_autofree int *ranges = NULL;
  graphene_rect_t part;
  int n_ranges;
  int top;
  int bottom;

  pango_layout_iter_get_line_yrange (iter, &top, &bottom);
  pango_layout_line_get_x_ranges (line, first, last, &ranges, &n_ranges);
  for (int i = 0; i < n_ranges; i++)
    {
      graphene_rect_init (&part,
                          (float) ranges[2 * i] / PANGO_SCALE,
                          (float) top / PANGO_SCALE,
                          (float) (ranges[2 * i + 1] - ranges[2 * i]) / PANGO_SCALE,
                          (float) (bottom - top) / PANGO_SCALE);
      if (extents->size.height > 0)
        graphene_rect_union (extents, &part, extents);
      else
        *extents = part;
    }
}

static PangoLayout *
get_layout (GtkAccessibleText *widget,
            graphene_point_t  *origin)
{
  SyLayoutTextFunc func = g_type_get_qdata (G_OBJECT_TYPE (widget), get_layout_quark ());

  g_assert (func != NULL);
  graphene_point_init (origin, 0, 0);

  return func (widget, origin);
}

static GBytes *
get_contents (GtkAccessibleText *widget,
              unsigned int       start,
              unsigned int       end)
{
  graphene_point_t origin;
  g_autoptr(PangoLayout) layout = get_layout (widget, &origin);

  return sy_layout_text_dup_contents (layout, start, end);
}

static GBytes *
get_contents_at (GtkAccessibleText            *widget,
                 unsigned int                  offset,
                 GtkAccessibleTextGranularity  granularity,
                 unsigned int                 *start,
                 unsigned int                 *end)
{
  graphene_point_t origin;
  g_autoptr(PangoLayout) layout = get_layout (widget, &origin);

  return sy_layout_text_dup_contents_at (layout, offset, granularity, start, end);
}

static unsigned int
get_caret_position (GtkAccessibleText *widget)
{
  return 0;
}

static gboolean
get_selection (GtkAccessibleText       *widget,
               gsize                   *n_ranges,
               GtkAccessibleTextRange **ranges)
{
  return FALSE;
}

static gboolean
get_attributes (GtkAccessibleText        *widget,
                unsigned int              offset,
                gsize                    *n_ranges,
                GtkAccessibleTextRange  **ranges,
                char                   ***names,
                char                   ***values)
{
  return FALSE;
}

static void
get_default_attributes (GtkAccessibleText   *widget,
                        char              ***names,
                        char              ***values)
{
  graphene_point_t origin;
  g_autoptr(PangoLayout) layout = get_layout (widget, &origin);

  sy_layout_text_get_style (layout, names, values);
}

static gboolean
get_extents (GtkAccessibleText *widget,
             unsigned int       start,
             unsigned int       end,
             graphene_rect_t   *extents)
{
  graphene_point_t origin;
  g_autoptr(PangoLayout) layout = get_layout (widget, &origin);

  if (!sy_layout_text_get_extents (layout, start, end, extents))
    return FALSE;

  graphene_rect_offset (extents, origin.x, origin.y);

  return TRUE;
}

static gboolean
get_offset (GtkAccessibleText      *widget,
            const graphene_point_t *point,
            unsigned int           *offset)
{
  graphene_point_t origin;
  graphene_point_t inside;
  g_autoptr(PangoLayout) layout = get_layout (widget, &origin);

  graphene_point_init (&inside, point->x - origin.x, point->y - origin.y);

  return sy_layout_text_get_offset (layout, &inside, offset);
}

/**
 * sy_layout_text_implement:
 * @iface: of a final type, while it is being initialised
 * @func: finds the layout of a widget of that type
 *
 * Implements all of GtkAccessibleText for a widget that draws one layout: text
 * without a caret and without a selection.
 */
void
sy_layout_text_implement (GtkAccessibleTextInterface *iface,
                          SyLayoutTextFunc            func)
{
  g_return_if_fail (iface != NULL);
  g_return_if_fail (func != NULL);

  g_type_set_qdata (iface->g_iface.g_instance_type, get_layout_quark (), func);
  iface->get_contents = get_contents;
  iface->get_contents_at = get_contents_at;
  iface->get_caret_position = get_caret_position;
  iface->get_selection = get_selection;
  iface->get_attributes = get_attributes;
  iface->get_default_attributes = get_default_attributes;
  iface->get_extents = get_extents;
  iface->get_offset = get_offset;
}

/**
 * sy_layout_text_dup_contents:
 * @start: first character
 * @end: the character after the last one; beyond the text for all of it
 *
 * Returns: (transfer full): a part of the text with the 0 that ends it
 */
GBytes *
sy_layout_text_dup_contents (PangoLayout *layout,
                             guint        start,
                             guint        end)
{
  const char *text;
  int first;
  int last;

  g_return_val_if_fail (PANGO_IS_LAYOUT (layout), NULL);

  text = pango_layout_get_text (layout);
  first = offset_to_index (layout, start);
  last = MAX (offset_to_index (layout, end), first);

  return g_bytes_new_take (g_strndup (text + first, last - first), last - first + 1);
}

/**
 * sy_layout_text_dup_contents_at:
 * @offset: a character
 * @granularity: how much of the text is wanted
 * @start: (out): first character of what is given
 * @end: (out): the character after the last one
 *
 * Lines are those that are drawn; words and sentences go on to the next one.
 *
 * Returns: (transfer full): the part of the text that has @offset in it, with the 0
 *   that ends it
 */
GBytes *
sy_layout_text_dup_contents_at (PangoLayout                  *layout,
                                guint                         offset,
                                GtkAccessibleTextGranularity  granularity,
                                guint                        *start,
                                guint                        *end)
{
  g_return_val_if_fail (PANGO_IS_LAYOUT (layout), NULL);
  g_return_val_if_fail (start != NULL && end != NULL, NULL);

  offset = MIN (offset, count_characters (layout));
  if (granularity == GTK_ACCESSIBLE_TEXT_GRANULARITY_LINE)
    find_line (layout, offset, start, end);
  else
    find_borders (layout, offset, granularity, start, end);

  return sy_layout_text_dup_contents (layout, *start, *end);
}

/**
 * sy_layout_text_get_style:
 * @names: (out): names of attributes, as GTK has them
 * @values: (out): their values
 *
 * The font of a layout, for GtkAccessibleText's default attributes.
 */
void
sy_layout_text_get_style (PangoLayout   *layout,
                          char        ***names,
                          char        ***values)
{
  const PangoFontDescription *font;
  g_autoptr(GStrvBuilder) name = g_strv_builder_new ();
  g_autoptr(GStrvBuilder) value = g_strv_builder_new ();

  g_return_if_fail (PANGO_IS_LAYOUT (layout));
  g_return_if_fail (names != NULL && values != NULL);

  font = pango_layout_get_font_description (layout);
  if (font == NULL)
    font = pango_context_get_font_description (pango_layout_get_context (layout));

  if (pango_font_description_get_family (font) != NULL)
    {
      g_strv_builder_add (name, GTK_ACCESSIBLE_ATTRIBUTE_FAMILY);
      g_strv_builder_add (value, pango_font_description_get_family (font));
    }

  g_strv_builder_add (name, GTK_ACCESSIBLE_ATTRIBUTE_WEIGHT);
  g_strv_builder_take (value, g_strdup_printf ("%d", pango_font_description_get_weight (font)));
  *names = g_strv_builder_end (name);
  *values = g_strv_builder_end (value);
}

/**
 * sy_layout_text_get_extents:
 * @start: first character
 * @end: the character after the last one
 * @extents: (out caller-allocates): what these characters take of the layout, in px
 *
 * Returns: whether there are any
 */
gboolean
sy_layout_text_get_extents (PangoLayout     *layout,
                            guint            start,
                            guint            end,
                            graphene_rect_t *extents)
{
  g_autoptr(PangoLayoutIter) iter = NULL;
  int first;
  int last;

  g_return_val_if_fail (PANGO_IS_LAYOUT (layout), FALSE);
  g_return_val_if_fail (extents != NULL, FALSE);

  graphene_rect_init (extents, 0, 0, 0, 0);
  first = offset_to_index (layout, start);
  last = offset_to_index (layout, end);
  iter = pango_layout_get_iter (layout);
  do
    {
      PangoLayoutLine *line = pango_layout_iter_get_line_readonly (iter);
      int line_start = pango_layout_line_get_start_index (line);
      int line_end = line_start + pango_layout_line_get_length (line);

      if (MAX (first, line_start) < MIN (last, line_end))
        add_line_extents (iter, MAX (first, line_start), MIN (last, line_end), extents);
    }
  while (pango_layout_iter_next_line (iter));

  return extents->size.height > 0;
}

/**
 * sy_layout_text_get_offset:
 * @point: a place in the layout, in px
 * @offset: (out): the character there
 *
 * Returns: whether there is one
 */
gboolean
sy_layout_text_get_offset (PangoLayout            *layout,
                           const graphene_point_t *point,
                           guint                  *offset)
{
  int found;
  int trailing;

  g_return_val_if_fail (PANGO_IS_LAYOUT (layout), FALSE);
  g_return_val_if_fail (point != NULL && offset != NULL, FALSE);

  if (!pango_layout_xy_to_index (layout, point->x * PANGO_SCALE, point->y * PANGO_SCALE,
                                 &found, &trailing))
    return FALSE;

  *offset = index_to_offset (layout, found);

  return TRUE;
}
