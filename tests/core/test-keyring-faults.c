/* test-keyring-faults.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fake-prompter.h"
#include "keyring-service.h"
#include "support-spin.h"
#include "sy-error.h"
#include "sy-keyring-fallback.h"

#include <libsecret/secret.h>
#include <signal.h>
#include <string.h>

#define PATIENCE_MS 10000

/* Everything that may be under way when something happens to the service. */
typedef enum
{
  WORK_LOOKUP,
  WORK_STORE,
  WORK_CLEAR,
  WORK_LIST,
  WORK_UNLOCK,
  N_WORKS,
} Work;

static void
begin (SyKeyring     *keyring,
       Work           work,
       GCancellable  *cancellable,
       GAsyncResult **result)
{
  switch (work)
    {
    case WORK_LOOKUP:
      sy_keyring_lookup_async (keyring, "one", SERVICE_ORIGIN_A, cancellable,
                               service_ready_cb, result);
      break;

    case WORK_STORE:
      sy_keyring_store_async (keyring, "one", SERVICE_ORIGIN_A, SERVICE_LABEL, "sk-unseen",
                              cancellable, service_ready_cb, result);
      break;

    case WORK_CLEAR:
      sy_keyring_clear_async (keyring, "one", SERVICE_ORIGIN_A, cancellable,
                              service_ready_cb, result);
      break;

    case WORK_LIST:
      sy_keyring_list_origins_async (keyring, "one", cancellable, service_ready_cb, result);
      break;

    case WORK_UNLOCK:
    case N_WORKS:
    default:
      sy_keyring_unlock_async (keyring, cancellable, service_ready_cb, result);
      break;
    }
}

/* Returns: how it failed, or %NULL. */
static GError *
end (SyKeyring     *keyring,
     Work           work,
     GAsyncResult **result)
{
  GAsyncResult *done = service_wait (result);
  GError *error = NULL;

  switch (work)
    {
    case WORK_LOOKUP:
      sy_keyring_free_key (sy_keyring_lookup_finish (keyring, done, &error));
      break;

    case WORK_STORE:
      g_assert_cmpint (sy_keyring_store_finish (keyring, done, &error), ==, error == NULL);
      break;

    case WORK_CLEAR:
      g_assert_cmpint (sy_keyring_clear_finish (keyring, done, &error), ==, error == NULL);
      break;

    case WORK_LIST:
      g_strfreev (sy_keyring_list_origins_finish (keyring, done, &error));
      break;

    case WORK_UNLOCK:
    case N_WORKS:
    default:
      g_assert_cmpint (sy_keyring_unlock_finish (keyring, done, &error), ==, error == NULL);
      break;
    }

  g_clear_object (result);

  if (error != NULL)
    g_assert_null (strstr (error->message, "unseen"));

  return error;
}

static gboolean
has_prompt (gpointer data)
{
  return fake_prompter_get_n_open (data) > 0;
}

static void
wait_for_prompt (FakePrompter *prompter)
{
  g_assert_true (support_spin_until (has_prompt, prompter, PATIENCE_MS));
}

static void
assert_locked (GError *error)
{
  g_assert_error (error, SY_ERROR, SY_ERROR_KEYRING_LOCKED);
  g_error_free (error);
}

/* What a dead service says differs, and the bus may have another one there by then. */
static void
assert_broken (GError *error)
{
  g_assert_true (g_error_matches (error, SY_ERROR, SY_ERROR_KEYRING_UNAVAILABLE) ||
                 g_error_matches (error, SY_ERROR, SY_ERROR_KEYRING_LOCKED));
  g_error_free (error);
}

/* The next test finds it as this one did. */
static void
restore (SyKeyring *keyring)
{
  g_autoptr(GError) error = NULL;

  /* Asking is what has the bus start it. */
  if (sy_keyring_get_state (keyring) == SY_KEYRING_UNAVAILABLE)
    {
      g_error_free (service_fail_lookup (keyring, "one", SERVICE_ORIGIN_A));
      service_wait_state (keyring, SY_KEYRING_LOCKED);
    }

  service_unlock_with_password ();
  service_wait_state (keyring, SY_KEYRING_AVAILABLE);
  service_assert_clear (keyring, "one", SERVICE_ORIGIN_A);
  service_assert_finalized (keyring);
}

static SyKeyring *
open_locked (void)
{
  SyKeyring *keyring = service_open ();

  service_assert_store (keyring, "one", SERVICE_ORIGIN_A, "kept");
  service_lock ();
  service_wait_state (keyring, SY_KEYRING_LOCKED);

  return keyring;
}

static void
test_dismissed (void)
{
  FakePrompter *prompter = fake_prompter_new ();
  SyKeyring *keyring = open_locked ();
  g_autoptr(GAsyncResult) result = NULL;

  /* Looking never asks. */
  for (Work work = 0; work < N_WORKS; work++)
    {
      if (work == WORK_STORE || work == WORK_UNLOCK)
        continue;

      begin (keyring, work, NULL, &result);
      assert_locked (end (keyring, work, &result));
    }
  g_assert_cmpuint (fake_prompter_get_n_shown (prompter), ==, 0);

  begin (keyring, WORK_STORE, NULL, &result);
  assert_locked (end (keyring, WORK_STORE, &result));
  g_assert_cmpuint (fake_prompter_get_n_shown (prompter), ==, 1);

  begin (keyring, WORK_UNLOCK, NULL, &result);
  assert_locked (end (keyring, WORK_UNLOCK, &result));
  g_assert_cmpuint (fake_prompter_get_n_shown (prompter), ==, 2);

  g_assert_cmpint (sy_keyring_get_state (keyring), ==, SY_KEYRING_LOCKED);
  service_unlock_with_password ();
  service_wait_state (keyring, SY_KEYRING_AVAILABLE);
  service_assert_key (keyring, "one", SERVICE_ORIGIN_A, "kept");

  restore (keyring);
  fake_prompter_free (prompter);
}

/* Who waits for a prompt may stop waiting.  The service survives that. */
static void
test_prompt_cancelled (gconstpointer data)
{
  Work work = GPOINTER_TO_UINT (data);
  FakePrompter *prompter = fake_prompter_new ();
  SyKeyring *keyring = open_locked ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  fake_prompter_set_holding (prompter, TRUE);
  begin (keyring, work, cancellable, &result);
  wait_for_prompt (prompter);

  /* Meanwhile everything else answers. */
  g_error_free (service_fail_lookup (keyring, "one", SERVICE_ORIGIN_A));

  g_cancellable_cancel (cancellable);
  error = end (keyring, work, &result);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  support_spin_for (50);
  g_assert_cmpint (sy_keyring_get_state (keyring), ==, SY_KEYRING_LOCKED);

  /* The next one is asked again. */
  fake_prompter_free (prompter);
  prompter = fake_prompter_new ();
  begin (keyring, work, NULL, &result);
  assert_locked (end (keyring, work, &result));
  g_assert_cmpuint (fake_prompter_get_n_shown (prompter), ==, 1);

  service_unlock_with_password ();
  service_wait_state (keyring, SY_KEYRING_AVAILABLE);
  service_assert_key (keyring, "one", SERVICE_ORIGIN_A, "kept");
  restore (keyring);
  fake_prompter_free (prompter);
}

/* The service dies with its prompt open. */
static void
test_prompt_dies (gconstpointer data)
{
  Work work = GPOINTER_TO_UINT (data);
  FakePrompter *prompter = fake_prompter_new ();
  SyKeyring *keyring = open_locked ();
  g_autoptr(GAsyncResult) result = NULL;

  fake_prompter_set_holding (prompter, TRUE);
  begin (keyring, work, NULL, &result);
  wait_for_prompt (prompter);
  service_signal (SIGKILL);
  assert_broken (end (keyring, work, &result));
  fake_prompter_set_holding (prompter, FALSE);

  /* What was there is there again with the next one. */
  if (sy_keyring_get_state (keyring) != SY_KEYRING_LOCKED)
    g_error_free (service_fail_lookup (keyring, "one", SERVICE_ORIGIN_A));
  service_wait_state (keyring, SY_KEYRING_LOCKED);
  service_unlock_with_password ();
  service_wait_state (keyring, SY_KEYRING_AVAILABLE);
  service_assert_key (keyring, "one", SERVICE_ORIGIN_A, "kept");

  restore (keyring);
  fake_prompter_free (prompter);
}

/* Stopped before it has read the request, and killed: it was under way for sure. */
static void
test_dies (gconstpointer data)
{
  Work work = GPOINTER_TO_UINT (data);
  SyKeyring *keyring = service_open ();
  g_autoptr(GAsyncResult) result = NULL;

  service_assert_store (keyring, "one", SERVICE_ORIGIN_A, "kept");
  service_signal (SIGSTOP);
  begin (keyring, work, NULL, &result);
  support_spin_for (50);
  g_assert_null (result);
  service_signal (SIGKILL);
  assert_broken (end (keyring, work, &result));

  if (sy_keyring_get_state (keyring) != SY_KEYRING_LOCKED)
    service_wait_state (keyring, SY_KEYRING_UNAVAILABLE);

  restore (keyring);
}

/* One that does not answer keeps nobody who has given up waiting. */
static void
test_hangs (gconstpointer data)
{
  Work work = GPOINTER_TO_UINT (data);
  SyKeyring *keyring = service_open ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  service_signal (SIGSTOP);
  begin (keyring, work, cancellable, &result);
  support_spin_for (50);
  g_assert_null (result);
  g_cancellable_cancel (cancellable);
  error = end (keyring, work, &result);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  /* It goes on where it was. */
  service_signal (SIGCONT);
  service_assert_store (keyring, "one", SERVICE_ORIGIN_A, "after");
  service_assert_key (keyring, "one", SERVICE_ORIGIN_A, "after");
  service_assert_clear (keyring, "one", SERVICE_ORIGIN_A);
  service_assert_finalized (keyring);
}

/* One that hangs before it was ever heard of. */
static void
test_hangs_at_first (void)
{
  SyKeyring *keyring;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  gint64 began_at = g_get_monotonic_time ();

  service_signal (SIGSTOP);
  keyring = sy_keyring_fallback_new ();

  for (Work work = 0; work < N_WORKS; work++)
    {
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(GError) error = NULL;

      begin (keyring, work, cancellable, &result);
      support_spin_for (50);
      g_assert_null (result);
      g_cancellable_cancel (cancellable);
      error = end (keyring, work, &result);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_cancellable_reset (cancellable);
    }

  g_assert_cmpint (g_get_monotonic_time () - began_at, <, 10 * G_USEC_PER_SEC);

  /* Whoever waits gets the answer as soon as there is one. */
  service_signal (SIGCONT);
  service_assert_store (keyring, "one", SERVICE_ORIGIN_A, "after");
  service_assert_key (keyring, "one", SERVICE_ORIGIN_A, "after");
  service_assert_clear (keyring, "one", SERVICE_ORIGIN_A);
  service_assert_finalized (keyring);
}

/* The keyring may go while its answer is on the way. */
static void
test_dropped (void)
{
  for (Work work = 0; work < N_WORKS; work++)
    {
      SyKeyring *keyring = service_open ();
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(GError) error = NULL;
      gpointer weak = keyring;

      g_object_add_weak_pointer (G_OBJECT (keyring), &weak);
      begin (keyring, work, NULL, &result);
      g_object_unref (keyring);
      error = end (weak, work, &result);
      g_assert_no_error (error);
      support_spin_for (50);
      g_assert_null (weak);
    }
}

static void
add_for_each (const char    *path,
              GTestDataFunc  func,
              gboolean       only_those_that_ask)
{
  static const char *const names[] = { "lookup", "store", "clear", "list", "unlock" };

  for (Work work = 0; work < N_WORKS; work++)
    {
      g_autofree char *name = g_strdup_printf ("/keyring-faults/%s/%s", path, names[work]);

      if (!only_those_that_ask || work == WORK_STORE || work == WORK_UNLOCK)
        g_test_add_data_func (name, GUINT_TO_POINTER (work), func);
    }
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/keyring-faults/dismissed", test_dismissed);
  add_for_each ("prompt-cancelled", test_prompt_cancelled, TRUE);
  add_for_each ("prompt-dies", test_prompt_dies, TRUE);
  add_for_each ("dies", test_dies, FALSE);
  add_for_each ("hangs", test_hangs, FALSE);
  g_test_add_func ("/keyring-faults/hangs-at-first", test_hangs_at_first);
  g_test_add_func ("/keyring-faults/dropped", test_dropped);

  status = g_test_run ();
  secret_service_disconnect ();

  return status;
}
