/* sy-conversation-row.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-conversation-row"

#include "config.h"

#include "sy-conversation-row.h"

struct _SyConversationRow
{
  AdwBin          parent_instance;

  SyConversation *conversation;
};

G_DEFINE_FINAL_TYPE (SyConversationRow, sy_conversation_row, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_CONVERSATION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
sy_conversation_row_dispose (GObject *object)
{
  SyConversationRow *self = SY_CONVERSATION_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), SY_TYPE_CONVERSATION_ROW);
  g_clear_object (&self->conversation);

  G_OBJECT_CLASS (sy_conversation_row_parent_class)->dispose (object);
}

static void
sy_conversation_row_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  SyConversationRow *self = SY_CONVERSATION_ROW (object);

  switch (prop_id)
    {
    case PROP_CONVERSATION:
      g_value_set_object (value, self->conversation);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sy_conversation_row_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  SyConversationRow *self = SY_CONVERSATION_ROW (object);

  switch (prop_id)
    {
    case PROP_CONVERSATION:
      sy_conversation_row_set_conversation (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sy_conversation_row_class_init (SyConversationRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sy_conversation_row_dispose;
  object_class->get_property = sy_conversation_row_get_property;
  object_class->set_property = sy_conversation_row_set_property;

  properties[PROP_CONVERSATION] =
    g_param_spec_object ("conversation", NULL, NULL,
                         SY_TYPE_CONVERSATION,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/widgets/sy-conversation-row.ui");
}

static void
sy_conversation_row_init (SyConversationRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sy_conversation_row_new:
 *
 * Returns: (transfer floating): one line of the sidebar's list
 */
GtkWidget *
sy_conversation_row_new (void)
{
  return g_object_new (SY_TYPE_CONVERSATION_ROW, NULL);
}

SyConversation *
sy_conversation_row_get_conversation (SyConversationRow *self)
{
  g_return_val_if_fail (SY_IS_CONVERSATION_ROW (self), NULL);

  return self->conversation;
}

void
sy_conversation_row_set_conversation (SyConversationRow *self,
                                      SyConversation    *conversation)
{
  g_return_if_fail (SY_IS_CONVERSATION_ROW (self));
  g_return_if_fail (conversation == NULL || SY_IS_CONVERSATION (conversation));

  if (g_set_object (&self->conversation, conversation))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONVERSATION]);
}
