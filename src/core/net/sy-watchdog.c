/* sy-watchdog.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-watchdog"

#include "config.h"

#include "sy-watchdog.h"

#include "sy-network-monitor.h"

/* How often is looked for a sleep of the computer: timeouts do not fire by themselves
 * when it ends, as they count on a clock that stood still.
 */
#define CHECK_MS 3000

/* How much more the boot clock has to run than the monotonic one. */
#define SLEEP_US (10 * G_USEC_PER_SEC)

/* What a connection has left to show that it outlived a sleep or another network. */
#define HURRY_US (10 * G_USEC_PER_SEC)

struct _SyWatchdog
{
  SyClock              *clock;
  GCancellable         *cancellable;
  GCancellable         *caller;
  GNetworkMonitor      *network;
  gulong                caller_id;
  gulong                network_id;
  guint                 timeout_id;
  guint                 silence_ms;

  /* What @network said last, as long as @knows_network. */
  gboolean              knows_network;
  gboolean              available;
  GNetworkConnectivity  connectivity;

  /* Of the monotonic clock; a hurry_since of -1 is none. */
  gint64                last_sign;
  gint64                hurry_since;

  /* Boot minus monotonic clock, as it was at the last sign. */
  gint64                slept;

  gboolean              expired;
  gboolean              lost;
};

static void timeout_cb (gpointer user_data);

static void
caller_cancelled_cb (GCancellable *caller,
                     gpointer      user_data)
{
  GCancellable *cancellable = user_data;

  g_cancellable_cancel (cancellable);
}

static gint64
get_slept (SyWatchdog *self)
{
  return sy_clock_get_boottime (self->clock) - sy_clock_get_monotonic (self->clock);
}

/* Only once for one silence: a network that comes and goes is no sign of life. */
static void
hurry (SyWatchdog *self)
{
  if (self->hurry_since < 0)
    self->hurry_since = sy_clock_get_monotonic (self->clock);
}

static void
read_network (SyWatchdog *self)
{
  self->knows_network = TRUE;
  self->available = g_network_monitor_get_network_available (self->network);
  self->connectivity = g_network_monitor_get_connectivity (self->network);
}

/* Monitors tell of each address, route and lease.  A switch of networks that leaves both
 * values as they are cannot be told from that, and only shows as silence; NetworkManager goes
 * through others when it switches.  Who began an operation when nothing was known yet did so
 * with a network, whatever it reached.
 */
static void
network_changed_cb (GNetworkMonitor *network,
                    gboolean         available,
                    SyWatchdog      *self)
{
  gboolean knew = self->knows_network;
  gboolean was_available = !knew || self->available;
  GNetworkConnectivity before = self->connectivity;

  read_network (self);

  if (self->available != was_available || (knew && self->connectivity != before))
    hurry (self);
}

/* The program's own, at its start, would ask the system first, which may take a while. */
static gboolean
is_at_work (GNetworkMonitor *network)
{
  return !SY_IS_NETWORK_MONITOR (network) ||
         sy_network_monitor_is_started (SY_NETWORK_MONITOR (network));
}

static gint64
get_deadline (SyWatchdog *self)
{
  gint64 deadline = self->last_sign + (gint64) self->silence_ms * 1000;

  if (self->hurry_since >= 0)
    deadline = MIN (deadline, self->hurry_since + HURRY_US);

  return deadline;
}

/* The checks of all watchdogs are at the same times, so that they wake the program
 * once.  A timeout is not moved with each sign of life, which would make and destroy
 * a source per token.
 */
static void
schedule (SyWatchdog *self)
{
  gint64 now = sy_clock_get_monotonic (self->clock);
  gint64 check = now - now % (CHECK_MS * 1000) + CHECK_MS * 1000;
  gint64 next = MIN (check, get_deadline (self));
  guint ms = (guint) ((MAX (next - now, 0) + 999) / 1000);

  self->timeout_id = sy_clock_add_timeout (self->clock, ms, timeout_cb, self);
}

static void
timeout_cb (gpointer user_data)
{
  SyWatchdog *self = user_data;

  self->timeout_id = 0;

  if (get_slept (self) - self->slept > SLEEP_US)
    hurry (self);

  if (sy_clock_get_monotonic (self->clock) < get_deadline (self))
    {
      schedule (self);
      return;
    }

  self->expired = TRUE;
  self->lost = get_deadline (self) < self->last_sign + (gint64) self->silence_ms * 1000;
  g_cancellable_cancel (self->cancellable);
}

/**
 * sy_watchdog_new:
 * @clock: measures the silence
 * @silence_ms: how long the server may say nothing, in milliseconds; 0 is forever
 * @caller: (nullable): what the person who started the operation cancels
 *
 * After the computer slept for more than 10 s, or after the network went, came or reached
 * less or more than before, 10 s of silence are enough (unless it may be forever), until
 * there is a sign of life.
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

  sy_watchdog_touch (self);

  if (silence_ms > 0)
    schedule (self);

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
  sy_watchdog_set_network (self, NULL);
  sy_clock_clear_timeout (self->clock, &self->timeout_id);
  g_clear_object (&self->caller);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->clock);
  g_free (self);
}

/**
 * sy_watchdog_set_network:
 * @self: a watchdog
 * @network: (nullable): tells of changes of the network, from now on
 */
void
sy_watchdog_set_network (SyWatchdog      *self,
                         GNetworkMonitor *network)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (network == NULL || G_IS_NETWORK_MONITOR (network));

  g_clear_signal_handler (&self->network_id, self->network);
  g_set_object (&self->network, network);

  self->knows_network = FALSE;

  if (network == NULL)
    return;

  if (is_at_work (network))
    read_network (self);

  self->network_id = g_signal_connect (network, "network-changed",
                                       G_CALLBACK (network_changed_cb), self);
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
 * sy_watchdog_is_lost:
 * @self: a watchdog
 *
 * Returns: whether it expired after a sleep or a change of the network, so that
 *   the connection is to blame and not the server
 */
gboolean
sy_watchdog_is_lost (SyWatchdog *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->lost;
}

/**
 * sy_watchdog_get_silence:
 * @self: a watchdog
 *
 * Returns: for how long there was no sign of life, in milliseconds
 */
guint
sy_watchdog_get_silence (SyWatchdog *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return (guint) ((sy_clock_get_monotonic (self->clock) - self->last_sign) / 1000);
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
  self->slept = get_slept (self);
  self->hurry_since = -1;
}
