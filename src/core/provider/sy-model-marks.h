/* sy-model-marks.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define SY_TYPE_MODEL_MARKS (sy_model_marks_get_type ())

G_DECLARE_FINAL_TYPE (SyModelMarks, sy_model_marks, SY, MODEL_MARKS, GObject)

SyModelMarks      *sy_model_marks_new            (void);
const char *const *sy_model_marks_get_favourites (SyModelMarks *self);
const char *const *sy_model_marks_get_recents    (SyModelMarks *self);
gboolean           sy_model_marks_is_favourite   (SyModelMarks *self,
                                                  const char   *id);
void               sy_model_marks_set_favourite  (SyModelMarks *self,
                                                  const char   *id,
                                                  gboolean      favourite);
void               sy_model_marks_add_recent     (SyModelMarks *self,
                                                  const char   *id);
void               sy_model_marks_read           (SyModelMarks *self,
                                                  JsonObject   *entry);
void               sy_model_marks_write          (SyModelMarks *self,
                                                  JsonObject   *entry);

G_END_DECLS
