/* sy-recorder.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-recorder"

#include "config.h"

#include "sy-recorder.h"

#include "sy-message-private.h"
#include "sy-message-record.h"
#include "sy-store.h"

#include <string.h>

/* With the time the write takes, no more than a second of a reply is ever in memory alone. */
#define CHECKPOINT_MS 800

struct _SyRecorder
{
  SyConversation *conversation;
  SyClock        *clock;
  guint           timeout;

  /* The reply that is being written, and how much of it is kept. */
  SyMessage      *reply;
  gsize           n_text;
  gsize           n_reasoning;
  guint           n_rethinks;
};

static void schedule (SyRecorder *self);

static void
timeout_cb (gpointer user_data)
{
  SyRecorder *self = user_data;

  self->timeout = 0;
  sy_recorder_checkpoint (self);
  schedule (self);
}

static void
schedule (SyRecorder *self)
{
  self->timeout = sy_clock_add_timeout (self->clock, CHECKPOINT_MS, timeout_cb, self);
}

static SyStore *
get_store (SyRecorder *self)
{
  return sy_conversation_get_store (self->conversation);
}

static gsize
get_reasoning_length (SyMessage *message)
{
  return message->reasoning != NULL ? message->reasoning->len : 0;
}

static void
note_lengths (SyRecorder *self)
{
  self->n_text = sy_message_get_length (self->reply);
  self->n_reasoning = get_reasoning_length (self->reply);
  self->n_rethinks = self->reply->n_rethinks;
}

/**
 * sy_recorder_new:
 * @conversation: whose messages these are; as long as it has no store nothing is
 *   kept
 * @clock: the time
 *
 * Returns: (transfer full): a recorder
 */
SyRecorder *
sy_recorder_new (SyConversation *conversation,
                 SyClock        *clock)
{
  SyRecorder *self;

  g_return_val_if_fail (SY_IS_CONVERSATION (conversation), NULL);
  g_return_val_if_fail (SY_IS_CLOCK (clock), NULL);

  self = g_new0 (SyRecorder, 1);
  self->conversation = g_object_ref (conversation);
  self->clock = g_object_ref (clock);

  return self;
}

void
sy_recorder_free (SyRecorder *self)
{
  g_return_if_fail (self != NULL);

  sy_clock_clear_timeout (self->clock, &self->timeout);
  g_clear_object (&self->reply);
  g_object_unref (self->conversation);
  g_object_unref (self->clock);
  g_free (self);
}

/**
 * sy_recorder_add:
 * @message: a new message, behind its parent
 *
 * Keeps a message, and its conversation before it.
 */
void
sy_recorder_add (SyRecorder *self,
                 SyMessage  *message)
{
  SyStore *store;

  g_return_if_fail (self != NULL);
  g_return_if_fail (SY_IS_MESSAGE (message));

  store = get_store (self);
  if (store == NULL)
    return;

  sy_conversation_save (self->conversation);
  sy_store_write (store, sy_store_write_new_message (sy_conversation_get_id (self->conversation),
                                                     sy_message_dup_record (message, TRUE)));
}

/**
 * sy_recorder_begin:
 * @reply: one that is kept, with the text it has, and that is being written
 *
 * Keeps what comes of a reply, every 800 milliseconds, until sy_recorder_end().
 */
void
sy_recorder_begin (SyRecorder *self,
                   SyMessage  *reply)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (SY_IS_MESSAGE (reply));
  g_return_if_fail (self->reply == NULL);

  /* Who was told of it may have ended it. */
  if (get_store (self) == NULL || sy_message_get_state (reply) != SY_MESSAGE_STREAMING)
    return;

  self->reply = g_object_ref (reply);
  note_lengths (self);
  schedule (self);
}

/**
 * sy_recorder_checkpoint:
 *
 * Keeps what came of the reply since the last time.  Takes as long as copying that
 * does, however long the reply is.
 */
void
sy_recorder_checkpoint (SyRecorder *self)
{
  const char *reasoning;
  gboolean anew;

  g_return_if_fail (self != NULL);
  g_return_if_fail (self->reply != NULL);

  /* Text that turned out to be thought is not where it was. */
  anew = self->reply->n_rethinks != self->n_rethinks;
  if (anew)
    self->n_text = self->n_reasoning = 0;
  else if (sy_message_get_length (self->reply) == self->n_text &&
           get_reasoning_length (self->reply) == self->n_reasoning)
    return;

  reasoning = sy_message_get_reasoning (self->reply);
  sy_store_write (get_store (self),
                  sy_store_write_new_piece (
                    sy_message_get_id (self->reply),
                    g_strdup (sy_message_get_text (self->reply) + self->n_text),
                    g_strdup (reasoning != NULL ? reasoning + self->n_reasoning : ""),
                    anew));
  note_lengths (self);
}

/**
 * sy_recorder_end:
 *
 * Keeps the rest of the reply, and how it ended.
 */
void
sy_recorder_end (SyRecorder *self)
{
  g_return_if_fail (self != NULL);

  if (self->reply == NULL)
    return;

  sy_clock_clear_timeout (self->clock, &self->timeout);
  sy_recorder_checkpoint (self);
  sy_store_write (get_store (self),
                  sy_store_write_new_reply (sy_message_dup_record (self->reply, FALSE)));
  sy_conversation_save (self->conversation);
  g_clear_object (&self->reply);
}
