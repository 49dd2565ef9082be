/* sy-fake-clock.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-fake-clock"

#include "config.h"

#include "sy-fake-clock.h"

/* 2026-01-01 00:00:00 UTC */
#define START_OF_TIME G_GINT64_CONSTANT (1767225600000000)

typedef struct
{
  guint           id;
  gint64          due;
  GSourceOnceFunc func;
  gpointer        user_data;
} Timeout;

struct _SyFakeClock
{
  SyClock  parent_instance;

  gint64   elapsed;
  gint64   slept;
  GArray  *timeouts;
  guint    last_id;
  guint    n_fired;
};

G_DEFINE_FINAL_TYPE (SyFakeClock, sy_fake_clock, SY_TYPE_CLOCK)

/* The earliest timeout, the first of several at one time. */
static gboolean
find_next (SyFakeClock *self,
           guint       *index)
{
  for (guint i = 0; i < self->timeouts->len; i++)
    {
      const Timeout *timeout = &g_array_index (self->timeouts, Timeout, i);

      if (i == 0 || timeout->due < g_array_index (self->timeouts, Timeout, *index).due)
        *index = i;
    }

  return self->timeouts->len > 0;
}

static gint64
sy_fake_clock_get_now (SyClock *clock)
{
  return START_OF_TIME + sy_clock_get_boottime (clock);
}

static gint64
sy_fake_clock_get_monotonic (SyClock *clock)
{
  return SY_FAKE_CLOCK (clock)->elapsed;
}

static gint64
sy_fake_clock_get_boottime (SyClock *clock)
{
  SyFakeClock *self = SY_FAKE_CLOCK (clock);

  return self->elapsed + self->slept;
}

static guint
sy_fake_clock_add_timeout (SyClock         *clock,
                           guint            milliseconds,
                           GSourceOnceFunc  func,
                           gpointer         user_data)
{
  SyFakeClock *self = SY_FAKE_CLOCK (clock);
  Timeout timeout;

  timeout.id = ++self->last_id;
  timeout.due = self->elapsed + (gint64) milliseconds * 1000;
  timeout.func = func;
  timeout.user_data = user_data;
  g_array_append_val (self->timeouts, timeout);

  return timeout.id;
}

static void
sy_fake_clock_remove_timeout (SyClock *clock,
                              guint    id)
{
  SyFakeClock *self = SY_FAKE_CLOCK (clock);

  for (guint i = 0; i < self->timeouts->len; i++)
    {
      if (g_array_index (self->timeouts, Timeout, i).id == id)
        {
          g_array_remove_index (self->timeouts, i);
          return;
        }
    }

  g_error ("Timeout %u is not there to be removed", id);
}

static void
sy_fake_clock_finalize (GObject *object)
{
  SyFakeClock *self = SY_FAKE_CLOCK (object);

  g_clear_pointer (&self->timeouts, g_array_unref);

  G_OBJECT_CLASS (sy_fake_clock_parent_class)->finalize (object);
}

static void
sy_fake_clock_class_init (SyFakeClockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  SyClockClass *clock_class = SY_CLOCK_CLASS (klass);

  object_class->finalize = sy_fake_clock_finalize;

  clock_class->get_now = sy_fake_clock_get_now;
  clock_class->get_monotonic = sy_fake_clock_get_monotonic;
  clock_class->get_boottime = sy_fake_clock_get_boottime;
  clock_class->add_timeout = sy_fake_clock_add_timeout;
  clock_class->remove_timeout = sy_fake_clock_remove_timeout;
}

static void
sy_fake_clock_init (SyFakeClock *self)
{
  self->timeouts = g_array_new (FALSE, FALSE, sizeof (Timeout));
}

/**
 * sy_fake_clock_new:
 *
 * Returns: (transfer full): a clock that stands still
 */
SyFakeClock *
sy_fake_clock_new (void)
{
  return g_object_new (SY_TYPE_FAKE_CLOCK, NULL);
}

/**
 * sy_fake_clock_advance:
 * @self: a fake clock
 * @milliseconds: how far
 *
 * Lets time pass; all timeouts that are due on the way fire, in their order and at
 * their time, also those that other timeouts add.
 */
void
sy_fake_clock_advance (SyFakeClock *self,
                       guint        milliseconds)
{
  gint64 target;
  guint index = 0;

  g_return_if_fail (SY_IS_FAKE_CLOCK (self));

  target = self->elapsed + (gint64) milliseconds * 1000;

  while (find_next (self, &index))
    {
      Timeout timeout = g_array_index (self->timeouts, Timeout, index);

      if (timeout.due > target)
        break;

      self->elapsed = timeout.due;
      g_array_remove_index (self->timeouts, index);
      self->n_fired++;
      timeout.func (timeout.user_data);
    }

  self->elapsed = target;
}

/**
 * sy_fake_clock_sleep:
 * @self: a fake clock
 * @milliseconds: how long
 *
 * Suspends the computer: the wall clock and the boot time go on, but neither the
 * monotonic clock nor any timeout.
 */
void
sy_fake_clock_sleep (SyFakeClock *self,
                     guint        milliseconds)
{
  g_return_if_fail (SY_IS_FAKE_CLOCK (self));

  self->slept += (gint64) milliseconds * 1000;
}

/**
 * sy_fake_clock_get_n_timeouts:
 * @self: a fake clock
 *
 * Returns: how many timeouts wait
 */
guint
sy_fake_clock_get_n_timeouts (SyFakeClock *self)
{
  g_return_val_if_fail (SY_IS_FAKE_CLOCK (self), 0);

  return self->timeouts->len;
}

/**
 * sy_fake_clock_get_n_fired:
 * @self: a fake clock
 *
 * Returns: how many timeouts have fired so far
 */
guint
sy_fake_clock_get_n_fired (SyFakeClock *self)
{
  g_return_val_if_fail (SY_IS_FAKE_CLOCK (self), 0);

  return self->n_fired;
}
