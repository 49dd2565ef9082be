/* sy-paragraph.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "sy-document.h"

G_BEGIN_DECLS

#define SY_TYPE_PARAGRAPH (sy_paragraph_get_type ())

G_DECLARE_FINAL_TYPE (SyParagraph, sy_paragraph, SY, PARAGRAPH, GtkWidget)

GtkWidget *sy_paragraph_new    (SyDocument  *document,
                                SyBlock     *block);
void       sy_paragraph_update (SyParagraph *self);
gsize      sy_paragraph_cut    (const char  *text,
                                gsize        length);

G_END_DECLS
