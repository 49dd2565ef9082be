/* sy-conversation-list.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-conversation-list"

#include "config.h"

#include "sy-conversation-list.h"

struct _SyConversationList
{
  GObject    parent_instance;

  GPtrArray *conversations;
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SyConversationList, sy_conversation_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

/* Where a conversation of that age belongs: before all that are as old or older. */
static guint
find_place (SyConversationList *self,
            gint64              updated_at)
{
  guint low = 0;
  guint high = self->conversations->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      SyConversation *conversation = g_ptr_array_index (self->conversations, middle);

      if (sy_conversation_get_updated_at (conversation) > updated_at)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static void
insert_sorted (SyConversationList *self,
               SyConversation     *conversation)
{
  guint place = find_place (self, sy_conversation_get_updated_at (conversation));

  g_ptr_array_insert (self->conversations, (int) place, g_object_ref (conversation));
  g_list_model_items_changed (G_LIST_MODEL (self), place, 0, 1);
}

static void
updated_at_cb (SyConversationList *self,
               GParamSpec         *pspec,
               SyConversation     *conversation)
{
  g_autoptr(SyConversation) taken = NULL;
  guint place;

  g_assert (SY_IS_CONVERSATION_LIST (self));
  g_assert (SY_IS_CONVERSATION (conversation));

  /* Not there: a listener of the removal below touched it, which then finds its new place. */
  if (!g_ptr_array_find (self->conversations, conversation, &place))
    return;

  taken = g_ptr_array_steal_index (self->conversations, place);

  if (find_place (self, sy_conversation_get_updated_at (taken)) == place)
    {
      g_ptr_array_insert (self->conversations, (int) place, g_steal_pointer (&taken));
      return;
    }

  g_list_model_items_changed (G_LIST_MODEL (self), place, 1, 0);
  insert_sorted (self, taken);
}

static GType
sy_conversation_list_get_item_type (GListModel *model)
{
  return SY_TYPE_CONVERSATION;
}

static guint
sy_conversation_list_get_n_items (GListModel *model)
{
  SyConversationList *self = SY_CONVERSATION_LIST (model);

  return self->conversations->len;
}

static gpointer
sy_conversation_list_get_item (GListModel *model,
                               guint       position)
{
  SyConversationList *self = SY_CONVERSATION_LIST (model);

  if (position >= self->conversations->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (self->conversations, position));
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = sy_conversation_list_get_item_type;
  iface->get_n_items = sy_conversation_list_get_n_items;
  iface->get_item = sy_conversation_list_get_item;
}

static void
sy_conversation_list_dispose (GObject *object)
{
  SyConversationList *self = SY_CONVERSATION_LIST (object);

  for (guint i = 0; i < self->conversations->len; i++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->conversations, i), self);

  g_ptr_array_set_size (self->conversations, 0);

  G_OBJECT_CLASS (sy_conversation_list_parent_class)->dispose (object);
}

static void
sy_conversation_list_finalize (GObject *object)
{
  SyConversationList *self = SY_CONVERSATION_LIST (object);

  g_ptr_array_unref (self->conversations);

  G_OBJECT_CLASS (sy_conversation_list_parent_class)->finalize (object);
}

static void
sy_conversation_list_class_init (SyConversationListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sy_conversation_list_dispose;
  object_class->finalize = sy_conversation_list_finalize;
}

static void
sy_conversation_list_init (SyConversationList *self)
{
  self->conversations = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * sy_conversation_list_new:
 *
 * Makes an empty list of conversations.  It keeps itself sorted: what was
 * updated last comes first.
 *
 * Returns: (transfer full): the list
 */
SyConversationList *
sy_conversation_list_new (void)
{
  return g_object_new (SY_TYPE_CONVERSATION_LIST, NULL);
}

/**
 * sy_conversation_list_add:
 * @self: a #SyConversationList
 * @conversation: (transfer none): a conversation that is not in the list
 *
 * Puts a conversation where it belongs, before those of the same age.
 */
void
sy_conversation_list_add (SyConversationList *self,
                          SyConversation     *conversation)
{
  g_return_if_fail (SY_IS_CONVERSATION_LIST (self));
  g_return_if_fail (SY_IS_CONVERSATION (conversation));
  g_return_if_fail (!g_ptr_array_find (self->conversations, conversation, NULL));

  g_signal_connect_object (conversation,
                           "notify::updated-at",
                           G_CALLBACK (updated_at_cb),
                           self,
                           G_CONNECT_SWAPPED);
  insert_sorted (self, conversation);
}
