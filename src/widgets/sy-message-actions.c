/* sy-message-actions.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-message-actions"

#include "config.h"

#include "sy-message-actions.h"

#include "sy-announce.h"

#include <glib/gi18n-lib.h>

struct _SyMessageActions
{
  AdwBin     parent_instance;

  SyMessage *message;
};

G_DEFINE_FINAL_TYPE (SyMessageActions, sy_message_actions, ADW_TYPE_BIN)

static void
copy_clicked_cb (SyMessageActions *self)
{
  g_assert (SY_IS_MESSAGE_ACTIONS (self));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          sy_message_get_text (self->message));
  sy_announce (GTK_WIDGET (self), _("Copied"), GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
details_clicked_cb (SyMessageActions *self)
{
  g_assert (SY_IS_MESSAGE_ACTIONS (self));

  gtk_widget_activate_action (GTK_WIDGET (self), "chat.show-details", "s",
                              sy_message_get_id (self->message));
}

static void
sy_message_actions_dispose (GObject *object)
{
  SyMessageActions *self = SY_MESSAGE_ACTIONS (object);

  /* The bin would unparent its child once more. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SY_TYPE_MESSAGE_ACTIONS);
  g_clear_object (&self->message);

  G_OBJECT_CLASS (sy_message_actions_parent_class)->dispose (object);
}

static void
sy_message_actions_class_init (SyMessageActionsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sy_message_actions_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/widgets/sy-message-actions.ui");
  gtk_widget_class_bind_template_callback (widget_class, copy_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, details_clicked_cb);
}

static void
sy_message_actions_init (SyMessageActions *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sy_message_actions_new:
 * @message: a reply that has ended
 *
 * Returns: (transfer floating): what can be done with it
 */
GtkWidget *
sy_message_actions_new (SyMessage *message)
{
  SyMessageActions *self;

  g_return_val_if_fail (SY_IS_MESSAGE (message), NULL);

  self = g_object_new (SY_TYPE_MESSAGE_ACTIONS, NULL);
  self->message = g_object_ref (message);

  return GTK_WIDGET (self);
}
