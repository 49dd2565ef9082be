/* sy-gunzip.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GByteArray *sy_gunzip (const guint8  *data,
                       gsize          length,
                       gsize          max_bytes,
                       GError       **error);

G_END_DECLS
