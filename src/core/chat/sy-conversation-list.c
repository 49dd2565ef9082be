/* sy-conversation-list.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-conversation-list"

#include "config.h"

#include "sy-conversation-list.h"

#include "sy-conversation-private.h"

struct _SyConversationList
{
  GObject    parent_instance;

  GPtrArray *conversations;
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SyConversationList, sy_conversation_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

/* Pinned ones come first, then what was written to last. */
static int
compare (gboolean pinned,
         gint64   updated_at,
         gboolean other_pinned,
         gint64   other_updated_at)
{
  if (pinned != other_pinned)
    return pinned ? -1 : 1;

  return (updated_at < other_updated_at) - (updated_at > other_updated_at);
}

/* The first place that is not before such a conversation, whatever @moved is like now. */
static guint
find_place (SyConversationList *self,
            gboolean            pinned,
            gint64              updated_at,
            SyConversation     *moved)
{
  guint low = 0;
  guint high = self->conversations->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      SyConversation *conversation = g_ptr_array_index (self->conversations, middle);

      if (conversation == moved)
        return middle;

      if (compare (sy_conversation_get_pinned (conversation),
                   sy_conversation_get_updated_at (conversation), pinned, updated_at) < 0)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* Where a conversation is that was like this when it got there. */
static gboolean
find (SyConversationList *self,
      SyConversation     *conversation,
      gboolean            pinned,
      gint64              updated_at,
      guint              *place)
{
  for (guint i = find_place (self, pinned, updated_at, conversation);
       i < self->conversations->len; i++)
    {
      SyConversation *other = g_ptr_array_index (self->conversations, i);

      if (other == conversation)
        {
          *place = i;
          return TRUE;
        }

      if (compare (sy_conversation_get_pinned (other), sy_conversation_get_updated_at (other),
                   pinned, updated_at) > 0)
        break;
    }

  return FALSE;
}

static guint
find_own_place (SyConversationList *self,
                SyConversation     *conversation)
{
  return find_place (self, sy_conversation_get_pinned (conversation),
                     sy_conversation_get_updated_at (conversation), NULL);
}

static void
insert_sorted (SyConversationList *self,
               SyConversation     *conversation)
{
  guint place = find_own_place (self, conversation);

  g_ptr_array_insert (self->conversations, (int) place, g_object_ref (conversation));
  g_list_model_items_changed (G_LIST_MODEL (self), place, 0, 1);
}

static void
moved_cb (SyConversation *conversation,
          gboolean        pinned,
          gint64          updated_at,
          gpointer        data)
{
  SyConversationList *self = data;
  g_autoptr(SyConversation) taken = NULL;
  guint place;

  /* Not there: a listener of the removal below touched it, which then finds its new place. */
  if (!find (self, conversation, pinned, updated_at, &place))
    return;

  taken = g_ptr_array_steal_index (self->conversations, place);

  if (find_own_place (self, taken) == place)
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
    sy_conversation_set_watch (g_ptr_array_index (self->conversations, i), NULL, NULL);

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
 * Makes an empty list of conversations.  It keeps itself sorted: pinned ones
 * come first, then what was updated last.  A conversation is in one list at most.
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

  sy_conversation_set_watch (conversation, moved_cb, self);
  insert_sorted (self, conversation);
}

static int
compare_conversations (gconstpointer a,
                       gconstpointer b)
{
  SyConversation *conversation = *(SyConversation *const *) a;
  SyConversation *other = *(SyConversation *const *) b;

  return compare (sy_conversation_get_pinned (conversation),
                  sy_conversation_get_updated_at (conversation),
                  sy_conversation_get_pinned (other),
                  sy_conversation_get_updated_at (other));
}

/**
 * sy_conversation_list_add_many:
 * @self: a #SyConversationList
 * @conversations: (element-type SyConversation): conversations that are not in the
 *   list
 *
 * Puts many conversations where they belong, and says so once.
 */
void
sy_conversation_list_add_many (SyConversationList *self,
                               GPtrArray          *conversations)
{
  guint n_before;

  g_return_if_fail (SY_IS_CONVERSATION_LIST (self));
  g_return_if_fail (conversations != NULL);

  if (conversations->len == 0)
    return;

  n_before = self->conversations->len;
  for (guint i = 0; i < conversations->len; i++)
    {
      SyConversation *conversation = g_ptr_array_index (conversations, i);

      sy_conversation_set_watch (conversation, moved_cb, self);
      g_ptr_array_add (self->conversations, g_object_ref (conversation));
    }

  g_ptr_array_sort (self->conversations, compare_conversations);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, self->conversations->len);
}

/**
 * sy_conversation_list_remove:
 * @self: a #SyConversationList
 * @conversation: a conversation of the list
 *
 * Takes a conversation out of the list.
 */
void
sy_conversation_list_remove (SyConversationList *self,
                             SyConversation     *conversation)
{
  guint place;

  g_return_if_fail (SY_IS_CONVERSATION_LIST (self));
  g_return_if_fail (SY_IS_CONVERSATION (conversation));

  if (!find (self, conversation, sy_conversation_get_pinned (conversation),
             sy_conversation_get_updated_at (conversation), &place))
    g_return_if_reached ();

  sy_conversation_set_watch (conversation, NULL, NULL);
  g_ptr_array_remove_index (self->conversations, place);
  g_list_model_items_changed (G_LIST_MODEL (self), place, 1, 0);
}

/**
 * sy_conversation_list_find:
 * @self: a #SyConversationList
 * @id: id of a conversation
 *
 * Returns: (transfer none) (nullable): the conversation of that id
 */
SyConversation *
sy_conversation_list_find (SyConversationList *self,
                           const char         *id)
{
  g_return_val_if_fail (SY_IS_CONVERSATION_LIST (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < self->conversations->len; i++)
    {
      SyConversation *conversation = g_ptr_array_index (self->conversations, i);

      if (g_str_equal (sy_conversation_get_id (conversation), id))
        return conversation;
    }

  return NULL;
}
