/* test-health-replies.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "health-fixture.h"

#include "support-spin.h"

#define NO_ENTRY "{\"error\":{\"code\":401,\"message\":\"No auth credentials found\"}}"
#define TROUBLE  "{\"error\":{\"message\":\"Oops\"}}"

static void
report (HealthFixture *fixture,
        SyError        code,
        guint          status)
{
  g_autoptr(GError) error = health_fixture_new_error (code, status);

  sy_health_report_reply (fixture->health, error);
}

/* A reply that streams proves more than any check, and ends the one in flight. */
static void
test_reply (HealthFixture *fixture,
            gconstpointer  data)
{
  health_fixture_serve (fixture, 401, NO_ENTRY);
  health_fixture_serve_held (fixture, 500, TROUBLE);
  health_fixture_put_key (fixture, GOOD_KEY);
  health_fixture_make (fixture);
  health_fixture_check (fixture);
  sy_health_report_reply (fixture->health, NULL);
  health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected");

  sy_health_check_now (fixture->health);
  health_fixture_wait_asked (fixture, 2);
  sy_health_report_reply (fixture->health, NULL);
  health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected");
  raw_server_release (fixture->server);
  support_spin_for (30);
  health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected");
}

static void
test_reply_401 (HealthFixture *fixture,
                gconstpointer  data)
{
  health_fixture_serve (fixture, 200, MODELS_BODY);
  health_fixture_put_key (fixture, GOOD_KEY);
  health_fixture_make (fixture);
  health_fixture_check (fixture);
  report (fixture, SY_ERROR_AUTH, 401);
  health_fixture_assert_error (fixture, SY_ERROR_AUTH, "Key not accepted");
  sy_fake_clock_advance (fixture->clock, 600000);
  sy_health_check_idle (fixture->health);
  health_fixture_assert_error (fixture, SY_ERROR_AUTH, "Key not accepted");
  health_fixture_check (fixture);
  health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected");
}

/* No check sees that credits are missing, so what the reply said stays. */
static void
test_reply_402 (HealthFixture *fixture,
                gconstpointer  data)
{
  health_fixture_serve (fixture, 200, MODELS_BODY);
  health_fixture_put_key (fixture, GOOD_KEY);
  health_fixture_make (fixture);
  health_fixture_check (fixture);

  report (fixture, SY_ERROR_PAYMENT, 402);
  health_fixture_assert_error (fixture, SY_ERROR_PAYMENT, "Out of credits");
  sy_fake_clock_advance (fixture->clock, 300000);
  sy_health_check_idle (fixture->health);
  health_fixture_assert (fixture, SY_HEALTH_CHECKING, "Checking …");
  health_fixture_wait (fixture);
  health_fixture_assert_error (fixture, SY_ERROR_PAYMENT, "Out of credits");

  /* Until a reply streams, */
  sy_health_report_reply (fixture->health, NULL);
  health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected");

  /* the key changes, */
  report (fixture, SY_ERROR_PAYMENT, 402);
  health_fixture_change_key (fixture, GOOD_KEY);
  sy_fake_clock_advance (fixture->clock, 500);
  health_fixture_wait (fixture);
  health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected");

  /* or "Refresh". */
  report (fixture, SY_ERROR_PAYMENT, 402);
  health_fixture_check (fixture);
  health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected");
}

/* What comes after it counts as well. */
static void
test_reply_402_then_401 (HealthFixture *fixture,
                         gconstpointer  data)
{
  health_fixture_serve (fixture, 401, NO_ENTRY);
  health_fixture_put_key (fixture, GOOD_KEY);
  health_fixture_make (fixture);
  report (fixture, SY_ERROR_PAYMENT, 402);
  sy_health_check_idle (fixture->health);
  health_fixture_wait (fixture);
  health_fixture_assert_error (fixture, SY_ERROR_AUTH, "Key not accepted");
}

/* The provider behind a router has a key and credits of its own. */
static void
test_reply_upstream (HealthFixture *fixture,
                     gconstpointer  data)
{
  static const SyError codes[] = { SY_ERROR_AUTH, SY_ERROR_PAYMENT };

  health_fixture_serve (fixture, 200, MODELS_BODY);
  health_fixture_put_key (fixture, GOOD_KEY);
  health_fixture_make (fixture);
  health_fixture_check (fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      SyErrorFacts facts = SY_ERROR_FACTS_INIT;
      g_autoptr(GError) error = NULL;

      facts.upstream = TRUE;
      error = sy_error_new_facts (codes[i], "Trouble", &facts);
      sy_health_report_reply (fixture->health, error);
      health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected");
    }
}

/* Most errors are about one request. */
static void
test_reply_errors (HealthFixture *fixture,
                   gconstpointer  data)
{
  static const SyError no_news[] = {
    SY_ERROR_FORBIDDEN, SY_ERROR_MODERATION, SY_ERROR_NO_MODEL, SY_ERROR_TOO_LONG,
    SY_ERROR_RATE_LIMITED, SY_ERROR_QUOTA, SY_ERROR_SERVER, SY_ERROR_LOADING,
    SY_ERROR_BAD_REQUEST, SY_ERROR_PROTOCOL, SY_ERROR_SETUP,
  };
  static const SyError red[] = { SY_ERROR_REFUSED, SY_ERROR_HOST_NOT_FOUND, SY_ERROR_TLS };
  static const SyError doubtful[] = { SY_ERROR_NETWORK, SY_ERROR_TIMEOUT };

  health_fixture_serve (fixture, 200, MODELS_BODY);
  health_fixture_put_key (fixture, GOOD_KEY);
  health_fixture_make (fixture);
  health_fixture_check (fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (no_news); i++)
    {
      report (fixture, no_news[i], 0);
      health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected");
    }

  for (gsize i = 0; i < G_N_ELEMENTS (red); i++)
    {
      report (fixture, red[i], 0);
      g_assert_cmpint (sy_health_get_state (fixture->health), ==, SY_HEALTH_ERROR);
      g_assert_error (sy_health_get_error (fixture->health), SY_ERROR, (int) red[i]);
      health_fixture_check (fixture);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (doubtful); i++)
    {
      sy_fake_clock_advance (fixture->clock, 30000);
      report (fixture, doubtful[i], 0);
      health_fixture_assert (fixture, SY_HEALTH_CHECKING, "Checking …");
      health_fixture_wait (fixture);
      health_fixture_assert (fixture, SY_HEALTH_CONNECTED, "Connected");
    }
}

#define ADD(path, func) \
  g_test_add ("/health-replies/" path, HealthFixture, ROW_PROVEN, \
              health_fixture_set_up, func, health_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("proof", test_reply);
  ADD ("401", test_reply_401);
  ADD ("402", test_reply_402);
  ADD ("402-then-401", test_reply_402_then_401);
  ADD ("upstream", test_reply_upstream);
  ADD ("errors", test_reply_errors);

  return g_test_run ();
}
