/* sy-reply-message.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-reply-message"

#include "config.h"

#include "sy-reply-message.h"

#include "sy-announce.h"
#include "sy-error-card.h"
#include "sy-facts.h"
#include "sy-notice.h"
#include "sy-paragraph.h"
#include "sy-waiting-line.h"

#include <glib/gi18n-lib.h>

struct _SyReplyMessage
{
  AdwBin         parent_instance;

  SyWaitingLine *waiting;
  GtkBox        *blocks;
  SyNotice      *notice;
  GtkLabel      *facts;
  SyErrorCard   *card;

  SyMessage     *message;
  SyDocument    *document;
  SyPreset      *preset;
  guint          n_blocks;
  gboolean       was_streaming;
  gboolean       last;
};

G_DEFINE_FINAL_TYPE (SyReplyMessage, sy_reply_message, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_MESSAGE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* The text was reasoning after all: what follows is another document. */
static void
drop_blocks (SyReplyMessage *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->blocks))) != NULL)
    gtk_box_remove (self->blocks, child);

  self->n_blocks = 0;
}

static void
update_blocks (SyReplyMessage *self)
{
  SyDocument *document = sy_message_get_document (self->message);
  guint n_blocks = g_list_model_get_n_items (G_LIST_MODEL (document));
  GtkWidget *last;

  if (g_set_object (&self->document, document))
    drop_blocks (self);

  /* Only the last block shown so far can have grown. */
  last = gtk_widget_get_last_child (GTK_WIDGET (self->blocks));
  if (last != NULL)
    sy_paragraph_update (SY_PARAGRAPH (last));

  for (; self->n_blocks < n_blocks; self->n_blocks++)
    {
      g_autoptr(SyBlock) block = g_list_model_get_item (G_LIST_MODEL (document), self->n_blocks);

      gtk_box_append (self->blocks, sy_paragraph_new (document, block));
    }

  gtk_widget_set_visible (GTK_WIDGET (self->blocks), n_blocks > 0);
}

/* Few replies ever need one. */
static void
show_card (SyReplyMessage *self)
{
  GtkWidget *content = adw_bin_get_child (ADW_BIN (self));
  gboolean is_new = self->card == NULL;

  if (is_new)
    self->card = SY_ERROR_CARD (sy_error_card_new ());

  sy_error_card_set_last (self->card, self->last);
  sy_error_card_set_message (self->card, self->message, self->preset);

  if (is_new)
    gtk_box_insert_child_after (GTK_BOX (content), GTK_WIDGET (self->card),
                                GTK_WIDGET (self->blocks));
}

/* What asks again, for a reply that nothing follows. */
static void
update_retry (SyReplyMessage *self)
{
  gboolean filtered = self->last && sy_facts_is_filtered (self->message);

  sy_notice_set_retry (self->notice, self->last);
  sy_notice_set_action (self->notice,
                        filtered ? _("Choose Another Model") : NULL,
                        filtered ? "chat.retry-with-model" : NULL,
                        NULL);
}

static void
show_ending (SyReplyMessage *self)
{
  g_autofree char *outcome = sy_facts_dup_outcome (self->message);
  g_autofree char *facts = sy_facts_dup_text (self->message);

  if (sy_message_get_error (self->message) != NULL)
    show_card (self);

  update_retry (self);
  sy_notice_set_text (self->notice, outcome);
  gtk_widget_set_visible (GTK_WIDGET (self->notice), outcome != NULL);
  gtk_label_set_text (self->facts, facts);
  gtk_widget_set_visible (GTK_WIDGET (self->facts), *facts != '\0');
}

/* Messages know the time of day, waiting is counted on the clock that never jumps. */
static gint64
get_monotonic_start (SyMessage *message)
{
  gint64 age = g_get_real_time () - sy_message_get_created_at (message);

  return g_get_monotonic_time () - MAX (age, 0);
}

/* GTK speaks no alert by itself. */
static void
announce_ending (SyReplyMessage *self)
{
  if (self->card != NULL)
    sy_error_card_announce (self->card);
  else if (gtk_widget_get_visible (GTK_WIDGET (self->notice)))
    sy_announce (GTK_WIDGET (self), sy_notice_get_text (self->notice),
                 GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
  else
    sy_announce (GTK_WIDGET (self), _("Reply finished"),
                 GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
sy_reply_message_constructed (GObject *object)
{
  SyReplyMessage *self = SY_REPLY_MESSAGE (object);

  G_OBJECT_CLASS (sy_reply_message_parent_class)->constructed (object);

  sy_waiting_line_set_since (self->waiting, get_monotonic_start (self->message));
  sy_reply_message_set_chat_state (self, SY_CHAT_CONNECTING);
  sy_reply_message_update (self);
}

static void
sy_reply_message_dispose (GObject *object)
{
  SyReplyMessage *self = SY_REPLY_MESSAGE (object);

  self->card = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), SY_TYPE_REPLY_MESSAGE);
  g_clear_object (&self->document);
  g_clear_object (&self->preset);
  g_clear_object (&self->message);

  G_OBJECT_CLASS (sy_reply_message_parent_class)->dispose (object);
}

static void
sy_reply_message_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  SyReplyMessage *self = SY_REPLY_MESSAGE (object);

  switch (prop_id)
    {
    case PROP_MESSAGE:
      g_value_set_object (value, self->message);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sy_reply_message_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  SyReplyMessage *self = SY_REPLY_MESSAGE (object);

  switch (prop_id)
    {
    case PROP_MESSAGE:
      self->message = g_value_dup_object (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sy_reply_message_class_init (SyReplyMessageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = sy_reply_message_constructed;
  object_class->dispose = sy_reply_message_dispose;
  object_class->get_property = sy_reply_message_get_property;
  object_class->set_property = sy_reply_message_set_property;

  properties[PROP_MESSAGE] =
    g_param_spec_object ("message", NULL, NULL,
                         SY_TYPE_MESSAGE,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (SY_TYPE_NOTICE);
  g_type_ensure (SY_TYPE_WAITING_LINE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/widgets/sy-reply-message.ui");
  gtk_widget_class_bind_template_child (widget_class, SyReplyMessage, waiting);
  gtk_widget_class_bind_template_child (widget_class, SyReplyMessage, blocks);
  gtk_widget_class_bind_template_child (widget_class, SyReplyMessage, notice);
  gtk_widget_class_bind_template_child (widget_class, SyReplyMessage, facts);
}

static void
sy_reply_message_init (SyReplyMessage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sy_reply_message_new:
 * @message: a reply
 *
 * A reply on the page itself: what is waited for, its paragraphs, how it ended,
 * and the facts.  It changes when sy_reply_message_update() is called, which
 * the transcript does once a frame.
 *
 * Returns: (transfer floating): a new reply
 */
GtkWidget *
sy_reply_message_new (SyMessage *message)
{
  g_return_val_if_fail (SY_IS_MESSAGE (message), NULL);

  return g_object_new (SY_TYPE_REPLY_MESSAGE, "message", message, NULL);
}

SyMessage *
sy_reply_message_get_message (SyReplyMessage *self)
{
  g_return_val_if_fail (SY_IS_REPLY_MESSAGE (self), NULL);

  return self->message;
}

/**
 * sy_reply_message_set_chat_state:
 * @state: how far the reply's session is
 *
 * Says what is waited for until the first text arrives.
 */
void
sy_reply_message_set_chat_state (SyReplyMessage *self,
                                 SyChatState     state)
{
  g_autofree char *text = NULL;

  g_return_if_fail (SY_IS_REPLY_MESSAGE (self));

  if (state == SY_CHAT_CONNECTING || sy_message_get_model_id (self->message) == NULL)
    text = g_strdup (_("Connecting"));
  else
    /* Translators: %s is the id of a model */
    text = g_strdup_printf (_("Waiting for %s"), sy_message_get_model_id (self->message));

  sy_waiting_line_set_text (self->waiting, text);
}

/**
 * sy_reply_message_set_retry:
 * @error: why the last try failed
 * @retry_at: when the next one begins, in microseconds of g_get_monotonic_time();
 *   -1 as soon as the network is back
 *
 * Says why there is no text yet, and when it is tried again.
 */
void
sy_reply_message_set_retry (SyReplyMessage *self,
                            const GError   *error,
                            gint64          retry_at)
{
  g_return_if_fail (SY_IS_REPLY_MESSAGE (self));

  sy_waiting_line_set_retry (self->waiting, error, retry_at);
}

/**
 * sy_reply_message_set_preset:
 * @preset: (nullable): what the provider that was asked was made from
 *
 * Changes who is spoken of when the reply failed.
 */
void
sy_reply_message_set_preset (SyReplyMessage *self,
                             SyPreset       *preset)
{
  g_return_if_fail (SY_IS_REPLY_MESSAGE (self));
  g_return_if_fail (preset == NULL || SY_IS_PRESET (preset));

  if (g_set_object (&self->preset, preset) && self->card != NULL)
    show_card (self);
}

/**
 * sy_reply_message_set_last:
 * @last: whether no message follows
 *
 * Only the last reply of a conversation can be asked for once more.
 */
void
sy_reply_message_set_last (SyReplyMessage *self,
                           gboolean        last)
{
  g_return_if_fail (SY_IS_REPLY_MESSAGE (self));

  self->last = last;
  update_retry (self);
  if (self->card != NULL)
    sy_error_card_set_last (self->card, last);
}

/**
 * sy_reply_message_update:
 *
 * Shows what the message has become since the last time.
 */
void
sy_reply_message_update (SyReplyMessage *self)
{
  gboolean streaming;

  g_return_if_fail (SY_IS_REPLY_MESSAGE (self));

  streaming = sy_message_get_state (self->message) == SY_MESSAGE_STREAMING;
  gtk_widget_set_visible (GTK_WIDGET (self->waiting),
                          streaming && sy_message_get_length (self->message) == 0);
  update_blocks (self);

  if (!streaming)
    show_ending (self);

  if (self->was_streaming && !streaming && gtk_widget_get_mapped (GTK_WIDGET (self)))
    announce_ending (self);

  self->was_streaming = streaming;
}
