/* sy-proxy-resolver.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SY_TYPE_PROXY_RESOLVER (sy_proxy_resolver_get_type ())

G_DECLARE_FINAL_TYPE (SyProxyResolver, sy_proxy_resolver, SY, PROXY_RESOLVER, GObject)

SyProxyResolver *sy_proxy_resolver_new (GProxyResolver *system);

G_END_DECLS
