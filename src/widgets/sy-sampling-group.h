/* sy-sampling-group.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sy-chat-values.h"

G_BEGIN_DECLS

/**
 * SySamplingGroup:
 *
 * Rows for the system prompt and the sampling values, each of which may be not set.
 */
#define SY_TYPE_SAMPLING_GROUP (sy_sampling_group_get_type ())

G_DECLARE_FINAL_TYPE (SySamplingGroup, sy_sampling_group, SY, SAMPLING_GROUP,
                      AdwPreferencesGroup)

GtkWidget        *sy_sampling_group_new               (void);
char             *sy_sampling_group_dup_system_prompt (SySamplingGroup    *self);
void              sy_sampling_group_set_system_prompt (SySamplingGroup    *self,
                                                       const char         *system_prompt);
const SySampling *sy_sampling_group_get_sampling      (SySamplingGroup    *self);
void              sy_sampling_group_set_sampling      (SySamplingGroup    *self,
                                                       const SySampling   *sampling);
void              sy_sampling_group_set_fallback      (SySamplingGroup    *self,
                                                       const SyChatValues *values);

G_END_DECLS
