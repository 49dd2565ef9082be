/* sy-sideways.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-sideways"

#include "config.h"

#include "sy-sideways.h"

/* Scrolls a widget that draws more than it has room for to the side; up and down is left
 * to what the widget stands in.  A GtkScrolledWindow for each part of a long block would
 * cost more than the part, and they could not be scrolled as one.
 */
struct _SySideways
{
  GObject        parent_instance;

  GtkWidget     *widget;
  GtkAdjustment *adjustment;
  gboolean       left_to_right;
  gboolean       focusable;

  /* Made when there is more than what is seen for the first time. */
  GtkWidget     *scrollbar;
  gboolean       has_scrollbar;
  gboolean       has_controllers;
  double         drag_value;
};

G_DEFINE_FINAL_TYPE (SySideways, sy_sideways, G_TYPE_OBJECT)

static gboolean
is_wide (SySideways *self)
{
  return gtk_adjustment_get_upper (self->adjustment) >
         gtk_adjustment_get_page_size (self->adjustment);
}

/* What begins at the right is scrolled from there: 0 is the right end then. */
static double
get_sign (SySideways *self)
{
  return !self->left_to_right && gtk_widget_get_direction (self->widget) == GTK_TEXT_DIR_RTL
         ? -1 : 1;
}

/* To the right, unless @distance is negative. */
static void
scroll_by (SySideways *self,
           double      distance)
{
  gtk_adjustment_set_value (self->adjustment,
                            gtk_adjustment_get_value (self->adjustment) +
                            get_sign (self) * distance);
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller,
           double                    dx,
           double                    dy,
           SySideways               *self)
{
  GtkEventController *base = GTK_EVENT_CONTROLLER (controller);

  if (gtk_event_controller_get_current_event_state (base) & GDK_SHIFT_MASK && dx == 0)
    dx = dy;
  else if (ABS (dx) <= ABS (dy))
    return GDK_EVENT_PROPAGATE;

  if (!is_wide (self) || dx == 0)
    return GDK_EVENT_PROPAGATE;

  if (gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_WHEEL)
    dx *= gtk_adjustment_get_step_increment (self->adjustment);

  scroll_by (self, dx);

  return GDK_EVENT_STOP;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                SySideways            *self)
{
  double step = gtk_adjustment_get_step_increment (self->adjustment);

  if (!is_wide (self) || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;

  if (keyval == GDK_KEY_Left || keyval == GDK_KEY_KP_Left)
    scroll_by (self, -step);
  else if (keyval == GDK_KEY_Right || keyval == GDK_KEY_KP_Right)
    scroll_by (self, step);
  else
    return GDK_EVENT_PROPAGATE;

  return GDK_EVENT_STOP;
}

static void
drag_begin_cb (GtkGestureDrag *gesture,
               double          x,
               double          y,
               SySideways     *self)
{
  if (is_wide (self))
    self->drag_value = gtk_adjustment_get_value (self->adjustment);
  else
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
}

static void
drag_update_cb (GtkGestureDrag *gesture,
                double          offset_x,
                double          offset_y,
                SySideways     *self)
{
  gtk_adjustment_set_value (self->adjustment, self->drag_value - get_sign (self) * offset_x);
}

/* GtkScrolledWindow does the same for its own scrollbars. */
static void
hover_cb (GtkEventController *motion,
          GParamSpec         *pspec,
          SySideways         *self)
{
  if (gtk_event_controller_motion_contains_pointer (GTK_EVENT_CONTROLLER_MOTION (motion)))
    gtk_widget_add_css_class (self->scrollbar, "hovering");
  else
    gtk_widget_remove_css_class (self->scrollbar, "hovering");
}

static void
value_changed_cb (SySideways *self)
{
  gtk_widget_queue_draw (self->widget);
}

static void
add_controllers (SySideways *self)
{
  GtkEventController *scroll =
    gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkGesture *pan = gtk_gesture_pan_new (GTK_ORIENTATION_HORIZONTAL);

  self->has_controllers = TRUE;
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (pan), TRUE);
  g_signal_connect_object (scroll, "scroll", G_CALLBACK (scroll_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (key, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_DEFAULT);
  g_signal_connect_object (pan, "drag-begin", G_CALLBACK (drag_begin_cb), self,
                           G_CONNECT_DEFAULT);
  g_signal_connect_object (pan, "drag-update", G_CALLBACK (drag_update_cb), self,
                           G_CONNECT_DEFAULT);
  gtk_widget_add_controller (self->widget, scroll);
  gtk_widget_add_controller (self->widget, key);
  gtk_widget_add_controller (self->widget, GTK_EVENT_CONTROLLER (pan));
}

static GtkWidget *
create_scrollbar (SySideways *self)
{
  GtkWidget *scrollbar = gtk_scrollbar_new (GTK_ORIENTATION_HORIZONTAL, self->adjustment);
  GtkEventController *motion = gtk_event_controller_motion_new ();

  gtk_widget_add_css_class (scrollbar, "overlay-indicator");
  gtk_widget_add_css_class (scrollbar, "bottom");
  if (self->left_to_right)
    gtk_widget_set_direction (scrollbar, GTK_TEXT_DIR_LTR);
  gtk_widget_set_parent (scrollbar, self->widget);
  g_signal_connect_object (motion, "notify::contains-pointer", G_CALLBACK (hover_cb), self,
                           G_CONNECT_DEFAULT);
  gtk_widget_add_controller (scrollbar, motion);

  return scrollbar;
}

static void
update_wide (SySideways *self)
{
  gboolean wide = is_wide (self);

  if (wide && !self->has_controllers)
    add_controllers (self);
  if (wide && self->has_scrollbar && self->scrollbar == NULL)
    self->scrollbar = create_scrollbar (self);

  gtk_widget_set_focusable (self->widget, wide || self->focusable);
  if (self->scrollbar != NULL)
    gtk_widget_set_child_visible (self->scrollbar, wide);
  gtk_widget_queue_draw (self->widget);
}

static void
sy_sideways_dispose (GObject *object)
{
  SySideways *self = SY_SIDEWAYS (object);

  g_clear_pointer (&self->scrollbar, gtk_widget_unparent);
  g_clear_object (&self->adjustment);
  self->widget = NULL;

  G_OBJECT_CLASS (sy_sideways_parent_class)->dispose (object);
}

static void
sy_sideways_class_init (SySidewaysClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sy_sideways_dispose;
}

static void
sy_sideways_init (SySideways *self)
{
}

/**
 * sy_sideways_new:
 * @widget: what draws itself at a place that @adjustment says; it owns the new object and
 *   drops it in its dispose
 * @adjustment: how far it is scrolled, which others may share
 * @left_to_right: whether it begins at the left in every language
 *
 * Lets a widget be scrolled to the side by wheel, touch, keys and a scrollbar, as long as
 * there is more than what is seen.
 *
 * Returns: (transfer full): a new object
 */
SySideways *
sy_sideways_new (GtkWidget     *widget,
                 GtkAdjustment *adjustment,
                 gboolean       left_to_right)
{
  SySideways *self;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);
  g_return_val_if_fail (GTK_IS_ADJUSTMENT (adjustment), NULL);

  self = g_object_new (SY_TYPE_SIDEWAYS, NULL);
  self->widget = widget;
  self->adjustment = g_object_ref (adjustment);
  self->left_to_right = !!left_to_right;
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (update_wide), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (value_changed_cb), self,
                           G_CONNECT_SWAPPED);
  update_wide (self);

  return self;
}

/**
 * sy_sideways_set_focusable:
 * @focusable: whether the widget can have the focus even if there is nothing to be scrolled
 */
void
sy_sideways_set_focusable (SySideways *self,
                           gboolean    focusable)
{
  g_return_if_fail (SY_IS_SIDEWAYS (self));

  self->focusable = !!focusable;
  update_wide (self);
}

/**
 * sy_sideways_set_scrollbar:
 * @scrollbar: whether the widget is the one that has the scrollbar, at its bottom
 */
void
sy_sideways_set_scrollbar (SySideways *self,
                           gboolean    scrollbar)
{
  g_return_if_fail (SY_IS_SIDEWAYS (self));

  scrollbar = !!scrollbar;
  if (scrollbar == self->has_scrollbar)
    return;

  self->has_scrollbar = scrollbar;
  if (!scrollbar)
    g_clear_pointer (&self->scrollbar, gtk_widget_unparent);

  update_wide (self);
}

/**
 * sy_sideways_allocate:
 * @width: of the widget
 * @height: of the widget
 *
 * Places the scrollbar; for the widget's size_allocate.
 */
void
sy_sideways_allocate (SySideways *self,
                      int         width,
                      int         height)
{
  g_autoptr(GskTransform) transform = NULL;
  int natural;

  g_return_if_fail (SY_IS_SIDEWAYS (self));

  if (self->scrollbar == NULL || !gtk_widget_get_child_visible (self->scrollbar))
    return;

  gtk_widget_measure (self->scrollbar, GTK_ORIENTATION_VERTICAL, -1, NULL, &natural, NULL, NULL);
  transform = gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (0, height - natural));
  gtk_widget_allocate (self->scrollbar, width, natural, -1, g_steal_pointer (&transform));
}

/**
 * sy_sideways_configure:
 * @width: how much there is, in px
 * @page: how much of it is seen, in px
 *
 * Sets what an adjustment for a #SySideways is about.
 */
void
sy_sideways_configure (GtkAdjustment *adjustment,
                       int            width,
                       int            page)
{
  int upper = MAX (width, page);
  double value;

  g_return_if_fail (GTK_IS_ADJUSTMENT (adjustment));

  value = CLAMP (gtk_adjustment_get_value (adjustment), 0, upper - page);
  gtk_adjustment_configure (adjustment, value, 0, upper, page * 0.1, page * 0.9, page);
}
