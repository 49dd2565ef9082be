/* sy-backoff.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SyBackoff:
 *
 * How long to wait before a failed request is sent again.
 */
typedef struct _SyBackoff SyBackoff;

SyBackoff *sy_backoff_new   (GRand     *random);
void       sy_backoff_free  (SyBackoff *self);
gint64     sy_backoff_next  (SyBackoff *self,
                             guint      max_attempts,
                             int        retry_after);
void       sy_backoff_reset (SyBackoff *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyBackoff, sy_backoff_free)

G_END_DECLS
