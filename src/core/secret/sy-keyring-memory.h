/* sy-keyring-memory.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-keyring.h"

G_BEGIN_DECLS

#define SY_TYPE_KEYRING_MEMORY (sy_keyring_memory_get_type ())

G_DECLARE_FINAL_TYPE (SyKeyringMemory, sy_keyring_memory, SY, KEYRING_MEMORY, GObject)

SyKeyring *sy_keyring_memory_new      (void);
gboolean   sy_keyring_memory_is_empty (SyKeyringMemory *self);

G_END_DECLS
