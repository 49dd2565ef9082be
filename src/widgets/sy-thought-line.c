/* sy-thought-line.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-thought-line"

#include "config.h"

#include "sy-thought-line.h"

#include <glib/gi18n-lib.h>

struct _SyThoughtLine
{
  AdwBin           parent_instance;

  GtkToggleButton *button;
  GtkImage        *arrow;
  GtkLabel        *label;

  SyMessage       *message;
  guint            timeout_id;
};

G_DEFINE_FINAL_TYPE (SyThoughtLine, sy_thought_line, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_OPEN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void queue_tick (SyThoughtLine *self);

static char *
dup_thought (gint64 duration)
{
  int seconds = (int) CLAMP (duration / G_USEC_PER_SEC, 0, G_MAXINT);

  if (duration <= 0)
    return g_strdup (_("Thoughts"));

  if (seconds < 1)
    return g_strdup (_("Thought for a moment"));

  /* Translators: how long a model has thought, in seconds */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Thought for %d s",
                                       "Thought for %d s", (gulong) seconds), seconds);
}

static char *
dup_text (SyThoughtLine *self)
{
  gint64 since = sy_message_get_reasoning_since (self->message);
  int seconds;

  if (since == 0)
    return dup_thought (sy_message_get_reasoning_duration (self->message));

  seconds = (int) CLAMP ((g_get_monotonic_time () - since) / G_USEC_PER_SEC, 0, G_MAXINT);
  if (seconds < 1)
    return g_strdup (_("Thinking …"));

  /* Translators: how long a model has been thinking, in seconds */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Thinking … %d s",
                                       "Thinking … %d s", (gulong) seconds), seconds);
}

static void
update_label (SyThoughtLine *self)
{
  g_autofree char *text = NULL;

  if (self->message == NULL)
    return;

  text = dup_text (self);
  if (g_strcmp0 (gtk_label_get_text (self->label), text) != 0)
    gtk_label_set_text (self->label, text);
}

static void
tick_cb (gpointer user_data)
{
  SyThoughtLine *self = SY_THOUGHT_LINE (user_data);

  self->timeout_id = 0;
  update_label (self);
  queue_tick (self);
}

/* When the number changes; not at all when nothing is thought any more. */
static void
queue_tick (SyThoughtLine *self)
{
  gint64 since = self->message != NULL ? sy_message_get_reasoning_since (self->message) : 0;
  gint64 rest;

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  if (since == 0 || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  rest = G_USEC_PER_SEC - (g_get_monotonic_time () - since) % G_USEC_PER_SEC;
  self->timeout_id = g_timeout_add_once ((guint) (rest / 1000) + 1, tick_cb, self);
}

static void
toggled_cb (SyThoughtLine *self)
{
  gboolean open = gtk_toggle_button_get_active (self->button);

  g_assert (SY_IS_THOUGHT_LINE (self));

  gtk_image_set_from_icon_name (self->arrow, open ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->button),
                               GTK_ACCESSIBLE_STATE_EXPANDED, open,
                               -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPEN]);
}

static void
sy_thought_line_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sy_thought_line_parent_class)->map (widget);

  tick_cb (widget);
}

static void
sy_thought_line_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&SY_THOUGHT_LINE (widget)->timeout_id, g_source_remove);

  GTK_WIDGET_CLASS (sy_thought_line_parent_class)->unmap (widget);
}

static void
sy_thought_line_dispose (GObject *object)
{
  SyThoughtLine *self = SY_THOUGHT_LINE (object);

  /* The bin would unparent its child once more. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SY_TYPE_THOUGHT_LINE);
  g_clear_object (&self->message);

  G_OBJECT_CLASS (sy_thought_line_parent_class)->dispose (object);
}

static void
sy_thought_line_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_OPEN:
      g_value_set_boolean (value, sy_thought_line_get_open (SY_THOUGHT_LINE (object)));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sy_thought_line_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_OPEN:
      sy_thought_line_set_open (SY_THOUGHT_LINE (object), g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sy_thought_line_class_init (SyThoughtLineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sy_thought_line_dispose;
  object_class->get_property = sy_thought_line_get_property;
  object_class->set_property = sy_thought_line_set_property;

  widget_class->map = sy_thought_line_map;
  widget_class->unmap = sy_thought_line_unmap;

  properties[PROP_OPEN] =
    g_param_spec_boolean ("open", NULL, NULL,
                          FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/widgets/sy-thought-line.ui");
  gtk_widget_class_bind_template_child (widget_class, SyThoughtLine, button);
  gtk_widget_class_bind_template_child (widget_class, SyThoughtLine, arrow);
  gtk_widget_class_bind_template_child (widget_class, SyThoughtLine, label);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
}

static void
sy_thought_line_init (SyThoughtLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->button),
                               GTK_ACCESSIBLE_STATE_EXPANDED, FALSE,
                               -1);
}

/**
 * sy_thought_line_new:
 *
 * Says that a model thinks, or has thought, and for how long.  Pressed, it opens what was
 * thought, which stands below it.
 *
 * Returns: (transfer floating): a new line
 */
GtkWidget *
sy_thought_line_new (void)
{
  return g_object_new (SY_TYPE_THOUGHT_LINE, NULL);
}

/**
 * sy_thought_line_set_message:
 * @message: a reply, which may be another one now than it was
 */
void
sy_thought_line_set_message (SyThoughtLine *self,
                             SyMessage     *message)
{
  g_return_if_fail (SY_IS_THOUGHT_LINE (self));
  g_return_if_fail (SY_IS_MESSAGE (message));

  g_set_object (&self->message, message);
  update_label (self);
  queue_tick (self);
}

gboolean
sy_thought_line_get_open (SyThoughtLine *self)
{
  g_return_val_if_fail (SY_IS_THOUGHT_LINE (self), FALSE);

  return gtk_toggle_button_get_active (self->button);
}

void
sy_thought_line_set_open (SyThoughtLine *self,
                          gboolean       open)
{
  g_return_if_fail (SY_IS_THOUGHT_LINE (self));

  gtk_toggle_button_set_active (self->button, open);
}
