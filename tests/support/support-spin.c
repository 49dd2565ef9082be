/* support-spin.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "support-spin"

#include "config.h"

#include "support-spin.h"

static gboolean
timeout_cb (gpointer user_data)
{
  gboolean *timed_out = user_data;

  *timed_out = TRUE;

  return G_SOURCE_REMOVE;
}

/* Wakes the loop up for what other threads do. */
static gboolean
tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static gboolean
never (gpointer data)
{
  return FALSE;
}

/**
 * support_spin_until:
 * @func: says whether it happened; called between all steps of the main loop
 * @data: for @func
 * @timeout_ms: when to give up
 *
 * Returns: whether it happened in time
 */
gboolean
support_spin_until (SupportSpinFunc func,
                    gpointer        data,
                    guint           timeout_ms)
{
  gboolean timed_out = FALSE;
  gboolean happened = FALSE;
  guint timeout_id;
  guint tick_id;

  g_return_val_if_fail (func != NULL, FALSE);

  timeout_id = g_timeout_add (timeout_ms, timeout_cb, &timed_out);
  tick_id = g_timeout_add (5, tick_cb, NULL);

  while (!(happened = func (data)) && !timed_out)
    g_main_context_iteration (NULL, TRUE);

  if (!timed_out)
    g_source_remove (timeout_id);

  g_source_remove (tick_id);

  return happened;
}

/**
 * support_spin_for:
 * @milliseconds: how long
 *
 * Lets the main loop run, to see that something does not happen.
 */
void
support_spin_for (guint milliseconds)
{
  support_spin_until (never, NULL, milliseconds);
}
