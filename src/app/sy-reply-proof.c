/* sy-reply-proof.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-reply-proof"

#include "config.h"

#include "sy-reply-proof.h"

struct _SyReplyProof
{
  GObject        parent_instance;

  SyChatSession *session;
  SyHealthList  *healths;

  /* Who is asked, as long as the reply keeps to the values it was asked with. */
  GSignalGroup  *provider_signals;
};

G_DEFINE_FINAL_TYPE (SyReplyProof, sy_reply_proof, G_TYPE_OBJECT)

/* The reply goes on with the old key at the old address and proves nothing of the
 * new ones.
 */
static void
forget_provider (SyReplyProof *self)
{
  g_signal_group_set_target (self->provider_signals, NULL);
}

static void
report (SyReplyProof *self,
        const GError *error)
{
  g_autoptr(SyProvider) provider = g_signal_group_dup_target (self->provider_signals);
  SyHealth *health = provider != NULL ? sy_health_list_find (self->healths, provider) : NULL;

  if (health != NULL)
    sy_health_report_reply (health, error);
}

static void
state_changed_cb (SyReplyProof *self)
{
  switch (sy_chat_session_get_state (self->session))
    {
    case SY_CHAT_CONNECTING:
      g_signal_group_set_target (self->provider_signals,
                                 sy_chat_session_get_asked_provider (self->session));
      break;

    case SY_CHAT_STREAMING:
      report (self, NULL);
      break;

    case SY_CHAT_RETRYING:
      report (self, sy_chat_session_get_retry_error (self->session));
      break;

    case SY_CHAT_IDLE:
    case SY_CHAT_WAITING:
    default:
      break;
    }
}

static void
failed_cb (SyReplyProof *self,
           const GError *error)
{
  report (self, error);
}

static void
sy_reply_proof_dispose (GObject *object)
{
  SyReplyProof *self = SY_REPLY_PROOF (object);

  g_clear_object (&self->provider_signals);
  g_clear_object (&self->healths);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (sy_reply_proof_parent_class)->dispose (object);
}

static void
sy_reply_proof_class_init (SyReplyProofClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sy_reply_proof_dispose;
}

static void
sy_reply_proof_init (SyReplyProof *self)
{
  self->provider_signals = g_signal_group_new (SY_TYPE_PROVIDER);
  g_signal_group_connect_swapped (self->provider_signals, "notify::origin",
                                  G_CALLBACK (forget_provider), self);
  g_signal_group_connect_swapped (self->provider_signals, "key-changed",
                                  G_CALLBACK (forget_provider), self);
}

/**
 * sy_reply_proof_new:
 * @session: whose replies are looked at
 * @healths: who is told
 *
 * Returns: (transfer full): something that works for as long as it is there
 */
SyReplyProof *
sy_reply_proof_new (SyChatSession *session,
                    SyHealthList  *healths)
{
  SyReplyProof *self;

  g_return_val_if_fail (SY_IS_CHAT_SESSION (session), NULL);
  g_return_val_if_fail (SY_IS_HEALTH_LIST (healths), NULL);

  self = g_object_new (SY_TYPE_REPLY_PROOF, NULL);
  g_set_object (&self->session, session);
  g_set_object (&self->healths, healths);
  g_signal_connect_object (session, "notify::state",
                           G_CALLBACK (state_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "failed",
                           G_CALLBACK (failed_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}
