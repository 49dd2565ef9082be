/* sy-health-answer.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-fetch.h"
#include "sy-redact.h"

G_BEGIN_DECLS

/**
 * SyHealthShape:
 * @SY_HEALTH_SHAPE_OTHER: nothing that an API answers
 * @SY_HEALTH_SHAPE_ERROR: an error, in JSON
 * @SY_HEALTH_SHAPE_GOOD: what was asked for
 *
 * What the body of an answer looks like.
 */
typedef enum
{
  SY_HEALTH_SHAPE_OTHER,
  SY_HEALTH_SHAPE_ERROR,
  SY_HEALTH_SHAPE_GOOD,
} SyHealthShape;

/**
 * SyHealthVerdict:
 * @SY_HEALTH_VERDICT_GOOD: the server did what it was asked for
 * @SY_HEALTH_VERDICT_LIMITED: the key was accepted, but not for this
 * @SY_HEALTH_VERDICT_REFUSED: the key was not accepted, or is missing
 * @SY_HEALTH_VERDICT_BAD: anything else
 *
 * What an answer means.
 */
typedef enum
{
  SY_HEALTH_VERDICT_GOOD,
  SY_HEALTH_VERDICT_LIMITED,
  SY_HEALTH_VERDICT_REFUSED,
  SY_HEALTH_VERDICT_BAD,
} SyHealthVerdict;

SyHealthShape   sy_health_answer_find_shape (GByteArray          *body,
                                             const char          *path);
SyHealthVerdict sy_health_answer_judge      (SyFetchAnswer       *answer,
                                             SyHealthShape        shape,
                                             const guint         *refused,
                                             guint                n_refused,
                                             SyRedact            *redact,
                                             GError             **error);

G_END_DECLS
