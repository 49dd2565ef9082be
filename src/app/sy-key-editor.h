/* sy-key-editor.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-note-row.h"
#include "sy-workspace.h"

G_BEGIN_DECLS

#define SY_TYPE_KEY_EDITOR (sy_key_editor_get_type ())

G_DECLARE_FINAL_TYPE (SyKeyEditor, sy_key_editor, SY, KEY_EDITOR, GObject)

SyKeyEditor *sy_key_editor_new         (SyWorkspace *workspace,
                                        GtkEditable *row,
                                        SyNoteRow   *note);
void         sy_key_editor_set_health  (SyKeyEditor *self,
                                        SyHealth    *health);
gboolean     sy_key_editor_get_edited  (SyKeyEditor *self);
void         sy_key_editor_commit      (SyKeyEditor *self);
void         sy_key_editor_clear       (SyKeyEditor *self);
void         sy_key_editor_remove      (SyKeyEditor *self);
void         sy_key_editor_unlock      (SyKeyEditor *self);

G_END_DECLS
