/* sy-chat-asking.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-chat-asking"

#include "config.h"

#include "sy-chat-session.h"

#include "sy-chat-session-private.h"
#include "sy-error.h"
#include "sy-store.h"

#include <glib/gi18n-lib.h>

/* So often a request is put differently for a server that refuses one parameter after the
 * other. */
#define MAX_LESSONS 8

static void
attempt_state_cb (SyChatSession *self,
                  GParamSpec    *pspec,
                  SyAttempt     *attempt)
{
  g_assert (SY_IS_CHAT_SESSION (self));
  g_assert (self->attempt == attempt);

  switch (sy_attempt_get_state (attempt))
    {
    case SY_COMPLETION_WAITING:
      sy_chat_session_set_state (self, SY_CHAT_WAITING);
      break;

    case SY_COMPLETION_STREAMING:
      sy_chat_session_set_state (self, SY_CHAT_STREAMING);
      break;

    case SY_COMPLETION_CONNECTING:
    case SY_COMPLETION_FINISHED:
    default:
      break;
    }
}

/* What was said to one server is not said to another by itself, let alone the key. */
static gboolean
is_still_there (SyChatSession *self)
{
  const char *id = sy_provider_get_id (self->provider);

  return sy_provider_list_find (self->services.providers, id) == self->provider &&
         g_strcmp0 (sy_provider_get_origin (self->provider), self->origin) == 0 &&
         sy_provider_check_ready (self->provider, sy_message_get_model_id (self->reply), NULL);
}

/* A server that refuses a parameter is asked again without it, at once. */
static gboolean
ask_differently (SyChatSession *self,
                 const GError  *error)
{
  if (!is_still_there (self) ||
      self->n_lessons >= MAX_LESSONS ||
      !sy_quirks_learn (self->services.quirks,
                        self->origin,
                        sy_message_get_model_id (self->reply),
                        error))
    return FALSE;

  self->n_lessons++;
  sy_chat_session_begin_attempt (self);

  return TRUE;
}

static gboolean
plan_retry (SyChatSession *self,
            const GError  *error)
{
  if (!sy_retry_plan (self->retry, error, self->origin))
    return FALSE;

  g_object_freeze_notify (G_OBJECT (self));
  sy_chat_session_drop_attempt (self);
  sy_chat_session_notify_retry (self);
  sy_chat_session_set_state (self, SY_CHAT_RETRYING);
  g_object_thaw_notify (G_OBJECT (self));

  return TRUE;
}

static void
attempt_finished_cb (SyChatSession *self,
                     SyAttempt     *attempt)
{
  const GError *error = sy_attempt_get_error (attempt);

  g_assert (SY_IS_CHAT_SESSION (self));
  g_assert (self->attempt == attempt);

  g_set_str (&self->origin, sy_attempt_get_origin (attempt));

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    sy_chat_session_end_reply (self, SY_MESSAGE_CANCELLED, NULL);
  else if (error == NULL && sy_message_get_finish_reason (self->reply) == NULL)
    sy_chat_session_end_reply (self, SY_MESSAGE_INTERRUPTED, NULL);
  else if (error == NULL)
    sy_chat_session_end_reply (self, SY_MESSAGE_COMPLETE, NULL);
  else if (sy_attempt_get_has_begun (attempt) ||
           !(ask_differently (self, error) || plan_retry (self, error)))
    sy_chat_session_fail_reply (self, error);
}

static void
fail_unread (SyChatSession *self)
{
  g_autoptr(GError) error =
    g_error_new_literal (SY_ERROR, SY_ERROR_STORE,
                         _("What was said before can't be read, and was not sent"));

  sy_chat_session_fail_reply (self, error);
}

static void
start_when_ready (SyChatSession *self)
{
  if (!self->settled || sy_message_window_get_loading (self->messages))
    return;

  g_signal_handlers_disconnect_by_func (self->messages, start_when_ready, self);
  self->waits = FALSE;

  if (sy_message_window_get_complete (self->messages))
    sy_attempt_start (self->attempt, self->max_tokens);
  else
    fail_unread (self);
}

/* What waits for the store, and may have been given up meanwhile. */
typedef struct
{
  SyChatSession *session;
  SyAttempt     *attempt;
} Waiting;

static void
settled_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autofree Waiting *waiting = user_data;
  g_autoptr(SyChatSession) self = waiting->session;
  g_autoptr(SyAttempt) attempt = waiting->attempt;

  if (self->attempt != attempt || !self->waits)
    return;

  self->settled = TRUE;
  start_when_ready (self);
}

/* Nothing is asked before what the person said is kept: whatever happens now, it is not lost.  All
 * that was said is sent, also what nobody has looked at since.
 */
static void
start_attempt (SyChatSession *self)
{
  SyStore *store = sy_conversation_get_store (sy_chat_session_get_conversation (self));
  GListModel *messages = G_LIST_MODEL (self->messages);
  Waiting *waiting;

  if (store == NULL)
    {
      sy_attempt_start (self->attempt, self->max_tokens);
      return;
    }

  self->waits = TRUE;
  self->settled = FALSE;
  sy_message_window_ensure (self->messages, 0, g_list_model_get_n_items (messages));
  g_signal_connect_object (self->messages, "notify::loading",
                           G_CALLBACK (start_when_ready), self, G_CONNECT_SWAPPED);

  waiting = g_new0 (Waiting, 1);
  waiting->session = g_object_ref (self);
  waiting->attempt = g_object_ref (self->attempt);
  sy_store_settle_async (store, settled_cb, waiting);
}

/**
 * sy_chat_session_forget_retry:
 * @self: a #SyChatSession
 *
 * Gives up the plan for another attempt, if there is one.
 */
void
sy_chat_session_forget_retry (SyChatSession *self)
{
  g_return_if_fail (SY_IS_CHAT_SESSION (self));

  if (sy_retry_get_error (self->retry) == NULL)
    return;

  sy_retry_cancel (self->retry);
  sy_chat_session_notify_retry (self);
}

/**
 * sy_chat_session_drop_attempt:
 * @self: a #SyChatSession
 *
 * Ends the attempt under way, if there is one.  Nothing more comes of it.
 */
void
sy_chat_session_drop_attempt (SyChatSession *self)
{
  g_autoptr(SyAttempt) attempt = NULL;

  g_return_if_fail (SY_IS_CHAT_SESSION (self));

  attempt = g_steal_pointer (&self->attempt);
  if (attempt == NULL)
    return;

  g_signal_handlers_disconnect_by_data (attempt, self);

  /* One that has not begun has nothing to cancel. */
  if (self->waits)
    g_signal_handlers_disconnect_by_func (self->messages, start_when_ready, self);
  else
    sy_attempt_cancel (attempt);

  self->waits = FALSE;
}

/**
 * sy_chat_session_begin_attempt:
 * @self: a #SyChatSession with a reply under way
 *
 * Asks for the reply, for the first time or once more.
 */
void
sy_chat_session_begin_attempt (SyChatSession *self)
{
  g_autoptr(SyAttempt) attempt = NULL;

  g_return_if_fail (SY_IS_CHAT_SESSION (self));
  g_return_if_fail (self->reply != NULL);

  sy_chat_session_drop_attempt (self);

  attempt = sy_attempt_new (&self->services,
                            self->messages,
                            self->provider,
                            self->reply);
  g_signal_connect_object (attempt, "notify::state",
                           G_CALLBACK (attempt_state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (attempt, "finished",
                           G_CALLBACK (attempt_finished_cb), self, G_CONNECT_SWAPPED);
  self->attempt = g_object_ref (attempt);
  self->started_at = sy_clock_get_monotonic (self->services.clock);

  g_object_freeze_notify (G_OBJECT (self));
  sy_chat_session_forget_retry (self);
  sy_chat_session_set_state (self, SY_CHAT_CONNECTING);
  g_object_thaw_notify (G_OBJECT (self));

  /* Who was told may have stopped the reply. */
  if (self->attempt == attempt)
    start_attempt (self);
}

/**
 * sy_chat_session_retry_due:
 * @self: a #SyChatSession that waited for this
 *
 * Asks once more, if who was asked is still there; else the reply has failed.
 */
void
sy_chat_session_retry_due (SyChatSession *self)
{
  g_return_if_fail (SY_IS_CHAT_SESSION (self));
  g_return_if_fail (self->state == SY_CHAT_RETRYING);

  if (is_still_there (self))
    sy_chat_session_begin_attempt (self);
  else
    sy_chat_session_fail_reply (self, sy_retry_get_error (self->retry));
}
