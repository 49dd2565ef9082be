/* sy-watchdog.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "sy-clock.h"

G_BEGIN_DECLS

/**
 * SyWatchdog:
 *
 * Cancels an operation of the network when its caller does, or when the server has
 * said nothing for too long.  Plain memory of whoever runs the operation.
 */
typedef struct _SyWatchdog SyWatchdog;

SyWatchdog   *sy_watchdog_new             (SyClock         *clock,
                                           guint            silence_ms,
                                           GCancellable    *caller);
void          sy_watchdog_free            (SyWatchdog      *self);
void          sy_watchdog_set_network     (SyWatchdog      *self,
                                           GNetworkMonitor *network);
GCancellable *sy_watchdog_get_cancellable (SyWatchdog      *self);
gboolean      sy_watchdog_is_expired      (SyWatchdog      *self);
gboolean      sy_watchdog_is_lost         (SyWatchdog      *self);
guint         sy_watchdog_get_silence     (SyWatchdog      *self);
void          sy_watchdog_touch           (SyWatchdog      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyWatchdog, sy_watchdog_free)

G_END_DECLS
