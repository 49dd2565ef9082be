/* sy-transcript.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-transcript"

#include "config.h"

#include "sy-transcript.h"

#include "sy-announce.h"
#include "sy-bubble-row.h"
#include "sy-plain-rows.h"
#include "sy-reply-rows.h"
#include "sy-waiting-line.h"

#define JUMP_MS 250

/* Messages that may stand behind a reply that is under way. */
#define MAX_BEHIND 8

struct _SyTranscript
{
  AdwBin             parent_instance;

  GtkScrolledWindow *scroller;
  SyMessageView     *view;
  SyMessageColumn   *column;
  GtkRevealer       *jump_revealer;

  GListModel        *messages;
  SyProviderList    *providers;
  GtkCssProvider    *scale_style;
  AdwAnimation      *jump;
  double             jump_start;
  GSignalGroup      *open_message;
  GdkFrameClock     *frame_clock;
  gulong             update_id;
  SyChatState        chat_state;
  GError            *retry_error;
  gint64             retry_at;
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

/* The reply that is under way, when there is one. */
static SyMessage *
dup_open_message (SyTranscript *self)
{
  return g_signal_group_dup_target (self->open_message);
}

static SyReplyRows *
get_reply_rows (SyTranscript *self,
                guint         position)
{
  SyMessageItem *item = sy_message_column_get_item (self->column, position);
  SyRows *rows = item != NULL ? sy_message_item_get_rows (item) : NULL;

  return rows != NULL && SY_IS_REPLY_ROWS (rows) ? SY_REPLY_ROWS (rows) : NULL;
}

static SyReplyRows *
find_reply_rows (SyTranscript *self,
                 SyMessage    *message)
{
  guint first = sy_message_column_get_first (self->column);

  for (guint i = 0; i < sy_message_column_get_n_items (self->column); i++)
    {
      SyReplyRows *rows = get_reply_rows (self, first + i);

      if (rows != NULL && sy_reply_rows_get_message (rows) == message)
        return rows;
    }

  return NULL;
}

static gboolean
is_last (SyTranscript *self,
         SyMessage    *message)
{
  guint n_messages = g_list_model_get_n_items (self->messages);
  g_autoptr(SyMessage) last = NULL;

  if (n_messages > 0)
    last = g_list_model_get_item (self->messages, n_messages - 1);

  return last == message;
}

static void
announce_ending (SyTranscript *self,
                 SyMessage    *message)
{
  g_autofree char *ending = sy_reply_rows_dup_ending (message, get_preset (self, message));
  gboolean trouble = sy_message_get_state (message) != SY_MESSAGE_COMPLETE;

  sy_announce (GTK_WIDGET (self), ending,
               trouble ? GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH
                       : GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* Text that arrives changes the model many times a frame and the view once. */
static void
update_cb (SyTranscript *self)
{
  g_autoptr(SyMessage) message = NULL;
  SyReplyRows *rows;

  if (!self->dirty)
    return;

  self->dirty = FALSE;
  message = dup_open_message (self);
  if (message == NULL)
    return;

  rows = find_reply_rows (self, message);
  if (rows != NULL)
    {
      sy_reply_rows_set_frozen (rows, !sy_message_view_get_at_bottom (self->view));
      sy_message_view_update (self->view, SY_ROWS (rows));
    }
  else if (is_last (self, message))
    {
      sy_message_column_update_estimate (self->column,
                                         g_list_model_get_n_items (self->messages) - 1);
      gtk_widget_queue_allocate (GTK_WIDGET (self->view));
    }

  if (sy_message_get_state (message) == SY_MESSAGE_STREAMING)
    return;

  g_signal_group_set_target (self->open_message, NULL);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    announce_ending (self, message);
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
tell_chat_state (SyTranscript *self,
                 SyReplyRows  *rows)
{
  if (self->retry_error != NULL)
    sy_reply_rows_set_retry (rows, self->retry_error, self->retry_at);
  else
    sy_reply_rows_set_chat_state (rows, self->chat_state);
}

/* The line that says it may not be there yet, when a server is quick. */
static void
announce_retry (SyTranscript *self)
{
  g_autoptr(SyMessage) message = dup_open_message (self);
  SyReplyRows *rows = message != NULL ? find_reply_rows (self, message) : NULL;
  g_autofree char *text = NULL;

  if (message == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)) ||
      (rows != NULL && sy_reply_rows_get_waiting (rows)))
    return;

  text = sy_waiting_line_dup_retry (self->retry_error, self->retry_at);
  sy_announce (GTK_WIDGET (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
show_chat_state (SyTranscript *self)
{
  g_autoptr(SyMessage) message = dup_open_message (self);
  SyReplyRows *rows = message != NULL ? find_reply_rows (self, message) : NULL;

  if (rows != NULL)
    tell_chat_state (self, rows);
}

static SyRows *
create_rows_cb (SyMessage *message,
                gpointer   user_data)
{
  SyTranscript *self = SY_TRANSCRIPT (user_data);
  g_autoptr(SyMessage) open_message = dup_open_message (self);
  SyReplyRows *rows;

  if (sy_message_get_role (message) != SY_ROLE_ASSISTANT)
    return SY_ROWS (sy_plain_rows_new (message, sy_message_get_text, sy_bubble_row_new));

  rows = sy_reply_rows_new (message);
  sy_reply_rows_set_preset (rows, get_preset (self, message));
  sy_reply_rows_set_last (rows, is_last (self, message));
  if (message == open_message)
    tell_chat_state (self, rows);

  return SY_ROWS (rows);
}

/* Only the last reply can be asked for once more. */
static void
update_last (SyTranscript *self)
{
  guint n_messages = g_list_model_get_n_items (self->messages);
  guint first = sy_message_column_get_first (self->column);

  for (guint i = 0; i < sy_message_column_get_n_items (self->column); i++)
    {
      SyReplyRows *rows = get_reply_rows (self, first + i);

      if (rows != NULL)
        sy_reply_rows_set_last (rows, first + i + 1 == n_messages);
    }
}

/* The one before may have ended within this frame, and was not drawn since. */
static void
open_message (SyTranscript *self,
              SyMessage    *message)
{
  g_autoptr(SyMessage) old = dup_open_message (self);
  SyReplyRows *rows = old != NULL ? find_reply_rows (self, old) : NULL;

  if (old == message)
    return;

  if (rows != NULL)
    sy_rows_update (SY_ROWS (rows));

  g_signal_group_set_target (self->open_message, message);
  show_chat_state (self);
}

/* Nearly always the last one, and never far from the end. */
static void
find_open_message (SyTranscript *self)
{
  guint n_messages = g_list_model_get_n_items (self->messages);

  for (guint i = n_messages; i > 0 && n_messages - i < MAX_BEHIND; i--)
    {
      g_autoptr(SyMessage) message = g_list_model_get_item (self->messages, i - 1);

      if (sy_message_get_state (message) == SY_MESSAGE_STREAMING)
        {
          open_message (self, message);
          return;
        }
    }
}

/* Runs after the view's own handler. */
static void
items_changed_cb (SyTranscript *self,
                  guint         position,
                  guint         removed,
                  guint         added)
{
  g_assert (SY_IS_TRANSCRIPT (self));

  find_open_message (self);
  update_last (self);

  /* Who just sent something, or asked for it once more, wants to see it. */
  if (added > 0 && position + added == g_list_model_get_n_items (self->messages))
    sy_message_view_set_at_bottom (self->view, TRUE);
}

static void
jump_cb (double   progress,
         gpointer user_data)
{
  GtkAdjustment *adjustment = get_adjustment (user_data);
  double start = SY_TRANSCRIPT (user_data)->jump_start;

  gtk_adjustment_set_value (adjustment, start + (get_bottom (adjustment) - start) * progress);
}

static void
jump_done_cb (SyTranscript *self)
{
  sy_message_view_set_at_bottom (self->view, TRUE);
}

static void
jump_clicked_cb (SyTranscript *self)
{
  GtkAdjustment *adjustment = get_adjustment (self);
  double page = gtk_adjustment_get_page_size (adjustment);

  g_assert (SY_IS_TRANSCRIPT (self));

  if (self->jump == NULL)
    {
      self->jump = adw_timed_animation_new (GTK_WIDGET (self), 0, 1, JUMP_MS,
                                            adw_callback_animation_target_new (jump_cb, self,
                                                                               NULL));
      g_signal_connect_object (self->jump, "done", G_CALLBACK (jump_done_cb), self,
                               G_CONNECT_SWAPPED);
    }

  self->jump_start = MAX (gtk_adjustment_get_value (adjustment),
                          get_bottom (adjustment) - 2 * page);
  adw_animation_play (self->jump);
}

static void
notify_at_bottom_cb (SyTranscript *self)
{
  gtk_revealer_set_reveal_child (self->jump_revealer,
                                 !sy_message_view_get_at_bottom (self->view));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AT_BOTTOM]);
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

  if (self->dirty)
    queue_update (self);
}

static void
sy_transcript_unrealize (GtkWidget *widget)
{
  SyTranscript *self = SY_TRANSCRIPT (widget);

  g_clear_signal_handler (&self->update_id, self->frame_clock);
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
  g_clear_object (&self->jump);
  g_clear_object (&self->open_message);
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
      g_value_set_boolean (value, sy_transcript_get_at_bottom (self));
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

  g_type_ensure (SY_TYPE_MESSAGE_VIEW);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/widgets/sy-transcript.ui");
  gtk_widget_class_bind_template_child (widget_class, SyTranscript, scroller);
  gtk_widget_class_bind_template_child (widget_class, SyTranscript, view);
  gtk_widget_class_bind_template_child (widget_class, SyTranscript, jump_revealer);
  gtk_widget_class_bind_template_callback (widget_class, jump_clicked_cb);
}

static void
sy_transcript_init (SyTranscript *self)
{
  self->chat_state = SY_CHAT_CONNECTING;
  self->open_message = g_signal_group_new (SY_TYPE_MESSAGE);
  g_signal_group_connect_swapped (self->open_message, "notify",
                                  G_CALLBACK (queue_update), self);

  gtk_widget_init_template (GTK_WIDGET (self));

  self->column = sy_message_view_get_column (self->view);
  sy_message_column_set_func (self->column, create_rows_cb, self);
  g_signal_connect_object (self->view, "notify::at-bottom", G_CALLBACK (notify_at_bottom_cb),
                           self, G_CONNECT_SWAPPED);
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

SyMessageView *
sy_transcript_get_view (SyTranscript *self)
{
  g_return_val_if_fail (SY_IS_TRANSCRIPT (self), NULL);

  return self->view;
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
  g_return_if_fail (SY_IS_TRANSCRIPT (self));
  g_return_if_fail (messages == NULL || G_IS_LIST_MODEL (messages));

  if (self->messages == messages)
    return;

  if (self->messages != NULL)
    g_signal_handlers_disconnect_by_data (self->messages, self);

  g_signal_group_set_target (self->open_message, NULL);
  g_set_object (&self->messages, messages);
  sy_message_view_set_messages (self->view, messages);

  if (messages != NULL)
    {
      find_open_message (self);
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
update_presets (SyTranscript *self)
{
  guint first = sy_message_column_get_first (self->column);

  for (guint i = 0; i < sy_message_column_get_n_items (self->column); i++)
    {
      SyReplyRows *rows = get_reply_rows (self, first + i);

      if (rows != NULL)
        sy_reply_rows_set_preset (rows, get_preset (self, sy_reply_rows_get_message (rows)));
    }
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

  update_presets (self);
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

  return sy_message_view_get_at_bottom (self->view);
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
  gboolean is_news;

  g_return_if_fail (SY_IS_TRANSCRIPT (self));
  g_return_if_fail (error != NULL);
  g_return_if_fail (retry_at == -1 || retry_at > 0);

  is_news = self->retry_error == NULL || self->retry_at != retry_at;
  copy = g_error_copy (error);
  g_clear_error (&self->retry_error);
  self->retry_error = g_steal_pointer (&copy);
  self->retry_at = retry_at;
  if (is_news)
    announce_retry (self);
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
