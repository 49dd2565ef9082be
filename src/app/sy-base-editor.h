/* sy-base-editor.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-note-row.h"
#include "sy-provider.h"
#include "sy-trust.h"

G_BEGIN_DECLS

#define SY_TYPE_BASE_EDITOR (sy_base_editor_get_type ())

G_DECLARE_FINAL_TYPE (SyBaseEditor, sy_base_editor, SY, BASE_EDITOR, GObject)

SyBaseEditor *sy_base_editor_new          (SyTrust      *trust,
                                           GtkEditable  *row,
                                           SyNoteRow    *note);
void          sy_base_editor_set_provider (SyBaseEditor *self,
                                           SyProvider   *provider);
gboolean      sy_base_editor_commit       (SyBaseEditor *self);

G_END_DECLS
