/* sy-money.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SyMoney:
 *
 * An amount in pico-USD (10^-12 dollars): the price of one token of the
 * cheapest model is still a whole number, and 9 million dollars fit.
 */
typedef gint64 SyMoney;

#define SY_MONEY_UNKNOWN G_MININT64
#define SY_MONEY_DOLLAR  G_GINT64_CONSTANT (1000000000000)

gboolean  sy_money_parse       (const char *text,
                                SyMoney    *amount);
SyMoney   sy_money_from_double (double      dollars);
SyMoney   sy_money_add         (SyMoney     a,
                                SyMoney     b);
SyMoney   sy_money_multiply    (SyMoney     price,
                                gint64      count);
char     *sy_money_format      (SyMoney     amount);

G_END_DECLS
