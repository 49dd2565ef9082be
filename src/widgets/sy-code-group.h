/* sy-code-group.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "sy-document.h"

G_BEGIN_DECLS

#define SY_TYPE_CODE_GROUP (sy_code_group_get_type ())

G_DECLARE_FINAL_TYPE (SyCodeGroup, sy_code_group, SY, CODE_GROUP, GObject)

SyCodeGroup   *sy_code_group_new            (SyDocument  *document,
                                             SyBlock     *block);
guint          sy_code_group_get_group      (SyCodeGroup *self);
const char    *sy_code_group_get_language   (SyCodeGroup *self);
gboolean       sy_code_group_read_language  (SyCodeGroup *self,
                                             SyBlock     *block);
GtkAdjustment *sy_code_group_get_adjustment (SyCodeGroup *self);
void           sy_code_group_set_page       (SyCodeGroup *self,
                                             int          page);
void           sy_code_group_add_width      (SyCodeGroup *self,
                                             int          width);
void           sy_code_group_reset_width    (SyCodeGroup *self);
void           sy_code_group_take           (SyCodeGroup *self,
                                             SyBlock     *block,
                                             const char  *text);
gboolean       sy_code_group_get_first_line (SyCodeGroup *self,
                                             SyBlock     *block,
                                             guint       *first_line);
PangoAttrList *sy_code_group_get_attributes (SyCodeGroup *self,
                                             guint        first_line,
                                             guint        n_lines);
char          *sy_code_group_dup_text       (SyCodeGroup *self);

G_END_DECLS
