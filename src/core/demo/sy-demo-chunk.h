/* sy-demo-chunk.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonBuilder *sy_demo_chunk_begin      (const char  *object,
                                       const char  *id,
                                       const char  *model,
                                       gint64       created);
void         sy_demo_chunk_add_choice (JsonBuilder *builder,
                                       const char  *payload,
                                       const char  *content,
                                       const char  *reasoning,
                                       const char  *finish_reason);
void         sy_demo_chunk_add_usage  (JsonBuilder *builder,
                                       gint64       n_prompt,
                                       gint64       n_completion,
                                       gint64       n_reasoning,
                                       gint64       cost);
void         sy_demo_chunk_add_error  (JsonBuilder *builder,
                                       const char  *raw);
char        *sy_demo_chunk_end        (JsonBuilder *builder);

G_END_DECLS
