/* sy-redact.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define SY_TYPE_REDACT (sy_redact_get_type ())

G_DECLARE_FINAL_TYPE (SyRedact, sy_redact, SY, REDACT, GObject)

/**
 * SyRedactDupFunc:
 * @key: a key
 *
 * Returns: (transfer full): a copy in memory for keys
 */
typedef char *(*SyRedactDupFunc)  (const char *key);

/**
 * SyRedactFreeFunc:
 * @key: (transfer full): a copy
 */
typedef void  (*SyRedactFreeFunc) (char *key);

SyRedact *sy_redact_new        (void);
void      sy_redact_set_memory (SyRedact         *self,
                                SyRedactDupFunc   dup_key,
                                SyRedactFreeFunc  free_key);
void      sy_redact_add_key    (SyRedact         *self,
                                const char       *key);
char     *sy_redact_text       (SyRedact         *self,
                                const char       *text,
                                gssize            length);
char     *sy_redact_name       (SyRedact         *self,
                                const char       *text);

G_END_DECLS
