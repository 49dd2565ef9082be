/* sy-own-message.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-own-message"

#include "config.h"

#include "sy-own-message.h"

#include "sy-paragraph.h"

#include <string.h>

struct _SyOwnMessage
{
  AdwBin     parent_instance;

  GtkBox    *bubble;
  SyMessage *message;
};

G_DEFINE_FINAL_TYPE (SyOwnMessage, sy_own_message, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_MESSAGE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GtkWidget *
create_label (const char *text,
              gsize       length)
{
  g_autofree char *part = g_strndup (text, length);
  GtkWidget *label = gtk_label_new (part);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_WORD);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 62);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "sy-text");

  return label;
}

/* One label of 100 KB would stop the window for seconds. */
static void
show_text (SyOwnMessage *self,
           const char   *text)
{
  gsize left = strlen (text);

  do
    {
      gsize length = sy_paragraph_cut (text, left);
      GtkWidget *label = create_label (text, length);

      /* Without this a long label tries every width to find its smallest. */
      if (length < left || gtk_widget_get_first_child (GTK_WIDGET (self->bubble)) != NULL)
        gtk_label_set_width_chars (GTK_LABEL (label), 12);

      gtk_box_append (self->bubble, label);
      text += length;
      left -= length;
    }
  while (left > 0);
}

static void
sy_own_message_constructed (GObject *object)
{
  SyOwnMessage *self = SY_OWN_MESSAGE (object);

  G_OBJECT_CLASS (sy_own_message_parent_class)->constructed (object);

  show_text (self, sy_message_get_text (self->message));
}

static void
sy_own_message_dispose (GObject *object)
{
  SyOwnMessage *self = SY_OWN_MESSAGE (object);

  /* The bin would unparent its child once more. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SY_TYPE_OWN_MESSAGE);
  g_clear_object (&self->message);

  G_OBJECT_CLASS (sy_own_message_parent_class)->dispose (object);
}

static void
sy_own_message_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  SyOwnMessage *self = SY_OWN_MESSAGE (object);

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
sy_own_message_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  SyOwnMessage *self = SY_OWN_MESSAGE (object);

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
sy_own_message_class_init (SyOwnMessageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = sy_own_message_constructed;
  object_class->dispose = sy_own_message_dispose;
  object_class->get_property = sy_own_message_get_property;
  object_class->set_property = sy_own_message_set_property;

  properties[PROP_MESSAGE] =
    g_param_spec_object ("message", NULL, NULL,
                         SY_TYPE_MESSAGE,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/widgets/sy-own-message.ui");
  gtk_widget_class_bind_template_child (widget_class, SyOwnMessage, bubble);
}

static void
sy_own_message_init (SyOwnMessage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sy_own_message_new:
 * @message: what the person wrote
 *
 * Returns: (transfer floating): the bubble at the end of the line
 */
GtkWidget *
sy_own_message_new (SyMessage *message)
{
  g_return_val_if_fail (SY_IS_MESSAGE (message), NULL);

  return g_object_new (SY_TYPE_OWN_MESSAGE, "message", message, NULL);
}

SyMessage *
sy_own_message_get_message (SyOwnMessage *self)
{
  g_return_val_if_fail (SY_IS_OWN_MESSAGE (self), NULL);

  return self->message;
}
