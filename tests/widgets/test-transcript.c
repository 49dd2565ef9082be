/* test-transcript.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-transcript.h"

#include "sy-bubble-row.h"
#include "sy-error.h"
#include "sy-error-card.h"
#include "sy-message-view.h"
#include "sy-notice.h"
#include "sy-waiting-line.h"
#include "widget-support.h"


#define WIDTH     500
#define HEIGHT    300
#define PARAGRAPH "Though I speak with the tongues of men and of angels.\n\n"

typedef struct
{
  GtkWidget     *window;
  SyTranscript  *transcript;
  SyMessageView *view;
  GtkAdjustment *adjustment;
  GListStore    *messages;
  guint          n_messages;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GtkWidget *widget = g_object_ref_sink (sy_transcript_new ());
  GtkWidget *scroller = widget_get_child (widget, "scroller");

  fixture->window = gtk_window_new ();
  fixture->transcript = SY_TRANSCRIPT (widget);
  fixture->view = SY_MESSAGE_VIEW (widget_get_child (widget, "view"));
  fixture->adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  fixture->messages = g_list_store_new (SY_TYPE_MESSAGE);

  gtk_window_set_child (GTK_WINDOW (fixture->window), widget);
  sy_transcript_set_messages (fixture->transcript, G_LIST_MODEL (fixture->messages));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->transcript);
  g_assert_finalize_object (fixture->messages);
}

static void
present (Fixture *fixture)
{
  widget_present (GTK_WINDOW (fixture->window), WIDTH, HEIGHT);

  /* It is in the composer, not in the first text that can be selected. */
  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
}

static void
wait_frames (Fixture *fixture)
{
  widget_wait_frames (fixture->window, 3);
}

static SyMessage *
new_message (Fixture    *fixture,
             SyRole      role,
             const char *text)
{
  g_autofree char *id = g_strdup_printf ("%u", fixture->n_messages++);
  SyMessage *message = sy_message_new (id, NULL, role, 0);

  if (text != NULL)
    sy_message_append (message, text, -1);

  return message;
}

/* Borrowed: the list keeps it. */
static SyMessage *
add (Fixture    *fixture,
     SyRole      role,
     const char *text)
{
  g_autoptr(SyMessage) message = new_message (fixture, role, text);

  g_list_store_append (fixture->messages, message);

  return message;
}

/* A reply that is several times as high as the window. */
static SyMessage *
add_long_reply (Fixture *fixture)
{
  SyMessage *reply = add (fixture, SY_ROLE_ASSISTANT, NULL);

  for (guint i = 0; i < 40; i++)
    sy_message_append (reply, PARAGRAPH, -1);

  return reply;
}

static SyMessageItem *
get_item (Fixture *fixture,
          guint    position)
{
  return sy_message_column_get_item (sy_message_view_get_column (fixture->view), position);
}

static void
assert_item (Fixture *fixture,
             guint    position)
{
  GListModel *messages = sy_transcript_get_messages (fixture->transcript);
  g_autoptr(SyMessage) message = g_list_model_get_item (messages, position);
  SyMessageItem *item = get_item (fixture, position);

  g_assert_nonnull (item);
  g_assert_true (sy_message_item_get_message (item) == message);

  /* The next one above may have none of its rows near what is seen. */
  if (gtk_widget_get_first_child (GTK_WIDGET (item)) != NULL)
    g_assert_cmpint (widget_find (GTK_WIDGET (item), SY_TYPE_BUBBLE_ROW) != NULL, ==,
                     sy_message_get_role (message) == SY_ROLE_USER);
}

/* What is shown is what the list has, up to its end. */
static void
assert_rows (Fixture *fixture)
{
  GListModel *messages = sy_transcript_get_messages (fixture->transcript);
  SyMessageColumn *column = sy_message_view_get_column (fixture->view);
  guint first = sy_message_column_get_first (column);
  guint n_items = sy_message_column_get_n_items (column);
  guint n_messages = messages != NULL ? g_list_model_get_n_items (messages) : 0;

  g_assert_cmpuint (widget_count_children (GTK_WIDGET (fixture->view)), ==, n_items);
  if (n_messages > 0)
    g_assert_cmpuint (first + n_items, ==, n_messages);
  for (guint i = 0; i < n_items; i++)
    assert_item (fixture, first + i);
}

static GtkWidget *
get_last_row (Fixture *fixture)
{
  return gtk_widget_get_last_child (GTK_WIDGET (fixture->view));
}

static void
append_shown (GtkWidget *widget,
              GString   *shown)
{
  if (SY_IS_TEXT_BLOCK (widget))
    {
      guint start;
      guint end;
      SyInline *text = sy_text_block_get_text (SY_TEXT_BLOCK (widget), &start, &end);

      g_string_append_len (shown, sy_inline_get_text (text) + start, end - start);
      g_string_append_c (shown, '\n');
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    append_shown (child, shown);
}

/* The text of a message as it is shown, its blocks one after the other. */
static char *
dup_shown (GtkWidget *row)
{
  GString *shown = g_string_new (NULL);

  append_shown (row, shown);

  return g_string_free_and_steal (shown);
}

static void
assert_shown (GtkWidget  *row,
              const char *expected)
{
  g_autofree char *shown = dup_shown (row);

  g_assert_cmpstr (shown, ==, expected);
}

static double
get_gap (Fixture *fixture)
{
  return gtk_adjustment_get_upper (fixture->adjustment) -
         gtk_adjustment_get_page_size (fixture->adjustment) -
         gtk_adjustment_get_value (fixture->adjustment);
}

static void
test_transcript_messages (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr(GListModel) got = NULL;
  GListModel *messages = G_LIST_MODEL (fixture->messages);
  guint n_notified;

  widget_watch (fixture->transcript, "messages", &n_notified);
  g_assert_true (sy_transcript_get_messages (fixture->transcript) == messages);
  sy_transcript_set_messages (fixture->transcript, messages);
  g_assert_cmpuint (n_notified, ==, 0);

  sy_transcript_set_messages (fixture->transcript, NULL);
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_null (sy_transcript_get_messages (fixture->transcript));

  g_object_set (fixture->transcript, "messages", messages, NULL);
  g_object_get (fixture->transcript, "messages", &got, NULL);
  g_assert_true (got == messages);
  g_assert_cmpuint (n_notified, ==, 2);
}

static void
test_transcript_at_bottom (Fixture       *fixture,
                           gconstpointer  data)
{
  gboolean at_bottom = FALSE;

  g_object_get (fixture->transcript, "at-bottom", &at_bottom, NULL);
  g_assert_true (at_bottom);
  g_assert_true (sy_transcript_get_at_bottom (fixture->transcript));
}

static void
test_transcript_rows (Fixture       *fixture,
                      gconstpointer  data)
{
  GPtrArray *several = g_ptr_array_new_with_free_func (g_object_unref);

  present (fixture);
  assert_rows (fixture);
  add (fixture, SY_ROLE_USER, WIDGET_MARKUP);
  add (fixture, SY_ROLE_ASSISTANT, WIDGET_MARKUP);
  wait_frames (fixture);
  assert_rows (fixture);

  for (guint i = 0; i < 5; i++)
    g_ptr_array_add (several, new_message (fixture, i % 2 == 0 ? SY_ROLE_USER : SY_ROLE_ASSISTANT,
                                           "&"));

  g_list_store_splice (fixture->messages, 2, 0, several->pdata, several->len);
  wait_frames (fixture);
  assert_rows (fixture);
  g_list_store_remove (fixture->messages, 0);
  wait_frames (fixture);
  assert_rows (fixture);
  g_list_store_splice (fixture->messages, 1, 3, several->pdata, 2);
  wait_frames (fixture);
  assert_rows (fixture);
  g_list_store_remove_all (fixture->messages);
  wait_frames (fixture);
  assert_rows (fixture);
  g_ptr_array_unref (several);
}

static void
test_transcript_rows_random (Fixture       *fixture,
                             gconstpointer  data)
{
  present (fixture);
  for (guint i = 0; i < 100; i++)
    {
      guint n_items = g_list_model_get_n_items (G_LIST_MODEL (fixture->messages));
      guint position = (guint) g_test_rand_int_range (0, (int) n_items + 1);
      guint removed = (guint) g_test_rand_int_range (0, (int) MIN (n_items - position, 3) + 1);
      g_autoptr(GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);

      for (int j = g_test_rand_int_range (0, 4); j > 0; j--)
        g_ptr_array_add (added, new_message (fixture, g_test_rand_bit () ? SY_ROLE_USER
                                                                         : SY_ROLE_ASSISTANT,
                                             "Text"));

      g_list_store_splice (fixture->messages, position, removed, added->pdata, added->len);
      widget_wait_frames (fixture->window, 1);
      assert_rows (fixture);
    }
}

static void
test_transcript_replaced (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr(GListStore) other = g_list_store_new (SY_TYPE_MESSAGE);
  g_autoptr(SyMessage) message = new_message (fixture, SY_ROLE_USER, "Other");
  SyMessage *streaming;

  add (fixture, SY_ROLE_USER, "One");
  streaming = add (fixture, SY_ROLE_ASSISTANT, "Tw");
  g_list_store_append (other, message);
  present (fixture);

  sy_message_append (streaming, "o", -1);
  sy_transcript_set_messages (fixture->transcript, G_LIST_MODEL (other));
  wait_frames (fixture);
  assert_rows (fixture);

  /* The list that was shown before goes on without the transcript. */
  sy_message_append (streaming, " and more", -1);
  add (fixture, SY_ROLE_USER, "Three");
  wait_frames (fixture);
  assert_rows (fixture);

  sy_transcript_set_messages (fixture->transcript, G_LIST_MODEL (fixture->messages));
  wait_frames (fixture);
  assert_rows (fixture);
  sy_message_append (streaming, ", and so on", -1);
  wait_frames (fixture);
  assert_shown (gtk_widget_get_prev_sibling (get_last_row (fixture)), "Two and more, and so on\n");

  sy_transcript_set_messages (fixture->transcript, NULL);
  wait_frames (fixture);
  g_assert_null (get_last_row (fixture));
  sy_message_append (streaming, ".", -1);
  wait_frames (fixture);
}

static void
test_transcript_removed (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr(SyMessage) reply = g_object_ref (add (fixture, SY_ROLE_ASSISTANT, "One"));

  present (fixture);
  sy_message_append (reply, " and", -1);
  g_list_store_remove_all (fixture->messages);
  sy_message_append (reply, " more", -1);
  sy_message_finish (reply, SY_MESSAGE_COMPLETE, 0, NULL);
  wait_frames (fixture);
  assert_rows (fixture);
}

/* Whoever has just read in it can go to another conversation. */
static void
test_transcript_removed_focus (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autoptr(GListStore) other = g_list_store_new (SY_TYPE_MESSAGE);
  g_autoptr(SyMessage) message = new_message (fixture, SY_ROLE_USER, "Other");
  GtkWidget *block;

  add (fixture, SY_ROLE_USER, "One");
  g_list_store_append (other, message);
  present (fixture);
  wait_frames (fixture);
  block = widget_find (get_last_row (fixture), SY_TYPE_TEXT_BLOCK);
  g_assert_true (gtk_widget_grab_focus (block));

  sy_transcript_set_messages (fixture->transcript, G_LIST_MODEL (other));
  wait_frames (fixture);
  assert_rows (fixture);
}

static SyInline *
get_text (Fixture *fixture)
{
  GtkWidget *block = widget_find (get_last_row (fixture), SY_TYPE_TEXT_BLOCK);
  guint start;
  guint end;

  return sy_text_block_get_text (SY_TEXT_BLOCK (block), &start, &end);
}

/* Many pieces of text, one change of what is shown. */
static void
test_transcript_grows (Fixture       *fixture,
                       gconstpointer  data)
{
  SyMessage *reply = add (fixture, SY_ROLE_ASSISTANT, "0");
  g_autoptr(GString) expected = g_string_new ("0");
  SyInline *text;

  present (fixture);
  wait_frames (fixture);
  for (guint i = 0; i < 100; i++)
    {
      g_string_append_c (expected, (char) ('a' + i % 26));
      sy_message_append (reply, expected->str + expected->len - 1, 1);
    }

  assert_shown (get_last_row (fixture), "0\n");
  wait_frames (fixture);
  g_string_append_c (expected, '\n');
  assert_shown (get_last_row (fixture), expected->str);

  /* Nothing is read anew while nothing comes. */
  text = get_text (fixture);
  wait_frames (fixture);
  g_assert_true (get_text (fixture) == text);
}

static void
test_transcript_finishes (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr(GError) error = g_error_new_literal (SY_ERROR, SY_ERROR_AUTH, "Wrong key");
  SyMessage *reply = add (fixture, SY_ROLE_ASSISTANT, NULL);

  present (fixture);
  sy_message_append (reply, "Half", -1);
  sy_message_finish (reply, SY_MESSAGE_FAILED, 0, error);
  wait_frames (fixture);

  assert_shown (get_last_row (fixture), "Half\n");
  g_assert_nonnull (widget_find (get_last_row (fixture), SY_TYPE_ERROR_CARD));
}

/* The next reply may begin before the end of the last one was drawn. */
static void
test_transcript_next_at_once (Fixture       *fixture,
                              gconstpointer  data)
{
  SyMessage *first = add (fixture, SY_ROLE_ASSISTANT, NULL);
  SyMessage *second;
  GtkWidget *first_row;

  present (fixture);
  sy_message_append (first, "One", -1);
  sy_message_finish (first, SY_MESSAGE_INTERRUPTED, 0, NULL);
  add (fixture, SY_ROLE_USER, "Again");
  second = add (fixture, SY_ROLE_ASSISTANT, NULL);
  sy_message_append (second, "Two", -1);
  wait_frames (fixture);

  assert_shown (get_last_row (fixture), "Two\n");
  first_row = GTK_WIDGET (get_item (fixture, 0));
  assert_shown (first_row, "One\n");
  g_assert_nonnull (widget_find (first_row, SY_TYPE_NOTICE));
  g_assert_null (widget_find (first_row, SY_TYPE_WAITING_LINE));
}

static void
test_transcript_chat_state (Fixture       *fixture,
                            gconstpointer  data)
{
  SyMessage *reply;
  GtkWidget *waiting;
  g_autofree char *text = NULL;

  sy_transcript_set_chat_state (fixture->transcript, SY_CHAT_CONNECTING);
  reply = new_message (fixture, SY_ROLE_ASSISTANT, NULL);
  sy_message_set_model_id (reply, "some/model");
  g_list_store_append (fixture->messages, reply);
  g_object_unref (reply);

  present (fixture);
  wait_frames (fixture);
  waiting = widget_find (get_last_row (fixture), SY_TYPE_WAITING_LINE);
  g_object_get (waiting, "text", &text, NULL);
  g_assert_cmpstr (text, ==, "Connecting");
  g_clear_pointer (&text, g_free);

  sy_transcript_set_chat_state (fixture->transcript, SY_CHAT_WAITING);
  g_object_get (waiting, "text", &text, NULL);
  g_assert_cmpstr (text, ==, "Waiting for some/model");
}

static const char *
get_waiting (Fixture *fixture)
{
  GtkWidget *waiting = widget_find (get_last_row (fixture), SY_TYPE_WAITING_LINE);

  return sy_waiting_line_get_text (SY_WAITING_LINE (waiting));
}

/* It goes on where it was when the conversation is shown again. */
static void
test_transcript_retry (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(GError) error = g_error_new_literal (SY_ERROR, SY_ERROR_NETWORK, "&");

  add (fixture, SY_ROLE_ASSISTANT, NULL);
  sy_transcript_set_retry (fixture->transcript, error,
                           g_get_monotonic_time () + 11 * G_USEC_PER_SEC / 2);
  present (fixture);
  wait_frames (fixture);
  g_assert_cmpstr (get_waiting (fixture), ==, "No connection. Next try in 6 s");

  sy_transcript_set_messages (fixture->transcript, NULL);
  sy_transcript_set_messages (fixture->transcript, G_LIST_MODEL (fixture->messages));
  wait_frames (fixture);
  g_assert_cmpstr (get_waiting (fixture), ==, "No connection. Next try in 6 s");

  sy_transcript_set_chat_state (fixture->transcript, SY_CHAT_CONNECTING);
  g_assert_cmpstr (get_waiting (fixture), ==, "Connecting");
}

static gboolean
offers_retry (Fixture *fixture,
              guint    position)
{
  GtkWidget *button;

  wait_frames (fixture);
  button = widget_find_action (GTK_WIDGET (get_item (fixture, position)), "chat.retry");

  return button != NULL && gtk_widget_get_visible (button);
}

static void
test_transcript_last (Fixture       *fixture,
                      gconstpointer  data)
{
  present (fixture);
  sy_message_finish (add (fixture, SY_ROLE_ASSISTANT, "One"), SY_MESSAGE_INTERRUPTED, 0, NULL);
  g_assert_true (offers_retry (fixture, 0));
  add (fixture, SY_ROLE_USER, "Next");
  g_assert_false (offers_retry (fixture, 0));
  sy_message_finish (add (fixture, SY_ROLE_ASSISTANT, "Two"), SY_MESSAGE_INTERRUPTED, 0, NULL);
  g_assert_false (offers_retry (fixture, 0));
  g_assert_true (offers_retry (fixture, 2));

  g_list_store_splice (fixture->messages, 1, 2, NULL, 0);
  g_assert_true (offers_retry (fixture, 0));
}

/* Every frame that is painted has the end of the text in it. */
static void
after_paint_cb (GdkFrameClock *clock,
                Fixture       *fixture)
{
  g_assert_cmpfloat (get_gap (fixture), <, 1);
}

/* Asked for once more, the last reply is another one in the same place. */
static void
test_transcript_once_more (Fixture       *fixture,
                           gconstpointer  data)
{
  SyMessage *reply;
  GdkFrameClock *clock;
  gulong handler;

  add_long_reply (fixture);
  sy_message_finish (add (fixture, SY_ROLE_ASSISTANT, PARAGRAPH PARAGRAPH PARAGRAPH),
                     SY_MESSAGE_INTERRUPTED, 0, NULL);
  present (fixture);
  wait_frames (fixture);
  clock = gtk_widget_get_frame_clock (fixture->window);
  handler = g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), fixture);

  for (guint i = 0; i < 3; i++)
    {
      gpointer next[1];

      reply = new_message (fixture, SY_ROLE_ASSISTANT, NULL);
      next[0] = reply;
      g_list_store_splice (fixture->messages, 1, 1, next, 1);
      g_object_unref (reply);
      wait_frames (fixture);
      assert_rows (fixture);
      g_assert_true (sy_transcript_get_at_bottom (fixture->transcript));
      sy_message_append (reply, PARAGRAPH PARAGRAPH, -1);
      wait_frames (fixture);
      sy_message_finish (reply, SY_MESSAGE_INTERRUPTED, 0, NULL);
      wait_frames (fixture);
    }

  g_assert_true (offers_retry (fixture, 1));
  g_signal_handler_disconnect (clock, handler);
}

static void
test_transcript_sticks (Fixture       *fixture,
                        gconstpointer  data)
{
  SyMessage *reply;
  GdkFrameClock *clock;
  double upper;
  gulong handler;

  add (fixture, SY_ROLE_USER, "Hello");
  reply = add (fixture, SY_ROLE_ASSISTANT, NULL);
  present (fixture);
  upper = gtk_adjustment_get_upper (fixture->adjustment);
  clock = gtk_widget_get_frame_clock (fixture->window);
  handler = g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), fixture);

  for (guint i = 0; i < 40; i++)
    {
      sy_message_append (reply, PARAGRAPH, -1);
      widget_wait_frames (fixture->window, 1);
      g_assert_true (sy_transcript_get_at_bottom (fixture->transcript));
    }

  /* One paragraph that grows in its place, and the line below it that comes last. */
  for (guint i = 0; i < 40; i++)
    {
      sy_message_append (reply, "and more and ever more ", -1);
      widget_wait_frames (fixture->window, 1);
    }

  sy_message_finish (reply, SY_MESSAGE_INTERRUPTED, G_USEC_PER_SEC, NULL);
  wait_frames (fixture);
  g_assert_true (sy_transcript_get_at_bottom (fixture->transcript));
  g_assert_cmpfloat (gtk_adjustment_get_upper (fixture->adjustment), >, upper + 3 * HEIGHT);
  g_signal_handler_disconnect (clock, handler);
}

static void
test_transcript_scrolled_up (Fixture       *fixture,
                             gconstpointer  data)
{
  static const double places[] = { 0, 123 };
  SyMessage *reply = add_long_reply (fixture);
  guint n_notified;

  present (fixture);
  g_assert_cmpfloat (get_gap (fixture), <, 1);
  widget_watch (fixture->transcript, "at-bottom", &n_notified);

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      gtk_adjustment_set_value (fixture->adjustment, places[i]);
      g_assert_false (sy_transcript_get_at_bottom (fixture->transcript));

      for (guint j = 0; j < 10; j++)
        {
          sy_message_append (reply, PARAGRAPH, -1);
          widget_wait_frames (fixture->window, 1);
          g_assert_cmpfloat (gtk_adjustment_get_value (fixture->adjustment), ==, places[i]);
        }
    }

  g_assert_false (sy_transcript_get_at_bottom (fixture->transcript));
  g_assert_cmpuint (n_notified, ==, 1);

  /* Who comes back to the end stays there again. */
  gtk_adjustment_set_value (fixture->adjustment, G_MAXINT);
  g_assert_true (sy_transcript_get_at_bottom (fixture->transcript));
  g_assert_cmpuint (n_notified, ==, 2);
  sy_message_append (reply, PARAGRAPH PARAGRAPH, -1);
  wait_frames (fixture);
  g_assert_cmpfloat (get_gap (fixture), <, 1);
}

static void
test_transcript_own_message (Fixture       *fixture,
                             gconstpointer  data)
{
  add_long_reply (fixture);
  present (fixture);
  gtk_adjustment_set_value (fixture->adjustment, 0);
  g_assert_false (sy_transcript_get_at_bottom (fixture->transcript));

  add (fixture, SY_ROLE_USER, "Next");
  wait_frames (fixture);
  g_assert_true (sy_transcript_get_at_bottom (fixture->transcript));
  g_assert_cmpfloat (get_gap (fixture), <, 1);
}

static void
test_transcript_resized (Fixture       *fixture,
                         gconstpointer  data)
{
  static const int sizes[][2] = { { 360, 300 }, { 700, 200 }, { 500, 600 }, { 360, 294 } };

  add_long_reply (fixture);
  present (fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      gtk_window_set_default_size (GTK_WINDOW (fixture->window), sizes[i][0], sizes[i][1]);
      widget_wait_frames (fixture->window, 10);
      g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->transcript)), ==, sizes[i][0]);
      g_assert_true (sy_transcript_get_at_bottom (fixture->transcript));
      g_assert_cmpfloat (get_gap (fixture), <, 1);
    }
}

static void
test_transcript_hidden (Fixture       *fixture,
                        gconstpointer  data)
{
  SyMessage *reply = add (fixture, SY_ROLE_ASSISTANT, "One");
  g_autofree char *shown = NULL;

  present (fixture);
  gtk_widget_set_visible (fixture->window, FALSE);

  for (guint i = 0; i < 50; i++)
    sy_message_append (reply, "\n\n" PARAGRAPH, -1);

  sy_message_finish (reply, SY_MESSAGE_COMPLETE, 0, NULL);
  gtk_widget_set_visible (fixture->window, TRUE);
  present (fixture);

  wait_frames (fixture);
  shown = dup_shown (get_last_row (fixture));
  g_assert_true (g_str_has_suffix (shown, "men and of angels.\n"));
  g_assert_true (sy_transcript_get_at_bottom (fixture->transcript));
  g_assert_cmpfloat (get_gap (fixture), <, 1);
}

/* As above, when there never was a window. */
static void
test_transcript_late (Fixture       *fixture,
                      gconstpointer  data)
{
  SyMessage *reply = add (fixture, SY_ROLE_ASSISTANT, "One");

  sy_message_append (reply, "\n\nTwo", -1);
  present (fixture);
  wait_frames (fixture);
  assert_shown (get_last_row (fixture), "One\nTwo\n");
}

static void
test_transcript_accessible (Fixture       *fixture,
                            gconstpointer  data)
{
  gtk_test_accessible_assert_role (fixture->view, GTK_ACCESSIBLE_ROLE_LIST);
  gtk_test_accessible_assert_property (fixture->view, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Conversation");
}

static int
get_min_width (Fixture *fixture)
{
  wait_frames (fixture);

  return widget_get_min_width (GTK_WIDGET (fixture->transcript));
}

static void
test_transcript_narrow (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autofree char *word = g_strnfill (500, 'x');
  g_autoptr(GError) error = g_error_new_literal (SY_ERROR, SY_ERROR_AUTH, word);
  SyMessage *reply;

  gtk_widget_add_css_class (fixture->window, "narrow");
  widget_set_text_scale (2);
  present (fixture);
  add (fixture, SY_ROLE_USER, word);
  g_assert_cmpint (get_min_width (fixture), <=, 360);
  reply = add (fixture, SY_ROLE_ASSISTANT, word);
  g_assert_cmpint (get_min_width (fixture), <=, 360);
  sy_message_set_model_id (reply, word);
  sy_message_finish (reply, SY_MESSAGE_FAILED, 0, error);
  g_assert_cmpint (get_min_width (fixture), <=, 360);
  widget_set_text_scale (1);
}

#define ADD(name, func) \
  g_test_add ("/transcript/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  widget_test_init (&argc, &argv);

  ADD ("messages", test_transcript_messages);
  ADD ("at-bottom", test_transcript_at_bottom);
  ADD ("rows", test_transcript_rows);
  ADD ("rows-random", test_transcript_rows_random);
  ADD ("replaced", test_transcript_replaced);
  ADD ("removed", test_transcript_removed);
  ADD ("removed-focus", test_transcript_removed_focus);
  ADD ("grows", test_transcript_grows);
  ADD ("finishes", test_transcript_finishes);
  ADD ("next-at-once", test_transcript_next_at_once);
  ADD ("chat-state", test_transcript_chat_state);
  ADD ("retry", test_transcript_retry);
  ADD ("last", test_transcript_last);
  ADD ("once-more", test_transcript_once_more);
  ADD ("sticks", test_transcript_sticks);
  ADD ("scrolled-up", test_transcript_scrolled_up);
  ADD ("own-message", test_transcript_own_message);
  ADD ("resized", test_transcript_resized);
  ADD ("hidden", test_transcript_hidden);
  ADD ("late", test_transcript_late);
  ADD ("accessible", test_transcript_accessible);
  ADD ("narrow", test_transcript_narrow);

  return g_test_run ();
}
