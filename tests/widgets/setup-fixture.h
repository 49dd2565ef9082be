/* setup-fixture.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "raw-server.h"
#include "sy-catalog-list.h"
#include "sy-error.h"
#include "sy-fake-clock.h"
#include "sy-health-list.h"

G_BEGIN_DECLS

/**
 * SetupFixture:
 *
 * Providers that nobody checks: how they are is what a test says.  The lists of models
 * come from a server of the test's own.
 */
typedef struct
{
  char              *folder;
  GListModel        *presets;
  SyFakeClock       *clock;
  SyHealthServices   services;
  SyProviderList    *providers;
  SyHealthList      *healths;
  SyCatalogList     *catalogs;
  RawServer         *server;
} SetupFixture;

void        setup_fixture_set_up     (SetupFixture       *self,
                                      gconstpointer       data);
void        setup_fixture_tear_down  (SetupFixture       *self,
                                      gconstpointer       data);
SyProvider *setup_fixture_add        (SetupFixture       *self,
                                      const char         *preset_id);
SyHealth   *setup_fixture_get_health (SetupFixture       *self,
                                      SyProvider         *provider);
SyHealth   *setup_fixture_show       (SetupFixture       *self,
                                      SyProvider         *provider,
                                      SyHealthState       state);
void        setup_fixture_fail       (SetupFixture       *self,
                                      SyProvider         *provider,
                                      SyError             code,
                                      const SyErrorFacts *facts);
void        setup_fixture_serve      (SetupFixture       *self,
                                      SyProvider         *provider,
                                      const char         *json);
SyCatalog  *setup_fixture_list       (SetupFixture       *self,
                                      SyProvider         *provider,
                                      const char *const  *ids);
SyCatalog  *setup_fixture_list_json  (SetupFixture       *self,
                                      SyProvider         *provider,
                                      const char         *json);
SyCatalog  *setup_fixture_list_many  (SetupFixture       *self,
                                      SyProvider         *provider,
                                      guint               n_models);

G_END_DECLS
