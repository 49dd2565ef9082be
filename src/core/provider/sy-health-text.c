/* sy-health-text.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-health-text"

#include "config.h"

#include "sy-health-text.h"

#include "sy-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  SyError     code;
  const char *word;
} Row;

/* The cause in two to four words: it stands in one line with the provider's name. */
static const Row rows[] = {
  { SY_ERROR_SETUP, N_("Setup not finished") },
  { SY_ERROR_INVALID_URL, N_("API base not usable") },
  { SY_ERROR_INSECURE, N_("Unencrypted, not used") },
  { SY_ERROR_AUTH, N_("Key not accepted") },
  { SY_ERROR_PAYMENT, N_("Out of credits") },
  { SY_ERROR_FORBIDDEN, N_("Request not allowed") },
  { SY_ERROR_MODERATION, N_("Content was flagged") },
  { SY_ERROR_REGION, N_("Not available here") },
  { SY_ERROR_NOT_FOUND, N_("Nothing found there") },
  { SY_ERROR_NO_MODEL, N_("No such model") },
  { SY_ERROR_NO_ENDPOINT, N_("No provider available") },
  { SY_ERROR_DATA_POLICY, N_("Ruled out by privacy") },
  { SY_ERROR_PARAMETER, N_("Parameter not supported") },
  { SY_ERROR_TOO_LONG, N_("Conversation too long") },
  { SY_ERROR_BAD_REQUEST, N_("Request was refused") },
  { SY_ERROR_RATE_LIMITED, N_("Too many requests") },
  { SY_ERROR_QUOTA, N_("Limit used up") },
  { SY_ERROR_SERVER, N_("Trouble at provider") },
  { SY_ERROR_LOADING, N_("Model still loading") },
  { SY_ERROR_REDIRECT, N_("API base leads elsewhere") },
  { SY_ERROR_WRONG_BASE, N_("No API there") },
  { SY_ERROR_NETWORK, N_("Connection failed") },
  { SY_ERROR_HOST_NOT_FOUND, N_("Host not found") },
  { SY_ERROR_REFUSED, N_("Connection refused") },
  { SY_ERROR_PROXY, N_("Proxy not working") },
  { SY_ERROR_TLS, N_("No secure connection") },
  { SY_ERROR_TIMEOUT, N_("No answer") },
  { SY_ERROR_PROTOCOL, N_("Answer not understood") },
  { SY_ERROR_TOO_LARGE, N_("Answer too large") },
  { SY_ERROR_KEYRING_LOCKED, N_("Keyring locked") },
  { SY_ERROR_KEYRING_UNAVAILABLE, N_("Keyring not working") },
  { SY_ERROR_STORE, N_("File not accessible") },
};

/* The others belong to a reply, or lead to where this is shown. */
static const SyAction useful_actions[] = {
  SY_ACTION_GET_KEY,
  SY_ACTION_ADD_CREDITS,
  SY_ACTION_TRUST_CERTIFICATE,
};

static const char *
get_cause (const GError *error)
{
  if (sy_error_get_facts (error).certificate != NULL)
    return _("Certificate not trusted");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (g_error_matches (error, SY_ERROR, (int) rows[i].code))
        return _(rows[i].word);
    }

  return _("Something went wrong");
}

static gboolean
is_useful (SyAction action)
{
  for (gsize i = 0; i < G_N_ELEMENTS (useful_actions); i++)
    {
      if (useful_actions[i] == action)
        return TRUE;
    }

  return FALSE;
}

static void
keep_useful_actions (SyAdvice *advice)
{
  guint n_kept = 0;

  for (guint i = 0; i < advice->n_actions; i++)
    {
      if (is_useful (advice->actions[i]))
        advice->actions[n_kept++] = advice->actions[i];
    }

  advice->n_actions = n_kept;
}

/* Local times, as short as they are clear. */
static char *
format_time (gint64 time,
             gint64 now)
{
  g_autoptr(GDateTime) date = g_date_time_new_from_unix_local (time / G_USEC_PER_SEC);
  g_autoptr(GDateTime) today = g_date_time_new_from_unix_local (now / G_USEC_PER_SEC);

  if (date == NULL || today == NULL)
    return NULL;

  if (g_date_time_get_year (date) == g_date_time_get_year (today) &&
      g_date_time_get_day_of_year (date) == g_date_time_get_day_of_year (today))
    /* Translators: a time of today, in the form of g_date_time_format() */
    return g_date_time_format (date, _("%H:%M"));

  /* Translators: a day and a time, in the form of g_date_time_format() */
  return g_date_time_format (date, _("%-e %b %Y, %H:%M"));
}

/**
 * sy_health_text_dup_word:
 * @state: how a provider is
 * @error: (nullable): why, for %SY_HEALTH_ERROR
 * @key_checked: for %SY_HEALTH_CONNECTED: %FALSE when a key is set that nothing has proven
 * @host: (nullable): for %SY_HEALTH_NOT_SET_UP: whom a key is missing for
 *
 * Returns: (transfer full): that in a word or a few
 */
char *
sy_health_text_dup_word (SyHealthState  state,
                         const GError  *error,
                         gboolean       key_checked,
                         const char    *host)
{
  switch (state)
    {
    case SY_HEALTH_LOCKED:
      return g_strdup (_("Keyring locked"));

    case SY_HEALTH_CHECKING:
      return g_strdup (_("Checking …"));

    case SY_HEALTH_CONNECTED:
      return g_strdup (key_checked ? _("Connected") : _("Connected, key not checked"));

    case SY_HEALTH_ERROR:
      g_return_val_if_fail (error != NULL, NULL);
      return g_strdup (get_cause (error));

    case SY_HEALTH_OFFLINE:
      return g_strdup (_("Offline"));

    case SY_HEALTH_NOT_SET_UP:
    default:
      if (host == NULL || *host == '\0')
        return g_strdup (_("Not set up"));

      /* Translators: %s is the name of a host */
      return g_strdup_printf (_("No key for %s yet"), host);
    }
}

/**
 * sy_health_text_dup_tooltip:
 * @state: how a provider is
 * @word: what sy_health_text_dup_word() made of that
 * @checked_at: when it was last checked, in microseconds since 1970; 0 is never
 * @now: what time it is, in the same
 *
 * Returns: (transfer full): @word, and when that was found
 */
char *
sy_health_text_dup_tooltip (SyHealthState  state,
                            const char    *word,
                            gint64         checked_at,
                            gint64         now)
{
  g_autofree char *time = NULL;

  g_return_val_if_fail (word != NULL, NULL);

  if (checked_at > 0)
    time = format_time (checked_at, now);

  if (time == NULL)
    return g_strdup (word);

  if (state == SY_HEALTH_CHECKING)
    /* Translators: %s is a time, or a day and a time */
    return g_strdup_printf (_("Checking. Last checked %s"), time);

  /* Translators: how a provider is, like "Connected", and a time, or a day and a time */
  return g_strdup_printf (_("%1$s. Last checked %2$s"), word, time);
}

/**
 * sy_health_text_dup_detail:
 * @preset: what a provider was made from
 * @key: (nullable): the key it refused; never part of the text
 *
 * Returns: (transfer full) (nullable): how this service's keys look and how this one
 *   differs; %NULL when it does not, or nobody knows
 */
char *
sy_health_text_dup_detail (SyPreset   *preset,
                           const char *key)
{
  const char *name = NULL;
  const char *prefix = NULL;
  guint length;
  gboolean wrong_start;
  gboolean wrong_length;

  g_return_val_if_fail (SY_IS_PRESET (preset), NULL);

  if (key == NULL)
    return NULL;

  name = sy_preset_get_name (preset);
  prefix = sy_preset_get_key_prefix (preset);
  length = sy_preset_get_key_length (preset);
  wrong_start = prefix != NULL && !g_str_has_prefix (key, prefix);
  wrong_length = length != 0 && strlen (key) != length;

  if (wrong_length && prefix != NULL)
    /* Translators: the name of a service, how its keys begin, and two numbers of characters */
    return g_strdup_printf (_("%1$s keys begin with “%2$s” and have %3$u characters; this one "
                              "has %4$u."), name, prefix, length, (guint) strlen (key));
  if (wrong_length)
    /* Translators: the name of a service, and two numbers of characters */
    return g_strdup_printf (_("%1$s keys have %2$u characters; this one has %3$u."),
                            name, length, (guint) strlen (key));
  if (wrong_start)
    /* Translators: the name of a service, and how its keys begin */
    return g_strdup_printf (_("%1$s keys begin with “%2$s”; this one does not."), name, prefix);

  return NULL;
}

/**
 * sy_health_text_new_advice:
 * @error: why a provider is not connected
 * @preset: what it was made from
 * @detail: (nullable): a whole sentence more
 *
 * Returns: (transfer full): what Settings say of it, with the actions that make sense
 *   there; "Refresh" is always there
 */
SyAdvice *
sy_health_text_new_advice (const GError *error,
                           SyPreset     *preset,
                           const char   *detail)
{
  SyAdvice *advice = NULL;

  g_return_val_if_fail (error != NULL, NULL);
  g_return_val_if_fail (SY_IS_PRESET (preset), NULL);

  advice = sy_advice_new (error, preset, NULL, FALSE);
  keep_useful_actions (advice);

  if (detail != NULL)
    {
      g_autofree char *text = g_steal_pointer (&advice->text);

      advice->text = g_strconcat (text, " ", detail, NULL);
    }

  return advice;
}
