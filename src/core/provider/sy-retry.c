/* sy-retry.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-retry"

#include "config.h"

#include "sy-retry.h"

#include "sy-advice.h"
#include "sy-backoff.h"
#include "sy-error.h"
#include "sy-url.h"

#define MAX_OFFLINE_ATTEMPTS 3

struct _SyRetry
{
  SyClock         *clock;
  GNetworkMonitor *network;
  SyBackoff       *backoff;
  SyRetryFunc      func;
  gpointer         user_data;

  /* What is planned: one of the two is set as long as there is an error. */
  GError          *error;
  gint64           at;
  guint            timeout;
  gulong           online_handler;
};

static void
timeout_cb (gpointer user_data)
{
  SyRetry *self = user_data;

  self->timeout = 0;
  self->func (self->user_data);
}

static void
network_changed_cb (GNetworkMonitor *network,
                    gboolean         available,
                    SyRetry         *self)
{
  if (!available)
    return;

  g_clear_signal_handler (&self->online_handler, self->network);
  self->func (self->user_data);
}

/* What a missing network looks like. */
static gboolean
is_unreachable (const GError *error)
{
  return g_error_matches (error, SY_ERROR, SY_ERROR_NETWORK) ||
         g_error_matches (error, SY_ERROR, SY_ERROR_HOST_NOT_FOUND) ||
         g_error_matches (error, SY_ERROR, SY_ERROR_REFUSED);
}

static gboolean
is_offline (SyRetry    *self,
            const char *origin)
{
  return self->network != NULL &&
         !g_network_monitor_get_network_available (self->network) &&
         !sy_url_is_loopback (origin);
}

static void
plan_online (SyRetry *self)
{
  self->at = SY_RETRY_WHEN_ONLINE;
  self->online_handler = g_signal_connect (self->network, "network-changed",
                                           G_CALLBACK (network_changed_cb), self);
}

static void
plan_wait (SyRetry *self,
           gint64   wait_ms)
{
  self->at = sy_clock_get_monotonic (self->clock) + wait_ms * 1000;
  self->timeout = sy_clock_add_timeout (self->clock, (guint) wait_ms, timeout_cb, self);
}

/**
 * sy_retry_new:
 * @clock: the time
 * @network: (nullable): tells whether there is any; %NULL: there always is
 * @random: where random numbers come from; not kept
 * @func: called when it is time for the next attempt; the plan stands until
 *   sy_retry_cancel() or the next sy_retry_plan()
 * @user_data: for @func
 *
 * Returns: (transfer full): without a plan
 */
SyRetry *
sy_retry_new (SyClock         *clock,
              GNetworkMonitor *network,
              GRand           *random,
              SyRetryFunc      func,
              gpointer         user_data)
{
  SyRetry *self;

  g_return_val_if_fail (SY_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (network == NULL || G_IS_NETWORK_MONITOR (network), NULL);
  g_return_val_if_fail (random != NULL, NULL);
  g_return_val_if_fail (func != NULL, NULL);

  self = g_new0 (SyRetry, 1);
  self->clock = g_object_ref (clock);
  self->network = network != NULL ? g_object_ref (network) : NULL;
  self->backoff = sy_backoff_new (random);
  self->func = func;
  self->user_data = user_data;

  return self;
}

/**
 * sy_retry_free:
 * @self: (transfer full): a retry
 *
 * Frees it, and its plan with it.
 */
void
sy_retry_free (SyRetry *self)
{
  g_return_if_fail (self != NULL);

  sy_retry_cancel (self);
  sy_backoff_free (self->backoff);
  g_clear_object (&self->network);
  g_object_unref (self->clock);
  g_free (self);
}

/**
 * sy_retry_plan:
 * @self: a retry
 * @error: how an attempt ended before the model said anything
 * @origin: who was asked
 *
 * Plans another attempt when it has a chance: trouble at the provider passes, up
 * to three times; a limit is asked about once; where the server says when, not
 * earlier.  Without a network it waits for one, but nothing else of the
 * transport is tried again: the person sees at once what is wrong.
 *
 * Returns: whether there will be another attempt
 */
gboolean
sy_retry_plan (SyRetry      *self,
               const GError *error,
               const char   *origin)
{
  guint max_attempts = 0;
  gint64 wait_ms;
  gboolean offline;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (error != NULL, FALSE);
  g_return_val_if_fail (origin != NULL, FALSE);

  sy_retry_cancel (self);

  offline = is_unreachable (error) && is_offline (self, origin);
  if (offline)
    max_attempts = MAX_OFFLINE_ATTEMPTS;
  else if (is_unreachable (error) || !sy_advice_is_retryable (error, &max_attempts))
    return FALSE;

  wait_ms = sy_backoff_next (self->backoff, max_attempts, sy_error_get_facts (error).retry_after);
  if (wait_ms < 0)
    return FALSE;

  self->error = g_error_copy (error);
  if (offline)
    plan_online (self);
  else
    plan_wait (self, wait_ms);

  return TRUE;
}

/**
 * sy_retry_cancel:
 * @self: a retry
 *
 * Gives the plan up; what was tried still counts.
 */
void
sy_retry_cancel (SyRetry *self)
{
  g_return_if_fail (self != NULL);

  sy_clock_clear_timeout (self->clock, &self->timeout);
  if (self->network != NULL)
    g_clear_signal_handler (&self->online_handler, self->network);
  self->at = SY_RETRY_NEVER;
  g_clear_error (&self->error);
}

/**
 * sy_retry_reset:
 * @self: a retry
 *
 * Gives the plan up and forgets what was tried, for another request.
 */
void
sy_retry_reset (SyRetry *self)
{
  g_return_if_fail (self != NULL);

  sy_retry_cancel (self);
  sy_backoff_reset (self->backoff);
}

/**
 * sy_retry_get_error:
 * @self: a retry
 *
 * Returns: (transfer none) (nullable): the error that made the plan
 */
const GError *
sy_retry_get_error (SyRetry *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->error;
}

/**
 * sy_retry_get_at:
 * @self: a retry
 *
 * Returns: when, on the monotonic clock in microseconds; %SY_RETRY_NEVER without
 *   a plan, %SY_RETRY_WHEN_ONLINE when the network is waited for
 */
gint64
sy_retry_get_at (SyRetry *self)
{
  g_return_val_if_fail (self != NULL, SY_RETRY_NEVER);

  return self->at;
}
