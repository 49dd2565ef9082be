/* test-transcript-scale.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-transcript.h"

#include "sy-bubble-row.h"
#include "widget-support.h"

#define WIDTH  600
#define HEIGHT 400

static int
get_height (GtkWidget *widget)
{
  int height;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, WIDTH, NULL, &height, NULL, NULL);

  return height;
}

/* The text of messages grows, that of everything beside them does not. */
static void
test_transcript_scale (void)
{
  SyTranscript *transcript = g_object_ref_sink (SY_TRANSCRIPT (sy_transcript_new ()));
  g_autoptr(GListStore) messages = g_list_store_new (SY_TYPE_MESSAGE);
  g_autoptr(SyMessage) message = sy_message_new ("own", NULL, SY_ROLE_USER, 0);
  GtkWidget *window = gtk_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *beside = gtk_label_new ("Beside");
  GtkWidget *row;
  int plain;
  int plain_beside;

  sy_message_append (message, "One line", -1);
  g_list_store_append (messages, message);
  sy_transcript_set_messages (transcript, G_LIST_MODEL (messages));
  gtk_widget_set_vexpand (GTK_WIDGET (transcript), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (transcript));
  gtk_box_append (GTK_BOX (box), beside);
  gtk_window_set_child (GTK_WINDOW (window), box);
  widget_present (GTK_WINDOW (window), WIDTH, HEIGHT);
  widget_wait_frames (window, 3);
  row = widget_find (GTK_WIDGET (transcript), SY_TYPE_BUBBLE_ROW);
  plain = get_height (row);
  plain_beside = get_height (beside);

  sy_transcript_set_text_scale (transcript, 2);
  widget_wait_frames (window, 3);
  g_assert_cmpint (get_height (row), >, plain + 8);
  g_assert_cmpint (get_height (beside), ==, plain_beside);

  sy_transcript_set_text_scale (transcript, 1);
  widget_wait_frames (window, 3);
  g_assert_cmpint (get_height (row), ==, plain);

  /* What is set does not outlive the transcript. */
  sy_transcript_set_text_scale (transcript, 2);
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (transcript);
}

int
main (int   argc,
      char *argv[])
{
  widget_test_init (&argc, &argv);

  g_test_add_func ("/transcript-scale/text", test_transcript_scale);

  return g_test_run ();
}
