/* test-money.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sy-money.h"

#include <math.h>

#define MAX_TEXT "9223372.036854775807"

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    SyMoney     amount;
  } cases[] = {
    { "0", 0 },
    { "-0", 0 },
    { "0.000003", 3000000 },
    { "3e-06", 3000000 },
    { "3E-6", 3000000 },
    { "0.3e-5", 3000000 },
    { "300e-8", 3000000 },
    { "0.0000000000019", 2 },
    { "0.0000000000014", 1 },
    { "0.0000000000005", 1 },
    { "0.00000000000049999", 0 },
    { "1", SY_MONEY_DOLLAR },
    { "1.", SY_MONEY_DOLLAR },
    { "+1.5", SY_MONEY_DOLLAR + SY_MONEY_DOLLAR / 2 },
    { ".5", SY_MONEY_DOLLAR / 2 },
    { "-1", -SY_MONEY_DOLLAR },
    { "-0.25", -SY_MONEY_DOLLAR / 4 },
    { "0.000000150000", 150000 },
    { "4.9999999999999998e-07", 500000 },
    { "000001", SY_MONEY_DOLLAR },
    { "1e3", 1000 * SY_MONEY_DOLLAR },
    { "0e99999999999999999999", 0 },
    { "1e-99999999999999999999", 0 },
    { MAX_TEXT, G_MAXINT64 },
    { "-" MAX_TEXT, -G_MAXINT64 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SyMoney amount = 7;

      g_assert_true (sy_money_parse (cases[i].text, &amount));
      g_assert_cmpint (amount, ==, cases[i].amount);
    }
}

static void
test_parse_garbage (void)
{
  static const char * const cases[] = {
    "", " ", "free", "1 ", " 1", "1,5", "1.2.3", "--1", "1e", "1e+", "e5", ".", "-", "0x10",
    "nan", "NaN", "inf", "-Infinity", "1e5x", "9223372.036854775808", "9223372.0368547758075",
    "1e7", "1e99999999999999999999", "99999999999999999999999",
  };
  SyMoney amount = 7;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i]);
      g_assert_false (sy_money_parse (cases[i], &amount));
      g_assert_cmpint (amount, ==, SY_MONEY_UNKNOWN);
    }

  g_assert_false (sy_money_parse (NULL, &amount));
}

static void
test_from_double (void)
{
  g_assert_cmpint (sy_money_from_double (0.0), ==, 0);
  g_assert_cmpint (sy_money_from_double (0.0147), ==, 14700000000);
  g_assert_cmpint (sy_money_from_double (-0.1), ==, -100000000000);
  g_assert_cmpint (sy_money_from_double (1e-13), ==, 0);
  g_assert_cmpint (sy_money_from_double (NAN), ==, SY_MONEY_UNKNOWN);
  g_assert_cmpint (sy_money_from_double (INFINITY), ==, SY_MONEY_UNKNOWN);
  g_assert_cmpint (sy_money_from_double (-INFINITY), ==, SY_MONEY_UNKNOWN);
  g_assert_cmpint (sy_money_from_double (1e8), ==, SY_MONEY_UNKNOWN);
}

static void
test_arithmetic (void)
{
  g_assert_cmpint (sy_money_add (1, 2), ==, 3);
  g_assert_cmpint (sy_money_add (G_MAXINT64, 1), ==, G_MAXINT64);
  g_assert_cmpint (sy_money_add (-G_MAXINT64, -1), ==, -G_MAXINT64);
  g_assert_cmpint (sy_money_add (-G_MAXINT64, -2), ==, -G_MAXINT64);
  g_assert_cmpint (sy_money_add (SY_MONEY_UNKNOWN, 1), ==, SY_MONEY_UNKNOWN);
  g_assert_cmpint (sy_money_add (1, SY_MONEY_UNKNOWN), ==, SY_MONEY_UNKNOWN);

  g_assert_cmpint (sy_money_multiply (3000000, 1000), ==, 3000000000);
  g_assert_cmpint (sy_money_multiply (0, G_MAXINT64), ==, 0);
  g_assert_cmpint (sy_money_multiply (G_MAXINT64, 2), ==, G_MAXINT64);
  g_assert_cmpint (sy_money_multiply (-G_MAXINT64, 2), ==, -G_MAXINT64);
  g_assert_cmpint (sy_money_multiply (-G_MAXINT64, -2), ==, G_MAXINT64);
  g_assert_cmpint (sy_money_multiply (1, G_MININT64), ==, -G_MAXINT64);
  g_assert_cmpint (sy_money_multiply (SY_MONEY_UNKNOWN, 0), ==, SY_MONEY_UNKNOWN);
}

static void
test_format (void)
{
  static const struct
  {
    const char *amount;
    const char *text;
  } cases[] = {
    { "0", "$0.00" },
    { "0.000000000001", "<$0.0001" },
    { "0.0000999", "<$0.0001" },
    { "0.0001", "$0.0001" },
    { "0.0147", "$0.0147" },
    { "0.01475", "$0.0148" },
    { "0.012", "$0.012" },
    { "0.05", "$0.05" },
    { "0.0999", "$0.0999" },
    { "0.09996", "$0.10" },
    { "0.1", "$0.10" },
    { "0.1234", "$0.12" },
    { "0.125", "$0.13" },
    { "0.999", "$1.00" },
    { "12.4", "$12.40" },
    { "1234.5", "$1234.50" },
    { "-0.5", "-$0.50" },
    { "-0.0147", "-$0.0147" },
    { "-0.00001", "$0.00" },
    { MAX_TEXT, "$9223372.04" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = NULL;
      SyMoney amount;

      g_assert_true (sy_money_parse (cases[i].amount, &amount));
      text = sy_money_format (amount);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_format_unknown (void)
{
  g_test_expect_message ("sy-money", G_LOG_LEVEL_CRITICAL, "*SY_MONEY_UNKNOWN*");
  g_assert_null (sy_money_format (SY_MONEY_UNKNOWN));
  g_test_assert_expected_messages ();
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/money/parse", test_parse);
  g_test_add_func ("/money/parse/garbage", test_parse_garbage);
  g_test_add_func ("/money/from-double", test_from_double);
  g_test_add_func ("/money/arithmetic", test_arithmetic);
  g_test_add_func ("/money/format", test_format);
  g_test_add_func ("/money/format/unknown", test_format_unknown);

  return g_test_run ();
}
