/* sy-utf8.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char     *sy_utf8_make_valid (const char *text,
                              gssize      length);
char     *sy_utf8_clean_line (const char *text);
char     *sy_utf8_ellipsize  (const char *text,
                              gsize       max_chars);
gsize     sy_utf8_complete   (const char *text,
                              gsize       length);
gboolean  sy_utf8_is_blank   (const char *text);

G_END_DECLS
