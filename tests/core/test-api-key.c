/* test-api-key.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sy-api-key.h"

#include "sy-error.h"
#include "sy-keyring.h"

#include <string.h>

typedef struct
{
  const char *text;
  const char *key;
} Case;

static void
test_clean (void)
{
  static const Case cases[] = {
    { "sk-or-v1-abc", "sk-or-v1-abc" },
    { "  sk-abc\r\n", "sk-abc" },
    { "sk-\nabc\tdef ghi", "sk-abcdefghi" },
    { "\"sk-abc\"", "sk-abc" },
    { " 'sk-abc' ", "sk-abc" },
    { "“sk-abc”", "sk-abc" },
    { "sk-\"abc", "sk-\"abc" },
    { "Bearer sk-abc", "sk-abc" },
    { "bEARER\t sk-abc", "sk-abc" },
    { "\"Bearer 'sk-abc'\"", "sk-abc" },
    { "Bearer-token", "Bearer-token" },
    { "Bearer", "Bearer" },
    { "\xc2\xa0sk-abc\xe2\x80\x8b\xef\xbb\xbf", "sk-abc" },
    { "", "" },
    { " \r\n", "" },
    { "\"\"", "" },
    { "Bearer ", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      char *key = sy_api_key_clean (cases[i].text, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (key, ==, cases[i].key);
      sy_keyring_free_key (key);
    }
}

static void
assert_refused (const char *text)
{
  g_autoptr(GError) error = NULL;
  char *key = sy_api_key_clean (text, &error);

  g_assert_null (key);
  g_assert_error (error, SY_ERROR, SY_ERROR_SETUP);
  g_assert_null (strstr (error->message, "sk-secret"));
}

static void
test_refuse (void)
{
  g_autofree char *limit = g_strnfill (4096, 'k');
  g_autofree char *over = g_strnfill (4097, 'k');
  char *key;

  assert_refused ("sk-secretä");
  assert_refused ("sk-secret\x01");
  assert_refused ("sk-secret\x7f");
  assert_refused ("sk-secret\xff");
  assert_refused ("sk-secret…");
  assert_refused (over);

  key = sy_api_key_clean (limit, NULL);
  g_assert_cmpstr (key, ==, limit);
  sy_keyring_free_key (key);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/api-key/clean", test_clean);
  g_test_add_func ("/api-key/refuse", test_refuse);

  return g_test_run ();
}
