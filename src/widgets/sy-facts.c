/* sy-facts.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-facts"

#include "config.h"

#include "sy-facts.h"

#include <glib/gi18n-lib.h>

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

  if (sy_message_get_state (message) == SY_MESSAGE_STREAMING)
    return NULL;

  /* Translators: how long a reply took, in seconds */
  return g_strdup_printf (_("%.1f s"), seconds);
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
 * tokens, cost and time, and that the person stopped it.  Facts nobody knows
 * are left out.
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
  if (sy_message_get_state (message) == SY_MESSAGE_CANCELLED)
    /* Translators: the person stopped the reply */
    take_part (parts, g_strdup (C_("reply", "Stopped")));
  strv = g_strv_builder_end (parts);

  return g_strjoinv ("  ·  ", strv);
}

static char *
dup_finish_outcome (SyMessage *message)
{
  const char *reason = sy_message_get_finish_reason (message);

  if (g_strcmp0 (reason, "length") == 0)
    return g_strdup (_("The reply was cut off at the maximum length"));

  if (g_strcmp0 (reason, "content_filter") == 0 || g_strcmp0 (reason, "refusal") == 0)
    return g_strdup (_("The provider stopped this reply"));

  if (sy_message_get_length (message) == 0)
    return g_strdup (_("The model returned nothing"));

  return NULL;
}

/**
 * sy_facts_dup_outcome:
 * @message: a reply
 *
 * What has to be said about the way a reply ended.
 *
 * Returns: (transfer full) (nullable): one or two sentences, %NULL when all is well
 */
char *
sy_facts_dup_outcome (SyMessage *message)
{
  const GError *error;

  g_return_val_if_fail (SY_IS_MESSAGE (message), NULL);

  switch (sy_message_get_state (message))
    {
    case SY_MESSAGE_FAILED:
      error = sy_message_get_error (message);
      return g_strdup (error != NULL ? error->message : _("The reply failed"));

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
