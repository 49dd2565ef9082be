/* sy-prompt-row.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * SyPromptRow:
 *
 * A row of preferences for a text of several lines.
 */
#define SY_TYPE_PROMPT_ROW (sy_prompt_row_get_type ())

G_DECLARE_FINAL_TYPE (SyPromptRow, sy_prompt_row, SY, PROMPT_ROW, AdwPreferencesRow)

GtkWidget *sy_prompt_row_new             (void);
char      *sy_prompt_row_dup_text        (SyPromptRow *self);
void       sy_prompt_row_set_text        (SyPromptRow *self,
                                          const char  *text);
void       sy_prompt_row_set_placeholder (SyPromptRow *self,
                                          const char  *placeholder);

G_END_DECLS
