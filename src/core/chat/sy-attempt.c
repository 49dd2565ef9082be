/* sy-attempt.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-attempt"

#include "config.h"

#include "sy-attempt.h"

#include "sy-context.h"
#include "sy-key-lookup.h"
#include "sy-keyring.h"

struct _SyAttempt
{
  GObject            parent_instance;

  SyClock           *clock;
  SyKeyring         *keyring;
  SyHttp            *http;
  SyRedact          *redact;
  SyQuirks          *quirks;
  SyChatDefaults    *defaults;
  SyMessageWindow   *messages;
  SyProvider        *provider;
  SyMessage         *reply;
  gint64             max_tokens;

  SyCompletionState  state;
  GCancellable      *lookup;
  char              *origin;
  SyCompletion      *completion;
  gboolean           has_begun;
  GError            *error;

  /* On the monotonic clock; -1 until then. */
  gint64             started_at;
  gint64             first_at;
};

G_DEFINE_FINAL_TYPE (SyAttempt, sy_attempt, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STATE,
  N_PROPS,
};

enum
{
  SIGNAL_FINISHED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void look_up_key (SyAttempt *self);

static GWeakRef *
weak_ref_new (SyAttempt *self)
{
  GWeakRef *ref = g_new0 (GWeakRef, 1);

  g_weak_ref_init (ref, self);

  return ref;
}

/* The attempt, when it is still there; frees the box it was kept in. */
static SyAttempt *
weak_ref_take (GWeakRef *ref)
{
  SyAttempt *self = g_weak_ref_get (ref);

  g_weak_ref_clear (ref);
  g_free (ref);

  return self;
}

static void
set_state (SyAttempt         *self,
           SyCompletionState  state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/* After this nothing that is still on its way can reach the attempt. */
static void
drop_request (SyAttempt *self)
{
  g_autoptr(SyCompletion) completion = g_steal_pointer (&self->completion);

  g_cancellable_cancel (self->lookup);

  if (completion == NULL)
    return;

  g_signal_handlers_disconnect_by_data (completion, self);
  sy_message_set_skipped (self->reply, sy_completion_get_unreadable (completion));
  sy_message_set_generation_id (self->reply, sy_completion_get_generation_id (completion));
  sy_completion_cancel (completion);
}

static void
finish (SyAttempt    *self,
        const GError *error)
{
  /* The completion it may belong to goes now. */
  if (error != NULL)
    self->error = g_error_copy (error);

  sy_message_end_reasoning (self->reply, sy_clock_get_monotonic (self->clock));
  drop_request (self);
  set_state (self, SY_COMPLETION_FINISHED);
  g_signal_emit (self, signals[SIGNAL_FINISHED], 0);
}

/* When the first one came, and how long was thought. */
static void
take_time (SyAttempt     *self,
           const SyDelta *delta)
{
  gint64 now = sy_clock_get_monotonic (self->clock);

  if (self->first_at < 0)
    {
      self->first_at = now;
      sy_message_set_first_delta (self->reply, MAX (now - self->started_at, 0));
    }

  /* What came so far was no answer. */
  if (delta->kind == SY_DELTA_RETHINK)
    sy_message_begin_reasoning (self->reply, self->first_at);

  if (delta->kind == SY_DELTA_REASONING)
    sy_message_begin_reasoning (self->reply, now);
  else
    sy_message_end_reasoning (self->reply, now);
}

static void
take_content (SyAttempt     *self,
              const SyDelta *delta)
{
  if (delta->kind == SY_DELTA_TEXT || delta->kind == SY_DELTA_REASONING ||
      delta->kind == SY_DELTA_RETHINK)
    take_time (self, delta);

  switch (delta->kind)
    {
    case SY_DELTA_TEXT:
      sy_message_append (self->reply, delta->text, (gssize) delta->length);
      break;

    case SY_DELTA_REASONING:
      sy_message_append_reasoning (self->reply, delta->text, (gssize) delta->length);
      break;

    case SY_DELTA_RETHINK:
      sy_message_rethink (self->reply);
      break;

    case SY_DELTA_DETAIL:
      sy_message_add_detail (self->reply, delta->raw);
      break;

    case SY_DELTA_IMAGE:
      sy_message_add_image (self->reply, delta->raw);
      break;

    case SY_DELTA_ANNOTATION:
      sy_message_add_annotation (self->reply, delta->raw);
      break;

    case SY_DELTA_TOOL_CALL:
      sy_message_add_tool_call (self->reply, delta->index, delta->raw);
      break;

    case SY_DELTA_USAGE:
    case SY_DELTA_SERVED:
    case SY_DELTA_FINISH:
    case SY_DELTA_ERROR:
    case SY_DELTA_GENERATION:
    default:
      return;
    }

  self->has_begun = TRUE;
}

static void
delta_cb (SyAttempt     *self,
          const SyDelta *delta,
          SyCompletion  *completion)
{
  g_assert (SY_IS_ATTEMPT (self));
  g_assert (self->completion == completion);

  if (delta->kind == SY_DELTA_USAGE)
    sy_message_set_usage (self->reply, delta->usage);
  else if (delta->kind == SY_DELTA_SERVED)
    sy_message_set_served_model (self->reply, delta->text);
  else if (delta->kind == SY_DELTA_FINISH)
    sy_message_set_finish_reason (self->reply, delta->text);
  else
    take_content (self, delta);
}

static void
completion_state_cb (SyAttempt    *self,
                     GParamSpec   *pspec,
                     SyCompletion *completion)
{
  SyCompletionState state = sy_completion_get_state (completion);

  g_assert (SY_IS_ATTEMPT (self));

  if (state != SY_COMPLETION_FINISHED)
    set_state (self, state);
}

static void
finished_cb (SyAttempt    *self,
             SyCompletion *completion)
{
  g_assert (SY_IS_ATTEMPT (self));
  g_assert (self->completion == completion);

  finish (self, sy_completion_get_error (completion));
}

static void
start_completion (SyAttempt  *self,
                  const char *key)
{
  const char *model_id = sy_message_get_model_id (self->reply);
  g_autoptr(SyCompletion) completion = sy_completion_new (self->http, self->redact);
  g_autoptr(SyRequest) request = NULL;
  g_autofree char *values = NULL;

  request = sy_context_build (G_LIST_MODEL (self->messages),
                              sy_message_window_get_conversation (self->messages),
                              self->defaults, self->provider, model_id, self->max_tokens);
  sy_quirks_apply (self->quirks, self->origin, model_id, request);
  values = sy_request_dup_values (request);
  sy_message_set_values (self->reply, values);
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
look_up_again (SyAttempt *self)
{
  g_autoptr(GError) error = NULL;

  if (sy_provider_check_ready (self->provider, sy_message_get_model_id (self->reply), &error))
    look_up_key (self);
  else
    finish (self, error);
}

static void
take_key (SyAttempt    *self,
          const char   *key,
          const GError *lookup_error)
{
  SyPreset *preset = sy_provider_get_preset (self->provider);

  if (key != NULL || sy_preset_get_key_need (preset) != SY_KEY_REQUIRED)
    {
      start_completion (self, key);
    }
  else if (lookup_error != NULL)
    {
      finish (self, lookup_error);
    }
  else
    {
      g_autoptr(GError) error = sy_provider_no_key_error (self->provider);

      finish (self, error);
    }
}

static void
key_cb (GObject      *object,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(SyAttempt) self = weak_ref_take (user_data);
  g_autoptr(GError) error = NULL;
  char *key = sy_key_lookup_finish (SY_KEYRING (object), result, &error);

  /* Whoever ends the attempt cancels the lookup: an answer to one that was not cancelled is the
   * one it waits for. */
  if (self != NULL && !g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    {
      if (g_strcmp0 (self->origin, sy_provider_get_origin (self->provider)) != 0)
        look_up_again (self);
      else
        take_key (self, key, error);
    }

  sy_keyring_free_key (key);
}

static void
look_up_key (SyAttempt *self)
{
  g_set_str (&self->origin, sy_provider_get_origin (self->provider));
  sy_key_lookup_async (self->keyring,
                       sy_provider_get_id (self->provider),
                       self->origin,
                       self->lookup,
                       key_cb,
                       weak_ref_new (self));
}

static void
sy_attempt_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  SyAttempt *self = SY_ATTEMPT (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sy_attempt_dispose (GObject *object)
{
  SyAttempt *self = SY_ATTEMPT (object);

  drop_request (self);
  g_clear_object (&self->clock);
  g_clear_object (&self->keyring);
  g_clear_object (&self->http);
  g_clear_object (&self->redact);
  g_clear_object (&self->quirks);
  g_clear_object (&self->defaults);
  g_clear_object (&self->messages);
  g_clear_object (&self->provider);
  g_clear_object (&self->reply);

  G_OBJECT_CLASS (sy_attempt_parent_class)->dispose (object);
}

static void
sy_attempt_finalize (GObject *object)
{
  SyAttempt *self = SY_ATTEMPT (object);

  g_object_unref (self->lookup);
  g_free (self->origin);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (sy_attempt_parent_class)->finalize (object);
}

static void
sy_attempt_class_init (SyAttemptClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sy_attempt_get_property;
  object_class->dispose = sy_attempt_dispose;
  object_class->finalize = sy_attempt_finalize;

  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL,
                       SY_TYPE_COMPLETION_STATE, SY_COMPLETION_CONNECTING, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * SyAttempt::finished:
   * @self: a #SyAttempt
   *
   * It is over, with or without an error; emitted once, unless it was cancelled.
   */
  signals[SIGNAL_FINISHED] =
    g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
sy_attempt_init (SyAttempt *self)
{
  self->lookup = g_cancellable_new ();
}

/**
 * sy_attempt_new:
 * @services: what sessions share; references are taken
 * @messages: the conversation, which is what is asked
 * @provider: who is asked, ready to be
 * @reply: what the answer is written to; its model is asked
 *
 * Makes one attempt to get a reply: it looks the key up, builds the request,
 * sends it and writes what comes back.  How it ended is not written; that is
 * for who decides whether there is another attempt.
 *
 * Returns: (transfer full): an attempt that has not begun
 */
SyAttempt *
sy_attempt_new (const SyChatServices *services,
                SyMessageWindow      *messages,
                SyProvider           *provider,
                SyMessage            *reply)
{
  SyAttempt *self;

  g_return_val_if_fail (services != NULL, NULL);
  g_return_val_if_fail (SY_IS_MESSAGE_WINDOW (messages), NULL);
  g_return_val_if_fail (SY_IS_PROVIDER (provider), NULL);
  g_return_val_if_fail (SY_IS_MESSAGE (reply), NULL);

  self = g_object_new (SY_TYPE_ATTEMPT, NULL);
  self->clock = g_object_ref (services->clock);
  self->keyring = g_object_ref (services->keyring);
  self->http = g_object_ref (services->http);
  self->redact = g_object_ref (services->redact);
  self->quirks = g_object_ref (services->quirks);
  g_set_object (&self->defaults, services->defaults);
  self->messages = g_object_ref (messages);
  self->provider = g_object_ref (provider);
  self->reply = g_object_ref (reply);

  return self;
}

/**
 * sy_attempt_start:
 * @self: an attempt that has not begun
 * @max_tokens: how long the reply may get, 0 for what the settings say
 *
 * Asks.  #SyAttempt::finished never comes before this returns.
 */
void
sy_attempt_start (SyAttempt *self,
                  gint64     max_tokens)
{
  g_return_if_fail (SY_IS_ATTEMPT (self));
  g_return_if_fail (self->origin == NULL);

  self->max_tokens = max_tokens;
  self->started_at = sy_clock_get_monotonic (self->clock);
  self->first_at = -1;
  sy_message_set_usage (self->reply, NULL);
  sy_message_set_served_model (self->reply, NULL);
  sy_message_set_finish_reason (self->reply, NULL);
  sy_message_set_generation_id (self->reply, NULL);
  sy_message_set_skipped (self->reply, 0);
  sy_message_set_values (self->reply, NULL);

  if (sy_preset_get_key_need (sy_provider_get_preset (self->provider)) == SY_KEY_NONE)
    {
      g_set_str (&self->origin, sy_provider_get_origin (self->provider));
      start_completion (self, NULL);
    }
  else
    {
      look_up_key (self);
    }
}

/**
 * sy_attempt_cancel:
 * @self: an attempt
 *
 * Gives up at once.  Nothing more is written or told.
 */
void
sy_attempt_cancel (SyAttempt *self)
{
  g_return_if_fail (SY_IS_ATTEMPT (self));

  drop_request (self);
}

/**
 * sy_attempt_get_state:
 * @self: an attempt
 *
 * Returns: how far it is
 */
SyCompletionState
sy_attempt_get_state (SyAttempt *self)
{
  g_return_val_if_fail (SY_IS_ATTEMPT (self), SY_COMPLETION_FINISHED);

  return self->state;
}

/**
 * sy_attempt_get_has_begun:
 * @self: an attempt
 *
 * Returns: whether the model has said anything
 */
gboolean
sy_attempt_get_has_begun (SyAttempt *self)
{
  g_return_val_if_fail (SY_IS_ATTEMPT (self), FALSE);

  return self->has_begun;
}

/**
 * sy_attempt_get_origin:
 * @self: an attempt
 *
 * Returns: (transfer none) (nullable): the origin that is or was asked
 */
const char *
sy_attempt_get_origin (SyAttempt *self)
{
  g_return_val_if_fail (SY_IS_ATTEMPT (self), NULL);

  return self->origin;
}

/**
 * sy_attempt_get_error:
 * @self: an attempt
 *
 * Returns: (transfer none) (nullable): what ended it
 */
const GError *
sy_attempt_get_error (SyAttempt *self)
{
  g_return_val_if_fail (SY_IS_ATTEMPT (self), NULL);

  return self->error;
}
