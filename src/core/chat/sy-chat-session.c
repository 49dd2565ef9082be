/* sy-chat-session.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-chat-session"

#include "config.h"

#include "sy-chat-session.h"

#include "sy-context.h"
#include "sy-error.h"
#include "sy-key-lookup.h"
#include "sy-keyring.h"
#include "sy-title.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _SyChatSession
{
  GObject          parent_instance;

  SyMessageWindow *messages;
  SyProviderList  *providers;
  SyKeyring       *keyring;
  SyHttp          *http;
  SyRedact        *redact;
  SyClock         *clock;
  SyChatState      state;

  /* The reply under way and who gives it; NULL when idle. */
  SyMessage       *reply;
  SyProvider      *provider;
  GCancellable    *lookup;
  char            *key_origin;
  SyCompletion    *completion;
  gint64           started_at;
};

G_DEFINE_ENUM_TYPE (SyChatState, sy_chat_state,
                    G_DEFINE_ENUM_VALUE (SY_CHAT_IDLE, "idle"),
                    G_DEFINE_ENUM_VALUE (SY_CHAT_CONNECTING, "connecting"),
                    G_DEFINE_ENUM_VALUE (SY_CHAT_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (SY_CHAT_STREAMING, "streaming"))

G_DEFINE_FINAL_TYPE (SyChatSession, sy_chat_session, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_CONVERSATION,
  PROP_MESSAGES,
  PROP_STATE,
  PROP_CAN_SEND,
  N_PROPS,
};

enum
{
  SIGNAL_FAILED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void look_up_key (SyChatSession *self);

static GWeakRef *
weak_ref_new (SyChatSession *self)
{
  GWeakRef *ref = g_new0 (GWeakRef, 1);

  g_weak_ref_init (ref, self);

  return ref;
}

/* The session, when it is still there; frees the box it was kept in. */
static SyChatSession *
weak_ref_take (GWeakRef *ref)
{
  SyChatSession *self = g_weak_ref_get (ref);

  g_weak_ref_clear (ref);
  g_free (ref);

  return self;
}

static void
set_state (SyChatSession *self,
           SyChatState    state)
{
  SyChatState old_state = self->state;

  if (old_state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);

  if ((old_state == SY_CHAT_IDLE) != (state == SY_CHAT_IDLE))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_SEND]);
}

/* After this nothing that is still on its way can reach the session. */
static void
drop_request (SyChatSession *self)
{
  g_autoptr(SyCompletion) completion = g_steal_pointer (&self->completion);

  g_cancellable_cancel (self->lookup);
  g_clear_object (&self->lookup);
  g_clear_object (&self->provider);
  g_clear_pointer (&self->key_origin, g_free);

  if (completion != NULL)
    {
      g_signal_handlers_disconnect_by_data (completion, self);
      sy_completion_cancel (completion);
    }
}

static void
end_reply (SyChatSession  *self,
           SyMessageState  state,
           const GError   *error)
{
  g_autoptr(SyMessage) reply = g_steal_pointer (&self->reply);
  SyConversation *conversation = sy_chat_session_get_conversation (self);
  gint64 duration = sy_clock_get_monotonic (self->clock) - self->started_at;

  drop_request (self);
  sy_message_finish (reply, state, duration, error);
  sy_conversation_add_cost (conversation, sy_message_get_cost (reply));
  sy_conversation_set_busy (conversation, FALSE);
  set_state (self, SY_CHAT_IDLE);
}

static void
fail_reply (SyChatSession *self,
            const GError  *error)
{
  /* The completion it may belong to goes with the reply. */
  g_autoptr(GError) copy = g_error_copy (error);

  end_reply (self, SY_MESSAGE_FAILED, copy);
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, copy);
}

static void
delta_cb (SyChatSession *self,
          const SyDelta *delta,
          SyCompletion  *completion)
{
  g_assert (SY_IS_CHAT_SESSION (self));
  g_assert (self->completion == completion);

  switch (delta->kind)
    {
    case SY_DELTA_TEXT:
      sy_message_append (self->reply, delta->text, (gssize) delta->length);
      break;

    case SY_DELTA_REASONING:
      sy_message_append_reasoning (self->reply, delta->text, (gssize) delta->length);
      break;

    case SY_DELTA_DETAIL:
      sy_message_add_detail (self->reply, delta->raw);
      break;

    case SY_DELTA_USAGE:
      sy_message_set_usage (self->reply, delta->usage);
      break;

    case SY_DELTA_SERVED:
      sy_message_set_served_model (self->reply, delta->text);
      break;

    case SY_DELTA_FINISH:
      sy_message_set_finish_reason (self->reply, delta->text);
      break;

    case SY_DELTA_IMAGE:
    case SY_DELTA_ANNOTATION:
    case SY_DELTA_TOOL_CALL:
    case SY_DELTA_ERROR:
    default:
      break;
    }
}

static void
completion_state_cb (SyChatSession *self,
                     GParamSpec    *pspec,
                     SyCompletion  *completion)
{
  g_assert (SY_IS_CHAT_SESSION (self));

  switch (sy_completion_get_state (completion))
    {
    case SY_COMPLETION_WAITING:
      set_state (self, SY_CHAT_WAITING);
      break;

    case SY_COMPLETION_STREAMING:
      set_state (self, SY_CHAT_STREAMING);
      break;

    case SY_COMPLETION_CONNECTING:
    case SY_COMPLETION_FINISHED:
    default:
      break;
    }
}

static void
finished_cb (SyChatSession *self,
             SyCompletion  *completion)
{
  const GError *error = sy_completion_get_error (completion);

  g_assert (SY_IS_CHAT_SESSION (self));
  g_assert (self->completion == completion);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    end_reply (self, SY_MESSAGE_CANCELLED, NULL);
  else if (error != NULL)
    fail_reply (self, error);
  else if (sy_message_get_finish_reason (self->reply) == NULL)
    end_reply (self, SY_MESSAGE_INTERRUPTED, NULL);
  else
    end_reply (self, SY_MESSAGE_COMPLETE, NULL);
}

static void
start_completion (SyChatSession *self,
                  const char    *key)
{
  g_autoptr(SyCompletion) completion = sy_completion_new (self->http, self->redact);
  g_autoptr(SyRequest) request = NULL;

  request = sy_context_build (G_LIST_MODEL (self->messages),
                              self->provider,
                              sy_message_get_model_id (self->reply));
  g_signal_connect_object (completion, "delta",
                           G_CALLBACK (delta_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (completion, "notify::state",
                           G_CALLBACK (completion_state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (completion, "finished",
                           G_CALLBACK (finished_cb), self, G_CONNECT_SWAPPED);

  self->completion = g_object_ref (completion);
  sy_completion_start (completion, self->provider, key, request);
}

/* The person may have moved the API base while the keyring was asked: the key must never go to
 * another origin than the one it was looked up for. */
static void
look_up_again (SyChatSession *self)
{
  g_autoptr(GError) error = NULL;

  if (sy_provider_check_ready (self->provider, sy_message_get_model_id (self->reply), &error))
    look_up_key (self);
  else
    fail_reply (self, error);
}

static void
take_key (SyChatSession *self,
          const char    *key,
          const GError  *lookup_error)
{
  SyPreset *preset = sy_provider_get_preset (self->provider);

  if (key != NULL || sy_preset_get_key_need (preset) != SY_KEY_REQUIRED)
    {
      start_completion (self, key);
    }
  else if (lookup_error != NULL)
    {
      fail_reply (self, lookup_error);
    }
  else
    {
      g_autoptr(GError) error = sy_provider_no_key_error (self->provider);

      fail_reply (self, error);
    }
}

static void
key_cb (GObject      *object,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(SyChatSession) self = weak_ref_take (user_data);
  g_autoptr(GError) error = NULL;
  char *key = sy_key_lookup_finish (SY_KEYRING (object), result, &error);

  /* Whoever ends the reply cancels the lookup: an answer to one that was not cancelled is the
   * one the session waits for. */
  if (self != NULL && !g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    {
      if (g_strcmp0 (self->key_origin, sy_provider_get_origin (self->provider)) != 0)
        look_up_again (self);
      else
        take_key (self, key, error);
    }

  sy_keyring_free_key (key);
}

static void
look_up_key (SyChatSession *self)
{
  g_set_str (&self->key_origin, sy_provider_get_origin (self->provider));
  sy_key_lookup_async (self->keyring,
                       sy_provider_get_id (self->provider),
                       self->key_origin,
                       self->lookup,
                       key_cb,
                       weak_ref_new (self));
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
check_can_send (SyChatSession  *self,
                const char     *text,
                GError        **error)
{
  SyConversation *conversation = sy_chat_session_get_conversation (self);
  SyProvider *provider = sy_chat_session_get_provider (self);
  const char *reason = NULL;

  if (self->state != SY_CHAT_IDLE)
    reason = _("A reply is still being written");
  else if (*text == '\0')
    reason = _("There is nothing to send");
  else if (provider == NULL && sy_conversation_get_provider_id (conversation) != NULL)
    reason = _("Provider removed");
  else if (provider == NULL)
    reason = _("No provider is set up");

  if (reason != NULL)
    {
      g_set_error_literal (error, SY_ERROR, SY_ERROR_SETUP, reason);
      return FALSE;
    }

  return sy_provider_check_ready (provider, sy_chat_session_get_model_id (self), error);
}

static char *
dup_last_id (SyChatSession *self)
{
  GListModel *messages = G_LIST_MODEL (self->messages);
  guint n_messages = g_list_model_get_n_items (messages);
  g_autoptr(SyMessage) last = NULL;

  if (n_messages == 0)
    return NULL;

  last = g_list_model_get_item (messages, n_messages - 1);

  return g_strdup (sy_message_get_id (last));
}

/* With its first message a conversation stops following the default provider. */
static void
update_conversation (SyChatSession *self,
                     const char    *text,
                     gint64         now)
{
  SyConversation *conversation = sy_chat_session_get_conversation (self);

  sy_conversation_set_model_id (conversation, sy_message_get_model_id (self->reply));
  sy_conversation_set_provider_id (conversation, sy_provider_get_id (self->provider));

  if (sy_conversation_get_title (conversation) == NULL)
    {
      g_autofree char *title = sy_title_from_text (text);

      sy_conversation_set_title (conversation, title);
    }

  sy_conversation_set_busy (conversation, TRUE);
  sy_conversation_touch (conversation, now);
}

static void
begin_reply (SyChatSession *self,
             const char    *text)
{
  gint64 now = sy_clock_get_now (self->clock);
  g_autofree char *user_id = g_uuid_string_random ();
  g_autofree char *reply_id = g_uuid_string_random ();
  g_autofree char *last_id = dup_last_id (self);
  g_autoptr(SyMessage) message = sy_message_new (user_id, last_id, SY_ROLE_USER, now);
  g_autoptr(SyMessage) reply = sy_message_new (reply_id, user_id, SY_ROLE_ASSISTANT, now);

  sy_message_append (message, text, -1);
  sy_message_set_model_id (reply, sy_chat_session_get_model_id (self));

  g_set_object (&self->reply, reply);
  g_set_object (&self->provider, sy_chat_session_get_provider (self));
  self->lookup = g_cancellable_new ();
  self->started_at = sy_clock_get_monotonic (self->clock);

  set_state (self, SY_CHAT_CONNECTING);
  update_conversation (self, text, now);
  sy_message_window_append (self->messages, message);
  sy_message_window_append (self->messages, reply);
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

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sy_chat_session_dispose (GObject *object)
{
  SyChatSession *self = SY_CHAT_SESSION (object);

  /* Nobody pressed Stop, so this is no reply that was cancelled. */
  if (self->reply != NULL)
    end_reply (self, SY_MESSAGE_INTERRUPTED, NULL);

  g_clear_object (&self->messages);
  g_clear_object (&self->providers);
  g_clear_object (&self->keyring);
  g_clear_object (&self->http);
  g_clear_object (&self->redact);
  g_clear_object (&self->clock);

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
  self->providers = g_object_ref (services->providers);
  self->keyring = g_object_ref (services->keyring);
  self->http = g_object_ref (services->http);
  self->redact = g_object_ref (services->redact);
  self->clock = g_object_ref (services->clock);

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

  return id != NULL ? sy_provider_list_find (self->providers, id)
                    : sy_provider_list_get_default (self->providers);
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

  g_return_val_if_fail (SY_IS_CHAT_SESSION (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  trimmed = trim_end (text);
  if (!check_can_send (self, trimmed, error))
    return FALSE;

  begin_reply (self, trimmed);

  /* Who was told of the new messages may have stopped the reply already. */
  if (self->reply == NULL)
    return TRUE;

  if (sy_preset_get_key_need (sy_provider_get_preset (self->provider)) == SY_KEY_NONE)
    start_completion (self, NULL);
  else
    look_up_key (self);

  return TRUE;
}

/**
 * sy_chat_session_stop:
 * @self: a #SyChatSession
 *
 * Ends the reply under way at once; it keeps the text it has.  Nothing happens
 * when there is none.
 */
void
sy_chat_session_stop (SyChatSession *self)
{
  g_return_if_fail (SY_IS_CHAT_SESSION (self));

  if (self->reply != NULL)
    end_reply (self, SY_MESSAGE_CANCELLED, NULL);
}
