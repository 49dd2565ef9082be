/* sy-model-blank.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * SyModelBlankPage:
 * @SY_MODEL_BLANK_NONE_FOUND: no model is what is wanted
 * @SY_MODEL_BLANK_NOT_LOADED: the list did not come
 * @SY_MODEL_BLANK_LOADING: the list is on its way
 *
 * Why there are no models to be seen.
 */
typedef enum
{
  SY_MODEL_BLANK_NONE_FOUND,
  SY_MODEL_BLANK_NOT_LOADED,
  SY_MODEL_BLANK_LOADING,
} SyModelBlankPage;

#define SY_TYPE_MODEL_BLANK (sy_model_blank_get_type ())

G_DECLARE_FINAL_TYPE (SyModelBlank, sy_model_blank, SY, MODEL_BLANK, AdwBin)

GtkWidget *sy_model_blank_new      (void);
void       sy_model_blank_set_page (SyModelBlank     *self,
                                    SyModelBlankPage  page,
                                    const char       *reason);

G_END_DECLS
