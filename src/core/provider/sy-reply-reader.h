/* sy-reply-reader.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-format.h"
#include "sy-redact.h"

G_BEGIN_DECLS

typedef struct _SyReplyReader SyReplyReader;

SyReplyReader *sy_reply_reader_new       (const SyFormat  *format,
                                          SyRedact        *redact,
                                          SyDeltaFunc      func,
                                          gpointer         user_data);
void           sy_reply_reader_free      (SyReplyReader   *self);
gboolean       sy_reply_reader_push      (SyReplyReader   *self,
                                          const char      *data,
                                          gsize            length,
                                          GError         **error);
gboolean       sy_reply_reader_finish    (SyReplyReader   *self,
                                          GError         **error);
void           sy_reply_reader_stop      (SyReplyReader   *self);
gboolean       sy_reply_reader_is_done   (SyReplyReader   *self);
gboolean       sy_reply_reader_has_reply (SyReplyReader   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyReplyReader, sy_reply_reader_free)

G_END_DECLS
