/* sy-advice.h
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sy-preset.h"

G_BEGIN_DECLS

/**
 * SyAction:
 * @SY_ACTION_OPEN_KEY_SETTINGS: shows where the key is typed
 * @SY_ACTION_OPEN_SETTINGS: shows the provider's settings
 * @SY_ACTION_GET_KEY: opens the preset's page of keys
 * @SY_ACTION_ADD_CREDITS: opens the preset's page of credits
 * @SY_ACTION_OPEN_MODEL_PAGE: opens the preset's page of models
 * @SY_ACTION_OPEN_PRIVACY_PAGE: opens the preset's page of privacy settings
 * @SY_ACTION_TRUST_CERTIFICATE: accepts this one certificate for this origin
 * @SY_ACTION_RETRY: asks again
 * @SY_ACTION_RETRY_WITH_TOKENS: asks again for a shorter reply
 *
 * What a person can do about an error.
 */
typedef enum
{
  SY_ACTION_OPEN_KEY_SETTINGS,
  SY_ACTION_OPEN_SETTINGS,
  SY_ACTION_GET_KEY,
  SY_ACTION_ADD_CREDITS,
  SY_ACTION_OPEN_MODEL_PAGE,
  SY_ACTION_OPEN_PRIVACY_PAGE,
  SY_ACTION_CHOOSE_MODEL,
  SY_ACTION_TRUST_CERTIFICATE,
  SY_ACTION_RETRY,
  SY_ACTION_RETRY_WITH_TOKENS,
} SyAction;

/**
 * SyAdvice:
 * @title: what happened, in a few words
 * @text: what happened, why, and what to do, in whole sentences; no markup
 * @actions: (array length=n_actions): what can be done, best first
 * @n_actions: three at most
 * @tokens: for %SY_ACTION_RETRY_WITH_TOKENS, else -1
 *
 * What is shown of an error.
 */
typedef struct
{
  char     *title;
  char     *text;
  SyAction *actions;
  guint     n_actions;
  gint64    tokens;
} SyAdvice;

SyAdvice *sy_advice_new          (const GError   *error,
                                  SyPreset       *preset,
                                  const char     *model_id,
                                  gboolean        has_text);
void      sy_advice_free         (SyAdvice       *self);
char     *sy_advice_dup_label    (const SyAdvice *self,
                                  guint           index);
gboolean  sy_advice_is_retryable (const GError   *error,
                                  guint          *max_attempts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyAdvice, sy_advice_free)

G_END_DECLS
