/* sy-model-query.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-model.h"

G_BEGIN_DECLS

/**
 * SyModelSort:
 * @SY_MODEL_SORT_NEWEST: those that came out last stand first
 * @SY_MODEL_SORT_PRICE: the cheapest stand first, those without a price last
 * @SY_MODEL_SORT_CONTEXT: those that take most stand first
 * @SY_MODEL_SORT_NAME: in the order of the alphabet
 *
 * In which order models are shown.
 */
typedef enum
{
  SY_MODEL_SORT_NEWEST,
  SY_MODEL_SORT_PRICE,
  SY_MODEL_SORT_CONTEXT,
  SY_MODEL_SORT_NAME,
} SyModelSort;

#define SY_TYPE_MODEL_SORT (sy_model_sort_get_type ())

GType sy_model_sort_get_type (void) G_GNUC_CONST;

/**
 * SyModelQuery:
 *
 * What a person looks for in a list of models.
 */
typedef struct _SyModelQuery SyModelQuery;

SyModelQuery *sy_model_query_new      (void);
void          sy_model_query_free     (SyModelQuery       *self);
gboolean      sy_model_query_set_text (SyModelQuery       *self,
                                       const char         *text);
void          sy_model_query_set_caps (SyModelQuery       *self,
                                       SyModelCaps         caps);
void          sy_model_query_set_free (SyModelQuery       *self,
                                       gboolean            free);
void          sy_model_query_set_sort (SyModelQuery       *self,
                                       SyModelSort         sort);
gboolean      sy_model_query_matches  (const SyModelQuery *self,
                                       SyModel            *model);
void          sy_model_query_sort     (const SyModelQuery *self,
                                       GPtrArray          *models);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyModelQuery, sy_model_query_free)

G_END_DECLS
