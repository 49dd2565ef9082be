/* test-conversation-row.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-conversation-row.h"

#include "widget-support.h"

static SyConversationRow *
new_row (void)
{
  return SY_CONVERSATION_ROW (g_object_ref_sink (sy_conversation_row_new ()));
}

static const char *
get_label (SyConversationRow *row)
{
  return gtk_label_get_text (GTK_LABEL (widget_find (GTK_WIDGET (row), GTK_TYPE_LABEL)));
}

static gboolean
has_spinner (SyConversationRow *row)
{
  return gtk_widget_get_visible (widget_find (GTK_WIDGET (row), ADW_TYPE_SPINNER));
}

static void
test_conversation_row_conversation (void)
{
  SyConversationRow *row = new_row ();
  SyConversation *conversation = sy_conversation_new ("one");
  g_autoptr(SyConversation) got = NULL;
  guint n_notified;

  widget_watch (row, "conversation", &n_notified);
  g_assert_null (sy_conversation_row_get_conversation (row));

  sy_conversation_row_set_conversation (row, conversation);
  g_assert_true (sy_conversation_row_get_conversation (row) == conversation);
  g_assert_cmpuint (n_notified, ==, 1);

  sy_conversation_row_set_conversation (row, conversation);
  g_assert_cmpuint (n_notified, ==, 1);

  g_object_get (row, "conversation", &got, NULL);
  g_assert_true (got == conversation);
  g_clear_object (&got);

  g_object_set (row, "conversation", NULL, NULL);
  g_assert_null (sy_conversation_row_get_conversation (row));
  g_assert_cmpuint (n_notified, ==, 2);

  g_assert_finalize_object (row);
  g_assert_finalize_object (conversation);
}

static void
test_conversation_row_title (void)
{
  SyConversationRow *row = new_row ();
  SyConversation *first = sy_conversation_new ("one");
  SyConversation *second = sy_conversation_new ("two");

  sy_conversation_row_set_conversation (row, first);
  g_assert_cmpstr (get_label (row), ==, "");

  sy_conversation_set_title (first, WIDGET_MARKUP);
  g_assert_cmpstr (get_label (row), ==, WIDGET_MARKUP);

  sy_conversation_set_title (first, "&");
  g_assert_cmpstr (get_label (row), ==, "&");

  /* Rows of a list are used again for another item. */
  sy_conversation_set_title (second, "Second");
  sy_conversation_row_set_conversation (row, second);
  sy_conversation_set_title (first, "First");
  g_assert_cmpstr (get_label (row), ==, "Second");

  g_assert_finalize_object (row);
  g_assert_finalize_object (first);
  g_assert_finalize_object (second);
}

static void
test_conversation_row_busy (void)
{
  SyConversationRow *row = new_row ();
  SyConversation *conversation = sy_conversation_new ("one");
  GtkWidget *spinner = widget_find (GTK_WIDGET (row), ADW_TYPE_SPINNER);

  sy_conversation_row_set_conversation (row, conversation);
  g_assert_false (has_spinner (row));

  sy_conversation_set_busy (conversation, TRUE);
  g_assert_true (has_spinner (row));
  gtk_test_accessible_assert_property (spinner, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "A reply is being written");

  sy_conversation_set_busy (conversation, FALSE);
  g_assert_false (has_spinner (row));

  g_assert_finalize_object (row);
  g_assert_finalize_object (conversation);
}

static void
test_conversation_row_narrow (void)
{
  SyConversationRow *row = new_row ();
  SyConversation *conversation = sy_conversation_new ("one");
  g_autofree char *title = g_strnfill (500, 'x');

  sy_conversation_set_title (conversation, title);
  sy_conversation_set_busy (conversation, TRUE);
  sy_conversation_row_set_conversation (row, conversation);

  widget_set_text_scale (2);
  g_assert_cmpint (widget_get_min_width (GTK_WIDGET (row)), <=, 200);
  widget_set_text_scale (1);

  g_assert_finalize_object (row);
  g_assert_finalize_object (conversation);
}

int
main (int   argc,
      char *argv[])
{
  widget_test_init (&argc, &argv);

  g_test_add_func ("/conversation-row/conversation", test_conversation_row_conversation);
  g_test_add_func ("/conversation-row/title", test_conversation_row_title);
  g_test_add_func ("/conversation-row/busy", test_conversation_row_busy);
  g_test_add_func ("/conversation-row/narrow", test_conversation_row_narrow);

  return g_test_run ();
}
