/* sy-code-highlighter.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SY_TYPE_CODE_HIGHLIGHTER (sy_code_highlighter_get_type ())

G_DECLARE_FINAL_TYPE (SyCodeHighlighter, sy_code_highlighter, SY, CODE_HIGHLIGHTER, GObject)

SyCodeHighlighter *sy_code_highlighter_new            (const char        *language);
void               sy_code_highlighter_append         (SyCodeHighlighter *self,
                                                       const char        *text);
void               sy_code_highlighter_finish         (SyCodeHighlighter *self);
void               sy_code_highlighter_set_dark       (SyCodeHighlighter *self,
                                                       gboolean           dark);
gboolean           sy_code_highlighter_get_busy       (SyCodeHighlighter *self);
gboolean           sy_code_highlighter_get_plain      (SyCodeHighlighter *self);
PangoAttrList     *sy_code_highlighter_get_attributes (SyCodeHighlighter *self,
                                                       guint              first_line,
                                                       guint              n_lines);

G_END_DECLS
