/* sy-model-modality.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-model-modality"

#include "config.h"

#include "sy-model-modality.h"

#include "sy-json.h"

#include <string.h>

#define ARROW "->"

/* There are five. */
#define MAX_KINDS 64

static void
add_words (GStrvBuilder *kinds,
           JsonArray    *words)
{
  guint n_words = words != NULL ? MIN (json_array_get_length (words), MAX_KINDS) : 0;

  for (guint i = 0; i < n_words; i++)
    {
      const char *word = sy_json_node_string (json_array_get_element (words, i));

      if (word != NULL)
        g_strv_builder_take (kinds, g_ascii_strdown (word, -1));
    }
}

/* One half of "text+image->text+audio". */
static GStrv
split_half (const char  *modality,
            SyModelSide  side)
{
  const char *arrow = modality != NULL ? strstr (modality, ARROW) : NULL;
  g_autofree char *half = NULL;

  if (arrow == NULL)
    return g_new0 (char *, 1);

  half = side == SY_MODEL_SIDE_INPUT ? g_ascii_strdown (modality, arrow - modality)
                                     : g_ascii_strdown (arrow + strlen (ARROW), -1);

  return g_strsplit (half, "+", MAX_KINDS);
}

/**
 * sy_model_modality_dup:
 * @entry: a model in OpenRouter's list
 * @side: which side of it
 *
 * Returns: (transfer full): what the list says goes in or comes out, "text", "image", in
 *   small letters; none when it says nothing
 */
GStrv
sy_model_modality_dup (JsonObject  *entry,
                       SyModelSide  side)
{
  JsonObject *architecture = sy_json_get_object (entry, "architecture");
  const char *member = side == SY_MODEL_SIDE_INPUT ? "input_modalities" : "output_modalities";
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) kinds = NULL;

  add_words (builder, sy_json_get_array (architecture, member));
  kinds = g_strv_builder_end (builder);

  if (kinds[0] != NULL)
    return g_steal_pointer (&kinds);

  return split_half (sy_json_get_string (architecture, "modality"), side);
}
