/* test-catalog-keeper.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-catalog-keeper.h"

#include "catalog-fixture.h"
#include "support-spin.h"

#define LIST "{\"data\":[{\"id\":\"a/one\"},{\"id\":\"a/two\"}]}"
#define HOUR (60 * 60 * 1000)

typedef struct
{
  CatalogFixture   base;
  SyHealthList    *healths;
  SyCatalogList   *catalogs;
  SyCatalogKeeper *keeper;
} Fixture;

static void
start (Fixture *fixture)
{
  CatalogFixture *base = &fixture->base;
  SyHealthServices health = {
    base->services.keyring, base->services.http, base->services.redact, base->services.clock, NULL,
  };

  fixture->healths = sy_health_list_new (base->providers, &health);
  fixture->catalogs = sy_catalog_list_new (base->providers, &base->services);
  fixture->keeper = sy_catalog_keeper_new (base->providers, fixture->healths, fixture->catalogs,
                                           base->services.clock);
}

static void
stop (Fixture *fixture)
{
  g_assert_finalize_object (g_steal_pointer (&fixture->keeper));
  g_assert_finalize_object (g_steal_pointer (&fixture->catalogs));
  g_assert_finalize_object (g_steal_pointer (&fixture->healths));
}

/* One that has a list, of the fixture's provider, which is the default one. */
static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  catalog_fixture_setup (&fixture->base, "lmstudio");
  catalog_fixture_keep (&fixture->base);
  catalog_fixture_answer_ok (&fixture->base, LIST);
  sy_provider_list_set_default (fixture->base.providers, fixture->base.provider);
  g_assert_finalize_object (g_steal_pointer (&fixture->base.catalog));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  stop (fixture);
  catalog_fixture_teardown (&fixture->base, "lmstudio");
}

static SyCatalog *
get_catalog (Fixture *fixture)
{
  return sy_catalog_list_find (fixture->catalogs, fixture->base.provider);
}

static gboolean
is_ready (gpointer data)
{
  return sy_catalog_get_state (data) == SY_CATALOG_READY;
}

static gboolean
is_connected (gpointer data)
{
  return sy_health_get_state (data) == SY_HEALTH_CONNECTED;
}

static void
connect_to_server (Fixture *fixture)
{
  SyHealth *health = sy_health_list_find (fixture->healths, fixture->base.provider);

  sy_health_check_now (health);
  g_assert_true (support_spin_until (is_connected, health, CATALOG_PATIENCE));
  g_assert_true (support_spin_until (is_ready, get_catalog (fixture), CATALOG_PATIENCE));
  catalog_fixture_settle (&fixture->base);
}

/* A list comes once its server answers, and a model where none was chosen. */
static void
test_connected (Fixture       *fixture,
                gconstpointer  data)
{
  start (fixture);
  support_spin_for (50);
  g_assert_cmpuint (raw_server_get_n_requests (fixture->base.server), ==, 0);
  g_assert_cmpint (sy_catalog_get_state (get_catalog (fixture)), ==, SY_CATALOG_EMPTY);

  connect_to_server (fixture);
  g_assert_cmpstr (sy_provider_get_model_id (fixture->base.provider), ==, "a/one");
}

/* What was kept of the default one is there without anybody being asked. */
static void
test_start (Fixture       *fixture,
            gconstpointer  data)
{
  guint n_requests;

  start (fixture);
  connect_to_server (fixture);
  stop (fixture);
  n_requests = raw_server_get_n_requests (fixture->base.server);

  start (fixture);
  g_assert_false (sy_catalog_get_known (get_catalog (fixture)));
  g_assert_true (support_spin_until (is_ready, get_catalog (fixture), CATALOG_PATIENCE));
  g_assert_cmpuint (raw_server_get_n_requests (fixture->base.server), ==, n_requests);
}

static gboolean
is_fresh (gpointer data)
{
  Fixture *fixture = data;

  return sy_catalog_get_state (get_catalog (fixture)) == SY_CATALOG_READY &&
         sy_catalog_get_updated_at (get_catalog (fixture)) >
         sy_clock_get_now (fixture->base.services.clock) - 2 * G_TIME_SPAN_HOUR;
}

/* After a day it is asked for again, and not before. */
static void
test_daily (Fixture       *fixture,
            gconstpointer  data)
{
  gint64 updated_at;

  start (fixture);
  connect_to_server (fixture);
  updated_at = sy_catalog_get_updated_at (get_catalog (fixture));

  for (guint i = 0; i < 23; i++)
    {
      sy_fake_clock_advance (fixture->base.clock, HOUR);
      support_spin_for (5);
    }
  g_assert_cmpint (sy_catalog_get_updated_at (get_catalog (fixture)), ==, updated_at);
  g_assert_cmpint (sy_catalog_get_state (get_catalog (fixture)), ==, SY_CATALOG_READY);

  sy_fake_clock_advance (fixture->base.clock, HOUR);
  g_assert_true (support_spin_until (is_fresh, fixture, CATALOG_PATIENCE));
  g_assert_cmpint (sy_catalog_get_updated_at (get_catalog (fixture)), >, updated_at);
}

/* A server that fails leaves what was kept, also of one that is not the default. */
static void
test_error (Fixture       *fixture,
            gconstpointer  data)
{
  SyProvider *custom;
  SyHealth *health;

  start (fixture);
  connect_to_server (fixture);
  stop (fixture);

  custom = sy_provider_list_add_custom (fixture->base.providers);
  sy_provider_list_set_default (fixture->base.providers, custom);
  start (fixture);
  support_spin_for (50);
  g_assert_false (sy_catalog_get_known (get_catalog (fixture)));

  g_clear_pointer (&fixture->base.server, raw_server_free);
  health = sy_health_list_find (fixture->healths, fixture->base.provider);
  sy_health_check_now (health);
  g_assert_true (support_spin_until (is_ready, get_catalog (fixture), CATALOG_PATIENCE));
  g_assert_cmpint (sy_health_get_state (health), ==, SY_HEALTH_ERROR);
}

#define ADD(path, func)                                                                     \
  g_test_add ("/catalog-keeper/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("connected", test_connected);
  ADD ("start", test_start);
  ADD ("daily", test_daily);
  ADD ("error", test_error);

  return g_test_run ();
}
