/* test-transcript-jump.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-transcript.h"

#include "support-spin.h"
#include "widget-support.h"

#define PARAGRAPH "Though I speak with the tongues of men and of angels.\n\n"

static gboolean
is_at_bottom (gpointer data)
{
  return sy_transcript_get_at_bottom (data);
}

/* "Jump to Latest" is there only where the end is not, and leads to it, also while it grows. */
static void
test_transcript_jump (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *transcript = g_object_ref_sink (sy_transcript_new ());
  GtkWidget *revealer = widget_get_child (transcript, "jump_revealer");
  GtkWidget *scroller = widget_get_child (transcript, "scroller");
  g_autoptr(GListStore) messages = g_list_store_new (SY_TYPE_MESSAGE);
  g_autoptr(SyMessage) reply = sy_message_new ("r", NULL, SY_ROLE_ASSISTANT, 0);

  for (guint i = 0; i < 40; i++)
    sy_message_append (reply, PARAGRAPH, -1);

  g_list_store_append (messages, reply);
  sy_transcript_set_messages (SY_TRANSCRIPT (transcript), G_LIST_MODEL (messages));
  gtk_window_set_child (GTK_WINDOW (window), transcript);
  widget_present (GTK_WINDOW (window), 500, 300);
  g_assert_false (gtk_revealer_get_reveal_child (GTK_REVEALER (revealer)));

  for (guint i = 0; i < 2; i++)
    {
      gtk_adjustment_set_value (
        gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)), 10);
      widget_wait_frames (window, 3);
      g_assert_true (gtk_revealer_get_reveal_child (GTK_REVEALER (revealer)));
      g_signal_emit_by_name (gtk_revealer_get_child (GTK_REVEALER (revealer)), "clicked");
      sy_message_append (reply, PARAGRAPH PARAGRAPH, -1);
      g_assert_true (support_spin_until (is_at_bottom, transcript, 5000));
      widget_wait_frames (window, 3);
      g_assert_false (gtk_revealer_get_reveal_child (GTK_REVEALER (revealer)));
    }

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (transcript);
}

int
main (int   argc,
      char *argv[])
{
  widget_test_init (&argc, &argv);

  g_test_add_func ("/transcript-jump/latest", test_transcript_jump);

  return g_test_run ();
}
