/* sy-composer.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-composer"

#include "config.h"

#include "sy-composer.h"

#include "sy-notice.h"

/* Ten lines or so; a low window sets less. */
#define MAX_TEXT_HEIGHT 240

struct _SyComposer
{
  AdwBin             parent_instance;

  GtkScrolledWindow *scroller;
  GtkTextView       *view;
  GtkTextBuffer     *buffer;
  GtkWidget         *placeholder;
  SyNotice          *notice;
  SyNotice          *model_notice;
  SyModelButton     *model_button;
  GtkStack          *buttons;

  gboolean           busy;
  gboolean           composing;
  gboolean           compact;
  gboolean           send_with_ctrl;
};

G_DEFINE_FINAL_TYPE (SyComposer, sy_composer, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_TEXT,
  PROP_BUSY,
  PROP_TEXT_HEIGHT,
  PROP_COMPACT,
  PROP_SEND_WITH_CTRL,
  N_PROPS
};

enum
{
  SUBMIT,
  STOP,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static gboolean
has_text (SyComposer *self)
{
  GtkTextIter iter;

  gtk_text_buffer_get_start_iter (self->buffer, &iter);
  for (; !gtk_text_iter_is_end (&iter); gtk_text_iter_forward_char (&iter))
    {
      if (!g_unichar_isspace (gtk_text_iter_get_char (&iter)))
        return TRUE;
    }

  return FALSE;
}

static void
update_actions (SyComposer *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "composer.send", !self->busy && has_text (self));
  gtk_widget_action_set_enabled (widget, "composer.stop", self->busy);
}

static void
update_placeholder (SyComposer *self)
{
  gtk_widget_set_visible (self->placeholder,
                          !self->composing && gtk_text_buffer_get_char_count (self->buffer) == 0);
}

static void
send_cb (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  SyComposer *self = SY_COMPOSER (widget);
  g_autofree char *text = sy_composer_dup_text (self);

  g_signal_emit (self, signals[SUBMIT], 0, text);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
stop_cb (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  SyComposer *self = SY_COMPOSER (widget);

  g_signal_emit (self, signals[STOP], 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* What is held together with Enter decides; every other Enter breaks the line. */
static gboolean
is_send_key (SyComposer      *self,
             guint            keyval,
             GdkModifierType  state)
{
  GdkModifierType held = state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK | GDK_ALT_MASK);

  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter && keyval != GDK_KEY_ISO_Enter)
    return FALSE;

  return held == (self->send_with_ctrl ? GDK_CONTROL_MASK : 0);
}

static gboolean
key_pressed_cb (SyComposer            *self,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                GtkEventControllerKey *controller)
{
  GtkWidget *widget = GTK_WIDGET (self);

  g_assert (SY_IS_COMPOSER (self));

  /* What is typed while an input method composes belongs to it, Enter too. */
  if (self->composing)
    return GDK_EVENT_PROPAGATE;

  if (keyval == GDK_KEY_Escape && self->busy)
    return gtk_widget_activate_action (widget, "composer.stop", NULL);

  if (!is_send_key (self, keyval, state))
    return GDK_EVENT_PROPAGATE;

  gtk_widget_activate_action (widget, "composer.send", NULL);

  return GDK_EVENT_STOP;
}

static void
preedit_changed_cb (SyComposer  *self,
                    const char  *preedit,
                    GtkTextView *view)
{
  g_assert (SY_IS_COMPOSER (self));

  self->composing = preedit != NULL && *preedit != '\0';
  update_placeholder (self);
}

static void
buffer_changed_cb (SyComposer    *self,
                   GtkTextBuffer *buffer)
{
  g_assert (SY_IS_COMPOSER (self));

  sy_composer_set_notice (self, NULL, FALSE);
  update_placeholder (self);
  update_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

static gboolean
sy_composer_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SY_COMPOSER (widget)->view));
}

static void
set_text_height (SyComposer *self,
                 int         height)
{
  if (gtk_scrolled_window_get_max_content_height (self->scroller) == height)
    return;

  gtk_scrolled_window_set_max_content_height (self->scroller, height);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT_HEIGHT]);
}

static void
set_compact (SyComposer *self,
             gboolean    compact)
{
  if (self->compact == compact)
    return;

  self->compact = compact;
  sy_model_button_set_compact (self->model_button, compact);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPACT]);
}

static void
sy_composer_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SY_TYPE_COMPOSER);

  G_OBJECT_CLASS (sy_composer_parent_class)->dispose (object);
}

static void
sy_composer_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  SyComposer *self = SY_COMPOSER (object);

  switch (prop_id)
    {
    case PROP_TEXT:
      g_value_take_string (value, sy_composer_dup_text (self));
      break;

    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;

    case PROP_TEXT_HEIGHT:
      g_value_set_int (value, gtk_scrolled_window_get_max_content_height (self->scroller));
      break;

    case PROP_COMPACT:
      g_value_set_boolean (value, self->compact);
      break;

    case PROP_SEND_WITH_CTRL:
      g_value_set_boolean (value, self->send_with_ctrl);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sy_composer_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  SyComposer *self = SY_COMPOSER (object);

  switch (prop_id)
    {
    case PROP_TEXT:
      sy_composer_set_text (self, g_value_get_string (value));
      break;

    case PROP_BUSY:
      sy_composer_set_busy (self, g_value_get_boolean (value));
      break;

    case PROP_TEXT_HEIGHT:
      set_text_height (self, g_value_get_int (value));
      break;

    case PROP_COMPACT:
      set_compact (self, g_value_get_boolean (value));
      break;

    case PROP_SEND_WITH_CTRL:
      sy_composer_set_send_with_ctrl (self, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  properties[PROP_TEXT] =
    g_param_spec_string ("text", NULL, NULL,
                         "",
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  properties[PROP_BUSY] =
    g_param_spec_boolean ("busy", NULL, NULL,
                          FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /* How high the text may grow before it scrolls, in pixels. */
  properties[PROP_TEXT_HEIGHT] =
    g_param_spec_int ("text-height", NULL, NULL,
                      1, G_MAXINT, MAX_TEXT_HEIGHT,
                      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /* Whether there is little room for words. */
  properties[PROP_COMPACT] =
    g_param_spec_boolean ("compact", NULL, NULL,
                          FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  properties[PROP_SEND_WITH_CTRL] =
    g_param_spec_boolean ("send-with-ctrl", NULL, NULL,
                          FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
install_signals (GObjectClass *object_class)
{
  signals[SUBMIT] = g_signal_new ("submit",
                                  G_OBJECT_CLASS_TYPE (object_class),
                                  G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL,
                                  G_TYPE_NONE,
                                  1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);

  signals[STOP] = g_signal_new ("stop",
                                G_OBJECT_CLASS_TYPE (object_class),
                                G_SIGNAL_RUN_LAST,
                                0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
sy_composer_class_init (SyComposerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sy_composer_dispose;
  object_class->get_property = sy_composer_get_property;
  object_class->set_property = sy_composer_set_property;

  widget_class->grab_focus = sy_composer_grab_focus;

  install_properties (object_class);
  install_signals (object_class);

  g_type_ensure (SY_TYPE_MODEL_BUTTON);
  g_type_ensure (SY_TYPE_NOTICE);

  gtk_widget_class_install_action (widget_class, "composer.send", NULL, send_cb);
  gtk_widget_class_install_action (widget_class, "composer.stop", NULL, stop_cb);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/widgets/sy-composer.ui");
  gtk_widget_class_bind_template_child (widget_class, SyComposer, scroller);
  gtk_widget_class_bind_template_child (widget_class, SyComposer, view);
  gtk_widget_class_bind_template_child (widget_class, SyComposer, buffer);
  gtk_widget_class_bind_template_child (widget_class, SyComposer, placeholder);
  gtk_widget_class_bind_template_child (widget_class, SyComposer, notice);
  gtk_widget_class_bind_template_child (widget_class, SyComposer, model_notice);
  gtk_widget_class_bind_template_child (widget_class, SyComposer, model_button);
  gtk_widget_class_bind_template_child (widget_class, SyComposer, buttons);
}

static void
sy_composer_init (SyComposer *self)
{
  GtkEventController *keys;

  gtk_widget_init_template (GTK_WIDGET (self));

  keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed",
                           G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);

  g_signal_connect_object (self->view, "preedit-changed",
                           G_CALLBACK (preedit_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "changed",
                           G_CALLBACK (buffer_changed_cb), self,
                           G_CONNECT_SWAPPED);
  update_actions (self);
}

/**
 * sy_composer_new:
 *
 * Where a message is written.  Emits "submit" with the text when it should be
 * sent, and "stop" when the reply under way should end; the text stays until
 * somebody says that it was taken.
 *
 * Returns: (transfer floating): a new composer
 */
GtkWidget *
sy_composer_new (void)
{
  return g_object_new (SY_TYPE_COMPOSER, NULL);
}

/**
 * sy_composer_dup_text:
 *
 * Returns: (transfer full): the draft
 */
char *
sy_composer_dup_text (SyComposer *self)
{
  GtkTextIter start;
  GtkTextIter end;

  g_return_val_if_fail (SY_IS_COMPOSER (self), NULL);

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);

  return gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
}

/**
 * sy_composer_set_text:
 * @text: (nullable): a draft, %NULL once it was sent
 *
 * Replaces the text.
 */
void
sy_composer_set_text (SyComposer *self,
                      const char *text)
{
  g_autofree char *old_text = NULL;

  g_return_if_fail (SY_IS_COMPOSER (self));

  text = text != NULL ? text : "";
  old_text = sy_composer_dup_text (self);
  if (g_str_equal (text, old_text))
    return;

  /* The buffer changes twice, when the old text goes and when the new one comes. */
  g_object_freeze_notify (G_OBJECT (self));
  gtk_text_buffer_set_text (self->buffer, text, -1);
  g_object_thaw_notify (G_OBJECT (self));
}

gboolean
sy_composer_get_busy (SyComposer *self)
{
  g_return_val_if_fail (SY_IS_COMPOSER (self), FALSE);

  return self->busy;
}

/**
 * sy_composer_set_busy:
 * @busy: whether a reply is under way
 *
 * Makes "Send" "Stop" and back.
 */
void
sy_composer_set_busy (SyComposer *self,
                      gboolean    busy)
{
  g_return_if_fail (SY_IS_COMPOSER (self));

  busy = !!busy;
  if (self->busy == busy)
    return;

  self->busy = busy;
  gtk_stack_set_visible_child_name (self->buttons, busy ? "stop" : "send");
  update_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

/**
 * sy_composer_set_send_with_ctrl:
 * @send_with_ctrl: whether Ctrl+Enter sends and Enter breaks the line, not the
 *   other way round
 */
void
sy_composer_set_send_with_ctrl (SyComposer *self,
                                gboolean    send_with_ctrl)
{
  g_return_if_fail (SY_IS_COMPOSER (self));

  send_with_ctrl = !!send_with_ctrl;
  if (self->send_with_ctrl == send_with_ctrl)
    return;

  self->send_with_ctrl = send_with_ctrl;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEND_WITH_CTRL]);
}

/**
 * sy_composer_set_notice:
 * @text: (nullable): why nothing was sent or done, %NULL to say nothing
 * @settings: whether Settings is the place to put it right
 *
 * Shows a line above the controls, perhaps with a button to Settings.  It goes
 * away with the next change of the text.
 */
void
sy_composer_set_notice (SyComposer *self,
                        const char *text,
                        gboolean    settings)
{
  g_return_if_fail (SY_IS_COMPOSER (self));

  sy_notice_set_text (self->notice, text);
  sy_notice_set_settings (self->notice, settings);
  gtk_widget_set_visible (GTK_WIDGET (self->notice), text != NULL);
}

/**
 * sy_composer_get_model_button:
 *
 * Returns: (transfer none): where the model is shown and picked
 */
SyModelButton *
sy_composer_get_model_button (SyComposer *self)
{
  g_return_val_if_fail (SY_IS_COMPOSER (self), NULL);

  return self->model_button;
}

/**
 * sy_composer_set_model_notice:
 * @text: (nullable): what is wrong with the model, %NULL when nothing is
 * @label: (nullable): what can be done about it in one click
 * @action_name: (nullable): the action that does it
 * @target: (nullable): its parameter; a floating reference is taken
 *
 * Shows a line above the controls for as long as it is true.
 */
void
sy_composer_set_model_notice (SyComposer *self,
                              const char *text,
                              const char *label,
                              const char *action_name,
                              GVariant   *target)
{
  g_return_if_fail (SY_IS_COMPOSER (self));

  sy_notice_set_text (self->model_notice, text);
  sy_notice_set_action (self->model_notice, label, action_name, target);
  gtk_widget_set_visible (GTK_WIDGET (self->model_notice), text != NULL);
}
