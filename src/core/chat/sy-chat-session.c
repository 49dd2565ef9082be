/* sy-chat-session.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-chat-session"

#include "config.h"

#include "sy-chat-session.h"

#include "sy-chat-session-private.h"
#include "sy-error.h"
#include "sy-title.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_ENUM_TYPE (SyChatState, sy_chat_state,
                    G_DEFINE_ENUM_VALUE (SY_CHAT_IDLE, "idle"),
                    G_DEFINE_ENUM_VALUE (SY_CHAT_CONNECTING, "connecting"),
                    G_DEFINE_ENUM_VALUE (SY_CHAT_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (SY_CHAT_STREAMING, "streaming"),
                    G_DEFINE_ENUM_VALUE (SY_CHAT_RETRYING, "retrying"))

G_DEFINE_FINAL_TYPE (SyChatSession, sy_chat_session, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_CONVERSATION,
  PROP_MESSAGES,
  PROP_STATE,
  PROP_CAN_SEND,
  PROP_RETRY_ERROR,
  PROP_RETRY_AT,
  N_PROPS,
};

enum
{
  SIGNAL_FAILED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
retry_due_cb (gpointer user_data)
{
  sy_chat_session_retry_due (SY_CHAT_SESSION (user_data));
}

static char *
trim_end (const char *text)
{
  const char *end = text + strlen (text);

  while (end > text && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);

  return g_strndup (text, (gsize) (end - text));
}

static gboolean
check_ready (SyChatSession  *self,
             GError        **error)
{
  SyConversation *conversation = sy_chat_session_get_conversation (self);
  SyProvider *provider = sy_chat_session_get_provider (self);

  if (provider != NULL)
    return sy_provider_check_ready (provider, sy_chat_session_get_model_id (self), error);

  g_set_error_literal (error, SY_ERROR, SY_ERROR_SETUP,
                       sy_conversation_get_provider_id (conversation) != NULL
                         ? _("Provider removed")
                         : _("No provider is set up"));

  return FALSE;
}

static gboolean
check_can_send (SyChatSession  *self,
                const char     *text,
                GError        **error)
{
  const char *reason = NULL;

  if (self->state != SY_CHAT_IDLE)
    reason = _("A reply is still being written");
  else if (*text == '\0')
    reason = _("There is nothing to send");

  if (reason != NULL)
    {
      g_set_error_literal (error, SY_ERROR, SY_ERROR_SETUP, reason);
      return FALSE;
    }

  return check_ready (self, error);
}

static SyMessage *
dup_last (SyChatSession *self)
{
  GListModel *messages = G_LIST_MODEL (self->messages);
  guint n_messages = g_list_model_get_n_items (messages);

  return n_messages > 0 ? g_list_model_get_item (messages, n_messages - 1) : NULL;
}

static SyMessage *
new_message (SyChatSession *self,
             SyRole         role,
             const char    *parent_id)
{
  g_autofree char *id = g_uuid_string_random ();

  return sy_message_new (id, parent_id, role, sy_clock_get_now (self->services.clock));
}

/* With its first message a conversation stops following the default provider. */
static void
update_conversation (SyChatSession *self,
                     SyMessage     *reply)
{
  SyConversation *conversation = sy_chat_session_get_conversation (self);
  const char *provider_id = sy_message_get_provider_id (reply);

  sy_conversation_set_busy (conversation, TRUE);

  if (provider_id != NULL)
    {
      sy_conversation_set_model_id (conversation, sy_message_get_model_id (reply));
      sy_conversation_set_provider_id (conversation, provider_id);
    }

  sy_conversation_touch (conversation, sy_message_get_created_at (reply));
}

/* Takes the provider and the model as they are now; from here on a reply is under way, unless
 * who was told of it stopped it. */
static SyMessage *
begin_reply (SyChatSession *self,
             const char    *parent_id,
             gint64         max_tokens)
{
  SyProvider *provider = sy_chat_session_get_provider (self);
  SyMessage *reply = new_message (self, SY_ROLE_ASSISTANT, parent_id);

  sy_message_set_model_id (reply, sy_chat_session_get_model_id (self));
  if (provider != NULL)
    {
      sy_message_set_provider_id (reply, sy_provider_get_id (provider));
      sy_model_marks_add_recent (sy_provider_get_marks (provider),
                                 sy_message_get_model_id (reply));
    }

  self->reply = g_object_ref (reply);
  g_set_object (&self->provider, provider);
  self->max_tokens = max_tokens;
  self->n_lessons = 0;
  self->started_at = sy_clock_get_monotonic (self->services.clock);
  sy_retry_reset (self->retry);

  g_object_freeze_notify (G_OBJECT (self));
  sy_chat_session_set_state (self, SY_CHAT_CONNECTING);
  update_conversation (self, reply);
  g_object_thaw_notify (G_OBJECT (self));

  return reply;
}

static void
update_title (SyChatSession *self,
              const char    *text)
{
  SyConversation *conversation = sy_chat_session_get_conversation (self);
  g_autofree char *title = NULL;

  if (sy_conversation_get_title (conversation) != NULL)
    return;

  title = sy_title_from_text (text);
  sy_conversation_set_title (conversation, title);
}

static void
sy_chat_session_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  SyChatSession *self = SY_CHAT_SESSION (object);

  switch (prop_id)
    {
    case PROP_CONVERSATION:
      g_value_set_object (value, sy_chat_session_get_conversation (self));
      break;

    case PROP_MESSAGES:
      g_value_set_object (value, self->messages);
      break;

    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;

    case PROP_CAN_SEND:
      g_value_set_boolean (value, sy_chat_session_get_can_send (self));
      break;

    case PROP_RETRY_ERROR:
      g_value_set_boxed (value, sy_chat_session_get_retry_error (self));
      break;

    case PROP_RETRY_AT:
      g_value_set_int64 (value, sy_chat_session_get_retry_at (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sy_chat_session_dispose (GObject *object)
{
  SyChatSession *self = SY_CHAT_SESSION (object);

  if (self->reply != NULL && self->state == SY_CHAT_RETRYING)
    {
      g_autoptr(GError) error = g_error_copy (sy_retry_get_error (self->retry));

      sy_chat_session_end_reply (self, SY_MESSAGE_FAILED, error);
    }
  else if (self->reply != NULL)
    {
      /* Nobody pressed Stop, so this is no reply that was cancelled. */
      sy_chat_session_end_reply (self, SY_MESSAGE_INTERRUPTED, NULL);
    }

  g_clear_pointer (&self->retry, sy_retry_free);
  g_clear_pointer (&self->recorder, sy_recorder_free);
  g_clear_object (&self->messages);
  sy_chat_services_clear (&self->services);

  G_OBJECT_CLASS (sy_chat_session_parent_class)->dispose (object);
}

static void
sy_chat_session_class_init (SyChatSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sy_chat_session_get_property;
  object_class->dispose = sy_chat_session_dispose;

  properties[PROP_CONVERSATION] =
    g_param_spec_object ("conversation", NULL, NULL, SY_TYPE_CONVERSATION, flags);
  properties[PROP_MESSAGES] =
    g_param_spec_object ("messages", NULL, NULL, SY_TYPE_MESSAGE_WINDOW, flags);
  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, SY_TYPE_CHAT_STATE, SY_CHAT_IDLE, flags);
  properties[PROP_CAN_SEND] = g_param_spec_boolean ("can-send", NULL, NULL, TRUE, flags);
  properties[PROP_RETRY_ERROR] =
    g_param_spec_boxed ("retry-error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_RETRY_AT] =
    g_param_spec_int64 ("retry-at", NULL, NULL, -1, G_MAXINT64, 0, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * SyChatSession::failed:
   * @self: a #SyChatSession
   * @error: what went wrong; the message has it too
   *
   * A reply has ended with an error.  The session is idle again.
   */
  signals[SIGNAL_FAILED] = g_signal_new ("failed",
                                         SY_TYPE_CHAT_SESSION,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_ERROR);
}

static void
sy_chat_session_init (SyChatSession *self)
{
}

/**
 * sy_chat_session_set_state:
 * @self: a #SyChatSession
 * @state: how far the reply under way is
 *
 * Tells of a change of the state.
 */
void
sy_chat_session_set_state (SyChatSession *self,
                           SyChatState    state)
{
  SyChatState old_state;

  g_return_if_fail (SY_IS_CHAT_SESSION (self));

  old_state = self->state;
  if (old_state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);

  if ((old_state == SY_CHAT_IDLE) != (state == SY_CHAT_IDLE))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_SEND]);
}

/**
 * sy_chat_session_notify_retry:
 * @self: a #SyChatSession
 *
 * Tells that an attempt was planned, or a plan given up.
 */
void
sy_chat_session_notify_retry (SyChatSession *self)
{
  g_return_if_fail (SY_IS_CHAT_SESSION (self));

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RETRY_ERROR]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RETRY_AT]);
}

/**
 * sy_chat_session_end_reply:
 * @self: a #SyChatSession with a reply under way
 * @state: how it ended
 * @error: (nullable): what ended it
 *
 * Ends the reply, and all that was done or planned for it.
 */
void
sy_chat_session_end_reply (SyChatSession  *self,
                           SyMessageState  state,
                           const GError   *error)
{
  g_autoptr(SyMessage) reply = NULL;
  SyConversation *conversation;

  g_return_if_fail (SY_IS_CHAT_SESSION (self));
  g_return_if_fail (self->reply != NULL);

  reply = g_steal_pointer (&self->reply);
  conversation = sy_chat_session_get_conversation (self);
  sy_chat_session_drop_attempt (self);
  g_clear_object (&self->provider);
  g_clear_pointer (&self->origin, g_free);

  sy_message_finish (reply, state,
                     sy_clock_get_monotonic (self->services.clock) - self->started_at,
                     error);
  sy_conversation_add_cost (conversation, sy_message_get_cost (reply));
  sy_conversation_set_busy (conversation, FALSE);
  sy_recorder_end (self->recorder);

  g_object_freeze_notify (G_OBJECT (self));
  sy_chat_session_forget_retry (self);
  sy_chat_session_set_state (self, SY_CHAT_IDLE);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * sy_chat_session_fail_reply:
 * @self: a #SyChatSession with a reply under way
 * @error: what went wrong
 *
 * Ends the reply as failed, and says so.
 */
void
sy_chat_session_fail_reply (SyChatSession *self,
                            const GError  *error)
{
  g_autoptr(GError) copy = NULL;

  g_return_if_fail (SY_IS_CHAT_SESSION (self));
  g_return_if_fail (error != NULL);

  /* The attempt or the plan it may belong to goes with the reply. */
  copy = g_error_copy (error);
  sy_chat_session_end_reply (self, SY_MESSAGE_FAILED, copy);
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, copy);
}

/**
 * sy_chat_session_new:
 * @messages: (transfer none): a conversation's messages
 * @services: what sessions share; references are taken
 *
 * Makes the one who sends a conversation's messages and writes the replies.
 *
 * Returns: (transfer full): the session, idle
 */
SyChatSession *
sy_chat_session_new (SyMessageWindow      *messages,
                     const SyChatServices *services)
{
  SyChatSession *self;

  g_return_val_if_fail (SY_IS_MESSAGE_WINDOW (messages), NULL);
  g_return_val_if_fail (services != NULL, NULL);

  self = g_object_new (SY_TYPE_CHAT_SESSION, NULL);
  self->messages = g_object_ref (messages);
  sy_chat_services_copy (&self->services, services);
  self->recorder = sy_recorder_new (sy_message_window_get_conversation (messages),
                                    self->services.clock);
  self->retry = sy_retry_new (self->services.clock,
                              self->services.network,
                              self->services.random,
                              retry_due_cb,
                              self);

  return self;
}

/**
 * sy_chat_session_get_conversation:
 * @self: a #SyChatSession
 *
 * Returns: (transfer none): what is talked about here
 */
SyConversation *
sy_chat_session_get_conversation (SyChatSession *self)
{
  g_return_val_if_fail (SY_IS_CHAT_SESSION (self), NULL);

  return self->messages != NULL ? sy_message_window_get_conversation (self->messages) : NULL;
}

/**
 * sy_chat_session_get_messages:
 * @self: a #SyChatSession
 *
 * Returns: (transfer none): the conversation's messages
 */
SyMessageWindow *
sy_chat_session_get_messages (SyChatSession *self)
{
  g_return_val_if_fail (SY_IS_CHAT_SESSION (self), NULL);

  return self->messages;
}

/**
 * sy_chat_session_get_state:
 * @self: a #SyChatSession
 *
 * Returns: how far the reply under way is
 */
SyChatState
sy_chat_session_get_state (SyChatSession *self)
{
  g_return_val_if_fail (SY_IS_CHAT_SESSION (self), SY_CHAT_IDLE);

  return self->state;
}

/**
 * sy_chat_session_get_can_send:
 * @self: a #SyChatSession
 *
 * Returns: whether no reply is under way.  What else sending needs is told by
 *   sy_chat_session_send() itself.
 */
gboolean
sy_chat_session_get_can_send (SyChatSession *self)
{
  g_return_val_if_fail (SY_IS_CHAT_SESSION (self), FALSE);

  return self->state == SY_CHAT_IDLE;
}

/**
 * sy_chat_session_get_provider:
 * @self: a #SyChatSession
 *
 * Gets who would be asked next: the conversation's own provider, or the
 * default one as long as it has none.
 *
 * Returns: (transfer none) (nullable): the provider, %NULL when it was removed
 */
SyProvider *
sy_chat_session_get_provider (SyChatSession *self)
{
  const char *id;

  g_return_val_if_fail (SY_IS_CHAT_SESSION (self), NULL);

  id = sy_conversation_get_provider_id (sy_chat_session_get_conversation (self));

  return id != NULL ? sy_provider_list_find (self->services.providers, id)
                    : sy_provider_list_get_default (self->services.providers);
}

/**
 * sy_chat_session_get_asked_provider:
 * @self: a #SyChatSession
 *
 * Returns: (transfer none) (nullable): who gives the reply under way; %NULL when idle
 */
SyProvider *
sy_chat_session_get_asked_provider (SyChatSession *self)
{
  g_return_val_if_fail (SY_IS_CHAT_SESSION (self), NULL);

  return self->provider;
}

/**
 * sy_chat_session_get_model_id:
 * @self: a #SyChatSession
 *
 * Gets which model would be asked next: the conversation's own, or its
 * provider's as long as it has none.
 *
 * Returns: (transfer none) (nullable): exact id; "" or %NULL when none is set
 */
const char *
sy_chat_session_get_model_id (SyChatSession *self)
{
  const char *model_id;
  SyProvider *provider;

  g_return_val_if_fail (SY_IS_CHAT_SESSION (self), NULL);

  model_id = sy_conversation_get_model_id (sy_chat_session_get_conversation (self));
  if (model_id != NULL)
    return model_id;

  provider = sy_chat_session_get_provider (self);

  return provider != NULL ? sy_provider_get_model_id (provider) : NULL;
}

/**
 * sy_chat_session_set_model:
 * @self: a #SyChatSession
 * @provider: who is asked from now on
 * @model_id: which model
 * @error: return location for an error
 *
 * Switches the conversation to another model or provider, from the next message
 * on.  A reply under way stays with whom it came from.
 *
 * Returns: %FALSE with %SY_ERROR_SETUP or another error of
 *   sy_provider_check_ready() when nothing was changed
 */
gboolean
sy_chat_session_set_model (SyChatSession  *self,
                           SyProvider     *provider,
                           const char     *model_id,
                           GError        **error)
{
  SyConversation *conversation;
  const char *id;

  g_return_val_if_fail (SY_IS_CHAT_SESSION (self), FALSE);
  g_return_val_if_fail (SY_IS_PROVIDER (provider), FALSE);
  g_return_val_if_fail (model_id != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  conversation = sy_chat_session_get_conversation (self);
  id = sy_provider_get_id (provider);

  if (sy_provider_list_find (self->services.providers, id) != provider)
    {
      g_set_error_literal (error, SY_ERROR, SY_ERROR_SETUP, _("Provider removed"));
      return FALSE;
    }

  if (!sy_provider_check_ready (provider, model_id, error))
    return FALSE;

  sy_conversation_set_provider_id (conversation, id);
  sy_conversation_set_model_id (conversation, model_id);

  return TRUE;
}

/**
 * sy_chat_session_get_retry_error:
 * @self: a #SyChatSession
 *
 * Returns: (transfer none) (nullable): why there is another attempt, in
 *   %SY_CHAT_RETRYING
 */
const GError *
sy_chat_session_get_retry_error (SyChatSession *self)
{
  g_return_val_if_fail (SY_IS_CHAT_SESSION (self), NULL);

  return self->retry != NULL ? sy_retry_get_error (self->retry) : NULL;
}

/**
 * sy_chat_session_get_retry_at:
 * @self: a #SyChatSession
 *
 * Returns: when the next attempt begins by itself, on the monotonic clock in
 *   microseconds; 0 when there is none, -1 when the network is waited for
 */
gint64
sy_chat_session_get_retry_at (SyChatSession *self)
{
  g_return_val_if_fail (SY_IS_CHAT_SESSION (self), 0);

  return self->retry != NULL ? sy_retry_get_at (self->retry) : 0;
}

/**
 * sy_chat_session_get_can_retry:
 * @self: a #SyChatSession
 *
 * Returns: whether the last message is a reply that is over
 */
gboolean
sy_chat_session_get_can_retry (SyChatSession *self)
{
  g_autoptr(SyMessage) last = NULL;

  g_return_val_if_fail (SY_IS_CHAT_SESSION (self), FALSE);

  if (self->state != SY_CHAT_IDLE)
    return FALSE;

  last = dup_last (self);

  return last != NULL &&
         sy_message_get_role (last) == SY_ROLE_ASSISTANT &&
         sy_message_get_state (last) != SY_MESSAGE_STREAMING;
}

/**
 * sy_chat_session_send:
 * @self: a #SyChatSession
 * @text: what the person wrote, valid UTF-8; white space at its end is left out
 * @error: return location for an error
 *
 * Appends the person's message and an empty reply, and asks for the reply.
 * From here on everything that goes wrong is told by the reply and by
 * #SyChatSession::failed.
 *
 * Returns: %TRUE when the message is part of the conversation; %FALSE with
 *   %SY_ERROR_SETUP or another error of sy_provider_check_ready() when nothing
 *   was changed
 */
gboolean
sy_chat_session_send (SyChatSession  *self,
                      const char     *text,
                      GError        **error)
{
  g_autofree char *trimmed = NULL;
  g_autoptr(SyMessage) last = NULL;
  g_autoptr(SyMessage) message = NULL;
  g_autoptr(SyMessage) reply = NULL;

  g_return_val_if_fail (SY_IS_CHAT_SESSION (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  trimmed = trim_end (text);
  if (!check_can_send (self, trimmed, error))
    return FALSE;

  last = dup_last (self);
  message = new_message (self, SY_ROLE_USER, last != NULL ? sy_message_get_id (last) : NULL);
  sy_message_append (message, trimmed, -1);

  reply = begin_reply (self, sy_message_get_id (message), 0);
  update_title (self, trimmed);
  sy_recorder_add (self->recorder, message);
  sy_recorder_add (self->recorder, reply);
  sy_recorder_begin (self->recorder, reply);
  sy_message_window_append (self->messages, message);
  sy_message_window_append (self->messages, reply);

  /* Who was told of the new messages may have stopped the reply already. */
  if (self->reply == reply)
    sy_chat_session_begin_attempt (self);

  return TRUE;
}

/**
 * sy_chat_session_retry:
 * @self: a #SyChatSession
 * @max_tokens: how long the reply may get, 0 for what the settings say
 *
 * Asks once more for the last reply, of the provider and the model that are set
 * now.  The new reply takes the place of the old one, which stays in memory as
 * a variant.  Nothing happens unless sy_chat_session_get_can_retry().
 */
void
sy_chat_session_retry (SyChatSession *self,
                       gint64         max_tokens)
{
  g_autoptr(SyMessage) old = NULL;
  g_autoptr(SyMessage) reply = NULL;
  g_autoptr(GError) error = NULL;
  gboolean ready;

  g_return_if_fail (SY_IS_CHAT_SESSION (self));
  g_return_if_fail (max_tokens >= 0);

  if (!sy_chat_session_get_can_retry (self))
    return;

  old = dup_last (self);
  ready = check_ready (self, &error);
  reply = begin_reply (self, sy_message_get_parent_id (old), max_tokens);
  sy_recorder_add (self->recorder, reply);
  sy_recorder_begin (self->recorder, reply);
  sy_message_window_replace_last (self->messages, reply);

  if (self->reply != reply)
    return;

  if (ready)
    sy_chat_session_begin_attempt (self);
  else
    sy_chat_session_fail_reply (self, error);
}

/**
 * sy_chat_session_stop:
 * @self: a #SyChatSession
 *
 * Ends the reply under way at once; it keeps the text it has.  A reply that
 * waits for another attempt has failed.  Nothing happens when there is none.
 */
void
sy_chat_session_stop (SyChatSession *self)
{
  g_return_if_fail (SY_IS_CHAT_SESSION (self));

  if (self->reply == NULL)
    return;

  if (self->state == SY_CHAT_RETRYING)
    sy_chat_session_fail_reply (self, sy_retry_get_error (self->retry));
  else
    sy_chat_session_end_reply (self, SY_MESSAGE_CANCELLED, NULL);
}
