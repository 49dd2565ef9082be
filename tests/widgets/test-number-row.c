/* test-number-row.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-number-row.h"

#include "widget-support.h"

#include <math.h>

static const SyNumberRange range = { 0, 2, 0.1, 1, 2 };

typedef struct
{
  GtkWidget     *window;
  SyNumberRow   *row;
  GtkSpinButton *spin;
  GtkWidget     *reset;
  guint          n_changed;
} Fixture;

static void
changed_cb (SyNumberRow *row,
            Fixture     *fixture)
{
  fixture->n_changed++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GtkWidget *row = sy_number_row_new (WIDGET_MARKUP, "Reset It", &range);
  GtkWidget *list = gtk_list_box_new ();

  fixture->row = SY_NUMBER_ROW (g_object_ref_sink (row));
  fixture->spin = GTK_SPIN_BUTTON (widget_get_child (row, "spin"));
  fixture->reset = widget_get_child (row, "reset_button");
  g_signal_connect (row, "changed", G_CALLBACK (changed_cb), fixture);

  fixture->window = gtk_window_new ();
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  gtk_window_set_child (GTK_WINDOW (fixture->window), list);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->row);
}

static void
assert_set (Fixture    *fixture,
            double      value,
            const char *text)
{
  g_assert_cmpfloat (sy_number_row_get_value (fixture->row), ==, value);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fixture->spin)), ==, text);
  g_assert_true (gtk_widget_get_visible (fixture->reset));
  gtk_test_accessible_assert_property (fixture->spin, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text);
}

static void
assert_not_set (Fixture    *fixture,
                const char *placeholder)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (fixture->spin));

  g_assert_true (isnan (sy_number_row_get_value (fixture->row)));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fixture->spin)), ==, "");
  g_assert_cmpstr (gtk_text_get_placeholder_text (GTK_TEXT (text)), ==, placeholder);
  g_assert_false (gtk_widget_get_visible (fixture->reset));
  gtk_test_accessible_assert_property (fixture->spin, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                       placeholder);
}

/* As a person does who then goes on to something else. */
static void
type (Fixture    *fixture,
      const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (fixture->spin), text);
  gtk_spin_button_update (fixture->spin);
}

static void
test_number_row_value (Fixture       *fixture,
                       gconstpointer  data)
{
  static const double values[] = { 0, 0.5, 1, 2 };
  static const char *const texts[] = { "0.00", "0.50", "1.00", "2.00" };

  assert_not_set (fixture, "Not set");
  sy_number_row_set_value (fixture->row, NAN);
  g_assert_cmpuint (fixture->n_changed, ==, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      fixture->n_changed = 0;
      sy_number_row_set_value (fixture->row, values[i]);
      sy_number_row_set_value (fixture->row, values[i]);
      assert_set (fixture, values[i], texts[i]);
      g_assert_cmpuint (fixture->n_changed, ==, 1);
      sy_number_row_set_value (fixture->row, NAN);
      assert_not_set (fixture, "Not set");
      g_assert_cmpuint (fixture->n_changed, ==, 2);
    }
}

static void
test_number_row_type (Fixture       *fixture,
                      gconstpointer  data)
{
  /* Also where the buttons would start. */
  type (fixture, "1");
  assert_set (fixture, 1, "1.00");
  type (fixture, "0.7");
  assert_set (fixture, 0.7, "0.70");
  g_assert_cmpuint (fixture->n_changed, ==, 2);

  /* Nothing out of the range. */
  type (fixture, "7");
  assert_set (fixture, 2, "2.00");
  type (fixture, "-1");
  assert_set (fixture, 0, "0.00");

  type (fixture, "");
  assert_not_set (fixture, "Not set");
  type (fixture, ".");
  assert_not_set (fixture, "Not set");
  g_assert_cmpuint (fixture->n_changed, ==, 5);
}

/* The first press of a button sets a number; steps leave nothing behind the last digit. */
static void
test_number_row_spin (Fixture       *fixture,
                      gconstpointer  data)
{
  gtk_spin_button_spin (fixture->spin, GTK_SPIN_STEP_FORWARD, 0.1);
  assert_set (fixture, 1.1, "1.10");
  for (guint i = 0; i < 4; i++)
    gtk_spin_button_spin (fixture->spin, GTK_SPIN_STEP_BACKWARD, 0.1);
  assert_set (fixture, 0.7, "0.70");
  for (guint i = 0; i < 3; i++)
    gtk_spin_button_spin (fixture->spin, GTK_SPIN_STEP_FORWARD, 0.1);
  assert_set (fixture, 1, "1.00");
}

static void
test_number_row_reset (Fixture       *fixture,
                       gconstpointer  data)
{
  sy_number_row_set_value (fixture->row, 0.5);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (fixture->reset), ==, "Reset It");
  gtk_test_accessible_assert_property (fixture->reset, GTK_ACCESSIBLE_PROPERTY_LABEL, "Reset");
  widget_present (GTK_WINDOW (fixture->window), 360, 200);
  gtk_widget_grab_focus (fixture->reset);

  g_signal_emit_by_name (fixture->reset, "clicked");
  assert_not_set (fixture, "Not set");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)),
                                         GTK_WIDGET (fixture->spin)));
}

/* Nobody need press Enter. */
static void
test_number_row_closed (Fixture       *fixture,
                        gconstpointer  data)
{
  widget_present (GTK_WINDOW (fixture->window), 360, 200);
  gtk_editable_set_text (GTK_EDITABLE (fixture->spin), "0.7");
  g_assert_true (isnan (sy_number_row_get_value (fixture->row)));
  gtk_widget_set_visible (fixture->window, FALSE);
  assert_set (fixture, 0.7, "0.70");
}

/* What is in force is shown where the number would stand, and is not a number of its own. */
static void
test_number_row_fallback (Fixture       *fixture,
                          gconstpointer  data)
{
  sy_number_row_set_fallback (fixture->row, 0.3);
  assert_not_set (fixture, "0.30");
  g_assert_cmpuint (fixture->n_changed, ==, 0);
  type (fixture, "0.3");
  assert_set (fixture, 0.3, "0.30");

  sy_number_row_set_fallback (fixture->row, 0.4);
  assert_set (fixture, 0.3, "0.30");
  sy_number_row_set_value (fixture->row, NAN);
  assert_not_set (fixture, "0.40");
  gtk_spin_button_spin (fixture->spin, GTK_SPIN_STEP_FORWARD, 0.1);
  assert_set (fixture, 0.5, "0.50");
  sy_number_row_set_fallback (fixture->row, NAN);
  sy_number_row_set_value (fixture->row, NAN);
  assert_not_set (fixture, "Not set");
}

static void
test_number_row_looks (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(GListModel) controllers = NULL;

  gtk_test_accessible_assert_property (fixture->spin, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       WIDGET_MARKUP);
  g_assert_false (gtk_widget_get_visible (widget_get_child (GTK_WIDGET (fixture->row),
                                                            "subtitle_label")));
  sy_number_row_set_subtitle (fixture->row, WIDGET_MARKUP);
  sy_number_row_set_value (fixture->row, 1);
  widget_set_text_scale (2);
  g_assert_cmpint (widget_get_min_width (GTK_WIDGET (fixture->row)), <=, 336);
  widget_set_text_scale (1);

  /* Scrolling the page sets no number. */
  controllers = gtk_widget_observe_controllers (GTK_WIDGET (fixture->spin));
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
        g_assert_cmpint (gtk_event_controller_get_propagation_phase (controller), ==,
                         GTK_PHASE_NONE);
    }
}

#define ADD(name, func) \
  g_test_add ("/number-row/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  widget_test_init (&argc, &argv);

  ADD ("value", test_number_row_value);
  ADD ("type", test_number_row_type);
  ADD ("spin", test_number_row_spin);
  ADD ("reset", test_number_row_reset);
  ADD ("closed", test_number_row_closed);
  ADD ("fallback", test_number_row_fallback);
  ADD ("looks", test_number_row_looks);

  return g_test_run ();
}
