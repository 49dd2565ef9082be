/* sy-watchdog.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-watchdog"

#include "config.h"

#include "sy-watchdog.h"

struct _SyWatchdog
{
  SyClock      *clock;
  GCancellable *cancellable;
  GCancellable *caller;
  gulong        caller_id;
  gint64        last_sign;
  guint         silence_ms;
  guint         timeout_id;
  gboolean      expired;
};

static void
caller_cancelled_cb (GCancellable *caller,
                     gpointer      user_data)
{
  GCancellable *cancellable = user_data;

  g_cancellable_cancel (cancellable);
}

/* The timeout is not moved with each sign of life, which would make and destroy a
 * source per token; when it comes too early it is set again for the rest.
 */
static void
timeout_cb (gpointer user_data)
{
  SyWatchdog *self = user_data;
  gint64 silent_ms = (sy_clock_get_monotonic (self->clock) - self->last_sign) / 1000;

  self->timeout_id = 0;

  if (silent_ms < (gint64) self->silence_ms)
    {
      guint rest_ms = self->silence_ms - (guint) MAX (silent_ms, 0);

      self->timeout_id = sy_clock_add_timeout (self->clock, rest_ms, timeout_cb, self);
      return;
    }

  self->expired = TRUE;
  g_cancellable_cancel (self->cancellable);
}

/**
 * sy_watchdog_new:
 * @clock: measures the silence
 * @silence_ms: how long the server may say nothing, in milliseconds; 0 is forever
 * @caller: (nullable): what the person who started the operation cancels
 *
 * Returns: (transfer full): a watchdog that begins to wait now
 */
SyWatchdog *
sy_watchdog_new (SyClock      *clock,
                 guint         silence_ms,
                 GCancellable *caller)
{
  SyWatchdog *self = NULL;

  g_return_val_if_fail (SY_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (caller == NULL || G_IS_CANCELLABLE (caller), NULL);

  self = g_new0 (SyWatchdog, 1);
  self->clock = g_object_ref (clock);
  self->cancellable = g_cancellable_new ();
  self->silence_ms = silence_ms;
  self->last_sign = sy_clock_get_monotonic (clock);

  if (silence_ms > 0)
    self->timeout_id = sy_clock_add_timeout (clock, silence_ms, timeout_cb, self);

  if (g_set_object (&self->caller, caller))
    self->caller_id = g_cancellable_connect (caller,
                                             G_CALLBACK (caller_cancelled_cb),
                                             g_object_ref (self->cancellable),
                                             g_object_unref);

  return self;
}

/**
 * sy_watchdog_free:
 * @self: (transfer full): a watchdog; cancels nothing any more
 */
void
sy_watchdog_free (SyWatchdog *self)
{
  g_return_if_fail (self != NULL);

  g_cancellable_disconnect (self->caller, self->caller_id);
  sy_clock_clear_timeout (self->clock, &self->timeout_id);
  g_clear_object (&self->caller);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->clock);
  g_free (self);
}

/**
 * sy_watchdog_get_cancellable:
 * @self: a watchdog
 *
 * Returns: (transfer none): what the watched operation has to use
 */
GCancellable *
sy_watchdog_get_cancellable (SyWatchdog *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->cancellable;
}

/**
 * sy_watchdog_is_expired:
 * @self: a watchdog
 *
 * Returns: whether it was silence that cancelled the operation
 */
gboolean
sy_watchdog_is_expired (SyWatchdog *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->expired;
}

/**
 * sy_watchdog_touch:
 * @self: a watchdog
 *
 * Tells that there was a sign of life just now.
 */
void
sy_watchdog_touch (SyWatchdog *self)
{
  g_return_if_fail (self != NULL);

  self->last_sign = sy_clock_get_monotonic (self->clock);
}
