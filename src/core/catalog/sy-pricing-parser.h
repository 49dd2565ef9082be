/* sy-pricing-parser.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "sy-pricing.h"

G_BEGIN_DECLS

#define SY_PRICING_MAX_TIERS 64

const char *sy_pricing_parser_get_member (SyPriceKind  kind);
SyPricing  *sy_pricing_parse             (JsonObject  *pricing);

G_END_DECLS
