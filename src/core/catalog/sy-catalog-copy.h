/* sy-catalog-copy.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-model-set.h"

G_BEGIN_DECLS

/**
 * SyCatalogCopy:
 * @models: the models
 * @updated_at: when the server last said that these are its models, in microseconds
 *   since 1970
 * @etag: (nullable): what the server calls this state of its list
 * @last_modified: (nullable): when the server says that its list last changed
 *
 * A model list as a server sent it.  It never changes, and any thread may hold it.
 */
typedef struct
{
  SyModelSet *models;
  gint64      updated_at;
  char       *etag;
  char       *last_modified;
} SyCatalogCopy;

SyCatalogCopy *sy_catalog_copy_new   (SyModelSet    *models,
                                      gint64         updated_at,
                                      const char    *etag,
                                      const char    *last_modified);
SyCatalogCopy *sy_catalog_copy_ref   (SyCatalogCopy *self);
void           sy_catalog_copy_unref (SyCatalogCopy *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyCatalogCopy, sy_catalog_copy_unref)

G_END_DECLS
