/* test-health-text.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-health-text.h"

#include "sy-error.h"

#include <string.h>

#define KEY_73 "sk-or-v1-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static SyPreset *
make_preset (const char *row)
{
  g_autofree char *json = g_strdup_printf ("{\"presets\":[{\"id\":\"i\",\"name\":\"Service\","
                                           "\"format\":\"openai-chat\"%s}]}", row);
  g_autoptr(GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr(GError) error = NULL;
  g_autoptr(GListModel) presets = sy_preset_parse_list (bytes, &error);

  g_assert_no_error (error);

  return g_list_model_get_item (presets, 0);
}

static void
assert_word (SyHealthState  state,
             gboolean       key_checked,
             const char    *host,
             const char    *expected)
{
  g_autofree char *word = sy_health_text_dup_word (state, NULL, key_checked, host);

  g_assert_cmpstr (word, ==, expected);
}

static void
test_states (void)
{
  assert_word (SY_HEALTH_NOT_SET_UP, FALSE, NULL, "Not set up");
  assert_word (SY_HEALTH_NOT_SET_UP, FALSE, "", "Not set up");
  assert_word (SY_HEALTH_NOT_SET_UP, FALSE, "api.example", "No key for api.example yet");
  assert_word (SY_HEALTH_LOCKED, FALSE, NULL, "Keyring locked");
  assert_word (SY_HEALTH_CHECKING, FALSE, NULL, "Checking …");
  assert_word (SY_HEALTH_CONNECTED, TRUE, NULL, "Connected");
  assert_word (SY_HEALTH_CONNECTED, FALSE, NULL, "Connected, key not checked");
  assert_word (SY_HEALTH_OFFLINE, FALSE, NULL, "Offline");
}

/* Each in two to four words, and none without a row of its own. */
static void
test_causes (void)
{
  for (int code = SY_ERROR_SETUP; code <= SY_ERROR_STORE; code++)
    {
      g_autoptr(GError) error = g_error_new_literal (SY_ERROR, code, "Trouble");
      g_autofree char *word = sy_health_text_dup_word (SY_HEALTH_ERROR, error, FALSE, NULL);
      g_auto(GStrv) words = g_strsplit (word, " ", -1);

      g_assert_cmpstr (word, !=, "Something went wrong");
      g_assert_cmpuint (g_strv_length (words), >=, 2);
      g_assert_cmpuint (g_strv_length (words), <=, 4);
    }
}

static void
test_other_causes (void)
{
  SyErrorFacts facts = SY_ERROR_FACTS_INIT;
  g_autoptr(GError) foreign = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "Trouble");
  g_autoptr(GError) certificate = NULL;
  g_autofree char *word = sy_health_text_dup_word (SY_HEALTH_ERROR, foreign, FALSE, NULL);

  g_assert_cmpstr (word, ==, "Something went wrong");
  g_clear_pointer (&word, g_free);

  facts.certificate = "AB:CD";
  certificate = sy_error_new_facts (SY_ERROR_TLS, "Trouble", &facts);
  word = sy_health_text_dup_word (SY_HEALTH_ERROR, certificate, FALSE, NULL);
  g_assert_cmpstr (word, ==, "Certificate not trusted");
}

static void
assert_tooltip (SyHealthState  state,
                const char    *word,
                gint64         checked_at,
                gint64         now,
                const char    *expected)
{
  g_autofree char *tooltip = sy_health_text_dup_tooltip (state, word,
                                                         checked_at * G_USEC_PER_SEC,
                                                         now * G_USEC_PER_SEC);

  g_assert_cmpstr (tooltip, ==, expected);
}

/* The tests run in UTC. */
static void
test_tooltip (void)
{
  g_autoptr(GDateTime) date = g_date_time_new_utc (2026, 3, 9, 14, 32, 10);
  gint64 at = g_date_time_to_unix (date);

  assert_tooltip (SY_HEALTH_CONNECTED, "Connected", 0, at, "Connected");
  assert_tooltip (SY_HEALTH_CONNECTED, "Connected", at, at + 60, "Connected. Last checked 14:32");
  assert_tooltip (SY_HEALTH_ERROR, "Key not accepted", at, at,
                  "Key not accepted. Last checked 14:32");
  assert_tooltip (SY_HEALTH_CHECKING, "Checking …", at, at, "Checking. Last checked 14:32");
  assert_tooltip (SY_HEALTH_CHECKING, "Checking …", 0, at, "Checking …");
  assert_tooltip (SY_HEALTH_CONNECTED, "Connected", at, at + 24 * 3600,
                  "Connected. Last checked 9 Mar 2026, 14:32");
}

static void
assert_detail (const char *row,
               const char *key,
               const char *expected)
{
  g_autoptr(SyPreset) preset = make_preset (row);
  g_autofree char *detail = sy_health_text_dup_detail (preset, key);

  g_assert_cmpstr (detail, ==, expected);
}

static void
test_detail (void)
{
  const char *both = ",\"key-prefix\":\"sk-or-v1-\",\"key-length\":73";
  const char *prefix = ",\"key-prefix\":\"nvapi-\"";
  const char *length = ",\"key-length\":32";

  g_assert_cmpuint (strlen (KEY_73), ==, 73);
  assert_detail ("", "short", NULL);
  assert_detail (both, NULL, NULL);
  assert_detail (both, KEY_73, NULL);
  assert_detail (both, "sk-or-v1-0123456789abcde",
                 "Service keys begin with “sk-or-v1-” and have 73 characters; this one has 24.");
  assert_detail (both, "xx-or-v1-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                 "Service keys begin with “sk-or-v1-”; this one does not.");
  assert_detail (prefix, "nvapi-1", NULL);
  assert_detail (prefix, "sk-1", "Service keys begin with “nvapi-”; this one does not.");
  assert_detail (length, "sk-1", "Service keys have 32 characters; this one has 4.");
}

static SyAdvice *
make_advice (SyError     code,
             const char *row,
             const char *detail)
{
  g_autoptr(SyPreset) preset = make_preset (row);
  g_autoptr(GError) error = g_error_new_literal (SY_ERROR, (int) code, "Trouble");

  return sy_health_text_new_advice (error, preset, detail);
}

/* Only what makes sense in Settings. */
static void
test_advice (void)
{
  const char *pages = ",\"key-page\":\"https://service.example/keys\","
                      "\"credits-page\":\"https://service.example/credits\"";
  g_autoptr(SyAdvice) advice = make_advice (SY_ERROR_AUTH, pages, "One more thing.");

  g_assert_cmpstr (advice->title, ==, "The API key was not accepted");
  g_assert_true (g_str_has_suffix (advice->text, " One more thing."));
  g_assert_cmpuint (advice->n_actions, ==, 1);
  g_assert_cmpint (advice->actions[0], ==, SY_ACTION_GET_KEY);
  g_clear_pointer (&advice, sy_advice_free);

  advice = make_advice (SY_ERROR_PAYMENT, pages, NULL);
  g_assert_cmpuint (advice->n_actions, ==, 1);
  g_assert_cmpint (advice->actions[0], ==, SY_ACTION_ADD_CREDITS);
  g_clear_pointer (&advice, sy_advice_free);

  advice = make_advice (SY_ERROR_WRONG_BASE, pages, NULL);
  g_assert_cmpuint (advice->n_actions, ==, 0);
}

static void
test_trust (void)
{
  g_autoptr(SyPreset) preset = make_preset ("");
  SyErrorFacts facts = SY_ERROR_FACTS_INIT;
  g_autoptr(GError) error = NULL;
  g_autoptr(SyAdvice) advice = NULL;

  facts.host = "192.168.1.4";
  facts.origin = "https://192.168.1.4";
  facts.certificate = "AB:CD";
  error = sy_error_new_facts (SY_ERROR_TLS, "Trouble", &facts);
  advice = sy_health_text_new_advice (error, preset, NULL);
  g_assert_cmpuint (advice->n_actions, ==, 1);
  g_assert_cmpint (advice->actions[0], ==, SY_ACTION_TRUST_CERTIFICATE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/health-text/states", test_states);
  g_test_add_func ("/health-text/causes", test_causes);
  g_test_add_func ("/health-text/other-causes", test_other_causes);
  g_test_add_func ("/health-text/tooltip", test_tooltip);
  g_test_add_func ("/health-text/detail", test_detail);
  g_test_add_func ("/health-text/advice", test_advice);
  g_test_add_func ("/health-text/trust", test_trust);

  return g_test_run ();
}
