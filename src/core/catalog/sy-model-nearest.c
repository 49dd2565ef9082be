/* sy-model-nearest.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-model-nearest"

#include "config.h"

#include "sy-model-nearest.h"

#include "sy-model-words.h"

#define N_KINSHIPS 4

typedef struct
{
  SyModel *model;
  guint    position;
  guint    kinship;
  guint    distance;
} Candidate;

static void
clear_candidate (gpointer data)
{
  Candidate *candidate = data;

  g_object_unref (candidate->model);
}

static int
compare_candidates (gconstpointer a,
                    gconstpointer b)
{
  const Candidate *left = a;
  const Candidate *right = b;
  gint64 left_created;
  gint64 right_created;

  if (left->kinship != right->kinship)
    return left->kinship < right->kinship ? -1 : 1;
  if (left->distance != right->distance)
    return left->distance < right->distance ? -1 : 1;

  left_created = sy_model_get_created (left->model);
  right_created = sy_model_get_created (right->model);
  if (left_created != right_created)
    return left_created > right_created ? -1 : 1;

  return left->position < right->position ? -1 : 1;
}

static GArray *
collect (GListModel         *models,
         const SyModelWords *wanted,
         guint              *n_of_kinship)
{
  guint n_items = g_list_model_get_n_items (models);
  GArray *candidates = g_array_sized_new (FALSE, FALSE, sizeof (Candidate), n_items);

  g_array_set_clear_func (candidates, clear_candidate);

  for (guint i = 0; i < n_items; i++)
    {
      Candidate candidate = { .model = g_list_model_get_item (models, i), .position = i };
      SyModelWords words;

      sy_model_words_init (&words, sy_model_get_id (candidate.model));
      candidate.kinship = sy_model_words_get_kinship (wanted, &words);
      n_of_kinship[candidate.kinship]++;
      g_array_append_val (candidates, candidate);
    }

  return candidates;
}

/* The distance costs most, and few need it: those that can come into the result. */
static void
measure (GArray             *candidates,
         const SyModelWords *wanted,
         guint               last_kinship)
{
  for (guint i = 0; i < candidates->len; i++)
    {
      Candidate *candidate = &g_array_index (candidates, Candidate, i);
      SyModelWords words;

      if (candidate->kinship > last_kinship)
        continue;

      sy_model_words_init (&words, sy_model_get_id (candidate->model));
      candidate->distance = sy_model_words_get_distance (wanted, &words);
    }
}

static guint
find_last_kinship (const guint *n_of_kinship,
                   guint        n)
{
  guint sum = 0;

  for (guint kinship = 0; kinship < N_KINSHIPS; kinship++)
    {
      sum += n_of_kinship[kinship];
      if (sum >= n)
        return kinship;
    }

  return N_KINSHIPS - 1;
}

/* One that a person need not think about: of the variant that was asked for, without
 * pictures or sound that would be paid for, and the newest of these. */
static gboolean
is_better (SyModel            *model,
           const SyModelWords *words,
           SyModel            *best,
           const SyModelWords *best_words,
           const SyModelWords *wanted)
{
  gboolean fits = g_str_equal (words->variant, wanted->variant);
  gboolean best_fits = g_str_equal (best_words->variant, wanted->variant);
  gboolean plain = sy_model_get_outputs (model) == SY_MODEL_OUTPUT_TEXT;
  gboolean best_plain = sy_model_get_outputs (best) == SY_MODEL_OUTPUT_TEXT;

  if (fits != best_fits)
    return fits;
  if ((*words->variant == '\0') != (*best_words->variant == '\0'))
    return *words->variant == '\0';
  if (plain != best_plain)
    return plain;

  return sy_model_get_created (model) > sy_model_get_created (best);
}

static SyModel *
find_newest (GListModel         *models,
             const SyModelWords *wanted)
{
  guint n_items = g_list_model_get_n_items (models);
  g_autoptr(SyModel) best = NULL;
  SyModelWords best_words;

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr(SyModel) model = g_list_model_get_item (models, i);
      SyModelWords words;

      sy_model_words_init (&words, sy_model_get_id (model));
      if (words.is_alias || !sy_model_get_is_chat (model) ||
          !g_str_equal (words.vendor, wanted->vendor))
        continue;

      if (best == NULL || is_better (model, &words, best, &best_words, wanted))
        {
          g_set_object (&best, model);
          best_words = words;
        }
    }

  return g_steal_pointer (&best);
}

/* "~anthropic/claude-sonnet-latest" for "anthropic/claude-3.5-sonnet": the one that says
 * most of it, and nothing else. */
static SyModel *
find_alias (GListModel         *models,
            const SyModelWords *wanted)
{
  guint n_items = g_list_model_get_n_items (models);
  g_autoptr(SyModel) best = NULL;
  guint n_best = 0;

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr(SyModel) model = g_list_model_get_item (models, i);
      SyModelWords words;
      guint n_shared;

      sy_model_words_init (&words, sy_model_get_id (model));
      if (!words.is_alias || !g_str_equal (words.vendor, wanted->vendor))
        continue;

      n_shared = sy_model_words_count_shared (wanted, &words);
      if (n_shared > n_best)
        {
          g_set_object (&best, model);
          n_best = n_shared;
        }
    }

  return g_steal_pointer (&best);
}

/**
 * sy_model_nearest_find:
 * @models: a list of #SyModel
 * @id: an id, listed or not
 * @n: how many at most
 *
 * Orders the models by how much their ids are like @id: first those of its vendor and
 * family, then those of its family that another vendor offers, then those of its vendor;
 * among these by the names, of which the newer models come first.
 *
 * Returns: (transfer full) (element-type SyModel): the nearest @n, fewer when there are
 *   not so many
 */
GPtrArray *
sy_model_nearest_find (GListModel *models,
                       const char *id,
                       guint       n)
{
  g_autoptr(GPtrArray) nearest = NULL;
  g_autoptr(GArray) candidates = NULL;
  guint n_of_kinship[N_KINSHIPS] = { 0, };
  SyModelWords wanted;

  g_return_val_if_fail (G_IS_LIST_MODEL (models), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  sy_model_words_init (&wanted, id);
  candidates = collect (models, &wanted, n_of_kinship);
  measure (candidates, &wanted, find_last_kinship (n_of_kinship, n));
  g_array_sort (candidates, compare_candidates);

  nearest = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < MIN (n, candidates->len); i++)
    g_ptr_array_add (nearest, g_object_ref (g_array_index (candidates, Candidate, i).model));

  return g_steal_pointer (&nearest);
}

/**
 * sy_model_nearest_find_replacement:
 * @models: a list of #SyModel
 * @id: an id that is not listed
 *
 * Finds what can be offered instead with one click: OpenRouter's alias of its family,
 * "~vendor/family-latest", else the vendor's newest chat model.  Who asked for a ":free"
 * model is offered one, when the vendor has one.
 *
 * Returns: (transfer full) (nullable): the model; %NULL when @id names no vendor of the
 *   list
 */
SyModel *
sy_model_nearest_find_replacement (GListModel *models,
                                   const char *id)
{
  g_autoptr(SyModel) alias = NULL;
  g_autoptr(SyModel) newest = NULL;
  SyModelWords wanted;
  gboolean free_wanted;

  g_return_val_if_fail (G_IS_LIST_MODEL (models), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  sy_model_words_init (&wanted, id);
  if (*wanted.vendor == '\0')
    return NULL;

  free_wanted = g_str_equal (wanted.variant, "free");
  newest = find_newest (models, &wanted);
  if (free_wanted && newest != NULL && g_str_has_suffix (sy_model_get_id (newest), ":free"))
    return g_steal_pointer (&newest);

  alias = find_alias (models, &wanted);

  return alias != NULL ? g_steal_pointer (&alias) : g_steal_pointer (&newest);
}
