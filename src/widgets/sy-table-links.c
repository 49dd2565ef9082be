/* sy-table-links.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-table-links"

#include "config.h"

#include "sy-table-links.h"

#include "sy-announce.h"
#include "sy-inline-links.h"
#include "sy-layout-text.h"
#include "sy-table-cell.h"

#define NO_CELL G_MAXUINT

struct _SyTableLinks
{
  GtkWidget        *widget;
  GArray           *cells;
  SyTableLinksFunc  get_origin;
  gboolean          has_links;

  /* Where the focus is: a span of a cell. */
  guint             cell;
  guint             span;
};

static SyInline *
get_text (SyTableLinks *self,
          guint         cell)
{
  return cell < self->cells->len ? g_array_index (self->cells, SyTableCell, cell).text : NULL;
}

static const SyInlineSpan *
get_focus_link (SyTableLinks *self)
{
  return sy_inline_links_get (get_text (self, self->cell), 0, G_MAXUINT, self->span);
}

static guint
find_link (SyTableLinks *self,
           guint         cell,
           guint         from,
           int           step)
{
  return sy_inline_links_find (get_text (self, cell), 0, G_MAXUINT, from, step);
}

static const SyInlineSpan *
find_link_at (SyTableLinks *self,
              double        x,
              double        y)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      SyTableCell *cell = &g_array_index (self->cells, SyTableCell, i);
      const SyInlineSpan *link;
      graphene_point_t origin;

      self->get_origin (self->widget, i, &origin);
      link = sy_inline_links_find_at (cell->text, 0, G_MAXUINT, cell->layout, x - origin.x,
                                      y - origin.y);
      if (link != NULL)
        return link;
    }

  return NULL;
}

static void
open_link (SyTableLinks       *self,
           const SyInlineSpan *link)
{
  if (link != NULL && link->target != NULL)
    gtk_widget_activate_action (self->widget, "chat.open-link", "s", link->target);
}

static void
released_cb (SyTableLinks *self,
             int           n_press,
             double        x,
             double        y)
{
  if (n_press == 1)
    open_link (self, find_link_at (self, x, y));
}

static void
motion_cb (SyTableLinks *self,
           double        x,
           double        y)
{
  gtk_widget_set_cursor_from_name (self->widget,
                                   find_link_at (self, x, y) != NULL ? "pointer" : NULL);
}

static void
add_controllers (SyTableLinks *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_set_has_tooltip (self->widget, TRUE);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (self->widget, motion);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (self->widget, GTK_EVENT_CONTROLLER (click));
}

/**
 * sy_table_links_new:
 * @widget: what shows the table; it owns the new object until it is finalized
 * @cells: (element-type SyTableCell): the cells of it that are shown
 * @get_origin: says where they are
 *
 * Lets the links in a table be pressed, by pointer and by keyboard.
 *
 * Returns: (transfer full): the links
 */
SyTableLinks *
sy_table_links_new (GtkWidget        *widget,
                    GArray           *cells,
                    SyTableLinksFunc  get_origin)
{
  SyTableLinks *self;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);
  g_return_val_if_fail (cells != NULL && get_origin != NULL, NULL);

  self = g_new0 (SyTableLinks, 1);
  self->widget = widget;
  self->cells = g_array_ref (cells);
  self->get_origin = get_origin;
  self->cell = NO_CELL;

  return self;
}

void
sy_table_links_free (SyTableLinks *self)
{
  g_return_if_fail (self != NULL);

  g_array_unref (self->cells);
  g_free (self);
}

/**
 * sy_table_links_update:
 *
 * Has to be called when the cells are other ones.
 *
 * Returns: whether there is a link, or was one
 */
gboolean
sy_table_links_update (SyTableLinks *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->cells->len && !self->has_links; i++)
    {
      if (find_link (self, i, 0, 1) == SY_INLINE_LINKS_NONE)
        continue;

      self->has_links = TRUE;
      add_controllers (self);
    }

  return self->has_links;
}

/* From where a cell is looked through. */
static guint
get_edge (SyTableLinks *self,
          guint         cell,
          int           step)
{
  SyInline *text = get_text (self, cell);
  guint n_spans = 0;

  if (step > 0 || text == NULL)
    return 0;

  sy_inline_get_spans (text, &n_spans);

  return n_spans - 1;
}

/**
 * sy_table_links_focus:
 * @direction: where the focus goes
 *
 * For the widget's focus.
 *
 * Returns: whether a link has it now
 */
gboolean
sy_table_links_focus (SyTableLinks     *self,
                      GtkDirectionType  direction)
{
  int step = direction == GTK_DIR_TAB_BACKWARD ? -1 : 1;
  gboolean inside;
  guint cell;
  guint span;

  g_return_val_if_fail (self != NULL, FALSE);

  if (!self->has_links || (direction != GTK_DIR_TAB_FORWARD && step > 0))
    return FALSE;

  inside = gtk_widget_has_focus (self->widget) && get_focus_link (self) != NULL;
  cell = inside ? self->cell : step > 0 ? 0 : self->cells->len - 1;
  span = inside ? self->span + (guint) step : get_edge (self, cell, step);
  while (cell < self->cells->len && find_link (self, cell, span, step) == SY_INLINE_LINKS_NONE)
    {
      cell += (guint) step;
      span = get_edge (self, cell, step);
    }

  self->cell = cell < self->cells->len ? cell : NO_CELL;
  self->span = find_link (self, self->cell, span, step);
  gtk_widget_queue_draw (self->widget);
  if (get_focus_link (self) == NULL)
    return FALSE;

  sy_announce (self->widget, get_focus_link (self)->target,
               GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);

  return gtk_widget_grab_focus (self->widget);
}

/**
 * sy_table_links_activate:
 *
 * Follows the link that has the focus.
 */
void
sy_table_links_activate (SyTableLinks *self)
{
  g_return_if_fail (self != NULL);

  open_link (self, get_focus_link (self));
}

/**
 * sy_table_links_query_tooltip:
 *
 * For the widget's query_tooltip: says where a link leads.
 */
gboolean
sy_table_links_query_tooltip (SyTableLinks *self,
                              int           x,
                              int           y,
                              gboolean      keyboard,
                              GtkTooltip   *tooltip)
{
  const SyInlineSpan *link;

  g_return_val_if_fail (self != NULL, FALSE);

  link = keyboard ? get_focus_link (self) : find_link_at (self, x, y);
  if (link == NULL || link->target == NULL)
    return FALSE;

  gtk_tooltip_set_text (tooltip, link->target);

  return TRUE;
}

/**
 * sy_table_links_draw:
 * @colour: of the text
 *
 * Draws where the focus is.
 */
void
sy_table_links_draw (SyTableLinks  *self,
                     GtkSnapshot   *snapshot,
                     const GdkRGBA *colour)
{
  const SyInlineSpan *link;
  SyTableCell *cell;
  const char *text;
  graphene_point_t origin;
  graphene_rect_t bounds;

  g_return_if_fail (self != NULL);

  link = get_focus_link (self);
  if (link == NULL || !gtk_widget_has_visible_focus (self->widget))
    return;

  cell = &g_array_index (self->cells, SyTableCell, self->cell);
  text = sy_inline_get_text (cell->text);
  if (!sy_layout_text_get_extents (cell->layout, (guint) g_utf8_strlen (text, link->start),
                                   (guint) g_utf8_strlen (text, link->end), &bounds))
    return;

  self->get_origin (self->widget, self->cell, &origin);
  graphene_rect_offset (&bounds, origin.x, origin.y);
  sy_inline_links_draw_ring (snapshot, &bounds, colour);
}
