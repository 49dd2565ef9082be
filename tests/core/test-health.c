/* test-health.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "health-fixture.h"

#include "support-spin.h"

#include <string.h>

#define NO_ENTRY "{\"error\":{\"code\":401,\"message\":\"No auth credentials found\"}}"
#define TROUBLE  "{\"error\":{\"message\":\"Oops\"}}"

/* The one that may have no base. */
#define ROW_CUSTOM "\"id\":\"custom\",\"key\":\"optional\""

/* What is known without asking anybody. */
static void
test_not_set_up (HealthFixture *fixture,
                 gconstpointer  data)
{
  health_fixture_make (fixture);
  health_fixture_assert (fixture, SY_HEALTH_NOT_SET_UP, "Not set up");
  g_assert_true (sy_health_get_provider (fixture->health) == fixture->provider);
  g_assert_null (sy_health_dup_advice (fixture->health));

  health_fixture_check (fixture);
  health_fixture_assert (fixture, SY_HEALTH_NOT_SET_UP, "Not set up");
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, 0);
  g_assert_cmpint (sy_health_get_checked_at (fixture->health), ==, 0);
  g_assert_cmpstr (fixture->states->str, ==, "");
}

static void
test_green (HealthFixture *fixture,
            gconstpointer  data)
{
  gint64 before = sy_clock_get_now (SY_CLOCK (fixture->clock));

  health_fixture_serve_held (fixture, 200, MODELS_BODY);
  health_fixture_put_key (fixture, GOOD_KEY);
  health_fixture_make (fixture);
  health_fixture_assert (fixture, SY_HEALTH_CHECKING, "Checking …");
  g_assert_cmpint (sy_health_get_latency (fixture->health), ==, -1);

  sy_health_check_now (fixture->health);
  health_fixture_wait_asked (fixture, 1);
  sy_fake_clock_advance (fixture->clock, 120);
  raw_server_release (fixture->server);
  health_fixture_wait (fixture);
  health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected");
  g_assert_cmpint (sy_health_get_latency (fixture->health), ==, 120);
  g_assert_cmpint (sy_health_get_checked_at (fixture->health), ==, before + 120000);
  g_assert_cmpstr (fixture->states->str, ==, "g");
}

/* Red with the reason, and green within two seconds of a good key. */
static void
test_wrong_key_then_good_key (HealthFixture *fixture,
                              gconstpointer  data)
{
  g_autofree char *safe = NULL;

  health_fixture_serve (fixture, 401, NO_ENTRY);
  health_fixture_serve (fixture, 200, MODELS_BODY);
  health_fixture_put_key (fixture, BAD_KEY);
  health_fixture_make (fixture);
  health_fixture_check (fixture);
  health_fixture_assert_error (fixture, SY_ERROR_AUTH, "Key not accepted");

  /* What was known is about another key. */
  health_fixture_change_key (fixture, GOOD_KEY);
  health_fixture_assert (fixture, SY_HEALTH_CHECKING, "Checking …");
  sy_fake_clock_advance (fixture->clock, 499);
  support_spin_for (30);
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, 1);

  sy_fake_clock_advance (fixture->clock, 1);
  health_fixture_wait (fixture);
  health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected");
  health_fixture_assert_sent (fixture, 0, "GET /v1/models", BAD_KEY);
  health_fixture_assert_sent (fixture, 1, "GET /v1/models", GOOD_KEY);
  g_assert_cmpstr (fixture->states->str, ==, "ecg");

  safe = sy_redact_text (fixture->redact, "echo " GOOD_KEY, -1);
  g_assert_null (strstr (safe, GOOD_KEY));
}

static void
test_key_changed_while_checking (HealthFixture *fixture,
                                 gconstpointer  data)
{
  health_fixture_serve_held (fixture, 401, NO_ENTRY);
  health_fixture_serve (fixture, 200, MODELS_BODY);
  health_fixture_put_key (fixture, BAD_KEY);
  health_fixture_make (fixture);
  sy_health_check_now (fixture->health);
  health_fixture_wait_asked (fixture, 1);

  health_fixture_change_key (fixture, GOOD_KEY);
  raw_server_release (fixture->server);
  support_spin_for (50);
  health_fixture_assert (fixture, SY_HEALTH_CHECKING, "Checking …");

  sy_fake_clock_advance (fixture->clock, 500);
  health_fixture_wait (fixture);
  health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected");
  g_assert_cmpstr (fixture->states->str, ==, "g");
}

static void
test_base_moved_while_checking (HealthFixture *fixture,
                                gconstpointer  data)
{
  g_autofree char *other = raw_server_dup_url (fixture->server, "/other/chat/completions");

  health_fixture_serve_held (fixture, 200, MODELS_BODY);
  health_fixture_serve (fixture, 500, TROUBLE);
  health_fixture_put_key (fixture, GOOD_KEY);
  health_fixture_make (fixture);
  sy_health_check_now (fixture->health);
  health_fixture_wait_asked (fixture, 1);

  g_assert_true (sy_provider_set_api_base (fixture->provider, other, NULL));
  raw_server_release (fixture->server);
  support_spin_for (50);
  health_fixture_assert (fixture, SY_HEALTH_CHECKING, "Checking …");

  sy_fake_clock_advance (fixture->clock, 500);
  health_fixture_wait (fixture);
  health_fixture_assert_error (fixture, SY_ERROR_SERVER, "Trouble at provider");
  health_fixture_assert_sent (fixture, 1, "GET /other/models", GOOD_KEY);
  g_assert_cmpstr (fixture->states->str, ==, "e");
}

static gboolean
is_other_origin (gpointer data)
{
  HealthFixture *fixture = data;

  return sy_provider_get_key_state (fixture->provider) == SY_KEY_STATE_OTHER_ORIGIN;
}

/* Another server never sees the saved key. */
static void
test_moved_origin (HealthFixture *fixture,
                   gconstpointer  data)
{
  g_autoptr(RawServer) other = raw_server_new ();
  g_autofree char *address = raw_server_dup_url (other, "/v1/chat/completions");
  g_autofree char *host = NULL;
  g_autofree char *word = NULL;

  health_fixture_serve (fixture, 200, MODELS_BODY);
  health_fixture_put_key (fixture, GOOD_KEY);
  health_fixture_make (fixture);
  health_fixture_check (fixture);

  g_assert_true (sy_provider_set_api_base (fixture->provider, address, NULL));
  host = sy_provider_dup_host (fixture->provider);
  word = g_strdup_printf ("No key for %s yet", host);
  g_assert_true (support_spin_until (is_other_origin, fixture, PATIENCE_MS));
  health_fixture_assert (fixture, SY_HEALTH_NOT_SET_UP, word);

  sy_fake_clock_advance (fixture->clock, 2000);
  health_fixture_wait (fixture);
  health_fixture_assert (fixture, SY_HEALTH_NOT_SET_UP, word);
  health_fixture_check (fixture);
  health_fixture_assert (fixture, SY_HEALTH_NOT_SET_UP, word);
  g_assert_cmpuint (raw_server_get_n_requests (other), ==, 0);
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, 1);
}

/* A base that is taken away from a provider of one's own. */
static void
test_no_base (HealthFixture *fixture,
              gconstpointer  data)
{
  health_fixture_serve (fixture, 200, MODELS_BODY);
  health_fixture_make (fixture);
  health_fixture_check (fixture);
  health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected");
  g_assert_true (sy_provider_set_api_base (fixture->provider, "", NULL));
  health_fixture_assert (fixture, SY_HEALTH_NOT_SET_UP, "Not set up");
  sy_fake_clock_advance (fixture->clock, 2000);
  health_fixture_wait (fixture);
  health_fixture_assert (fixture, SY_HEALTH_NOT_SET_UP, "Not set up");
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, 1);
}

static gboolean
is_first_closed (gpointer data)
{
  HealthFixture *fixture = data;

  return raw_server_get_closed_at (fixture->server, 0) != 0;
}

/* "Refresh" is never throttled, and gives the check before it up. */
static void
test_now (HealthFixture *fixture,
          gconstpointer  data)
{
  static const RawStep silent[] = { { RAW_WAIT_CLOSE } };

  raw_server_add_script (fixture->server, silent, G_N_ELEMENTS (silent));
  health_fixture_serve (fixture, 200, MODELS_BODY);
  health_fixture_put_key (fixture, GOOD_KEY);
  health_fixture_make (fixture);
  sy_health_check_now (fixture->health);
  health_fixture_wait_asked (fixture, 1);
  health_fixture_check (fixture);
  health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected");
  g_assert_true (support_spin_until (is_first_closed, fixture, PATIENCE_MS));
  health_fixture_check (fixture);
  health_fixture_check (fixture);
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, 4);
  g_assert_cmpstr (fixture->states->str, ==, "gcgcg");
}

/* The answer to an older question may still be on its way when it is given up. */
static void
test_late_answer (HealthFixture *fixture,
                  gconstpointer  data)
{
  health_fixture_serve (fixture, 401, NO_ENTRY);
  health_fixture_put_key (fixture, GOOD_KEY);
  health_fixture_make (fixture);
  fake_keyring_hold (fixture->keyring);
  sy_health_check_now (fixture->health);
  sy_health_report_reply (fixture->health, NULL);
  health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected");
  fake_keyring_release (fixture->keyring);
  support_spin_for (50);
  health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected");
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, 0);
}

static void
test_soon (HealthFixture *fixture,
           gconstpointer  data)
{
  health_fixture_serve (fixture, 200, MODELS_BODY);
  health_fixture_put_key (fixture, GOOD_KEY);
  health_fixture_make (fixture);
  sy_health_check_soon (fixture->health);
  sy_fake_clock_advance (fixture->clock, 700);
  sy_health_check_soon (fixture->health);
  sy_fake_clock_advance (fixture->clock, 999);
  support_spin_for (30);
  g_assert_cmpuint (fake_keyring_get_n_lookups (fixture->keyring), ==, 0);
  sy_fake_clock_advance (fixture->clock, 1);
  g_assert_cmpuint (fake_keyring_get_n_lookups (fixture->keyring), ==, 1);
  health_fixture_wait (fixture);
  health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected");
}

/* By themselves checks are 30 s apart; what comes too early is put off. */
static void
test_idle (HealthFixture *fixture,
           gconstpointer  data)
{
  health_fixture_serve (fixture, 200, MODELS_BODY);
  health_fixture_put_key (fixture, GOOD_KEY);
  health_fixture_make (fixture);
  sy_health_check_idle (fixture->health);
  health_fixture_wait (fixture);
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, 1);

  sy_fake_clock_advance (fixture->clock, 10000);
  sy_health_check_idle (fixture->health);
  sy_health_check_idle (fixture->health);
  sy_fake_clock_advance (fixture->clock, 19999);
  health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected");
  sy_fake_clock_advance (fixture->clock, 1);
  health_fixture_assert (fixture, SY_HEALTH_CHECKING, "Checking …");
  health_fixture_wait (fixture);
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, 2);

  /* While the computer sleeps they come apart too. */
  sy_fake_clock_sleep (fixture->clock, 30000);
  sy_health_check_idle (fixture->health);
  health_fixture_assert (fixture, SY_HEALTH_CHECKING, "Checking …");
  health_fixture_wait (fixture);

  sy_health_check_idle (fixture->health);
  sy_health_cancel_idle (fixture->health);
  sy_fake_clock_advance (fixture->clock, 60000);
  health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected");
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, 3);
}

static void
assert_no_idle (HealthFixture *fixture)
{
  guint n_requests = raw_server_get_n_requests (fixture->server);
  guint n_lookups = fake_keyring_get_n_lookups (fixture->keyring);

  sy_fake_clock_advance (fixture->clock, 600000);
  sy_health_check_idle (fixture->health);
  sy_fake_clock_advance (fixture->clock, 60000);
  support_spin_for (30);
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, n_requests);
  g_assert_cmpuint (fake_keyring_get_n_lookups (fixture->keyring), ==, n_lookups);
}

static void
test_no_idle_after_401 (HealthFixture *fixture,
                        gconstpointer  data)
{
  health_fixture_serve (fixture, 401, NO_ENTRY);
  health_fixture_serve (fixture, 500, TROUBLE);
  health_fixture_serve (fixture, 200, MODELS_BODY);
  health_fixture_put_key (fixture, GOOD_KEY);
  health_fixture_make (fixture);
  health_fixture_check (fixture);
  assert_no_idle (fixture);
  health_fixture_assert_error (fixture, SY_ERROR_AUTH, "Key not accepted");

  /* After any other error they go on. */
  health_fixture_check (fixture);
  health_fixture_assert_error (fixture, SY_ERROR_SERVER, "Trouble at provider");
  sy_fake_clock_advance (fixture->clock, 30000);
  sy_health_check_idle (fixture->health);
  health_fixture_wait (fixture);
  health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected");
}

static void
test_no_idle_without_key (HealthFixture *fixture,
                          gconstpointer  data)
{
  health_fixture_make (fixture);
  assert_no_idle (fixture);
  health_fixture_assert (fixture, SY_HEALTH_NOT_SET_UP, "Not set up");
}

/* Only one at a time. */
static void
test_no_idle_while_checking (HealthFixture *fixture,
                             gconstpointer  data)
{
  health_fixture_serve_held (fixture, 200, MODELS_BODY);
  health_fixture_put_key (fixture, GOOD_KEY);
  health_fixture_make (fixture);
  sy_health_check_now (fixture->health);
  health_fixture_wait_asked (fixture, 1);
  sy_health_check_idle (fixture->health);
  raw_server_release (fixture->server);
  health_fixture_wait (fixture);
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, 1);
}

/* Without a network nothing is asked by itself, and with it what was known counts again. */
static void
test_offline (HealthFixture *fixture,
              gconstpointer  data)
{
  static const RawStep reset[] = { { RAW_RESET } };

  health_fixture_serve (fixture, 200, MODELS_BODY);
  raw_server_add_script (fixture->server, reset, G_N_ELEMENTS (reset));
  health_fixture_serve (fixture, 200, MODELS_BODY);
  health_fixture_put_key (fixture, GOOD_KEY);
  health_fixture_make (fixture);
  health_fixture_check (fixture);
  health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected");
  health_fixture_assert_sent (fixture, 0, "GET http://far.example/v1/models", GOOD_KEY);

  fake_network_set_available (fixture->network, FALSE);
  health_fixture_assert (fixture, SY_HEALTH_OFFLINE, "Offline");
  assert_no_idle (fixture);
  fake_network_set_available (fixture->network, TRUE);
  health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected");

  /* The attempt decides: one that fails says the same as the monitor ... */
  fake_network_set_available (fixture->network, FALSE);
  health_fixture_check (fixture);
  health_fixture_assert (fixture, SY_HEALTH_OFFLINE, "Offline");
  g_assert_null (sy_health_dup_advice (fixture->health));

  /* ... and one that succeeds says that the monitor is wrong, as with some VPNs. */
  health_fixture_check (fixture);
  health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected");
  fake_network_set_available (fixture->network, FALSE);
  health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected");
}

static void
test_offline_and_back (HealthFixture *fixture,
                       gconstpointer  data)
{
  static const RawStep reset[] = { { RAW_RESET } };

  raw_server_add_script (fixture->server, reset, G_N_ELEMENTS (reset));
  health_fixture_serve (fixture, 200, MODELS_BODY);
  fake_network_set_available (fixture->network, FALSE);
  health_fixture_put_key (fixture, GOOD_KEY);
  health_fixture_make (fixture);
  health_fixture_check (fixture);
  health_fixture_assert (fixture, SY_HEALTH_OFFLINE, "Offline");

  fake_network_set_available (fixture->network, TRUE);
  g_assert_cmpint (sy_health_get_state (fixture->health), ==, SY_HEALTH_ERROR);
  sy_fake_clock_advance (fixture->clock, 20000);
  sy_health_check_idle (fixture->health);
  sy_fake_clock_advance (fixture->clock, 10000);
  health_fixture_wait (fixture);
  health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected");
}

/* A monitor that is wrong from the start, and says so again. */
static void
test_wrong_monitor (HealthFixture *fixture,
                    gconstpointer  data)
{
  health_fixture_serve (fixture, 200, MODELS_BODY);
  fake_network_set_available (fixture->network, FALSE);
  health_fixture_put_key (fixture, GOOD_KEY);
  health_fixture_make (fixture);
  health_fixture_check (fixture);
  health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected");
  fake_network_set_available (fixture->network, FALSE);
  health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected");
  fake_network_set_available (fixture->network, TRUE);
  fake_network_set_available (fixture->network, FALSE);
  health_fixture_assert (fixture, SY_HEALTH_OFFLINE, "Offline");
}

/* A refused key stays one while there is no network, and after. */
static void
test_offline_after_401 (HealthFixture *fixture,
                        gconstpointer  data)
{
  health_fixture_serve (fixture, 401, NO_ENTRY);
  health_fixture_put_key (fixture, GOOD_KEY);
  health_fixture_make (fixture);
  health_fixture_check (fixture);
  fake_network_set_available (fixture->network, FALSE);
  health_fixture_assert (fixture, SY_HEALTH_OFFLINE, "Offline");
  fake_network_set_available (fixture->network, TRUE);
  health_fixture_assert_error (fixture, SY_ERROR_AUTH, "Key not accepted");
  assert_no_idle (fixture);
}

/* What is missing is missing with a network too. */
static void
test_offline_not_set_up (HealthFixture *fixture,
                         gconstpointer  data)
{
  health_fixture_make (fixture);
  fake_network_set_available (fixture->network, FALSE);
  health_fixture_assert (fixture, SY_HEALTH_NOT_SET_UP, "Not set up");
}

static void
test_loopback_is_never_offline (HealthFixture *fixture,
                                gconstpointer  data)
{
  health_fixture_serve (fixture, 200, MODELS_BODY);
  health_fixture_serve (fixture, 500, TROUBLE);
  health_fixture_serve (fixture, 200, MODELS_BODY);
  health_fixture_put_key (fixture, GOOD_KEY);
  health_fixture_make (fixture);
  fake_network_set_available (fixture->network, FALSE);
  health_fixture_check (fixture);
  health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected");
  health_fixture_check (fixture);
  health_fixture_assert_error (fixture, SY_ERROR_SERVER, "Trouble at provider");
  sy_fake_clock_advance (fixture->clock, 30000);
  sy_health_check_idle (fixture->health);
  health_fixture_wait (fixture);
  health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected");
}

/* Locking it takes the key away, whatever was known. */
static void
test_locked (HealthFixture *fixture,
             gconstpointer  data)
{
  health_fixture_serve (fixture, 200, MODELS_BODY);
  health_fixture_put_key (fixture, GOOD_KEY);
  health_fixture_make (fixture);
  health_fixture_check (fixture);
  fake_keyring_set_state (fixture->keyring, SY_KEYRING_LOCKED);
  health_fixture_assert (fixture, SY_HEALTH_LOCKED, "Keyring locked");
  assert_no_idle (fixture);

  /* It may be unlocked elsewhere. */
  fake_keyring_set_state (fixture->keyring, SY_KEYRING_AVAILABLE);
  health_fixture_assert (fixture, SY_HEALTH_CHECKING, "Checking …");
  health_fixture_wait (fixture);
  health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected");
  g_assert_cmpstr (fixture->states->str, ==, "glcg");
}

/* Who has no key there does not miss it. */
static void
test_locked_without_key (HealthFixture *fixture,
                         gconstpointer  data)
{
  health_fixture_serve (fixture, 200, MODELS_BODY);
  health_fixture_make (fixture);
  health_fixture_check (fixture);
  health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected");
  fake_keyring_set_state (fixture->keyring, SY_KEYRING_LOCKED);
  health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected");
}

static void
test_keyring_appears (HealthFixture *fixture,
                      gconstpointer  data)
{
  health_fixture_serve (fixture, 200, MODELS_BODY);
  health_fixture_put_key (fixture, GOOD_KEY);
  fake_keyring_set_state (fixture->keyring, SY_KEYRING_UNAVAILABLE);
  health_fixture_make (fixture);
  health_fixture_check (fixture);
  health_fixture_assert_error (fixture, SY_ERROR_KEYRING_UNAVAILABLE, "Keyring not working");
  fake_keyring_set_state (fixture->keyring, SY_KEYRING_AVAILABLE);
  health_fixture_wait (fixture);
  health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected");
}

static gboolean
is_saved (gpointer data)
{
  HealthFixture *fixture = data;

  return sy_provider_get_key_state (fixture->provider) == SY_KEY_STATE_SAVED;
}

static gboolean
has_no_key (gpointer data)
{
  HealthFixture *fixture = data;

  return sy_provider_get_key_state (fixture->provider) == SY_KEY_STATE_NONE;
}

static void
test_key_removed (HealthFixture *fixture,
                  gconstpointer  data)
{
  health_fixture_serve (fixture, 200, MODELS_BODY);
  health_fixture_put_key (fixture, GOOD_KEY);
  health_fixture_make (fixture);
  health_fixture_check (fixture);
  health_fixture_change_key (fixture, NULL);
  g_assert_true (support_spin_until (has_no_key, fixture, PATIENCE_MS));
  health_fixture_assert (fixture, SY_HEALTH_NOT_SET_UP, "Not set up");
  g_assert_cmpint (sy_health_get_checked_at (fixture->health), ==, 0);
  g_assert_cmpint (sy_health_get_latency (fixture->health), ==, -1);
  g_string_truncate (fixture->states, 0);
  sy_fake_clock_advance (fixture->clock, 5000);
  support_spin_for (30);
  g_assert_cmpstr (fixture->states->str, ==, "");
}

/* Another program may put it there, or the keyring answer late. */
static void
test_key_appears (HealthFixture *fixture,
                  gconstpointer  data)
{
  health_fixture_serve (fixture, 200, MODELS_BODY);
  health_fixture_make (fixture);
  health_fixture_put_key (fixture, GOOD_KEY);
  sy_provider_read_key_state (fixture->provider, SY_KEYRING (fixture->keyring));
  g_assert_true (support_spin_until (is_saved, fixture, PATIENCE_MS));
  health_fixture_assert (fixture, SY_HEALTH_CHECKING, "Checking …");
  sy_fake_clock_advance (fixture->clock, 500);
  g_assert_cmpint (sy_health_get_state (fixture->health), ==, SY_HEALTH_CHECKING);
  health_fixture_wait (fixture);
  health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected");
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_notify (HealthFixture *fixture,
             gconstpointer  data)
{
  static const char *const names[] = {
    "error", "detail", "checked-at", "latency", "key-checked", "account",
  };
  guint counts[G_N_ELEMENTS (names)] = { 0 };
  SyHealthState state;
  gint64 checked_at;
  gint64 latency;
  gboolean key_checked;
  g_autoptr(GError) refused = health_fixture_new_error (SY_ERROR_AUTH, 401);
  g_autoptr(GError) error = NULL;
  g_autoptr(SyProvider) provider = NULL;
  g_autofree char *detail = NULL;
  g_autoptr(SyAccount) account = NULL;

  health_fixture_serve (fixture, 200, MODELS_BODY);
  health_fixture_put_key (fixture, GOOD_KEY);
  health_fixture_make (fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *signal = g_strconcat ("notify::", names[i], NULL);

      g_signal_connect_swapped (fixture->health, signal, G_CALLBACK (count_cb), &counts[i]);
    }

  health_fixture_check (fixture);
  health_fixture_check (fixture);
  g_assert_cmpuint (counts[0], ==, 0);
  g_assert_cmpuint (counts[1], ==, 0);
  g_assert_cmpuint (counts[2], ==, 1);
  g_assert_cmpuint (counts[3], ==, 1);
  g_assert_cmpuint (counts[4], ==, 1);
  g_assert_cmpuint (counts[5], ==, 0);

  sy_health_report_reply (fixture->health, refused);
  g_assert_cmpuint (counts[0], ==, 1);
  health_fixture_check (fixture);
  g_assert_cmpuint (counts[0], >=, 2);

  g_object_get (fixture->health, "provider", &provider, "state", &state, "error", &error,
                "detail", &detail, "checked-at", &checked_at, "latency", &latency,
                "key-checked", &key_checked, "account", &account, NULL);
  g_assert_true (provider == fixture->provider);
  g_assert_cmpint (state, ==, SY_HEALTH_CONNECTED);
  g_assert_no_error (error);
  g_assert_null (detail);
  g_assert_null (account);
  g_assert_true (key_checked);
  g_assert_cmpint (checked_at, ==, sy_health_get_checked_at (fixture->health));
  g_assert_cmpint (latency, ==, sy_health_get_latency (fixture->health));
}

/* Nobody waits for a check of a provider that is gone. */
static void
test_dropped (HealthFixture *fixture,
              gconstpointer  data)
{
  health_fixture_serve_held (fixture, 200, MODELS_BODY);
  health_fixture_put_key (fixture, GOOD_KEY);
  health_fixture_make (fixture);
  sy_health_check_now (fixture->health);
  health_fixture_wait_asked (fixture, 1);
  sy_health_check_soon (fixture->health);
  g_assert_finalize_object (g_steal_pointer (&fixture->health));
  raw_server_release (fixture->server);
}

#define ADD(path, row, func) \
  g_test_add ("/health/" path, HealthFixture, row, \
              health_fixture_set_up, func, health_fixture_tear_down)
#define ADD_FAR(path, row, func) \
  g_test_add ("/health/" path, HealthFixture, row, \
              health_fixture_set_up_far, func, health_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("not-set-up", ROW_PROVEN, test_not_set_up);
  ADD ("green", ROW_PROVEN, test_green);
  ADD ("wrong-key-then-good-key", ROW_PROVEN, test_wrong_key_then_good_key);
  ADD ("key-changed-while-checking", ROW_PROVEN, test_key_changed_while_checking);
  ADD ("base-moved-while-checking", ROW_PROVEN, test_base_moved_while_checking);
  ADD ("moved-origin", ROW_PROVEN, test_moved_origin);
  ADD ("no-base", ROW_CUSTOM, test_no_base);
  ADD ("now", ROW_PROVEN, test_now);
  ADD ("late-answer", ROW_PROVEN, test_late_answer);
  ADD ("soon", ROW_PROVEN, test_soon);
  ADD ("idle", ROW_PROVEN, test_idle);
  ADD ("no-idle-after-401", ROW_PROVEN, test_no_idle_after_401);
  ADD ("no-idle-without-key", ROW_PROVEN, test_no_idle_without_key);
  ADD ("no-idle-while-checking", ROW_PROVEN, test_no_idle_while_checking);
  ADD_FAR ("offline", ROW_PROVEN, test_offline);
  ADD_FAR ("offline-and-back", ROW_PROVEN, test_offline_and_back);
  ADD_FAR ("wrong-monitor", ROW_PROVEN, test_wrong_monitor);
  ADD_FAR ("offline-after-401", ROW_PROVEN, test_offline_after_401);
  ADD_FAR ("offline-not-set-up", ROW_PROVEN, test_offline_not_set_up);
  ADD ("loopback-is-never-offline", ROW_PROVEN, test_loopback_is_never_offline);
  ADD ("locked", ROW_PROVEN, test_locked);
  ADD ("locked-without-key", ROW_OPEN, test_locked_without_key);
  ADD ("keyring-appears", ROW_PROVEN, test_keyring_appears);
  ADD ("key-removed", ROW_PROVEN, test_key_removed);
  ADD ("key-appears", ROW_PROVEN, test_key_appears);
  ADD ("notify", ROW_PROVEN, test_notify);
  ADD ("dropped", ROW_PROVEN, test_dropped);

  return g_test_run ();
}
