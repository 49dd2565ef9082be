/* sy-model-facts.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-fact-group.h"
#include "sy-model.h"

G_BEGIN_DECLS

void sy_model_facts_show_prices (SyFactGroup     *tokens,
                                 SyFactGroup     *others,
                                 const SyPricing *pricing);
void sy_model_facts_show_limits (SyFactGroup     *limits,
                                 SyModel         *model);

G_END_DECLS
