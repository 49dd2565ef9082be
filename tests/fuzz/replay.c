/* replay.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Gives a target its seeds without libFuzzer: one test for each file of the
 * folders on the command line.
 */

#include "config.h"

#include "fuzz-target.h"

static void
replay (gconstpointer data)
{
  g_autofree char *contents = NULL;
  g_autofree char *exact = NULL;
  g_autoptr(GError) error = NULL;
  gsize length;

  g_file_get_contents (data, &contents, &length, &error);
  g_assert_no_error (error);

  /* Of exactly this size, so the sanitizer sees a read beyond it. */
  exact = g_memdup2 (contents, length);
  g_assert_cmpint (LLVMFuzzerTestOneInput ((const uint8_t *) exact, length), ==, 0);
}

static void
add_folder (const char *path)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GDir) folder = g_dir_open (path, 0, &error);
  const char *name = NULL;

  g_assert_no_error (error);

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *test = g_strdup_printf ("/%s", name);

      g_test_add_data_func_full (test, g_build_filename (path, name, NULL), replay, g_free);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (int i = 1; i < argc; i++)
    add_folder (argv[i]);

  return g_test_run ();
}
