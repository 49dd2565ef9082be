/* catalog-fixture.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "raw-server.h"
#include "sy-catalog-cache.h"
#include "sy-catalog-list.h"
#include "sy-fake-clock.h"
#include "sy-http.h"
#include "sy-keyring.h"

G_BEGIN_DECLS

#define CATALOG_PATIENCE 10000

/**
 * CatalogFixture:
 * @provider: of the preset that the test names, at @server
 * @catalog: its models
 * @n_items_changed: how often the list said that it changed
 *
 * A model list with a server of its own, and a clock that stands still.
 */
typedef struct
{
  char              *folder;
  GListModel        *presets;
  SyProviderList    *providers;
  RawServer         *server;
  SyFakeClock       *clock;
  SyCatalogServices  services;
  SyProvider        *provider;
  SyCatalog         *catalog;
  guint              n_items_changed;
} CatalogFixture;

void  catalog_fixture_setup      (CatalogFixture *self,
                                  gconstpointer   preset_id);
void  catalog_fixture_teardown   (CatalogFixture *self,
                                  gconstpointer   preset_id);
void  catalog_fixture_keep       (CatalogFixture *self);
void  catalog_fixture_restart    (CatalogFixture *self);
void  catalog_fixture_settle     (CatalogFixture *self);
char *catalog_fixture_dup_path   (CatalogFixture *self);
void  catalog_fixture_move       (CatalogFixture *self,
                                  RawServer      *server,
                                  const char     *path);
void  catalog_fixture_answer     (CatalogFixture *self,
                                  const char     *status,
                                  const char     *headers,
                                  GBytes         *body);
void  catalog_fixture_answer_ok  (CatalogFixture *self,
                                  const char     *json);
void  catalog_fixture_store_key  (CatalogFixture *self,
                                  const char     *key);
void  catalog_fixture_wait       (CatalogFixture *self);
void  catalog_fixture_wait_for   (CatalogFixture *self,
                                  guint           n_requests);
char *catalog_fixture_dup_ids    (CatalogFixture *self);

G_END_DECLS
