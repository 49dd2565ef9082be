/* sy-message-footer.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-message-footer"

#include "config.h"

#include "sy-message-footer.h"

#include "sy-facts.h"
#include "sy-message-actions.h"

struct _SyMessageFooter
{
  AdwBin     parent_instance;

  GtkLabel  *facts;
  AdwBin    *place;
  GtkWidget *actions;

  SyMessage *message;
};

G_DEFINE_FINAL_TYPE (SyMessageFooter, sy_message_footer, ADW_TYPE_BIN)

static void
sy_message_footer_dispose (GObject *object)
{
  SyMessageFooter *self = SY_MESSAGE_FOOTER (object);

  /* The bin would unparent its child once more. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SY_TYPE_MESSAGE_FOOTER);
  g_clear_object (&self->message);

  G_OBJECT_CLASS (sy_message_footer_parent_class)->dispose (object);
}

static void
sy_message_footer_class_init (SyMessageFooterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sy_message_footer_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/widgets/sy-message-footer.ui");
  gtk_widget_class_bind_template_child (widget_class, SyMessageFooter, facts);
  gtk_widget_class_bind_template_child (widget_class, SyMessageFooter, place);
}

static void
sy_message_footer_init (SyMessageFooter *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sy_message_footer_new:
 *
 * What stands below a reply: the facts always, what can be done with it on approach.
 *
 * Returns: (transfer floating): a new footer
 */
GtkWidget *
sy_message_footer_new (void)
{
  return g_object_new (SY_TYPE_MESSAGE_FOOTER, NULL);
}

/**
 * sy_message_footer_set_message:
 * @message: a reply that has ended
 */
void
sy_message_footer_set_message (SyMessageFooter *self,
                               SyMessage       *message)
{
  g_autofree char *facts = NULL;

  g_return_if_fail (SY_IS_MESSAGE_FOOTER (self));
  g_return_if_fail (SY_IS_MESSAGE (message));

  g_set_object (&self->message, message);
  facts = sy_facts_dup_text (message);
  gtk_label_set_text (self->facts, facts);
}

/**
 * sy_message_footer_set_last:
 * @last: whether no message follows: then the actions are always to be seen
 */
void
sy_message_footer_set_last (SyMessageFooter *self,
                            gboolean         last)
{
  g_return_if_fail (SY_IS_MESSAGE_FOOTER (self));

  if (last)
    sy_message_footer_approach (self);
  if (last)
    gtk_widget_add_css_class (self->actions, "sy-shown");
  else if (self->actions != NULL)
    gtk_widget_remove_css_class (self->actions, "sy-shown");
}

/**
 * sy_message_footer_approach:
 *
 * Somebody points at the message or has the focus in it.  Until then there are no actions: they
 * would be most of what a footer costs, and few messages are ever approached.
 */
void
sy_message_footer_approach (SyMessageFooter *self)
{
  g_return_if_fail (SY_IS_MESSAGE_FOOTER (self));
  g_return_if_fail (self->message != NULL);

  if (self->actions != NULL)
    return;

  self->actions = sy_message_actions_new (self->message);
  adw_bin_set_child (self->place, self->actions);
}
