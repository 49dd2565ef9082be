/* sy-clock.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-clock"

#include "config.h"

#include "sy-clock.h"

#include <time.h>

typedef struct
{
  GSourceOnceFunc func;
  gpointer        user_data;
} Timeout;

G_DEFINE_TYPE (SyClock, sy_clock, G_TYPE_OBJECT)

static gboolean
timeout_cb (gpointer user_data)
{
  const Timeout *timeout = user_data;

  timeout->func (timeout->user_data);

  return G_SOURCE_REMOVE;
}

static gint64
sy_clock_real_get_now (SyClock *self)
{
  return g_get_real_time ();
}

static gint64
sy_clock_real_get_monotonic (SyClock *self)
{
  return g_get_monotonic_time ();
}

static gint64
sy_clock_real_get_boottime (SyClock *self)
{
  struct timespec now;

  if (clock_gettime (CLOCK_BOOTTIME, &now) != 0)
    return g_get_monotonic_time ();

  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static guint
sy_clock_real_add_timeout (SyClock         *self,
                           guint            milliseconds,
                           GSourceOnceFunc  func,
                           gpointer         user_data)
{
  g_autoptr(GSource) source = g_timeout_source_new (milliseconds);
  Timeout *timeout = g_new (Timeout, 1);

  timeout->func = func;
  timeout->user_data = user_data;
  g_source_set_callback (source, timeout_cb, timeout, g_free);
  g_source_set_static_name (source, "sy-clock timeout");

  /* g_timeout_add() would always take the default context; the Demo's server
   * runs in a thread with one of its own.
   */
  return g_source_attach (source, g_main_context_get_thread_default ());
}

static void
sy_clock_real_remove_timeout (SyClock *self,
                              guint    id)
{
  GMainContext *context = g_main_context_get_thread_default ();
  GSource *source = g_main_context_find_source_by_id (context, id);

  g_return_if_fail (source != NULL);

  g_source_destroy (source);
}

static void
sy_clock_class_init (SyClockClass *klass)
{
  klass->get_now = sy_clock_real_get_now;
  klass->get_monotonic = sy_clock_real_get_monotonic;
  klass->get_boottime = sy_clock_real_get_boottime;
  klass->add_timeout = sy_clock_real_add_timeout;
  klass->remove_timeout = sy_clock_real_remove_timeout;
}

static void
sy_clock_init (SyClock *self)
{
}

/**
 * sy_clock_new:
 *
 * Returns: (transfer full): the system's clock
 */
SyClock *
sy_clock_new (void)
{
  return g_object_new (SY_TYPE_CLOCK, NULL);
}

/**
 * sy_clock_get_now:
 * @self: a clock
 *
 * Returns: the wall clock, in microseconds since 1970 in UTC
 */
gint64
sy_clock_get_now (SyClock *self)
{
  g_return_val_if_fail (SY_IS_CLOCK (self), 0);

  return SY_CLOCK_GET_CLASS (self)->get_now (self);
}

/**
 * sy_clock_get_monotonic:
 * @self: a clock
 *
 * Returns: microseconds from an unknown start, never jumping
 */
gint64
sy_clock_get_monotonic (SyClock *self)
{
  g_return_val_if_fail (SY_IS_CLOCK (self), 0);

  return SY_CLOCK_GET_CLASS (self)->get_monotonic (self);
}

/**
 * sy_clock_get_boottime:
 * @self: a clock
 *
 * Returns: microseconds from an unknown start, never jumping; unlike
 *   sy_clock_get_monotonic() it also counts the time the computer sleeps
 */
gint64
sy_clock_get_boottime (SyClock *self)
{
  g_return_val_if_fail (SY_IS_CLOCK (self), 0);

  return SY_CLOCK_GET_CLASS (self)->get_boottime (self);
}

/**
 * sy_clock_add_timeout:
 * @self: a clock
 * @milliseconds: from now
 * @func: called once, in the thread's default main context
 * @user_data: for @func
 *
 * Returns: an id for sy_clock_clear_timeout(), never 0.  It is gone once @func
 *   has been called, so @func has to forget it.
 */
guint
sy_clock_add_timeout (SyClock         *self,
                      guint            milliseconds,
                      GSourceOnceFunc  func,
                      gpointer         user_data)
{
  g_return_val_if_fail (SY_IS_CLOCK (self), 0);
  g_return_val_if_fail (func != NULL, 0);

  return SY_CLOCK_GET_CLASS (self)->add_timeout (self, milliseconds, func, user_data);
}

/**
 * sy_clock_clear_timeout:
 * @self: a clock
 * @id: (inout): an id of sy_clock_add_timeout() that has not fired, or 0
 *
 * Forgets a timeout, in the thread that added it, and sets @id to 0.
 */
void
sy_clock_clear_timeout (SyClock *self,
                        guint   *id)
{
  guint old;

  g_return_if_fail (SY_IS_CLOCK (self));
  g_return_if_fail (id != NULL);

  old = *id;
  *id = 0;

  if (old != 0)
    SY_CLOCK_GET_CLASS (self)->remove_timeout (self, old);
}
