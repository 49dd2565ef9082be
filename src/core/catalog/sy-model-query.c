/* sy-model-query.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-model-query"

#include "config.h"

#include "sy-model-query.h"

#include <string.h>

G_DEFINE_ENUM_TYPE (SyModelSort, sy_model_sort,
                    G_DEFINE_ENUM_VALUE (SY_MODEL_SORT_NEWEST, "newest"),
                    G_DEFINE_ENUM_VALUE (SY_MODEL_SORT_PRICE, "price"),
                    G_DEFINE_ENUM_VALUE (SY_MODEL_SORT_CONTEXT, "context"),
                    G_DEFINE_ENUM_VALUE (SY_MODEL_SORT_NAME, "name"))

struct _SyModelQuery
{
  char        *text;
  GStrv        words;
  SyModelCaps  caps;
  gboolean     free;
  SyModelSort  sort;
};

/* A model and what it is sorted by, found out once. */
typedef struct
{
  SyModel *model;
  gint64   number;
  char    *name;
  guint    position;
} Place;

/**
 * sy_model_query_new:
 *
 * Returns: (transfer full): a query that all models match, the newest first
 */
SyModelQuery *
sy_model_query_new (void)
{
  SyModelQuery *self = g_new0 (SyModelQuery, 1);

  self->text = g_strdup ("");
  self->words = g_new0 (char *, 1);

  return self;
}

/**
 * sy_model_query_free:
 * @self: (transfer full): a query
 */
void
sy_model_query_free (SyModelQuery *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->text);
  g_strfreev (self->words);
  g_free (self);
}

/**
 * sy_model_query_set_text:
 * @self: a query
 * @text: words; each has to be in a model's id, name or vendor, in any case
 *
 * Returns: whether that is something else than before
 */
gboolean
sy_model_query_set_text (SyModelQuery *self,
                         const char   *text)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  key = g_strstrip (sy_model_dup_search_text (text));
  if (!g_set_str (&self->text, key))
    return FALSE;

  g_strfreev (self->words);
  self->words = g_strsplit_set (key, " \t\n", -1);

  return TRUE;
}

/**
 * sy_model_query_set_caps:
 * @self: a query
 * @caps: what a model has to be able to do, all of it
 */
void
sy_model_query_set_caps (SyModelQuery *self,
                         SyModelCaps   caps)
{
  g_return_if_fail (self != NULL);

  self->caps = caps;
}

/**
 * sy_model_query_set_free:
 * @self: a query
 * @free: whether a model has to cost nothing
 */
void
sy_model_query_set_free (SyModelQuery *self,
                         gboolean      free)
{
  g_return_if_fail (self != NULL);

  self->free = !!free;
}

/**
 * sy_model_query_set_sort:
 * @self: a query
 * @sort: the order of what matches
 */
void
sy_model_query_set_sort (SyModelQuery *self,
                         SyModelSort   sort)
{
  g_return_if_fail (self != NULL);

  self->sort = sort;
}

/**
 * sy_model_query_matches:
 * @self: a query
 * @model: a model
 *
 * Returns: whether @model is what is looked for
 */
gboolean
sy_model_query_matches (const SyModelQuery *self,
                        SyModel            *model)
{
  const char *key;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (SY_IS_MODEL (model), FALSE);

  if ((sy_model_get_caps (model) & self->caps) != self->caps)
    return FALSE;
  if (self->free && !sy_pricing_get_is_free (sy_model_get_pricing (model)))
    return FALSE;

  key = sy_model_get_search_key (model);
  for (gsize i = 0; self->words[i] != NULL; i++)
    {
      if (strstr (key, self->words[i]) == NULL)
        return FALSE;
    }

  return TRUE;
}

/* The smaller stands first.  As in a chat, more is read than written: a price is that of
 * three tokens read and one written.
 */
static gint64
get_price_rank (const SyPricing *pricing)
{
  if (!sy_pricing_get_is_known (pricing))
    return sy_pricing_get_varies (pricing) ? G_MAXINT64 - 1 : G_MAXINT64;

  return MIN (sy_money_add (sy_money_multiply (sy_pricing_get (pricing, SY_PRICE_PROMPT), 3),
                            sy_pricing_get (pricing, SY_PRICE_COMPLETION)),
              G_MAXINT64 - 2);
}

static void
place_init (Place       *place,
            SyModel     *model,
            guint        position,
            SyModelSort  sort)
{
  *place = (Place) { .model = model, .position = position };

  switch (sort)
    {
    case SY_MODEL_SORT_PRICE:
      place->number = get_price_rank (sy_model_get_pricing (model));
      break;

    case SY_MODEL_SORT_CONTEXT:
      place->number = -sy_model_get_context_length (model);
      break;

    case SY_MODEL_SORT_NAME:
      place->name = g_utf8_collate_key (sy_model_get_title (model), -1);
      break;

    case SY_MODEL_SORT_NEWEST:
    default:
      place->number = -sy_model_get_created (model);
      break;
    }
}

/* What is equal stays in the server's order. */
static int
compare (gconstpointer a,
         gconstpointer b)
{
  const Place *place = a;
  const Place *other = b;
  int by_name = g_strcmp0 (place->name, other->name);

  if (place->number != other->number)
    return place->number < other->number ? -1 : 1;
  if (by_name != 0)
    return by_name;

  return place->position < other->position ? -1 : place->position > other->position;
}

/**
 * sy_model_query_sort:
 * @self: a query
 * @models: (element-type SyModel): models in the order their server lists them
 *
 * Puts @models into the order of the query.
 */
void
sy_model_query_sort (const SyModelQuery *self,
                     GPtrArray          *models)
{
  g_autofree Place *places = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (models != NULL);

  if (models->len == 0)
    return;

  places = g_new (Place, models->len);
  for (guint i = 0; i < models->len; i++)
    place_init (&places[i], g_ptr_array_index (models, i), i, self->sort);

  qsort (places, models->len, sizeof *places, compare);

  for (guint i = 0; i < models->len; i++)
    {
      models->pdata[i] = places[i].model;
      g_free (places[i].name);
    }
}
