/* sy-document.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "sy-block.h"
#include "sy-inline.h"
#include "sy-table.h"

G_BEGIN_DECLS

#define SY_TYPE_DOCUMENT (sy_document_get_type ())

G_DECLARE_FINAL_TYPE (SyDocument, sy_document, SY, DOCUMENT, GObject)

SyDocument *sy_document_new            (void);
void        sy_document_append         (SyDocument *self,
                                        const char *text,
                                        gssize      length);
void        sy_document_finish         (SyDocument *self);
gsize       sy_document_get_length     (SyDocument *self);
gboolean    sy_document_get_complete   (SyDocument *self);
const char *sy_document_get_source     (SyDocument *self);
char       *sy_document_dup_block_text (SyDocument *self,
                                        SyBlock    *block);
SyInline   *sy_document_read_block     (SyDocument *self,
                                        SyBlock    *block);
SyInline   *sy_document_read_from      (SyDocument *self,
                                        SyBlock    *block,
                                        gsize       start);
SyTable    *sy_document_read_table     (SyDocument *self,
                                        SyBlock    *chunk);
char       *sy_document_dup_group_text (SyDocument *self,
                                        guint       group);

G_END_DECLS
