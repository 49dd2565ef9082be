/* sy-json-split.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SyJsonSpan:
 * @text: where it begins
 * @length: its bytes
 *
 * A part of a document that is a document itself.
 */
typedef struct
{
  const char *text;
  gsize       length;
} SyJsonSpan;

GArray *sy_json_split (const char        *data,
                       gsize              length,
                       const char *const *members,
                       guint              max_elements);

G_END_DECLS
