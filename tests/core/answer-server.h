/* answer-server.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * AnswerFunc:
 * @number: which answer
 *
 * Called in a thread of the server.
 *
 * Returns: (transfer full): all bytes of that answer
 */
typedef GBytes *(*AnswerFunc) (guint    number,
                               gpointer user_data);

/**
 * AnswerServer:
 *
 * A server on loopback for tens of thousands of short connections.  The message of the
 * request is the number of the answer, which is sent at once, and the connection closed.
 */
typedef struct _AnswerServer AnswerServer;

AnswerServer *answer_server_new     (AnswerFunc    func,
                                     gpointer      user_data);
void          answer_server_free    (AnswerServer *self);
char         *answer_server_dup_url (AnswerServer *self,
                                     const char   *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnswerServer, answer_server_free)

G_END_DECLS
