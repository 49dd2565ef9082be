/* sy-json-repair.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SyJsonRepair:
 *
 * Mends the escapes of the documents of one stream before a parser sees them.
 * Servers that cut a reply by UTF-16 units send a character outside the first plane
 * as two halves, in the same member of two documents; this joins them.
 */
typedef struct _SyJsonRepair SyJsonRepair;

SyJsonRepair *sy_json_repair_new        (void);
void          sy_json_repair_free       (SyJsonRepair *self);
char         *sy_json_repair_push       (SyJsonRepair *self,
                                         const char   *text,
                                         gsize         length,
                                         gsize        *new_length);
gboolean      sy_json_repair_is_waiting (SyJsonRepair *self);
gboolean      sy_json_repair_take_half  (SyJsonRepair *self,
                                         const char   *member);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyJsonRepair, sy_json_repair_free)

G_END_DECLS
