/* sy-window.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sy-workspace.h"

G_BEGIN_DECLS

#define SY_TYPE_WINDOW (sy_window_get_type ())

G_DECLARE_FINAL_TYPE (SyWindow, sy_window, SY, WINDOW, AdwApplicationWindow)

SyWindow *sy_window_new          (AdwApplication *application,
                                  SyWorkspace    *workspace);
void      sy_window_start        (SyWindow       *self);
void      sy_window_commit       (SyWindow       *self);
void      sy_window_show_message (SyWindow       *self,
                                  const char     *text);

G_END_DECLS
