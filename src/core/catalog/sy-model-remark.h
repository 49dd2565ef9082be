/* sy-model-remark.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-catalog.h"

G_BEGIN_DECLS

/**
 * SyModelRemarkKind:
 * @SY_MODEL_REMARK_NONE: there is nothing to say, or no list to know it from
 * @SY_MODEL_REMARK_LISTED: it can be used
 * @SY_MODEL_REMARK_RETIRING: it can be used for a while
 * @SY_MODEL_REMARK_RENAMED: it can be used, but has another id now
 * @SY_MODEL_REMARK_GONE: it was in the list once
 * @SY_MODEL_REMARK_UNLISTED: it is not in the list; nobody knows whether it ever was
 *
 * What a list says of an id.
 */
typedef enum
{
  SY_MODEL_REMARK_NONE,
  SY_MODEL_REMARK_LISTED,
  SY_MODEL_REMARK_RETIRING,
  SY_MODEL_REMARK_RENAMED,
  SY_MODEL_REMARK_GONE,
  SY_MODEL_REMARK_UNLISTED,
} SyModelRemarkKind;

/**
 * SyModelRemark:
 * @kind: what it is about
 * @text: (nullable): what to say where the id stands beside it
 * @instead: (nullable): what to offer in its place
 * @days_left: for %SY_MODEL_REMARK_RETIRING, how many days it is still there
 *
 * What is to be said of the id of a model that somebody chose.
 */
typedef struct
{
  SyModelRemarkKind  kind;
  char              *text;
  SyModel           *instead;
  int                days_left;
} SyModelRemark;

SyModelRemark *sy_model_remark_new       (SyCatalog     *catalog,
                                          const char    *id,
                                          gint64         now);
void           sy_model_remark_free      (SyModelRemark *self);
SyModel       *sy_model_remark_find_base (SyCatalog     *catalog,
                                          const char    *id);
char          *sy_model_remark_dup_title (SyCatalog     *catalog,
                                          const char    *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyModelRemark, sy_model_remark_free)

G_END_DECLS
