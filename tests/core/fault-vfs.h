/* fault-vfs.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* The VFS that fails when it is told to. */
#define FAULT_VFS "fault"

void  fault_vfs_register     (void);
void  fault_vfs_fail         (int   result,
                              guint after);
void  fault_vfs_heal         (void);
guint fault_vfs_get_n_failed (void);

G_END_DECLS
