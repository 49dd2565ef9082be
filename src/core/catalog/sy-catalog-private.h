/* sy-catalog-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-catalog-copy.h"
#include "sy-catalog.h"

G_BEGIN_DECLS

/* What is done once it is known what was kept of the list, the more the greater. */
typedef enum
{
  SY_CATALOG_STEP_NONE,
  SY_CATALOG_STEP_ENSURE,
  SY_CATALOG_STEP_ASK,
} SyCatalogStep;

struct _SyCatalog
{
  GObject            parent_instance;

  SyProvider        *provider;
  SyCatalogServices  services;

  /* What the server of the address said last; none while it has said nothing.  The models
   * are those in it, or none. */
  SyCatalogCopy     *copy;
  SyModelSet        *models;
  SyCatalogState     state;
  GError            *error;

  /* Where the list is: one of another address is not this provider's any more. */
  char              *address;

  /* Whether it is known what was kept of that address, or is being read. */
  gboolean           loaded;
  gboolean           loading;
  SyCatalogStep      next;

  /* Somebody asked for the list, so it is kept up with the provider. */
  gboolean           wanted;
  guint              edit_timeout;

  /* Another key may have another list, whatever that is called. */
  gboolean           anew;

  /* The request in flight: answers to older ones are dropped. */
  GCancellable      *cancellable;
  guint              generation;
  gint64             failed_at;
};

G_END_DECLS
