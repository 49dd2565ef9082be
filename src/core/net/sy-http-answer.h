/* sy-http-answer.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "sy-http-stream.h"

G_BEGIN_DECLS

SyHttpStream *sy_http_answer_new (SoupMessage  *message,
                                  GInputStream *body,
                                  SyClock      *clock,
                                  guint         silence_ms);

G_END_DECLS
