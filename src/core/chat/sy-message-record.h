/* sy-message-record.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-message.h"
#include "sy-records.h"

G_BEGIN_DECLS

SyMessage       *sy_message_new_from_record (const SyMessageRecord *record);
void             sy_message_load            (SyMessage             *self,
                                             const SyMessageRecord *record);
SyMessageRecord *sy_message_dup_record      (SyMessage             *self,
                                             gboolean               with_text);

G_END_DECLS
