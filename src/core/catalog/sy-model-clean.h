/* sy-model-clean.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* In bytes. */
#define SY_MODEL_MAX_LINE  256
#define SY_MODEL_MAX_TEXT  8192
#define SY_MODEL_MAX_WORD  64
#define SY_MODEL_MAX_WORDS 64

gboolean    sy_model_clean_is_id         (const char *id);
gboolean    sy_model_clean_is_word       (const char *word);
const char *sy_model_clean_get_last_part (const char *id);
char       *sy_model_clean_dup_line      (const char *text);
char       *sy_model_clean_dup_text      (const char *text);
char       *sy_model_clean_dup_name      (const char *name,
                                          const char *id);
char       *sy_model_clean_dup_date      (const char *text);

G_END_DECLS
