/* sy-effort.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-effort"

#include "config.h"

#include "sy-effort.h"

#include <glib/gi18n-lib.h>

/* From OpenRouter's reference; others know some of them.  From little to much. */
static const struct
{
  const char *word;
  const char *name;
} efforts[] = {
  /* Translators: how hard a model shall think before it answers */
  { "none", NC_ ("reasoning effort", "None") },
  { "minimal", NC_ ("reasoning effort", "Minimal") },
  { "low", NC_ ("reasoning effort", "Low") },
  { "medium", NC_ ("reasoning effort", "Medium") },
  { "high", NC_ ("reasoning effort", "High") },
  { "xhigh", NC_ ("reasoning effort", "Very High") },
  { "max", NC_ ("reasoning effort", "Maximum") },
};

/**
 * sy_effort_get_word:
 * @position: 0 for the least effort
 *
 * Returns: (nullable): how an API says it; %NULL behind the last one
 */
const char *
sy_effort_get_word (guint position)
{
  return position < G_N_ELEMENTS (efforts) ? efforts[position].word : NULL;
}

/**
 * sy_effort_get_name:
 * @word: how an API says it
 *
 * Returns: (transfer none): how people say it; @word itself when it is a new one
 */
const char *
sy_effort_get_name (const char *word)
{
  g_return_val_if_fail (word != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (efforts); i++)
    {
      if (g_str_equal (efforts[i].word, word))
        return g_dpgettext2 (NULL, "reasoning effort", efforts[i].name);
    }

  return word;
}
