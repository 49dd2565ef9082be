/* sy-catalog-text.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *sy_catalog_text_dup_age   (gint64  updated_at,
                                 gint64  now);
char *sy_catalog_text_dup_count (guint   n_shown,
                                 guint   n_models);

G_END_DECLS
