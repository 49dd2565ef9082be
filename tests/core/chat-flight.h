/* chat-flight.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "answer-server.h"
#include "chat-fixture.h"

G_BEGIN_DECLS

/**
 * ChatOverFunc:
 * @number: which answer was asked for
 * @reply: the message that came of it, which is over
 * @retried: whether the session had a mind to ask once more
 */
typedef void (*ChatOverFunc) (guint      number,
                              SyMessage *reply,
                              gboolean   retried,
                              gpointer   user_data);

void chat_run_flights (Fixture      *fixture,
                       guint         n_answers,
                       AnswerFunc    answer_func,
                       ChatOverFunc  over_func,
                       gpointer      user_data);

G_END_DECLS
