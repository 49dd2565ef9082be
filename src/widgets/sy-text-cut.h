/* sy-text-cut.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "sy-inline.h"

G_BEGIN_DECLS

/* Bytes: what is laid out again and again while it grows, and what is laid out at once. */
#define SY_TEXT_CUT_OPEN  600
#define SY_TEXT_CUT_WHOLE 2000

guint    sy_text_cut_find      (SyInline  *inline_,
                                guint      start,
                                guint      end,
                                int        width,
                                GtkWidget *widget);
GArray  *sy_text_cut_find_all  (SyInline  *inline_,
                                guint      start,
                                guint      end,
                                int        width,
                                GtkWidget *widget);
guint    sy_text_cut_find_word (SyInline  *inline_,
                                guint      place,
                                guint      reach);
gboolean sy_text_cut_is_same   (SyInline  *inline_,
                                SyInline  *old,
                                guint      place);

G_END_DECLS
