/* test-keyring-late.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "keyring-service.h"
#include "support-spin.h"
#include "sy-error.h"
#include "sy-keyring-fallback.h"

#include <glib/gstdio.h>
#include <libsecret/secret.h>
#include <string.h>

/* A session that has no keyring, until the test starts one. */
typedef struct
{
  GSubprocess *service;
  SyKeyring   *keyring;
  guint        n_changes;
} Fixture;

static void
count_cb (Fixture *fixture)
{
  fixture->n_changes++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->keyring = sy_keyring_fallback_new ();
  service_wait_state (fixture->keyring, SY_KEYRING_UNAVAILABLE);
  g_signal_connect_swapped (fixture->keyring, "notify::state", G_CALLBACK (count_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  service_assert_finalized (fixture->keyring);

  if (fixture->service != NULL)
    {
      g_subprocess_force_exit (fixture->service);
      g_subprocess_wait (fixture->service, NULL, NULL);
      g_clear_object (&fixture->service);
    }

  secret_service_disconnect ();
}

/* @is_open: with its password, or locked; @folder: where its collections are */
static void
start_service (Fixture    *fixture,
               gboolean    is_open,
               const char *folder)
{
  const char *password = is_open ? g_getenv ("SY_TEST_PASSWORD") : "";
  const char *const args[] = {
    "gnome-keyring-daemon", "--foreground", "--components=secrets",
    is_open ? "--unlock" : NULL, NULL,
  };
  g_autoptr(GSubprocessLauncher) launcher = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *run = g_build_filename (g_get_user_runtime_dir (), "late", NULL);
  g_autofree char *data = g_build_filename (g_get_user_data_dir (), folder, NULL);
  GOutputStream *input;

  g_assert_cmpint (g_mkdir_with_parents (run, 0700), ==, 0);
  g_assert_cmpint (g_mkdir_with_parents (data, 0700), ==, 0);
  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE |
                                        G_SUBPROCESS_FLAGS_STDOUT_SILENCE);

  /* The daemon has its own bugs, and does not survive that they are fatal. */
  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG");
  g_subprocess_launcher_setenv (launcher, "XDG_RUNTIME_DIR", run, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", data, TRUE);
  fixture->service = g_subprocess_launcher_spawnv (launcher, args, &error);
  g_assert_no_error (error);

  input = g_subprocess_get_stdin_pipe (fixture->service);
  g_assert_true (g_output_stream_write_all (input, password, strlen (password), NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (input, NULL, NULL));
}

/* What was asked for before says nothing about what is there now. */
static void
test_comes (Fixture       *fixture,
            gconstpointer  data)
{
  service_assert_key (fixture->keyring, "one", SERVICE_ORIGIN_A, NULL);

  start_service (fixture, TRUE, "late");
  service_wait_state (fixture->keyring, SY_KEYRING_AVAILABLE);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  service_assert_store (fixture->keyring, "one", SERVICE_ORIGIN_A, "kept");
  service_assert_finalized (fixture->keyring);

  /* It is where it outlives the program. */
  fixture->keyring = sy_keyring_fallback_new ();
  service_assert_key (fixture->keyring, "one", SERVICE_ORIGIN_A, "kept");
  service_assert_clear (fixture->keyring, "one", SERVICE_ORIGIN_A);
}

/* "Kept until you quit" stays true of the key it was said of. */
static void
test_comes_too_late (Fixture       *fixture,
                     gconstpointer  data)
{
  service_assert_store (fixture->keyring, "one", SERVICE_ORIGIN_A, "typed");

  start_service (fixture, TRUE, "late");
  support_spin_for (1000);
  g_assert_cmpint (sy_keyring_get_state (fixture->keyring), ==, SY_KEYRING_UNAVAILABLE);
  g_assert_cmpuint (fixture->n_changes, ==, 0);
  service_assert_key (fixture->keyring, "one", SERVICE_ORIGIN_A, "typed");
}

/* It comes, goes, and comes again. */
static void
test_comes_twice (Fixture       *fixture,
                  gconstpointer  data)
{
  start_service (fixture, TRUE, "late");
  service_wait_state (fixture->keyring, SY_KEYRING_AVAILABLE);
  service_assert_store (fixture->keyring, "one", SERVICE_ORIGIN_A, "kept");

  g_subprocess_force_exit (fixture->service);
  service_wait_state (fixture->keyring, SY_KEYRING_UNAVAILABLE);
  g_error_free (service_fail_lookup (fixture->keyring, "one", SERVICE_ORIGIN_A));
  g_subprocess_wait (fixture->service, NULL, NULL);
  g_clear_object (&fixture->service);

  start_service (fixture, FALSE, "late");
  service_wait_state (fixture->keyring, SY_KEYRING_LOCKED);
  service_unlock_with_password ();
  service_wait_state (fixture->keyring, SY_KEYRING_AVAILABLE);
  service_assert_key (fixture->keyring, "one", SERVICE_ORIGIN_A, "kept");
  service_assert_clear (fixture->keyring, "one", SERVICE_ORIGIN_A);
}

/* Nobody has made a collection yet, and nobody can be asked for the password of one. */
static void
test_no_collection (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  start_service (fixture, FALSE, "empty");
  service_wait_state (fixture->keyring, SY_KEYRING_AVAILABLE);
  service_assert_key (fixture->keyring, "one", SERVICE_ORIGIN_A, NULL);
  g_assert_false (service_store (fixture->keyring, "one", SERVICE_ORIGIN_A, "unseen", &error));
  g_assert_error (error, SY_ERROR, SY_ERROR_KEYRING_LOCKED);
  g_assert_null (strstr (error->message, "unseen"));
  service_assert_key (fixture->keyring, "one", SERVICE_ORIGIN_A, NULL);
}

int
main (int   argc,
      char *argv[])
{
  GTestDBus *bus;
  int status;

  g_test_init (&argc, &argv, NULL);

  /* Its own: on the one it was started with the service would start by itself. */
  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);

#define ADD(path, func) \
  g_test_add ("/keyring-late/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("comes", test_comes);
  ADD ("comes-too-late", test_comes_too_late);
  ADD ("comes-twice", test_comes_twice);
  ADD ("no-collection", test_no_collection);
#undef ADD

  status = g_test_run ();
  g_test_dbus_stop (bus);
  g_object_unref (bus);

  return status;
}
