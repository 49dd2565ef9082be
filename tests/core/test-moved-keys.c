/* test-moved-keys.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "key-fixture.h"
#include "raw-server.h"
#include "support-spin.h"
#include "sy-fake-clock.h"
#include "sy-health-check.h"
#include "sy-http.h"
#include "sy-provider-fetch.h"

#include <string.h>

typedef struct
{
  KeyFixture   base;
  SyFakeClock *clock;
  SyHttp      *http;
  SyRedact    *redact;
  RawServer   *home;
  RawServer   *away;
} Wire;

/* Refuses every key: reason enough to send one, for who would. */
static const RawStep refusal[] = {
  { RAW_SEND, "HTTP/1.1 401 No\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"
              "{\"error\":{\"message\":\"No key\"}}" },
};

static void
set_up (Wire          *wire,
        gconstpointer  preset_id)
{
  key_fixture_set_up (&wire->base, preset_id);
  wire->clock = sy_fake_clock_new ();
  wire->http = sy_http_new (SY_CLOCK (wire->clock));
  wire->redact = sy_redact_new ();
  wire->home = raw_server_new ();
  wire->away = raw_server_new ();
  raw_server_add_script (wire->home, refusal, G_N_ELEMENTS (refusal));
  raw_server_add_script (wire->away, refusal, G_N_ELEMENTS (refusal));
}

static void
tear_down (Wire          *wire,
           gconstpointer  preset_id)
{
  support_spin_for (30);
  raw_server_free (wire->home);
  raw_server_free (wire->away);
  key_fixture_tear_down (&wire->base, preset_id);
  g_assert_finalize_object (wire->http);
  g_assert_finalize_object (wire->redact);
  g_assert_finalize_object (wire->clock);
}

static void
move_to_server (Wire      *wire,
                RawServer *server)
{
  g_autofree char *address = raw_server_dup_url (server, "/v1/chat/completions");

  key_fixture_move (&wire->base, address);
}

static void
check (Wire *wire)
{
  SyHealthServices services = { wire->base.keyring, wire->http, wire->redact,
                                SY_CLOCK (wire->clock), NULL };
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(SyHealthFinding) finding = NULL;

  sy_health_check_async (wire->base.provider, &services, NULL, key_fixture_ready_cb, &result);
  finding = sy_health_check_finish (wire->base.provider, key_fixture_wait (&result), &error);
  g_assert_no_error (error);
  g_assert_nonnull (finding);
}

static void
fetch (Wire     *wire,
       gboolean  needs_key)
{
  SyProviderFetch fetch = {
    .http = wire->http,
    .redact = wire->redact,
    .keyring = wire->base.keyring,
    .path = "models",
    .needs_key = needs_key,
    .max_bytes = 4096,
    .timeout_ms = 5000,
  };
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  SyFetchAnswer *answer;

  sy_provider_fetch_async (wire->base.provider, &fetch, NULL, key_fixture_ready_cb, &result);
  answer = sy_provider_fetch_finish (wire->base.provider, key_fixture_wait (&result), &error);
  g_assert_true ((answer != NULL) != (error != NULL));
  g_clear_pointer (&answer, sy_fetch_answer_free);
}

static guint
count_requests_with_key (RawServer *server)
{
  guint n_found = 0;

  for (guint i = 0; i < raw_server_get_n_requests (server); i++)
    {
      g_autofree char *request = raw_server_dup_request (server, i);

      /* Not even a part of it, wherever. */
      if (strstr (request, "sk-") != NULL || strstr (request, "0123456789") != NULL ||
          strstr (request, "Authorization") != NULL)
        n_found++;
    }

  return n_found;
}

static void
ask_in_every_way (Wire *wire)
{
  check (wire);
  fetch (wire, FALSE);
  fetch (wire, TRUE);
}

/* A moved base never sees the saved key; adopting it is the only way. */
static void
test_moved (Wire          *wire,
            gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  guint n_requests;

  move_to_server (wire, wire->home);
  g_assert_true (key_fixture_store (&wire->base, KEY, &error));
  ask_in_every_way (wire);
  g_assert_cmpuint (count_requests_with_key (wire->home), >, 0);

  move_to_server (wire, wire->away);
  ask_in_every_way (wire);
  g_assert_cmpuint (count_requests_with_key (wire->away), ==, 0);
  n_requests = raw_server_get_n_requests (wire->away);

  /* And back: the key is where it was. */
  move_to_server (wire, wire->home);
  key_fixture_assert_key (&wire->base, KEY);

  move_to_server (wire, wire->away);
  g_assert_true (key_fixture_adopt (&wire->base, &error));
  g_assert_no_error (error);
  ask_in_every_way (wire);
  g_assert_cmpuint (raw_server_get_n_requests (wire->away), >, n_requests);
  g_assert_cmpuint (count_requests_with_key (wire->away), >, 0);
}

/* Moved while the keyring is still looking: the key found is the old server's. */
static void
test_moved_midway (Wire          *wire,
                   gconstpointer  data)
{
  SyHealthServices services = { wire->base.keyring, wire->http, wire->redact,
                                SY_CLOCK (wire->clock), NULL };
  SyProviderFetch fetch = {
    .http = wire->http,
    .redact = wire->redact,
    .keyring = wire->base.keyring,
    .path = "models",
    .needs_key = TRUE,
    .max_bytes = 4096,
    .timeout_ms = 5000,
  };
  g_autoptr(GAsyncResult) checked = NULL;
  g_autoptr(GAsyncResult) fetched = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(SyHealthFinding) finding = NULL;
  SyFetchAnswer *answer;

  move_to_server (wire, wire->home);
  g_assert_true (key_fixture_store (&wire->base, KEY, &error));
  fake_keyring_hold (wire->base.fake);
  sy_health_check_async (wire->base.provider, &services, NULL, key_fixture_ready_cb, &checked);
  sy_provider_fetch_async (wire->base.provider, &fetch, NULL, key_fixture_ready_cb, &fetched);
  support_spin_for (20);
  move_to_server (wire, wire->away);
  fake_keyring_release (wire->base.fake);

  finding = sy_health_check_finish (wire->base.provider, key_fixture_wait (&checked), &error);
  g_clear_error (&error);
  answer = sy_provider_fetch_finish (wire->base.provider, key_fixture_wait (&fetched), &error);
  g_clear_pointer (&answer, sy_fetch_answer_free);
  support_spin_for (50);
  g_assert_cmpuint (count_requests_with_key (wire->away), ==, 0);
}

#define ADD(path, preset_id, func) \
  g_test_add ("/moved-keys/" path, Wire, preset_id, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  /* The system's resolver looks for settings, which the folders of a test do not have. */
  g_setenv ("GIO_USE_PROXY_RESOLVER", "dummy", FALSE);

  ADD ("saved", "custom", test_moved);
  ADD ("saved-required", "keyed", test_moved);
  ADD ("midway", "custom", test_moved_midway);
  ADD ("midway-required", "keyed", test_moved_midway);

  return g_test_run ();
}
