/* sy-facts.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-facts"

#include "config.h"

#include "sy-facts.h"

#include "sy-error.h"

#include <glib/gi18n-lib.h>

/* More of a body than this helps nobody, and takes long to lay out. */
#define MAX_BODY_BYTES 4096

static const char *
get_model (SyMessage *message)
{
  const char *served = sy_message_get_served_model (message);

  return served != NULL ? served : sy_message_get_model_id (message);
}

static char *
dup_tokens (SyMessage *message)
{
  const SyUsage *usage = sy_message_get_usage (message);
  g_autofree char *number = NULL;
  gint64 tokens;

  if (usage == NULL || usage->completion_tokens < 0)
    return NULL;

  tokens = usage->completion_tokens;
  number = g_strdup_printf ("%'" G_GINT64_FORMAT, tokens);

  /* Translators: %s is a number of tokens */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s token", "%s tokens",
                                       (gulong) tokens),
                          number);
}

static char *
dup_cost (SyMessage *message)
{
  SyMoney cost = sy_message_get_cost (message);

  return cost == SY_MONEY_UNKNOWN ? NULL : sy_money_format (cost);
}

static char *
dup_duration (SyMessage *message)
{
  double seconds = (double) sy_message_get_duration (message) / G_USEC_PER_SEC;

  if (sy_message_get_state (message) == SY_MESSAGE_STREAMING ||
      sy_message_get_state (message) == SY_MESSAGE_FAILED)
    return NULL;

  /* Translators: how long a reply took, in seconds */
  return g_strdup_printf (_("%.1f s"), seconds);
}

/* What could not be read is missing in the text, perhaps. */
static char *
dup_skipped (SyMessage *message)
{
  guint skipped = sy_message_get_skipped (message);

  if (skipped == 0 || sy_message_get_state (message) == SY_MESSAGE_STREAMING)
    return NULL;

  /* Translators: parts of a server's answer that it did not send as it should */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u unreadable event",
                                       "%u unreadable events", skipped),
                          skipped);
}

/* What happened is said above the line; here it qualifies the numbers. */
static const char *
get_ending (SyMessage *message)
{
  switch (sy_message_get_state (message))
    {
    case SY_MESSAGE_CANCELLED:
      /* Translators: the person stopped the reply */
      return C_("reply", "Stopped");

    case SY_MESSAGE_FAILED:
      /* Translators: only a part of the reply arrived */
      return sy_message_get_length (message) > 0 ? C_("reply", "Incomplete") : NULL;

    case SY_MESSAGE_STREAMING:
    case SY_MESSAGE_COMPLETE:
    case SY_MESSAGE_INTERRUPTED:
    default:
      return NULL;
    }
}

static void
take_part (GStrvBuilder *parts,
           char         *part)
{
  if (part != NULL && *part != '\0')
    g_strv_builder_take (parts, part);
  else
    g_free (part);
}

/**
 * sy_facts_dup_text:
 * @message: a reply
 *
 * What is known of a reply, for the line below it: the model that answered,
 * tokens, cost and time, and that it is not whole.  Facts nobody knows are left
 * out.
 *
 * Returns: (transfer full): one line, perhaps empty
 */
char *
sy_facts_dup_text (SyMessage *message)
{
  g_autoptr(GStrvBuilder) parts = g_strv_builder_new ();
  g_auto(GStrv) strv = NULL;

  g_return_val_if_fail (SY_IS_MESSAGE (message), NULL);

  take_part (parts, g_strdup (get_model (message)));
  take_part (parts, dup_tokens (message));
  take_part (parts, dup_cost (message));
  take_part (parts, dup_duration (message));
  take_part (parts, dup_skipped (message));
  take_part (parts, g_strdup (get_ending (message)));
  strv = g_strv_builder_end (parts);

  return g_strjoinv ("  ·  ", strv);
}

/**
 * sy_facts_is_filtered:
 * @message: a reply
 *
 * Returns: whether it was stopped for what it says, so that another model may do better
 */
gboolean
sy_facts_is_filtered (SyMessage *message)
{
  const char *reason;

  g_return_val_if_fail (SY_IS_MESSAGE (message), FALSE);

  reason = sy_message_get_finish_reason (message);

  return g_strcmp0 (reason, "content_filter") == 0 || g_strcmp0 (reason, "refusal") == 0;
}

static char *
dup_finish_outcome (SyMessage *message)
{
  const char *reason = sy_message_get_finish_reason (message);

  if (g_strcmp0 (reason, "length") == 0)
    return g_strdup (_("The reply was cut off at the maximum length"));

  if (sy_facts_is_filtered (message))
    return g_strdup (_("The provider stopped this reply"));

  if (sy_message_get_length (message) == 0)
    return g_strdup (_("The model returned nothing"));

  return NULL;
}

/**
 * sy_facts_dup_outcome:
 * @message: a reply
 *
 * What has to be said about the way a reply ended, where there is no error that
 * says it.
 *
 * Returns: (transfer full) (nullable): one or two sentences, %NULL when all is
 *   well, or when it has an error
 */
char *
sy_facts_dup_outcome (SyMessage *message)
{
  g_return_val_if_fail (SY_IS_MESSAGE (message), NULL);

  switch (sy_message_get_state (message))
    {
    case SY_MESSAGE_FAILED:
      return sy_message_get_error (message) != NULL ? NULL : g_strdup (_("The reply failed"));

    case SY_MESSAGE_INTERRUPTED:
      return g_strdup (_("Interrupted before the answer was complete"));

    case SY_MESSAGE_COMPLETE:
      return dup_finish_outcome (message);

    case SY_MESSAGE_CANCELLED:
    case SY_MESSAGE_STREAMING:
    default:
      return NULL;
    }
}

/* Borrowed: who failed, in the words of a router or in ours. */
static const char *
get_provider (const SyErrorFacts *facts,
              SyPreset           *preset)
{
  if (facts->provider != NULL || preset == NULL)
    return facts->provider;

  return sy_preset_get_name (preset);
}

static void
take_line (GString *details,
           char    *line)
{
  g_string_append (details, line);
  g_string_append_c (details, '\n');
  g_free (line);
}

static void
append_body (GString    *details,
             const char *body)
{
  gsize length = strlen (body);
  gsize shown = length;

  if (length > MAX_BODY_BYTES)
    shown = (gsize) (g_utf8_find_prev_char (body, body + MAX_BODY_BYTES + 1) - body);

  g_string_append_c (details, '\n');
  g_string_append_len (details, body, (gssize) shown);

  if (shown < length)
    {
      g_autofree char *rest = g_format_size (length - shown);

      g_string_append_c (details, '\n');
      /* Translators: below a long text of a server; %s is a size as "5.2 kB" */
      take_line (details, g_strdup_printf (_("… and %s more"), rest));
    }
}

/**
 * sy_facts_dup_error_details:
 * @error: what went wrong
 * @preset: (nullable): what the provider was made from
 * @generation_id: (nullable): what the server calls the reply
 *
 * What is known of an error, for a person who wants to report it: a line each,
 * and the redacted body, or where there is none our words for it.  Facts nobody
 * knows are left out.
 *
 * Returns: (transfer full): several lines
 */
char *
sy_facts_dup_error_details (const GError *error,
                            SyPreset     *preset,
                            const char   *generation_id)
{
  g_autoptr(GString) details = NULL;
  SyErrorFacts facts;
  const char *provider;

  g_return_val_if_fail (error != NULL, NULL);
  g_return_val_if_fail (preset == NULL || SY_IS_PRESET (preset), NULL);

  details = g_string_new (NULL);
  facts = sy_error_get_facts (error);
  provider = get_provider (&facts, preset);

  if (facts.body == NULL || *facts.body == '\0')
    take_line (details, g_strdup (error->message));
  if (facts.status != 0)
    /* Translators: %u is a number of HTTP, as 402 */
    take_line (details, g_strdup_printf (_("Status: %u"), facts.status));
  if (provider != NULL)
    take_line (details, g_strdup_printf (_("Provider: %s"), provider));
  if (facts.host != NULL)
    take_line (details, g_strdup_printf (_("Host: %s"), facts.host));
  if (generation_id != NULL)
    /* Translators: %s is what a server calls one reply */
    take_line (details, g_strdup_printf (_("Generation: %s"), generation_id));
  if (facts.certificate != NULL)
    /* Translators: %s is a fingerprint */
    take_line (details, g_strdup_printf (_("Certificate: %s"), facts.certificate));
  if (facts.issuer != NULL)
    /* Translators: %s is who issued a certificate */
    take_line (details, g_strdup_printf (_("Issuer: %s"), facts.issuer));
  if (facts.body != NULL && *facts.body != '\0')
    append_body (details, facts.body);

  return g_strchomp (g_string_free_and_steal (g_steal_pointer (&details)));
}

/**
 * sy_facts_dup_details:
 * @message: a reply with an error
 * @preset: (nullable): what its provider was made from
 *
 * Returns: (transfer full): what sy_facts_dup_error_details() says of it
 */
char *
sy_facts_dup_details (SyMessage *message,
                      SyPreset  *preset)
{
  g_return_val_if_fail (SY_IS_MESSAGE (message), NULL);
  g_return_val_if_fail (sy_message_get_error (message) != NULL, NULL);

  return sy_facts_dup_error_details (sy_message_get_error (message), preset,
                                     sy_message_get_generation_id (message));
}
