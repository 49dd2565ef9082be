/* sy-sampling.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define SY_TYPE_SAMPLING (sy_sampling_get_type ())

#define SY_SAMPLING_MAX_TEMPERATURE 2.0
#define SY_SAMPLING_MAX_TOP_P       1.0
#define SY_SAMPLING_MAX_TOKENS      G_GINT64_CONSTANT (100000000)

/**
 * SySampling:
 * @temperature: 0 to 2, NAN when not set
 * @top_p: 0 to 1, NAN when not set
 * @max_tokens: tokens of the reply, 0 when not set
 * @effort: (nullable): how hard to think, in the words of the API
 *
 * Values the person set.  What was not set is not sent.
 */
typedef struct
{
  double  temperature;
  double  top_p;
  gint64  max_tokens;
  char   *effort;
} SySampling;

GType       sy_sampling_get_type  (void) G_GNUC_CONST;
SySampling *sy_sampling_new       (void);
SySampling *sy_sampling_copy      (const SySampling *self);
void        sy_sampling_free      (SySampling       *self);
gboolean    sy_sampling_equal     (const SySampling *a,
                                   const SySampling *b);
gboolean    sy_sampling_is_set    (const SySampling *self);
SySampling *sy_sampling_merge     (const SySampling *self,
                                   const SySampling *fallback);
void        sy_sampling_drop_bad  (SySampling       *self);
SySampling *sy_sampling_from_json (JsonObject       *object);
JsonNode   *sy_sampling_to_json   (const SySampling *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SySampling, sy_sampling_free)

G_END_DECLS
