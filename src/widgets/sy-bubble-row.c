/* sy-bubble-row.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-bubble-row"

#include "config.h"

#include "sy-bubble-row.h"

/* Look: of the column, and in letters. */
#define MAX_SHARE 0.85
#define MAX_CHARS 62

struct _SyBubbleRow
{
  GtkWidget  parent_instance;

  GtkWidget *block;

  /* A long text is several pieces, which are all as wide. */
  gboolean   whole;
};

G_DEFINE_FINAL_TYPE (SyBubbleRow, sy_bubble_row, GTK_TYPE_WIDGET)

static int
get_max_chars_width (SyBubbleRow *self)
{
  PangoContext *context = gtk_widget_get_pango_context (self->block);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int width = PANGO_PIXELS_CEIL (MAX_CHARS *
                                 pango_font_metrics_get_approximate_char_width (metrics));

  pango_font_metrics_unref (metrics);

  return width;
}

static int
get_bubble_width (SyBubbleRow *self,
                  int          width)
{
  int max_width = (int) (width * MAX_SHARE);
  int padding;

  /* The text itself asks for no width. */
  gtk_widget_measure (self->block, GTK_ORIENTATION_HORIZONTAL, -1, &padding, NULL, NULL, NULL);
  max_width = MAX (MIN (max_width, get_max_chars_width (self) + padding), padding + 1);
  if (!self->whole)
    return max_width;

  return padding + sy_text_block_get_text_width (SY_TEXT_BLOCK (self->block),
                                                 max_width - padding);
}

static gboolean
sy_bubble_row_grab_focus (GtkWidget *widget)
{
  GtkWidget *child = SY_BUBBLE_ROW (widget)->block;

  /* Text can be read, anything else has something that can be pressed, or nothing. */
  return gtk_widget_grab_focus (child) || gtk_widget_child_focus (child, GTK_DIR_TAB_FORWARD);
}

static GtkSizeRequestMode
sy_bubble_row_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
sy_bubble_row_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  SyBubbleRow *self = SY_BUBBLE_ROW (widget);

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_VERTICAL && for_size > 0)
    gtk_widget_measure (self->block, orientation, get_bubble_width (self, for_size),
                        minimum, natural, NULL, NULL);
}

static void
sy_bubble_row_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  SyBubbleRow *self = SY_BUBBLE_ROW (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int bubble = get_bubble_width (self, width);
  GtkAllocation place = { rtl ? 0 : width - bubble, 0, bubble, height };

  gtk_widget_size_allocate (self->block, &place, -1);
}

static void
sy_bubble_row_dispose (GObject *object)
{
  g_clear_pointer (&SY_BUBBLE_ROW (object)->block, gtk_widget_unparent);

  G_OBJECT_CLASS (sy_bubble_row_parent_class)->dispose (object);
}

static void
sy_bubble_row_class_init (SyBubbleRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sy_bubble_row_dispose;

  widget_class->grab_focus = sy_bubble_row_grab_focus;
  widget_class->get_request_mode = sy_bubble_row_get_request_mode;
  widget_class->measure = sy_bubble_row_measure;
  widget_class->size_allocate = sy_bubble_row_size_allocate;

  gtk_widget_class_set_css_name (widget_class, "bubblerow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
sy_bubble_row_init (SyBubbleRow *self)
{
}

/**
 * sy_bubble_row_new:
 * @block: (transfer floating): a #SyTextBlock, a piece of what the person wrote
 * @first: whether the bubble begins with it
 * @last: whether the bubble ends with it
 *
 * Puts a text into the bubble at the end of the line.
 *
 * Returns: (transfer floating): a new row
 */
GtkWidget *
sy_bubble_row_new (GtkWidget *block,
                   gboolean   first,
                   gboolean   last)
{
  SyBubbleRow *self;

  g_return_val_if_fail (SY_IS_TEXT_BLOCK (block), NULL);

  self = g_object_new (SY_TYPE_BUBBLE_ROW, NULL);
  self->block = block;
  self->whole = first && last;
  gtk_widget_add_css_class (block, "sy-bubble");
  if (first)
    gtk_widget_add_css_class (block, "first");
  if (last)
    gtk_widget_add_css_class (block, "last");
  gtk_widget_set_parent (block, GTK_WIDGET (self));

  return GTK_WIDGET (self);
}
