/* sy-model-id.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-model-id"

#include "config.h"

#include "sy-model-id.h"

#include <string.h>

#define PRESET "@preset/"
#define MODELS "models/"

/* The parts of an id that choose how a model is served, and are in no list: OpenRouter
 * adds ":nitro", ":floor", ":exacto" or ":online" to any id, Hugging Face a provider.
 * But these have entries of their own.
 */
static gboolean
is_own_entry (const char *variant)
{
  static const char *const listed[] = { "batch", "extended", "free", "thinking", NULL };

  return g_strv_contains (listed, variant);
}

/* Cuts the last variant off; FALSE when there is none that may be missing in the list. */
static gboolean
cut_variant (char *id)
{
  char *colon = strrchr (id, ':');

  if (colon == NULL || strchr (colon, '/') != NULL || is_own_entry (colon + 1))
    return FALSE;

  *colon = '\0';

  return TRUE;
}

/* Ollama takes a name without a tag for its ":latest". */
static gboolean
has_latest (GHashTable *listed,
            const char *id)
{
  g_autofree char *latest = g_strconcat (id, ":latest", NULL);

  return g_hash_table_contains (listed, latest);
}

/**
 * sy_model_id_is_listed:
 * @id: an id that somebody wrote or saved
 * @listed: the ids of a list, as keys
 *
 * Returns: whether the server of that list can be expected to know @id: it is listed, or
 *   a variant or "@preset/..." of one that is, or an account's preset alone
 */
gboolean
sy_model_id_is_listed (const char *id,
                       GHashTable *listed)
{
  g_autofree char *rest = NULL;
  char *preset;

  g_return_val_if_fail (id != NULL, FALSE);
  g_return_val_if_fail (listed != NULL, FALSE);

  if (g_str_has_prefix (id, PRESET))
    return TRUE;

  /* Gemini takes its ids with and without this. */
  rest = g_strdup (g_str_has_prefix (id, MODELS) ? id + strlen (MODELS) : id);
  preset = strstr (rest, PRESET);
  if (preset != NULL)
    *preset = '\0';

  if (*rest == '\0')
    return FALSE;
  if (has_latest (listed, rest))
    return TRUE;

  do
    {
      if (g_hash_table_contains (listed, rest))
        return TRUE;
    }
  while (cut_variant (rest));

  return FALSE;
}

/**
 * sy_model_id_is_preset:
 * @id: an id
 *
 * Returns: whether it is a preset that the person made in their account on openrouter.ai
 */
gboolean
sy_model_id_is_preset (const char *id)
{
  g_return_val_if_fail (id != NULL, FALSE);

  return g_str_has_prefix (id, PRESET);
}

/**
 * sy_model_id_dup_shorter:
 * @id: an id
 *
 * Returns: (transfer full) (nullable): @id without its preset, or else its last variant
 *   that no list has, or the "models/" of Gemini; %NULL when it has none of them
 */
char *
sy_model_id_dup_shorter (const char *id)
{
  g_autofree char *rest = NULL;
  const char *preset;

  g_return_val_if_fail (id != NULL, NULL);

  preset = strstr (id, PRESET);
  if (preset != NULL)
    return preset > id ? g_strndup (id, (gsize) (preset - id)) : NULL;

  rest = g_strdup (id);
  if (cut_variant (rest) && *rest != '\0')
    return g_steal_pointer (&rest);

  return g_str_has_prefix (id, MODELS) && id[strlen (MODELS)] != '\0'
           ? g_strdup (id + strlen (MODELS)) : NULL;
}
