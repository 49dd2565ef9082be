/* sy-advice.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-advice"

#include "config.h"

#include "sy-advice.h"

#include "sy-advice-text.h"
#include "sy-error.h"

#include <glib/gi18n-lib.h>

#define MAX_ACTIONS     3
#define MAX_WISHES      4
#define SERVER_ATTEMPTS 3
#define LIMIT_ATTEMPTS  1

typedef struct
{
  SyError  code;
  guint    n_wishes;
  SyAction wishes[MAX_WISHES];
} Row;

/* Best first; what cannot be done is left out. */
static const Row rows[] = {
  { SY_ERROR_SETUP, 2, { SY_ACTION_OPEN_SETTINGS, SY_ACTION_RETRY } },
  { SY_ERROR_INVALID_URL, 2, { SY_ACTION_OPEN_SETTINGS, SY_ACTION_RETRY } },
  { SY_ERROR_INSECURE, 2, { SY_ACTION_OPEN_SETTINGS, SY_ACTION_RETRY } },
  { SY_ERROR_AUTH, 3,
    { SY_ACTION_OPEN_KEY_SETTINGS, SY_ACTION_GET_KEY, SY_ACTION_RETRY } },
  { SY_ERROR_PAYMENT, 3,
    { SY_ACTION_ADD_CREDITS, SY_ACTION_RETRY_WITH_TOKENS, SY_ACTION_RETRY } },
  { SY_ERROR_FORBIDDEN, 3,
    { SY_ACTION_OPEN_MODEL_PAGE, SY_ACTION_CHOOSE_MODEL, SY_ACTION_RETRY } },
  { SY_ERROR_MODERATION, 3,
    { SY_ACTION_OPEN_MODEL_PAGE, SY_ACTION_CHOOSE_MODEL, SY_ACTION_RETRY } },
  { SY_ERROR_REGION, 3,
    { SY_ACTION_OPEN_MODEL_PAGE, SY_ACTION_CHOOSE_MODEL, SY_ACTION_RETRY } },
  { SY_ERROR_NOT_FOUND, 2, { SY_ACTION_OPEN_SETTINGS, SY_ACTION_RETRY } },
  { SY_ERROR_NO_MODEL, 3,
    { SY_ACTION_CHOOSE_MODEL, SY_ACTION_OPEN_MODEL_PAGE, SY_ACTION_RETRY } },
  { SY_ERROR_NO_ENDPOINT, 3,
    { SY_ACTION_CHOOSE_MODEL, SY_ACTION_OPEN_MODEL_PAGE, SY_ACTION_RETRY } },
  { SY_ERROR_DATA_POLICY, 3,
    { SY_ACTION_OPEN_PRIVACY_PAGE, SY_ACTION_CHOOSE_MODEL, SY_ACTION_RETRY } },
  { SY_ERROR_PARAMETER, 2, { SY_ACTION_OPEN_SETTINGS, SY_ACTION_RETRY } },
  { SY_ERROR_TOO_LONG, 2, { SY_ACTION_OPEN_SETTINGS, SY_ACTION_RETRY } },
  { SY_ERROR_BAD_REQUEST, 2, { SY_ACTION_RETRY, SY_ACTION_OPEN_SETTINGS } },
  { SY_ERROR_RATE_LIMITED, 2, { SY_ACTION_RETRY, SY_ACTION_CHOOSE_MODEL } },
  { SY_ERROR_SERVER, 2, { SY_ACTION_RETRY, SY_ACTION_CHOOSE_MODEL } },
  { SY_ERROR_LOADING, 2, { SY_ACTION_RETRY, SY_ACTION_CHOOSE_MODEL } },
  { SY_ERROR_TIMEOUT, 2, { SY_ACTION_RETRY, SY_ACTION_CHOOSE_MODEL } },
  { SY_ERROR_QUOTA, 2, { SY_ACTION_ADD_CREDITS, SY_ACTION_RETRY } },
  { SY_ERROR_REDIRECT, 2, { SY_ACTION_OPEN_SETTINGS, SY_ACTION_RETRY } },
  { SY_ERROR_WRONG_BASE, 2, { SY_ACTION_OPEN_SETTINGS, SY_ACTION_RETRY } },
  { SY_ERROR_HOST_NOT_FOUND, 2, { SY_ACTION_RETRY, SY_ACTION_OPEN_SETTINGS } },
  { SY_ERROR_REFUSED, 2, { SY_ACTION_RETRY, SY_ACTION_OPEN_SETTINGS } },
  { SY_ERROR_TLS, 2, { SY_ACTION_TRUST_CERTIFICATE, SY_ACTION_RETRY } },
  { SY_ERROR_PROTOCOL, 2, { SY_ACTION_RETRY, SY_ACTION_OPEN_SETTINGS } },
  { SY_ERROR_KEYRING_LOCKED, 2, { SY_ACTION_RETRY, SY_ACTION_OPEN_KEY_SETTINGS } },
  { SY_ERROR_KEYRING_UNAVAILABLE, 2, { SY_ACTION_RETRY, SY_ACTION_OPEN_KEY_SETTINGS } },
};

static const Row any_other = { 0, 1, { SY_ACTION_RETRY } };

static const Row *
find_row (const GError *error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (g_error_matches (error, SY_ERROR, (int) rows[i].code))
        return &rows[i];
    }

  return &any_other;
}

static gboolean
can_do (SyAction      action,
        const GError *error,
        SyPreset     *preset)
{
  SyErrorFacts facts = sy_error_get_facts (error);

  switch (action)
    {
    case SY_ACTION_GET_KEY:
      return preset != NULL && sy_preset_get_key_page (preset) != NULL;

    case SY_ACTION_ADD_CREDITS:
      return preset != NULL && sy_preset_get_credits_page (preset) != NULL;

    case SY_ACTION_OPEN_MODEL_PAGE:
      return preset != NULL && sy_preset_get_models_page (preset) != NULL;

    case SY_ACTION_OPEN_PRIVACY_PAGE:
      return preset != NULL && sy_preset_get_privacy_page (preset) != NULL;

    case SY_ACTION_TRUST_CERTIFICATE:
      return facts.certificate != NULL && sy_advice_text_is_private (facts.host);

    case SY_ACTION_RETRY_WITH_TOKENS:
      return facts.tokens > 0;

    case SY_ACTION_OPEN_KEY_SETTINGS:
    case SY_ACTION_OPEN_SETTINGS:
    case SY_ACTION_CHOOSE_MODEL:
    case SY_ACTION_RETRY:
    default:
      return TRUE;
    }
}

static gboolean
has_action (const SyAdvice *self,
            SyAction        action)
{
  for (guint i = 0; i < self->n_actions; i++)
    {
      if (self->actions[i] == action)
        return TRUE;
    }

  return FALSE;
}

/* Asking for all again is no use where a part of it can be paid. */
static gboolean
is_useful (const SyAdvice *self,
           SyAction        action)
{
  return action != SY_ACTION_RETRY || !has_action (self, SY_ACTION_RETRY_WITH_TOKENS);
}

static void
add_actions (SyAdvice     *self,
             const GError *error,
             SyPreset     *preset)
{
  const Row *row = find_row (error);

  self->actions = g_new0 (SyAction, MAX_ACTIONS);

  for (guint i = 0; i < row->n_wishes && self->n_actions < MAX_ACTIONS; i++)
    {
      if (can_do (row->wishes[i], error, preset) && is_useful (self, row->wishes[i]))
        self->actions[self->n_actions++] = row->wishes[i];
    }
}

static char *
dup_tokens_label (gint64 tokens)
{
  g_autofree char *number = g_strdup_printf ("%'" G_GINT64_FORMAT, tokens);

  /* Translators: a button; %s is how many tokens the reply may have. */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "Retry with %s Token", "Retry with %s Tokens",
                                       (gulong) tokens),
                          number);
}

/**
 * sy_advice_new:
 * @error: what went wrong
 * @preset: (nullable): what the provider was made from
 * @model_id: (nullable): the model that was asked
 * @has_text: whether a part of the reply is there
 *
 * Returns: (transfer full): what a person is told of @error and can do about it
 */
SyAdvice *
sy_advice_new (const GError *error,
               SyPreset     *preset,
               const char   *model_id,
               gboolean      has_text)
{
  SyAdvice *self;

  g_return_val_if_fail (error != NULL, NULL);
  g_return_val_if_fail (preset == NULL || SY_IS_PRESET (preset), NULL);

  self = g_new0 (SyAdvice, 1);
  self->title = sy_advice_text_dup_title (error);
  self->text = sy_advice_text_dup (error, preset, model_id, has_text);
  add_actions (self, error, preset);
  self->tokens = has_action (self, SY_ACTION_RETRY_WITH_TOKENS) ? sy_error_get_facts (error).tokens
                                                                : -1;

  return self;
}

/**
 * sy_advice_free:
 * @self: (transfer full): some advice
 */
void
sy_advice_free (SyAdvice *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->title);
  g_free (self->text);
  g_free (self->actions);
  g_free (self);
}

/**
 * sy_advice_dup_label:
 * @self: some advice
 * @index: which of its actions
 *
 * Returns: (transfer full): what stands on its button, without a mnemonic
 */
char *
sy_advice_dup_label (const SyAdvice *self,
                     guint           index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->n_actions, NULL);

  switch (self->actions[index])
    {
    case SY_ACTION_OPEN_KEY_SETTINGS:
      return g_strdup (_("Open Key Settings"));

    case SY_ACTION_OPEN_SETTINGS:
      return g_strdup (_("Open Settings"));

    case SY_ACTION_GET_KEY:
      return g_strdup (_("Get a Key"));

    case SY_ACTION_ADD_CREDITS:
      return g_strdup (_("Add Credits"));

    case SY_ACTION_OPEN_MODEL_PAGE:
      return g_strdup (_("Open Model Page"));

    case SY_ACTION_OPEN_PRIVACY_PAGE:
      return g_strdup (_("Open Privacy Settings"));

    case SY_ACTION_CHOOSE_MODEL:
      return g_strdup (_("Choose Another Model"));

    case SY_ACTION_TRUST_CERTIFICATE:
      return g_strdup (_("Trust This Certificate"));

    case SY_ACTION_RETRY_WITH_TOKENS:
      return dup_tokens_label (self->tokens);

    case SY_ACTION_RETRY:
    default:
      return g_strdup (_("Retry"));
    }
}

/* An error without a status is one that a server reported under a success. */
static gboolean
is_passing (guint status)
{
  static const guint passing[] = { 0, 408, 500, 502, 503, 504, 524, 529 };

  for (gsize i = 0; i < G_N_ELEMENTS (passing); i++)
    {
      if (passing[i] == status)
        return TRUE;
    }

  return FALSE;
}

/**
 * sy_advice_is_retryable:
 * @error: (nullable): what went wrong
 * @max_attempts: (out) (optional): how often to ask again at most
 *
 * Trouble that passes by itself, so that asking again without a word is right
 * as long as nothing of the reply was shown.
 *
 * Returns: whether to ask again
 */
gboolean
sy_advice_is_retryable (const GError *error,
                        guint        *max_attempts)
{
  guint attempts = 0;

  if (g_error_matches (error, SY_ERROR, SY_ERROR_LOADING) ||
      (g_error_matches (error, SY_ERROR, SY_ERROR_SERVER) &&
       is_passing (sy_error_get_facts (error).status)))
    attempts = SERVER_ATTEMPTS;
  else if (g_error_matches (error, SY_ERROR, SY_ERROR_RATE_LIMITED))
    attempts = LIMIT_ATTEMPTS;

  if (max_attempts != NULL)
    *max_attempts = attempts;

  return attempts > 0;
}
