/* sy-model.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * SyModelOutput:
 * @SY_MODEL_OUTPUT_TEXT: it writes
 * @SY_MODEL_OUTPUT_IMAGE: it draws
 * @SY_MODEL_OUTPUT_AUDIO: it speaks
 * @SY_MODEL_OUTPUT_EMBEDDINGS: it gives vectors
 * @SY_MODEL_OUTPUT_OTHER: something this version has no name for
 *
 * What a model's answers are made of.
 */
typedef enum
{
  SY_MODEL_OUTPUT_TEXT       = 1 << 0,
  SY_MODEL_OUTPUT_IMAGE      = 1 << 1,
  SY_MODEL_OUTPUT_AUDIO      = 1 << 2,
  SY_MODEL_OUTPUT_EMBEDDINGS = 1 << 3,
  SY_MODEL_OUTPUT_OTHER      = 1 << 4,
} SyModelOutput;

#define SY_TYPE_MODEL_OUTPUT (sy_model_output_get_type ())
#define SY_TYPE_MODEL        (sy_model_get_type ())

GType sy_model_output_get_type (void) G_GNUC_CONST;
G_DECLARE_FINAL_TYPE (SyModel, sy_model, SY, MODEL, GObject)

/**
 * SyModelFacts:
 * @id: its exact id
 * @name: (nullable): what people call it
 * @created: when it came out or was listed, seconds since 1970; 0: nobody said
 * @outputs: what its answers are made of
 *
 * What a list says about one of its models.
 */
typedef struct
{
  const char    *id;
  const char    *name;
  gint64         created;
  SyModelOutput  outputs;
} SyModelFacts;

SyModel       *sy_model_new         (const SyModelFacts *facts);
const char    *sy_model_get_id      (SyModel            *self);
const char    *sy_model_get_name    (SyModel            *self);
const char    *sy_model_get_vendor  (SyModel            *self);
gint64         sy_model_get_created (SyModel            *self);
SyModelOutput  sy_model_get_outputs (SyModel            *self);
gboolean       sy_model_get_is_chat (SyModel            *self);
gboolean       sy_model_equal       (SyModel            *self,
                                     SyModel            *other);

G_END_DECLS
