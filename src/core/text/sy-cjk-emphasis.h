/* sy-cjk-emphasis.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GArray *sy_cjk_emphasis_find (const char *text,
                              gsize       length);

G_END_DECLS
