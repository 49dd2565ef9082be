/* sy-store-salvage.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-database.h"

G_BEGIN_DECLS

gboolean sy_store_looks_sound (SyDatabase  *database,
                               GError     **error);
gboolean sy_store_is_sound    (SyDatabase  *database,
                               GError     **error);
gboolean sy_store_salvage     (SyDatabase  *target,
                               SyDatabase  *damaged,
                               guint       *n_lost,
                               GError     **error);

G_END_DECLS
