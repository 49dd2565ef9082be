/* sy-answer-error.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-http-stream.h"
#include "sy-redact.h"

G_BEGIN_DECLS

gboolean  sy_answer_is_redirect        (SyHttpStream *stream);
gboolean  sy_answer_is_success         (SyHttpStream *stream);
GError   *sy_answer_error_new          (SyHttpStream *stream,
                                        GByteArray   *body,
                                        SyRedact     *redact);
GError   *sy_answer_error_new_redirect (SyHttpStream *stream,
                                        SyRedact     *redact);

G_END_DECLS
