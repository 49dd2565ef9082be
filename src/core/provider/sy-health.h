/* sy-health.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "sy-account.h"
#include "sy-advice.h"
#include "sy-clock.h"
#include "sy-provider.h"

G_BEGIN_DECLS

/**
 * SyHealthState:
 * @SY_HEALTH_NOT_SET_UP: there is no API base, or a key is missing for this origin
 * @SY_HEALTH_LOCKED: the key may be in a keyring that is locked
 * @SY_HEALTH_CHECKING: a check runs or is about to
 * @SY_HEALTH_CONNECTED: the endpoint answered and accepted the key
 * @SY_HEALTH_ERROR: anything else
 * @SY_HEALTH_OFFLINE: there is no network, and the endpoint is not on this computer
 */
typedef enum
{
  SY_HEALTH_NOT_SET_UP,
  SY_HEALTH_LOCKED,
  SY_HEALTH_CHECKING,
  SY_HEALTH_CONNECTED,
  SY_HEALTH_ERROR,
  SY_HEALTH_OFFLINE,
} SyHealthState;

/* Who shows the health of a provider need not see the room of the network. */
typedef struct _SyHttp SyHttp;

/**
 * SyHealthServices:
 * @keyring: where the keys are; never asked to prompt
 * @http: the network
 * @redact: takes keys out of what servers say
 * @clock: the time
 * @network: (nullable): whether there is any; %NULL: there always is
 *
 * What a check needs.  Only borrowed.
 */
typedef struct
{
  SyKeyring       *keyring;
  SyHttp          *http;
  SyRedact        *redact;
  SyClock         *clock;
  GNetworkMonitor *network;
} SyHealthServices;

#define SY_TYPE_HEALTH_STATE (sy_health_state_get_type ())
#define SY_TYPE_HEALTH       (sy_health_get_type ())

GType sy_health_state_get_type (void) G_GNUC_CONST;
G_DECLARE_FINAL_TYPE (SyHealth, sy_health, SY, HEALTH, GObject)

SyHealth      *sy_health_new             (SyProvider             *provider,
                                          const SyHealthServices *services);
SyProvider    *sy_health_get_provider    (SyHealth               *self);
SyHealthState  sy_health_get_state       (SyHealth               *self);
const GError  *sy_health_get_error       (SyHealth               *self);
const char    *sy_health_get_detail      (SyHealth               *self);
gint64         sy_health_get_checked_at  (SyHealth               *self);
gint64         sy_health_get_latency     (SyHealth               *self);
gboolean       sy_health_get_key_checked (SyHealth               *self);
SyAccount     *sy_health_get_account     (SyHealth               *self);
void           sy_health_check_now       (SyHealth               *self);
void           sy_health_check_soon      (SyHealth               *self);
void           sy_health_check_idle      (SyHealth               *self);
void           sy_health_cancel_idle     (SyHealth               *self);
void           sy_health_report_reply    (SyHealth               *self,
                                          const GError           *error);
char          *sy_health_dup_word        (SyHealth               *self);
char          *sy_health_dup_tooltip     (SyHealth               *self);
SyAdvice      *sy_health_dup_advice      (SyHealth               *self);

G_END_DECLS
