/* sy-text-block.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-text-block"

#include "config.h"

#include "sy-text-block.h"

#include "sy-announce.h"
#include "sy-inline-attributes.h"
#include "sy-inline-links.h"
#include "sy-layout-text.h"

#include <string.h>

#define LINE_HEIGHT         1.28f
#define HEADING_LINE_HEIGHT 1.15f

#define TINT_ALPHA  0.08f
#define TINT_RADIUS 5
#define TINT_EXTRA  2

struct _SyTextBlock
{
  GtkWidget    parent_instance;

  SyInline    *inline_;
  guint        start;
  guint        end;
  guint        level;

  /* Made when it is measured or drawn; most of what it costs to show a text. */
  PangoLayout *layout;
  guint        serial;
  int          height;

  /* Of the font; -1 until a tint is drawn. */
  int          ascent;
  int          descent;

  /* How wide it would be, and in what width that was asked. */
  int          text_width;
  int          max_width;

  /* A span of the text. */
  guint        focus_link;
  gboolean     has_links;
};

static void accessible_text_iface_init (GtkAccessibleTextInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SyTextBlock, sy_text_block, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_ACCESSIBLE_TEXT,
                                                      accessible_text_iface_init))

static const char *
get_text (SyTextBlock *self)
{
  return self->inline_ != NULL ? sy_inline_get_text (self->inline_) + self->start : "";
}

static int
get_length (SyTextBlock *self)
{
  return (int) (self->end - self->start);
}

static void
drop_layout (SyTextBlock *self)
{
  g_clear_object (&self->layout);
  self->height = -1;
  self->max_width = -1;
}

static void
insert_whole (PangoAttrList  *attributes,
              PangoAttribute *attribute)
{
  pango_attr_list_insert_before (attributes, attribute);
}

static void
insert_level (SyTextBlock   *self,
              PangoAttrList *attributes)
{
  static const double scales[] = { 1, 1.36, 1.18 };

  insert_whole (attributes, pango_attr_line_height_new (self->level == 0 ? LINE_HEIGHT
                                                                         : HEADING_LINE_HEIGHT));
  if (self->level == 0)
    return;

  insert_whole (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  if (self->level < G_N_ELEMENTS (scales))
    insert_whole (attributes, pango_attr_scale_new (scales[self->level]));
}

static PangoLayout *
ensure_layout (SyTextBlock *self)
{
  g_autoptr(PangoAttrList) attributes = NULL;

  if (self->layout != NULL)
    return self->layout;

  self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  self->serial = pango_context_get_serial (pango_layout_get_context (self->layout));
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (self->layout, get_text (self), get_length (self));

  if (self->inline_ != NULL)
    attributes = sy_inline_attributes_new (self->inline_, self->start, self->end,
                                           GTK_WIDGET (self));
  else
    attributes = pango_attr_list_new ();

  insert_level (self, attributes);
  pango_layout_set_attributes (self->layout, attributes);

  return self->layout;
}

/* Of a new widget the style is told last, when its text is laid out in it already. */
static gboolean
has_font (SyTextBlock *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));

  return self->layout != NULL && pango_layout_get_context (self->layout) == context &&
         pango_context_get_serial (context) == self->serial;
}

/* Pango turns lines to the other side that are read in another direction than the window. */
static gboolean
is_left_aligned (PangoLayout *layout)
{
  PangoDirection direction = pango_context_get_base_dir (pango_layout_get_context (layout));

  for (GSList *i = pango_layout_get_lines_readonly (layout); i != NULL; i = i->next)
    {
      if (pango_layout_line_get_resolved_direction (i->data) != direction)
        return FALSE;
    }

  return TRUE;
}

/* In just the width that it needs of a wider one it has the same lines at the same places. */
static gboolean
is_laid_out (SyTextBlock *self,
             int          width)
{
  int laid_out = pango_layout_get_width (self->layout);

  return laid_out == width * PANGO_SCALE ||
         (laid_out == self->max_width * PANGO_SCALE && width == self->text_width &&
          is_left_aligned (self->layout));
}

static PangoLayout *
lay_out (SyTextBlock *self,
         int          width)
{
  PangoLayout *layout = ensure_layout (self);

  if (!is_laid_out (self, width))
    {
      pango_layout_set_width (layout, width * PANGO_SCALE);
      self->height = -1;
    }

  return layout;
}

/* Laid out in the width it was given, which it may not have yet. */
static PangoLayout *
get_layout_cb (GtkAccessibleText *accessible,
               graphene_point_t  *origin)
{
  SyTextBlock *self = SY_TEXT_BLOCK (accessible);
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  return g_object_ref (width > 0 ? lay_out (self, width) : ensure_layout (self));
}

static void
accessible_text_iface_init (GtkAccessibleTextInterface *iface)
{
  sy_layout_text_implement (iface, get_layout_cb);
}

static const SyInlineSpan *
get_link (SyTextBlock *self,
          guint        position)
{
  return sy_inline_links_get (self->inline_, self->start, self->end, position);
}

static guint
find_link (SyTextBlock *self,
           guint        from,
           int          step)
{
  return sy_inline_links_find (self->inline_, self->start, self->end, from, step);
}

static const SyInlineSpan *
find_link_at (SyTextBlock *self,
              double       x,
              double       y)
{
  return sy_inline_links_find_at (self->inline_, self->start, self->end,
                                  lay_out (self, gtk_widget_get_width (GTK_WIDGET (self))), x, y);
}

static void
open_link (SyTextBlock        *self,
           const SyInlineSpan *link)
{
  if (link != NULL && link->target != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "chat.open-link", "s", link->target);
}

static void
released_cb (SyTextBlock *self,
             int          n_press,
             double       x,
             double       y)
{
  g_assert (SY_IS_TEXT_BLOCK (self));

  if (n_press == 1)
    open_link (self, find_link_at (self, x, y));
}

static void
motion_cb (SyTextBlock *self,
           double       x,
           double       y)
{
  g_assert (SY_IS_TEXT_BLOCK (self));

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self),
                                   find_link_at (self, x, y) != NULL ? "pointer" : NULL);
}

static void
activate_cb (SyTextBlock *self)
{
  g_assert (SY_IS_TEXT_BLOCK (self));

  open_link (self, get_link (self, self->focus_link));
}

static gboolean
sy_text_block_query_tooltip (GtkWidget  *widget,
                             int         x,
                             int         y,
                             gboolean    keyboard,
                             GtkTooltip *tooltip)
{
  SyTextBlock *self = SY_TEXT_BLOCK (widget);
  const SyInlineSpan *link = keyboard ? get_link (self, self->focus_link)
                                      : find_link_at (self, x, y);

  if (link == NULL || link->target == NULL)
    return FALSE;

  gtk_tooltip_set_text (tooltip, link->target);

  return TRUE;
}

/* The focus is the block's; which of its links it is on has to be told. */
static void
announce_link (SyTextBlock *self)
{
  const SyInlineSpan *link = get_link (self, self->focus_link);

  if (link != NULL && link->target != NULL)
    sy_announce (GTK_WIDGET (self), link->target, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static gboolean
sy_text_block_focus (GtkWidget        *widget,
                     GtkDirectionType  direction)
{
  SyTextBlock *self = SY_TEXT_BLOCK (widget);
  int step = direction == GTK_DIR_TAB_BACKWARD ? -1 : 1;
  guint from = self->focus_link + (guint) step;
  guint n_spans = 0;

  if (self->inline_ == NULL || (direction != GTK_DIR_TAB_FORWARD && step > 0))
    return FALSE;

  if (!gtk_widget_has_focus (widget))
    {
      sy_inline_get_spans (self->inline_, &n_spans);
      from = step > 0 ? sy_inline_find_span (self->inline_, self->start) : n_spans - 1;
    }

  self->focus_link = find_link (self, from, step);
  gtk_widget_queue_draw (widget);
  if (self->focus_link == SY_INLINE_LINKS_NONE)
    return FALSE;

  announce_link (self);

  return gtk_widget_grab_focus (widget);
}

static GtkSizeRequestMode
sy_text_block_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
sy_text_block_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  /* A width of its own would cost several layouts. */
  *minimum = 0;
  if (orientation == GTK_ORIENTATION_VERTICAL && for_size > 0)
    *minimum = sy_text_block_get_height (SY_TEXT_BLOCK (widget), for_size);

  *natural = *minimum;
}

static void
draw_tint (GtkSnapshot           *snapshot,
           const graphene_rect_t *bounds,
           const GdkRGBA         *colour)
{
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, bounds, TINT_RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, colour, bounds);
  gtk_snapshot_pop (snapshot);
}

static void
ensure_metrics (SyTextBlock *self)
{
  PangoFontMetrics *metrics;

  if (self->ascent >= 0)
    return;

  metrics = pango_context_get_metrics (pango_layout_get_context (self->layout), NULL, NULL);
  self->ascent = PANGO_PIXELS_CEIL (pango_font_metrics_get_ascent (metrics));
  self->descent = PANGO_PIXELS_CEIL (pango_font_metrics_get_descent (metrics));
  pango_font_metrics_unref (metrics);
}

/* Around the letters, not as high as the line with its spacing. */
static void
find_bounds (SyTextBlock     *self,
             PangoLayoutIter *iter,
             const int       *range,
             graphene_rect_t *bounds)
{
  int baseline = PANGO_PIXELS (pango_layout_iter_get_baseline (iter));
  int x = PANGO_PIXELS_FLOOR (range[0]) - TINT_EXTRA;

  graphene_rect_init (bounds, (float) x, (float) (baseline - self->ascent),
                      (float) (PANGO_PIXELS_CEIL (range[1]) + TINT_EXTRA - x),
                      (float) (self->ascent + self->descent));
}

typedef void (*DrawFunc) (GtkSnapshot           *snapshot,
                          const graphene_rect_t *bounds,
                          const GdkRGBA         *colour);

static void
draw_range (SyTextBlock   *self,
            GtkSnapshot   *snapshot,
            int            start,
            int            end,
            const GdkRGBA *colour,
            DrawFunc       draw)
{
  PangoLayoutIter *iter = pango_layout_get_iter (self->layout);

  ensure_metrics (self);
  do
    {
      PangoLayoutLine *line = pango_layout_iter_get_line_readonly (iter);
      int line_start = pango_layout_line_get_start_index (line);
      g_autofree int *ranges = NULL;
      int n_ranges;

      if (line_start >= end || line_start + pango_layout_line_get_length (line) <= start)
        continue;

      pango_layout_line_get_x_ranges (line, MAX (start, line_start), end, &ranges, &n_ranges);
      for (int i = 0; i < n_ranges; i++)
        {
          graphene_rect_t bounds;

          find_bounds (self, iter, ranges + 2 * i, &bounds);
          draw (snapshot, &bounds, colour);
        }
    }
  while (pango_layout_iter_next_line (iter));

  pango_layout_iter_free (iter);
}

static void
draw_span (SyTextBlock        *self,
           GtkSnapshot        *snapshot,
           const SyInlineSpan *span,
           const GdkRGBA      *colour,
           DrawFunc            draw)
{
  draw_range (self, snapshot,
              (int) (MAX (span->start, self->start) - self->start),
              (int) (MIN (span->end, self->end) - self->start),
              colour, draw);
}

static void
draw_tints (SyTextBlock *self,
            GtkSnapshot *snapshot,
            GdkRGBA      colour)
{
  guint n_spans;
  const SyInlineSpan *spans = sy_inline_get_spans (self->inline_, &n_spans);

  colour.alpha *= TINT_ALPHA;
  for (guint i = sy_inline_find_span (self->inline_, self->start);
       i < n_spans && spans[i].start < self->end;
       i++)
    {
      if ((spans[i].style & (SY_INLINE_CODE | SY_INLINE_KBD)) != 0)
        draw_span (self, snapshot, &spans[i], &colour, draw_tint);
    }
}

static void
sy_text_block_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  SyTextBlock *self = SY_TEXT_BLOCK (widget);
  const SyInlineSpan *link = get_link (self, self->focus_link);
  GdkRGBA colour;

  if (self->inline_ == NULL)
    return;

  lay_out (self, gtk_widget_get_width (widget));
  gtk_widget_get_color (widget, &colour);
  draw_tints (self, snapshot, colour);
  gtk_snapshot_append_layout (snapshot, self->layout, &colour);
  if (link != NULL && gtk_widget_has_visible_focus (widget))
    draw_span (self, snapshot, link, &colour, sy_inline_links_draw_ring);
}

static void
sy_text_block_css_changed (GtkWidget         *widget,
                           GtkCssStyleChange *change)
{
  SyTextBlock *self = SY_TEXT_BLOCK (widget);

  GTK_WIDGET_CLASS (sy_text_block_parent_class)->css_changed (widget, change);

  if (has_font (self))
    return;

  self->ascent = -1;
  drop_layout (self);
  gtk_widget_queue_resize (widget);
}

static void
sy_text_block_system_setting_changed (GtkWidget        *widget,
                                      GtkSystemSetting  setting)
{
  GTK_WIDGET_CLASS (sy_text_block_parent_class)->system_setting_changed (widget, setting);

  SY_TEXT_BLOCK (widget)->ascent = -1;
  drop_layout (SY_TEXT_BLOCK (widget));
  gtk_widget_queue_resize (widget);
}

static void
sy_text_block_dispose (GObject *object)
{
  SyTextBlock *self = SY_TEXT_BLOCK (object);

  drop_layout (self);
  g_clear_pointer (&self->inline_, sy_inline_unref);

  G_OBJECT_CLASS (sy_text_block_parent_class)->dispose (object);
}

static void
sy_text_block_class_init (SyTextBlockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sy_text_block_dispose;

  widget_class->css_changed = sy_text_block_css_changed;
  widget_class->focus = sy_text_block_focus;
  widget_class->get_request_mode = sy_text_block_get_request_mode;
  widget_class->measure = sy_text_block_measure;
  widget_class->query_tooltip = sy_text_block_query_tooltip;
  widget_class->snapshot = sy_text_block_snapshot;
  widget_class->system_setting_changed = sy_text_block_system_setting_changed;

  sy_inline_links_install (widget_class, G_CALLBACK (activate_cb));

  gtk_widget_class_set_css_name (widget_class, "textblock");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PARAGRAPH);
}

static void
sy_text_block_init (SyTextBlock *self)
{
  self->height = -1;
  self->ascent = -1;
  self->max_width = -1;
  self->focus_link = SY_INLINE_LINKS_NONE;

  /* Tab goes to links only; arrow keys go through all that is to be read. */
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

/**
 * sy_text_block_new:
 * @level: of a heading, from 1; 0 for running text
 *
 * A piece of text, laid out once and drawn.  It asks for no width, so that nothing is laid out
 * to find one.
 *
 * Returns: (transfer floating): a new block without text
 */
GtkWidget *
sy_text_block_new (guint level)
{
  SyTextBlock *self;

  if (level == 0)
    return g_object_new (SY_TYPE_TEXT_BLOCK, NULL);

  self = g_object_new (SY_TYPE_TEXT_BLOCK,
                       "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING,
                       NULL);
  self->level = level;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LEVEL, (int) level,
                                  -1);

  return GTK_WIDGET (self);
}

/**
 * sy_text_block_get_text:
 * @start: (out): the first byte of it that is shown
 * @end: (out): the byte after the last one
 *
 * Returns: (transfer none) (nullable): the text
 */
SyInline *
sy_text_block_get_text (SyTextBlock *self,
                        guint       *start,
                        guint       *end)
{
  g_return_val_if_fail (SY_IS_TEXT_BLOCK (self), NULL);

  *start = self->start;
  *end = self->end;

  return self->inline_;
}

/* A text that goes on is told by what came, whatever is before it. */
static void
tell_change (SyTextBlock *self,
             const char  *old_text,
             guint        old_length)
{
  GtkAccessibleText *accessible = GTK_ACCESSIBLE_TEXT (self);
  const char *text = get_text (self);
  guint length = (guint) get_length (self);
  guint same = 0;

  while (same < MIN (length, old_length) && text[same] == old_text[same])
    same++;
  while (same > 0 && ((text[same] & 0xc0) == 0x80 || (old_text[same] & 0xc0) == 0x80))
    same--;

  if (same < old_length)
    gtk_accessible_text_update_contents (accessible, GTK_ACCESSIBLE_TEXT_CONTENT_CHANGE_REMOVE,
                                         (guint) g_utf8_strlen (old_text, same),
                                         (guint) g_utf8_strlen (old_text, old_length));
  if (same < length)
    gtk_accessible_text_update_contents (accessible, GTK_ACCESSIBLE_TEXT_CONTENT_CHANGE_INSERT,
                                         (guint) g_utf8_strlen (text, same),
                                         (guint) g_utf8_strlen (text, length));
}

static void
update_links (SyTextBlock *self)
{
  guint first = sy_inline_find_span (self->inline_, self->start);
  GtkEventController *controller;

  if (self->has_links || find_link (self, first, 1) == SY_INLINE_LINKS_NONE)
    return;

  self->has_links = TRUE;
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  controller = gtk_event_controller_motion_new ();
  g_signal_connect_swapped (controller, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
  controller = GTK_EVENT_CONTROLLER (gtk_gesture_click_new ());
  g_signal_connect_swapped (controller, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

/**
 * sy_text_block_set_text:
 * @inline_: a text and its spans
 * @start: the first byte of it to be shown
 * @end: the byte after the last one
 *
 * Changes the text.  Who has placed the block asks for its new height, with
 * sy_text_block_get_height(): a resize would go through the whole window, many times a second.
 */
void
sy_text_block_set_text (SyTextBlock *self,
                        SyInline    *inline_,
                        guint        start,
                        guint        end)
{
  g_autoptr(SyInline) old = NULL;
  guint old_start;
  guint old_end;

  g_return_if_fail (SY_IS_TEXT_BLOCK (self));
  g_return_if_fail (inline_ != NULL);
  g_return_if_fail (start <= end && end <= sy_inline_get_length (inline_));

  if (self->inline_ == inline_ && self->start == start && self->end == end)
    return;

  old = g_steal_pointer (&self->inline_);
  old_start = self->start;
  old_end = self->end;
  self->inline_ = sy_inline_ref (inline_);
  self->start = start;
  self->end = end;
  self->focus_link = SY_INLINE_LINKS_NONE;
  drop_layout (self);
  update_links (self);
  tell_change (self, old != NULL ? sy_inline_get_text (old) + old_start : "",
               old_end - old_start);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * sy_text_block_set_plain:
 * @text: valid UTF-8
 *
 * Changes the text to one that is all alike.
 */
void
sy_text_block_set_plain (SyTextBlock *self,
                         const char  *text)
{
  g_autoptr(SyInline) inline_ = sy_inline_new ();

  g_return_if_fail (SY_IS_TEXT_BLOCK (self));
  g_return_if_fail (text != NULL);

  sy_inline_append (inline_, text, strlen (text), 0, &(SyInlineSpan) { 0 });
  sy_text_block_set_text (self, inline_, 0, sy_inline_get_length (inline_));
}

/**
 * sy_text_block_get_last_line:
 *
 * Returns: the byte of the text that its last line begins with, as it was laid out last; 0 when
 *   there is one line only, or it is not laid out
 */
guint
sy_text_block_get_last_line (SyTextBlock *self)
{
  PangoLayoutLine *line;

  g_return_val_if_fail (SY_IS_TEXT_BLOCK (self), 0);

  if (self->layout == NULL || pango_layout_get_line_count (self->layout) < 2)
    return 0;

  line = pango_layout_get_line_readonly (self->layout,
                                         pango_layout_get_line_count (self->layout) - 1);

  return self->start + (guint) pango_layout_line_get_start_index (line);
}

/**
 * sy_text_block_get_height:
 * @width: in px
 *
 * Returns: how high the text is in a width, in px
 */
int
sy_text_block_get_height (SyTextBlock *self,
                          int          width)
{
  g_return_val_if_fail (SY_IS_TEXT_BLOCK (self), 0);

  lay_out (self, width);
  if (self->height < 0)
    pango_layout_get_pixel_size (self->layout, NULL, &self->height);

  return self->height;
}

/**
 * sy_text_block_get_text_width:
 * @max_width: in px
 *
 * Returns: how much of a width the text needs, in px; costs a layout
 */
int
sy_text_block_get_text_width (SyTextBlock *self,
                              int          max_width)
{
  int width;

  g_return_val_if_fail (SY_IS_TEXT_BLOCK (self), 0);

  if (self->max_width == max_width)
    return self->text_width;

  pango_layout_get_size (lay_out (self, max_width), &width, NULL);
  self->max_width = max_width;
  self->text_width = MIN (PANGO_PIXELS_CEIL (width), max_width);

  return self->text_width;
}
