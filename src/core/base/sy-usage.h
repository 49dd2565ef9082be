/* sy-usage.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "sy-money.h"

G_BEGIN_DECLS

#define SY_TYPE_USAGE (sy_usage_get_type ())

/**
 * SyUsage:
 * @prompt_tokens: tokens of everything that was sent, -1 when unknown
 * @completion_tokens: tokens of the reply, reasoning included, -1 when unknown
 * @reasoning_tokens: the part of them spent on thinking, -1 when unknown
 * @cached_tokens: the part of the prompt read from a cache, -1 when unknown
 * @cache_write_tokens: the part of the prompt written to a cache, -1 when unknown
 * @cost: what the server says it charges, or %SY_MONEY_UNKNOWN
 *
 * What one reply used, in the tokens of the model's own tokenizer.
 */
typedef struct
{
  gint64  prompt_tokens;
  gint64  completion_tokens;
  gint64  reasoning_tokens;
  gint64  cached_tokens;
  gint64  cache_write_tokens;
  SyMoney cost;
} SyUsage;

#define SY_USAGE_INIT { -1, -1, -1, -1, -1, SY_MONEY_UNKNOWN }

GType    sy_usage_get_type (void) G_GNUC_CONST;
SyUsage *sy_usage_copy     (const SyUsage *self);
void     sy_usage_free     (SyUsage       *self);
gboolean sy_usage_equal    (const SyUsage *a,
                            const SyUsage *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyUsage, sy_usage_free)

G_END_DECLS
