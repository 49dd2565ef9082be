/* test-utf8.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sy-utf8.h"

#include <string.h>

#define BAD "\357\277\275"

typedef struct
{
  const char *bytes;
  gssize      length;
  const char *valid;
} Repair;

static void
test_make_valid (void)
{
  static const Repair repairs[] = {
    { "", -1, "" },
    { "plain", -1, "plain" },
    { "plain", 2, "pl" },
    { "h\303\244", -1, "h\303\244" },
    { "a\0b", 3, "a" BAD "b" },
    { "\0", 1, BAD },
    { "\377\376", 2, BAD BAD },
    { "\342\202", 2, BAD },
    { "\342\202x", 3, BAD "x" },
    { "\360\237\216", 3, BAD },
    { "\360\237\216\211", 4, "\360\237\216\211" },
    { "\355\240\200", 3, BAD BAD BAD },
    { "\300\257", 2, BAD BAD },
    { "\340\200\200", 3, BAD BAD BAD },
    { "\364\220\200\200", 4, BAD BAD BAD BAD },
    { "\200x\200", 3, BAD "x" BAD },
    { "\303\303\244", 3, BAD "\303\244" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (repairs); i++)
    {
      g_autofree char *valid = sy_utf8_make_valid (repairs[i].bytes, repairs[i].length);

      g_assert_cmpstr (valid, ==, repairs[i].valid);
    }
}

static void
test_make_valid_random (void)
{
  for (guint round = 0; round < 2000; round++)
    {
      g_autofree char *valid = NULL;
      char bytes[24];
      gsize length = g_test_rand_int_range (0, sizeof bytes);

      for (gsize i = 0; i < length; i++)
        bytes[i] = (char) (g_test_rand_bit () ? g_test_rand_int_range (0x80, 0x100)
                                              : g_test_rand_int_range (0, 0x80));

      valid = sy_utf8_make_valid (bytes, length);
      g_assert_true (g_utf8_validate (valid, -1, NULL));
      g_assert_cmpuint (strlen (valid), <=, 3 * length);
    }
}

static void
test_make_valid_is_linear (void)
{
  const gsize size = 8 * 1024 * 1024;
  g_autofree char *bytes = g_malloc (size);
  g_autofree char *valid = NULL;
  gint64 start = g_get_monotonic_time ();

  memset (bytes, 0xff, size);
  valid = sy_utf8_make_valid (bytes, size);

  g_assert_cmpuint (strlen (valid), ==, 3 * size);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_USEC_PER_SEC);
}

static void
test_ellipsize (void)
{
  static const struct
  {
    const char *text;
    gsize       max;
    const char *result;
  } cases[] = {
    { "", 1, "" },
    { "abc", 3, "abc" },
    { "abc", 99, "abc" },
    { "abcd", 3, "ab\342\200\246" },
    { "ab", 1, "\342\200\246" },
    { "\303\244\303\266\303\274", 3, "\303\244\303\266\303\274" },
    { "\303\244\303\266\303\274\303\237", 3, "\303\244\303\266\342\200\246" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *result = sy_utf8_ellipsize (cases[i].text, cases[i].max);

      g_assert_cmpstr (result, ==, cases[i].result);
    }
}

static void
test_clean_line (void)
{
  static const struct
  {
    const char *text;
    const char *result;
  } cases[] = {
    { "", "" },
    { " \t\r\n ", "" },
    { "a b", "a b" },
    { "  a  b\n", "a  b" },
    { "a\nb\033[0m", "ab[0m" },
    { "\302\240\303\244\342\200\203", "\303\244" },
    { " \377 ", "\357\277\275" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *result = sy_utf8_clean_line (cases[i].text);

      g_assert_cmpstr (result, ==, cases[i].result);
    }
}

static void
test_complete (void)
{
  static const struct
  {
    const char *bytes;
    gsize       length;
    gsize       complete;
  } cases[] = {
    { "", 0, 0 },
    { "ab", 2, 2 },
    { "a\303", 2, 1 },
    { "a\303\244", 3, 3 },
    { "a\342\202", 3, 1 },
    { "a\342", 2, 1 },
    { "a\342\202\254", 4, 4 },
    { "\360", 1, 0 },
    { "\360\237", 2, 0 },
    { "\360\237\216", 3, 0 },
    { "\360\237\216\211", 4, 4 },
    { "\200\200\200\200", 4, 4 },
    { "\377", 1, 1 },
    { "\300", 1, 1 },
    { "a\200", 2, 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (sy_utf8_complete (cases[i].bytes, cases[i].length), ==, cases[i].complete);
}

static void
test_is_blank (void)
{
  static const char *const blank[] = { "", " ", "\t\n", "\302\240", "\343\200\200 " };
  static const char *const said[] = { "a", " a", "\n\343\201\202", "0", "." };

  for (gsize i = 0; i < G_N_ELEMENTS (blank); i++)
    {
      g_assert_true (sy_utf8_is_blank (blank[i]));
      g_assert_false (sy_utf8_is_blank (said[i]));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/utf8/make-valid", test_make_valid);
  g_test_add_func ("/utf8/make-valid/random", test_make_valid_random);
  g_test_add_func ("/utf8/make-valid/linear", test_make_valid_is_linear);
  g_test_add_func ("/utf8/ellipsize", test_ellipsize);
  g_test_add_func ("/utf8/clean-line", test_clean_line);
  g_test_add_func ("/utf8/complete", test_complete);
  g_test_add_func ("/utf8/is-blank", test_is_blank);

  return g_test_run ();
}
