/* test-catalog-text.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sy-catalog-text.h"

#define NOW    (G_GINT64_CONSTANT (1767225600) * G_USEC_PER_SEC)
#define MINUTE (60)
#define HOUR   (60 * MINUTE)
#define DAY    (24 * HOUR)

static void
test_age (void)
{
  static const struct
  {
    gint64      seconds;
    const char *text;
  } cases[] = {
    { 0, "updated just now" },
    { MINUTE - 1, "updated just now" },
    { MINUTE, "updated 1 minute ago" },
    { 2 * MINUTE - 1, "updated 1 minute ago" },
    { 2 * MINUTE, "updated 2 minutes ago" },
    { HOUR - 1, "updated 59 minutes ago" },
    { HOUR, "updated 1 hour ago" },
    { 2 * HOUR, "updated 2 hours ago" },
    { DAY - 1, "updated 23 hours ago" },
    { DAY, "updated 1 day ago" },
    { 2 * DAY - 1, "updated 1 day ago" },
    { 40 * DAY, "updated 40 days ago" },

    /* A clock that was put back. */
    { -1, "updated just now" },
    { -100 * DAY, "updated just now" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *age = sy_catalog_text_dup_age (NOW - cases[i].seconds * G_USEC_PER_SEC, NOW);

      g_assert_cmpstr (age, ==, cases[i].text);
    }
}

/* As long ago as can be said at all. */
static void
test_extreme_age (void)
{
  g_autofree char *oldest = sy_catalog_text_dup_age (0, G_MAXINT64);
  g_autofree char *newest = sy_catalog_text_dup_age (G_MAXINT64, 0);

  g_assert_cmpstr (oldest, ==, "updated 106751991 days ago");
  g_assert_cmpstr (newest, ==, "updated just now");
}

static void
test_count (void)
{
  static const struct
  {
    guint       n_shown;
    guint       n_models;
    const char *text;
  } cases[] = {
    { 0, 0, "0 models" },
    { 1, 1, "1 model" },
    { 346, 346, "346 models" },
    { 0, 1, "0 of 1 model" },
    { 0, 346, "0 of 346 models" },
    { 1, 346, "1 of 346 models" },
    { 219, 346, "219 of 346 models" },
    { G_MAXUINT - 1, G_MAXUINT, "4294967294 of 4294967295 models" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *count = sy_catalog_text_dup_count (cases[i].n_shown, cases[i].n_models);

      g_assert_cmpstr (count, ==, cases[i].text);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/catalog-text/age", test_age);
  g_test_add_func ("/catalog-text/extreme-age", test_extreme_age);
  g_test_add_func ("/catalog-text/count", test_count);

  return g_test_run ();
}
