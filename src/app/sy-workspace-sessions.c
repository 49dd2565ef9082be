/* sy-workspace-sessions.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-workspace-sessions"

#include "config.h"

#include "sy-workspace-private.h"

#include "sy-reply-proof.h"

/* A conversation is listed with its first message, not before. */
static void
messages_changed_cb (SyWorkspace *self,
                     guint        position,
                     guint        removed,
                     guint        added,
                     GListModel  *messages)
{
  g_assert (SY_IS_WORKSPACE (self));

  if (self->blank == NULL || messages != G_LIST_MODEL (sy_chat_session_get_messages (self->blank)))
    return;

  sy_conversation_list_add (self->conversations, sy_chat_session_get_conversation (self->blank));
  g_clear_object (&self->blank);
}

static SyChatSession *
create_session (SyWorkspace     *self,
                SyMessageWindow *messages)
{
  SyChatServices services;
  SyChatSession *session;

  g_signal_connect_object (messages, "items-changed",
                           G_CALLBACK (messages_changed_cb), self,
                           G_CONNECT_SWAPPED);

  services = (SyChatServices) {
    .providers = self->providers,
    .keyring = self->keyring,
    .http = self->http,
    .redact = self->redact,
    .clock = self->clock,
    .quirks = self->quirks,
    .network = G_NETWORK_MONITOR (self->network),
    .defaults = self->chat_defaults,
  };
  session = sy_chat_session_new (messages, &services);
  g_hash_table_insert (self->sessions, sy_message_window_get_conversation (messages),
                       g_object_ref (session));
  sy_worst_health_add_session (self->worst_health, session);
  g_hash_table_insert (self->reply_proofs, session,
                       sy_reply_proof_new (session, self->healths));

  return session;
}

/**
 * sy_workspace_get_blank_session:
 *
 * Begins a conversation, or goes back to the one that was begun and has no
 * message yet: it is as new as another one would be, and may have a draft.
 *
 * Returns: (transfer none): its session
 */
SyChatSession *
sy_workspace_get_blank_session (SyWorkspace *self)
{
  g_return_val_if_fail (SY_IS_WORKSPACE (self), NULL);

  if (self->blank == NULL)
    {
      g_autoptr(SyConversation) conversation =
        sy_conversation_keeper_begin (self->conversation_keeper);
      g_autoptr(SyMessageWindow) messages = sy_message_window_new (conversation);

      self->blank = create_session (self, messages);
    }

  return self->blank;
}

/**
 * sy_workspace_begin_temporary:
 *
 * Begins a conversation that is in memory only: it is not listed, and nothing of
 * it is kept.
 *
 * Returns: (transfer none): its session, there until sy_workspace_end_session()
 */
SyChatSession *
sy_workspace_begin_temporary (SyWorkspace *self)
{
  g_autofree char *id = NULL;
  g_autoptr(SyConversation) conversation = NULL;
  g_autoptr(SyMessageWindow) messages = NULL;
  SyChatSession *session;

  g_return_val_if_fail (SY_IS_WORKSPACE (self), NULL);

  id = g_uuid_string_random ();
  conversation = sy_conversation_new_temporary (id);
  messages = sy_message_window_new (conversation);
  session = create_session (self, messages);
  g_object_unref (session);

  return session;
}

/**
 * sy_workspace_end_session:
 * @session: one of a temporary conversation
 *
 * Stops its reply and lets go of the conversation.
 */
void
sy_workspace_end_session (SyWorkspace   *self,
                          SyChatSession *session)
{
  g_autoptr(SyChatSession) ended = NULL;
  SyConversation *conversation;

  g_return_if_fail (SY_IS_WORKSPACE (self));
  g_return_if_fail (SY_IS_CHAT_SESSION (session));

  ended = g_object_ref (session);
  conversation = sy_chat_session_get_conversation (ended);
  g_return_if_fail (sy_conversation_get_temporary (conversation));

  sy_chat_session_stop (ended);
  sy_worst_health_remove_session (self->worst_health, ended);
  g_hash_table_remove (self->reply_proofs, ended);
  g_hash_table_remove (self->sessions, conversation);
}

/**
 * sy_workspace_find_session:
 * @conversation: any conversation
 *
 * Returns: (transfer none) (nullable): its session, %NULL when it was not opened
 *   since the program started
 */
SyChatSession *
sy_workspace_find_session (SyWorkspace    *self,
                           SyConversation *conversation)
{
  g_return_val_if_fail (SY_IS_WORKSPACE (self), NULL);

  return g_hash_table_lookup (self->sessions, conversation);
}

static void
conversation_opened_cb (GObject      *object,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  SyWorkspace *self = g_task_get_source_object (task);
  SyConversation *conversation = g_task_get_task_data (task);
  g_autoptr(SyMessageWindow) messages = NULL;
  SyChatSession *session;
  GError *error = NULL;

  messages = sy_conversation_keeper_open_finish (SY_CONVERSATION_KEEPER (object), result, &error);
  if (messages == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  /* Somebody else may have been faster. */
  session = sy_workspace_find_session (self, conversation);
  if (session == NULL)
    session = create_session (self, messages);

  g_task_return_pointer (task, g_object_ref (session), g_object_unref);
}

/**
 * sy_workspace_open_session_async:
 * @conversation: one of the list
 *
 * Gets what is needed to show a conversation, and to go on with it.
 */
void
sy_workspace_open_session_async (SyWorkspace         *self,
                                 SyConversation      *conversation,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  SyChatSession *session;
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (SY_IS_WORKSPACE (self));
  g_return_if_fail (SY_IS_CONVERSATION (conversation));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, sy_workspace_open_session_async);
  g_task_set_task_data (task, g_object_ref (conversation), g_object_unref);

  session = sy_workspace_find_session (self, conversation);
  if (session != NULL)
    g_task_return_pointer (task, g_object_ref (session), g_object_unref);
  else
    sy_conversation_keeper_open_async (self->conversation_keeper, conversation,
                                       conversation_opened_cb, g_steal_pointer (&task));
}

/**
 * sy_workspace_open_session_finish:
 * @error: return location for a %SY_ERROR_STORE
 *
 * Returns: (transfer full) (nullable): the conversation's session
 */
SyChatSession *
sy_workspace_open_session_finish (SyWorkspace   *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

SyStore *
sy_workspace_get_store (SyWorkspace *self)
{
  g_return_val_if_fail (SY_IS_WORKSPACE (self), NULL);

  return sy_conversation_keeper_get_store (self->conversation_keeper);
}
