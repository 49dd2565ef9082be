/* test-sidebar.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-sidebar.h"

#include "sy-conversation-row.h"
#include "widget-support.h"

typedef struct
{
  GtkWidget          *window;
  SySidebar          *sidebar;
  GtkSingleSelection *selection;
  SyConversationList *list;
  SyConversation     *first;
  SyConversation     *second;
  SyConversation     *activated;
  guint               n_activated;
} Fixture;

static void
activate_cb (SySidebar      *sidebar,
             SyConversation *conversation,
             Fixture        *fixture)
{
  fixture->activated = conversation;
  fixture->n_activated++;
}

static SyConversation *
new_conversation (const char *id,
                  gint64      updated_at)
{
  SyConversation *conversation = sy_conversation_new (id);

  sy_conversation_set_title (conversation, id);
  sy_conversation_touch (conversation, updated_at);

  return conversation;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GtkWidget *widget;

  fixture->window = gtk_window_new ();
  widget = g_object_ref_sink (sy_sidebar_new ());
  fixture->sidebar = SY_SIDEBAR (widget);
  fixture->selection = GTK_SINGLE_SELECTION (
    gtk_widget_get_template_child (widget, SY_TYPE_SIDEBAR, "selection"));
  fixture->list = sy_conversation_list_new ();
  fixture->first = new_conversation ("First", 1);
  fixture->second = new_conversation ("Second", 2);

  gtk_window_set_child (GTK_WINDOW (fixture->window), widget);
  g_signal_connect (widget, "activate-conversation", G_CALLBACK (activate_cb), fixture);
  sy_sidebar_set_conversations (fixture->sidebar, fixture->list);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->sidebar);
  g_assert_finalize_object (fixture->list);
  g_assert_finalize_object (fixture->first);
  g_assert_finalize_object (fixture->second);
}

static void
add_both (Fixture *fixture)
{
  sy_conversation_list_add (fixture->list, fixture->first);
  sy_conversation_list_add (fixture->list, fixture->second);
}

static const char *
get_page (Fixture *fixture)
{
  GtkWidget *stack = widget_get_child (GTK_WIDGET (fixture->sidebar), "stack");

  return gtk_stack_get_visible_child_name (GTK_STACK (stack));
}

static void
assert_selected (Fixture        *fixture,
                 SyConversation *conversation,
                 guint           position)
{
  g_assert_true (gtk_single_selection_get_selected_item (fixture->selection) == conversation);
  g_assert_cmpuint (gtk_single_selection_get_selected (fixture->selection), ==, position);
}

static void
test_sidebar_pages (Fixture       *fixture,
                    gconstpointer  data)
{
  g_assert_cmpstr (get_page (fixture), ==, "empty");

  sy_conversation_list_add (fixture->list, fixture->first);
  g_assert_cmpstr (get_page (fixture), ==, "list");

  sy_sidebar_set_conversations (fixture->sidebar, NULL);
  g_assert_cmpstr (get_page (fixture), ==, "empty");

  /* One that has conversations from the start. */
  sy_sidebar_set_conversations (fixture->sidebar, fixture->list);
  g_assert_cmpstr (get_page (fixture), ==, "list");
}

static void
test_sidebar_select (Fixture       *fixture,
                     gconstpointer  data)
{
  add_both (fixture);
  assert_selected (fixture, NULL, GTK_INVALID_LIST_POSITION);

  sy_sidebar_select (fixture->sidebar, fixture->first);
  assert_selected (fixture, fixture->first, 1);

  sy_sidebar_select (fixture->sidebar, fixture->second);
  assert_selected (fixture, fixture->second, 0);

  sy_sidebar_select (fixture->sidebar, NULL);
  assert_selected (fixture, NULL, GTK_INVALID_LIST_POSITION);

  /* To show one is not to choose it. */
  g_assert_cmpuint (fixture->n_activated, ==, 0);
}

static void
test_sidebar_select_moved (Fixture       *fixture,
                           gconstpointer  data)
{
  add_both (fixture);
  sy_sidebar_select (fixture->sidebar, fixture->first);
  assert_selected (fixture, fixture->first, 1);

  sy_conversation_touch (fixture->first, 3);
  assert_selected (fixture, fixture->first, 0);

  /* Another one moves past it. */
  sy_conversation_touch (fixture->second, 4);
  assert_selected (fixture, fixture->first, 1);
  g_assert_cmpuint (fixture->n_activated, ==, 0);
}

/* A new conversation is shown before it is listed. */
static void
test_sidebar_select_early (Fixture       *fixture,
                           gconstpointer  data)
{
  sy_conversation_list_add (fixture->list, fixture->second);
  sy_sidebar_select (fixture->sidebar, fixture->first);
  assert_selected (fixture, NULL, GTK_INVALID_LIST_POSITION);

  sy_conversation_list_add (fixture->list, fixture->first);
  assert_selected (fixture, fixture->first, 1);
}

static void
test_sidebar_activate (Fixture       *fixture,
                       gconstpointer  data)
{
  GtkWidget *list = widget_get_child (GTK_WIDGET (fixture->sidebar), "list");

  add_both (fixture);
  g_signal_emit_by_name (list, "activate", 1u);
  g_assert_true (fixture->activated == fixture->first);
  g_signal_emit_by_name (list, "activate", 0u);
  g_assert_true (fixture->activated == fixture->second);
  g_assert_cmpuint (fixture->n_activated, ==, 2);

  g_signal_emit_by_name (list, "activate", 2u);
  g_assert_cmpuint (fixture->n_activated, ==, 2);
}

static void
test_sidebar_rows (Fixture       *fixture,
                   gconstpointer  data)
{
  GtkWidget *row;

  sy_conversation_set_title (fixture->first, WIDGET_MARKUP);
  sy_conversation_list_add (fixture->list, fixture->first);
  widget_present (GTK_WINDOW (fixture->window), 270, 400);

  row = widget_find (GTK_WIDGET (fixture->sidebar), SY_TYPE_CONVERSATION_ROW);
  g_assert_nonnull (row);
  g_assert_true (sy_conversation_row_get_conversation (SY_CONVERSATION_ROW (row)) ==
                 fixture->first);
  gtk_test_accessible_assert_role (gtk_widget_get_parent (row), GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_property (gtk_widget_get_parent (row),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, WIDGET_MARKUP);

  sy_conversation_set_title (fixture->first, "&");
  gtk_test_accessible_assert_property (gtk_widget_get_parent (row),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "&");
}

static void
test_sidebar_accessible (Fixture       *fixture,
                         gconstpointer  data)
{
  GtkWidget *widget = GTK_WIDGET (fixture->sidebar);
  GtkWidget *list = widget_get_child (widget, "list");
  GtkWidget *new_chat = widget_find_action (widget, "win.new-chat");
  GtkWidget *settings = widget_find_action (widget, "win.settings");
  GtkWidget *menu = widget_find (widget, GTK_TYPE_MENU_BUTTON);

  gtk_test_accessible_assert_role (list, GTK_ACCESSIBLE_ROLE_LIST);
  gtk_test_accessible_assert_property (list, GTK_ACCESSIBLE_PROPERTY_LABEL, "Conversations");
  gtk_test_accessible_assert_property (new_chat, GTK_ACCESSIBLE_PROPERTY_LABEL, "New Chat");
  gtk_test_accessible_assert_property (settings, GTK_ACCESSIBLE_PROPERTY_LABEL, "Settings");
  gtk_test_accessible_assert_property (menu, GTK_ACCESSIBLE_PROPERTY_LABEL, "Main Menu");
  g_assert_true (gtk_menu_button_get_primary (GTK_MENU_BUTTON (menu)));
  g_assert_true (gtk_widget_is_sensitive (menu));
}

/* It is made when it is first opened, and once. */
static void
test_sidebar_menu (Fixture       *fixture,
                   gconstpointer  data)
{
  GtkWidget *sidebar = GTK_WIDGET (fixture->sidebar);
  GtkMenuButton *menu = GTK_MENU_BUTTON (widget_find (sidebar, GTK_TYPE_MENU_BUTTON));
  GMenuModel *model;
  GtkPopover *popover;

  gtk_menu_button_popup (menu);
  model = gtk_menu_button_get_menu_model (menu);
  popover = gtk_menu_button_get_popover (menu);
  g_assert_nonnull (model);
  g_assert_cmpint (g_menu_model_get_n_items (model), ==, 2);
  g_assert_nonnull (popover);

  gtk_menu_button_popdown (menu);
  gtk_menu_button_popup (menu);
  g_assert_true (gtk_menu_button_get_popover (menu) == popover);
  gtk_menu_button_popdown (menu);
}

static void
test_sidebar_narrow (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *title = g_strnfill (500, 'x');

  sy_conversation_set_title (fixture->first, title);

  widget_set_text_scale (2);
  g_assert_cmpint (widget_get_min_width (GTK_WIDGET (fixture->sidebar)), <=, 360);
  add_both (fixture);
  widget_present (GTK_WINDOW (fixture->window), 360, 400);
  g_assert_cmpint (widget_get_min_width (GTK_WIDGET (fixture->sidebar)), <=, 360);
  widget_set_text_scale (1);
}

static double
get_x (Fixture   *fixture,
       GtkWidget *widget)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, fixture->window, &bounds));
  g_assert_cmpfloat (bounds.size.width, >, 0);

  return bounds.origin.x;
}

static void
test_sidebar_side (Fixture       *fixture,
                   gconstpointer  data)
{
  GtkWidget *widget = GTK_WIDGET (fixture->sidebar);
  double new_chat;
  double menu;

  add_both (fixture);
  widget_present (GTK_WINDOW (fixture->window), 270, 400);
  new_chat = get_x (fixture, widget_find_action (widget, "win.new-chat"));
  menu = get_x (fixture, widget_find (widget, GTK_TYPE_MENU_BUTTON));

  if (gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL)
    g_assert_cmpfloat (menu, <, new_chat);
  else
    g_assert_cmpfloat (menu, >, new_chat);
}

static void
set_up_rtl (Fixture       *fixture,
            gconstpointer  data)
{
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  set_up (fixture, data);
}

static void
tear_down_rtl (Fixture       *fixture,
               gconstpointer  data)
{
  tear_down (fixture, data);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

/* A list selects what the pointer passes over. */
static void
test_sidebar_hover (Fixture       *fixture,
                    gconstpointer  data)
{
  sy_conversation_list_add (fixture->list, fixture->first);
  sy_conversation_list_add (fixture->list, fixture->second);
  sy_sidebar_select (fixture->sidebar, fixture->second);

  gtk_single_selection_set_selected (fixture->selection, 1);
  g_assert_true (gtk_single_selection_get_selected_item (fixture->selection) == fixture->second);
  g_assert_cmpuint (fixture->n_activated, ==, 0);
}

#define ADD(name, func) \
  g_test_add ("/sidebar/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  widget_test_init (&argc, &argv);

  ADD ("pages", test_sidebar_pages);
  ADD ("select", test_sidebar_select);
  ADD ("select-moved", test_sidebar_select_moved);
  ADD ("select-early", test_sidebar_select_early);
  ADD ("hover", test_sidebar_hover);
  ADD ("activate", test_sidebar_activate);
  ADD ("rows", test_sidebar_rows);
  ADD ("accessible", test_sidebar_accessible);
  ADD ("menu", test_sidebar_menu);
  ADD ("narrow", test_sidebar_narrow);
  ADD ("left-to-right", test_sidebar_side);
  g_test_add ("/sidebar/right-to-left", Fixture, NULL,
              set_up_rtl, test_sidebar_side, tear_down_rtl);

  return g_test_run ();
}
