/* sy-code-head.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-code-group.h"

G_BEGIN_DECLS

#define SY_TYPE_CODE_HEAD (sy_code_head_get_type ())

G_DECLARE_FINAL_TYPE (SyCodeHead, sy_code_head, SY, CODE_HEAD, GtkWidget)

GtkWidget *sy_code_head_new      (SyCodeGroup *group);
void       sy_code_head_update   (SyCodeHead  *self);
void       sy_code_head_complete (SyCodeHead  *self);

G_END_DECLS
