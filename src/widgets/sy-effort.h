/* sy-effort.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *sy_effort_get_word (guint       position);
const char *sy_effort_get_name (const char *word);

G_END_DECLS
