/* sy-provider-choice.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-provider.h"

G_BEGIN_DECLS

#define SY_TYPE_PROVIDER_CHOICE (sy_provider_choice_get_type ())

G_DECLARE_FINAL_TYPE (SyProviderChoice, sy_provider_choice, SY, PROVIDER_CHOICE, GObject)

SyProviderChoice *sy_provider_choice_new          (SyPreset         *preset,
                                                   SyProvider       *provider);
const char       *sy_provider_choice_get_name     (SyProviderChoice *self);
SyPreset         *sy_provider_choice_get_preset   (SyProviderChoice *self);
SyProvider       *sy_provider_choice_get_provider (SyProviderChoice *self);
void              sy_provider_choice_set_current  (SyProviderChoice *self,
                                                   gboolean          current);

G_END_DECLS
