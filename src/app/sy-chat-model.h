/* sy-chat-model.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-composer.h"
#include "sy-workspace.h"

G_BEGIN_DECLS

/**
 * SyChatModel:
 *
 * Keeps what the composer says of a conversation's model true, and changes the model
 * when the person picks another one.
 */
#define SY_TYPE_CHAT_MODEL (sy_chat_model_get_type ())

G_DECLARE_FINAL_TYPE (SyChatModel, sy_chat_model, SY, CHAT_MODEL, GObject)

SyChatModel *sy_chat_model_new         (SyWorkspace   *workspace,
                                        SyComposer    *composer);
void         sy_chat_model_set_session (SyChatModel   *self,
                                        SyChatSession *session);
void         sy_chat_model_browse      (SyChatModel   *self);
void         sy_chat_model_choose      (SyChatModel   *self);
void         sy_chat_model_choose_for  (SyChatModel   *self,
                                        SyMessage     *reply);
void         sy_chat_model_use         (SyChatModel   *self,
                                        const char    *model_id);

G_END_DECLS
