/* sy-model-shelf.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "sy-model-marks.h"
#include "sy-model-query.h"

G_BEGIN_DECLS

/**
 * SyModelSection:
 * @SY_MODEL_SECTION_FAVOURITES: they have a star
 * @SY_MODEL_SECTION_RECENT: they were asked not long ago, and have no star
 * @SY_MODEL_SECTION_OTHERS: all others
 *
 * Where on the shelf a model stands.
 */
typedef enum
{
  SY_MODEL_SECTION_FAVOURITES,
  SY_MODEL_SECTION_RECENT,
  SY_MODEL_SECTION_OTHERS,
  SY_MODEL_N_SECTIONS,
} SyModelSection;

#define SY_TYPE_MODEL_SHELF (sy_model_shelf_get_type ())

G_DECLARE_FINAL_TYPE (SyModelShelf, sy_model_shelf, SY, MODEL_SHELF, GObject)

SyModelShelf   *sy_model_shelf_new          (void);
void            sy_model_shelf_set_source   (SyModelShelf   *self,
                                             GListModel     *models,
                                             SyModelMarks   *marks);
gboolean        sy_model_shelf_set_text     (SyModelShelf   *self,
                                             const char     *text);
void            sy_model_shelf_set_filter   (SyModelShelf   *self,
                                             SyModelCaps     caps,
                                             gboolean        free);
void            sy_model_shelf_set_sort     (SyModelShelf   *self,
                                             SyModelSort     sort_by);
guint           sy_model_shelf_get_n_models (SyModelShelf   *self);
SyModelSection  sy_model_shelf_get_section  (SyModelShelf   *self,
                                             guint           position);

G_END_DECLS
