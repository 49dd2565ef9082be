/* sy-model.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-pricing.h"

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

/**
 * SyModelCaps:
 * @SY_MODEL_CAP_VISION: it sees pictures
 * @SY_MODEL_CAP_TOOLS: it calls tools
 * @SY_MODEL_CAP_REASONING: it can think before it answers
 * @SY_MODEL_CAP_FILES: it reads files
 * @SY_MODEL_CAP_AUDIO: it hears
 * @SY_MODEL_CAP_VIDEO: it watches
 * @SY_MODEL_CAP_REASONING_ALWAYS: it cannot be kept from thinking
 * @SY_MODEL_CAP_MODERATED: what is sent to it is looked through first
 *
 * What a model can do; what nobody said of it, it is taken not to.
 */
typedef enum
{
  SY_MODEL_CAP_VISION           = 1 << 0,
  SY_MODEL_CAP_TOOLS            = 1 << 1,
  SY_MODEL_CAP_REASONING        = 1 << 2,
  SY_MODEL_CAP_FILES            = 1 << 3,
  SY_MODEL_CAP_AUDIO            = 1 << 4,
  SY_MODEL_CAP_VIDEO            = 1 << 5,
  SY_MODEL_CAP_REASONING_ALWAYS = 1 << 6,
  SY_MODEL_CAP_MODERATED        = 1 << 7,
} SyModelCaps;

#define SY_TYPE_MODEL_OUTPUT (sy_model_output_get_type ())
#define SY_TYPE_MODEL_CAPS   (sy_model_caps_get_type ())
#define SY_TYPE_MODEL        (sy_model_get_type ())

GType sy_model_output_get_type (void) G_GNUC_CONST;
GType sy_model_caps_get_type   (void) G_GNUC_CONST;
G_DECLARE_FINAL_TYPE (SyModel, sy_model, SY, MODEL, GObject)

/**
 * SyModelFacts:
 * @id: its exact id
 * @name: (nullable): what people call it
 * @description: (nullable): what its maker says of it, in Markdown
 * @created: when it came out or was listed, seconds since 1970; 0: nobody said
 * @outputs: what its answers are made of
 * @caps: what it can do
 * @context_length: how much fits into it, in tokens; 0: nobody said
 * @max_output: how long an answer may be, in tokens; 0: nobody said
 * @pricing: (nullable): what it costs
 * @parameters: (nullable): names of the request's members that it understands
 * @efforts: (nullable): how hard it can be told to think
 * @default_effort: (nullable): how hard it thinks untold
 * @retires_on: (nullable): the day it goes, "2026-03-31"
 * @knowledge_cutoff: (nullable): up to when it knows the world, "2025-06-30"
 * @alias_target: (nullable): the id that this one stands for
 * @alias_name: (nullable): what people call that one
 *
 * What a list says about one of its models.
 */
typedef struct
{
  const char        *id;
  const char        *name;
  const char        *description;
  gint64             created;
  SyModelOutput      outputs;
  SyModelCaps        caps;
  gint64             context_length;
  gint64             max_output;
  SyPricing         *pricing;
  const char *const *parameters;
  const char *const *efforts;
  const char        *default_effort;
  const char        *retires_on;
  const char        *knowledge_cutoff;
  const char        *alias_target;
  const char        *alias_name;
} SyModelFacts;

char               *sy_model_dup_search_text    (const char         *text);
SyModel            *sy_model_new                (const SyModelFacts *facts);
const SyModelFacts *sy_model_get_facts          (SyModel            *self);
const char         *sy_model_get_id             (SyModel            *self);
const char         *sy_model_get_name           (SyModel            *self);
const char         *sy_model_get_title          (SyModel            *self);
const char         *sy_model_get_vendor         (SyModel            *self);
const char         *sy_model_get_search_key     (SyModel            *self);
gint64              sy_model_get_created        (SyModel            *self);
SyModelOutput       sy_model_get_outputs        (SyModel            *self);
SyModelCaps         sy_model_get_caps           (SyModel            *self);
gint64              sy_model_get_context_length (SyModel            *self);
gint64              sy_model_get_max_output     (SyModel            *self);
const SyPricing    *sy_model_get_pricing        (SyModel            *self);
gboolean            sy_model_get_is_chat        (SyModel            *self);
gboolean            sy_model_equal              (SyModel            *self,
                                                 SyModel            *other);

G_END_DECLS
