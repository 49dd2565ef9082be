/* sy-backoff.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-backoff"

#include "config.h"

#include "sy-backoff.h"

#define FIRST_MS   1000
#define LONGEST_MS 20000

/* Nobody sits and waits for longer, so a server that asks for more gets no retry. */
#define MAX_RETRY_AFTER 120

struct _SyBackoff
{
  GRand *random;
  guint  n_attempts;
  gint64 delay_ms;
};

/**
 * sy_backoff_new:
 * @random: only used to seed a generator of its own, so that two that were made with
 *   one @random do not wait for the same time
 *
 * Returns: (transfer full): waits for the attempts of one request
 */
SyBackoff *
sy_backoff_new (GRand *random)
{
  SyBackoff *self = NULL;

  g_return_val_if_fail (random != NULL, NULL);

  self = g_new0 (SyBackoff, 1);
  self->random = g_rand_new_with_seed (g_rand_int (random));
  self->delay_ms = FIRST_MS;

  return self;
}

/**
 * sy_backoff_free:
 * @self: (transfer full): a backoff
 */
void
sy_backoff_free (SyBackoff *self)
{
  g_return_if_fail (self != NULL);

  g_rand_free (self->random);
  g_free (self);
}

/**
 * sy_backoff_next:
 * @self: a backoff
 * @max_attempts: how many attempts there may be after the first one
 * @retry_after: seconds the server asks to wait, -1 when it said nothing
 *
 * Counts one more attempt.  The waits begin at 1 s and double up to 20 s, each with
 * a random part of half of it, and are never shorter than @retry_after.
 *
 * Returns: milliseconds to wait before the next attempt; -1 when there is to be none:
 *   all were used, or the server asks for more than two minutes
 */
gint64
sy_backoff_next (SyBackoff *self,
                 guint      max_attempts,
                 int        retry_after)
{
  gint64 delay_ms;

  g_return_val_if_fail (self != NULL, -1);

  if (self->n_attempts >= max_attempts || retry_after > MAX_RETRY_AFTER)
    return -1;

  delay_ms = g_rand_int_range (self->random,
                               (gint32) (self->delay_ms / 2),
                               (gint32) self->delay_ms + 1);
  self->n_attempts++;
  self->delay_ms = MIN (self->delay_ms * 2, LONGEST_MS);

  return MAX (delay_ms, (gint64) retry_after * 1000);
}

/**
 * sy_backoff_reset:
 * @self: a backoff
 *
 * Begins from the start, as after a request that went well.
 */
void
sy_backoff_reset (SyBackoff *self)
{
  g_return_if_fail (self != NULL);

  self->n_attempts = 0;
  self->delay_ms = FIRST_MS;
}
