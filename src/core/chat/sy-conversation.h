/* sy-conversation.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "sy-money.h"
#include "sy-sampling.h"

typedef struct _SyStore SyStore;

G_BEGIN_DECLS

#define SY_TYPE_CONVERSATION (sy_conversation_get_type ())

G_DECLARE_FINAL_TYPE (SyConversation, sy_conversation, SY, CONVERSATION, GObject)

SyConversation *sy_conversation_new             (const char     *id);
SyConversation *sy_conversation_new_temporary   (const char     *id);
const char     *sy_conversation_get_id          (SyConversation *self);
const char     *sy_conversation_get_title       (SyConversation *self);
void            sy_conversation_set_title       (SyConversation *self,
                                                 const char     *title);
gboolean        sy_conversation_get_pinned      (SyConversation *self);
void            sy_conversation_set_pinned      (SyConversation *self,
                                                 gboolean        pinned);
gboolean        sy_conversation_get_unread      (SyConversation *self);
void            sy_conversation_set_unread      (SyConversation *self,
                                                 gboolean        unread);
const char     *sy_conversation_get_provider_id (SyConversation *self);
void            sy_conversation_set_provider_id (SyConversation *self,
                                                 const char     *provider_id);
const char     *sy_conversation_get_model_id    (SyConversation *self);
void            sy_conversation_set_model_id    (SyConversation *self,
                                                 const char     *model_id);
gboolean        sy_conversation_get_temporary   (SyConversation *self);
gint64          sy_conversation_get_updated_at  (SyConversation *self);
void            sy_conversation_touch           (SyConversation *self,
                                                 gint64          now);
gboolean        sy_conversation_get_busy        (SyConversation *self);
void            sy_conversation_set_busy        (SyConversation *self,
                                                 gboolean        busy);
SyMoney         sy_conversation_get_total_cost  (SyConversation *self);
void            sy_conversation_add_cost        (SyConversation *self,
                                                 SyMoney         cost);
SyStore        *sy_conversation_get_store       (SyConversation *self);
void            sy_conversation_set_store       (SyConversation *self,
                                                 SyStore        *store,
                                                 gboolean        kept);
void            sy_conversation_save            (SyConversation *self);

/* What a window shows of it beside its messages. */
const char     *sy_conversation_get_draft       (SyConversation *self);
void            sy_conversation_set_draft       (SyConversation *self,
                                                 const char     *draft);
const char     *sy_conversation_get_place       (SyConversation *self,
                                                 double         *offset);
void            sy_conversation_set_place       (SyConversation *self,
                                                 const char     *message_id,
                                                 double          offset);

/* Values of its own: what is not set follows Settings. */
const char       *sy_conversation_get_system_prompt (SyConversation   *self);
void              sy_conversation_set_system_prompt (SyConversation   *self,
                                                     const char       *system_prompt);
const SySampling *sy_conversation_get_sampling      (SyConversation   *self);
void              sy_conversation_set_sampling      (SyConversation   *self,
                                                     const SySampling *sampling);

G_END_DECLS
