/* setup-fixture.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "setup-fixture.h"

#include "support-spin.h"
#include "sy-health-private.h"
#include "sy-http.h"
#include "sy-keyring-memory.h"

#include <glib/gstdio.h>
#include <string.h>

#define PATIENCE_MS 10000

static GListModel *
load_presets (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) json = g_resources_lookup_data (RESOURCE_PATH "/presets.json", 0, &error);
  GListModel *presets;

  g_assert_no_error (error);
  presets = sy_preset_parse_list (json, &error);
  g_assert_no_error (error);

  return presets;
}

void
setup_fixture_set_up (SetupFixture  *self,
                      gconstpointer  data)
{
  SyCatalogServices services = { NULL };
  g_autoptr(GFile) file = NULL;
  g_autofree char *path = NULL;

  self->folder = g_dir_make_tmp ("sythoria-setup-XXXXXX", NULL);
  path = g_build_filename (self->folder, "providers.json", NULL);
  file = g_file_new_for_path (path);
  self->presets = load_presets ();
  self->providers = sy_provider_list_new (file, self->presets);

  self->server = raw_server_new ();
  self->clock = sy_fake_clock_new ();
  self->services.clock = SY_CLOCK (self->clock);
  self->services.http = sy_http_new (SY_CLOCK (self->clock));
  self->services.redact = sy_redact_new ();
  self->services.keyring = sy_keyring_memory_new ();

  services.clock = self->services.clock;
  services.http = self->services.http;
  services.redact = self->services.redact;
  services.keyring = self->services.keyring;
  self->healths = sy_health_list_new (self->providers, &self->services);
  self->catalogs = sy_catalog_list_new (self->providers, &services);
}

/* Nobody holds anything that is over. */
void
setup_fixture_tear_down (SetupFixture  *self,
                         gconstpointer  data)
{
  g_clear_pointer (&self->server, raw_server_free);
  g_assert_finalize_object (self->catalogs);
  g_assert_finalize_object (self->healths);
  support_spin_for (20);
  g_assert_finalize_object (self->providers);
  g_assert_finalize_object (self->presets);
  g_assert_finalize_object (self->services.http);
  g_assert_finalize_object (self->services.keyring);
  g_assert_finalize_object (self->services.redact);
  g_assert_finalize_object (self->clock);
  g_rmdir (self->folder);
  g_free (self->folder);
}

/**
 * setup_fixture_add:
 * @preset_id: what it is made from
 *
 * Returns: (transfer none): a provider, of the list from now on
 */
SyProvider *
setup_fixture_add (SetupFixture *self,
                   const char   *preset_id)
{
  SyPreset *preset = sy_preset_list_find (self->presets, preset_id);

  g_assert_nonnull (preset);

  return sy_provider_list_ensure (self->providers, preset);
}

SyHealth *
setup_fixture_get_health (SetupFixture *self,
                          SyProvider   *provider)
{
  return sy_health_list_find (self->healths, provider);
}

/**
 * setup_fixture_show:
 * @state: how the provider is from now on; not %SY_HEALTH_ERROR
 *
 * Returns: (transfer none): its health
 */
SyHealth *
setup_fixture_show (SetupFixture  *self,
                    SyProvider    *provider,
                    SyHealthState  state)
{
  SyHealth *health = setup_fixture_get_health (self, provider);

  g_assert_cmpint (state, !=, SY_HEALTH_ERROR);
  sy_health_set_key_checked (health, TRUE);
  sy_health_set_verdict (health, state, NULL, NULL);
  g_assert_cmpint (sy_health_get_state (health), ==, state);

  return health;
}

/**
 * setup_fixture_fail:
 * @code: what went wrong
 * @facts: (nullable): what is known of it
 *
 * Shows an error of a provider from now on.
 */
void
setup_fixture_fail (SetupFixture       *self,
                    SyProvider         *provider,
                    SyError             code,
                    const SyErrorFacts *facts)
{
  const SyErrorFacts none = SY_ERROR_FACTS_INIT;
  GError *error = sy_error_new_facts (code, "Trouble", facts != NULL ? facts : &none);

  sy_health_set_verdict (setup_fixture_get_health (self, provider), SY_HEALTH_ERROR, error, NULL);
}

/**
 * setup_fixture_serve:
 * @json: what the server of @provider says from now on, whatever it is asked
 */
void
setup_fixture_serve (SetupFixture *self,
                     SyProvider   *provider,
                     const char   *json)
{
  g_autofree char *base = raw_server_dup_url (self->server, "/v1/chat/completions");
  g_autofree char *answer =
    g_strconcat ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                 "Connection: close\r\n\r\n", json, NULL);
  const RawStep step = { RAW_SEND, answer };
  g_autoptr(GError) error = NULL;

  raw_server_clear_scripts (self->server);
  raw_server_add_script (self->server, &step, 1);
  sy_provider_set_api_base (provider, base, &error);
  g_assert_no_error (error);
}

static gboolean
is_ready (gpointer data)
{
  return sy_catalog_get_state (data) == SY_CATALOG_READY;
}

/**
 * setup_fixture_list_json:
 * @json: what the server of @provider answers
 *
 * Its health is as it was before the base moved.
 *
 * Returns: (transfer none): the list, loaded
 */
SyCatalog *
setup_fixture_list_json (SetupFixture *self,
                         SyProvider   *provider,
                         const char   *json)
{
  SyHealthState state = sy_health_get_state (setup_fixture_get_health (self, provider));
  SyCatalog *catalog = sy_catalog_list_find (self->catalogs, provider);

  setup_fixture_serve (self, provider, json);
  sy_catalog_refresh (catalog);
  g_assert_true (support_spin_until (is_ready, catalog, PATIENCE_MS));
  if (state != SY_HEALTH_ERROR)
    setup_fixture_show (self, provider, state);

  return catalog;
}

/**
 * setup_fixture_list:
 * @ids: (array zero-terminated=1): all models that @provider has
 *
 * Returns: (transfer none): the list, loaded
 */
SyCatalog *
setup_fixture_list (SetupFixture      *self,
                    SyProvider        *provider,
                    const char *const *ids)
{
  g_autoptr(GString) json = g_string_new ("{\"data\":[");

  for (guint i = 0; ids[i] != NULL; i++)
    g_string_append_printf (json, "%s{\"id\":\"%s\"}", i > 0 ? "," : "", ids[i]);

  g_string_append (json, "]}");

  return setup_fixture_list_json (self, provider, json->str);
}

/**
 * setup_fixture_list_many:
 * @n_models: how many models it has: "vendor-1/model-0001" and so on
 *
 * Returns: (transfer none): the list, loaded
 */
SyCatalog *
setup_fixture_list_many (SetupFixture *self,
                         SyProvider   *provider,
                         guint         n_models)
{
  g_autoptr(GString) json = g_string_new ("{\"data\":[");

  for (guint i = 0; i < n_models; i++)
    g_string_append_printf (json, "%s{\"id\":\"vendor-%u/model-%04u\"}",
                            i > 0 ? "," : "", i % 10, i);

  g_string_append (json, "]}");

  return setup_fixture_list_json (self, provider, json->str);
}
