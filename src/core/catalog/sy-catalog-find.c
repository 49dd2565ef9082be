/* sy-catalog-find.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-catalog-find"

#include "config.h"

#include "sy-catalog-private.h"

#include "sy-model-id.h"
#include "sy-model-nearest.h"

/**
 * sy_catalog_find:
 * @self: a model list
 * @id: (nullable): an exact id
 *
 * Returns: (transfer none) (nullable): the model of that id
 */
SyModel *
sy_catalog_find (SyCatalog  *self,
                 const char *id)
{
  g_return_val_if_fail (SY_IS_CATALOG (self), NULL);

  return id != NULL ? sy_model_set_find (self->models, id) : NULL;
}

/**
 * sy_catalog_accepts:
 * @self: a model list
 * @id: an id
 *
 * Returns: whether the server can be expected to know @id: it is listed, or a variant
 *   or "@preset/..." of one that is, or an account's preset alone; %TRUE while no list
 *   is known
 */
gboolean
sy_catalog_accepts (SyCatalog  *self,
                    const char *id)
{
  g_return_val_if_fail (SY_IS_CATALOG (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  return self->copy == NULL ||
         sy_model_id_is_listed (id, sy_model_set_get_by_id (self->models));
}

/**
 * sy_catalog_find_nearest:
 * @self: a model list
 * @id: an id, listed or not
 * @n: how many at most
 *
 * Returns: (transfer full) (element-type SyModel): the models whose ids are most like
 *   @id, the nearest first
 */
GPtrArray *
sy_catalog_find_nearest (SyCatalog  *self,
                         const char *id,
                         guint       n)
{
  g_return_val_if_fail (SY_IS_CATALOG (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return sy_model_nearest_find (G_LIST_MODEL (self), id, n);
}

/**
 * sy_catalog_find_replacement:
 * @self: a model list
 * @id: an id that may be no longer listed
 *
 * Returns: (transfer none) (nullable): what to offer instead: the alias of its family
 *   when listed, else its vendor's newest; %NULL when @id is accepted or of a vendor
 *   that the list does not know
 */
SyModel *
sy_catalog_find_replacement (SyCatalog  *self,
                             const char *id)
{
  g_autoptr(SyModel) model = NULL;

  g_return_val_if_fail (SY_IS_CATALOG (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  if (sy_catalog_accepts (self, id))
    return NULL;

  model = sy_model_nearest_find_replacement (G_LIST_MODEL (self), id);

  return model != NULL ? sy_catalog_find (self, sy_model_get_id (model)) : NULL;
}

/**
 * sy_catalog_find_default:
 * @self: a model list
 *
 * Returns: (transfer none) (nullable): the first model that its preset would choose,
 *   for a provider without a model; %NULL when it would choose none of them
 */
SyModel *
sy_catalog_find_default (SyCatalog *self)
{
  const char *const *patterns;
  GPtrArray *models;

  g_return_val_if_fail (SY_IS_CATALOG (self), NULL);

  models = sy_model_set_get_models (self->models);
  patterns = sy_preset_get_model_patterns (sy_provider_get_preset (self->provider));

  for (gsize i = 0; patterns[i] != NULL; i++)
    {
      for (guint k = 0; k < models->len; k++)
        {
          SyModel *model = g_ptr_array_index (models, k);

          if (g_pattern_match_simple (patterns[i], sy_model_get_id (model)))
            return model;
        }
    }

  return NULL;
}
