/* test-clock.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "support-spin.h"
#include "sy-clock.h"
#include "sy-fake-clock.h"

static void
count_cb (gpointer user_data)
{
  guint *count = user_data;

  (*count)++;
}

static gboolean
is_counted (gpointer data)
{
  return *(guint *) data > 0;
}

static void
test_system (void)
{
  g_autoptr(SyClock) clock = sy_clock_new ();
  gint64 now = g_get_real_time ();
  gint64 monotonic = g_get_monotonic_time ();
  guint fired = 0;
  guint cleared = 0;
  guint id;

  g_assert_cmpint (ABS (sy_clock_get_now (clock) - now), <, 60 * G_USEC_PER_SEC);
  g_assert_cmpint (sy_clock_get_monotonic (clock), >=, monotonic);
  g_assert_cmpint (sy_clock_get_boottime (clock), >=, sy_clock_get_monotonic (clock) - 1000);

  g_assert_cmpuint (sy_clock_add_timeout (clock, 20, count_cb, &fired), !=, 0);
  id = sy_clock_add_timeout (clock, 1, count_cb, &cleared);
  sy_clock_clear_timeout (clock, &id);
  g_assert_cmpuint (id, ==, 0);
  sy_clock_clear_timeout (clock, &id);

  g_assert_cmpuint (fired, ==, 0);
  g_assert_true (support_spin_until (is_counted, &fired, 5000));
  support_spin_for (40);
  g_assert_cmpuint (fired, ==, 1);
  g_assert_cmpuint (cleared, ==, 0);
  g_assert_finalize_object (g_steal_pointer (&clock));
}

static void
test_thread_default (void)
{
  g_autoptr(SyClock) clock = sy_clock_new ();
  g_autoptr(GMainContext) context = g_main_context_new ();
  guint fired = 0;
  guint cleared = 0;
  guint id;
  gint64 until = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;

  g_main_context_push_thread_default (context);
  sy_clock_add_timeout (clock, 1, count_cb, &fired);
  id = sy_clock_add_timeout (clock, 1, count_cb, &cleared);
  sy_clock_clear_timeout (clock, &id);
  support_spin_for (20);
  g_assert_cmpuint (fired, ==, 0);

  while (fired == 0 && g_get_monotonic_time () < until)
    g_main_context_iteration (context, FALSE);

  g_main_context_pop_thread_default (context);
  g_assert_cmpuint (fired, ==, 1);
  g_assert_cmpuint (cleared, ==, 0);
}

typedef struct
{
  SyClock *clock;
  GString *log;
  char     name;
} Note;

static void
note_cb (gpointer user_data)
{
  Note *note = user_data;

  g_string_append_printf (note->log, "%c%d ", note->name,
                          (int) (sy_clock_get_monotonic (note->clock) / 1000));
}

static void
chain_cb (gpointer user_data)
{
  note_cb (user_data);
  sy_clock_add_timeout (((Note *) user_data)->clock, 5, note_cb, user_data);
}

static void
test_fake (void)
{
  g_autoptr(SyFakeClock) fake = sy_fake_clock_new ();
  SyClock *clock = SY_CLOCK (fake);
  g_autoptr(GString) log = g_string_new (NULL);
  Note a = { clock, log, 'a' };
  Note b = { clock, log, 'b' };
  Note c = { clock, log, 'c' };
  gint64 now = sy_clock_get_now (clock);
  guint id;

  sy_clock_add_timeout (clock, 30, note_cb, &a);
  sy_clock_add_timeout (clock, 10, chain_cb, &b);
  sy_clock_add_timeout (clock, 30, note_cb, &c);
  id = sy_clock_add_timeout (clock, 11, note_cb, &c);
  sy_clock_clear_timeout (clock, &id);

  sy_fake_clock_advance (fake, 9);
  g_assert_cmpstr (log->str, ==, "");
  sy_fake_clock_advance (fake, 21);
  g_assert_cmpstr (log->str, ==, "b10 b15 a30 c30 ");
  g_assert_cmpint (sy_clock_get_now (clock) - now, ==, 30 * 1000);
  g_assert_cmpuint (sy_fake_clock_get_n_timeouts (fake), ==, 0);
  g_assert_finalize_object (g_steal_pointer (&fake));
}

static void
test_sleep (void)
{
  g_autoptr(SyFakeClock) fake = sy_fake_clock_new ();
  SyClock *clock = SY_CLOCK (fake);
  gint64 now = sy_clock_get_now (clock);
  gint64 boottime = sy_clock_get_boottime (clock);
  gint64 monotonic = sy_clock_get_monotonic (clock);
  guint fired = 0;

  sy_clock_add_timeout (clock, 30, count_cb, &fired);
  sy_fake_clock_sleep (fake, 1000);
  g_assert_cmpuint (fired, ==, 0);
  g_assert_cmpint (sy_clock_get_boottime (clock) - boottime, ==, 1000 * 1000);
  g_assert_cmpint (sy_clock_get_now (clock) - now, ==, 1000 * 1000);
  g_assert_cmpint (sy_clock_get_monotonic (clock), ==, monotonic);

  sy_fake_clock_advance (fake, 30);
  g_assert_cmpuint (fired, ==, 1);
  g_assert_cmpint (sy_clock_get_boottime (clock) - boottime, ==, 1030 * 1000);
  g_assert_cmpint (sy_clock_get_monotonic (clock) - monotonic, ==, 30 * 1000);
  g_assert_finalize_object (g_steal_pointer (&fake));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/clock/system", test_system);
  g_test_add_func ("/clock/thread-default", test_thread_default);
  g_test_add_func ("/clock/fake", test_fake);
  g_test_add_func ("/clock/sleep", test_sleep);

  return g_test_run ();
}
