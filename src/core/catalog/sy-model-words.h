/* sy-model-words.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SY_MODEL_WORDS_MAX 64

/**
 * SyModelWords:
 * @vendor: letters and digits before the first slash, "metallama"
 * @family: the letters the name begins with, "claude"
 * @name: the whole name, "claude-3-5-sonnet"
 * @words: its words in the order of the alphabet, "claude sonnet"
 * @numbers: its versions, sizes and dates in their order, "3 5"
 * @variant: what is behind the colon, "free"
 * @is_alias: whether it is one of OpenRouter's "~vendor/family-latest"
 *
 * What ids are compared by: in small letters, and cut when they are longer than any id
 * there is.
 */
typedef struct
{
  char     vendor[SY_MODEL_WORDS_MAX];
  char     family[SY_MODEL_WORDS_MAX];
  char     name[SY_MODEL_WORDS_MAX];
  char     words[SY_MODEL_WORDS_MAX];
  char     numbers[SY_MODEL_WORDS_MAX];
  char     variant[SY_MODEL_WORDS_MAX];
  gboolean is_alias;
} SyModelWords;

void     sy_model_words_init         (SyModelWords       *self,
                                      const char         *id);
guint    sy_model_words_get_kinship  (const SyModelWords *self,
                                      const SyModelWords *other);
guint    sy_model_words_get_distance (const SyModelWords *self,
                                      const SyModelWords *other);
guint    sy_model_words_count_shared (const SyModelWords *self,
                                      const SyModelWords *other);

G_END_DECLS
