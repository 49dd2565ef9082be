/* sy-error-card.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sy-message.h"
#include "sy-preset.h"

G_BEGIN_DECLS

#define SY_TYPE_ERROR_CARD (sy_error_card_get_type ())

G_DECLARE_FINAL_TYPE (SyErrorCard, sy_error_card, SY, ERROR_CARD, AdwBin)

GtkWidget *sy_error_card_new         (void);
void       sy_error_card_set_message (SyErrorCard *self,
                                      SyMessage   *message,
                                      SyPreset    *preset);
void       sy_error_card_set_last    (SyErrorCard *self,
                                      gboolean     last);
char      *sy_error_card_dup_spoken  (SyMessage   *message,
                                      SyPreset    *preset);

G_END_DECLS
