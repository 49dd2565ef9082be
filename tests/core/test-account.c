/* test-account.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-account.h"

#include <string.h>

static SyAccount *
parse (const char *json)
{
  g_autoptr(SyRedact) redact = sy_redact_new ();

  sy_redact_add_key (redact, "the-secret-key-itself");

  return sy_account_parse (json, (gssize) strlen (json), redact);
}

static void
test_full (void)
{
  g_autoptr(SyAccount) account =
    parse ("{\"data\":{\"label\":\"Laptop\",\"limit\":10,\"limit_remaining\":7.5,"
           "\"usage\":2.5,\"usage_daily\":0.001234,\"usage_weekly\":1,\"usage_monthly\":2.25,"
           "\"is_free_tier\":true,\"expires_at\":\"2027-01-31T12:00:00Z\","
           "\"free_model_daily_requests\":{\"limit\":50,\"used\":8,\"remaining\":42},"
           "\"rate_limit\":{\"requests\":-1,\"interval\":\"10s\",\"note\":\"dead\"}}}");
  g_autoptr(SyAccount) copy = sy_account_copy (account);

  g_assert_cmpstr (copy->label, ==, "Laptop");
  g_assert_cmpint (copy->limit, ==, 10 * SY_MONEY_DOLLAR);
  g_assert_cmpint (copy->limit_remaining, ==, 15 * (SY_MONEY_DOLLAR / 2));
  g_assert_cmpint (copy->spent_today, ==, G_GINT64_CONSTANT (1234000000));
  g_assert_cmpint (copy->spent_month, ==, 9 * (SY_MONEY_DOLLAR / 4));
  g_assert_true (copy->is_free_tier);
  g_assert_cmpint (copy->expires_at, ==, 1801396800);
  g_assert_cmpint (copy->free_left, ==, 42);
  g_assert_cmpint (copy->free_limit, ==, 50);
}

/* null is "No limit", and what is missing is not known. */
static void
test_sparse (void)
{
  g_autoptr(SyAccount) account =
    parse ("{\"data\":{\"label\":null,\"limit\":null,\"limit_remaining\":null,"
           "\"expires_at\":null}}");

  g_assert_null (account->label);
  g_assert_cmpint (account->limit, ==, SY_MONEY_UNKNOWN);
  g_assert_cmpint (account->limit_remaining, ==, SY_MONEY_UNKNOWN);
  g_assert_cmpint (account->spent_today, ==, SY_MONEY_UNKNOWN);
  g_assert_cmpint (account->spent_month, ==, SY_MONEY_UNKNOWN);
  g_assert_false (account->is_free_tier);
  g_assert_cmpint (account->expires_at, ==, 0);
  g_assert_cmpint (account->free_left, ==, -1);
  g_assert_cmpint (account->free_limit, ==, -1);
}

static void
test_forms (void)
{
  g_autoptr(SyAccount) account =
    parse ("{\"data\":{\"usage_daily\":\"0.5\",\"limit\":1,\"limit_remaining\":-0.25,"
           "\"free_model_daily_requests\":{\"limit\":50,\"used\":60}}}");

  g_assert_cmpint (account->spent_today, ==, SY_MONEY_DOLLAR / 2);
  g_assert_cmpint (account->limit_remaining, ==, 0);
  g_assert_cmpint (account->free_left, ==, 0);
}

static void
test_hostile (void)
{
  static const char *const values[] = {
    "7", "-1", "\"x\"", "\"\"", "[]", "{}", "true", "1e300", "-1e300", "99999999999999999999",
    "\"1e999999999\"", "\"nan\"", "[[[[1]]]]", "\"9999-99-99T99:99:99Z\"", "\"\\u0000\"",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *json =
        g_strdup_printf ("{\"data\":{\"label\":%1$s,\"limit\":%1$s,\"limit_remaining\":%1$s,"
                         "\"usage_daily\":%1$s,\"usage_monthly\":%1$s,\"is_free_tier\":%1$s,"
                         "\"expires_at\":%1$s,\"free_model_daily_requests\":%1$s}}", values[i]);
      g_autoptr(SyAccount) account = parse (json);

      g_assert_nonnull (account);
      g_assert_true (account->limit == SY_MONEY_UNKNOWN || account->limit >= 0);
      g_assert_true (account->spent_today == SY_MONEY_UNKNOWN || account->spent_today >= 0);
      g_assert_cmpint (account->expires_at, >=, 0);
      g_assert_cmpint (account->free_left, >=, -1);
      g_assert_true (account->label == NULL || *account->label != '\0');
    }
}

static void
test_no_account (void)
{
  static const char *const bodies[] = {
    "", "{", "[]", "null", "7", "{}", "{\"data\":null}", "{\"data\":[]}", "{\"data\":\"x\"}",
    "<html></html>", "{\"error\":{\"code\":401}}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    g_assert_null (parse (bodies[i]));
}

static void
test_label (void)
{
  g_autoptr(GString) json = g_string_new ("{\"data\":{\"label\":\"");
  g_autoptr(SyAccount) secret =
    parse ("{\"data\":{\"label\":\"mine: the-secret-key-itself\\nsecond line\"}}");
  g_autoptr(SyAccount) endless = NULL;

  g_assert_null (strstr (secret->label, "the-secret-key-itself"));
  g_assert_null (strchr (secret->label, '\n'));

  for (guint i = 0; i < 100000; i++)
    g_string_append (json, "ä");

  g_string_append (json, "\"}}");
  endless = parse (json->str);
  g_assert_true (g_utf8_validate (endless->label, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (endless->label, -1), <=, 200);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/account/full", test_full);
  g_test_add_func ("/account/sparse", test_sparse);
  g_test_add_func ("/account/forms", test_forms);
  g_test_add_func ("/account/hostile", test_hostile);
  g_test_add_func ("/account/no-account", test_no_account);
  g_test_add_func ("/account/label", test_label);

  return g_test_run ();
}
