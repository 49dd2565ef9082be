/* test-error.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sy-error.h"

#include <gio/gio.h>

static void
test_facts (void)
{
  static const char *const models[] = { "a/b", "c/d", NULL };
  static const char *const reasons[] = { "violence", NULL };
  char words[] = "Slow down";
  const SyErrorFacts facts = {
    .status = 429,
    .retry_after = 30,
    .provider = "Some Provider",
    .body = "{\"error\":1}",
    .tokens = 617,
    .host = "api.example.com",
    .words = words,
    .parameter = "top_p",
    .models = models,
    .reasons = reasons,
    .certificate = "AB:CD",
    .issuer = "Somebody",
    .upstream = TRUE,
  };
  g_autoptr(GError) error = sy_error_new_facts (SY_ERROR_RATE_LIMITED, "Too many", &facts);
  g_autoptr(GError) copy = g_error_copy (error);
  SyErrorFacts seen;

  words[0] = 'x';
  g_clear_error (&error);
  g_prefix_error (&copy, "Chat: ");

  g_assert_error (copy, SY_ERROR, SY_ERROR_RATE_LIMITED);
  g_assert_cmpstr (copy->message, ==, "Chat: Too many");

  seen = sy_error_get_facts (copy);
  g_assert_cmpuint (seen.status, ==, 429);
  g_assert_cmpint (seen.retry_after, ==, 30);
  g_assert_cmpstr (seen.provider, ==, "Some Provider");
  g_assert_cmpstr (seen.body, ==, "{\"error\":1}");
  g_assert_cmpint (seen.tokens, ==, 617);
  g_assert_cmpstr (seen.host, ==, "api.example.com");
  g_assert_cmpstr (seen.words, ==, "Slow down");
  g_assert_cmpstr (seen.parameter, ==, "top_p");
  g_assert_cmpstrv (seen.models, models);
  g_assert_cmpstrv (seen.reasons, reasons);
  g_assert_cmpstr (seen.certificate, ==, "AB:CD");
  g_assert_cmpstr (seen.issuer, ==, "Somebody");
  g_assert_true (seen.upstream);
}

static void
assert_no_facts (const GError *error)
{
  SyErrorFacts seen = sy_error_get_facts (error);

  g_assert_cmpuint (seen.status, ==, 0);
  g_assert_cmpint (seen.retry_after, ==, -1);
  g_assert_cmpint (seen.tokens, ==, -1);
  g_assert_null (seen.provider);
  g_assert_null (seen.body);
  g_assert_null (seen.host);
  g_assert_null (seen.words);
  g_assert_null (seen.parameter);
  g_assert_null (seen.models);
  g_assert_null (seen.reasons);
  g_assert_null (seen.certificate);
  g_assert_null (seen.issuer);
  g_assert_false (seen.upstream);
}

static void
test_no_facts (void)
{
  g_autoptr(GError) other = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "No");
  g_autoptr(GError) plain = g_error_new_literal (SY_ERROR, SY_ERROR_NETWORK, "No");
  g_autoptr(GError) made = sy_error_new_facts (SY_ERROR_NETWORK, "No", NULL);

  assert_no_facts (NULL);
  assert_no_facts (other);
  assert_no_facts (plain);
  assert_no_facts (made);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/error/facts", test_facts);
  g_test_add_func ("/error/no-facts", test_no_facts);

  return g_test_run ();
}
