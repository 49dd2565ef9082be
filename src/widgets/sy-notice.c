/* sy-notice.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-notice"

#include "config.h"

#include "sy-notice.h"

struct _SyNotice
{
  AdwBin     parent_instance;

  GtkLabel  *label;
  GtkWidget *action;
  GtkLabel  *action_label;
  GtkWidget *settings;
  GtkWidget *retry;
};

G_DEFINE_FINAL_TYPE (SyNotice, sy_notice, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_TEXT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
sy_notice_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SY_TYPE_NOTICE);

  G_OBJECT_CLASS (sy_notice_parent_class)->dispose (object);
}

static void
sy_notice_get_property (GObject    *object,
                        guint       prop_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  SyNotice *self = SY_NOTICE (object);

  switch (prop_id)
    {
    case PROP_TEXT:
      g_value_set_string (value, sy_notice_get_text (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sy_notice_set_property (GObject      *object,
                        guint         prop_id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  SyNotice *self = SY_NOTICE (object);

  switch (prop_id)
    {
    case PROP_TEXT:
      sy_notice_set_text (self, g_value_get_string (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sy_notice_class_init (SyNoticeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sy_notice_dispose;
  object_class->get_property = sy_notice_get_property;
  object_class->set_property = sy_notice_set_property;

  properties[PROP_TEXT] =
    g_param_spec_string ("text", NULL, NULL,
                         "",
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/widgets/sy-notice.ui");
  gtk_widget_class_bind_template_child (widget_class, SyNotice, label);
  gtk_widget_class_bind_template_child (widget_class, SyNotice, action);
  gtk_widget_class_bind_template_child (widget_class, SyNotice, action_label);
  gtk_widget_class_bind_template_child (widget_class, SyNotice, settings);
  gtk_widget_class_bind_template_child (widget_class, SyNotice, retry);
}

static void
sy_notice_init (SyNotice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sy_notice_new:
 *
 * One line on a tint: something the person should know, and what can be done
 * about it.
 *
 * Returns: (transfer floating): a new notice
 */
GtkWidget *
sy_notice_new (void)
{
  return g_object_new (SY_TYPE_NOTICE, NULL);
}

const char *
sy_notice_get_text (SyNotice *self)
{
  g_return_val_if_fail (SY_IS_NOTICE (self), NULL);

  return gtk_label_get_text (self->label);
}

/**
 * sy_notice_set_text:
 * @text: (nullable): one or two sentences
 *
 * Changes the words.  A screen reader speaks them when the notice appears, as it
 * does with every alert.
 */
void
sy_notice_set_text (SyNotice   *self,
                    const char *text)
{
  g_return_if_fail (SY_IS_NOTICE (self));

  text = text != NULL ? text : "";
  if (g_str_equal (text, gtk_label_get_text (self->label)))
    return;

  gtk_label_set_text (self->label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

/**
 * sy_notice_set_action:
 * @label: (nullable): what stands on a button of its own, %NULL for none
 * @action_name: (nullable): what the button does
 * @target: (nullable): the action's parameter; a floating reference is taken
 *
 * Offers one more thing that can be done.
 */
void
sy_notice_set_action (SyNotice   *self,
                      const char *label,
                      const char *action_name,
                      GVariant   *target)
{
  g_return_if_fail (SY_IS_NOTICE (self));
  g_return_if_fail (label == NULL || action_name != NULL);

  gtk_label_set_text (self->action_label, label != NULL ? label : "");
  /* A name is never there with the target of another one. */
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->action), NULL);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->action), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->action), action_name);
  gtk_widget_set_visible (self->action, label != NULL);
}

/**
 * sy_notice_set_settings:
 * @settings: whether "Open Settings" is offered
 *
 * Shows or hides the button that opens Settings.
 */
void
sy_notice_set_settings (SyNotice *self,
                        gboolean  settings)
{
  g_return_if_fail (SY_IS_NOTICE (self));

  gtk_widget_set_visible (self->settings, settings);
}

/**
 * sy_notice_set_retry:
 * @retry: whether "Retry" is offered
 *
 * Shows or hides the button that asks again for a reply.
 */
void
sy_notice_set_retry (SyNotice *self,
                     gboolean  retry)
{
  g_return_if_fail (SY_IS_NOTICE (self));

  gtk_widget_set_visible (self->retry, retry);
}
