/* test-reading-place.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-reading-place.h"
#include "sy-transcript.h"

#include "widget-support.h"

#define PARAGRAPH  "Though I speak with the tongues of men and of angels.\n\n"
#define N_MESSAGES 30

typedef struct
{
  GtkWidget     *window;
  GtkWidget     *transcript;
  SyMessageView *view;
  GListModel    *messages;
} Fixture;

static GListModel *
create_messages (guint n_paragraphs)
{
  GListStore *messages = g_list_store_new (SY_TYPE_MESSAGE);

  for (guint i = 0; i < N_MESSAGES; i++)
    {
      g_autofree char *id = g_strdup_printf ("m%u", i);
      g_autoptr(SyMessage) message = sy_message_new (id, NULL, SY_ROLE_ASSISTANT, 0);

      for (guint n = 0; n < n_paragraphs; n++)
        sy_message_append (message, PARAGRAPH, -1);
      sy_message_finish (message, SY_MESSAGE_COMPLETE, 0, NULL);
      g_list_store_append (messages, message);
    }

  return G_LIST_MODEL (messages);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->window = gtk_window_new ();
  fixture->transcript = g_object_ref_sink (sy_transcript_new ());
  fixture->view = sy_transcript_get_view (SY_TRANSCRIPT (fixture->transcript));
  fixture->messages = create_messages (GPOINTER_TO_UINT (data));
  sy_transcript_set_messages (SY_TRANSCRIPT (fixture->transcript), fixture->messages);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->transcript);
  widget_present (GTK_WINDOW (fixture->window), 500, 300);
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
assert_place (Fixture    *fixture,
              const char *id,
              double      offset)
{
  g_autofree char *found_id = NULL;
  double found = 0;

  g_assert_true (sy_reading_place_find (fixture->view, &found_id, &found));
  g_assert_cmpstr (found_id, ==, id);
  g_assert_cmpfloat (found, ==, offset);
}

/* Another list, and back. */
static void
show_anew (Fixture *fixture)
{
  sy_transcript_set_messages (SY_TRANSCRIPT (fixture->transcript), NULL);
  widget_wait_frames (fixture->window, 2);
  sy_transcript_set_messages (SY_TRANSCRIPT (fixture->transcript), fixture->messages);
}

static void
test_reading_place_end (Fixture       *fixture,
                        gconstpointer  data)
{
  assert_place (fixture, NULL, 0);
  sy_reading_place_go (fixture->view, "m3", 40);
  widget_wait_frames (fixture->window, 2);
  g_assert_false (sy_message_view_get_at_bottom (fixture->view));

  /* A message that is gone. */
  sy_reading_place_go (fixture->view, "gone", 40);
  widget_wait_frames (fixture->window, 2);
  assert_place (fixture, NULL, 0);
}

static void
test_reading_place_again (Fixture       *fixture,
                          gconstpointer  data)
{
  sy_reading_place_go (fixture->view, "m3", 40);
  widget_wait_frames (fixture->window, 2);
  assert_place (fixture, "m3", 40);

  show_anew (fixture);
  assert_place (fixture, NULL, 0);
  sy_reading_place_go (fixture->view, "m3", 40);
  widget_wait_frames (fixture->window, 2);
  assert_place (fixture, "m3", 40);
}

/* Before anything is laid out nobody knows what is seen. */
static void
test_reading_place_unknown (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autofree char *id = NULL;
  double offset;

  show_anew (fixture);
  sy_reading_place_go (fixture->view, "m3", 40);
  g_assert_false (sy_reading_place_find (fixture->view, &id, &offset));
  g_assert_null (id);
}

/* Far into a message that is long, about there will do. */
static void
test_reading_place_far (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autofree char *id = NULL;
  double offset = 0;

  sy_reading_place_go (fixture->view, "m3", 30000);
  widget_wait_frames (fixture->window, 2);
  g_assert_true (sy_reading_place_find (fixture->view, &id, &offset));
  g_assert_cmpstr (id, ==, "m3");
  g_assert_cmpfloat (offset, >, 20000);
  g_assert_cmpfloat (offset, <, 40000);
}

/* Behind the end of a message is its end, and not that of all messages. */
static void
test_reading_place_beyond (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autofree char *id = NULL;
  double offset = 0;

  sy_reading_place_go (fixture->view, "m3", 1e9);
  widget_wait_frames (fixture->window, 2);
  g_assert_true (sy_reading_place_find (fixture->view, &id, &offset));
  g_assert_true (g_strcmp0 (id, "m3") == 0 || g_strcmp0 (id, "m4") == 0);
}

/* The same before anything has a width. */
static void
test_reading_place_beyond_unseen (Fixture       *fixture,
                                  gconstpointer  data)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *transcript = g_object_ref_sink (sy_transcript_new ());
  SyMessageView *view = sy_transcript_get_view (SY_TRANSCRIPT (transcript));
  g_autofree char *id = NULL;
  double offset = 0;

  sy_transcript_set_messages (SY_TRANSCRIPT (transcript), fixture->messages);
  sy_reading_place_go (view, "m3", 1e9);

  /* Something else has the focus, as in the program: a list that gets it shows its last message. */
  gtk_box_append (GTK_BOX (box), gtk_entry_new ());
  gtk_box_append (GTK_BOX (box), transcript);
  gtk_widget_set_vexpand (transcript, TRUE);
  gtk_window_set_child (GTK_WINDOW (window), box);
  widget_present (GTK_WINDOW (window), 500, 300);
  g_assert_true (sy_reading_place_find (view, &id, &offset));
  g_assert_cmpstr (id, ==, "m3");
  g_assert_cmpfloat (offset, ==, 20000);

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (transcript);
}

/* A long way into a message, after all of it went. */
static void
test_reading_place_deep (Fixture       *fixture,
                         gconstpointer  data)
{
  sy_reading_place_go (fixture->view, "m3", 5000);
  widget_wait_frames (fixture->window, 4);
  assert_place (fixture, "m3", 5000);

  show_anew (fixture);
  sy_reading_place_go (fixture->view, "m3", 5000);
  widget_wait_frames (fixture->window, 4);
  assert_place (fixture, "m3", 5000);
}

#define ADD(name, func, n_paragraphs) \
  g_test_add ("/reading-place/" name, Fixture, GUINT_TO_POINTER (n_paragraphs), \
              set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  widget_test_init (&argc, &argv);

  ADD ("end", test_reading_place_end, 4);
  ADD ("again", test_reading_place_again, 4);
  ADD ("unknown", test_reading_place_unknown, 4);
  ADD ("deep", test_reading_place_deep, 300);
  ADD ("far", test_reading_place_far, 1500);
  ADD ("beyond", test_reading_place_beyond, 1500);
  ADD ("beyond-unseen", test_reading_place_beyond_unseen, 1500);

  return g_test_run ();
}
