/* health-fixture.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fake-keyring.h"
#include "fake-network.h"
#include "raw-server.h"
#include "sy-error.h"
#include "sy-fake-clock.h"
#include "sy-health.h"
#include "sy-http.h"
#include "sy-trust.h"

G_BEGIN_DECLS

#define PATIENCE_MS 10000

#define GOOD_KEY "sk-good-0123456789abcdefghijkl"
#define BAD_KEY  "sk-wrong-0123456789abcdefghijk"

#define MODELS_BODY "{\"data\":[{\"id\":\"m\"}]}"

/* A key that "models" proves, as at most services. */
#define ROW_PROVEN \
  "\"key\":\"required\",\"proof\":{\"path\":\"models\",\"key\":true,\"refused\":[401]}"

/* Nothing proves it, as at most servers of one's own. */
#define ROW_OPEN "\"key\":\"optional\""

/* One provider at a raw server, and its health.  A far one is not on this computer, but
 * behind a proxy that is; at a closed one's address nobody listens.
 */
typedef struct
{
  SyFakeClock      *clock;
  SyHttp           *http;
  SyTrust          *trust;
  SyRedact         *redact;
  FakeKeyring      *keyring;
  FakeNetwork      *network;
  RawServer        *server;
  GSocket          *closed;
  SyHealthServices  services;
  SyProvider       *provider;
  SyHealth         *health;
  GString          *states;
} HealthFixture;

void        health_fixture_set_up        (HealthFixture *fixture,
                                          gconstpointer  row);
void        health_fixture_set_up_far    (HealthFixture *fixture,
                                          gconstpointer  row);
void        health_fixture_set_up_closed (HealthFixture *fixture,
                                          gconstpointer  row);
void        health_fixture_tear_down     (HealthFixture *fixture,
                                          gconstpointer  row);
void        health_fixture_put_key       (HealthFixture *fixture,
                                          const char    *key);
void        health_fixture_change_key    (HealthFixture *fixture,
                                          const char    *key);
void        health_fixture_make          (HealthFixture *fixture);
void        health_fixture_serve         (HealthFixture *fixture,
                                          guint          status,
                                          const char    *body);
void        health_fixture_serve_head    (HealthFixture *fixture,
                                          const char    *head,
                                          const char    *body);
void        health_fixture_serve_held    (HealthFixture *fixture,
                                          guint          status,
                                          const char    *body);
void        health_fixture_wait          (HealthFixture *fixture);
void        health_fixture_wait_asked    (HealthFixture *fixture,
                                          guint          n_requests);
void        health_fixture_check         (HealthFixture *fixture);
void        health_fixture_assert        (HealthFixture *fixture,
                                          SyHealthState  state,
                                          const char    *word);
void        health_fixture_assert_error  (HealthFixture *fixture,
                                          SyError        code,
                                          const char    *word);
void        health_fixture_assert_sent   (HealthFixture *fixture,
                                          guint          index,
                                          const char    *line,
                                          const char    *key);
GError     *health_fixture_new_error     (SyError        code,
                                          guint          status);

G_END_DECLS
