/* completion-fixture.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "raw-server.h"
#include "support-spin.h"
#include "sy-completion.h"
#include "sy-fake-clock.h"
#include "sy-http.h"

G_BEGIN_DECLS

/* Of no shape that tells it is a key. */
#define FIXTURE_KEY     "hunter2/0123456789abcdef"
#define FIXTURE_TIMEOUT 20000

#define HEAD(status, type) \
  "HTTP/1.1 " status "\r\nContent-Type: " type "\r\nConnection: close\r\n\r\n"
#define EVENT(json)  "data: " json "\n\n"
#define TEXT(text)   EVENT ("{\"choices\":[{\"delta\":{\"content\":\"" text "\"}}]}")
#define REASON(text) EVENT ("{\"choices\":[{\"delta\":{\"reasoning\":\"" text "\"}}]}")
#define FINISH(word) EVENT ("{\"choices\":[{\"delta\":{},\"finish_reason\":\"" word "\"}]}")
#define DONE         "data: [DONE]\n\n"

/**
 * Fixture:
 * @cancel_at: which delta cancels the completion, 0 for none
 * @drop: whether the first delta drops the completion
 *
 * One completion against a raw server, and all that came of it.
 */
typedef struct
{
  RawServer    *server;
  SyFakeClock  *clock;
  SyHttp       *http;
  SyRedact     *redact;
  SyProvider   *provider;
  SyCompletion *completion;
  GString      *text;
  GString      *reasoning;
  guint         tool_calls;
  guint         deltas;
  guint         finished;
  guint         cancel_at;
  gboolean      drop;
} Fixture;

void     fixture_init           (Fixture         *self);
void     fixture_clear          (Fixture         *self);
void     fixture_serve          (Fixture         *self,
                                 const char      *bytes,
                                 gsize            length);
void     fixture_start          (Fixture         *self);
void     fixture_start_steps    (Fixture         *self,
                                 const RawStep   *steps,
                                 gsize            n_steps);
void     fixture_wait           (Fixture         *self,
                                 SupportSpinFunc  phase);
void     fixture_finish         (Fixture         *self);
void     fixture_run            (Fixture         *self,
                                 const char      *bytes,
                                 gsize            length);
void     fixture_assert_outcome (Fixture         *self,
                                 int              code,
                                 const char      *reason);
gboolean fixture_has_request    (gpointer         data);
gboolean fixture_has_delta      (gpointer         data);
gboolean fixture_is_waiting     (gpointer         data);
gboolean fixture_is_closed      (gpointer         data);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

G_END_DECLS
