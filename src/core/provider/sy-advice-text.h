/* sy-advice-text.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-preset.h"

G_BEGIN_DECLS

char     *sy_advice_text_dup_title  (const GError *error);
char     *sy_advice_text_dup        (const GError *error,
                                     SyPreset     *preset,
                                     const char   *model_id,
                                     gboolean      has_text);
gboolean  sy_advice_text_is_private (const char   *host);

G_END_DECLS
