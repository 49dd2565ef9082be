/* sy-sse-parser.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SySseEvent:
 * @type: the event's type, "" when none was given (WHATWG calls it "message")
 * @data: the joined data lines, valid UTF-8, not NUL-terminated
 * @length: bytes of @data
 *
 * One server-sent event.  Borrowed: valid only inside the callback.
 */
typedef struct
{
  const char *type;
  const char *data;
  gsize       length;
} SySseEvent;

typedef void (*SySseFunc) (const SySseEvent *event,
                           gpointer          user_data);

typedef struct _SySseParser SySseParser;

SySseParser *sy_sse_parser_new       (gsize              max_event);
void         sy_sse_parser_free      (SySseParser       *self);
gboolean     sy_sse_parser_push      (SySseParser       *self,
                                      const char        *data,
                                      gsize              length,
                                      SySseFunc          func,
                                      gpointer           user_data,
                                      GError           **error);
void         sy_sse_parser_finish    (SySseParser       *self,
                                      SySseFunc          func,
                                      gpointer           user_data);
GBytes      *sy_sse_parser_take_data (SySseParser       *self,
                                      const SySseEvent  *event);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SySseParser, sy_sse_parser_free)

G_END_DECLS
