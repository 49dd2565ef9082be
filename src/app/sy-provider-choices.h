/* sy-provider-choices.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-provider-choice.h"
#include "sy-provider-list.h"

G_BEGIN_DECLS

#define SY_TYPE_PROVIDER_CHOICES (sy_provider_choices_get_type ())

G_DECLARE_FINAL_TYPE (SyProviderChoices, sy_provider_choices, SY, PROVIDER_CHOICES, GObject)

SyProviderChoices *sy_provider_choices_new          (SyProviderList    *providers);
gboolean           sy_provider_choices_get_updating (SyProviderChoices *self);
guint              sy_provider_choices_find         (SyProviderChoices *self,
                                                     SyProvider        *provider);
void               sy_provider_choices_set_current  (SyProviderChoices *self,
                                                     SyProvider        *provider);

G_END_DECLS
