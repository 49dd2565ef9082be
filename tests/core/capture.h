/* capture.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How many answers are recorded at least, lest they be lost unnoticed. */
#define CAPTURE_MINIMUM 17

/**
 * Capture:
 * @name: of its file
 * @bytes: (array length=length): the answer as it came
 * @head_length: up to the body
 * @headers: by name in lower case
 * @body: without the chunks it was sent in
 * @is_chat_stream: whether the body is a chat completion in events
 * @points: (element-type CapturePoint): of a chat stream
 * @text: all that a chat stream says
 * @reasoning: all that a chat stream thinks
 *
 * A recorded answer.
 */
typedef struct
{
  char       *name;
  char       *bytes;
  gsize       length;
  gsize       head_length;
  guint       status;
  GHashTable *headers;
  GString    *body;
  gboolean    is_chat_stream;
  GArray     *points;
  GString    *text;
  GString    *reasoning;
} Capture;

/**
 * CapturePoint:
 * @end: where an event ends in the body
 * @text: how much of the text has come by then
 * @reasoning: how much of the thoughts
 * @reason: (nullable): the finish reason
 * @is_error: whether the stream told of an error
 *
 * What a chat stream has said up to one of its events, read in another way than by the
 * program: all of it in lines, each of which is an event.
 */
typedef struct
{
  gsize    end;
  gsize    text;
  gsize    reasoning;
  char    *reason;
  gboolean is_error;
} CapturePoint;

typedef void (*CaptureFunc) (Capture *capture);

GPtrArray          *capture_list_names     (void);
void                capture_for_each       (CaptureFunc    func);
Capture            *capture_new            (const char    *name);
void                capture_free           (Capture       *self);
gboolean            capture_is_framing     (const Capture *self,
                                            gsize          at);
gsize               capture_get_body_until (const Capture *self,
                                            gsize          at);
const CapturePoint *capture_find_point     (const Capture *self,
                                            gsize          body_length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Capture, capture_free)

G_END_DECLS
