/* sy-message-view.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-message-view"

#include "config.h"

#include "sy-message-view.h"

#include <glib/gi18n-lib.h>

/* In px, by which the range is put right at once. */
#define MAX_STEP 100

/* In frames, in which a reply grows and the range does not know. */
#define MAX_HELD 8

struct _SyMessageView
{
  GtkWidget            parent_instance;

  GtkAdjustment       *adjustments[2];
  GtkScrollablePolicy  policies[2];

  GListModel          *messages;
  SyMessageColumn     *column;

  /* Where the focus is, or was last. */
  guint                cursor;

  gboolean             at_bottom;
  gboolean             updating;
  double               value;

  /* What the range tells, and what is known, can differ for a while. */
  gboolean             exact;
  double               moved;
  int                  width;
  int                  height;
  guint                tick_id;

  /* For how many frames the range was not told, and the last one of them. */
  guint                n_held;
  gint64               held_frame;
};

static void scrollable_iface_init (GtkScrollableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SyMessageView, sy_message_view, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, scrollable_iface_init))

enum
{
  PROP_0,
  PROP_AT_BOTTOM,
  N_PROPS,

  PROP_HADJUSTMENT,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

static GParamSpec *properties[N_PROPS];

static void
scrollable_iface_init (GtkScrollableInterface *iface)
{
}

static GtkAdjustment *
get_vadjustment (SyMessageView *self)
{
  return self->adjustments[GTK_ORIENTATION_VERTICAL];
}

static guint
get_n_messages (SyMessageView *self)
{
  return sy_message_column_get_n_messages (self->column);
}

static SyMessageItem *
get_item (SyMessageView *self,
          guint          position)
{
  return sy_message_column_get_item (self->column, position);
}

static void
set_at_bottom (SyMessageView *self,
               gboolean       at_bottom)
{
  if (self->at_bottom == at_bottom)
    return;

  self->at_bottom = at_bottom;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AT_BOTTOM]);
}

static gint64
get_frame (SyMessageView *self)
{
  GdkFrameClock *frame_clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));

  return frame_clock != NULL ? gdk_frame_clock_get_frame_counter (frame_clock) : 0;
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *frame_clock,
         gpointer       user_data)
{
  SyMessageView *self = SY_MESSAGE_VIEW (widget);

  /* In this frame the reply may be still to grow. */
  if (gdk_frame_clock_get_frame_counter (frame_clock) > self->held_frame + 1)
    gtk_widget_queue_allocate (widget);

  return G_SOURCE_CONTINUE;
}

static void
set_ticking (SyMessageView *self,
             gboolean       ticking)
{
  if (ticking && self->tick_id == 0)
    {
      self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
    }
  else if (!ticking && self->tick_id != 0)
    {
      gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick_id);
      self->tick_id = 0;
    }
}

static double
approach (double from,
          double to,
          double step)
{
  return from + CLAMP (to - from, -step, step);
}

static void
configure (SyMessageView *self,
           double         above,
           double         below,
           int            height)
{
  self->updating = TRUE;
  gtk_adjustment_configure (get_vadjustment (self), above, 0, above + height + below,
                            height * 0.1, height * 0.9, height);
  self->updating = FALSE;
  self->value = gtk_adjustment_get_value (get_vadjustment (self));
}

/* What turns out to be higher or lower than thought moves the scrollbar and never the text, and
 * the scrollbar only by and by: while somebody scrolls, by a part of what they scroll, so that
 * even a fling that sets values of its own goes on smoothly.
 */
static void
update_adjustment (SyMessageView *self,
                   int            height)
{
  GtkAdjustment *adjustment = get_vadjustment (self);
  double total = MAX ((double) sy_message_column_get_height (self->column), height);
  double above = total - height;
  double shown_below = gtk_adjustment_get_upper (adjustment) -
                       gtk_adjustment_get_page_size (adjustment) - self->value;
  double step = MAX_STEP;
  double shown_above;
  double below;

  /* What a touchpad has moved by less than a pixel is not lost. */
  if (!self->at_bottom && get_n_messages (self) > 0)
    above = CLAMP ((double) sy_message_column_get_y (self->column) +
                   self->value - (double) (gint64) self->value, 0, total - height);

  /* Near the top there is no time left. */
  if (self->moved > 0 && self->value > height)
    step = MIN (self->moved / 4, MAX_STEP);

  below = total - height - above;
  shown_above = above;
  if (self->exact || self->at_bottom || self->height != height)
    {
      shown_below = below;
    }
  else
    {
      shown_above = approach (self->value, above, step);
      shown_below = approach (MAX (shown_below, 0), below, MAX_STEP);
    }

  self->exact = FALSE;
  self->moved = 0;
  self->height = height;
  self->n_held = 0;
  set_ticking (self, ABS (shown_above - above) >= 1 || ABS (shown_below - below) >= 1);
  configure (self, shown_above, shown_below, height);
}

static void
lay_out (SyMessageView *self,
         int            width,
         int            height)
{
  self->exact = self->exact || width != self->width;
  self->width = width;
  if (sy_message_column_lay_out (self->column, width, height, self->at_bottom))
    set_at_bottom (self, TRUE);
}

/* A scrollbar that moves has GTK go through the whole window.  At the end of a reply that grows
 * nothing else has to: the range is told every few frames, and when it grows no more.
 */
static gboolean
hold_adjustment (SyMessageView *self)
{
  if (!self->at_bottom || self->n_held == MAX_HELD)
    return FALSE;

  self->n_held++;
  self->held_frame = get_frame (self);
  set_ticking (self, TRUE);

  return TRUE;
}

static void
sy_message_view_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  SyMessageView *self = SY_MESSAGE_VIEW (widget);

  lay_out (self, width, height);
  if (self->n_held == 0 || self->held_frame != get_frame (self) || self->exact ||
      height != self->height)
    update_adjustment (self, height);
  sy_message_column_place (self->column);
}

static void
sy_message_view_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  /* What is in it never decides how large it is. */
  *minimum = 0;
  *natural = 0;
}

static void
value_changed_cb (SyMessageView *self)
{
  GtkAdjustment *adjustment = get_vadjustment (self);
  double value = gtk_adjustment_get_value (adjustment);
  double page = gtk_adjustment_get_page_size (adjustment);
  gint64 step = (gint64) value - (gint64) self->value;
  gboolean near;

  g_assert (SY_IS_MESSAGE_VIEW (self));

  if (self->updating || get_n_messages (self) == 0)
    return;

  near = ABS (step) <= 2 * page;
  self->moved += ABS (value - self->value);
  self->value = value;
  sy_message_column_scroll (self->column, (gint64) value, step, near);

  /* Coming near the end by and by, it is reached when it is seen. */
  if (!near || value < gtk_adjustment_get_upper (adjustment) - page - 1)
    set_at_bottom (self, value >= gtk_adjustment_get_upper (adjustment) - page - 1);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
set_adjustment (SyMessageView  *self,
                GtkOrientation  orientation,
                GtkAdjustment  *adjustment)
{
  GtkAdjustment **place = &self->adjustments[orientation];

  if (*place != NULL)
    {
      g_signal_handlers_disconnect_by_data (*place, self);
      g_clear_object (place);
    }

  if (adjustment == NULL)
    adjustment = gtk_adjustment_new (0, 0, 0, 0, 0, 0);

  *place = g_object_ref_sink (adjustment);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (value_changed_cb), self,
                             G_CONNECT_SWAPPED);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
items_changed_cb (SyMessageView *self,
                  guint          position,
                  guint          removed,
                  guint          added)
{
  g_assert (SY_IS_MESSAGE_VIEW (self));

  sy_message_column_change (self->column, position, removed, added);
  self->exact = TRUE;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* No further than it has to be moved; what is too high is seen from its beginning. */
static void
bring_into_view (SyMessageView *self,
                 guint          position,
                 guint          row,
                 int            row_height)
{
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  gint64 y = sy_message_column_get_row_y (self->column, position, row);

  if (y >= 0 && y + row_height <= height)
    return;

  if (y < 0 || row_height > height - 2 * SY_MESSAGE_COLUMN_TOP)
    sy_message_view_set_place (self, position, row, SY_MESSAGE_COLUMN_TOP);
  else
    sy_message_view_set_place (self, position, row, height - row_height - SY_MESSAGE_COLUMN_TOP);
}

static void
bring_row_into_view (SyMessageView *self,
                     guint          position,
                     guint          row)
{
  SyMessageItem *item = get_item (self, position);

  bring_into_view (self, position, row,
                   sy_message_item_get_row_offset (item, row + 1) -
                   sy_message_item_get_row_offset (item, row));
}

/* The message that has the focus, or in which something has it. */
static guint
find_focus (SyMessageView *self)
{
  guint first = sy_message_column_get_first (self->column);

  for (guint i = 0; i < sy_message_column_get_n_items (self->column); i++)
    {
      SyMessageItem *item = get_item (self, first + i);

      if (gtk_widget_is_focus (GTK_WIDGET (item)) ||
          sy_message_item_get_focus_row (item) < sy_message_item_get_n_rows (item))
        return first + i;
    }

  return GTK_INVALID_LIST_POSITION;
}

/* Within a message, from what has the focus. */
static gboolean
move_inside (SyMessageView *self,
             guint          position,
             guint          row,
             int            step)
{
  SyMessageItem *item = get_item (self, position);

  for (; row < sy_message_item_get_n_rows (item); row += (guint) step)
    {
      if (sy_message_item_focus_row (item, row))
        {
          bring_row_into_view (self, position, row);
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
move_cursor (SyMessageView *self,
             guint          position,
             guint          keyval)
{
  SyMessageItem *item = get_item (self, position);
  gboolean inside = !gtk_widget_is_focus (GTK_WIDGET (item));
  guint row = sy_message_item_get_focus_row (item);
  guint n_messages = get_n_messages (self);

  switch (keyval)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      if (!inside || !move_inside (self, position, row - 1, -1))
        sy_message_view_move_to (self, inside || position == 0 ? position : position - 1);
      return GDK_EVENT_STOP;

    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      if (!inside || !move_inside (self, position, row + 1, 1))
        sy_message_view_move_to (self, MIN (position + 1, n_messages - 1));
      return GDK_EVENT_STOP;

    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      sy_message_view_move_to (self, 0);
      return GDK_EVENT_STOP;

    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      sy_message_view_move_to (self, n_messages - 1);
      return GDK_EVENT_STOP;

    case GDK_KEY_Escape:
      return gtk_widget_activate_action (GTK_WIDGET (self), "chat.write", NULL);

    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      return !inside && move_inside (self, position, 0, 1);

    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static gboolean
key_pressed_cb (SyMessageView   *self,
                guint            keyval,
                guint            keycode,
                GdkModifierType  state)
{
  guint position = find_focus (self);

  g_assert (SY_IS_MESSAGE_VIEW (self));

  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0 ||
      position == GTK_INVALID_LIST_POSITION)
    return GDK_EVENT_PROPAGATE;

  return move_cursor (self, position, keyval);
}

/* Tab comes to the message that had the focus last, and leaves from it. */
static gboolean
sy_message_view_focus (GtkWidget        *widget,
                       GtkDirectionType  direction)
{
  SyMessageView *self = SY_MESSAGE_VIEW (widget);
  guint position = find_focus (self);
  SyMessageItem *item;
  guint row;

  if (get_n_messages (self) == 0 ||
      (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD))
    return FALSE;

  if (position == GTK_INVALID_LIST_POSITION)
    {
      sy_message_view_move_to (self, MIN (self->cursor, get_n_messages (self) - 1));
      return TRUE;
    }

  item = get_item (self, position);
  if (!gtk_widget_child_focus (GTK_WIDGET (item), direction))
    return FALSE;

  row = sy_message_item_get_focus_row (item);
  if (row < sy_message_item_get_n_rows (item))
    bring_row_into_view (self, position, row);

  return TRUE;
}

static void
sy_message_view_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  SyMessageView *self = SY_MESSAGE_VIEW (object);

  switch (prop_id)
    {
    case PROP_AT_BOTTOM:
      g_value_set_boolean (value, self->at_bottom);
      break;

    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_HORIZONTAL]);
      break;

    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_VERTICAL]);
      break;

    case PROP_HSCROLL_POLICY:
      g_value_set_enum (value, self->policies[GTK_ORIENTATION_HORIZONTAL]);
      break;

    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, self->policies[GTK_ORIENTATION_VERTICAL]);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sy_message_view_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  SyMessageView *self = SY_MESSAGE_VIEW (object);

  switch (prop_id)
    {
    case PROP_HADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, g_value_get_object (value));
      break;

    case PROP_VADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_VERTICAL, g_value_get_object (value));
      break;

    case PROP_HSCROLL_POLICY:
      self->policies[GTK_ORIENTATION_HORIZONTAL] = g_value_get_enum (value);
      break;

    case PROP_VSCROLL_POLICY:
      self->policies[GTK_ORIENTATION_VERTICAL] = g_value_get_enum (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sy_message_view_dispose (GObject *object)
{
  SyMessageView *self = SY_MESSAGE_VIEW (object);

  if (self->messages != NULL)
    g_signal_handlers_disconnect_by_data (self->messages, self);

  set_ticking (self, FALSE);
  sy_message_column_set_messages (self->column, NULL);
  g_clear_object (&self->messages);
  g_clear_object (&self->adjustments[GTK_ORIENTATION_HORIZONTAL]);
  g_clear_object (&self->adjustments[GTK_ORIENTATION_VERTICAL]);

  G_OBJECT_CLASS (sy_message_view_parent_class)->dispose (object);
}

static void
sy_message_view_finalize (GObject *object)
{
  sy_message_column_free (SY_MESSAGE_VIEW (object)->column);

  G_OBJECT_CLASS (sy_message_view_parent_class)->finalize (object);
}

static void
sy_message_view_class_init (SyMessageViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = sy_message_view_get_property;
  object_class->set_property = sy_message_view_set_property;
  object_class->dispose = sy_message_view_dispose;
  object_class->finalize = sy_message_view_finalize;

  widget_class->focus = sy_message_view_focus;
  widget_class->measure = sy_message_view_measure;
  widget_class->size_allocate = sy_message_view_size_allocate;

  properties[PROP_AT_BOTTOM] =
    g_param_spec_boolean ("at-bottom", NULL, NULL,
                          TRUE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");

  gtk_widget_class_set_css_name (widget_class, "messages");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
sy_message_view_init (SyMessageView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->at_bottom = TRUE;
  self->cursor = G_MAXUINT;
  self->column = sy_message_column_new (GTK_WIDGET (self));
  set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, NULL);
  set_adjustment (self, GTK_ORIENTATION_VERTICAL, NULL);

  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Conversation"), -1);
}

/**
 * sy_message_view_new:
 *
 * Scrolls through a column of messages.  While its end is in view it stays there.
 *
 * Returns: (transfer floating): a new view without messages
 */
GtkWidget *
sy_message_view_new (void)
{
  return g_object_new (SY_TYPE_MESSAGE_VIEW, NULL);
}

SyMessageColumn *
sy_message_view_get_column (SyMessageView *self)
{
  g_return_val_if_fail (SY_IS_MESSAGE_VIEW (self), NULL);

  return self->column;
}

GListModel *
sy_message_view_get_messages (SyMessageView *self)
{
  g_return_val_if_fail (SY_IS_MESSAGE_VIEW (self), NULL);

  return self->messages;
}

/**
 * sy_message_view_set_messages:
 * @messages: (nullable): a list of #SyMessage
 *
 * Shows another conversation, from its end.
 */
void
sy_message_view_set_messages (SyMessageView *self,
                              GListModel    *messages)
{
  g_return_if_fail (SY_IS_MESSAGE_VIEW (self));

  if (self->messages != NULL)
    g_signal_handlers_disconnect_by_data (self->messages, self);

  g_set_object (&self->messages, messages);
  sy_message_column_set_messages (self->column, messages);
  self->cursor = G_MAXUINT;
  self->exact = TRUE;
  set_at_bottom (self, TRUE);
  gtk_widget_queue_allocate (GTK_WIDGET (self));

  if (messages == NULL)
    return;

  g_signal_connect_object (messages, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * sy_message_view_get_at_bottom:
 *
 * Returns: whether the end of the conversation is in view, and is kept there
 */
gboolean
sy_message_view_get_at_bottom (SyMessageView *self)
{
  g_return_val_if_fail (SY_IS_MESSAGE_VIEW (self), FALSE);

  return self->at_bottom;
}

void
sy_message_view_set_at_bottom (SyMessageView *self,
                               gboolean       at_bottom)
{
  g_return_if_fail (SY_IS_MESSAGE_VIEW (self));

  set_at_bottom (self, !!at_bottom);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/**
 * sy_message_view_set_place:
 * @position: of a message
 * @row: one of its rows
 * @y: where the row is to begin, in px from the top of what is seen
 *
 * Changes what is read.
 */
void
sy_message_view_set_place (SyMessageView *self,
                           guint          position,
                           guint          row,
                           gint64         y)
{
  g_return_if_fail (SY_IS_MESSAGE_VIEW (self));
  g_return_if_fail (position < get_n_messages (self));

  set_at_bottom (self, FALSE);
  self->exact = TRUE;
  sy_message_column_set_place (self->column, position, row, y);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/**
 * sy_message_view_update:
 * @rows: of one of the messages
 *
 * Takes over what the message has become, and puts everything in its place at once: what is left
 * to GTK goes through the whole window, in each frame in which a reply grows.
 */
void
sy_message_view_update (SyMessageView *self,
                        SyRows        *rows)
{
  GtkWidget *widget;
  int width;
  int height;

  g_return_if_fail (SY_IS_MESSAGE_VIEW (self));
  g_return_if_fail (SY_IS_ROWS (rows));

  widget = GTK_WIDGET (self);
  width = gtk_widget_get_width (widget);
  height = gtk_widget_get_height (widget);
  sy_message_column_update (self->column, rows);
  if (width == 0 || !gtk_widget_get_mapped (widget))
    {
      gtk_widget_queue_allocate (widget);
      return;
    }

  lay_out (self, width, height);
  if (!hold_adjustment (self))
    update_adjustment (self, height);
  sy_message_column_place (self->column);
  gtk_widget_queue_draw (widget);
}

/**
 * sy_message_view_move_to:
 * @position: of a message
 *
 * Puts the focus on a message, and the message where it is seen.
 */
void
sy_message_view_move_to (SyMessageView *self,
                         guint          position)
{
  SyMessageItem *item;

  g_return_if_fail (SY_IS_MESSAGE_VIEW (self));
  g_return_if_fail (position < get_n_messages (self));

  self->cursor = position;
  item = sy_message_column_ensure_item (self->column, position);
  if (position + 1 == get_n_messages (self))
    sy_message_view_set_at_bottom (self, TRUE);
  else
    bring_into_view (self, position, 0, sy_message_item_get_row_height (item));

  gtk_widget_grab_focus (GTK_WIDGET (item));
}
