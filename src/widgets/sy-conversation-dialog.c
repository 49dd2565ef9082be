/* sy-conversation-dialog.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-conversation-dialog"

#include "config.h"

#include "sy-conversation-dialog.h"

#include "sy-dialog.h"
#include "sy-sampling-group.h"

struct _SyConversationDialog
{
  AdwDialog        parent_instance;

  SySamplingGroup *group;
};

G_DEFINE_FINAL_TYPE (SyConversationDialog, sy_conversation_dialog, ADW_TYPE_DIALOG)

static void
sy_conversation_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SY_TYPE_CONVERSATION_DIALOG);

  G_OBJECT_CLASS (sy_conversation_dialog_parent_class)->dispose (object);
}

static void
sy_conversation_dialog_class_init (SyConversationDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sy_conversation_dialog_dispose;

  g_type_ensure (SY_TYPE_SAMPLING_GROUP);

  /* While a dialog is open the window's shortcuts rest; quitting works everywhere. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_q, GDK_CONTROL_MASK,
                                       "app.quit", NULL);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/widgets/sy-conversation-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SyConversationDialog, group);
}

static void
sy_conversation_dialog_init (SyConversationDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sy_dialog_outlive_closing (ADW_DIALOG (self));
}

/**
 * sy_conversation_dialog_new:
 * @conversation: whose values are shown and changed
 * @fallback: what holds for what it does not set itself
 *
 * What is changed holds at once, for the next request.
 *
 * Returns: (transfer floating): a dialog to be presented
 */
AdwDialog *
sy_conversation_dialog_new (SyConversation     *conversation,
                            const SyChatValues *fallback)
{
  GBindingFlags flags = G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE;
  SyConversationDialog *self;

  g_return_val_if_fail (SY_IS_CONVERSATION (conversation), NULL);
  g_return_val_if_fail (fallback != NULL, NULL);

  self = g_object_new (SY_TYPE_CONVERSATION_DIALOG, NULL);
  sy_sampling_group_set_fallback (self->group, fallback);
  g_object_bind_property (conversation, "system-prompt", self->group, "system-prompt", flags);
  g_object_bind_property (conversation, "sampling", self->group, "sampling", flags);

  return ADW_DIALOG (self);
}
