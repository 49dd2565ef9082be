/* sy-health-question.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-health-answer.h"

G_BEGIN_DECLS

/**
 * SyHealthQuestion:
 * @api_base: of whom
 * @path: what: below the origin when it begins with a slash, else beside the endpoint
 * @auth_header: name of the header that carries the key
 * @key: (nullable): the key
 *
 * One question of a check.  Only borrowed.
 */
typedef struct
{
  const char *api_base;
  const char *path;
  const char *auth_header;
  const char *key;
} SyHealthQuestion;

/**
 * SyHealthReply:
 * @answer: what came
 * @shape: what its body looks like
 * @latency_ms: how long it took
 *
 * What came of a question.
 */
typedef struct
{
  SyFetchAnswer *answer;
  SyHealthShape  shape;
  gint64         latency_ms;
} SyHealthReply;

void           sy_health_question_async  (SyHttp                  *http,
                                          const SyHealthQuestion  *question,
                                          GCancellable            *cancellable,
                                          GAsyncReadyCallback      callback,
                                          gpointer                 user_data);
SyHealthReply *sy_health_question_finish (SyHttp                  *http,
                                          GAsyncResult            *result,
                                          GError                 **error);
void           sy_health_reply_free      (SyHealthReply           *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyHealthReply, sy_health_reply_free)

G_END_DECLS
