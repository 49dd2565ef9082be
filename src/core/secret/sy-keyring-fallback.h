/* sy-keyring-fallback.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-keyring.h"

G_BEGIN_DECLS

#define SY_TYPE_KEYRING_FALLBACK (sy_keyring_fallback_get_type ())

G_DECLARE_FINAL_TYPE (SyKeyringFallback, sy_keyring_fallback, SY, KEYRING_FALLBACK, GObject)

SyKeyring *sy_keyring_fallback_new (void);

G_END_DECLS
