/* http-fixture.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "raw-server.h"
#include "sy-error.h"
#include "sy-fake-clock.h"
#include "sy-http.h"

G_BEGIN_DECLS

#define PATIENCE_MS 10000

#define OK_EMPTY "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"

/* Requests to a raw server; @n_answers counts their ends and those of pumps. */
typedef struct
{
  SyFakeClock  *clock;
  SyHttp       *http;
  RawServer    *server;
  GCancellable *cancellable;
  SyHttpPost    post;
  char         *url;
  SyTrust      *trust;
  SyHttpStream *stream;
  GError       *error;
  guint         n_answers;
} Fixture;

void     fixture_set_up        (Fixture       *fixture,
                                gconstpointer  data);
void     fixture_tear_down     (Fixture       *fixture,
                                gconstpointer  data);
void     fixture_start         (Fixture       *fixture);
void     fixture_wait          (Fixture       *fixture);
void     fixture_run           (Fixture       *fixture,
                                const char    *answer);
void     fixture_start_pump    (Fixture       *fixture,
                                gsize         *length);
void     fixture_assert_stream (Fixture       *fixture,
                                guint          status);
void     fixture_assert_failed (Fixture       *fixture,
                                SyError        code,
                                const char    *word);
gboolean fixture_is_answered   (gpointer       data);
gboolean fixture_is_requested  (gpointer       data);
gboolean fixture_is_closed     (gpointer       data);
gboolean fixture_is_counted    (gpointer       data);

G_END_DECLS
