/* sy-account.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-account"

#include "config.h"

#include "sy-account.h"

#include "sy-json.h"

#include <string.h>

/* No date is longer: "2026-12-31T23:59:59.999999+00:00". */
#define MAX_DATE 64

G_DEFINE_BOXED_TYPE (SyAccount, sy_account, sy_account_copy, sy_account_free)

/* Nobody has spent or may spend less than nothing. */
static SyMoney
read_money (JsonObject *object,
            const char *member)
{
  const char *text = sy_json_get_string (object, member);
  SyMoney amount = SY_MONEY_UNKNOWN;
  double dollars;

  if (text != NULL)
    {
      if (!sy_money_parse (text, &amount))
        return SY_MONEY_UNKNOWN;
    }
  else if (sy_json_get_double (object, member, &dollars))
    {
      amount = sy_money_from_double (dollars);
    }

  return amount == SY_MONEY_UNKNOWN ? SY_MONEY_UNKNOWN : MAX (amount, 0);
}

static gint64
read_count (JsonObject *object,
            const char *member)
{
  return MAX (sy_json_get_int (object, member, -1), -1);
}

static void
read_free_requests (SyAccount  *self,
                    JsonObject *object)
{
  gint64 used = read_count (object, "used");

  self->free_limit = read_count (object, "limit");
  self->free_left = read_count (object, "remaining");

  if (self->free_left < 0 && self->free_limit >= 0 && used >= 0)
    self->free_left = MAX (self->free_limit - used, 0);
}

static gint64
read_date (JsonObject *object,
           const char *member)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr(GDateTime) date = NULL;
  const char *text = sy_json_get_string (object, member);

  if (text != NULL && strlen (text) <= MAX_DATE)
    date = g_date_time_new_from_iso8601 (text, utc);

  return date != NULL ? MAX (g_date_time_to_unix (date), 0) : 0;
}

static char *
read_label (JsonObject *object,
            SyRedact   *redact)
{
  const char *text = sy_json_get_string (object, "label");
  g_autofree char *label = NULL;

  if (text != NULL)
    label = sy_redact_name (redact, text);

  return label != NULL && *label != '\0' ? g_steal_pointer (&label) : NULL;
}

/**
 * sy_account_parse:
 * @json: (array length=length): what OpenRouter answers to "GET key"
 * @length: bytes of @json
 * @redact: takes keys out of the label, which is the key itself with its middle left
 *   out
 *
 * Source: OpenRouter's OpenAPI document.  All amounts are in dollars; what the account
 * behind the key still has is not told.
 *
 * Returns: (transfer full) (nullable): the account; %NULL when @json is no such answer
 */
SyAccount *
sy_account_parse (const char *json,
                  gssize      length,
                  SyRedact   *redact)
{
  g_autoptr(JsonNode) node = NULL;
  JsonObject *data = NULL;
  SyAccount *self = NULL;

  g_return_val_if_fail (json != NULL, NULL);
  g_return_val_if_fail (SY_IS_REDACT (redact), NULL);

  node = sy_json_parse (json, length, NULL);

  if (node != NULL)
    data = sy_json_get_object (sy_json_node_object (node), "data");

  if (data == NULL)
    return NULL;

  self = g_new0 (SyAccount, 1);
  self->label = read_label (data, redact);
  self->spent_today = read_money (data, "usage_daily");
  self->spent_month = read_money (data, "usage_monthly");
  self->limit = read_money (data, "limit");
  self->limit_remaining = read_money (data, "limit_remaining");
  self->expires_at = read_date (data, "expires_at");
  self->is_free_tier = sy_json_get_boolean (data, "is_free_tier", FALSE);
  read_free_requests (self, sy_json_get_object (data, "free_model_daily_requests"));

  return self;
}

/**
 * sy_account_copy:
 * @self: an account
 *
 * Returns: (transfer full): the same
 */
SyAccount *
sy_account_copy (const SyAccount *self)
{
  SyAccount *copy = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->label = g_strdup (self->label);

  return copy;
}

/**
 * sy_account_free:
 * @self: (transfer full): an account
 */
void
sy_account_free (SyAccount *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->label);
  g_free (self);
}
