/* sy-inline.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * SyInlineStyle:
 * @SY_INLINE_STRONG: bold
 * @SY_INLINE_EMPHASIS: italic
 * @SY_INLINE_STRIKE: struck through
 * @SY_INLINE_CODE: code
 * @SY_INLINE_LINK: leads to the target
 * @SY_INLINE_IMAGE: stands for the picture at the target
 * @SY_INLINE_SUB: lowered
 * @SY_INLINE_SUP: raised
 * @SY_INLINE_KBD: a key to be pressed
 */
typedef enum
{
  SY_INLINE_STRONG   = 1 << 0,
  SY_INLINE_EMPHASIS = 1 << 1,
  SY_INLINE_STRIKE   = 1 << 2,
  SY_INLINE_CODE     = 1 << 3,
  SY_INLINE_LINK     = 1 << 4,
  SY_INLINE_IMAGE    = 1 << 5,
  SY_INLINE_SUB      = 1 << 6,
  SY_INLINE_SUP      = 1 << 7,
  SY_INLINE_KBD      = 1 << 8,
} SyInlineStyle;

/**
 * SyInlineSpan:
 * @style: how it is drawn
 * @start: the first byte of the text
 * @end: the byte after the last one
 * @target: (nullable): where a link leads, or where a picture is
 * @title: (nullable): what its author calls that
 *
 * A part of a text that is not as the rest.
 */
typedef struct
{
  SyInlineStyle  style;
  guint          start;
  guint          end;
  char          *target;
  char          *title;
} SyInlineSpan;

typedef struct _SyInline SyInline;

SyInline           *sy_inline_new               (void);
SyInline           *sy_inline_ref               (SyInline           *self);
void                sy_inline_unref             (SyInline           *self);
const char         *sy_inline_get_text          (SyInline           *self);
guint               sy_inline_get_length        (SyInline           *self);
const SyInlineSpan *sy_inline_get_spans         (SyInline           *self,
                                                 guint              *n_spans);
guint               sy_inline_find_span         (SyInline           *self,
                                                 guint               place);
gsize               sy_inline_get_source_offset (SyInline           *self,
                                                 guint               place);

/* Only for who reads the source. */
void                sy_inline_append            (SyInline           *self,
                                                 const char         *text,
                                                 gsize               length,
                                                 gsize               source,
                                                 const SyInlineSpan *span);
void                sy_inline_set_end           (SyInline           *self,
                                                 gsize               source);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyInline, sy_inline_unref)

G_END_DECLS
