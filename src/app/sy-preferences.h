/* sy-preferences.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "sy-workspace.h"

G_BEGIN_DECLS

GSettings  *sy_preferences_new          (GApplication     *application);
void        sy_preferences_apply        (GSettings        *preferences,
                                         SyWorkspace      *workspace);
SySampling *sy_preferences_dup_sampling (GSettings        *preferences);
void        sy_preferences_set_sampling (GSettings        *preferences,
                                         const SySampling *sampling);

G_END_DECLS
