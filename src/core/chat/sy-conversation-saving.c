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

static gboolean
save_cb (gpointer data)
{
  SyConversation *self = SY_CONVERSATION (data);

  self->save_id = 0;
  sy_conversation_save (self);

  return G_SOURCE_REMOVE;
}

/* Several changes of one turn are one write. */
void
sy_conversation_note_change (SyConversation *self)
{
  self->unsaved = TRUE;
  if (self->save_id == 0)
    self->save_id = g_idle_add_full (G_PRIORITY_DEFAULT, save_cb,
                                     g_object_ref (self), g_object_unref);
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

  if (self->store == NULL || !self->unsaved)
    return;

  self->unsaved = FALSE;
  sy_store_write (self->store,
                  sy_store_write_new_conversation (sy_conversation_dup_record (self)));
}
