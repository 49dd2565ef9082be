/* test-message-column.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-message-view.h"

#include "widget-support.h"

#include <adwaita.h>

#define WIDTH    500
#define HEIGHT   400
#define N_ROUNDS 300

/* Rows of which each has a height of its own, in no relation to what is thought of it. */

#define TEST_TYPE_ROWS (test_rows_get_type ())

G_DECLARE_FINAL_TYPE (TestRows, test_rows, TEST, ROWS, GObject)

struct _TestRows
{
  GObject  parent_instance;

  GArray  *heights;
};

static void rows_iface_init (SyRowsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestRows, test_rows, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SY_TYPE_ROWS, rows_iface_init))

static guint
test_rows_get_n_rows (SyRows *rows)
{
  return TEST_ROWS (rows)->heights->len;
}

static int
test_rows_estimate (SyRows *rows,
                    guint   row,
                    int     width)
{
  return 30;
}

static GtkWidget *
test_rows_create (SyRows *rows,
                  guint   row)
{
  GtkWidget *widget = gtk_button_new ();

  gtk_widget_set_size_request (widget, -1,
                               g_array_index (TEST_ROWS (rows)->heights, int, row));

  return widget;
}

static void
rows_iface_init (SyRowsInterface *iface)
{
  iface->get_n_rows = test_rows_get_n_rows;
  iface->estimate = test_rows_estimate;
  iface->create = test_rows_create;
}

static void
test_rows_finalize (GObject *object)
{
  g_array_unref (TEST_ROWS (object)->heights);

  G_OBJECT_CLASS (test_rows_parent_class)->finalize (object);
}

static void
test_rows_class_init (TestRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_rows_finalize;
}

static void
test_rows_init (TestRows *self)
{
  self->heights = g_array_new (FALSE, FALSE, sizeof (int));
}

/* The naive model: every message with all its heights, and a rest of a pixel nowhere. */
typedef struct
{
  GtkWidget     *window;
  SyMessageView *view;
  GListStore    *messages;
  GHashTable    *rows;
  GtkAdjustment *adjustment;
  guint          n_messages;
} Fixture;

static TestRows *
get_rows (Fixture   *fixture,
          SyMessage *message)
{
  return g_hash_table_lookup (fixture->rows, message);
}

static SyRows *
create_rows (SyMessage *message,
             gpointer   user_data)
{
  return SY_ROWS (g_object_ref (get_rows (user_data, message)));
}

static int
create_height (void)
{
  return g_test_rand_int_range (0, 6) == 0 ? g_test_rand_int_range (200, 900)
                                           : g_test_rand_int_range (40, 120);
}

static SyMessage *
new_message (Fixture *fixture)
{
  g_autofree char *id = g_strdup_printf ("%u", fixture->n_messages++);
  SyMessage *message = sy_message_new (id, NULL, SY_ROLE_USER, 0);
  TestRows *rows = g_object_new (TEST_TYPE_ROWS, NULL);

  for (int i = g_test_rand_int_range (1, 12); i > 0; i--)
    {
      int height = create_height ();

      g_array_append_val (rows->heights, height);
    }

  g_hash_table_insert (fixture->rows, message, rows);

  return message;
}

static void
splice (Fixture *fixture,
        guint    position,
        guint    removed,
        guint    added)
{
  g_autoptr(GPtrArray) messages = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < added; i++)
    g_ptr_array_add (messages, new_message (fixture));

  g_list_store_splice (fixture->messages, position, removed, messages->pdata, added);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  fixture->window = gtk_window_new ();
  fixture->view = SY_MESSAGE_VIEW (g_object_ref_sink (sy_message_view_new ()));
  fixture->messages = g_list_store_new (SY_TYPE_MESSAGE);
  fixture->rows = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  sy_message_column_set_func (sy_message_view_get_column (fixture->view), create_rows, fixture);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (fixture->view));
  gtk_window_set_child (GTK_WINDOW (fixture->window), scroller);
  fixture->adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  sy_message_view_set_messages (fixture->view, G_LIST_MODEL (fixture->messages));
  splice (fixture, 0, 0, 40);
  widget_present (GTK_WINDOW (fixture->window), WIDTH, HEIGHT);
  widget_wait_frames (fixture->window, 2);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->view);
  g_hash_table_unref (fixture->rows);
  g_assert_finalize_object (fixture->messages);
}

static void
wait_frame (Fixture *fixture)
{
  widget_wait_frames (fixture->window, 1);
}

static SyMessage *
get_message (Fixture *fixture,
             guint    position)
{
  SyMessage *message = g_list_model_get_item (G_LIST_MODEL (fixture->messages), position);

  g_object_unref (message);

  return message;
}

static guint
get_n_messages (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->messages));
}

static int
get_row_top (Fixture   *fixture,
             GtkWidget *row)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (row, GTK_WIDGET (fixture->view), &bounds));

  return (int) bounds.origin.y;
}

static int
get_gap (Fixture *fixture)
{
  return gtk_widget_get_width (GTK_WIDGET (fixture->view)) < 460 ? 18 : 24;
}

/* Of all rows that are there: each as high as it is, one below the other, gaps between
 * messages; what is seen has no hole.  Returns the one at the top, and where it is. */
static GtkWidget *
check_rows (Fixture *fixture,
            int     *top)
{
  SyMessageColumn *column = sy_message_view_get_column (fixture->view);
  guint first = sy_message_column_get_first (column);
  guint n_items = sy_message_column_get_n_items (column);
  GtkWidget *uppermost = NULL;
  int end = G_MININT;
  int begin = G_MAXINT;

  for (guint i = first; i < first + n_items; i++)
    {
      SyMessageItem *item = sy_message_column_get_item (column, i);
      TestRows *rows = get_rows (fixture, get_message (fixture, i));

      g_assert_true (sy_message_item_get_message (item) == get_message (fixture, i));
      g_assert_cmpuint (sy_message_item_get_n_rows (item), ==, rows->heights->len);
      for (guint j = 0; j < rows->heights->len; j++)
        {
          GtkWidget *row = sy_message_item_get_row (item, j);
          int y;

          if (row == NULL)
            continue;

          y = get_row_top (fixture, row);
          g_assert_cmpint (gtk_widget_get_height (row), <=, g_array_index (rows->heights, int, j));
          if (end != G_MININT)
            g_assert_cmpint (y, ==, end + (j == 0 ? get_gap (fixture) : 0));
          begin = MIN (begin, y);
          end = y + g_array_index (rows->heights, int, j);
          if (uppermost == NULL && end > 0)
            {
              uppermost = row;
              *top = y;
            }
        }
    }

  if (get_n_messages (fixture) > 0)
    {
      g_assert_cmpint (begin, <=, SY_MESSAGE_COLUMN_TOP);
      if (first + n_items < get_n_messages (fixture))
        g_assert_cmpint (end, >=, gtk_widget_get_height (GTK_WIDGET (fixture->view)));
    }

  return uppermost;
}

static void
scroll_by (Fixture *fixture,
           double   step)
{
  gtk_adjustment_set_value (fixture->adjustment,
                            gtk_adjustment_get_value (fixture->adjustment) + step);
  wait_frame (fixture);
}

/* As far as the range goes that is told at the time. */
static int
clamp_step (Fixture *fixture,
            int      step)
{
  double value = gtk_adjustment_get_value (fixture->adjustment);
  double bottom = gtk_adjustment_get_upper (fixture->adjustment) -
                  gtk_adjustment_get_page_size (fixture->adjustment);

  return (int) (CLAMP (value + step, 0, bottom) - value);
}

/* Where the reader is, nothing moves but by what is scrolled. */
static void
test_scroll (Fixture       *fixture,
             gconstpointer  data)
{
  int top = 0;

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      int step = clamp_step (fixture, g_test_rand_int_range (-150, 120));
      double value = gtk_adjustment_get_value (fixture->adjustment);
      double upper;
      GtkWidget *row = check_rows (fixture, &top);

      g_object_ref (row);
      upper = gtk_adjustment_get_upper (fixture->adjustment);
      scroll_by (fixture, step);
      if (!sy_message_view_get_at_bottom (fixture->view))
        g_assert_cmpfloat (ABS (gtk_adjustment_get_upper (fixture->adjustment) - upper), <=, 200);
      if (value + step > 0 && gtk_widget_get_parent (row) != NULL &&
          !sy_message_view_get_at_bottom (fixture->view) &&
          gtk_adjustment_get_value (fixture->adjustment) > 0)
        g_assert_cmpint (get_row_top (fixture, row), ==, top - step);
      g_object_unref (row);
    }
}

static guint
rand_position (Fixture *fixture)
{
  return (guint) g_test_rand_int_range (0, (int) get_n_messages (fixture));
}

/* A message that is not the one at the top grows, shrinks, gets rows or loses some. */
static void
change_rows (Fixture *fixture)
{
  TestRows *rows = get_rows (fixture, get_message (fixture, rand_position (fixture)));
  guint position = (guint) g_test_rand_int_range (0, (int) rows->heights->len + 1);
  guint removed = position < rows->heights->len && rows->heights->len > 1 &&
                  g_test_rand_bit () ? 1 : 0;
  int height = create_height ();

  if (removed > 0)
    g_array_remove_index (rows->heights, position);
  g_array_insert_val (rows->heights, position, height);
  sy_rows_changed (SY_ROWS (rows), position, removed, 1);
}

static void
change (Fixture *fixture)
{
  switch (g_test_rand_int_range (0, 4))
    {
    case 0:
      splice (fixture, 0, 0, 3);
      break;

    case 1:
      splice (fixture, get_n_messages (fixture), 0, 2);
      break;

    case 2:
      splice (fixture, rand_position (fixture), 0, 1);
      break;

    default:
      change_rows (fixture);
      break;
    }
}

/* Whatever happens elsewhere, the row at the top stays where it is. */
static void
test_change (Fixture       *fixture,
             gconstpointer  data)
{
  int top = 0;

  for (guint i = 0; i < 20; i++)
    scroll_by (fixture, -300);

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      GtkWidget *row = check_rows (fixture, &top);

      g_object_ref (row);
      change (fixture);
      wait_frame (fixture);
      if (gtk_widget_get_parent (row) != NULL && !sy_message_view_get_at_bottom (fixture->view))
        g_assert_cmpint (get_row_top (fixture, row), ==, top);
      g_object_unref (row);
      check_rows (fixture, &top);

      if (i % 10 == 0)
        scroll_by (fixture, g_test_rand_int_range (-2000, 1500));
    }
}

/* At the end, the end stays in view. */
static void
test_bottom (Fixture       *fixture,
             gconstpointer  data)
{
  int top;

  for (guint i = 0; i < N_ROUNDS / 3; i++)
    {
      SyMessageItem *item;

      change (fixture);
      sy_message_view_set_at_bottom (fixture->view, TRUE);
      wait_frame (fixture);
      check_rows (fixture, &top);
      item = sy_message_column_get_item (sy_message_view_get_column (fixture->view),
                                         get_n_messages (fixture) - 1);
      g_assert_cmpint (get_row_top (fixture, GTK_WIDGET (item)) +
                       sy_message_item_get_row_height (item), ==, HEIGHT - 24);
      g_assert_cmpfloat (gtk_adjustment_get_value (fixture->adjustment), ==,
                         gtk_adjustment_get_upper (fixture->adjustment) -
                         gtk_adjustment_get_page_size (fixture->adjustment));
    }
}

static gint64
get_y (Fixture *fixture)
{
  return sy_message_column_get_y (sy_message_view_get_column (fixture->view));
}

/* The range follows what is known by and by, and then rests. */
static void
settle (Fixture *fixture)
{
  double upper;

  for (guint i = 0; i < 300; i++)
    {
      upper = gtk_adjustment_get_upper (fixture->adjustment);
      wait_frame (fixture);
      g_assert_cmpfloat (ABS (gtk_adjustment_get_upper (fixture->adjustment) - upper), <=, 200);
      if (upper == gtk_adjustment_get_upper (fixture->adjustment) &&
          (gint64) gtk_adjustment_get_value (fixture->adjustment) == get_y (fixture))
        return;
    }

  g_assert_not_reached ();
}

/* The range that is thought of and the one that is known meet at both ends. */
static void
test_ends (Fixture       *fixture,
           gconstpointer  data)
{
  int top = 0;
  gint64 height = SY_MESSAGE_COLUMN_TOP;

  for (guint i = 0; i < 2000 && get_y (fixture) > 0; i++)
    scroll_by (fixture, -150);

  settle (fixture);
  check_rows (fixture, &top);
  g_assert_cmpint (top, ==, SY_MESSAGE_COLUMN_TOP);
  for (guint i = 0; i < get_n_messages (fixture); i++)
    {
      TestRows *rows = get_rows (fixture, get_message (fixture, i));

      for (guint j = 0; j < rows->heights->len; j++)
        height += g_array_index (rows->heights, int, j);
      height += 24;
    }

  /* Everything has been seen by now. */
  g_assert_cmpfloat (gtk_adjustment_get_upper (fixture->adjustment), ==, (double) height);
  for (guint i = 0; i < 2000 && !sy_message_view_get_at_bottom (fixture->view); i++)
    scroll_by (fixture, 150);

  settle (fixture);
  g_assert_cmpfloat (gtk_adjustment_get_value (fixture->adjustment), ==,
                     (double) height - HEIGHT);
}

/* From anywhere to anywhere. */
static void
test_jump (Fixture       *fixture,
           gconstpointer  data)
{
  int top;

  splice (fixture, 0, 0, 500);
  for (guint i = 0; i < 100; i++)
    {
      double upper = gtk_adjustment_get_upper (fixture->adjustment);

      gtk_adjustment_set_value (fixture->adjustment, g_test_rand_double_range (0, upper));
      wait_frame (fixture);
      check_rows (fixture, &top);
      g_assert_cmpuint (sy_message_column_get_n_items (
                          sy_message_view_get_column (fixture->view)), <, 20);
    }
}

static void
test_resize (Fixture       *fixture,
             gconstpointer  data)
{
  int top = 0;

  for (guint i = 0; i < 20; i++)
    {
      GtkWidget *row;

      scroll_by (fixture, -200);
      row = check_rows (fixture, &top);
      g_object_ref (row);
      gtk_window_set_default_size (GTK_WINDOW (fixture->window), 360 + (int) i * 20, HEIGHT);
      widget_wait_frames (fixture->window, 3);
      g_assert_nonnull (gtk_widget_get_parent (row));
      g_assert_cmpint (get_row_top (fixture, row), ==, top);
      g_object_unref (row);
    }
}

/* Nothing of it is left when all is gone. */
static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  g_list_store_remove_all (fixture->messages);
  wait_frame (fixture);
  g_assert_null (gtk_widget_get_first_child (GTK_WIDGET (fixture->view)));
  g_assert_cmpfloat (gtk_adjustment_get_upper (fixture->adjustment), ==, HEIGHT);
  splice (fixture, 0, 0, 1);
  wait_frame (fixture);
  g_assert_nonnull (gtk_widget_get_first_child (GTK_WIDGET (fixture->view)));
}

/* A touchpad moves by less than a pixel at a time. */
static void
test_fractions (Fixture       *fixture,
                gconstpointer  data)
{
  GtkWidget *row;
  int top = 0;

  scroll_by (fixture, -1000);
  settle (fixture);
  row = check_rows (fixture, &top);
  for (guint i = 0; i < 40; i++)
    scroll_by (fixture, -0.25);

  g_assert_cmpint (ABS (get_row_top (fixture, row) - top - 10), <=, 1);
}

#define ADD(name, func) \
  g_test_add ("/message-column/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  widget_test_init (&argc, &argv);

  ADD ("scroll", test_scroll);
  ADD ("change", test_change);
  ADD ("bottom", test_bottom);
  ADD ("ends", test_ends);
  ADD ("jump", test_jump);
  ADD ("resize", test_resize);
  ADD ("empty", test_empty);
  ADD ("fractions", test_fractions);

  return g_test_run ();
}
