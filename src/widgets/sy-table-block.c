/* sy-table-block.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-table-block"

#include "config.h"

#include "sy-table-block.h"

#include "sy-inline-links.h"
#include "sy-layout-text.h"
#include "sy-sideways.h"
#include "sy-table-cell.h"
#include "sy-table-links.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* A transcript never asks what a block would like. */
#define MIN_WIDTH       60

/* As libadwaita's --border-opacity and our class for secondary text have it. */
#define RULE_ALPHA      0.15
#define RULE_ALPHA_HIGH 0.5
#define HEAD_ALPHA      0.72

#define RULE            1

/* One chunk of a table.
 *
 * @cells has all of them row by row, @columns of each row; @tops says where each row
 * begins and, in the end, where the last one ends, once they are laid out for @width.
 * @open is whether the block was, when it was read the last time.
 */
struct _SyTableBlock
{
  GtkWidget             parent_instance;

  SyTableGroup         *group;
  SyDocument           *document;
  SyBlock              *block;
  SySideways           *sideways;

  /* Read when it is asked for: only then the font is known. */
  SyTable              *table;
  GArray               *cells;
  SyTableLinks         *links;
  guint                 n_rows;
  guint                 n_columns;
  gboolean              open;
  gboolean              last;
  PangoFontDescription *font;

  GArray               *tops;
  int                  *columns;
  int                   total;
  int                   width;
  guint                 serial;
};

static void text_iface_init (GtkAccessibleTextInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SyTableBlock, sy_table_block, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_ACCESSIBLE_TEXT, text_iface_init))

static SyTableCell *
get_cell (SyTableBlock *self,
          guint         row,
          guint         column)
{
  return &g_array_index (self->cells, SyTableCell, row * self->n_columns + column);
}

static int
get_top (SyTableBlock *self,
         guint         row)
{
  return g_array_index (self->tops, int, row);
}

static int
wrap_row (SyTableBlock *self,
          guint         row)
{
  GtkTextDirection direction = gtk_widget_get_direction (GTK_WIDGET (self));
  int height = 0;

  for (guint column = 0; column < self->n_columns; column++)
    height = MAX (height,
                  sy_table_cell_wrap (get_cell (self, row, column), self->columns[column],
                                      sy_table_get_align (self->table, column), direction));

  return height;
}

/* There is no rule below the last row of the table: its frame is there. */
static void
lay_out_rows (SyTableBlock *self)
{
  while (self->tops->len <= self->n_rows)
    {
      guint row = self->tops->len - 1;
      int bottom = get_top (self, row) + wrap_row (self, row) + RULE;

      if (self->last && row + 1 == self->n_rows)
        bottom -= RULE;
      g_array_append_val (self->tops, bottom);
    }
}

static void
forget_rows (SyTableBlock *self,
             guint         first_row)
{
  if (self->tops->len > first_row + 1)
    g_array_set_size (self->tops, first_row + 1);
}

static void
lay_out (SyTableBlock *self,
         int           width)
{
  guint serial = sy_table_group_get_serial (self->group);

  if (self->columns == NULL || self->width != width || self->serial != serial)
    {
      forget_rows (self, 0);
      g_clear_pointer (&self->columns, g_free);
      self->total = sy_table_group_dup_columns (self->group, MAX (width, 1), &self->columns);
      self->width = width;
      self->serial = serial;
    }

  lay_out_rows (self);
}

/* The left side of the columns, wherever the table is scrolled to. */
static int
get_left (SyTableBlock *self)
{
  int value = gtk_adjustment_get_value (sy_table_group_get_adjustment (self->group));

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    return self->width - self->total + value;

  return -value;
}

/* The first column is at the right where people read from there. */
static int
get_column_x (SyTableBlock *self,
              guint         column)
{
  int x = 0;

  for (guint i = 0; i < column; i++)
    x += self->columns[i];

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    return get_left (self) + self->total - x - self->columns[column];

  return get_left (self) + x;
}

/* Where the text of a cell is in the widget. */
static void
get_cell_origin (SyTableBlock     *self,
                 guint             row,
                 guint             column,
                 graphene_point_t *origin)
{
  int x = sy_table_cell_get_x (get_cell (self, row, column), self->columns[column],
                               sy_table_get_align (self->table, column),
                               gtk_widget_get_direction (GTK_WIDGET (self)));

  graphene_point_init (origin,
                       get_column_x (self, column) + x,
                       get_top (self, row) + SY_TABLE_CELL_INSET_Y);
}

static void
get_origin_cb (GtkWidget        *widget,
               guint             cell,
               graphene_point_t *origin)
{
  SyTableBlock *self = SY_TABLE_BLOCK (widget);

  get_cell_origin (self, cell / self->n_columns, cell % self->n_columns, origin);
}

/* Rows as lines, with tabs between the cells. */
static char *
dup_text (SyTableBlock *self)
{
  GString *text = g_string_new (NULL);

  for (guint row = 0; row < self->n_rows; row++)
    for (guint column = 0; column < self->n_columns; column++)
      {
        if (column > 0)
          g_string_append_c (text, '\t');
        else if (row > 0)
          g_string_append_c (text, '\n');
        g_string_append (text, pango_layout_get_text (get_cell (self, row, column)->layout));
      }

  return g_string_free_and_steal (text);
}

static void
count_offsets (SyTableBlock *self)
{
  guint offset = 0;

  for (guint i = 0; i < self->cells->len; i++)
    {
      SyTableCell *cell = &g_array_index (self->cells, SyTableCell, i);

      cell->offset = offset;
      offset += pango_layout_get_character_count (cell->layout) + 1;
    }
}

/* Only a table that still grows changes its columns by what is in it. */
static void
add_row (SyTableBlock *self,
         guint         row,
         gboolean      growing)
{
  gboolean head = row < sy_table_get_n_head (self->table);

  for (guint column = 0; column < self->n_columns; column++)
    {
      SyTableCell cell;

      sy_table_cell_init (&cell, sy_table_get_cell (self->table, row, column), head,
                          GTK_WIDGET (self));
      g_array_append_val (self->cells, cell);
      if (growing)
        sy_table_group_add_cell (self->group, column, cell.natural + 2 * SY_TABLE_CELL_INSET_X);
    }
}

/* Reads the table anew and makes the rows from @first_row on; those before are what they
 * were.
 */
static void
show_rows (SyTableBlock *self,
           guint         first_row)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean growing;

  sy_table_group_prepare (self->group, widget);
  growing = self->open || sy_table_group_is_growing (self->group, self->block);
  g_clear_pointer (&self->font, pango_font_description_free);
  self->font = sy_table_cell_dup_font (widget);
  g_clear_pointer (&self->table, sy_table_free);
  self->table = sy_document_read_table (self->document, self->block);
  if (sy_table_get_n_columns (self->table) != self->n_columns ||
      sy_table_get_n_rows (self->table) < first_row)
    first_row = 0;

  self->n_columns = sy_table_get_n_columns (self->table);
  self->n_rows = sy_table_get_n_rows (self->table);
  g_array_set_size (self->cells, first_row * self->n_columns);
  /* The last one has no line below it. */
  forget_rows (self, MIN (first_row, MAX (self->n_rows, 1) - 1));
  for (guint row = first_row; row < self->n_rows; row++)
    add_row (self, row, growing);

  self->open = !sy_block_get_closed (self->block);
  count_offsets (self);
  sy_sideways_set_focusable (self->sideways, sy_table_links_update (self->links));
}

static void
ensure_rows (SyTableBlock *self)
{
  if (self->table == NULL)
    show_rows (self, 0);
}

static void
columns_changed_cb (SyTableBlock *self)
{
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static PangoLayout *
get_layout (GtkAccessibleText *widget,
            graphene_point_t  *origin)
{
  SyTableBlock *self = SY_TABLE_BLOCK (widget);
  g_autofree char *text = NULL;

  ensure_rows (self);
  text = dup_text (self);

  return gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
}

static gboolean
get_extents (GtkAccessibleText *widget,
             unsigned int       start,
             unsigned int       end,
             graphene_rect_t   *extents)
{
  SyTableBlock *self = SY_TABLE_BLOCK (widget);
  gboolean found = FALSE;

  if (self->columns == NULL)
    return FALSE;

  for (guint i = 0; i < self->cells->len; i++)
    {
      SyTableCell *cell = &g_array_index (self->cells, SyTableCell, i);
      graphene_point_t origin;
      graphene_rect_t part;

      if (end <= cell->offset ||
          !sy_layout_text_get_extents (cell->layout, start - MIN (start, cell->offset),
                                       end - cell->offset, &part))
        continue;

      get_cell_origin (self, i / self->n_columns, i % self->n_columns, &origin);
      graphene_rect_offset (&part, origin.x, origin.y);
      if (found)
        graphene_rect_union (extents, &part, extents);
      else
        *extents = part;
      found = TRUE;
    }

  return found;
}

static gboolean
get_offset (GtkAccessibleText      *widget,
            const graphene_point_t *point,
            unsigned int           *offset)
{
  SyTableBlock *self = SY_TABLE_BLOCK (widget);

  if (self->columns == NULL)
    return FALSE;

  for (guint i = 0; i < self->cells->len; i++)
    {
      SyTableCell *cell = &g_array_index (self->cells, SyTableCell, i);
      graphene_point_t origin;
      graphene_point_t inside;

      get_cell_origin (self, i / self->n_columns, i % self->n_columns, &origin);
      graphene_point_init (&inside, point->x - origin.x, point->y - origin.y);
      if (sy_layout_text_get_offset (cell->layout, &inside, offset))
        {
          *offset += cell->offset;
          return TRUE;
        }
    }

  return FALSE;
}

static void
text_iface_init (GtkAccessibleTextInterface *iface)
{
  sy_layout_text_implement (iface, get_layout);
  iface->get_extents = get_extents;
  iface->get_offset = get_offset;
}

/* Unlike code, cells are wrapped. */
static GtkSizeRequestMode
sy_table_block_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
sy_table_block_measure (GtkWidget      *widget,
                        GtkOrientation  orientation,
                        int             for_size,
                        int            *minimum,
                        int            *natural,
                        int            *minimum_baseline,
                        int            *natural_baseline)
{
  SyTableBlock *self = SY_TABLE_BLOCK (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = *natural = MIN_WIDTH;
      return;
    }

  *minimum = *natural = sy_table_block_get_height (self, for_size == -1
                                                         ? MAX (self->width, MIN_WIDTH)
                                                         : for_size);
}

static void
sy_table_block_size_allocate (GtkWidget *widget,
                              int        width,
                              int        height,
                              int        baseline)
{
  SyTableBlock *self = SY_TABLE_BLOCK (widget);

  ensure_rows (self);
  lay_out (self, width);
  sy_sideways_configure (sy_table_group_get_adjustment (self->group), self->total, width);
  sy_sideways_allocate (self->sideways, width, height);
}

static gboolean
sy_table_block_focus (GtkWidget        *widget,
                      GtkDirectionType  direction)
{
  return sy_table_links_focus (SY_TABLE_BLOCK (widget)->links, direction) ||
         GTK_WIDGET_CLASS (sy_table_block_parent_class)->focus (widget, direction);
}

static gboolean
sy_table_block_query_tooltip (GtkWidget  *widget,
                              int         x,
                              int         y,
                              gboolean    keyboard,
                              GtkTooltip *tooltip)
{
  return sy_table_links_query_tooltip (SY_TABLE_BLOCK (widget)->links, x, y, keyboard, tooltip);
}

static void
activate_cb (SyTableBlock *self)
{
  g_assert (SY_IS_TABLE_BLOCK (self));

  sy_table_links_activate (self->links);
}

static void
draw_row (SyTableBlock  *self,
          GtkSnapshot   *snapshot,
          guint          row,
          const GdkRGBA *color)
{
  for (guint column = 0; column < self->n_columns; column++)
    {
      int x = get_column_x (self, column);
      graphene_point_t origin;

      if (x > self->width || x + self->columns[column] < 0)
        continue;

      get_cell_origin (self, row, column, &origin);
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &origin);
      gtk_snapshot_append_layout (snapshot, get_cell (self, row, column)->layout, color);
      gtk_snapshot_restore (snapshot);
    }
}

static void
draw_rule (SyTableBlock  *self,
           GtkSnapshot   *snapshot,
           guint          row,
           const GdkRGBA *color)
{
  GdkRGBA rule = *color;

  rule.alpha *= adw_style_manager_get_high_contrast (adw_style_manager_get_default ())
                ? RULE_ALPHA_HIGH : RULE_ALPHA;
  gtk_snapshot_append_color (snapshot, &rule,
                             &GRAPHENE_RECT_INIT (0, get_top (self, row + 1) - RULE,
                                                  self->width, RULE));
}

static void
sy_table_block_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  SyTableBlock *self = SY_TABLE_BLOCK (widget);
  GdkRGBA color;

  gtk_widget_get_color (widget, &color);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget),
                                                         gtk_widget_get_height (widget)));
  for (guint row = 0; row < self->n_rows; row++)
    {
      GdkRGBA text = color;

      if (row < sy_table_get_n_head (self->table))
        text.alpha *= HEAD_ALPHA;
      draw_row (self, snapshot, row, &text);
      if (!self->last || row + 1 < self->n_rows)
        draw_rule (self, snapshot, row, &color);
    }

  sy_table_links_draw (self->links, snapshot, &color);
  GTK_WIDGET_CLASS (sy_table_block_parent_class)->snapshot (widget, snapshot);
  gtk_snapshot_pop (snapshot);
}

/* All of it, with another font or the other way round. */
static void
show_again (SyTableBlock *self)
{
  show_rows (self, 0);
  g_clear_pointer (&self->columns, g_free);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* Links have the colour of the accent, which is not a matter of style sheets in a layout. */
static void
watch_style (SyTableBlock *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (show_again), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::accent-color", G_CALLBACK (show_again), self,
                           G_CONNECT_SWAPPED);
}

static void
sy_table_block_css_changed (GtkWidget         *widget,
                            GtkCssStyleChange *change)
{
  SyTableBlock *self = SY_TABLE_BLOCK (widget);

  GTK_WIDGET_CLASS (sy_table_block_parent_class)->css_changed (widget, change);

  if (self->table != NULL && !sy_table_cell_has_font (self->font, widget))
    show_again (self);
}

static void
sy_table_block_direction_changed (GtkWidget        *widget,
                                  GtkTextDirection  previous)
{
  SyTableBlock *self = SY_TABLE_BLOCK (widget);

  GTK_WIDGET_CLASS (sy_table_block_parent_class)->direction_changed (widget, previous);

  if (self->table != NULL)
    show_again (self);
}

static void
sy_table_block_dispose (GObject *object)
{
  SyTableBlock *self = SY_TABLE_BLOCK (object);

  g_clear_object (&self->sideways);
  g_array_set_size (self->cells, 0);
  g_clear_pointer (&self->table, sy_table_free);
  g_clear_object (&self->block);
  g_clear_object (&self->document);
  g_clear_object (&self->group);

  G_OBJECT_CLASS (sy_table_block_parent_class)->dispose (object);
}

static void
sy_table_block_finalize (GObject *object)
{
  SyTableBlock *self = SY_TABLE_BLOCK (object);

  sy_table_links_free (self->links);
  g_array_unref (self->cells);
  g_array_unref (self->tops);
  g_free (self->columns);
  g_clear_pointer (&self->font, pango_font_description_free);

  G_OBJECT_CLASS (sy_table_block_parent_class)->finalize (object);
}

static void
sy_table_block_class_init (SyTableBlockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sy_table_block_dispose;
  object_class->finalize = sy_table_block_finalize;

  widget_class->get_request_mode = sy_table_block_get_request_mode;
  widget_class->measure = sy_table_block_measure;
  widget_class->size_allocate = sy_table_block_size_allocate;
  widget_class->snapshot = sy_table_block_snapshot;
  widget_class->css_changed = sy_table_block_css_changed;
  widget_class->direction_changed = sy_table_block_direction_changed;
  widget_class->focus = sy_table_block_focus;
  widget_class->query_tooltip = sy_table_block_query_tooltip;

  sy_inline_links_install (widget_class, G_CALLBACK (activate_cb));

  gtk_widget_class_set_css_name (widget_class, "tableblock");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
clear_cell (gpointer data)
{
  sy_table_cell_clear (data);
}

static void
sy_table_block_init (SyTableBlock *self)
{
  int top = 0;

  self->cells = g_array_new (FALSE, FALSE, sizeof (SyTableCell));
  g_array_set_clear_func (self->cells, clear_cell);
  self->links = sy_table_links_new (GTK_WIDGET (self), self->cells, get_origin_cb);
  self->tops = g_array_new (FALSE, FALSE, sizeof (int));
  g_array_append_val (self->tops, top);

  /* Translators: For the screen reader, a table in an answer. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Table"),
                                  -1);
}

/**
 * sy_table_block_new:
 * @group: what the chunks of the table share
 * @document: where the table is
 * @block: the chunk that is shown
 *
 * Up to 30 rows of a table.
 *
 * Returns: (transfer floating): a new chunk that shows what is there, without edges
 */
GtkWidget *
sy_table_block_new (SyTableGroup *group,
                    SyDocument   *document,
                    SyBlock      *block)
{
  SyTableBlock *self;

  g_return_val_if_fail (SY_IS_TABLE_GROUP (group), NULL);
  g_return_val_if_fail (SY_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (SY_IS_BLOCK (block), NULL);

  self = g_object_new (SY_TYPE_TABLE_BLOCK, NULL);
  self->group = g_object_ref (group);
  self->document = g_object_ref (document);
  self->block = g_object_ref (block);
  self->sideways = sy_sideways_new (GTK_WIDGET (self), sy_table_group_get_adjustment (group),
                                    FALSE);
  g_signal_connect_object (group, "columns-changed", G_CALLBACK (columns_changed_cb), self,
                           G_CONNECT_SWAPPED);
  watch_style (self);

  return GTK_WIDGET (self);
}

/**
 * sy_table_block_update:
 *
 * Shows what has changed in the block since the last time: the last row, and those after
 * it.  Who has placed the block asks for its new height, with sy_table_block_get_height(): a
 * resize would go through the whole window.
 */
void
sy_table_block_update (SyTableBlock *self)
{
  g_return_if_fail (SY_IS_TABLE_BLOCK (self));

  if (self->table == NULL)
    return;

  show_rows (self, MAX (self->n_rows, 1) - 1);
  if (self->columns != NULL)
    lay_out (self, self->width);

  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * sy_table_block_get_height:
 * @width: in px
 *
 * Returns: how high the block is in a width, in px
 */
int
sy_table_block_get_height (SyTableBlock *self,
                           int           width)
{
  g_return_val_if_fail (SY_IS_TABLE_BLOCK (self), 0);

  ensure_rows (self);
  lay_out (self, width);

  return get_top (self, self->n_rows);
}

static void
set_class (GtkWidget  *widget,
           const char *name,
           gboolean    set)
{
  if (set)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/**
 * sy_table_block_set_edges:
 * @first: whether this is the first chunk, which has the upper end of the frame
 * @last: whether this is the last chunk, which has the lower end and the scrollbar
 */
void
sy_table_block_set_edges (SyTableBlock *self,
                          gboolean      first,
                          gboolean      last)
{
  g_return_if_fail (SY_IS_TABLE_BLOCK (self));

  if (self->last != !!last)
    {
      self->last = !!last;
      forget_rows (self, MAX (self->n_rows, 1) - 1);
      gtk_widget_queue_resize (GTK_WIDGET (self));
    }

  sy_sideways_set_scrollbar (self->sideways, self->last);
  set_class (GTK_WIDGET (self), "first", first);
  set_class (GTK_WIDGET (self), "last", last);
}
