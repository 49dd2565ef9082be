/* sy-think-splitter.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SyThinkPart:
 * @SY_THINK_TEXT: a piece of the answer
 * @SY_THINK_REASONING: a piece of the thinking
 * @SY_THINK_RETHINK: all text so far was thinking; without text
 *
 * What a piece of the content is.
 */
typedef enum
{
  SY_THINK_TEXT,
  SY_THINK_REASONING,
  SY_THINK_RETHINK,
} SyThinkPart;

/**
 * SyThinkFunc:
 * @text: valid UTF-8, NUL-terminated, not empty; "" for %SY_THINK_RETHINK
 * @length: bytes of @text
 */
typedef void (*SyThinkFunc) (SyThinkPart  part,
                             const char  *text,
                             gsize        length,
                             gpointer     user_data);

/**
 * SyThinkSplitter:
 *
 * Parts the answer from the thinking that a raw model writes in front of it, between
 * the tags of which the opening one may be missing.
 */
typedef struct _SyThinkSplitter SyThinkSplitter;

SyThinkSplitter *sy_think_splitter_new           (void);
void             sy_think_splitter_free          (SyThinkSplitter *self);
void             sy_think_splitter_set_reasoning (SyThinkSplitter *self);
void             sy_think_splitter_push          (SyThinkSplitter *self,
                                                  const char      *text,
                                                  gsize            length,
                                                  SyThinkFunc      func,
                                                  gpointer         user_data);
void             sy_think_splitter_finish        (SyThinkSplitter *self,
                                                  SyThinkFunc      func,
                                                  gpointer         user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyThinkSplitter, sy_think_splitter_free)

G_END_DECLS
