/* test-health-list.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-health-list.h"

#include "health-fixture.h"
#include "support-spin.h"

#include <string.h>

/* Three providers at one server; it is the list that makes their healths. */
typedef struct
{
  HealthFixture   base;
  SyProviderList *providers;
  SyHealthList   *list;
  SyProvider     *first;
  SyProvider     *second;
  SyProvider     *third;
} Fixture;

static GListModel *
make_presets (RawServer *server)
{
  g_autofree char *first = raw_server_dup_url (server, "/first/chat/completions");
  g_autofree char *second = raw_server_dup_url (server, "/second/chat/completions");
  g_autofree char *json =
    g_strdup_printf ("{\"presets\":["
                     "{\"id\":\"first\",\"name\":\"First\",\"format\":\"openai-chat\","
                     "\"key\":\"none\",\"api-base\":\"%s\"},"
                     "{\"id\":\"second\",\"name\":\"Second\",\"format\":\"openai-chat\","
                     "\"key\":\"none\",\"api-base\":\"%s\"},"
                     "{\"id\":\"third\",\"name\":\"Third\",\"format\":\"openai-chat\","
                     "\"key\":\"required\",\"api-base\":\"https://third.example/v1\"},"
                     "{\"id\":\"demo\",\"name\":\"Demo\",\"format\":\"openai-chat\","
                     "\"key\":\"none\",\"api-base\":\"demo:\"},"
                     "{\"id\":\"custom\",\"name\":\"Custom\",\"format\":\"openai-chat\","
                     "\"key\":\"optional\"}]}", first, second);
  g_autoptr(GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr(GError) error = NULL;
  GListModel *presets = sy_preset_parse_list (bytes, &error);

  g_assert_no_error (error);

  return presets;
}

static SyProvider *
ensure (Fixture    *fixture,
        const char *id)
{
  GListModel *presets = sy_provider_list_get_presets (fixture->providers);

  return sy_provider_list_ensure (fixture->providers, sy_preset_list_find (presets, id));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *path = g_build_filename (g_get_user_config_dir (), "providers.json", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GListModel) presets = NULL;

  health_fixture_set_up (&fixture->base, "\"key\":\"none\"");
  presets = make_presets (fixture->base.server);
  fixture->providers = sy_provider_list_new (file, presets);
  fixture->first = ensure (fixture, "first");
  fixture->list = sy_health_list_new (fixture->providers, &fixture->base.services);
  fixture->second = ensure (fixture, "second");
  health_fixture_serve (&fixture->base, 200, MODELS_BODY);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (g_steal_pointer (&fixture->list));
  support_spin_for (30);
  g_object_run_dispose (G_OBJECT (fixture->providers));
  g_clear_object (&fixture->providers);
  health_fixture_tear_down (&fixture->base, NULL);
}

static guint
count_requests (Fixture *fixture)
{
  return raw_server_get_n_requests (fixture->base.server);
}

static gboolean
is_quiet (gpointer data)
{
  Fixture *fixture = data;
  GListModel *model = G_LIST_MODEL (fixture->list);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(SyHealth) health = g_list_model_get_item (model, i);

      if (sy_health_get_state (health) == SY_HEALTH_CHECKING)
        return FALSE;
    }

  return TRUE;
}

/* Waits until no check runs, and sees that so many were asked in all. */
static void
settle (Fixture *fixture,
        guint    n_requests)
{
  support_spin_for (20);
  g_assert_true (support_spin_until (is_quiet, fixture, PATIENCE_MS));
  g_assert_cmpuint (count_requests (fixture), ==, n_requests);
}

static void
advance (Fixture *fixture,
         guint    milliseconds)
{
  sy_fake_clock_advance (fixture->base.clock, milliseconds);
}

static SyHealthState
get_state (Fixture    *fixture,
           SyProvider *provider)
{
  return sy_health_get_state (sy_health_list_find (fixture->list, provider));
}

/* Started, with a visible window and the first checks done. */
static void
begin (Fixture *fixture)
{
  sy_health_list_start (fixture->list);
  sy_health_list_set_visible (fixture->list, TRUE);
  advance (fixture, 500);
  settle (fixture, 2);
}

static void
test_model (Fixture       *fixture,
            gconstpointer  data)
{
  GListModel *model = G_LIST_MODEL (fixture->list);
  g_autoptr(SyHealth) first = NULL;
  g_autoptr(SyHealth) second = NULL;
  g_autoptr(SyProvider) stranger = NULL;

  g_assert_true (g_list_model_get_item_type (model) == SY_TYPE_HEALTH);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 2);
  first = g_list_model_get_item (model, 0);
  second = g_list_model_get_item (model, 1);
  g_assert_null (g_list_model_get_item (model, 2));
  g_assert_true (sy_health_get_provider (first) == fixture->first);
  g_assert_true (sy_health_get_provider (second) == fixture->second);
  g_assert_true (sy_health_list_find (fixture->list, fixture->second) == second);

  stranger = sy_provider_new ("stranger", sy_provider_get_preset (fixture->first));
  g_assert_null (sy_health_list_find (fixture->list, stranger));
}

/* Nothing before the start, and that after the first frame. */
static void
test_start (Fixture       *fixture,
            gconstpointer  data)
{
  advance (fixture, 5000);
  g_assert_cmpuint (count_requests (fixture), ==, 0);
  sy_health_list_start (fixture->list);
  sy_health_list_start (fixture->list);
  advance (fixture, 499);
  support_spin_for (30);
  g_assert_cmpuint (count_requests (fixture), ==, 0);
  advance (fixture, 1);
  settle (fixture, 2);
  g_assert_cmpint (get_state (fixture, fixture->first), ==, SY_HEALTH_CONNECTED);
  g_assert_cmpint (get_state (fixture, fixture->second), ==, SY_HEALTH_CONNECTED);
}

static void
test_added (Fixture       *fixture,
            gconstpointer  data)
{
  SyProvider *custom = NULL;

  begin (fixture);

  /* Whoever is chosen later is checked at once. */
  fixture->third = ensure (fixture, "third");
  advance (fixture, 0);
  settle (fixture, 2);
  g_assert_cmpint (get_state (fixture, fixture->third), ==, SY_HEALTH_NOT_SET_UP);

  custom = sy_provider_list_add_custom (fixture->providers);
  advance (fixture, 0);
  settle (fixture, 2);
  g_assert_cmpint (get_state (fixture, custom), ==, SY_HEALTH_NOT_SET_UP);

  g_assert_true (sy_provider_set_api_base (custom, sy_provider_get_api_base (fixture->first),
                                           NULL));
  advance (fixture, 500);
  settle (fixture, 3);
  g_assert_cmpint (get_state (fixture, custom), ==, SY_HEALTH_CONNECTED);

  sy_provider_list_remove (fixture->providers, custom);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 3);
}

static void
make_ready_cb (Fixture    *fixture,
               guint       position,
               guint       n_removed,
               guint       n_added,
               GListModel *providers)
{
  g_autofree char *base = raw_server_dup_url (fixture->base.server, "/demo/");

  sy_http_set_alias (fixture->base.http, "demo", base);
}

/* The Demo's server starts when the provider comes. */
static void
test_made_ready (Fixture       *fixture,
                 gconstpointer  data)
{
  SyProvider *demo = NULL;

  g_signal_connect_swapped (fixture->providers, "items-changed", G_CALLBACK (make_ready_cb),
                            fixture);
  begin (fixture);
  demo = ensure (fixture, "demo");
  advance (fixture, 0);
  settle (fixture, 3);
  g_assert_cmpint (get_state (fixture, demo), ==, SY_HEALTH_CONNECTED);
}

static void
test_removed_at_once (Fixture       *fixture,
                      gconstpointer  data)
{
  SyProvider *custom = NULL;

  begin (fixture);
  custom = sy_provider_list_add_custom (fixture->providers);
  g_assert_true (sy_provider_set_api_base (custom, sy_provider_get_api_base (fixture->first),
                                           NULL));
  sy_provider_list_remove (fixture->providers, custom);
  advance (fixture, 1000);
  settle (fixture, 2);
}

static void
test_rounds (Fixture       *fixture,
             gconstpointer  data)
{
  begin (fixture);

  for (guint i = 2; i <= 4; i++)
    {
      advance (fixture, 299999);
      settle (fixture, 2 * (i - 1));
      advance (fixture, 1);
      settle (fixture, 2 * i);
    }
}

/* Only for somebody who looks; who comes back sees what is true now. */
static void
test_hidden (Fixture       *fixture,
             gconstpointer  data)
{
  begin (fixture);
  sy_health_list_set_visible (fixture->list, FALSE);
  advance (fixture, 3600000);
  settle (fixture, 2);
  fake_network_set_available (fixture->base.network, TRUE);
  settle (fixture, 2);

  sy_health_list_set_visible (fixture->list, TRUE);
  settle (fixture, 4);
  sy_health_list_set_visible (fixture->list, FALSE);
  sy_health_list_set_visible (fixture->list, TRUE);
  settle (fixture, 4);
}

static void
test_no_background (Fixture       *fixture,
                    gconstpointer  data)
{
  sy_health_list_set_background (fixture->list, FALSE);
  begin (fixture);
  advance (fixture, 3600000);
  fake_network_set_available (fixture->base.network, FALSE);
  fake_network_set_available (fixture->base.network, TRUE);
  settle (fixture, 2);

  /* What a person does still counts. */
  sy_health_check_now (sy_health_list_find (fixture->list, fixture->first));
  settle (fixture, 3);
  sy_health_list_set_background (fixture->list, TRUE);
  settle (fixture, 4);
}

/* The network comes: at once, or when 30 s are over, but not for each change. */
static void
test_network (Fixture       *fixture,
              gconstpointer  data)
{
  begin (fixture);
  fake_network_set_available (fixture->base.network, FALSE);
  settle (fixture, 2);
  fake_network_set_available (fixture->base.network, TRUE);
  fake_network_set_available (fixture->base.network, TRUE);
  settle (fixture, 2);
  advance (fixture, 30000);
  settle (fixture, 4);
  advance (fixture, 60000);
  settle (fixture, 4);
  fake_network_set_available (fixture->base.network, TRUE);
  settle (fixture, 6);

  /* What was put off is for a window that is visible. */
  fake_network_set_available (fixture->base.network, TRUE);
  sy_health_list_set_visible (fixture->list, FALSE);
  advance (fixture, 60000);
  settle (fixture, 6);
}

static void
test_sleep (Fixture       *fixture,
            gconstpointer  data)
{
  begin (fixture);
  advance (fixture, 30000);
  settle (fixture, 2);
  sy_fake_clock_sleep (fixture->base.clock, 60000);
  advance (fixture, 10000);
  settle (fixture, 4);
  advance (fixture, 60000);
  settle (fixture, 4);
}

static gboolean
is_second_done (gpointer data)
{
  Fixture *fixture = data;

  return get_state (fixture, fixture->second) != SY_HEALTH_CHECKING;
}

/* One slow provider holds up no other. */
static void
test_slow (Fixture       *fixture,
           gconstpointer  data)
{
  static const RawStep silent[] = { { RAW_WAIT_CLOSE } };
  g_autoptr(RawServer) slow = raw_server_new ();
  g_autofree char *address = raw_server_dup_url (slow, "/v1/chat/completions");

  raw_server_add_script (slow, silent, G_N_ELEMENTS (silent));
  g_assert_true (sy_provider_set_api_base (fixture->first, address, NULL));
  sy_health_list_start (fixture->list);
  advance (fixture, 500);

  g_assert_true (support_spin_until (is_second_done, fixture, PATIENCE_MS));
  g_assert_cmpint (get_state (fixture, fixture->second), ==, SY_HEALTH_CONNECTED);
  g_assert_cmpint (get_state (fixture, fixture->first), ==, SY_HEALTH_CHECKING);
}

static SyHealth *
find_worst (Fixture    *fixture,
            SyProvider *a,
            SyProvider *b,
            SyProvider *c)
{
  g_autoptr(GPtrArray) providers = g_ptr_array_new ();

  g_ptr_array_add (providers, a);
  if (b != NULL)
    g_ptr_array_add (providers, b);
  if (c != NULL)
    g_ptr_array_add (providers, c);

  return sy_health_list_find_worst (fixture->list, providers);
}

static void
test_worst (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GError) refused = health_fixture_new_error (SY_ERROR_AUTH, 401);
  g_autoptr(GPtrArray) nobody = g_ptr_array_new ();
  SyHealth *first = NULL;
  SyHealth *second = NULL;
  SyHealth *third = NULL;

  begin (fixture);
  fixture->third = ensure (fixture, "third");
  advance (fixture, 0);
  settle (fixture, 2);
  first = sy_health_list_find (fixture->list, fixture->first);
  second = sy_health_list_find (fixture->list, fixture->second);
  third = sy_health_list_find (fixture->list, fixture->third);

  g_assert_null (sy_health_list_find_worst (fixture->list, nobody));

  /* Of those that are as bad the first. */
  g_assert_true (find_worst (fixture, fixture->first, fixture->second, NULL) == first);
  g_assert_true (find_worst (fixture, fixture->second, fixture->first, NULL) == second);

  /* Checking before connected, not set up before both, error before all. */
  sy_health_check_now (second);
  g_assert_true (find_worst (fixture, fixture->first, fixture->second, NULL) == second);
  g_assert_true (find_worst (fixture, fixture->first, fixture->second, fixture->third) == third);
  settle (fixture, 3);
  sy_health_report_reply (first, refused);
  g_assert_true (find_worst (fixture, fixture->third, fixture->second, fixture->first) == first);
  g_assert_true (find_worst (fixture, fixture->third, fixture->second, NULL) == third);
}

#define ADD(path, func) \
  g_test_add ("/health-list/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("model", test_model);
  ADD ("start", test_start);
  ADD ("added", test_added);
  ADD ("made-ready", test_made_ready);
  ADD ("removed-at-once", test_removed_at_once);
  ADD ("rounds", test_rounds);
  ADD ("hidden", test_hidden);
  ADD ("no-background", test_no_background);
  ADD ("network", test_network);
  ADD ("sleep", test_sleep);
  ADD ("slow", test_slow);
  ADD ("worst", test_worst);

  return g_test_run ();
}
