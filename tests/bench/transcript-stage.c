/* transcript-stage.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "transcript-stage.h"

#include "bench-support.h"
#include "markdown-text.h"
#include "widget-support.h"

/* As the prototype's. */
#define WIDTH  900
#define HEIGHT 700

#define UNIT_BYTES 2122
#define UNIT_WIDTH 800
#define UNIT_RUNS  200

#define MESSAGES_SEED 7

static GtkWidget *
create_content (Stage *self)
{
  GtkWidget *view = adw_toolbar_view_new ();

  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (self->probe));

  return view;
}

/**
 * stage_new:
 * @messages: (nullable): a list of #SyMessage
 *
 * Presents a window; its first frame is still to come.
 */
Stage *
stage_new (GListModel *messages)
{
  Stage *self = g_new0 (Stage, 1);
  GtkWidget *scroller;

  self->transcript = SY_TRANSCRIPT (sy_transcript_new ());
  sy_transcript_set_chat_state (self->transcript, SY_CHAT_STREAMING);
  self->probe = FRAME_PROBE (frame_probe_new (GTK_WIDGET (self->transcript)));
  self->window = GTK_WINDOW (adw_window_new ());
  adw_window_set_content (ADW_WINDOW (self->window), create_content (self));

  scroller = widget_find (GTK_WIDGET (self->transcript), GTK_TYPE_SCROLLED_WINDOW);
  g_assert_nonnull (scroller);
  self->adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));

  if (messages != NULL)
    sy_transcript_set_messages (self->transcript, messages);
  gtk_window_set_title (self->window, "Transcript");
  gtk_window_set_default_size (self->window, WIDTH, HEIGHT);
  gtk_window_present (self->window);

  return self;
}

void
stage_free (Stage *self)
{
  gtk_window_destroy (self->window);
  for (guint i = 0; i < 100 && g_main_context_iteration (NULL, FALSE); i++)
    continue;

  g_free (self);
}

void
stage_settle (Stage *self)
{
  frame_probe_run (self->probe, STAGE_SETTLE_FRAMES, NULL, NULL, NULL, NULL);
}

/* Bold and code here and there. */
static PangoAttrList *
create_attributes (void)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  for (guint start = 0; start + 100 < UNIT_BYTES; start += 150)
    {
      PangoAttribute *attribute = start % 300 == 0 ? pango_attr_weight_new (PANGO_WEIGHT_BOLD)
                                                   : pango_attr_family_new ("monospace");

      attribute->start_index = start;
      attribute->end_index = start + 18;
      pango_attr_list_insert (attributes, attribute);
    }

  return attributes;
}

/**
 * stage_measure_unit:
 *
 * Returns: Y, the milliseconds that Pango takes for one paragraph
 */
double
stage_measure_unit (void)
{
  g_autoptr(GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GtkWidget) widget = g_object_ref_sink (gtk_drawing_area_new ());
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (widget, NULL);
  g_autoptr(PangoAttrList) attributes = create_attributes ();
  GString *text = markdown_generate (MARKDOWN_PARAGRAPH, UNIT_BYTES, 1);

  pango_layout_set_width (layout, UNIT_WIDTH * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  for (guint i = 0; i < UNIT_RUNS; i++)
    {
      double began = frame_get_work_ms ();
      double took;
      int height;

      pango_layout_set_text (layout, text->str, UNIT_BYTES);
      pango_layout_set_attributes (layout, attributes);
      pango_layout_get_size (layout, NULL, &height);
      took = frame_get_work_ms () - began;
      g_array_append_val (times, took);
    }
  g_string_free (text, TRUE);

  return bench_median (times);
}

SyMessage *
stage_message_new (SyRole      role,
                   const char *text,
                   gsize       length)
{
  static guint n_messages = 0;

  g_autofree char *id = g_strdup_printf ("message-%u", n_messages++);
  SyMessage *message = sy_message_new (id, NULL, role, 0);

  sy_message_append (message, text, (gssize) length);

  return message;
}

/* What the program itself shows. */
static SyMessageWindow *
create_window (void)
{
  g_autoptr(SyConversation) conversation = sy_conversation_new ("bench");

  return sy_message_window_new (conversation);
}

/**
 * stage_messages_new:
 * @n_messages: how many
 * @n_bytes: (out) (optional): how much text it is
 *
 * Returns: (transfer full): a conversation that nothing is read of yet
 */
SyMessageWindow *
stage_messages_new (guint  n_messages,
                    gsize *n_bytes)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (MESSAGES_SEED);
  SyMessageWindow *messages = create_window ();
  GString *text = g_string_sized_new (8192);
  gsize sum = 0;

  for (guint i = 0; i < n_messages; i++)
    {
      SyRole role = i % 2 == 0 ? SY_ROLE_USER : SY_ROLE_ASSISTANT;
      g_autoptr(SyMessage) message = NULL;

      markdown_generate_message (text, random, i);
      message = stage_message_new (role, text->str, text->len);
      if (role == SY_ROLE_ASSISTANT)
        sy_message_finish (message, SY_MESSAGE_COMPLETE, G_USEC_PER_SEC, NULL);
      sy_message_window_append (messages, message);
      sum += text->len;
    }

  g_string_free (text, TRUE);
  if (n_bytes != NULL)
    *n_bytes = sum;

  return messages;
}

/**
 * stage_reply_new:
 * @text: what is there of the reply
 * @reply: (out) (transfer none): the reply, which is still written
 *
 * Returns: (transfer full): a conversation of a question and a reply
 */
SyMessageWindow *
stage_reply_new (const char  *text,
                 gsize        length,
                 SyMessage  **reply)
{
  static const char question[] = "How does it work?";

  SyMessageWindow *messages = create_window ();
  g_autoptr(SyMessage) first = stage_message_new (SY_ROLE_USER, question, sizeof question - 1);
  g_autoptr(SyMessage) second = stage_message_new (SY_ROLE_ASSISTANT, text, length);

  sy_message_window_append (messages, first);
  sy_message_window_append (messages, second);
  *reply = second;

  return messages;
}
