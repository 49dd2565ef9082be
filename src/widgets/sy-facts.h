/* sy-facts.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-message.h"
#include "sy-preset.h"

G_BEGIN_DECLS

char     *sy_facts_dup_text          (SyMessage    *message);
char     *sy_facts_dup_outcome       (SyMessage    *message);
char     *sy_facts_dup_details       (SyMessage    *message,
                                      SyPreset     *preset);
char     *sy_facts_dup_error_details (const GError *error,
                                      SyPreset     *preset,
                                      const char   *generation_id);
gboolean  sy_facts_is_filtered       (SyMessage    *message);

G_END_DECLS
