/* sy-message-column.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-message-column"

#include "config.h"

#include "sy-message-column.h"

#include "sy-height-index.h"

#define GAP            24
#define NARROW_GAP     18
#define NARROW_WIDTH   460

/* Rows are made before they are seen, this far. */
#define MARGIN 200

struct _SyMessageColumn
{
  GtkWidget           *parent;
  SyMessageColumnFunc  func;
  gpointer             user_data;
  GListModel          *messages;

  /* Each with the space below it. */
  SyHeightIndex       *heights;

  /* The messages that have widgets follow one another. */
  GPtrArray           *items;
  guint                first_item;

  /* What the reader is looking at: the rest is placed around it. */
  guint                anchor;
  guint                anchor_row;
  gint64               anchor_y;

  int                  width;

  /* Who changes rows lays them out as well. */
  gboolean             busy;
};

static guint
get_n_messages (SyMessageColumn *self)
{
  return sy_height_index_get_n_items (self->heights);
}

static int
get_gap (SyMessageColumn *self)
{
  return self->width < NARROW_WIDTH ? NARROW_GAP : GAP;
}

static int
estimate_height (SyMessageColumn *self,
                 SyMessage       *message)
{
  return sy_message_item_estimate_height (message, self->width) + get_gap (self);
}

static SyMessageItem *
get_item (SyMessageColumn *self,
          guint            position)
{
  if (position < self->first_item || position >= self->first_item + self->items->len)
    return NULL;

  return g_ptr_array_index (self->items, position - self->first_item);
}

static void
drop_focus (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  /* GTK looks for a new place for the focus among items that are going as well. */
  if (focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget)))
    gtk_root_set_focus (root, NULL);
}

static void
drop_item (SyMessageColumn *self,
           guint            i)
{
  SyMessageItem *item = g_ptr_array_index (self->items, i);

  g_signal_handlers_disconnect_by_data (sy_message_item_get_rows (item), self);
  drop_focus (GTK_WIDGET (item));
  g_ptr_array_remove_index (self->items, i);
  gtk_widget_unparent (GTK_WIDGET (item));
}

static void
drop_items (SyMessageColumn *self)
{
  while (self->items->len > 0)
    drop_item (self, self->items->len - 1);
}

static guint
find_rows (SyMessageColumn *self,
           SyRows          *rows)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      if (sy_message_item_get_rows (g_ptr_array_index (self->items, i)) == rows)
        return self->first_item + i;
    }

  return GTK_INVALID_LIST_POSITION;
}

/* Comes before the item knows: it still has the heights of before. */
static void
rows_changed_cb (SyMessageColumn *self,
                 guint            position,
                 guint            removed,
                 guint            added,
                 SyRows          *rows)
{
  SyMessageItem *item;

  if (!self->busy)
    gtk_widget_queue_allocate (self->parent);
  if (find_rows (self, rows) != self->anchor || position > self->anchor_row)
    return;

  if (position + removed <= self->anchor_row)
    {
      self->anchor_row += added - removed;
      return;
    }

  item = get_item (self, self->anchor);
  self->anchor_y -= sy_message_item_get_row_offset (item, self->anchor_row) -
                    sy_message_item_get_row_offset (item, position);
  self->anchor_row = position;
}

/* Next to those that are there, else alone. */
static SyMessageItem *
ensure_item (SyMessageColumn *self,
             guint            position)
{
  SyMessageItem *item = get_item (self, position);
  g_autoptr(SyMessage) message = NULL;
  g_autoptr(SyRows) rows = NULL;
  GtkWidget *next = NULL;

  if (item != NULL)
    return item;

  if (position + 1 < self->first_item || position > self->first_item + self->items->len)
    drop_items (self);
  if (self->items->len == 0)
    self->first_item = position;

  message = g_list_model_get_item (self->messages, position);
  rows = self->func (message, self->user_data);
  g_signal_connect_swapped (rows, "rows-changed", G_CALLBACK (rows_changed_cb), self);
  item = SY_MESSAGE_ITEM (sy_message_item_new (message, rows));
  sy_message_item_set_position (item, position, get_n_messages (self));

  if (position < self->first_item)
    self->first_item = position;
  if (position - self->first_item < self->items->len)
    next = g_ptr_array_index (self->items, position - self->first_item);

  g_ptr_array_insert (self->items, (int) (position - self->first_item), item);
  gtk_widget_insert_before (GTK_WIDGET (item), self->parent, next);
  sy_message_item_set_row_width (item, self->width);

  return item;
}

static void
update_height (SyMessageColumn *self,
               guint            position)
{
  SyMessageItem *item = get_item (self, position);

  sy_height_index_set (self->heights, position,
                       sy_message_item_get_row_height (item) + get_gap (self));
}

/* What has been laid out, in px from the top of what is seen. */
typedef struct
{
  guint  first;
  guint  first_row;
  gint64 top;
  guint  last;
  guint  end_row;
  gint64 bottom;
} Band;

static void
lay_down (SyMessageColumn *self,
          Band            *band,
          gint64           limit)
{
  for (;;)
    {
      band->end_row = sy_message_item_lay_down (ensure_item (self, band->last), band->end_row,
                                                &band->bottom, limit);
      update_height (self, band->last);
      if (band->bottom >= limit || band->last + 1 >= get_n_messages (self))
        break;

      band->bottom += get_gap (self);
      band->last++;
      band->end_row = 0;
    }
}

static void
lay_up (SyMessageColumn *self,
        Band            *band,
        gint64           limit)
{
  for (;;)
    {
      SyMessageItem *item = ensure_item (self, band->first);
      guint n_rows = sy_message_item_get_n_rows (item);

      band->first_row = sy_message_item_lay_up (item, band->first_row, &band->top, limit);
      if (band->first == band->last)
        band->end_row += sy_message_item_get_n_rows (item) - n_rows;
      update_height (self, band->first);
      if (band->top <= limit || band->first == 0)
        break;

      band->top -= get_gap (self);
      band->first--;
      band->first_row = sy_message_item_get_n_rows (ensure_item (self, band->first));
    }
}

static void
lay_out_around (SyMessageColumn *self,
                Band            *band,
                guint            position,
                guint            row,
                gint64           y,
                int              height)
{
  band->first = band->last = position;
  band->first_row = band->end_row = row;
  band->top = band->bottom = y;
  lay_down (self, band, height + MARGIN);
  lay_up (self, band, -MARGIN);
}

static void
lay_out_at_bottom (SyMessageColumn *self,
                   Band            *band,
                   int              height)
{
  guint last = get_n_messages (self) - 1;

  band->first = band->last = last;
  band->first_row = band->end_row = sy_message_item_get_n_rows (ensure_item (self, last));
  band->top = band->bottom = height - get_gap (self);
  lay_up (self, band, -MARGIN);
}

static gboolean
has_begin (Band *band)
{
  return band->first == 0 && band->first_row == 0;
}

static gboolean
has_end (SyMessageColumn *self,
         Band            *band)
{
  return band->last + 1 == get_n_messages (self) &&
         band->end_row == sy_message_item_get_n_rows (get_item (self, band->last));
}

/* There is nothing above the beginning, and nothing below the end. */
static void
lay_out_band (SyMessageColumn *self,
              Band            *band,
              int              height,
              gboolean         at_bottom)
{
  if (at_bottom)
    lay_out_at_bottom (self, band, height);
  else
    lay_out_around (self, band, self->anchor, self->anchor_row, self->anchor_y, height);

  if (!at_bottom && has_end (self, band) && band->bottom < height - get_gap (self))
    lay_out_at_bottom (self, band, height);
  if (has_begin (band) && band->top > SY_MESSAGE_COLUMN_TOP)
    lay_out_around (self, band, 0, 0, SY_MESSAGE_COLUMN_TOP, height);
}

static void
trim (SyMessageColumn *self,
      Band            *band,
      gboolean         at_bottom)
{
  while (self->items->len > 0 && self->first_item + self->items->len - 1 > band->last)
    drop_item (self, self->items->len - 1);

  while (self->items->len > 0 && self->first_item < band->first)
    {
      drop_item (self, 0);
      self->first_item++;
    }

  for (guint i = band->first; i <= band->last; i++)
    sy_message_item_trim (get_item (self, i),
                          i == band->first ? band->first_row : 0,
                          i == band->last ? band->end_row : G_MAXUINT,
                          at_bottom && i + 1 == get_n_messages (self));
}

/* What is uppermost on the screen stays where it is. */
static void
set_anchor (SyMessageColumn *self,
            Band            *band)
{
  gint64 y = band->top - sy_message_item_get_row_offset (get_item (self, band->first),
                                                         band->first_row);

  for (guint i = band->first; i <= band->last; i++)
    {
      SyMessageItem *item = get_item (self, i);
      int height = sy_message_item_get_row_height (item);
      int inside;

      if (y + height > 0 || i == band->last)
        {
          self->anchor = i;
          self->anchor_row = sy_message_item_find_row (item, (int) MAX (-y, 0), &inside);
          self->anchor_y = y + sy_message_item_get_row_offset (item, self->anchor_row);
          return;
        }

      y += height + get_gap (self);
    }
}

static void
estimate_messages (SyMessageColumn *self,
                   guint            position,
                   guint            removed,
                   guint            added)
{
  g_autofree int *heights = g_new (int, MAX (added, 1));

  for (guint i = 0; i < added; i++)
    {
      g_autoptr(SyMessage) message = NULL;

      /* Without a width there is nothing to go on; with one all are gone through anew. */
      heights[i] = 0;
      if (self->width == 0)
        continue;

      message = g_list_model_get_item (self->messages, position + i);
      heights[i] = estimate_height (self, message);
    }

  sy_height_index_splice (self->heights, position, removed, added, heights);
}

/* The reading place is kept: as far into its row as before. */
static void
change_width (SyMessageColumn *self,
              int              width)
{
  SyMessageItem *item = get_item (self, self->anchor);
  int old_height = 0;
  int new_height;

  if (item != NULL)
    old_height = sy_message_item_get_row_offset (item, self->anchor_row + 1) -
                 sy_message_item_get_row_offset (item, self->anchor_row);

  self->width = width;
  estimate_messages (self, 0, get_n_messages (self), get_n_messages (self));
  for (guint i = 0; i < self->items->len; i++)
    {
      sy_message_item_set_row_width (g_ptr_array_index (self->items, i), width);
      update_height (self, self->first_item + i);
    }

  if (item == NULL || old_height == 0)
    return;

  new_height = sy_message_item_get_row_offset (item, self->anchor_row + 1) -
               sy_message_item_get_row_offset (item, self->anchor_row);
  self->anchor_y = self->anchor_y * new_height / old_height;
}

/* Items of messages that are gone go; those of later ones are found at their new place. */
static void
move_items (SyMessageColumn *self,
            guint            position,
            guint            removed,
            guint            added)
{
  for (guint i = self->items->len; i > 0; i--)
    {
      guint place = self->first_item + i - 1;

      if (place >= position && place < position + removed)
        drop_item (self, i - 1);
    }

  if (self->first_item >= position + removed)
    self->first_item += added - removed;
  else if (self->first_item >= position)
    self->first_item = position + added;

  /* They have to follow one another: what stands behind the new ones is made again. */
  if (added > 0)
    while (self->items->len > 0 && self->first_item < position &&
           self->first_item + self->items->len > position)
      drop_item (self, self->items->len - 1);
}

static void
move_anchor (SyMessageColumn *self,
             guint            position,
             guint            removed,
             guint            added)
{
  guint n_messages = get_n_messages (self);

  if (self->anchor >= position + removed)
    {
      self->anchor += added - removed;
    }
  else if (self->anchor >= position)
    {
      self->anchor = MIN (position, MAX (n_messages, 1) - 1);
      self->anchor_row = 0;
      self->anchor_y = 0;
    }
}

static void
tell_positions (SyMessageColumn *self)
{
  for (guint i = 0; i < self->items->len; i++)
    sy_message_item_set_position (g_ptr_array_index (self->items, i), self->first_item + i,
                                  get_n_messages (self));
}

/* Far away there is nothing to go on from. */
static void
jump_to (SyMessageColumn *self,
         gint64           y)
{
  gint64 inside = 0;
  int row_inside = 0;
  int estimate;
  int height;
  SyMessageItem *item;

  self->anchor = sy_height_index_find (self->heights, MAX (y - SY_MESSAGE_COLUMN_TOP, 0), &inside);
  estimate = sy_height_index_get (self->heights, self->anchor);
  item = ensure_item (self, self->anchor);
  height = sy_message_item_get_row_height (item);
  self->anchor_row = sy_message_item_find_row (item, (int) (inside * height / MAX (estimate, 1)),
                                               &row_inside);
  self->anchor_y = MAX (SY_MESSAGE_COLUMN_TOP - y, 0) - row_inside;
}

/**
 * sy_message_column_new:
 * @parent: the widget whose children the messages are
 *
 * Messages below one another, of which only those near what is seen have widgets.  Everything
 * is placed around one row, the place that is read, so that whatever is not seen can turn out
 * higher or lower than thought without moving it.
 *
 * Returns: (transfer full): a column without messages
 */
SyMessageColumn *
sy_message_column_new (GtkWidget *parent)
{
  SyMessageColumn *self = g_new0 (SyMessageColumn, 1);

  self->parent = parent;
  self->items = g_ptr_array_new ();
  self->heights = sy_height_index_new ();

  return self;
}

void
sy_message_column_free (SyMessageColumn *self)
{
  drop_items (self);
  g_ptr_array_unref (self->items);
  sy_height_index_free (self->heights);
  g_clear_object (&self->messages);
  g_free (self);
}

/**
 * sy_message_column_set_func:
 * @func: says what a message consists of
 * @user_data: for @func
 *
 * Has to be called before there are messages.
 */
void
sy_message_column_set_func (SyMessageColumn     *self,
                            SyMessageColumnFunc  func,
                            gpointer             user_data)
{
  self->func = func;
  self->user_data = user_data;
}

/**
 * sy_message_column_set_messages:
 * @messages: (nullable): a list of #SyMessage
 */
void
sy_message_column_set_messages (SyMessageColumn *self,
                                GListModel      *messages)
{
  drop_items (self);
  g_set_object (&self->messages, messages);
  sy_height_index_splice (self->heights, 0, get_n_messages (self), 0, NULL);
  sy_message_column_set_place (self, 0, 0, 0);
  if (messages != NULL)
    estimate_messages (self, 0, 0, g_list_model_get_n_items (messages));
}

/**
 * sy_message_column_change:
 * @position: the first message that is another one
 * @removed: how many were there
 * @added: how many are there now
 *
 * Takes over a change of the list.  What is read stays where it is.
 */
void
sy_message_column_change (SyMessageColumn *self,
                          guint            position,
                          guint            removed,
                          guint            added)
{
  estimate_messages (self, position, removed, added);
  move_items (self, position, removed, added);
  move_anchor (self, position, removed, added);
  tell_positions (self);
}

guint
sy_message_column_get_n_messages (SyMessageColumn *self)
{
  return get_n_messages (self);
}

/**
 * sy_message_column_get_first:
 *
 * Returns: the first message that has a widget, when there is one
 */
guint
sy_message_column_get_first (SyMessageColumn *self)
{
  return self->first_item;
}

/**
 * sy_message_column_get_n_items:
 *
 * Returns: how many messages have a widget, one after the other
 */
guint
sy_message_column_get_n_items (SyMessageColumn *self)
{
  return self->items->len;
}

/**
 * sy_message_column_get_item:
 * @position: of a message
 *
 * Returns: (transfer none) (nullable): what shows it, when it is near what is seen
 */
SyMessageItem *
sy_message_column_get_item (SyMessageColumn *self,
                            guint            position)
{
  return get_item (self, position);
}

/**
 * sy_message_column_ensure_item:
 * @position: of a message
 *
 * Returns: (transfer none): what shows it; others may be gone
 */
SyMessageItem *
sy_message_column_ensure_item (SyMessageColumn *self,
                               guint            position)
{
  return ensure_item (self, position);
}

/**
 * sy_message_column_update:
 * @rows: of one of the messages
 *
 * Takes over what the message has become.  It has to be laid out then.
 */
void
sy_message_column_update (SyMessageColumn *self,
                          SyRows          *rows)
{
  self->busy = TRUE;
  sy_rows_update (rows);
  self->busy = FALSE;
}

/**
 * sy_message_column_update_estimate:
 * @position: of a message without a widget, to which text was added
 */
void
sy_message_column_update_estimate (SyMessageColumn *self,
                                   guint            position)
{
  g_autoptr(SyMessage) message = NULL;

  if (get_item (self, position) != NULL)
    return;

  message = g_list_model_get_item (self->messages, position);
  sy_height_index_set (self->heights, position, estimate_height (self, message));
}

/**
 * sy_message_column_get_height:
 *
 * Returns: how high all of it is, as far as it is known, in px
 */
gint64
sy_message_column_get_height (SyMessageColumn *self)
{
  if (get_n_messages (self) == 0)
    return 0;

  return SY_MESSAGE_COLUMN_TOP + sy_height_index_get_total (self->heights);
}

/**
 * sy_message_column_get_y:
 *
 * Returns: how far from its top what is seen begins, in px
 */
gint64
sy_message_column_get_y (SyMessageColumn *self)
{
  SyMessageItem *item = get_item (self, self->anchor);
  gint64 y = sy_height_index_get_offset (self->heights, self->anchor);

  if (item != NULL)
    y += sy_message_item_get_row_offset (item, self->anchor_row);

  return SY_MESSAGE_COLUMN_TOP + y - self->anchor_y;
}

/**
 * sy_message_column_get_row_y:
 * @position: of a message that has a widget
 * @row: one of its rows
 *
 * Returns: where the row is, in px from the top of what is seen; far above when nothing of
 *   what was seen is left to count from
 */
gint64
sy_message_column_get_row_y (SyMessageColumn *self,
                             guint            position,
                             guint            row)
{
  SyMessageItem *item = get_item (self, self->anchor);
  gint64 y;

  if (item == NULL)
    return G_MININT;

  y = self->anchor_y - sy_message_item_get_row_offset (item, self->anchor_row);
  for (guint i = self->anchor; i < position; i++)
    y += sy_message_item_get_row_height (get_item (self, i)) + get_gap (self);
  for (guint i = self->anchor; i > position; i--)
    y -= sy_message_item_get_row_height (get_item (self, i - 1)) + get_gap (self);

  return y + sy_message_item_get_row_offset (get_item (self, position), row);
}

/**
 * sy_message_column_set_place:
 * @position: of a message
 * @row: one of its rows
 * @y: where the row is to be, in px from the top of what is seen
 *
 * Changes what is read.
 */
void
sy_message_column_set_place (SyMessageColumn *self,
                             guint            position,
                             guint            row,
                             gint64           y)
{
  self->anchor = position;
  self->anchor_row = row;
  self->anchor_y = y;
}

/**
 * sy_message_column_scroll:
 * @y: how far from the top what is seen shall begin, in px
 * @step: how far that is from where it began
 * @near: whether what is there is not far away
 */
void
sy_message_column_scroll (SyMessageColumn *self,
                          gint64           y,
                          gint64           step,
                          gboolean         near)
{
  if (near && get_item (self, self->anchor) != NULL)
    self->anchor_y -= step;
  else
    jump_to (self, y);
}

/**
 * sy_message_column_lay_out:
 * @width: in px
 * @height: of what is seen, in px
 * @at_bottom: whether its end is to be seen, whatever is read
 *
 * Makes what is near what is seen, and drops what is not.
 *
 * Returns: whether the end is seen
 */
gboolean
sy_message_column_lay_out (SyMessageColumn *self,
                           int              width,
                           int              height,
                           gboolean         at_bottom)
{
  Band band;

  if (self->width != width)
    change_width (self, width);
  if (get_n_messages (self) == 0)
    return TRUE;

  self->busy = TRUE;
  lay_out_band (self, &band, height, at_bottom);
  trim (self, &band, at_bottom);
  set_anchor (self, &band);
  self->busy = FALSE;

  return has_end (self, &band) && band.bottom <= height - get_gap (self);
}

/**
 * sy_message_column_place:
 *
 * Gives the widgets their places, after sy_message_column_lay_out().
 */
void
sy_message_column_place (SyMessageColumn *self)
{
  gint64 y;

  if (self->items->len == 0)
    return;

  y = sy_message_column_get_row_y (self, self->first_item, 0);
  for (guint i = 0; i < self->items->len; i++)
    {
      SyMessageItem *item = g_ptr_array_index (self->items, i);

      sy_message_item_place (item, y);
      y += sy_message_item_get_row_height (item) + get_gap (self);
    }
}
