/* sy-model-text.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-model.h"

G_BEGIN_DECLS

char *sy_model_text_dup_row_title   (SyModel         *model);
char *sy_model_text_dup_context     (gint64           tokens);
char *sy_model_text_dup_tokens      (gint64           tokens);
char *sy_model_text_dup_per_million (SyMoney          price);
char *sy_model_text_dup_price_pair  (const SyPricing *pricing);
char *sy_model_text_dup_retirement  (SyModel         *model);
char *sy_model_text_dup_sentence    (SyModel         *model,
                                     gboolean         favourite);
char *sy_model_text_dup_note        (SyModel         *model);

G_END_DECLS
