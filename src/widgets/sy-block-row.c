/* sy-block-row.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-block-row"

#include "config.h"

#include "sy-block-row.h"

#include "sy-code-block.h"
#include "sy-table-block.h"
#include "sy-text-block.h"

#include <adwaita.h>

#define MARKER_WIDTH 24
#define QUOTE_WIDTH  18
#define BAR_WIDTH    3
#define TASK_SIZE    16

/* Deeper ones stand where these do, or nothing would be left for the text. */
#define MAX_LEVELS 12

#define SECONDARY 0.72f

struct _SyBlockRow
{
  GtkWidget          parent_instance;

  GtkWidget         *child;
  int                gap;
  gboolean           placed;

  const SyContainer *container;
  const SyContainer *before;
  PangoLayout       *marker;

  /* 0 until it is needed, and when the font is another one. */
  int                digit;
};

G_DEFINE_FINAL_TYPE (SyBlockRow, sy_block_row, GTK_TYPE_WIDGET)

/* As wide as the look has it, and wider where an ordinal needs it: there may be many items, and
 * the text may be large.
 */
static int
get_width (const SyContainer *container,
           int                digit)
{
  int width = digit;

  if (sy_container_get_kind (container) == SY_CONTAINER_QUOTE)
    return QUOTE_WIDTH;

  if (sy_container_get_kind (container) != SY_CONTAINER_ORDERED)
    return MARKER_WIDTH;

  for (guint i = MAX (sy_container_get_ordinal (container), 1); i > 0; i /= 10)
    width += digit;

  return MAX (width, MARKER_WIDTH);
}

static int
get_digit_width (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int width = PANGO_PIXELS_CEIL (pango_font_metrics_get_approximate_digit_width (metrics));

  pango_font_metrics_unref (metrics);

  return width;
}

/* From the outermost to the innermost, of the innermost ones. */
static guint
list_containers (const SyContainer  *container,
                 const SyContainer **containers)
{
  guint n = 0;

  for (const SyContainer *i = container; i != NULL && n < MAX_LEVELS;
       i = sy_container_get_parent (i))
    n++;

  for (guint i = n; i > 0; i--)
    {
      containers[i - 1] = container;
      container = sy_container_get_parent (container);
    }

  return n;
}

static int
add_widths (const SyContainer *container,
            int                digit)
{
  const SyContainer *containers[MAX_LEVELS];
  guint n = list_containers (container, containers);
  int inset = 0;

  for (guint i = 0; i < n; i++)
    inset += get_width (containers[i], digit);

  return inset;
}

static int
get_digit (SyBlockRow *self)
{
  if (self->digit == 0)
    self->digit = get_digit_width (GTK_WIDGET (self));

  return self->digit;
}

static int
get_inset (SyBlockRow *self)
{
  return self->container != NULL ? add_widths (self->container, get_digit (self)) : 0;
}

/* Whether the row is the first of a quote or an item. */
static gboolean
begins (SyBlockRow        *self,
        const SyContainer *container)
{
  return !sy_container_has (self->before, container);
}

static gboolean
sy_block_row_grab_focus (GtkWidget *widget)
{
  GtkWidget *child = SY_BLOCK_ROW (widget)->child;

  /* Text can be read, anything else has something that can be pressed, or nothing. */
  return gtk_widget_grab_focus (child) || gtk_widget_child_focus (child, GTK_DIR_TAB_FORWARD);
}

static GtkSizeRequestMode
sy_block_row_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
sy_block_row_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  SyBlockRow *self = SY_BLOCK_ROW (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      gtk_widget_measure (self->child, orientation, -1, minimum, natural, NULL, NULL);
      *minimum = 0;
      *natural += get_inset (self);
      return;
    }

  *minimum = *natural = sy_block_row_get_height (self, for_size);
}

static void
place_child (SyBlockRow *self,
             int         width,
             int         height)
{
  int inset = get_inset (self);
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  self->placed = TRUE;

  gtk_widget_allocate (self->child, MAX (width - inset, 1), height - self->gap, -1,
                       gsk_transform_translate (NULL,
                                                &GRAPHENE_POINT_INIT ((float) (rtl ? 0 : inset),
                                                                      (float) self->gap)));
}

static void
sy_block_row_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  place_child (SY_BLOCK_ROW (widget), width, height);
}

/* @x and @width are as they are read from left to right. */
static float
mirror (SyBlockRow *self,
        int         x,
        int         width)
{
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    return (float) (gtk_widget_get_width (GTK_WIDGET (self)) - x - width);

  return (float) x;
}

static void
get_secondary (SyBlockRow *self,
               GdkRGBA    *colour)
{
  AdwStyleManager *style =
    adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));

  gtk_widget_get_color (GTK_WIDGET (self), colour);
  if (!adw_style_manager_get_high_contrast (style))
    colour->alpha *= SECONDARY;
}

/* The bar goes on through the space above a row, unless the quote begins with it. */
static void
draw_bar (SyBlockRow        *self,
          GtkSnapshot       *snapshot,
          const SyContainer *quote,
          int                x)
{
  int top = begins (self, quote) ? self->gap : 0;
  int height = gtk_widget_get_height (GTK_WIDGET (self)) - top;
  GdkRGBA colour;

  gtk_widget_get_color (GTK_WIDGET (self), &colour);
  colour.alpha *= 0.15f;
  gtk_snapshot_append_color (snapshot, &colour,
                             &GRAPHENE_RECT_INIT (mirror (self, x, BAR_WIDTH), (float) top,
                                                  BAR_WIDTH, (float) height));
}

static int
get_line_height (SyBlockRow *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int height = PANGO_PIXELS (pango_font_metrics_get_height (metrics) * 1.28);

  pango_font_metrics_unref (metrics);

  return height;
}

static void
draw_task (SyBlockRow  *self,
           GtkSnapshot *snapshot,
           gboolean     done,
           int          x)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));
  g_autoptr(GtkIconPaintable) icon = NULL;
  GdkRGBA colour;

  icon = gtk_icon_theme_lookup_icon (theme, done ? "checkbox-checked-symbolic"
                                                 : "checkbox-symbolic",
                                     NULL, TASK_SIZE, gtk_widget_get_scale_factor (widget),
                                     gtk_widget_get_direction (widget), GTK_ICON_LOOKUP_PRELOAD);
  get_secondary (self, &colour);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (
    mirror (self, x, TASK_SIZE), (float) (self->gap + (get_line_height (self) - TASK_SIZE) / 2)));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot,
                                            TASK_SIZE, TASK_SIZE, &colour, 1);
  gtk_snapshot_restore (snapshot);
}

static void
draw_marker (SyBlockRow        *self,
             GtkSnapshot       *snapshot,
             const SyContainer *item,
             int                x)
{
  g_autofree char *text = NULL;
  GdkRGBA colour;
  int width;

  if (sy_container_get_kind (item) == SY_CONTAINER_ORDERED)
    text = g_strdup_printf ("%u.", sy_container_get_ordinal (item));
  else
    text = g_strdup ("•");

  if (self->marker == NULL)
    {
      PangoAttrList *attributes = pango_attr_list_new ();

      self->marker = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
      pango_attr_list_insert (attributes, pango_attr_line_height_new (1.28));
      pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
      pango_layout_set_attributes (self->marker, attributes);
      pango_attr_list_unref (attributes);
    }

  pango_layout_set_text (self->marker, text, -1);
  pango_layout_get_pixel_size (self->marker, &width, NULL);
  get_secondary (self, &colour);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (mirror (self, x, width), (float) self->gap));
  gtk_snapshot_append_layout (snapshot, self->marker, &colour);
  gtk_snapshot_restore (snapshot);
}

static void
draw_container (SyBlockRow        *self,
                GtkSnapshot       *snapshot,
                const SyContainer *container,
                int                x)
{
  if (sy_container_get_kind (container) == SY_CONTAINER_QUOTE)
    draw_bar (self, snapshot, container, x);
  else if (!begins (self, container))
    return;
  else if (sy_container_get_task (container) >= 0)
    draw_task (self, snapshot, sy_container_get_task (container) > 0, x);
  else
    draw_marker (self, snapshot, container, x);
}

static void
sy_block_row_snapshot (GtkWidget   *widget,
                       GtkSnapshot *snapshot)
{
  SyBlockRow *self = SY_BLOCK_ROW (widget);
  const SyContainer *containers[MAX_LEVELS];
  guint n = list_containers (self->container, containers);
  int x = 0;

  for (guint i = 0; i < n; i++)
    {
      draw_container (self, snapshot, containers[i], x);
      x += get_width (containers[i], get_digit (self));
    }

  gtk_widget_snapshot_child (widget, self->child, snapshot);
}

static void
forget_font (SyBlockRow *self)
{
  g_clear_object (&self->marker);
  self->digit = 0;
}

static void
sy_block_row_css_changed (GtkWidget         *widget,
                          GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (sy_block_row_parent_class)->css_changed (widget, change);

  forget_font (SY_BLOCK_ROW (widget));
}

static void
sy_block_row_system_setting_changed (GtkWidget        *widget,
                                     GtkSystemSetting  setting)
{
  GTK_WIDGET_CLASS (sy_block_row_parent_class)->system_setting_changed (widget, setting);

  forget_font (SY_BLOCK_ROW (widget));
  gtk_widget_queue_resize (widget);
}

static void
sy_block_row_dispose (GObject *object)
{
  SyBlockRow *self = SY_BLOCK_ROW (object);

  g_clear_pointer (&self->child, gtk_widget_unparent);
  g_clear_object (&self->marker);
  g_clear_pointer ((SyContainer **) &self->container, sy_container_unref);
  g_clear_pointer ((SyContainer **) &self->before, sy_container_unref);

  G_OBJECT_CLASS (sy_block_row_parent_class)->dispose (object);
}

static void
sy_block_row_class_init (SyBlockRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sy_block_row_dispose;

  widget_class->css_changed = sy_block_row_css_changed;
  widget_class->grab_focus = sy_block_row_grab_focus;
  widget_class->get_request_mode = sy_block_row_get_request_mode;
  widget_class->measure = sy_block_row_measure;
  widget_class->size_allocate = sy_block_row_size_allocate;
  widget_class->snapshot = sy_block_row_snapshot;
  widget_class->system_setting_changed = sy_block_row_system_setting_changed;

  gtk_widget_class_set_css_name (widget_class, "blockrow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
sy_block_row_init (SyBlockRow *self)
{
}

/**
 * sy_block_row_new:
 * @child: (transfer floating): what shows the block
 *
 * A block in its place: below the one before, inside the lists and quotes it belongs to, whose
 * markers and bars it draws.
 *
 * Returns: (transfer floating): a new row
 */
GtkWidget *
sy_block_row_new (GtkWidget *child)
{
  SyBlockRow *self;

  g_return_val_if_fail (GTK_IS_WIDGET (child), NULL);

  self = g_object_new (SY_TYPE_BLOCK_ROW, NULL);
  self->child = child;
  gtk_widget_set_parent (child, GTK_WIDGET (self));

  return GTK_WIDGET (self);
}

/**
 * sy_block_row_get_inset:
 * @container: (nullable): what a block is in
 * @widget: whose font it has
 *
 * Returns: how much narrower than the column the block is, in px
 */
int
sy_block_row_get_inset (const SyContainer *container,
                        GtkWidget         *widget)
{
  return container != NULL ? add_widths (container, get_digit_width (widget)) : 0;
}

GtkWidget *
sy_block_row_get_child (SyBlockRow *self)
{
  g_return_val_if_fail (SY_IS_BLOCK_ROW (self), NULL);

  return self->child;
}

/**
 * sy_block_row_update:
 *
 * Shows what has changed in code or a table since the last time.
 */
void
sy_block_row_update (SyBlockRow *self)
{
  g_return_if_fail (SY_IS_BLOCK_ROW (self));

  if (SY_IS_CODE_BLOCK (self->child))
    sy_code_block_update (SY_CODE_BLOCK (self->child));
  else if (SY_IS_TABLE_BLOCK (self->child))
    sy_table_block_update (SY_TABLE_BLOCK (self->child));
}

/**
 * sy_block_row_set_edges:
 * @first: whether code or a table begins here
 * @last: whether it ends here
 */
void
sy_block_row_set_edges (SyBlockRow *self,
                        gboolean    first,
                        gboolean    last)
{
  g_return_if_fail (SY_IS_BLOCK_ROW (self));

  if (SY_IS_CODE_BLOCK (self->child))
    sy_code_block_set_edges (SY_CODE_BLOCK (self->child), first, last);
  else if (SY_IS_TABLE_BLOCK (self->child))
    sy_table_block_set_edges (SY_TABLE_BLOCK (self->child), first, last);
}

/**
 * sy_block_row_get_height:
 * @width: in px, or -1
 *
 * Returns: how high the row is in a width, also when its text has grown since GTK measured it
 */
int
sy_block_row_get_height (SyBlockRow *self,
                         int         width)
{
  int child_width = width;
  int height;

  g_return_val_if_fail (SY_IS_BLOCK_ROW (self), 0);

  if (width > 0)
    child_width = MAX (width - get_inset (self), 1);

  if (SY_IS_TEXT_BLOCK (self->child) && width > 0)
    height = sy_text_block_get_height (SY_TEXT_BLOCK (self->child), child_width);
  else if (SY_IS_CODE_BLOCK (self->child))
    height = sy_code_block_get_height (SY_CODE_BLOCK (self->child));
  else if (SY_IS_TABLE_BLOCK (self->child) && width > 0)
    height = sy_table_block_get_height (SY_TABLE_BLOCK (self->child), child_width);
  else
    gtk_widget_measure (self->child, GTK_ORIENTATION_VERTICAL, child_width, NULL, &height, NULL,
                        NULL);

  return height + self->gap;
}

/**
 * sy_block_row_place:
 * @y: where it begins, in px
 * @width: in px
 * @height: in px
 *
 * Gives it and its child their places.  What is changed in a row does not ask GTK for that: who
 * changes it does it.
 */
void
sy_block_row_place (SyBlockRow *self,
                    int         y,
                    int         width,
                    int         height)
{
  g_return_if_fail (SY_IS_BLOCK_ROW (self));

  gtk_widget_allocate (GTK_WIDGET (self), width, height, -1,
                       gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (0, (float) y)));
  if (!self->placed)
    place_child (self, width, height);
}

/**
 * sy_block_row_get_placed:
 *
 * Returns: whether its child is where it belongs
 */
gboolean
sy_block_row_get_placed (SyBlockRow *self)
{
  g_return_val_if_fail (SY_IS_BLOCK_ROW (self), FALSE);

  return self->placed;
}

/**
 * sy_block_row_get_gap:
 *
 * Returns: the space above the block, in px
 */
int
sy_block_row_get_gap (SyBlockRow *self)
{
  g_return_val_if_fail (SY_IS_BLOCK_ROW (self), 0);

  return self->gap;
}

void
sy_block_row_set_gap (SyBlockRow *self,
                      int         gap)
{
  g_return_if_fail (SY_IS_BLOCK_ROW (self));
  g_return_if_fail (gap >= 0);

  if (self->gap == gap)
    return;

  self->gap = gap;
  self->placed = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
set_chain (const SyContainer **place,
           const SyContainer  *chain)
{
  const SyContainer *old = *place;

  *place = chain != NULL ? sy_container_ref ((SyContainer *) chain) : NULL;
  if (old != NULL)
    sy_container_unref ((SyContainer *) old);
}

/**
 * sy_block_row_set_container:
 * @container: (nullable): what the block is in
 * @before: (nullable): what the block before it is in; what is in both goes on here
 */
void
sy_block_row_set_container (SyBlockRow        *self,
                            const SyContainer *container,
                            const SyContainer *before)
{
  gboolean quoted = FALSE;

  g_return_if_fail (SY_IS_BLOCK_ROW (self));

  if (self->container == container && self->before == before)
    return;

  for (const SyContainer *i = container; i != NULL; i = sy_container_get_parent (i))
    quoted = quoted || sy_container_get_kind (i) == SY_CONTAINER_QUOTE;

  if (quoted)
    gtk_widget_add_css_class (self->child, "sy-secondary");
  else
    gtk_widget_remove_css_class (self->child, "sy-secondary");

  set_chain (&self->container, container);
  set_chain (&self->before, before);
  self->placed = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
