/* sy-model-set.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-model-set"

#include "config.h"

#include "sy-model-set.h"

struct _SyModelSet
{
  GPtrArray  *models;
  GHashTable *by_id;
};

/* Returns (transfer none) the model as it is known already, or itself. */
static SyModel *
recognize (SyModel    *model,
           SyModelSet *before)
{
  SyModel *known = before != NULL ? sy_model_set_find (before, sy_model_get_id (model)) : NULL;

  return known != NULL && sy_model_equal (known, model) ? known : model;
}

static gboolean
is_same (SyModelSet *self,
         SyModelSet *before)
{
  if (before == NULL || self->models->len != before->models->len)
    return FALSE;

  for (guint i = 0; i < self->models->len; i++)
    {
      if (g_ptr_array_index (self->models, i) != g_ptr_array_index (before->models, i))
        return FALSE;
    }

  return TRUE;
}

/**
 * sy_model_set_new:
 * @models: (element-type SyModel): the models; each id only once
 * @before: (nullable): what was known of them
 *
 * Models that are in @before as well are taken from there: who holds one goes on holding
 * what the list has.  To compare thousands of them takes a while: not for the main thread.
 *
 * Returns: (transfer full): the models; @before when they are all the same
 */
SyModelSet *
sy_model_set_new (GPtrArray  *models,
                  SyModelSet *before)
{
  g_autoptr(SyModelSet) self = NULL;

  g_return_val_if_fail (models != NULL, NULL);

  self = g_atomic_rc_box_new0 (SyModelSet);
  self->models = g_ptr_array_new_full (models->len, g_object_unref);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < models->len; i++)
    {
      SyModel *model = recognize (g_ptr_array_index (models, i), before);

      g_ptr_array_add (self->models, g_object_ref (model));
      g_hash_table_insert (self->by_id, (gpointer) sy_model_get_id (model), model);
    }

  return is_same (self, before) ? sy_model_set_ref (before) : g_steal_pointer (&self);
}

/**
 * sy_model_set_ref:
 * @self: models
 *
 * Returns: (transfer full): @self
 */
SyModelSet *
sy_model_set_ref (SyModelSet *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  SyModelSet *self = data;

  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->models);
}

/**
 * sy_model_set_unref:
 * @self: (transfer full): models
 */
void
sy_model_set_unref (SyModelSet *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear);
}

/**
 * sy_model_set_get_models:
 * @self: models
 *
 * Returns: (transfer none) (element-type SyModel): them in their order; not to be changed
 */
GPtrArray *
sy_model_set_get_models (SyModelSet *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->models;
}

/**
 * sy_model_set_get_by_id:
 * @self: models
 *
 * Returns: (transfer none) (element-type utf8 SyModel): them by their ids; not to be
 *   changed
 */
GHashTable *
sy_model_set_get_by_id (SyModelSet *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->by_id;
}

/**
 * sy_model_set_find:
 * @self: models
 * @id: an exact id
 *
 * Returns: (transfer none) (nullable): the model of that id
 */
SyModel *
sy_model_set_find (SyModelSet *self,
                   const char *id)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return g_hash_table_lookup (self->by_id, id);
}
