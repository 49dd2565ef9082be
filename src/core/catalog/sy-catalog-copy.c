/* sy-catalog-copy.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-catalog-copy"

#include "config.h"

#include "sy-catalog-copy.h"

/**
 * sy_catalog_copy_new:
 * @models: the models; referenced
 * @updated_at: when the server said so, in microseconds since 1970
 * @etag: (nullable): what the server calls this state of its list
 * @last_modified: (nullable): when the server says that its list last changed
 *
 * Returns: (transfer full): a model list as a server sent it
 */
SyCatalogCopy *
sy_catalog_copy_new (SyModelSet *models,
                     gint64      updated_at,
                     const char *etag,
                     const char *last_modified)
{
  SyCatalogCopy *self;

  g_return_val_if_fail (models != NULL, NULL);

  self = g_atomic_rc_box_new0 (SyCatalogCopy);
  self->models = sy_model_set_ref (models);
  self->updated_at = updated_at;
  self->etag = g_strdup (etag);
  self->last_modified = g_strdup (last_modified);

  return self;
}

/**
 * sy_catalog_copy_ref:
 * @self: a model list
 *
 * Returns: (transfer full): @self
 */
SyCatalogCopy *
sy_catalog_copy_ref (SyCatalogCopy *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  SyCatalogCopy *self = data;

  sy_model_set_unref (self->models);
  g_free (self->etag);
  g_free (self->last_modified);
}

/**
 * sy_catalog_copy_unref:
 * @self: (transfer full): a model list
 */
void
sy_catalog_copy_unref (SyCatalogCopy *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear);
}
