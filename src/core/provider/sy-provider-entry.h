/* sy-provider-entry.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-provider.h"

G_BEGIN_DECLS

SyPreset *sy_provider_entry_find_preset (JsonObject *entry,
                                         GListModel *presets);
JsonNode *sy_provider_entry_build       (SyProvider *provider);
void      sy_provider_entry_apply       (SyProvider *provider,
                                         JsonObject *entry);

G_END_DECLS
