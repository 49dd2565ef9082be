/* source-count.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint source_count_get_n_dispatches (void);
guint source_count_get_n_wakeups    (void);
void  source_count_wait             (guint seconds);

G_END_DECLS
