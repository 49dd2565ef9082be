/* sy-demo-server.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define SY_TYPE_DEMO_SERVER (sy_demo_server_get_type ())

G_DECLARE_FINAL_TYPE (SyDemoServer, sy_demo_server, SY, DEMO_SERVER, GObject)

SyDemoServer *sy_demo_server_new      (const char    *prefix);
gboolean      sy_demo_server_start    (SyDemoServer  *self,
                                       GError       **error);
void          sy_demo_server_stop     (SyDemoServer  *self);
const char   *sy_demo_server_get_base (SyDemoServer  *self);

G_END_DECLS
