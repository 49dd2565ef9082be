/* sy-money.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-money"

#include "config.h"

#include "sy-money.h"

#include <string.h>

#define PICO_DIGITS 12

/* No price needs more, and a sum of digits and exponent cannot overflow. */
#define MAX_EXPONENT 100000

/* How an amount was written: digits with a point somewhere among them. */
typedef struct
{
  const char *digits;
  gsize       length;
  gssize      point;
  gboolean    negative;
} Decimal;

static gboolean
scan_exponent (const char *text,
               gssize     *exponent)
{
  gboolean negative = *text == '-';

  *exponent = 0;

  if (*text == '-' || *text == '+')
    text++;

  if (!g_ascii_isdigit (*text))
    return FALSE;

  for (; g_ascii_isdigit (*text); text++)
    *exponent = MIN (*exponent * 10 + (*text - '0'), MAX_EXPONENT);

  if (negative)
    *exponent = -*exponent;

  return *text == '\0';
}

static gboolean
scan_decimal (const char *text,
              Decimal    *decimal)
{
  gsize whole;
  gsize fraction = 0;
  gssize exponent = 0;

  decimal->negative = *text == '-';

  if (*text == '-' || *text == '+')
    text++;

  decimal->digits = text;
  whole = strspn (text, "0123456789");
  text += whole;

  if (*text == '.')
    {
      fraction = strspn (text + 1, "0123456789");
      text += 1 + fraction;
    }

  if (whole + fraction == 0)
    return FALSE;

  decimal->length = text - decimal->digits;

  if (*text == 'e' || *text == 'E')
    {
      if (!scan_exponent (text + 1, &exponent))
        return FALSE;
    }
  else if (*text != '\0')
    {
      return FALSE;
    }

  decimal->point = (gssize) whole + exponent;

  return TRUE;
}

static gboolean
append_digit (gint64 *value,
              int     digit)
{
  return !__builtin_mul_overflow (*value, 10, value) &&
         !__builtin_add_overflow (*value, digit, value);
}

/* Whole picos are the digits before @wanted; the one after them rounds. */
static gboolean
decimal_to_pico (const Decimal *decimal,
                 gint64        *value)
{
  gssize wanted = decimal->point + PICO_DIGITS;
  gssize seen = 0;

  *value = 0;

  for (gsize i = 0; i < decimal->length && seen <= wanted; i++)
    {
      int digit = decimal->digits[i] - '0';

      if (decimal->digits[i] == '.')
        continue;

      if (seen++ < wanted)
        {
          if (!append_digit (value, digit))
            return FALSE;
        }
      else if (digit >= 5 && __builtin_add_overflow (*value, 1, value))
        {
          return FALSE;
        }
    }

  for (; *value != 0 && seen < wanted; seen++)
    {
      if (!append_digit (value, 0))
        return FALSE;
    }

  return TRUE;
}

/**
 * sy_money_parse:
 * @text: (nullable): dollars as servers write them, "0.000003" or "3e-06", never
 *   in a locale's way
 * @amount: (out): the amount, rounded to the nearest pico-dollar
 *
 * Calculates in decimal, so nothing is lost on the way through a double.
 *
 * Returns: %FALSE when @text is no number or one that does not fit; @amount is
 *   %SY_MONEY_UNKNOWN then
 */
gboolean
sy_money_parse (const char *text,
                SyMoney    *amount)
{
  Decimal decimal;
  gint64 value;

  g_return_val_if_fail (amount != NULL, FALSE);

  *amount = SY_MONEY_UNKNOWN;

  if (text == NULL || !scan_decimal (text, &decimal) || !decimal_to_pico (&decimal, &value))
    return FALSE;

  *amount = decimal.negative ? -value : value;

  return TRUE;
}

/**
 * sy_money_from_double:
 * @dollars: an amount in dollars
 *
 * Returns: @dollars, rounded to the nearest pico-dollar, or %SY_MONEY_UNKNOWN
 *   when it is no number or does not fit
 */
SyMoney
sy_money_from_double (double dollars)
{
  double pico = dollars * (double) SY_MONEY_DOLLAR;

  /* Also false for NaN; 2^63 is the first double that does not fit. */
  if (!(pico > -9223372036854775808.0 && pico < 9223372036854775808.0))
    return SY_MONEY_UNKNOWN;

  return (SyMoney) (pico + (pico < 0 ? -0.5 : 0.5));
}

/**
 * sy_money_add:
 * @a: an amount
 * @b: another
 *
 * Returns: the sum, as near to it as fits; unknown when one of both is
 */
SyMoney
sy_money_add (SyMoney a,
              SyMoney b)
{
  SyMoney sum;

  if (a == SY_MONEY_UNKNOWN || b == SY_MONEY_UNKNOWN)
    return SY_MONEY_UNKNOWN;

  if (__builtin_add_overflow (a, b, &sum))
    return a < 0 ? -G_MAXINT64 : G_MAXINT64;

  return MAX (sum, -G_MAXINT64);
}

/**
 * sy_money_multiply:
 * @price: the price of one
 * @count: how many
 *
 * Returns: the price of all, as near to it as fits; unknown when @price is
 */
SyMoney
sy_money_multiply (SyMoney price,
                   gint64  count)
{
  SyMoney product;

  if (price == SY_MONEY_UNKNOWN)
    return SY_MONEY_UNKNOWN;

  if (__builtin_mul_overflow (price, count, &product))
    return (price < 0) == (count < 0) ? G_MAXINT64 : -G_MAXINT64;

  return MAX (product, -G_MAXINT64);
}

/**
 * sy_money_format:
 * @amount: a known amount
 *
 * Cents, and up to four decimals where cents say little: "$12.40", "$0.05",
 * "$0.0147", "<$0.0001".
 *
 * Returns: (transfer full): @amount as people read it
 */
char *
sy_money_format (SyMoney amount)
{
  const gint64 cent = SY_MONEY_DOLLAR / 100;
  const gint64 unit = SY_MONEY_DOLLAR / 10000;
  const char *sign = amount < 0 ? "-" : "";
  guint64 value;
  guint64 cents;
  guint64 units;

  g_return_val_if_fail (amount != SY_MONEY_UNKNOWN, NULL);

  if (amount > 0 && amount < unit)
    return g_strdup ("<$0.0001");

  value = (guint64) (amount < 0 ? -amount : amount);
  units = (value + unit / 2) / unit;

  if (units == 0)
    return g_strdup ("$0.00");

  if (value < (guint64) SY_MONEY_DOLLAR / 10 && units % 100 != 0)
    {
      if (units % 10 == 0)
        return g_strdup_printf ("%s$0.%03" G_GUINT64_FORMAT, sign, units / 10);

      return g_strdup_printf ("%s$0.%04" G_GUINT64_FORMAT, sign, units);
    }

  cents = (value + cent / 2) / cent;

  return g_strdup_printf ("%s$%" G_GUINT64_FORMAT ".%02" G_GUINT64_FORMAT,
                          sign, cents / 100, cents % 100);
}
