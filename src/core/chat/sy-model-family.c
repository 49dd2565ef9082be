/* sy-model-family.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-model-family"

#include "config.h"

#include "sy-model-family.h"

#include <string.h>

/**
 * sy_model_family_from_id:
 * @model_id: (nullable): what a model is called in a request or an answer
 *
 * Gets what models that read each other's reasoning have in common: the vendor
 * and the first word of the name.  "anthropic/claude-sonnet-4.5:thinking" and
 * OpenRouter's alias "~anthropic/claude-sonnet-latest" are both
 * "anthropic/claude"; "gpt-5" is "gpt".
 *
 * Returns: (transfer full) (nullable): the family in small letters, %NULL when
 *   @model_id names none
 */
char *
sy_model_family_from_id (const char *model_id)
{
  g_autofree char *word = NULL;
  const char *slash;
  const char *name;

  if (model_id == NULL)
    return NULL;

  if (*model_id == '~')
    model_id++;

  slash = strrchr (model_id, '/');
  name = slash != NULL ? slash + 1 : model_id;
  word = g_strndup (model_id, (gsize) (name - model_id) + strcspn (name, "-._: "));

  return *word != '\0' ? g_ascii_strdown (word, -1) : NULL;
}
