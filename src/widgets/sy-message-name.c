/* sy-message-name.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-message-name"

#include "config.h"

#include "sy-message-name.h"

#include <glib/gi18n-lib.h>

static char *
dup_time (gint64     created_at,
          GDateTime *now)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_local (created_at / G_USEC_PER_SEC);
  g_autoptr(GDateTime) local = NULL;

  if (time == NULL)
    return g_strdup ("");

  local = g_date_time_to_timezone (time, g_date_time_get_timezone (now));
  if (g_date_time_get_year (local) == g_date_time_get_year (now) &&
      g_date_time_get_day_of_year (local) == g_date_time_get_day_of_year (now))
    /* Translators: the time of a message of today, see g_date_time_format () */
    return g_date_time_format (local, _("%H:%M"));

  /* Translators: date and time of an older message, see g_date_time_format () */
  return g_date_time_format (local, _("%x %H:%M"));
}

/**
 * sy_message_name_dup:
 * @message: a message
 * @now: the time it is
 *
 * Returns: (transfer full): whose message it is, when it was written, and what became of it
 */
char *
sy_message_name_dup (SyMessage *message,
                     GDateTime *now)
{
  g_autofree char *time = NULL;

  g_return_val_if_fail (SY_IS_MESSAGE (message), NULL);
  g_return_val_if_fail (now != NULL, NULL);

  time = dup_time (sy_message_get_created_at (message), now);
  if (sy_message_get_role (message) != SY_ROLE_ASSISTANT)
    /* Translators: %s is a time, in all of these */
    return g_strdup_printf (_("Your message, %s"), time);

  switch (sy_message_get_state (message))
    {
    case SY_MESSAGE_STREAMING:
      return g_strdup_printf (_("Reply, %s, being written"), time);

    case SY_MESSAGE_CANCELLED:
      return g_strdup_printf (_("Reply, %s, stopped"), time);

    case SY_MESSAGE_FAILED:
    case SY_MESSAGE_INTERRUPTED:
      return g_strdup_printf (_("Reply, %s, incomplete"), time);

    case SY_MESSAGE_COMPLETE:
    default:
      return g_strdup_printf (_("Reply, %s"), time);
    }
}
