/* test-certificate.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sy-certificate.h"

#include <string.h>

static void
test_facts (void)
{
  static const struct
  {
    const char *file;
    const char *fingerprint;
    const char *organisation;
  } cases[] = {
    { "one.pem",
      "54:75:D7:27:77:B3:D4:28:6F:AC:DA:9D:2C:26:DE:D2:"
      "21:2E:99:69:79:6A:8E:B5:F0:5A:D9:97:FD:DB:B6:BD", "O=Home of one" },
    { "two.pem",
      "DF:EB:8E:D1:14:C4:55:0F:CD:BA:B9:C7:DE:93:DC:4D:"
      "6A:4F:12:E4:DC:28:84:EB:CB:29:37:D4:35:BA:2B:17", "O=Home of two" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = NULL;
      g_autoptr(GTlsCertificate) certificate = NULL;
      g_autofree char *fingerprint = NULL;
      g_autofree char *issuer = NULL;
      g_autoptr(GError) error = NULL;

      path = g_test_build_filename (G_TEST_DIST, "data", "tls", cases[i].file, NULL);
      certificate = g_tls_certificate_new_from_file (path, &error);
      g_assert_no_error (error);

      fingerprint = sy_certificate_dup_fingerprint (certificate);
      g_assert_cmpstr (fingerprint, ==, cases[i].fingerprint);

      issuer = sy_certificate_dup_issuer (certificate);
      g_assert_nonnull (strstr (issuer, cases[i].organisation));
      g_assert_nonnull (strstr (issuer, "CN=box.local"));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/certificate/facts", test_facts);

  return g_test_run ();
}
