/* sy-reply-reader.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-format.h"
#include "sy-redact.h"

G_BEGIN_DECLS

/**
 * SyReplyFlow:
 * @SY_REPLY_END: it is over; nothing more is taken
 * @SY_REPLY_MORE: the next read may be pushed
 * @SY_REPLY_PAUSE: a thread is at work, and nothing may be pushed until it is done
 *
 * How a reader goes on.
 */
typedef enum
{
  SY_REPLY_END,
  SY_REPLY_MORE,
  SY_REPLY_PAUSE,
} SyReplyFlow;

/**
 * SyReplyReadyFunc:
 *
 * Called when the pause is over, for sy_reply_reader_continue().  May free the reader.
 */
typedef void (*SyReplyReadyFunc) (gpointer user_data);

typedef struct _SyReplyReader SyReplyReader;

SyReplyReader *sy_reply_reader_new            (const SyFormat    *format,
                                               SyRedact          *redact,
                                               SyDeltaFunc        func,
                                               SyReplyReadyFunc   ready,
                                               gpointer           user_data);
void           sy_reply_reader_free           (SyReplyReader     *self);
SyReplyFlow    sy_reply_reader_push           (SyReplyReader     *self,
                                               const char        *data,
                                               gsize              length);
SyReplyFlow    sy_reply_reader_finish         (SyReplyReader     *self);
SyReplyFlow    sy_reply_reader_continue       (SyReplyReader     *self);
void           sy_reply_reader_stop           (SyReplyReader     *self);
const GError  *sy_reply_reader_get_error      (SyReplyReader     *self);
guint          sy_reply_reader_get_unreadable (SyReplyReader     *self);
gboolean       sy_reply_reader_is_done        (SyReplyReader     *self);
gboolean       sy_reply_reader_is_stream      (SyReplyReader     *self);
gboolean       sy_reply_reader_has_reply      (SyReplyReader     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyReplyReader, sy_reply_reader_free)

G_END_DECLS
