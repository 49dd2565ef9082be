/* sy-conversation-keeper.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-conversation-keeper"

#include "config.h"

#include "sy-conversation-keeper.h"

#include "sy-conversation-record.h"

/* The file is looked through when the program is at rest. */
#define CHECK_DELAY_MS 10000

/* Keeps conversations in the store, and gets them from there. */
struct _SyConversationKeeper
{
  GObject             parent_instance;

  SyConversationList *conversations;
  SyStore            *store;

  /* What was written and not sent when the program ended, in a conversation without messages. */
  SyConversation     *blank;

  SyClock            *clock;
  guint               check_timeout;
};

G_DEFINE_FINAL_TYPE (SyConversationKeeper, sy_conversation_keeper, G_TYPE_OBJECT)

static void
sy_conversation_keeper_dispose (GObject *object)
{
  SyConversationKeeper *self = SY_CONVERSATION_KEEPER (object);

  if (self->clock != NULL)
    sy_clock_clear_timeout (self->clock, &self->check_timeout);
  g_clear_object (&self->clock);
  g_clear_object (&self->blank);
  g_clear_object (&self->store);
  g_clear_object (&self->conversations);

  G_OBJECT_CLASS (sy_conversation_keeper_parent_class)->dispose (object);
}

static void
sy_conversation_keeper_class_init (SyConversationKeeperClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sy_conversation_keeper_dispose;
}

static void
sy_conversation_keeper_init (SyConversationKeeper *self)
{
}

/**
 * sy_conversation_keeper_new:
 * @conversations: gets those that were kept
 *
 * Returns: (transfer full): who keeps the conversations of this person
 */
SyConversationKeeper *
sy_conversation_keeper_new (SyConversationList *conversations,
                            SyClock            *clock)
{
  SyConversationKeeper *self;
  g_autofree char *path = NULL;

  g_return_val_if_fail (SY_IS_CONVERSATION_LIST (conversations), NULL);
  g_return_val_if_fail (SY_IS_CLOCK (clock), NULL);

  path = g_build_filename (g_get_user_data_dir (), "sythoria", "sythoria.db", NULL);
  self = g_object_new (SY_TYPE_CONVERSATION_KEEPER, NULL);
  self->conversations = g_object_ref (conversations);
  self->clock = g_object_ref (clock);
  self->store = sy_store_new (path, clock, NULL);

  return self;
}

SyStore *
sy_conversation_keeper_get_store (SyConversationKeeper *self)
{
  g_return_val_if_fail (SY_IS_CONVERSATION_KEEPER (self), NULL);

  return self->store;
}

/**
 * sy_conversation_keeper_begin:
 *
 * Returns: (transfer full): a conversation without messages: the one that was begun
 *   when the program ended, or a new one
 */
SyConversation *
sy_conversation_keeper_begin (SyConversationKeeper *self)
{
  SyConversation *conversation;
  g_autofree char *id = NULL;

  g_return_val_if_fail (SY_IS_CONVERSATION_KEEPER (self), NULL);

  if (self->blank != NULL)
    return g_steal_pointer (&self->blank);

  id = g_uuid_string_random ();
  conversation = sy_conversation_new (id);
  sy_conversation_set_store (conversation, self->store, FALSE);

  return conversation;
}

static SyConversation *
conversation_from_record (SyConversationKeeper *self,
                          SyConversationRecord *record)
{
  SyConversation *conversation = sy_conversation_new_from_record (record);

  sy_conversation_set_store (conversation, self->store, TRUE);

  return conversation;
}

/* A conversation that was begun and left is one too many when there is a later one. */
static void
take_blank (SyConversationKeeper *self,
            SyConversationRecord *record)
{
  if (self->blank == NULL)
    self->blank = conversation_from_record (self, record);
  else
    sy_store_write (self->store, sy_store_write_new_purge (record->id));
}

static void
check_cb (gpointer user_data)
{
  SyConversationKeeper *self = user_data;

  self->check_timeout = 0;
  sy_store_check (self->store);
}

static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  SyConversationKeeper *self = g_task_get_source_object (task);
  g_autoptr(GPtrArray) records = NULL;
  g_autoptr(GPtrArray) conversations = g_ptr_array_new_with_free_func (g_object_unref);
  GError *error = NULL;

  records = sy_store_list_finish (SY_STORE (object), result, &error);
  if (records == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  for (guint i = 0; i < records->len; i++)
    {
      SyConversationRecord *record = g_ptr_array_index (records, i);

      if (record->id == NULL)
        continue;

      if (record->blank)
        take_blank (self, record);
      else
        g_ptr_array_add (conversations, conversation_from_record (self, record));
    }

  sy_conversation_list_add_many (self->conversations, conversations);
  self->check_timeout = sy_clock_add_timeout (self->clock, CHECK_DELAY_MS, check_cb, self);

  g_task_return_boolean (task, TRUE);
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  GError *error = NULL;

  if (sy_store_open_finish (SY_STORE (object), result, &error))
    sy_store_list_async (SY_STORE (object), listed_cb, g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

/**
 * sy_conversation_keeper_load_async:
 *
 * Opens the store and lists what is there.
 */
void
sy_conversation_keeper_load_async (SyConversationKeeper *self,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data)
{
  GTask *task;

  g_return_if_fail (SY_IS_CONVERSATION_KEEPER (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, sy_conversation_keeper_load_async);
  sy_store_open_async (self->store, opened_cb, task);
}

gboolean
sy_conversation_keeper_load_finish (SyConversationKeeper  *self,
                                    GAsyncResult          *result,
                                    GError               **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
page_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  SyConversation *conversation = g_task_get_task_data (task);
  g_autoptr(SyStorePage) page = NULL;
  GError *error = NULL;

  page = sy_store_page_finish (SY_STORE (object), result, &error);
  if (page == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  /* What was not known of it until now is no change. */
  sy_conversation_save (conversation);
  sy_conversation_set_store (conversation, NULL, TRUE);
  sy_conversation_load (conversation, page->conversation);
  sy_conversation_set_store (conversation, SY_STORE (object), TRUE);

  g_task_return_pointer (task,
                         sy_message_window_new_from_records (conversation, SY_STORE (object),
                                                             page->messages),
                         g_object_unref);
}

/**
 * sy_conversation_keeper_open_async:
 * @conversation: one that was listed
 *
 * Gets what is needed to show a conversation.
 */
void
sy_conversation_keeper_open_async (SyConversationKeeper *self,
                                   SyConversation       *conversation,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data)
{
  GTask *task;

  g_return_if_fail (SY_IS_CONVERSATION_KEEPER (self));
  g_return_if_fail (SY_IS_CONVERSATION (conversation));

  /* What is about to be written to it is not overwritten by what is read. */
  sy_conversation_save (conversation);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, sy_conversation_keeper_open_async);
  g_task_set_task_data (task, g_object_ref (conversation), g_object_unref);
  sy_store_page_async (self->store, sy_conversation_get_id (conversation), G_MAXUINT,
                       page_cb, task);
}

/**
 * sy_conversation_keeper_open_finish:
 * @error: return location for a %SY_ERROR_STORE
 *
 * Returns: (transfer full) (nullable): the conversation's messages
 */
SyMessageWindow *
sy_conversation_keeper_open_finish (SyConversationKeeper  *self,
                                    GAsyncResult          *result,
                                    GError               **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * sy_conversation_keeper_delete:
 *
 * Takes a conversation out of the list, for good unless it is restored before the
 * program ends.
 */
void
sy_conversation_keeper_delete (SyConversationKeeper *self,
                               SyConversation       *conversation)
{
  const char *id;

  g_return_if_fail (SY_IS_CONVERSATION_KEEPER (self));
  g_return_if_fail (SY_IS_CONVERSATION (conversation));

  id = sy_conversation_get_id (conversation);
  sy_store_write (self->store, sy_store_write_new_deleted (id, TRUE));
}

void
sy_conversation_keeper_restore (SyConversationKeeper *self,
                                SyConversation       *conversation)
{
  const char *id;

  g_return_if_fail (SY_IS_CONVERSATION_KEEPER (self));
  g_return_if_fail (SY_IS_CONVERSATION (conversation));

  id = sy_conversation_get_id (conversation);
  sy_store_write (self->store, sy_store_write_new_deleted (id, FALSE));
}

/**
 * sy_conversation_keeper_purge:
 *
 * Removes all there is of a conversation that was deleted.
 */
void
sy_conversation_keeper_purge (SyConversationKeeper *self,
                              SyConversation       *conversation)
{
  g_return_if_fail (SY_IS_CONVERSATION_KEEPER (self));
  g_return_if_fail (SY_IS_CONVERSATION (conversation));

  /* Nothing of it is kept from here on. */
  sy_conversation_set_store (conversation, NULL, TRUE);
  sy_store_write (self->store,
                  sy_store_write_new_purge (sy_conversation_get_id (conversation)));
}

static void
closed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  GError *error = NULL;

  if (sy_store_close_finish (SY_STORE (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * sy_conversation_keeper_close_async:
 *
 * Keeps what is not kept yet, and closes the store.
 */
void
sy_conversation_keeper_close_async (SyConversationKeeper *self,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data)
{
  GListModel *model;
  GTask *task;

  g_return_if_fail (SY_IS_CONVERSATION_KEEPER (self));

  sy_clock_clear_timeout (self->clock, &self->check_timeout);
  model = G_LIST_MODEL (self->conversations);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(SyConversation) conversation = g_list_model_get_item (model, i);

      sy_conversation_save (conversation);
    }

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, sy_conversation_keeper_close_async);
  sy_store_close_async (self->store, closed_cb, task);
}

gboolean
sy_conversation_keeper_close_finish (SyConversationKeeper  *self,
                                     GAsyncResult          *result,
                                     GError               **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
