/* sy-inline-reader.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <md4c.h>

#include "sy-inline.h"

G_BEGIN_DECLS

#define SY_MARKDOWN_FLAGS MD_DIALECT_GITHUB

typedef struct _SyInlineReader SyInlineReader;

/**
 * SyInlineReaderFunc:
 * @text: where something is in what md4c reads
 *
 * Returns: where it is in the source
 */
typedef gsize (*SyInlineReaderFunc) (const char *text,
                                     gpointer    user_data);

SyInlineReader *sy_inline_reader_new   (void);
void            sy_inline_reader_free  (SyInlineReader     *self);
void            sy_inline_reader_begin (SyInlineReader     *self,
                                        const char         *text,
                                        gsize               length,
                                        SyInlineReaderFunc  func,
                                        gpointer            user_data);
void            sy_inline_reader_enter (SyInlineReader     *self,
                                        MD_SPANTYPE         type,
                                        void               *detail);
void            sy_inline_reader_leave (SyInlineReader     *self);
void            sy_inline_reader_add   (SyInlineReader     *self,
                                        MD_TEXTTYPE         type,
                                        const char         *text,
                                        gsize               length);
SyInline       *sy_inline_reader_take  (SyInlineReader     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyInlineReader, sy_inline_reader_free)

G_END_DECLS
