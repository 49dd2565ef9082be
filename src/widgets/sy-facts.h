/* sy-facts.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-message.h"
#include "sy-preset.h"

G_BEGIN_DECLS

char *sy_facts_dup_text    (SyMessage *message);
char *sy_facts_dup_outcome (SyMessage *message);
char *sy_facts_dup_details (SyMessage *message,
                            SyPreset  *preset);

G_END_DECLS
