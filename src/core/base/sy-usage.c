/* sy-usage.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-usage"

#include "config.h"

#include "sy-usage.h"

G_DEFINE_BOXED_TYPE (SyUsage, sy_usage, sy_usage_copy, sy_usage_free)

/**
 * sy_usage_copy:
 * @self: a usage
 *
 * Returns: (transfer full): a copy
 */
SyUsage *
sy_usage_copy (const SyUsage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_memdup2 (self, sizeof *self);
}

/**
 * sy_usage_free:
 * @self: (transfer full): a usage
 */
void
sy_usage_free (SyUsage *self)
{
  g_return_if_fail (self != NULL);

  g_free (self);
}

/**
 * sy_usage_equal:
 * @a: (nullable): a usage
 * @b: (nullable): another
 *
 * Returns: whether both are %NULL or all their values are the same
 */
gboolean
sy_usage_equal (const SyUsage *a,
                const SyUsage *b)
{
  if (a == NULL || b == NULL)
    return a == b;

  return a->prompt_tokens == b->prompt_tokens &&
         a->completion_tokens == b->completion_tokens &&
         a->reasoning_tokens == b->reasoning_tokens &&
         a->cached_tokens == b->cached_tokens &&
         a->cache_write_tokens == b->cache_write_tokens &&
         a->cost == b->cost;
}
