/* sy-message-item.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-message-item"

#include "config.h"

#include "sy-message-item.h"

#include "sy-block-row.h"
#include "sy-height-index.h"
#include "sy-message-name.h"
#include "sy-row-spares.h"

#include <glib/gi18n-lib.h>

/* Of messages that nobody has looked at yet; letters are about half as wide as high. */
#define LETTER_WIDTH   7.5
#define LINE_HEIGHT    23
#define MESSAGE_HEIGHT 48

/* Rows above what is seen whose widgets can be used again, and so many are worth taking. */
#define MAX_FAR 12
#define BATCH   6

struct _SyMessageItem
{
  GtkWidget      parent_instance;

  SyMessage     *message;
  SyRows        *rows;

  /* Of each row; without a widget its height is what it was or is thought to be. */
  GPtrArray     *widgets;

  /* For rows that come; and the first row that is near what is seen. */
  SyRowSpares   *spares;
  guint          first;

  SyHeightIndex *heights;
  int            width;

  /* Whether rows are not where they belong. */
  gboolean       moved;
};

G_DEFINE_FINAL_TYPE (SyMessageItem, sy_message_item, GTK_TYPE_WIDGET)

static void
drop_row (SyMessageItem *self,
          guint          row)
{
  GtkWidget *widget = g_ptr_array_index (self->widgets, row);

  if (widget == NULL)
    return;

  g_ptr_array_index (self->widgets, row) = NULL;
  gtk_widget_unparent (widget);
}

static gboolean
has_focus (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

static void
insert_rows (SyMessageItem *self,
             guint          position,
             guint          added)
{
  g_autofree int *heights = g_new (int, MAX (added, 1));

  for (guint i = 0; i < added; i++)
    {
      heights[i] = sy_rows_estimate (self->rows, position + i, self->width);
      g_ptr_array_insert (self->widgets, (int) (position + i), NULL);
    }

  sy_height_index_splice (self->heights, position, 0, added, heights);
}

static void
rows_changed_cb (SyMessageItem *self,
                 guint          position,
                 guint          removed,
                 guint          added)
{
  g_assert (SY_IS_MESSAGE_ITEM (self));

  for (guint i = 0; i < removed; i++)
    drop_row (self, position + i);

  if (removed > 0)
    g_ptr_array_remove_range (self->widgets, position, removed);
  sy_height_index_splice (self->heights, position, removed, 0, NULL);
  insert_rows (self, position, added);
  self->moved = TRUE;
  if (position < self->first)
    self->first = 0;
}

static void
update_name (SyMessageItem *self)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *name = sy_message_name_dup (self->message, now);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static GtkWidget *
find_next (SyMessageItem *self,
           guint          row)
{
  for (guint i = row + 1; i < self->widgets->len; i++)
    {
      GtkWidget *widget = g_ptr_array_index (self->widgets, i);

      if (widget != NULL)
        return widget;
    }

  return sy_row_spares_get_first (self->spares);
}

/* The rows above what is seen that have a widget still. */
static guint
count_far (SyMessageItem *self)
{
  guint n = 0;

  for (guint i = 0; i < self->first; i++)
    n += g_ptr_array_index (self->widgets, i) != NULL;

  return n;
}

/* Takes the widgets of rows that have gone out of sight, all of them at once. */
static void
gather_spares (SyMessageItem *self)
{
  for (guint i = 0; i < self->first; i++)
    {
      GtkWidget *widget = g_ptr_array_index (self->widgets, i);

      if (widget == NULL || has_focus (widget) || !sy_rows_release (self->rows, i))
        continue;

      g_ptr_array_index (self->widgets, i) = NULL;
      sy_row_spares_add (self->spares, widget);
    }
}

static GtkWidget *
take_spare (SyMessageItem *self,
            guint          row)
{
  GtkWidget *widget;

  if (sy_row_spares_get_first (self->spares) == NULL && count_far (self) >= BATCH)
    gather_spares (self);

  widget = sy_row_spares_get_first (self->spares);
  if (widget == NULL || !sy_rows_adopt (self->rows, row, widget))
    return NULL;

  return sy_row_spares_take (self->spares);
}

static void
tell_approach (SyMessageItem *self)
{
  if ((gtk_widget_get_state_flags (GTK_WIDGET (self)) &
       (GTK_STATE_FLAG_PRELIGHT | GTK_STATE_FLAG_FOCUS_WITHIN)) != 0)
    sy_rows_approach (self->rows);
}

static GtkWidget *
make_row (SyMessageItem *self,
          guint          row)
{
  GtkWidget *widget = NULL;

  if (find_next (self, row) == sy_row_spares_get_first (self->spares))
    widget = take_spare (self, row);
  if (widget == NULL)
    {
      widget = sy_rows_create (self->rows, row);
      gtk_widget_insert_before (widget, GTK_WIDGET (self), find_next (self, row));
    }

  g_ptr_array_index (self->widgets, row) = widget;
  self->moved = TRUE;
  tell_approach (self);

  return widget;
}

/* Returns how many rows stand in the place of the one. */
static guint
prepare_row (SyMessageItem *self,
             guint          row)
{
  guint n_rows = self->widgets->len;

  if (g_ptr_array_index (self->widgets, row) == NULL)
    sy_rows_prepare (self->rows, row, GTK_WIDGET (self));

  return self->widgets->len - n_rows + 1;
}

/* Returns its height. */
static int
ensure_row (SyMessageItem *self,
            guint          row)
{
  GtkWidget *widget = g_ptr_array_index (self->widgets, row);
  int height;

  if (widget == NULL)
    widget = make_row (self, row);

  if (SY_IS_BLOCK_ROW (widget))
    {
      height = sy_block_row_get_height (SY_BLOCK_ROW (widget), self->width);
      self->moved = self->moved || !sy_block_row_get_placed (SY_BLOCK_ROW (widget));
    }
  else
    {
      gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, self->width, NULL, &height, NULL,
                          NULL);
    }

  if (sy_height_index_get (self->heights, row) != height)
    {
      sy_height_index_set (self->heights, row, height);
      self->moved = TRUE;
    }

  return height;
}

/* Tab goes from the message through what it offers, and out of it. */
static gboolean
sy_message_item_focus (GtkWidget        *widget,
                       GtkDirectionType  direction)
{
  SyMessageItem *self = SY_MESSAGE_ITEM (widget);
  gboolean backward = direction == GTK_DIR_TAB_BACKWARD;
  guint row = sy_message_item_get_focus_row (self);

  if (!backward && direction != GTK_DIR_TAB_FORWARD)
    return FALSE;

  if (!has_focus (widget))
    return gtk_widget_grab_focus (widget);

  if (gtk_widget_is_focus (widget))
    {
      if (backward)
        return FALSE;
      row = 0;
    }

  for (; row < self->widgets->len; row += backward ? -1 : 1)
    {
      GtkWidget *child = g_ptr_array_index (self->widgets, row);

      if (child != NULL && gtk_widget_child_focus (child, direction))
        return TRUE;
    }

  return backward && gtk_widget_grab_focus (widget);
}

static gboolean
sy_message_item_grab_focus (GtkWidget *widget)
{
  gtk_root_set_focus (gtk_widget_get_root (widget), widget);

  return TRUE;
}

static GtkSizeRequestMode
sy_message_item_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
sy_message_item_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  *minimum = 0;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = sy_message_item_get_row_height (SY_MESSAGE_ITEM (widget));

  *natural = *minimum;
}

static void
place_row (SyMessageItem *self,
           guint          row,
           GtkWidget     *widget)
{
  int y = (int) sy_height_index_get_offset (self->heights, row);
  int height = sy_height_index_get (self->heights, row);

  if (SY_IS_BLOCK_ROW (widget))
    sy_block_row_place (SY_BLOCK_ROW (widget), y, self->width, height);
  else
    gtk_widget_allocate (widget, self->width, height, -1,
                         gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (0, (float) y)));
}

static void
place_rows (SyMessageItem *self)
{
  self->moved = FALSE;
  for (guint i = 0; i < self->widgets->len; i++)
    {
      GtkWidget *widget = g_ptr_array_index (self->widgets, i);

      if (widget != NULL)
        place_row (self, i, widget);
    }
}

static void
sy_message_item_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  place_rows (SY_MESSAGE_ITEM (widget));
}

static void
sy_message_item_dispose (GObject *object)
{
  SyMessageItem *self = SY_MESSAGE_ITEM (object);

  for (guint i = 0; i < self->widgets->len; i++)
    drop_row (self, i);
  sy_row_spares_clear (self->spares);

  if (self->rows != NULL)
    g_signal_handlers_disconnect_by_data (self->rows, self);
  if (self->message != NULL)
    g_signal_handlers_disconnect_by_data (self->message, self);

  g_clear_object (&self->rows);
  g_clear_object (&self->message);

  G_OBJECT_CLASS (sy_message_item_parent_class)->dispose (object);
}

static void
sy_message_item_finalize (GObject *object)
{
  SyMessageItem *self = SY_MESSAGE_ITEM (object);

  g_ptr_array_unref (self->widgets);
  sy_row_spares_free (self->spares);
  sy_height_index_free (self->heights);

  G_OBJECT_CLASS (sy_message_item_parent_class)->finalize (object);
}

static void
sy_message_item_state_flags_changed (GtkWidget     *widget,
                                     GtkStateFlags  previous)
{
  GTK_WIDGET_CLASS (sy_message_item_parent_class)->state_flags_changed (widget, previous);

  if (SY_MESSAGE_ITEM (widget)->rows != NULL)
    tell_approach (SY_MESSAGE_ITEM (widget));
}

static void
sy_message_item_class_init (SyMessageItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sy_message_item_dispose;
  object_class->finalize = sy_message_item_finalize;

  widget_class->focus = sy_message_item_focus;
  widget_class->grab_focus = sy_message_item_grab_focus;
  widget_class->get_request_mode = sy_message_item_get_request_mode;
  widget_class->measure = sy_message_item_measure;
  widget_class->size_allocate = sy_message_item_size_allocate;
  widget_class->state_flags_changed = sy_message_item_state_flags_changed;

  gtk_widget_class_set_css_name (widget_class, "message");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
sy_message_item_init (SyMessageItem *self)
{
  self->widgets = g_ptr_array_new ();
  self->spares = sy_row_spares_new (GTK_WIDGET (self));
  self->heights = sy_height_index_new ();
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

/**
 * sy_message_item_new:
 * @message: what is shown
 * @rows: what it consists of
 *
 * A message of which only the rows near what is seen have widgets.  Who places it says which
 * these are.
 *
 * Returns: (transfer floating): a new item without widgets
 */
GtkWidget *
sy_message_item_new (SyMessage *message,
                     SyRows    *rows)
{
  SyMessageItem *self;

  g_return_val_if_fail (SY_IS_MESSAGE (message), NULL);
  g_return_val_if_fail (SY_IS_ROWS (rows), NULL);

  self = g_object_new (SY_TYPE_MESSAGE_ITEM, NULL);
  self->message = g_object_ref (message);
  self->rows = g_object_ref (rows);
  insert_rows (self, 0, sy_rows_get_n_rows (rows));
  g_signal_connect_object (rows, "rows-changed", G_CALLBACK (rows_changed_cb), self,
                           G_CONNECT_SWAPPED);

  g_signal_connect_object (message, "notify::state", G_CALLBACK (update_name), self,
                           G_CONNECT_SWAPPED);
  update_name (self);

  return GTK_WIDGET (self);
}

/**
 * sy_message_item_estimate_height:
 * @message: a message
 * @width: in px
 *
 * Returns: about how high an item with the message will be, in px
 */
int
sy_message_item_estimate_height (SyMessage *message,
                                 int        width)
{
  double letters = MAX (width, 200) / LETTER_WIDTH;

  g_return_val_if_fail (SY_IS_MESSAGE (message), 0);

  return MESSAGE_HEIGHT +
         (int) MIN ((double) sy_message_get_length (message) / letters * LINE_HEIGHT, 1e8);
}

SyMessage *
sy_message_item_get_message (SyMessageItem *self)
{
  g_return_val_if_fail (SY_IS_MESSAGE_ITEM (self), NULL);

  return self->message;
}

SyRows *
sy_message_item_get_rows (SyMessageItem *self)
{
  g_return_val_if_fail (SY_IS_MESSAGE_ITEM (self), NULL);

  return self->rows;
}

/**
 * sy_message_item_get_row:
 *
 * Returns: (transfer none) (nullable): the widget of a row, when it is near what is seen
 */
GtkWidget *
sy_message_item_get_row (SyMessageItem *self,
                         guint          row)
{
  g_return_val_if_fail (SY_IS_MESSAGE_ITEM (self), NULL);
  g_return_val_if_fail (row < self->widgets->len, NULL);

  return g_ptr_array_index (self->widgets, row);
}

guint
sy_message_item_get_n_rows (SyMessageItem *self)
{
  g_return_val_if_fail (SY_IS_MESSAGE_ITEM (self), 0);

  return self->widgets->len;
}

/**
 * sy_message_item_set_position:
 * @position: in the conversation, from 0
 * @n_items: how many messages there are
 *
 * Tells a screen reader where it is.
 */
void
sy_message_item_set_position (SyMessageItem *self,
                              guint          position,
                              guint          n_items)
{
  g_autofree char *place = NULL;

  g_return_if_fail (SY_IS_MESSAGE_ITEM (self));

  gtk_accessible_update_relation (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_RELATION_POS_IN_SET, (int) position + 1,
                                  GTK_ACCESSIBLE_RELATION_SET_SIZE, (int) n_items,
                                  -1);

  /* GTK 4.18 tells nobody. */
  /* Translators: which of how many messages this is */
  place = g_strdup_printf (_("%1$u of %2$u"), position + 1, n_items);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, place,
                                  -1);
}

/**
 * sy_message_item_set_row_width:
 * @width: in px
 *
 * In another width all heights are other ones.
 */
void
sy_message_item_set_row_width (SyMessageItem *self,
                               int            width)
{
  g_return_if_fail (SY_IS_MESSAGE_ITEM (self));

  if (self->width == width)
    return;

  self->width = width;
  sy_rows_set_width (self->rows, width);
  for (guint i = 0; i < self->widgets->len; i++)
    {
      if (g_ptr_array_index (self->widgets, i) != NULL)
        ensure_row (self, i);
      else
        sy_height_index_set (self->heights, i, sy_rows_estimate (self->rows, i, width));
    }
}

/**
 * sy_message_item_get_row_height:
 *
 * Returns: how high all its rows are, in px
 */
int
sy_message_item_get_row_height (SyMessageItem *self)
{
  g_return_val_if_fail (SY_IS_MESSAGE_ITEM (self), 0);

  return (int) sy_height_index_get_total (self->heights);
}

/**
 * sy_message_item_get_row_offset:
 * @row: one of its rows, or their number
 *
 * Returns: where the row begins, in px
 */
int
sy_message_item_get_row_offset (SyMessageItem *self,
                                guint          row)
{
  g_return_val_if_fail (SY_IS_MESSAGE_ITEM (self), 0);

  return (int) sy_height_index_get_offset (self->heights, row);
}

/**
 * sy_message_item_find_row:
 * @y: in px from its top
 * @inside: (out): how far into the row that is
 *
 * Returns: the row at a height
 */
guint
sy_message_item_find_row (SyMessageItem *self,
                          int            y,
                          int           *inside)
{
  gint64 rest = 0;
  guint row;

  g_return_val_if_fail (SY_IS_MESSAGE_ITEM (self), 0);

  row = sy_height_index_find (self->heights, y, &rest);
  *inside = (int) rest;

  return row;
}

/**
 * sy_message_item_get_focus_row:
 *
 * Returns: the row that has the focus; the number of rows when none has
 */
guint
sy_message_item_get_focus_row (SyMessageItem *self)
{
  guint row = 0;

  g_return_val_if_fail (SY_IS_MESSAGE_ITEM (self), 0);

  while (row < self->widgets->len &&
         (g_ptr_array_index (self->widgets, row) == NULL ||
          !has_focus (g_ptr_array_index (self->widgets, row))))
    row++;

  return row;
}

/**
 * sy_message_item_focus_row:
 * @row: one of its rows
 *
 * Puts the focus on what a row shows.
 *
 * Returns: whether there is anything to be read or done
 */
gboolean
sy_message_item_focus_row (SyMessageItem *self,
                           guint          row)
{
  g_return_val_if_fail (SY_IS_MESSAGE_ITEM (self), FALSE);
  g_return_val_if_fail (row < self->widgets->len, FALSE);

  ensure_row (self, row);

  return gtk_widget_grab_focus (g_ptr_array_index (self->widgets, row));
}

/**
 * sy_message_item_lay_down:
 * @row: the first row to be laid out
 * @y: (inout): where it begins; then where the last one ends
 * @limit: where the rest need not be laid out any more
 *
 * Returns: the row after the last one that was laid out
 */
guint
sy_message_item_lay_down (SyMessageItem *self,
                          guint          row,
                          gint64        *y,
                          gint64         limit)
{
  g_return_val_if_fail (SY_IS_MESSAGE_ITEM (self), row);

  for (; row < self->widgets->len && *y < limit; row++)
    {
      while (prepare_row (self, row) > 1)
        ;
      *y += ensure_row (self, row);
    }

  return row;
}

/* What has come at the end, in its order: only so it can have the widgets that wait there. */
static void
make_last_rows (SyMessageItem *self)
{
  guint first = self->widgets->len;

  while (first > 0 && self->widgets->len - first <= BATCH &&
         g_ptr_array_index (self->widgets, first - 1) == NULL)
    first--;
  if (first == 0 || self->widgets->len - first > BATCH)
    return;

  /* What has to be cut first is much. */
  for (guint i = first; i < self->widgets->len && prepare_row (self, i) == 1; i++)
    ensure_row (self, i);
}

/**
 * sy_message_item_lay_up:
 * @row: the row below the first one to be laid out
 * @y: (inout): where it begins; then where the last one begins
 * @limit: where the rest need not be laid out any more
 *
 * Returns: the uppermost row that was laid out
 */
guint
sy_message_item_lay_up (SyMessageItem *self,
                        guint          row,
                        gint64        *y,
                        gint64         limit)
{
  g_return_val_if_fail (SY_IS_MESSAGE_ITEM (self), row);

  if (row == self->widgets->len)
    {
      make_last_rows (self);
      row = self->widgets->len;
    }

  while (row > 0 && *y > limit)
    {
      guint n_rows = prepare_row (self, row - 1);

      row += n_rows - 1;
      if (n_rows == 1)
        *y -= ensure_row (self, --row);
    }

  return row;
}

/**
 * sy_message_item_place:
 * @y: where it begins, in px
 *
 * Gives it and its rows their places, without a resize if there was none.
 */
void
sy_message_item_place (SyMessageItem *self,
                       gint64         y)
{
  GtkWidget *widget;

  g_return_if_fail (SY_IS_MESSAGE_ITEM (self));

  /* GTK wants everything measured that it places. */
  widget = GTK_WIDGET (self);
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, self->width, NULL, NULL, NULL, NULL);
  gtk_widget_allocate (widget, self->width, sy_message_item_get_row_height (self), -1,
                       gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (0, (float) y)));

  /* In the same size it is not asked to. */
  if (self->moved)
    place_rows (self);
}

/**
 * sy_message_item_trim:
 * @first: the first row that is near what is seen
 * @end: the row after the last one
 * @growing: whether rows come at the end
 *
 * Drops the widgets of all other rows, but for the one with the focus.  While rows come, a few of
 * those above stay: their widgets can show what comes.
 */
void
sy_message_item_trim (SyMessageItem *self,
                      guint          first,
                      guint          end,
                      gboolean       growing)
{
  guint n_far;

  g_return_if_fail (SY_IS_MESSAGE_ITEM (self));

  self->first = first;
  n_far = growing ? count_far (self) : G_MAXUINT;
  if (!growing)
    sy_row_spares_clear (self->spares);

  for (guint i = 0; i < self->widgets->len; i++)
    {
      GtkWidget *widget = g_ptr_array_index (self->widgets, i);

      if (widget == NULL || (i >= first && i < end) || has_focus (widget))
        continue;
      if (i >= end || n_far > MAX_FAR)
        {
          drop_row (self, i);
          n_far--;
        }
    }
}
