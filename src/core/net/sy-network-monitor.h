/* sy-network-monitor.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SY_TYPE_NETWORK_MONITOR (sy_network_monitor_get_type ())

G_DECLARE_FINAL_TYPE (SyNetworkMonitor, sy_network_monitor, SY, NETWORK_MONITOR, GObject)

SyNetworkMonitor *sy_network_monitor_new        (GNetworkMonitor  *system);
void              sy_network_monitor_start      (SyNetworkMonitor *self);
gboolean          sy_network_monitor_is_started (SyNetworkMonitor *self);

G_END_DECLS
