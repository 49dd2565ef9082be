/* sy-code-lines.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _SyCodeLines SyCodeLines;

SyCodeLines *sy_code_lines_new            (PangoContext    *context);
void         sy_code_lines_free           (SyCodeLines     *self);
gboolean     sy_code_lines_has_font       (SyCodeLines     *self,
                                           PangoContext    *context);
void         sy_code_lines_set_text       (SyCodeLines     *self,
                                           const char      *text);
const char  *sy_code_lines_get_text       (SyCodeLines     *self);
guint        sy_code_lines_get_n_lines    (SyCodeLines     *self);
int          sy_code_lines_get_pitch      (SyCodeLines     *self);
int          sy_code_lines_get_width      (SyCodeLines     *self);
guint        sy_code_lines_get_n_layouts  (SyCodeLines     *self);
void         sy_code_lines_set_attributes (SyCodeLines     *self,
                                           guint            first_line,
                                           guint            n_lines,
                                           PangoAttrList   *attributes);
void         sy_code_lines_draw           (SyCodeLines     *self,
                                           GtkSnapshot     *snapshot,
                                           const GdkRGBA   *color,
                                           int              left,
                                           int              right);
PangoLayout *sy_code_lines_create_layout  (SyCodeLines     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyCodeLines, sy_code_lines_free)

G_END_DECLS
