/* sy-store-schema.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-database.h"

G_BEGIN_DECLS

/* "SyTh": a file that says so in its header is ours. */
#define SY_STORE_APPLICATION_ID 0x53795468

/**
 * SyStoreMigration:
 * @database: with the tables of one version
 * @error: return location for a %SY_DATABASE_ERROR
 *
 * Makes the next version of them, within a transaction.
 *
 * Returns: whether that was done
 */
typedef gboolean (*SyStoreMigration) (SyDatabase  *database,
                                      GError     **error);

extern const SyStoreMigration sy_store_migrations[];
extern const guint            sy_store_n_migrations;

int      sy_store_schema_read_version (SyDatabase              *database,
                                       GError                 **error);
gboolean sy_store_schema_migrate      (SyDatabase              *database,
                                       const SyStoreMigration  *migrations,
                                       guint                    n_migrations,
                                       GError                 **error);

G_END_DECLS
