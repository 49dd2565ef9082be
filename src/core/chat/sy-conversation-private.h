/* sy-conversation-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-conversation.h"

G_BEGIN_DECLS

/**
 * SyConversationWatch:
 * @conversation: one that has changed
 * @pinned: whether it was pinned before
 * @updated_at: when it was written to before
 * @data: whose watch it is
 *
 * Told when the place of a conversation among others may have changed.
 */
typedef void (*SyConversationWatch) (SyConversation *conversation,
                                     gboolean        pinned,
                                     gint64          updated_at,
                                     gpointer        data);

struct _SyConversation
{
  GObject              parent_instance;

  char                *id;
  char                *title;
  char                *provider_id;
  char                *model_id;
  gint64               updated_at;
  SyMoney              total_cost;
  gboolean             pinned;
  gboolean             unread;
  gboolean             busy;
  gboolean             temporary;

  /* Values of its own: what is not set follows Settings. */
  char                *system_prompt;
  SySampling          *sampling;

  /* Whether it is known only as a list shows it, without what sy_conversation_load() brings. */
  gboolean             listed;

  /* What is written and not sent, and what is read; both are kept beside the rest. */
  char                *draft;
  char                *place_id;
  double               place_offset;

  SyConversationWatch  watch;
  gpointer             watch_data;

  /* Where it is kept, and whether it is there as it is here. */
  SyStore             *store;
  guint                save_id;
  gboolean             unsaved;
  gboolean             unsaved_view;
};

/* For the one list a conversation is in: a signal would cost each of 10,000 conversations more than
 * all it knows.
 */
void sy_conversation_set_watch (SyConversation      *self,
                                SyConversationWatch  watch,
                                gpointer             data);

/* Has what has changed kept, when the main loop has time. */
void sy_conversation_note_change (SyConversation *self);

G_END_DECLS
