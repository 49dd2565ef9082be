/* test-sideways.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-sideways.h"

#include "widget-support.h"

typedef struct
{
  GtkWidget     *widget;
  GtkAdjustment *adjustment;
  SySideways    *sideways;
} Fixture;

static void
fixture_init (Fixture          *fixture,
              GtkTextDirection  direction,
              gboolean          left_to_right)
{
  fixture->widget = g_object_ref_sink (adw_bin_new ());
  gtk_widget_set_direction (fixture->widget, direction);
  fixture->adjustment = g_object_ref_sink (gtk_adjustment_new (0, 0, 0, 0, 0, 0));
  fixture->sideways = sy_sideways_new (fixture->widget, fixture->adjustment, left_to_right);
}

static void
fixture_clear (Fixture *fixture)
{
  g_assert_finalize_object (fixture->sideways);
  g_assert_finalize_object (fixture->widget);
  g_assert_finalize_object (fixture->adjustment);
}

static GtkEventController *
find_controller (Fixture *fixture,
                 GType    type)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (fixture->widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (g_type_is_a (G_OBJECT_TYPE (controller), type))
        return controller;
    }

  g_assert_not_reached ();
}

static guint
count_controllers (Fixture *fixture)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (fixture->widget);

  return g_list_model_get_n_items (controllers);
}

static gboolean
scroll (Fixture *fixture,
        double   dx,
        double   dy)
{
  gboolean handled = FALSE;

  g_signal_emit_by_name (find_controller (fixture, GTK_TYPE_EVENT_CONTROLLER_SCROLL), "scroll",
                         dx, dy, &handled);

  return handled;
}

static gboolean
press (Fixture         *fixture,
       guint            keyval,
       GdkModifierType  state)
{
  gboolean handled = FALSE;

  g_signal_emit_by_name (find_controller (fixture, GTK_TYPE_EVENT_CONTROLLER_KEY), "key-pressed",
                         keyval, 0, state, &handled);

  return handled;
}

static void
check_value (Fixture *fixture,
             double   expected)
{
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (fixture->adjustment), expected, 0.01);
}

/* What is not wide leaves everything to others. */
static void
test_sideways_narrow (void)
{
  Fixture fixture;

  fixture_init (&fixture, GTK_TEXT_DIR_LTR, TRUE);
  sy_sideways_configure (fixture.adjustment, 100, 100);
  g_assert_cmpuint (count_controllers (&fixture), ==, 0);
  sy_sideways_configure (fixture.adjustment, 200, 100);
  sy_sideways_configure (fixture.adjustment, 100, 100);
  g_assert_false (gtk_widget_get_focusable (fixture.widget));
  g_assert_false (scroll (&fixture, 1, 0));
  g_assert_false (press (&fixture, GDK_KEY_Right, 0));
  check_value (&fixture, 0);

  fixture_clear (&fixture);
}

static void
test_sideways_wide (void)
{
  Fixture fixture;

  fixture_init (&fixture, GTK_TEXT_DIR_LTR, TRUE);
  sy_sideways_configure (fixture.adjustment, 1000, 360);
  g_assert_true (gtk_widget_get_focusable (fixture.widget));
  g_assert_true (scroll (&fixture, 1, 0));
  check_value (&fixture, 36);
  g_assert_true (press (&fixture, GDK_KEY_Right, 0));
  check_value (&fixture, 72);
  g_assert_true (press (&fixture, GDK_KEY_Left, 0));
  check_value (&fixture, 36);
  g_assert_true (scroll (&fixture, -9, 1));
  check_value (&fixture, 0);
  g_assert_true (scroll (&fixture, 99, 0));
  check_value (&fixture, 640);

  sy_sideways_configure (fixture.adjustment, 500, 360);
  check_value (&fixture, 140);
  sy_sideways_configure (fixture.adjustment, 100, 360);
  check_value (&fixture, 0);
  g_assert_false (gtk_widget_get_focusable (fixture.widget));

  fixture_clear (&fixture);
}

/* Up and down is for the transcript, and keys with others for the window. */
static void
test_sideways_others (void)
{
  Fixture fixture;

  fixture_init (&fixture, GTK_TEXT_DIR_LTR, TRUE);
  sy_sideways_configure (fixture.adjustment, 1000, 360);
  g_assert_false (scroll (&fixture, 0, 1));
  g_assert_false (scroll (&fixture, 1, -1));
  g_assert_false (press (&fixture, GDK_KEY_Right, GDK_ALT_MASK));
  g_assert_false (press (&fixture, GDK_KEY_Down, 0));
  check_value (&fixture, 0);

  fixture_clear (&fixture);
}

static void
test_sideways_rtl (void)
{
  Fixture fixture;

  fixture_init (&fixture, GTK_TEXT_DIR_RTL, FALSE);
  sy_sideways_configure (fixture.adjustment, 1000, 360);
  g_assert_true (scroll (&fixture, -1, 0));
  check_value (&fixture, 36);
  g_assert_true (press (&fixture, GDK_KEY_Left, 0));
  check_value (&fixture, 72);
  fixture_clear (&fixture);

  fixture_init (&fixture, GTK_TEXT_DIR_RTL, TRUE);
  sy_sideways_configure (fixture.adjustment, 1000, 360);
  g_assert_true (scroll (&fixture, 1, 0));
  check_value (&fixture, 36);
  fixture_clear (&fixture);
}

static void
test_sideways_scrollbar (void)
{
  Fixture fixture;
  GtkWidget *scrollbar;

  fixture_init (&fixture, GTK_TEXT_DIR_RTL, TRUE);
  g_assert_null (widget_find (fixture.widget, GTK_TYPE_SCROLLBAR));
  sy_sideways_set_scrollbar (fixture.sideways, TRUE);
  sy_sideways_set_scrollbar (fixture.sideways, TRUE);
  g_assert_null (widget_find (fixture.widget, GTK_TYPE_SCROLLBAR));
  sy_sideways_configure (fixture.adjustment, 1000, 360);
  g_assert_cmpuint (widget_count_children (fixture.widget), ==, 1);
  scrollbar = widget_find (fixture.widget, GTK_TYPE_SCROLLBAR);
  g_assert_true (gtk_widget_get_direction (scrollbar) == GTK_TEXT_DIR_LTR);
  g_assert_true (gtk_widget_get_child_visible (scrollbar));
  sy_sideways_configure (fixture.adjustment, 360, 360);
  g_assert_false (gtk_widget_get_child_visible (scrollbar));
  sy_sideways_set_scrollbar (fixture.sideways, FALSE);
  g_assert_cmpuint (widget_count_children (fixture.widget), ==, 0);
  sy_sideways_set_scrollbar (fixture.sideways, TRUE);

  fixture_clear (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  widget_test_init (&argc, &argv);

  g_test_add_func ("/sideways/narrow", test_sideways_narrow);
  g_test_add_func ("/sideways/wide", test_sideways_wide);
  g_test_add_func ("/sideways/others", test_sideways_others);
  g_test_add_func ("/sideways/rtl", test_sideways_rtl);
  g_test_add_func ("/sideways/scrollbar", test_sideways_scrollbar);

  return g_test_run ();
}
