/* sy-model-editor.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sy-catalog.h"
#include "sy-note-row.h"

G_BEGIN_DECLS

#define SY_TYPE_MODEL_EDITOR (sy_model_editor_get_type ())

G_DECLARE_FINAL_TYPE (SyModelEditor, sy_model_editor, SY, MODEL_EDITOR, GObject)

SyModelEditor *sy_model_editor_new         (AdwEntryRow   *row,
                                            SyNoteRow     *note,
                                            SyClock       *clock);
void           sy_model_editor_set_catalog (SyModelEditor *self,
                                            SyCatalog     *catalog);
void           sy_model_editor_use         (SyModelEditor *self,
                                            const char    *id);
void           sy_model_editor_commit      (SyModelEditor *self);

G_END_DECLS
