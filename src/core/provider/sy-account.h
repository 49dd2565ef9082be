/* sy-account.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "sy-money.h"
#include "sy-redact.h"

G_BEGIN_DECLS

#define SY_TYPE_ACCOUNT (sy_account_get_type ())

/**
 * SyAccount:
 * @label: (nullable): what the key is called; redacted, one line
 * @spent_today: since midnight UTC, %SY_MONEY_UNKNOWN when nobody said
 * @spent_month: since the first of the month UTC, %SY_MONEY_UNKNOWN when nobody said
 * @limit: what the key may spend, %SY_MONEY_UNKNOWN when there is no limit
 * @limit_remaining: what is left of @limit, %SY_MONEY_UNKNOWN when there is no limit
 * @free_left: requests to free models that are left today, -1 when nobody said
 * @free_limit: of how many, -1 when nobody said
 * @expires_at: when the key ends, in seconds since 1970; 0 is never
 * @is_free_tier: whether no credits were ever bought
 *
 * What a server says about the key that asked it.
 */
typedef struct
{
  char     *label;
  SyMoney   spent_today;
  SyMoney   spent_month;
  SyMoney   limit;
  SyMoney   limit_remaining;
  gint64    free_left;
  gint64    free_limit;
  gint64    expires_at;
  gboolean  is_free_tier;
} SyAccount;

GType      sy_account_get_type (void) G_GNUC_CONST;
SyAccount *sy_account_parse    (const char      *json,
                                gssize           length,
                                SyRedact        *redact);
SyAccount *sy_account_copy     (const SyAccount *self);
void       sy_account_free     (SyAccount       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyAccount, sy_account_free)

G_END_DECLS
