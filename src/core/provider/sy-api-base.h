/* sy-api-base.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-preset.h"

G_BEGIN_DECLS

/* Who shows a provider need not see the room that knows origins. */
typedef struct _SyTrust SyTrust;

char     *sy_api_base_clean          (const char    *text,
                                      SyPreset      *preset,
                                      SyFormatKind   format,
                                      GError       **error);
gboolean  sy_api_base_check          (const char    *api_base,
                                      SyTrust       *trust,
                                      GError       **error);
GError   *sy_api_base_insecure_error (const char    *api_base);
char     *sy_api_base_dup_url        (const char    *api_base,
                                      const char    *path);

G_END_DECLS
