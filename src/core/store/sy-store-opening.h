/* sy-store-opening.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-database.h"

G_BEGIN_DECLS

/**
 * SyStoreOpening:
 * @path: of the database
 * @vfs: (nullable): name of the VFS it is reached by
 * @now: microseconds since 1970
 * @set_aside: (nullable): where a damaged database was moved to
 *
 * How a database is opened, and what came of it.
 */
typedef struct
{
  char   *path;
  char   *vfs;
  gint64  now;
  char   *set_aside;
} SyStoreOpening;

SyStoreOpening *sy_store_opening_new  (const char      *path,
                                       const char      *vfs,
                                       gint64           now);
void            sy_store_opening_free (SyStoreOpening  *self);
SyDatabase     *sy_store_opening_run  (SyStoreOpening  *self,
                                       GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyStoreOpening, sy_store_opening_free)

G_END_DECLS
