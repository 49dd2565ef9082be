/* bench-support.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One token of a stream as it comes from OpenRouter, with its blank line. */
#define BENCH_EVENT_BYTES 258

/* So many of them are in one write of a fast server. */
#define BENCH_EVENTS 64

#define BENCH_END  "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n" \
                   "data: [DONE]\n\n"

void     bench_write_event    (char       *buffer,
                               guint64     number);
gsize    bench_count_text     (guint64     n_events);
gint64   bench_get_resident   (void);
double   bench_median         (GArray     *values);
void     bench_print_row      (const char *title,
                               GArray     *values,
                               int         digits);
gboolean bench_print_verdict  (const char *name,
                               double      value,
                               double      limit,
                               const char *unit);

G_END_DECLS
