/* sy-retry.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "sy-clock.h"

G_BEGIN_DECLS

#define SY_RETRY_NEVER        G_GINT64_CONSTANT (0)
#define SY_RETRY_WHEN_ONLINE  G_GINT64_CONSTANT (-1)

/**
 * SyRetry:
 *
 * Decides whether a request that failed is sent again by itself, and when.
 */
typedef struct _SyRetry SyRetry;

typedef void (*SyRetryFunc) (gpointer user_data);

SyRetry      *sy_retry_new       (SyClock         *clock,
                                  GNetworkMonitor *network,
                                  GRand           *random,
                                  SyRetryFunc      func,
                                  gpointer         user_data);
void          sy_retry_free      (SyRetry         *self);
gboolean      sy_retry_plan      (SyRetry         *self,
                                  const GError    *error,
                                  const char      *origin);
void          sy_retry_cancel    (SyRetry         *self);
void          sy_retry_reset     (SyRetry         *self);
const GError *sy_retry_get_error (SyRetry         *self);
gint64        sy_retry_get_at    (SyRetry         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyRetry, sy_retry_free)

G_END_DECLS
