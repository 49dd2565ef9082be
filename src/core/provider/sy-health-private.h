/* sy-health-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-health.h"

G_BEGIN_DECLS

struct _SyHealth
{
  GObject          parent_instance;

  SyProvider      *provider;
  SyKeyring       *keyring;
  SyHttp          *http;
  SyRedact        *redact;
  SyClock         *clock;
  GNetworkMonitor *network;

  /* What is shown. */
  SyHealthState    state;

  /* What the last check or reply said: SY_HEALTH_CHECKING is nothing yet. */
  SyHealthState    verdict;
  GError          *error;
  char            *detail;
  SyAccount       *account;
  gint64           checked_at;
  gint64           latency_ms;
  gboolean         key_checked;
  gboolean         misses_key;

  /* What a reply said, which no check can say. */
  GError          *debt;
  gboolean         proven;

  /* The check in flight; answers to older ones are dropped. */
  GCancellable    *cancellable;
  guint            generation;

  /* Of the boot clock; -1 is never. */
  gint64           asked_at;
  guint            soon_timeout;
  guint            idle_timeout;

  /* Whether the server was reached since the network went away, whatever the monitor says. */
  gboolean         went_away;
  gboolean         reached;
};

void     sy_health_set_account     (SyHealth      *self,
                                    SyAccount     *account);
void     sy_health_set_checked_at  (SyHealth      *self,
                                    gint64         checked_at);
void     sy_health_set_latency     (SyHealth      *self,
                                    gint64         latency_ms);
void     sy_health_set_key_checked (SyHealth      *self,
                                    gboolean       key_checked);
void     sy_health_set_verdict     (SyHealth      *self,
                                    SyHealthState  verdict,
                                    GError        *error,
                                    const char    *detail);
void     sy_health_update_state    (SyHealth      *self);
gboolean sy_health_lacks_network   (SyHealth      *self);
gboolean sy_health_is_not_set_up   (SyHealth      *self);
void     sy_health_watch           (SyHealth      *self);
void     sy_health_cancel_check    (SyHealth      *self);

G_END_DECLS
