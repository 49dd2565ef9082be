/* sy-conversation-saving.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-conversation-saving"

#include "config.h"

#include "sy-conversation-private.h"
#include "sy-conversation-record.h"
#include "sy-store.h"

#include <math.h>

static gboolean
save_cb (gpointer data)
{
  SyConversation *self = SY_CONVERSATION (data);

  self->save_id = 0;
  sy_conversation_save (self);

  return G_SOURCE_REMOVE;
}

static void
queue_save (SyConversation *self)
{
  if (self->store != NULL && self->save_id == 0)
    self->save_id = g_idle_add_full (G_PRIORITY_DEFAULT, save_cb,
                                     g_object_ref (self), g_object_unref);
}

/* Several changes of one turn are one write. */
void
sy_conversation_note_change (SyConversation *self)
{
  self->unsaved = TRUE;
  queue_save (self);
}

/**
 * sy_conversation_get_store:
 * @self: a #SyConversation
 *
 * Returns: (transfer none) (nullable): where it is kept
 */
SyStore *
sy_conversation_get_store (SyConversation *self)
{
  g_return_val_if_fail (SY_IS_CONVERSATION (self), NULL);

  return self->store;
}

/**
 * sy_conversation_set_store:
 * @self: a #SyConversation
 * @store: (nullable): where it is kept
 * @kept: whether the store has it as it is
 *
 * Has the conversation kept, from when it changes, or gets a message.
 */
void
sy_conversation_set_store (SyConversation *self,
                           SyStore        *store,
                           gboolean        kept)
{
  g_return_if_fail (SY_IS_CONVERSATION (self));
  g_return_if_fail (store == NULL || SY_IS_STORE (store));

  g_set_object (&self->store, store);
  self->unsaved = !kept;
  self->unsaved_view = self->unsaved_view && !kept;
}

/**
 * sy_conversation_save:
 * @self: a #SyConversation
 *
 * Keeps what has changed now, and not when the main loop has time.
 */
void
sy_conversation_save (SyConversation *self)
{
  g_return_if_fail (SY_IS_CONVERSATION (self));

  if (self->store == NULL)
    return;

  if (self->unsaved)
    {
      self->unsaved = FALSE;
      sy_store_write (self->store,
                      sy_store_write_new_conversation (sy_conversation_dup_record (self)));
    }

  if (self->unsaved_view)
    {
      self->unsaved_view = FALSE;
      sy_store_write (self->store, sy_store_write_new_view (sy_conversation_dup_view (self)));
    }
}

/**
 * sy_conversation_get_draft:
 * @self: a #SyConversation
 *
 * Returns: (transfer none) (nullable): what was written and not sent; %NULL for nothing,
 *   and as long as the conversation is only listed
 */
const char *
sy_conversation_get_draft (SyConversation *self)
{
  g_return_val_if_fail (SY_IS_CONVERSATION (self), NULL);

  return self->draft;
}

/**
 * sy_conversation_set_draft:
 * @self: a #SyConversation
 * @draft: (nullable): what was written and not sent; "" is nothing
 *
 * Has the draft kept, also through a crash.
 */
void
sy_conversation_set_draft (SyConversation *self,
                           const char     *draft)
{
  g_return_if_fail (SY_IS_CONVERSATION (self));

  if (draft != NULL && draft[0] == '\0')
    draft = NULL;
  if (!g_set_str (&self->draft, draft))
    return;

  self->unsaved_view = TRUE;
  queue_save (self);
}

/**
 * sy_conversation_get_place:
 * @self: a #SyConversation
 * @offset: (out): how much of the message is above what is seen, in px at the width it
 *   was seen at; less than 0 when it begins below the top
 *
 * Returns: (transfer none) (nullable): id of the uppermost message that is read; %NULL
 *   for the end of the conversation
 */
const char *
sy_conversation_get_place (SyConversation *self,
                           double         *offset)
{
  g_return_val_if_fail (SY_IS_CONVERSATION (self), NULL);
  g_return_val_if_fail (offset != NULL, NULL);

  *offset = self->place_offset;

  return self->place_id;
}

/**
 * sy_conversation_set_place:
 * @self: a #SyConversation
 * @message_id: (nullable): the uppermost message that is read; %NULL for the end
 * @offset: how much of it is above what is seen, in px
 *
 * Has the place kept at which the conversation is read.
 */
void
sy_conversation_set_place (SyConversation *self,
                           const char     *message_id,
                           double          offset)
{
  gboolean moved;

  g_return_if_fail (SY_IS_CONVERSATION (self));
  g_return_if_fail (isfinite (offset));

  if (message_id == NULL)
    offset = 0;

  moved = g_set_str (&self->place_id, message_id);
  if (!moved && G_APPROX_VALUE (self->place_offset, offset, 0.5))
    return;

  self->place_offset = offset;
  self->unsaved_view = TRUE;
  queue_save (self);
}
