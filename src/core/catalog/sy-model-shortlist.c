/* sy-model-shortlist.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-model-shortlist"

#include "config.h"

#include "sy-model-shortlist.h"

#include "sy-model-query.h"

/* A short list is as long at least, and a list that is no longer is short anyway. */
#define MIN_LENGTH 5
#define MAX_WHOLE  10

typedef struct
{
  GPtrArray  *found;
  GHashTable *left;
} Search;

static void
take (Search     *search,
      const char *id)
{
  SyModel *model = id != NULL ? g_hash_table_lookup (search->left, id) : NULL;

  if (model == NULL)
    return;

  g_ptr_array_add (search->found, g_object_ref (model));
  g_hash_table_remove (search->left, id);
}

static void
take_all (Search            *search,
          const char *const *ids)
{
  for (gsize i = 0; ids[i] != NULL; i++)
    take (search, ids[i]);
}

static void
fill (Search    *search,
      GPtrArray *models)
{
  g_autoptr(SyModelQuery) query = sy_model_query_new ();
  guint length = models->len <= MAX_WHOLE ? models->len : MIN_LENGTH;

  if (search->found->len >= length)
    return;

  sy_model_query_sort (query, models);
  for (guint i = 0; i < models->len && search->found->len < length; i++)
    take (search, sy_model_get_id (g_ptr_array_index (models, i)));
}

/**
 * sy_model_shortlist_find:
 * @models: a list of #SyModel
 * @marks: which of them are at hand
 * @current_id: (nullable): the one in use
 *
 * Returns: (transfer full) (element-type SyModel): those that will most likely be chosen:
 *   favourites, those asked last, the one in use, and when that is few the newest
 */
GPtrArray *
sy_model_shortlist_find (GListModel   *models,
                         SyModelMarks *marks,
                         const char   *current_id)
{
  g_autoptr(GPtrArray) all = NULL;
  g_autoptr(GHashTable) left = NULL;
  Search search;

  g_return_val_if_fail (G_IS_LIST_MODEL (models), NULL);
  g_return_val_if_fail (SY_IS_MODEL_MARKS (marks), NULL);

  all = g_ptr_array_new_with_free_func (g_object_unref);
  left = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < g_list_model_get_n_items (models); i++)
    {
      SyModel *model = g_list_model_get_item (models, i);

      g_ptr_array_add (all, model);
      g_hash_table_insert (left, (gpointer) sy_model_get_id (model), model);
    }

  search.found = g_ptr_array_new_with_free_func (g_object_unref);
  search.left = left;
  take_all (&search, sy_model_marks_get_favourites (marks));
  take_all (&search, sy_model_marks_get_recents (marks));
  take (&search, current_id);
  fill (&search, all);

  return search.found;
}
