/* sy-usage-openai.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-usage-openai"

#include "config.h"

#include "sy-usage-openai.h"

#include "sy-json.h"

static gint64
read_count (JsonObject *object,
            const char *member)
{
  return MAX (sy_json_get_int (object, member, -1), -1);
}

/* A number in OpenRouter's answers, a decimal string elsewhere. */
static SyMoney
read_cost (JsonObject *usage)
{
  const char *text = sy_json_get_string (usage, "cost");
  SyMoney amount;
  double dollars;

  if (text != NULL)
    return sy_money_parse (text, &amount) ? amount : SY_MONEY_UNKNOWN;
  if (sy_json_get_double (usage, "cost", &dollars))
    return sy_money_from_double (dollars);

  return SY_MONEY_UNKNOWN;
}

/**
 * sy_usage_openai_read:
 * @object: (nullable): a member "usage" of OpenAI's form
 * @usage: (out): what it says, all unknown when it says nothing
 *
 * Returns: whether it says anything: the usage of another API is none of this one
 */
gboolean
sy_usage_openai_read (JsonObject *object,
                      SyUsage    *usage)
{
  const SyUsage nothing = SY_USAGE_INIT;
  JsonObject *details = NULL;

  g_return_val_if_fail (usage != NULL, FALSE);

  *usage = nothing;

  if (object == NULL)
    return FALSE;

  usage->prompt_tokens = read_count (object, "prompt_tokens");
  usage->completion_tokens = read_count (object, "completion_tokens");
  usage->cost = read_cost (object);

  details = sy_json_get_object (object, "prompt_tokens_details");
  usage->cached_tokens = read_count (details, "cached_tokens");
  usage->cache_write_tokens = read_count (details, "cache_write_tokens");

  details = sy_json_get_object (object, "completion_tokens_details");
  usage->reasoning_tokens = read_count (details, "reasoning_tokens");

  return !sy_usage_equal (usage, &nothing);
}
