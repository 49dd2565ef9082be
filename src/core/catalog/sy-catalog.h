/* sy-catalog.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-clock.h"
#include "sy-model.h"
#include "sy-provider.h"
#include "sy-redact.h"

G_BEGIN_DECLS

/**
 * SyCatalogState:
 * @SY_CATALOG_EMPTY: nobody asked for the list, or the provider cannot be asked yet
 * @SY_CATALOG_LOADING: the server is being asked; the list may hold older models
 * @SY_CATALOG_READY: the list is what the server said last
 * @SY_CATALOG_FAILED: the last answer was none; the list may hold older models
 *
 * How far a model list has come.
 */
typedef enum
{
  SY_CATALOG_EMPTY,
  SY_CATALOG_LOADING,
  SY_CATALOG_READY,
  SY_CATALOG_FAILED,
} SyCatalogState;

/* Who shows a list need not see what fetches and keeps it. */
typedef struct _SyCatalogCache SyCatalogCache;
typedef struct _SyHttp SyHttp;

/**
 * SyCatalogServices:
 * @http: asks the servers
 * @redact: takes keys out of what they say
 * @clock: tells when a list came
 * @keyring: where the keys are; never unlocked from here
 * @cache: (nullable): keeps the lists over the end of the program
 *
 * What model lists work with.
 */
typedef struct
{
  SyHttp         *http;
  SyRedact       *redact;
  SyClock        *clock;
  SyKeyring      *keyring;
  SyCatalogCache *cache;
} SyCatalogServices;

#define SY_TYPE_CATALOG_STATE (sy_catalog_state_get_type ())
#define SY_TYPE_CATALOG       (sy_catalog_get_type ())

GType sy_catalog_state_get_type (void) G_GNUC_CONST;
G_DECLARE_FINAL_TYPE (SyCatalog, sy_catalog, SY, CATALOG, GObject)

SyCatalog      *sy_catalog_new              (SyProvider              *provider,
                                             const SyCatalogServices *services);
SyProvider     *sy_catalog_get_provider     (SyCatalog               *self);
SyCatalogState  sy_catalog_get_state        (SyCatalog               *self);
gint64          sy_catalog_get_updated_at   (SyCatalog               *self);
const GError   *sy_catalog_get_error        (SyCatalog               *self);
gboolean        sy_catalog_get_known        (SyCatalog               *self);
void            sy_catalog_refresh          (SyCatalog               *self);
void            sy_catalog_ensure           (SyCatalog               *self);
void            sy_catalog_load             (SyCatalog               *self);
void            sy_catalog_retire           (SyCatalog               *self);
SyModel        *sy_catalog_find             (SyCatalog               *self,
                                             const char              *id);
gboolean        sy_catalog_accepts          (SyCatalog               *self,
                                             const char              *id);
GPtrArray      *sy_catalog_find_nearest     (SyCatalog               *self,
                                             const char              *id,
                                             guint                    n);
SyModel        *sy_catalog_find_replacement (SyCatalog               *self,
                                             const char              *id);
SyModel        *sy_catalog_find_default     (SyCatalog               *self);
gboolean        sy_catalog_has_endpoints    (SyCatalog               *self);

void            sy_catalog_load_endpoints_async  (SyCatalog            *self,
                                                  const char           *id,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
GPtrArray      *sy_catalog_load_endpoints_finish (SyCatalog            *self,
                                                  GAsyncResult         *result,
                                                  GError              **error);

G_END_DECLS
