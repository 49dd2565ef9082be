/* sy-settings-dialog.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sy-workspace.h"

G_BEGIN_DECLS

#define SY_TYPE_SETTINGS_DIALOG (sy_settings_dialog_get_type ())

G_DECLARE_FINAL_TYPE (SySettingsDialog, sy_settings_dialog, SY, SETTINGS_DIALOG,
                      AdwPreferencesDialog)

SySettingsDialog *sy_settings_dialog_new    (SyWorkspace      *workspace,
                                             SyProvider       *provider);
void              sy_settings_dialog_commit (SySettingsDialog *self);

G_END_DECLS
