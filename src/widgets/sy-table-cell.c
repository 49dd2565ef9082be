/* sy-table-cell.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-table-cell"

#include "config.h"

#include "sy-table-cell.h"

#include "sy-inline-attributes.h"

#define LINE_HEIGHT 1.2

static PangoLayout *
create_layout (SyInline  *text,
               gboolean   head,
               GtkWidget *widget)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, sy_inline_get_text (text));
  g_autoptr(PangoAttrList) attributes =
    sy_inline_attributes_new (text, 0, sy_inline_get_length (text), widget);

  pango_attr_list_insert_before (attributes, pango_attr_line_height_new (LINE_HEIGHT));
  if (head)
    pango_attr_list_insert_before (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));

  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_attributes (layout, attributes);

  return layout;
}

static gboolean
is_right (SyTableAlign     alignment,
          GtkTextDirection direction)
{
  return alignment == SY_TABLE_RIGHT ||
         (alignment == SY_TABLE_DEFAULT && direction == GTK_TEXT_DIR_RTL);
}

/* Pango means the end of a line that is read from the right when it says right. */
static void
align_lines (PangoLayout      *layout,
             SyTableAlign      alignment,
             GtkTextDirection  direction)
{
  gboolean right = is_right (alignment, direction);

  if (alignment == SY_TABLE_CENTRE)
    pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  else if (right == (pango_layout_get_direction (layout, 0) == PANGO_DIRECTION_RTL))
    pango_layout_set_alignment (layout, PANGO_ALIGN_LEFT);
  else
    pango_layout_set_alignment (layout, PANGO_ALIGN_RIGHT);
}

/**
 * sy_table_cell_dup_font:
 *
 * Returns: (transfer full): the font that the cells of @widget have
 */
PangoFontDescription *
sy_table_cell_dup_font (GtkWidget *widget)
{
  PangoContext *context;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  context = gtk_widget_get_pango_context (widget);

  return pango_font_description_copy (pango_context_get_font_description (context));
}

/**
 * sy_table_cell_has_font:
 * @font: a font that the cells of @widget had
 *
 * Returns: whether they still have it
 */
gboolean
sy_table_cell_has_font (const PangoFontDescription *font,
                        GtkWidget                  *widget)
{
  PangoContext *context;

  g_return_val_if_fail (font != NULL, FALSE);
  g_return_val_if_fail (GTK_IS_WIDGET (widget), FALSE);

  context = gtk_widget_get_pango_context (widget);

  return pango_font_description_equal (pango_context_get_font_description (context), font);
}

/**
 * sy_table_cell_init:
 * @self: nothing yet
 * @text: what is in the cell
 * @head: whether it stands at the top of the table
 * @widget: what draws it
 *
 * Makes a cell that is not wrapped; sy_table_cell_clear() takes it away.
 */
void
sy_table_cell_init (SyTableCell *self,
                    SyInline    *text,
                    gboolean     head,
                    GtkWidget   *widget)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL);
  g_return_if_fail (GTK_IS_WIDGET (widget));

  self->text = sy_inline_ref (text);
  self->layout = create_layout (text, head, widget);
  self->offset = 0;
  pango_layout_get_pixel_size (self->layout, &self->natural, NULL);
}

void
sy_table_cell_clear (SyTableCell *self)
{
  g_return_if_fail (self != NULL);

  g_clear_object (&self->layout);
  g_clear_pointer (&self->text, sy_inline_unref);
}

/**
 * sy_table_cell_measure:
 *
 * Returns: how wide a column has to be for a text that is not wrapped, in px
 */
int
sy_table_cell_measure (SyInline  *text,
                       gboolean   head,
                       GtkWidget *widget)
{
  SyTableCell cell;

  g_return_val_if_fail (text != NULL, 0);
  g_return_val_if_fail (GTK_IS_WIDGET (widget), 0);

  sy_table_cell_init (&cell, text, head, widget);
  sy_table_cell_clear (&cell);

  return cell.natural + 2 * SY_TABLE_CELL_INSET_X;
}

/**
 * sy_table_cell_wrap:
 * @column: how wide the column is, in px
 * @alignment: of the column
 * @direction: of the table
 *
 * Returns: how high the cell is in it, in px
 */
int
sy_table_cell_wrap (SyTableCell      *self,
                    int               column,
                    SyTableAlign      alignment,
                    GtkTextDirection  direction)
{
  int inside = MAX (column - 2 * SY_TABLE_CELL_INSET_X, 1);
  int height;

  g_return_val_if_fail (self != NULL, 0);

  /* What fits need not be laid out again. */
  if (self->natural > inside)
    align_lines (self->layout, alignment, direction);
  pango_layout_set_width (self->layout, self->natural > inside ? inside * PANGO_SCALE : -1);
  pango_layout_get_pixel_size (self->layout, NULL, &height);

  return height + 2 * SY_TABLE_CELL_INSET_Y;
}

/**
 * sy_table_cell_get_x:
 * @column: how wide the column is, in px
 * @alignment: of the column
 * @direction: of the table
 *
 * Returns: where the text begins in the column, in px
 */
int
sy_table_cell_get_x (SyTableCell      *self,
                     int               column,
                     SyTableAlign      alignment,
                     GtkTextDirection  direction)
{
  int left;

  g_return_val_if_fail (self != NULL, 0);

  if (pango_layout_get_width (self->layout) != -1)
    return SY_TABLE_CELL_INSET_X;

  left = column - 2 * SY_TABLE_CELL_INSET_X - self->natural;
  if (is_right (alignment, direction))
    return SY_TABLE_CELL_INSET_X + left;

  return SY_TABLE_CELL_INSET_X + (alignment == SY_TABLE_CENTRE ? left / 2 : 0);
}
