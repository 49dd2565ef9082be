/* sy-health-check.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-health.h"

G_BEGIN_DECLS

#define SY_HEALTH_CHECK_MS 10000

/**
 * SyHealthFinding:
 * @state: %SY_HEALTH_NOT_SET_UP, %SY_HEALTH_LOCKED, %SY_HEALTH_CONNECTED or
 *   %SY_HEALTH_ERROR
 * @error: (nullable): why, for %SY_HEALTH_ERROR
 * @detail: (nullable): a sentence more for the person
 * @account: (nullable): whose key it is
 * @api_base: (nullable): where else the server was found; then nothing else is known
 * @latency_ms: how long the answer took, -1 without any
 * @asked: whether anything was sent
 * @key_checked: %FALSE when there is a key that nothing has proven
 * @misses_key: for %SY_HEALTH_NOT_SET_UP: whether a key is what is missing
 *
 * What a check found.
 */
typedef struct
{
  SyHealthState  state;
  GError        *error;
  char          *detail;
  SyAccount     *account;
  char          *api_base;
  gint64         latency_ms;
  gboolean       asked;
  gboolean       key_checked;
  gboolean       misses_key;
} SyHealthFinding;

void             sy_health_check_async  (SyProvider              *provider,
                                         const SyHealthServices  *services,
                                         GCancellable            *cancellable,
                                         GAsyncReadyCallback      callback,
                                         gpointer                 user_data);
SyHealthFinding *sy_health_check_finish (SyProvider              *provider,
                                         GAsyncResult            *result,
                                         GError                 **error);
void             sy_health_finding_free (SyHealthFinding         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyHealthFinding, sy_health_finding_free)

G_END_DECLS
