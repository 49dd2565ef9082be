/* sy-transcript.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-transcript"

#include "config.h"

#include "sy-transcript.h"

#include "sy-own-message.h"
#include "sy-reply-message.h"

struct _SyTranscript
{
  AdwBin             parent_instance;

  GtkScrolledWindow *scroller;
  GtkBox            *rows;

  GListModel        *messages;
  SyProviderList    *providers;
  GtkCssProvider    *scale_style;
  SyReplyMessage    *open_reply;
  GSignalGroup      *open_message;
  GdkFrameClock     *frame_clock;
  gulong             update_id;
  gulong             layout_id;
  SyChatState        chat_state;
  GError            *retry_error;
  gint64             retry_at;
  gboolean           at_bottom;
  gboolean           dirty;
};

G_DEFINE_FINAL_TYPE (SyTranscript, sy_transcript, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_MESSAGES,
  PROP_PROVIDERS,
  PROP_AT_BOTTOM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GtkAdjustment *
get_adjustment (SyTranscript *self)
{
  return gtk_scrolled_window_get_vadjustment (self->scroller);
}

static double
get_bottom (GtkAdjustment *adjustment)
{
  return gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
}

static void
set_at_bottom (SyTranscript *self,
               gboolean      at_bottom)
{
  if (self->at_bottom == at_bottom)
    return;

  self->at_bottom = at_bottom;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AT_BOTTOM]);
}

/* Text that arrives changes the model many times a frame and the view once. */
static void
update_cb (SyTranscript *self)
{
  if (!self->dirty)
    return;

  self->dirty = FALSE;

  if (self->open_reply == NULL)
    return;

  sy_reply_message_update (self->open_reply);

  if (sy_message_get_state (sy_reply_message_get_message (self->open_reply)) !=
      SY_MESSAGE_STREAMING)
    {
      self->open_reply = NULL;
      g_signal_group_set_target (self->open_message, NULL);
    }
}

/* Not by a tick callback: for one, GDK holds the frame back to the beat of an animation, up to
 * 16 ms from a window at rest, while a frame that is asked for comes at once. */
static void
queue_update (SyTranscript *self)
{
  self->dirty = TRUE;

  if (self->frame_clock != NULL)
    gdk_frame_clock_request_phase (self->frame_clock, GDK_FRAME_CLOCK_PHASE_UPDATE);
}

static void
show_chat_state (SyTranscript *self)
{
  if (self->open_reply == NULL)
    return;

  if (self->retry_error != NULL)
    sy_reply_message_set_retry (self->open_reply, self->retry_error, self->retry_at);
  else
    sy_reply_message_set_chat_state (self->open_reply, self->chat_state);
}

static void
open_reply (SyTranscript   *self,
            SyReplyMessage *reply)
{
  SyMessage *message = sy_reply_message_get_message (reply);

  if (sy_message_get_state (message) != SY_MESSAGE_STREAMING)
    return;

  /* The one before may have ended within this frame, and was not drawn since. */
  if (self->open_reply != NULL)
    sy_reply_message_update (self->open_reply);

  self->open_reply = reply;
  g_signal_group_set_target (self->open_message, message);
  show_chat_state (self);
}

/* Of the provider that was asked then; the conversation may have another one by now. */
static SyPreset *
get_preset (SyTranscript *self,
            SyMessage    *message)
{
  const char *id = sy_message_get_provider_id (message);
  SyProvider *provider = NULL;

  if (self->providers != NULL && id != NULL)
    provider = sy_provider_list_find (self->providers, id);

  return provider != NULL ? sy_provider_get_preset (provider) : NULL;
}

static GtkWidget *
create_row (SyTranscript *self,
            SyMessage    *message)
{
  GtkWidget *row;

  if (sy_message_get_role (message) != SY_ROLE_ASSISTANT)
    return sy_own_message_new (message);

  row = sy_reply_message_new (message);
  sy_reply_message_set_preset (SY_REPLY_MESSAGE (row), get_preset (self, message));
  open_reply (self, SY_REPLY_MESSAGE (row));

  return row;
}

static GtkWidget *
get_row (SyTranscript *self,
         guint         position)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows));

  while (row != NULL && position-- > 0)
    row = gtk_widget_get_next_sibling (row);

  return row;
}

/* GTK looks for a new place for the focus among rows that are going as well. */
static void
drop_focus (GtkWidget *row)
{
  GtkRoot *root = gtk_widget_get_root (row);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, row))
    gtk_root_set_focus (root, NULL);
}

static void
remove_row (SyTranscript *self,
            GtkWidget    *row)
{
  drop_focus (row);

  if (row == (GtkWidget *) self->open_reply)
    {
      self->open_reply = NULL;
      g_signal_group_set_target (self->open_message, NULL);
    }

  gtk_box_remove (self->rows, row);
}

/* Only the last reply can be asked for once more. */
static void
set_last (SyTranscript *self,
          gboolean      last)
{
  GtkWidget *row = gtk_widget_get_last_child (GTK_WIDGET (self->rows));

  if (row != NULL && SY_IS_REPLY_MESSAGE (row))
    sy_reply_message_set_last (SY_REPLY_MESSAGE (row), last);
}

static void
items_changed_cb (SyTranscript *self,
                  guint         position,
                  guint         removed,
                  guint         added,
                  GListModel   *messages)
{
  GtkWidget *before = position > 0 ? get_row (self, position - 1) : NULL;

  g_assert (SY_IS_TRANSCRIPT (self));

  set_last (self, FALSE);

  for (guint i = 0; i < removed; i++)
    remove_row (self, get_row (self, position));

  for (guint i = 0; i < added; i++)
    {
      g_autoptr(SyMessage) message = g_list_model_get_item (messages, position + i);
      GtkWidget *row = create_row (self, message);

      gtk_box_insert_child_after (self->rows, row, before);
      before = row;
    }

  set_last (self, TRUE);

  /* Who just sent something, or asked for it once more, wants to see it. */
  if (added > 0)
    set_at_bottom (self, TRUE);
}

static void
value_changed_cb (SyTranscript  *self,
                  GtkAdjustment *adjustment)
{
  set_at_bottom (self, gtk_adjustment_get_value (adjustment) >= get_bottom (adjustment) - 1);
}

/* The viewport has just learned how high the text is.  A value set now is
 * allocated within the same frame; set in the adjustment's own signal it would
 * come a frame late.
 */
static void
layout_cb (SyTranscript  *self,
           GdkFrameClock *frame_clock)
{
  GtkAdjustment *adjustment = get_adjustment (self);

  if (self->at_bottom && gtk_adjustment_get_value (adjustment) < get_bottom (adjustment))
    gtk_adjustment_set_value (adjustment, get_bottom (adjustment));
}

static void
sy_transcript_realize (GtkWidget *widget)
{
  SyTranscript *self = SY_TRANSCRIPT (widget);

  GTK_WIDGET_CLASS (sy_transcript_parent_class)->realize (widget);

  self->frame_clock = g_object_ref (gtk_widget_get_frame_clock (widget));
  self->update_id = g_signal_connect_object (self->frame_clock, "update",
                                             G_CALLBACK (update_cb), self,
                                             G_CONNECT_SWAPPED);
  self->layout_id = g_signal_connect_object (self->frame_clock, "layout",
                                             G_CALLBACK (layout_cb), self,
                                             G_CONNECT_AFTER | G_CONNECT_SWAPPED);

  if (self->dirty)
    queue_update (self);
}

static void
sy_transcript_unrealize (GtkWidget *widget)
{
  SyTranscript *self = SY_TRANSCRIPT (widget);

  g_clear_signal_handler (&self->update_id, self->frame_clock);
  g_clear_signal_handler (&self->layout_id, self->frame_clock);
  g_clear_object (&self->frame_clock);

  GTK_WIDGET_CLASS (sy_transcript_parent_class)->unrealize (widget);
}

static void
drop_scale (SyTranscript *self)
{
  if (self->scale_style == NULL)
    return;

  gtk_style_context_remove_provider_for_display (gdk_display_get_default (),
                                                 GTK_STYLE_PROVIDER (self->scale_style));
  g_clear_object (&self->scale_style);
}

static void
sy_transcript_dispose (GObject *object)
{
  SyTranscript *self = SY_TRANSCRIPT (object);

  if (self->messages != NULL)
    g_signal_handlers_disconnect_by_data (self->messages, self);

  g_clear_object (&self->messages);
  g_clear_object (&self->providers);
  drop_scale (self);
  g_clear_object (&self->open_message);
  self->open_reply = NULL;
  /* The bin would unparent its child once more. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SY_TYPE_TRANSCRIPT);

  G_OBJECT_CLASS (sy_transcript_parent_class)->dispose (object);
}

static void
sy_transcript_finalize (GObject *object)
{
  SyTranscript *self = SY_TRANSCRIPT (object);

  g_clear_error (&self->retry_error);

  G_OBJECT_CLASS (sy_transcript_parent_class)->finalize (object);
}

static void
sy_transcript_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  SyTranscript *self = SY_TRANSCRIPT (object);

  switch (prop_id)
    {
    case PROP_MESSAGES:
      g_value_set_object (value, self->messages);
      break;

    case PROP_PROVIDERS:
      g_value_set_object (value, self->providers);
      break;

    case PROP_AT_BOTTOM:
      g_value_set_boolean (value, self->at_bottom);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sy_transcript_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  SyTranscript *self = SY_TRANSCRIPT (object);

  switch (prop_id)
    {
    case PROP_MESSAGES:
      sy_transcript_set_messages (self, g_value_get_object (value));
      break;

    case PROP_PROVIDERS:
      sy_transcript_set_providers (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sy_transcript_class_init (SyTranscriptClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sy_transcript_dispose;
  object_class->finalize = sy_transcript_finalize;
  object_class->get_property = sy_transcript_get_property;
  object_class->set_property = sy_transcript_set_property;

  widget_class->realize = sy_transcript_realize;
  widget_class->unrealize = sy_transcript_unrealize;

  properties[PROP_MESSAGES] =
    g_param_spec_object ("messages", NULL, NULL,
                         G_TYPE_LIST_MODEL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  properties[PROP_PROVIDERS] =
    g_param_spec_object ("providers", NULL, NULL,
                         SY_TYPE_PROVIDER_LIST,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  properties[PROP_AT_BOTTOM] =
    g_param_spec_boolean ("at-bottom", NULL, NULL,
                          TRUE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/widgets/sy-transcript.ui");
  gtk_widget_class_bind_template_child (widget_class, SyTranscript, scroller);
  gtk_widget_class_bind_template_child (widget_class, SyTranscript, rows);
}

static void
sy_transcript_init (SyTranscript *self)
{
  self->at_bottom = TRUE;
  self->chat_state = SY_CHAT_CONNECTING;
  self->open_message = g_signal_group_new (SY_TYPE_MESSAGE);
  g_signal_group_connect_swapped (self->open_message, "notify",
                                  G_CALLBACK (queue_update), self);

  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_object (get_adjustment (self), "value-changed",
                           G_CALLBACK (value_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * sy_transcript_new:
 *
 * Shows the messages of one conversation and stays at the end of it while the
 * reader is there.
 *
 * Returns: (transfer floating): a new transcript without messages
 */
GtkWidget *
sy_transcript_new (void)
{
  return g_object_new (SY_TYPE_TRANSCRIPT, NULL);
}

GListModel *
sy_transcript_get_messages (SyTranscript *self)
{
  g_return_val_if_fail (SY_IS_TRANSCRIPT (self), NULL);

  return self->messages;
}

/**
 * sy_transcript_set_messages:
 * @messages: (nullable): a list of #SyMessage
 *
 * Shows another conversation, from its end.
 */
void
sy_transcript_set_messages (SyTranscript *self,
                            GListModel   *messages)
{
  GtkWidget *row;

  g_return_if_fail (SY_IS_TRANSCRIPT (self));
  g_return_if_fail (messages == NULL || G_IS_LIST_MODEL (messages));

  if (self->messages == messages)
    return;

  if (self->messages != NULL)
    g_signal_handlers_disconnect_by_data (self->messages, self);

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    remove_row (self, row);

  g_set_object (&self->messages, messages);
  set_at_bottom (self, TRUE);

  if (messages != NULL)
    {
      items_changed_cb (self, 0, 0, g_list_model_get_n_items (messages), messages);
      g_signal_connect_object (messages, "items-changed",
                               G_CALLBACK (items_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MESSAGES]);
}

SyProviderList *
sy_transcript_get_providers (SyTranscript *self)
{
  g_return_val_if_fail (SY_IS_TRANSCRIPT (self), NULL);

  return self->providers;
}

static void
update_preset (SyTranscript   *self,
               SyReplyMessage *reply)
{
  SyMessage *message = sy_reply_message_get_message (reply);

  sy_reply_message_set_preset (reply, get_preset (self, message));
}

/**
 * sy_transcript_set_providers:
 * @providers: (nullable): has those that replied
 *
 * Changes what is advised where a reply failed.
 */
void
sy_transcript_set_providers (SyTranscript   *self,
                             SyProviderList *providers)
{
  g_return_if_fail (SY_IS_TRANSCRIPT (self));
  g_return_if_fail (providers == NULL || SY_IS_PROVIDER_LIST (providers));

  if (!g_set_object (&self->providers, providers))
    return;

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows));
       row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (SY_IS_REPLY_MESSAGE (row))
      update_preset (self, SY_REPLY_MESSAGE (row));

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROVIDERS]);
}

/**
 * sy_transcript_get_at_bottom:
 *
 * Returns: whether the end of the conversation is in view, and is kept there
 */
gboolean
sy_transcript_get_at_bottom (SyTranscript *self)
{
  g_return_val_if_fail (SY_IS_TRANSCRIPT (self), FALSE);

  return self->at_bottom;
}

/**
 * sy_transcript_set_chat_state:
 * @state: how far the reply under way is
 *
 * Tells the reply that is being waited for what it waits for.
 */
void
sy_transcript_set_chat_state (SyTranscript *self,
                              SyChatState   state)
{
  g_return_if_fail (SY_IS_TRANSCRIPT (self));

  self->chat_state = state;
  g_clear_error (&self->retry_error);
  show_chat_state (self);
}

/**
 * sy_transcript_set_retry:
 * @error: why the last try of the reply under way failed
 * @retry_at: when the next one begins, in microseconds of g_get_monotonic_time();
 *   -1 as soon as the network is back
 *
 * Tells the reply that is being waited for that it is tried again.
 */
void
sy_transcript_set_retry (SyTranscript *self,
                         const GError *error,
                         gint64        retry_at)
{
  g_autoptr(GError) copy = NULL;

  g_return_if_fail (SY_IS_TRANSCRIPT (self));
  g_return_if_fail (error != NULL);
  g_return_if_fail (retry_at == -1 || retry_at > 0);

  copy = g_error_copy (error);
  g_clear_error (&self->retry_error);
  self->retry_error = g_steal_pointer (&copy);
  self->retry_at = retry_at;
  show_chat_state (self);
}

/**
 * sy_transcript_set_text_scale:
 * @scale: 1 is the size of text elsewhere
 *
 * Makes the text of messages larger or smaller, and nothing else.
 */
void
sy_transcript_set_text_scale (SyTranscript *self,
                              double        scale)
{
  g_autofree char *css = NULL;

  g_return_if_fail (SY_IS_TRANSCRIPT (self));
  g_return_if_fail (scale > 0);

  drop_scale (self);
  if (G_APPROX_VALUE (scale, 1, 0.001))
    return;

  css = g_strdup_printf (".sy-rows { font-size: %d%%; }", (int) (scale * 100 + 0.5));
  self->scale_style = gtk_css_provider_new ();
  gtk_css_provider_load_from_string (self->scale_style, css);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (self->scale_style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}
