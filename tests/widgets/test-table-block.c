/* test-table-block.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-table-block.h"

#include "widget-support.h"

#include <string.h>

#define HEAD "| Name | Price |\n|:-----|------:|\n"
#define LONG "a text that is longer than what there is room for in a window of this width, so it " \
             "goes on in the next line"

typedef struct
{
  SyDocument   *document;
  SyTableGroup *group;
  GtkWidget    *window;
  GtkWidget    *box;
} Fixture;

static SyBlock *
dup_block (Fixture *fixture,
           guint    i)
{
  SyBlock *block = g_list_model_get_item (G_LIST_MODEL (fixture->document), i);

  g_assert_nonnull (block);
  g_assert_cmpint (sy_block_get_kind (block), ==, SY_BLOCK_TABLE);

  return block;
}

static void
fixture_init (Fixture    *fixture,
              const char *source)
{
  g_autoptr(SyBlock) block = NULL;

  fixture->document = sy_document_new ();
  sy_document_append (fixture->document, source, -1);
  block = dup_block (fixture, 0);
  fixture->group = sy_table_group_new (fixture->document, block);
  fixture->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  fixture->window = g_object_ref (gtk_window_new ());
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->box);
}

static void
fixture_clear (Fixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->window);
  g_assert_finalize_object (fixture->group);
  g_assert_finalize_object (fixture->document);
}

static GtkWidget *
add_block (Fixture  *fixture,
           guint     i,
           gboolean  first,
           gboolean  last)
{
  g_autoptr(SyBlock) block = dup_block (fixture, i);
  GtkWidget *widget = sy_table_block_new (fixture->group, fixture->document, block);

  sy_table_block_set_edges (SY_TABLE_BLOCK (widget), first, last);
  gtk_box_append (GTK_BOX (fixture->box), widget);
  sy_table_block_get_height (SY_TABLE_BLOCK (widget), 400);

  return widget;
}

static void
check_contents (GtkWidget  *widget,
                const char *expected)
{
  GtkAccessibleText *text = GTK_ACCESSIBLE_TEXT (widget);
  g_autoptr(GBytes) bytes =
    GTK_ACCESSIBLE_TEXT_GET_IFACE (text)->get_contents (text, 0, G_MAXUINT);

  g_assert_cmpstr (g_bytes_get_data (bytes, NULL), ==, expected);
}

static int
get_height (GtkWidget *widget,
            int        width)
{
  int minimum;
  int natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, natural);

  return natural;
}

static void
test_table_block_short (void)
{
  Fixture fixture;
  GtkWidget *block;

  fixture_init (&fixture, HEAD "| One<b> | 1.00 |\n| \303\204 | 12.00 |\n");
  sy_document_finish (fixture.document);
  block = add_block (&fixture, 0, TRUE, TRUE);
  check_contents (block, "Name\tPrice\nOne<b>\t1.00\n\303\204\t12.00");
  gtk_test_accessible_assert_role (block, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_test_accessible_assert_property (block, GTK_ACCESSIBLE_PROPERTY_LABEL, "Table");
  g_assert_cmpint (widget_get_min_width (block), <, 100);

  fixture_clear (&fixture);
}

static void
test_table_block_edges (void)
{
  Fixture fixture;
  GtkWidget *block;
  int height;

  fixture_init (&fixture, HEAD "| One | 1.00 |\n");
  block = add_block (&fixture, 0, FALSE, FALSE);
  widget_present (GTK_WINDOW (fixture.window), 400, 300);
  height = get_height (block, 400);
  g_assert_null (widget_find (block, GTK_TYPE_SCROLLBAR));
  sy_table_block_set_edges (SY_TABLE_BLOCK (block), TRUE, FALSE);
  widget_wait_frames (fixture.window, 2);
  g_assert_cmpint (get_height (block, 400), ==, height + 1);
  sy_table_block_set_edges (SY_TABLE_BLOCK (block), TRUE, TRUE);
  widget_wait_frames (fixture.window, 2);
  g_assert_cmpint (get_height (block, 400), ==, height + 1);
  sy_table_block_set_edges (SY_TABLE_BLOCK (block), FALSE, FALSE);
  widget_wait_frames (fixture.window, 2);
  g_assert_cmpint (get_height (block, 400), ==, height);

  fixture_clear (&fixture);
}

/* Piece by piece it becomes what it is at once. */
static void
test_table_block_grows (void)
{
  static const char rows[] = "| One | 1.00 |\n| " LONG " | 2 |\n| Three | 1,000,000.00 |\n";
  Fixture fixture;
  Fixture whole;
  GtkWidget *block;
  GtkWidget *at_once;

  fixture_init (&fixture, HEAD "|");
  block = add_block (&fixture, 0, TRUE, TRUE);
  for (gsize i = 1; i < sizeof rows - 1; i++)
    {
      sy_document_append (fixture.document, &rows[i], 1);
      sy_table_block_update (SY_TABLE_BLOCK (block));
      get_height (block, 400);
    }

  sy_document_finish (fixture.document);
  sy_table_block_update (SY_TABLE_BLOCK (block));
  check_contents (block, "Name\tPrice\nOne\t1.00\n" LONG "\t2\nThree\t1,000,000.00");

  fixture_init (&whole, HEAD);
  sy_document_append (whole.document, rows, -1);
  sy_document_finish (whole.document);
  at_once = add_block (&whole, 0, TRUE, TRUE);
  g_assert_cmpint (get_height (block, 400), ==, get_height (at_once, 400));
  g_assert_cmpint (get_height (block, 300), ==, get_height (at_once, 300));

  fixture_clear (&whole);
  fixture_clear (&fixture);
}

static void
test_table_block_wraps (void)
{
  Fixture fixture;
  GtkWidget *block;
  int high;
  int low;

  fixture_init (&fixture, HEAD "| " LONG " | 1.00 |\n");
  block = add_block (&fixture, 0, TRUE, TRUE);
  high = get_height (block, 300);
  low = get_height (block, 2000);
  g_assert_cmpint (high, >, low + 15);
  g_assert_cmpint (get_height (block, 300), ==, high);

  fixture_clear (&fixture);
}

/* A table of many chunks. */
static char *
make_rows (guint n_rows)
{
  GString *text = g_string_new (HEAD);

  for (guint i = 0; i < n_rows; i++)
    g_string_append_printf (text, "| Row %u | %u.00 |\n", i,
                            i == n_rows - 1 ? 1000000000 : i);

  return g_string_free_and_steal (text);
}

static int
get_second_column (Fixture *fixture)
{
  g_autofree int *columns = NULL;

  sy_table_group_dup_columns (fixture->group, 1, &columns);

  return columns[1];
}

/* The columns are known before the last chunk comes into view. */
static void
test_table_block_chunks (void)
{
  g_autofree char *source = make_rows (70);
  Fixture fixture;
  GtkWidget *first;
  int width;
  int height;

  fixture_init (&fixture, source);
  sy_document_finish (fixture.document);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture.document)), ==, 3);
  first = add_block (&fixture, 0, TRUE, FALSE);
  width = get_second_column (&fixture);
  height = get_height (first, 400);
  add_block (&fixture, 1, FALSE, FALSE);
  add_block (&fixture, 2, FALSE, TRUE);
  g_assert_cmpint (get_second_column (&fixture), ==, width);
  g_assert_cmpint (get_height (first, 400), ==, height);

  fixture_clear (&fixture);
}

static void
changed_cb (SyTableGroup *group,
            guint        *n_changed)
{
  (*n_changed)++;
}

/* Columns get wider while the table grows, unless somebody reads it. */
static void
test_table_block_frozen (void)
{
  Fixture fixture;
  GtkWidget *block;
  guint n_changed = 0;
  int width;

  fixture_init (&fixture, HEAD "| One | 1.00 |\n");
  block = add_block (&fixture, 0, TRUE, TRUE);
  width = get_second_column (&fixture);
  g_signal_connect (fixture.group, "columns-changed", G_CALLBACK (changed_cb), &n_changed);

  sy_document_append (fixture.document, "| Two | 1000.00 |\n", -1);
  sy_table_block_update (SY_TABLE_BLOCK (block));
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_cmpint (get_second_column (&fixture), >, width);
  width = get_second_column (&fixture);

  sy_document_append (fixture.document, "| Three | 1 |\n", -1);
  sy_table_block_update (SY_TABLE_BLOCK (block));
  n_changed = 0;
  sy_table_group_set_frozen (fixture.group, TRUE);
  sy_document_append (fixture.document, "| Four | 1000000000.00 |\n", -1);
  sy_table_block_update (SY_TABLE_BLOCK (block));
  g_assert_cmpuint (n_changed, ==, 0);
  g_assert_cmpint (get_second_column (&fixture), ==, width);
  sy_table_group_set_frozen (fixture.group, FALSE);
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_cmpint (get_second_column (&fixture), >, width);
  sy_table_group_set_frozen (fixture.group, FALSE);
  g_assert_cmpuint (n_changed, ==, 1);

  fixture_clear (&fixture);
}

/* The middle of a character is where that character is, in each cell. */
static void
check_places (Fixture   *fixture,
              GtkWidget *block,
              guint      n_characters)
{
  GtkAccessibleText *text = GTK_ACCESSIBLE_TEXT (block);
  GtkAccessibleTextInterface *iface = GTK_ACCESSIBLE_TEXT_GET_IFACE (text);
  guint n_found = 0;

  for (guint i = 0; i < n_characters; i++)
    {
      graphene_rect_t extents;
      graphene_point_t middle;
      guint offset = 999;

      if (!iface->get_extents (text, i, i + 1, &extents))
        continue;

      n_found++;
      graphene_rect_get_center (&extents, &middle);
      g_assert_true (iface->get_offset (text, &middle, &offset));
      g_assert_cmpuint (offset, ==, i);
    }

  /* All but the tabs and breaks between the cells. */
  g_assert_cmpuint (n_found, ==, n_characters - 5);
}

static void
test_table_block_places (gconstpointer data)
{
  Fixture fixture;
  GtkWidget *block;
  GtkAdjustment *adjustment;

  gtk_widget_set_default_direction (GPOINTER_TO_INT (data));
  fixture_init (&fixture, HEAD "| One | 1.00 |\n| \303\204rger | 12.00 |\n");
  sy_document_finish (fixture.document);
  block = add_block (&fixture, 0, TRUE, TRUE);
  widget_present (GTK_WINDOW (fixture.window), 400, 300);
  check_places (&fixture, block, strlen ("Name Price One 1.00 Arger 12.00"));

  gtk_window_set_default_size (GTK_WINDOW (fixture.window), 70, 300);
  adjustment = sy_table_group_get_adjustment (fixture.group);
  gtk_adjustment_set_value (adjustment, 20);
  widget_wait_frames (fixture.window, 2);
  check_places (&fixture, block, strlen ("Name Price One 1.00 Arger 12.00"));
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);

  fixture_clear (&fixture);
}

static void
test_table_block_sideways (void)
{
  g_autoptr(GString) source = g_string_new ("| a");
  Fixture fixture;
  GtkAdjustment *adjustment;
  GtkWidget *block;

  for (guint i = 0; i < 20; i++)
    g_string_append (source, " | many words in this cell");
  g_string_append (source, " |\n|-");
  for (guint i = 0; i < 20; i++)
    g_string_append (source, "|-");
  g_string_append (source, "|\n| x | y |\n");

  fixture_init (&fixture, source->str);
  adjustment = sy_table_group_get_adjustment (fixture.group);
  block = add_block (&fixture, 0, TRUE, TRUE);
  widget_present (GTK_WINDOW (fixture.window), 500, 400);
  g_assert_cmpfloat (gtk_adjustment_get_page_size (adjustment), >, 300);
  g_assert_cmpfloat (gtk_adjustment_get_upper (adjustment), >, 1500);
  g_assert_true (gtk_widget_get_focusable (block));
  g_assert_true (gtk_widget_get_mapped (widget_find (block, GTK_TYPE_SCROLLBAR)));

  fixture_clear (&fixture);
}

static void
test_table_block_scale (void)
{
  Fixture fixture;
  GtkWidget *block;
  int height;
  int width;

  fixture_init (&fixture, HEAD "| One | 1.00 |\n");
  block = add_block (&fixture, 0, TRUE, TRUE);
  widget_present (GTK_WINDOW (fixture.window), 500, 400);
  height = get_height (block, 400);
  width = get_second_column (&fixture);
  widget_set_text_scale (2);
  widget_wait_frames (fixture.window, 2);
  g_assert_cmpint (get_height (block, 400), >, height * 5 / 4);
  g_assert_cmpint (get_second_column (&fixture), >, width * 5 / 4);
  widget_set_text_scale (1);
  widget_wait_frames (fixture.window, 2);
  g_assert_cmpint (get_height (block, 400), ==, height);
  g_assert_cmpint (get_second_column (&fixture), ==, width);

  fixture_clear (&fixture);
}

static void
open_cb (GSimpleAction  *action,
         GVariant       *parameter,
         char          **opened)
{
  g_free (*opened);
  *opened = g_variant_dup_string (parameter, NULL);
}

static void
add_action (Fixture  *fixture,
            char    **opened)
{
  g_autoptr(GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr(GSimpleAction) action = g_simple_action_new ("open-link", G_VARIANT_TYPE_STRING);

  g_signal_connect (action, "activate", G_CALLBACK (open_cb), opened);
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (action));
  gtk_widget_insert_action_group (fixture->window, "chat", G_ACTION_GROUP (actions));
}

/* What is at some characters of the whole text. */
static void
click (GtkWidget *block,
       guint      start)
{
  GtkAccessibleText *text = GTK_ACCESSIBLE_TEXT (block);
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (block);
  graphene_rect_t extents;

  g_assert_true (GTK_ACCESSIBLE_TEXT_GET_IFACE (text)->get_extents (text, start, start + 1,
                                                                    &extents));
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_CLICK (controller))
        g_signal_emit_by_name (controller, "released", 1,
                               extents.origin.x + extents.size.width / 2,
                               extents.origin.y + extents.size.height / 2);
    }
}

static void
check_opened (char       **opened,
              const char  *expected)
{
  g_assert_cmpstr (*opened, ==, expected);
  g_clear_pointer (opened, g_free);
}

static void
press_return (GtkWidget *block)
{
  g_assert_true (gtk_widget_has_focus (block));
  g_signal_emit_by_name (block, "activate");
}

/* Name, Price, One, two and three, Four, five: by pointer and by keyboard, in their order. */
static void
test_table_block_links (void)
{
  Fixture fixture;
  GtkWidget *block;
  char *opened = NULL;

  fixture_init (&fixture, HEAD "| [One](https://one) | two and [three](https://three) |\n"
                          "| Four | [fi**ve**](https://five) |\n");
  add_action (&fixture, &opened);
  block = add_block (&fixture, 0, TRUE, TRUE);
  widget_present (GTK_WINDOW (fixture.window), 400, 300);
  gtk_window_set_focus (GTK_WINDOW (fixture.window), NULL);

  click (block, strlen ("Name\tPrice\n"));
  check_opened (&opened, "https://one");
  click (block, strlen ("Name\tPrice\nOne\t"));
  check_opened (&opened, NULL);
  click (block, strlen ("Name\tPrice\nOne\ttwo and "));
  check_opened (&opened, "https://three");

  g_assert_true (gtk_widget_child_focus (block, GTK_DIR_TAB_FORWARD));
  press_return (block);
  check_opened (&opened, "https://one");
  g_assert_true (gtk_widget_child_focus (block, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_widget_child_focus (block, GTK_DIR_TAB_FORWARD));
  press_return (block);
  check_opened (&opened, "https://five");
  g_assert_false (gtk_widget_child_focus (block, GTK_DIR_TAB_FORWARD));
  gtk_window_set_focus (GTK_WINDOW (fixture.window), NULL);
  g_assert_true (gtk_widget_child_focus (block, GTK_DIR_TAB_BACKWARD));
  g_assert_true (gtk_widget_child_focus (block, GTK_DIR_TAB_BACKWARD));
  press_return (block);
  check_opened (&opened, "https://three");

  fixture_clear (&fixture);
}

/* Without a link, and not wide, Tab goes past it. */
static void
test_table_block_no_links (void)
{
  Fixture fixture;
  GtkWidget *block;

  fixture_init (&fixture, HEAD "| One | 1.00 |\n");
  block = add_block (&fixture, 0, TRUE, TRUE);
  widget_present (GTK_WINDOW (fixture.window), 400, 300);
  gtk_window_set_focus (GTK_WINDOW (fixture.window), NULL);
  g_assert_false (gtk_widget_child_focus (block, GTK_DIR_TAB_FORWARD));

  fixture_clear (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  widget_test_init (&argc, &argv);

  g_test_add_func ("/table-block/short", test_table_block_short);
  g_test_add_func ("/table-block/edges", test_table_block_edges);
  g_test_add_func ("/table-block/grows", test_table_block_grows);
  g_test_add_func ("/table-block/wraps", test_table_block_wraps);
  g_test_add_func ("/table-block/chunks", test_table_block_chunks);
  g_test_add_func ("/table-block/frozen", test_table_block_frozen);
  g_test_add_data_func ("/table-block/places/left", GINT_TO_POINTER (GTK_TEXT_DIR_LTR),
                        test_table_block_places);
  g_test_add_data_func ("/table-block/places/right", GINT_TO_POINTER (GTK_TEXT_DIR_RTL),
                        test_table_block_places);
  g_test_add_func ("/table-block/sideways", test_table_block_sideways);
  g_test_add_func ("/table-block/scale", test_table_block_scale);
  g_test_add_func ("/table-block/links", test_table_block_links);
  g_test_add_func ("/table-block/no-links", test_table_block_no_links);

  return g_test_run ();
}
