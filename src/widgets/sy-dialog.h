/* sy-dialog.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void sy_dialog_outlive_closing (AdwDialog *dialog);

G_END_DECLS
