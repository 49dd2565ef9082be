/* sy-health-text.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-health.h"

G_BEGIN_DECLS

char     *sy_health_text_dup_word    (SyHealthState  state,
                                      const GError  *error,
                                      gboolean       key_checked,
                                      const char    *host);
char     *sy_health_text_dup_tooltip (SyHealthState  state,
                                      const char    *word,
                                      gint64         checked_at,
                                      gint64         now);
char     *sy_health_text_dup_detail  (SyPreset      *preset,
                                      const char    *key);
SyAdvice *sy_health_text_new_advice  (const GError  *error,
                                      SyPreset      *preset,
                                      const char    *detail);

G_END_DECLS
