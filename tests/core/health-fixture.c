/* health-fixture.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "health-fixture.h"

#include "support-spin.h"

#include <string.h>

#define FAR_ORIGIN "http://far.example"

/* A provider of the preset @row, which is JSON of some members. */
static SyProvider *
make_provider (const char *row,
               const char *api_base)
{
  g_autofree char *json =
    g_strdup_printf ("{\"presets\":[{\"id\":\"here\",\"name\":\"Here\",\"model\":\"m\","
                     "\"format\":\"openai-chat\",\"auth-header\":\"Authorization\","
                     "\"api-base\":\"%s\",%s}]}", api_base, row);
  g_autoptr(GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr(GError) error = NULL;
  g_autoptr(GListModel) presets = sy_preset_parse_list (bytes, &error);
  g_autoptr(SyPreset) preset = NULL;

  g_assert_no_error (error);
  preset = g_list_model_get_item (presets, 0);
  g_assert_nonnull (preset);

  return sy_provider_new ("here", preset);
}

static void
set_up (HealthFixture *fixture,
        const char    *row,
        const char    *api_base)
{
  fixture->redact = sy_redact_new ();
  fixture->keyring = fake_keyring_new ();
  fixture->network = fake_network_new (TRUE);
  fixture->states = g_string_new (NULL);

  fixture->provider = make_provider (row, api_base);
  sy_provider_set_trust (fixture->provider, fixture->trust);

  fixture->services.keyring = SY_KEYRING (fixture->keyring);
  fixture->services.http = fixture->http;
  fixture->services.redact = fixture->redact;
  fixture->services.clock = SY_CLOCK (fixture->clock);
  fixture->services.network = G_NETWORK_MONITOR (fixture->network);
}

static void
make_http (HealthFixture *fixture)
{
  fixture->clock = sy_fake_clock_new ();
  fixture->server = raw_server_new ();
  fixture->http = sy_http_new (SY_CLOCK (fixture->clock));
  fixture->trust = sy_trust_new ();
  sy_http_set_trust (fixture->http, fixture->trust);
}

void
health_fixture_set_up (HealthFixture *fixture,
                       gconstpointer  row)
{
  g_autofree char *api_base = NULL;

  make_http (fixture);
  api_base = raw_server_dup_url (fixture->server, "/v1/chat/completions");
  set_up (fixture, row, api_base);
}

void
health_fixture_set_up_far (HealthFixture *fixture,
                           gconstpointer  row)
{
  g_autoptr(GProxyResolver) proxies = NULL;
  g_autofree char *proxy = NULL;

  make_http (fixture);
  proxy = raw_server_dup_url (fixture->server, "");
  proxies = g_simple_proxy_resolver_new (proxy, NULL);
  sy_http_set_proxies (fixture->http, proxies);
  sy_trust_allow_plain (fixture->trust, FAR_ORIGIN);
  set_up (fixture, row, FAR_ORIGIN "/v1/chat/completions");
}

/* A port that is taken, so that nobody else comes to listen there. */
void
health_fixture_set_up_closed (HealthFixture *fixture,
                              gconstpointer  row)
{
  g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr(GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr(GSocketAddress) address = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *api_base = NULL;

  fixture->closed = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM,
                                  G_SOCKET_PROTOCOL_TCP, &error);
  g_assert_no_error (error);
  g_socket_bind (fixture->closed, any, FALSE, &error);
  g_assert_no_error (error);
  address = g_socket_get_local_address (fixture->closed, &error);
  g_assert_no_error (error);

  make_http (fixture);
  api_base = g_strdup_printf ("http://127.0.0.1:%u/v1/chat/completions",
                              g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address)));
  set_up (fixture, row, api_base);
}

void
health_fixture_tear_down (HealthFixture *fixture,
                          gconstpointer  row)
{
  if (fixture->health != NULL)
    g_assert_finalize_object (g_steal_pointer (&fixture->health));

  /* What was cancelled returns. */
  support_spin_for (30);
  g_assert_finalize_object (g_steal_pointer (&fixture->provider));
  g_assert_finalize_object (g_steal_pointer (&fixture->http));
  g_assert_finalize_object (g_steal_pointer (&fixture->trust));
  support_spin_for (20);
  g_assert_cmpuint (fake_keyring_get_n_prompts (fixture->keyring), ==, 0);
  g_assert_finalize_object (g_steal_pointer (&fixture->keyring));
  g_assert_finalize_object (g_steal_pointer (&fixture->redact));
  g_assert_finalize_object (g_steal_pointer (&fixture->network));
  g_assert_cmpuint (sy_fake_clock_get_n_timeouts (fixture->clock), ==, 0);
  g_assert_finalize_object (g_steal_pointer (&fixture->clock));
  g_clear_pointer (&fixture->server, raw_server_free);
  g_clear_object (&fixture->closed);
  g_string_free (fixture->states, TRUE);
}

static gboolean
knows_keys (gpointer data)
{
  HealthFixture *fixture = data;

  return sy_provider_get_key_state (fixture->provider) != SY_KEY_STATE_UNKNOWN;
}

/* The key of the present origin, before anybody has looked. */
void
health_fixture_put_key (HealthFixture *fixture,
                        const char    *key)
{
  fake_keyring_put (fixture->keyring, "here", sy_provider_get_origin (fixture->provider), key);
}

/* As when one is typed or removed. */
void
health_fixture_change_key (HealthFixture *fixture,
                           const char    *key)
{
  health_fixture_put_key (fixture, key);
  sy_provider_key_changed (fixture->provider);
}

static void
state_cb (HealthFixture *fixture)
{
  static const char letters[] = "nlcget";

  g_string_append_c (fixture->states, letters[sy_health_get_state (fixture->health)]);
}

/* @states gets a letter for each change: not set up, locked, checking, green, error,
 * without network ("t").
 */
void
health_fixture_make (HealthFixture *fixture)
{
  sy_provider_read_key_state (fixture->provider, SY_KEYRING (fixture->keyring));

  if (sy_preset_get_key_need (sy_provider_get_preset (fixture->provider)) != SY_KEY_NONE &&
      sy_keyring_get_state (SY_KEYRING (fixture->keyring)) == SY_KEYRING_AVAILABLE)
    g_assert_true (support_spin_until (knows_keys, fixture, PATIENCE_MS));

  fixture->health = sy_health_new (fixture->provider, &fixture->services);
  g_signal_connect_swapped (fixture->health, "notify::state", G_CALLBACK (state_cb), fixture);
}

void
health_fixture_serve_head (HealthFixture *fixture,
                           const char    *head,
                           const char    *body)
{
  g_autofree char *answer = g_strdup_printf ("HTTP/1.1 %s\r\nContent-Length: %" G_GSIZE_FORMAT
                                             "\r\nConnection: close\r\n\r\n%s",
                                             head, strlen (body), body);
  const RawStep steps[] = { { RAW_SEND, answer } };

  raw_server_add_script (fixture->server, steps, G_N_ELEMENTS (steps));
}

void
health_fixture_serve (HealthFixture *fixture,
                      guint          status,
                      const char    *body)
{
  g_autofree char *head = g_strdup_printf ("%u Said\r\nContent-Type: application/json", status);

  health_fixture_serve_head (fixture, head, body);
}

/* Answers after raw_server_release(). */
void
health_fixture_serve_held (HealthFixture *fixture,
                           guint          status,
                           const char    *body)
{
  g_autofree char *answer = g_strdup_printf ("HTTP/1.1 %u Said\r\nContent-Length: %" G_GSIZE_FORMAT
                                             "\r\nConnection: close\r\n\r\n%s",
                                             status, strlen (body), body);
  const RawStep steps[] = { { RAW_HOLD }, { RAW_SEND, answer } };

  raw_server_add_script (fixture->server, steps, G_N_ELEMENTS (steps));
}

static gboolean
is_done (gpointer data)
{
  HealthFixture *fixture = data;

  return sy_health_get_state (fixture->health) != SY_HEALTH_CHECKING;
}

void
health_fixture_wait (HealthFixture *fixture)
{
  g_assert_true (support_spin_until (is_done, fixture, PATIENCE_MS));
}

typedef struct
{
  RawServer *server;
  guint      n_requests;
} Wanted;

static gboolean
is_asked (gpointer data)
{
  Wanted *wanted = data;

  return raw_server_get_n_requests (wanted->server) >= wanted->n_requests;
}

void
health_fixture_wait_asked (HealthFixture *fixture,
                           guint          n_requests)
{
  Wanted wanted = { fixture->server, n_requests };

  g_assert_true (support_spin_until (is_asked, &wanted, PATIENCE_MS));
  g_assert_cmpuint (raw_server_get_n_requests (fixture->server), ==, n_requests);
}

void
health_fixture_check (HealthFixture *fixture)
{
  gboolean known = sy_health_get_state (fixture->health) == SY_HEALTH_NOT_SET_UP;

  sy_health_check_now (fixture->health);

  /* It shows nothing of a check that will find the same. */
  if (known && sy_health_get_state (fixture->health) == SY_HEALTH_NOT_SET_UP)
    support_spin_for (50);
  else
    g_assert_cmpint (sy_health_get_state (fixture->health), ==, SY_HEALTH_CHECKING);

  health_fixture_wait (fixture);
}

void
health_fixture_assert (HealthFixture *fixture,
                       SyHealthState  state,
                       const char    *word)
{
  g_autofree char *found = sy_health_dup_word (fixture->health);

  g_assert_cmpstr (found, ==, word);
  g_assert_cmpint (sy_health_get_state (fixture->health), ==, state);
  g_assert_cmpint (sy_health_get_error (fixture->health) != NULL, ==, state == SY_HEALTH_ERROR);
}

void
health_fixture_assert_error (HealthFixture *fixture,
                             SyError        code,
                             const char    *word)
{
  health_fixture_assert (fixture, SY_HEALTH_ERROR, word);
  g_assert_error (sy_health_get_error (fixture->health), SY_ERROR, (int) code);
}

/* @key: NULL: none was sent. */
void
health_fixture_assert_sent (HealthFixture *fixture,
                            guint          index,
                            const char    *line,
                            const char    *key)
{
  g_autofree char *request = raw_server_dup_request (fixture->server, index);
  g_autofree char *header = g_strdup_printf ("\r\nAuthorization: Bearer %s\r\n", key);

  g_assert_nonnull (request);
  g_assert_true (g_str_has_prefix (request, line));

  if (key != NULL)
    g_assert_nonnull (strstr (request, header));
  else
    g_assert_null (strstr (request, "Authorization"));
}

GError *
health_fixture_new_error (SyError code,
                          guint   status)
{
  SyErrorFacts facts = SY_ERROR_FACTS_INIT;

  facts.status = status;

  return sy_error_new_facts (code, "Trouble", &facts);
}
