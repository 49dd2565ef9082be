/* sy-demo-catalog.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *sy_demo_catalog_write_models (void);
char *sy_demo_catalog_write_key    (void);

G_END_DECLS
