/* support-spin.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SupportSpinFunc:
 *
 * Returns: %TRUE when what a test waits for has happened
 */
typedef gboolean (*SupportSpinFunc) (gpointer data);

gboolean support_spin_until (SupportSpinFunc func,
                             gpointer        data,
                             guint           timeout_ms);
void     support_spin_for   (guint           milliseconds);

G_END_DECLS
