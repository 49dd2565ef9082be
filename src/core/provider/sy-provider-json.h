/* sy-provider-json.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-provider.h"

G_BEGIN_DECLS

/**
 * SyProviderJsonState:
 * @SY_PROVIDER_JSON_GOOD: it can be used
 * @SY_PROVIDER_JSON_NEWER: a newer version wrote it
 * @SY_PROVIDER_JSON_DAMAGED: it is not what any version wrote
 */
typedef enum
{
  SY_PROVIDER_JSON_GOOD,
  SY_PROVIDER_JSON_NEWER,
  SY_PROVIDER_JSON_DAMAGED,
} SyProviderJsonState;

GBytes              *sy_provider_json_build (GListModel  *providers,
                                             SyProvider  *default_provider,
                                             GPtrArray   *foreign,
                                             JsonNode    *origins);
SyProviderJsonState  sy_provider_json_parse (GBytes      *contents,
                                             JsonNode   **root);

G_END_DECLS
